// A passkey in place of a code: the browser asks for it, and what it signed is sent with the form like anything typed.
export function usePasskeys(form) {
  const known = window.PublicKeyCredential?.parseCreationOptionsFromJSON && navigator.credentials;
  if (!known) return; // the page then says what else there is
  const button = form.querySelector("button");
  const said = form.querySelector(".panel-passkey__said");
  form.querySelector(".panel-passkey__without").hidden = true;
  button.hidden = false;

  form.addEventListener("submit", async (event) => {
    if (form.elements.name?.value.trim() === "") return; // sent as it is, and told beside its field
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    said.textContent = "";
    try {
      const answer = await fetch(form.dataset.options, {
        method: "POST",
        headers: { "X-CSRFToken": form.elements.csrf_token.value },
      });
      if (!answer.ok || answer.redirected) {
        // Signed out meanwhile, or too long since the second step: the page itself leads to what is missing.
        window.location.assign(window.location.href);
        return;
      }
      const options = await answer.json();
      const publicKey =
        form.dataset.passkey === "create"
          ? PublicKeyCredential.parseCreationOptionsFromJSON(options)
          : PublicKeyCredential.parseRequestOptionsFromJSON(options);
      const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
      form.elements.credential.value = JSON.stringify(credential);
      form.submit();
    } catch (error) {
      button.disabled = false;
      said.textContent =
        error.name === "InvalidStateError"
          ? "This device has a passkey of yours already."
          : "No passkey was given, or it took too long. Try again.";
    }
  });
}

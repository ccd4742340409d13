// The meeting as it runs. A slip is kept in this browser at every key, sent when the typing pauses, and forgotten here
// once the server has it. What a lost line or a closed lid held back is sent when the page finds a line again.
const page = document.querySelector("[data-sitting]");
const said = page.querySelector("[data-saved]");
const SHELF = `panel-sitting:${page.dataset.user}:${page.dataset.sitting}:`;
const PAUSE = 1200;
const AGAIN = 4000;
const waiting = new Map();

const clock = () => new Date().toLocaleTimeString("en-GB");
const body = (form) => new URLSearchParams(new FormData(form));
const nameOf = (form) => form.elements.slip?.value || `${form.dataset.slip}-${form.elements.item.value}-${form.elements.access?.value ?? ""}`;

function keepHere(form) {
  const kept = { action: form.getAttribute("action"), body: body(form).toString(), since: clock() };
  localStorage.setItem(SHELF + nameOf(form), JSON.stringify(kept));
}

async function send(action, fields) {
  fields.set("csrf_token", page.dataset.csrf);
  return fetch(action, { method: "POST", body: fields, headers: { Accept: "application/json" }, redirect: "manual" });
}

async function save(form) {
  clearTimeout(waiting.get(form));
  if (form.dataset.sending) return (form.dataset.again = "yes");
  form.dataset.sending = "yes";
  const sent = body(form);
  const key = SHELF + nameOf(form);
  const here = form.querySelector("[data-said]");
  said.textContent = "Saving";
  let answer = null;
  try {
    answer = await send(form.getAttribute("action"), sent);
  } catch {
    said.textContent = `No connection. Kept on this computer since ${JSON.parse(localStorage.getItem(key) ?? "{}").since ?? clock()}; it is sent as soon as there is one.`;
    waiting.set(form, setTimeout(() => save(form), AGAIN));
  }
  delete form.dataset.sending;
  if (!answer) return;
  if (!answer.headers.get("Content-Type")?.includes("json")) {
    said.textContent = "Not saved: you are signed out, or the server is not well. What you typed is kept on this computer. Load this page again.";
    return;
  }
  const told = await answer.json();
  if (!answer.ok) {
    said.textContent = "Not saved";
    here.textContent = [told.refused, ...Object.values(told.errors ?? {})].filter(Boolean).join(" ");
    return;
  }
  here.textContent = "";
  said.textContent = `Saved ${told.saved}`;
  if (form.elements.version && told.version !== undefined) form.elements.version.value = told.version;
  if (told.address) form.setAttribute("action", told.address);
  if (form.dataset.again) {
    delete form.dataset.again;
    return save(form);
  }
  localStorage.removeItem(key);
  for (const [name, html] of Object.entries(told.parts ?? {})) {
    const part = page.querySelector(`[data-part="${name}"]`);
    if (part) part.innerHTML = html;
  }
}

page.addEventListener("input", ({ target }) => {
  const form = target.closest("[data-slip]");
  if (!form) return;
  keepHere(form);
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => save(form), PAUSE));
});

// Files go up one by one, each with its progress, and the page follows what becomes of them; without this file a
// plain form does the same.
const EVERY = 1500; // milliseconds between two looks

let sending = false;
addEventListener("beforeunload", (event) => {
  if (sending) event.preventDefault();
});

for (const form of document.querySelectorAll(".panel-hand-in")) {
  const input = form.querySelector("input[type=file]");
  const said = document.createElement("p");
  said.className = "govuk-body";
  said.setAttribute("role", "status");
  const list = document.createElement("ul");
  list.className = "panel-arriving";
  form.after(list, said);
  form.addEventListener("submit", (event) => {
    const files = [...input.files];
    // That there is no file, the server says best; what it kept of an earlier try goes with the plain form.
    if (!files.length) return;
    const missing = form.access && wrongWithAccess(form, files);
    if (missing) {
      // Said before anything is sent, so that the chosen files stay in their field.
      event.preventDefault();
      return sayAtAccess(form, missing);
    }
    if (form.access) clearAccess(form);
    if (form.elements.namedItem("kept")) return;
    event.preventDefault();
    if (!sending) sendAll(form, input, files, list, said);
  });
}

// Who may read them is not said; or a name says that not everybody may, which is asked once, as the server does.
function wrongWithAccess(form, files) {
  if (!form.access.value) return form.dataset.choose;
  if (form.access.value !== "public") return "";
  const asked = form.elements.namedItem("asked");
  const marking = new RegExp(form.dataset.marking, "i");
  const marked = [];
  for (const { name } of files) {
    if (asked.value.split("/").includes(name)) continue;
    const found = marking.exec(name.replace(/[^\p{L}\p{N}]+/gu, " "));
    if (found) marked.push([name, `“${name}” says “${found[0]}”`]);
  }
  if (!marked.length) return "";
  asked.value = [asked.value, ...marked.map(([name]) => name)].filter(Boolean).join("/");
  for (const radio of form.access) radio.checked = false;
  const them = marked.length === 1 ? "it" : "them";
  return `${marked.map(([, said]) => said).join(", ")} in its name. Choose again who may read ${them}.`;
}

function sayAtAccess(form, reason) {
  const first = form.access[0];
  const group = first.closest(".govuk-form-group");
  const fieldset = first.closest("fieldset");
  let error = group.querySelector(".govuk-error-message");
  if (!error) {
    error = document.createElement("p");
    error.className = "govuk-error-message";
    error.id = `${first.id}-error`;
    fieldset.querySelector("legend").after(error);
  }
  const hidden = document.createElement("span");
  hidden.className = "govuk-visually-hidden";
  hidden.textContent = "Error: ";
  error.replaceChildren(hidden, reason);
  group.classList.add("govuk-form-group--error");
  fieldset.setAttribute("aria-describedby", error.id);
  if (!document.title.startsWith("Error: ")) document.title = `Error: ${document.title}`;
  document.querySelector(".govuk-error-summary")?.remove();
  const summary = document.createElement("div");
  summary.className = "govuk-error-summary";
  summary.tabIndex = -1;
  summary.innerHTML = '<div role="alert"><h2 class="govuk-error-summary__title">There is a problem</h2><div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list"><li><a></a></li></ul></div></div>';
  const link = summary.querySelector("a");
  link.href = `#${first.id}`;
  link.textContent = reason;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    first.focus();
  });
  document.getElementById("main-content").prepend(summary);
  summary.focus();
}

function clearAccess(form) {
  const group = form.access[0].closest(".govuk-form-group");
  if (!group.classList.contains("govuk-form-group--error")) return;
  group.classList.remove("govuk-form-group--error");
  group.querySelector(".govuk-error-message").remove();
  group.querySelector("fieldset").removeAttribute("aria-describedby");
  document.querySelector(".govuk-error-summary")?.remove();
  document.title = document.title.replace(/^Error: /, "");
}

async function sendAll(form, input, files, list, said) {
  sending = true;
  said.textContent = "";
  const lines = files.map((file) => line(list, file));
  const askedBefore = form.elements.namedItem("asked")?.value;
  let failed = 0;
  for (const [index, file] of files.entries()) {
    const wrong = await send(form, input, file, lines[index], index);
    if (wrong) failed += 1;
    else lines[index].item.remove();
    if (document.getElementById("arriving")) await refresh();
  }
  sending = false;
  // Where it was asked about a name, the file stays chosen for the second try.
  if (form.elements.namedItem("asked")?.value === askedBefore) input.value = "";
  const sent = files.length - failed;
  said.textContent = `${sent} of ${files.length} handed in.` + (failed ? " Look at what is said of the others." : "");
}

function line(list, file) {
  const item = document.createElement("li");
  item.className = "panel-arriving__file";
  const name = document.createElement("span");
  name.className = "panel-arriving__name";
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.className = "panel-progress";
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", `Sending ${file.name}`);
  const words = document.createElement("span");
  words.className = "panel-file";
  words.textContent = " Waiting to be sent";
  item.append(name, bar, words);
  list.append(item);
  return { item, bar, words };
}

function send(form, input, file, { bar, words }, index) {
  const fail = (reason) => {
    bar.remove();
    words.textContent = reason;
    return reason;
  };
  const most = Number(form.dataset.most);
  if (most && file.size > most) {
    return fail(`The file is too large. At most ${Math.floor(most / 1048576)} MB are accepted: make its pictures smaller.`);
  }
  return new Promise((done) => {
    const data = new FormData(form);
    data.delete(input.name);
    data.append(input.name, file);
    // Only the first of several can be the report.
    if (index && data.has("kind")) data.set("kind", "appendices");
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.value = Math.floor((100 * event.loaded) / event.total);
      words.textContent = ` Sent ${bar.value} %`;
    });
    request.addEventListener("load", () => {
      if (request.status === 400 || request.status === 403) return done(fail("You are not signed in any more. Sign in again, and hand it in then."));
      if (request.status === 413) return done(fail("That is more than is taken at once. Choose a smaller file."));
      try {
        const { refused, asked } = JSON.parse(request.responseText);
        if (asked) form.elements.namedItem("asked").value = asked;
        done(refused.length ? fail(refused.join(" ")) : "");
      } catch {
        done(fail("Something went wrong here. Hand it in again."));
      }
    });
    request.addEventListener("error", () => done(fail("The upload broke off, and nothing of it was kept. Hand it in again.")));
    request.send(data);
  });
}

async function refresh() {
  let fresh;
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return; // out of reach for now
  }
  for (const id of ["arriving", "papers"]) {
    const old = document.getElementById(id);
    const now = fresh.getElementById(id);
    if (!old || !now || old.contains(document.activeElement)) continue;
    const bars = (part) => [...part.querySelectorAll("progress")].map((bar) => bar.value).join();
    if (old.textContent === now.textContent && bars(old) === bars(now) && old.hidden === now.hidden) continue;
    old.replaceWith(document.adoptNode(now));
  }
}

async function follow() {
  const arriving = document.getElementById("arriving");
  if (arriving?.dataset.reading === "yes" && !sending) await refresh();
  setTimeout(follow, EVERY);
}
if (document.getElementById("arriving")) setTimeout(follow, EVERY);

// The meeting as it runs: what happens on its page. What is typed is kept and sent by sitting_slips.js and
// sitting_line.js; every slip works without them, by its button.
import { drafts, drop, flush, line, page, post, pump, renew, shelf, watch } from "./sitting_line.js";
import { onlyOf, redraw } from "./sitting_parts.js";
import { anew, begins, closeChange, firstField, follow, hideClosed, left, prepare, rebind, recorded, resumed, typed, wasSaved, wasStuck } from "./sitting_slips.js";
import { button, element, hear, show, things } from "./sitting_told.js";

watch({ changed: show, saved: wasSaved, stuck: wasStuck });
const slipOf = (target) => target.closest?.("form[data-slip]");

for (const form of page.querySelectorAll("form[data-slip]")) prepare(form);
rebind();
show();
shelf.takeUp().then((drafts) => {
  drafts.forEach(resumed);
  rebind();
  show();
  page.dataset.ready = "yes";
  return pump();
});

page.addEventListener("input", ({ target }) => slipOf(target) && typed(slipOf(target), target.matches("select, [type=checkbox], [type=radio]")));
page.addEventListener("focusout", ({ target }) => {
  if (slipOf(target)) left(slipOf(target));
  setTimeout(hideClosed);
});
page.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-slip]")) {
    event.preventDefault();
    recorded(form, event.submitter);
  } else if (form.matches("[data-takes-back]")) {
    event.preventDefault();
    takeBack(form);
  }
});
page.addEventListener("keydown", (event) => {
  const form = slipOf(event.target);
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && form) form.requestSubmit();
  const change = event.key === "Escape" && event.target.closest("[data-changing]");
  if (change) closeChange(change);
});
page.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("[data-item-link], [data-changes], [data-close-change]");
  if (!link) return;
  if (link.matches("[data-close-change]")) return closeChange(link.closest("[data-changing]"));
  event.preventDefault();
  if (link.matches("[data-item-link]")) return turn(link.dataset.itemLink, true);
  change(link);
});

// Turn to another item: it is on the page already.
export function turn(number, focus = false) {
  const items = [...page.querySelectorAll("[data-item]")];
  const wanted = items.find((each) => each.dataset.item === number);
  if (!wanted) return;
  for (const each of items) each.hidden = each !== wanted;
  for (const link of page.querySelectorAll(".panel-items__link")) {
    if (link.dataset.itemLink === number) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  }
  page.querySelector("[data-items-all]")?.removeAttribute("open");
  page.querySelector("[data-now]").textContent = `Item ${number}`;
  history.replaceState(null, "", `${page.dataset.sitting}?item=${encodeURIComponent(number)}`);
  for (const form of page.querySelectorAll("form[data-slip]:has([data-follows-item])")) follow(form);
  onlyOf(number);
  flush();
  hideClosed();
  if (focus) wanted.querySelector("h3").focus();
}

// Open an entry where it stands.
async function change(link) {
  const name = link.dataset.changes.split("/").slice(-2).join("-");
  const open = page.querySelector(`[data-changing="${name}"]`);
  if (open) return firstField(open.querySelector("form")).focus();
  let answer;
  try {
    answer = await fetch(link.dataset.changes, { headers: { Accept: "application/json" }, redirect: "manual" });
  } catch {
    return aside(link, "No connection: an entry can be opened once there is one again.");
  }
  if (!answer.ok) return aside(link, answer.type === "opaqueredirect" ? "You are signed out. Sign in again in another tab first." : "It is no longer on the record.");
  const box = element("div");
  box.innerHTML = (await answer.json()).html;
  const section = box.firstElementChild;
  (link.closest(".panel-slip__tools") ?? link).after(section);
  const form = section.querySelector("form");
  prepare(form);
  for (const field of form.querySelectorAll("[name=csrf_token]")) field.value = page.dataset.csrf;
  firstField(form).focus();
}

function aside(link, words) {
  const place = link.closest(".panel-slip__tools") ?? link.parentElement;
  place.querySelector("[data-aside]")?.remove();
  const told = element("span", { className: "panel-slip__aside" }, words);
  told.dataset.aside = "";
  place.append(told);
  hear(words);
}

// Take an entry back, or put it back, and stay where one was.
async function takeBack(form) {
  const words = "Not done";
  const action = form.getAttribute("action");
  const part = form.closest("[data-part]");
  const at = form.querySelector("button");
  let answer;
  try {
    answer = await post(action, new URLSearchParams(new FormData(form)));
    if (answer.status === 400 && (await renew()) === "") answer = await post(action, new URLSearchParams(new FormData(form)));
  } catch {
    return aside(at, `${words}: no connection. Press again once there is one.`);
  }
  if (answer.status === 403) return aside(at, `${words}: you are signed out. Sign in again in another tab, then press again.`);
  const told = await answer.json().catch(() => ({}));
  if (!answer.ok) return aside(at, `${words}: ${told.refused || "it is no longer on the record."}`);
  line.savedAt = told.saved;
  const entry = action.replace(/\/(withdraw|restore)$/, "");
  for (const slip of page.querySelectorAll(`form[data-slip][action="${entry}"]`)) {
    for (const draft of [...drafts.values()].filter((each) => each.form === slip)) drop(draft);
    if (slip.closest("[data-changing]")) slip.closest("[data-changing]").remove();
    else if (begins(slip)) anew(slip);
  }
  redraw(told.parts ?? {});
  rebind();
  show();
  hear(told.said);
  tellUndo(part, told, form);
}

function tellUndo(part, told, form) {
  for (const each of page.querySelectorAll("[data-undo-told]")) each.remove();
  const box = element("form", { className: "panel-undo", method: "post" }, element("span", {}, `${told.said} `));
  box.dataset.undoTold = "";
  const place = part?.isConnected ? part : page.querySelector("[data-undo]");
  place.prepend(box);
  if (!told.undo) {
    box.tabIndex = -1;
    return box.focus();
  }
  box.setAttribute("action", told.undo);
  box.dataset.takesBack = "";
  box.append(element("input", { type: "hidden", name: "item", value: form.elements.namedItem("item")?.value ?? "" }));
  const undo = button("Put it back", () => {});
  undo.type = "submit";
  box.append(undo);
  undo.focus({ preventScroll: true });
}

// Signing out here: what waits goes out first; what cannot is the officer's to decide.
const signOut = document.querySelector('form[action$="/sign-out"]');
const leaving = page.querySelector("[data-leaving]");
signOut?.addEventListener("submit", async (event) => {
  if (!drafts.size) return;
  event.preventDefault();
  await flush();
  if (!drafts.size) return signOut.submit();
  page.querySelector("[data-leaving-what]").textContent = `${things(drafts.size)} could not be saved. On this computer somebody else might read what is kept.`;
  leaving.returnValue = "stay";
  leaving.showModal();
});
leaving.addEventListener("close", () => {
  if (leaving.returnValue === "erase") for (const draft of [...drafts.values()]) drop(draft);
  if (leaving.returnValue === "erase" || leaving.returnValue === "keep") signOut.submit();
});

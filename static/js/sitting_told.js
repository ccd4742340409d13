// What the page says of itself: one line on what is saved, a list of what needs the officer, and, calmly, by ear.
import { drafts, line, page, shelf } from "./sitting_line.js";

const said = page.querySelector("[data-saved]");
const heard = page.querySelector("[data-heard]");
const section = page.querySelector("[data-unsaved]");
const list = page.querySelector("[data-unsaved-list]");
let before = "";

export const things = (count) => (count === 1 ? "1 thing" : `${count} things`);
export const hear = (words) => {
  heard.textContent = "";
  setTimeout(() => (heard.textContent = words), 50);
};

export function element(name, facts = {}, ...children) {
  const made = Object.assign(document.createElement(name), facts);
  made.append(...children);
  return made;
}

export const button = (words, press, of = "") => {
  const made = element("button", { type: "button", className: "govuk-button govuk-button--secondary panel-button--last" }, words);
  if (of) made.append(element("span", { className: "govuk-visually-hidden" }, ` ${of}`));
  made.addEventListener("click", press);
  return made;
};

function standing() {
  const count = drafts.size;
  const kept = count ? ` ${things(count)} ${count === 1 ? "is" : "are"} kept on this computer` : "";
  if (line.why === "signed out") return ["lost", `Not saved: you are signed out.${kept}${count ? ", and will go out by themselves once you are signed in." : ""} `];
  if (line.why === "other") return ["lost", `Not saved: somebody else is signed in in this browser now.${kept}, under your name. Sign in again yourself and they go out. `];
  if (line.lost && count) return ["lost", `Not saved: no connection since ${line.lost};${kept} and ${count === 1 ? "goes" : "go"} out by ${count === 1 ? "itself" : "themselves"}.`];
  if (line.lost) return ["lost", `No connection since ${line.lost}. Everything before was saved; go on writing.`];
  const stuck = [...drafts.values()].filter((each) => each.stuck).length;
  if (stuck) return ["stuck", `Not saved: ${things(stuck)} ${stuck === 1 ? "needs" : "need"} you. `];
  if (!shelf.works && count) return ["saving", "Saving. This browser keeps nothing by itself: wait for “Saved” before you close the page."];
  if (count) return ["saving", "Saving"];
  return ["saved", line.savedAt ? `Saved ${line.savedAt}` : "Nothing to save"];
}

export function show() {
  const [state, words] = standing();
  said.hidden = false;
  if (said.dataset.state !== state || said.firstChild?.textContent !== words) {
    said.dataset.state = state;
    said.replaceChildren(words);
    if (line.why === "signed out" || line.why === "other") {
      said.append(element("a", { className: "govuk-link", href: page.dataset.signIn, target: "_blank", rel: "noopener" }, "Sign in (opens a new tab)"));
    } else if (state === "stuck") {
      const first = [...drafts.values()].find((each) => each.stuck);
      const see = element("a", { className: "govuk-link", href: "#unsaved" }, "See what");
      see.addEventListener("click", (event) => {
        if (!first.form?.isConnected) return;
        event.preventDefault();
        page.dispatchEvent(new CustomEvent("goto-slip", { detail: first.form }));
      });
      said.append(see);
    }
  }
  const calm = state === "saving" ? before : state;
  // By ear only what turns: a line that is lost or found again, something that needs the officer.
  if (calm !== before && (calm !== "saved" || before)) hear(said.textContent);
  before = calm;
}

// What was typed, as the labels of its form name it; a slip without a form here names what was sent.
export function typedIn(draft) {
  const found = [];
  for (const [name, value] of new URLSearchParams(draft.body)) {
    if (!value || ["csrf_token", "slip", "version", "was", "item", "access", "held", "meant_public"].includes(name)) continue;
    const form = draft.form ?? page.querySelector(`form[data-slip="${draft.name}"]`);
    found.push([labelOf(form, name) || name, value]);
  }
  return found;
}

export function labelOf(form, name) {
  const field = form?.elements.namedItem(name);
  const first = field instanceof RadioNodeList ? field[0] : field;
  return (first?.type === "radio" ? first.closest("fieldset")?.querySelector("legend") : first?.labels?.[0])?.textContent.trim();
}

export function listed(entries) {
  section.hidden = entries.length === 0;
  list.replaceChildren(...entries);
}

// By keyboard: to the next item, to an item by its number, to the notes, to each kind of slip. Function keys, and
// letters only in the field of "Go to": what is dictated or typed elsewhere never sets anything off.
import { page } from "./sitting_line.js";
import { element } from "./sitting_told.js";
import { anew, begins, firstField, itemNow } from "./sitting_slips.js";
import { turn } from "./sitting.js";

const keys = page.querySelector("[data-keys-dialog]");
const go = page.querySelector("[data-go]");
const where = page.querySelector("[data-go-where]");
const wrong = page.querySelector("[data-go-wrong]");

const numbers = () => [...page.querySelectorAll("[data-item]")].map((each) => each.dataset.item);

export function toField(field) {
  for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
  field.focus();
  field.scrollIntoView({ block: "center" });
}

function toSlip(form) {
  const item = form.closest("[data-item]");
  if (item?.hidden) turn(item.dataset.item);
  toField(firstField(form));
}

page.addEventListener("goto-slip", ({ detail }) => toSlip(detail));

function toNotes() {
  const item = page.querySelector("[data-item]:not([hidden])");
  const notes = item?.querySelector(`[data-notes-of="${page.dataset.access}"] textarea`);
  if (notes) toField(notes);
}

// A slip that was recorded is begun anew: to go to it by its letter is to say that there is another.
function toKind(form) {
  if (begins(form) && /\/\d+$/.test(form.getAttribute("action")) && form.querySelector("[data-record]").textContent.includes("next")) anew(form);
  toSlip(form);
}

function step(by) {
  const all = numbers();
  const at = all.indexOf(itemNow()) + by;
  if (at >= 0 && at < all.length) turn(all[at], true);
}

// Each place with a letter of its name that no place before it has.
function places() {
  const found = [["n", "Notes", toNotes], ["p", "People", () => page.querySelector("#people").focus()], ["r", "Recorded", () => page.querySelector("#record").focus()]];
  const seen = new Set();
  for (const form of page.querySelectorAll("form[data-slip]")) {
    const kind = form.dataset.slip;
    if (seen.has(kind) || kind === "notes" || !begins(form) || form.closest("[data-item][hidden]")) continue;
    seen.add(kind);
    const free = [...`${form.dataset.noun}abcdefghijklmnopqrstuvwxyz`.toLowerCase()].find((letter) => /[a-z]/.test(letter) && !found.some(([taken]) => taken === letter));
    if (free) found.push([free, form.dataset.noun, () => toKind(form)]);
  }
  return found;
}

function openGo() {
  wrong.textContent = "";
  where.value = "";
  const list = page.querySelector("[data-go-list]");
  list.replaceChildren(
    ...places().map(([letter, name, to]) => {
      const press = element("button", { type: "button", className: "panel-tool" }, element("kbd", {}, letter.toUpperCase()), ` ${name}`);
      press.addEventListener("click", () => left(to));
      return element("li", {}, press);
    }),
  );
  go.showModal();
  where.focus();
}

function left(to) {
  go.close();
  to();
}

where.addEventListener("input", () => {
  const place = places().find(([letter]) => letter === where.value.trim().toLowerCase());
  if (place && !numbers().includes(where.value.trim())) left(place[2]);
});
page.querySelector("[data-go-form]").addEventListener("submit", (event) => {
  event.preventDefault();
  const wanted = where.value.trim().toLowerCase();
  const item = numbers().find((each) => each.toLowerCase() === wanted);
  if (item) return left(() => turn(item, true));
  wrong.textContent = `No item is numbered “${where.value}”, and no place has that letter.`;
});
page.querySelector("[data-go-close]").addEventListener("click", () => go.close());
page.querySelector("[data-go-to]").addEventListener("click", openGo);
page.querySelector("[data-show-keys]").addEventListener("click", () => keys.showModal());
page.querySelector("[data-tools]").hidden = false;

const does = {
  F1: () => keys.showModal(),
  F2: openGo,
  F8: (event) => step(event.shiftKey ? -1 : 1),
  F9() {
    const form = [...page.querySelectorAll('form[data-slip="action"]')].find(begins);
    if (form) toKind(form);
  },
};
addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || !does[event.key] || document.querySelector("dialog[open]")) return;
  event.preventDefault();
  does[event.key](event);
});

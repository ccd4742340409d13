// The slips of the page: each becomes a draft while it is filled in, and is told what became of it.
import { drafts, drop, keep, line, page, ready } from "./sitting_line.js";
import { onlyOf, redraw } from "./sitting_parts.js";
import { newKey } from "./sitting_shelf.js";
import { button, element, hear, labelOf, listed, show, typedIn } from "./sitting_told.js";

const PAUSE = 1200;
const timers = new WeakMap();
const stands = new WeakMap(); // what each form said when the server last had it
const UNSAID = new Set(["slip", "version", "was"]);

// `elements.item` is a method of the collection itself, so fields are asked for by name.
export const field = (form, name) => form.elements.namedItem(name);
function serialized(form, submitter) {
  const body = new URLSearchParams(new FormData(form, submitter));
  body.delete("csrf_token");
  return body.toString();
}
const words = (body) => [...new URLSearchParams(body)].filter(([name]) => !UNSAID.has(name)).map(String).join("\n");
const numbered = (action) => /\/\d+$/.test(action);
export const itemNow = () => page.querySelector("[data-item]:not([hidden])")?.dataset.item ?? "";
export const firstField = (form) => form.querySelector("input:not([type=hidden]), textarea, select, button");

function keyOf(form) {
  if (form.dataset.slip === "notes") return `notes-${field(form, "item").value}-${field(form, "access").value}`;
  const action = form.getAttribute("action");
  return numbered(action) ? action.split("/").slice(-2).join("-") : `${form.dataset.slip}-${field(form, "slip")?.value || field(form, "item")?.value}`;
}

// A slip that is begun anew again and again, as against one that belongs to an entry or a person.
export const begins = (form) => form.querySelector("[data-follows-item]") !== null && /^[0-9a-f]{32}$/.test(field(form, "slip").value);
const draftOf = (form) => [...drafts.values()].find((each) => each.form === form);

export function prepare(form) {
  form.dataset.enter ??= form.getAttribute("action");
  if (!stands.has(form)) stands.set(form, words(serialized(form)));
}

function tell(form, text, wrong = {}) {
  const here = form.querySelector("[data-said]");
  if (here) here.textContent = text;
  for (const each of form.querySelectorAll("[aria-invalid]")) each.removeAttribute("aria-invalid");
  for (const name of Object.keys(wrong)) {
    const found = field(form, name);
    const first = found instanceof RadioNodeList ? found[0] : found;
    first?.setAttribute("aria-invalid", "true");
    if (here && first) {
      here.id ||= `said-${newKey().slice(0, 8)}`;
      first.setAttribute("aria-describedby", [...new Set([...(first.getAttribute("aria-describedby") ?? "").split(" "), here.id])].join(" ").trim());
    }
  }
}

// Keep what a form says now; nothing is kept of one that says again what the server has.
function noted(form, submitter) {
  prepare(form);
  let draft = draftOf(form);
  const body = serialized(form, submitter);
  if (!draft && words(body) === stands.get(form) && !submitter) return null;
  if (draft && !draft.sent && !draft.stuck?.clash && !submitter && words(body) === stands.get(form)) {
    tell(form, "");
    return drop(draft);
  }
  draft ??= { key: keyOf(form), name: form.dataset.slip, noun: form.dataset.noun, item: field(form, "item")?.value ?? "", action: form.getAttribute("action"), sent: null, begun: begins(form), form };
  draft.body = body;
  if (draft.stuck && !draft.stuck.clash) draft.stuck = null;
  keep(draft);
  return draft;
}

export function typed(form, quick = false) {
  const draft = noted(form);
  clearTimeout(timers.get(form));
  if (draft) timers.set(form, setTimeout(() => ready(draft), quick ? 200 : PAUSE));
}

export function left(form) {
  const draft = draftOf(form);
  if (draft) ready(draft);
}

export async function recorded(form, submitter) {
  prepare(form);
  const clean = words(serialized(form)) === stands.get(form) && !draftOf(form);
  if (clean && numbered(form.getAttribute("action")) && !submitter?.name) return finished(form);
  const draft = noted(form, submitter?.name ? submitter : undefined) ?? noted(form, submitter ?? form.querySelector("[data-record]"));
  if (draft?.stuck?.clash) return form.querySelector("[data-clash] button")?.focus();
  if (!draft) return;
  if (begins(form)) {
    // The next one can be written at once, with a line or without; what is refused comes back.
    draft.form = undefined;
    draft.from = form;
    anew(form);
    firstField(form)?.focus();
    if (line.lost) tell(form, "Kept on this computer: it goes out by itself.");
  } else {
    form.dataset.then = "next";
  }
  await ready(draft);
}

const untouched = (form) => form?.isConnected && !draftOf(form) && words(serialized(form)) === stands.get(form);

// What was recorded by Enter or by the button is done with: the next one begins, or the change is closed.
function finished(form) {
  delete form.dataset.then;
  const change = form.closest("[data-changing]");
  if (change) return closeChange(change);
  if (begins(form)) {
    anew(form);
    firstField(form)?.focus();
  }
}

// Set those of some fields that a form has and that are known.
function put(form, values) {
  for (const [name, value] of Object.entries(values)) {
    const found = field(form, name);
    if (found && value !== undefined) found.value = value;
  }
}

export function anew(form) {
  form.reset();
  form.setAttribute("action", form.dataset.enter);
  put(form, { slip: newKey(), version: "0", item: itemNow(), about: itemNow(), access: page.dataset.access });
  stands.set(form, words(serialized(form)));
  form.querySelector("[data-record]").textContent = "Record it";
  form.querySelector("[data-clash]")?.remove();
  tell(form, "");
}

export function closeChange(change) {
  const draft = draftOf(change.querySelector("form"));
  if (draft?.stuck) return change.querySelector("[data-clash] button, [aria-invalid]")?.focus();
  if (draft) ready(draft);
  const link = page.querySelector(`[data-changes$="/${change.dataset.changing.replace(/-(?=\d+$)/, "/")}"]`);
  change.remove();
  link?.focus();
}

export function wasSaved(draft, told, newer) {
  const { form } = draft;
  if (told.access && told.access !== page.dataset.access) setAccess(told.access);
  if (form?.isConnected) {
    put(form, { version: told.version, was: told.was });
    if (told.address) form.setAttribute("action", told.address);
    if (!newer) {
      stands.set(form, words(draft.body));
      const begun = begins(form);
      tell(form, begun ? `Recorded ${told.saved}. What you change here still changes it.` : `Saved ${told.saved}.`);
      if (begun) form.querySelector("[data-record]").textContent = "Record the next one";
    }
  }
  if (draft.from && !newer) {
    hear(`${draft.noun} recorded ${told.saved}`);
    if (untouched(draft.from)) tell(draft.from, `Recorded ${told.saved}.`);
  }
  redraw(told.parts ?? {});
  rebind();
  if (form?.isConnected && !newer && form.dataset.then) {
    hear(`${draft.noun} ${draft.name === "notes" ? "saved" : "recorded"} ${told.saved}`);
    finished(form);
  }
  listUnsaved();
}

// A part that was drawn anew may hold slips: what is typed in them and not saved yet goes back into them.
export function rebind() {
  const forms = [...page.querySelectorAll("form[data-slip]")];
  forms.forEach(prepare);
  onlyOf(itemNow());
  for (const draft of drafts.values()) {
    if (!draft.form || draft.form.isConnected) continue;
    const again = forms.find((each) => keyOf(each) === draft.key);
    draft.form = again;
    if (again) fill(again, draft.body);
  }
}

export function wasStuck(draft) {
  const { stuck } = draft;
  if (stuck.held && page.dataset.access !== "exempt") setAccess("exempt");
  if (!draft.form && untouched(draft.from) && !stuck.clash && !stuck.gone) {
    draft.form = draft.from;
    fill(draft.form, draft.body);
    draft.form.setAttribute("action", draft.action);
    if (draft.form.contains(document.activeElement)) draft.form.dataset.then = "next";
  }
  const { form } = draft;
  if (form?.isConnected) {
    if (stuck.clash) showClash(draft);
    else tell(form, `Not saved yet. ${stuck.reason}`, stuck.errors);
    if (form.dataset.then) {
      delete form.dataset.then;
      hear(`Not saved yet. ${stuck.reason}`);
      (form.querySelector("[aria-invalid=true], [data-clash] button") ?? firstField(form))?.focus();
    }
  }
  listUnsaved();
}

const plainly = (value) => (/^\d{4}-\d\d-\d\d$/.test(value) ? new Date(value).toLocaleDateString("en-GB", { dateStyle: "long" }) : value === true ? "yes" : value === false ? "no" : String(value));

function theirsOf(draft) {
  const { clash } = draft.stuck;
  if (draft.name === "notes") return element("blockquote", { className: "panel-clash__theirs" }, clash.text || "Nothing: the notes were emptied.");
  const found = element("dl", { className: "panel-clash__theirs" });
  for (const [name, value] of Object.entries(clash)) {
    const label = labelOf(draft.form, name);
    if (label && value !== null && value !== "") found.append(element("div", {}, element("dt", {}, label), element("dd", {}, plainly(value))));
  }
  return found;
}

function settle(draft, version, was) {
  const body = new URLSearchParams(draft.body);
  body.set("version", version);
  if (was !== undefined) body.set("was", was);
  Object.assign(draft, { body: body.toString(), sent: null, stuck: null });
  if (draft.form) {
    draft.form.querySelector("[data-clash]")?.remove();
    put(draft.form, { version, was });
    firstField(draft.form)?.focus();
  }
  keep(draft);
  ready(draft);
}

const keepMine = (draft) => {
  const { clash } = draft.stuck;
  if (clash.number && !numbered(draft.action)) draft.action = `${draft.action}/${clash.number}`;
  draft.form?.setAttribute("action", draft.action);
  settle(draft, clash.version, clash.was);
};

function keepBoth(draft) {
  const { clash } = draft.stuck;
  const body = new URLSearchParams(draft.body);
  body.set("text", `${clash.text}\n\n${body.get("text")}`);
  draft.body = body.toString();
  if (draft.form) put(draft.form, { text: body.get("text") });
  settle(draft, clash.version, clash.was);
}

async function takeTheirs(draft) {
  const { form, stuck } = draft;
  if (form && draft.name === "notes") {
    put(form, { text: stuck.clash.text, version: stuck.clash.version, was: stuck.clash.was });
    stands.set(form, words(serialized(form)));
    form.querySelector("[data-clash]").remove();
    tell(form, "Theirs stands.");
    firstField(form).focus();
  } else if (form) {
    const change = form.closest("[data-changing]");
    drop(draft);
    if (change) closeChange(change);
    else if (begins(form)) anew(form);
    else return location.reload();
  }
  drop(draft);
  listUnsaved();
}

function showClash(draft) {
  const { form, stuck } = draft;
  form.querySelector("[data-clash]")?.remove();
  const by = stuck.clash.by ?? "Somebody else";
  const box = element("div", { className: "panel-clash" }, element("p", { className: "govuk-body" }, element("strong", {}, `${by} wrote this meanwhile. Yours is not saved yet, and is kept.`)), theirsOf(draft));
  box.dataset.clash = "";
  const ways = element("div", { className: "panel-clash__ways" }, button("Keep mine", () => keepMine(draft)));
  if (draft.name === "notes") ways.append(button("Keep both, theirs first", () => keepBoth(draft)));
  ways.append(button("Take theirs", () => takeTheirs(draft)));
  box.append(ways);
  form.prepend(box);
  tell(form, "Not saved: choose above which of the two stands.");
}

// What cannot be saved as it is, in words, with what was typed and what to do.
export function listUnsaved() {
  const entries = [];
  for (const draft of drafts.values()) {
    // What is only not complete says so where it is.
    if (!draft.stuck || (draft.form?.isConnected && !draft.stuck.clash && !draft.stuck.gone)) continue;
    const of = `${draft.noun}${draft.item ? `, item ${draft.item}` : ""}`;
    const entry = element("li", {}, element("p", { className: "govuk-body" }, element("strong", {}, of), `: ${draft.stuck.reason}`));
    const typedHere = element("dl", { className: "panel-clash__theirs" });
    for (const [label, value] of typedIn(draft)) typedHere.append(element("div", {}, element("dt", {}, label), element("dd", {}, value)));
    const ways = element("div", { className: "panel-clash__ways" });
    if (draft.form?.isConnected && draft.stuck.clash) {
      ways.append(button("Go there", () => page.dispatchEvent(new CustomEvent("goto-slip", { detail: draft.form })), of));
    } else {
      entry.append(typedHere);
      if (draft.stuck.clash) ways.append(button("Keep mine", () => keepMine(draft), of));
      else ways.append(button(draft.stuck.gone ? "Record it as a new one" : "Put it in its form", () => intoForm(draft), of));
      if (!draft.stuck.gone) ways.append(button("Send it again", () => settle(draft, new URLSearchParams(draft.body).get("version") ?? "0"), of));
    }
    ways.append(button("Throw it away", () => thrownAway(draft), of));
    entry.append(ways);
    entries.push(entry);
  }
  listed(entries);
  show();
}

function thrownAway(draft) {
  const { form } = draft;
  drop(draft);
  if (form?.isConnected && begins(form)) anew(form);
  else if (form?.isConnected) return location.reload();
  listUnsaved();
  page.querySelector("#item")?.focus();
}

// Into the empty form of its kind, as something new: what it was written over may be gone.
function intoForm(draft) {
  const form = [...page.querySelectorAll(`form[data-slip="${draft.name}"]`)].find(begins);
  if (!form) return settle(draft, "0");
  drop(draft);
  draft.form?.closest("[data-changing]")?.remove();
  fill(form, draft.body);
  form.setAttribute("action", form.dataset.enter);
  put(form, { slip: newKey(), version: "0" });
  noted(form);
  listUnsaved();
  page.dispatchEvent(new CustomEvent("goto-slip", { detail: form }));
}

function fill(form, body) {
  const said = new URLSearchParams(body);
  for (const each of form.elements) {
    if (!each.name || each.name === "csrf_token" || each.type === "submit" || each.type === "file") continue;
    if (each.type === "checkbox" || each.type === "radio") each.checked = said.getAll(each.name).includes(each.value);
    else if (said.has(each.name)) each.value = said.get(each.name);
  }
}

// What an earlier page left goes back into its form where that is here, and out by itself where it is not.
export function resumed(draft) {
  Object.assign(draft, { ready: true, stuck: null, form: undefined });
  const forms = [...page.querySelectorAll("form[data-slip]")];
  const taken = new Set([...drafts.values()].map((each) => each.form));
  const alike = forms.filter((each) => each.dataset.slip === draft.name && begins(each));
  draft.form = forms.find((each) => keyOf(each) === draft.key) ?? (draft.begun && alike.length === 1 ? alike[0] : undefined);
  if (draft.form && taken.has(draft.form)) draft.form = undefined;
  if (draft.form) {
    prepare(draft.form);
    fill(draft.form, draft.body);
    draft.form.setAttribute("action", draft.action);
  }
  keep(draft);
}

// Behind closed doors nothing is written by mistake into public notes; those one is writing in stay until one leaves.
export function hideClosed() {
  for (const each of page.querySelectorAll("[data-notes-of=public]")) {
    const asked = each.querySelector("[data-held]:not([hidden])"); // whether what was written there may be public
    each.hidden = page.dataset.access === "exempt" && !asked && !each.contains(document.activeElement);
  }
}

export function setAccess(access) {
  page.dataset.access = access;
  const exempt = access === "exempt";
  page.querySelector("[data-closed]").hidden = !exempt;
  for (const each of page.querySelectorAll("details[data-notes-of=exempt]")) each.open = exempt;
  hideClosed();
  hear(exempt ? "The public is excluded. What you write now is exempt." : "The public is back. What you write now is public.");
  for (const form of page.querySelectorAll("form[data-slip]")) if (begins(form)) follow(form);
}

// A slip in which nothing was typed since it was recorded belongs to the item now, and begins anew.
export function follow(form) {
  prepare(form);
  if (draftOf(form)) return;
  if (begins(form) && numbered(form.getAttribute("action"))) return anew(form);
  const clean = words(serialized(form)) === stands.get(form);
  put(form, { item: itemNow(), access: page.dataset.access });
  if (!clean) return;
  if (begins(form)) put(form, { about: itemNow() });
  stands.set(form, words(serialized(form)));
}

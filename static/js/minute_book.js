// Writing minutes: a plain toolbar above each text, names completed from who was there, and saving as one types. Without
// it the same marks are typed by hand, and the page saves by its buttons.
const book = document.querySelector("[data-book]");
const said = book.querySelector("[data-saved]");
const PAUSE = 1500;
const AGAIN = 5000;
const MARKS = [
  ["Bold", (words) => ["**", words, "**"]],
  ["Italic", (words) => ["*", words, "*"]],
  ["List", (words) => ["", words.replace(/^(?:- )?/gm, "- "), ""]],
  ["Quotation", (words) => ["", words.replace(/^(?:> )?/gm, "> "), ""]],
  ["Link", (words) => ["[", words || "words", "](https://)"]],
];
const names = document.getElementById("names-there");

function put(field, before, words, after) {
  const { selectionStart: from, selectionEnd: to } = field;
  field.focus();
  field.setRangeText(before + words + after, from, to, "end");
  // Between the marks, so that what is typed next stands in them.
  field.setSelectionRange(from + before.length, from + before.length + words.length);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function button(words, does) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "panel-tool";
  made.textContent = words;
  made.addEventListener("click", does);
  return made;
}

for (const field of document.querySelectorAll("[data-writes] textarea")) {
  const bar = document.createElement("div");
  bar.className = "panel-book__bar";
  bar.setAttribute("role", "group");
  bar.setAttribute("aria-label", `Marks and names for: ${field.labels[0].textContent.trim()}`);
  for (const [words, marks] of MARKS) {
    bar.append(button(words, () => put(field, ...marks(field.value.slice(field.selectionStart, field.selectionEnd)))));
  }
  if (names?.options.length) {
    const label = document.createElement("label");
    const name = document.createElement("input");
    name.type = "text";
    name.className = "govuk-input";
    name.id = `name-${field.id}`;
    name.autocomplete = "off";
    name.setAttribute("list", names.id);
    label.htmlFor = name.id;
    label.textContent = "Name";
    const insert = () => {
      if (!name.value.trim()) return;
      const words = name.value.trim();
      name.value = "";
      put(field, "", words, "");
      field.setSelectionRange(field.selectionEnd, field.selectionEnd);
    };
    name.addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        insert();
      } else if (event.key === "Escape") {
        name.value = "";
        field.focus();
      }
    });
    const inserts = button("Insert", insert);
    inserts.setAttribute("aria-label", "Insert the name");
    bar.append(label, name, inserts);
  }
  field.before(bar);
}

// What is typed is kept in this browser until the server has it, so a closed lid or a lost line takes nothing.
const shelf = (form) => `panel-book:${book.dataset.user}:${location.pathname}:${form.dataset.writes}`;
const waiting = new Map();
const sending = new Set();

function later(form, pause) {
  clearTimeout(waiting.get(form));
  waiting.set(form, setTimeout(() => save(form), pause));
}

async function save(form) {
  if (sending.has(form)) return later(form, PAUSE);
  waiting.delete(form);
  sending.add(form);
  const text = form.elements.text.value;
  let answer;
  try {
    answer = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "manual" });
  } catch {
    said.textContent = "No connection. What you typed is kept on this computer and sent as soon as there is one.";
    return later(form, AGAIN);
  } finally {
    sending.delete(form);
  }
  const told = await answer.json().catch(() => ({}));
  const here = form.querySelector("[data-said]");
  if (!answer.ok) {
    said.textContent = "Not saved";
    here.textContent = told.theirs
      ? `${told.refused} Press Save to see both texts.`
      : told.refused || "You may be signed out. What you typed is kept on this computer: load this page again.";
    return;
  }
  here.textContent = "";
  form.elements.version.value = told.version;
  if (form.elements.text.value === text) localStorage.removeItem(shelf(form));
  said.textContent = `Saved ${told.saved}`;
}

function drop(name) {
  localStorage.removeItem(shelf({ dataset: { writes: name } }));
}

for (const form of book.querySelectorAll("form[data-writes]")) {
  const { text, version } = form.elements;
  const kept = JSON.parse(localStorage.getItem(shelf(form)) ?? "null");
  if (kept && kept.text !== text.value && !book.querySelector("[data-refused]")) {
    // With the version that it was written from: what somebody else wrote since is not written over.
    [text.value, version.value] = [kept.text, kept.version];
    later(form, 0);
  } else drop(form.dataset.writes);
  text.addEventListener("input", () => {
    localStorage.setItem(shelf(form), JSON.stringify({ text: text.value, version: version.value }));
    later(form, PAUSE);
  });
  form.addEventListener("submit", (event) => {
    if (navigator.onLine) {
      clearTimeout(waiting.get(form));
      return drop(form.dataset.writes);
    }
    event.preventDefault();
    said.textContent = "No connection. What you typed is kept on this computer. Press again once there is one.";
  });
}
for (const choice of book.querySelectorAll("[data-keeps]")) {
  choice.addEventListener(choice.matches("form") ? "submit" : "click", () => drop(choice.dataset.keeps));
}

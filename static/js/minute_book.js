// Writing minutes: a plain toolbar above each text, and names completed from who was there. Without it the same marks
// are typed by hand, and the page saves by its buttons.
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
    bar.append(label, name, button("Insert the name", insert));
  }
  field.before(bar);
}

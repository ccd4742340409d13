// Who is there, by one key each; and what one click records. Saving itself is the page's (sitting.js), which hears of
// it as of anything else that is filled in.
const KEYS = { p: "present", r: "remote", a: "apologies", b: "absent", n: "not recorded" };
const people = document.querySelector("[data-people]");
const rows = () => [...people.querySelectorAll("[data-seat]")];
const changed = (form) => form.dispatchEvent(new Event("input", { bubbles: true }));

document.querySelector("[data-keys]").hidden = false;

people.addEventListener("keydown", (event) => {
  const row = event.target.closest("[data-seat]");
  const value = KEYS[event.key.toLowerCase()];
  if (!row || !value || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  row.querySelector(`[value="${value}"]`).checked = true;
  changed(row);
  const next = rows()[rows().indexOf(row) + 1] ?? row;
  (next.querySelector("input[type=radio]:checked") ?? next.querySelector("input[type=radio]")).focus();
});

// It happened during the item that is in front of the officer, whichever it was when the button was drawn.
document.addEventListener("submit", ({ target }) => {
  const item = document.querySelector("[data-item]:not([hidden])")?.dataset.item;
  if (item && target.matches("[data-at-once]")) target.elements.namedItem("item").value = item;
}, true);

// What another slip, or another officer, changed in a row: the row says it too, unless it waits to be saved itself.
const standings = document.querySelector("[data-part=standings]");
new MutationObserver(() => {
  for (const told of standings.querySelectorAll("[data-standing]")) {
    const row = people.querySelector(`[data-seat="${told.dataset.standing}"]`);
    if (!row || row.contains(document.activeElement) || row.dataset.sending) continue;
    const now = row.querySelector(`[value="${told.dataset.value}"]`);
    if (now) now.checked = true;
    row.elements.version.value = told.dataset.version;
  }
}).observe(standings, { childList: true });

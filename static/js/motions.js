// Votes, as they are filled in: who may not take part in the item in hand is not offered, and votes by name are counted.
const page = document.querySelector("[data-sitting]");
const TOTALS = { for: "votes_for", against: "votes_against", abstained: "votes_abstained" };

// `elements.item` is a method of the collection itself.
const itemOf = (form) => form.elements.namedItem("item")?.value;

// The list of names is drawn anew after each save, for the item of what was saved; it is cut to a slip's own item here.
function offer(form) {
  const list = document.getElementById("may-take-part");
  const item = itemOf(form);
  if (!list || item === undefined || list.dataset.item === item) return;
  list.replaceChildren(
    ...JSON.parse(list.dataset.people)
      .filter(([, , why, out]) => !why && !out.includes(item))
      .map(([, name]) => new Option("", name)),
  );
  list.dataset.item = item;
}

// The rows of the votes by name, by who is there now and may take part in the slip's own item.
function group(form) {
  const list = document.getElementById("may-take-part");
  const votes = form.querySelector("[data-votes]");
  const item = itemOf(form);
  const as = `${item} ${list?.dataset.people}`;
  if (!list || !votes || votes.dataset.grouped === as) return;
  votes.dataset.grouped = as;
  const held = votes.contains(document.activeElement) ? document.activeElement : null;
  const places = { true: votes.querySelector("[data-offered]"), false: votes.querySelector("[data-not-offered]") };
  const people = JSON.parse(list.dataset.people);
  for (const row of votes.querySelectorAll("[data-voter]")) {
    if (!people.some(([key]) => key === row.dataset.voter) && !row.querySelector("[data-cast]:checked")?.value) row.remove();
  }
  for (const [key, name, why, out] of people) {
    const row = votes.querySelector(`[data-voter="${CSS.escape(key)}"]`) ?? voter(votes, key, name);
    const not = why || (out.includes(item) ? "declared an interest in this item" : "");
    row.querySelector(".panel-votes__why")?.remove();
    if (not) row.querySelector("th").append(" ", Object.assign(document.createElement("span"), { className: "panel-votes__why", textContent: not }));
    places[!not].append(row);
  }
  const others = places.false.closest("details");
  others.hidden = places.false.children.length === 0;
  if (others.querySelector("[data-cast]:checked:not([value=''])") || others.contains(held)) others.open = true;
  held?.focus({ preventScroll: true });
}

function voter(votes, key, name) {
  const row = votes.querySelector("template").content.firstElementChild.cloneNode(true);
  row.dataset.voter = key;
  for (const each of row.querySelectorAll("[data-voter-name]")) each.textContent = name;
  for (const each of row.querySelectorAll("[data-cast]")) each.name = `cast-${key}`;
  return row;
}

const groupAll = () => page.querySelectorAll("form:has([data-votes])").forEach(group);

function count(form) {
  const chosen = [...form.querySelectorAll("[data-cast]:checked")].map((each) => each.value).filter(Boolean);
  if (!chosen.length) return;
  for (const [cast, name] of Object.entries(TOTALS)) form.elements[name].value = chosen.filter((each) => each === cast).length;
}

// Motions and elections of the item in hand stand open, the others are folded away.
function sort() {
  const now = page.querySelector("[data-item]:not([hidden])")?.dataset.item;
  for (const box of page.querySelectorAll("[data-by-item]")) {
    const here = box.querySelector("[data-here]");
    const elsewhere = box.querySelector("[data-elsewhere]");
    const entries = [...box.querySelectorAll("[data-of-item]")].sort((one, other) => one.dataset.at - other.dataset.at);
    for (const entry of entries) (entry.dataset.ofItem === now ? here : elsewhere.querySelector("ol")).append(entry);
    box.querySelector("[data-nothing]").hidden = here.children.length > 0;
    elsewhere.hidden = elsewhere.querySelector("ol").children.length === 0;
  }
  // The slips are told of the item in hand only after it was turned to.
  setTimeout(groupAll);
}

const turned = new MutationObserver(sort);
for (const item of page.querySelectorAll("[data-item]")) turned.observe(item, { attributeFilter: ["hidden"] });
for (const part of page.querySelectorAll("[data-part=motions], [data-part=elections]")) turned.observe(part, { childList: true });
new MutationObserver(groupAll).observe(page.querySelector("[data-part=may_vote]"), { childList: true });
page.addEventListener("focusin", ({ target }) => target.matches("[list=may-take-part]") && offer(target.form));
page.addEventListener("input", ({ target }) => target.matches("[data-cast]") && count(target.form), true);

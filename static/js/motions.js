// Votes, as they are filled in: who may not take part in the item in hand is not offered, and votes by name are counted.
const page = document.querySelector("[data-sitting]");
const TOTALS = { for: "votes_for", against: "votes_against", abstained: "votes_abstained" };

// The list of names is drawn anew after each save, for the item of what was saved; it is cut to a slip's own item here.
function offer(form) {
  const list = document.getElementById("may-take-part");
  const item = form.elements.item?.value;
  if (!list || item === undefined || list.dataset.item === item) return;
  list.replaceChildren(
    ...JSON.parse(list.dataset.people)
      .filter(([, out]) => !out.includes(item))
      .map(([name]) => new Option("", name)),
  );
  list.dataset.item = item;
}

function count(form) {
  const chosen = [...form.querySelectorAll("[data-cast]:checked")].map((each) => each.value).filter(Boolean);
  if (!chosen.length) return;
  for (const [cast, name] of Object.entries(TOTALS)) form.elements[name].value = chosen.filter((each) => each === cast).length;
}

page.addEventListener("focusin", ({ target }) => target.matches("[list=may-take-part]") && offer(target.form));
page.addEventListener("input", ({ target }) => target.matches("[data-cast]") && count(target.form), true);

// The parts of the page that show what is recorded. They are drawn anew after each save; the focus, what is unfolded,
// and a change that is open in one of them stay.
import { page } from "./sitting_line.js";

const marks = (node) => [node.tagName, node.id, node.getAttribute("href"), node.getAttribute("name"), node.form?.getAttribute("action"), node.dataset.changes].join("|");

const shown = new WeakMap();

export function redraw(parts) {
  for (const [name, html] of Object.entries(parts)) {
    for (const part of page.querySelectorAll(`[data-part="${CSS.escape(name)}"]`)) drawn(part, html);
  }
}

function drawn(part, html) {
  if (shown.get(part) === html) return;
  shown.set(part, html);
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  const held = focused && { mark: marks(focused), node: focused, from: focused.selectionStart, to: focused.selectionEnd };
  const unfolded = [...part.querySelectorAll("details[open] > summary")].map((each) => each.textContent.trim());
  const stay = [...part.querySelectorAll("[data-changing], [data-undo-told]")];
  for (const each of stay) each.remove();
  part.innerHTML = html;
  for (const summary of part.querySelectorAll("details > summary")) summary.parentElement.open ||= unfolded.includes(summary.textContent.trim());
  for (const each of stay) {
    const at = each.dataset.changing && part.querySelector(`[data-changes$="/${each.dataset.changing.replace(/-(?=\d+$)/, "/")}"]`);
    if (at) (at.closest(".panel-slip__tools") ?? at).after(each);
    else part.prepend(each);
  }
  if (!held) return;
  const again = held.node.isConnected ? held.node : [...part.querySelectorAll("a, button, input, summary, textarea, select")].find((each) => marks(each) === held.mark);
  if (again) {
    again.focus({ preventScroll: true });
    if (again === held.node && held.from !== null && held.from !== undefined) again.setSelectionRange?.(held.from, held.to);
  } else {
    part.tabIndex = -1;
    part.focus({ preventScroll: true });
  }
}

// In the column of the item now, what was recorded under other items stands back until it is asked for. An entry says
// by its link to change it which item it is of.
const asked = new WeakSet();

export function onlyOf(item) {
  for (const part of page.querySelectorAll(".panel-sitting__item > [data-part], .panel-sitting__item > section:not([data-item]) > [data-part]")) {
    const entries = [...part.querySelectorAll("[data-changes]")].filter((each) => new URL(each.href).searchParams.get("item"));
    const others = entries.filter((each) => new URL(each.href).searchParams.get("item") !== item);
    for (const each of entries) each.closest("li").hidden = others.includes(each) && !asked.has(part) && !each.closest("li").querySelector("[data-changing]");
    const told = part.querySelector("[data-others]") ?? document.createElement("p");
    told.dataset.others = "";
    told.className = "panel-others";
    told.hidden = others.length === 0;
    const press = document.createElement("button");
    press.type = "button";
    press.className = "panel-tool";
    press.textContent = asked.has(part) ? "Only of this item" : `${others.length} more of other items`;
    press.addEventListener("click", () => {
      if (!asked.delete(part)) asked.add(part);
      onlyOf(item);
      part.querySelector("[data-others] button").focus();
    });
    told.replaceChildren(press);
    if (!told.isConnected) part.append(told);
  }
}

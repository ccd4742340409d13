// Dragging items of an agenda. It sends the form that the buttons send, and the page that comes back says what was done.
import { AutoScroll, Sortable } from "../vendor/sortablejs/sortable.core.esm.js";

const list = document.querySelector("[data-arrange]");
const form = document.getElementById("arrange");

for (const item of list.querySelectorAll(":scope > [data-item]:not(.panel-arranged__item--withdrawn)")) {
  const grip = document.createElement("span");
  grip.className = "panel-grip";
  grip.setAttribute("aria-hidden", "true");
  grip.title = "Drag to move";
  grip.textContent = "⠿";
  item.querySelector(".panel-tools")?.append(grip);
}

Sortable.mount(new AutoScroll());
Sortable.create(list, {
  handle: ".panel-grip",
  draggable: "[data-item]",
  // One way for mouse, pen and finger, whatever the browser makes of dragging by itself.
  forceFallback: true,
  direction: "vertical",
  chosenClass: "panel-arranged__item--dragged",
  onEnd({ item, oldIndex, newIndex }) {
    if (oldIndex === newIndex) return;
    form.elements.namedItem("item").value = item.dataset.item;
    form.elements.namedItem("after").value = item.previousElementSibling?.dataset.item ?? "";
    form.submit();
  },
});

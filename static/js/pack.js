// How far composing is, without a reload; and turning the pages of a pack by the arrow keys.
const told = document.querySelector("[data-progress]");
if (told) {
  const ask = async () => {
    const answer = await fetch(told.dataset.progress, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer) return setTimeout(ask, 5000); // the line is down: the work goes on, and so does asking
    if (!answer.ok) return location.reload(); // signed out meanwhile: the page itself says so
    const { progress, message, working } = await answer.json();
    if (!working) return location.reload();
    told.querySelector("progress").value = progress;
    const words = told.querySelector("[role=status]");
    if (message && words.textContent !== message) words.textContent = message;
    setTimeout(ask, 1000);
  };
  setTimeout(ask, 1000);
}

const viewer = document.querySelector("[data-viewer]");
if (viewer) {
  const pages = viewer.querySelector("ol");
  pages.scrollTop = pages.querySelector("[aria-current]").offsetTop - pages.clientHeight / 2;
  document.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: "prev", ArrowRight: "next" }[event.key];
    const link = way && viewer.querySelector(`a[rel=${way}]`);
    if (!link || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    link.click();
  });
}

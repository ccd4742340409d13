// The time for public questions, drawn from when it began, so that it survives a reload; and buttons
// that need no new page and are no slips (those are sitting.js's).
import { page } from "./sitting_line.js";
import { redraw } from "./sitting_parts.js";

const SPEAKER = `panel-speaker:${page.dataset.sitting}`;
let announced = null;

const two = (number) => String(number).padStart(2, "0");
const shown = (seconds) => `${Math.floor(Math.abs(seconds) / 60)}:${two(Math.abs(seconds) % 60)}`;

// The server's clock decides: this computer's may be wrong.
function now(clock) {
  return Date.parse(clock.dataset.now) + performance.now() - Number(clock.dataset.drawn);
}

function add(clock, tag, name) {
  const made = document.createElement(tag);
  made.className = name;
  clock.prepend(made);
  return made;
}

function made(clock) {
  if (clock.dataset.drawn) return;
  clock.dataset.drawn = performance.now();
  clock.querySelector("[data-clock-words]").classList.add("govuk-visually-hidden");
  const told = add(clock, "p", "govuk-visually-hidden");
  told.setAttribute("role", "status");
  told.dataset.clockTold = "";
  if (clock.dataset.speaking) {
    const button = add(clock, "button", "panel-tool");
    button.type = "button";
    button.textContent = "The next speaker begins";
    const speaker = add(clock, "p", "panel-clock__speaker");
    speaker.setAttribute("aria-hidden", "true");
    speaker.dataset.clockSpeaker = "";
    button.addEventListener("click", () => {
      sessionStorage.setItem(SPEAKER, now(clock));
      draw();
    });
  }
  const left = add(clock, "p", "panel-clock__left");
  left.setAttribute("aria-hidden", "true");
  left.dataset.clockLeft = "";
}

// A screen reader hears of it four times in all.
function announce(clock, left) {
  const moments = [[0, "The time for public questions is used up."], [60, "One minute is left for public questions."], [300, "Five minutes are left for public questions."], [600, "Ten minutes are left for public questions."]];
  const moment = moments.find(([seconds]) => left <= seconds);
  const reached = moment ? moment[0] : Infinity;
  if (announced !== null && reached < announced && moment) clock.querySelector("[data-clock-told]").textContent = moment[1];
  announced = reached;
}

function draw() {
  const clock = page.querySelector("[data-clock]");
  if (!clock) return;
  made(clock);
  const left = Math.round((Date.parse(clock.dataset.ends) - now(clock)) / 1000);
  clock.querySelector("[data-clock-left]").textContent = left >= 0 ? `${shown(left)} left` : `Used up ${shown(left)} ago`;
  announce(clock, left);
  const speaker = clock.querySelector("[data-clock-speaker]");
  const since = Number(sessionStorage.getItem(SPEAKER));
  if (!speaker || !since) return;
  const theirs = Math.round((since + clock.dataset.speaking * 60_000 - now(clock)) / 1000);
  speaker.textContent = theirs >= 0 ? `${shown(theirs)} left for this speaker` : `This speaker is ${shown(theirs)} over`;
}

// What is pressed once is sent once. Where the line is lost the form goes its ordinary way, and says so.
page.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("[data-at-once]:not([data-slip])")) return;
  event.preventDefault();
  if (form.dataset.sending) return;
  form.dataset.sending = "yes";
  // Asked for now: what another officer saves may draw the part anew, without this form, before the answer is there.
  const part = form.closest("[data-part]").dataset.part;
  const body = new URLSearchParams(new FormData(form, event.submitter));
  let told;
  try {
    const answer = await fetch(form.getAttribute("action"), { method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual" });
    if (!answer.ok) throw new Error(answer.status);
    told = await answer.json();
  } catch {
    delete form.dataset.sending;
    form.removeAttribute("data-at-once");
    if (!form.isConnected) page.append(form);
    form.requestSubmit(event.submitter);
    return;
  }
  redraw(told.parts);
  const heard = page.querySelector("[data-heard]");
  if (heard) heard.textContent = `Saved ${told.saved}`;
  draw();
  const place = page.querySelector(`[data-part="${part}"]`);
  place.querySelector("[data-at-once] button")?.focus();
});

// Whether the public is excluded decides where every box of the page writes, so the whole page is made anew.
const first = page.querySelector("[data-excluded]")?.dataset.excluded;
new MutationObserver(() => {
  const current = page.querySelector("[data-excluded]")?.dataset.excluded;
  if (current && current !== first) location.reload();
}).observe(page.querySelector('[data-part="excluded"]'), { childList: true });

draw();
setInterval(draw, 1000);

// The line to the server. One thing is under way at a time, the oldest first, so that the record keeps the order in
// which it was typed. What was sent and not answered is sent again just so, before what was typed since: the server
// knows it again, and enters nothing twice.
import { shelfOf } from "./sitting_shelf.js";

const FIRST_AGAIN = 2000;
const LAST_AGAIN = 30000;
const LONGEST = 20000;
const KEEPALIVE_MOST = 60000;

export const page = document.querySelector("[data-sitting]");
export const drafts = new Map();
export const shelf = shelfOf(page.dataset.user, page.dataset.sitting);
export const clock = (at = new Date()) => at.toLocaleTimeString("en-GB");

const seen = { changed() {}, saved() {}, stuck() {} };
let busy = false;
let wait = FIRST_AGAIN;
let timer;
export const line = { lost: null, why: "", savedAt: "" };

// Who shows what happens: `changed` after every step, `saved` and `stuck` of one draft.
export const watch = (watchers) => Object.assign(seen, watchers);

export function keep(draft) {
  draft.since ??= Date.now();
  drafts.set(draft.key, draft);
  shelf.put(draft);
  seen.changed();
}

export function drop(draft) {
  drafts.delete(draft.key);
  shelf.drop(draft);
  seen.changed();
}

export function post(action, body) {
  const fields = new URLSearchParams(body);
  fields.set("csrf_token", page.dataset.csrf);
  const keepalive = fields.toString().length < KEEPALIVE_MOST;
  const headers = { Accept: "application/json" };
  return fetch(action, { method: "POST", body: fields, headers, redirect: "manual", keepalive, signal: AbortSignal.timeout(LONGEST) });
}

const isJson = (answer) => answer.headers.get("Content-Type")?.includes("json");

// Ask who is signed in here now, and for the token that slips must carry. Gives "" or why nothing can be sent.
export async function renew() {
  let answer;
  try {
    answer = await fetch(`${page.dataset.sitting}/token`, { headers: { Accept: "application/json" }, redirect: "manual", signal: AbortSignal.timeout(LONGEST) });
  } catch {
    return "line";
  }
  if (answer.type === "opaqueredirect") return "signed out";
  if (!answer.ok || !isJson(answer)) return "line";
  const { token, user } = await answer.json();
  if (String(user) !== page.dataset.user) return "other";
  page.dataset.csrf = token;
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = token;
  return "";
}

function lose(why) {
  line.lost ??= clock();
  line.why = why;
  clearTimeout(timer);
  timer = setTimeout(tryAgain, wait);
  wait = Math.min(wait * 2, LAST_AGAIN);
}

export async function tryAgain() {
  if (!line.lost || busy) return;
  clearTimeout(timer);
  busy = true;
  const why = await renew();
  busy = false;
  if (why) lose(why);
  else found();
  seen.changed();
  return pump();
}

function found() {
  line.lost = null;
  line.why = "";
  wait = FIRST_AGAIN;
}

export function ready(draft) {
  draft.ready = true;
  return pump();
}

export async function pump() {
  if (busy || line.lost) return;
  busy = true;
  for (let draft; !line.lost && (draft = next()); ) await sendOne(draft);
  busy = false;
  seen.changed();
}

const next = () => [...drafts.values()].filter((each) => each.ready && !each.stuck).sort((one, other) => one.since - other.since)[0];

async function sendOne(draft) {
  draft.sent ??= draft.body;
  draft.sending = true;
  shelf.put(draft);
  seen.changed();
  let answer;
  try {
    answer = await post(draft.action, draft.sent);
    if (answer.status === 400 && !isJson(answer)) {
      const why = await renew();
      if (why) return lose(why);
      answer = await post(draft.action, draft.sent);
    }
    draft.sending = false;
    if (answer.status === 403 && !isJson(answer)) return lose("signed out");
    if (answer.status >= 500 || answer.status === 429 || answer.type === "opaqueredirect") return lose("line");
    await take(draft, answer, isJson(answer) ? await answer.json() : {});
  } catch {
    lose("line");
  } finally {
    draft.sending = false;
  }
}

async function take(draft, answer, told) {
  const newer = draft.body !== draft.sent;
  draft.sent = null;
  if (answer.ok && told.saved) {
    line.savedAt = told.saved;
    if (told.address) draft.action = told.address;
    const body = new URLSearchParams(draft.body);
    for (const name of ["version", "was"]) if (told[name] !== undefined) body.set(name, told[name]);
    draft.body = body.toString();
    if (newer) keep(draft);
    else drop(draft);
    return seen.saved(draft, told, newer);
  }
  if (told.held) {
    const body = new URLSearchParams(draft.body);
    body.set("held", "y");
    draft.body = body.toString();
    if (draft.form?.elements.held) draft.form.elements.held.value = "y";
    draft.form?.querySelector("[data-held]")?.removeAttribute("hidden");
  }
  if (newer && answer.status === 422) return keep(draft);
  draft.stuck = {
    clash: answer.status === 409 ? told.theirs : null,
    gone: answer.status === 404,
    held: Boolean(told.held),
    errors: told.errors ?? {},
    reason: [told.refused, ...Object.values(told.errors ?? {})].filter(Boolean).join(" ") || refusals[answer.status] || `The server could not take this (${answer.status}).`,
  };
  keep(draft);
  seen.stuck(draft);
}

const refusals = {
  404: "It is no longer on the record: somebody took it back, or the agenda was changed.",
  413: "It is too long to be sent.",
};

// The page is closed: what is not under way goes out after it; what is answered to nobody stays kept until next time.
addEventListener("pagehide", () => {
  if (line.lost) return;
  for (const draft of drafts.values()) {
    if (draft.sending || draft.stuck || draft.body.length > KEEPALIVE_MOST) continue;
    draft.sent ??= draft.body;
    shelf.put(draft);
    post(draft.action, draft.sent).catch(() => {});
  }
});

const flush = () => {
  for (const draft of drafts.values()) draft.ready = true;
  return pump();
};
addEventListener("offline", () => {
  lose("line");
  seen.changed();
});
// A line that is said to be back often takes a moment more: what fails then is tried again soon.
addEventListener("online", () => {
  wait = FIRST_AGAIN;
  tryAgain();
});
addEventListener("focus", tryAgain);
document.addEventListener("visibilitychange", () => (document.hidden ? flush() : tryAgain()));

export { flush };

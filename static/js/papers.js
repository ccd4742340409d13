// Files go up one by one, each with its progress, and the page follows what becomes of them; without this file a
// plain form does the same.
const EVERY = 1500; // milliseconds between two looks

let sending = false;
addEventListener("beforeunload", (event) => {
  if (sending) event.preventDefault();
});

for (const form of document.querySelectorAll(".panel-hand-in")) {
  const input = form.querySelector("input[type=file]");
  const said = document.createElement("p");
  said.className = "govuk-body";
  said.setAttribute("role", "status");
  const list = document.createElement("ul");
  list.className = "panel-arriving";
  form.after(list, said);
  form.addEventListener("submit", (event) => {
    const files = [...input.files];
    // What is missing, the server says best.
    if (!files.length || (form.access && !form.access.value)) return;
    event.preventDefault();
    if (!sending) sendAll(form, input, files, list, said);
  });
}

async function sendAll(form, input, files, list, said) {
  sending = true;
  said.textContent = "";
  const lines = files.map((file) => line(list, file));
  let failed = 0;
  for (const [index, file] of files.entries()) {
    const wrong = await send(form, input, file, lines[index], index);
    if (wrong) failed += 1;
    else lines[index].item.remove();
    if (document.getElementById("arriving")) await refresh();
  }
  sending = false;
  input.value = "";
  const sent = files.length - failed;
  said.textContent = `${sent} of ${files.length} handed in.` + (failed ? " Look at what is said of the others." : "");
}

function line(list, file) {
  const item = document.createElement("li");
  item.className = "panel-arriving__file";
  const name = document.createElement("span");
  name.className = "panel-arriving__name";
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.className = "panel-progress";
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", `Sending ${file.name}`);
  const words = document.createElement("span");
  words.className = "panel-file";
  words.textContent = " Waiting to be sent";
  item.append(name, bar, words);
  list.append(item);
  return { item, bar, words };
}

function send(form, input, file, { bar, words }, index) {
  const fail = (reason) => {
    bar.remove();
    words.textContent = reason;
    return reason;
  };
  const most = Number(form.dataset.most);
  if (most && file.size > most) {
    return fail(`The file is too large. At most ${Math.floor(most / 1048576)} MB are accepted: make its pictures smaller.`);
  }
  return new Promise((done) => {
    const data = new FormData(form);
    data.delete(input.name);
    data.append(input.name, file);
    // Only the first of several can be the report.
    if (index && data.has("kind")) data.set("kind", "appendices");
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.upload.addEventListener("progress", (event) => {
      if (!event.lengthComputable) return;
      bar.value = Math.floor((100 * event.loaded) / event.total);
      words.textContent = ` Sent ${bar.value} %`;
    });
    request.addEventListener("load", () => {
      if (request.status === 400 || request.status === 403) return done(fail("You are not signed in any more. Sign in again, and hand it in then."));
      if (request.status === 413) return done(fail("That is more than is taken at once. Choose a smaller file."));
      try {
        const { refused } = JSON.parse(request.responseText);
        done(refused.length ? fail(refused.join(" ")) : "");
      } catch {
        done(fail("Something went wrong here. Hand it in again."));
      }
    });
    request.addEventListener("error", () => done(fail("The upload broke off, and nothing of it was kept. Hand it in again.")));
    request.send(data);
  });
}

async function refresh() {
  let fresh;
  try {
    const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
    if (!answer.ok || answer.redirected) return;
    fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  } catch {
    return; // out of reach for now
  }
  for (const id of ["arriving", "papers"]) {
    const old = document.getElementById(id);
    const now = fresh.getElementById(id);
    if (!old || !now || old.contains(document.activeElement)) continue;
    const bars = (part) => [...part.querySelectorAll("progress")].map((bar) => bar.value).join();
    if (old.textContent === now.textContent && bars(old) === bars(now) && old.hidden === now.hidden) continue;
    old.replaceWith(document.adoptNode(now));
  }
}

async function follow() {
  const arriving = document.getElementById("arriving");
  if (arriving?.dataset.reading === "yes" && !sending) await refresh();
  setTimeout(follow, EVERY);
}
if (document.getElementById("arriving")) setTimeout(follow, EVERY);

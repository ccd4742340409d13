// What pages gain where scripts run; every page works without.
import { Button, createAll, ErrorSummary, NotificationBanner, PasswordInput, SkipLink } from "../vendor/govuk-frontend/govuk-frontend.min.js";
import "./pack.js";
import "./papers.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");
for (const component of [Button, ErrorSummary, NotificationBanner, PasswordInput, SkipLink]) createAll(component);

for (const form of document.querySelectorAll("form[data-passkey]")) {
  import("./passkey.js").then(({ usePasskeys }) => usePasskeys(form));
}

// What belongs to a radio shows while it is chosen. GOV.UK's own script gives radios an aria-expanded that they may not have.
for (const radios of document.querySelectorAll("[data-module=govuk-radios]")) {
  const show = () => {
    for (const radio of radios.querySelectorAll("input[data-aria-controls]")) {
      document.getElementById(radio.dataset.ariaControls).classList.toggle("govuk-radios__conditional--hidden", !radio.checked);
    }
  };
  radios.addEventListener("change", show);
  show();
}

for (const feed of document.querySelectorAll(".panel-feed")) {
  if (!navigator.clipboard) break;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "panel-copy";
  button.textContent = "Copy address";
  const name = document.createElement("span");
  name.className = "govuk-visually-hidden";
  name.textContent = ` of ${feed.querySelector("a").textContent}`;
  button.append(name);
  const said = document.createElement("span");
  said.className = "panel-copy__said";
  said.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(feed.querySelector("code").textContent);
    said.textContent = "Copied";
  });
  feed.append(button, said);
}

if (document.querySelector("[data-arrange]")) import("./agenda.js");
if (document.querySelector("[data-sitting]")) import("./room.js");
if (document.querySelector("[data-book]")) import("./minute_book.js");

// The keyboard: through the queue, and to what is done most.

import { help } from "./help.js";
import { claim } from "./queue.js";
import { state } from "./state.js";

const KEYS = {
  j: () => move(1),
  ArrowDown: () => move(1),
  k: () => move(-1),
  ArrowUp: () => move(-1),
  c: claimShown,
  r: () => focusOn("reply"),
  n: () => focusOn("note"),
  u: () => (location.hash = "queue"),
  "?": help,
};

export function listenToKeys(event) {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (event.target.closest("input, textarea, select, [contenteditable]")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const arrow = event.key.startsWith("Arrow");
  if (arrow && !event.target.closest(".queue") && event.target !== document.body) return;
  const done = KEYS[event.key];
  if (!done) return;
  event.preventDefault();
  done();
}

function move(step) {
  const links = [...document.querySelectorAll(".rows a")];
  if (!links.length) return;
  const focused = links.indexOf(document.activeElement.closest?.(".row")?.querySelector("a"));
  const from = focused >= 0 ? focused : links.findIndex((each) => each.hasAttribute("aria-current"));
  const next = links[Math.min(links.length - 1, Math.max(0, from + step))];
  next.focus();
  next.scrollIntoView({ block: "nearest" });
}

function claimShown() {
  const row = document.activeElement.closest?.(".row")?.dataset.ticket;
  const id = row ?? (state.place.page === "ticket" ? state.place.ticket : "");
  const found = state.queue.tickets.find((each) => each.id === id);
  if (found?.state === "open") claim(id);
}

function focusOn(mode) {
  document.querySelector(`.composer [data-mode="${mode}"]:not(:disabled)`)?.click();
  document.querySelector(".composer textarea")?.focus();
}

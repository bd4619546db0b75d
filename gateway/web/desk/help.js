// What the keys do.

import { el } from "./dom.js";
import { cancel, open } from "./dialogs.js";

const KEYS = [
  ["j, ↓", "Next ticket"], ["k, ↑", "Ticket before"], ["Enter", "Open the ticket"], ["c", "Claim the ticket"],
  ["r", "Write a reply"], ["n", "Write an internal note"], ["u", "Back to the queue"],
  ["Enter, in a reply", "Send"], ["Shift + Enter", "New line"], ["Escape", "Leave a field, close a dialog"], ["?", "This help"],
];

export function help() {
  const dialog = open("Keyboard");
  const rows = KEYS.map(([key, what]) => el("tr", {}, el("th", { scope: "row" }, el("kbd", {}, key)), el("td", {}, what)));
  dialog.show(el("table", { class: "keys" }, el("tbody", {}, rows)), cancel(dialog, "Close"));
}

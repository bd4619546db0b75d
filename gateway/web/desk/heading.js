// Which ticket it is, with whom, and what can be done with it.

import { badge, button, el, icon, written } from "./dom.js";
import { giveBack, join, resolve, transfer } from "./endings.js";
import { claim } from "./queue.js";
import { since } from "./time.js";
import { languageName } from "./words.js";

export function heading(first) {
  const title = el("h2", { tabindex: "-1" });
  const facts = el("div", { class: "line small" });
  const buttons = el("div", { class: "buttons" });
  let before = "";
  const update = (view) => {
    const { ticket, conversation, customer } = view;
    const told = JSON.stringify([ticket, conversation, customer?.name, view.may_act]);
    if (told === before) return;
    before = told;
    title.replaceChildren(written("span", customer?.name ?? "Unknown customer"), el("span", { class: "muted" }, ` · ${ticket.topic}`));
    facts.replaceChildren(...facts_of(view));
    buttons.replaceChildren(...buttons_of(view));
  };
  update(first);
  const back = el("a", { href: "#queue", class: "button plain narrow-only", "aria-label": "Back to the queue" }, icon("back"));
  const node = el("header", { class: "talk-head" }, back, el("div", { class: "who" }, title, facts), buttons);
  return { node, update, focus: () => title.focus({ preventScroll: true }) };
}

function facts_of({ ticket, conversation }) {
  return [
    badge(ticket.kind === "live" ? "Live" : "Case", ticket.kind),
    ticket.escalated && badge("Urgent", "bad", icon("flag")),
    standing(ticket),
    el("span", {}, ticket.id), el("span", {}, languageName(conversation.language || ticket.language)),
    conversation.channel === "web" && el("span", { class: conversation.there ? "there" : "away" }, conversation.there ? "Customer is on the page" : "Customer has left the page"),
    conversation.in_charge === "bot" && ticket.state !== "resolved" && badge("The bot answers", "", icon("bot")),
  ].filter(Boolean);
}

function standing(ticket) {
  if (ticket.state === "resolved") return badge(`Resolved: ${ticket.outcome.replaceAll("_", " ") || "closed"}`, "good");
  if (ticket.state === "claimed") return badge(ticket.mine ? "Yours" : `With ${ticket.agent}`, ticket.mine ? "accent" : "low");
  return el("span", {}, "Waits ", el("span", { "data-since": ticket.created_at }, since(ticket.created_at)));
}

function buttons_of(view) {
  const { ticket, conversation } = view;
  if (ticket.state === "open") return [button("Claim", () => claim(ticket.id), { kind: "main", icon: "check" })];
  if (!view.may_act) return [];
  const live = ticket.kind === "live" && conversation.in_charge === "person" && conversation.ticket_id === ticket.id;
  const joinable = !live && conversation.channel === "web" && conversation.in_charge === "bot";
  return [
    joinable && button("Join", () => join(view), { icon: "join", title: "Take this conversation over from the bot" }),
    button("Transfer", () => transfer(view), { icon: "transfer" }),
    live && button("Back to the bot", () => giveBack(view), { icon: "bot" }),
    button("Resolve", () => resolve(view), { kind: "main", icon: "check" }),
  ].filter(Boolean);
}

// Beside the conversation: who it is, what can be done, what they bought, what was before.

import { badge, el, icon, written } from "./dom.js";
import { suggestions } from "./changes.js";
import { orders } from "./orders.js";
import { panel } from "./panel.js";
import { date, dayAndHour } from "./time.js";
import { human, languageName } from "./words.js";

export function panels(first) {
  const made = [
    panel("Customer", "person", (view) => [view.customer, view.conversation.verified, view.conversation.rating], customer),
    suggestions(first),
    panel("Orders", "box", (view) => view.shopping, orders),
    panel("Earlier tickets", "inbox", (view) => view.tickets, before, { counted: true }),
    panel("What was done", "clock", (view) => view.audit, audit, { open: false }),
  ];
  const update = (view) => made.forEach((each) => each.update(view));
  update(first);
  return { node: el("aside", { class: "panels", "aria-label": "Customer and orders", tabindex: "0" }, made.map((each) => each.node)), update };
}

function customer({ customer: who, conversation }) {
  const stars = conversation.rating && el("p", {}, `Rating: ${"★".repeat(conversation.rating)}${"☆".repeat(5 - conversation.rating)} `, el("span", { class: "unseen" }, `${conversation.rating} of 5`), written("span", conversation.rating_comment, { class: "muted" }));
  if (!who) return [el("p", { class: "muted" }, "Nobody knows yet who this is. Ask for the e-mail and an order number."), stars];
  return [
    el("p", { class: "line" }, written("strong", who.name), badge(human(who.tier), who.tier === "standard" ? "" : "accent"), conversation.verified ? badge("Identified", "good", icon("check")) : badge("Identity has run out", "low")),
    el(
      "dl", { class: "facts" },
      fact("E-mail", who.email), fact("Phone", who.phone), fact("Language", languageName(who.language)), fact("Address", who.address),
      who.member_since && fact("Member since", `${date(who.member_since)}${who.member_status === "cancelled" ? " (cancelled)" : ""}`),
      who.methods.length > 0 && fact("Pays with", who.methods.map((each) => each.text + (each.balance ? ` (${each.balance})` : "")).join(", ")),
    ),
    stars,
  ];
}

function fact(name, value) {
  return value && el("div", {}, el("dt", {}, name), written("dd", value));
}

function before({ tickets }) {
  if (!tickets.length) return el("p", { class: "muted" }, "None.");
  return el("ul", { class: "plain-list" }, tickets.map((each) => el(
    "li", {},
    el("div", { class: "line" }, el("a", { href: `#ticket/${encodeURIComponent(each.id)}` }, each.id), el("span", {}, each.reason), badge(each.state === "resolved" ? each.outcome || "Resolved" : human(each.state), each.state === "resolved" ? "" : "low")),
    written("p", each.summary, { class: "summary muted small" }),
    el("p", { class: "muted small" }, dayAndHour(each.created_at), each.agent && ` · ${each.agent}`),
  )));
}

function audit({ audit: entries }) {
  if (!entries.length) return el("p", { class: "muted" }, "Nothing yet.");
  return el("ul", { class: "plain-list" }, [...entries].reverse().map((each) => el(
    "li", { class: "small" },
    el("div", { class: "line" }, el("span", {}, each.text), written("span", each.subject, { class: "muted" })),
    each.rules.length > 0 && el("div", { class: "rules" }, each.rules.map((rule) => el("code", {}, rule))),
    el("div", { class: "muted" }, `${dayAndHour(each.at)} · `, written("span", each.actor)),
  )));
}

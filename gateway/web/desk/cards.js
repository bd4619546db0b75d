// Orders and products as the bot has shown them to the customer, in short.

import { el, icon, written } from "./dom.js";

export function cardOf(card) {
  const cards = card.items && ["orders", "products"].includes(card.kind) ? card.items : [card];
  return el("div", { class: "shown-cards" }, cards.map(one));
}

function one(card) {
  const title = card.kind === "order" ? `Order ${card.number ?? ""}` : card.name ?? "Product";
  const more = card.kind === "order" ? [card.status_text ?? card.status, card.total] : [card.price, options(card.options)];
  return el("div", { class: "shown-card" }, icon("box"), written("strong", String(title)), written("span", more.filter(Boolean).join(" · ")));
}

function options(given) {
  return given && typeof given === "object" ? Object.values(given).join(", ") : given;
}

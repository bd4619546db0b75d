// Orders with all that belongs to them.

import { badge, el, icon, written } from "./dom.js";
import { date, dayAndHour } from "./time.js";

const KINDS = { delivered: "good", cancelled: "bad", shipped: "accent" };

export function orders({ shopping, ticket }) {
  if (!shopping.orders.length) return el("p", { class: "muted" }, "None are known.");
  const named = ticket.order_number.replace(/^#/, "");
  const shown = shopping.orders.map((order, place) => orderOf(order, named ? order.number === named : place === 0));
  return [...shown, shopping.more > 0 && el("p", { class: "muted" }, `and ${shopping.more} older ones`)];
}

function orderOf(order, open) {
  const worry = order.parcels.find((each) => each.worry);
  return el(
    "details", { class: "order", open, "data-key": order.number },
    el(
      "summary", {}, el("strong", {}, order.number), badge(order.status, KINDS[order.state] ?? ""),
      worry && badge(worry.situation, "bad", icon("truck")), el("span", { class: "space" }), el("span", {}, order.total),
    ),
    el("p", { class: "muted small" }, `Placed ${dayAndHour(order.placed_at)} · ${order.delivery} delivery`, order.cancel_reason && ` · ${order.cancel_reason}`),
    lines(order), order.parcels.map(parcel), payments(order), after(order), address(order), history(order),
  );
}

function lines(order) {
  const sums = [["Shipping", order.shipping], [order.promotion ? `Discount ${order.promotion}` : "Discount", order.discount && `-${order.discount}`], ["Total", order.total]];
  return el("table", { class: "items" }, el("caption", { class: "unseen" }, `Items of ${order.number}`), el("tbody", {},
    order.lines.map((line) => el("tr", {}, el("td", {}, written("span", line.name), line.options && written("span", ` ${line.options}`, { class: "muted" }), line.state && badge(line.state, "low")), el("td", {}, line.price))),
    sums.filter(([, amount]) => amount).map(([name, amount]) => el("tr", { class: "sum" }, written("td", name), el("td", {}, amount)))));
}

function parcel(each) {
  const [last, ...earlier] = each.events;
  return el(
    "div", { class: "parcel" },
    el("div", { class: "line" }, icon("truck"), el("span", {}, each.situation), each.days_late > 0 && badge(`${each.days_late} days late`, "bad"), each.expected_on && el("span", { class: "muted small" }, `expected ${date(each.expected_on)}`)),
    written("p", `${each.carrier} ${each.tracking_number}`, { class: "muted small" }),
    last && event(last),
    earlier.length > 0 && el("details", { class: "small", "data-key": each.tracking_number }, el("summary", {}, `${earlier.length} earlier`), earlier.map(event)),
  );
}

function event(each) {
  return el("p", { class: "small" }, `${each.kind} `, written("span", [each.place, each.note].filter(Boolean).join(", ")), el("span", { class: "muted" }, ` ${dayAndHour(each.at)}`));
}

function payments(order) {
  return el("ul", { class: "plain-list small" }, order.payments.map((each) => el(
    "li", { class: "line" }, el("span", {}, each.kind === "refund" ? `Refund ${each.amount}` : `Paid ${each.amount}`), written("span", each.method, { class: "muted" }),
    each.status !== "settled" && badge(each.status, each.status === "failed" ? "bad" : "low"), each.reason && el("span", { class: "muted" }, each.reason),
    el("span", { class: "muted" }, each.due_on ? `due ${date(each.due_on)}` : date(each.at)),
  )));
}

function after(order) {
  return order.after.map((each) => el("p", { class: "small line" }, badge(each.kind, "accent"), el("span", {}, each.id), written("span", each.text), badge(each.state), el("span", { class: "muted" }, date(each.at))));
}

function address(order) {
  return el("p", { class: "small muted" }, "To ", written("span", order.address));
}

function history(order) {
  if (!order.history.length) return null;
  return el("details", { class: "small", "data-key": `${order.number}-history` }, el("summary", {}, "History"), el("ul", { class: "plain-list" }, order.history.map((each) => el("li", {}, `${each.status} `, el("span", { class: "muted" }, dayAndHour(each.at)), each.note && written("span", ` ${each.note}`)))));
}

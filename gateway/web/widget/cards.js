// Orders and products as cards. All values are words ready to be shown.

import { el, icon, link, safeUrl } from "./dom.js";

const AT_ONCE = 4;
const GOOD = /deliver|complete|refunded|collected/;
const BAD = /cancel|fail|lost|return/;

/** A card of any kind; null for a kind that is not known here. */
export function card(data, t) {
  const make = { order, product, orders: list(order), products: list(product) }[data?.kind];
  return make ? make(data, t) : null;
}

function list(single) {
  return (data, t) => {
    const items = (data.items ?? []).map((item) => el("li", {}, single(item, t)));
    const rest = items.slice(AT_ONCE);
    const hidden = rest.length && el("details", { class: "rest" }, el("summary", {}, t("more", { n: rest.length })), el("ul", {}, rest));
    return el("div", { class: "cards" }, el("ul", {}, items.slice(0, AT_ONCE)), hidden || null);
  };
}

function order(data, t) {
  const tone = GOOD.test(data.status) ? "good" : BAD.test(data.status) ? "bad" : "busy";
  const items = data.items ?? [];
  return el("article", { class: "card order", "aria-label": t("order", { number: data.number }) },
    el("header", {},
      el("strong", {}, t("order", { number: data.number })),
      data.status_text && el("span", { class: `status ${tone}` }, text(data.status_text))),
    data.placed_at && el("p", { class: "quiet" }, t("placed", { when: data.placed_at })),
    items.length && el("ul", { class: "lines" }, items.map((item) => el("li", {}, line(item)))),
    (data.parcels ?? []).map((each) => parcel(each, t)),
    data.total && el("footer", {}, el("span", {}, t("total")), el("strong", {}, text(data.total))));
}

function line(item) {
  return [
    picture(item.image),
    el("span", { class: "what" }, el("span", {}, text(item.name)), item.options && el("small", {}, text(item.options))),
    item.price && el("span", { class: "price" }, text(item.price)),
  ].filter(Boolean);
}

function parcel(data, t) {
  const number = text(data.tracking_number);
  const name = [text(data.carrier), number].filter(Boolean).join(" · ");
  return el("div", { class: "parcel" }, icon("box"),
    el("span", { class: "what" },
      el("span", {}, text(data.state || t("parcel"))),
      data.expected && el("small", {}, t("expected", { when: data.expected })),
      data.url ? link(data.url, name, { class: "track", "aria-label": t("track", { number }) }) : el("small", {}, el("bdi", {}, name))));
}

function product(data, t) {
  const name = text(data.name);
  return el("article", { class: "card product", "aria-label": name }, picture(data.image),
    el("div", { class: "what" },
      data.link ? link(data.link, name, { class: "name" }) : el("span", { class: "name" }, name),
      data.options && el("small", {}, text(data.options)),
      el("span", { class: "offer" },
        data.price && el("strong", {}, text(data.price)),
        el("span", { class: data.available ? "stock good" : "stock" }, t(data.available ? "available" : "unavailable")))));
}

/** Decorative: the name stands beside it. */
export function picture(address) {
  if (!safeUrl(address)) return null;
  const image = el("img", { src: address, loading: "lazy" });
  image.alt = "";
  image.addEventListener("error", () => image.remove(), { once: true });
  return image;
}

const text = (value) => String(value ?? "");

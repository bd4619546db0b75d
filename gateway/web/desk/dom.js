// Elements, made without any markup: data becomes text nodes and attributes, never HTML.

const SVG = "http://www.w3.org/2000/svg";

/** `on…` become listeners; null, undefined, false and "" leave an attribute or a child out. */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svg(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, name), attributes, children);
}

function fill(node, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (!given(value)) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : String(value));
  }
  node.append(...children.flat(3).filter(given));
  return node;
}

function given(value) {
  return value !== null && value !== undefined && value !== false && value !== "";
}

/** Decoration: what holds it has the name. */
export function icon(name) {
  return el("span", { class: `icon icon-${name}`, "aria-hidden": "true" });
}

/** What people wrote, in whichever direction it runs. */
export function written(name, text, attributes = {}) {
  return el(name, { dir: "auto", ...attributes }, text);
}

export function button(label, onclick, { icon: name, kind = "", ...more } = {}) {
  return el("button", { type: "button", class: `button ${kind}`.trim(), onclick, ...more }, name && icon(name), label);
}

export function badge(text, kind = "", ...before) {
  return el("span", { class: `badge ${kind}`.trim() }, ...before, text);
}

/** A label above its field; `field` gets an id of its own. */
let count = 0;
export function labelled(label, field, hint) {
  field.id ||= `field-${++count}`;
  const told = hint && el("span", { class: "hint", id: `${field.id}-hint` }, hint);
  if (told) field.setAttribute("aria-describedby", told.id);
  return el("div", { class: "field" }, el("label", { for: field.id }, label), field, told);
}

export function choice(options, chosen, attributes = {}) {
  const field = el("select", attributes, options.map(([value, text]) => new Option(text, value)));
  if (chosen !== undefined) field.value = chosen;
  return field;
}

export function announce(text) {
  const place = document.getElementById("announcer");
  place.textContent = "";
  setTimeout(() => (place.textContent = text), 50);
}

/** Tells what went wrong, or what was done, at the edge of the page. */
export function toast(text, kind = "wrong") {
  const shown = el("div", { class: `toast ${kind}` }, el("span", { dir: "auto" }, text));
  shown.append(el("button", { type: "button", class: "plain", "aria-label": "Dismiss", onclick: () => shown.remove() }, icon("close")));
  document.getElementById("toasts").append(shown);
  setTimeout(() => shown.remove(), kind === "wrong" ? 12_000 : 5_000);
}

// Elements, made without any markup: data becomes text nodes and attributes, never HTML.

const SVG = "http://www.w3.org/2000/svg";

/** `onclick` and the like become listeners; null, undefined and false leave an attribute or a child out. */
export function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else set(node, key, value);
  }
  node.append(...children.flat().filter(given));
  return node;
}

export function set(node, key, value) {
  const wanted = given(value) ? (value === true ? "" : String(value)) : null;
  if (wanted === null) node.removeAttribute(key);
  else if (node.getAttribute(key) !== wanted) node.setAttribute(key, wanted);
}

/** Writes only what differs, so that screen readers are not told again what they have read. */
export function say(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function given(value) {
  return value !== null && value !== undefined && value !== false && value !== "";
}

const PATHS = {
  chat: "M20 11.5a7.5 7.5 0 0 1-7.5 7.5H5l1.6-2.6A7.5 7.5 0 1 1 20 11.5ZM9 10.2h7M9 13.2h4.5",
  down: "m6 9.5 6 6 6-6",
  close: "m6.5 6.5 11 11m0-11-11 11",
  send: "M12 19V5.5m-6 6 6-6 6 6",
  person: "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5ZM4.8 20a7.2 7.2 0 0 1 14.4 0",
  good: "M7 11v8.5H4.5V11H7Zm0 0 3.8-7a2.2 2.2 0 0 1 2.1 2.7L12.2 9.500h5.300a2 2 0 0 1 2 2.400l-1.200 6a2 2 0 0 1-2 1.600H7",
  bad: "M17 13V4.500h2.500V13H17Zm0 0-3.800 7a2.200 2.200 0 0 1-2.100-2.700l.7-2.800H6.500a2 2 0 0 1-2-2.400l1.200-6a2 2 0 0 1 2-1.600H17",
  sending: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-12.500V12l3 2",
  sent: "m5.500 12.500 4.200 4.200 8.800-9.200",
  answered: "m2.500 12.800 4 4 8.200-8.600M11.500 16l1 .8 9-9.200",
  failed: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-12v5m0 2.800v.2",
  box: "m12 3.500 7.500 4v9L12 20.500l-7.500-4v-9l7.500-4Zm0 8.800 7.500-4.500M12 12.300 4.500 7.800m7.500 4.500v8.200",
};

/** Decoration: the control that holds it has the name. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", PATHS[name]);
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.append(path);
  return svg;
}

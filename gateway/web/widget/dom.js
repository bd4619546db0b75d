
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
  good: "M7 11v8.5H4.5V11H7Zm0 0 3.8-7a2.2 2.2 0 0 1 2.1 2.7L12.2 9.5h5.3a2 2 0 0 1 2 2.4l-1.2 6a2 2 0 0 1-2 1.6H7",
  bad: "M17 13V4.5h2.5V13H17Zm0 0-3.8 7a2.2 2.2 0 0 1-2.1-2.7l.7-2.8H6.5a2 2 0 0 1-2-2.4l1.2-6a2 2 0 0 1 2-1.6H17",
  sending: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-12.5V12l3 2",
  sent: "m5.5 12.5 4.2 4.2 8.8-9.2",
  answered: "m2.5 12.8 4 4 8.2-8.6M11.5 16l1 .8 9-9.2",
  failed: "M12 20a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm0-12v5m0 2.8v.2",
  box: "m12 3.5 7.5 4v9L12 20.5l-7.5-4v-9l7.5-4Zm0 8.8 7.5-4.5M12 12.3 4.5 7.8m7.5 4.5v8.2",
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

const LINK = /\[([^\][\n]{1,200})\]\(([^()\s]{1,2000})\)|https?:\/\/[^\s<>"]{1,2000}/gi;
const TAIL = /[.,;:!?'"*_\]»”’،؟]+$/;

/** The address as it was given, or null for one that a browser should not follow. */
export function safeUrl(address) {
  try {
    return /^(https?:|[/#?.])/i.test(address) && /^http/.test(new URL(address, document.baseURI).protocol) ? address : null;
  } catch {
    return null;
  }
}

/** A link, or only its label where the address is not to be trusted. Other sites open in a tab of their own. */
export function link(address, label, attributes = {}) {
  if (!safeUrl(address)) return el("span", attributes, label);
  const away = new URL(address, document.baseURI).origin !== location.origin;
  return el("a", { href: address, ...(away && { target: "_blank", rel: "noopener noreferrer" }), ...attributes }, label);
}

export function withLinks(text) {
  const nodes = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    const [label, address] = match[1] ? [match[1], match[2]] : bare(match[0]);
    if (!safeUrl(address)) continue;
    nodes.push(text.slice(end, match.index), link(address, label));
    end = match.index + (match[1] ? match[0].length : address.length);
  }
  return [...nodes, text.slice(end)].filter((part) => part !== "");
}

/** Without the full stop of the sentence, and the bracket unless it was opened in the address. */
function bare(found) {
  let address = found.replace(TAIL, "");
  if (address.endsWith(")") && !address.includes("(")) address = address.slice(0, -1).replace(TAIL, "");
  return [address, address];
}

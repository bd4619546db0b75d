// Text with links in it; only http and https lead anywhere.

import { el } from "./dom.js";

const LINK = /\[([^\][\n]{1,200})\]\(([^()\s]{1,2000})\)|https?:\/\/[^\s<>"]{1,2000}/gi;
const TAIL = /[.,;:!?'"*_\]»”’،؟]+$/;

/** The address as it was given, or null for one that a browser should not follow. */
export function safeUrl(address) {
  try {
    return typeof address === "string" && /^https?:$/.test(new URL(address, document.baseURI).protocol) ? address : null;
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

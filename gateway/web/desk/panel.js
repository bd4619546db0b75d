// One part of what stands beside the conversation.

import { el, icon } from "./dom.js";

/** A part that is drawn again only where what it shows has changed. */
export function panel(title, sign, facts, draw, { open = true, counted = false } = {}) {
  const body = el("div", { class: "panel-body" });
  const count = el("span", { class: "count" });
  const node = el("details", { class: "panel", open }, el("summary", {}, icon(sign), el("h3", {}, title), count), body);
  let told = "";
  return {
    node,
    update(view) {
      const now = JSON.stringify(facts(view));
      if (now === told) return;
      told = now;
      const opened = [...body.querySelectorAll("details[open]")].map((each) => each.dataset.key);
      body.replaceChildren(...[draw(view)].flat().filter(Boolean));
      for (const each of body.querySelectorAll("details")) each.open ||= opened.includes(each.dataset.key);
      count.textContent = counted ? String(facts(view).length) : "";
    },
  };
}

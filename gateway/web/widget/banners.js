// What stands above the conversation: no connection, waiting for a person, a case; and the privacy notice in it.

import { el, icon, link, set } from "./dom.js";

export function connectionBanner(state, t) {
  if (!state.open || (state.online && state.connected)) return null;
  return { key: state.online ? "unreachable" : "offline", make: () => el("p", { class: "banner warn" }, t(state.online ? "unreachable" : "offline")) };
}

/** `actions` are handoff(wish, email) and dismiss(ticket). */
export function handoffBanner({ handoff }, t, actions, dismissed) {
  if (handoff.state === "waiting") return { key: `waiting ${JSON.stringify(handoff)}`, make: () => waiting(handoff, t, actions) };
  if (handoff.state === "case" && !dismissed(handoff.ticket ?? "")) {
    return { key: `case ${handoff.ticket}`, make: () => caseOpen(handoff, t, actions) };
  }
  return null;
}

function waiting({ position, wait_minutes, open, next_opening }, t, actions) {
  const facts = [
    position > 0 && t("position", { n: position }),
    wait_minutes > 0 && t("wait", { n: wait_minutes }),
    open === false && next_opening && t("opensAgain", { when: t.opening(next_opening) }),
  ].filter(Boolean);
  const byEmail = el("button", { type: "button", class: "plain" }, t("byEmail"));
  const back = el("button", { type: "button", class: "plain", onclick: () => actions.handoff("back") }, t("back"));
  const buttons = el("div", { class: "actions" }, byEmail, back);
  const node = el("section", { class: "banner wait", "aria-label": t("queue") },
    el("p", {}, el("span", { class: "pulse" }), el("span", {}, el("strong", {}, t("queue")), facts.length && el("span", { class: "facts" }, facts.join(" ")))),
    buttons);
  byEmail.addEventListener("click", async () => {
    byEmail.disabled = true;
    if (!(await actions.handoff("email"))) askForAddress(buttons, t, actions);
    byEmail.disabled = false;
  });
  return node;
}

function askForAddress(buttons, t, actions) {
  const field = el("input", { type: "email", required: true, autocomplete: "email", inputmode: "email", placeholder: t("email"), "aria-label": t("email"), dir: "auto" });
  const send = el("button", { type: "submit", class: "plain" }, t("send"));
  const form = el("form", { class: "actions" }, field, send);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!(await actions.handoff("email", field.value.trim()))) set(field, "aria-invalid", "true");
  });
  buttons.replaceWith(form);
  field.focus();
}

function caseOpen({ ticket }, t, actions) {
  return el("section", { class: "banner case" },
    el("p", {}, el("span", {}, t("caseOpen"), ticket && el("span", { class: "facts" }, t("caseNumber", { ticket })))),
    el("button", { type: "button", class: "icon", "aria-label": t("dismiss"), title: t("dismiss"), onclick: () => actions.dismiss(ticket ?? "") }, icon("close")));
}

export function privacyNotice({ text, link: address, link_text: label }, t, accept) {
  return el("section", { class: "privacy", "aria-label": t("privacy") },
    el("p", { dir: "auto" }, text, address && [" ", link(address, label || address)]),
    el("button", { type: "button", class: "plain", onclick: accept }, t("accept")));
}

/** Holds at most one thing, made anew only when it is another. */
export class Slot {
  constructor(attributes = {}) {
    this.node = el("div", attributes);
    this.key = null;
  }

  show(wanted) {
    if (this.key === (wanted?.key ?? null)) return;
    this.key = wanted?.key ?? null;
    this.node.replaceChildren(...(wanted ? [wanted.make()] : []));
  }
}

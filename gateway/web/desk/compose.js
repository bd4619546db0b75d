// Writing: to the customer's page, to colleagues, or by e-mail.

import { post } from "./api.js";
import { canned } from "./canned.js";
import { button, el, icon, toast } from "./dom.js";
import { state, tell } from "./state.js";

const MODES = {
  reply: { text: "Reply", icon: "reply", path: "reply", hint: "Enter sends, Shift+Enter breaks the line", field: "Reply to the customer" },
  note: { text: "Note", icon: "lock", path: "note", hint: "For colleagues: customers never see it", field: "Internal note" },
  mail: { text: "E-mail", icon: "mail", path: "follow-up", hint: "Sent by e-mail. Ctrl+Enter sends", field: "E-mail to the customer" },
};
const drafts = new Map();
const TELL_EVERY = 3000;
const STILL = 4000;

export function composer(first) {
  let view = first;
  let mode = "";
  let wasLive = false;
  const typing = new Typing(() => view);
  const field = el("textarea", { rows: 3, maxlength: 4000, dir: "auto" });
  const hint = el("span", { class: "hint", id: "composer-hint" });
  field.setAttribute("aria-describedby", hint.id);
  const prepared = button("Prepared answers", () => canned(view, insert), { icon: "quick", kind: "quiet" });
  const send = button("Send", () => submit(), { kind: "main", icon: "send" });
  const tabs = Object.entries(MODES).map(([name, { text, icon: sign }]) => button(text, () => choose(name, true), { icon: sign, kind: "tab", "data-mode": name }));
  const tabRow = el("div", { class: "modes", role: "group", "aria-label": "Write" }, tabs);
  const node = el("div", { class: "composer" }, tabRow, field, el("div", { class: "line" }, prepared, hint, el("span", { class: "space" }), send));
  const key = () => `${view.ticket.id}:${mode}`;

  function choose(name, focus = false) {
    if (mode) drafts.set(key(), field.value);
    mode = name;
    node.dataset.mode = name;
    field.value = drafts.get(key()) ?? "";
    field.setAttribute("aria-label", MODES[name].field);
    hint.textContent = MODES[name].hint;
    prepared.hidden = name === "note";
    for (const tab of tabs) tab.setAttribute("aria-pressed", String(tab.dataset.mode === name));
    if (focus) field.focus({ preventScroll: true });
  }

  function insert(text) {
    const { selectionStart: from, selectionEnd: to } = field;
    field.setRangeText(from && !/\s$/.test(field.value.slice(0, from)) ? ` ${text}` : text, from, to, "end");
    field.focus();
    if (mode === "reply") typing.heard();
  }

  async function submit() {
    const text = field.value.trim();
    if (!text || send.disabled) return;
    const sent = key();
    send.disabled = true;
    try {
      await post(`tickets/${encodeURIComponent(view.ticket.id)}/${MODES[mode].path}`, { text });
      typing.stop();
      drafts.delete(sent);
      if (sent === key()) field.value = "";
      if (mode === "mail") toast("The e-mail is on its way.", "good");
      if (mode !== "reply") tell("ticket-changed");
    } catch (problem) {
      toast(problem.message);
      tell("ticket-changed");
    } finally {
      send.disabled = false;
      field.focus();
    }
  }

  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.shiftKey) return;
    if (mode !== "reply" && !event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    submit();
  });
  field.addEventListener("input", () => mode === "reply" && typing.heard());
  field.addEventListener("blur", () => typing.stop());

  function update(now) {
    view = now;
    const open = view.may_act && view.ticket.state === "claimed";
    const live = open && isLive(view);
    const may = { reply: live, note: true, mail: open };
    for (const tab of tabs) tab.disabled = !may[tab.dataset.mode];
    if (!may[mode] || (live && !wasLive)) choose(live ? "reply" : open ? "mail" : "note");
    wasLive = live;
  }
  update(view);
  return { node, update };
}

export function isLive({ ticket, conversation }) {
  return ticket.kind === "live" && conversation.in_charge === "person" && conversation.ticket_id === ticket.id;
}

/** Tells the customer's page, but not for every key. */
class Typing {
  constructor(view) {
    this.view = view;
    this.told = 0;
  }

  heard() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.stop(), STILL);
    if (Date.now() - this.told < TELL_EVERY) return;
    this.told = Date.now();
    this.say(true);
  }

  stop() {
    clearTimeout(this.timer);
    if (!this.told) return;
    this.told = 0;
    this.say(false);
  }

  say(on) {
    if (state.me) post(`tickets/${encodeURIComponent(this.view().ticket.id)}/typing`, { on }).catch(() => {});
  }
}

// One message of the conversation: bubble, card, choices, delivery state, time and thumbs.

import { card, picture } from "./cards.js";
import { el, icon, set, withLinks } from "./dom.js";

const STATES = ["sending", "queued", "sent", "answered", "failed", "refused"];
const MARKS = { queued: "sending", refused: "failed" };

export class MessageView {
  /** `actions` are choose(choice), again(), thumb(up or down). */
  constructor(message, t, actions) {
    Object.assign(this, { t, actions });
    this.node = el("div", { class: `message ${message.from}` });
    this.node.append(...this.parts(message).filter(Boolean));
    this.update(message, {});
  }

  parts(message) {
    const { t } = this;
    const name = message.from === "system" ? "" : message.from === "customer" ? t("you") : (message.name ?? t("assistant"));
    this.who = name;
    const said = message.from === "customer" ? [message.text] : withLinks(message.text ?? "");
    this.bubble = said.join("") && el("p", { class: "bubble", dir: "auto" }, said);
    const shown = card(message.card, t);
    return [
      name && el("span", { class: "unseen" }, `${name}: `),
      message.from === "customer" ? this.own() : this.bubble,
      message.image && picture(message.image),
      shown,
      this.choices(message.choices ?? []),
      (this.trouble = el("div", { class: "trouble", hidden: true })),
      (this.meta = el("div", { class: "meta" })),
    ];
  }

  own() {
    this.mark = el("span", { class: "mark", role: "img" });
    return el("div", { class: "own" }, this.mark, this.bubble || null);
  }

  choices(choices) {
    this.buttons = choices.map((choice) =>
      el("button", { type: "button", class: "choice", dir: "auto", onclick: (event) => this.actions.choose(choice, event) }, choice.title));
    const scale = choices.length === 5 && choices.every(({ title }) => /^[1-5]$/.test(title));
    return choices.length ? el("div", { class: scale ? "choices scale" : "choices", role: "group" }, this.buttons) : null;
  }

  /** What may change later: state, whether choices still hold, thumbs, and its place in a group. */
  update(message, { state, open, chosen, first, last, thumb, rateable }) {
    this.node.classList.toggle("first", !!first);
    this.node.classList.toggle("last", !!last);
    for (const button of this.buttons) {
      button.disabled = !open;
      button.classList.toggle("chosen", !open && button.textContent === chosen);
    }
    if (this.mark && state) this.showState(state);
    this.showMeta(message, last, rateable);
    this.thumbs?.forEach((button, index) => set(button, "aria-pressed", String(thumb === ["up", "down"][index])));
  }

  showState(state) {
    if (this.state === state || !STATES.includes(state)) return;
    this.state = state;
    this.node.dataset.state = state;
    set(this.mark, "aria-label", this.t(state));
    this.mark.replaceChildren(icon(MARKS[state] ?? state));
    const failed = state === "failed";
    this.trouble.hidden = !failed;
    this.trouble.replaceChildren(...(failed ? this.retry() : []));
  }

  retry() {
    return [el("span", {}, this.t("failed")), el("button", { type: "button", class: "again", onclick: () => this.actions.again() }, this.t("again"))];
  }

  /** Built when the message ends a group, and taken away when the group goes on. */
  showMeta(message, last, rateable) {
    const wanted = last ? `${message.at} ${rateable}` : "";
    if (this.shown === wanted) return;
    this.shown = wanted;
    this.thumbs = null;
    this.meta.hidden = !last || message.from === "system";
    if (this.meta.hidden) return this.meta.replaceChildren();
    const label = message.from === "customer" ? "" : `${this.who} · `;
    const time = el("time", { datetime: message.at }, this.t.time(message.at));
    this.thumbs = rateable ? [this.thumb("up", "good"), this.thumb("down", "bad")] : null;
    this.meta.replaceChildren(el("span", {}, el("bdi", {}, label), time), ...(this.thumbs ?? []));
  }

  thumb(value, name) {
    const options = { type: "button", class: "thumb", "aria-label": this.t(name), title: this.t(name), "aria-pressed": "false" };
    return el("button", { ...options, onclick: () => this.actions.thumb(value) }, icon(name));
  }
}

/** A line between the days. */
export class DayView {
  constructor(at, t) {
    this.node = el("div", { class: "day" }, el("span", {}, t.day(at)));
  }
}

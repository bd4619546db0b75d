// The messages in order; only what changed is touched.

import { el } from "./dom.js";
import { DayView, MessageView } from "./message.js";
import { isAnswered, isOpenToChoice, keyOf, spoken } from "./store.js";

const GROUP = 5 * 60_000;
const NEAR = 80;
const MANY = 3;

export class MessageLog {
  constructor(scroller, t, actions) {
    Object.assign(this, { scroller, t, actions, views: new Map(), newest: null, atEnd: true });
    scroller.addEventListener("scroll", () => (this.atEnd = this.isNear()));
    new ResizeObserver(() => this.atEnd && this.toEnd()).observe(scroller); // a banner takes height
    this.node = el("div", { class: "log", role: "log", "aria-live": "polite", "aria-relevant": "additions", "aria-label": t("conversation") });
  }

  render(state) {
    const { scroller } = this;
    const near = this.isNear();
    const [height, top, first] = [scroller.scrollHeight, scroller.scrollTop, this.node.firstChild];
    const entries = this.entries(state);
    this.quietly(entries.filter(({ key }) => !this.views.has(key)).length > MANY);
    this.place(entries);
    const newest = state.messages.at(-1);
    const own = newest?.from === "customer" && keyOf(newest) !== this.newest;
    this.newest = newest ? keyOf(newest) : null;
    if (near || own) this.toEnd();
    else if (first && first !== this.node.firstChild) scroller.scrollTop = top + scroller.scrollHeight - height;
  }

  isNear() {
    const { scrollHeight, scrollTop, clientHeight } = this.scroller;
    return scrollHeight - scrollTop - clientHeight < NEAR;
  }

  toEnd() {
    this.atEnd = true;
    this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** A whole history is not read out. */
  quietly(many) {
    if (!many) return;
    this.node.setAttribute("aria-live", "off");
    setTimeout(() => this.node.setAttribute("aria-live", "polite"), 500);
  }

  place(entries) {
    const wanted = new Set(entries.map(({ key }) => key));
    for (const [key, view] of this.views) {
      if (!wanted.has(key)) {
        view.node.remove();
        this.views.delete(key);
      }
    }
    let at = this.node.firstChild;
    for (const { key, make, update } of entries) {
      if (!this.views.has(key)) this.views.set(key, make());
      const view = this.views.get(key);
      if (view.node === at) at = at.nextSibling;
      else this.node.insertBefore(view.node, at);
      update(view);
    }
  }

  entries(state) {
    let day = null;
    return state.messages.flatMap((message, index) => {
      const entry = this.entry(state, index);
      const date = new Date(message.at).toDateString();
      if (date === day) return [entry];
      const isFirstToday = day === null && date === new Date().toDateString();
      day = date;
      return isFirstToday ? [entry] : [this.dayEntry(message.at, date), entry];
    });
  }

  dayEntry(at, date) {
    return { key: `day ${date}`, make: () => new DayView(at, this.t), update() {} };
  }

  entry(state, index) {
    const message = state.messages[index];
    const key = keyOf(message);
    const actions = {
      choose: (choice, event) => this.actions.choose(this.indexOf(key), choice, event),
      again: () => this.actions.again(message.client_id),
      thumb: (value) => this.actions.thumb(message.id, value),
    };
    return {
      key,
      make: () => new MessageView(message, this.t, actions),
      update: (view) => view.update(message, this.context(state, index)),
    };
  }

  indexOf(key) {
    return this.actions.state().messages.findIndex((each) => keyOf(each) === key);
  }

  context(state, index) {
    const { messages, epoch, thumbs } = state;
    const message = messages[index];
    const reply = messages.slice(index + 1).find((each) => each.from === "customer" && each.epoch === message.epoch);
    const last = !together(message, messages[index + 1]);
    const sent = message.id || message.state === "sent" ? "sent" : message.state;
    return {
      state: message.from !== "customer" ? null : sent === "sent" && isAnswered(messages, index) ? "answered" : sent,
      open: isOpenToChoice(state, index),
      chosen: reply?.text,
      first: !together(messages[index - 1], message),
      last,
      thumb: thumbs[message.id],
      rateable: last && spoken(message) && message.epoch === epoch,
    };
  }
}

/** Of the same speaker, one soon after the other. */
function together(one, next) {
  return one && next && one.from === next.from && one.name === next.name && one.epoch === next.epoch &&
    !next.event && Math.abs(Date.parse(next.at) - Date.parse(one.at)) < GROUP;
}

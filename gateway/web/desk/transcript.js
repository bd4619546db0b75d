// What was said: customer, bot, agents, notes for colleagues, and what the bot made of it.

import { correct } from "./correct.js";
import { button, el, icon, written } from "./dom.js";
import { cardOf } from "./cards.js";
import { understanding } from "./understanding.js";
import { date, hour } from "./time.js";
import { human } from "./words.js";

const TYPING = 6000;

export class Transcript {
  constructor(view) {
    this.view = view;
    this.seen = new Set();
    this.asked = new Map();
    this.felt = new Map();
    this.corrections = new Map();
    this.day = "";
    this.whenMoodChanges = () => {};
    this.lines = el("div", { class: "lines" });
    this.typist = el("p", { class: "typing", hidden: true }, el("span", { class: "dots", "aria-hidden": "true" }), "Customer is typing …");
    this.node = el("div", { class: "transcript", role: "log", "aria-label": "Transcript", tabindex: "0" }, this.lines, this.typist);
    for (const each of view.corrections) this.corrections.set(each.event_id, each);
    for (const line of view.lines) this.add(line);
  }

  update(view) {
    this.view = view;
    for (const line of view.lines) this.add(line, true);
    for (const each of view.corrections) this.corrected(each);
  }

  /** The moods of all messages that were read, oldest first. */
  moods() {
    return [...this.felt.values()];
  }

  toEnd() {
    this.node.scrollTop = this.node.scrollHeight;
  }

  add(line, live = false) {
    if (this.seen.has(line.id)) return;
    this.seen.add(line.id);
    const atEnd = this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < 80;
    if (line.kind === "turn") this.turn(line);
    else if (line.kind !== "handoff") this.append(line);
    if (line.from === "customer") this.typing({ on: false });
    if (live && atEnd) this.toEnd();
  }

  append(line) {
    const day = date(line.at);
    if (day !== this.day) this.lines.append(el("p", { class: "day" }, day));
    this.day = day;
    this.lines.append(line.kind === "note" ? noteOf(line) : line.from === "system" ? systemOf(line) : this.message(line));
  }

  message(line) {
    const who = { customer: this.view.customer?.first_name || "Customer", assistant: "Bot", agent: line.name || "Agent" }[line.from];
    const meta = el("div", { class: "meta" }, line.from === "assistant" && icon("bot"), written("span", who), el("time", { datetime: line.at }, hour(line.at)));
    const node = el(
      "article", { class: `message ${line.from}`, "aria-label": `${who}, ${hour(line.at)}` },
      meta,
      line.text && written("p", line.text, { class: "bubble" }),
      line.card && cardOf(line.card),
      line.image && el("p", { class: "small muted" }, "Image: ", written("span", line.image)),
      line.choices.length > 0 && el("p", { class: "choices small" }, "Offered: ", line.choices.map((each) => written("span", each.title, { class: "chip" }))),
    );
    if (line.from === "customer") {
      const under = el("div", { class: "under" });
      node.append(under);
      this.asked.set(line.turn, { line, under, turn: null });
      this.drawUnder(line.turn);
    }
    return node;
  }

  turn(line) {
    const asked = this.asked.get(line.turn);
    if (!asked || (asked.turn?.understood && !line.understood)) return;
    asked.turn = line;
    this.drawUnder(line.turn);
    if (line.understood?.parts.length) {
      this.felt.set(line.turn, { value: line.understood.sentiment.value, at: asked.line.at });
      this.whenMoodChanges();
    }
  }

  drawUnder(number) {
    const { line, under, turn } = this.asked.get(number);
    const given = this.corrections.get(line.id);
    const offer = button(given ? "Correct again" : "Correct", () => correct(this.view, line, turn, (made) => this.corrected(made)), { icon: "pencil", kind: "quiet", "aria-label": `Say what was meant by: ${line.text.slice(0, 60)}` });
    const wasOpen = under.querySelector("details")?.open;
    const read = turn?.understood && understanding(turn);
    if (read) read.open = Boolean(wasOpen);
    under.replaceChildren(
      ...[
        read, turn?.status === "failed" && el("span", { class: "badge bad" }, "The bot could not answer"),
        given && el("span", { class: "badge good" }, icon("check"), `Meant: ${human(given.meant)}`), offer,
      ].filter(Boolean),
    );
  }

  corrected(correction) {
    const before = this.corrections.get(correction.event_id);
    if (before && before.at === correction.at) return;
    this.corrections.set(correction.event_id, correction);
    for (const [number, { line }] of this.asked) if (line.id === correction.event_id) this.drawUnder(number);
  }

  typing({ on }) {
    clearTimeout(this.timer);
    this.typist.hidden = !on;
    if (on) this.timer = setTimeout(() => (this.typist.hidden = true), TYPING);
    if (on && this.node.scrollHeight - this.node.scrollTop - this.node.clientHeight < 120) this.toEnd();
  }
}

function noteOf(line) {
  const title = line.by_mail ? "E-mail sent" : "Internal note";
  return el(
    "article", { class: `message note ${line.by_mail ? "mailed" : ""}`, "aria-label": `${title}, ${line.name}` },
    el("div", { class: "meta" }, icon(line.by_mail ? "mail" : "lock"), `${title} · `, written("span", line.name), el("time", { datetime: line.at }, hour(line.at))),
    written("p", line.text, { class: "bubble" }),
  );
}

function systemOf(line) {
  const masked = line.masked.length > 0;
  const text = masked ? `Hidden before anybody read it: ${line.masked.map((each) => human(each).toLowerCase()).join(", ")}` : line.text;
  return el("p", { class: "system" }, masked && icon("lock"), written("span", text), el("time", { datetime: line.at }, hour(line.at)));
}

// The customer's messages on their way: one after the other, each until it is taken or given up.

import { Pause } from "./gateway.js";

const TRIES = 6;
const LONGEST_WAIT = 300;

export class Outbox {
  /** `send(item)` posts; `ready()` says whether there is a session and a connection; `ended()` is told of a 401. */
  constructor({ store, keep, texts, send, ready, ended }) {
    Object.assign(this, { store, keep, texts, send, ready, ended, running: false, pause: new Pause() });
    this.items = keep.get("outbox", "sessionStorage") ?? [];
  }

  /** Shows again what a reload interrupted. */
  restore() {
    const known = new Set(this.store.state.messages.filter((each) => each.id).map((each) => each.client_id));
    this.keepItems(this.items.filter((item) => !known.has(item.id)));
    this.store.add(this.items.map((item) => this.shown(item)));
    for (const item of this.items) this.store.update(item.id, { state: item.failed ? "failed" : "queued" });
  }

  put(item) {
    this.keepItems([...this.items, { ...item, at: new Date().toISOString() }]);
    this.store.add([this.shown(this.items.at(-1))]);
    this.run();
  }

  again(id) {
    const item = this.items.find((each) => each.id === id);
    if (!item) return;
    this.keepItems([...this.items.filter((each) => each !== item), { ...item, failed: false }]);
    this.store.update(id, { state: "sending" });
    this.run();
  }

  get pending() {
    return this.items.filter((item) => !item.failed);
  }

  /** Sends what waits, in order; a second call while it runs changes nothing. */
  async run() {
    if (this.running) return this.pause.end();
    this.running = true;
    try {
      while (this.pending.length && this.ready()) await this.deliver(this.pending[0]);
    } finally {
      this.running = false;
    }
    for (const item of this.pending) this.store.update(item.id, { state: "queued" });
  }

  async deliver(item) {
    const { id, text, choice } = item;
    this.store.update(id, { state: "sending" });
    this.store.waits(id, true);
    try {
      this.taken(item, await this.send(choice ? { id, choice } : { id, text }));
    } catch (problem) {
      this.store.waits(id, false);
      await this.troubled(item, problem);
    }
  }

  taken(item, answer) {
    this.keepItems(this.items.filter((each) => each.id !== item.id));
    const ids = answer.messages.filter((each) => each.from !== "customer").map((each) => each.id);
    this.store.update(item.id, { state: "sent", ...(ids.length && { before: Math.min(...ids) }) });
    this.store.add(answer.messages);
    this.store.change({ awaiting: answer.awaiting, handoff: answer.handoff ?? this.store.state.handoff });
    if (!answer.waits) this.store.waits(item.id, false);
  }

  async troubled(item, problem) {
    if (problem.status === 401) return this.ended();
    if ([409, 413, 422].includes(problem.status)) return this.refuse(item, problem);
    const tries = (item.tries = (item.tries ?? 0) + 1);
    const busy = problem.status === 429 || problem.status === 503;
    if (busy && tries < TRIES && (problem.retryAfter ?? 0) <= LONGEST_WAIT) {
      return this.pause.wait(problem.retryAfter ?? 2 * tries);
    }
    if (!problem.status && !navigator.onLine) return this.store.change({ online: false });
    if (!problem.status && tries < 2) return this.pause.wait(1);
    this.fail(item);
  }

  fail(item) {
    this.keepItems(this.items.map((each) => (each.id === item.id ? { ...each, failed: true, tries: 0 } : each)));
    this.store.update(item.id, { state: "failed" });
  }

  /** Sending it again would not help. */
  refuse(item, problem) {
    this.keepItems(this.items.filter((each) => each.id !== item.id));
    if (item.choice) this.store.remove(item.id);
    else this.store.update(item.id, { state: "refused" });
    const reasons = { 409: "choiceGone", 413: "tooLong" };
    this.store.note(this.texts(reasons[problem.status] ?? "notTaken"));
  }

  shown({ id, text, title, at, failed }) {
    return { client_id: id, from: "customer", text: title ?? text, at, state: failed ? "failed" : "sending" };
  }

  keepItems(items) {
    this.items = items;
    this.keep.put("outbox", items.length ? items : null, "sessionStorage");
  }
}

// The session with the gateway: made when it is first wanted, resumed after a reload, replaced when it has ended.

import { backoff, Pause, Stream } from "./gateway.js";
import { Outbox } from "./outbox.js";
import { isOpenToChoice, lastId, NO_HANDOFF } from "./store.js";

const TYPING_EVERY = 3000;
const TYPING_LASTS = 15_000;

export class Conversation {
  constructor({ api, store, keep, texts, session }) {
    Object.assign(this, { api, store, keep, texts, session });
    this.loaded = false;
    this.stopped = false;
    this.pause = new Pause();
    this.outbox = new Outbox({
      store, keep, texts,
      send: (message) => this.api.send(message),
      ready: () => this.loaded && !this.stopped && this.store.state.online,
      ended: () => this.replace(),
    });
    this.stream = new Stream({
      open: (id, signal) => this.api.events(id, signal),
      heard: (event, data) => this.heard(event, data),
      state: (up) => this.connected(up),
      refused: () => this.replace(),
    });
  }

  /** Goes on with what this browser began earlier; makes no session. */
  resume() {
    if (this.session.known()) this.connect();
  }

  /** The panel is open: from here on a session is wanted. */
  opened() {
    this.loadConfig();
    this.connect();
  }

  stop() {
    this.stopped = true;
    this.stream.stop();
    this.pause.end();
  }

  get wanted() {
    return this.store.state.open || this.outbox.pending.length > 0;
  }

  /** One at a time, until there is a session with its history, or none is wanted. */
  connect() {
    this.connecting ??= this.tryToConnect().finally(() => (this.connecting = null));
    return this.connecting;
  }

  async tryToConnect() {
    for (let tries = 0; !this.stopped && !this.loaded; tries += 1) {
      try {
        if (!(await this.session.obtain(this.wanted))) return;
        await this.load();
      } catch (problem) {
        if (problem.status === 401) this.forget();
        else this.connected(false);
        if (problem.status !== 401 || tries > 0) await this.pause.wait(problem.retryAfter ?? backoff(tries));
      }
    }
  }

  async load() {
    const { token } = this.session;
    const found = await this.api.history();
    if (this.session.token !== token) return;
    this.take(found);
    this.loaded = true;
    this.outbox.restore();
    this.stream.start(found.last_event_id ?? null);
    this.outbox.run();
  }

  take({ messages, awaiting, handoff, more, thumbs }) {
    this.store.add(messages);
    const seen = this.keep.get("seen") ?? 0;
    this.store.change({ awaiting, handoff: handoff ?? NO_HANDOFF, more, thumbs: thumbs ?? {}, seen });
    this.connected(true);
    this.saw();
  }

  async earlier() {
    const { messages, epoch } = this.store.state;
    const first = messages.find((each) => each.epoch === epoch && each.id);
    const found = await this.api.history(first?.id).catch(() => null);
    if (!found) return;
    this.store.add(found.messages);
    this.store.change({ more: found.more, thumbs: { ...found.thumbs, ...this.store.state.thumbs } });
  }

  /** The session is over: the next one begins at once if somebody is here, else when the panel is opened. */
  replace() {
    if (!this.loaded) return;
    const spoke = this.store.state.messages.some((each) => each.epoch === this.store.state.epoch && !each.note);
    this.forget();
    this.store.nextEpoch();
    if (spoke) this.store.note(this.texts("newConversation"));
    this.connect();
  }

  forget() {
    this.session.forget();
    this.loaded = false;
    this.stream.stop();
  }

  /** Another tab has another session now. */
  sessionChanged() {
    const known = this.session.known();
    if (!known || known.token === this.session.token) return;
    if (this.loaded) this.replace();
    else this.connect();
  }

  heard(event, data) {
    if (event === "message") this.heardMessage(data);
    else if (event === "turn") this.heardTurn(data);
    else if (event === "handoff") this.store.change({ handoff: data });
    else if (event === "typing") this.heardTyping(data);
    else if (event === "end") this.replace();
  }

  heardMessage(message) {
    this.store.add([message]);
    if (message.from !== "customer") this.store.change({ typing: null });
    this.saw();
  }

  heardTurn({ client_id, awaiting, handoff }) {
    this.store.waits(client_id, false);
    this.store.change({ awaiting, handoff: handoff ?? this.store.state.handoff, typing: null });
  }

  heardTyping({ from, name, on }) {
    clearTimeout(this.typingOver);
    this.store.change({ typing: on ? { from, name } : null });
    if (on) this.typingOver = setTimeout(() => this.store.change({ typing: null }), TYPING_LASTS);
  }

  connected(up) {
    this.store.change({ connected: up, online: navigator.onLine });
    if (up) this.outbox.run();
  }

  /** The browser says that the network is back, or that the page is looked at again. */
  hurry() {
    this.store.change({ online: navigator.onLine });
    this.pause.end();
    if (this.loaded) this.stream.hurry();
    this.outbox.run();
  }

  /** A page that nobody looks at holds no line open. */
  looked(on) {
    if (!this.loaded || this.store.state.open) return on && this.hurry();
    if (on) this.stream.start();
    else this.stream.stop();
  }

  say(text) {
    this.put({ text });
  }

  choose(index, choice) {
    if (isOpenToChoice(this.store.state, index)) this.put({ choice: choice.id, title: choice.title });
  }

  put(message) {
    this.outbox.put({ id: newId(), ...message });
    this.typed = 0;
    this.connect();
  }

  again(id) {
    this.outbox.again(id);
    this.hurry();
  }

  /** Tells an agent that the customer is writing, now and then. */
  typing() {
    const now = Date.now();
    if (!this.loaded || now - (this.typed ?? 0) < TYPING_EVERY) return;
    this.typed = now;
    this.api.typing(true).catch(() => {});
  }

  async thumb(messageId, thumb) {
    const before = this.store.state.thumbs;
    this.store.change({ thumbs: { ...before, [messageId]: thumb } });
    await this.api.rate(messageId, thumb).catch(() => this.store.change({ thumbs: before }));
  }

  /** Answers false where an e-mail address is asked for. */
  async handoff(wish, email) {
    try {
      this.store.change({ handoff: await this.api.handoff(wish, email) });
    } catch (problem) {
      if (problem.status === 422 && wish === "email") return false;
      if (problem.status !== 409) this.store.note(this.texts("notDone"));
    }
    return true;
  }

  /** What is on the screen is read, in all tabs. */
  saw() {
    const seen = lastId(this.store.state);
    if (!this.store.state.open || document.hidden || seen <= this.store.state.seen) return;
    this.keep.put("seen", seen);
    this.store.change({ seen });
  }

  async loadConfig() {
    if (this.store.state.config) return;
    const config = await this.api.config(this.texts.language).catch(() => null);
    if (config) this.store.change({ config });
  }
}

/** randomUUID is for pages on https alone. */
function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

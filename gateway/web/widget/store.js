// What is known of the conversation, and who wants to hear of changes.

export const NO_HANDOFF = { state: "none" };

/**
 * A message here is the server's, or the customer's own before the server has it (`state`, no id), or a note of this
 * page (`note`). `epoch` counts sessions: ids of an ended one are not those of the next.
 */
export class Store {
  constructor() {
    this.listeners = new Set();
    this.state = {
      messages: [], epoch: 0, awaiting: null, handoff: NO_HANDOFF, thumbs: {}, more: false,
      typing: null, waiting: new Set(), connected: true, online: navigator.onLine, open: false, seen: 0, config: null,
    };
  }

  subscribe(listener) {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Listeners hear once of all changes made in one go. */
  change(changes = {}) {
    Object.assign(this.state, changes);
    this.due ??= queueMicrotask(() => {
      this.due = undefined;
      for (const listener of this.listeners) listener(this.state);
    }) ?? true;
  }

  /** Adds what is new and completes what is known, by id and by client id. */
  add(messages) {
    const { epoch } = this.state;
    const all = [...this.state.messages];
    for (const message of messages) {
      const at = all.findIndex((known) => known.epoch === epoch && same(known, message));
      if (at < 0) all.push({ ...message, epoch });
      else all[at] = { ...all[at], ...message, state: "sent" };
    }
    this.change({ messages: inOrder(all) });
  }

  /** Changes the customer's message that has this client id. */
  update(clientId, changes) {
    const messages = this.state.messages.map((each) => (each.client_id === clientId ? { ...each, ...changes } : each));
    this.change({ messages: inOrder(messages) });
  }

  remove(clientId) {
    this.change({ messages: this.state.messages.filter((each) => each.client_id !== clientId) });
  }

  /** A line of our own between messages. */
  note(text) {
    const at = new Date().toISOString();
    const note = { from: "system", text, at, note: true, key: `note ${at} ${this.state.messages.length}` };
    this.change({ messages: inOrder([...this.state.messages, { ...note, epoch: this.state.epoch }]) });
  }

  /** A new session: what was said stays to be read, what is still to be sent goes along. */
  nextEpoch() {
    const epoch = this.state.epoch + 1;
    const messages = this.state.messages.map((each) => (unsent(each) ? { ...each, epoch } : each));
    this.change({
      messages: inOrder(messages), epoch, awaiting: null, handoff: NO_HANDOFF, thumbs: {}, more: false,
      typing: null, waiting: new Set(), seen: 0,
    });
  }

  waits(clientId, on) {
    const waiting = new Set(this.state.waiting);
    if (on) waiting.add(clientId);
    else waiting.delete(clientId);
    this.change({ waiting });
  }
}

export const unsent = (message) => ["sending", "queued", "failed"].includes(message.state);
export const keyOf = (message) => message.client_id ?? message.key ?? `${message.epoch}:${message.id}`;
export const spoken = (message) => message.from === "assistant" || message.from === "agent";

function same(known, message) {
  return (known.id !== undefined && known.id === message.id) || (message.client_id && known.client_id === message.client_id);
}

/** By session and id; what has no id yet stays behind what was there, `before` puts it ahead of its answer. */
function inOrder(messages) {
  const rank = (message) => message.id ?? (message.before ? message.before - 0.5 : Infinity);
  const indexed = messages.map((message, index) => ({ message, index }));
  indexed.sort((a, b) => a.message.epoch - b.message.epoch || compare(rank(a.message), rank(b.message)) || a.index - b.index);
  return indexed.map(({ message }) => message);
}

const compare = (a, b) => (a === b ? 0 : a < b ? -1 : 1);

/** Whether somebody answered after it. */
export function isAnswered(messages, index) {
  const { epoch } = messages[index];
  return messages.some((each, at) => at > index && each.epoch === epoch && spoken(each));
}

/** Choices hold until the customer says something, in this session. */
export function isOpenToChoice(state, index) {
  const { messages, epoch } = state;
  return messages[index].epoch === epoch && !messages.slice(index + 1).some((each) => each.from === "customer");
}

export function lastId(state) {
  return state.messages.reduce((last, each) => (each.epoch === state.epoch ? Math.max(last, each.id ?? 0) : last), 0);
}

/** What assistant and agents said since the panel was last open. */
export function unread(state) {
  if (state.open) return 0;
  return state.messages.filter((each) => each.epoch === state.epoch && spoken(each) && each.id > state.seen).length;
}

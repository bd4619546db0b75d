// What the desk knows just now, and who wants to hear that it changed.

export const state = {
  me: null,
  queue: { tickets: [], colleagues: [], open: true, next_opening: null },
  place: { page: "queue", ticket: "" },
  scope: "open",
  filters: { language: "", queue: "", kind: "" },
  names: new Map(), // customers' names by ticket, of those that were opened here
  intents: null,
  canned: null,
};

const listeners = new Map();

export function on(name, listener) {
  if (!listeners.has(name)) listeners.set(name, new Set());
  listeners.get(name).add(listener);
}

export function tell(name, ...given) {
  for (const listener of listeners.get(name) ?? []) listener(...given);
}

/** After signing out: nothing of what was there may be seen or heard of any more. */
export function forget() {
  listeners.clear();
  Object.assign(state, { me: null, intents: null, canned: null, scope: "open" });
  state.names.clear();
  state.queue = { tickets: [], colleagues: [], open: true, next_opening: null };
  state.filters = { language: "", queue: "", kind: "" };
}

export const leads = () => state.me.agent.role !== "agent";

/** Waiting ones, mine, or everyone's. */
export function inScope(ticket, scope) {
  if (scope === "mine") return ticket.mine;
  return scope === "all" || ticket.state === "open";
}

export function listed() {
  const { language, queue, kind } = state.filters;
  return state.queue.tickets.filter(
    (t) =>
      inScope(t, state.scope) && (!language || t.language === language) && (!queue || t.queue === queue) && (!kind || t.kind === kind),
  );
}

// The list of tickets: who waits, since when, in which mood, about what.

import { post } from "./api.js";
import { announce, badge, button, choice, el, icon, labelled, toast, written } from "./dom.js";
import { inScope, leads, listed, on, state, tell } from "./state.js";
import { since } from "./time.js";
import { human, languageName, mood } from "./words.js";

export function queue() {
  const rows = el("ul", { class: "rows", "aria-label": "Tickets" });
  const empty = el("p", { class: "empty muted" });
  const made = new Map();
  const tabs = scopes();
  const section = el(
    "section", { class: "queue", "aria-label": "Queue" },
    el("h1", { class: "unseen" }, "Conversations"), tabs.node, filters(), rows, empty,
  );
  const show = () => {
    tabs.show();
    const tickets = listed();
    const focused = document.activeElement?.closest?.(".row")?.dataset.ticket;
    const wanted = tickets.map((each) => rowOf(made, each));
    const gone = wanted.length !== rows.children.length || wanted.some((node, place) => rows.children[place] !== node);
    if (gone) {
      rows.replaceChildren(...wanted);
      if (focused) made.get(focused)?.node.querySelector("a")?.focus({ preventScroll: true });
    }
    rows.hidden = !tickets.length;
    empty.hidden = tickets.length > 0;
    empty.textContent = state.scope === "mine" ? "Nothing is yours just now. Claim something from the queue." : "Nobody waits.";
  };
  on("queue", () => {
    show();
    tellNew();
  });
  on("place", show);
  on("filters", show);
  return section;
}

/** Who has just begun to wait is told to those who do not see it. */
let waiting = null;
function tellNew() {
  const now = state.queue.tickets.filter((each) => each.kind === "live" && each.state === "open");
  const fresh = waiting && now.filter((each) => !waiting.has(each.id));
  if (fresh?.length) announce(`A customer waits: ${fresh[0].topic}`);
  waiting = new Set(now.map((each) => each.id));
}

function scopes() {
  const named = [["open", "Waiting"], ["mine", "Mine"], ...(leads() ? [["all", "Everyone's"]] : [])];
  const counts = new Map();
  const buttons = named.map(([scope, text]) => {
    counts.set(scope, el("span", { class: "count" }));
    return el("button", { type: "button", "data-scope": scope, onclick: () => choose(scope) }, text, counts.get(scope));
  });
  const choose = (scope) => {
    state.scope = scope;
    tell("filters");
  };
  const show = () => {
    for (const each of buttons) {
      const scope = each.dataset.scope;
      each.setAttribute("aria-pressed", String(scope === state.scope));
      counts.get(scope).textContent = String(state.queue.tickets.filter((t) => inScope(t, scope)).length);
    }
  };
  return { node: el("div", { class: "tabs", role: "group", "aria-label": "Which tickets" }, buttons), show };
}

function filters() {
  const fields = [
    ["language", "Language", state.me.languages.map((each) => [each, languageName(each)])],
    ["queue", "Queue", state.me.queues.map((each) => [each, human(each)])],
    ["kind", "Kind", [["live", "Live"], ["case", "Case"]]],
  ].map(([name, label, options]) => {
    const field = choice([["", "All"], ...options], state.filters[name], { "data-filter": name });
    field.addEventListener("change", () => {
      state.filters[name] = field.value;
      tell("filters");
      announce(`${listed().length} tickets`);
    });
    return labelled(label, field);
  });
  return el("div", { class: "filters", role: "group", "aria-label": "Filters" }, fields);
}

/** The row's node, made anew only where something in it has changed. */
function rowOf(made, ticket) {
  const shown = state.place.page === "ticket" && state.place.ticket === ticket.id;
  const name = ticket.mine ? state.names.get(ticket.id) : "";
  const told = JSON.stringify([ticket, shown, name]);
  let known = made.get(ticket.id);
  if (known?.told !== told) made.set(ticket.id, (known = { told, node: known ? renewed(known.node, row(ticket, shown, name)) : row(ticket, shown, name) }));
  return known.node;
}

function renewed(old, fresh) {
  const focused = old.contains(document.activeElement);
  old.replaceWith(fresh);
  if (focused) fresh.querySelector("a").focus({ preventScroll: true });
  return fresh;
}

function row(ticket, shown, name) {
  const felt = mood(ticket.mood);
  const waits = ticket.state === "open";
  return el(
    "li", { class: `row urgency-${ticket.urgency}`, "data-ticket": ticket.id, "data-shown": shown },
    el(
      "a", { href: `#ticket/${encodeURIComponent(ticket.id)}`, "aria-current": shown && "true" },
      el(
        "span", { class: "line" },
        badge(ticket.kind === "live" ? "Live" : "Case", ticket.kind), el("strong", {}, ticket.topic),
        ticket.escalated && badge("Urgent", "bad", icon("flag")),
        el("span", { class: "since", title: waits ? "Has waited so long" : "Opened so long ago" }, el("span", { "data-since": ticket.created_at }, since(ticket.created_at))),
      ),
      name && written("span", name, { class: "name" }),
      written("span", ticket.summary || ticket.reason_text, { class: "summary" }),
      el(
        "span", { class: "line small" },
        el("span", { class: `mood ${felt.kind}` }, icon(felt.icon), felt.text),
        ticket.agent && el("span", { class: "with" }, icon("person"), ticket.mine ? "You" : ticket.agent),
        el("span", {}, languageName(ticket.language)), el("span", {}, human(ticket.queue)),
        el("span", { class: ticket.there ? "there" : "away" }, ticket.there ? "Online" : "Left"),
      ),
    ),
    waits && button("Claim", () => claim(ticket.id), { kind: "small", "aria-label": `Claim ${ticket.id}, ${ticket.topic}` }),
  );
}

/** Takes a ticket and opens it; says who was quicker. */
export async function claim(id) {
  try {
    await post(`tickets/${encodeURIComponent(id)}/claim`);
    announce("Claimed");
    state.scope = "mine";
    location.hash = `ticket/${encodeURIComponent(id)}`;
  } catch (problem) {
    toast(problem.message);
  }
  tell("queue-changed");
}

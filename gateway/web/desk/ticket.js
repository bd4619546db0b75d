// One ticket: its conversation in the middle, everything about the customer beside it.

import { get } from "./api.js";
import { composer } from "./compose.js";
import { button, el, icon } from "./dom.js";
import { heading } from "./heading.js";
import { handover } from "./handover.js";
import { panels } from "./panels.js";
import { on, state, tell } from "./state.js";
import { Transcript } from "./transcript.js";

const IDLE = ["Choose a conversation", "j and k go through the queue, Enter opens, c claims. Press ? for all keys."];

export function ticket() {
  const section = el("section", { class: "talk", "aria-label": "Conversation" });
  let shown = null;
  let timer = null;

  const idle = (title, text) => {
    shown = null;
    section.replaceChildren(el("div", { class: "idle muted" }, icon("inbox"), el("h2", {}, title), el("p", {}, text), button("Back to the queue", () => (location.hash = "queue"), { kind: "narrow-only", icon: "back" })));
  };
  const load = async (id) => {
    if (!shown) idle("One moment …", "");
    try {
      const view = await get(`tickets/${encodeURIComponent(id)}`);
      if (state.place.ticket !== id) return;
      if (view.customer) state.names.set(id, view.customer.name);
      shown = build(section, view);
      tell("ticket-shown", view.conversation.id, view.last);
    } catch (problem) {
      if (state.me && state.place.ticket === id) idle("This conversation cannot be shown", problem.message);
      tell("ticket-left");
    }
  };
  const renew = async () => {
    const asked = shown;
    if (!asked) return;
    try {
      const view = await get(`tickets/${encodeURIComponent(asked.view.ticket.id)}`);
      if (shown === asked) update(shown, view);
    } catch (problem) {
      if (shown === asked && [403, 404].includes(problem.status)) {
        idle("This conversation is not yours any more", problem.message);
        tell("ticket-left");
      }
    }
  };
  const renewSoon = () => {
    clearTimeout(timer);
    timer = setTimeout(renew, 120);
  };

  on("place", () => {
    const { page, ticket: id } = state.place;
    if (page === "ticket" && id !== shown?.view.ticket.id) load(id);
    if (page !== "ticket" && shown) {
      idle(...IDLE);
      tell("ticket-left");
    }
  });
  on("queue", () => {
    if (shown && signature(rowOf(shown.view)) !== shown.row) renewSoon();
    if (shown) shown.row = signature(rowOf(shown.view));
  });
  on("ticket-changed", renewSoon);
  on("line", (conversation, line) => {
    if (conversation !== shown?.view.conversation.id) return;
    shown.transcript.add(line, true);
    if (line.kind === "turn" || line.kind === "handoff") renewSoon();
  });
  on("typing", (conversation, signal) => conversation === shown?.view.conversation.id && shown.transcript.typing(signal));
  idle(...IDLE);
  return section;
}

const rowOf = (view) => state.queue.tickets.find((each) => each.id === view.ticket.id);

/** What of the queue's row makes the open conversation look different. */
function signature(row) {
  return row ? JSON.stringify([row.state, row.agent, row.kind, row.in_charge, row.queue, row.there]) : "";
}

function build(section, view) {
  const transcript = new Transcript(view);
  const made = {
    view, transcript, row: signature(rowOf(view)),
    head: heading(view), why: handover(view, transcript), composer: composer(view), panels: panels(view),
  };
  const middle = el("div", { class: "conversation" }, made.head.node, made.why.node, transcript.node, made.composer.node);
  section.replaceChildren(middle, made.panels.node);
  transcript.toEnd();
  made.head.focus();
  return made;
}

function update(shown, view) {
  shown.view = view;
  for (const part of [shown.head, shown.why, shown.composer, shown.panels]) part.update(view);
  shown.transcript.update(view);
}

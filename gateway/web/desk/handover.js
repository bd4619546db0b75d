// Why a person was called, what is known already, and how the customer's mood went.

import { badge, el, icon, written } from "./dom.js";
import { moodCurve } from "./mood.js";

export function handover(first, transcript) {
  const curve = el("div", { class: "curve" });
  const why = el("div", { class: "why" });
  const node = el(
    "details", { class: "handover", open: true },
    el("summary", {}, el("strong", {}, "Why you were called")), el("div", { class: "handover-body" }, why, curve),
  );
  const draw = () => curve.replaceChildren(moodCurve(transcript.moods()));
  transcript.whenMoodChanges = draw;
  let before = "";
  const update = ({ ticket }) => {
    const told = JSON.stringify([ticket.reason, ticket.summary, ticket.facts, ticket.note, ticket.answer_to]);
    if (told === before) return;
    before = told;
    why.replaceChildren(...reasons(ticket));
  };
  update(first);
  draw();
  return { node, update };
}

function reasons(ticket) {
  return [
    el("p", {}, badge(ticket.reason_text, "accent"), ticket.order_number && badge(`Order ${ticket.order_number}`, "", icon("box"))),
    ticket.summary && written("p", ticket.summary, { class: "quote" }),
    ticket.answer_to && el("p", {}, icon("mail"), " Wants the answer at ", written("strong", ticket.answer_to)),
    ticket.facts.length > 0 && el("dl", { class: "facts" }, ticket.facts.map(({ name, value }) => el("div", {}, el("dt", {}, name), written("dd", value)))),
    ticket.note && el("p", {}, icon("note"), " ", written("span", ticket.note)),
  ].filter(Boolean);
}

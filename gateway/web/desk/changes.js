// What an agent may change for the customer: shown with amounts and rules, confirmed, then done once.

import { get, post } from "./api.js";
import { button, el, written } from "./dom.js";
import { cancel, note, open, worker } from "./dialogs.js";
import { formOf } from "./forms.js";
import { panel } from "./panel.js";
import { tell } from "./state.js";

export function suggestions(first) {
  let offered = null;
  let asked = "";
  let shown = first;
  const made = panel("Actions", "spark", () => [shown.may_act, offered, shown.customer === null], () => draw(shown, offered));
  const load = async (view) => {
    try {
      const found = await get(`tickets/${encodeURIComponent(view.ticket.id)}/changes`);
      if (view.ticket.id !== shown.ticket.id) return;
      offered = found;
    } catch {
      offered = null;
    }
    made.update(shown);
  };
  const update = (view) => {
    shown = view;
    const now = JSON.stringify([view.ticket.id, view.may_act, view.shopping, view.customer?.email]);
    if (view.may_act && now !== asked) load(view);
    if (!view.may_act) offered = null;
    asked = now;
    made.update(view);
  };
  return { node: made.node, update };
}

function draw(view, offered) {
  if (!view.customer) return el("p", { class: "muted" }, "Possible once the customer is identified.");
  if (!view.may_act) return el("p", { class: "muted" }, "Claim the ticket to act for the customer.");
  if (!offered) return el("p", { class: "muted" }, "Looking what the rules allow …");
  if (!offered.length) return el("p", { class: "muted" }, "The rules allow nothing just now.");
  const numbers = [...new Set(offered.map((each) => each.number))];
  return numbers.map((number, place) => el(
    "details", { class: "order", open: place === 0, "data-key": `do-${number}` },
    el("summary", {}, el("strong", {}, number), el("span", { class: "muted small" }, `${offered.filter((each) => each.number === number).length} possible`)),
    el("div", { class: "offers" }, offered.filter((each) => each.number === number).map((each) => button(each.title, () => fill(view, each), { kind: "small" }))),
  ));
}

function fill(view, option) {
  const dialog = open(`${option.title}: ${option.number}`, { wide: true });
  const form = formOf(option);
  const show = () => {
    const go = worker(dialog, "Show what will happen", async () => {
      const change = { kind: option.kind, number: option.number, ...form.fields() };
      confirm(dialog, view, await post(`tickets/${encodeURIComponent(view.ticket.id)}/changes`, { change }), show);
    });
    dialog.show(form.parts, [cancel(dialog), go]);
  };
  show();
}

function confirm(dialog, view, proposal, back) {
  const go = worker(dialog, "Do it now", async () => {
    try {
      done(dialog, await post(`tickets/${encodeURIComponent(view.ticket.id)}/changes/${encodeURIComponent(proposal.id)}`));
    } finally {
      tell("ticket-changed");
    }
  });
  dialog.show(
    [
      note("Nothing has happened yet. This will be done:"), facts(proposal.facts),
      proposal.movements.map((each) => el("p", { class: "movement" }, `${each.text} ${each.method}: `, el("strong", {}, each.amount), el("span", { class: "muted" }, ` ${each.when}`))),
      el("p", { class: "rules" }, "Rules: ", proposal.rules.map((rule) => el("code", {}, rule))),
    ].flat(),
    [button("Back", back), go],
  );
}

function done(dialog, answer) {
  dialog.show([note("Done.", "good"), facts(answer.facts)], cancel(dialog, "Close"), answer.title);
}

function facts(given) {
  return el("dl", { class: "facts" }, given.map(({ name, value }) => el("div", {}, el("dt", {}, name), written("dd", value))));
}

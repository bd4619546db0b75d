// Joining, passing on and ending: each asks for what it needs.

import { post } from "./api.js";
import { choice, el, labelled, toast } from "./dom.js";
import { cancel, note, open, worker } from "./dialogs.js";
import { state, tell } from "./state.js";
import { human } from "./words.js";

const OUTCOMES = {
  solved: "Solved", refunded: "Money given back", explained: "Explained", no_answer: "The customer did not answer",
  not_possible: "Not possible", spam: "Spam",
};

async function act(view, what, body) {
  await post(`tickets/${encodeURIComponent(view.ticket.id)}/${what}`, body);
  tell("ticket-changed");
  tell("queue-changed");
}

const area = (attributes = {}) => el("textarea", { rows: 3, maxlength: 2000, dir: "auto", ...attributes });

export async function join(view) {
  try {
    await act(view, "join");
  } catch (problem) {
    toast(problem.message);
  }
}

export function transfer(view) {
  const dialog = open("Transfer");
  const others = state.queue.colleagues.filter((each) => each.id !== state.me.agent.id);
  const people = others.map((each) => [`agent:${each.id}`, `${each.name} (${each.languages.join(", ")})${each.available ? "" : each.present ? ", takes nobody now" : ", away"}`]);
  const queues = state.me.queues.map((each) => [`queue:${each}`, `Queue: ${human(each)}`]);
  const to = choice([...people, ...queues], people[0]?.[0] ?? queues[0][0]);
  const why = area();
  const go = worker(dialog, "Transfer", async () => {
    const [kind, name] = to.value.split(/:(.*)/);
    await act(view, "transfer", { [kind]: name, note: why.value });
    dialog.close();
    toast("Transferred.", "good");
  });
  const body = [labelled("To", to), labelled("Note for the colleague", why, "Customers never see it.")];
  if (view.ticket.kind === "live") body.push(note("The customer is told that somebody else goes on."));
  dialog.show(body, [cancel(dialog), go]);
}

export function giveBack(view) {
  const dialog = open("Back to the bot");
  const said = area();
  const hint = "The bot says it as it stands here, in the customer's language. May stay empty.";
  const go = worker(dialog, "Give back", async () => {
    await act(view, "give-back", { text: said.value });
    dialog.close();
    toast("The bot goes on with the customer.", "good");
  });
  dialog.show([note("The bot is told once that you are done, and goes on with the customer."), labelled("What the bot says to the customer", said, hint)], [cancel(dialog), go]);
}

export function resolve(view) {
  const dialog = open("Resolve");
  const outcome = choice(state.me.outcomes.map((each) => [each, OUTCOMES[each] ?? human(each)]), "solved");
  const why = area();
  const go = worker(dialog, "Resolve", async () => {
    await act(view, "resolve", { outcome: outcome.value, note: why.value });
    dialog.close();
    toast("Resolved.", "good");
  });
  const live = view.ticket.kind === "live" && note("The conversation goes back to the bot, which asks the customer for a rating.");
  dialog.show([labelled("Outcome", outcome), labelled("Note for colleagues", why, "Customers never see it."), live], [cancel(dialog), go]);
}

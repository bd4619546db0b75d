// Telling the bot what a message meant.

import { get, post } from "./api.js";
import { el, labelled, toast, written } from "./dom.js";
import { cancel, note, open, worker } from "./dialogs.js";
import { state } from "./state.js";
import { human } from "./words.js";

/** `done` is given the correction as it was stored. */
export async function correct(view, line, turn, done) {
  try {
    state.intents ??= await get("intents");
  } catch (problem) {
    toast(problem.message);
    return;
  }
  const dialog = open("What was meant?");
  const guessed = turn?.understood?.parts[0]?.intent ?? "";
  const { node, chosen } = intentList(guessed);
  const comment = el("textarea", { rows: 2, maxlength: 2000, dir: "auto" });
  const go = worker(dialog, "Save", async () => {
    if (!chosen()) throw new Error("Choose what was meant first.");
    const made = await post(`conversations/${encodeURIComponent(view.conversation.id)}/corrections`, { event_id: line.id, meant: chosen(), comment: comment.value });
    dialog.close();
    toast("Thank you. It is stored for learning.", "good");
    done(made);
  });
  dialog.show(
    [
      written("p", line.text, { class: "quote" }), guessed && note(`The bot understood: ${human(guessed)}.`),
      node, labelled("Comment", comment, "May stay empty."),
    ],
    [cancel(dialog), go],
  );
}

function intentList(guessed) {
  const search = el("input", { type: "search", autocomplete: "off", placeholder: "cancel, return, address …" });
  const list = el("div", { class: "options", role: "radiogroup", "aria-label": "What was meant", tabindex: "-1" });
  const radios = state.intents.map(({ name, text, topic }) => {
    const box = el("input", { type: "radio", name: "meant", value: name });
    return { box, words: `${text} ${topic} ${name}`.toLowerCase(), node: el("label", { class: "option" }, box, text, el("span", { class: "muted" }, name === guessed ? `${topic} · as understood` : topic)) };
  });
  list.append(...radios.map((each) => each.node));
  search.addEventListener("input", () => {
    const wanted = search.value.toLowerCase().split(/\s+/);
    for (const each of radios) each.node.hidden = !wanted.every((word) => each.words.includes(word));
  });
  return { node: el("div", {}, labelled("Search", search), list), chosen: () => radios.find((each) => each.box.checked)?.box.value ?? "" };
}

// Prepared answers: found by a word, filled in, and put where the agent writes. Leads look after them.

import { get, post, remove } from "./api.js";
import { button, choice, el, labelled, toast, written } from "./dom.js";
import { cancel, open, worker } from "./dialogs.js";
import { leads, state } from "./state.js";
import { fillIn, languageName } from "./words.js";

export async function canned(view, insert) {
  try {
    state.canned ??= await get("canned");
  } catch (problem) {
    toast(problem.message);
    return;
  }
  const dialog = open("Prepared answers", { wide: true });
  show(dialog, view, insert, view.conversation.language || view.ticket.language || "en");
}

function show(dialog, view, insert, language) {
  const facts = { customer: view.customer?.first_name, agent: state.me.agent.name, order: view.ticket.order_number };
  const search = el("input", { type: "search", autocomplete: "off" });
  const spoken = choice(state.me.languages.map((each) => [each, languageName(each)]), language);
  const list = el("ul", { class: "canned" });
  const draw = () => {
    const wanted = search.value.toLowerCase().split(/\s+/);
    const fitting = state.canned.filter((each) => each.language === spoken.value && wanted.every((word) => `${each.title} ${each.text}`.toLowerCase().includes(word)));
    list.replaceChildren(...fitting.map((reply) => row(reply)));
    if (!fitting.length) list.append(el("li", { class: "muted" }, "Nothing like that is prepared in this language."));
  };
  const row = (reply) => {
    const text = fillIn(reply.text, facts);
    const use = () => {
      dialog.close();
      insert(text);
    };
    return el(
      "li", {},
      el("button", { type: "button", class: "prepared", onclick: use }, written("strong", reply.title), written("span", text)),
      leads() && button("", () => edit(dialog, reply, back), { icon: "pencil", kind: "plain", "aria-label": `Edit ${reply.title}` }),
    );
  };
  const back = () => show(dialog, view, insert, spoken.value);
  search.addEventListener("input", draw);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") list.querySelector(".prepared")?.click();
  });
  spoken.addEventListener("change", draw);
  draw();
  const add = leads() && button("New answer", () => edit(dialog, { language: spoken.value, title: "", text: "" }, back));
  dialog.show([el("div", { class: "two" }, labelled("Search", search), labelled("Language", spoken)), list], [add, cancel(dialog, "Close")], "Prepared answers");
}

function edit(dialog, reply, back) {
  const title = written("input", "", { type: "text", maxlength: 80 });
  const text = written("textarea", "", { rows: 5, maxlength: 2000 });
  const language = choice(state.me.languages.map((each) => [each, languageName(each)]), reply.language);
  title.value = reply.title;
  text.value = reply.text;
  const again = async () => {
    state.canned = await get("canned");
    back();
  };
  const save = worker(dialog, "Save", async () => {
    await post(reply.id ? `canned/${encodeURIComponent(reply.id)}` : "canned", { language: language.value, title: title.value, text: text.value });
    await again();
  });
  const erase = reply.id && worker(dialog, "Delete", async () => {
    await remove(`canned/${encodeURIComponent(reply.id)}`);
    await again();
  }, "danger");
  dialog.show(
    [labelled("Title", title), labelled("Text", text, "{customer}, {agent} and {order} are filled in."), labelled("Language", language)],
    [erase, button("Back", back), save], reply.id ? "Edit answer" : "New answer",
  );
}

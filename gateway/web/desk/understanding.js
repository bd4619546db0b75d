// What the bot understood in a message and why it did what it did.

import { badge, el, icon, written } from "./dom.js";
import { human, languageName, mood, percent } from "./words.js";

export function understanding(turn) {
  const { parts, sentiment, language, actions } = turn.understood;
  const felt = mood(sentiment.value);
  return el(
    "details", { class: "understanding" },
    el(
      "summary", {}, icon("spark"),
      parts.map((part) => el("span", { class: "read" }, human(part.intent), el("span", { class: "muted" }, ` ${percent(part.confidence)}`))),
      parts.some((part) => part.doubt) && badge("In doubt", "low"),
      el("span", { class: `mood ${felt.kind}` }, icon(felt.icon), felt.text),
    ),
    el(
      "div", { class: "understood" },
      parts.map((part) => partOf(part, parts.length > 1)),
      el(
        "dl", { class: "facts" },
        fact("Language", languageName(language)),
        fact("Mood", `${human(sentiment.label) || felt.text} (${sentiment.value.toFixed(2)})${sentiment.upset ? ", upset" : ""}`),
        actions.length > 0 && fact("The bot then", actions.map((action) => el("div", {}, el("code", {}, action.name), policy(action)))),
        turn.done.length > 0 && fact("It did", turn.done.map(doneOf)),
      ),
    ),
  );
}

function partOf(part, several) {
  return el(
    "div", { class: "part" },
    several && written("p", part.text, { class: "quote" }),
    el("table", {}, el("caption", { class: "unseen" }, "What it could be"), el("tbody", {}, part.candidates.map((each) => candidate(each, each.intent === part.intent)))),
    part.entities.length > 0 &&
      el("p", { class: "entities" }, part.entities.map((each) => el("span", { class: "chip" }, el("span", { class: "muted" }, `${human(each.entity)}: `), written("span", each.value || each.text)))),
    part.doubt && el("p", { class: "muted" }, `Doubt: ${human(part.doubt).toLowerCase()}`),
  );
}

function candidate({ intent, confidence }, chosen) {
  const bar = el("span", { class: "bar" });
  bar.style.inlineSize = percent(Math.max(0.01, confidence));
  return el("tr", { class: chosen ? "chosen" : "" }, el("th", { scope: "row" }, human(intent)), el("td", { class: "bars" }, bar), el("td", {}, percent(confidence)));
}

function policy({ policy: name, confidence }) {
  if (!name) return null;
  const short = name.replace(/^policy_\d+_/, "");
  return el("span", { class: "muted" }, ` by ${short}${confidence ? `, ${percent(confidence)}` : ""}`);
}

function doneOf({ action, subject, rules }) {
  return el("div", {}, `${human(action.replaceAll(".", " "))} `, written("span", subject), rules.length > 0 && el("div", { class: "rules" }, "Rules: ", rules.map((rule) => el("code", {}, rule))));
}

function fact(name, ...value) {
  return el("div", {}, el("dt", {}, name), el("dd", {}, value));
}

// How today goes, for those who lead.

import { get } from "./api.js";
import { badge, el, written } from "./dom.js";
import { on, state } from "./state.js";
import { dayAndHour, duration } from "./time.js";
import { percent } from "./words.js";

export function figures() {
  const body = el("div", { class: "figures-body" });
  const section = el("section", { class: "figures", "aria-label": "Today's figures", tabindex: "0", hidden: true }, el("h1", {}, "Today"), body);
  const load = async () => {
    if (state.place.page !== "figures") return;
    try {
      const found = await get("figures");
      body.replaceChildren(...draw(found));
    } catch (problem) {
      if (!body.children.length) body.replaceChildren(el("p", { class: "muted" }, problem.message));
    }
  };
  on("place", load);
  on("queue", load);
  return section;
}

const length = (seconds) => (seconds === null ? "–" : duration(seconds));

function draw(today) {
  const { open, handling, ratings, conversations } = today;
  const waiting = open.live_waiting + open.cases_waiting;
  return [
    el("p", { class: "muted" }, `Since ${dayAndHour(today.since)}`),
    el(
      "dl", { class: "tiles" },
      tile("Waiting", waiting, `${open.live_waiting} live, ${open.cases_waiting} cases`),
      tile("In work", open.live_claimed + open.cases_claimed, `${open.live_claimed} live, ${open.cases_claimed} cases`),
      tile("Longest wait now", length(open.longest_wait), open.oldest_case === null ? "live" : `live; oldest case ${length(open.oldest_case)}`),
      tile("Handled", today.handled, `half within ${length(handling.median)}, nine of ten within ${length(handling.p90)}`),
      tile("Rating", ratings.mean === null ? "–" : ratings.mean.toFixed(1), `${ratings.count} ratings, 5 is best`),
      tile("Without a person", conversations.share_without_person === null ? "–" : percent(conversations.share_without_person), `of ${conversations.count} conversations`),
    ),
    bars("Until somebody comes", [["Live, claimed", today.until_claimed.live], ["Live, first answer", today.until_answered.live], ["Case, claimed", today.until_claimed.case], ["Case, first answer", today.until_answered.case]]),
    people(today.agents),
  ];
}

function tile(name, value, more) {
  return el("div", { class: "tile" }, el("dt", {}, name), el("dd", {}, el("strong", {}, String(value)), el("span", { class: "muted small" }, more)));
}

function bars(title, rows) {
  const most = Math.max(1, ...rows.map(([, { p90 }]) => p90 ?? 0));
  return el("section", { class: "card" }, el("h2", {}, title), el("table", { class: "chart" },
    el("thead", {}, el("tr", {}, ["", "Half within", "Nine of ten within", "Count"].map((each) => el("th", { scope: "col" }, each || el("span", { class: "unseen" }, "What"))))),
    el("tbody", {}, rows.map(([name, { count, median, p90 }]) => el("tr", {}, el("th", { scope: "row" }, name), cell(median, most, length(median)), cell(p90, most, length(p90)), el("td", { class: "number" }, String(count)))))));
}

function cell(value, most, text) {
  const bar = el("span", { class: "bar" });
  bar.style.inlineSize = percent(Math.max(0, (value ?? 0) / most));
  return el("td", {}, el("span", { class: "number" }, text), el("span", { class: "track" }, bar));
}

function people(agents) {
  const most = Math.max(1, ...agents.map((each) => each.handled));
  return el("section", { class: "card" }, el("h2", {}, "By agent"), el("table", { class: "chart" },
    el("thead", {}, el("tr", {}, ["Name", "Handled", "Half within", "In work", "Rating"].map((each) => el("th", { scope: "col" }, each)))),
    el("tbody", {}, agents.map((each) => el(
      "tr", {}, el("th", { scope: "row" }, written("span", each.name), " ", each.online ? badge("there", "good") : badge("away")),
      cell(each.handled, most, String(each.handled)), el("td", { class: "number" }, length(each.handling_median)), el("td", { class: "number" }, String(each.claimed)),
      el("td", { class: "number" }, each.ratings.mean === null ? "–" : `${each.ratings.mean.toFixed(1)} (${each.ratings.count})`),
    )))));
}

// The frame around everything: where to go, who is there, and whether one takes customers oneself.

import { post } from "./api.js";
import { badge, button, el, icon, toast } from "./dom.js";
import { figures } from "./figures.js";
import { help } from "./help.js";
import { queue } from "./queue.js";
import { leads, on, state } from "./state.js";
import { ticket } from "./ticket.js";
import { weekdayAndHour } from "./time.js";

export function shell({ signOut }) {
  const list = queue();
  const talk = ticket();
  const numbers = leads() ? figures() : null;
  const main = el("main", { id: "main", class: "work", tabindex: "-1" }, list, talk, numbers);
  const frame = el("div", { class: "frame" }, header(signOut), main);
  let named = "";
  const show = () => {
    const page = state.place.page === "figures" && !numbers ? "queue" : state.place.page;
    frame.dataset.page = page;
    list.hidden = talk.hidden = page === "figures";
    if (numbers) numbers.hidden = page !== "figures";
    for (const link of frame.querySelectorAll("nav a")) {
      const here = (link.hash === "#figures") === (page === "figures");
      if (here) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
    named = `${page === "figures" ? "Today" : page === "ticket" ? state.place.ticket : "Queue"} · Desk · ${state.me.shop}`;
  };
  const entitle = () => {
    const waiting = state.queue.tickets.filter((each) => each.kind === "live" && each.state === "open").length;
    document.title = waiting ? `(${waiting}) ${named}` : named;
  };
  on("place", () => {
    show();
    entitle();
  });
  on("queue", entitle);
  return frame;
}

function header(signOut) {
  return el(
    "header", { class: "bar" },
    el("div", { class: "brand" }, icon("desk"), el("span", {}, state.me.shop)),
    el(
      "nav", { "aria-label": "Pages" },
      el("a", { href: "#queue" }, icon("inbox"), "Conversations"),
      leads() && el("a", { href: "#figures" }, icon("chart"), "Today"),
    ),
    el("div", { class: "space" }), connection(), presence(), availability(),
    el("span", { class: "me" }, icon("person"), state.me.agent.name, el("span", { class: "role" }, state.me.agent.role)),
    button("", help, { icon: "help", kind: "plain", "aria-label": "Keyboard shortcuts", title: "Keyboard shortcuts (?)" }),
    button("", signOut, { icon: "out", kind: "plain", "aria-label": "Sign out", title: "Sign out" }),
  );
}

function connection() {
  const shown = el("span", { class: "badge bad", role: "status", hidden: true }, "Connecting again …");
  on("connection", (there) => (shown.hidden = there));
  on("offline", () => (shown.hidden = false));
  on("queue", () => (shown.hidden = true));
  return shown;
}

function presence() {
  const shown = el("div", { class: "presence" });
  let before = "";
  const show = () => {
    const { open, next_opening: next, colleagues } = state.queue;
    const there = colleagues.filter((each) => each.available);
    const hours = open ? "Open" : `Closed until ${weekdayAndHour(next)}`;
    const people = there.length === 1 ? "1 takes customers" : `${there.length} take customers`;
    const now = JSON.stringify([hours, there.map((each) => each.name)]);
    if (now === before) return;
    before = now;
    const names = there.map((each) => each.name).join(", ") || "nobody";
    const week = Object.entries(state.me.hours).map(([day, span]) => `${day} ${span}`).join(", ");
    const sign = badge(hours, open ? "good" : "low");
    sign.title = `${week} (${state.me.timezone})`;
    shown.replaceChildren(sign, el("span", { class: "muted", title: `Available: ${names}` }, people));
  };
  on("queue", show);
  return shown;
}

function availability() {
  const box = el("input", { type: "checkbox", role: "switch", id: "available" });
  box.checked = state.me.agent.available;
  box.addEventListener("change", async () => {
    try {
      await post("available", { on: box.checked });
      state.me.agent.available = box.checked;
    } catch (problem) {
      box.checked = state.me.agent.available;
      toast(problem.message);
    }
  });
  return el("label", { class: "switch", for: "available" }, box, el("span", {}, "I take customers"));
}

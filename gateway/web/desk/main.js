// The desk: who is signed in sees the queue, a conversation, or the day's figures.

import { Problem, get, post, prepare, remove } from "./api.js";
import { announce, el, toast } from "./dom.js";
import { listenToKeys } from "./keys.js";
import { shell } from "./shell.js";
import { signIn } from "./signin.js";
import { forget, on, state, tell } from "./state.js";
import { Stream } from "./stream.js";
import { setClock, tick } from "./time.js";

const app = document.getElementById("app");
const stream = new Stream();
const AT_MOST_EVERY = 500;
let timers = [];
let quiet = null;
let asked = 0;

async function start() {
  try {
    enter(await get("me"));
  } catch (problem) {
    if (problem.status === 401) showSignIn();
    else app.replaceChildren(el("main", { id: "main", class: "alone" }, el("h1", {}, "The desk is not available"), el("p", {}, problem.message)));
  }
}

function showSignIn(said = "") {
  document.title = "Sign in · Desk";
  app.replaceChildren(signIn(async (email, password) => enter(await post("session", { email, password })), said));
  app.querySelector("input").focus();
}

function enter(me) {
  state.me = me;
  prepare(me.csrf, () => leave("You have been signed out. Sign in again to go on."));
  app.replaceChildren(shell({ signOut }));
  on("queue-changed", refreshSoon);
  on("ticket-shown", (conversation, after) => stream.open(conversation, after));
  on("ticket-left", () => stream.open(null, 0));
  on("signed-out", () => leave("You have been signed out. Sign in again to go on."));
  timers = [setInterval(tick, 1000), setInterval(refresh, 30_000)];
  window.addEventListener("hashchange", route);
  document.addEventListener("keydown", listenToKeys);
  refresh();
  route();
  if (state.place.page !== "ticket") stream.open(null, 0);
}

function leave(said) {
  stream.close();
  timers.forEach(clearInterval);
  window.removeEventListener("hashchange", route);
  document.removeEventListener("keydown", listenToKeys);
  document.querySelectorAll("dialog").forEach((dialog) => dialog.remove());
  prepare("", () => {});
  forget();
  showSignIn(said);
}

async function signOut() {
  try {
    await remove("session");
  } catch (problem) {
    if (problem.status !== 401) toast(problem.message);
  }
  if (state.me) leave("");
  announce("Signed out");
}

/** At once where nothing was asked lately; else once for all that changed meanwhile. */
function refreshSoon() {
  clearTimeout(quiet);
  quiet = setTimeout(refresh, Math.max(60, asked + AT_MOST_EVERY - Date.now()));
}

async function refresh() {
  if (!state.me) return;
  asked = Date.now();
  try {
    const found = await get("tickets");
    if (!state.me) return;
    setClock(found.now);
    state.queue = found;
    tell("queue");
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    tell("offline", problem);
  }
}

function route() {
  const [page, ticket = ""] = location.hash.slice(1).split("/");
  state.place = { page: page === "figures" || (page === "ticket" && ticket) ? page : "queue", ticket: decodeURIComponent(ticket) };
  tell("place");
}

start();

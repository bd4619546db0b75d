// The way in.

import { el, icon, labelled } from "./dom.js";

export function signIn(enter, said) {
  const email = el("input", { type: "email", name: "email", autocomplete: "username", required: true, maxlength: 320 });
  const password = el("input", { type: "password", name: "password", autocomplete: "current-password", required: true });
  const told = el("p", { class: "told", role: "alert" }, said);
  const send = el("button", { type: "submit", class: "button main wide" }, "Sign in");
  const form = el(
    "form", { class: "card sign-in" },
    el("div", { class: "brand" }, icon("desk"), el("span", {}, "Desk")),
    el("h1", {}, "Sign in"), told,
    labelled("E-mail", email), labelled("Password", password), send,
  );
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    send.disabled = true;
    told.textContent = "";
    try {
      await enter(email.value, password.value);
    } catch (problem) {
      told.textContent = problem.message;
      password.select();
    } finally {
      send.disabled = false;
    }
  });
  return el("main", { id: "main", class: "alone" }, form);
}

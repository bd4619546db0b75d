// Dialogs: the browser keeps the focus inside and gives it back afterwards.

import { button, el, icon } from "./dom.js";

/** Opens one; `close()` closes it. `body` and `foot` may be changed with `show`. */
export function open(title, { wide = false } = {}) {
  const heading = el("h2", { id: `dialog-${Math.random().toString(36).slice(2)}` }, title);
  const body = el("div", { class: "dialog-body" });
  const foot = el("div", { class: "dialog-foot" });
  const told = el("p", { class: "told", role: "alert" });
  const dialog = el(
    "dialog", { class: wide ? "wide" : "", "aria-labelledby": heading.id },
    el("div", { class: "dialog-head" }, heading, button("", () => dialog.close(), { icon: "close", kind: "plain", "aria-label": "Close" })),
    body, told, foot,
  );
  const before = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (before?.isConnected) before.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  const handle = {
    dialog,
    close: () => dialog.close(),
    show(parts, buttons, name) {
      if (name) heading.textContent = name;
      told.textContent = "";
      body.replaceChildren(...[parts].flat().filter(Boolean));
      foot.replaceChildren(...[buttons].flat().filter(Boolean));
      (body.querySelector("input, select, textarea") ?? foot.querySelector(".main") ?? heading).focus();
    },
    say: (text) => (told.textContent = text),
  };
  return handle;
}

/** A button that is out of use while its work is under way, and tells in the dialog what went wrong. */
export function worker(handle, label, work, kind = "main", name) {
  const made = button(label, async () => {
    made.disabled = true;
    handle.say("");
    try {
      await work();
    } catch (problem) {
      handle.say(problem.message);
    } finally {
      made.disabled = false;
    }
  }, { kind, icon: name });
  return made;
}

export function cancel(handle, label = "Cancel") {
  return button(label, handle.close);
}

export function note(text, kind = "") {
  return el("p", { class: `advice ${kind}`.trim() }, kind === "good" && icon("check"), text);
}

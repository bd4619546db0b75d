// Where the customer writes: a text area, or a single line that the browser can fill in.

import { el, icon, say, set } from "./dom.js";

const LONGEST = 2000;
const NEAR_END = 1800;

/** What `awaiting` means for the keyboard and for what the browser may fill in. */
const LINES = {
  email: { inputmode: "email", autocomplete: "email", autocapitalize: "off" },
  name: { autocomplete: "name" },
  postcode: { autocomplete: "postal-code", autocapitalize: "characters" },
  phone: { inputmode: "tel", autocomplete: "tel" },
  code: { inputmode: "numeric", autocomplete: "one-time-code" },
  order_number: { autocomplete: "off", autocapitalize: "characters" },
  quantity: { inputmode: "numeric", autocomplete: "off" },
};

export class Composer {
  /** `actions` are say(text) and typing(). */
  constructor(t, actions) {
    Object.assign(this, { t, actions, awaiting: undefined });
    const shared = {
      class: "field", dir: "auto", enterkeyhint: "send", "aria-label": t("input"), "aria-describedby": "counter",
      oninput: () => this.typed(), onkeydown: (event) => this.pressed(event),
    };
    this.area = el("textarea", { ...shared, rows: "1", autocomplete: "off", placeholder: t("placeholder") });
    this.line = el("input", { ...shared, type: "text", hidden: true });
    this.button = el("button", { type: "submit", class: "send", "aria-label": t("send"), title: t("send"), disabled: true }, icon("send"));
    this.counter = el("p", { class: "counter", id: "counter", role: "status" });
    const box = el("div", { class: "box" }, this.area, this.line, this.button);
    this.node = el("form", { class: "composer", onsubmit: (event) => this.submit(event) }, this.counter, box);
    this.field = this.area;
  }

  /** Fields change places only while nothing is written. */
  render({ awaiting }) {
    if (this.awaiting === awaiting || this.field.value) return;
    this.awaiting = awaiting;
    const hints = LINES[awaiting];
    const placeholder = this.t(awaiting ?? "") || this.t("placeholder");
    const wanted = hints ? this.line : this.area;
    for (const name of ["inputmode", "autocomplete", "autocapitalize"]) set(this.line, name, hints?.[name]);
    set(this.area, "autocomplete", awaiting === "address" ? "street-address" : "off");
    set(wanted, "placeholder", wanted === this.line || awaiting === "address" ? placeholder : this.t("placeholder"));
    if (wanted !== this.field) this.exchange(wanted);
  }

  exchange(wanted) {
    const focused = this.field.matches(":focus");
    this.field.hidden = true;
    wanted.hidden = false;
    this.field = wanted;
    if (focused) wanted.focus();
  }

  focus() {
    this.field.focus();
  }

  pressed(event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    this.submit();
  }

  typed() {
    this.measure();
    if (this.field.value.trim()) this.actions.typing();
  }

  measure() {
    const length = [...this.field.value.trim()].length;
    const left = LONGEST - length;
    this.button.disabled = length === 0 || left < 0;
    say(this.counter, length < NEAR_END ? "" : this.t(left < 0 ? "over" : "left", { n: Math.abs(left) }));
    this.node.classList.toggle("over", left < 0);
    if (!CSS.supports("field-sizing", "content")) this.area.rows = Math.min(5, this.area.value.split("\n").length);
  }

  submit(event) {
    event?.preventDefault();
    const text = this.field.value.trim();
    if (!text || [...text].length > LONGEST) return;
    this.field.value = "";
    this.measure();
    this.actions.say(text);
  }
}

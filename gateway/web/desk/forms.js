// The forms of changes: what there is to choose is given with each.

import { choice, el, labelled, written } from "./dom.js";
import { human } from "./words.js";

/** {parts, fields()}; fields() throws with words for the agent where something is missing. */
export function formOf({ kind, choices }) {
  return FORMS[kind]?.(choices) ?? { parts: el("p", {}, "There is nothing to choose."), fields: () => ({}) };
}

const FORMS = {
  cancel_order: ({ reasons }) => one("reason", "Reason", reasons.map((each) => [each, human(each)])),
  change_order_payment: ({ methods }) => one("method_id", "Pay with", methods.map(named)),
  change_delivery_address: ({ address }) => addressForm(address),
  change_items: (choices) => join(swaps(choices.lines), methodOf(choices, "Difference to or from")),
  exchange_lines: (choices) => join(swaps(choices.lines), methodOf(choices, "Difference to or from"), wayOf(choices)),
  return_lines: (choices) => join(lines(choices.lines), methodOf(choices, "Refund to"), wayOf(choices), text("reason", "Reason")),
  make_claim: claim,
  adjust_price: (choices) => lines(choices.lines),
  goodwill_refund: goodwill,
};

const named = ({ id, text: words }) => [id, words];

function join(...forms) {
  return { parts: forms.map((each) => each.parts).flat(), fields: () => Object.assign({}, ...forms.map((each) => each.fields())) };
}

function one(name, label, options) {
  const field = choice(options, options[0]?.[0]);
  return { parts: [labelled(label, field)], fields: () => ({ [name]: field.value }) };
}

function text(name, label) {
  const field = el("input", { type: "text", maxlength: 500, dir: "auto" });
  return { parts: [labelled(label, field, "May stay empty.")], fields: () => ({ [name]: field.value }) };
}

const methodOf = ({ methods }, label) => one("method_id", label, methods.map(named));
const wayOf = ({ ways }) => one("way", "How it comes back", ways.map((each) => [each, human(each)]));

function lineText(line) {
  const options = Object.values(line.options).join(", ");
  return [written("span", line.name), options && written("span", ` ${options}`, { class: "muted" }), el("span", { class: "space" }), el("span", {}, line.price.text)];
}

function lines(given, needed = true) {
  const boxes = given.map((line) => el("input", { type: "checkbox", value: line.id, checked: given.length === 1 && needed }));
  const rows = given.map((line, place) => el("label", { class: "option" }, boxes[place], lineText(line)));
  return {
    parts: [el("fieldset", {}, el("legend", {}, "Items"), rows)],
    fields: () => {
      const chosen = boxes.filter((each) => each.checked).map((each) => each.value);
      if (needed && !chosen.length) throw new Error("Choose at least one item.");
      return { line_ids: chosen };
    },
  };
}

function swaps(given) {
  const fields = given.map((line) => choice([["", "keep"], ...line.variants.map((each) => [each.id, `${Object.values(each.options).join(", ")} · ${each.price.text}`])], ""));
  return {
    parts: given.map((line, place) => labelled(`${line.name} ${Object.values(line.options).join(", ")}`, fields[place])),
    fields: () => {
      const chosen = given.map((line, place) => [line.id, fields[place].value]).filter(([, variant]) => variant);
      if (!chosen.length) throw new Error("Choose another variant for at least one item.");
      return { swaps: chosen };
    },
  };
}

function addressForm(address) {
  const labels = { line1: "Street", line2: "More", city: "City", state: "State", postcode: "Postcode", country: "Country" };
  const fields = Object.entries(labels).map(([name, label]) => {
    const field = el("input", { type: "text", maxlength: 120, dir: "auto" });
    field.value = address[name] ?? "";
    return [name, field, labelled(label, field)];
  });
  return {
    parts: [el("div", { class: "two" }, fields.map(([, , node]) => node))],
    fields: () => ({ address: Object.fromEntries(fields.map(([name, field]) => [name, field.value.trim()])) }),
  };
}

function claim({ kinds, line_kinds: lineKinds, lines: given }) {
  const kind = choice([...kinds, ...lineKinds].map((each) => [each, human(each)]), undefined);
  const wish = choice([["", "As the rules say"], ["refund", "Refund"], ["replacement", "Replacement"]], "");
  const items = lines(given, false);
  const show = () => items.parts.forEach((each) => (each.hidden = !lineKinds.includes(kind.value)));
  kind.addEventListener("change", show);
  show();
  return {
    parts: [labelled("What is wrong", kind), ...items.parts, labelled("The customer would like", wish)],
    fields: () => {
      const chosen = lineKinds.includes(kind.value) ? items.fields().line_ids : [];
      if (lineKinds.includes(kind.value) && !chosen.length) throw new Error("Choose at least one item.");
      return { claim_kind: kind.value, line_ids: chosen, wish: wish.value };
    },
  };
}

function goodwill({ most }) {
  const step = 1 / 10 ** most.exponent;
  const amount = el("input", { type: "number", min: step, step, max: most.minor * step, inputmode: "decimal" });
  const why = el("textarea", { rows: 2, maxlength: 500, dir: "auto" });
  return {
    parts: [labelled("Amount", amount, `At most ${most.text}`), labelled("Why", why, "For colleagues and the audit log.")],
    fields: () => {
      const minor = Math.round(Number(amount.value) * 10 ** most.exponent);
      if (!(minor > 0) || minor > most.minor) throw new Error(`Give an amount up to ${most.text}.`);
      if (!why.value.trim()) throw new Error("Say why: it stands in the audit log.");
      return { amount_minor: minor, note: why.value.trim() };
    },
  };
}

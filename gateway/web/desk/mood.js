// The customer's mood over their messages, as a small curve with words for who does not see it.

import { el, svg } from "./dom.js";
import { hour } from "./time.js";
import { mood } from "./words.js";

const WIDTH = 220;
const HEIGHT = 64;
const EDGE = 8;

/** `moods`: [{value, at}], oldest first. */
export function moodCurve(moods) {
  if (!moods.length) return el("p", { class: "muted small" }, "No mood was read yet.");
  const last = mood(moods.at(-1).value);
  const told = `Mood over ${moods.length} ${moods.length === 1 ? "message" : "messages"}: ${moods.map((each) => mood(each.value).text.toLowerCase()).join(", ")}.`;
  const step = moods.length > 1 ? (WIDTH - 2 * EDGE) / (moods.length - 1) : 0;
  const points = moods.map(({ value }, place) => [EDGE + place * step, HEIGHT / 2 - clamp(value) * (HEIGHT / 2 - EDGE)]);
  const drawing = svg(
    "svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "mood-curve", role: "img", "aria-label": told },
    svg("line", { x1: 0, y1: HEIGHT / 2, x2: WIDTH, y2: HEIGHT / 2, class: "zero" }),
    points.length > 1 && svg("polyline", { points: points.map((point) => point.join(",")).join(" "), class: "way" }),
    points.map(([cx, cy], place) => svg("circle", { cx, cy, r: 3.5, class: `dot ${mood(moods[place].value).kind}` }, svg("title", {}, `${hour(moods[place].at)} ${mood(moods[place].value).text}`))),
  );
  return el("figure", {}, drawing, el("figcaption", { class: "small muted" }, `Mood: ${last.text.toLowerCase()} at the last message`));
}

const clamp = (value) => Math.max(-1, Math.min(1, value));

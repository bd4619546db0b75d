// Moments as people read them. The server's clock counts, not the browser's.

let ahead = 0;

/** `now`: the server's, as it has just been told. */
export function setClock(now) {
  ahead = Date.parse(now) - Date.now();
}

export function now() {
  return Date.now() + ahead;
}

const clock = new Intl.DateTimeFormat("en", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });
const weekday = new Intl.DateTimeFormat("en", { weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });

export const hour = (moment) => (moment ? clock.format(new Date(moment)) : "");
export const date = (moment) => (moment ? day.format(new Date(moment)) : "");
export const dayAndHour = (moment) => (moment ? `${date(moment)}, ${hour(moment)}` : "");
export const weekdayAndHour = (moment) => (moment ? weekday.format(new Date(moment)) : "");

/** 0:42, 12:05, 3 h 20 min, 2 d 4 h. */
export function since(moment) {
  return span((now() - Date.parse(moment)) / 1000);
}

export function span(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes}:${String(whole % 60).padStart(2, "0")}`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return `${hours} h ${minutes % 60} min`;
  return `${Math.floor(hours / 24)} d ${hours % 24} h`;
}

/** How long something takes: 45 s, 18 min, 2 h 5 min. */
export function duration(seconds) {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Every element with data-since shows how long ago that was. */
export function tick(root = document) {
  for (const node of root.querySelectorAll("[data-since]")) {
    const text = since(node.dataset.since);
    if (node.textContent !== text) node.textContent = text;
  }
}

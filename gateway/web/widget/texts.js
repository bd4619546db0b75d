// The widget's own words, in the language of the page.

export const LANGUAGES = ["en", "fr", "de", "es", "ar"];
const RIGHT_TO_LEFT = new Set(["ar"]);

/** The first of the wishes ("fr-CA", "de") that is spoken here. */
export function languageOf(...wishes) {
  const wanted = wishes.filter(Boolean).map((wish) => wish.toLowerCase().split(/[-_]/)[0]);
  return wanted.find((code) => LANGUAGES.includes(code)) ?? "en";
}

/** Answers t(key, values), with what else depends on the language: t.language, t.direction, t.time(), t.day(). */
export async function textsOf(language) {
  const { default: words } = await import(`./texts-${language}.js`);
  const locale = localeOf(language);
  const plural = new Intl.PluralRules(locale);
  const number = new Intl.NumberFormat(locale);
  const t = (key, values = {}) => {
    const entry = words[key] ?? "";
    const text = typeof entry === "string" ? entry : (entry[plural.select(values.n)] ?? entry.other);
    return text.replace(/\{(\w+)\}/g, (_, name) => shown(values[name], number));
  };
  const direction = RIGHT_TO_LEFT.has(language) ? "rtl" : "ltr";
  return Object.assign(t, { language, direction, starters: words.starters, ...clock(locale) });
}

/** The reader's own kind of English, French …; digits as the shop writes them in order numbers. */
function localeOf(language) {
  const own = navigator.languages?.find((code) => code.toLowerCase().split("-")[0] === language) ?? language;
  return `${own}-u-nu-latn`;
}

const shown = (value, number) => (typeof value === "number" ? number.format(value) : String(value ?? ""));

function clock(locale) {
  const time = new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit" });
  const date = new Intl.DateTimeFormat(locale, { weekday: "long", day: "numeric", month: "long" });
  const opening = new Intl.DateTimeFormat(locale, { weekday: "long", hour: "numeric", minute: "2-digit" });
  const near = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const midnight = (moment) => new Date(moment).setHours(0, 0, 0, 0);
  return {
    time: (at) => time.format(new Date(at)),
    opening: (at) => opening.format(new Date(at)),
    day(at) {
      const ago = Math.round((midnight(at) - midnight(Date.now())) / 86_400_000);
      const text = ago > -2 && ago < 1 ? near.format(ago, "day") : date.format(new Date(at));
      return text.charAt(0).toLocaleUpperCase(locale) + text.slice(1);
    },
  };
}

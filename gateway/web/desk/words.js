// Names for what programs call otherwise.

const NAMES = { en: "English", fr: "French", de: "German", es: "Spanish", ar: "Arabic" };

export const languageName = (code) => NAMES[code] ?? (code || "unknown").toUpperCase();

export function human(name) {
  const words = String(name ?? "").replaceAll("_", " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A mood from -1 to 1 as {text, icon, kind}. */
export function mood(value) {
  if (value <= -0.5) return { text: "Upset", icon: "face-upset", kind: "bad" };
  if (value <= -0.15) return { text: "Unhappy", icon: "face-low", kind: "low" };
  if (value < 0.3) return { text: "Calm", icon: "face-calm", kind: "calm" };
  return { text: "Happy", icon: "face-good", kind: "good" };
}

export const percent = (share) => `${Math.round(share * 100)}%`;

/** `{customer}`, `{agent}` and `{order}` filled in; what is not known stays to be seen. */
export function fillIn(text, facts) {
  return text.replace(/\{(customer|agent|order)\}/g, (whole, name) => facts[name] || whole);
}

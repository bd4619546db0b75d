// The chat speaks the language of the address: /demo/?language=fr

const language = new URLSearchParams(location.search).get("language");
if (language) document.querySelector("shop-chat").setAttribute("language", language);
for (const link of document.querySelectorAll(".languages a")) {
  if (link.lang === (language ?? document.documentElement.lang)) link.setAttribute("aria-current", "true");
}

"""What of a message its writer said: no markup, no quoted earlier messages, no signature of a mail program."""

from __future__ import annotations

import html
import re
import unicodedata

# No tags: <ann@example.com> and <https://shop.example>.
_TAG = re.compile(r"<(?:/?[a-z][\w-]*(?::\w+)?(?=[\s/>])[^<>]{0,300}|!--.{0,500}?--)>", re.I | re.S)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/tr|/h\d)\b[^<>]*>", re.I)
_UNSEEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.I | re.S)
_QUOTED_LINE = re.compile(r"^\s*(?:>|\|)", re.M)
# Where the message that is answered begins: "On … wrote:", in the languages of mail programs.
_QUOTE_BEGINS = re.compile(
    r"^\s*(?:on\b.{5,120}\bwrote:|le\b.{5,120}\ba écrit\s?:|am\b.{5,120}\bschrieb\b.{0,80}:|el\b.{5,120}\bescribió:"
    r"|.{0,60}كتب.{0,80}:|-{2,}\s*(?:original message|message d'origine|ursprüngliche nachricht|mensaje original"
    r"|forwarded message|الرسالة الأصلية)\s*-*|_{10,}|(?:from|de|von|من):\s.{3,80}@)\s*.*$",
    re.I | re.M,
)
_SIGNATURE = re.compile(
    r"^\s*(?:-- ?$|(?:sent from|get outlook|envoyé de|gesendet von|von meinem .{2,30} gesendet|enviado desde|أرسلت من|تم الإرسال من)\b.{0,60}$)",
    re.I | re.M,
)
_SPACES = re.compile(r"[^\S\n]+")
_HIDDEN = re.compile("[\u064b-\u0652\u0640\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]")


def clean(text: str) -> str:
    """The writer's own words; the whole text where nothing else would be left."""
    told = _HIDDEN.sub("", unicodedata.normalize("NFC", text))
    if "<" in told or "&" in told:
        told = html.unescape(_TAG.sub(" ", _BREAK.sub("\n", _UNSEEN.sub(" ", told))))
    own = _without_quotes(told)
    return _tidy(own) or _tidy(told) or text.strip()


def _without_quotes(text: str) -> str:
    for pattern in (_QUOTE_BEGINS, _SIGNATURE):
        found = pattern.search(text)
        if found and text[: found.start()].strip():
            text = text[: found.start()]
    lines = [line for line in text.split("\n") if not _QUOTED_LINE.match(line)]
    return "\n".join(lines)


def _tidy(text: str) -> str:
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()

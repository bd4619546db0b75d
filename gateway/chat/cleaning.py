"""What a customer typed, made safe to store, to show and to hand to the engine: no unseen characters, no commands.

Rasa strips a message and takes one that then begins with "/" for an intent ("/restart", "/refund{…}"), whoever sent it.
It looks at the very end of its pipeline, when the engine's own reading has already dropped tags, quoted lines, Arabic
vowel signs and HTML entities. So a slash is taken away wherever any of these may bring it to the front: at the
beginning of each line, behind a tag, behind or as an entity. "1/2", "and/or" and addresses of pages stay.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

# Control and format characters, fillers without a glyph, halves of surrogate pairs, tags, code points that are none.
# Arabic signs that enclose a number (U+0600-0605, U+06DD …) are format characters too, but visible: they stay.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u202a-\u202e\u2060-\u206f\u2800\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffc\ufffe\uffff"
    "\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
    + "".join(f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f]")
_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_EMOJI = "\xa9\xae\u203c\u2049\u2100-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
# Letters that joiners shape: Arabic and its kin, the scripts of India. Never digits.
_SHAPED = (
    "\u0620-\u065f\u066e-\u06d3\u06d5-\u06dc\u06df-\u06ef\u06fa-\u06ff\u0750-\u077f\u08a0-\u08e1\u08e3-\u08ff"
    "\u0900-\u0dff"
)
_JOINER = re.compile(
    rf"((?<=[{_SHAPED}])(?<!\d)[\u200c\u200d](?=[{_SHAPED}])(?!\d)|(?<=[{_EMOJI}\ufe0f])\u200d(?=[{_EMOJI}]))"
    "|[\u200c\u200d]"
)
# They choose between a coloured and a plain emoji; anywhere else they only hide.
_VARIANT = re.compile(rf"(?<![{_EMOJI}])[\ufe00-\ufe0f]")
_ENTITY = re.compile(r"&(?:#([0-9]+)|#[xX]([0-9a-fA-F]+)|[A-Za-z][A-Za-z0-9]{1,31});?")
_SLASHES = "/\u2044\u2215\u29f8\u2571\u27cb\u2afb\u2afd\u1735\u3033\u0337\u0338"
# Arabic vowel signs and lengthening strokes, which the engine drops, split an entity: on Latin signs they mean nothing.
_STRAY = re.compile("(?<=[!-~])[\u064b-\u0652\u0640]+")
_SLASH = re.compile(f"[{_SLASHES}]")
# What the engine drops or strips in front of a command.
_BEFORE = rf"(^|[\n>])((?:[^\S\n]|[\u064b-\u0652\u0640{_SLASHES}])*"
_SLASH_FIRST = re.compile(rf"{_BEFORE}[{_SLASHES}])")
_EXTERNAL_FIRST = re.compile(rf"{_BEFORE}external)(?:[^\S\n]*[:\u02d0\u2236\ua789])+", re.I)
_LINES_APART = re.compile(r"\n{4,}")


def clean(text: str) -> str:
    """The text in NFKC; "" where nothing visible is left. What has been cleaned stays as it is."""
    while (once := _cleaned(text)) != text:
        text = once
    return text


def _cleaned(text: str) -> str:
    text = _BREAK.sub("\n", text).replace("\t", " ")
    if text.isascii():
        text = _CONTROL.sub("", text)
    else:
        text = _VARIANT.sub("", _JOINER.sub(r"\1", _UNSEEN.sub("", text)))
        text = _STRAY.sub("", unicodedata.normalize("NFKC", text))
    if "&" in text:
        text = _ENTITY.sub(_spelled_out, text)
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    text = _LINES_APART.sub("\n\n\n", text)
    if _SLASH.search(text):
        text = _SLASH_FIRST.sub(r"\1", text)
    if "external" in text.lower():
        text = _EXTERNAL_FIRST.sub(r"\1\2", text)
    return text.strip()


def _spelled_out(entity: re.Match[str]) -> str:
    """An entity that stands for a slash, a space or nothing visible becomes a slash or a space; others stay."""
    decimal, hexadecimal = (number.lstrip("0") if number else "" for number in entity.groups())
    if len(decimal or hexadecimal) > 7:
        return entity[0]
    written = f"&#{decimal};" if decimal else f"&#x{hexadecimal};" if hexadecimal else entity[0]
    shown = html.unescape(written)
    if not _UNSEEN.sub("", shown).strip() or shown in ("\u200c", "\u200d"):
        return " "
    return "/" if len(shown) == 1 and unicodedata.normalize("NFKC", shown) in _SLASHES else entity[0]


def unmasked(text: str) -> tuple[str, Sequence[int]]:
    """The text as one searches it, and for each of its characters (and its end) the place in the text.

    Lower case, without accents and marks, the digits of every script as 0-9, nothing unseen.
    """
    if text.isascii() and text.isprintable():
        return text.lower(), range(len(text) + 1)
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        folded = _folded(character)
        letters.append(folded)
        places += [place] * len(folded)
    return "".join(letters), [*places, len(text)]


@lru_cache(maxsize=4096)
def _folded(character: str) -> str:
    if character.isspace():
        return "\n" if _BREAK.match(character) or character == "\n" else " "
    if (digit := unicodedata.digit(character, None)) is not None:
        return str(digit)
    plain = unicodedata.normalize("NFKD", character.casefold()).translate({0x629: "ه", 0x649: "ي", 0x640: None})
    return "".join(each for each in plain if unicodedata.category(each) not in ("Mn", "Me", "Cf", "Cc", "Cs"))

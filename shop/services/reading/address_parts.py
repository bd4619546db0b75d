"""The parts of an address written as people write it, in one line or several."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shop.services.reading.regions import CITY_STATES, COUNTRIES, STATE_CODES, STATES
from shop.services.reading.words import fold

_SUFFIX = (
    r"street|strasse|stra\u00dfe|st|str|avenue|ave?|av|road|rd|drive|dr|lane|ln|boulevard|blvd|way|highway|hwy"
    r"|court|ct|place|pl|square"
    r"|sq|terrace|ter|parkway|pkwy|circle|cir|trail|trl|crescent|cres|close|gardens?|grove|mews|alley|row|walk"
    r"|hill|park|quay|plaza"
)
_UNIT = re.compile(
    r"((?:\b(?:suite|ste|apartment|appartment|apt|unit|flat|floor|fl|room|rm|building|bldg|door|c/o|lot)\b"
    r"\.?\s*#?\s*[\w-]{1,8})|#\s*\w{1,6})",
    re.I,
)
_BOX = re.compile(r"\bp\.?\s?o\.?\s?box\s*\d+", re.I)
_NUMBERED = re.compile(
    r"(?<![\w#$\u20ac\u00a3])\d{1,6}[a-z]?(?:[-/]\d+[a-z]?)?\s+(?!(?:days?|weeks?|items?"
    r"|orders?|x)\b)[^\W\d_]",
    re.I,
)
_NAMED_FIRST = re.compile(
    r"\b(?:(?-i:[A-Z\u00c4\u00d6\u00dc][\w.-]+)\s+){0,2}[^\W\d_]*(?:stra\u00dfe|strasse|str\.|weg|platz|gasse|allee|straat|laan|gracht)\s*\d+\s?[a-z]?\b"
    r"|\b(?:via|calle|rua|avenida|piazza|corso|viale)\s[^\d,\n]{2,40}?,?\s*\d+[a-z]?\b|\b\d+,?\s(?:rue|avenue"
    r"|boulevard|quai|place)\s[^\d,\n]{2,40}",
    re.I,
)
_POSTCODES = (
    r"[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}",  # GB
    r"[A-Z]\d[A-Z]\s?\d[A-Z]\d",  # Canada
    r"[A-Z]\d{2}\s?[A-Z\d]{4}",  # Ireland
    r"\d{4}\s?[A-Z]{2}",  # Netherlands
    r"\d{2}-\d{3}",  # Poland
    r"\d{4}-\d{3}",  # Portugal
    r"\d{3}\s\d{2}",  # Sweden
    r"\d{5}(?:-\d{4})?",
    r"\d{4}",
)
_POSTCODE = "|".join(_POSTCODES)
_ZIP = r"(?:(?:zip|post(?:al)?)\s?-?(?:code)?\s*(?:is)?\s*:?\s*)?"
_ALONE = re.compile(rf"^{_ZIP}({_POSTCODE})$", re.I)
_WITHIN = re.compile(rf"(?:^|[\s,]){_ZIP}({_POSTCODE})(?=$|[\s,.])", re.I)
_TAIL = re.compile(
    r"[\s,]*(?:\b(?:please|thanks|thank you|pls|thx|instead|asap|for (?:all|both|this"
    r"|that) .*)\b[\s.!]*)+$",
    re.I,
)
_AND_NEXT = re.compile(
    r"(?:\s*[.!?]\s+(?=(?:i|also|please|and|can|could|my|thanks|then|the|it|that|this|what|how|is|you|we|no)\b)"
    r"|\s+(?:and|but|because|since|as) (?:i|also|please|my|then|change|cancel|return|it)\b).*$",
    re.S | re.I,
)


@dataclass
class Parts:
    line1: str = ""
    line2: str = ""
    city: str = ""
    state: str = ""
    postcode: str = ""
    country: str = ""

    @property
    def any(self) -> bool:
        return bool(self.line1 or self.city or self.postcode)


def street_start(text: str) -> int:
    """Where an address begins in `text`; -1 where there is none."""
    starts = [m.start() for pattern in (_BOX, _NAMED_FIRST, _NUMBERED) for m in [pattern.search(text)] if m]
    unit = _UNIT.search(text)
    if (
        unit
        and starts
        and unit.start() < min(starts)
        and unit.group(1).lower().startswith(("flat", "unit", "apt", "suite"))
    ):
        starts.append(unit.start())
    return min(starts, default=-1)


def split_address(text: str) -> Parts:
    """`text` from where the address begins."""
    parts = Parts()
    text = _TAIL.sub("", _AND_NEXT.sub("", text)).strip(" .,;!\n")
    text = _take_unit(text, parts)
    segments = [s.strip(" .;") for s in re.split(r"[,\n;]+", text) if s.strip(" .;")]
    if not segments:
        return parts
    _take_country(segments, parts)
    _take_postcode(segments, parts)
    _take_state(segments, parts)
    segments = [s for s in segments if s]
    _take_street_and_city(segments, parts)
    if not parts.state and parts.country in ("", "USA"):
        parts.state = CITY_STATES.get(parts.city.lower(), "")
    return parts


def _take_unit(text: str, parts: Parts) -> str:
    match = _UNIT.search(text)
    if match is None:
        return text
    parts.line2 = _cased(re.sub(r"\s+", " ", match.group(1)).strip())
    before, after = text[: match.start()].rstrip(" ,"), text[match.end() :].lstrip(" ,.")
    return f"{before}, {after}" if before else after


def _take_country(segments: list[str], parts: Parts) -> None:
    words = segments[-1].split()
    for length in range(min(4, len(words)), 0, -1):
        country = COUNTRIES.get(fold(" ".join(words[-length:])))
        if country and (len(segments) > 1 or len(words) > length):
            parts.country = country
            segments[-1] = " ".join(words[:-length])
            break
    segments[:] = [s for s in segments if s]


def _take_postcode(segments: list[str], parts: Parts) -> None:
    """The last one that is not the house's number; four figures only at the start of a city ("1010 Wien") or alone."""
    for index in range(len(segments) - 1, -1, -1):
        alone = _ALONE.match(segments[index])
        if alone and (index or len(segments) == 1):
            parts.postcode, segments[index] = alone.group(1).upper(), ""
            return
        for match in reversed(list(_WITHIN.finditer(segments[index]))):
            code = match.group(1)
            if match.start() == 0 and index == 0:
                continue
            if re.fullmatch(r"\d{4}", code) and match.start() > 0 and parts.country not in ("Australia",):
                continue
            parts.postcode = re.sub(r"\s+", " ", code).upper()
            segments[index] = f"{segments[index][: match.start()]} {segments[index][match.end() :]}".strip()
            return


def _take_state(segments: list[str], parts: Parts) -> None:
    for index in range(len(segments) - 1, -1, -1):
        words = segments[index].split()
        for length in (3, 2, 1):
            said = " ".join(words[-length:]) if len(words) >= length else ""
            state = _state(said, alone=len(words) == length and index > 0)
            if not state or (index == 0 and length == len(words)):
                continue
            rest = " ".join(words[:-length])
            city_is_it = not rest and not any(_is_city(s) for s in segments[1:index]) and fold(said) in CITY_STATES
            parts.state = state
            segments[index] = said if city_is_it else rest
            return


def _state(said: str, alone: bool) -> str:
    code = said.upper().strip(".")
    if code in STATE_CODES and (said.isupper() or alone or len(code) == 2):
        return code
    return STATES.get(fold(said), "")


def _is_city(segment: str) -> bool:
    return bool(segment) and not any(c.isdigit() for c in segment)


def _take_street_and_city(segments: list[str], parts: Parts) -> None:
    if not segments:
        return
    street, others = segments[0], segments[1:]
    if street_start(street) < 0 and others and street_start(others[0]) == 0:
        parts.line2 = parts.line2 or _cased(street)
        street, others = others[0], others[1:]
    if not others:
        street, city = _street_and_city(street)
        others = [city] if city else []
    parts.line1 = _cased(street)
    if others:
        parts.city = _cased(re.sub(r"^(?:in|city of)\s+", "", others[-1], flags=re.I))
    if len(others) > 1 and not parts.line2:
        parts.line2 = _cased(", ".join(others[:-1]))


def _street_and_city(text: str) -> tuple[str, str]:
    """Without a comma between them the street ends with its last word for a street: "12 Elm St Austin"."""
    ends = [m.end() for m in re.finditer(rf"\b(?:{_SUFFIX})\b\.?", text, re.I) if m.start() > 0]
    box, named = _BOX.match(text), _NAMED_FIRST.match(text)
    end = ends[-1] if ends else named.end() if named else len(text)
    end = box.end() if box else end
    rest = text[end:].strip(" .")
    if ends and not box and rest == "" and len(ends) > 1:
        earlier = text[ends[-2] :].strip()
        return (text[: ends[-2]].strip(), earlier) if " " in earlier else (text, "")
    return text[:end].strip(), rest


def _cased(text: str) -> str:
    """Capitals where none were typed."""
    text = re.sub(r"\s+", " ", text).strip()
    if text != text.lower():
        return text
    return re.sub(r"(^|[\s\-#])([^\W\d_])", lambda m: m.group(1) + m.group(2).upper(), text)

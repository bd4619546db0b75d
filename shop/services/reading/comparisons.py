"""More and less: "a bigger one", "less bright", "the highest resolution", "500 pieces less", "one size down"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Mapping, Sequence

from shop.services.reading.mentions import MARKS, Finder
from shop.services.reading.scales import magnitude, ordered
from shop.services.reading.words import stem

_SIZES = (
    "size", "capacity", "screen", "frame", "diameter", "length", "height", "room", "kit", "storage", "piece", "weight",
    "thickness", "volume", "display",
)  # fmt: skip
_LONG = ("length", "battery", "height", "cord", "life", "size")
_POWER = ("output", "pressure", "processor", "power", "speed", "strength", "brightness", "ram")
# Adjective, comparative, superlative: which way, and the options that it may be about, likeliest first.
_FAMILIES: tuple[tuple[str, int, tuple[str, ...]], ...] = (
    ("big bigger biggest", 1, _SIZES), ("large larger largest", 1, _SIZES), ("great greater greatest", 1, _SIZES),
    ("roomy roomier roomiest", 1, _SIZES), ("small smaller smallest", -1, _SIZES), ("tiny tinier tiniest", -1, _SIZES),
    ("compact - -", -1, _SIZES), ("long longer longest", 1, _LONG), ("short shorter shortest", -1, _LONG),
    ("tall taller tallest", 1, ("height", *_LONG)), ("high higher highest", 1, ("height", "level", "resolution")),
    ("low lower lowest", -1, ("height", "level", "resolution")),
    ("bright brighter brightest", 1, ("brightness", "light")),
    ("dim dimmer dimmest", -1, ("brightness", "light")), ("dark darker darkest", -1, ("brightness", "tone")),
    ("thick thicker thickest", 1, ("thickness",)), ("thin thinner thinnest", -1, ("thickness",)),
    ("heavy heavier heaviest", 1, ("weight",)), ("light lighter lightest", -1, ("weight", "tone")),
    ("fast faster fastest", 1, ("speed", "processor")), ("slow slower slowest", -1, ("speed", "processor")),
    ("powerful - -", 1, _POWER), ("strong stronger strongest", 1, _POWER), ("weak weaker weakest", -1, _POWER),
    ("hard harder hardest", 1, ("difficulty", "level")), ("difficult - -", 1, ("difficulty", "level")),
    ("easy easier easiest", -1, ("difficulty", "level")), ("simple simpler simplest", -1, ("difficulty", "level")),
    ("wide wider widest", 1, ("width", "view", "size")), ("narrow narrower narrowest", -1, ("width", "view", "size")),
    ("quiet quieter quietest", -1, ("noise", "volume")), ("- better best", 1, ()), ("- more most", 1, ()),
    ("- - maximum", 1, ()), ("- - max", 1, ()), ("- - maximal", 1, ()), ("- less least", -1, ()),
    ("- fewer fewest", -1, ()), ("- - minimum", -1, ()), ("- - min", -1, ()),
)  # fmt: skip
_BASE = {forms.split()[0]: (way, hints) for forms, way, hints in _FAMILIES}
_MORE = {forms.split()[1]: (way, hints) for forms, way, hints in _FAMILIES}
_MOST = {forms.split()[2]: (way, hints) for forms, way, hints in _FAMILIES}
_A_BIT = frozenset("slightly bit little tad somewhat".split())


@dataclass(frozen=True)
class Comparison:
    """`kind` "more": beyond what is now; "most": as far as it goes; "step": exactly the next one; "exact": `value`."""

    option: str
    kind: Literal["more", "most", "step", "exact"]
    direction: int
    nearest: bool = False
    value: str = ""


def find_comparisons(
    words: Sequence[str], finder: Finder, current: Mapping[str, str]
) -> tuple[list[Comparison], set[int]]:
    """What is compared, and the indexes of the words that say so."""
    taken: set[int] = set()
    found: list[Comparison] = []
    for index in range(len(words)):
        if index in taken:
            continue
        here = (
            _amount(words, index, finder, current) or _size_step(words, index, finder) or _degree(words, index, finder)
        )
        if here:
            found.append(here[0])
            taken |= here[1]
    return found, taken


_Found = tuple[Comparison, set[int]]


def _amount(words: Sequence[str], index: int, finder: Finder, current: Mapping[str, str]) -> _Found | None:
    """ "500 pieces less", "1000 more pieces": a value so much above or below the present one."""
    following = words[index + 1 : index + 3]
    direction = next((1 if w == "more" else -1 for w in following if w in ("more", "less", "fewer")), 0)
    if not direction or not words[index].replace(".", "").isdigit():
        return None
    for option in finder.options_in(following):
        now = magnitude(current.get(option, ""))
        target = None if now is None else now + direction * float(words[index])
        value = next((v for v in finder.values[option] if target is not None and magnitude(v) == target), "")
        kind: Literal["more", "exact"] = "exact" if value else "more"
        return Comparison(option, kind, direction, value=value), {index, index + 1, index + 2}
    return None


def _size_step(words: Sequence[str], index: int, finder: Finder) -> _Found | None:
    """ "one size smaller", "a size up", "down a size"."""
    if stem(words[index]) != "size":
        return None
    ways = {"up": 1, "bigger": 1, "larger": 1, "down": -1, "smaller": -1, "less": -1}
    after, before = words[index + 1 : index + 2], words[max(0, index - 2) : index]
    word = next((w for w in (*after, *before) if w in ways), None)
    counted = bool({"one", "a", "1", "next"} & set(before)) or word in ("up", "down")
    option = _by_hint(_SIZES, finder)
    if word is None or option is None or not counted:
        return None
    spot = words.index(word, max(0, index - 2))
    return Comparison(option, "step", ways[word]), {index, spot}


def _degree(words: Sequence[str], index: int, finder: Finder) -> _Found | None:
    word, after = words[index], words[index + 1] if index + 1 < len(words) else ""
    used = {index}
    if word in ("more", "less", "most", "least", "too", "not") and after in _BASE:
        if word == "not" and (index + 2 >= len(words) or words[index + 2] != "enough"):
            return None
        way, hints = _BASE[after]
        direction = way if word in ("more", "most", "not") else -way
        kind: Literal["more", "most"] = "most" if word in ("most", "least") else "more"
        used.add(index + 1)
    elif word in _MORE or word in _MOST:
        direction, hints = _MORE.get(word) or _MOST[word]
        kind = "more" if word in _MORE else "most"
    else:
        return None
    option = _named_near(words, index, finder) or _by_hint(hints, finder)
    if option is None:
        return None
    nearest = bool(_A_BIT & set(words[max(0, index - 3) : index]))
    return Comparison(option, kind, direction, nearest), used


def _named_near(words: Sequence[str], index: int, finder: Finder) -> str | None:
    after = _until_mark(words[index + 1 : index + 4])
    before = _until_mark(list(words[max(0, index - 3) : index])[::-1])
    for near in (after, before):
        named = [o for o in finder.options_in(near) if ordered(finder.values[o])]
        if named:
            return named[0]
    return None


def _until_mark(words: Sequence[str]) -> list[str]:
    end = next((i for i, w in enumerate(words) if w in MARKS or w in ("and", "but", "with", "same")), len(words))
    return list(words[:end])


def _by_hint(hints: Sequence[str], finder: Finder) -> str | None:
    for hint in hints:
        for option, name in finder.option_words.items():
            if hint in name and ordered(finder.values[option]):
                return option
    return None

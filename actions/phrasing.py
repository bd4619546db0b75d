"""Facts become text: money, dates and lists through Babel, everything else from `utter_part_…` responses."""

from __future__ import annotations

import re
import string
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Mapping

from babel.dates import format_date, format_datetime, get_day_names
from babel.lists import format_list
from babel.numbers import format_currency

from shop.model.article import OpeningHours
from shop.model.customer import Address, PaymentMethod
from shop.model.money import Money

# Lists of things to choose from: "a, b, or c".
_ALTERNATIVES = ("choices", "methods", "allowed", "reasons")

# Babel's locale of each language, then the patterns of a near date, a far one, and a time.
_WAYS = {
    "en": ("en_US", "EEE, MMM d", "MMM d, y", "EEE, MMM d, h:mm a"),
    "fr": ("fr_FR", "EEE d MMM", "d MMM y", "EEE d MMM, HH:mm"),
    "de": ("de_DE", "EEE, d. MMM", "d. MMM y", "EEE, d. MMM, HH:mm"),
    "es": ("es_ES", "EEE, d MMM", "d MMM y", "EEE, d MMM, HH:mm"),
    "ar": ("ar", "EEEE، d MMMM", "d MMMM y", "EEEE، d MMMM، HH:mm"),
}
_RIGHT_TO_LEFT = frozenset({"ar"})
# Left by a placeholder with nothing to say.
_EMPTY = re.compile(r"(?<=\S) {2,}(?=\S)")
_LATIN = re.compile(r"[A-Za-z0-9]")
_ISOLATE, _END = "\u2068", "\u2069"
# A date so many days away is said with its year.
_FAR = 150


class _Gaps(string.Formatter):
    """Leaves a placeholder without a value empty: an optional fact is simply not said."""

    def get_value(self, key: Any, args: Any, kwargs: Mapping[str, Any]) -> Any:
        return kwargs.get(key, "") if isinstance(key, str) else super().get_value(key, args, kwargs)


def undirected(text: str) -> str:
    """Without the marks of direction that Arabic texts hold."""
    return text.replace(_ISOLATE, "").replace(_END, "").strip()


@dataclass(frozen=True)
class Phrases:
    """`domain` as the engine sends it with each call, with the parts of sentences in `language`."""

    domain: Mapping[str, Any]
    language: str = "en"

    @property
    def _way(self) -> tuple[str, str, str, str]:
        return _WAYS.get(self.language, _WAYS["en"])

    @property
    def locale(self) -> str:
        return self._way[0]

    def part(self, name: str, /, **facts: Any) -> str:
        """The text of `utter_part_<name>`, or "" where there is none."""
        return self.fill(self._pattern(name), facts)

    def _pattern(self, name: str) -> str:
        variations = self.domain.get("responses", {}).get(f"utter_part_{name}", [])
        return str(variations[0].get("text", "")) if variations else ""

    def fill(self, text: str, facts: Mapping[str, Any]) -> str:
        """A text with its placeholders filled."""
        return _EMPTY.sub(" ", _Gaps().vformat(text, (), self.said(facts)))

    def said(self, facts: Mapping[str, Any]) -> dict[str, str]:
        """Every fact as text, and the sentences that follow from some of them."""
        said = {key: self._isolated(self.say(value, key)) for key, value in facts.items()}
        if "way" in facts:
            said["way_next"] = self.part(f"way_next_{facts['way']}")
        if isinstance(facts.get("difference"), Money):
            said["difference_text"] = self._difference(facts["difference"], said.get("method", ""))
        if "placed_on" in facts:
            said["placed_text"] = self.part("placed_text", on=facts["placed_on"]) if facts["placed_on"] else ""
        return said

    def _isolated(self, text: str) -> str:
        """Among letters from right to left a number or a Latin name keeps its own direction."""
        if self.language not in _RIGHT_TO_LEFT or not _LATIN.search(text) or "\n" in text or _ISOLATE in text:
            return text
        return f"{_ISOLATE}{text}{_END}"

    def _difference(self, difference: Money, method: str) -> str:
        kind = "even" if not difference else ("more" if difference.minor > 0 else "less")
        return self.part(f"difference_{kind}", amount=abs(difference), method=method)

    def say(self, value: Any, key: str = "") -> str:
        if isinstance(value, Money):
            return str(format_currency(value.decimal, value.currency, locale=self.locale))
        if isinstance(value, datetime):
            return str(format_datetime(value, self._way[3], locale=self.locale))
        if isinstance(value, date):
            far = abs((value - date.today()).days) > _FAR
            return str(format_date(value, self._way[2 if far else 1], locale=self.locale))
        if isinstance(value, OpeningHours):
            return self._hours(value)
        if isinstance(value, Address):
            return value.one_line()
        if isinstance(value, PaymentMethod):
            return self.method(value.kind, value.brand, value.last_four)
        if isinstance(value, Mapping):
            return self._mapping(value, key)
        if isinstance(value, (list, tuple)):
            return self._list(value, key)
        if value is None:
            return ""
        return self.code(str(value), key)

    def code(self, value: str, key: str) -> str:
        """Codes have a part of their own (`status` + `pending` → utter_part_status_pending); other text stays."""
        return self.part(f"{key}_{value}") if f"utter_part_{key}_{value}" in self.domain.get("responses", {}) else value

    def method(self, kind: str, brand: str = "", last_four: str = "") -> str:
        return self.part(f"method_{kind}", brand=brand.title(), last_four=last_four)

    def options(self, options: Mapping[str, str]) -> str:
        """ "blue, M" – a yes or no says which option it speaks of."""
        return ", ".join(
            f"{k}: {v}" if v.lower() in ("yes", "no", "none") or v.isdigit() else v for k, v in options.items()
        )

    def all_of(self, words: list[str], style: str = "standard") -> str:
        return str(format_list(words, style=style, locale=self.locale)) if words else ""  # type: ignore[arg-type]

    def _hours(self, hours: OpeningHours) -> str:
        names = get_day_names("abbreviated", locale=self.locale)
        spans = [(names[a] if a == b else f"{names[a]}–{names[b]}", when) for a, b, when in hours.runs]
        return ", ".join(f"{days} {when}" for days, when in spans)

    def _mapping(self, value: Mapping[str, Any], key: str) -> str:
        if "method" in value and isinstance(value["method"], Mapping):
            method = value["method"]
            return self.method(method["kind"], method.get("brand", ""), method.get("last_four", ""))
        if key.endswith("options"):
            return self.options(value)
        return self.part(key.rstrip("s"), **value) if key else ""

    def _list(self, values: Any, key: str) -> str:
        """A list of mappings is one line each by its part; methods and plain words become "a, b and c"."""
        items = list(values)
        if key == "movements":
            return "\n".join(self._movement(movement) for movement in items)
        if items and isinstance(items[0], Mapping) and "method" not in items[0]:
            single = key[:-1] if key.endswith("s") else key
            return "\n".join(self.part(single, **{"index": str(n), **item}) for n, item in enumerate(items, 1))
        single = key[:-1] if key.endswith("s") else key
        return self.all_of([self.say(item, single) for item in items], "or" if key in _ALTERNATIVES else "standard")

    def _movement(self, movement: Mapping[str, Any]) -> str:
        what = "charge" if movement["charged"] else f"refund_{movement['when']}"
        days = {k: str(movement[k]) for k in ("first_day", "last_day")}
        return self.part(f"movement_{what}", amount=movement["amount"], method=movement["method"], **days)

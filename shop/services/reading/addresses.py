"""An address in free words, or one that the shop knows already."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, field
from typing import Mapping, Sequence

from shop.model.customer import Address
from shop.services.reading.address_parts import Parts, split_address, street_start
from shop.services.reading.order_numbers import read_order_numbers, same_number
from shop.services.reading.regions import NEEDS_STATE, NICKNAMES
from shop.services.reading.words import fold

_DEFAULT = re.compile(
    r"\b(?:default|profile|account|registered|saved|usual|normal|main|primary|billing)\b.{0,25}\b(?:address|one"
    r"|home|place|profile|account)\b"
    r"|\baddress (?:on file|(?:in|on|of) my (?:profile|account))\b|\bmy (?:home|own|usual) address\b"
    r"|\bhome address\b|\b(?:in|on|from) my (?:user )?profile\b"
    r"|^(?:the |my )?(?:default|profile|home)(?: one)?$"
)
_OTHER_ORDER = re.compile(r"\b(?:other|another|different|previous|last|one of my) orders?\b|\bsame (?:address )?as\b")
_OTHER = re.compile(r"\b(?:my |the )?other (?:one|address)\b")
_PLACE_AFTER = re.compile(
    r"^['s]*\s*(?:,?\s*[a-z]{2}\b)?\s*(?:address|place|home|house|apartment|flat|one"
    r"|location|residence|office)\b"
)
_PLACE_BEFORE = re.compile(
    r"\b(?:address|home|house|place|one|apartment) (?:in|on|at)\s*(?:the\s*)?$|\b(?:to|in"
    r"|at)\s+(?:my|the|our)?\s*$"
)
_FROM_BEFORE = re.compile(r"\bfrom\s+(?:my|the)?\s*$")
_ORDER_AFTER = re.compile(r"^['s]*\s*(?:order|parcel|package|delivery|purchase)\b")


@dataclass(frozen=True)
class PartialAddress:
    """`parts` that were understood; `missing` of line1, city, state, postcode. `candidates`: known ones that fit."""

    parts: dict[str, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    candidates: tuple[Address, ...] = ()


NOTHING = PartialAddress(missing=("line1", "city", "postcode"))


def read_address(
    text: str, known: Sequence[Address], country: str = "USA", of_orders: Mapping[str, Address] | None = None
) -> Address | PartialAddress:
    """`known`: the profile's address first. `country` where none is said; `of_orders`: addresses by order number."""
    told = _without_numbers_of_orders(text)
    start = street_start(told)
    if start >= 0:
        return _written(told[start:], known, country)
    folded = fold(text)
    by_order = [a for n in read_order_numbers(text) for o, a in (of_orders or {}).items() if same_number(n, o)]
    if by_order:
        return by_order[0]
    return _mentioned(folded, known) or _pointed_at(folded, known) or _loose_parts(told, country)


def _without_numbers_of_orders(text: str) -> str:
    return re.sub(r"#?\bw\s?\d{7}\b|#\s?\d{7}\b|\border\s+#?\d{7}\b", " ", text, flags=re.I)


def _written(text: str, known: Sequence[Address], country: str) -> Address | PartialAddress:
    parts = split_address(text)
    fitting = [a for a in known if fold(a.line1) == fold(parts.line1) and _agrees(parts, a)]
    whole = _complete(parts, country)
    if isinstance(whole, Address):
        return whole
    return fitting[0] if len(set(fitting)) == 1 else whole


def _agrees(parts: Parts, address: Address) -> bool:
    said = asdict(parts)
    return all(
        not said[name] or fold(said[name]) == fold(getattr(address, name)) for name in ("city", "state", "postcode")
    )


def _complete(parts: Parts, country: str) -> Address | PartialAddress:
    parts.country = parts.country or country
    needed = ["line1", "city", *(["state"] if parts.country in NEEDS_STATE else []), "postcode"]
    missing = tuple(name for name in needed if not getattr(parts, name))
    if missing:
        return PartialAddress({k: v for k, v in asdict(parts).items() if v}, missing)
    return Address(**asdict(parts))


def _mentioned(text: str, known: Sequence[Address]) -> Address | PartialAddress | None:
    """A known address by its city, state or street: the place named for an address counts, not the order's."""
    scores = {index: _score(text, address) for index, address in enumerate(known)}
    top = max(scores.values(), default=0)
    if top < 2 and not (top == 1 and len(text.split()) <= 6):
        return None
    leading = list(dict.fromkeys(known[i] for i, score in scores.items() if score == top))
    if len(leading) == 1:
        return leading[0]
    if _DEFAULT.search(text) and known[0] in leading:
        return known[0]
    return PartialAddress(missing=NOTHING.missing, candidates=tuple(leading))


def _score(text: str, address: Address) -> int:
    """0 where it is not mentioned; more the surer it is that its place is meant as an address."""
    best = 0
    for name, worth in _names_of(address):
        for match in re.finditer(rf"\b{re.escape(name)}\b", text):
            before, after = text[: match.start()], text[match.end() :]
            points = worth
            if _PLACE_AFTER.match(after):
                points += 2
            if _PLACE_BEFORE.search(before):
                points += 1
            if _ORDER_AFTER.match(after) or _FROM_BEFORE.search(before):
                points = 0
            best = max(best, points)
    return best


def _names_of(address: Address) -> list[tuple[str, int]]:
    city = fold(address.city)
    nicknames = [nick for nick, name in NICKNAMES.items() if name == city]
    street = re.sub(r"^\d+\w?\s+", "", fold(address.line1))
    names = [
        (city, 1),
        *((nick, 1) for nick in nicknames),
        (street, 2),
        (fold(address.line1), 3),
        (fold(address.postcode), 2),
    ]
    return [(name, worth) for name, worth in names if name]


def _pointed_at(text: str, known: Sequence[Address]) -> Address | PartialAddress | None:
    """ "My default address", "the same as my other order"."""
    if not known:
        return None
    if _DEFAULT.search(text):
        return known[0]
    others = list(dict.fromkeys(a for a in known[1:] if a != known[0]))
    if (_OTHER_ORDER.search(text) or _OTHER.search(text)) and others:
        return others[0] if len(others) == 1 else PartialAddress(missing=NOTHING.missing, candidates=tuple(others))
    return None


def _loose_parts(text: str, country: str) -> PartialAddress:
    """City, state or postcode without a street: "New York, NY 10001"."""
    if not re.search(r"\d", text) or len(text.split()) > 12:
        return NOTHING
    parts = split_address(f"0 x, {text}")
    parts.line1 = parts.line2 = ""
    found = _complete(parts, country)
    return found if isinstance(found, PartialAddress) and parts.postcode else NOTHING

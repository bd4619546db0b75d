"""Which of their orders a customer means."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Sequence

from shop.model.order import Order
from shop.services.reading.matching import Lexicon
from shop.services.reading.order_numbers import read_order_numbers, same_number
from shop.services.reading.periods import Span, read_period, without_periods
from shop.services.reading.sayings import JOINT
from shop.services.reading.words import FILLER, fold

_ORDER = r"(?: (?:one|order|odrer|purchase|delivery|parcel|package))?"
_LATEST = re.compile(
    r"\b(?:(?:last|latest|newest|most recent|lastest|recent)\b"
    rf"(?! (?:orders|ones|name|digits?|few|four|time|address|message|payment|question|thing)\b){_ORDER}\b"
    r"|(?:just|recently) (?:\w+ )?(?:placed|ordered|bought|made|got|purchased)\b)"
)
_LAST_FEW = re.compile(r"\b(?:last|latest|most recent|newest) (two|three|four|five|\d) (?:orders|ones|purchases)\b")
_BEFORE = re.compile(
    r"\b(?:one|order) before\b|\bsecond[ -](?:to[ -])?last\b|\bprevious (?:one|order)\b"
    r"|\blast but one\b|\bbefore last\b"
)
_OLDEST = re.compile(r"\b(?:oldest|older|earliest|very first|first ever)\b")
_OTHER = re.compile(r"\b(?:other|different) (?:one|order)s?\b")
_ALL = re.compile(
    r"\b(?:all|every|each|both)\b(?: of)?(?: (?:the|my|these|those|pending|open|delivered|shipped|single))*"
    r" (?:orders?|purchases?)\b"
    r"|\b(?:them all|(?:all|both|each) of (?:them|these|those))\b|^(?:all|both|everything)[.! ]*$"
)
_FEW = {"two": 2, "three": 3, "four": 4, "five": 5}
_STATUSES = (
    ("pending", r"pending|open|not (?:yet )?(?:shipped|sent)|unshipped|waiting|still processing"),
    ("processed", r"processed"),
    ("shipped", r"shipped|on (?:the|its|their) way|in transit|dispatched|en route"),
    ("delivered", r"delivered|arrived|received|came"),
    ("cancelled", r"cancell?ed"),
)
_NEGATED = re.compile(r"(?:\b(?:not|never)|n'?t)(?: (?:yet|been|even|actually))*\s*$")
_UNDER_WAY = ("pending", "processed", "shipped")
# An order from which something goes back was delivered all the same.
_ALSO = {"delivered": ("return_requested", "exchange_requested")}


@dataclass(frozen=True)
class OrderReference:
    """`recency`: "latest" (`count` of them), "before" (the one before the latest), "oldest", "other"
    (than the present one)."""

    numbers: tuple[str, ...] = ()
    recency: str = ""
    count: int = 1
    statuses: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    all: bool = False
    span: Span | None = None

    @classmethod
    def read(cls, text: str, products: Sequence[str] = (), today: date | None = None) -> OrderReference:
        """`products`: names of what the customer has ordered. Without `today` no dates are read."""
        return read_reference(text, products, today)

    def __bool__(self) -> bool:
        return bool(self.numbers or self.recency or self.statuses or self.products or self.all or self.span)


def read_reference(text: str, products: Sequence[str] = (), today: date | None = None) -> OrderReference:
    folded = fold(text)
    few = _LAST_FEW.search(folded)
    return OrderReference(
        numbers=tuple(read_order_numbers(text)),
        recency=_recency(without_periods(folded)),
        count=_FEW.get(few.group(1)) or int(few.group(1)) if few else 1,
        statuses=tuple(_statuses(folded)),
        products=tuple(_products(folded, products)),
        all=bool(_ALL.search(folded)),
        span=read_period(folded, today) if today else None,
    )


def _recency(text: str) -> str:
    kinds = (("before", _BEFORE), ("oldest", _OLDEST), ("latest", _LAST_FEW), ("latest", _LATEST), ("other", _OTHER))
    return next((kind for kind, pattern in kinds if pattern.search(text)), "")


def _statuses(text: str) -> list[str]:
    found: list[str] = []
    for status, pattern in _STATUSES:
        for match in re.finditer(rf"\b(?:{pattern})\b", text):
            denied = _NEGATED.search(text[: match.start()])
            if not denied:
                found.append(status)
            elif status in ("delivered", "shipped"):
                found += _UNDER_WAY[: 3 if status == "delivered" else 2]
    return list(dict.fromkeys(found))


def _products(text: str, names: Sequence[str]) -> list[str]:
    lexicon = Lexicon([[name] for name in names], names)
    found: list[str] = []
    for part in JOINT.split(text):
        words = [w for w in lexicon.words_of(part or "") if w not in FILLER]
        found += [names[i] for i in lexicon.best(words)]
    return list(dict.fromkeys(found))


def resolve(reference: OrderReference, orders: Sequence[Order], present: Order | None = None) -> list[Order]:
    """The orders meant, newest first; `present` is the one that is talked about. Nothing for an empty reference."""
    newest_first = _newest_first(orders)
    if reference.numbers:
        return [o for n in reference.numbers for o in newest_first if same_number(n, o.number)]
    if not reference:
        return []
    found = [o for o in newest_first if _fits(reference, o)]
    found = _with_products(found, reference.products)
    if reference.recency == "latest" and not reference.all:
        return found[: reference.count]
    if reference.recency == "before":
        after = found.index(present) + 1 if present in found else 1
        return found[after : after + 1]
    if reference.recency == "oldest":
        return found[-1:]
    return [o for o in found if o is not present] if reference.recency == "other" else found


def _newest_first(orders: Sequence[Order]) -> list[Order]:
    """By date where every order has one, else as they came."""
    dated = [o for o in orders if o.placed_at is not None]
    if len(dated) < len(orders):
        return list(orders)
    return sorted(dated, key=lambda o: o.placed_at.timestamp() if o.placed_at else 0.0, reverse=True)


def _fits(reference: OrderReference, order: Order) -> bool:
    allowed = {s for status in reference.statuses for s in (status, *_ALSO.get(status, ()))}
    if allowed and order.status not in allowed:
        return False
    if reference.span is None:
        return True
    return order.placed_at is not None and reference.span[0] <= order.placed_at.date() <= reference.span[1]


def _with_products(orders: list[Order], products: Sequence[str]) -> list[Order]:
    """Orders with all of the products where there are such, else with any of them."""
    if not products:
        return orders
    held = [(o, {line.name for line in o.lines} & set(products)) for o in orders]
    whole = [o for o, names in held if len(names) == len(products)]
    return whole or [o for o, names in held if names]

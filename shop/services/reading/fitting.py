"""What a customer wishes of a product, and the variants that fit it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, Sequence

from shop.model.product import Product, Variant
from shop.services.reading.scales import beyond, rank

PRICE = "price"


@dataclass
class Wish:
    """Option values as the product writes them.

    `relative`: more (+1) or less (-1) than now, "price" among them; `nearest` names those of them that want only the
    next step. `most`: the highest (+1) or lowest (-1) there is. `preferred` is soft, best first. `indifferent` need
    not stay as they are. `unclear`: a value that was named and the options that have it.
    """

    wanted: dict[str, str] = field(default_factory=dict)
    excluded: dict[str, set[str]] = field(default_factory=dict)
    preferred: list[tuple[str, str]] = field(default_factory=list)
    relative: dict[str, int] = field(default_factory=dict)
    nearest: set[str] = field(default_factory=set)
    most: dict[str, int] = field(default_factory=dict)
    indifferent: set[str] = field(default_factory=set)
    unclear: list[tuple[str, list[str]]] = field(default_factory=list)
    extreme: Literal["cheapest", "dearest"] | None = None
    item_id: str | None = None

    def __bool__(self) -> bool:
        """Whether anything was said about which variant is wanted."""
        hard = self.wanted or self.excluded or self.relative or self.most or self.preferred
        return bool(hard or self.extreme or self.item_id or self.indifferent)


def choose(product: Product, current: Variant | None, wish: Wish, same_allowed: bool = False) -> list[Variant]:
    """The available variants that fit all that is wanted, best first; `current` itself only where allowed."""
    fitting = _fitting(product, current, wish, same_allowed)
    return sorted(fitting, key=lambda v: (_merit(product, current, wish, v), v.price.minor, v.id))


def best(product: Product, current: Variant | None, wish: Wish, same_allowed: bool = False) -> list[Variant]:
    """The leading variants of `choose`: more than one where the wish does not tell them apart."""
    ranked = choose(product, current, wish, same_allowed)
    if not ranked:
        return []
    top = _merit(product, current, wish, ranked[0])
    return [v for v in ranked if _merit(product, current, wish, v) == top]


def _fitting(product: Product, current: Variant | None, wish: Wish, same_allowed: bool) -> list[Variant]:
    found = [v for v in product.available if same_allowed or current is None or v.id != current.id]
    if wish.item_id:
        return [v for v in found if v.id == wish.item_id]
    found = [v for v in found if v.fits(wish.wanted) and not _is_excluded(v, wish)]
    values = product.option_values()
    for name, direction in wish.relative.items():
        found = [v for v in found if _is_beyond(v, current, name, direction, values.get(name, []))]
    for name, direction in wish.most.items():
        found = _furthest(found, name, direction, values.get(name, []))
    return found


def _is_excluded(variant: Variant, wish: Wish) -> bool:
    return any(variant.options.get(name) in values for name, values in wish.excluded.items())


def _is_beyond(variant: Variant, current: Variant | None, name: str, direction: int, values: Sequence[str]) -> bool:
    if current is None:
        return True
    if name == PRICE:
        return (variant.price.minor - current.price.minor) * direction > 0
    return variant.options.get(name) in beyond(values, current.options.get(name, ""), direction)


def _furthest(variants: list[Variant], name: str, direction: int, values: Sequence[str]) -> list[Variant]:
    ranks = {v.id: rank(values, v.options.get(name, "")) for v in variants}
    known = [place * direction for place in ranks.values() if place is not None]
    return [v for v in variants if known and ranks[v.id] == max(known) * direction]


def _merit(product: Product, current: Variant | None, wish: Wish, variant: Variant) -> tuple[int, ...]:
    """Smaller is better: preferences, then the price where it is asked for, then how little else changes."""
    merit = [_preference(wish, name, variant) for name in dict.fromkeys(name for name, _ in wish.preferred)]
    price = {"cheapest": variant.price.minor, "dearest": -variant.price.minor, None: 0}[wish.extreme]
    distance = sum(_distance(product, current, name, variant) for name in sorted(wish.nearest))
    return (*merit, price, distance, -_kept(current, wish, variant))


def _preference(wish: Wish, name: str, variant: Variant) -> int:
    order = [value for option, value in wish.preferred if option == name]
    value = variant.options.get(name, "")
    return order.index(value) if value in order else len(order)


def _distance(product: Product, current: Variant | None, name: str, variant: Variant) -> int:
    values = product.option_values().get(name, [])
    here = rank(values, current.options.get(name, "")) if current else None
    there = rank(values, variant.options.get(name, ""))
    return abs(there - here) if here is not None and there is not None else 0


def _kept(current: Variant | None, wish: Wish, variant: Variant) -> int:
    if current is None or wish.extreme:
        return 0
    free = {*wish.wanted, *wish.indifferent, *wish.relative, *wish.most}
    return sum(variant.options.get(name) == value for name, value in current.options.items() if name not in free)

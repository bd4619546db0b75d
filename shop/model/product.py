"""Products and the variants in which they are sold."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Iterable, Mapping

from shop.model.money import Money


@dataclass
class Variant:
    """One thing that can be bought; `options` e.g. {"color": "blue", "size": "M"}."""

    id: str
    product_id: str
    options: dict[str, str]
    price: Money
    available: bool = True
    stock: int | None = None
    restock_on: date | None = None

    def fits(self, wanted: Mapping[str, str]) -> bool:
        return all(self.options.get(name, "").lower() == value.lower() for name, value in wanted.items())


@dataclass
class Product:
    id: str
    name: str
    category: str = ""
    description: str = ""
    details: dict[str, str] = field(default_factory=dict)
    link: str = ""
    variants: list[Variant] = field(default_factory=list)

    def variant(self, variant_id: str) -> Variant | None:
        return next((v for v in self.variants if v.id == variant_id), None)

    @property
    def available(self) -> list[Variant]:
        return [v for v in self.variants if v.available]

    def option_values(self, only_available: bool = False) -> dict[str, list[str]]:
        """Each option's name with its values, in the order of the variants."""
        values: dict[str, list[str]] = {}
        for variant in self.available if only_available else self.variants:
            for name, value in variant.options.items():
                if value not in values.setdefault(name, []):
                    values[name].append(value)
        return values


def closest(variants: Iterable[Variant], current: Mapping[str, str], wanted: Mapping[str, str]) -> list[Variant]:
    """The variants with all `wanted` options, those that keep most of `current` first, then the cheapest."""
    fitting = [v for v in variants if v.fits(wanted)]

    def kept(variant: Variant) -> int:
        return sum(variant.options.get(name) == value for name, value in current.items() if name not in wanted)

    return sorted(fitting, key=lambda v: (-kept(v), v.price.minor, v.id))

"""What visitors see of products, variants, searches and comparisons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from shop.model.money import Money


@dataclass(frozen=True)
class VariantView:
    """`restock_on`: None while it is available or where nobody knows."""

    id: str
    options: dict[str, str]
    price: Money
    available: bool
    stock: int | None
    restock_on: date | None
    cart: str


@dataclass(frozen=True)
class ProductView:
    """`variants` cheapest first; `lowest` and `highest` are prices of what is available, else of all."""

    id: str
    name: str
    category: str
    description: str
    details: dict[str, str]
    options: dict[str, list[str]]
    available_options: dict[str, list[str]]
    variants: tuple[VariantView, ...]
    lowest: Money
    highest: Money
    page: str

    @property
    def available(self) -> tuple[VariantView, ...]:
        return tuple(v for v in self.variants if v.available)

    @property
    def available_count(self) -> int:
        return len(self.available)

    @property
    def restock_on(self) -> date | None:
        """The first day on which any of it comes back; None while some is available."""
        days = [v.restock_on for v in self.variants if v.restock_on is not None]
        return None if self.available else min(days, default=None)


@dataclass(frozen=True)
class HitView:
    """`fitting`: the variants that fit what was asked, in the order asked for."""

    product: ProductView
    fitting: tuple[VariantView, ...]

    @property
    def first(self) -> VariantView:
        return self.fitting[0]


@dataclass(frozen=True)
class SearchView:
    """`hits` fit all that was asked. Where there are none, `near` fit but for the price or the options."""

    hits: tuple[HitView, ...]
    near: tuple[HitView, ...]
    lowest: Money | None
    highest: Money | None
    order: str | None


@dataclass(frozen=True)
class AvailabilityView:
    """`asked`: the variants meant (all of them where no option was named), `available` those of them to be had.
    `restock_on`: when the first of the asked comes back, None while one is available or nobody knows.
    `absent`: an option and the value of it that was asked for and is not made; None where there is none."""

    product: ProductView
    wanted: dict[str, str]
    asked: tuple[VariantView, ...]
    available: tuple[VariantView, ...]
    restock_on: date | None
    absent: tuple[str, str] | None = None

    @property
    def missing(self) -> tuple[VariantView, ...]:
        """The variants meant that are not to be had, those that come back first at the head."""
        gone = [variant for variant in self.asked if not variant.available]
        return tuple(sorted(gone, key=lambda v: (v.restock_on is None, v.restock_on or date.max)))


@dataclass(frozen=True)
class ComparisonView:
    """`same`: details and options that are equal; `different`: the two values of each other one, "" for none."""

    left: ProductView
    right: ProductView
    same: dict[str, str]
    different: dict[str, tuple[str, str]]
    cheaper: str | None

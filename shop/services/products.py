"""What the shop sells: search, details, options, availability, comparison and where to buy."""

from __future__ import annotations

import re
from typing import Iterable, Sequence

from shop.model.money import Money
from shop.model.product import Product, Variant
from shop.ports import UnitOfWork
from shop.services.base import Service
from shop.services.catalogue import (
    Hit,
    Query,
    named_in,
    names_something,
    points_elsewhere,
    positions_named,
    search,
    without_name,
)
from shop.services.product_views import AvailabilityView, ComparisonView, HitView, ProductView, SearchView, VariantView
from shop.services.reading.absent import absent
from shop.services.reading.ordinals import read_positions
from shop.services.reading.sayings import extreme
from shop.services.reading.wishes import Wish, choose, read_options
from shop.services.reading.words import fold


class Products(Service):
    """Needs no identity: it shows what any visitor sees."""

    def find(self, text: str) -> list[ProductView]:
        """The products named in `text`, in order of mention; empty where it names none."""
        with self.tools.open_work() as work:
            known = work.products.names()
            places = positions_named(text, tuple(name for _, name in known))
            named = (work.products.get(known[place][0]) for place in places)
            return [self._view(work, product) for product in named if product is not None]

    def view(self, product_id: str) -> ProductView | None:
        with self.tools.open_work() as work:
            product = work.products.get(product_id)
            return self._view(work, product) if product else None

    def pick(self, product_ids: Sequence[str], text: str) -> list[ProductView]:
        """Those of a list just shown that `text` points at by position or price; empty where it does neither."""
        shown = [view for view in map(self.view, product_ids) if view is not None]
        if not shown:
            return []
        folded = fold(text)
        places = read_positions(folded, len(shown)).within(len(shown))
        if places or self.find(text):
            return [shown[index] for index in places]
        wanted = extreme(folded)
        if wanted and not points_elsewhere(text, [(view.name, view.category) for view in shown]):
            return [min(shown, key=lambda view: view.lowest.minor * (1 if wanted == "cheapest" else -1))]
        both = len(shown) == 2 and re.search(r"\b(?:both|the two|these two|those two|them)\b", folded)
        return shown if both else []

    def names_something(self, text: str) -> bool:
        """Whether `text` has words to search by."""
        return names_something(text)

    def names(self) -> list[str]:
        with self.tools.open_work() as work:
            return sorted(name for _, name in work.products.names())

    def search(self, text: str, most: int = 5) -> SearchView:
        """By words, category, options, price limits and what is cheapest or dearest, all from free words."""
        with self.tools.open_work() as work:
            products = work.products.all()
            query = Query.read(text, self.tools.policies.current(work).shop.currency)
            hits = search(query, products)
            near = [] if hits else search(Query(query.text, order=query.order or "cheapest"), products)
            near = near or ([] if hits else [hit for p in named_in(text, products) for hit in self._whole(p)])
            shown = [tuple(self._hit(work, hit) for hit in some[:most]) for some in (hits, near)]
            return SearchView(shown[0], shown[1], query.limits.lowest, query.limits.highest, query.order)

    def availability(self, product_id: str, text: str = "") -> AvailabilityView | None:
        """`text` may name options ("in blue, size M"); None for a product that the shop does not have."""
        with self.tools.open_work() as work:
            product = work.products.get(product_id)
            if product is None:
                return None
            wish = read_options(without_name(text, product), product.option_values())
            view = self._view(work, product)
            asked = tuple(v for v in view.variants if v.id in _meant(product, wish))
            available = tuple(v for v in asked if v.available)
            days = [v.restock_on for v in asked if v.restock_on is not None]
            restock = None if available else min(days, default=None)
            return AvailabilityView(
                view, dict(wish.wanted), asked, available, restock, absent(text, product.option_values())
            )

    def fitting(self, product_id: str, text: str) -> tuple[VariantView, ...]:
        """The available variants that fit `text`, best first: "the cheapest one in blue"."""
        with self.tools.open_work() as work:
            product = work.products.get(product_id)
            if product is None:
                return ()
            wish = read_options(without_name(text, product), product.option_values())
            return tuple(self._variant(work, v) for v in choose(product, None, wish))

    def compare(self, left_id: str, right_id: str) -> ComparisonView | None:
        with self.tools.open_work() as work:
            pair = [work.products.get(left_id), work.products.get(right_id)]
            views = [self._view(work, product) for product in pair if product is not None]
        return _compared(views[0], views[1]) if len(views) == 2 else None

    def _whole(self, product: Product) -> list[Hit]:
        """A product as it is, where nothing of it fits what was asked."""
        return [Hit(product, tuple(_cheapest_first(product.available)))] if product.available else []

    def _hit(self, work: UnitOfWork, hit: Hit) -> HitView:
        return HitView(self._view(work, hit.product), tuple(self._variant(work, v) for v in hit.variants))

    def _view(self, work: UnitOfWork, product: Product) -> ProductView:
        prices = [v.price for v in product.available or product.variants]
        shop = self.tools.policies.current(work).shop
        none = Money.zero(shop.currency)
        return ProductView(
            product.id,
            product.name,
            product.category,
            product.description,
            dict(product.details),
            product.option_values(),
            product.option_values(only_available=True),
            tuple(self._variant(work, v) for v in _cheapest_first(product.variants)),
            min(prices, default=none),
            max(prices, default=none),
            _link(shop.website, product.link or f"products/{product.id}"),
        )

    def _variant(self, work: UnitOfWork, variant: Variant) -> VariantView:
        website = self.tools.policies.current(work).shop.website
        restock = None if variant.available else variant.restock_on
        cart = _link(website, f"cart/add/{variant.id}")
        return VariantView(
            variant.id, dict(variant.options), variant.price, variant.available, variant.stock, restock, cart
        )


def _link(website: str, path: str) -> str:
    return path if path.startswith("http") else f"{website.rstrip('/')}/{path.lstrip('/')}"


def _cheapest_first(variants: Iterable[Variant]) -> list[Variant]:
    return sorted(variants, key=lambda v: (v.price.minor, v.id))


def _meant(product: Product, wish: Wish) -> set[str]:
    """Ids of the variants that a wish is about, to be had or not."""
    if wish.item_id:
        return {wish.item_id}
    return {
        v.id
        for v in product.variants
        if v.fits(wish.wanted) and not any(v.options.get(name) in values for name, values in wish.excluded.items())
    }


def _compared(left: ProductView, right: ProductView) -> ComparisonView:
    sides = [_aspects(left), _aspects(right)]
    names = list(dict.fromkeys([*sides[0], *sides[1]]))
    pairs = {name: (sides[0].get(name, ""), sides[1].get(name, "")) for name in names}
    same = {name: pair[0] for name, pair in pairs.items() if pair[0] == pair[1]}
    different = {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}
    cheaper = None if left.lowest == right.lowest else (left if left.lowest < right.lowest else right).id
    return ComparisonView(left, right, same, different, cheaper)


def _aspects(view: ProductView) -> dict[str, str]:
    """Details and options by name, values joined."""
    options = view.available_options or view.options
    return {**view.details, **{name: ", ".join(values) for name, values in options.items()}}

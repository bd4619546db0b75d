from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from shop.model.money import Money
from shop.model.product import Product, Variant
from shop.services.base import Tools
from shop.services.products import Products

BACK = date(2026, 4, 1)


def variant(
    variant_id: str, product_id: str, price: int, available: bool = True, back: date | None = None, **options: str
) -> Variant:
    return Variant(variant_id, product_id, options, Money(price * 100, "USD"), available, 5 if available else 0, back)


SHIRT = Product(
    "p1",
    "T-Shirt",
    "clothing",
    "Soft",
    {"care": "30 degrees", "fit": "regular"},
    "",
    [
        variant("v1", "p1", 20, color="blue", size="S"),
        variant("v2", "p1", 25, color="blue", size="M"),
        variant("v3", "p1", 30, False, BACK, color="red", size="M"),
        variant("v4", "p1", 15, False, color="black", size="L"),
    ],
)
HOODIE = Product(
    "p2",
    "Hoodie",
    "clothing",
    "Warm",
    {"care": "30 degrees", "fit": "loose"},
    "https://elsewhere.example/hoodie",
    [variant("v5", "p2", 60, color="grey", size="M")],
)
GONE = Product("p3", "Poncho", "clothing", variants=[variant("v6", "p3", 40, False, BACK, color="green")])


class FakeShelf:
    def names(self) -> list[tuple[str, str]]:
        return [(product.id, product.name) for product in self.all()]

    def all(self) -> list[Product]:
        return [SHIRT, HOODIE, GONE]

    def get(self, product_id: str) -> Product | None:
        return next((p for p in self.all() if p.id == product_id), None)


class FakeWork:
    products = FakeShelf()

    def __enter__(self) -> FakeWork:
        return self

    def __exit__(self, *error: object) -> None:
        return None


class FakePolicies:
    def current(self, work: Any) -> Any:
        return SimpleNamespace(shop=SimpleNamespace(currency="USD", website="https://shop.example/"))


@pytest.fixture
def products() -> Products:
    none: Any = None
    open_work: Any = FakeWork
    return Products(Tools(open_work, FakePolicies(), none, none, none, none, none))


def test_a_product_is_found_by_a_sloppy_name(products: Products) -> None:
    assert [p.id for p in products.find("how much is the tshirt")] == ["p1"]


def test_the_number_of_variants_that_are_available_is_told(products: Products) -> None:
    assert products.find("t-shirts")[0].available_count == 2


def test_prices_are_those_of_what_is_available(products: Products) -> None:
    view = products.find("t-shirt")[0]
    assert (view.lowest, view.highest) == (Money(2000, "USD"), Money(2500, "USD"))


def test_options_tell_what_there_is_and_what_is_available(products: Products) -> None:
    view = products.find("t-shirt")[0]
    assert (view.options["color"], view.available_options["color"]) == (["blue", "red", "black"], ["blue"])


def test_the_page_is_the_products_own_link_or_made_from_its_id(products: Products) -> None:
    pages = [p.page for p in products.find("t-shirt and hoodie")]
    assert pages == ["https://shop.example/products/p1", "https://elsewhere.example/hoodie"]


def test_a_variant_has_a_link_that_puts_it_into_the_cart(products: Products) -> None:
    assert products.find("hoodie")[0].variants[0].cart == "https://shop.example/cart/add/v5"


def test_a_variant_out_of_stock_tells_when_it_is_back(products: Products) -> None:
    found = products.availability("p1", "in red, size M")
    assert found is not None and (found.available, found.restock_on) == ((), BACK)


def test_an_available_variant_has_no_day_of_return(products: Products) -> None:
    found = products.availability("p1", "is the blue one there?")
    assert found is not None and ([v.id for v in found.available], found.restock_on) == (["v1", "v2"], None)


def test_a_variant_that_nobody_expects_back_has_no_day(products: Products) -> None:
    found = products.availability("p1", "black")
    assert found is not None and ([v.id for v in found.asked], found.restock_on) == (["v4"], None)


def test_a_product_that_is_sold_out_tells_when_the_first_comes_back(products: Products) -> None:
    assert products.find("poncho")[0].restock_on == BACK


def test_availability_of_an_unknown_product_is_none(products: Products) -> None:
    assert products.availability("nope") is None


def test_a_search_without_a_fitting_price_shows_the_nearest(products: Products) -> None:
    found = products.search("t-shirt under $10")
    assert (found.hits, [h.first.id for h in found.near], found.highest) == ((), ["v1"], Money(1000, "USD"))


def test_a_search_in_a_colour_that_is_out_shows_what_is_there(products: Products) -> None:
    found = products.search("red t-shirt")
    assert (found.hits, [h.product.id for h in found.near]) == ((), ["p1"])


def test_a_search_orders_by_price_where_asked(products: Products) -> None:
    found = products.search("most expensive clothing")
    assert [h.first.id for h in found.hits] == ["v5", "v2"]


def test_a_search_for_what_the_shop_does_not_have_finds_nothing(products: Products) -> None:
    found = products.search("unicorn")
    assert (found.hits, found.near) == ((), ())


def test_the_cheapest_that_fits_comes_first(products: Products) -> None:
    assert [v.id for v in products.fitting("p1", "the cheapest one")] == ["v1", "v2"]


def test_a_comparison_tells_what_is_the_same_and_what_is_not(products: Products) -> None:
    found = products.compare("p1", "p2")
    assert found is not None and (found.same, found.different["fit"], found.cheaper) == (
        {"care": "30 degrees"},
        ("regular", "loose"),
        "p1",
    )


def test_a_comparison_with_an_unknown_product_is_none(products: Products) -> None:
    assert products.compare("p1", "nope") is None

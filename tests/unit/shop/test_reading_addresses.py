from __future__ import annotations

import pytest

from shop.model.customer import Address
from shop.services.reading.addresses import PartialAddress, read_address

HOME = Address("986 Sunset Drive", "Suite 259", "Denver", "CO", "80279", "USA")
NEW_YORK = Address("215 River Road", "Suite 991", "New York", "NY", "10083", "USA")
CAPITAL = Address("12 Elm Avenue", "", "Washington", "DC", "20177", "USA")
KNOWN = [HOME, NEW_YORK, CAPITAL]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("101 Highway, New York, NY 10001", ("101 Highway", "", "New York", "NY", "10001", "USA")),
        ("101 Highway, New York, 10001", ("101 Highway", "", "New York", "NY", "10001", "USA")),
        ("101 highway, new york, ny 10001", ("101 Highway", "", "New York", "NY", "10001", "USA")),
        (
            "445 Maple Drive Suite 394, Fort Worth, Texas, 76165, USA",
            ("445 Maple Drive", "Suite 394", "Fort Worth", "TX", "76165", "USA"),
        ),
        (
            "445 Maple Drive, Suite 394, Fort Worth, TX 76165",
            ("445 Maple Drive", "Suite 394", "Fort Worth", "TX", "76165", "USA"),
        ),
        (
            "445 Maple Drive\nSuite 394\nFort Worth, TX 76165\nUSA",
            ("445 Maple Drive", "Suite 394", "Fort Worth", "TX", "76165", "USA"),
        ),
        ("1234 Elm St, Springfield, IL, 62701", ("1234 Elm St", "", "Springfield", "IL", "62701", "USA")),
        ("1234 Elm St Springfield IL 62701", ("1234 Elm St", "", "Springfield", "IL", "62701", "USA")),
        (
            "1234 Elm St. Apt 4B, Springfield IL 62701-1234",
            ("1234 Elm St", "Apt 4B", "Springfield", "IL", "62701-1234", "USA"),
        ),
        (
            "my new address is 1234 Elm St, Springfield, IL 62701, thanks",
            ("1234 Elm St", "", "Springfield", "IL", "62701", "USA"),
        ),
        (
            "please send order #W2611340 to 77 Oak Lane #12, San Diego, California 92101",
            ("77 Oak Lane", "#12", "San Diego", "CA", "92101", "USA"),
        ),
        ("12 park blvd los angeles ca 90001", ("12 Park Blvd", "", "Los Angeles", "CA", "90001", "USA")),
        ("PO Box 12, Austin, TX 78701", ("PO Box 12", "", "Austin", "TX", "78701", "USA")),
        ("5 Main Street, New York, New York 10001", ("5 Main Street", "", "New York", "NY", "10001", "USA")),
        ("5 Main Street, Albany, New York 12207", ("5 Main Street", "", "Albany", "NY", "12207", "USA")),
        ("9 Pine Ct, Charleston, West Virginia, 25301", ("9 Pine Ct", "", "Charleston", "WV", "25301", "USA")),
        (
            "ship it to 9 Pine Ct, Salt Lake City, UT 84101 instead",
            ("9 Pine Ct", "", "Salt Lake City", "UT", "84101", "USA"),
        ),
        ("10 Downing Street, London SW1A 2AA, UK", ("10 Downing Street", "", "London", "", "SW1A 2AA", "GB")),
        (
            "Flat 3, 12 High Street, Leeds, LS1 4AP, United Kingdom",
            ("12 High Street", "Flat 3", "Leeds", "", "LS1 4AP", "GB"),
        ),
        ("221b baker street, london, nw1 6xe, england", ("221b Baker Street", "", "London", "", "NW1 6XE", "GB")),
        ("Hauptstra\u00dfe 5, 10115 Berlin, Germany", ("Hauptstra\u00dfe 5", "", "Berlin", "", "10115", "DE")),
        ("12 rue de la Paix, 75002 Paris, France", ("12 rue de la Paix", "", "Paris", "", "75002", "FR")),
        (
            "Keizersgracht 123, 1015 CJ Amsterdam, Netherlands",
            ("Keizersgracht 123", "", "Amsterdam", "", "1015 CJ", "NL"),
        ),
        ("Via Roma 10, 00184 Roma, Italy", ("Via Roma 10", "", "Roma", "", "00184", "IT")),
        ("Mariahilfer Stra\u00dfe 1, 1060 Wien, Austria", ("Mariahilfer Stra\u00dfe 1", "", "Wien", "", "1060", "AT")),
        ("100 Queen St W, Toronto, ON M5H 2N2, Canada", ("100 Queen St W", "", "Toronto", "ON", "M5H 2N2", "Canada")),
    ],
)
def test_an_address_is_read_into_its_parts(text: str, expected: tuple[str, ...]) -> None:
    assert read_address(text, []) == Address(*expected)


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("1234 Elm St", ("city", "state", "postcode")),
        ("1234 Elm St, Springfield", ("state", "postcode")),
        ("1234 Elm St, Springfield, IL", ("postcode",)),
        ("1234 Elm St, Springfield, 62701", ("state",)),
        ("1234 Elm St, 62701", ("city", "state")),
        ("10 Downing Street, London, UK", ("postcode",)),
        ("Springfield, IL 62701", ("line1",)),
        ("Suite 5, 1234 Elm St, Springfield", ("state", "postcode")),
    ],
)
def test_what_is_missing_is_named(text: str, missing: tuple[str, ...]) -> None:
    found = read_address(text, [])
    assert isinstance(found, PartialAddress) and found.missing == missing and found.parts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("my default address", HOME),
        ("the default one", HOME),
        ("use the address in my profile", HOME),
        ("home address please", HOME),
        ("my New York address", NEW_YORK),
        ("the NYC one", NEW_YORK),
        ("change my Denver order to my NYC address", NEW_YORK),
        ("move the order from new york to my Washington DC home", CAPITAL),
        ("washington", CAPITAL),
        ("the one on Elm Avenue", CAPITAL),
        ("215 River Road", NEW_YORK),
        ("my place in denver", HOME),
        ("my default Denver address", HOME),
        ("10083", NEW_YORK),
    ],
)
def test_a_known_address_is_recognised(text: str, expected: Address) -> None:
    assert read_address(text, KNOWN) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "cancel order W2611340",
        "where is my parcel",
        "yes",
        "return 2 items please",
        "I waited 3 weeks",
        "the blue one",
        "my new york order is late",
        "change the address",
        "5",
        "hello \U0001f44b",
    ],
)
def test_other_words_are_no_address(text: str) -> None:
    found = read_address(text, KNOWN)
    assert isinstance(found, PartialAddress) and not found.parts and not found.candidates


def test_the_address_of_the_other_order_is_the_other_known_one() -> None:
    assert read_address("same address as my other order", KNOWN[:2]) == NEW_YORK


def test_several_other_addresses_are_candidates() -> None:
    found = read_address("the address of my other order", KNOWN)
    assert isinstance(found, PartialAddress) and found.candidates == (NEW_YORK, CAPITAL)


def test_the_address_of_an_order_is_found_by_its_number() -> None:
    assert read_address("same as order W2611340", KNOWN, of_orders={"W2611340": CAPITAL}) == CAPITAL


def test_parts_that_come_later_complete_an_address() -> None:
    assert read_address("1234 Elm St, Springfield 62701 IL", []) == Address(
        "1234 Elm St", "", "Springfield", "IL", "62701", "USA"
    )

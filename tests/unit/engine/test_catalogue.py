from __future__ import annotations

import spacy

from engine.nlu.catalogue import build_matcher, find, spellings

CATALOGUE = {
    "products": [
        {"id": "1", "name": "T-Shirt", "options": {"color": ["blue"]}},
        {"id": "2", "name": "Desk Lamp", "options": {}},
    ]
}


def names(text: str) -> list[str]:
    nlp = spacy.blank("en")
    matcher, meanings = build_matcher(nlp, CATALOGUE)
    return [str(match.get("value") or match["name"]) for match in find(nlp, matcher, meanings, text)]


def test_a_name_is_found_however_it_is_spelt() -> None:
    assert [names(f"my {form} please") for form in ("t-shirt", "T SHIRT", "tshirts")] == [["T-Shirt"]] * 3


def test_products_and_options_are_found_in_order() -> None:
    assert names("a desk lamp and a blue t-shirt") == ["Desk Lamp", "blue", "T-Shirt"]


def test_a_text_without_names_matches_nothing() -> None:
    assert names("hello") == []


def test_plurals_and_singulars_are_spellings() -> None:
    assert {"boot", "boots"} <= spellings("Boots")

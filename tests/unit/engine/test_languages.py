from __future__ import annotations

import pytest

from engine.nlu.glossing import Glossary
from engine.nlu.languages import asked_for, identify
from engine.nlu.reading import Reader


def a_reader() -> Reader:
    """Knows a few words of English, Spanish and German; "no" is the same in two of them."""
    spanish = Glossary.parse("es", "quiero\tI want\nno\tno\nmi\tmy\npedido\torder\n")
    german = Glossary.parse("de", "danke\tthank you\nok\tok\nbestellung\torder\n")
    words = frozenset("where is my order no ok i want name the thanks".split())
    return Reader({"es": spanish, "de": german}, words)


@pytest.mark.parametrize(
    "text, code",
    [
        ("I would like to know where my parcel is", "en"),
        ("où est passée ma commande s'il vous plaît", "fr"),
        ("wann kommt meine Bestellung endlich an", "de"),
        ("cuándo llega el paquete que compré ayer", "es"),
        ("أين طلبي من فضلك", "ar"),
    ],
)
@pytest.mark.parametrize("before", [None, "en", "es"])
def test_a_whole_sentence_is_in_its_own_language_whatever_was_spoken_before(
    text: str, code: str, before: str | None
) -> None:
    assert identify(text, before).code == code


@pytest.mark.parametrize("before", ["en", "fr", "de", "es", "ar"])
def test_numbers_leave_the_conversation_in_its_language(before: str) -> None:
    assert identify("1234567", before).code == before


def test_numbers_at_the_beginning_are_english() -> None:
    assert identify("1234567", None).code == "en"


@pytest.mark.parametrize(
    "text, code",
    [
        ("Können wir Deutsch sprechen?", "de"),
        ("in english please", "en"),
        ("español", "es"),
        ("parlez français", "fr"),
        ("can you speak Arabic?", "ar"),
    ],
)
def test_a_language_that_is_asked_for_is_named(text: str, code: str) -> None:
    assert asked_for(text) == code


@pytest.mark.parametrize(
    "text", ["I bought a French press", "where is my order", "the english breakfast tea was broken"]
)
def test_a_language_that_is_only_mentioned_is_not_asked_for(text: str) -> None:
    assert asked_for(text) is None


def test_a_language_that_is_asked_for_is_spoken_whatever_the_words_are() -> None:
    found = identify("can we speak German?", "en")
    assert (found.code, found.asked) == ("de", True)


def test_a_language_that_the_shop_does_not_have_is_not_spoken() -> None:
    assert identify("can we speak German?", "en", ("en", "fr")).code != "de"


def test_a_letter_that_only_one_language_has_decides() -> None:
    assert identify("mañana", None).code == "es"


@pytest.mark.parametrize("name", ["Jürgen Müller", "Marie Dupont", "Juan García", "José", "Sofia Kovacs"])
@pytest.mark.parametrize("before", ["en", "de", "es"])
def test_a_name_leaves_the_conversation_in_its_language(name: str, before: str) -> None:
    assert a_reader().read(name, before).language.code == before


def test_a_foreign_name_in_a_sentence_does_not_change_its_language() -> None:
    assert a_reader().read("my name is Jürgen Müller", "en").language.code == "en"


@pytest.mark.parametrize("text, before", [("no", "es"), ("OK!", "de"), ("no", "en"), ("no no", "es")])
def test_a_word_that_two_languages_share_leaves_the_conversation_in_its_own(text: str, before: str) -> None:
    assert a_reader().read(text, before).language.code == before


@pytest.mark.parametrize(
    "text, before, code", [("danke", "en", "de"), ("mi pedido", "de", "es"), ("thanks", "es", "en")]
)
def test_a_word_that_only_another_language_has_changes_the_language(text: str, before: str, code: str) -> None:
    assert a_reader().read(text, before).language.code == code

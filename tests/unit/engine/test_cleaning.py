from __future__ import annotations

import pytest

from engine.nlu.cleaning import clean


def test_markup_is_taken_away_and_blocks_become_lines() -> None:
    assert clean("<p>Where is <b>my order</b></p><p>W1234567?</p>") == "Where is my order\nW1234567?"


def test_scripts_are_taken_away_with_what_they_hold() -> None:
    assert clean("<script>alert('x')</script>hello<style>p {}</style>") == "hello"


def test_entities_become_their_letters() -> None:
    assert clean("Tom &amp; Ann&#39;s order") == "Tom & Ann's order"


@pytest.mark.parametrize(
    "text", ["2 < 3 and 5 > 4", "I <3 it", "a & b", "write to <ann@example.com>", "see <https://shop.example/a>"]
)
def test_what_is_no_markup_stays(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize(
    "head",
    [
        "On Mon, 3 Jan 2026 at 10:00, Shop <help@shop.example> wrote:",
        "Le lun. 3 janv. 2026 à 10:00, Boutique a écrit :",
        "Am Mo., 3. Jan. 2026 um 10:00 schrieb Laden:",
        "El lun, 3 ene 2026 a las 10:00, Tienda escribió:",
        "-----Original Message-----",
        "From: Shop <help@shop.example>",
    ],
)
def test_an_answered_mail_is_not_read_again(head: str) -> None:
    assert clean(f"I want a refund\n\n{head}\n> Your order has been cancelled") == "I want a refund"


def test_quoted_lines_are_left_out_between_answers() -> None:
    assert clean("> which size?\nmedium\n> which colour?\nblue") == "medium\nblue"


@pytest.mark.parametrize(
    "signature",
    [
        "-- \nAnn\nCEO",
        "Sent from my iPhone",
        "Envoyé de mon iPhone",
        "Von meinem Handy gesendet",
        "Enviado desde mi móvil",
    ],
)
def test_signatures_are_left_out(signature: str) -> None:
    assert clean(f"where is it?\n{signature}") == "where is it?"


def test_hidden_characters_are_taken_out() -> None:
    assert clean("\ufeffre\u200bfu\u00adnd\u202e") == "refund"


def test_arabic_vowel_marks_are_taken_out() -> None:
    assert clean("طَلَبِي") == "طلبي"


def test_spaces_and_empty_lines_are_tidied() -> None:
    assert clean("  where \t is\n\n\n it? ") == "where is\nit?"


@pytest.mark.parametrize("text", ["> only quoted", "Sent from my iPhone", "On Monday at ten Bob wrote:"])
def test_a_message_of_which_nothing_would_be_left_stays(text: str) -> None:
    assert clean(text) == text


def test_markup_without_words_stays_as_it_came() -> None:
    assert clean(" <br> ") == "<br>"

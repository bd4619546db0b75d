from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.glossing import Glossary
from engine.nlu.languages import Identified
from engine.nlu.reading import ENGLISH, LANGUAGE, PLACES, Reader, Reading, english_words, put, sense

SPANISH = "quiero\tI want\ncancelar\tto cancel\nmi pedido\tmy order\nporfa\t-\n"
ARABIC = "الغاء\tcancel\nطلب\torder\n"


def a_reader() -> Reader:
    glossaries = {"es": Glossary.parse("es", SPANISH), "ar": Glossary.parse("ar", ARABIC)}
    return Reader(glossaries, frozenset("i want to cancel my order where is".split()))


def test_another_language_is_read_as_english_words() -> None:
    assert a_reader().read("quiero cancelar mi pedido").english == "I want to cancel my order"


def test_english_is_read_as_it_stands() -> None:
    assert a_reader().read("where is my order?", language="en").english == "where is my order?"


def test_the_sense_names_kinds_instead_of_numbers() -> None:
    reading = a_reader().read("quiero cancelar W1234567 porfa", language="es")
    assert reading.sense == "I want to cancel order number"


def test_two_orders_have_one_sense() -> None:
    assert sense("cancel W1234567") == sense("cancel #w 7654321")


def test_long_drawn_letters_are_shortened_in_the_sense() -> None:
    assert sense("sooooo late!!!!!") == "soo late!!"


def test_the_original_has_neither_numbers_nor_addresses() -> None:
    reading = a_reader().read("quiero W1234567 ann@example.com", language="es")
    assert reading.original == "quiero"


def test_figures_of_other_scripts_are_read_as_order_numbers() -> None:
    assert a_reader().read("إلغاء ١٢٣٤٥٦٧").sense == "cancel order number"


@pytest.mark.parametrize("text", ["quiero porfa cancelar mi pedido W1234567", "QUIERO... mi   pedido", "mi pedido xyz"])
def test_places_map_each_english_phrase_back_to_its_words(text: str) -> None:
    glossary = a_reader().glossaries["es"]
    reading = a_reader().read(text, language="es")
    said = [(reading.english[a:b], text[c:d]) for a, b, c, d in reading.places]
    assert said and all(english in (glossary.gloss(words), words) for english, words in said)


def test_the_places_cover_the_english_text() -> None:
    reading = a_reader().read("quiero porfa cancelar mi pedido", language="es")
    assert " ".join(reading.english[a:b] for a, b, _, _ in reading.places) == reading.english


def test_the_place_of_an_english_message_is_all_of_it() -> None:
    assert a_reader().read("where is it", language="en").places == [(0, 11, 0, 11)]


@pytest.mark.parametrize(
    "text, known", [("where is my order", 1.0), ("where is qwx zzz", 0.5), ("W1234567", 0.0), ("", 1.0)]
)
def test_the_share_of_known_words_is_told(text: str, known: float) -> None:
    assert a_reader().read(text, language="en").known == known


def test_the_known_words_come_from_sentences_and_from_phrase_lists() -> None:
    words = english_words(["Track it"], {"es": Glossary.parse("es", "devolver\tgive back\n")})
    assert words == {"track", "it", "give", "back"}


def test_a_reading_is_put_where_the_action_server_sees_it() -> None:
    message = Message({TEXT: "mi pedido"})
    put(message, Reading("mi pedido", Identified("es", 0.91234), "my order", [(0, 8, 0, 9)]))
    assert message.as_dict(only_output_properties=True) | {TEXT: ""} == {
        TEXT: "",
        LANGUAGE: {"code": "es", "confidence": 0.912, "asked": False},
        ENGLISH: "my order",
    }


def test_places_stay_inside_the_engine() -> None:
    message = Message({TEXT: "mi pedido"})
    put(message, a_reader().read("mi pedido", language="es"))
    assert PLACES not in message.as_dict(only_output_properties=True)

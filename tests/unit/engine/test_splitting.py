from __future__ import annotations

import pytest
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from engine.nlu.asking import asks, reports, speaks_of_us
from engine.nlu.glossing import Glossary
from engine.nlu.reading import ENGLISH, PART_OF, STORY, Reader, put
from engine.nlu.requests import REQUESTS, RequestJoiner, RequestSplitter, original_span
from engine.nlu.splitting import MOST, _cuts, _pipeline, borrowed_verbs, clauses, sentences


def parts_of(text: str) -> list[str]:
    return [text[start:end] for start, end in clauses(text)]


def a_message(text: str) -> Message:
    message = Message({TEXT: text})
    put(message, Reader({}, frozenset()).read(text, language="en"))
    return message


@pytest.mark.parametrize(
    "text, parts",
    [
        ("cancel W1 and where is W2?", ["cancel W1", "where is W2?"]),
        ("return the lamp and exchange the boots", ["return the lamp", "exchange the boots"]),
        ("cancel W1, and also return W2", ["cancel W1", "return W2"]),
        ("where is W1? also my jacket came torn", ["where is W1?", "my jacket came torn"]),
        ("cancel W1\nreturn W2", ["cancel W1", "return W2"]),
        (
            "exchange the coat for a 40, and can it be washed hot",
            ["exchange the coat for a 40", "can it be washed hot"],
        ),
        ("change my phone to 5550100 and my first name to Mia", ["change my phone to 5550100", "my first name to Mia"]),
        (
            "the lamp leaks oil, could you sort that? where is W2?",
            ["the lamp leaks oil, could you sort that?", "where is W2?"],
        ),
        ("I ordered two bowls, got one. do you ship to Peru", ["I ordered two bowls, got one.", "do you ship to Peru"]),
        ("if you have any tents left I'll take two", ["if you have any tents left", "I'll take two"]),
        (
            "the page won't load, if it stays so put me through",
            ["the page won't load", "if it stays so", "put me through"],
        ),
        ("I'm returning the vase n do you sell candles", ["I'm returning the vase", "do you sell candles"]),
    ],
)
def test_requests_are_told_apart_however_they_are_joined(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    "text, parts",
    [
        ("where is W1 and what about W2", ["where is W1", "what about W2"]),
    ],
)
def test_several_requests_are_told_apart(text: str, parts: list[str]) -> None:
    assert parts_of(text) == parts


@pytest.mark.parametrize(
    "text",
    [
        "return the lamp and the boots",
        "my name is Ann and my zip is 12345",
        "yes",
        "",
        "the blue one and the red one",
        "where is my salt & pepper mill",
        "can I change my rock n roll record",
    ],
)
def test_one_request_stays_whole(text: str) -> None:
    assert parts_of(text) == [text]


def test_the_sentences_of_a_letter_are_looked_at_whole() -> None:
    text = "Hello. I bought a lamp, and it was nice. Then it broke. Can you refund me and cancel the rest?"
    assert parts_of(text) == ["Hello.", "I bought a lamp, and it was nice.", "Then it broke.",
                              "Can you refund me and cancel the rest?"]  # fmt: skip


def test_no_more_clauses_are_read_than_a_message_may_have() -> None:
    assert len(clauses("where is my order? " * 2 * MOST)) == MOST


def test_an_abbreviation_ends_no_sentence() -> None:
    assert len(sentences("Where is order no. 5 please? Thanks")) == 2


@pytest.mark.parametrize("text", ["where is it", "could you help", "pls cancel", "track it", "W1 to return"])
def test_a_wish_asks(text: str) -> None:
    assert asks(text)


@pytest.mark.parametrize("text", ["my name is Ann", "the lamp broke", "thanks", "W1234567"])
def test_a_report_does_not_ask(text: str) -> None:
    assert not asks(text)


def test_the_span_of_a_gloss_maps_back_to_the_words_it_comes_from() -> None:
    text = "annule W1 et où est W2"
    glossary = Glossary.parse("fr", "annule\tcancel\net\tand\noù est\twhere is\n")
    reading = Reader({"fr": glossary}, frozenset()).read(text, language="fr")
    begin = reading.english.index("where")
    start, end = original_span(reading.places, (begin, len(reading.english)))
    assert text[start:end] == "où est W2"


def test_the_span_of_an_english_message_is_itself() -> None:
    assert original_span([(0, 20, 0, 20)], (5, 9)) == (5, 9)


def test_a_span_of_a_message_that_is_one_phrase_is_all_of_it() -> None:
    assert original_span([(0, 30, 0, 21)], (16, 30)) == (0, 21)


def test_a_span_that_no_word_stands_in_is_empty() -> None:
    assert original_span([(0, 3, 0, 4), (4, 8, 5, 9)], (8, 9)) == (0, 0)


def test_the_clauses_of_a_message_are_messages_behind_it() -> None:
    read = RequestSplitter().process([a_message("cancel W1 and where is W2?")])
    assert [(m.get(TEXT), m.get(PART_OF)) for m in read] == [
        ("cancel W1 and where is W2?", None),
        ("cancel W1", 0),
        ("where is W2?", 0),
    ]


def test_the_joiner_leaves_the_message_alone_with_its_requests() -> None:
    messages = RequestSplitter().process([a_message("cancel W1 and where is W2?")])
    for message, intent in zip(messages, ["track_order", "cancel_order", "track_order"]):
        message.set(INTENT, {"name": intent, "confidence": 0.9})
    (whole,) = RequestJoiner().process(messages)
    assert [request["intent"] for request in whole.get(REQUESTS)] == ["cancel_order", "track_order"]


@pytest.mark.parametrize(
    "text", ["where is it", "my kettle leaks", "got a lamp that smells of smoke", "I moved to 12 Elm St"]
)
def test_a_clause_may_be_about_the_shop(text: str) -> None:
    assert speaks_of_us(text)


@pytest.mark.parametrize("text", ["we went to the mountains", "the weather was lovely all week long"])
def test_a_story_is_told_by_its_words(text: str) -> None:
    assert not speaks_of_us(text)


def test_a_story_beside_requests_is_not_judged() -> None:
    told = "We spent a week at the sea. My lamp is broken. Can you refund it? And where is W2?"
    read = RequestSplitter().process([a_message(told)])
    assert [m.get(TEXT) for m in read if m.get(STORY)] == ["We spent a week at the sea."]


@pytest.mark.parametrize(
    "text",
    [
        "one line",
        "one! two",
        "so...",
        "what?! no",
        "a 3.5 inch disk",
        'he said "go." Then he left',
        "well. :)",
        "ok. 👍",
        "",
    ],
)
def test_a_line_without_an_end_inside_is_told_without_the_pipeline(text: str) -> None:
    assert _cuts(text) == ([(s.start_char, s.end_char) for s in _pipeline()(text).sents] or [(0, 0)])


def test_a_second_change_has_the_verb_of_the_first() -> None:
    assert borrowed_verbs(["please update my street to Elm Rd", "5550 Ohio", "my surname to Ruiz"]) == [
        "",
        "",
        "update",
    ]


@pytest.mark.parametrize(
    "said", [["cancel my order", "my name to you"], ["update my card", "where is it", "my bag to go"]]
)
def test_no_verb_is_borrowed_from_another_matter(said: list[str]) -> None:
    assert not any(borrowed_verbs(said))


def test_a_clause_with_a_borrowed_verb_is_read_with_it() -> None:
    told = a_message("update my phone to 5550100 and my surname to Ruiz")
    assert [m.get(ENGLISH) for m in RequestSplitter().process([told])][2] == "update my surname to Ruiz"


@pytest.mark.parametrize(
    "text", ["ordered a red hat and received a blue one", "my kettle never came", "the zip is broken"]
)
def test_trouble_is_reported(text: str) -> None:
    assert reports(text)

"""What a customer typed: readable, without unseen characters, and never a command of the engine."""

from __future__ import annotations

import importlib.util
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gateway.chat.cleaning import clean, unmasked

ROOT = Path(__file__).resolve().parents[3]
SLASHES = "/／⁄∕⧸"
VISIBLE_FORMATS = {chr(c) for c in [*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD]}
JOINERS = {"\u200c", "\u200d"}
PIECES = [
    *SLASHES, "restart", "EXTERNAL:", "ＥＸＴＥＲＮＡＬ：", "exter\u200bnal :", "\ufeff", "\u200b", "\u202e", "\u2066",
    "\u200d", "\u200c",
    "\u064b", "\u0640", "\u0338", "\ufe0f", "&#47;", "&sol;", "&nbsp", "&#x2f", "&#10", "&#1;", "&shy;", "&zwj;",
    "&#00;", "&", "#47;", "sol;",
    "<b>", "</b>", "<br/>", "<!--x-->", ">", "> ", "|", "\n", "\r\n", "\u2028", "\x85", "\t", " ", "\xa0", "\ud83d",
    "\ude00", "\x00", "\x1c",
    "👩", "💻", "1", "٤", "a", "م", "خ", "क", "\u094d", "½", "e", "\u0301", "-- ", "On Monday the shop wrote:",
    "{\"a\":1}", "@0.5",
]  # fmt: skip
anything = st.text(max_size=60) | st.text(
    st.characters(), max_size=30
) | st.lists(st.sampled_from(PIECES), max_size=12).map("".join)  # fmt: skip
surrogates = st.text(st.characters(categories=["Cs", "Cf", "Cc", "Zs", "Ll"]), max_size=20)


def engines_own_cleaning() -> Any:
    """Loaded from its file: the package around it needs the engine's libraries."""
    path = ROOT / "engine" / "nlu" / "cleaning.py"
    spec = importlib.util.spec_from_file_location("engines_own_cleaning", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ENGINE = engines_own_cleaning()


@given(anything | surrogates)
@settings(max_examples=200, deadline=None)
def test_what_is_clean_stays_as_it_is(text: str) -> None:
    assert clean(clean(text)) == clean(text)


@given(anything | surrogates)
@settings(max_examples=200, deadline=None)
def test_no_line_begins_like_a_command_of_the_engine(text: str) -> None:
    for line in clean(text).split("\n"):
        assert not line.lstrip().startswith(tuple(SLASHES))
        assert not line.lstrip().casefold().startswith("external:")


@given(anything)
@settings(max_examples=200, deadline=None)
def test_nothing_is_a_command_once_the_engine_has_cleaned_it_in_its_own_way(text: str) -> None:
    assert not ENGINE.clean(clean(text)).strip().startswith("/")


@given(anything | surrogates)
@settings(max_examples=200, deadline=None)
def test_nothing_unseen_is_left(text: str) -> None:
    kept = VISIBLE_FORMATS | JOINERS | {"\n"}
    assert [each for each in clean(text) if unicodedata.category(each) in ("Cc", "Cs", "Cf") and each not in kept] == []


@given(anything | surrogates)
@settings(max_examples=200, deadline=None)
def test_all_is_in_one_normal_form(text: str) -> None:
    assert unicodedata.is_normalized("NFKC", clean(text))


@given(anything | surrogates)
@settings(max_examples=200, deadline=None)
def test_every_letter_of_the_shadow_has_its_place_in_the_text(text: str) -> None:
    shadow, places = unmasked(text)
    assert len(places) == len(shadow) + 1 and list(places) == sorted(places) and places[len(shadow)] == len(text)


@pytest.mark.parametrize(
    "typed",
    ["/restart", " / restart", "／restart", "\ufeff/restart", "\u200b\u2060⁄restart", "∕restart", "⧸restart",
     "//restart", "\u202e/restart",
     "&#47;restart", "&sol;restart", "&nbsp/restart", "&#x2F;restart", "\u0640/restart", "\t\n/restart",
     "/\u200b/restart", "\x1c/restart"],
)  # fmt: skip
def test_a_command_loses_its_slash_and_keeps_its_word(typed: str) -> None:
    assert clean(typed) == "restart"


def test_what_follows_a_command_stays_readable() -> None:
    assert clean('/refund{"order_id":"1"}') == 'refund{"order_id":"1"}'


@pytest.mark.parametrize(
    "typed", ["EXTERNAL: x", "external : x", "ＥＸＴＥＲＮＡＬ： x", "EXT\u200bERNAL: x", "/EXTERNAL:: x"]
)
def test_what_looks_like_an_outside_event_loses_its_colon(typed: str) -> None:
    assert clean(typed).casefold() == "external x"


@pytest.mark.parametrize(
    "typed",
    ["> hello\n/restart", "<b></b>/restart", "<br/>/restart", "On Monday at 9 the shop wrote:\n/restart",
     "> a&#10/restart"],
)  # fmt: skip
def test_a_command_behind_what_the_engine_drops_is_none(typed: str) -> None:
    assert not ENGINE.clean(clean(typed)).startswith("/")


@pytest.mark.parametrize(
    "typed",
    ["1/2", "black and/or blue", "https://shop.example/a?b=1&copy=2", "24 / 7", "R&D <b>now</b>", "AT&T/help",
     "see /returns",
     "The EXTERNAL: drive", "می\u200cخواهم", "क्\u200dष", "👩\u200d💻 ❤️ 👍🏽", "🏴‍☠️"],
)  # fmt: skip
def test_ordinary_writing_stays(typed: str) -> None:
    assert clean(typed) == typed


@pytest.mark.parametrize(
    "typed", ["", " \n\t", "\u200b\u2060\ufeff", "\u202e\u2066", "\u3164\u2800", "\ud800", "/", "\x00"]
)
def test_of_nothing_to_read_nothing_is_left(typed: str) -> None:
    assert clean(typed) == ""


def test_joiners_hide_no_digit_and_no_letter() -> None:
    assert clean("42\u200d42\u200c4 ٤\u200d٢ re\u200dstart") == "42424 ٤٢ restart"


def test_emoji_shapes_hide_no_digit() -> None:
    assert "\ufe0f" not in clean("4\ufe0f2\ufe0f")


def test_lines_end_in_one_way_and_at_most_two_are_blank() -> None:
    assert clean("a\r\nb\rc\u2028d\x85e\n \n\t\n\n\nf") == "a\nb\nc\nd\ne\n\n\nf"


@pytest.mark.parametrize(
    "piece",
    [
        "&",
        "> ",
        "/ ",
        "\n ",
        "&shy;",
        "\u200d",
        "😀\u200d",
        "external : ",
        ">external",
        "<",
        "&#38",
        ">ـ",
        "&s&shy;ol;",
    ],
)
def test_long_rows_of_anything_come_to_an_end(piece: str) -> None:
    assert len(clean(piece * 2_000)) <= len(piece) * 2_000

"""The public door's own words are there in every language, with the same gaps to fill."""

from __future__ import annotations

import re

import pytest

from gateway.words import LANGUAGES, words


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things(language: str) -> None:
    gaps = {key: set(re.findall(r"\{\w+\}", text)) for key, text in words(language).items()}
    assert gaps == {key: set(re.findall(r"\{\w+\}", text)) for key, text in words("en").items()}


def test_english_stands_in_for_a_language_that_is_not_there() -> None:
    assert words("xx") == words("en")

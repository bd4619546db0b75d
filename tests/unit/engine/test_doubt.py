"""When a message is none of ours, and when two readings of it are equally good."""

from __future__ import annotations

from pathlib import Path

import pytest

from engine.nlu.intents.doubt import Doubt, Signs, near_equals


def a_doubt() -> Doubt:
    ours = [Signs(0.05 + i / 1000, 0.9 - i / 1000, 0.8 - i / 1000) for i in range(60)]
    others = [Signs(0.8 - i / 1000, 0.15, 0.2 + i / 1000) for i in range(60)]
    return Doubt.fit(ours + others, [False] * 60 + [True] * 60)


CERTAINLY = [("cancel_order", 0.9), ("track_order", 0.1)]
EQUALLY = [("cancel_order", 0.4), ("track_order", 0.38), ("greet", 0.37)]


def test_what_is_far_from_all_that_is_known_is_foreign() -> None:
    assert a_doubt().kind(Signs(0.9, 0.1, 0.1), CERTAINLY) == "foreign"


def test_what_is_near_is_kept() -> None:
    assert a_doubt().kind(Signs(0.02, 0.95, 0.95), CERTAINLY) == "clear"


def test_what_two_intents_may_mean_is_ambiguous() -> None:
    assert a_doubt().kind(Signs(0.02, 0.95, 0.95), EQUALLY) == "ambiguous"


def test_at_most_a_fiftieth_of_our_own_sentences_is_refused() -> None:
    doubt = a_doubt()
    ours = [Signs(0.05 + i / 1000, 0.9 - i / 1000, 0.8 - i / 1000) for i in range(60)]
    assert sum(doubt.kind(signs, CERTAINLY) == "foreign" for signs in ours) <= 2


def signs_in(number: int, strange: float) -> list[Signs]:
    return [Signs(0.1 + strange * i / 5000, 0.7, 0.8 - strange * i / 1000) for i in range(number)]


def test_a_language_whose_sentences_look_stranger_has_a_limit_of_its_own() -> None:
    known, strange, others = (
        signs_in(400, 0.2),
        signs_in(400, 1.0),
        [Signs(0.9, 0.1, 0.2 + i / 1000) for i in range(60)],
    )
    languages = [*["en"] * 400, *["ar"] * 400, *["en"] * 60]
    doubt = Doubt.fit([*known, *strange, *others], [False] * 800 + [True] * 60, languages)
    assert doubt.limits["en"] < doubt.limits["ar"]


def test_what_is_foreign_by_its_best_intent_counts_among_the_refused() -> None:
    plain, others = signs_in(400, 0.2), [Signs(0.9, 0.1, 0.2) for _ in range(60)]
    refused = [Signs(0.6, 0.2, 0.6) for _ in range(8)]
    limit = Doubt.fit([*plain, *others], [False] * 400 + [True] * 60).limit
    assert Doubt.fit([*plain, *refused, *others], [False] * 408 + [True] * 60).limit != limit


def test_a_saved_doubt_judges_the_same(tmp_path: Path) -> None:
    doubt = a_doubt()
    doubt.save(tmp_path)
    assert Doubt.load(tmp_path) == doubt


@pytest.mark.parametrize(
    "ranked, near",
    [
        (EQUALLY, ["cancel_order", "track_order"]),
        (CERTAINLY, ["cancel_order"]),
        ([("cancel_order", 0.4), ("track_order", 0.1)], ["cancel_order"]),
        ([("greet", 0.4), ("cancel_order", 0.39)], ["greet"]),
    ],
)
def test_only_requests_that_are_nearly_as_good_are_worth_asking_about(
    ranked: list[tuple[str, float]], near: list[str]
) -> None:
    assert near_equals(ranked) == near

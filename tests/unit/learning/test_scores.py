"""Scoring files of sentences: what is a good row, and what counts as right."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from learning.rows import Row, RowError, read_rows
from learning.scores import score

LABELS = frozenset({"track_order", "cancel_order", "out_of_scope"})
COARSE = {
    "track_order": "track_order",
    "list_orders": "track_order",
    "cancel_order": "cancel_order",
    "out_of_scope": "out_of_scope",
}


def a_file(folder: Path, *lines: str) -> Path:
    path = folder / "rows.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def a_row(label: str = "track_order", *accept: str) -> Row:
    return Row("text", label, frozenset({label, *accept}), "en")


def a_reading(intent: str, ms: float = 5.0) -> dict[str, object]:
    return {"intent": {"name": intent}, "ms": ms}


def test_a_good_row_is_read_whole(tmp_path: Path) -> None:
    path = a_file(
        tmp_path, json.dumps({"text": "where is it", "label": "track_order", "accept": ["cancel_order"], "lang": "fr"})
    )
    assert read_rows(path, LABELS) == [
        Row("where is it", "track_order", frozenset({"track_order", "cancel_order"}), "fr")
    ]


@pytest.mark.parametrize(
    "line, told",
    [
        ("{", "not JSON"),
        ("[]", "needs a `text`"),
        ('{"text": " "}', "needs a `text`"),
        ('{"text": "a", "label": "weather"}', "knows no label 'weather'"),
        ('{"text": "a", "label": "track_order", "accept": "x"}', "list of texts"),
        ('{"text": "a", "label": "track_order", "lang": "xx"}', "'xx'"),
    ],
)
def test_a_bad_row_is_named_with_its_line(tmp_path: Path, line: str, told: str) -> None:
    path = a_file(tmp_path, '{"text": "a", "label": "track_order"}', line)
    with pytest.raises(RowError, match=r"rows\.jsonl:2: ") as raised:
        read_rows(path, LABELS)
    assert told in str(raised.value)


def test_an_empty_file_says_what_to_write(tmp_path: Path) -> None:
    with pytest.raises(RowError, match="holds no rows"):
        read_rows(a_file(tmp_path, "", " "), LABELS)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(RowError, match="no such file"):
        read_rows(tmp_path / "none.jsonl", LABELS)


def test_a_fine_intent_counts_as_its_label() -> None:
    assert score([a_row()], [a_reading("list_orders")], COARSE).accuracy == 1.0


def test_any_accepted_label_is_right() -> None:
    assert score([a_row("track_order", "cancel_order")], [a_reading("cancel_order")], COARSE).accuracy == 1.0


def test_not_understanding_refuses() -> None:
    found = score([a_row(), a_row()], [a_reading("nlu_fallback"), a_reading("track_order")], COARSE)
    assert (found.refused, found.accuracy) == (0.5, 0.5)


def test_foreign_rows_are_not_counted_among_those_in_scope() -> None:
    found = score([a_row("out_of_scope"), a_row()], [a_reading("out_of_scope"), a_reading("track_order")], COARSE)
    assert (found.refused, found.foreign_refused) == (0.0, 1.0)


def test_macro_f1_weighs_each_label_alike() -> None:
    rows = [a_row(), a_row(), a_row(), a_row("cancel_order")]
    found = score(rows, [a_reading("track_order")] * 4, COARSE)
    assert found.macro_f1 == pytest.approx((2 * 0.75 / 1.75 + 0) / 2, abs=1e-3)


def test_confusions_are_counted_by_what_was_meant() -> None:
    assert score([a_row("cancel_order")], [a_reading("track_order")], COARSE).confusions == {
        ("cancel_order", "track_order"): 1
    }

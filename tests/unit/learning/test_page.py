"""The tables, where they are written, and how the command ends when it cannot measure."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from learning import comparison, evaluation, page
from learning.__main__ import app
from learning.comparison import Measured
from learning.entities import Counts, EntityFigures
from learning.evaluation import Evaluation
from learning.reading import EngineFailed
from learning.rivals import Rival
from learning.rows import Row
from learning.scores import Scores, score
from learning.tables import comparison_table, entity_table

MARKED = "before\n<!-- figures -->\nold\n<!-- end of figures -->\nmiddle\n<!-- comparison -->\nkept\n<!-- end of comparison -->\nafter\n"


def some_scores(*labels: str, said: str = "track_order") -> Scores:
    rows = [Row("text", label, frozenset({label}), "en") for label in labels]
    return score(rows, [{"intent": {"name": said}, "ms": 1.0}] * len(rows), {})


def a_measurement(name: str, sets: dict[str, Scores] | None = None) -> Measured:
    rival = Rival(name, name, Path(), Path(), 1060, "20 an intent")
    times = [float(n) for n in range(1, 101)]
    return Measured(rival, sets or {"en": some_scores("track_order", "greet")}, times, 61.4, 640.2, 1.66)


def lines_of(table: str) -> dict[str, list[str]]:
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in table.splitlines()]
    return {row[0]: row[1:] for row in rows}


def test_each_rival_has_a_column() -> None:
    table = lines_of(comparison_table([a_measurement("one"), a_measurement("two")]))
    assert table[""] == ["one", "two"] and {len(cells) for cells in table.values()} == {2}


def test_the_costs_of_a_rival_are_told_with_their_units() -> None:
    table = lines_of(comparison_table([a_measurement("one")]))
    told = [table[key][0] for key in ("training sentences", "training, s", "one message, p50 / p95 ms")]
    assert [*told, table["memory, MB"][0], table["archive, MB"][0]] == [
        "1,060 (20 an intent)",
        "61",
        "51.0 / 96.0",
        "640",
        "1.7",
    ]


def test_each_set_of_sentences_has_its_own_rows() -> None:
    table = lines_of(comparison_table([a_measurement("one")]))
    assert (table["en (2): right"], table["en (2): in scope refused"]) == (["50.0 %"], ["0.0 %"])


def test_of_sentences_out_of_scope_only_the_share_that_is_right_is_told() -> None:
    only_foreign = a_measurement("one", {"near misses": some_scores("out_of_scope", "out_of_scope")})
    assert [row for row in lines_of(comparison_table([only_foreign])) if row.startswith("near")] == [
        "near misses (2): right"
    ]


def test_entities_are_told_as_recall_and_precision() -> None:
    found = EntityFigures(
        {"all": 3, "fr": 3}, {"all": 1, "fr": 1}, {"all": 2, "fr": 2}, {"date": {"all": Counts(4, 6, 5)}}
    )
    table = lines_of(entity_table(found))
    assert (table["date"][0], table["whole messages right"][0], table["date"][1]) == ("4/6 · 4/5", "1/3", "–")


def test_only_what_stands_between_the_marks_is_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(MARKED, encoding="utf-8")
    page.put("new", page.FIGURES, path)
    assert path.read_text(encoding="utf-8") == MARKED.replace("old", "new")


def test_a_comparison_leaves_the_figures_alone(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text(MARKED, encoding="utf-8")
    page.write_comparison([a_measurement("one")], path)
    written = path.read_text(encoding="utf-8")
    assert "\nold\n" in written and "\nkept\n" not in written and "| training, s | 61 |" in written


def test_a_page_without_marks_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "page.md"
    path.write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match="comparison"):
        page.put("new", page.COMPARISON, path)


def test_the_page_has_both_pairs_of_marks() -> None:
    text = page.PAGE.read_text(encoding="utf-8")
    assert [
        text.count(f"<!-- {end}{name} -->") for name in (page.FIGURES, page.COMPARISON) for end in ("", "end of ")
    ] == [1] * 4


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the command did, with nothing measured in truth."""
    done: list[str] = []
    monkeypatch.setattr(evaluation, "evaluate", lambda also: done.append("evaluated") or Evaluation())
    monkeypatch.setattr(page, "write", lambda found: done.append("figures written"))
    monkeypatch.setattr(page, "write_comparison", lambda found: done.append("comparison written"))
    monkeypatch.setattr("learning.tables.tables", lambda found: "figures")
    monkeypatch.setattr(comparison, "compare", lambda also: [a_measurement("one")])
    return done


def test_nothing_is_compared_unless_asked(measured: list[str]) -> None:
    assert CliRunner().invoke(app, ["evaluate"]).exit_code == 0
    assert measured == ["evaluated", "figures written"]


def test_a_comparison_is_written_and_printed(measured: list[str]) -> None:
    result = CliRunner().invoke(app, ["evaluate", "--compare"])
    assert measured[-1] == "comparison written" and "| archive, MB | 1.7 |" in result.output


def test_a_rival_that_cannot_be_trained_ends_with_its_sentence_and_code_2(
    measured: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(also: list[Path]) -> list[Measured]:
        raise EngineFailed("Rasa's default could not be trained")

    monkeypatch.setattr(comparison, "compare", fails)
    result = CliRunner().invoke(app, ["evaluate", "--compare"])
    assert (result.exit_code, result.stderr) == (2, "Rasa's default could not be trained\n")


def test_a_missing_file_ends_with_its_sentence_and_code_2(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["evaluate", "--also", str(tmp_path / "none.jsonl")])
    assert (result.exit_code, result.stderr) == (2, f"{tmp_path / 'none.jsonl'}: there is no such file\n")

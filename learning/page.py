"""docs/evaluation.md: what stands between two marks is written anew, the rest is people's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from learning.comparison import Measured
from learning.evaluation import Evaluation
from learning.pictures import confusion, reliability, threshold
from learning.rows import ROOT
from learning.tables import comparison_table, tables

PAGE = ROOT / "docs" / "evaluation.md"
PICTURES = ROOT / "docs" / "pictures"
FIGURES, COMPARISON = "figures", "comparison"


def write(found: Evaluation, page: Path = PAGE) -> None:
    confusion(found.sets["en"], PICTURES / "confusion.png")
    reliability(found.reliability, PICTURES / "reliability.png")
    threshold(found.strangeness, PICTURES / "threshold.png")
    put(tables(found), FIGURES, page)


def write_comparison(found: Sequence[Measured], page: Path = PAGE) -> None:
    put(comparison_table(found), COMPARISON, page)


def put(body: str, name: str, page: Path) -> None:
    """Between the marks of that name, and nowhere else. Raises ValueError for a page without them."""
    start, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    text = page.read_text(encoding="utf-8")
    before, opened, rest = text.partition(start)
    _, closed, after = rest.partition(end)
    if not opened or not closed:
        raise ValueError(f"{page} has no lines {start} and {end} to write between")
    page.write_text(f"{before}{start}\n{body}\n{end}{after}", encoding="utf-8")

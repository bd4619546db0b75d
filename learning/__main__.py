"""`python -m learning`: scores the present model on files of sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from learning.reading import EngineFailed, understood
from learning.rows import RowError, coarse_of, read_rows
from learning.scores import Scores, score
from scripts.say import interruptible

app = typer.Typer(no_args_is_help=True, add_completion=False, help="Measures what the assistant understands.")


@app.callback()
def about() -> None:
    """Measures what the assistant understands."""


@app.command("score")
def score_file(
    file: Annotated[Path, typer.Argument(help="JSON lines: text, label, accept, lang")],
    as_json: Annotated[bool, typer.Option("--json", help="one JSON object instead of tables")] = False,
) -> None:
    """Scores a file with the model of the present data, which is trained if there is none."""
    coarse = coarse_of()
    try:
        rows = read_rows(file, frozenset(coarse.values()))
        found = score(rows, understood([row.text for row in rows]), coarse)
    except (RowError, EngineFailed) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None
    if as_json:
        typer.echo(json.dumps(found.as_dict()))
    else:
        show(found)


@app.command("evaluate")
def evaluate_all(
    also: Annotated[list[Path] | None, typer.Option(help="further files of the same form")] = None,
    compare: Annotated[bool, typer.Option(help="train Rasa's own pipelines too and measure them beside ours")] = False,
) -> None:
    """Measures all that is held out, and writes docs/evaluation.md with its pictures."""
    from learning import comparison, page, tables
    from learning.evaluation import evaluate

    try:
        found = evaluate(also or [])
        page.write(found)
        typer.echo(tables.tables(found))
        if compare:
            beside = comparison.compare(also or [])
            page.write_comparison(beside)
            typer.echo(f"\n{tables.comparison_table(beside)}")
    except (RowError, EngineFailed) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from None


def show(found: Scores) -> None:
    console = Console()
    table = Table("label", "rows", "right", "F1")
    for name, each in sorted(found.labels.items()):
        if each.n:
            table.add_row(name, str(each.n), f"{each.right / each.n:.1%}", f"{each.f1:.2f}")
    console.print(table)
    foreign = "" if found.foreign_refused is None else f", out of scope refused {found.foreign_refused:.1%}"
    console.print(
        f"{found.n} rows: accuracy {found.accuracy:.1%}, macro F1 {found.macro_f1:.3f}, in scope refused {found.refused:.1%}{foreign}"
    )
    console.print(f"read in {found.p50:.1f} ms (median), {found.p95:.1f} ms (95 %)")
    for (label, said), times in found.confusions.most_common(10):
        console.print(f"  {label} taken for {said}: {times}")


if __name__ == "__main__":
    interruptible(app)

"""The figures as tables in Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from learning.comparison import Measured
from learning.entities import Counts, EntityFigures
from learning.evaluation import Evaluation
from learning.rows import FOREIGN, LANGUAGES
from learning.scores import Scores, percentile


def percent(share: float | None) -> str:
    return "–" if share is None else f"{share * 100:.1f} %"


def tables(found: Evaluation) -> str:
    lines = [
        "| sentences | rows | right | macro F1 | in scope refused | out of scope refused |",
        "|---|---|---|---|---|---|",
    ]
    for name, scores in found.sets.items():
        lines.append(
            f"| {name} | {scores.n} | {percent(scores.accuracy)} | {scores.macro_f1:.3f} | {percent(scores.refused)} | {percent(scores.foreign_refused)} |"
        )
    lines += ["", "| | " + " | ".join(LANGUAGES) + " |", "|---" * (len(LANGUAGES) + 1) + "|"]

    def row(title: str, values: dict[str, float]) -> None:
        lines.append(f"| {title} | " + " | ".join(percent(values.get(code)) for code in LANGUAGES) + " |")

    row("language of three words and more", found.languages)
    row("mood of three right", {code: mood["right"] for code, mood in found.moods.items()})
    row("upset customers found", {code: mood["found"] for code, mood in found.moods.items()})
    row("false alarms", {code: mood["alarms"] for code, mood in found.moods.items()})
    row("both of two requests found", found.two_requests)
    row("denied request not started", found.not_started)
    lines += [
        "",
        f"Two requests, all languages: {percent(found.two_requests['all'])}; denied requests: {percent(found.not_started['all'])}.",
        f"One message is read in {percentile(found.times, 0.5):.1f} ms (median) and {percentile(found.times, 0.95):.1f} ms (95 %) on one thread; "
        f"a letter of 2,000 characters in {found.letter_ms:.0f} ms.",
    ]
    lines += ["", entity_table(found.entities)]
    worst = found.sets["en"].confusions.most_common(10)
    lines += [
        "",
        "The ten worst confusions in English: " + "; ".join(f"{a} taken for {b} ({n})" for (a, b), n in worst) + ".",
    ]
    labels = sorted(found.sets["en"].labels.items())
    lines += ["", "| label (English) | rows | right | F1 |", "|---|---|---|---|"]
    lines += [
        f"| {name} | {each.n} | {percent(each.right / each.n)} | {each.f1:.2f} |" for name, each in labels if each.n
    ]
    return "\n".join(lines)


def entity_table(found: EntityFigures) -> str:
    """Of each kind and language: right of those written (recall), and right of those found (precision)."""
    languages = ("all", *LANGUAGES)
    lines = ["| entities | " + " | ".join(languages) + " |", "|---" * (len(languages) + 1) + "|"]
    for title, right in (("whole messages right", found.whole), ("their values alone", found.values)):
        shares = (f"{right.get(code, 0)}/{found.cases.get(code, 0)}" for code in languages)
        lines.append(f"| {title} | " + " | ".join(shares) + " |")
    for kind, counts in sorted(found.kinds.items()):
        lines.append(f"| {kind} | " + " | ".join(_counted(counts.get(code)) for code in languages) + " |")
    return "\n".join(lines)


def _counted(counts: Counts | None) -> str:
    return "–" if counts is None else f"{counts.right}/{counts.written} · {counts.right}/{counts.found}"


def comparison_table(found: Sequence[Measured]) -> str:
    """A column each; of a set of sentences only those figures that say something about it."""
    lines = ["| | " + " | ".join(each.rival.name for each in found) + " |", "|---" * (len(found) + 1) + "|"]

    def row(title: str, values: Iterable[str]) -> None:
        lines.append(f"| {title} | " + " | ".join(values) + " |")

    row("training sentences", (f"{each.rival.sentences:,} ({each.rival.chosen})" for each in found))
    for name, first in found[0].sets.items():
        for title, figure in _figures(first):
            row(f"{name} ({first.n}): {title}", [figure(each.sets[name]) for each in found])
    row("training, s", (f"{each.training:.0f}" for each in found))
    row("one message, p50 / p95 ms", (_times(each.times) for each in found))
    row("memory, MB", (f"{each.memory:.0f}" for each in found))
    row("archive, MB", (f"{each.archive:.1f}" for each in found))
    return "\n".join(lines)


def _times(times: Sequence[float]) -> str:
    return f"{percentile(times, 0.5):.1f} / {percentile(times, 0.95):.1f}"


def _figures(scores: Scores) -> list[tuple[str, Callable[[Scores], str]]]:
    """Sentences of which all are out of scope are right where they are refused, and have nothing else to show."""
    figures: list[tuple[str, Callable[[Scores], str]]] = [("right", lambda s: percent(s.accuracy))]
    if {name for name, each in scores.labels.items() if each.n} == {FOREIGN}:
        return figures
    figures += [("macro F1", lambda s: f"{s.macro_f1:.3f}"), ("in scope refused", lambda s: percent(s.refused))]
    if scores.foreign_refused is not None:
        figures.append(("out of scope refused", lambda s: percent(s.foreign_refused)))
    return figures

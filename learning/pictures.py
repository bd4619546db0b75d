"""The figures that people would rather look at."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
from matplotlib import pyplot as plt

from learning.scores import Scores


def _save(figure: Any, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    figure.tight_layout()
    figure.savefig(path, dpi=90, metadata={"Software": None})
    plt.close(figure)


def confusion(scores: Scores, path: Path) -> None:
    """Rows: what was meant; columns: what was understood; only mistakes are coloured."""
    labels = sorted(
        {name for pair in scores.confusions for name in pair} | {n for n, s in scores.labels.items() if s.n}
    )
    place = {name: i for i, name in enumerate(labels)}
    table = [[0] * len(labels) for _ in labels]
    for (meant, said), times in scores.confusions.items():
        table[place[meant]][place[said]] = times
    figure, axes = plt.subplots(figsize=(11, 10))
    axes.imshow(table, cmap="Oranges")
    axes.set_xticks(range(len(labels)), labels, rotation=90, fontsize=8)
    axes.set_yticks(range(len(labels)), labels, fontsize=8)
    for i, row in enumerate(table):
        for j, times in enumerate(row):
            if times:
                axes.text(j, i, str(times), ha="center", va="center", fontsize=7)
    axes.set_xlabel("understood as")
    axes.set_ylabel("meant")
    axes.set_title("Mistakes on held-out English sentences")
    _save(figure, path)


def reliability(rows: Sequence[tuple[float, bool]], path: Path, bins: int = 10) -> None:
    """How often a confidence is right: on the diagonal it says what it means."""
    said, true, count = [], [], []
    for number in range(bins):
        inside = [
            (c, r) for c, r in rows if number / bins <= c < (number + 1) / bins or (number == bins - 1 and c == 1.0)
        ]
        if inside:
            said.append(sum(c for c, _ in inside) / len(inside))
            true.append(sum(r for _, r in inside) / len(inside))
            count.append(len(inside))
    figure, axes = plt.subplots(figsize=(6, 5))
    axes.plot([0, 1], [0, 1], color="grey", linestyle="--", linewidth=1)
    axes.plot(said, true, marker="o")
    for x, y, n in zip(said, true, count):
        axes.annotate(str(n), (x, y), textcoords="offset points", xytext=(4, -10), fontsize=7)
    axes.set_xlabel("confidence of the best reading")
    axes.set_ylabel("share that is right")
    axes.set_title("Reliability, all held-out sentences (number of rows)")
    _save(figure, path)


def threshold(rows: Sequence[tuple[float, bool]], path: Path) -> None:
    """What refusing more costs: foreign sentences refused against customers' sentences refused."""
    foreign = sorted(s for s, is_foreign in rows if is_foreign)
    ours = sorted(s for s, is_foreign in rows if not is_foreign)
    if not foreign or not ours:
        return
    limits = sorted({s for s, _ in rows})
    x = [sum(s > limit for s in ours) / len(ours) for limit in limits]
    y = [sum(s > limit for s in foreign) / len(foreign) for limit in limits]
    figure, axes = plt.subplots(figsize=(6, 5))
    axes.plot(x, y)
    axes.axvline(0.03, color="grey", linestyle="--", linewidth=1)
    axes.set_xlim(0, 0.3)
    axes.set_xlabel("customers' sentences refused")
    axes.set_ylabel("foreign sentences refused")
    axes.set_title("Refusing by strangeness (dashed: 3 %)")
    _save(figure, path)

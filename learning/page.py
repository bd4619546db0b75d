"""The figures as docs/evaluation.md: what stands between the marks is written anew, the rest is people's."""

from __future__ import annotations

import re
from pathlib import Path

from learning.evaluation import Evaluation
from learning.pictures import confusion, reliability, threshold
from learning.rows import LANGUAGES, ROOT

PAGE = ROOT / "docs" / "evaluation.md"
PICTURES = ROOT / "docs" / "pictures"
START, END = "<!-- figures -->", "<!-- end of figures -->"


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
    times = sorted(found.times)
    lines += [
        "",
        f"Two requests, all languages: {percent(found.two_requests['all'])}; denied requests: {percent(found.not_started['all'])}.",
        f"One message is read in {times[len(times) // 2]:.1f} ms (median) and {times[int(len(times) * 0.95)]:.1f} ms (95 %) on one thread; "
        f"a letter of 2,000 characters in {found.letter_ms:.0f} ms.",
    ]
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


def write(found: Evaluation, page: Path = PAGE) -> None:
    confusion(found.sets["en"], PICTURES / "confusion.png")
    reliability(found.reliability, PICTURES / "reliability.png")
    threshold(found.strangeness, PICTURES / "threshold.png")
    text = page.read_text(encoding="utf-8")
    body = f"{START}\n{tables(found)}\n{END}"
    page.write_text(re.sub(f"{START}.*{END}", lambda _: body, text, flags=re.S), encoding="utf-8")

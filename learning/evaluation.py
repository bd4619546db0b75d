"""Everything that is measured of understanding, from held-out files, as plain figures."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from learning.entities import SAID_ON, EntityFigures, entity_figures, read_cases
from learning.reading import understood
from learning.rows import FOREIGN, LANGUAGES, ROOT, Row, coarse_of, lines_of, read_rows
from learning.scores import Scores, predicted, score

HELD_OUT = ROOT / "tests" / "nlu" / "heldout"
Read = Mapping[str, Any]


@dataclass
class Evaluation:
    """`sets`: scores by name; shares from 0 to 1, times in ms; `reliability`: (confidence, right) of each row."""

    sets: dict[str, Scores] = field(default_factory=dict)
    languages: dict[str, float] = field(default_factory=dict)
    moods: dict[str, dict[str, float]] = field(default_factory=dict)
    two_requests: dict[str, float] = field(default_factory=dict)
    not_started: dict[str, float] = field(default_factory=dict)
    entities: EntityFigures = field(default_factory=EntityFigures)
    reliability: list[tuple[float, bool]] = field(default_factory=list)
    strangeness: list[tuple[float, bool]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    letter_ms: float = 0.0


def raw_rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for _, line in lines_of(HELD_OUT / name)]


def evaluate(further: Sequence[Path] = ()) -> Evaluation:
    """Our own held-out files, and `further` ones of the same form; all are read by one engine, one after the other."""
    found, coarse = Evaluation(), coarse_of()
    labels = frozenset(coarse.values())
    files = {**{code: HELD_OUT / f"{code}.jsonl" for code in LANGUAGES}, "near misses": HELD_OUT / "near_misses.jsonl"}
    files |= {path.stem: path for path in further}
    sets = {name: read_rows(path, labels) for name, path in files.items()}
    moods = {code: raw_rows(f"sentiment_{code}.jsonl") for code in LANGUAGES}
    two, denied = raw_rows("two_requests.jsonl"), raw_rows("negation.jsonl")
    cases = read_cases(HELD_OUT / "entities.jsonl")
    texts = {name: [row.text for row in rows] for name, rows in sets.items()}
    texts |= {f"mood {code}": [row["text"] for row in rows] for code, rows in moods.items()}
    texts |= {"two": [row["text"] for row in two], "denied": [row["text"] for row in denied], "letter": [_letter()] * 5}
    texts["entities"] = [case.text for case in cases]
    read = read_together(texts)
    for name, rows in sets.items():
        found.sets[name] = score(rows, read[name], coarse)
        _take(found, name, rows, read[name], coarse)
    found.moods = {code: mood_figures(rows, read[f"mood {code}"]) for code, rows in moods.items()}
    found.two_requests = by_language(two, read["two"], lambda row, said: set(row["requests"]) <= said, coarse)
    found.not_started = by_language(denied, read["denied"], lambda row, said: row["not"] not in said, coarse)
    found.entities = entity_figures(cases, read["entities"])
    found.letter_ms = sorted(float(r["ms"]) for r in read["letter"])[2]
    return found


def read_together(texts: Mapping[str, Sequence[str]]) -> dict[str, list[dict[str, Any]]]:
    """Starts the engine once for all of the named lists, on the day that the cases of entities mean by today."""
    found = iter(understood([text for some in texts.values() for text in some], day=SAID_ON))
    return {name: [next(found) for _ in some] for name, some in texts.items()}


def _take(found: Evaluation, name: str, rows: Sequence[Row], read: Sequence[Read], coarse: Mapping[str, str]) -> None:
    found.times += [float(r["ms"]) for r in read]
    for row, reading in zip(rows, read):
        ranked = reading.get("intent_ranking") or []
        if ranked and (reading.get("doubt") or {}).get("kind") != "plain":
            best = ranked[0]["name"]
            right = coarse.get(best, best) in row.accept
            found.reliability.append((float(ranked[0]["confidence"]), right))
        strange = (reading.get("doubt") or {}).get("strangeness")
        if strange is not None:
            found.strangeness.append((float(strange), row.label == FOREIGN))
    if name in LANGUAGES:
        long_enough = [(row, r) for row, r in zip(rows, read) if len(row.text.split()) >= 3]
        known = sum((r.get("language") or {}).get("code") == name for _, r in long_enough)
        found.languages[name] = known / len(long_enough)


def mood_figures(rows: Sequence[Mapping[str, Any]], understood_as: Sequence[Read]) -> dict[str, float]:
    """Right of three classes, upset customers found, and false alarms among the others."""
    read = [each.get("sentiment") or {} for each in understood_as]
    right = sum(mood.get("label") == row["label"] for row, mood in zip(rows, read))
    upset = [bool(mood.get("upset")) for row, mood in zip(rows, read) if row["upset"]]
    calm = [bool(mood.get("upset")) for row, mood in zip(rows, read) if not row["upset"]]
    return {
        "n": len(rows),
        "right": right / len(rows),
        "found": sum(upset) / len(upset),
        "alarms": sum(calm) / len(calm),
    }


def by_language(
    rows: Sequence[Mapping[str, Any]], understood_as: Sequence[Read], good: Any, coarse: Mapping[str, str]
) -> dict[str, float]:
    """The share of rows that are good, for each language and for all."""
    kept: dict[str, list[bool]] = {}
    for row, read in zip(rows, understood_as):
        parts = read.get("requests") or []
        said = {coarse.get(part["intent"], part["intent"]) for part in parts} or {predicted(read, coarse)}
        for name in ("all", row["lang"]):
            kept.setdefault(name, []).append(bool(good(row, said)))
    return {name: sum(each) / len(each) for name, each in kept.items()}


def _letter() -> str:
    story = "We went to the mountains with the whole family, and the weather was lovely all week long. "
    asking = "Now the zip of the jacket is broken and I would like a refund, please. Also, where is my order W1000105?"
    return (story * 30)[: 2000 - len(asking)] + asking

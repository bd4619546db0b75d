"""Trains each rival and measures it on the same held-out sentences, one after the other on the same machine."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from learning.evaluation import HELD_OUT
from learning.reading import EngineFailed, answers, reader
from learning.rivals import Rival, rivals
from learning.rows import Row, coarse_of, read_rows
from learning.scores import Scores, score
from scripts.environment import ENGINE, quiet_environment
from scripts.say import LOGS, ROOT, say
from scripts.step import run

Sets = Mapping[str, Sequence[Row]]
# For TensorFlow, which does not ask OMP_NUM_THREADS; while training it may use every core.
ONE_THREAD = {"TF_INTRA_OP_PARALLELISM_THREADS": "1", "TF_INTER_OP_PARALLELISM_THREADS": "1"}
MB = 1024**2


@dataclass(frozen=True)
class Measured:
    """`training` in s; `times` of one message each in ms; `memory` (the most while reading) and `archive` in MB."""

    rival: Rival
    sets: Mapping[str, Scores]
    times: Sequence[float]
    training: float
    memory: float
    archive: float


def compare(further: Sequence[Path] = ()) -> list[Measured]:
    """On the English held-out sentences, the near misses and `further` files. Raises RowError and EngineFailed."""
    sets = held_out_sets(further)
    with tempfile.TemporaryDirectory(prefix="shopdesk-compare-") as scratch:
        return [measure(rival, Path(scratch), sets) for rival in rivals(Path(scratch))]


def held_out_sets(further: Sequence[Path] = ()) -> dict[str, list[Row]]:
    labels = frozenset(coarse_of().values())
    files = {"en": HELD_OUT / "en.jsonl", "near misses": HELD_OUT / "near_misses.jsonl"}
    files |= {path.stem: path for path in further}
    return {name: read_rows(path, labels) for name, path in files.items()}


def measure(rival: Rival, scratch: Path, sets: Sets) -> Measured:
    say(f"compare: training {rival.name} on {rival.sentences} sentences …")
    model, seconds = train_nlu(rival, scratch)
    texts = [row.text for rows in sets.values() for row in rows]
    say(f"compare: {rival.name} trained in {seconds:.0f} s; reading {len(texts)} sentences …")
    answered = answers(reader(rival.reader, model), texts, ONE_THREAD)
    rest, coarse = iter(answered.read), coarse_of()
    return Measured(
        rival=rival,
        sets={name: score(rows, [next(rest) for _ in rows], coarse) for name, rows in sets.items()},
        times=[float(reading["ms"]) for reading in answered.read],
        training=seconds,
        memory=answered.memory,
        archive=model.stat().st_size / MB,
    )


def train_nlu(rival: Rival, scratch: Path) -> tuple[Path, float]:
    """The archive, and the seconds that `rasa train nlu` takes from nothing. Raises EngineFailed."""
    config, model = scratch / f"{rival.key}.yml", scratch / f"{rival.key}.tar.gz"
    shutil.copy(rival.config, config)  # Rasa writes into a configuration what it fills in
    command = [str(ENGINE), "-m", "rasa", "train", "nlu", "--config", str(config), "--nlu", str(rival.data)]
    command += ["--out", str(scratch), "--fixed-model-name", rival.key]
    env = {**quiet_environment(), "RASA_CACHE_DIRECTORY": str(scratch / f"{rival.key}-cache")}
    log, begun = LOGS / f"compare-{rival.key}.log", time.perf_counter()
    if not run(command, log, env) or not model.exists():
        raise EngineFailed(f"{rival.name} could not be trained: what Rasa said is in {log.relative_to(ROOT)}")
    return model, time.perf_counter() - begun

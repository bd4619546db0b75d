"""The pipelines that are measured side by side, and what each learns from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from learning.reading import OURS, PLAIN, EngineFailed
from learning.rows import ROOT
from learning.sentences import DATA, Sentences, all_sentences, english_sentences, spread, write_sentences

SENTENCES_AN_INTENT = 20
LOGISTIC_REGRESSION = Path(__file__).with_name("logistic_regression.yml")
OUR_CONFIG = ROOT / "config.yml"


@dataclass(frozen=True)
class Rival:
    """`data`: a file or folder of training sentences, `sentences` of them, chosen as `chosen` says; `reader`: the module
    that reads with what was trained.
    """

    key: str
    name: str
    config: Path
    data: Path
    sentences: int
    chosen: str
    reader: str = PLAIN


def default_config() -> Path:
    """config.yml as `rasa init` writes it, from the installed package. Raises EngineFailed."""
    pattern = "lib/python3*/site-packages/rasa/cli/initial_project/config.yml"
    found = next((ROOT / ".venv" / "engine").glob(pattern), None)
    if found is None:
        raise EngineFailed("Rasa's default config.yml is not in .venv/engine: `make setup` builds it")
    return found


def rivals(folder: Path) -> list[Rival]:
    """Three that learn from one and the same file, which is written into `folder`, and ours on all that it has."""
    same, lesson = folder / "nlu.yml", spread(english_sentences(), SENTENCES_AN_INTENT)
    write_sentences(lesson, same)
    few = same, count(lesson), f"{SENTENCES_AN_INTENT} an intent"
    every = DATA, count(all_sentences()), "all"
    return [
        Rival("default", "Rasa's default (DIET)", default_config(), *few),
        Rival("logistic", "Rasa's logistic regression", LOGISTIC_REGRESSION, *few),
        Rival("ours", "Shopdesk", OUR_CONFIG, *few, OURS),
        Rival("whole", "Shopdesk, all its sentences", OUR_CONFIG, *every, OURS),
    ]


def count(sentences: Sentences) -> int:
    return sum(len(texts) for texts in sentences.values())

"""Vectors of sentences kept between trainings: of tens of thousands of training sentences few change.

Each encoder has a file of its own; it may be taken away or be broken at any time, and is then made anew. It holds at
most MOST vectors, those of the last training first, and names sentences by their digests alone.
"""

from __future__ import annotations

import hashlib
import logging
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from engine.nlu.encoder.runtime import Encoder

logger = logging.getLogger(__name__)
FOLDER = Path(".rasa/sentence_vectors")
MOST = 60_000
FILES = 2
Floats = NDArray[np.float32]


class RememberingEncoder:
    """Encodes as `encoder` does; `about`: whatever else decides a vector, such as graph and tokenizer."""

    def __init__(self, encoder: Encoder, about: Sequence[bytes], folder: Path = FOLDER) -> None:
        digest = hashlib.blake2b(b"\0".join(about), digest_size=16).hexdigest()
        self.encoder, self.path = encoder, folder / f"{digest}.npz"
        self.known: dict[bytes, Floats] | None = None
        self.asked: dict[bytes, None] = {}

    def encode(self, sentences: Sequence[str]) -> Floats:
        """[sentences, width], each of length one, in the order given."""
        known = self._read()
        keys = [_key(sentence) for sentence in sentences]
        missing = {key: sentence for key, sentence in zip(keys, sentences) if key not in known}
        self.asked.update(dict.fromkeys(keys))
        if missing:
            known.update(zip(missing, self.encoder.encode(list(missing.values())).astype(np.float16)))
            self._write(known)
        found = [known[key] for key in keys]
        return np.array(found, dtype=np.float32).reshape(len(found), self.encoder.width)

    def _read(self) -> dict[bytes, Floats]:
        if self.known is None:
            try:
                with np.load(self.path, allow_pickle=False) as kept:
                    keys, vectors = kept["keys"], kept["vectors"]
                if keys.shape != (len(vectors), 16) or vectors.shape[1] != self.encoder.width:
                    raise ValueError("keys and vectors do not fit together")
                self.known = dict(zip(map(bytes, keys), vectors))
            except FileNotFoundError:
                self.known = {}
            except (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile) as error:
                logger.warning("%s cannot be read (%s): it is made anew", self.path, error)
                self.known = {}
        return self.known

    def _write(self, known: dict[bytes, Floats]) -> None:
        """Whole or not at all; a training goes on without."""
        order = [*self.asked, *(key for key in known if key not in self.asked)][:MOST]
        keys = np.frombuffer(b"".join(order), dtype=np.uint8).reshape(-1, 16)
        beside = None
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.path.parent, suffix=".npz", delete=False) as file:
                beside = file.name
                np.savez(file, keys=keys, vectors=np.array([known[key] for key in order], dtype=np.float16))
            Path(beside).replace(self.path)
            forget_old(self.path.parent)
        except OSError as error:
            logger.warning("the vectors of sentences are not kept: %s", error)
            if beside is not None:
                Path(beside).unlink(missing_ok=True)


def _key(sentence: str) -> bytes:
    return hashlib.blake2b(sentence.encode("utf-8", "replace"), digest_size=16).digest()


def forget_old(folder: Path) -> None:
    files = sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_mtime, reverse=True)
    for path in files[FILES:]:
        path.unlink(missing_ok=True)

"""Sentences to vectors: tokenizers and onnxruntime, nothing else."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

BATCH = 64
# How much longer, in tokens, a sentence may be than the shortest that is read with it.
LONGER, SLACK = 1.3, 2


def batches(lengths: Sequence[int]) -> list[list[int]]:
    """Places in `lengths`, shortest first, in groups: a long message beside its short clauses would pad them all."""
    found: list[list[int]] = []
    for place in sorted(range(len(lengths)), key=lambda i: lengths[i]):
        group = found[-1] if found else []
        if group and len(group) < BATCH and lengths[place] <= lengths[group[0]] * LONGER + SLACK:
            group.append(place)
        else:
            found.append([place])
    return found


class Encoder:
    """`graph`: ONNX as bytes; `tokenizer`: tokenizer.json as text; `longest`: tokens of a sentence that are read."""

    def __init__(self, graph: bytes, tokenizer: str, longest: int = 128, threads: int = 1) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        self.session = onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])
        self.tokenizer = Tokenizer.from_str(tokenizer)
        self.tokenizer.enable_truncation(longest)
        self.tokenizer.no_padding()
        self.padding = self.tokenizer.token_to_id("[PAD]") or self.tokenizer.token_to_id("<pad>") or 0

    @property
    def width(self) -> int:
        return int(self.session.get_outputs()[0].shape[1])

    def encode(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """[sentences, width], each of length one, in the order given; sentences of about one length are read together."""
        tokens = [encoding.ids for encoding in self.tokenizer.encode_batch(list(sentences))]
        found = np.zeros((len(tokens), self.width), dtype=np.float32)
        for rows in batches([len(each) for each in tokens]):
            longest = max(len(tokens[i]) for i in rows)
            ids = np.full((len(rows), longest), self.padding, dtype=np.int64)
            mask = np.zeros((len(rows), longest), dtype=np.int64)
            for row, i in enumerate(rows):
                ids[row, : len(tokens[i])] = tokens[i]
                mask[row, : len(tokens[i])] = 1
            found[rows] = self.session.run(None, {"ids": ids, "mask": mask})[0]
        return found

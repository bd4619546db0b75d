"""Training data of tens of thousands of sentences: merged without copying them in depth, digested without detours.

Rasa copies each message for each merge and turns all of it into JSON for each digest, which took half of a training.
Merged messages get shells of their own, so that what is put on one is not seen on the other.
"""

from __future__ import annotations

import copy
import hashlib
from typing import Any

import numpy as np
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

_merge = TrainingData.merge
_fingerprint = Message.fingerprint


def shell(message: Message) -> Message:
    twin = copy.copy(message)
    twin.data = dict(message.data)
    twin.features = list(message.features)
    twin.output_properties = set(message.output_properties)
    return twin


def merge(self: TrainingData, *others: Any) -> TrainingData:
    bare = [_without_examples(data) for data in (self, *others) if data]
    merged = _merge(*bare)
    messages = [shell(message) for data in (self, *others) if data for message in data.training_examples]
    merged.training_examples = TrainingData.sanitize_examples(messages)
    return merged


def _without_examples(data: TrainingData) -> TrainingData:
    return TrainingData(None, data.entity_synonyms, data.regex_features, data.lookup_tables, data.responses)


def quick_hash(self: Message) -> int:
    """Equal messages have equal words; Rasa digests the whole message, features included, to tell that."""
    return hash(tuple(str(self.data.get(key)) for key in ("text", "intent", "action_name", "action_text")))


def fingerprint(self: Message) -> str:
    """As Rasa's: equal for equal content, and kept until the message changes."""
    if self.features:
        return str(_fingerprint(self))
    if self._cached_fingerprint is None:
        digest = hashlib.md5(usedforsecurity=False)
        for key in sorted(self.data):
            value = self.data[key]
            digest.update(key.encode())
            digest.update(value.tobytes() if isinstance(value, np.ndarray) else repr(value).encode("utf-8", "replace"))
        self._cached_fingerprint = digest.hexdigest()
    return str(self._cached_fingerprint)


def apply() -> None:
    TrainingData.merge = merge
    Message.fingerprint = fingerprint
    Message.__hash__ = quick_hash

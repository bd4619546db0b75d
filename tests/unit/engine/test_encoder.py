from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
from tokenizers import Tokenizer

from engine.nlu.encoder.component import find_directory, made_graph
from engine.nlu.encoder.runtime import Encoder, batches
from tests.unit.engine.small_models import (
    HEADS,
    LAYERS,
    REFERENCE,
    SENTENCES,
    WIDTH,
    Floats,
    a_directory,
    an_encoder,
    bert_shapes,
    needs_package,
    random_weights,
)

# BERT once more, a sentence at a time, by the formulas.


def normed(x: Floats, weights: dict[str, Floats], name: str) -> Floats:
    apart = (x - x.mean(-1, keepdims=True)) / np.sqrt(x.var(-1, keepdims=True) + 1e-12)
    return np.asarray(apart * weights[f"{name}.weight"] + weights[f"{name}.bias"], dtype=np.float32)


def through(x: Floats, weights: dict[str, Floats], name: str) -> Floats:
    return np.asarray(x @ weights[f"{name}.weight"].T + weights[f"{name}.bias"], dtype=np.float32)


def attended(x: Floats, weights: dict[str, Floats], at: str) -> Floats:
    q, k, v = (through(x, weights, f"{at}.attention.self.{name}") for name in ("query", "key", "value"))
    size = WIDTH // HEADS
    heads = []
    for head in (slice(i * size, (i + 1) * size) for i in range(HEADS)):
        raised = np.exp(q[:, head] @ k[:, head].T / math.sqrt(size))
        heads.append(raised / raised.sum(-1, keepdims=True) @ v[:, head])
    return through(np.concatenate(heads, axis=1), weights, f"{at}.attention.output.dense")


def by_hand(ids: list[int], weights: dict[str, Floats], pooling: str, first: int = 0) -> Floats:
    table = weights["embeddings.word_embeddings.weight"][ids]
    places = weights["embeddings.position_embeddings.weight"][first : first + len(ids)]
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    x = normed(table + places + kind, weights, "embeddings.LayerNorm")
    for at in (f"encoder.layer.{number}" for number in range(LAYERS)):
        x = normed(x + attended(x, weights, at), weights, f"{at}.attention.output.LayerNorm")
        wide = through(x, weights, f"{at}.intermediate.dense")
        wide = wide * (1 + np.vectorize(math.erf)(wide / math.sqrt(2))) / 2
        x = normed(x + through(wide, weights, f"{at}.output.dense"), weights, f"{at}.output.LayerNorm")
    pooled = x[0] if pooling == "cls_token" else x.mean(axis=0)
    return np.asarray(pooled / np.linalg.norm(pooled), dtype=np.float32)


def all_by_hand(path: Path, pooling: str = "mean_tokens", first: int = 0) -> Floats:
    tokenizer = Tokenizer.from_file(str(path / "tokenizer.json"))
    weights = random_weights(bert_shapes())
    return np.stack([by_hand(tokenizer.encode(text).ids, weights, pooling, first) for text in SENTENCES])


@pytest.mark.parametrize("pooling", ["mean_tokens", "cls_token"])
def test_bert_computes_what_its_formulas_say(tmp_path: Path, pooling: str) -> None:
    path = a_directory(tmp_path, "bert", pooling)
    assert an_encoder(path).encode(SENTENCES) == pytest.approx(all_by_hand(path, pooling), abs=1e-5)


def test_xlm_roberta_counts_its_places_from_after_the_padding(tmp_path: Path) -> None:
    path = a_directory(tmp_path, "xlm-roberta")
    assert an_encoder(path).encode(SENTENCES) == pytest.approx(all_by_hand(path, first=2), abs=1e-5)


@pytest.mark.parametrize("family", ["bert", "xlm-roberta", "distilbert"])
@pytest.mark.parametrize("int8", [False, True])
def test_every_family_gives_vectors_of_length_one(tmp_path: Path, family: str, int8: bool) -> None:
    found = an_encoder(a_directory(tmp_path, family), int8).encode(SENTENCES)
    assert found.shape == (4, WIDTH) and np.linalg.norm(found, axis=1) == pytest.approx(1.0, abs=1e-5)


@pytest.mark.parametrize("family", ["bert", "xlm-roberta", "distilbert"])
def test_a_sentence_has_one_vector_whatever_it_is_read_with(tmp_path: Path, family: str) -> None:
    encoder = an_encoder(a_directory(tmp_path, family))
    alone = np.vstack([encoder.encode([text]) for text in SENTENCES])
    assert encoder.encode(SENTENCES) == pytest.approx(alone, abs=1e-6)


def test_vectors_come_in_the_order_of_the_sentences(tmp_path: Path) -> None:
    encoder = an_encoder(a_directory(tmp_path))
    assert encoder.encode(SENTENCES[::-1])[::-1] == pytest.approx(encoder.encode(SENTENCES), abs=1e-6)


def test_more_sentences_than_one_batch_are_all_read(tmp_path: Path) -> None:
    encoder = an_encoder(a_directory(tmp_path))
    many = encoder.encode(SENTENCES * 40)
    assert many == pytest.approx(np.tile(encoder.encode(SENTENCES), (40, 1)), abs=1e-6)


def test_eight_bits_say_nearly_the_same(tmp_path: Path) -> None:
    """No nearer than 0.9: a CPU with AVX2 but without VNNI cuts sums of large products off."""
    path = a_directory(tmp_path)
    exact, small = an_encoder(path).encode(SENTENCES), an_encoder(path, int8=True).encode(SENTENCES)
    assert ((exact * small).sum(axis=1) > 0.9).all()


def test_no_sentence_gives_no_vector(tmp_path: Path) -> None:
    assert an_encoder(a_directory(tmp_path)).encode([]).shape == (0, WIDTH)


# The packaged model.


def packaged_vectors(int8: bool) -> Floats:
    directory = find_directory(None)
    assert directory is not None
    encoder = Encoder(made_graph(directory, int8), directory.tokenizer.read_text(encoding="utf-8"))
    return np.vstack([encoder.encode([row["text"]]) for row in REFERENCE])


@needs_package
def test_the_packaged_model_gives_the_reference_vectors() -> None:
    assert packaged_vectors(int8=False) == pytest.approx(np.array([row["vector"] for row in REFERENCE]), abs=1e-4)


@needs_package
def test_the_packaged_model_is_near_the_reference_in_eight_bits() -> None:
    reference = np.array([row["vector"] for row in REFERENCE])
    assert ((packaged_vectors(int8=True) * reference).sum(axis=1) >= 0.97).all()


def test_a_long_sentence_does_not_pad_the_short_ones() -> None:
    assert batches([64, 5, 6, 7, 62]) == [[1, 2, 3], [4, 0]]


def test_sentences_of_one_length_are_read_together() -> None:
    assert batches([5] * 130) == [list(range(64)), list(range(64, 128)), [128, 129]]

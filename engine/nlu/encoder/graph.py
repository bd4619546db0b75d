"""The transformer as an ONNX graph, made from the weights themselves: no torch is needed.

Inputs `ids` and `mask`, int64 [sentences, tokens]; output `vectors`, float32 [sentences, width], of length one.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from engine.nlu.encoder.directory import EncoderError, ModelDirectory

Weights = Mapping[str, NDArray[np.float32]]
OPSET = 17

_BERT = {
    "words": "embeddings.word_embeddings.weight",
    "places": "embeddings.position_embeddings.weight",
    "kinds": "embeddings.token_type_embeddings.weight",
    "start": "embeddings.LayerNorm",
    "layer": "encoder.layer.{}.",
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "o": "attention.output.dense",
    "norm1": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "norm2": "output.LayerNorm",
}
_DISTILBERT = {
    **_BERT,
    "layer": "transformer.layer.{}.",
    "q": "attention.q_lin",
    "k": "attention.k_lin",
    "v": "attention.v_lin",
    "o": "attention.out_lin",
    "norm1": "sa_layer_norm",
    "up": "ffn.lin1",
    "down": "ffn.lin2",
    "norm2": "output_layer_norm",
}


def build(directory: ModelDirectory, weights: Weights, int8: bool = False) -> onnx.ModelProto:
    """`int8`: embeddings and matrices in 8 bits, activations quantised as they come. Raises EncoderError."""
    return _Builder(directory, weights, int8).model()


class _Builder:
    def __init__(self, directory: ModelDirectory, weights: Weights, int8: bool) -> None:
        self.directory, self.weights, self.int8 = directory, weights, int8
        self.names = _DISTILBERT if directory.family == "distilbert" else _BERT
        self.prefix = next(
            (p for p in ("", "bert.", "roberta.", "distilbert.") if p + self.names["words"] in weights), None
        )
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}
        if self.prefix is None:
            raise EncoderError(f"{directory.weights} has no {self.names['words']}")

    def weight(self, name: str) -> NDArray[np.float32]:
        try:
            return np.asarray(self.weights[f"{self.prefix}{name}"], dtype=np.float32)
        except KeyError:
            raise EncoderError(f"{self.directory.weights} has no {name}") from None

    def constant(self, name: str, value: NDArray[np.generic]) -> str:
        self.constants.setdefault(name, numpy_helper.from_array(np.array(value, order="C"), name))
        return name

    def node(self, kind: str, inputs: list[str], outputs: int = 1, **attributes: object) -> str:
        made = [f"{kind.lower()}_{len(self.nodes)}_{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, inputs, made, **attributes))
        return made[0]

    def model(self) -> onnx.ModelProto:
        hidden, bias = self._embed(), self._mask_bias()
        for number in range(self.directory.layers):
            hidden = self._layer(hidden, bias, self.names["layer"].format(number))
        self._pool(hidden)
        graph = helper.make_graph(
            self.nodes,
            "sentence_encoder",
            [helper.make_tensor_value_info(n, TensorProto.INT64, ["sentences", "tokens"]) for n in ("ids", "mask")],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["sentences", self.directory.width])],
            list(self.constants.values()),
        )
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)

    def _embed(self) -> str:
        words = self._look_up("words", self.weight(self.names["words"]), "ids")
        places = self.node("Add", [words, self.node("Gather", [self._places(), self._positions()])])
        if self.directory.family != "distilbert":
            places = self.node("Add", [places, self.constant("kind", self.weight(self.names["kinds"])[0])])
        return self._norm(places, self.names["start"])

    def _places(self) -> str:
        return self.constant("places", self.weight(self.names["places"]))

    def _positions(self) -> str:
        """0, 1, 2 … for BERT; padding + 1 … for RoBERTa, counted over real tokens."""
        one = self.constant("axis1", np.array(1, dtype=np.int64))
        counted = self.node("CumSum", ["mask", one])
        if self.directory.positions:
            counted = self.node("Mul", [counted, "mask"])
            return self.node(
                "Add", [counted, self.constant("offset", np.array(self.directory.positions - 1, np.int64))]
            )
        return self.node("Max", [self.node("Sub", [counted, one]), self.constant("zero", np.array(0, np.int64))])

    def _look_up(self, name: str, table: NDArray[np.float32], ids: str) -> str:
        if not self.int8:
            return self.node("Gather", [self.constant(name, table), ids])
        scale = np.maximum(np.abs(table).max(axis=1, keepdims=True), 1e-9) / 127
        rows = self.node("Gather", [self.constant(name, np.round(table / scale).astype(np.int8)), ids])
        scales = self.node("Gather", [self.constant(f"{name}_scale", scale.astype(np.float32)), ids])
        return self.node("Mul", [self.node("Cast", [rows], to=TensorProto.FLOAT), scales])

    def _mask_bias(self) -> str:
        """0 for tokens, a large negative number for padding; [sentences, 1, 1, tokens]."""
        spread = self.node("Unsqueeze", [self.node("Cast", ["mask"], to=TensorProto.FLOAT),
                                         self.constant("axes12", np.array([1, 2], np.int64))])  # fmt: skip
        away = self.node("Sub", [spread, self.constant("one", np.array(1, np.float32))])
        return self.node("Mul", [away, self.constant("far", np.array(10_000, np.float32))])

    def _layer(self, hidden: str, bias: str, at: str) -> str:
        n, size = self.names, self.directory.width // self.directory.heads
        joined = self._linear(hidden, f"{at}qkv", *self._qkv(at, size))
        shape = self.constant("split_heads", np.array([0, 0, 3, self.directory.heads, size], np.int64))
        apart = self.node("Transpose", [self.node("Reshape", [joined, shape])], perm=[2, 0, 3, 1, 4])
        q, k, v = (
            self.node("Gather", [apart, self.constant(f"i{i}", np.array(i, np.int64))], axis=0) for i in range(3)
        )
        scores = self.node("MatMul", [q, self.node("Transpose", [k], perm=[0, 1, 3, 2])])
        attention = self.node("Softmax", [self.node("Add", [scores, bias])], axis=-1)
        mixed = self.node("Transpose", [self.node("MatMul", [attention, v])], perm=[0, 2, 1, 3])
        flat = self.node(
            "Reshape", [mixed, self.constant("join_heads", np.array([0, 0, self.directory.width], np.int64))]
        )
        out = self._norm(self.node("Add", [hidden, self._dense(flat, at + n["o"])]), at + n["norm1"])
        wide = self._gelu(self._dense(out, at + n["up"]))
        return self._norm(self.node("Add", [out, self._dense(wide, at + n["down"])]), at + n["norm2"])

    def _qkv(self, at: str, size: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Query, key and value in one matrix; the queries scaled already."""
        parts = [at + self.names[i] for i in "qkv"]
        scale = np.float32(1 / np.sqrt(size))
        matrices = [self.weight(f"{p}.weight").T * (scale if i == 0 else 1) for i, p in enumerate(parts)]
        biases = [self.weight(f"{p}.bias") * (scale if i == 0 else 1) for i, p in enumerate(parts)]
        return np.concatenate(matrices, axis=1).astype(np.float32), np.concatenate(biases).astype(np.float32)

    def _dense(self, value: str, name: str) -> str:
        return self._linear(value, name, self.weight(f"{name}.weight").T, self.weight(f"{name}.bias"))

    def _linear(self, value: str, name: str, matrix: NDArray[np.float32], bias: NDArray[np.float32]) -> str:
        product = (
            self._matmul8(value, name, matrix)
            if self.int8
            else self.node("MatMul", [value, self.constant(f"{name}_w", matrix)])
        )
        return self.node("Add", [product, self.constant(f"{name}_b", bias)])

    def _matmul8(self, value: str, name: str, matrix: NDArray[np.float32]) -> str:
        """Columns with a scale each, activations with one scale a call: what onnxruntime fuses into one kernel."""
        scale = (np.maximum(np.abs(matrix).max(axis=0), 1e-9) / 127).astype(np.float32)
        whole = self.constant(f"{name}_w8", np.clip(np.round(matrix / scale), -127, 127).astype(np.int8))
        number = len(self.nodes)
        small, step, zero = f"q{number}", f"s{number}", f"z{number}"
        self.nodes.append(helper.make_node("DynamicQuantizeLinear", [value], [small, step, zero]))
        zeros = self.constant(f"{name}_z", np.zeros(matrix.shape[1], np.int8))
        product = self.node("Cast", [self.node("MatMulInteger", [small, whole, zero, zeros])], to=TensorProto.FLOAT)
        return self.node("Mul", [product, self.node("Mul", [step, self.constant(f"{name}_s", scale)])])

    def _gelu(self, value: str) -> str:
        inner = self.node("Erf", [self.node("Div", [value, self.constant("root2", np.array(np.sqrt(2), np.float32))])])
        grown = self.node("Mul", [value, self.node("Add", [inner, self.constant("one", np.array(1, np.float32))])])
        return self.node("Mul", [grown, self.constant("half", np.array(0.5, np.float32))])

    def _norm(self, value: str, name: str) -> str:
        scale = self.constant(f"{name}_g", self.weight(f"{name}.weight"))
        bias = self.constant(f"{name}_c", self.weight(f"{name}.bias"))
        return self.node("LayerNormalization", [value, scale, bias], axis=-1, epsilon=self.directory.epsilon)

    def _pool(self, hidden: str) -> None:
        if self.directory.pooling == "cls":
            pooled = self.node("Gather", [hidden, self.constant("first", np.array(0, np.int64))], axis=1)
        else:
            axis2, axis1 = (self.constant(f"at{i}", np.array([i], np.int64)) for i in (2, 1))
            mask = self.node("Unsqueeze", [self.node("Cast", ["mask"], to=TensorProto.FLOAT), axis2])
            total = self.node("ReduceSum", [self.node("Mul", [hidden, mask]), axis1], keepdims=0)
            count = self.node("ReduceSum", [mask, axis1], keepdims=0)
            pooled = self.node("Div", [total, count])
        length = self.node("ReduceL2", [pooled], axes=[-1], keepdims=1)
        self.nodes.append(helper.make_node("Div", [pooled, length], ["vectors"]))

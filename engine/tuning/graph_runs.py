"""Runs a graph node after node. Rasa plans the graph anew for each message and hands it to dask's scheduler, which
runs on one thread here anyway."""

from __future__ import annotations

from typing import Any

from rasa.engine.exceptions import GraphRunError
from rasa.engine.runner.dask import DaskGraphRunner

Plan = list[tuple[str, list[str]]]


def plan(runner: Any, targets: list[str]) -> Plan:
    """Each node with the names of what it takes, in an order in which all is there; kept for the runner."""
    plans: dict[tuple[str, ...], Plan] = runner.__dict__.setdefault("_shopdesk_plans", {})
    key = tuple(targets)
    if key not in plans:
        nodes = runner._graph_schema.minimal_graph_schema(targets).nodes
        ordered: Plan = []
        placed: set[str] = set()
        while len(ordered) < len(nodes):
            ready = [
                n
                for n in nodes
                if n not in placed and all(p in placed or p not in nodes for p in nodes[n].needs.values())
            ]
            if not ready:
                raise GraphRunError("the graph has a cycle")
            ordered += [(name, list(nodes[name].needs.values())) for name in ready]
            placed.update(ready)
        plans[key] = ordered
    return plans[key]


def run(self: Any, inputs: dict[str, Any] | None = None, targets: list[str] | None = None) -> dict[str, Any]:
    wanted = targets or self._graph_schema.target_names
    outputs: dict[str, Any] = {name: (name, value) for name, value in (inputs or {}).items()}
    for name, needs in plan(self, wanted):
        if name in (inputs or {}):
            raise GraphRunError(f"the input {name!r} has the name of a node")
        outputs[name] = self._instantiated_nodes[name](*(outputs.get(parent, parent) for parent in needs))
    return dict(outputs[name] for name in wanted)


def apply() -> None:
    DaskGraphRunner.run = run

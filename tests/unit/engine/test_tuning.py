from __future__ import annotations

import copy
import json

import jsonschema
import pytest
from rasa.core.actions.action import RemoteAction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core import events
from rasa.shared.core.slots import AnySlot, TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

import engine.nlu  # noqa: F401 – applies the patches
from engine.tuning import rules
from engine.tuning.action_calls import check_result

GOOD = [
    {},
    {"events": [], "responses": []},
    {"events": [{"event": "slot", "timestamp": None, "name": "a", "value": {"b": [1]}}], "responses": [{"text": "x"}]},
    {
        "events": [
            {"event": "followup", "timestamp": None, "name": "action_listen"},
            {"event": "active_loop", "timestamp": None, "name": None},
        ]
    },
    {"events": [{"event": "rewind", "timestamp": None}]},
]
BAD = [
    [],
    "x",
    {"events": "no"},
    {"events": [{"event": "slot", "timestamp": None}]},
    {"events": [{"name": "x"}]},
    {"responses": ["x"]},
    {"events": [5]},
]


@pytest.mark.parametrize("result", GOOD)
def test_the_quick_check_accepts_what_the_schema_accepts(result: object) -> None:
    jsonschema.validate(result, RemoteAction.action_response_format_spec())
    assert check_result(result) is None


@pytest.mark.parametrize("result", BAD)
def test_the_quick_check_refuses_what_the_schema_refuses(result: object) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(result, RemoteAction.action_response_format_spec())
    with pytest.raises(jsonschema.ValidationError):
        check_result(result)


def a_tracker() -> DialogueStateTracker:
    tracker = DialogueStateTracker("s", [TextSlot("name", mappings=[{}]), AnySlot("thing", mappings=[{}])])
    for event in (events.ActionExecuted("action_session_start"), events.SessionStarted(), events.ActionExecuted("action_listen"),
                  events.UserUttered("hi", {"name": "greet"}), events.SlotSet("thing", {"a": 1}), events.ActiveLoop("a_form"),
                  events.SlotSet("requested_slot", "name")):  # fmt: skip
        tracker.update(event)
    return tracker


def test_a_copied_tracker_equals_a_replayed_one() -> None:
    tracker = a_tracker()
    replayed = tracker.travel_back_in_time(float("inf"))
    copied = tracker.copy()
    state = lambda t: (list(t.events), t.current_slot_values(), t.active_loop_name, t.latest_action, t.latest_message)  # noqa: E731
    assert state(copied) == state(replayed)


def test_what_happens_to_a_copy_does_not_happen_to_the_tracker() -> None:
    tracker = a_tracker()
    before = copy.deepcopy(tracker.current_slot_values())
    twin = tracker.copy()
    twin.update(events.SlotSet("name", "x"))
    twin.update(events.ActiveLoop(None))
    assert (tracker.current_slot_values(), tracker.active_loop_name, len(tracker.events)) == (
        before,
        "a_form",
        len(twin.events) - 2,
    )


def test_event_types_are_resolved_as_before() -> None:
    assert [events.Event.resolve_by_type(name) for name in ("slot", "user", "active_loop")] == [
        events.SlotSet,
        events.UserUttered,
        events.ActiveLoop,
    ]


def test_an_unknown_event_type_is_still_an_error() -> None:
    with pytest.raises(ValueError, match="Unknown event"):
        events.Event.resolve_by_type("nonsense")


class _Node:
    """Adds up what it is given."""

    def __init__(self, name: str, own: int) -> None:
        self.name, self.own = name, own

    def __call__(self, *given: object) -> tuple[str, int]:
        return self.name, self.own + sum(value for _, value in given if isinstance(value, int))  # type: ignore[misc]


def test_a_graph_run_node_after_node_gives_what_dask_gives() -> None:
    import dask
    from rasa.engine.graph import GraphSchema, SchemaNode
    from rasa.engine.runner.dask import DaskGraphRunner

    from engine.tuning import graph_runs

    def node(needs: dict[str, str], target: bool = False) -> SchemaNode:
        return SchemaNode(needs=needs, uses=object, constructor_name="x", fn="y", config={}, is_target=target)  # type: ignore[arg-type]

    schema = GraphSchema(
        {
            "c": node({"a": "a", "b": "b"}, True),
            "b": node({"a": "a"}),
            "a": node({"i": "__in__"}),
            "unused": node({"a": "a"}),
        }
    )
    runner = DaskGraphRunner.__new__(DaskGraphRunner)
    runner._graph_schema = schema
    runner._instantiated_nodes = {
        name: _Node(name, own) for name, own in (("a", 1), ("b", 10), ("c", 100), ("unused", 1000))
    }  # type: ignore[misc]
    graph = {**runner._build_dask_graph(schema.minimal_graph_schema(["c"])), "__in__": ("__in__", 5)}
    assert graph_runs.run(runner, {"__in__": 5}, ["c"]) == dict(dask.get(graph, ["c"]))


def a_rule(*states: dict[str, object]) -> str:
    return json.dumps(list(states), sort_keys=True)


LISTEN = {"prev_action": {"action_name": "action_listen"}}
ASKED = {"user": {"intent": "greet"}, **LISTEN}
TOLD = {"user": {"text": "hello"}, **LISTEN}


@pytest.mark.parametrize("turns", [0, 1, 3, 9])
def test_rules_found_by_the_end_of_a_conversation_are_those_found_by_all_of_it(turns: int) -> None:
    policy = object.__new__(RulePolicy)
    lookup = {a_rule(ASKED): "action_greet", a_rule(LISTEN, ASKED): "a", a_rule({}, ASKED): "b", a_rule(TOLD): "c"}
    states = [{}, *[ASKED] * turns]
    assert policy._get_possible_keys(lookup, states) == rules._possible(policy, lookup, states)


@pytest.mark.parametrize(("key", "asks"), [(a_rule(ASKED), False), (a_rule(LISTEN, TOLD), True)])
def test_rules_on_the_very_text_are_noticed(key: str, asks: bool) -> None:
    policy = object.__new__(RulePolicy)
    policy.lookup = {"rules": {key: "action_greet"}}
    assert rules.speaks_of_text(policy) is asks

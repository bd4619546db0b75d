"""Names that stand in two places agree."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

import actions
from actions.agenda import STARTS
from actions.base import ShopAction
from actions.forming import RequestForm
from actions.replies import refusal_response
from shop.model.refusals import Refusal
from shop.services.changes.base import CHANGES

ROOT = Path(__file__).resolve().parents[2]


def read_all(pattern: str, key: str) -> list[Any]:
    found: list[Any] = []
    for path in sorted(ROOT.glob(pattern)):
        content = yaml.safe_load(path.read_text(encoding="utf-8")).get(key) or []
        found += list(content.items()) if isinstance(content, dict) else list(content)
    return found


def subclasses(kind: type) -> set[type]:
    return {kind} | {inner for direct in kind.__subclasses__() for inner in subclasses(direct)}


for module in pkgutil.walk_packages(actions.__path__, "actions."):
    importlib.import_module(module.name)

RESPONSES = {name for pattern in ("domain.yml", "domain/*.yml") for name, _ in read_all(pattern, "responses")}
DECLARED = {a for pattern in ("domain.yml", "domain/*.yml") for a in read_all(pattern, "actions")}
FORMS = dict(f for pattern in ("domain.yml", "domain/*.yml") for f in read_all(pattern, "forms"))
WRITTEN = {kind() for kind in subclasses(ShopAction) if not getattr(kind, "__abstractmethods__", None)}


def test_every_declared_action_is_written_and_the_other_way_round() -> None:
    written = {action.name() for action in WRITTEN}
    assert written == {name for name in DECLARED if not name.startswith("utter_")}


def test_every_intent_that_starts_something_has_a_rule_that_starts_it() -> None:
    rules = read_all("data/*/rules.yml", "rules")
    started = {steps[0]["intent"]: steps[1]["action"] for rule in rules if "intent" in (steps := rule["steps"])[0]}
    assert {intent: started.get(intent) for intent in STARTS} == STARTS


def test_every_slot_that_a_form_keeps_is_declared() -> None:
    declared = {name for pattern in ("domain.yml", "domain/*.yml") for name, _ in read_all(pattern, "slots")}
    kept = {slot for form in WRITTEN if isinstance(form, RequestForm) for slot in form.slot_names()}
    assert kept <= declared


def test_every_response_named_in_the_code_is_in_the_domain() -> None:
    named = set()
    for path in (ROOT / "actions").rglob("*.py"):
        named |= set(re.findall(r'"(utter_[a-z_]+)"', path.read_text(encoding="utf-8")))
    named.discard("utter_refused")  # the beginning of a family
    assert sorted(named - RESPONSES) == []


def test_every_refusal_has_its_words() -> None:
    missing = sorted(refusal_response(kind) for kind in subclasses(Refusal) if refusal_response(kind) not in RESPONSES)
    assert [name for name in missing if name not in ("utter_refused_needs_a_person",)] == []


@pytest.mark.parametrize("moment", ["confirm", "done"])
def test_every_change_is_shown_and_told(moment: str) -> None:
    assert [kind for kind in sorted(CHANGES.kinds) if f"utter_{moment}_{kind}" not in RESPONSES] == []


def test_every_form_has_a_name_for_reminders() -> None:
    assert [form for form in FORMS if form != "identity_form" and f"utter_part_topic_{form}" not in RESPONSES] == []


def test_every_intent_in_the_training_data_is_in_the_domain() -> None:
    trained = {row["intent"] for row in read_all("data/**/nlu*.yml", "nlu")}
    declared = {
        next(iter(i)) if isinstance(i, dict) else i
        for p in ("domain.yml", "domain/*.yml")
        for i in read_all(p, "intents")
    }
    assert trained <= declared


def test_no_response_has_a_name_that_the_engine_would_speak_by_itself() -> None:
    """Rasa says utter_ask_<slot> whenever a form requests the slot: the question would come twice."""
    slots = {name for pattern in ("domain.yml", "domain/*.yml") for name, _ in read_all(pattern, "slots")}
    taken = {f"utter_ask_{slot}" for slot in slots} | {f"utter_ask_{form}_{slot}" for form in FORMS for slot in slots}
    assert RESPONSES & taken == set()

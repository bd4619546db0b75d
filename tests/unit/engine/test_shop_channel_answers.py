"""What is told with an answer: messages whole, what is asked for, what was understood."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, BotUttered, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

import actions
from actions.forming import RequestForm
from engine.channels import awaiting
from engine.channels.answering import answer, stored_answer
from engine.channels.asking import Return
from engine.channels.returning import ACTION, events_of_return, is_known

ROOT = Path(__file__).resolve().parents[3]
SLOTS = ("requested_slot", "field", "language", "order_number", "offer", "order_in_mind")
DOMAIN = Domain.from_dict(
    {
        "version": "3.1",
        "intents": ["greet"],
        "slots": {name: {"type": "any", "mappings": [{"type": "custom"}]} for name in SLOTS},
        "forms": {"a_form": {"required_slots": ["order_number"]}},
    }
)
READ = {
    "text": "where is W1000101",
    "intent": {"name": "track_order", "confidence": 0.9},
    "intent_ranking": [{"name": "track_order", "confidence": 0.9}, {"name": "invoice", "confidence": 0.1}],
    "entities": [{"entity": "order_number", "value": "W1000101", "start": 9, "end": 17}],
    "language": {"code": "en", "confidence": 1.0},
    "sentiment": {"value": -0.5, "label": "negative", "upset": True},
    "doubt": {"kind": "plain"},
}


def said(response: str, text: str = "…", buttons: tuple[str, ...] = (), **data: Any) -> BotUttered:
    shown = {"buttons": [{"title": title, "payload": title} for title in buttons] or None, **data}
    return BotUttered(text, shown, {"utter_action": response})


def heard(message_id: str = "m1", **read: Any) -> UserUttered:
    return UserUttered("where is W1000101", READ["intent"], [], {**READ, **read}, message_id=message_id)


def tracker_of(*events: Event) -> DialogueStateTracker:
    return DialogueStateTracker.from_events("c1", list(events), slots=DOMAIN.slots)


def answer_of(*events: Event) -> dict[str, Any]:
    tracker = tracker_of(*events)
    return answer(tracker, list(tracker.events))


def test_each_message_stays_whole_and_in_order() -> None:
    told = answer_of(
        heard(), said("utter_a", "One\n\ntwo", ("Yes",)), said("utter_b", "Three", image="https://x/y.png")
    )
    assert told["messages"] == [
        {"text": "One\n\ntwo", "buttons": [{"title": "Yes", "payload": "Yes"}], "response": "utter_a"},
        {"text": "Three", "buttons": [], "response": "utter_b", "image": "https://x/y.png"},
    ]


def test_a_card_is_told_beside_its_text() -> None:
    told = answer_of(heard(), said("utter_a", custom={"card": {"kind": "order"}}))
    assert told["messages"][0]["card"] == {"kind": "order"}


def test_what_was_read_is_told() -> None:
    (part,) = answer_of(heard())["understood"]["parts"]
    assert part == {
        "text": "where is W1000101",
        "intent": "track_order",
        "confidence": 0.9,
        "doubt": "plain",
        "entities": [{"entity": "order_number", "value": "W1000101", "text": "W1000101"}],
        "candidates": [{"intent": "track_order", "confidence": 0.9}, {"intent": "invoice", "confidence": 0.1}],
    }


def test_what_the_gateway_told_is_not_understood_as_a_customers_words() -> None:
    told = UserUttered("/person_returned", {"name": "person_returned"}, message_id="m1")
    assert answer_of(told)["understood"]["parts"] == []


def test_several_requests_are_told_one_by_one() -> None:
    requests = [
        {"text": text, "intent": intent, "confidence": 0.8, "entities": [{"entity": "email", "value": "a@b.c"}]}
        for text, intent in (("cancel it", "cancel_order"), ("and my fee", "membership_status"))
    ]
    parts = answer_of(heard(requests=requests))["understood"]["parts"]
    assert [part["intent"] for part in parts] == ["cancel_order", "membership_status"]
    assert parts[0]["entities"] == [{"entity": "email", "value": "a@b.c", "text": "a@b.c"}]


def test_the_actions_that_ran_are_told_with_who_chose_them() -> None:
    ran = (ActionExecuted("action_a", "RulePolicy", 1.0), ActionExecuted("action_listen"))
    told = answer_of(heard(), *ran)
    assert told["understood"]["actions"] == [{"name": "action_a", "policy": "RulePolicy", "confidence": 1.0}]


def test_an_answer_given_before_is_the_same_again() -> None:
    first = (
        heard("m1"),
        SlotSet("requested_slot", "order_number"),
        said("utter_which"),
        ActionExecuted("action_listen"),
    )
    before = answer_of(*first)
    after = tracker_of(*first, heard("m2"), SlotSet("requested_slot", None), said("utter_done"))
    assert stored_answer(after, "m1", DOMAIN) == before and before["awaiting"] == "order_number"


def test_a_message_never_heard_has_no_answer() -> None:
    assert stored_answer(tracker_of(heard("m1")), "m2", DOMAIN) is None


@pytest.mark.parametrize(
    "response, told",
    [
        ("utter_ask_who_you_are", "email"),
        ("utter_ask_identity_second", "order_number"),
        ("utter_ask_identity_code", "code"),
        ("utter_ask_identity_name", "name"),
        ("utter_ask_identity_postcode", "postcode"),
    ],
)
def test_what_identifies_a_customer_is_told_by_the_question(response: str, told: str) -> None:
    assert answer_of(heard(), SlotSet("requested_slot", "identity_given"), said(response))["awaiting"] == told


@pytest.mark.parametrize("field, told", [("phone", "phone"), ("name", "name"), ("email", "email"), (None, "free_text")])
def test_the_new_value_of_an_account_is_told_by_its_field(field: str | None, told: str) -> None:
    events = (heard(), SlotSet("field", field), SlotSet("requested_slot", "value"), said("utter_x"))
    assert answer_of(*events)["awaiting"] == told


@pytest.mark.parametrize(
    "last, told",
    [
        (said("utter_did_you_mean", buttons=("A", "B")), "choice"),
        (said("utter_offer_person", buttons=("Talk",)), "choice"),
        (said("utter_ask_which_order", buttons=("#W1",)), "order_number"),
        (said("utter_anything_else"), None),
    ],
)
def test_without_a_form_the_last_message_tells(last: BotUttered, told: str | None) -> None:
    assert answer_of(heard(), said("utter_greet", buttons=("x",)), last)["awaiting"] == told


def required_slots() -> set[str]:
    """Of all forms in the domain."""
    forms = [
        form
        for path in [ROOT / "domain.yml", *sorted((ROOT / "domain").glob("*.yml"))]
        for form in (yaml.safe_load(path.read_text(encoding="utf-8")).get("forms") or {}).values()
    ]
    return {slot for form in forms for slot in form["required_slots"]}


def responses() -> set[str]:
    paths = [ROOT / "domain.yml", *sorted((ROOT / "domain").glob("*.yml"))]
    return {name for path in paths for name in yaml.safe_load(path.read_text(encoding="utf-8")).get("responses") or {}}


def asked_slots(kind: type[RequestForm] = RequestForm) -> set[str]:
    """Of the steps of all forms."""
    for module in pkgutil.walk_packages(actions.__path__, "actions."):
        importlib.import_module(module.name)
    forms = kind.__subclasses__()
    own = {step.slot for form in forms if not getattr(form, "__abstractmethods__", None) for step in form().steps()}
    return own.union(*(asked_slots(form) for form in forms))


def test_every_slot_that_a_form_asks_for_has_a_name_for_the_gateway() -> None:
    assert (required_slots() | asked_slots()) - set(awaiting.SLOTS) == set()


def test_every_name_is_one_that_the_gateway_knows() -> None:
    used = {*awaiting.SLOTS.values(), *awaiting.FIELDS.values(), *awaiting.IDENTITY.values()}
    assert used | set(awaiting.QUESTIONS.values()) <= set(awaiting.NAMES)


def test_every_response_in_the_tables_exists() -> None:
    assert {*awaiting.IDENTITY, *awaiting.QUESTIONS, awaiting.DOUBT} <= responses()


def test_every_question_for_an_identity_has_a_name() -> None:
    asked = {name for name in responses() if name.startswith("utter_ask_identity")}
    assert asked <= set(awaiting.IDENTITY)


def a_return(**more: Any) -> Return:
    told = {"outcome": "returned", "agent": "Ada", "note": "", "ticket": "T1", "language": "", "speak": True}
    return Return("c1", "T1-9", **{**told, **more})


def open_form() -> DialogueStateTracker:
    return tracker_of(
        heard(), ActiveLoop("a_form"), SlotSet("requested_slot", "order_number"), SlotSet("offer", {"does": "x"}),
        SlotSet("language", "fr"), SlotSet("order_in_mind", "W1"),
    )  # fmt: skip


def test_a_return_drops_what_was_open_and_keeps_what_is_remembered() -> None:
    tracker = open_form()
    tracker.update_with_events(events_of_return(tracker, a_return(), DOMAIN), DOMAIN)
    kept = {name: tracker.get_slot(name) for name in SLOTS if tracker.get_slot(name) is not None}
    assert (tracker.active_loop_name, kept) == (None, {"language": "fr", "order_in_mind": "W1"})


def test_a_silent_return_leaves_a_mark_by_which_it_is_known_again() -> None:
    tracker = open_form()
    events = events_of_return(tracker, a_return(speak=False), DOMAIN)
    tracker.update_with_events(events, DOMAIN)
    read = DialogueStateTracker.from_dict("c1", [event.as_dict() for event in tracker.events], DOMAIN.slots)
    assert [e.action_name for e in events if isinstance(e, ActionExecuted)] == [ACTION, "action_listen"]
    assert is_known(read, "T1-9") and not is_known(read, "T1-8")

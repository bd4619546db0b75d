"""What agents change for a customer: shown, then done once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.unit.gateway.desk.conftest import Seat, Talk

Sit = Callable[..., Seat]
GOODWILL = {"kind": "goodwill_refund", "number": "W1000105", "amount_minor": 500, "note": "late three times"}


@pytest.fixture
def anna(seat: Sit, talk: Talk) -> Seat:
    found = seat("anna")
    found.post(f"tickets/{talk.ticket}/claim")
    return found


def test_what_the_rules_allow_is_offered_by_name(anna: Seat, talk: Talk) -> None:
    offered = anna.get(f"tickets/{talk.ticket}/changes").json()
    found = next(each for each in offered if (each["kind"], each["number"]) == ("goodwill_refund", "W1000105"))
    assert found["title"] == "Goodwill refund"
    assert found["choices"]["most"]["minor"] > 0


def test_looking_what_is_possible_is_written_down(anna: Seat, talk: Talk) -> None:
    anna.get(f"tickets/{talk.ticket}/changes")
    with talk.town.shop.tools.open_work() as work:
        assert "customer.viewed" in [e.action for e in work.people.audit_of_conversation(talk.conversation)]


def test_a_proposal_shows_amounts_and_rules_and_does_nothing(anna: Seat, talk: Talk) -> None:
    shown = anna.post(f"tickets/{talk.ticket}/changes", change=GOODWILL)
    assert shown.status_code == 201 and "desk.agent_authority" in shown.json()["rules"]
    assert [(m["amount"], m["text"]) for m in shown.json()["movements"]] == [("$5.00", "Back to")]
    assert refunds(anna, talk) == []


def test_a_change_is_carried_out_once_however_often_it_is_confirmed(anna: Seat, talk: Talk) -> None:
    proposal = anna.post(f"tickets/{talk.ticket}/changes", change=GOODWILL).json()["id"]
    answers = [anna.post(f"tickets/{talk.ticket}/changes/{proposal}") for _ in range(2)]
    assert [each.status_code for each in answers] == [200, 200] and answers[0].json() == answers[1].json()
    assert refunds(anna, talk) == ["$5.00"]


def test_what_the_rules_forbid_names_the_rule(anna: Seat, talk: Talk) -> None:
    refused = anna.post(f"tickets/{talk.ticket}/changes", change={**GOODWILL, "amount_minor": 10**8})
    assert (refused.status_code, refused.json()["rule"]) == (409, "goodwill.up_to_paid")


def test_nobody_changes_anything_without_the_ticket(seat: Sit, talk: Talk) -> None:
    assert seat("ben").post(f"tickets/{talk.ticket}/changes", change=GOODWILL).status_code == 403


@pytest.mark.parametrize(
    "change", [{"kind": "delete_account"}, {**GOODWILL, "number": 5}, {**GOODWILL, "more": 1}, {"kind": "cancel_order"}]
)
def test_only_the_desks_own_changes_are_taken(anna: Seat, talk: Talk, change: dict[str, Any]) -> None:
    assert anna.post(f"tickets/{talk.ticket}/changes", change=change).status_code == 422


def refunds(anna: Seat, talk: Talk) -> list[str]:
    order = next(o for o in anna.ticket(talk.ticket)["shopping"]["orders"] if o["number"] == "W1000105")
    return [each["amount"] for each in order["payments"] if each["kind"] == "refund"]

"""Claiming, seeing, answering, passing on and ending."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from tests.unit.gateway.conftest import Town
from tests.unit.gateway.desk.conftest import Seat, Talk

Sit = Callable[..., Seat]
MARKUP = '<img src=x onerror="alert(1)"><script>alert(1)</script>'


def code(answer: Any) -> str:
    return str(answer.json()["type"]).split(":")[-1]


def test_who_waits_is_in_everybodys_queue(seat: Sit, talk: Talk) -> None:
    shown = seat("anna").get("tickets").json()["tickets"][0]
    assert (shown["id"], shown["kind"], shown["there"], shown["mine"]) == (talk.ticket, "live", True, False)


def test_the_queue_names_no_customer(seat: Sit, talk: Talk) -> None:
    anna = seat("anna")
    anna.post(f"tickets/{talk.ticket}/claim")
    assert "Mona" not in anna.get("tickets").text


def test_two_claim_and_the_loser_is_told_who_won(seat: Sit, talk: Talk) -> None:
    seats, answers = [seat("anna"), seat("ben")], []
    claims = [
        threading.Thread(target=lambda s=s: answers.append(s.post(f"tickets/{talk.ticket}/claim"))) for s in seats
    ]
    for each in claims:
        each.start()
    for each in claims:
        each.join()
    won, lost = sorted(answers, key=lambda each: each.status_code)
    assert (won.status_code, lost.status_code, code(lost)) == (204, 409, "taken")
    assert lost.json()["by"] in ("Anna", "Ben") and lost.json()["by"] in lost.json()["detail"]


def test_a_colleagues_ticket_is_neither_listed_nor_shown(seat: Sit, talk: Talk) -> None:
    anna, ben = seat("anna"), seat("ben")
    anna.post(f"tickets/{talk.ticket}/claim")
    assert ben.queue() == []
    assert code(ben.get(f"tickets/{talk.ticket}")) == "not_yours"
    assert ben.post(f"tickets/{talk.ticket}/note", text="hello").status_code == 403
    assert ben.get(f"events?conversation={talk.conversation}").status_code == 403


def test_what_is_over_is_shown_while_there_is_something_to_do_for_its_customer(seat: Sit, talk: Talk) -> None:
    anna, ben, path = seat("anna"), seat("ben"), f"tickets/{talk.ticket}"
    anna.post(f"{path}/claim")
    anna.post(f"{path}/resolve", outcome="solved")
    assert ben.get(path).status_code == 403
    talk.town.shop.handoff.open_case(talk.conversation, "wrong_total", "billing", "", {})
    assert ben.get(path).status_code == 200 and not ben.ticket(talk.ticket)["may_act"]


def test_a_case_is_joined_while_its_customer_is_there(seat: Sit, talk: Talk) -> None:
    anna, guest = seat("anna"), talk.town.customer()
    case = talk.town.shop.handoff.open_case(guest.conversation, "upset", "complaints", "", {}).id
    anna.post(f"tickets/{case}/claim")
    assert anna.post(f"tickets/{case}/reply", text="hello").status_code == 409
    assert anna.post(f"tickets/{case}/join").status_code == 204
    assert anna.post(f"tickets/{case}/reply", text="hello").status_code == 204
    assert guest.history()["handoff"]["state"] == "with_agent"


def test_a_lead_sees_and_ends_everyones(seat: Sit, talk: Talk) -> None:
    seat("anna").post(f"tickets/{talk.ticket}/claim")
    lea = seat("lea")
    assert lea.queue() == [talk.ticket] and lea.ticket(talk.ticket)["may_act"]
    assert lea.post(f"tickets/{talk.ticket}/resolve", outcome="solved").status_code == 204


def test_an_agent_sees_everything_about_the_customer(seat: Sit, talk: Talk) -> None:
    seen = seat("anna").ticket(talk.ticket)
    assert seen["customer"]["email"] == "mona.multi@example.com"
    assert "W1000105" in [order["number"] for order in seen["shopping"]["orders"]]
    assert [line["text"] for line in seen["lines"] if line.get("from") == "customer"] == ["where is my order W1000105?"]
    assert seen["ticket"]["summary"] == "wants somebody"


def test_looking_is_written_down_once_in_ten_minutes(staffed: Town, seat: Sit, talk: Talk) -> None:
    anna = seat("anna")
    for _ in range(3):
        anna.ticket(talk.ticket)
    with staffed.shop.tools.open_work() as work:
        looked = [e for e in work.people.audit_of_conversation(talk.conversation) if e.action.endswith(".viewed")]
    assert [(e.actor, e.action, e.subject) for e in looked] == [
        ("agent:anna", "conversation.viewed", talk.conversation), ("agent:anna", "customer.viewed", talk.owner),
    ]  # fmt: skip


def test_what_the_bot_understood_stands_by_the_message(staffed: Town, seat: Sit) -> None:
    part = {
        "text": "hi",
        "intent": "greet",
        "confidence": 0.91234,
        "candidates": [{"intent": "greet", "confidence": 0.91}],
    }
    mood = {"value": -0.6, "label": "negative", "upset": True}
    acted = [{"name": "action_hello", "policy": "RulePolicy", "confidence": 1.0}]
    staffed.engine.script = lambda body: {
        "messages": [{"text": "hello", "buttons": []}], "awaiting": None, "language": "en",
        "understood": {"language": "en", "sentiment": mood, "parts": [part], "actions": acted},
    }  # fmt: skip
    customer = staffed.customer()
    customer.say("hi")
    lines = seat("anna").ticket(staffed.call_person(customer))["lines"]
    understood = next(line["understood"] for line in lines if line["kind"] == "turn")
    assert understood["parts"][0]["intent"] == "greet" and understood["parts"][0]["confidence"] == 0.912
    assert understood["sentiment"] == mood and understood["actions"] == acted


def test_a_reply_reaches_the_customer_under_the_agents_name(seat: Sit, talk: Talk) -> None:
    anna = seat("anna")
    anna.post(f"tickets/{talk.ticket}/claim")
    assert anna.post(f"tickets/{talk.ticket}/reply", text="Hello, I look into it.").status_code == 204
    last = talk.history()["messages"][-1]
    assert (last["from"], last["name"], last["text"]) == ("agent", "Anna", "Hello, I look into it.")


def test_nobody_replies_before_claiming(seat: Sit, talk: Talk) -> None:
    assert seat("anna").post(f"tickets/{talk.ticket}/reply", text="hello").status_code == 403


def test_a_note_is_for_colleagues_and_never_for_the_customer(seat: Sit, talk: Talk) -> None:
    anna = seat("anna")
    assert anna.post(f"tickets/{talk.ticket}/note", text="a difficult one").status_code == 204
    assert "a difficult one" in [line.get("text") for line in anna.ticket(talk.ticket)["lines"]]
    assert "difficult" not in str(talk.history())


def test_a_ticket_goes_to_a_colleague_with_a_note(seat: Sit, talk: Talk) -> None:
    anna, ben = seat("anna"), seat("ben")
    anna.post(f"tickets/{talk.ticket}/claim")
    assert anna.post(f"tickets/{talk.ticket}/transfer", agent="ben", note="yours").status_code == 204
    assert (anna.queue(), ben.queue()) == ([], [talk.ticket])


def test_a_ticket_goes_back_into_a_queue(seat: Sit, talk: Talk) -> None:
    anna = seat("anna")
    anna.post(f"tickets/{talk.ticket}/claim")
    anna.post(f"tickets/{talk.ticket}/transfer", queue="billing")
    assert [(t["queue"], t["state"]) for t in anna.get("tickets").json()["tickets"]] == [("billing", "open")]


def test_after_resolving_the_bot_is_told_and_takes_over(staffed: Town, seat: Sit, talk: Talk) -> None:
    anna = seat("anna")
    anna.post(f"tickets/{talk.ticket}/claim")
    assert anna.post(f"tickets/{talk.ticket}/resolve", outcome="solved", note="all well").status_code == 204
    told = staffed.until(lambda: staffed.engine.told)
    assert (told[0]["outcome"], told[0]["ticket"]) == ("resolved", talk.ticket)
    assert anna.post(f"tickets/{talk.ticket}/reply", text="too late").status_code == 409


def test_the_bot_is_told_what_to_say_when_it_gets_the_conversation_back(staffed: Town, seat: Sit, talk: Talk) -> None:
    anna = seat("anna")
    anna.post(f"tickets/{talk.ticket}/claim")
    anna.post(f"tickets/{talk.ticket}/give-back", text="The parcel comes tomorrow.")
    told = staffed.until(lambda: staffed.engine.told)
    assert (told[0]["outcome"], told[0]["note"]) == ("returned", "The parcel comes tomorrow.")


def test_who_has_left_is_answered_by_e_mail(staffed: Town, seat: Sit, talk: Talk) -> None:
    anna = seat("anna")
    anna.post(f"tickets/{talk.ticket}/claim")
    assert anna.post(f"tickets/{talk.ticket}/follow-up", text="It is on its way.").status_code == 204
    with staffed.shop.tools.open_work() as work:
        assert [mail.kind for mail in work.records.mail_to("mona.multi@example.com")] == ["agent_reply"]


def test_a_correction_is_stored_and_shown(seat: Sit, talk: Talk) -> None:
    anna = seat("anna")
    line = next(each for each in anna.ticket(talk.ticket)["lines"] if each.get("from") == "customer")
    path = f"conversations/{talk.conversation}/corrections"
    assert anna.post(path, event_id=line["id"], meant="track_order", comment="plain").status_code == 201
    assert anna.post(path, event_id=line["id"], meant="no_such_intent").status_code == 422
    assert [each["meant"] for each in anna.ticket(talk.ticket)["corrections"]] == ["track_order"]


def test_every_intent_of_the_domain_can_be_meant(seat: Sit) -> None:
    names = [each["name"] for each in seat("anna").get("intents").json()]
    assert {"track_order", "return_item", "human_handoff"} <= set(names)
    assert len(names) == len(set(names)) > 30


def test_markup_is_delivered_as_json_and_nothing_else(seat: Sit, talk: Talk) -> None:
    anna = seat("anna")
    talk.customer.say(MARKUP)
    anna.post(f"tickets/{talk.ticket}/note", text=MARKUP)
    answer = anna.get(f"tickets/{talk.ticket}")
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert [line["text"] for line in answer.json()["lines"] if line["kind"] == "note"] == [MARKUP]


def test_what_is_not_expected_is_refused(seat: Sit, talk: Talk) -> None:
    anna = seat("anna")
    anna.post(f"tickets/{talk.ticket}/claim")
    assert anna.post(f"tickets/{talk.ticket}/resolve", outcome="bribed").status_code == 422
    assert anna.post(f"tickets/{talk.ticket}/transfer", note="nowhere").status_code == 422
    assert anna.post(f"tickets/{talk.ticket}/transfer", queue="nowhere").status_code == 422
    assert anna.post(f"tickets/{talk.ticket}/transfer", agent="nobody").status_code == 404
    assert anna.post(f"tickets/{talk.ticket}/reply", text="  ").status_code == 422
    assert anna.get("tickets/T999999").status_code == 404

"""What goes wrong in one place stays there, and passes."""

from __future__ import annotations

import json
import threading
import time

import httpx
import pytest

import gateway.app as app
from shop.bootstrap import Shop
from tests.unit.gateway.conftest import FakeEngine, Town, open_town, said


class Sick(FakeEngine):
    """Cannot store the conversation in which somebody says "poison"."""

    async def __call__(self, request: httpx.Request) -> httpx.Response:
        if json.loads(request.content).get("text") == "poison":
            headers = {"Content-Type": "application/problem+json"}
            return httpx.Response(503, json={"detail": "the conversation could not be stored"}, headers=headers)
        return await super().__call__(request)


@pytest.mark.parametrize("what", ["unfinished", "newest_id", "escalate"])
def test_a_background_task_outlives_one_unexpected_error(shop: Shop, engine: FakeEngine, what: str) -> None:
    service = {"unfinished": shop.chat, "newest_id": shop.transcript, "escalate": shop.handoff}[what]
    calls: list[float] = []
    right = getattr(service, what)

    def breaks_once():
        calls.append(time.monotonic())
        if len(calls) == 1:
            raise RuntimeError("disk I/O error")
        return right()

    object.__setattr__(service, what, breaks_once)
    before, app.ESCALATE_EVERY = app.ESCALATE_EVERY, 0.5
    try:
        with open_town(shop, engine):
            end = time.monotonic() + 5
            while len(calls) < 2 and time.monotonic() < end:
                time.sleep(0.05)
    except RuntimeError:
        pass
    finally:
        app.ESCALATE_EVERY = before
    assert len(calls) >= 2


def test_an_answer_that_cannot_be_stored_is_given_up_and_the_next_message_is_answered(shop: Shop) -> None:
    engine = FakeEngine(
        script=lambda body: (
            {**said("x"), "messages": [{"text": "x", "buttons": [{"payload": "/y"}]}]}
            if body["text"] == "poison"
            else said("fine")
        )
    )
    with open_town(shop, engine, patience=1.0) as client:
        town = Town(shop, engine, client)
        customer = town.customer()
        customer.say("poison")
        customer.say("good")
        assert town.until(lambda: ("assistant", "fine") in customer.texts(), patience=14)


def test_one_conversation_that_the_engine_cannot_store_leaves_the_others_alone(shop: Shop) -> None:
    engine = Sick()
    with open_town(shop, engine, patience=1.0) as client:
        town = Town(shop, engine, client)
        sick, healthy = town.customer(), town.customer()
        sick.say("poison")
        time.sleep(4)
        statuses = [(time.sleep(0.7), healthy.say(f"hello {n}").status_code)[1] for n in range(6)]
        assert statuses == [200] * 6, statuses


def test_a_message_that_the_engine_can_never_store_is_given_up(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gateway.chat.turns.BUSY_TRIES", 4, raising=False)
    engine = Sick()
    with open_town(shop, engine, patience=1.0) as client:
        town = Town(shop, engine, client)
        customer = town.customer()
        customer.say("poison")
        customer.say("good")
        assert town.until(lambda: any(each[1] == "You said: good" for each in customer.texts()), patience=15)


def test_a_bad_gateway_in_front_of_the_engine_loses_no_message(shop: Shop) -> None:
    class Proxied(FakeEngine):
        bad = True

        async def __call__(self, request):
            return httpx.Response(502, text="<html>Bad Gateway") if self.bad else await super().__call__(request)

    engine = Proxied()
    with open_town(shop, engine, patience=1.0) as client:
        town = Town(shop, engine, client)
        customer = town.customer()
        customer.say("hello")
        time.sleep(3)
        engine.bad = False
        assert town.until(lambda: ("assistant", "You said: hello") in customer.texts(), patience=8)


def test_a_failure_right_after_the_engine_was_away_is_tried_again(shop: Shop) -> None:
    class Restarting(FakeEngine):
        asked = 0

        async def __call__(self, request):
            self.asked += 1
            if self.asked <= 4:
                raise httpx.ConnectError("down", request=request)
            if self.asked == 5:
                return httpx.Response(500, json={"detail": "once"})
            return await super().__call__(request)

    engine = Restarting()
    with open_town(shop, engine, patience=1.0) as client:
        town = Town(shop, engine, client)
        customer = town.customer()
        customer.say("hello")
        town.until(lambda: len(customer.texts()) > 1, patience=20)
        assert customer.texts()[-1] == ("assistant", "You said: hello")


def test_a_message_that_reaches_two_processes_is_answered_by_both_at_once(shop: Shop) -> None:
    engine = FakeEngine(gate=threading.Event())
    with open_town(shop, engine, patience=6) as one, open_town(shop, engine, patience=6) as two:
        customer = Town(shop, engine, one).customer()
        first = threading.Thread(target=lambda: customer.say("hello", id="x1"))
        first.start()
        while not engine.heard:
            time.sleep(0.01)
        threading.Timer(0.5, engine.gate.set).start()
        begun = time.monotonic()
        answer = two.post("/chat/messages", json={"id": "x1", "text": "hello"}, headers=customer.headers)
        first.join()
        assert (answer.status_code, time.monotonic() - begun < 3) == (200, True)

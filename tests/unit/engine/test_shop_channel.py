"""The gateway's way in: what it accepts, and that each message is answered once."""

from __future__ import annotations

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest
from rasa.core.lock_store import LockError

from engine.channels.asking import NotAsked, message_in, return_in
from engine.channels.once import Answer, Once
from engine.channels.shopdesk import ShopdeskChannel, settled

TURN = {"conversation": "c1", "id": "m1", "text": "hello"}
RETURN = {"conversation": "c1", "id": "T1-99", "outcome": "resolved", "agent": "Ada", "note": "", "ticket": "T1",
          "speak": True}  # fmt: skip


def sent(body: Any) -> SimpleNamespace:
    return SimpleNamespace(json=body)


def test_a_payload_is_read_in_place_of_the_text() -> None:
    assert message_in(sent({**TURN, "payload": "/greet"})).text == "/greet"


def test_an_unknown_language_may_be_left_empty() -> None:
    assert message_in(sent({**TURN, "language": ""})).language == ""


@pytest.mark.parametrize(
    "wrong, told",
    [
        ({"conversation": "a b"}, "conversation"),
        ({"conversation": "a" * 65}, "conversation"),
        ({"conversation": None}, "conversation"),
        ({"conversation": "c1\n"}, "conversation"),
        ({"id": ""}, "id"),
        ({"id": 5}, "id"),
        ({"text": "  "}, "text"),
        ({"text": 5}, "text"),
        ({"text": "a" * 2001}, "text"),
        ({"text": "/refund{}"}, "payload"),
        ({"payload": ["x"]}, "payload"),
        ({"language": "tlh"}, "language"),
    ],
)
def test_a_wrong_message_is_told_what_is_wrong(wrong: dict[str, Any], told: str) -> None:
    with pytest.raises(NotAsked, match=f'"{told}"'):
        message_in(sent({**TURN, **wrong}))


@pytest.mark.parametrize("body", [None, [], "text", 5])
def test_what_is_no_object_is_refused(body: Any) -> None:
    with pytest.raises(NotAsked, match="JSON object"):
        message_in(sent(body))


@pytest.mark.parametrize("wrong", [{"outcome": "gone"}, {"outcome": None}, {"speak": "yes"}, {"note": 5}, {"id": "ä"}])
def test_a_wrong_return_is_told_what_is_wrong(wrong: dict[str, Any]) -> None:
    with pytest.raises(NotAsked, match=next(iter(wrong))):
        return_in(sent({**RETURN, **wrong}))


def test_a_return_is_read_with_all_that_is_told() -> None:
    told = return_in(sent(RETURN))
    assert (told.agent, told.ticket, told.outcome, told.speak) == ("Ada", "T1", "resolved", True)


class Work:
    """Counts how often it is done; `fails` times with an error first."""

    def __init__(self, fails: int = 0) -> None:
        self.done = 0
        self.fails = fails

    async def __call__(self) -> Answer:
        await asyncio.sleep(0.01)
        self.done += 1
        return (503, {}) if self.done <= self.fails else (200, {"answer": self.done})


def test_two_at_the_same_time_get_the_same_answer_of_one_turn() -> None:
    work, once = Work(), Once()

    async def both() -> list[Answer]:
        return list(await asyncio.gather(once.answer(("a",), work), once.answer(("a",), work)))

    assert asyncio.run(both()) == [(200, {"answer": 1})] * 2 and work.done == 1


def test_who_comes_later_gets_the_answer_that_was_given() -> None:
    work, once = Work(), Once()

    async def twice() -> list[Answer]:
        return [await once.answer(("a",), work), await once.answer(("a",), work)]

    assert asyncio.run(twice()) == [(200, {"answer": 1})] * 2


def test_a_turn_is_finished_though_nobody_waits_any_more() -> None:
    work, once = Work(), Once()

    async def hung_up() -> None:
        waiting = asyncio.ensure_future(once.answer(("a",), work))
        await asyncio.sleep(0)
        waiting.cancel()
        await asyncio.sleep(0.05)

    asyncio.run(hung_up())
    assert work.done == 1


def test_what_failed_may_be_tried_again() -> None:
    work, once = Work(fails=1), Once()

    async def twice() -> list[int]:
        return [(await once.answer(("a",), work))[0], (await once.answer(("a",), work))[0]]

    assert asyncio.run(twice()) == [503, 200]


def test_no_more_answers_are_kept_than_wanted() -> None:
    once = Once(most=2)

    async def many() -> None:
        for key in "abcd":
            await once.answer((key,), Work())
        await asyncio.sleep(0)

    asyncio.run(many())
    assert list(once._tasks) == [("c",), ("d",)]


async def failing(error: Exception) -> dict[str, Any]:
    raise error


@pytest.mark.parametrize("error, status", [(LockError("busy"), 503), (OSError("disk"), 503), (ValueError("bug"), 500)])
def test_an_error_is_told_with_what_to_do(error: Exception, status: int, caplog: pytest.LogCaptureFixture) -> None:
    answer = asyncio.run(settled(failing(error), "c1"))
    assert answer[0] == status and "again" in answer[1]["detail"] and len(caplog.records) == 1


def knocked(secret: str | None, ip: str, token: str | None) -> int:
    """The status of a turn that is asked for from there with that token, where all else is right."""

    async def taken(agent: Any, asked: Any) -> dict[str, Any]:
        return {}

    ctx = SimpleNamespace(agent=None)
    request = SimpleNamespace(json=TURN, ip=ip, token=token, app=SimpleNamespace(ctx=ctx))
    channel = ShopdeskChannel.from_credentials({"secret": secret})
    return int(asyncio.run(channel._answered(request, message_in, taken)).status)


@pytest.mark.parametrize(
    "secret, ip, token, status",
    [
        (None, "127.0.0.1", None, 200),
        (None, "10.1.2.3", None, 403),
        ("open sesame", "10.1.2.3", "open sesame", 200),
        ("open sesame", "127.0.0.1", "sesame", 403),
        ("open sesame", "127.0.0.1", None, 403),
    ],
)
def test_only_who_has_the_secret_is_answered(secret: str | None, ip: str, token: str | None, status: int) -> None:
    assert knocked(secret, ip, token) == status

"""Calls of the action server: one kept connection, one compiled schema, little to send, and a limit to waiting.

Rasa checks its own JSON schema anew for each reply (about 40 ms), serialises the whole domain for each call and waits
300 s. Our actions read no more of the domain than the parts of sentences, so those are what is sent.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from typing import Any

import aiohttp
import rasa
from jsonschema import Draft7Validator, ValidationError
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.shared.core import events
from rasa.shared.core.trackers import EventVerbosity
from rasa.shared.exceptions import RasaException

from engine.nlg.translations import translations

SECONDS = float(os.environ.get("SHOPDESK_ACTION_SECONDS", "8"))
_VALIDATOR = Draft7Validator(RemoteAction.action_response_format_spec())
_sessions: dict[int, aiohttp.ClientSession] = {}


class ActionServerFailed(RasaException):
    """The action server is down, too slow, or answered with something that is no answer."""


def check_result(result: Any) -> None:
    """Raises as jsonschema.validate does. Plain answers, which are nearly all, are told by their shape alone."""
    if not is_plain(result):
        for error in _VALIDATOR.iter_errors(result):
            raise error


def is_plain(result: Any) -> bool:
    """Only slots, forms and follow-ups with the fields that the schema asks of them, and responses as objects."""
    if not isinstance(result, dict) or not isinstance(result.get("events", []), list):
        return False
    said = result.get("responses", [])
    return (
        isinstance(said, list)
        and all(isinstance(r, dict) for r in said)
        and all(map(_is_plain_event, result.get("events", [])))
    )


def _is_plain_event(event: Any) -> bool:
    if not isinstance(event, dict) or not isinstance(event.get("timestamp"), (int, float, type(None))):
        return False
    if event.get("event") == "slot":
        return isinstance(event.get("name"), str) and "value" in event
    if event.get("event") == "followup":
        return isinstance(event.get("name"), str)
    return event.get("event") == "active_loop" and isinstance(event.get("name"), (str, type(None)))


def small_domain(domain: Any, language: str | None = None) -> dict[str, Any]:
    """The parts of sentences alone, in the conversation's language; kept on the domain, which does not change."""
    kept: dict[str | None, dict[str, Any]] = domain.__dict__.setdefault("_shopdesk_small", {})
    if language not in kept:
        said = {**domain.responses, **(translations(language) if language else {})}
        kept[language] = {"responses": {n: texts for n, texts in said.items() if n.startswith("utter_part_")}}
    return kept[language]


def session() -> aiohttp.ClientSession:
    """One for each event loop, so that connections are kept."""
    loop = asyncio.get_running_loop()
    known = _sessions.get(id(loop))
    if known is None or known.closed:
        known = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=SECONDS))
        _sessions[id(loop)] = known
    return known


def call_body(action: RemoteAction, tracker: Any, domain: Any) -> dict[str, Any]:
    """As Rasa's, with the small domain, and `turn_deadline`: after it nobody waits for the answer any more."""
    state = tracker.current_state(EventVerbosity.ALL)
    state["slots"] = {**state["slots"], "turn_deadline": time.time() + SECONDS - 0.5}
    return {
        "next_action": action.name(),
        "sender_id": tracker.sender_id,
        "tracker": state,
        "version": rasa.__version__,
        "domain": small_domain(domain, state["slots"].get("language")),
    }


async def post(action: RemoteAction, body: dict[str, Any]) -> dict[str, Any]:
    """The answer, or ActionServerFailed; an action's own refusal stays an ActionExecutionRejection."""
    headers = {"Content-Type": "application/json"}
    try:
        async with session().post(action.action_endpoint.url, data=json.dumps(body), headers=headers) as reply:
            text = await reply.text()
            if reply.status == 400:
                refused = json.loads(text)
                raise ActionExecutionRejection(refused["action_name"], refused.get("error"))
            if reply.status != 200:
                raise ActionServerFailed(f"'{action.name()}' was answered with status {reply.status}")
            answer = json.loads(text)
            check_result(answer)
    except (aiohttp.ClientError, asyncio.TimeoutError, ValueError, ValidationError, KeyError) as error:
        raise ActionServerFailed(f"'{action.name()}' failed: {type(error).__name__} {error}") from error
    if not isinstance(answer, dict):
        raise ActionServerFailed(f"'{action.name()}' was answered with {type(answer).__name__}")
    return answer


async def run(self: RemoteAction, output_channel: Any, nlg: Any, tracker: Any, domain: Any) -> list[Any]:
    if not self.action_endpoint:
        raise ActionServerFailed("no action server is configured: endpoints.yml names it as action_endpoint")
    answer = await post(self, call_body(self, tracker, domain))
    said = await self._utter_responses(answer.get("responses", []), output_channel, nlg, tracker)
    return [*said, *events.deserialise_events(answer.get("events", []))]


def apply() -> None:
    RemoteAction.run = run

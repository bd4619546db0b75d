"""What the customer hears when an action could not run: the truth, once, and nothing after it.

Rasa logs the error, counts the action as done and goes on with the next step, which then claims what did not happen.
"""

from __future__ import annotations

import logging
from typing import Any

from rasa.core.actions.action import ActionBotResponse
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.events import ActionExecuted

from engine.tuning.action_calls import ActionServerFailed

logger = logging.getLogger(__name__)
RESPONSE = "utter_service_failed"
_original = MessageProcessor._run_action


class _Watched:
    """An action whose failed call is remembered; in all else the action itself."""

    def __init__(self, action: Any) -> None:
        self._action = action
        self.failure: ActionServerFailed | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self._action, name)

    async def run(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return await self._action.run(*args, **kwargs)
        except ActionServerFailed as failure:
            self.failure = failure
            logger.error("%s", failure)
            return []


async def run_action(self: Any, action: Any, tracker: Any, output_channel: Any, nlg: Any, prediction: Any) -> bool:
    """As Rasa's, but a failed call ends the turn with one honest sentence, and the dialogue listens again."""
    watched = _Watched(action)
    goes_on = await _original(self, watched, tracker, output_channel, nlg, prediction)
    if watched.failure is None:
        return bool(goes_on)
    said = await ActionBotResponse(RESPONSE).run(output_channel, nlg, tracker, self.domain)
    tracker.update_with_events(said, self.domain)
    await self.execute_side_effects(said, tracker, output_channel)
    tracker.update(ActionExecuted(ACTION_LISTEN_NAME), self.domain)
    return False


def apply() -> None:
    MessageProcessor._run_action = run_action

"""Rules are looked up once a prediction, and only as far back as the longest of them.

Rasa looks twice, first for rules on the very text of a message, whether there are such or not, and compares each rule
with the whole conversation. Memoization of stories is asked even where nothing was memorized.
"""

from __future__ import annotations

import json
from functools import lru_cache, wraps
from typing import Any

from rasa.core.policies.memoization import MemoizationPolicy
from rasa.core.policies.rule_policy import RULES, RulePolicy

_find = RulePolicy._find_action_from_rules
_possible = RulePolicy._get_possible_keys
_memoized = MemoizationPolicy.predict_action_probabilities


@lru_cache(maxsize=16_384)
def _length(rule_key: str) -> int:
    return len(json.loads(rule_key))


def speaks_of_text(policy: RulePolicy) -> bool:
    """Whether any rule asks for what was literally said."""
    known: bool | None = getattr(policy, "_shopdesk_text_rules", None)
    if known is None:
        states = (state for key in policy.lookup.get(RULES, {}) for state in json.loads(key))
        known = any("text" in (state.get("user") or {}) for state in states)
        policy._shopdesk_text_rules = known
    return known


def find_action(self: RulePolicy, tracker: Any, domain: Any, use_text_for_last_user_input: bool) -> Any:
    if use_text_for_last_user_input and not speaks_of_text(self):
        return None, None, False
    return _find(self, tracker, domain, use_text_for_last_user_input)


def possible_keys(self: RulePolicy, lookup: dict[str, str], states: list[Any]) -> set[str]:
    """Beyond its own length every rule holds, so that older turns tell nothing."""
    longest = max(map(_length, lookup), default=0)
    found: set[str] = _possible(self, lookup, states[-longest:] if longest else [])
    return found


@wraps(_memoized)  # Rasa reads the signature when it checks a graph
def memoized(self: MemoizationPolicy, tracker: Any, domain: Any, *args: Any, **kwargs: Any) -> Any:
    if not self.lookup:
        return self._prediction(self._default_predictions(domain))
    return _memoized(self, tracker, domain, *args, **kwargs)


def apply() -> None:
    RulePolicy._find_action_from_rules = find_action
    RulePolicy._get_possible_keys = possible_keys
    MemoizationPolicy.predict_action_probabilities = memoized

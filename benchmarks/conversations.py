"""The conversations that are timed: each turn with what it makes the assistant do."""

from __future__ import annotations

MONA = "mona.multi@example.com"
# (kind, text): none – no action of ours; read – looks something up; write – changes rows.
TURNS: list[tuple[str, str]] = [
    ("none", "hi"),
    ("read", "cancel order W1000102"),
    ("read", MONA),
    ("read", "ordered by mistake"),
    ("write", "yes"),
    ("read", "where is my order W1000105?"),
    ("read", "return the speaker from W1000104"),
    ("read", "by mail"),
    ("write", "yes"),
    ("none", "are you a robot?"),
    ("read", "how long is the warranty?"),
    ("read", "is the yoga mat in stock?"),
    ("none", "thanks"),
]

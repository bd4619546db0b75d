"""Reads sentences with a model: JSON lines {"text": …} on standard input, what was understood on standard output.

`python -m engine.scoring MODEL`, in the engine's environment. Each answer has what the parse gave and `ms`, its time.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from contextlib import redirect_stdout
from typing import Any

KEPT = (
    "intent",
    "intent_ranking",
    "doubt",
    "language",
    "english",
    "entities",
    "sentiment",
    "requests",
    "articles",
    "catalogue",
)


def quiet() -> None:
    """Rasa says what it does on standard output, which is ours here."""
    import structlog

    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


async def read_all(model: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    from rasa.core.agent import Agent

    from engine.nlu.languages import spoken_before

    agent = Agent.load(model)
    await agent.parse_message("hello")  # the first one pays for what is loaded lazily
    found = []
    for row in rows:
        spoken_before.set(row.get("spoken_before"))
        begun = time.perf_counter()
        parsed = await agent.parse_message(row["text"])
        kept = {key: parsed.get(key) for key in KEPT}
        found.append({**kept, "ms": round((time.perf_counter() - begun) * 1000, 2)})
    return found


def main() -> None:
    rows = [json.loads(line) for line in sys.stdin if line.strip()]
    with redirect_stdout(sys.stderr):
        import engine.nlu  # noqa: F401 – applies the patches

        quiet()
        found = asyncio.run(read_all(sys.argv[1], rows))
    for row in found:
        print(json.dumps(row, ensure_ascii=False, default=str))


if __name__ == "__main__":
    main()

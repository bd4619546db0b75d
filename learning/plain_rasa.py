"""Reads sentences with a model of plain Rasa, without our patches: a counterpart of `engine.scoring`.

`python -m learning.plain_rasa MODEL`, in the engine's environment: JSON lines {"text": …} on standard input, what was
understood on standard output, with `ms`, the time that the parse took.
"""

from __future__ import annotations

import asyncio
import json
import logging
import sys
import time
from contextlib import redirect_stdout
from typing import Any


def quiet() -> None:
    """Rasa says what it does on standard output, which is ours here."""
    import structlog

    logging.disable(logging.CRITICAL)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))


async def read_all(model: str, texts: list[str]) -> list[dict[str, Any]]:
    from rasa.core.agent import Agent

    agent = Agent.load(model)
    await agent.parse_message("hello")  # the first one pays for what is loaded lazily
    found = []
    for text in texts:
        begun = time.perf_counter()
        parsed = await agent.parse_message(text)
        ms = (time.perf_counter() - begun) * 1000
        found.append({"intent": parsed["intent"], "intent_ranking": parsed["intent_ranking"], "ms": round(ms, 2)})
    return found


def main() -> None:
    texts = [json.loads(line)["text"] for line in sys.stdin if line.strip()]
    with redirect_stdout(sys.stderr):
        from rasa.utils.tensorflow.environment import setup_tf_environment

        setup_tf_environment()  # as Rasa's own commands do: the number of threads is in the environment
        quiet()
        found = asyncio.run(read_all(sys.argv[1], texts))
    for row in found:
        print(json.dumps(row, default=str))


if __name__ == "__main__":
    main()

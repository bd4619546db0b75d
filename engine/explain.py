"""`python -m engine.explain MODEL TEXT`: why a message is understood as it is, for a reader."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import redirect_stdout
from typing import Any


async def read(model: str, text: str) -> dict[str, Any]:
    from rasa.core.agent import Agent

    from engine.explaining import explain

    return await explain(Agent.load(model).processor, text)


def shown(found: dict[str, Any]) -> str:
    """A page of text."""
    language, mood = found["language"] or {}, found["sentiment"] or {}
    lines = [
        f"intent     {found['intent']['name']} ({found['intent']['confidence']:.2f}), {(found['doubt'] or {}).get('kind', 'clear')}",
        f"language   {language.get('code')} ({language.get('confidence')})"
        + (f", in English: {found['english']}" if found["english"] != found["text"] else ""),
        f"mood       {mood.get('label')} ({mood.get('value')})" + (", upset" if mood.get("upset") else ""),
        "candidates " + ", ".join(f"{c['name']} {c['confidence']:.2f}" for c in found["candidates"]),
        "nearest    "
        + "\n           ".join(f"{n['likeness']:.2f} {n['intent']}: {n['text']}" for n in found["nearest"]),
        "words      " + ", ".join(f"{w['word']!r} {w['weight']:+.2f}" for w in found["words"]),
        "entities   "
        + (
            ", ".join(
                f"{e['entity']} {e['value']} [{e['start']}:{e['end']}] by {e['extractor']}" for e in found["entities"]
            )
            or "none"
        ),
        "catalogue  "
        + (
            ", ".join(
                str(c.get("name") if c["kind"] == "product" else f"{c['name']} {c['value']}")
                for c in found["catalogue"] or []
            )
            or "nothing"
        ),
        "requests   " + ("; ".join(f"{r['intent']}: {r['text']}" for r in found["requests"]) or "one"),
        "articles   "
        + (", ".join(f"{a['article']} ({a['language']}) {a['score']:.2f}" for a in found["articles"] or []) or "none"),
        f"next       {found['next']['action']}, by {found['next']['policy']} ({found['next']['confidence']}): {found['next']['why']}",
    ]
    return "\n".join(lines)


def main() -> None:
    as_json = "--json" in sys.argv
    model, *words = [argument for argument in sys.argv[1:] if argument != "--json"]
    with redirect_stdout(sys.stderr):
        import engine.nlu  # noqa: F401 – applies the patches
        from engine.scoring import quiet

        quiet()
        found = asyncio.run(read(model, " ".join(words)))
    print(json.dumps(found, ensure_ascii=False, default=str) if as_json else shown(found))


if __name__ == "__main__":
    main()

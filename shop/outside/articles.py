"""Reads help articles from Markdown files that people edit who do not program."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import yaml

from shop.model.article import FACTS, Article
from shop.model.policy import PolicyError


class ArticleError(PolicyError):
    """An article that cannot be used; the message names the file and what to do."""


def read_articles(folder: Path) -> list[Article]:
    """All articles of one language. Raises ArticleError with every problem of every file."""
    problems: list[str] = []
    found: dict[str, Article] = {}
    for path in sorted(folder.glob("*.md")):
        try:
            article = parse(path.name, path.read_text(encoding="utf-8"))
        except ArticleError as error:
            problems.append(str(error))
            continue
        if article.id in found:
            problems.append(f"{path.name}: the id {article.id!r} stands in another article too; give it its own")
        found[article.id] = article
    if problems:
        raise ArticleError("; ".join(problems))
    return list(found.values())


def parse(name: str, text: str) -> Article:
    parts = text.split("---\n", 2)
    if len(parts) < 3 or parts[0].strip():
        raise ArticleError(f"{name}: should begin with a block between two lines of ---")
    try:
        head = yaml.safe_load(parts[1])
    except yaml.YAMLError as error:
        raise ArticleError(f"{name}: the block at the top is not YAML: {error}") from None
    missing = [
        key for key in ("id", "title", "link", "intents", "questions") if not (isinstance(head, dict) and head.get(key))
    ]
    if missing:
        raise ArticleError(f"{name}: the block at the top lacks {', '.join(missing)}")
    body = parts[2].strip()
    unknown = sorted(set(placeholders(body)) - FACTS)
    if not body or unknown:
        raise ArticleError(
            f"{name}: "
            + (f"knows no {{{unknown[0]}}}; use one of {', '.join(sorted(FACTS))}" if unknown else "has no text")
        )
    return _article(head, body)


def _article(head: dict[str, Any], body: str) -> Article:
    questions = tuple(str(q) for q in head["questions"])
    return Article(str(head["id"]), str(head["title"]), str(head["link"]), tuple(head["intents"]), questions, body)


def placeholders(body: str) -> list[str]:
    return [name for _, name, _, _ in string.Formatter().parse(body) if name]

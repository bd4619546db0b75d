"""Reads help articles from Markdown files that people edit who do not program."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import yaml

from shop.model.article import FACTS, Article
from shop.model.policy import PolicyError

_FENCE = "---"
_LISTS = ("intents", "questions")


class ArticleError(PolicyError):
    """Articles that cannot be used; each line of the message names file and line and says what to do."""


def read_articles(folder: Path) -> list[Article]:
    """All articles of one language. Raises ArticleError with every problem of every file."""
    problems: list[str] = []
    found: dict[str, tuple[Article, str]] = {}
    for path in sorted(folder.glob("*.md")):
        try:
            text = path.read_text(encoding="utf-8-sig")
            article = parse(path.name, text)
        except UnicodeDecodeError:
            problems.append(f"{path.name}:1: is not UTF-8 text; save it with the encoding UTF-8")
        except ArticleError as error:
            problems.append(str(error))
        else:
            if article.id in found:
                where, other = f"{path.name}:{_line_of(text, 'id:')}", found[article.id][1]
                problems.append(f"{where}: the id {article.id!r} stands in {other} too; give this article its own")
            found.setdefault(article.id, (article, path.name))
    if not problems and not found:
        problems.append(f"{folder}: holds no article; put Markdown files there, or set KNOWLEDGE_DIR")
    if problems:
        raise ArticleError("\n".join(problems))
    return [article for article, _ in found.values()]


def parse(name: str, text: str) -> Article:
    """One article from the text of the file `name`."""
    head, body, below = _parts(name, text)
    missing = [key for key in ("id", "title", "link", *_LISTS) if not head.get(key)]
    if missing:
        raise ArticleError(f"{name}:1: the block at the top lacks {', '.join(missing)}; add a line for it")
    for key in _LISTS:
        if not isinstance(head[key], list):
            raise ArticleError(f"{name}:{_line_of(text, key + ':')}: {key} should be a list, each entry after a dash")
    if not body.strip():
        raise ArticleError(f"{name}:{below}: has no text; write the answer below the second {_FENCE}")
    _check_placeholders(name, body, below)
    intents, questions = ([" ".join(str(entry).split()) for entry in head[key]] for key in _LISTS)
    return Article(
        str(head["id"]), str(head["title"]), str(head["link"]), tuple(intents), tuple(questions), body.strip()
    )


def _parts(name: str, text: str) -> tuple[dict[str, Any], str, int]:
    """The block at the top, the text below it, and the line on which that begins."""
    lines = text.split("\n")
    fences = [number for number, line in enumerate(lines) if line.rstrip() == _FENCE][:2]
    if len(fences) < 2 or fences[0] != 0:
        raise ArticleError(f"{name}:1: should begin with a block between two lines of {_FENCE}")
    try:
        head = yaml.safe_load("\n".join(lines[1 : fences[1]]))
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 2 if mark else 1
        problem = getattr(error, "problem", None) or "cannot be read"
        raise ArticleError(
            f'{name}:{line}: the block at the top is not YAML ({problem}); put texts with : or # in "quotes"'
        ) from None
    if not isinstance(head, dict):
        raise ArticleError(f"{name}:2: the block at the top should have lines such as id: returns")
    return head, "\n".join(lines[fences[1] + 1 :]), fences[1] + 2


def _check_placeholders(name: str, body: str, below: int) -> None:
    for number, line in enumerate(body.split("\n"), below):
        try:
            unknown = sorted(set(placeholders(line)) - FACTS)
        except ValueError:
            raise ArticleError(f"{name}:{number}: a lone {{ or }}; write {{{{ or }}}} for the sign itself") from None
        if unknown:
            raise ArticleError(f"{name}:{number}: knows no {{{unknown[0]}}}; use one of {', '.join(sorted(FACTS))}")


def placeholders(text: str) -> list[str]:
    """The names between braces. Raises ValueError for a brace without its partner."""
    return [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]


def _line_of(text: str, start: str) -> int:
    """The first line that begins so, counted from 1."""
    return next((number for number, line in enumerate(text.split("\n"), 1) if line.startswith(start)), 1)

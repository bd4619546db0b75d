"""Finds the help article that answers a question: word stems and their pieces, weighted by how rare they are."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import Any, Callable, Sequence

from shop.model.article import Article
from shop.services.base import Service, Tools
from shop.services.faq_facts import facts_of
from shop.services.reading.words import fold, stem, tokens

THRESHOLD = 0.30
BOOST = 1.35
_COMMON = frozenset("a an the i you we my your is are am be do does did to of in on for with and or it this that can how what "
                    "when where which why me us our have has had will would if so at by from not get there much many long".split())  # fmt: skip


@dataclass(frozen=True)
class Answer:
    """`facts` fill the body's placeholders; `score` from 0 to 1."""

    article: Article
    facts: dict[str, Any]
    score: float


def features(text: str) -> Counter[str]:
    """Stems of the words that carry meaning (common ones count little), and pieces of five letters against slips."""
    found: Counter[str] = Counter()
    for word in tokens(fold(text)):
        found[stem(word)] += 0.15 if word in _COMMON else 1.0  # type: ignore[assignment]
        if len(word) > 5:
            for start in range(len(word) - 4):
                found[f"~{word[start : start + 5]}"] += 0.2  # type: ignore[assignment]
    return found


class Index:
    """Each question, title and body sentence is a document that leads to its article."""

    def __init__(self, articles: Sequence[Article]) -> None:
        texts = [(a, text) for a in articles for text in (*a.questions, a.title)]
        self.documents = [(article, features(text)) for article, text in texts]
        seen = Counter(name for _, document in self.documents for name in document)
        self.rarity = {name: math.log(1 + len(self.documents) / count) for name, count in seen.items()}
        self.lengths = [self._length(document) for _, document in self.documents]

    def _length(self, document: Counter[str]) -> float:
        return math.sqrt(sum((count * self.rarity.get(name, 6.0)) ** 2 for name, count in document.items())) or 1.0

    def ranked(self, text: str, intent: str | None) -> list[tuple[float, Article]]:
        """Cosine likeness of the best document of each article; those that serve the intent count more."""
        wanted = features(text)
        length = self._length(wanted)
        best: dict[str, tuple[float, Article]] = {}
        for (article, document), own in zip(self.documents, self.lengths):
            shared = sum(
                count * document[name] * self.rarity[name] ** 2 for name, count in wanted.items() if name in document
            )
            score = shared / (length * own) * (BOOST if intent in article.intents else 1.0)
            if score > best.get(article.id, (0.0, article))[0]:
                best[article.id] = (min(score, 1.0), article)
        return sorted(best.values(), key=lambda pair: -pair[0])


class Faq(Service):
    def __init__(self, tools: Tools, read: Callable[[], list[Article]]) -> None:
        super().__init__(tools)
        self._read = read
        self._index: Index | None = None

    @property
    def index(self) -> Index:
        if self._index is None:
            self._index = Index(self._read())
        return self._index

    def find(self, text: str, intent: str | None = None) -> Answer | None:
        """The one article that answers, or None below the threshold."""
        ranked = self.index.ranked(text, intent)
        if not ranked or ranked[0][0] < THRESHOLD:
            return None
        with self.tools.open_work() as work:
            facts = facts_of(self.tools.policies.current(work))
        return Answer(ranked[0][1], facts, ranked[0][0])

    def page(self, article: Article) -> str:
        """Where the article stands on the shop's website."""
        with self.tools.open_work() as work:
            return self.tools.policies.current(work).shop.website.rstrip("/") + article.link

    def suggestions(self, text: str, most: int = 3) -> list[str]:
        """Titles of what comes closest."""
        return [article.title for score, article in self.index.ranked(text, None)[:most] if score > THRESHOLD / 3]

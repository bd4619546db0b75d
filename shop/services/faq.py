"""Answers questions from the help articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

from shop.model.article import Article
from shop.services.base import Service, Tools
from shop.services.faq_facts import facts_of
from shop.services.faq_index import Index


@dataclass(frozen=True)
class Answer:
    """`facts` fill the body's placeholders; `score` from 0 to 1."""

    article: Article
    facts: dict[str, Any]
    score: float


class Faq(Service):
    """`read` is called once, when the first question comes."""

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
        """The one article that answers, or None where none comes near."""
        found = self.index.best(text, intent)
        if found is None:
            return None
        with self.tools.open_work() as work:
            facts = facts_of(self.tools.policies.current(work))
        return Answer(found.article, facts, min(1.0, found.score))

    def page(self, article: Article) -> str:
        """Where the article stands on the shop's website."""
        with self.tools.open_work() as work:
            return self.tools.policies.current(work).shop.website.rstrip("/") + article.link

    def suggestions(self, text: str, most: int = 3, intent: str | None = None) -> list[str]:
        """Titles of the articles nearly as good as the best; a title, said back, finds its article."""
        return [article.title for article in self.index.near(text, intent, most)]

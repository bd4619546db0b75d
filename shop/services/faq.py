"""Answers questions from the help articles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Mapping, Sequence

from shop.model.article import Article
from shop.services.base import Service, Tools
from shop.services.faq_facts import facts_of
from shop.services.faq_index import Index

FIRST = "en"
# How like a listed question must be, and what it counts that the article names the intent.
_NEAR_ENOUGH, _FITS = 0.58, 0.08


@dataclass(frozen=True)
class Answer:
    """`facts` fill the body's placeholders; `score` from 0 to 1."""

    article: Article
    facts: dict[str, Any]
    score: float


class Faq(Service):
    """`read` gives the articles of one language; each is read once, when it is first wanted."""

    def __init__(self, tools: Tools, read: Callable[[str], list[Article]]) -> None:
        super().__init__(tools)
        self._read = read
        self._index: Index | None = None
        self._articles: dict[str, dict[str, Article]] = {}

    @property
    def index(self) -> Index:
        if self._index is None:
            self._index = Index(self._read(FIRST))
        return self._index

    def find(self, text: str, intent: str | None = None) -> Answer | None:
        """The one English article that answers by its words, or None where none comes near."""
        found = self.index.best(text, intent)
        return self._answer(found.article, min(1.0, found.score)) if found is not None else None

    def nearest(self, found: Sequence[Mapping[str, Any]], intent: str | None) -> Answer | None:
        """Of what the engine found (article, language, score; best first) the one that is near enough.

        An article that names the intent needs less likeness and comes before another that is hardly nearer.
        """
        known = [(self._article(str(f["article"]), str(f["language"])), float(f["score"])) for f in found]
        fitting = [(a, s + (_FITS if intent in a.intents else 0.0)) for a, s in known if a is not None]
        best = max(fitting, key=lambda pair: pair[1], default=None)
        if best is None or best[1] < _NEAR_ENOUGH:
            return None
        return self._answer(best[0], min(1.0, best[1]))

    def _article(self, article_id: str, language: str) -> Article | None:
        if language not in self._articles:
            self._articles[language] = {article.id: article for article in self._read(language)}
        return self._articles[language].get(article_id)

    def _answer(self, article: Article, score: float) -> Answer:
        with self.tools.open_work() as work:
            facts = facts_of(self.tools.policies.current(work))
        return Answer(article, facts, score)

    def page(self, article: Article) -> str:
        """Where the article stands on the shop's website."""
        with self.tools.open_work() as work:
            return self.tools.policies.current(work).shop.website.rstrip("/") + article.link

    def suggestions(self, text: str, most: int = 3, intent: str | None = None) -> list[str]:
        """Titles of the articles nearly as good as the best; a title, said back, finds its article."""
        return [article.title for article in self.index.near(text, intent, most)]

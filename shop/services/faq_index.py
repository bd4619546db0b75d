"""Which article answers a question: rare words of its nearest listed question, and how much of the question it covers."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from shop.model.article import Article
from shop.services.faq_words import COMMON, MEANS, PHRASES, WEAK
from shop.services.reading.words import fold, tokens

# Chosen on customers' questions of which none is listed (tests/unit/shop/test_faq_*.py).
THRESHOLD = 0.27
BOOST, CHIEF = 1.4, 0.35  # for an article that serves the intent, and for the first of its intents
NEAR = 0.85  # a tie: this part of the best score
_LIKE, _COVERED = 0.4, 0.6
_OTHERS, _MANY = 0.3, 3
_OFTEN, _SAME = 0.5, 0.97
_LITTLE, _SOME, _PIECE, _SLIP, _UNKNOWN = 0.2, 0.5, 0.4, 0.7, 2.0
_ENDINGS = re.compile(r"(?:ations?|ings?|ements?|ments?|ers?|ed|es|s|e|ly|ions?|able|ible)$")


@dataclass(frozen=True)
class Found:
    """`score` from 0 (nothing shared) to 1 (a listed question, word for word); more where the intent fits too."""

    article: Article
    score: float


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """What "deliver", "delivery" and "delivered" share; words of one meaning have one root."""
    if word in MEANS:
        return MEANS[word]
    word = word[:-3] + "y" if word.endswith(("ies", "ied")) and len(word) > 4 else word
    short = _ENDINGS.sub("", word) if len(word) > 4 else word.rstrip("s") if len(word) == 4 else word
    short = short if len(short) >= 3 else word
    if len(short) > 3 and short[-1] == short[-2] and short[-1] not in "sl":
        short = short[:-1]
    return MEANS.get(short, short)


def spoken(text: str) -> list[str]:
    """The words as written, several that mean one thing made one."""
    plain = fold(text).replace("e-mail", "email").replace("'", "")
    for phrase, word in PHRASES:
        plain = phrase.sub(word, plain)
    return tokens(plain)


def words_of(text: str) -> list[tuple[str, float]]:
    """Roots in their order with their weight: common words say little."""
    return [(root(word), weight(word)) for word in spoken(text)]


def weight(word: str) -> float:
    return _LITTLE if word in COMMON else _SOME if root(word) in WEAK else 1.0


def pieces(word: str) -> Iterable[str]:
    """Runs of four letters, which survive slips and compounds."""
    return (f"~{word[start : start + 4]}" for start in range(len(word) - 3)) if len(word) > 4 else ()


def features(words: Iterable[tuple[str, float]]) -> dict[str, float]:
    found: dict[str, float] = {}
    for word, weight in words:
        found[word] = max(found.get(word, 0.0), weight)
        if weight >= _SLIP:
            own = list(pieces(word))
            for piece in own:
                found[piece] = max(found.get(piece, 0.0), _PIECE / math.sqrt(len(own)))
    return found


def _score(likes: Sequence[float], covered: float) -> float:
    """The nearest question decides; others that are near, and an article that speaks of it, make it surer."""
    if likes[0] > _SAME:
        return likes[0]
    together = (1 - _OTHERS) * likes[0] + _OTHERS * sum(likes[1 : 1 + _MANY]) / _MANY
    return _LIKE * together + _COVERED * covered


class Index:
    """Built once; each question and title leads to its article, a body only counts as covering words."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self.articles = list(articles)
        texts = [(at, text) for at, article in enumerate(articles) for text in (*article.questions, article.title)]
        documents = [features(words_of(text)) for _, text in texts]
        self._owner = [at for at, _ in texts]
        self._chief = Counter(article.intents[0] for article in articles)
        self._covered = [self._coverage(article) for article in articles]
        self._rarity = self._rarities(documents)
        self._vocabulary = sorted({word for _, text in texts for word in spoken(text) if len(word) > 3} | COMMON)
        self._postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for at, document in enumerate(documents):
            length = self._length(document)
            for name, weight in document.items():
                self._postings[name].append((at, weight * self._rarity[name] / length))

    @staticmethod
    def _coverage(article: Article) -> dict[str, float]:
        """How sure it is that an article is about a root: surer the more often it is there; its body counts half."""
        often: Counter[str] = Counter()
        for text in (*article.questions, article.title):
            often.update({word: 1.0 for word, _ in words_of(text)})
        often.update({word: 0.5 for word, _ in words_of(article.body)})
        return {word: 1 - _OFTEN**count for word, count in often.items()}

    def _rarities(self, documents: Sequence[Mapping[str, float]]) -> dict[str, float]:
        """Of a word by the articles that mention it, of a piece by the questions."""
        articles = Counter(word for covered in self._covered for word in covered)
        questions = Counter(name for document in documents for name in document if name.startswith("~"))
        most, many = len(self._covered), len(documents)
        return {word: math.log(1 + most / count) for word, count in articles.items()} | {
            piece: math.log(1 + many / count) for piece, count in questions.items()
        }

    def _length(self, document: Mapping[str, float]) -> float:
        rarest = _UNKNOWN * math.log(1 + len(self.articles))
        size = sum(
            (weight * self._rarity.get(name, rarest)) ** 2
            for name, weight in document.items()
            if name in self._rarity or not name.startswith("~")
        )
        return math.sqrt(size) or 1.0

    def _asked(self, text: str) -> list[tuple[str, float]]:
        """Like words_of; a word that no article knows becomes the one of which it is a slip."""
        words = []
        for word in spoken(text):
            known = root(word) in self._rarity or word in COMMON or len(word) < 5 or not word.isalpha()
            slip = None if known else self._nearest(word)
            words.append((root(slip), min(weight(slip), _SLIP)) if slip else (root(word), weight(word)))
        return words

    def _nearest(self, word: str) -> str | None:
        slips = 1 if len(word) < 8 else 2
        near = process.extractOne(word, self._vocabulary, scorer=OSA.distance, score_cutoff=slips)
        return near[0] if near and near[0][0] == word[0] and abs(len(near[0]) - len(word)) < 2 else None

    def ranked(self, text: str, intent: str | None = None) -> list[Found]:
        """Articles that share anything with the text or are the main answer to the intent, best first."""
        words = self._asked(text)
        if not words:
            return []
        likeness = self._likeness(features(words))
        # "how old are you", "where is your shop": only near to a listed question, and nearer where no intent speaks for it.
        vague = all(weight <= _LITTLE for _, weight in words)
        near = (_SAME if intent is None else 0.6) if vague else 0.0
        sure = 1.0 if vague or intent else self._sure(words)
        found = []
        for at, article in enumerate(self.articles):
            likes = likeness.get(at, [0.0])
            score = _score(likes, self._part_covered(words, at)) if likes[0] >= near else 0.0
            score = self._favoured(score * sure, article, intent)
            if score > 0.0:
                found.append(Found(article, score))
        return sorted(found, key=lambda one: (-one.score, one.article.id))

    def _sure(self, words: Sequence[tuple[str, float]]) -> float:
        """Less where a place, a day or a name is all that the articles know of the text."""
        known = sum(weight for word, weight in words if weight > _LITTLE and word in self._rarity)
        return max(_SOME, min(1.0, known))

    def _favoured(self, score: float, article: Article, intent: str | None) -> float:
        """An intent with one main article all but decides; one with thirty decides nothing by itself."""
        score *= BOOST if intent in article.intents else 1.0
        return score + (CHIEF / self._chief[intent] if intent == article.intents[0] else 0.0)

    def _likeness(self, wanted: Mapping[str, float]) -> dict[int, list[float]]:
        """The cosines of each article's questions, nearest first, by the article's place."""
        length = self._length(wanted)
        shared: dict[int, float] = defaultdict(float)
        for name, weight in wanted.items():
            if name in self._postings:
                part = weight * self._rarity[name] / length
                for document, other in self._postings[name]:
                    shared[document] += part * other
        likes: dict[int, list[float]] = defaultdict(list)
        for document, like in shared.items():
            likes[self._owner[document]].append(like)
        return {at: sorted(of, reverse=True) for at, of in likes.items()}

    def _part_covered(self, words: Sequence[tuple[str, float]], at: int) -> float:
        """How much of what the text says, rare words first, the article mentions at all."""
        rarest = _UNKNOWN * math.log(1 + len(self.articles))
        said = sum(weight * self._rarity.get(word, rarest) for word, weight in words)
        covered = self._covered[at]
        return sum(weight * self._rarity.get(word, rarest) * covered.get(word, 0.0) for word, weight in words) / said

    def best(self, text: str, intent: str | None = None) -> Found | None:
        """The one article that answers, or None below the threshold."""
        ranked = self.ranked(text, intent)
        return ranked[0] if ranked and ranked[0].score >= THRESHOLD else None

    def near(self, text: str, intent: str | None = None, most: int = 3) -> list[Article]:
        """The articles nearly as good as the best, best first: what to offer where one answer would be a guess."""
        ranked = self.ranked(text, intent)
        enough = max(ranked[0].score * NEAR, THRESHOLD / 2) if ranked else 1.0
        return [found.article for found in ranked[:most] if found.score >= enough]

"""Which article a question finds: sentences of faq_questions.yml, none of which an article lists."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
import yaml

from shop.model.article import Article
from shop.outside.articles import read_articles
from shop.services.faq_index import Index
from shop.services.reading.words import fold

ARTICLES = read_articles(Path(__file__).resolve().parents[3] / "knowledge" / "en")
INDEX = Index(ARTICLES)
ASKED = yaml.safe_load(Path(__file__).with_name("faq_questions.yml").read_text(encoding="utf-8"))
HELD_OUT = [(question, article) for article, questions in ASKED["held_out"].items() for question in questions]
HARD = [(question, article) for article, questions in ASKED["hard"].items() for question in questions]
WITH_INTENT = [
    (question, intent, article)
    for intent, articles in ASKED["with_intent"].items()
    for article, questions in articles.items()
    for question in questions
]


def found(question: str, intent: str | None = None) -> str | None:
    best = INDEX.best(question, intent)
    return best and best.article.id


@pytest.mark.parametrize(("question", "article"), HELD_OUT)
def test_a_question_in_other_words_finds_its_article(question: str, article: str) -> None:
    assert found(question) == article


@pytest.mark.parametrize(("question", "intent", "article"), WITH_INTENT)
def test_the_intent_helps_to_find_the_article(question: str, intent: str, article: str) -> None:
    assert found(question, intent) == article


@pytest.mark.parametrize("text", ASKED["unrelated"])
def test_what_has_nothing_to_do_with_the_shop_finds_no_article(text: str) -> None:
    assert found(text) is None


def test_no_held_out_question_stands_in_an_article() -> None:
    listed = {fold(text).rstrip("?") for article in ARTICLES for text in (*article.questions, article.title)}
    asked = [row[0] for row in (*HELD_OUT, *WITH_INTENT, *HARD)]
    assert [question for question in asked if fold(question).rstrip("?") in listed] == []


def test_every_article_is_asked_for_in_other_words() -> None:
    assert {article.id for article in ARTICLES} - {row[-1] for row in (*HELD_OUT, *WITH_INTENT)} == set()


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_listed_questions_and_titles_find_their_own_article(article: Article) -> None:
    wrong = [text for text in (*article.questions, article.title) if found(text) != article.id]
    assert wrong == []


@pytest.mark.parametrize("text", ["", "   ", "?!", "\u4f60\u597d", "a" * 2000, "how how how", "<b>'; drop table--"])
def test_nonsense_finds_nothing_and_breaks_nothing(text: str) -> None:
    assert found(text) is None


def test_an_intent_with_one_main_article_decides_where_the_words_do_not() -> None:
    assert (found("it is all odd here"), found("it is all odd here", "website_issue")) == (None, "website-problems")


def test_slips_of_the_keyboard_do_not_matter() -> None:
    assert [found("how long is the waranty"), found("delviery optoins"), found("retrun polcy")] == [
        "warranty",
        "delivery-options",
        "return-policy",
    ]


def test_near_ties_are_offered_and_begin_with_the_best() -> None:
    near = INDEX.near("return or refund policy")
    assert {article.id for article in near} >= {"return-policy", "refunds"} and len(near) <= 3


def test_nothing_is_offered_for_what_is_not_the_shops() -> None:
    assert INDEX.near("how far is the moon") == []


def test_a_question_takes_less_than_two_milliseconds() -> None:
    questions = [question for question, _ in HELD_OUT]
    best = min(_seconds(questions) for _ in range(3))
    assert best / len(questions) < 0.002


def _seconds(questions: list[str]) -> float:
    start = time.perf_counter()
    for question in questions:
        INDEX.ranked(question)
    return time.perf_counter() - start

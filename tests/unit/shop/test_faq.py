"""Answers from help articles, with the shop's own numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from shop.model.article import FACTS
from shop.model.money import Money
from shop.outside.articles import read_articles
from shop.outside.policies import FilePolicies
from shop.services.faq import Faq
from shop.services.faq_facts import facts_of, opening

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def faq(stage: Any) -> Faq:
    return Faq(stage.tools, lambda language: read_articles(ROOT / "knowledge" / language))


def test_a_question_is_answered_with_article_and_facts(faq: Faq) -> None:
    answer = faq.find("what's your return policy?", "faq_policy")
    assert answer is not None and (answer.article.id, answer.facts["return_window"]) == ("return-policy", 30)


def test_a_score_is_never_more_than_one(faq: Faq) -> None:
    answer = faq.find("How long is the warranty?", "faq_policy")
    assert answer is not None and 0.9 < answer.score <= 1.0


def test_what_no_article_answers_is_not_answered(faq: Faq) -> None:
    assert faq.find("who wrote hamlet") is None


def test_an_article_has_a_page_on_the_website(faq: Faq) -> None:
    answer = faq.find("gift wrapping")
    assert answer is not None and faq.page(answer.article) == "https://shop.example/help/gift-wrap"


def test_a_suggestion_said_back_finds_its_article(faq: Faq) -> None:
    titles = faq.suggestions("return or refund policy")
    assert [answer.article.title for title in titles if (answer := faq.find(title))] == titles != []


def test_articles_are_read_once_and_not_before_the_first_question(stage: Any) -> None:
    reads: list[int] = []
    faq = Faq(stage.tools, lambda language: reads.append(1) or read_articles(ROOT / "knowledge" / language))  # type: ignore[func-returns-value]
    before = len(reads)
    faq.find("warranty")
    faq.find("returns")
    assert (before, len(reads)) == (0, 1)


@pytest.mark.parametrize("name", ["default", "retail"])
def test_every_policy_has_every_fact_that_articles_may_mention(name: str) -> None:
    assert set(facts_of(FilePolicies(ROOT).named(name))) == FACTS


def test_amounts_stay_money_until_they_are_spoken() -> None:
    assert facts_of(FilePolicies(ROOT).named("default"))["standard_delivery_cost"] == Money(495, "USD")


def test_neighbouring_days_with_the_same_hours_are_said_together() -> None:
    week = {"mon": "09:00-18:00", "tue": "09:00-18:00", "thu": "09:00-18:00", "sat": "10:00-16:00"}
    assert opening(week).runs == ((0, 1, "09:00-18:00"), (3, 3, "09:00-18:00"), (5, 5, "10:00-16:00"))

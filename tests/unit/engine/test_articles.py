from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from engine.nlu.articles import Found, Index, Question, english_of, read_questions

HEAD = "---\nid: {id}\ntitle: {title}\nquestions:\n  - how long\n  - when\n---\nText.\n"


def vector(*parts: float) -> NDArray[np.float32]:
    found = np.array(parts, dtype=np.float32)
    return np.asarray(found / np.linalg.norm(found), dtype=np.float32)


def an_index() -> Index:
    """Returns and refunds in English, refunds in French too."""
    questions = [
        Question("en", "returns", "how to return"),
        Question("en", "refunds", "where is my money"),
        Question("fr", "refunds", "où est mon argent"),
        Question("en", "refunds", "refund time"),
    ]
    return Index(questions, np.stack([vector(1, 0, 0), vector(0, 1, 0), vector(0, 0.9, 0.1), vector(0.6, 0.6, 0)]))


def test_the_nearest_article_comes_first() -> None:
    assert [found.article for found in an_index().find(vector(1, 0, 0), "en")] == ["returns", "refunds"]


def test_an_article_is_as_near_as_its_nearest_question() -> None:
    found = an_index().find(vector(0, 1, 0), "en")[0]
    assert (found.article, found.score) == ("refunds", pytest.approx(1.0))


def test_an_article_in_the_customers_language_is_given_in_it() -> None:
    assert an_index().find(vector(0, 1, 0), "fr")[0][:2] == ("refunds", "fr")


def test_an_article_that_is_not_translated_is_given_in_english() -> None:
    assert an_index().find(vector(1, 0, 0), "fr")[0][:2] == ("returns", "en")


def test_a_language_without_articles_gets_english_ones() -> None:
    assert {found.language for found in an_index().find(vector(1, 1, 0), "de")} == {"en"}


def test_questions_in_a_third_language_do_not_count() -> None:
    index = Index([Question("en", "a", ""), Question("ar", "b", "")], np.stack([vector(0, 1), vector(1, 0)]))
    assert index.find(vector(1, 0), "fr")[0] == Found("a", "en", 0.0)


def test_no_more_articles_are_given_than_asked_for() -> None:
    assert len(an_index().find(vector(1, 1, 0), "en", most=1)) == 1


def test_title_and_questions_of_an_article_are_read(tmp_path: Path) -> None:
    (tmp_path / "fr").mkdir()
    (tmp_path / "fr" / "refunds.md").write_text(HEAD.format(id="refunds", title="Refunds"), encoding="utf-8")
    assert read_questions(tmp_path) == [Question("fr", "refunds", text) for text in ("Refunds", "how long", "when")]


@pytest.mark.parametrize(
    "text",
    [
        "no head at all",
        "---\ntitle: [broken\n---\n",
        "---\ntitle: no id\n---\n",
        "---\n- a list\n---\n",
        "",
        "---\nid: a\n",
    ],
)
def test_what_is_no_article_is_left_out_of_the_index(tmp_path: Path, text: str) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "bad.md").write_text(text, encoding="utf-8")
    assert read_questions(tmp_path) == []


def test_an_article_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "a.md").write_text("\ufeff" + HEAD.format(id="a", title="A"), encoding="utf-8")
    assert len(read_questions(tmp_path)) == 3


def test_questions_are_looked_up_by_their_english_sense(tmp_path: Path) -> None:
    (tmp_path / "es.tsv").write_text("dónde está\twhere is\nmi pedido\tmy parcel\n", encoding="utf-8")
    questions = [
        Question("es", "tracking", "¿dónde está mi pedido W1234567"),
        Question("en", "tracking", "where is it"),
    ]
    assert english_of(questions, tmp_path) == ["¿where is my parcel order number", "where is it"]

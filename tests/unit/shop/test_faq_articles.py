"""Reading help articles, and what is asked of those in knowledge/."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from shop.model.article import FACTS, Article
from shop.outside.articles import ArticleError, parse, read_articles

ROOT = Path(__file__).resolve().parents[3]
ARTICLES = read_articles(ROOT / "knowledge" / "en")
HEAD = "---\nid: hats\ntitle: Hats\nlink: /help/hats\nintents: [faq_policy]\nquestions:\n  - Do you sell hats?\n---\n"


def problem(text: str) -> str:
    with pytest.raises(ArticleError) as caught:
        parse("hats.md", text)
    return str(caught.value)


def test_an_article_is_read() -> None:
    assert parse("hats.md", HEAD + "\nYes, {shop_name} does.\n") == Article(
        "hats", "Hats", "/help/hats", ("faq_policy",), ("Do you sell hats?",), "Yes, {shop_name} does."
    )


def test_an_article_may_come_from_a_windows_editor(tmp_path: Path) -> None:
    (tmp_path / "hats.md").write_bytes(b"\xef\xbb\xbf" + (HEAD + "\nYes.\n").replace("\n", "\r\n").encode())
    assert read_articles(tmp_path)[0].body == "Yes."


def test_an_article_without_its_block_is_named() -> None:
    assert problem("Yes.\n").startswith("hats.md:1: should begin with a block")


def test_an_article_without_questions_is_named() -> None:
    assert "hats.md:1: the block at the top lacks questions" in problem(re.sub(r"questions:\n.*\n", "", HEAD) + "Yes.")


def test_questions_that_are_no_list_are_named_with_their_line() -> None:
    assert problem(HEAD.replace("\n  - Do", " Do") + "Yes.").startswith("hats.md:6: questions should be a list")


def test_a_block_that_is_not_yaml_is_named_with_its_line() -> None:
    assert problem(HEAD.replace("title: Hats", "title: Hats: all of them") + "Yes.").startswith("hats.md:3: ")


def test_an_unknown_placeholder_is_named_with_its_line_and_the_known_ones() -> None:
    said = problem(HEAD + "\nYes.\nFor {hat_price}.\n")
    assert said.startswith("hats.md:11: knows no {hat_price}") and "return_window" in said


def test_a_lone_brace_is_named_with_its_line() -> None:
    assert problem(HEAD + "\nYes :-}\n").startswith("hats.md:10: a lone")


def test_an_article_without_text_is_named() -> None:
    assert "has no text" in problem(HEAD + "\n")


def test_an_id_that_stands_twice_is_named_with_both_files(tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        (tmp_path / name).write_text(HEAD + "\nYes.\n", encoding="utf-8")
    with pytest.raises(ArticleError, match=r"b\.md:2: the id 'hats' stands in a\.md too"):
        read_articles(tmp_path)


def test_every_problem_of_every_file_is_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("Yes.", encoding="utf-8")
    (tmp_path / "b.md").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(ArticleError, match=r"(?s)a\.md:1: .*\nb\.md:1: is not UTF-8"):
        read_articles(tmp_path)


def test_a_folder_without_articles_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match="holds no article"):
        read_articles(tmp_path / "nowhere")


def test_there_is_an_article_for_each_of_many_topics() -> None:
    assert len(ARTICLES) >= 25


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_an_article_has_its_name_its_link_and_enough_questions(article: Article) -> None:
    assert (ROOT / "knowledge" / "en" / f"{article.id}.md").exists()
    assert article.link == f"/help/{article.id}" and len(set(article.questions)) == len(article.questions) >= 6


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_an_article_is_short_and_types_no_number_of_the_rules(article: Article) -> None:
    assert 2 <= len(re.findall(r"[.!?](?:\s|$)", article.body)) <= 5 and not re.search(r"\d", article.body)


def test_no_question_is_listed_by_two_articles() -> None:
    listed = [question.casefold().rstrip("?") for article in ARTICLES for question in article.questions]
    assert sorted({question for question in listed if listed.count(question) > 1}) == []


def test_the_intents_of_articles_are_intents_of_the_domain() -> None:
    domain = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((ROOT / "domain").glob("*.yml"))]
    known = {
        name
        for part in domain
        for entry in part.get("intents", [])
        for name in ([entry] if isinstance(entry, str) else entry)
    }
    assert {intent for article in ARTICLES for intent in article.intents} - known == set()


def test_the_guide_lists_every_placeholder_and_no_other() -> None:
    guide = (ROOT / "docs" / "knowledge.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `\{(\w+)\}`", guide, flags=re.M)) == FACTS

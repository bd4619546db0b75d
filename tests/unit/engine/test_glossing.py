from __future__ import annotations

import pytest

from engine.nlu.glossing import Glossary, Piece, joined, read_glossary
from engine.nlu.inflection import arabic_forms, german_parts, spanish_stem
from engine.nlu.letters import fold, western


def a_glossary(language: str, **phrases: str) -> Glossary:
    return Glossary.parse(language, "".join(f"{k.replace('_', ' ')}\t{english}\n" for k, english in phrases.items()))


@pytest.mark.parametrize(
    "text, folded", [("GRÖßE", "grosse"), ("Été", "ete"), ("أُريد", "اريد"), ("مكتبة", "مكتبه"), ("cœur", "coeur")]
)
def test_letters_get_one_shape(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_figures_of_other_scripts_become_western_one_for_one() -> None:
    assert western("طلب ١٢۳۴") == "طلب 1234"


def test_the_longest_phrase_wins() -> None:
    glossary = a_glossary("fr", ma="my", ma_commande="my order", ma_commande_perdue="my lost order")
    assert glossary.gloss("ma commande perdue") == "my lost order"


def test_a_phrase_that_does_not_fit_gives_way_to_a_shorter_one() -> None:
    glossary = a_glossary("fr", ma="my", commande="order", ma_commande_perdue="my lost order")
    assert glossary.gloss("ma commande") == "my order"


def test_capitals_and_accents_make_no_difference() -> None:
    assert a_glossary("fr", où="where").gloss("OU") == "where"


def test_unknown_words_stay_as_they_were_written() -> None:
    assert a_glossary("fr", bonjour="hello").gloss("bonjour Zoë") == "hello Zoë"


def test_words_that_say_nothing_are_left_out() -> None:
    assert a_glossary("fr", euh="-", commande="order").gloss("euh commande") == "order"


def test_kept_spans_are_not_read() -> None:
    glossary = a_glossary("fr", commande="order")
    assert glossary.pieces("commande commande", [(9, 17)]) == [Piece(0, 8, "order"), Piece(9, 17, "commande")]


def test_no_phrase_reaches_across_a_kept_span() -> None:
    glossary = a_glossary("fr", ma="my", commande="order", ma_commande="my purchase")
    assert joined(glossary.pieces("ma 12345 commande", [(3, 8)]))[0] == "my 12345 order"


def test_the_joined_text_says_where_each_piece_stands() -> None:
    text, placed = joined([Piece(0, 2, "where"), Piece(3, 5, ""), Piece(6, 7, "؟")])
    assert (text, placed) == ("where?", [Piece(0, 5, "where"), Piece(5, 6, "؟")])


@pytest.mark.parametrize(
    "token, english",
    [("والطلب", "and the order"), ("طلبي", "my order"), ("بالطلب", "with the order"), ("طلبك", "your order")],
)
def test_arabic_words_are_read_through_their_affixes(token: str, english: str) -> None:
    assert a_glossary("ar", طلب="order").gloss(token) == english


def test_the_feminine_ending_of_arabic_is_known_before_a_pronoun() -> None:
    assert ("حقيبه", "my {}") in list(arabic_forms("حقيبتي"))


@pytest.mark.parametrize("token, stem", [("cancelarlo", "cancelar"), ("devolvermelo", "devolver"), ("pedido", None)])
def test_spanish_verbs_lose_their_pronouns(token: str, stem: str | None) -> None:
    assert spanish_stem(token) == stem


@pytest.mark.parametrize(
    "token, parts",
    [
        ("ruckgabefrist", ["ruckgabe", "frist"]),
        ("lieferungsfrist", ["lieferung", "frist"]),
        ("ruckgabexyz", None),
        ("frist", ["frist"]),
    ],
)
def test_german_compounds_are_taken_apart_where_all_parts_are_known(token: str, parts: list[str] | None) -> None:
    assert german_parts(token, {"ruckgabe", "frist", "lieferung"}.__contains__) == parts


def test_a_german_compound_is_glossed_by_its_parts() -> None:
    assert a_glossary("de", Rückgabe="return", Frist="period").gloss("Rückgabefrist") == "return period"


@pytest.mark.parametrize("line", ["bonjour hello", "\thello", "bonjour\t", "bonjour\t  "])
def test_a_bad_line_is_named(line: str) -> None:
    with pytest.raises(ValueError, match=r"^fr\.tsv:3:"):
        Glossary.parse("fr", f"# greetings\noui\tyes\n{line}\n")


def test_the_share_counts_only_words_that_tell_the_language() -> None:
    glossary = a_glossary("fr", commande="order", hotel="hotel")
    assert glossary.share("commande hotel zzz") == 0.5


@pytest.mark.parametrize("language", ["fr", "de", "es", "ar"])
def test_the_phrase_list_of_each_language_parses(language: str) -> None:
    assert len(read_glossary(language).phrases) > 5_000

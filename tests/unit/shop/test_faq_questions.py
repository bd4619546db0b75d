"""Customers' questions in words that no article lists, and what no article should answer."""

from __future__ import annotations

from pathlib import Path

import pytest

from shop.outside.articles import read_articles
from shop.services.faq_index import Index
from shop.services.reading.words import fold

ARTICLES = read_articles(Path(__file__).resolve().parents[3] / "knowledge" / "en")
INDEX = Index(ARTICLES)

HELD_OUT = [
    ("what would it cost to have two shirts sent to me", "delivery-options"),
    ("is there a faster shipping option i can pay for", "delivery-options"),
    ("at what order value do you stop charging postage", "delivery-options"),
    ("if I buy a lamp on monday, when would it usually get here", "delivery-times"),
    ("whats the normal wait for a package", "delivery-times"),
    ("would you post something to an address in Spain", "delivery-countries"),
    ("i live in toronto canada can you deliver there", "delivery-countries"),
    ("are customs duties included for the UK", "delivery-countries"),
    ("where does the tracking code come from", "tracking"),
    ("the tracking page shows nothing yet", "tracking"),
    ("do I get something back when the parcel comes too late", "late-parcels"),
    ("what do you do about delayed packages", "late-parcels"),
    ("tracking says delivered but there is nothing at my door", "missing-parcels"),
    ("one of the things was not in the box", "missing-parcels"),
    ("nobody was home when the driver came, what now", "missed-delivery"),
    ("can the courier leave it with a neighbour", "missed-delivery"),
    ("how many days until it's too late to send something back", "return-policy"),
    ("will you take back a jacket without its tags", "return-policy"),
    ("can i give back something that was on sale", "return-policy"),
    ("I don't own a printer, how can I send this back", "how-to-return"),
    ("where can I hand in a return near me", "how-to-return"),
    ("does sending stuff back cost me anything", "how-to-return"),
    ("how fast do I see the money after you receive my return", "refunds"),
    ("my bank shows no refund yet, how long does it normally take", "refunds"),
    ("can I trade the blue shoes for the black ones", "exchanges"),
    ("is swapping for a bigger size possible", "exchanges"),
    ("how long is a blender covered if it stops working", "warranty"),
    ("does the guarantee include water damage", "warranty"),
    ("the mug arrived in pieces, what are my options", "damaged-items"),
    ("you delivered a totally different product, how does that get fixed", "damaged-items"),
    ("until what point can an order still be cancelled", "cancelling"),
    ("is cancelling free", "cancelling"),
    ("can i still edit an order i just placed", "changing-orders"),
    ("could you put another item in my existing order", "changing-orders"),
    ("do u accept mastercard", "payment-methods"),
    ("is it possible to pay with google pay", "payment-methods"),
    ("do you offer monthly installments", "payment-methods"),
    ("checkout refuses my visa, why", "declined-cards"),
    ("my payment keeps failing", "declined-cards"),
    ("when does a gift card run out", "gift-cards"),
    ("how can i check the balance left on my gift card", "gift-cards"),
    ("can two coupons be used together", "promotion-codes"),
    ("where at checkout does the voucher go", "promotion-codes"),
    ("amazon has it for less, will you beat that", "price-match"),
    ("it went on sale the day after I ordered, do I get the difference", "price-match"),
    ("whats the difference between silver and gold", "membership-levels"),
    ("is joining your loyalty club worth it, what do I get", "membership-levels"),
    ("until when are you guys around on saturday", "opening-times"),
    ("are you there on christmas day", "opening-times"),
    ("how do I get rid of all this marketing mail", "newsletter"),
    ("i'd love to receive your news by mail", "newsletter"),
    ("my basket empties itself whenever I refresh", "website-problems"),
    ("the search on your page finds nothing", "website-problems"),
    ("your homepage takes forever to load", "website-problems"),
    ("what are the steps to register with you", "create-account"),
    ("is it possible to buy without an account", "create-account"),
    ("cant remember my login password", "passwords"),
    ("which username do i have", "passwords"),
    ("the authentication code never arrives on my phone", "two-factor"),
    ("i lost my phone with the authenticator app", "two-factor"),
    ("which personal information do you keep about customers", "privacy"),
    ("i want to be forgotten under gdpr, how does it work", "privacy"),
    ("are the trainers true to size", "sizes"),
    ("where is the sizing chart for jeans", "sizes"),
    ("could you wrap it as a birthday present", "gift-wrap"),
    ("can i include a personal note for my mum", "gift-wrap"),
    ("need a vat receipt for my company", "invoices"),
    ("where can i download my bill", "invoices"),
    ("the sneakers are sold out, will there be more", "restocks"),
    ("do you allow preorders for the new console", "restocks"),
    ("is your packaging recyclable", "sustainability"),
    ("what do i do with my old batteries", "sustainability"),
    ("what number can I ring to speak to you", "contact"),
    ("is there an email address for questions", "contact"),
    ("do you have a physical shop in Chicago", "stores"),
    ("what's the nearest branch", "stores"),
    ("how can I write a review of what I bought", "reviews"),
    ("i never got a confirmation mail for my order", "order-confirmation"),
    ("did my order go through? nothing in my inbox", "order-confirmation"),
    ("is it safe to put my card number on your site", "payment-security"),
    ("do you give discounts to companies that buy large quantities", "business-orders"),
    ("is this shop legit", "about"),
    ("who is behind fernhill goods", "about"),
]  # fmt: skip

UNRELATED = [
    "what's the weather like tomorrow", "tell me a joke about penguins", "who won the football game last night",
    "write me a poem", "how tall is the eiffel tower", "what is 17 times 23", "do you like pizza",
    "book me a flight to rome", "who is the president of france", "my dog is sick",
    "what's the capital of australia", "play some music", "translate hello into japanese", "how do I bake bread",
    "recommend me a good film", "are you married", "what is the meaning of life", "asdf qwer zxcv", "🙂🙂🙂",
    "{\"a\": 1}", "how do I learn to play the guitar", "i need a dentist",
]  # fmt: skip


@pytest.mark.parametrize(("question", "article"), HELD_OUT)
def test_a_question_in_other_words_finds_its_article(question: str, article: str) -> None:
    found = INDEX.best(question, None)
    assert found is not None and found.article.id == article


def test_no_held_out_question_stands_in_an_article() -> None:
    listed = {fold(question).rstrip("?") for article in ARTICLES for question in (*article.questions, article.title)}
    assert [question for question, _ in HELD_OUT if fold(question).rstrip("?") in listed] == []


@pytest.mark.parametrize("text", UNRELATED)
def test_what_has_nothing_to_do_with_the_shop_finds_no_article(text: str) -> None:
    assert INDEX.best(text, None) is None

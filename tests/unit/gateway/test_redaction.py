"""What must never be stored is masked, however it is written; what only looks like it stays."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban, luhn

from gateway.chat.cleaning import clean
from gateway.chat.redaction import redact

# brand's first digits, length, how the brand prints it
BRANDS = [
    ("4", 16, "4444"), ("4", 16, "4444"), ("4", 13, "4441"), ("4", 19, "44443"), ("51", 16, "4444"), ("55", 16,
    "4444"), ("2221", 16, "4444"),
    ("2720", 16, "4444"), ("34", 15, "465"), ("37", 15, "465"), ("6011", 16, "4444"), ("65", 19, "44443"), ("36", 14,
    "464"), ("305", 14, "464"),
    ("3530", 16, "4444"), ("62", 16, "4444"), ("62", 18, "44442"), ("62", 19, "44443"), ("6304", 17, "44441"),
    ("5018", 15, "4443"),
    ("5893", 14, "4442"), ("2200", 16, "4444"), ("9792", 16, "4444"), ("8100", 16, "4444"),
]  # fmt: skip
CARD_SENTENCES = ["{}", "My card is {} thanks", "Ma carte : {}, merci", "Meine Karte lautet {}.",
                  "mi tarjeta es {} gracias", "رقم بطاقتي {} شكرا",
                  "please charge {} instead", "it ends tomorrow: {}", "W1000101 paid with {}!"]  # fmt: skip
WORDS_BETWEEN = ["then", "and", "und dann", "et puis", "y luego", "ثم", "followed by", "and the rest is"]


def digits(dice: random.Random, length: int, begin: str = "") -> str:
    return begin + "".join(dice.choice("0123456789") for _ in range(length - len(begin)))


def with_check_digit(number: str) -> str:
    return number[:-1] + luhn.calc_check_digit(number[:-1])


def grouped(number: str, sizes: str) -> list[str]:
    ends = [0]
    for size in sizes:
        ends.append(ends[-1] + int(size))
    return [number[begin:end] for begin, end in pairwise(ends)]


def in_script(number: str, zero: str) -> str:
    return "".join(chr(ord(zero) + int(each)) if each.isdigit() else each for each in number)


def in_two_parts(dice: random.Random, groups: list[str]) -> str:
    return f"{' '.join(groups[:2])} {dice.choice(WORDS_BETWEEN)} {' '.join(groups[2:])}"


DISGUISES: dict[str, Callable[[random.Random, list[str]], str]] = {
    "in one": lambda dice, groups: "".join(groups),
    "as printed": lambda dice, groups: " ".join(groups),
    "with dashes": lambda dice, groups: "-".join(groups),
    "with dots or slashes": lambda dice, groups: dice.choice("./,_|").join(groups),
    "on several lines": lambda dice, groups: "\n".join(groups),
    "digit by digit": lambda dice, groups: dice.choice([" ", "  ", "-", " . "]).join("".join(groups)),
    "in Arabic digits": lambda dice, groups: in_script(" ".join(groups), dice.choice("\u0660\u06f0\u0966")),
    "in wide digits": lambda dice, groups: in_script("".join(groups), "\uff10"),
    "with unseen characters": lambda dice, groups: dice.choice("\u200b\u2060\u200d\ufeff\xad").join("".join(groups)),
    "in two parts": in_two_parts,
    "on keys": lambda dice, groups: "".join(f"{each}\ufe0f\u20e3" for each in "".join(groups)),
    "in pairs": lambda dice, groups: " ".join("".join(groups)[n : n + 2] for n in range(0, sum(map(len, groups)), 2)),
}  # fmt: skip


def generated_cards(count: int) -> Iterator[tuple[random.Random, str, list[str]]]:
    dice = random.Random(20)
    for n in range(count):
        begin, length, sizes = BRANDS[n % len(BRANDS)]
        number = with_check_digit(digits(dice, length, begin))
        yield dice, number, grouped(number, sizes)


def unmasked_cards(disguise: Callable[[random.Random, list[str]], str], count: int) -> list[str]:
    missed = []
    for dice, number, groups in generated_cards(count):
        text = dice.choice(CARD_SENTENCES).replace("{}", disguise(dice, groups))
        for said in (text, clean(text)):
            done = redact(said)
            left = "".join(str(int(each)) for each in done.text.replace("W1000101", "") if each.isdecimal())
            if done.found != ["card"] or left != number[-4:]:
                missed.append(said)
    return missed


@pytest.mark.parametrize("disguise", DISGUISES)
def test_of_five_hundred_cards_in_a_disguise_at_least_995_in_a_thousand_are_masked(disguise: str) -> None:
    missed = unmasked_cards(DISGUISES[disguise], 500)
    assert len(missed) / 1_000 <= 0.005, missed[:10]


LOOK_ALIKE_SENTENCES = {
    "order": ["Where is #{}?", "Où est ma commande {} ?", "Bestellung {} stornieren", "¿Dónde está mi pedido {}?",
              "أين طلبي {}؟", "orders {} please"],
    "parcel": ["My tracking number is {} and nothing moves", "Le colis {} n'est pas arrivé", "numéro de suivi : {}",
               "Sendungsnummer {} bitte",
               "Mein Paket mit der Nummer {} fehlt", "El envío {} no llega", "número de seguimiento es {}",
               "رقم التتبع هو {}", "DHL says {} is lost",
               "{} is my tracking number", "Où en est la livraison numéro {} ?", "la guía {} de Correos",
               "أين الشحنة رقم {}؟", "USPS {}"],
    "plain": ["{} came broken", "J'ai reçu {} hier", "{} ist da", "quiero {} en azul", "أريد {}"],
}  # fmt: skip


def looked_alike(dice: random.Random, kind: str) -> str:
    if kind == "order":
        return " ".join(f"W{digits(dice, 7)}" for _ in range(dice.randint(1, 4)))
    if kind == "parcel":
        number = digits(dice, dice.randint(12, 22))
        number = with_check_digit(number) if dice.random() < 0.5 else number
        others = [f"1Z{digits(dice, 3)}AA{digits(dice, 11)}", f"U{digits(dice, 11)}", f"JD{digits(dice, 18, '0')}"]
        return dice.choice([number, number, *others])
    three, four, five, ten = (digits(dice, length) for length in (3, 4, 5, 10))
    phones = [f"+1 555 {three} {four}", f"+49 171 {five}{three}", f"(555) {three}-{four}"]
    ids = [ten, f"{ten} and {three}{four}", f"U{ten}2", f"EAN {digits(dice, 13, '40')}"]
    return dice.choice([*phones, *ids, f"{five} {five}", f"$1,{three}.99", "12/05/2026 and 2026-06-01"])


@pytest.mark.parametrize("kind", LOOK_ALIKE_SENTENCES)
def test_five_hundred_numbers_that_only_look_alike_stay(kind: str) -> None:
    dice = random.Random(7)
    texts = [clean(dice.choice(LOOK_ALIKE_SENTENCES[kind]).replace("{}", looked_alike(dice, kind))) for _ in range(500)]
    assert [text for text in texts if redact(text).text != text] == []


def test_a_number_is_a_card_where_nothing_calls_it_something_else() -> None:
    assert redact("4111111111111111").text == "•••• 1111"


def test_a_number_that_fails_the_check_is_none() -> None:
    assert redact("my card 4111111111111112").found == []


def test_the_nearer_name_tells_what_a_number_is() -> None:
    told = redact("parcel 4111111111111111 has not come, and my card 4242424242424242 was charged")
    assert told.text == "parcel 4111111111111111 has not come, and my card •••• 4242 was charged"


def test_a_parcel_that_is_merely_spoken_of_saves_no_card() -> None:
    assert redact("my parcel is late and I used 4111 1111 1111 1111 for it").found == ["card"]


def test_a_barcode_is_no_card_where_it_is_called_so() -> None:
    assert redact("barcode 4006381333931").found == [] and redact("Strichcode: 4006381333931").found == []


def test_expiry_and_code_behind_a_card_go_with_it() -> None:
    assert redact("4242 4242 4242 4242 12/27 123, W1000101").text == "•••• 4242 ••/•• •••, W1000101"


def test_what_was_found_is_named_in_order_and_once() -> None:
    told = redact("password: x1 card 4242424242424242 or 5555555555554444 cvv 123, DE89370400440532013000")
    assert told.found == ["password", "card", "cvv", "iban"]


@pytest.mark.parametrize(
    "text",
    ["cvv 123", "CVC: 1234", "my security code is 123", "123 is my cvv", "code de sécurité : 123",
     "cryptogramme visuel 123", "Prüfziffer 123",
     "Sicherheitscode lautet 123", "código de seguridad es 123", "رمز الأمان 123", "رمز الأمان هو ١٢٣", "CVV\n1 2 3"],
)  # fmt: skip
def test_a_security_code_is_masked(text: str) -> None:
    told = redact(clean(text))
    assert told.found == ["cvv"] and not any(each.isdecimal() for each in told.text)


@pytest.mark.parametrize(
    "text",
    [
        "where is the cvv?",
        "the security code field rejects order 1234",
        "cvv 12345",
        "discount code 123",
        "the cvv. 100 items",
    ],
)
def test_a_number_far_from_the_word_is_no_security_code(text: str) -> None:
    assert redact(text).text == text


@pytest.mark.parametrize("number", ["DE89370400440532013000", "GB82 WEST 1234 5698 7654 32",
                                    "fr14 2004 1010 0505 0001 3m02 606",
                                    "ES91-2100-0418-4502-0005-1332", "AE07 0331 2345 6789 0123 456",
                                    "ＤＥ89 3704 0044 0532 0130 00"])  # fmt: skip
def test_a_bank_account_keeps_its_country_and_last_four(number: str) -> None:
    compact = iban.compact(clean(number))
    told = redact(f"refund to {number} please")
    assert told.text == f"refund to {compact[:2]} •••• {compact[-4:]} please" and told.found == ["iban"]


def test_letters_and_digits_that_are_no_bank_account_stay() -> None:
    text = "DE89 3704 0044 0532 0130 01 and item ab12 cd34 ef56"
    assert redact(text).text == text


@pytest.mark.parametrize(
    "text",
    ["my password is hunter2", "Password: hunter2", "pw: hunter2", "pwd=hunter2", "new password hunter2",
     "my password is hunter, please log me in", "my password is hunter. Log me in", "hunter2 is my password",
     "password for my account is hunter2", 'the password is "hunter 2"',
     "I set my password to hunter2!", "pass: hunter",
     "mot de passe : hunter", "mon mot de passe est hunter2", "mdp hunter2", "Passwort hunter2",
     "mein Passwort ist hunter2", "Kennwort: hunter",
     "contraseña hunter2", "mi contraseña es hunter", "كلمة المرور hunter2", "كلمة المرور هي hunter",
     "كلمة السر: hunter", "الرقم السري: hunter",
     "Password:\nhunter2", "login/pass: ann@example.com / hunter2"],
)  # fmt: skip
def test_a_password_is_masked(text: str) -> None:
    told = redact(clean(text))
    assert told.found == ["password"] and "hunter" not in told.text


@pytest.mark.parametrize(
    "text",
    ["I forgot my password", "reset password", "my password is not working", "my password is wrong",
     "My password is expired.", "password is locked",
     "the password isn't accepted", "how do I change my password?", "password: how do I reset it?",
     "reset my password W1000101", "I need a password to log in",
     "reset the password for ann99@example.com", "password reset link is https://shop.example/r1",
     "my password and my order W1000101",
     "j'ai oublié mon mot de passe", "mon mot de passe est incorrect", "mot de passe perdu", "Passwort vergessen",
     'mon mot de passe est "trop faible"',
     "password: doesn't work", "mein Passwort ist falsch", "Passwort von Instagram vergessen, was tun?",
     "mein Passwort funktioniert nicht", "Passwort zurücksetzen", "olvidé mi contraseña",
     "mi contraseña es incorrecta", "mi contraseña no funciona",
     "نسيت كلمة المرور", "كلمة المرور لا تعمل", "كلمة المرور غير صحيحة",
     "I forgot my password. Call me at 555-123-4567"],
)  # fmt: skip
def test_a_sentence_that_only_speaks_of_passwords_stays(text: str) -> None:
    assert redact(clean(text)).text == clean(text)


@given(st.text(max_size=80) | st.text("4 2-.1/+W\n٤cvpasword:isDE•", max_size=60))
@settings(max_examples=200, deadline=None)
def test_no_text_makes_it_fail_and_what_was_found_is_masked(text: str) -> None:
    told = redact(text)
    assert bool(told.found) <= ("•" in told.text) and (told.found or told.text == text)


@given(
    st.lists(
        st.sampled_from(
            ["4242 4242 4242 4242", "cvv 123", "pw: hunter2", "DE89370400440532013000", "W1000101", "and", ",", "\n"]
        ),
        max_size=6,
    )
)
@settings(max_examples=200, deadline=None)
def test_nothing_more_is_found_in_what_is_masked(pieces: list[str]) -> None:
    masked = redact(" ".join(pieces)).text
    assert redact(masked).text == masked


@pytest.mark.parametrize("piece", ["1", "4 2 ", "4242 ", "12/", "+1", "(", "4 then ", "pw ", "password is ",
                                   "password for a ", "de89 ", "cvv ", "a@",
                                   "tracking 4 ", "4111111111111111 ", "كلمة ", "٤ "])  # fmt: skip
def test_two_thousand_characters_of_anything_come_to_an_end(piece: str) -> None:
    assert redact((piece * 2_000)[:2_000]).text

"""Security codes, accounts and passwords are masked; what only speaks of them stays."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban

from gateway.chat.cleaning import clean
from gateway.chat.redaction import redact


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

"""Numbers of cards, and of what looks like cards."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from itertools import pairwise

from stdnum import luhn

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

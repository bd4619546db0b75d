"""Which of a customer's payment methods is meant."""

from __future__ import annotations

import re
from typing import Sequence

from shop.model.customer import PaymentMethod
from shop.services.reading.polarity import without_fallback
from shop.services.reading.words import fold

_GIFT = re.compile(
    r"\b(?:gift\s?-?\s?cards?|giftcards?|gift|gc|vouchers?|store credit|gift certificate|gift balance)\b"
)
_PAYPAL = re.compile(r"\bpay\s?-?\s?pa[ly]l?\b|\bpypal\b|\bpaypall\b|\bpp\b")
_BRANDS = {
    "visa": r"visa",
    "mastercard": r"master\s?-?\s?card|mastercrd|mc",
    "amex": r"amex|american express",
    "american express": r"amex|american express",
    "discover": r"discover",
    "maestro": r"maestro",
}
_CARD = re.compile(r"\b(?:credit|debit|bank)(?:[ -]?card)?s?\b|\bcards?\b|\bcc\b")
_ORIGINAL = re.compile(
    r"\boriginal(?:ly)?\b|\bsame (?:payment|card|method|way|account|one|paypal|gift card)\b|\b(?:how|what|the one"
    r"|the card|the way) i (?:paid|used)\b"
    r"|\bback (?:to )?where\b|\bi paid with\b|\bwhere it came from\b|\bthe one (?:it was )?(?:charged|used)\b"
    r"|\bpaid with (?:originally|before)\b"
)
_OTHER = re.compile(r"\b(?:other|another|different|second) (?:one|card|credit card|method|payment|account|way)\b")
_NOT = re.compile(
    r"\b(?:not|isn'?t|don'?t use|do not use|instead of|rather than|except|no)\s+(?:(?:on|to|with|the|my|a|that)\s+)*$"
)


def read_payment_choice(
    text: str, methods: Sequence[PaymentMethod], original_id: str | None = None
) -> list[PaymentMethod]:
    """Those that the text fits: one where it is clear. `original_id`: what paid first."""
    folded = without_fallback(fold(text))[0]
    by_id = [m for m in methods if m.id.lower() in folded]
    if by_id:
        return by_id
    by_number = _by_last_four(folded, methods)
    if by_number:
        return by_number
    original = [m for m in methods if m.id == original_id]
    if _OTHER.search(folded) and original:
        return [m for m in _named(folded, methods) or methods if m.id != original_id]
    if _ORIGINAL.search(folded) and original:
        return original
    return _named(folded, methods)


def kind_named(text: str) -> str | None:
    """The one kind of method that a text names: "card", "paypal" or "gift_card"."""
    folded = fold(text)
    bare = _GIFT.sub(" ", folded)
    kinds = {"gift_card": _wanted(_GIFT, folded), "paypal": _wanted(_PAYPAL, bare), "card": _wanted(_CARD, bare)}
    named = [kind for kind, said in kinds.items() if said]
    return named[0] if len(named) == 1 else None


def _by_last_four(text: str, methods: Sequence[PaymentMethod]) -> list[PaymentMethod]:
    said = set(re.findall(r"(?<!\d)\d{4}(?!\d)", text))
    return [m for m in methods if m.last_four and m.last_four in said]


def _named(text: str, methods: Sequence[PaymentMethod]) -> list[PaymentMethod]:
    gifts = _wanted(_GIFT, text)
    bare = _GIFT.sub(" ", text)
    brands = [m for m in methods if m.kind == "card" and m.brand and _wanted(_brand(m.brand), bare)]
    cards = brands or [m for m in methods if m.kind == "card" and _wanted(_CARD, bare)]
    found = [*cards]
    found += [m for m in methods if m.kind == "paypal" and _wanted(_PAYPAL, bare)]
    found += [m for m in methods if m.is_gift_card and gifts]
    return [m for m in methods if m in found]


def _brand(brand: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_BRANDS.get(brand.lower(), re.escape(brand.lower()))})\b")


def _wanted(pattern: re.Pattern[str], text: str) -> bool:
    """Said at least once without a "not" before it."""
    return any(not _NOT.search(text[: match.start()]) for match in pattern.finditer(text))

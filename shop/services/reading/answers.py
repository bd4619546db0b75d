"""Short answers to what was asked: one place to import them from."""

from __future__ import annotations

from shop.services.reading.amounts import read_phone, read_rating
from shop.services.reading.payments import read_payment_choice
from shop.services.reading.reasons import read_reason
from shop.services.reading.yes_no import is_no, is_no_but, is_yes, is_yes_but

__all__ = [
    "is_no",
    "is_no_but",
    "is_yes",
    "is_yes_but",
    "read_payment_choice",
    "read_phone",
    "read_rating",
    "read_reason",
]

"""Letters in one shape, so that accents, capitals and Arabic spellings make no difference."""

from __future__ import annotations

import unicodedata

_ONE_SHAPE = str.maketrans(
    {"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None, "ß": "ss", "œ": "oe",
     "æ": "ae", "’": "'"}
)  # fmt: skip
# Arabic-Indic and Persian figures.
FIGURES = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫", "01234567890123456789.")


def fold(text: str) -> str:
    """Lower case, no accents or vowel marks, one shape for each Arabic letter; no word boundary changes."""
    apart = unicodedata.normalize("NFKD", text.casefold().translate(_ONE_SHAPE))
    return "".join(c for c in apart if not unicodedata.combining(c)).translate(_ONE_SHAPE)


def western(text: str) -> str:
    """Figures as 0 to 9, one for one, so that places in the text stay."""
    return text.translate(FIGURES)

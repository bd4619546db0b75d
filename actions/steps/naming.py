"""Which lines of an order a text names."""

from __future__ import annotations

import re
from typing import Sequence

from actions.talk import Talk
from shop.model.order import Order, OrderLine
from shop.services.reading.choosing import Choice, Pick, pick
from shop.services.reading.words import fold, is_close, tokens

# Numbers and words for all: in a sentence about orders they name no thing.
_NO_NAMES = re.compile(r"#?\bw?\s?\d[\d.,]*\b|\b(?:all|every|everything|both|each|whole|entire)\b", re.I)


def line_choices(lines: Sequence[OrderLine]) -> list[Choice]:
    """Lines of one name are told apart by their options."""
    names = [line.name for line in lines]
    return [
        Choice(
            line.id,
            line.name if names.count(line.name) == 1 else f"{line.name} ({', '.join(line.options.values())})",
            [line.name, line.variant_id, *line.options.values()]
            if names.count(line.name) > 1
            else [line.name, line.variant_id],
            line.price,
        )
        for line in lines
    ]


def pick_lines(text: str, lines: Sequence[OrderLine]) -> Pick:
    return pick(text, line_choices(lines))


def _by_name(picked: Pick, order: Order, text: str) -> Pick:
    """Only lines whose own name is in the text: "the first one" is an answer, not a name."""
    said = tokens(fold(text))
    named = {
        line.id
        for line in order.lines
        if any(word in said or any(is_close(word, other) for other in said) for word in tokens(fold(line.name)))
    }
    chosen = tuple(choice for choice in picked.chosen if choice.value in named)
    return Pick("picked", chosen) if chosen else Pick("unknown")


def named_lines(talk: Talk, order: Order) -> list[str]:
    """Ids of the lines whose names stand in the text; bare numbers in a sentence are no positions in a list."""
    ids = [line.id for line in order.lines if line.variant_id in talk.text]
    if ids:
        return ids
    words = _NO_NAMES.sub(" ", talk.text)
    mentioned = {name.lower() for name in (talk.message.products if talk.message else [])}
    by_catalogue = [line for line in order.lines if line.name.lower() in mentioned]
    if mentioned and not by_catalogue:
        return []
    among = by_catalogue or order.lines
    picked = _by_name(pick_lines(words, order.lines), order, words)
    if by_catalogue and {line.id for line in by_catalogue} <= {choice.value for choice in picked.chosen}:
        return [choice.value for choice in picked.chosen]
    if len({line.name for line in among}) == len(among) and by_catalogue:
        return [line.id for line in by_catalogue]
    if picked.kind == "picked" and (by_catalogue or len(picked.chosen) < len(order.lines) or len(order.lines) == 1):
        return [choice.value for choice in picked.chosen]
    return [line.id for line in by_catalogue]

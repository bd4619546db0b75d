"""Which lines of an order a text names."""

from __future__ import annotations

import re
from typing import Sequence

from actions.talk import Talk
from shop.model.order import Order, OrderLine
from shop.services.reading.choosing import Choice, Pick, pick
from shop.services.reading.sayings import plain, split_exception
from shop.services.reading.words import fold, is_close, tokens

# Numbers and words for all: in a sentence about orders they name no thing.
_WHOLE = re.compile(
    r"\beverything\b|\ball (?:of )?(?:the |my |its |these |those )?(?:other )?(?:items?|things|products|stuff|articles)\b"
    r"|\b(?:whole|entire) (?:order|thing|lot)\b|\ball of (?:it|them)\b|\bevery (?:item|thing|single (?:item|thing))\b"
)
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


def said_apart(text: str) -> tuple[str, str]:
    """What is wanted and what is left out: "everything except the lamp" → ("everything", "the lamp")."""
    return split_exception(plain(fold(text)))


def wants_all(text: str) -> bool:
    return bool(_WHOLE.search(fold(text)))


def lines_but(talk: Talk, order: Order, among: Sequence[OrderLine]) -> list[str] | None:
    """Ids of all of `among` but those named as left out; None where nothing of `order` is left out of a whole."""
    wanted, unwanted = said_apart(talk.text)
    if not unwanted or not wants_all(wanted):
        return None
    picked = pick_lines(unwanted, order.lines)
    left_out = _by_name(Pick("picked", picked.chosen or picked.candidates), order, unwanted)
    ids = [choice.value for choice in left_out.chosen]
    return [line.id for line in among if line.id not in ids] if ids else None


def named_lines(talk: Talk, order: Order) -> list[str]:
    """Ids of the lines whose names stand in the text; bare numbers in a sentence are no positions in a list."""
    ids = [line.id for line in order.lines if line.variant_id in talk.text]
    if ids:
        return ids
    wanted, unwanted = said_apart(talk.text)
    words = _NO_NAMES.sub(" ", wanted if unwanted else talk.text)
    mentioned = [name.lower() for name in (talk.message.products if talk.message else []) if fold(name) in fold(words)]
    by_catalogue = [line for line in order.lines if line.name.lower() in mentioned]
    if mentioned and not by_catalogue:
        return _in_passing(words, mentioned, order)
    among = by_catalogue or order.lines
    picked = _by_name(pick_lines(words, order.lines), order, words)
    if by_catalogue and {line.id for line in by_catalogue} <= {choice.value for choice in picked.chosen}:
        return [choice.value for choice in picked.chosen]
    if len({line.name for line in among}) == len(among) and by_catalogue:
        return [line.id for line in by_catalogue]
    if picked.kind == "picked" and (by_catalogue or len(picked.chosen) < len(order.lines) or len(order.lines) == 1):
        return [choice.value for choice in picked.chosen]
    return [line.id for line in by_catalogue]


def _in_passing(words: str, mentioned: Sequence[str], order: Order) -> list[str]:
    """Of an order that has none of the products named in full: what the rest of the words name by their last word."""
    rest = fold(words)
    for name in mentioned:
        rest = rest.replace(fold(name), " , ")
    said = set(tokens(rest))
    kind = {line.id: tokens(fold(line.name))[-1] for line in order.lines}
    known = {tokens(name)[-1] for name in map(fold, mentioned)}
    said_so = {word for word in kind.values() if word in said or any(is_close(word, other) for other in said)}
    found = [i for i, word in kind.items() if word in said_so - known]
    return found if len({kind[i] for i in found}) == len(found) else []


def names_more(talk: Talk, order: Order, ids: Sequence[str]) -> bool:
    """Whether a product is named of which `order` has several, and none of them is among `ids`."""
    wanted, unwanted = said_apart(talk.text)
    words = fold(wanted if unwanted else talk.text)
    named = {name.lower() for name in (talk.message.products if talk.message else []) if fold(name) in words}
    taken = {line.name for line in order.lines if line.id in ids}
    return any(line.name not in taken and line.name.lower() in named for line in order.lines)

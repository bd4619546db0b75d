"""How customers say all, none, any, all but, the cheapest; as patterns over folded text."""

from __future__ import annotations

import re
from typing import Literal

_ALL = r"(?:\b(?:all|everything|every(?: single)? ?one|every|each|both|entire|whole)\b|\bthe (?:lot|two)\b)"
_OF_THEM = r"(?: (?:one )?of (?:them|these|those|the above|it))?"
_KEEP = r"(?:i'?ll |i want to |and )?(?:keep|leave)(?:ing)?"

_NOT_ALL = re.compile(
    r"\b(?:that'?s|that is|that'?ll be|that will be) (?:all|everything)\b|\b(?:not )?at all\b|\ball ?right\b"
    r"|\b(?:first|after|above) (?:of )?all\b|\ball (?:i|we) (?:want|need)\b"
)
_EVERYTHING = re.compile(r"\b(?:ev(?:e|er)?r?y?[ -]?thi?ngs?|everyt?hign)\b")
ALL = re.compile(_ALL)
_SORT_OF_ALL = re.compile(rf"{_ALL}(?: of)?(?: the| my| these| those)? (\w+)")
_EXCEPT_TO_THE_END = r"except(?:ing|ed)?(?: for)?|exept|excluding|apart from|aside from|other than|besides|bar|minus"
_EXCEPT = re.compile(
    rf"\b(?:({_EXCEPT_TO_THE_END})|but not|not|isn'?t|is no|don'?t want|do not want|leave out|skip|{_KEEP})\b"
)
_ALL_BUT = re.compile(rf"{_ALL}[^;]*?\b(but|without|{_KEEP})\b")
_REFUSED = re.compile(
    rf"^(?:no,? )?(?:none|neither|nothing|not? any){_OF_THEM}(?: (?:please|thanks|thank you|really|fits?|at all))?$"
    rf"|\bnone of (?:them|these|those)\b|\bneither(?: one)?{_OF_THEM}\b"
)
INDIFFERENT = re.compile(
    rf"\b(?:(?:any|either)(?: one)?{_OF_THEM}|whichever|whatever|you (?:choose|pick|decide)|surprise me"
    r"|(?:does not|doesn'?t|do not|don'?t) (?:really )?(?:matter|mind|care))\b"
)
CHEAP = re.compile(
    r"\b(?:cheap(?:er|est|o)?|(?:least|less) (?:expensive|pricey|costly)|lowest[- ]priced?"
    r"|low(?:er|est) (?:cost|price))\b"
)
DEAR = re.compile(
    r"\b(?:(?:most|more) (?:expensive|costly|pricey)|dear(?:er|est)|pric(?:ier|iest)|highest[- ]priced?|costliest"
    r"|expensive(?: one)?)\b"
)
JOINT = re.compile(r"\s*(?:[,;\n+&]|\band\b(?: also)?|\bplus\b|\bas well as\b|\balso\b|\bthen\b|(?<=\d)/(?=\d))\s*")
_LEADING_ANSWER = re.compile(r"^(?:no|nope|nah|yes|yeah|yep|ok|okay|sure)\s*[,.!;:-]+\s*")


def plain(text: str) -> str:
    """Folded text without a leading yes or no and without phrases in which "all" means nothing."""
    return _NOT_ALL.sub(" ", _EVERYTHING.sub("everything", _LEADING_ANSWER.sub("", text))).strip(" .!?")


def refuses(text: str) -> bool:
    return bool(_REFUSED.search(text))


def all_of_what(text: str) -> str | None:
    """The word after "all the": "hats"; None where there is none."""
    match = _SORT_OF_ALL.search(text)
    return match.group(1) if match else None


def extreme(text: str) -> Literal["cheapest", "dearest"] | None:
    return "cheapest" if CHEAP.search(text) else "dearest" if DEAR.search(text) else None


def split_exception(text: str) -> tuple[str, str]:
    """What is wanted and what is not: "not" and "keep" reach to the next comma, "except" to the end."""
    all_but = _ALL_BUT.search(text)
    if all_but:
        return text[: all_but.start(1)], text[all_but.end() :]
    match = _EXCEPT.search(text)
    if match is None:
        return text, ""
    before, after = text[: match.start()], text[match.end() :]
    stop = None if match.group(1) else re.search(r"[,;.]| but | rather | instead ", after)
    return (f"{before} , {after[stop.end() :]}", after[: stop.start()]) if stop else (before, after)

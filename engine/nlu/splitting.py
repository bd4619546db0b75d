"""One message, several requests: "cancel W1 and where is W2? also my jacket came torn"."""

from __future__ import annotations

import re

MOST = 6
_CUE = (
    r"(?:(?:please |pls |also |then |can you |could you |would you |i |i'd |we |just )*"
    r"(?:want|need|would like|like to|wanna|cancel|return|send|exchange|swap|change|modify|update|track|refund|get|"
    r"reorder|order|buy|tell|show|check|find|give|remove|delete|switch|replace|upgrade|know|speak|talk|pay|extend)\b"
    r"|(?:where|when|what|why|how|which|who|is|are|do|does|did|has|have|can|could|will)\b"
    r"|(?:my|the) [\w' -]{2,30} (?:is|was|are|were|came|arrived|has|have|never|didn't|hasn't|doesn't)\b)"
)
_ASKS = re.compile(
    r"\?|\b(?:want|wants|wanna|need|like to|love to|please|pls|can you|could you|can i|could i|may i|would you|help|let me|let's|i'll|"
    r"where|when|how|which|who|what|why|is there|are there|do you|does it|did you|has it|is it|is my|are my)\b"
    r"|^\W*(?:(?:and|also|then|please|just|or|ok|hi|hello|hey|so)\W+)*"
    r"(?:cancel|return|send|exchange|swap|change|modify|update|track|refund|get|buy|order|tell|show|check|find|give|remove|"
    r"delete|switch|replace|upgrade|speak|talk|pay|extend|compare|put|make|use|status|connect)\b",
    re.I,
)
_SENTENCE = re.compile(r"(?<=[.!?;])\s+(?=\S)|\n+")
_JOINT = re.compile(
    rf"\s*(?:,\s*)?\b(?:and also|and then|and|also|then|plus|as well as|after that|oh and|another thing)\b[\s,:]*(?=(?:{_CUE}))",
    re.I,
)
_HAS_CUE = re.compile(rf"(?:^|\b)(?:{_CUE})", re.I)
_ABBREVIATION = re.compile(r"\b(?:no|nr|st|ave|apt|mr|mrs|ms|dr|vs|e\.g|i\.e|ord)\.$", re.I)


def split_requests(text: str) -> list[str]:
    """Parts in order; [text] where it holds one request. Words without a request join the part before them."""
    parts: list[str] = []
    for sentence in _sentences(text):
        for piece in _JOINT.split(sentence):
            piece = piece.strip(" ,;")
            if not piece:
                continue
            if parts and not _HAS_CUE.search(piece):
                parts[-1] = f"{parts[-1]} {piece}"
            else:
                parts.append(piece)
    if len(parts) > 1 and not _HAS_CUE.search(parts[0]):
        parts[0:2] = [f"{parts[0]} {parts[1]}"]
    return parts[:MOST] if len(parts) > 1 else [text]


def asks(text: str) -> bool:
    """Whether a part asks for something, rather than telling what happened."""
    return bool(_ASKS.search(text))


def _sentences(text: str) -> list[str]:
    found: list[str] = []
    for piece in _SENTENCE.split(text):
        if found and _ABBREVIATION.search(found[-1]):
            found[-1] = f"{found[-1]} {piece}"
        else:
            found.append(piece)
    return found

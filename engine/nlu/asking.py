"""What the words of a clause tell at once: whether it asks, reports, or speaks of the shop's matters at all.

Reads English or a gloss. What is asked or reported is the classifier's to say.
"""

from __future__ import annotations

import re
from functools import lru_cache

_WISHED = (
    r"(?:cancel|return|send|exchange|swap|change|modify|update|track|refund|get|buy|order|tell|show|check|find|give|remove|delete|switch"
    r"|replace|upgrade|speak|talk|pay|extend|compare|put|make|use|status|connect|unsubscribe|subscribe|sign|stop|close|take|let|reset|add|drop"
    r"|register|transfer|call|ring|email|mail|forward|deliver|ship|match|scrap|end|void|save|book|reserve|renew|reimburse|keep|leave|set|open"
    r"|create|help|fix|resend|print|explain|look|confirm|move|redirect|hold|apply|charge|reorder|recommend|search)"
)
_ASKS = re.compile(
    r"\?|\b(?:want|wants|wanna|need|needs|like to|love to|please|pls|plz|can you|could you|can i|could i|may i|would you|help|let me|let's|i'll|i'?d like|i would like"
    r"|i am returning|i'?m returning|going back|go back|has to go|have to go|got to go|money back|get me|any news|what about|how about|whats|wheres|hows|whens"
    r"|where|when|how|which|who|what|why|is there|are there|do you|does it|did you|has it|is it|is my|are my|is the|are the|will it|am i|i prefer|if (?:you|u)(?:'?ve| have| still)* (?:got|have|any|stock)|i'?d rather|i would rather|gladly)\b"
    rf"|^\W*(?:(?:and|also|then|please|just|or|ok|hi|hello|hey|so|oh|now|but|pls|kindly|to|you)\W+)*(?:{_WISHED}|do|does|did|is|are|can|could|should|will|any|got any)\b"
    r"|^\W*(?:(?:and|also|then|so|i'?m|i am|we'?re|we are)\W+)*(?:returning|exchanging|sending .{1,40}\bback)\b"
    rf"|\b{_WISHED}(?: it| them| me| that)?(?: back| please| out| off)?\W*$",
    re.I,
)
# Words with which trouble is told; a clause without them that asks for nothing is not worth a look of its own.
_REPORTS = re.compile(
    r"\b(?:broke\w*|torn|tore|miss\w+|never|no|not|\w+n['’]t|(?:do|does|did|is|was|are|were|has|have|had|wo|ca|could|would|should|ai)nt|sent|payment\w*|wrong|declin\w*|fail\w*|charged|locked|forg[oe]t\w*|cannot|error\w*|late|cheaper|code|worst"
    r"|terrible|rude|awful|complain\w*|disgrace\w*|damaged|faulty|defect\w*|crack\w*|stain\w*|dead|stopped|nothing|empty\w*|lost|twice|double|nowhere|bits"
    r"|instead|but|yet|still|since|fell|scratch\w*|leak\w*|smash\w*|different|only|took|taken|stuck|crash\w*|slow|404|sick|tired|fed up|useless|joke|ridiculous|furious|angry|pathetic|unacceptable|unbelievable|idiots?|liars?"
    r"|thieves|scam\w*|hopeless|incompetent|nobody|no one|none|misunderst\w*|understood|understand|bent|twisted|dent\w*|statement)\b",
    re.I,
)
# What customers and shops have to do with each other; a clause without any of it, that neither asks nor reports, tells
# of something else.
_MATTERS = re.compile(
    r"\b(?:orders?\w*|parcel\w*|packages?|box(?:es)?|deliver\w*|ship\w*|courier|refund\w*|return\w*|exchang\w*|money|address\w*|street|move[ds]?|account\w*"
    r"|password|card|pay\w*|paid|pric\w*|offers?|discount\w*|vouchers?|coupons?|points|member\w*|subscri\w*|newsletter|e-?mails?|phone|mobile|numbers?"
    r"|invoices?|receipts?|bills?|charg\w*|fees?|sizes?|colou?rs?|stock|bought|buy\w*|purchas\w*|items?|products?|warranty|gifts?|sen[dt]\w*|receiv\w*"
    r"|arriv\w*|came|com(?:e|es|ing)|got|person|human|agents?|manager|someone|robots?|bots?|access|log\w*|website|site|app|page|checkout|cart|basket"
    r"|chang\w*|cancel\w*|track\w*|smell\w*|holes?|work\w*|sure|fine|agree\w*|yes|forget|left|missing|thanks?|hello|hi|bye)\b|\d|[@$€£]",
    re.I,
)
# "Ordered a green apron, got a pink one": one report, though it has two verbs.
ORDERED = re.compile(r"\b(?:ordered|bought|asked for|paid for|chose|expected)\b", re.I)
GOT = re.compile(
    r"^\W*(?:(?:and|but|i|we|you|you'?ve|they|they'?ve|have|has)\W+)*(?:got|received|sent|was sent|were sent)\b", re.I
)
_CONTRAST = re.compile(rf"{ORDERED.pattern}.{{1,80}}?\b(?:got|received|sent)\b", re.I)


@lru_cache(maxsize=256)
def asks(text: str) -> bool:
    """Whether a clause asks for something, rather than telling what happened."""
    return bool(_ASKS.search(text))


@lru_cache(maxsize=256)
def reports(text: str) -> bool:
    """Whether a clause tells of trouble."""
    return bool(_REPORTS.search(text) or _CONTRAST.search(text))


def speaks_of_us(text: str) -> bool:
    """Whether a clause may ask for something or report it; told by its words alone, which costs next to nothing."""
    return asks(text) or reports(text) or bool(_MATTERS.search(text))

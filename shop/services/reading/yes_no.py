"""Yes, no and yes-but: strict, since a yes moves money."""

from __future__ import annotations

import re

from shop.services.reading.words import fold

_YES_WORDS = (
    "yes please do", "yes", "yess+", "yea+h?", "yep+", "yup+", "ya+", "yh", "y", "ye", "aye", "sure thing", "sure",
    "ok(?:ay|ey|ie)?", "k", "kk", "alright", "all right", "affirmative", "absolutely", "definitely", "certainly",
    "of course", "indeed", "exactly", "agreed", "agree", "confirm(?:ed)?", "i confirm", "i agree", "correct", "right",
    "true", "fine", "perfect", "great", "good", "cool", "excellent", "lovely",
    "sounds (?:good|great|fine|right|perfect)", "looks (?:good|great|fine|right|correct)", "works for me",
    "that works", "why not", "go ahead", "go for it", "go on", "go", "do it", "do that", "do so", "please do",
    "proceed", "continue", "carry on", "make it so", "lets do (?:it|this|that)", "lets go", "no problem",
    "not a problem", "i am sure", "im sure", "i am", "i do", "it is",
    "thats? (?:is )?(?:all )?(?:right|correct|fine|good|ok(?:ay)?|it)",
    "that is (?:all )?(?:right|correct|fine|good|ok(?:ay)?)", "all good", "all correct", "thats what i want(?:ed)?",
    "thumbs up", "thats? (?:is )?the (?:right )?one", "gladly", "with pleasure", "lets do it that way",
)  # fmt: skip
_NO_WORDS = (
    "no", "noo+", "nope", "nah+", "na", "n", "no way", "no thanks?", "no thank you", "not really", "not now",
    "not yet", "not at all", "never", "negative", "dont", "do not", "please dont", "dont do (?:it|that|this)",
    "do not do (?:it|that|this)", "absolutely not", "definitely not", "certainly not", "of course not",
    "id rather not", "i would rather not", "rather not", "better not", "no need", "i dont", "i do not",
    "i dont want(?: (?:to|that|this|it))?", "i do not want(?: (?:to|that|this|it))?",
    "thats (?:wrong|not right|incorrect|not correct)", "wrong", "incorrect", "leave it", "stop", "changed my mind",
    "ive changed my mind", "i changed my mind", "lets not", "forget it", "never ?mind", "im not", "not correct",
)  # fmt: skip
_POLITE = (
    "please", "pls+", "plz", "thanks?", "thank you", "thx", "ty", "cheers", "that", "this", "is", "so", "very much",
    "a lot", "much", "then", "now", "just", "you can", "i want (?:to|that|it|this)", "i would like (?:to|that)",
    "id like (?:to|that)", "mate", "sir", "maam", "dear", "bot", "lol", "haha", "oh", "ah", "um+", "uh+", "hm+",
    "well", "with that", "with it", "for me", "to me", "both", "everything", "with everything", "asap", "immediately",
    "the", "it", "that one", "with me", "by me",
)  # fmt: skip
# "Are these all, and shall I go ahead?": that they are all adds nothing to a yes, and is none by itself.
_ALL_TOLD = (
    r"(?:and )?(?:(?:thats|that is|those are|these are|theyre|they are) (?:all(?: of (?:it|them|those|these))?|everything"
    r"|the lot)(?: (?:the )?(?:items?|changes?|things|ones))?|nothing (?:else|more)|no (?:other|more) (?:items?|changes?))"
    r"(?: (?:(?:that )?i (?:want(?:ed)?|need(?:ed)?|have)(?: to (?:change|exchange|return))?|from me|for now))?"
)
_DOES = (
    r"(?:(?:and|you can|please) )*"
    r"(?:(?:cancel|return|change|exchange|refund|update|swap|process|submit|place|send|make|extend|pay|delete|modify|charge|do)"
    r"(?: (?:it|them|that|this|both|everything|all(?: of (?:it|them))?"
    r"|(?:the|my) (?:orders?|items?|changes?|return|exchange|refund|address|request)))+"
    r"|(?:update|submit|extend|delete)(?= |$))"
)
_SMILES_YES = re.compile("[\U0001f44d\u2705\U0001f44c\U0001f197\u2714]")
_SMILES_NO = re.compile("[\U0001f44e\u274c\U0001f6ab]")
_JUNK = re.compile(r"[^a-z0-9? ]+")


def _longest_first(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


_YES = re.compile(rf"(?:{_longest_first(_YES_WORDS)})(?= |$)")
_NO = re.compile(rf"(?:{_longest_first(_NO_WORDS)})(?= |$)")
# A yes or no only where nothing follows: "good question", "I don't know".
_WEAK = re.compile(
    r"(?:right|good|great|fine|cool|excellent|lovely|perfect|true|i do|i am|it is|i dont|i do not|well)\b"
)
_FILL = re.compile(rf"(?:{_DOES}|{_ALL_TOLD}|{_longest_first(_POLITE)})(?= |$)")
_FILL_NO = re.compile(rf"(?:{_longest_first(_POLITE)})(?= |$)")


def _plain(text: str) -> str:
    told = _SMILES_NO.sub(" no ", _SMILES_YES.sub(" yes ", text))
    return " ".join(_JUNK.sub(" ", fold(told).replace("'", "")).split())


def _rest(text: str, sign: re.Pattern[str], fill: re.Pattern[str]) -> tuple[bool, str]:
    """Whether the sign was given, and what is left once it and all politeness are taken from the front."""
    said = False
    while text:
        match = sign.match(text)
        said = said or match is not None
        match = match or fill.match(text)
        if match is None or match.end() == 0:
            break
        text = text[match.end() :].strip()
    return said, text


def is_yes(text: str) -> bool:
    """A yes and nothing else: no condition, no addition, no question."""
    said, rest = _rest(_plain(text), _YES, _FILL)
    return said and not rest


def is_no(text: str) -> bool:
    """A no and nothing else; "no, the blue one" is more than a no."""
    plain = _plain(text)
    said, rest = _rest(plain, _NO, _FILL_NO)
    return said and not rest and not is_yes(text)


def is_yes_but(text: str) -> bool:
    """It begins with a yes and goes on: with a condition, an addition, a change or a question."""
    plain = _plain(text)
    said, rest = _rest(plain, _YES, _FILL)
    return said and bool(rest) and not _WEAK.match(plain) and not _NO.match(plain)


def is_no_but(text: str) -> bool:
    """It begins with a no and goes on, as corrections do."""
    said, rest = _rest(_plain(text), _NO, _FILL_NO)
    return said and bool(rest) and not is_yes(text)

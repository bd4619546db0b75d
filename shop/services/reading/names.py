"""A person's name in what they say of themselves."""

from __future__ import annotations

import re

from shop.services.reading.words import fold

_WORD = r"[^\W\d_]+(?:['\u2019\-.][^\W\d_]+)*\.?"
_NAME = rf"{_WORD}(?:\s+{_WORD}){{0,4}}"
_SURE = re.compile(
    r"\b(?:je m['\u2019]appelle|mon nom (?:est|c['\u2019]est)|ich hei(?:\u00df|ss)e|mein name ist|me llamo|mi nombre es"
    r"|\u0627\u0633\u0645\u064a(?: \u0647\u0648)?"
    r"|my (?:full )?name(?:'?s|\u2019s| is)?|the name(?:'?s|\u2019s| is)|name(?: is)?|full name|i am called"
    r"|i'?m called|called|under the name(?: of)?"
    rf"|registered (?:to|as|under)|account (?:of|holder)(?: is)?|(?:changed?|rename) (?:my |the )?name to"
    rf"|name to|(?:should|must|ought to|has to|is supposed to) (?:be|read|say))\s*[:=\-]?\s+(?:now )?({_NAME})",
    re.I,
)
_MAYBE = re.compile(
    r"\b(?:je suis|ich bin|soy|\u0623\u0646\u0627|\u0627\u0646\u0627|i am|i['\u2019]?m|this is|it['\u2019]?s|its|here is|here's|speaking with"
    rf"|you'?re talking to)\s*:?\s+({_NAME})",
    re.I,
)
_PARTS = re.compile(
    rf"\bfirst(?: name)?(?: is)?\s*[:=]?\s+({_WORD})\b.{{0,12}}?\b(?:last|family"
    rf"|sur)\s?(?:name)?(?: is)?\s*[:=]?\s+({_WORD})",
    re.I | re.S,
)
_LAST_FIRST = re.compile(rf"^\s*({_WORD}),\s*({_WORD})\s*(?:[,;]?\s*[\d\w -]*\d[\w-]*)?\s*$")
_START = re.compile(
    rf"^\s*(?:(?:hi|hello|hey|sure|ok(?:ay)?|yes|yeah|no|sorry|ah|oh|well|of course"
    rf"|good (?:morning|evening|day))\b[\s,.!:]*)*({_NAME})",
    re.I,
)
_POSTCODE = re.compile(r"\b(?:\d{4,5}(?:-\d{4})?|[a-z]{1,2}\d[a-z\d]?\s*\d[a-z]{2})\b", re.I)
# Where a name ends, or what shows that there is none.
_ENDS = frozenset(
    """und et y \u0648 avec mit con mein mon mi and my with zip zipcode postcode postal code from living live at in of email e-mail mail order number phone here
    speaking but i the a is please thanks thank address born to for on by not whose who that so or because it as was
    also want would need""".split()
)
_NO_NAMES = frozenset(
    """ich je soy yo bin suis sehr tres muy sauer un une una ein eine looking trying having not very so a an the just here sorry happy angry upset sad annoyed waiting done sure
    interested going asking calling writing contacting still really unable able new your you my me we it this that
    what where when why how late missing broken wrong wondering thinking moving missing returning cancelling
    canceling getting unhappy frustrated disappointed confused afraid glad good fine ok okay yes no yeah nope hello
    hi hey please thanks thank can could would should do does did is are was were have has had want need return
    cancel exchange refund change order orders track status gift card visa paypal help urgent all both none
    everything nothing something size color about after before again against already always another any because been
    being between both busy buying bought customer shopping ready also i with for to from in on at of and or but if
    then there their they one two three first second last option black blue red green white silver medium large
    small item items product forgot lost stuck locked tired sick human agent person bot robot real pending delivered
    shipped processed back never mind forget more less too much many few""".split()
)
_PARTICLES = frozenset("van von der den de da di del della la le bin al el ter ten dos das du st st.".split())


def read_name(text: str) -> tuple[str, str] | None:
    """First and last name; None where there is no full one. Middle names are left out."""
    text = re.sub(r"\S+@\S+", ",", text)
    parts = _PARTS.search(text)
    if parts:
        return _cased(parts.group(1)), _cased(parts.group(2))
    for pattern, certain in ((_SURE, True), (_MAYBE, False)):
        for match in pattern.finditer(text):
            name = _split(match.group(1), certain)
            if name is not None:
                return name
    turned = _LAST_FIRST.match(text)
    if turned and not {fold(turned.group(1)), fold(turned.group(2))} & (_NO_NAMES | _ENDS):
        return _cased(turned.group(2)), _cased(turned.group(1))
    return _alone(text)


def _alone(text: str) -> tuple[str, str] | None:
    """ "Yusuf Rossi", "yusuf rossi 19122", "Yusuf Rossi here": a name at the start and little else."""
    match = _START.match(text)
    if match is None:
        return None
    words = _name_words(match.group(1))
    after = fold(text[match.end() :] + " " + " ".join(match.group(1).split()[len(words) :]))
    beyond = re.sub(
        r"[\s,.;:!]|@\S*|\b(?:here|and|my|zip|code|zipcode|postcode|postal|is|in|from|please|email)\b",
        "",
        _POSTCODE.sub(" ", after),
    )
    capitals = all(word[0].isupper() for word in words)
    if len(beyond) > 2 or len(words) not in (2, 3, 4):
        return None
    certain = capitals or bool(_POSTCODE.search(text)) or len(fold(text).split()) == 2
    return _split(" ".join(words), certain)


def _name_words(said: str) -> list[str]:
    words: list[str] = []
    for word in said.split():
        if fold(word).strip(".") in _ENDS:
            break
        words.append(word)
    return words


def _split(said: str, certain: bool) -> tuple[str, str] | None:
    """`certain`: a name is expected here, so that small letters will do."""
    words = _name_words(said)
    if len(words) < 2 or any(fold(word).strip(".") in _NO_NAMES for word in words):
        return None
    if not certain and not all(w[0].isupper() or fold(w) in _PARTICLES for w in words[:2]):
        return None
    particle = next((i for i, w in enumerate(words[1:], 1) if fold(w) in _PARTICLES and i + 1 < len(words)), None)
    last = words[particle:] if particle else words[-1:]
    return _cased(words[0]), " ".join(w if fold(w) in _PARTICLES else _cased(w) for w in last)


def _cased(word: str) -> str:
    """Capitals where none or only capitals were typed; "McDonald" stays."""
    word = word.strip(".")
    if not (word.islower() or word.isupper()) or len(word) == 1:
        return word[0].upper() + word[1:]
    return re.sub(r"(^|[-'\u2019])([^\W\d_])", lambda m: m.group(1) + m.group(2).upper(), word.lower())

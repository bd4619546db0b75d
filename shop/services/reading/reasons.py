"""Why an order is to be cancelled, by the reasons' ids in the policy."""

from __future__ import annotations

import re
from typing import Sequence

from shop.services.reading.words import fold

_SAID = {
    "ordered_by_mistake": r"mistak\w*|accident\w*|by error|in error|oops|misclick\w*|didn'?t mean|not mean to"
    "|wrong (?:one|item|size|thing"
    r"|colou?r|product|address|order)|ordered (?:it |them )?(?:twice|two times|too many)|bought (?:it )?twice"
    r"|duplicate\w*|unintention\w*"
    r"|clicked|my (?:kid|son|daughter|child|cat) ordered|typo",
    "found_cheaper": r"cheaper|better (?:price|deal|offer)|lower price|less (?:money )?(?:elsewhere|somewhere)"
    r"|too (?:expensive|pricey)"
    r"|price (?:dropped|went down)|can'?t afford|on sale (?:elsewhere|somewhere)|costs? less",
    "too_slow": r"too (?:slow|long|late)|tak(?:es|ing|en) (?:so |way |far )?(?:too )?(?:long|forever|ages)"
    r"|delay\w*|(?:it'?s|is|running|so) late"
    r"|still (?:not|hasn'?t|haven'?t)|waiting (?:for )?(?:so|too|ages|weeks|forever|long)"
    r"|need(?:ed)? it (?:sooner|earlier|by|before|now)"
    r"|slow (?:delivery|shipping)|won'?t (?:arrive|come|be here|make it) (?:in time|on time|before|by)",
    "no_longer_needed": r"(?:no longer|not|never|don'?t|do not|didn'?t|doesn'?t|dont) (?:really "
    r"|actually )?(?:need|want|require|use)\w*"
    r"|(?:no|any) (?:more )?(?:need|use|longer)|chang\w* (?:of |my )?(?:mind|plans)|plans? (?:have |has )?changed"
    r"|lost interest"
    r"|bought (?:it |one )?(?:elsewhere|somewhere else|already)|already (?:have|got|own|bought)|got (?:it "
    r"|one )?(?:as a (?:gift|present)|elsewhere)"
    r"|unneeded|not needed|regret\w*|don'?t like|quit \w+|no use for|useless (?:for|to) me",
    "other": r"(?:an)?other reasons?|other$|something else|personal|rather not say|private|none of your business"
    "|no reason|just because"
    r"|none of (?:these|those|them|the above)|prefer not to",
}  # fmt: skip
_PATTERNS = {reason: re.compile(rf"\b(?:{said})\b") for reason, said in _SAID.items()}


def read_reason(text: str, accepted: Sequence[str]) -> str | None:
    """The first reason said; one that the shop does not take is `other` where the shop takes that, else None."""
    folded = fold(text)
    spelt = next((r for r in accepted if "_" in r and (r in text or r.replace("_", " ") in folded)), None)
    if spelt:
        return spelt
    places = {r: m.start() for r, pattern in _PATTERNS.items() if (m := pattern.search(folded))}
    if not places:
        return None
    named = sorted(places, key=lambda r: (r == "other", places[r]))
    taken = [r for r in named if r in accepted]
    return taken[0] if taken else "other" if "other" in accepted else None

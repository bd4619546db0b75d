"""What a customer says they do not want: "I don't want to cancel", "not asking about the refund"."""

from __future__ import annotations

import re

# "No, cancel it" answers something else and then wishes.
_NOT = r"(?:don'?t|do not|didn'?t|did not|doesn'?t|not|(?<!still )(?<!yet )(?<!got )no(?!\s*[,.;:!])|never|without|no need(?: for| to)?|rather than|instead of|isn'?t|wasn'?t|nothing)"
# What is named by each request that can be denied. Others are told by a denial ("it didn't arrive", "can't log in").
_NAMED = {
    "cancel_order": r"cancel\w*|scrap|stop(?:ping)? the order",
    "return_item": r"return\w*|sen[dt](?:ing)? .{0,25}back|go(?:es)? back",
    "exchange_item": r"exchang\w*|swap\w*|replace\w*|another size",
    "refund_request": r"refund\w*|money(?: back)?|reimburse\w*",
    "refund_status": r"refund|money",
    "human_handoff": r"human|person|agent|someone|anyone|somebody|employee|advisor|put(?:ting)? me through|transfer\w*|call|colleague",
    "delete_account": r"delet\w*|clos\w+|remov\w+",
    "change_address": r"address|deliver\w* elsewhere",
    "change_order": r"chang\w*|size|colou?r|touch|modif\w*",
    "change_account": r"e-?mail|name|phone|number|password",
    "create_account": r"account|regist\w*|sign up",
    "newsletter": r"sign up for|asked .{0,20}newsletter",
    "cancel_membership": r"cancel\w*|leav\w+|terminat\w*|end(?:ing)?",
    "membership_status": r"membership",
    "invoice": r"invoice|receipt|bill",
    "track_order": r"track\w*|where it is",
    "bot_challenge": r"robot|bot|machine",
    "missing_item": r"missing|lost",
    "damaged_wrong_item": r"broken|damaged|faulty|wrong with|torn|defect\w*",
    "payment_issue": r"declin\w*|fail\w*|reject\w*",
    "billing_dispute": r"charge\w*|fee",
    "complaint": r"complain\w*",
    "delivery_info": r"shipping|delivery|deliver",
    "account_access": r"password|code|locked",
    "price_match": r"price|cheaper",
    "place_order": r"buy\w*|order",
}
# Requests that change something: of the others a denial tells news ("still no refund") or a reason as a rule.
FIRM = frozenset({"cancel_order", "return_item", "exchange_item", "refund_request", "human_handoff", "delete_account",
                  "change_address", "change_order", "cancel_membership", "place_order"})  # fmt: skip
# Said of what was asked, whatever that is.
_NOT_ASKED = re.compile(
    r"\b(?:i(?:'m| am)? ?(?:was )?not (?:asking|talking)|not asking|(?:i )?(?:didn'?t|did not|never) (?:ask|say|said|mean|request)\w*|it(?:'s| is)n'?t a (?:\w+ )?i want"
    r"|it(?:'s| is) not (?:a |the )?\w+ (?:that )?i want|this is(?:n'?t| not) a|that(?:'s| is) not what i)\b",
    re.I,
)
_TURN = re.compile(r"\b(?:but|just|only|instead(?! of)|rather(?! than))\b", re.I)
# "If it's not shipped yet cancel it": a condition denies nothing.
_CONDITION = re.compile(r"\b(?:if|unless|in case|when|as long as)\b", re.I)
_ONLY_DENIED = re.compile(r"^\W*(?:no|not|don'?t|do not|please)\b", re.I)


def is_denied(english: str, intent: str) -> bool:
    """Whether the clause says that this is not wanted."""
    if _NOT_ASKED.search(english):
        return True
    named = _NAMED.get(intent)
    if named is None or _CONDITION.search(english):
        return False
    before = re.search(rf"\b{_NOT}\b(?:\W+\w+){{0,5}}?\W+(?:{named})\b", english, re.I)
    # Word for word from German: "the membership cancel I not".
    after = re.search(rf"\b(?:{named})\W+(?:\w+\W+){{0,2}}(?:not|nothing)\W*$", english, re.I)
    return bool(before or after) and not _wishes_after(english, named)


def is_refusal(english: str, intent: str) -> bool:
    """Whether a denial of the whole message is a no, and not news: "I never got a refund" asks for one."""
    return intent in FIRM or bool(_NOT_ASKED.search(english))


def _wishes_after(english: str, named: str) -> bool:
    """ "It's not the right size, I want to return it": the denial is of something else."""
    turns = [*_TURN.finditer(english)]
    return any(re.search(rf"\b(?:{named})\b", english[turn.end() :], re.I) for turn in turns)

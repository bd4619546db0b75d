"""What we know of a customer: showing it, changing it, and deleting it."""

from __future__ import annotations

import re
from typing import Any, Sequence

from actions import agenda
from actions.addresses import ScopedAddress
from actions.base import Replies, ShopAction
from actions.forming import ASK_AGAIN, RequestForm
from actions.replies import Reply
from actions.starting import Starter
from actions.step import Heard, Step, buttons
from actions.steps.codes import Code
from actions.talk import Talk
from actions.turn import Turn
from shop.model.account_refusals import EmailNotUsable, MethodsOnWebsite, NumberNotUsable, RequestWithdrawn
from shop.services.changes.account import ChangeDefaultAddress, ChangeProfile, DeleteData
from shop.services.changes.base import Change
from shop.services.reading.answers import is_no, is_yes, read_phone
from shop.services.reading.names import read_name

ASK_AGAIN.update({EmailNotUsable: "value", NumberNotUsable: "value"})

_FIELDS = {
    "email": r"e-?mails?|mail address",
    "phone": r"(?:tele)?phone|mobile|cell|contact number|number on file|phone number",
    "payment": r"cards?|pay ?pal|payment|gift card|visa|mastercard",
    "address": r"address(?:es)?|moved|moving|live|street",
    "name": r"(?:sur|last |first |maiden |full )?names?|married|spell\w*",
}
_READ_AS_VALUES = ("phone", "name", "email")
_PLAIN_WORD = r"[^\W\d_]+(?:['’\-][^\W\d_]+)*"
_ONE_NAME = re.compile(
    rf"\b(first|last|family|sur|maiden)\s?name\b.{{0,40}}?\b(?:to|is|as|now)\s+(?:now )?({_PLAIN_WORD})", re.I
)


def field_said(text: str) -> str | None:
    told = re.sub(r"\S+@\S+", " ", text.lower())
    return next((field for field, words in _FIELDS.items() if re.search(rf"\b(?:{words})\b", told)), None)


class Field(Code):
    """Another field while the value of one is asked for takes its place."""

    resets = ("value",)

    def __init__(self) -> None:
        fields = ("address", "phone", "name", "email")
        super().__init__("field", "field", lambda talk: fields, "utter_ask_account_field")

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None:
            return None
        said = field_said(talk.text)
        if talk.filled.get(self.slot) and not asked:
            other = (
                said in _READ_AS_VALUES and said != talk.filled[self.slot] and talk.message.intent == "change_account"
            )
            return Heard(said) if other and talk.turn.requested == "value" else None
        if said == "payment":
            raise MethodsOnWebsite(website=talk.desk.policy.shop.website)
        return Heard(said, plain=asked) if said is not None else super().read(talk, asked)


class Value(Step):
    """The new phone number, name or e-mail address."""

    slot = "value"

    def applies(self, talk: Talk) -> bool:
        return talk.filled.get("field") in ("phone", "name", "email")

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if talk.message is None:
            return None
        value = getattr(self, f"_{talk.filled['field']}")(talk, asked or talk.turn.requested == "confirmation")
        return Heard(value, plain=asked) if value else None

    def _phone(self, talk: Talk, asked: bool) -> str | None:
        return read_phone(talk.text)

    def _email(self, talk: Talk, asked: bool) -> str | None:
        """The address somebody says who they are with is not the new one."""
        said = talk.message.entities.get("email", []) if talk.message else []
        new = [email for email in said if email.lower() != talk.desk.customer.email.lower()]
        return new[-1] if new else None

    def _name(self, talk: Talk, asked: bool) -> str | None:
        customer = talk.desk.customer
        one = _ONE_NAME.search(talk.text)
        if one:
            first = one.group(1).lower() == "first"
            return f"{one.group(2)} {customer.last_name}" if first else f"{customer.first_name} {one.group(2)}"
        full = read_name(talk.said) or read_name(talk.text)
        if full is not None:
            name = " ".join(full)
            return name if asked or name != customer.name else None
        return None

    def ask(self, talk: Talk) -> Sequence[Reply]:
        return [Reply.of(f"utter_ask_new_{talk.filled['field']}")]


class ProfileAddress(ScopedAddress):
    def applies(self, talk: Talk) -> bool:
        return talk.filled.get("field") == "address"


class ValidateChangeAccount(RequestForm):
    form = "change_account_form"

    def steps(self) -> Sequence[Step]:
        return [Field(), Value(), ProfileAddress()]

    def change(self, talk: Talk) -> Change:
        if talk.filled["field"] == "address":
            return ChangeDefaultAddress(talk.filled["address"])
        return ChangeProfile(talk.filled["field"], talk.filled["value"])


class Surely(Step):
    """The first of the two confirmations."""

    slot = "surely"

    def read(self, talk: Talk, asked: bool) -> Heard | None:
        if not asked or talk.message is None:
            return None
        if is_no(talk.text) or talk.message.intent == "deny":
            raise RequestWithdrawn()
        return Heard(True, plain=True) if is_yes(talk.text) else None

    def ask(self, talk: Talk) -> Sequence[Reply]:
        phrases = talk.turn.phrases
        return [Reply.of("utter_ask_surely_delete", *buttons([phrases.part("yes"), phrases.part("no")]))]


class ValidateDeleteAccount(RequestForm):
    form = "delete_account_form"

    def steps(self) -> Sequence[Step]:
        return [Surely()]

    def change(self, talk: Talk) -> Change:
        return DeleteData()


class ShowAccount(ShopAction):
    """What was asked for, or all that we know."""

    def name(self) -> str:
        return "action_show_account"

    def reply(self, turn: Turn) -> Replies:
        view = self.shop.account.view(turn.conversation)
        customer = view.customer
        facts: dict[str, Any] = {
            "name": customer.name, "email": customer.email, "phone": customer.phone, "address": customer.address,
            "tier": customer.tier, "methods_known": [self._method(turn, m) for m in customer.payment_methods],
            "newsletter": "on" if customer.newsletter else "off", "count": str(view.orders),
        }  # fmt: skip
        field = field_said(turn.text)
        everything = re.search(r"\b(?:all|everything|data|know|details|info\w*|profile)\b", turn.text.lower())
        if field in ("email", "phone", "address", "payment") and not everything:
            return Reply(f"utter_account_{field}", facts)
        return Reply("utter_account", facts)

    def _method(self, turn: Turn, method: Any) -> str:
        text = turn.phrases.say(method)
        return text if method.balance is None else f"{text} ({turn.phrases.say(method.balance)})"


class Newsletter(Starter):
    """A wish to get it or not becomes a change of the account; a question is answered."""

    _OFF = re.compile(
        r"\b(?:un-?subscri\w*|stop|cancel|no more|off|remove|opt out|don'?t want|not want|quit|leave|end)\b"
    )
    _ON = re.compile(r"\b(?:subscri\w*|sign (?:me )?up|join|register|opt in|get|receive|want|add me)\b")

    def name(self) -> str:
        return "action_newsletter"

    def request(self, turn: Turn) -> agenda.Request | None:
        told = turn.text.lower()
        value = "off" if self._OFF.search(told) else "on" if self._ON.search(told) else None
        if value is None:
            return None
        slots = {"field": "newsletter", "value": value}
        return {"does": "change_account_form", "slots": slots, "message": None, "resumed": False}

    def otherwise(self, turn: Turn) -> Replies:
        return Reply.of("utter_newsletter")

"""What the desk's API takes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, model_validator

from gateway.chat.shapes import Given

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=4_000)]
Note = Annotated[str, StringConstraints(strip_whitespace=True, max_length=2_000)]
Name = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_.:/-]{1,80}$")]
Outcome = Literal["solved", "refunded", "explained", "no_answer", "not_possible", "spam"]


class SignIn(Given):
    email: Annotated[str, Field(min_length=3, max_length=320)]
    password: Annotated[str, Field(min_length=1, max_length=1_000)]


class Switch(Given):
    on: bool


class Words(Given):
    text: Text


class Transfer(Given):
    """Either to a colleague or into a queue."""

    agent: Name | None = None
    queue: Name | None = None
    note: Note = ""

    @model_validator(mode="after")
    def one_of_both(self) -> Transfer:
        if (self.agent is None) == (self.queue is None):
            raise ValueError("send either agent or queue")
        return self


class Resolve(Given):
    outcome: Outcome
    note: Note = ""


class GiveBack(Given):
    """`text`: what the bot says of it to the customer, in their language."""

    text: Note = ""


class Correction(Given):
    event_id: Annotated[int, Field(ge=1, le=2**62)]
    meant: Name
    comment: Note = ""


class CannedReply(Given):
    language: Annotated[str, StringConstraints(pattern=r"^[a-z]{2,3}$")]
    title: Annotated[str, Field(min_length=1, max_length=80)]
    text: Annotated[str, Field(min_length=1, max_length=2_000)]

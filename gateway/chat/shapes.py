"""What the chat API takes and gives."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

LONGEST_TEXT = 2_000
Language = Literal["en", "fr", "de", "es", "ar"]
Awaiting = Literal[
    "email", "name", "postcode", "phone", "code", "order_number", "items", "variant", "quantity", "product",
    "payment_method", "address", "reason", "confirmation", "choice", "rating", "free_text",
]  # fmt: skip


def _without_surrogates(value: Any) -> Any:
    """Half of a pair is no character: left out, rather than refused."""
    return value.encode("utf-16", "surrogatepass").decode("utf-16", "ignore") if isinstance(value, str) else value


Text = Annotated[str, BeforeValidator(_without_surrogates)]


class Given(BaseModel):
    """Bodies of requests: unknown fields are refused, and no type is bent into another."""

    model_config = ConfigDict(extra="forbid", strict=True)


class NewSession(Given):
    language: Language = "en"
    customer_token: (
        Annotated[str, Field(max_length=4_000, description="A JWT by the shop's site for its logged-in customer.")]
        | None
    ) = None


class Session(BaseModel):
    token: str
    conversation_id: str
    expires_at: datetime
    language: Language


class NewMessage(Given):
    """Either a text or the id of a choice that was offered."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")] = Field(
        description="The client's own, unique in the conversation: the same id again gives the same answer."
    )
    text: Annotated[Text, Field(min_length=1, max_length=LONGEST_TEXT)] | None = None
    choice: Annotated[str, Field(min_length=1, max_length=64)] | None = None

    @model_validator(mode="after")
    def one_of_both(self) -> NewMessage:
        if (self.text is None) == (self.choice is None):
            raise ValueError("send either text or choice")
        return self


class Choice(BaseModel):
    id: str
    title: str


class Message(BaseModel):
    model_config = ConfigDict(populate_by_name=True)
    id: int
    sender: Literal["customer", "assistant", "agent", "system"] = Field(alias="from")
    text: str
    choices: list[Choice]
    at: datetime
    turn: int
    card: dict[str, Any] | None = None
    image: str | None = None
    client_id: str | None = None
    name: str | None = None
    event: str | None = None


class Handoff(BaseModel):
    state: Literal["none", "waiting", "with_agent", "case"]
    ticket: str | None = None
    position: int | None = None
    wait_minutes: int | None = None
    agent: str | None = None


class Answer(BaseModel):
    turn: int
    messages: list[Message]
    awaiting: Awaiting | None
    handoff: Handoff


class History(BaseModel):
    messages: list[Message]
    awaiting: Awaiting | None
    handoff: Handoff
    last_event_id: int
    more: bool
    rated: bool
    thumbs: dict[str, Literal["up", "down"]]


class Rating(Given):
    """A thumb on a message, or a score of the conversation."""

    message_id: Annotated[int, Field(ge=1, le=2**62)] | None = None
    thumb: Literal["up", "down"] | None = None
    score: Annotated[int, Field(ge=1, le=5)] | None = None
    comment: Annotated[Text, Field(max_length=500)] = ""

    @model_validator(mode="after")
    def one_of_both(self) -> Rating:
        if (self.score is None) == (self.thumb is None) or (self.thumb is None) != (self.message_id is None):
            raise ValueError("send either message_id with thumb, or score")
        return self


class Typing(Given):
    on: bool


class Wish(Given):
    """What somebody wants who does not go on waiting for a person."""

    wish: Literal["email", "back"]
    email: Annotated[str, Field(max_length=320, pattern=r"^[^\s@]+@[^\s@]+\.[^\s@]+$")] | None = None


class Privacy(BaseModel):
    text: str
    link: str
    link_text: str


class Config(BaseModel):
    shop: str
    language: Language
    languages: list[str]
    privacy: Privacy
    open: bool
    next_opening: datetime | None


class ProblemShape(BaseModel):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    request_id: str
    retry_after: int | None = None

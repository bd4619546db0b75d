"""What the business needs from outside, as Protocols. Storage, carriers and payments implement them."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date, datetime
from typing import Any, Protocol, Sequence

from shop.model.chat import ChatEvent, ChatTurn, Thumb
from shop.model.customer import Customer, PaymentMethod
from shop.model.money import Money
from shop.model.order import CarrierEvent, Order
from shop.model.people import Agent, AgentSession, CannedReply, Correction
from shop.model.policy import Policy
from shop.model.product import Product, Variant
from shop.model.records import AuditEntry, Conversation, Mail, Promotion, Proposal, ShopProfile, Ticket
from shop.model.returns import Claim, Exchange, Return


class Clock(Protocol):
    def now(self) -> datetime: ...  # knows its zone (UTC)


class Customers(Protocol):
    def get(self, customer_id: str) -> Customer | None: ...
    def by_email(self, email: str) -> Customer | None: ...  # upper and lower case are one
    def by_name_and_postcode(self, first: str, last: str, postcode: str) -> list[Customer]: ...
    def add(self, customer: Customer) -> None: ...


class Orders(Protocol):
    def of_customer(self, customer_id: str, number: str) -> Order | None: ...  # the only way to one order
    def all_of_customer(self, customer_id: str) -> list[Order]: ...  # newest first
    def owner(self, number: str) -> str | None: ...  # for identification only
    def add(self, order: Order) -> None: ...


class Products(Protocol):
    def get(self, product_id: str) -> Product | None: ...
    def several(self, product_ids: Sequence[str]) -> list[Product]: ...  # those that there are, in one look-up
    def variant(self, variant_id: str) -> Variant | None: ...
    def all(self) -> Sequence[Product]: ...
    def names(self) -> list[tuple[str, str]]: ...  # (id, name) by name
    def add(self, product: Product) -> None: ...


class Returns(Protocol):
    def of_order(self, number: str) -> list[Return]: ...
    def of_customer(self, customer_id: str) -> list[Return]: ...  # newest first
    def exchanges_of_order(self, number: str) -> list[Exchange]: ...
    def exchanges_of_customer(self, customer_id: str) -> list[Exchange]: ...
    def claims_of_customer(self, customer_id: str) -> list[Claim]: ...
    def add(self, thing: Return | Exchange | Claim) -> None: ...


class Promotions(Protocol):
    def get(self, code: str) -> Promotion | None: ...  # upper and lower case are one
    def running(self, now: datetime) -> list[Promotion]: ...  # listed ones only
    def uses(self, code: str, customer_id: str) -> int: ...  # orders of the customer with it
    def add(self, promotion: Promotion) -> None: ...


class Records(Protocol):
    """Tickets, proposals, conversations, audit, mail, profile."""

    def conversation(self, conversation_id: str) -> Conversation: ...  # made and added where there is none
    def proposal(self, proposal_id: str) -> Proposal | None: ...
    def open_proposals(self, conversation_id: str) -> list[Proposal]: ...
    def last_done_proposal(self, conversation_id: str) -> Proposal | None: ...
    def ticket(self, ticket_id: str) -> Ticket | None: ...
    def ticket_by_key(self, key: str) -> Ticket | None: ...
    def tickets_of_conversation(self, conversation_id: str) -> list[Ticket]: ...
    def next_number(self, kind: str) -> int: ...  # 1, 2, 3 … for each kind ("ticket", "return", …)
    def profile(self) -> ShopProfile | None: ...
    def audit_of(self, subject: str) -> list[AuditEntry]: ...
    def mail_to(self, address: str) -> list[Mail]: ...
    def add(self, thing: Ticket | Proposal | Conversation | AuditEntry | Mail | ShopProfile) -> None: ...


class Chats(Protocol):
    """What is said in conversations, and the messages that are on their way."""

    def turn(self, conversation_id: str, client_id: str) -> ChatTurn | None: ...
    def first_unfinished(self, conversation_id: str) -> ChatTurn | None: ...  # lowest number first
    def unfinished(self) -> list[str]: ...  # conversations that have a turn to finish
    def event(self, conversation_id: str, event_id: int) -> ChatEvent | None: ...
    def events_of_turn(self, conversation_id: str, turn: int) -> list[ChatEvent]: ...
    def after(self, conversation_id: str, event_id: int, most: int) -> list[ChatEvent]: ...  # oldest first
    def messages_before(
        self, conversation_id: str, event_id: int | None, most: int
    ) -> list[ChatEvent]: ...  # newest first
    def last_id(self, conversation_id: str) -> int: ...  # 0 where there is none
    def newest_id(self) -> int: ...  # of all conversations; 0 where nothing was ever said
    def newest(
        self, event_id: int, most: int
    ) -> list[tuple[int, str]]: ...  # (event, conversation) behind an id, of all
    def thumbs(self, conversation_id: str) -> list[Thumb]: ...
    def thumb(self, event_id: int) -> Thumb | None: ...
    def flush(self) -> None: ...  # gives ids to what was added
    def add(self, thing: ChatEvent | ChatTurn | Thumb) -> None: ...


class People(Protocol):
    """Agents, their sessions, and the tickets that wait for them."""

    def agent(self, agent_id: str) -> Agent | None: ...
    def agent_by_email(self, email: str) -> Agent | None: ...
    def agents(self) -> list[Agent]: ...  # by name
    def agent_session(self, session_id: str) -> AgentSession | None: ...
    def end_sessions(self, agent_id: str) -> None: ...
    def end_sessions_before(self, moment: datetime) -> None: ...  # those that are over by then, of everybody
    def delete(self, thing: AgentSession | CannedReply) -> None: ...
    def canned(self, reply_id: str) -> CannedReply | None: ...
    def canned_replies(self, language: str | None = None) -> list[CannedReply]: ...
    def corrections(self, conversation_id: str | None = None) -> list[Correction]: ...
    def waiting(self, live_only: bool = False) -> list[Ticket]: ...  # open ones, most urgent, then oldest first
    def claimed_by(self, agent_id: str) -> list[Ticket]: ...
    def tickets_since(self, moment: datetime) -> list[Ticket]: ...  # made or resolved since
    def unresolved(self) -> list[Ticket]: ...
    def tickets_of_customer(self, customer_id: str, moment: datetime) -> list[Ticket]: ...  # made or resolved since
    def unresolved_of_customer(self, customer_id: str) -> list[Ticket]: ...
    def conversations(self, ids: Sequence[str]) -> list[Conversation]: ...
    def ratings_since(self, moment: datetime) -> list[Conversation]: ...
    def ratings_by_agent(self, moment: datetime) -> list[tuple[str, int, float]]: ...  # (agent, count, sum)
    def web_conversations_since(self, moment: datetime) -> tuple[int, int]: ...  # (all, without a ticket)
    def audit_of_conversation(self, conversation_id: str) -> list[AuditEntry]: ...
    def add(self, thing: Agent | AgentSession | CannedReply | Correction) -> None: ...


class UnitOfWork(AbstractContextManager["UnitOfWork"], Protocol):
    """One transaction: leaving the block without commit() rolls back."""

    @property
    def customers(self) -> Customers: ...
    @property
    def orders(self) -> Orders: ...
    @property
    def products(self) -> Products: ...
    @property
    def returns(self) -> Returns: ...
    @property
    def promotions(self) -> Promotions: ...
    @property
    def records(self) -> Records: ...
    @property
    def chats(self) -> Chats: ...
    @property
    def people(self) -> People: ...

    def commit(self) -> None: ...
    def lock(self, name: str) -> None: ...  # nobody else goes on under this name until the transaction ends


class OpenWork(Protocol):
    """Opens a unit of work; raises StorageBusy where the database stays locked."""

    def __call__(self) -> UnitOfWork: ...


class Policies(Protocol):
    def current(self, work: UnitOfWork) -> Policy: ...  # the policy that the database's profile names


class StorageBusy(Exception):
    """The database could not be written to in time; nothing was changed."""


class ProviderDeclined(Exception):
    """The payment provider said no: nothing moved."""


class ProviderUnreachable(Exception):
    """No answer in time: what happened is not known until `status` says."""


class Payments(Protocol):
    """The payment provider. `key` is its idempotency key: the same key moves money once."""

    def charge(self, key: str, method: PaymentMethod, amount: Money) -> str: ...  # the provider's reference
    def refund(self, key: str, method: PaymentMethod, amount: Money) -> str: ...
    def void(self, key: str) -> bool: ...  # takes back, or forbids for ever, what `key` did or would do


class CarrierUnreachable(Exception):
    """The carrier did not answer in time: what we know is what we stored last."""


class Carrier(Protocol):
    def events(self, carrier: str, tracking_number: str) -> list[CarrierEvent] | None: ...  # None: nothing newer
    def open_trace(self, key: str, carrier: str, tracking_number: str) -> date: ...  # answer expected on


class HelpDesk(Protocol):
    """Where people look after tickets: called in the transaction that changes a ticket, so that both or none holds."""

    def takes_live(self, work: UnitOfWork, policy: Policy, now: datetime) -> bool: ...  # a conversation more, right now
    def place(self, work: UnitOfWork, policy: Policy, ticket: Ticket, now: datetime) -> tuple[int, int]: ...
    # position in the queue from 1, and the minutes that it will take
    def put_before(self, work: UnitOfWork, ticket: Ticket, now: datetime) -> None: ...  # opened, or become live
    def customer_said(self, work: UnitOfWork, ticket: Ticket, text: str, now: datetime) -> None: ...  # while it is live
    def withdrawn(self, work: UnitOfWork, ticket: Ticket, now: datetime) -> None: ...  # its customer does not wait


class Passwords(Protocol):
    def hash(self, password: str) -> str: ...
    def fits(self, stored: str | None, password: str) -> bool: ...  # None: nobody's, never right, takes as long
    def is_outdated(self, stored: str) -> bool: ...  # made with other parameters than today's


class Mailer(Protocol):
    """Puts a message into the outbox in the same transaction."""

    def send(self, work: UnitOfWork, to: str, kind: str, facts: dict[str, Any], customer_id: str | None) -> None: ...

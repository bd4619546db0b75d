"""Puts the shop together from its settings."""

from __future__ import annotations

from dataclasses import dataclass

from shop.outside.articles import read_articles
from shop.outside.carrier_local import LocalCarrier
from shop.outside.clock import clock_from
from shop.outside.faults import Faults
from shop.outside.help_desk_builtin import BuiltInDesk
from shop.outside.mail_outbox import Outbox
from shop.outside.passwords import Argon2Passwords
from shop.outside.payments_local import LocalPayments
from shop.outside.policies import FilePolicies
from shop.services.account import Account
from shop.services.agent_changes import AgentChanges
from shop.services.base import Tools
from shop.services.billing import Billing
from shop.services.changes import account as _account  # noqa: F401 – registers its changes
from shop.services.changes import claims as _claims  # noqa: F401
from shop.services.changes import membership as _membership  # noqa: F401
from shop.services.changes import orders as _orders  # noqa: F401
from shop.services.changes import prices as _prices  # noqa: F401
from shop.services.changes import returns as _returns  # noqa: F401
from shop.services.chat import Chat
from shop.services.desk import Desk
from shop.services.faq import Faq
from shop.services.feedback import Feedback
from shop.services.figures import Figures
from shop.services.handoff import Handoff
from shop.services.identity import Identity
from shop.services.membership import Membership
from shop.services.orders import Orders
from shop.services.people import People
from shop.services.products import Products
from shop.services.promotions import Promotions
from shop.services.proposals import Proposals
from shop.services.returns import Returns
from shop.services.transcript import Transcript
from shop.settings import Settings
from shop.storage.unit_of_work import Database


@dataclass(frozen=True)
class Shop:
    """Every use case, by topic."""

    tools: Tools
    identity: Identity
    orders: Orders
    returns: Returns
    products: Products
    account: Account
    membership: Membership
    billing: Billing
    promotions: Promotions
    proposals: Proposals
    handoff: Handoff
    feedback: Feedback
    faq: Faq
    chat: Chat
    transcript: Transcript
    people: People
    agent_changes: AgentChanges
    figures: Figures
    desk: Desk


def build_tools(settings: Settings) -> Tools:
    clock = clock_from(settings.now)
    faults = Faults(settings.faults_file)
    return Tools(
        open_work=Database(settings.database_url),
        policies=FilePolicies(settings.policy_dir),
        clock=clock,
        payments=LocalPayments(settings.payments_path, faults),
        carrier=LocalCarrier(faults, clock),
        mailer=Outbox(clock),
        help_desk=BuiltInDesk(),
    )


def build_shop(settings: Settings) -> Shop:
    tools = build_tools(settings)
    return Shop(
        tools=tools,
        identity=Identity(tools, settings.production),
        orders=Orders(tools),
        returns=Returns(tools),
        products=Products(tools),
        account=Account(tools),
        membership=Membership(tools),
        billing=Billing(tools),
        promotions=Promotions(tools),
        proposals=Proposals(tools),
        handoff=Handoff(tools),
        feedback=Feedback(tools),
        faq=Faq(tools, lambda language: read_articles(settings.knowledge_dir / language)),
        chat=Chat(tools),
        transcript=Transcript(tools),
        people=People(tools, Argon2Passwords(), settings.production),
        agent_changes=AgentChanges(tools),
        figures=Figures(tools),
        desk=Desk(tools),
    )

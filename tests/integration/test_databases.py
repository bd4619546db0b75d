"""The same promises on SQLite and on PostgreSQL: whole shops in and out, and every change once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import select

from shop.bootstrap import Shop, build_shop
from shop.model.customer import Customer
from shop.model.money import Money
from shop.model.refusals import NothingToConfirm, NotRecognised
from shop.ports import StorageBusy
from shop.seed.demo import demo_shop
from shop.seed.documents import to_document
from shop.seed.exchange import store, whole_shop
from shop.services.changes.orders import CancelOrder
from shop.services.identity import Given
from shop.settings import Settings
from shop.storage import tables as t
from shop.storage.unit_of_work import Database


@dataclass(frozen=True)
class Pending:
    number: str
    conversation: str
    proposal: str


@pytest.fixture(scope="module")
def database(url: str) -> Database:
    opened = Database(url)
    store(opened, demo_shop())
    return opened


@pytest.fixture
def shop(database: Database, url: str, tmp_path: Path) -> Shop:
    return build_shop(Settings.from_env({"DATABASE_URL": url, "PAYMENTS_PATH": str(tmp_path / "payments.db")}))


@pytest.fixture
def pending(database: Database, shop: Shop) -> Pending:
    """An order that nobody has touched, whose owner has been shown its cancelling and has not said yes yet."""
    for order in whole_shop(database).orders:
        if order.status != "pending" or order.total > Money(20_000, order.currency):
            continue
        with database() as work:
            email = work.session.execute(
                select(Customer.email).where(t.customers.c.id == order.customer_id)
            ).scalar_one()
        conversation = f"talk-{order.number}"
        shop.identity.identify(conversation, Given(email=email, order_number=order.number))
        proposal, _ = shop.proposals.propose(conversation, CancelOrder(order.number, "no_longer_needed"))
        return Pending(order.number, conversation, proposal.id)
    raise AssertionError("the demo shop has no pending orders left")


def refunds(database: Database, number: str) -> int:
    order = next(order for order in whole_shop(database).orders if order.number == number)
    return len([payment for payment in order.payments if payment.kind == "refund"])


def test_the_migrations_make_the_tables_that_the_code_means(database: Database) -> None:
    with database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), t.metadata) == []


def test_a_whole_shop_comes_out_as_it_went_in(database: Database) -> None:
    content = demo_shop()
    before = to_document(content)
    store(database, content, replace=True)
    assert to_document(whole_shop(database)) == before


def test_a_change_is_done_and_written_to_the_audit_log(database: Database, shop: Shop, pending: Pending) -> None:
    shop.proposals.carry_out(pending.conversation, pending.proposal)
    mine = select(t.audit.c.action).where(t.audit.c.conversation_id == pending.conversation)
    with database() as work:
        written = work.session.execute(mine).scalars().all()
    assert written[-1] == "cancel_order" and refunds(database, pending.number) == 1


def test_a_second_yes_repeats_the_stored_answer(database: Database, shop: Shop, pending: Pending) -> None:
    first = shop.proposals.carry_out(pending.conversation, pending.proposal)
    assert shop.proposals.carry_out(pending.conversation, pending.proposal) == first
    assert refunds(database, pending.number) == 1


def test_a_yes_that_comes_four_times_at_once_is_carried_out_once(
    database: Database, shop: Shop, pending: Pending
) -> None:
    def yes(_: int) -> bool:
        try:
            return shop.proposals.carry_out(pending.conversation, pending.proposal)[0] == "cancel_order"
        except (StorageBusy, NothingToConfirm):
            return False

    with ThreadPoolExecutor(4) as crowd:
        answers = list(crowd.map(yes, range(4)))
    assert any(answers) and refunds(database, pending.number) == 1


def test_failures_to_identify_at_the_same_time_are_all_counted(database: Database, shop: Shop) -> None:
    def guess(number: int) -> str:
        try:
            shop.identity.identify(
                f"guess-{number}", Given(email="anna.berg@example.com", order_number=f"W99999{number:02}")
            )
        except (NotRecognised, StorageBusy) as refused:
            return type(refused).__name__
        return "let in"

    with ThreadPoolExecutor(3) as crowd:
        outcomes = list(crowd.map(guess, range(3)))
    with database() as work:
        anna = work.customers.by_email("anna.berg@example.com")
        assert anna is not None and anna.identity_failures == outcomes.count("NotRecognised")

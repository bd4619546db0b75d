"""The ports' repositories over one SQLAlchemy session."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from shop.model.customer import Customer
from shop.model.order import Order
from shop.model.product import Product, Variant
from shop.model.records import Promotion
from shop.model.returns import Claim, Exchange, Return
from shop.storage import tables as t
from shop.storage.mapping import name_key


class Repository:
    def __init__(self, session: Session) -> None:
        self.session = session

    def add(self, thing: Any) -> None:
        self.session.add(thing)

    def _all(self, statement: Any) -> list[Any]:
        return list(self.session.execute(statement).scalars().all())

    def _first(self, statement: Any) -> Any:
        return self.session.execute(statement.limit(1)).scalars().first()


class SqlCustomers(Repository):
    def get(self, customer_id: str) -> Customer | None:
        return self.session.get(Customer, customer_id)

    def by_email(self, email: str) -> Customer | None:
        found: Customer | None = self._first(select(Customer).where(t.customers.c.email_key == email.strip().lower()))
        return found

    def by_name_and_postcode(self, first: str, last: str, postcode: str) -> list[Customer]:
        return self._all(select(Customer).where(t.customers.c.name_key == name_key(first, last, postcode)))


class SqlOrders(Repository):
    def of_customer(self, customer_id: str, number: str) -> Order | None:
        found = self.session.get(Order, number)
        return found if found is not None and found.customer_id == customer_id else None

    def all_of_customer(self, customer_id: str) -> list[Order]:
        newest = (t.orders.c.placed_at.is_(None), t.orders.c.placed_at.desc(), t.orders.c.number)
        return self._all(select(Order).where(t.orders.c.customer_id == customer_id).order_by(*newest))

    def owner(self, number: str) -> str | None:
        return self.session.execute(select(t.orders.c.customer_id).where(t.orders.c.number == number)).scalar()


class SqlProducts(Repository):
    def get(self, product_id: str) -> Product | None:
        return self.session.get(Product, product_id)

    def several(self, product_ids: Sequence[str]) -> list[Product]:
        return self._all(select(Product).where(t.products.c.id.in_(product_ids)))

    def names(self) -> list[tuple[str, str]]:
        by_name = (t.products.c.name, t.products.c.id)
        return [
            (str(i), str(n))
            for i, n in self.session.execute(select(t.products.c.id, t.products.c.name).order_by(*by_name))
        ]

    def variant(self, variant_id: str) -> Variant | None:
        return self.session.get(Variant, variant_id)

    def all(self) -> Sequence[Product]:
        return self._all(select(Product).order_by(t.products.c.name, t.products.c.id))


class SqlReturns(Repository):
    def of_order(self, number: str) -> list[Return]:
        return self._all(select(Return).where(t.returns.c.order_number == number).order_by(t.returns.c.id))

    def of_customer(self, customer_id: str) -> list[Return]:
        return self._all(select(Return).where(t.returns.c.customer_id == customer_id).order_by(t.returns.c.id.desc()))

    def exchanges_of_order(self, number: str) -> list[Exchange]:
        return self._all(select(Exchange).where(t.exchanges.c.order_number == number).order_by(t.exchanges.c.id))

    def exchanges_of_customer(self, customer_id: str) -> list[Exchange]:
        mine = select(Exchange).where(t.exchanges.c.customer_id == customer_id)
        return self._all(mine.order_by(t.exchanges.c.id.desc()))

    def claims_of_customer(self, customer_id: str) -> list[Claim]:
        return self._all(select(Claim).where(t.claims.c.customer_id == customer_id).order_by(t.claims.c.id.desc()))


class SqlPromotions(Repository):
    def get(self, code: str) -> Promotion | None:
        found: Promotion | None = self._first(select(Promotion).where(func.lower(t.promotions.c.code) == code.lower()))
        return found

    def running(self, now: datetime) -> list[Promotion]:
        p = t.promotions.c
        listed = select(Promotion).where(p.listed.is_(True)).order_by(p.code)
        begun = listed.where((p.starts_at.is_(None)) | (p.starts_at <= now))
        return self._all(begun.where((p.ends_at.is_(None)) | (p.ends_at > now)))

    def uses(self, code: str, customer_id: str) -> int:
        o = t.orders.c
        count = select(func.count()).select_from(t.orders).where(o.customer_id == customer_id)
        used = count.where(func.lower(o.promotion_code) == code.lower(), o.status != "cancelled")
        return int(self.session.execute(used).scalar() or 0)

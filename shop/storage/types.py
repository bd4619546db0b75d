"""Column types for what databases have no type of their own for."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Any

from sqlalchemy import JSON, DateTime
from sqlalchemy.types import TypeDecorator

from shop.model.customer import Address
from shop.model.returns import Swap


class UtcDateTime(TypeDecorator):  # type: ignore[type-arg]
    """Aware datetimes, stored as UTC; SQLite keeps no zone, so it is put back."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return value.astimezone(timezone.utc)

    def process_result_value(self, value: datetime | None, dialect: Any) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


class AddressJson(TypeDecorator):  # type: ignore[type-arg]
    """An Address as a JSON object."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: Address | None, dialect: Any) -> Any:
        return None if value is None else vars(value)

    def process_result_value(self, value: Any, dialect: Any) -> Address | None:
        return None if value is None else Address(**value)


class SwapsJson(TypeDecorator):  # type: ignore[type-arg]
    """A list of Swaps as pairs of line id and variant id."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: list[Swap] | None, dialect: Any) -> Any:
        return None if value is None else [[swap.line_id, swap.variant_id] for swap in value]

    def process_result_value(self, value: Any, dialect: Any) -> list[Swap] | None:
        return None if value is None else [Swap(line_id, variant_id) for line_id, variant_id in value]

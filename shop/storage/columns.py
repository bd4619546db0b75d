"""What tables are made of."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, Column, ForeignKey, MetaData, String

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_label)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def key(name: str = "id") -> Any:
    return Column(name, String(80), primary_key=True)


def ref(name: str, target: str, **options: Any) -> Any:
    return Column(name, String(80), ForeignKey(target, ondelete="CASCADE"), nullable=False, index=True, **options)


def money(name: str, nullable: bool = False) -> tuple[Any, Any]:
    return (
        Column(f"{name}_minor", BigInteger, nullable=nullable),
        Column(f"{name}_currency", String(3), nullable=nullable),
    )


def text(name: str, size: int = 200) -> Any:
    return Column(name, String(size), nullable=False, default="")

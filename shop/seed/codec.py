"""Between the model's dataclasses and plain JSON, guided by their type hints; every bad field is named."""

from __future__ import annotations

import dataclasses
import types
from dataclasses import dataclass, field
from datetime import date, datetime, timezone
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from shop.model.money import Money, exponent


@dataclass(frozen=True)
class Problem:
    """Something that cannot be imported: where it is and what is wrong with it."""

    file: str
    row: str
    field: str
    reason: str


@dataclass
class Problems:
    """Collects all problems of one file; `row` is the row being read."""

    file: str
    row: str = ""
    found: list[Problem] = field(default_factory=list)

    def add(self, name: str, reason: str) -> None:
        self.found.append(Problem(self.file, self.row, name, reason))


@cache
def hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def dump(value: Any) -> Any:
    """Plain JSON: money with a decimal amount, dates in ISO 8601."""
    if isinstance(value, Money):
        return {"amount": f"{value.decimal:.{exponent(value.currency)}f}", "currency": value.currency}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: dump(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, datetime):
        return value.astimezone(timezone.utc).isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {key: dump(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [dump(inner) for inner in value]
    return value


class Bad(ValueError):
    """One value that does not fit."""


def load(kind: type, raw: Any, problems: Problems, path: str = "") -> Any:
    """An instance of the dataclass `kind`, or None with what is wrong added to `problems`."""
    if not isinstance(raw, dict):
        problems.add(path or "(row)", f"should be an object, is {type(raw).__name__}")
        return None
    known = {f.name: f for f in dataclasses.fields(kind)}
    for name in sorted(set(raw) - set(known)):
        problems.add(f"{path}{name}", "unknown field")
    before = len(problems.found)
    values = {}
    for name, about in known.items():
        if name in raw:
            values[name] = _value(hints(kind)[name], raw[name], problems, f"{path}{name}")
        elif about.default is dataclasses.MISSING and about.default_factory is dataclasses.MISSING:
            problems.add(f"{path}{name}", "is missing")
    return kind(**values) if len(problems.found) == before else None


def _value(hint: Any, raw: Any, problems: Problems, path: str) -> Any:
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        return None if raw is None else _value(next(a for a in arguments if a is not type(None)), raw, problems, path)
    if origin is list:
        if not isinstance(raw, list):
            problems.add(path, f"should be a list, is {type(raw).__name__}")
            return []
        return [_value(arguments[0], inner, problems, f"{path}[{i}]") for i, inner in enumerate(raw)]
    if dataclasses.is_dataclass(hint) and hint is not Money:
        return load(hint, raw, problems, f"{path}.")  # type: ignore[arg-type]
    try:
        return _plain(hint, origin, arguments, raw)
    except Bad as bad:
        problems.add(path, str(bad))
        return None


def _plain(hint: Any, origin: Any, arguments: Any, raw: Any) -> Any:
    if hint is Money:
        return _money(raw)
    if origin is Literal:
        if raw not in arguments:
            raise Bad(f"is {raw!r}, should be one of {', '.join(map(str, arguments))}")
        return raw
    if hint in (datetime, date):
        return _when(hint, raw)
    if origin is dict:
        if not isinstance(raw, dict):
            raise Bad(f"should be an object, is {type(raw).__name__}")
        return {str(key): inner if arguments[1] is Any else str(inner) for key, inner in raw.items()}
    if hint in (str, int, bool) and (not isinstance(raw, hint) or (hint is int and isinstance(raw, bool))):
        raise Bad(f"should be {hint.__name__}, is {raw!r}")
    return raw


def _when(hint: Any, raw: Any) -> Any:
    try:
        parsed = hint.fromisoformat(raw)
    except (TypeError, ValueError):
        raise Bad(f"is {raw!r}, should be a {hint.__name__} in ISO 8601") from None
    return parsed.replace(tzinfo=timezone.utc) if hint is datetime and parsed.tzinfo is None else parsed


def _money(raw: Any) -> Money:
    if not isinstance(raw, dict) or set(raw) != {"amount", "currency"}:
        raise Bad('should be {"amount": "12.34", "currency": "USD"}')
    try:
        amount = Decimal(str(raw["amount"]))
    except InvalidOperation:
        raise Bad(f"amount {raw['amount']!r} is no number") from None
    if not amount.is_finite() or not isinstance(raw["currency"], str) or len(raw["currency"]) != 3:
        raise Bad(f"{raw!r} is no amount of money")
    if amount != amount.quantize(Decimal(1).scaleb(-exponent(raw["currency"]))):
        raise Bad(f"amount {raw['amount']!r} has more decimals than {raw['currency']}")
    return Money.of(amount, raw["currency"])

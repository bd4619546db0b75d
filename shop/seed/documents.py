"""The documented format: what export writes, import reads."""

from __future__ import annotations

from typing import Any

from shop.model.records import ShopProfile
from shop.seed.codec import Problems, dump, load
from shop.seed.content import KINDS, Content, key_of

# Written for readers and for comparing; worked out again when read.
_DERIVED = {"orders": ("id", "total"), "returns": ("item_ids",), "exchanges": ("item_ids", "new_item_ids")}


def to_document(content: Content) -> dict[str, Any]:
    """Rows sorted by their key; ids of an outside shop stand as they came."""
    lines = {line.id: line.variant_id for order in content.orders for line in order.lines}
    document: dict[str, Any] = {
        "shop": {k: v for k, v in dump(content.profile).items() if k in ("name", "policy", "currency")}
    }
    for name in KINDS:
        document[name] = [dump(row) for row in sorted(getattr(content, name), key=key_of)]
    totals = {order.number: dump(order.total) for order in content.orders}
    for row in document["orders"]:
        row["id"], row["total"] = f"#{row['number']}", totals[row["number"]]
    for row in document["returns"]:
        row["item_ids"] = sorted(lines.get(line_id, "") for line_id in row["line_ids"])
    for row in document["exchanges"]:
        row["item_ids"] = [lines.get(swap["line_id"], "") for swap in row["swaps"]]
        row["new_item_ids"] = [swap["variant_id"] for swap in row["swaps"]]
    return document


def from_document(document: dict[str, Any], problems: Problems) -> Content:
    about = document.get("shop") or {}
    profile = ShopProfile(
        1, about.get("name", "Shop"), about.get("policy", "default"), about.get("currency", "USD"), "import"
    )
    content = Content(profile)
    for name in sorted(set(document) - set(KINDS) - {"shop"}):
        problems.row = name
        problems.add("(key)", f"unknown; known are shop, {', '.join(KINDS)}")
    for name, kind in KINDS.items():
        rows = document.get(name, [])
        problems.row = name
        if not isinstance(rows, list):
            problems.add("(key)", "should be a list of rows")
            continue
        for index, raw in enumerate(rows):
            problems.row = f"{name}[{index}]"
            if isinstance(raw, dict):
                raw = {k: v for k, v in raw.items() if k not in _DERIVED.get(name, ())}
            row = load(kind, raw, problems)
            if row is not None:
                getattr(content, name).append(row)
    return content

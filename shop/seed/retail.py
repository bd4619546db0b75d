"""Another program's shop: products, users and orders keyed by id, prices as numbers, no dates and no carrier events."""

from __future__ import annotations

from typing import Any

from shop.model.records import ShopProfile
from shop.seed.codec import Problems, load
from shop.seed.content import KINDS, Content

CURRENCY = "USD"
_METHODS = {"credit_card": "card", "paypal": "paypal", "gift_card": "gift_card"}


def is_retail(document: Any) -> bool:
    return (
        isinstance(document, dict)
        and {"users", "orders", "products"} <= set(document)
        and isinstance(document["users"], dict)
    )


def from_retail(document: dict[str, Any], problems: Problems) -> Content:
    content = Content(ShopProfile(1, "Retail", "retail", CURRENCY, "import"))
    for key, name, convert in (
        ("products", "products", _product),
        ("users", "customers", _customer),
        ("orders", "orders", _order),
    ):
        for row_id, raw in document[key].items():
            problems.row = f"{key}/{row_id}"
            try:
                converted = convert(raw)
            except KeyError as missing:
                problems.add(str(missing.args[0]), "is missing")
                continue
            except (TypeError, AttributeError, ValueError) as error:
                problems.add("(row)", f"has the wrong shape: {error}")
                continue
            row = load(KINDS[name], converted, problems)
            if row is not None:
                getattr(content, name).append(row)
    return content


def _money(amount: Any) -> dict[str, str]:
    return {"amount": str(amount), "currency": CURRENCY}


def _address(raw: dict[str, Any]) -> dict[str, Any]:
    return {
        "line1": raw["address1"], "line2": raw.get("address2", ""), "city": raw["city"], "state": raw.get("state", ""),
        "postcode": raw["zip"], "country": raw["country"],
    }  # fmt: skip


def _product(raw: dict[str, Any]) -> dict[str, Any]:
    product_id = raw["product_id"]
    variants = [
        {
            "id": v["item_id"],
            "product_id": product_id,
            "options": v["options"],
            "price": _money(v["price"]),
            "available": v["available"],
        }
        for v in raw["variants"].values()
    ]
    return {"id": product_id, "name": raw["name"], "variants": variants}


def _customer(raw: dict[str, Any]) -> dict[str, Any]:
    user_id = raw["user_id"]
    methods = [
        {
            "id": m["id"], "customer_id": user_id, "kind": _METHODS.get(m["source"], m["source"]), "brand": m.get("brand", ""),
            "last_four": m.get("last_four", ""), "balance": _money(m["balance"]) if "balance" in m else None,
        }
        for m in raw["payment_methods"].values()
    ]  # fmt: skip
    return {
        "id": user_id, "first_name": raw["name"]["first_name"], "last_name": raw["name"]["last_name"], "email": raw["email"],
        "phone": "", "address": _address(raw["address"]), "payment_methods": methods,
    }  # fmt: skip


def _order(raw: dict[str, Any]) -> dict[str, Any]:
    number = raw["order_id"].lstrip("#")
    lines = [
        {
            "id": f"{number}-{n}", "product_id": item["product_id"], "variant_id": item["item_id"], "name": item["name"],
            "options": item["options"], "price": _money(item["price"]),
        }
        for n, item in enumerate(raw["items"], 1)
    ]  # fmt: skip
    payments = [
        {
            "id": f"{number}-p{n}",
            "kind": p["transaction_type"],
            "amount": _money(p["amount"]),
            "method_id": p["payment_method_id"],
        }
        for n, p in enumerate(raw["payment_history"], 1)
    ]
    parcels = []
    for n, sent in enumerate(raw["fulfillments"], 1):
        inside = [line["id"] for line in lines if line["variant_id"] in sent["item_ids"]]
        tracking = " ".join(sent["tracking_id"])
        parcels.append({"id": f"{number}-s{n}", "carrier": "", "tracking_number": tracking, "line_ids": inside})
    return {
        "number": number, "customer_id": raw["user_id"], "status": raw["status"], "currency": CURRENCY,
        "address": _address(raw["address"]), "lines": lines, "payments": payments, "parcels": parcels,
    }  # fmt: skip

"""Cards as the gateway sends them."""

from __future__ import annotations

from typing import Any

ITEM = {"name": "Leather Boots", "options": "brown · size 9", "price": "$179.00", "image": "/demo/boots.svg"}
PARCEL = {
    "carrier": "UPS", "tracking_number": "1Z999AA10123456784", "state": "Out for delivery", "expected": "today by 18:00",
    "url": "https://carrier.example/1Z999",
}  # fmt: skip
ORDER: dict[str, Any] = {
    "kind": "order", "number": "W2611340", "status": "shipped", "status_text": "On its way",
    "placed_at": "14 November 2026", "total": "$179.00", "items": [ITEM], "parcels": [PARCEL],
}  # fmt: skip
PRODUCT: dict[str, Any] = {
    "kind": "product", "id": "p1", "name": "Ceramic Mug", "price": "$14.00", "options": "white, blue", "available": True,
    "link": "/demo/#mug", "image": "/demo/mug.svg",
}  # fmt: skip

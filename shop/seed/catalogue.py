"""The file from which the language engine knows products and options."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any, Iterable

from shop.model.product import Product


def catalogue(products: Iterable[Product]) -> dict[str, Any]:
    rows = [
        {"id": p.id, "name": p.name, "aliases": [], "category": p.category, "options": p.option_values()}
        for p in sorted(products, key=lambda p: p.id)
    ]
    return {"products": rows}


def write_catalogue(products: Iterable[Product], path: Path) -> None:
    """Written beside and moved into place: a reader never sees half a file; unchanged content stays untouched."""
    text = json.dumps(catalogue(products), ensure_ascii=False, indent=1)
    if path.exists() and path.read_text(encoding="utf-8") == text:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(f".{os.getpid()}.tmp")
    beside.write_text(text, encoding="utf-8")
    beside.replace(path)

"""Builds the one Shop when the first action needs it: nothing happens at import."""

from __future__ import annotations

from functools import lru_cache

from shop.bootstrap import Shop, build_shop
from shop.settings import Settings


@lru_cache(maxsize=1)
def the_shop() -> Shop:
    return build_shop(Settings.from_env())

"""The public door's environment, read in one place and checked at the start."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from shop.settings import ROOT, SettingsError

SHORTEST_KEY = 32


@dataclass(frozen=True)
class GatewaySettings:
    """`key` signs sessions; `customer_key` is what the shop's site signs its customers' tokens with ("": not used).

    `embed_origins`: the sites whose pages may show the widget; "*" for any. Rates are per minute.
    """

    key: str = field(repr=False)
    engines: list[str] = field(default_factory=lambda: ["http://127.0.0.1:5005"])
    engine_secret: str = field(default="", repr=False)
    customer_key: str = field(default="", repr=False)
    customer_audience: str = "shopdesk"
    embed_origins: list[str] = field(default_factory=list)
    production: bool = False
    host: str = "127.0.0.1"
    port: int = 8080
    messages_per_minute: int = 40
    sessions_per_minute: int = 20
    requests_per_minute: int = 600
    patience: float = 20.0

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> GatewaySettings:
        env = os.environ if environment is None else environment
        production = env.get("SHOPDESK_PRODUCTION", "").strip().lower() in ("1", "true", "yes")
        engines = _urls(env, "SHOPDESK_ENGINES", "http://127.0.0.1:5005")
        secret = env.get("SHOPDESK_ENGINE_SECRET", "")
        if production and not secret:
            raise SettingsError(
                "SHOPDESK_ENGINE_SECRET is missing: the engine answers nobody without it in production."
            )
        customer_key = env.get("SHOPDESK_CUSTOMER_KEY", "")
        if customer_key and len(customer_key) < SHORTEST_KEY:
            raise SettingsError(f"SHOPDESK_CUSTOMER_KEY is too short: use {SHORTEST_KEY} characters or more.")
        return cls(
            key=_key(env, production),
            engines=engines,
            engine_secret=secret,
            customer_key=customer_key,
            customer_audience=env.get("SHOPDESK_CUSTOMER_AUDIENCE") or "shopdesk",
            embed_origins=_urls(env, "SHOPDESK_EMBED_ORIGINS", "" if production else "*", any_site=True),
            production=production,
            host=env.get("SHOPDESK_GATEWAY_HOST") or "127.0.0.1",
            port=_number(env, "SHOPDESK_GATEWAY_PORT", 8080, 65_535),
            messages_per_minute=_number(env, "SHOPDESK_MESSAGES_PER_MINUTE", 40),
            sessions_per_minute=_number(env, "SHOPDESK_SESSIONS_PER_MINUTE", 20),
            requests_per_minute=_number(env, "SHOPDESK_REQUESTS_PER_MINUTE", 600),
        )


def _number(env: Mapping[str, str], key: str, default: int, most: int = 10**9) -> int:
    value = env.get(key, "").strip() or str(default)
    if not value.isdecimal() or not 1 <= int(value) <= most:
        raise SettingsError(f"{key} is {value!r}: write a whole number from 1 to {most}.")
    return int(value)


def _urls(env: Mapping[str, str], key: str, default: str, any_site: bool = False) -> list[str]:
    found = [each.strip().rstrip("/") for each in (env.get(key) or default).split(",") if each.strip()]
    for each in found or [env.get(key, "")] * bool(env.get(key)):
        parts = urlsplit(each)
        is_plain = (
            parts.scheme in ("http", "https") and parts.hostname and not parts.path + parts.query + parts.fragment
        )
        if not is_plain and (each != "*" or not any_site):
            raise SettingsError(
                f"{key} names {each!r}: write addresses like https://shop.example, with commas between."
            )
    return found


def _key(env: Mapping[str, str], production: bool) -> str:
    """From the environment; on a developer's machine from a file that is made once, so that sessions outlive restarts."""
    given = env.get("SHOPDESK_SECRET", "")
    if given:
        if len(given) < SHORTEST_KEY:
            raise SettingsError(f"SHOPDESK_SECRET is too short: use {SHORTEST_KEY} random characters or more.")
        return given
    if production:
        raise SettingsError(
            "SHOPDESK_SECRET is missing: it signs the customers' sessions. Use 32 random characters or more."
        )
    path = Path(env.get("SHOPDESK_VAR") or ROOT / "var") / "gateway.key"
    if not path.exists() or len(path.read_text(encoding="utf-8").strip()) < SHORTEST_KEY:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(48), encoding="utf-8")
    return path.read_text(encoding="utf-8").strip()

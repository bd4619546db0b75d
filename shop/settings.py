"""The environment, read in one place and checked at the start."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODES = ("ok", "decline", "timeout", "down")


class SettingsError(ValueError):
    """A bad value in the environment; the message names the key and what it should hold."""


@dataclass(frozen=True)
class Settings:
    """`faults_file`: a JSON object {"payments": mode, "carrier": mode} that tests change while the server runs."""

    database_url: str
    policy_dir: Path
    knowledge_dir: Path
    catalogue_path: Path
    payments_path: Path
    faults_file: Path | None
    production: bool
    now: str

    @classmethod
    def from_env(cls, environment: Mapping[str, str] | None = None) -> Settings:
        env = os.environ if environment is None else environment
        var = ROOT / "var"
        production = _flag(env, "SHOPDESK_PRODUCTION")
        now = env.get("SHOPDESK_NOW", "")
        if now and production:
            raise SettingsError("SHOPDESK_NOW stops the clock and is for tests only: unset it in production.")
        faults = env.get("SHOPDESK_FAULTS_FILE", "")
        return cls(
            database_url=_database_url(env.get("DATABASE_URL") or f"sqlite:///{var / 'shopdesk.db'}"),
            policy_dir=_folder(env, "POLICY_DIR", ROOT),
            knowledge_dir=_folder(env, "KNOWLEDGE_DIR", ROOT / "knowledge"),
            catalogue_path=Path(env.get("CATALOGUE_PATH") or var / "catalogue.json"),
            payments_path=Path(env.get("PAYMENTS_PATH") or var / "payments.db"),
            faults_file=Path(faults) if faults else None,
            production=production,
            now=now,
        )


def _flag(env: Mapping[str, str], key: str) -> bool:
    value = env.get(key, "").strip().lower()
    if value not in ("", "0", "1", "true", "false", "yes", "no"):
        raise SettingsError(f"{key} is {value!r}: write 1 or 0.")
    return value in ("1", "true", "yes")


def _folder(env: Mapping[str, str], key: str, default: Path) -> Path:
    path = Path(env.get(key) or default)
    if env.get(key) and not path.is_dir():
        raise SettingsError(f"{key} names {path}, which is no folder.")
    return path


def _database_url(url: str) -> str:
    """PostgreSQL's usual spellings are one; a relative SQLite path starts at the project's root."""
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg2://" + url[len(prefix) :]
    if url.startswith("postgresql+"):
        return url
    if not url.startswith("sqlite:///"):
        raise SettingsError(
            f"DATABASE_URL is {url!r}: write sqlite:///path/to/file.db or postgresql://user:password@host/name."
        )
    path = url[len("sqlite:///") :]
    if path and path != ":memory:" and not Path(path).is_absolute():
        return f"sqlite:///{ROOT / path}"
    return url

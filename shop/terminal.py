"""How all commands speak: tables and JSON on standard output, one sentence on standard error where something is wrong."""

from __future__ import annotations

import json
import sys
from typing import Any, NoReturn

import typer
from rich.console import Console

from shop.settings import Settings
from shop.storage.schema import ensure_schema
from shop.storage.unit_of_work import Database

out = Console()
err = Console(stderr=True)
AS_JSON = typer.Option(False, "--json", help="Print JSON.")


def fail(reason: str) -> NoReturn:
    err.print(f"[red]{reason}[/red]", highlight=False, soft_wrap=True)
    raise typer.Exit(1)


def database() -> Database:
    opened = Database(Settings.from_env().database_url)
    ensure_schema(opened.engine)
    return opened


def print_json(value: Any) -> None:
    sys.stdout.write(json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n")

"""Commands for the people who run the shop. Bad input ends with one sentence on standard error and code 1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import NoReturn, Optional

import typer
from rich.table import Table
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from shop import cli_agents
from shop.model.customer import Customer
from shop.model.order import Order
from shop.model.policy import PolicyError
from shop.model.records import Mail, Ticket
from shop.seed.catalogue import write_catalogue
from shop.seed.codec import dump
from shop.seed.documents import to_document
from shop.seed.exchange import ImportRefused, read_file, store, whole_shop
from shop.settings import Settings, SettingsError
from shop.storage import tables as t
from shop.storage.schema import ensure_schema
from shop.storage.unit_of_work import Database
from shop.terminal import AS_JSON, database, err, fail, out, print_json

app = typer.Typer(
    help="Looks after the shop's database (named by DATABASE_URL).", no_args_is_help=True, add_completion=False
)
app.add_typer(cli_agents.app, name="agents")


@app.command("import")
def import_shop(
    file: Path,
    replace: bool = typer.Option(False, help="Put it in the place of the shop that is there."),
    as_json: bool = AS_JSON,
) -> None:
    """Reads a whole shop from a JSON file, all or nothing."""
    settings = Settings.from_env()
    try:
        content = read_file(file)
        opened = Database(settings.database_url)
        made_way = store(opened, content, replace)
    except ImportRefused as refused:
        _report(refused, as_json)
    write_catalogue(content.products, settings.catalogue_path)
    counts = {"customers": len(content.customers), "products": len(content.products), "orders": len(content.orders)}
    counts["variants"] = sum(len(product.variants) for product in content.products)
    if as_json:
        print_json({"imported": counts, "policy": content.profile.policy, "replaced": made_way})
        return
    said = ", ".join(f"{count:,} {name}" for name, count in counts.items())
    out.print(f"Imported {said}; the rules are those of policy '{content.profile.policy}'.", highlight=False)
    if made_way:
        out.print("The shop that was there before has been replaced.")


def _report(refused: ImportRefused, as_json: bool) -> NoReturn:
    rows = [{"file": p.file, "row": p.row, "field": p.field, "reason": p.reason} for p in refused.problems]
    if as_json:
        print_json({"error": refused.reason, "problems": rows})
        raise typer.Exit(1)
    if rows:
        table = Table("file", "row", "field", "reason", title="What is wrong")
        for row in rows:
            table.add_row(*(str(row[name]) for name in ("file", "row", "field", "reason")))
        err.print(table)
    fail(refused.reason)


@app.command("export")
def export_shop() -> None:
    """Writes the whole shop to standard output as JSON that can be compared and imported again."""
    print_json(to_document(whole_shop(database())))


@app.command()
def seed(force: bool = typer.Option(False, help="Even where there is a shop already.")) -> None:
    """Makes the demo shop in an empty database."""
    from shop.seed.demo import demo_shop

    settings = Settings.from_env()
    opened = Database(settings.database_url)
    ensure_schema(opened.engine)
    with opened() as work:
        held = work.records.profile()
    if held is not None and not force:
        out.print(f"The database already holds the shop {held.name!r}; nothing was changed.")
        if held.source == "demo":
            cli_agents.staff_demo(opened, settings)
        return
    content = demo_shop()
    store(opened, content, replace=True)
    write_catalogue(content.products, settings.catalogue_path)
    out.print(
        f"Made the demo shop: {len(content.customers)} customers, {len(content.products)} products, {len(content.orders)} orders."
    )
    cli_agents.staff_demo(opened, settings)


@app.command()
def customers(search: str = typer.Option("", help="Part of a name or e-mail."), as_json: bool = AS_JSON) -> None:
    """Lists customers."""
    with database()() as work:
        found = work.session.execute(select(Customer).order_by(t.customers.c.id)).scalars().all()
    rows = [c for c in found if search.lower() in f"{c.name} {c.email}".lower()]
    if as_json:
        print_json([dump(c) for c in rows])
        return
    table = Table("id", "name", "e-mail", "tier", "payment methods")
    for c in rows:
        table.add_row(c.id, c.name, c.email, c.tier, ", ".join(m.kind for m in c.payment_methods))
    out.print(table)


@app.command()
def orders(
    customer: str = typer.Option("", help="The customer's e-mail."),
    status: str = typer.Option("", help="Only orders in this status."),
    number: str = typer.Option("", help="One order in full."),
    as_json: bool = AS_JSON,
) -> None:
    """Lists orders, newest first."""
    query = select(Order).order_by(t.orders.c.placed_at.desc(), t.orders.c.number)
    if status:
        query = query.where(t.orders.c.status == status)
    if number:
        query = query.where(t.orders.c.number == number.lstrip("#").upper())
    if customer:
        mine = select(t.customers.c.id).where(t.customers.c.email_key == customer.strip().lower()).scalar_subquery()
        query = query.where(t.orders.c.customer_id == mine)
    with database()() as work:
        rows = work.session.execute(query).scalars().all()
    if as_json:
        print_json([dump(o) for o in rows])
        return
    table = Table("number", "customer", "status", "placed", "total", "items")
    for o in rows:
        placed = o.placed_at.date().isoformat() if o.placed_at else ""
        table.add_row(o.label, o.customer_id, o.status, placed, str(o.total), ", ".join(line.name for line in o.lines))
    out.print(table)


@app.command()
def catalogue() -> None:
    """Writes the names of products and options for the language engine."""
    settings = Settings.from_env()
    content = whole_shop(database())
    write_catalogue(content.products, settings.catalogue_path)
    out.print(f"{len(content.products)} products written to {settings.catalogue_path.name}.")


@app.command()
def outbox(to: str = typer.Option("", help="Only mail to this address."), most: int = 10) -> None:
    """Shows the newest mail that the shop has sent, one-time codes among it."""
    query = select(Mail).order_by(t.mails.c.created_at.desc()).limit(most)
    if to:
        query = query.where(func.lower(t.mails.c.to) == to.lower())
    with database()() as work:
        rows = work.session.execute(query).scalars().all()
    for mail in rows:
        out.print(
            f"{mail.created_at:%Y-%m-%d %H:%M} to {mail.to}: {mail.kind} {json.dumps(mail.facts)}",
            highlight=False,
            soft_wrap=True,
        )


@app.command()
def tickets(as_json: bool = AS_JSON, state: Optional[str] = None) -> None:
    """Lists the cases that wait for people."""
    with database()() as work:
        rows = work.session.execute(select(Ticket).order_by(t.tickets.c.id)).scalars().all()
    rows = [row for row in rows if state is None or row.state == state]
    if as_json:
        print_json([dump(row) for row in rows])
        return
    table = Table("id", "queue", "reason", "order", "state", "summary")
    for row in rows:
        table.add_row(row.id, row.queue, row.reason, row.order_number, row.state, row.summary[:60])
    out.print(table)


def main() -> None:
    try:
        app()
    except (SettingsError, PolicyError) as error:
        err.print(f"[red]{error}[/red]", highlight=False, soft_wrap=True)
        raise SystemExit(1) from None
    except OperationalError as error:
        err.print(f"[red]The database cannot be used: {error.orig}[/red]", highlight=False, soft_wrap=True)
        raise SystemExit(1) from None

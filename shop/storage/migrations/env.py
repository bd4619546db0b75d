"""Runs migrations on the connection that shop.storage.schema hands over, or on DATABASE_URL."""

from __future__ import annotations

from alembic import context

from shop.settings import Settings
from shop.storage.columns import metadata
from shop.storage.unit_of_work import open_engine


def run() -> None:
    connection = context.config.attributes.get("connection")
    if connection is not None:
        context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
        context.run_migrations()
        return
    with open_engine(Settings.from_env().database_url).begin() as opened:
        context.configure(connection=opened, target_metadata=metadata, render_as_batch=True)
        context.run_migrations()


run()

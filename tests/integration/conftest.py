"""A stack that integration tests may break as they like, and databases of both kinds."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, make_url, text

from shop.storage.unit_of_work import Database
from tests.live.stack import Stack


@pytest.fixture(scope="module")
def stack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stack]:
    running = Stack(tmp_path_factory.mktemp("stack"))
    running.start()
    yield running
    running.stop_all()


SERVER = "SHOPDESK_TEST_POSTGRES_URL"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An empty database of our own."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path_factory.mktemp('db') / 'shop.db'}"
        return
    if not os.environ.get(SERVER):
        pytest.skip(f"{SERVER} names no server")
    server = create_engine(os.environ[SERVER], isolation_level="AUTOCOMMIT")
    name = f"shopdesk_{uuid.uuid4().hex[:12]}"
    with server.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    own = make_url(os.environ[SERVER]).set(database=name).render_as_string(hide_password=False)
    yield own
    Database(own).engine.dispose()
    with server.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
    server.dispose()

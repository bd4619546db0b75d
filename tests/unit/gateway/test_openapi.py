"""Whatever is sent to the chat API, by its description or against it, is answered as the description says."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given
from hypothesis import settings as hypothesis_settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CheckFunction, not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)

from gateway.app import create_app
from gateway.engine_client import EngineClient
from shop.bootstrap import build_shop
from shop.settings import Settings
from tests.unit.gateway.conftest import MORNING, FakeEngine, said, settings
from tests.unit.gateway.served import served

# GET /chat/events never ends: see test_stream.py.
OPERATIONS = [
    "POST /chat/sessions", "POST /chat/messages", "GET /chat/history", "POST /chat/ratings", "POST /chat/typing",
    "POST /chat/handoff", "GET /chat/config", "GET /health",
]  # fmt: skip
OPEN = ("POST /chat/sessions", "GET /chat/config", "GET /health")
CHECKS: list[CheckFunction] = [
    not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance,
]  # fmt: skip


@dataclass(frozen=True)
class Described:
    """A door on a port, its own description of itself, and a customer's token."""

    url: str
    schema: schemathesis.BaseSchema
    headers: dict[str, str]


@pytest.fixture(scope="module")
def described(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Described]:
    folder = tmp_path_factory.mktemp("described")
    shutil.copy(template, folder / "shop.db")
    url = f"sqlite:///{folder / 'shop.db'}"
    shop = build_shop(
        Settings.from_env({"DATABASE_URL": url, "PAYMENTS_PATH": str(folder / "payments.db"), "SHOPDESK_NOW": MORNING})
    )
    engine = FakeEngine(script=lambda body: said("Sure?", buttons=[{"title": "Yes", "payload": "/affirm"}]))
    app = create_app(settings(), shop, EngineClient(["http://engine"], transport=httpx.MockTransport(engine)))
    with served(app) as address:
        token = httpx.post(f"{address}/chat/sessions", json={}).json()["token"]
        headers = {"Authorization": f"Bearer {token}"}
        httpx.post(f"{address}/chat/messages", json={"id": "m1", "text": "hello"}, headers=headers)
        schema = schemathesis.openapi.from_dict(app.openapi())
        schema.config.checks.negative_data_rejection.expected_statuses.append("413")
        yield Described(address, schema, headers)


def test_every_chat_address_is_tried(described: Described) -> None:
    found = [each.ok().label for each in described.schema.get_all_operations()]
    chat = {label for label in found if "/chat/" in label} - {"GET /chat/events"}
    assert chat <= set(OPERATIONS)


def check_answers(described: Described, operation: str, mode: GenerationMode) -> None:
    """The same 25 requests every time."""
    method, path = operation.split()
    # A query may hold what nobody asked for; a body may not.
    checks = [*CHECKS, negative_data_rejection] if method == "POST" else CHECKS

    @hypothesis_settings(
        max_examples=25, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck),
        phases=[Phase.generate],
    )  # fmt: skip
    @given(case=described.schema[path][method].as_strategy(mode))
    def is_answered(case: Case) -> None:
        case.call_and_validate(base_url=described.url, headers=described.headers, checks=checks)

    is_answered()


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_follows_the_description_is_answered_as_described(described: Described, operation: str) -> None:
    check_answers(described, operation, GenerationMode.POSITIVE)


@pytest.mark.parametrize("operation", [each for each in OPERATIONS if each != "GET /health"])
def test_what_breaks_the_description_is_refused_as_described(described: Described, operation: str) -> None:
    check_answers(described, operation, GenerationMode.NEGATIVE)


@pytest.mark.parametrize("operation", [*OPERATIONS, "GET /chat/events"])
def test_without_a_token_only_the_open_addresses_answer(described: Described, operation: str) -> None:
    method, path = operation.split()
    body = {"id": "a", "text": "x"} if path == "/chat/messages" else {}
    answer = httpx.request(method, described.url + path, json=body if method == "POST" else None)
    assert (answer.status_code == 401) == (operation not in OPEN)


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""])
def test_a_body_that_does_not_say_it_is_json_is_refused(described: Described, content_type: str) -> None:
    """So that no form on another site can send one without the browser asking first."""
    headers = {**described.headers, "Content-Type": content_type}
    answer = httpx.post(f"{described.url}/chat/typing", content=b'{"on": true}', headers=headers)
    assert answer.status_code == 422


def test_a_text_that_is_too_long_written_out_is_refused(described: Described) -> None:
    """One sign may stand for eighteen letters, and the engine takes no more than the door."""
    answer = httpx.post(
        f"{described.url}/chat/messages", json={"id": "long", "text": "\ufdfa" * 2000}, headers=described.headers
    )
    assert answer.status_code == 422

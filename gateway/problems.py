"""What went wrong, told by RFC 9457: a title, what to do, and the request's id."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from gateway.request_ids import request_id
from shop.ports import StorageBusy

logger = logging.getLogger(__name__)
MEDIA_TYPE = "application/problem+json"
_TITLES = {
    400: "not understood", 401: "session ended", 403: "not allowed", 404: "not found", 405: "wrong method", 409: "not possible",
    413: "too large", 415: "wrong media type", 422: "not understood", 429: "too many requests", 500: "our fault",
    503: "not available",
}  # fmt: skip


class Problem(Exception):
    """`code` names the kind for programs; `detail` says what to do; `retry_after` in seconds."""

    def __init__(self, status: int, code: str, detail: str, retry_after: int | None = None, **more: Any) -> None:
        super().__init__(detail)
        self.status, self.code, self.detail, self.retry_after, self.more = status, code, detail, retry_after, more

    def response(self) -> Response:
        return problem(self.status, self.code, self.detail, self.retry_after, self.more)


def problem(
    status: int, code: str, detail: str, retry_after: int | None = None, more: Mapping[str, Any] | None = None
) -> Response:
    body: dict[str, Any] = {
        "type": f"urn:shopdesk:problem:{code}", "title": _TITLES.get(status, "not possible"), "status": status,
        "detail": detail, "request_id": request_id(), **(more or {}),
    }  # fmt: skip
    headers = {}
    if retry_after is not None:
        body["retry_after"] = retry_after
        headers["Retry-After"] = str(retry_after)
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers=headers)


def add_problem_handlers(app: FastAPI) -> None:
    @app.exception_handler(Problem)
    async def ours(request: Request, error: Problem) -> Response:
        return error.response()

    @app.exception_handler(StorageBusy)
    async def busy(request: Request, error: StorageBusy) -> Response:
        logger.warning("storage busy: %s", error)
        return problem(503, "busy", "The database is busy, and nothing was stored. Send the same again in a moment.", 2)

    @app.exception_handler(RequestValidationError)
    async def invalid(request: Request, error: RequestValidationError) -> Response:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"] if part != "body") or "body"
        status = 400 if first["type"] == "json_invalid" else 422
        detail = f"{where}: {first['msg']}. See /openapi.json for what is expected."
        return problem(status, "invalid", detail, more={"field": where})

    @app.exception_handler(HTTPException)
    async def http(request: Request, error: HTTPException) -> Response:
        detail = {404: "There is nothing at this address.", 405: "This address takes another method."}
        told = problem(error.status_code, "http", detail.get(error.status_code, str(error.detail)))
        told.headers.update(error.headers or {})  # 405 names the methods that are taken
        return told

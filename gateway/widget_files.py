"""The widget's modules as they go over the wire: without comments and spare blanks, and compressed once at the start."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from rjsmin import jsmin
from starlette.requests import Request
from starlette.responses import Response

# A shop's page has a new version of the widget within minutes, and asks for nothing meanwhile.
CACHED = "public, max-age=300"


@dataclass(frozen=True)
class Module:
    plain: bytes
    packed: bytes
    tag: str

    @classmethod
    def of(cls, source: str) -> Module:
        plain = str(jsmin(source)).encode()
        return cls(plain, gzip.compress(plain, 9, mtime=0), f'"{hashlib.sha256(plain).hexdigest()[:20]}"')


class WidgetFiles:
    """`GET /widget/<name>.js`."""

    def __init__(self, folder: Path) -> None:
        self.modules = {path.name: Module.of(path.read_text(encoding="utf-8")) for path in folder.glob("*.js")}

    def answer(self, name: str, request: Request) -> Response | None:
        """None where there is no such module."""
        module = self.modules.get(name)
        if module is None:
            return None
        headers = {"ETag": module.tag, "Cache-Control": CACHED, "Vary": "Accept-Encoding"}
        if request.headers.get("if-none-match") == module.tag:
            return Response(status_code=304, headers=headers)
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Response(module.plain, media_type="text/javascript", headers=headers)
        headers["Content-Encoding"] = "gzip"
        return Response(module.packed, media_type="text/javascript", headers=headers)

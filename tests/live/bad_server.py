"""An action server that answers every call badly: `python -m tests.live.bad_server PORT MODE`."""

from __future__ import annotations

import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Bad(BaseHTTPRequestHandler):
    mode = "500"

    def do_GET(self) -> None:
        self._answer(200, b"{}")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.mode == "slow":
            time.sleep(20)
        bodies = {
            "500": (500, b"broken"),
            "404": (404, b"{}"),
            "garbage": (200, b"<html>not json</html>"),
            "wrong": (200, b'{"events": "no list"}'),
            "slow": (200, b"{}"),
        }
        self._answer(*bodies[self.mode])

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Silent: the tests read the engine's log."""


if __name__ == "__main__":
    Bad.mode = sys.argv[2]
    ThreadingHTTPServer(("127.0.0.1", int(sys.argv[1])), Bad).serve_forever()

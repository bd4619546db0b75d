"""What is broken right now: local providers fail like real ones when told to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Faults:
    """`file` None: nothing is ever broken."""

    file: Path | None

    def mode(self, provider: str) -> str:
        """ok, decline, timeout, down, or error for `provider`; read anew each time."""
        if self.file is None or not self.file.exists():
            return "ok"
        return str(json.loads(self.file.read_text(encoding="utf-8") or "{}").get(provider, "ok"))

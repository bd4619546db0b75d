"""Lines for the person at the terminal, and how to stop with one sentence."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import NoReturn

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
LOGS = VAR / "log"


def say(text: str) -> None:
    print(f"shopdesk: {text}", flush=True)


def stop(text: str, code: int = 1) -> NoReturn:
    """One clear sentence and a non-zero exit."""
    print(f"shopdesk: {text}", file=sys.stderr, flush=True)
    raise SystemExit(code)


def tail(path: Path, lines: int = 15) -> str:
    """The end of a log, for an error that sends nobody searching."""
    if not path.exists():
        return ""
    return "\n".join(path.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])


def interruptible(main: Callable[[], None]) -> None:
    """Runs a command that Ctrl-C and SIGTERM end in an orderly way: what was begun is cleaned up, and no traceback."""

    def terminated(number: int, frame: FrameType | None) -> NoReturn:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, terminated)
    try:
        main()
    except KeyboardInterrupt:
        stop("stopped.", 130)
    except OSError as error:
        stop(f"{error.strerror or error}{f': {error.filename}' if error.filename else ''}.")

"""Runs a module of the engine as if it were another day, in the engine's environment.

`python -m learning.on_day DAY ASKING MODULE [ARGUMENT …]`: DAY is an ISO day, ASKING the module that asks
`date.today()`. Files of cases name the days that were meant when they were written.
"""

from __future__ import annotations

import importlib
import runpy
import sys
from contextlib import redirect_stdout
from datetime import date
from types import ModuleType


def stand_still(asking: ModuleType, day: date) -> None:
    """`date.today()` in the module `asking` is `day` from now on. Raises LookupError where it asks in another way."""
    if getattr(asking, "date", None) is not date:
        raise LookupError(f"{asking.__name__} does not take `date` from the standard library any more")

    class Standing(date):
        @classmethod
        def today(cls) -> date:  # type: ignore[override]  # a plain day, so that what is reckoned from it is plain too
            return day

    asking.date = Standing  # type: ignore[attr-defined]


def main() -> None:
    day, asking, module = sys.argv[1:4]
    with redirect_stdout(sys.stderr):
        stand_still(importlib.import_module(asking), date.fromisoformat(day))
    sys.argv = sys.argv[3:]
    runpy.run_module(module, run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()

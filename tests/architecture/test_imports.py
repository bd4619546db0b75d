"""Who may import whom."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = {"shop", "actions", "engine", "gateway", "learning", "scripts", "tests", "benchmarks"}
MAY: dict[str, tuple[set[str], set[str]]] = {
    # room: what of ours it may import, what of others' it may not
    "shop/model": ({"shop.model"}, {"*"}),
    "shop/services": (
        {"shop.model", "shop.ports", "shop.services"},
        {"sqlalchemy", "fastapi", "starlette", "rasa", "rasa_sdk"},
    ),
    "shop/storage": ({"shop.model", "shop.ports", "shop.settings", "shop.storage"}, {"rasa", "rasa_sdk"}),
    "shop/outside": ({"shop.model", "shop.ports", "shop.settings", "shop.outside"}, {"rasa", "rasa_sdk", "sqlalchemy"}),
    "actions": (
        {"shop.bootstrap", "shop.services", "shop.model", "shop.ports", "shop.settings", "actions"},
        {"rasa", "sqlalchemy"},
    ),
    "engine": ({"engine"}, {"rasa_sdk"}),
    "gateway": (
        {"shop.bootstrap", "shop.services", "shop.model", "shop.ports", "shop.settings", "gateway"},
        {"rasa", "rasa_sdk", "sqlalchemy"},
    ),
}


def imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= (
                {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
                if node.module in OURS
                else {node.module}
            )
    return found


def within(name: str, rooms: set[str]) -> bool:
    return any(name == room or name.startswith(f"{room}.") for room in rooms)


@pytest.mark.parametrize("room", sorted(MAY))
def test_a_room_imports_only_what_it_may(room: str) -> None:
    allowed, forbidden = MAY[room]
    wrong = []
    for path in sorted((ROOT / room).rglob("*.py")):
        if "migrations" in path.parts:
            continue
        for name in imports(path):
            top = name.split(".")[0]
            if top in OURS and name not in OURS and not within(name, allowed):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
            if top in forbidden or ("*" in forbidden and top not in OURS and top not in _standard()):
                wrong.append(f"{path.relative_to(ROOT)} imports {name}")
    assert wrong == []


def _standard() -> set[str]:
    import sys

    return set(sys.stdlib_module_names) | {"__future__"}


def test_no_action_holds_words_for_customers() -> None:
    wrong = [p.name for p in (ROOT / "actions").rglob("*.py") if "utter_message(text=" in p.read_text(encoding="utf-8")]
    assert wrong == []

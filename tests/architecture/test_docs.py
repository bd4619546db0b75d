"""What documents say is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from shop.model.policy import Policy
from shop.seed.demo import CAST, demo_table

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_the_table_of_the_demo_is_what_the_code_makes() -> None:
    assert demo_table() in (ROOT / "docs" / "demo.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_make_target_that_is_named_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M))
    named = set(re.findall(r"`make ([a-z-]+)", page.read_text(encoding="utf-8")))
    assert named - targets == set()


def test_every_target_says_what_it_does() -> None:
    lines = re.findall(r"^[a-z-]+:(?!=).*$", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.M)
    assert [line for line in lines if "## " not in line] == []


@pytest.mark.parametrize("path", sorted(ROOT.glob("policy*.yml")), ids=lambda path: path.name)
def test_every_policy_is_whole(path: Path) -> None:
    assert Policy.from_mapping(yaml.safe_load(path.read_text(encoding="utf-8"))).shop.currency


def test_every_situation_of_the_demo_has_its_own_order() -> None:
    assert len({scene.number for scene in CAST}) == len(CAST) >= 25

"""The closing line: what all runners counted, and never green where one broke off."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.test import SUITES, Count, Suite, counted

REPORT = '<testsuites><testsuite tests="{}" failures="{}" errors="{}" skipped="{}"/></testsuites>'


def report(folder: Path, *numbers: int) -> Path:
    path = folder / "report.xml"
    path.write_text(REPORT.format(*numbers), encoding="utf-8")
    return path


def test_failures_and_errors_are_failed_and_the_rest_passed(tmp_path: Path) -> None:
    assert counted(report(tmp_path, 10, 2, 1, 3), 1) == Count(passed=4, failed=3, skipped=3)


def test_a_run_without_a_report_has_failed(tmp_path: Path) -> None:
    assert counted(tmp_path / "none.xml", 2) == Count(failed=1)


def test_a_run_that_broke_off_has_failed_even_where_no_test_did(tmp_path: Path) -> None:
    assert counted(report(tmp_path, 5, 0, 0, 0), 2) == Count(passed=5, failed=1)


def test_a_folder_without_tests_is_no_failure(tmp_path: Path) -> None:
    assert counted(report(tmp_path, 0, 0, 0, 0), 5) == Count()


@pytest.mark.parametrize(
    "count, line", [(Count(3, 0), "3 passed, 0 failed"), (Count(3, 1, 2), "3 passed, 1 failed, 2 skipped")]
)
def test_the_closing_line_names_what_there_was(count: Count, line: str) -> None:
    assert str(count) == line


def test_a_suite_without_its_folders_runs_nothing(tmp_path: Path) -> None:
    assert Suite("none", tmp_path, ("tests/no-such-folder",)).command(tmp_path) == []


def test_every_suite_names_folders_that_are_there(tmp_path: Path) -> None:
    assert [suite.name for suite in SUITES if not suite.command(tmp_path)] == []

"""Which reviews are due: both sides of each day, what is never set, and the command."""

import datetime as dt
import os
import subprocess
import sys

import pytest

from checks.due import due, load_fronts
from guide import ROOT

TODAY = dt.date(2026, 11, 24)


def listed(days_ahead: int | None, within_days: int = 60) -> list[str]:
    on = None if days_ahead is None else TODAY + dt.timedelta(days=days_ahead)
    return [str(each) for each in due({"a.md": {"next_review": on}}, TODAY, within_days)]


@pytest.mark.parametrize(
    ("days_ahead", "says"),
    [
        (61, []),
        (60, ["a.md: next review by 2027-01-23, in 60 days"]),
        (0, ["a.md: next review by 2026-11-24, in 0 days"]),
        (-1, ["a.md: next_review: 2026-11-23 is 1 day past: review it"]),
        (None, ["a.md: next_review: is missing: set the day of the next review"]),
    ],
)
def test_a_review_is_listed_from_its_first_day_on(days_ahead: int | None, says: list[str]) -> None:
    assert listed(days_ahead) == says


def test_the_most_pressing_review_comes_first() -> None:
    days = {"late.md": TODAY, "early.md": TODAY - dt.timedelta(days=9), "never.md": None}
    reviews = due({name: {"next_review": on} for name, on in days.items()}, TODAY, 60)
    assert [each.file for each in reviews] == ["never.md", "early.md", "late.md"]
    assert [each.is_overdue for each in reviews] == [True, True, False]


def test_every_page_and_protocol_is_looked_at() -> None:
    fronts = load_fronts(ROOT)
    pages = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")}
    assert set(fronts) == {*pages, "protocols/return-to-running.yml"}


def run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "checks.due", *words],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "scripts")},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_says_that_nothing_is_due() -> None:
    done = run("--today", "2026-11-25")
    assert done.returncode == 0
    assert done.stdout.startswith("Nothing of ")


def test_the_command_fails_once_a_review_is_overdue() -> None:
    done = run("--today", "2099-01-01")
    assert done.returncode == 1
    assert "docs/index.md: next_review: " in done.stdout

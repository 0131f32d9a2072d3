"""The log as a file: handed over, opened again, and refused when it is none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import expect

from calculator_page import DAY, TODAY, CalculatorPage, day_number, run_entry
from engine import protocol


def log_file(plan: CalculatorPage, folder: Path) -> Path:
    """The log of the plan, as its button hands it over."""
    with plan.page.expect_download() as download:
        plan.press("save-log")
    path = folder / "log.json"
    download.value.save_as(path)
    return path


def written(folder: Path, link: object) -> Path:
    path = folder / "log.json"
    path.write_text(
        json.dumps({"format": "return-to-running", "protocol": protocol().id, "plan": link}),
        encoding="utf-8",
    )
    return path


def choose_file(calculator: CalculatorPage, path: Path) -> None:
    calculator.page.locator("[name=log-file]").set_input_files(path)


def test_a_log_that_was_kept_opens_again_on_a_fresh_page(
    planned: CalculatorPage, tmp_path: Path
) -> None:
    planned.check_in()
    link = planned.link()
    path = log_file(planned, tmp_path)
    assert json.loads(path.read_text(encoding="utf-8"))["plan"] == link
    planned.fresh()
    assert planned.view_shown() == "safety"
    choose_file(planned, path)
    expect(planned.page.locator("#rtr-plan")).to_be_focused()
    assert planned.link() == link
    assert planned.logged() == 1


def test_a_file_takes_the_place_of_an_open_log_only_after_a_question(
    planned: CalculatorPage, tmp_path: Path
) -> None:
    path = log_file(planned, tmp_path)
    planned.check_in()
    before = planned.link()
    choose_file(planned, path)
    expect(planned.slot("ask")).to_be_visible()
    planned.slot("ask").locator("[data-do=ask-no]").click()
    assert planned.link() == before
    choose_file(planned, path)
    planned.confirm()
    expect(planned.slot("no-history")).to_be_visible()
    assert planned.link() != before


def test_a_file_writes_nothing_on_the_device(planned: CalculatorPage, tmp_path: Path) -> None:
    planned.press("save")
    before = planned.saved()
    path = written(tmp_path, planned.link_with(planned.link(), goal=45))
    choose_file(planned, path)
    expect(planned.slot("notice")).to_contain_text("Another plan", use_inner_text=True)
    planned.check_in()
    assert (planned.kept(), planned.saved()) == ("other", before)


def test_r39_a_file_with_tests_that_are_too_old_is_treated_as_a_link_is(
    planned: CalculatorPage, tmp_path: Path
) -> None:
    plan = planned.read_link(planned.link())
    assert plan
    old = planned.link_with(planned.link(), made=plan["made"] - 8, start=plan["start"] - 8)
    choose_file(planned, written(tmp_path, old))
    expect(planned.slot("tests-again").locator("[data-when=stale]")).to_be_visible()
    expect(planned.slot("next")).to_be_hidden()


def test_a_file_of_an_older_version_says_so(planned: CalculatorPage, tmp_path: Path) -> None:
    kind, version, rest = planned.link().split("-", 2)
    choose_file(planned, written(tmp_path, f"{kind}-{int(version) + 1}-{rest}"))
    expect(planned.slot("notice")).to_contain_text("other rules", use_inner_text=True)


def test_a_refused_file_shows_the_sign_that_it_speaks_of(
    planned: CalculatorPage, tmp_path: Path
) -> None:
    path = written(tmp_path, planned.link_with(planned.link(), signs=["chest"]))
    choose_file(planned, path)
    expect(planned.slot("notice")).to_contain_text("danger sign was named", use_inner_text=True)
    assert planned.view("safety").locator("[value=chest]").is_checked()
    assert planned.cards_shown() == ["emergency"]


def test_a_file_whose_runs_were_changed_by_hand_says_so_and_stays_closed(
    planned: CalculatorPage, tmp_path: Path
) -> None:
    """Its plan line is what opens: the page read the old run, and nobody was told."""
    planned.check_in()
    path = log_file(planned, tmp_path)
    before = planned.link()
    held = json.loads(path.read_text(encoding="utf-8"))
    held["log"][0]["during"] = 7
    path.write_text(json.dumps(held), encoding="utf-8")
    choose_file(planned, path)
    planned.slot("told").get_by_text("changed by hand").wait_for()
    expect(planned.slot("ask")).to_be_hidden()
    assert planned.link() == before


def test_every_kind_of_entry_comes_back_from_its_file_unchanged(
    calculator: CalculatorPage, link: str, tmp_path: Path
) -> None:
    """A day without a run, a sign with answers left out, a weekly answer."""
    kinds = ("too-sore", "not-usual", "pain-break")
    without = [
        {"on": day_number(TODAY - n * DAY), "kind": kind, "signs": []}
        for n, kind in enumerate(kinds)
    ]
    log = [
        run_entry(TODAY - 9 * DAY, week="worse", longer=True),
        run_entry(TODAY - 8 * DAY, short=True),
        run_entry(TODAY - 6 * DAY, settled="unknown", morning="unknown"),
        *without,
        run_entry(TODAY, signs=["chest"], during=None, limp=None, painkiller=None),
    ]
    calculator.fresh_with(link, days_ago=9, log=log)
    before = calculator.link()
    path = log_file(calculator, tmp_path)
    calculator.fresh()
    choose_file(calculator, path)
    expect(calculator.page.locator("#rtr-plan")).to_be_focused()
    assert calculator.link() == before


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"format": "return-to-running"}',
        '{"format": "return-to-running", "plan": "<img src=x onerror=alert(1)>"}',
        '{"format": "return-to-running", "plan": {"a": 1}}',
        '{"format": "another", "plan": "1-1-g18-g18-16-u--l.1.1.0.14.0.1o.2.0--"}',
    ],
)
def test_a_file_that_is_no_log_changes_nothing_and_says_so(
    planned: CalculatorPage, tmp_path: Path, text: str
) -> None:
    before = planned.page.url
    path = tmp_path / "log.json"
    path.write_text(text, encoding="utf-8")
    choose_file(planned, path)
    planned.slot("told").get_by_text("does not hold a plan").wait_for()
    assert planned.page.url == before
    assert planned.view_shown() == "plan"

"""The calendar file: read by another program, imported again, and shared by nobody."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar, Component
from playwright.sync_api import expect

from calculator_page import LAST_RUN, NOON, TODAY, CalculatorPage, plan_made

OCTETS = 75


def test_the_calendar_file_is_read_by_another_program_and_holds_every_run(
    plan: CalculatorPage, tmp_path: Path
) -> None:
    text = plan.taken("calendar", tmp_path)
    assert text.count("\r\n") == text.count("\n")
    assert max(len(line.encode()) for line in text.split("\r\n")) <= OCTETS
    events = Calendar.from_ical(text).walk("VEVENT")
    rows = plan.slot("list", "plan").locator("tr")
    assert len(events) == rows.count() == 12
    days = [event.decoded("DTSTART") for event in events]
    assert days == sorted(set(days))
    assert all(day.weekday() in (1, 3, 5) for day in days)
    assert {str(event["SUMMARY"]) for event in events} == {"Run"}
    assert "run 2 min and walk 3 min, 6 times" in str(events[0]["DESCRIPTION"])


def test_the_calendar_title_says_more_only_when_asked(plan: CalculatorPage, tmp_path: Path) -> None:
    plan.choose("calendar-detail", "yes")
    first = Calendar.from_ical(plan.taken("calendar", tmp_path)).walk("VEVENT")[0]
    assert str(first["SUMMARY"]) == "Run: Stage S2, 12 min"


def test_a_calendar_imported_again_moves_its_events_and_doubles_none(
    plan: CalculatorPage, tmp_path: Path
) -> None:
    before = Calendar.from_ical(plan.taken("calendar", tmp_path)).walk("VEVENT")
    amber = f"{plan_made(TODAY)}0_r04000000"
    plan.page.clock.set_fixed_time(NOON + dt.timedelta(minutes=5))
    plan.page.evaluate("(link) => { location.hash = 'plan=' + link; }", amber)
    plan.slot("answer").wait_for()
    after = Calendar.from_ical(plan.taken("calendar", tmp_path)).walk("VEVENT")
    held = {str(event["UID"]): event for event in before}
    for event in after:
        old = held.get(str(event["UID"]))
        assert old is None or event.decoded("SEQUENCE") > old.decoded("SEQUENCE")
        held[str(event["UID"])] = event
    assert len({event.decoded("DTSTART") for event in held.values()}) >= len(held) - 1
    assert len(set(held) - {str(event["UID"]) for event in before}) == len(after) + 1 - len(before)


FILE = """([plan, seconds]) => customElements.get("return-to-running").files.calendarFile(
  plan, [{ n: 1, on: 20001, title: "Run", text: "Run" }],
  { now: new Date(seconds * 1000), name: "Run", language: "en" })"""


def an_event(plan: CalculatorPage, seconds: int, **changed: str) -> Component:
    made = {"made": 20000, "start": 20000, **changed}
    (event,) = Calendar.from_ical(plan.page.evaluate(FILE, [made, seconds])).walk("VEVENT")
    return event


@pytest.mark.parametrize("hours_from_greenwich", [-11, 0, 14])
def test_a_later_calendar_file_has_a_higher_sequence_wherever_it_is_made(
    hours_from_greenwich: int, plan: CalculatorPage
) -> None:
    """A second apart is enough, also in the first hours of a day that is not yet in Greenwich."""
    midnight = 20000 * 86400 - hours_from_greenwich * 3600
    found = [
        an_event(plan, midnight + later).decoded("SEQUENCE") for later in (0, 1, 3600, 90 * 86400)
    ]
    assert found == sorted(set(found))
    assert 0 < found[0] < found[-1] < 2**31


def test_two_runners_who_plan_on_one_day_share_no_event(plan: CalculatorPage) -> None:
    """RFC 5545 3.8.4.7. A plan from a link of before keeps the name its events had."""
    uids = [an_event(plan, 1, **token)["UID"] for token in ({}, {"token": "a1"}, {"token": "b2"})]
    assert uids[0] == "20000-20000-1@return-to-running"
    assert len(set(uids)) == 3
    made = [made_anew(plan) for _ in range(2)]
    assert made[0]["token"] != made[1]["token"]
    assert {**made[0], "token": ""} == {**made[1], "token": ""}


def made_anew(calculator: CalculatorPage) -> dict[str, Any]:
    calculator.fresh()
    calculator.make_plan(LAST_RUN)
    expect(calculator.page).to_have_url(re.compile("#plan="))
    plan = calculator.read_link(calculator.link())
    assert plan
    return plan


def test_long_and_strange_words_are_folded_and_escaped(plan: CalculatorPage) -> None:
    words = "a,b;c\\d\nné " + "ü" * 80 + "😀" * 20
    text = plan.page.evaluate(
        """(text) => customElements.get("return-to-running").files.calendarFile(
          { made: 20000, start: 20000 },
          [{ n: 1, on: 20001, title: text, text }],
          { now: new Date(0), name: text, language: "en" },
        )""",
        words,
    )
    assert max(len(line.encode()) for line in text.split("\r\n")) <= OCTETS
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    assert str(event["SUMMARY"]) == str(event["DESCRIPTION"]) == words
    assert event.decoded("SEQUENCE") == 0

"""The goal: minutes, kilometres or miles, on both sides of every limit."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from calculator_page import DAY, LAST_RUN, TODAY, CalculatorPage, run_entry
from engine import protocol


@pytest.mark.parametrize(
    ("kind", "given", "minutes"),
    [
        ("longer", {"goal-min": 29}, None),
        ("longer", {"goal-min": 30}, 30),
        ("longer", {"goal-min": 31}, 31),
        ("longer", {"goal-min": 180}, 180),
        ("longer", {"goal-min": 181}, None),
        ("km", {"distance": 4.9, "pace-min": 6, "pace-sec": 0}, None),
        ("km", {"distance": 5, "pace-min": 6, "pace-sec": 0}, 30),
        ("km", {"distance": 10, "pace-min": 6, "pace-sec": 30}, 65),
        ("km", {"distance": 30, "pace-min": 6, "pace-sec": 0}, 180),
        ("km", {"distance": 30.2, "pace-min": 6, "pace-sec": 0}, None),
        ("mi", {"distance": 2.9, "pace-min": 10, "pace-sec": 0}, None),
        ("mi", {"distance": 3, "pace-min": 10, "pace-sec": 0}, 30),
        ("mi", {"distance": 6.2, "pace-min": 9, "pace-sec": 45}, 60),
        ("mi", {"distance": 18, "pace-min": 10, "pace-sec": 0}, 180),
        ("mi", {"distance": 18.1, "pace-min": 10, "pace-sec": 0}, None),
        ("km", {"distance": 10, "pace-min": "", "pace-sec": ""}, None),
    ],
)
def test_r29_a_goal_in_minutes_kilometres_or_miles_is_held_to_every_limit_on_both_sides(
    kind: str, given: dict[str, object], minutes: int | None, calculator: CalculatorPage
) -> None:
    """Minutes throughout, rounded down; a distance is only shown at the runner's own pace."""
    calculator.pass_safety()
    calculator.pass_tests()
    calculator.answer_questions(LAST_RUN, goal="longer" if kind == "longer" else "distance")
    if kind != "longer":
        calculator.choose("unit", kind)
    for name, value in given.items():
        calculator.view("questions").locator(f"[name='{name}']").fill(str(value))
    calculator.submit("questions")
    if minutes is None:
        assert calculator.view_shown() == "questions"
        expect(calculator.slot("goal-error")).to_be_visible()
        return
    expect(calculator.view("plan")).to_be_visible()
    if minutes < protocol().beyond.goal_max_min.value:  # The longest needs more than half a year.
        assert calculator.planned()[-1][2] == str(minutes)
    expect(calculator.slot("forecast")).to_contain_text(f"{minutes} minutes")


@pytest.mark.parametrize(
    ("unit", "seconds", "shown_as"),
    [("km", 600, "3 km"), ("km", 601, ""), ("mi", 900, "2 miles"), ("mi", 1000, "")],
)
def test_r29_below_3_km_no_distance_is_shown(
    unit: str, seconds: int, shown_as: str, calculator: CalculatorPage, link: str
) -> None:
    """A run of 30 minutes at a pace on either side of 3 km, which is 1.9 miles."""
    pace = {"seconds": seconds, "unit": unit}
    days = (0, 2, 4, 7, 9, 11, 14, 16, 18, 21)
    log = [run_entry(TODAY - (23 - day) * DAY) for day in days]
    calculator.fresh_with(link, goal=33, days_ago=23, log=log)
    before = calculator.days_planned()
    assert before
    plain = calculator.slot("next-set").inner_text()
    assert "30 min" in plain
    calculator.fresh_with(link, pace=pace, goal=33, days_ago=23, log=log)
    assert calculator.days_planned() == before, "units never move a run"
    distance = calculator.slot("next-set").inner_text().removeprefix(plain)
    assert shown_as in distance if shown_as else distance == ""

"""Where a runner starts: the track and the first stage, on both sides of every limit.

R-numbers are the points of the rule book. The expected values are written out here from it;
they are not read from the protocol.
"""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import pytest

from engine import READY, course, label, protocol
from every_number_changed import load_changed
from return_to_running.calculator.answer_tables import start_table
from return_to_running.calculator.start import ceilings, start


def started(**answers: Any) -> tuple[str, str]:
    track, stage, _ = start(protocol(), dataclasses.replace(READY, **answers))
    return track, label(course(track), stage)


@pytest.mark.parametrize(
    ("days_off", "expected"),
    [
        (0, ("standard", "S4")),
        (6, ("standard", "S4")),
        (7, ("standard", "S3")),
        (13, ("standard", "S3")),
        (14, ("standard", "S2")),
        (27, ("standard", "S2")),
        (28, ("standard", "S2")),
        (29, ("standard", "S1")),
        (55, ("standard", "S1")),
        (56, ("gentle", "G1")),
        (400, ("gentle", "G1")),
    ],
)
def test_r9_the_days_off_choose_the_first_stage_on_both_sides_of_every_limit(
    days_off: int, expected: tuple[str, str]
) -> None:
    assert started(days_off=days_off) == expected


@pytest.mark.parametrize(
    "answers",
    [
        {"age": 60},
        {"stairs_pain": 3},
        {"regular_runner": False},
        {"past_bone_stress": True},
        {"bmi_over_limit": True},
        {"days_off": 56},
    ],
)
def test_r10_everyone_on_the_gentle_track_begins_at_g1(answers: dict[str, Any]) -> None:
    assert started(**answers) == ("gentle", "G1")
    assert started(**answers, after_stop=True) == ("gentle", "G1")


@pytest.mark.parametrize("answers", [{"age": 59}, {"stairs_pain": 2}, {"bmi_over_limit": False}])
def test_r10_just_below_each_limit_stays_on_the_standard_track(answers: dict[str, Any]) -> None:
    assert started(**answers) == ("standard", "S4")


def test_r3_a_healed_stress_fracture_chooses_the_gentle_track() -> None:
    track, _, why = start(protocol(), dataclasses.replace(READY, past_bone_stress=True))
    assert (track, why) == ("gentle", ("bone",))


def test_r34_an_unanswered_weight_does_not_choose_the_track() -> None:
    assert started(bmi_over_limit=None) == ("standard", "S4")


@pytest.mark.parametrize(("pain", "stage"), [(0, "S4"), (1, "S4"), (2, "S1")])
def test_r11_a_readiness_test_at_2_leads_to_the_first_stage(pain: int, stage: str) -> None:
    assert started(worst_test_pain=pain) == ("standard", stage)


@pytest.mark.parametrize(
    ("longest", "stage"),
    [
        (None, "S1"),
        (0, "S1"),
        (5, "S1"),
        (6, "S1"),
        (11, "S1"),
        (12, "S2"),
        (17, "S2"),
        (18, "S3"),
        (23, "S3"),
        (24, "S4"),
        (300, "S4"),
    ],
)
def test_r46_nobody_starts_above_their_longest_run(longest: int | None, stage: str) -> None:
    assert started(longest_run_min=longest) == ("standard", stage)


def test_r46_the_longest_run_never_lifts_the_start_above_what_the_days_off_allow() -> None:
    assert started(days_off=20, longest_run_min=120) == ("standard", "S2")


@pytest.mark.parametrize("days_off", [0, 6, 10, 20, 40])
def test_r1_a_restart_after_a_stop_begins_at_the_first_stage(days_off: int) -> None:
    assert started(days_off=days_off, after_stop=True) == ("standard", "S1")


NUMBERS_ASKED = {
    "daysOff": ("days_off", range(150)),
    "stairs": ("stairs_pain", range(11)),
    "age": ("age", range(121)),
    "worst": ("worst_test_pain", range(11)),
    "longest": ("longest_run_min", range(120)),
}


@pytest.mark.parametrize("answer", NUMBERS_ASKED)
def test_the_table_of_a_changed_protocol_says_of_every_number_what_the_rule_says(
    answer: str, tmp_path: Path
) -> None:
    """And they differ from those that ship: no limit is written down a second time."""
    field, numbers = NUMBERS_ASKED[answer]
    of = load_changed(tmp_path)
    for rules in (protocol(), of):
        bands = start_table(rules)["first"][answer]
        for number in numbers:
            found = next(stage for up_to, stage in bands if up_to is None or number <= up_to)
            changed: dict[str, Any] = {field: number}
            asked = dataclasses.replace(READY, **changed)
            assert found == ceilings(rules, asked)[answer], number
    assert start_table(of)["first"][answer] != start_table(protocol())["first"][answer]

"""The protocol file: what ships, and what is said when a file is wrong.

Each fault must be named with its file, its field and the cure.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine import PROTOCOL_FILE, verified
from return_to_running.calculator.course import course
from return_to_running.calculator.protocol import Count, Protocol, Sourced
from return_to_running.calculator.protocol_file import load_protocol
from return_to_running.calculator.script import script
from return_to_running.calculator.tables import rule_tables
from return_to_running.faults import FaultError

Raw = dict[str, Any]
Change = Callable[[Raw], object]
SHIPPED: Raw = yaml.safe_load(PROTOCOL_FILE.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def shipped() -> Protocol:
    return load_protocol(PROTOCOL_FILE, verified())


def complaint(path: Path) -> FaultError:
    """What the loader says about a faulty file. It always begins with the file's name."""
    with pytest.raises(FaultError) as caught:
        load_protocol(path, verified())
    assert all(str(fault).startswith(f"{path.name}: ") for fault in caught.value.faults)
    assert caught.value.faults
    assert all(fault.what and fault.cure for fault in caught.value.faults)
    return caught.value


def faults_after(tmp_path: Path, *changes: Change) -> tuple[str, ...]:
    """The faults of the shipped protocol after some changes to it."""
    raw = copy.deepcopy(SHIPPED)
    for change in changes:
        change(raw)
    path = tmp_path / "changed.yml"
    path.write_text(yaml.safe_dump(raw, sort_keys=False), encoding="utf-8")
    return tuple(str(fault).removeprefix("changed.yml: ") for fault in complaint(path).faults)


def put(value: object, *where: str | int) -> Change:
    """Write a value at a place in the file."""

    def change(raw: Any) -> None:
        for part in where[:-1]:
            raw = raw[part]
        raw[where[-1]] = value

    return change


def remove(*where: str | int) -> Change:
    """Take a field out of the file."""

    def change(raw: Any) -> None:
        for part in where[:-1]:
            raw = raw[part]
        del raw[where[-1]]

    return change


def swap(a: int, b: int, *where: str | int) -> Change:
    """Change the places of two rows of a list."""

    def change(raw: Any) -> None:
        for part in where:
            raw = raw[part]
        raw[a], raw[b] = raw[b], raw[a]

    return change


# ---------------------------------------------------------------- what ships


def test_the_shipped_protocol_loads(shipped: Protocol) -> None:
    assert shipped.id == "return-to-running"
    assert shipped.reviewed is None


def test_every_number_has_a_verified_source_or_says_why_not(shipped: Protocol) -> None:
    numbers = dict(shipped.numbers())
    assert len(numbers) > 80
    for field, number in numbers.items():
        assert set(number.sources) <= verified(), field
        assert number.sources or (number.strength == "S" and number.note), field


def test_the_list_of_numbers_leaves_no_sourced_entry_out(shipped: Protocol) -> None:
    def count(value: object) -> int:
        if isinstance(value, dict):
            return ("strength" in value) + sum(count(item) for item in value.values())
        return sum(count(item) for item in value) if isinstance(value, list) else 0

    assert len(list(shipped.numbers())) == count(SHIPPED)
    assert all(isinstance(number, Sourced) for _, number in shipped.numbers())


def test_the_standard_ladder_is_the_published_table(shipped: Protocol) -> None:
    rows = [(s.id, s.run_min, s.walk_min, s.times) for s in shipped.tracks.standard.stages]
    assert rows == [
        ("S1", 1, 4, 6),
        ("S2", 2, 3, 6),
        ("S3", 3, 2, 6),
        ("S4", 4, 1, 6),
        ("S5", 8, 2, 3),
        ("S6", 14, 1, 2),
        ("S7", 30, 0, 1),
    ]
    running = [stage.running_min for stage in shipped.tracks.standard.stages]
    assert running == [6, 12, 18, 24, 24, 28, 30]


def test_the_gentle_ladder_is_the_published_table(shipped: Protocol) -> None:
    rows = [(s.id, s.run_min, s.walk_min, s.times) for s in shipped.tracks.gentle.stages]
    assert rows == [
        ("G1", 0.5, 4.5, 4),
        ("G2", 1, 4, 4),
        ("G3", 1, 4, 6),
        ("G4", 1.5, 3.5, 6),
        ("G5", 2, 3, 6),
        ("G6", 2.5, 2.5, 6),
        ("G7", 3, 2, 6),
        ("G8", 3.5, 1.5, 6),
        ("G9", 4, 1, 6),
        ("G10", 8, 2, 3),
        ("G11", 14, 1, 2),
        ("G12", 30, 0, 1),
    ]
    running = [stage.running_min for stage in shipped.tracks.gentle.stages]
    assert running == [2, 4, 6, 9, 12, 15, 18, 21, 24, 24, 28, 30]


def test_no_outing_to_30_minutes_takes_more_than_40(shipped: Protocol) -> None:
    for track in (shipped.tracks.standard, shipped.tracks.gentle):
        assert max(5 + stage.block_min + 5 for stage in track.stages) == 40


def test_r24_the_lengths_beyond_30_minutes_are_the_list_of_the_rule_book(shipped: Protocol) -> None:
    where = course(shipped, "standard", 136, 3)
    assert list(where.lengths_min[6:]) == [
        *(30, 33, 36, 39, 42, 46, 50, 55, 60),
        *(66, 72, 79, 86, 94, 103, 113, 124, 136),
    ]


@pytest.mark.parametrize(
    ("section", "field", "value"),
    [
        ("session", "warm_up_walk_min", 5),
        ("session", "cool_down_walk_min", 5),
        ("session", "effort_max", 4),
        ("session", "outing_max_min", 40),
        ("progress", "good_sessions_to_move_up", 2),
        ("progress", "good_sessions_before_longer", 3),
        ("progress", "repeat_in_parts", 2),
        ("progress", "setback_clear_stages", 2),
        ("progress", "weeks_to_move_up", 2),
        ("progress", "painful_breaks_to_tests", 2),
        ("progress", "weeks_to_move_up_beyond", 3),
        ("progress", "stages_up_in_7_days_max", 2),
        ("response", "pain_green_max", 2),
        ("response", "pain_amber_max", 5),
        ("response", "pain_before_green_max", 2),
        ("response", "pain_before_amber_max", 5),
        ("response", "settled_green", "hour"),
        ("response", "settled_green_min", 60),
        ("response", "settled_amber", "morning"),
        ("response", "worse_weeks_to_step_back", 2),
        ("days", "between_runs", 2),
        ("days", "runs_a_week_max", 3),
        ("days", "runs_a_week_min", 2),
        ("days", "days_ticked_max", 4),
        ("days", "rest_after_setback", 3),
        ("days", "not_usual_soon", 7),
        ("days", "not_usual_stop", 14),
        ("days", "break_same_max", 7),
        ("days", "break_one_back_max", 14),
        ("days", "break_two_back_max", 28),
        ("days", "tests_valid", 7),
        ("days", "weekly_question", 7),
        ("beyond", "longest_run_step_percent", 10),
        ("beyond", "longest_run_window_days", 30),
        ("beyond", "longest_run_every_days", 7),
        ("beyond", "easier_week_every", 4),
        ("beyond", "easier_week_steps_back", 2),
        ("beyond", "distance_min_km", 3),
        ("beyond", "plan_shown_weeks", 26),
        ("start", "test_pain_full_start_max", 1),
        ("start", "adult_age", 18),
        ("start", "gentle_age", 60),
        ("start", "gentle_stairs_pain", 3),
        ("start", "gentle_bmi_over", 30),
        ("start", "gentle_not_regular", True),
        ("start", "gentle_past_bone_stress", True),
        ("start", "first_stage_after_stop", True),
        ("readiness", "pain_max", 2),
        ("readiness", "bone_hop_pain_max", 0),
        ("readiness", "groin_hop_pain_max", 0),
    ],
)
def test_every_number_is_the_one_of_the_dossier_and_the_rule_book(
    shipped: Protocol, section: str, field: str, value: object
) -> None:
    found = getattr(getattr(shipped, section), field).value
    assert found == value
    assert type(found) is type(value)


def test_every_single_number_of_the_file_is_checked_above(shipped: Protocol) -> None:
    """A number added later must be added to the test above too."""
    (mark,) = (
        mark
        for mark in getattr(
            test_every_number_is_the_one_of_the_dossier_and_the_rule_book, "pytestmark", ()
        )
        if mark.name == "parametrize"
    )
    checked = {f"{section}.{field}" for section, field, _ in mark.args[1]}
    values = {field for field, number in shipped.numbers() if hasattr(number, "value")}
    assert values - checked == {"beyond.goal_max_min"}


def test_r9_the_start_table_is_the_one_of_the_rule_book(shipped: Protocol) -> None:
    bands = [(band.up_to_days, band.stage) for band in shipped.start.days_off.bands]
    assert bands == [(6, "S4"), (13, "S3"), (28, "S2"), (55, "S1"), (None, "gentle")]


EMERGENCIES = {
    *("cannot-stand", "big-blow", "cold-leg", "fever-pain", "saddle", "testicle"),
    *("groin-lump", "chest", "belly-pregnant"),
}


def test_emergency_signs_show_the_emergency_card_and_no_plan(shipped: Protocol) -> None:
    assert {sign.id for sign in shipped.signs if sign.card == "emergency"} == EMERGENCIES
    assert not any(sign.plan for sign in shipped.signs if sign.card == "emergency")


def test_signs_that_need_same_day_care_withhold_the_plan(shipped: Protocol) -> None:
    same_day = [sign for sign in shipped.signs if sign.card == "same-day"]
    assert len(same_day) >= 8
    assert not any(sign.plan for sign in same_day)


def test_r13_only_mild_signs_go_together_with_a_plan(shipped: Protocol) -> None:
    with_plan = {sign.id for sign in shipped.signs if sign.plan}
    assert with_plan == {"two-weeks", "snapping", "old-surgery", "after-birth"}


@pytest.mark.parametrize("sign", ["locking", "need-painkillers", "hip-replacement", "pregnant"])
def test_r13_r15_these_signs_withhold_the_plan_with_the_soon_card(
    shipped: Protocol, sign: str
) -> None:
    (found,) = (s for s in shipped.signs if s.id == sign)
    assert (found.card, found.plan) == ("soon", False)


def test_r35_diabetes_and_steroids_are_not_sent_to_same_day_care(shipped: Protocol) -> None:
    (weak_bones,) = (sign for sign in shipped.signs if sign.id == "weak-bones")
    assert (weak_bones.card, weak_bones.plan) == ("soon", False)


def test_r3_bone_stress_now_or_unsure_withholds_the_plan(shipped: Protocol) -> None:
    (bone_stress,) = (sign for sign in shipped.signs if sign.id == "bone-stress")
    assert (bone_stress.card, bone_stress.plan) == ("same-day", False)


def test_r47_a_pop_under_18_is_same_day_and_age_alone_soon(shipped: Protocol) -> None:
    cards = {sign.id: sign.card for sign in shipped.signs}
    assert (cards["young-pop"], cards["under-18"]) == ("same-day", "soon")


@pytest.mark.parametrize(
    "sign",
    [
        *("cannot-stand", "cold-leg", "fever-pain", "saddle", "testicle", "groin-lump"),
        *("hot-leg", "chest", "belly-pregnant", "constant", "deep-groin", "pop", "nerve"),
        *("low-energy", "pregnant"),
    ],
)
def test_r37_the_check_in_asks_these_signs_again(shipped: Protocol, sign: str) -> None:
    (found,) = (s for s in shipped.signs if s.id == sign)
    assert found.check_in


def test_the_readiness_tests_are_those_of_the_dossier(shipped: Protocol) -> None:
    tests = [test.id for test in shipped.readiness.tests]
    assert tests == ["walk", "stand", "squat", "march", "jog", "hop"]


# ---------------------------------------------------------------- one fault at a time

FAULTS: dict[str, tuple[Change, str, str]] = {
    "a missing number": (
        remove("days", "between_runs", "value"),
        "days.between_runs.value",
        "is missing; add it",
    ),
    "a missing entry": (remove("days", "between_runs"), "days.between_runs", "is missing; add it"),
    "a missing section": (remove("beyond"), "beyond", "is missing; add it"),
    "text for a number": (
        put("two", "days", "between_runs", "value"),
        "days.between_runs.value",
        "must be a whole number, not 'two'",
    ),
    "a number in quotes": (
        put("2", "days", "between_runs", "value"),
        "days.between_runs.value",
        "must be a whole number, not '2'",
    ),
    "a fraction of a day": (
        put(2.5, "days", "between_runs", "value"),
        "days.between_runs.value",
        "must be a whole number, not 2.5",
    ),
    "yes for a number": (
        put(True, "days", "between_runs", "value"),
        "days.between_runs.value",
        "must be a whole number, not True",
    ),
    "an empty number": (
        put(None, "days", "between_runs", "value"),
        "days.between_runs.value",
        "must be a whole number, not None",
    ),
    "a number below zero": (
        put(-1, "days", "between_runs", "value"),
        "days.between_runs.value",
        "must be 0 or more, not -1",
    ),
    "a bare number": (
        put(2, "days", "between_runs"),
        "days.between_runs",
        "must be a list of fields, not 2; write each as `field: value`",
    ),
    "a number without source": (
        put([], "days", "between_runs", "sources"),
        "days.between_runs",
        "has no source; name at least one id in `sources`, or give strength S and a note",
    ),
    "our own number without a note": (
        remove("start", "gentle_age", "note"),
        "start.gentle_age",
        "has no source; name at least one id in `sources`, or give strength S and a note",
    ),
    "an entry without the word sources": (
        remove("days", "between_runs", "sources"),
        "days.between_runs.sources",
        "is missing; add it",
    ),
    "sources written as text": (
        put("caf_start", "days", "between_runs", "sources"),
        "days.between_runs.sources",
        "must be a list, not 'caf_start'",
    ),
    "an unknown source": (
        put(["nobody1999"], "days", "between_runs", "sources"),
        "days.between_runs.sources",
        "'nobody1999' is not a verified reference; add it to the references or cite another",
    ),
    "an unknown source of a sign": (
        put(["nobody1999"], "safety", 1, "signs", 0, "sources"),
        "safety #2.signs #1.sources",
        "'nobody1999' is not a verified reference; add it to the references or cite another",
    ),
    "an unknown strength": (
        put("E", "days", "between_runs", "strength"),
        "days.between_runs.strength",
        "must be 'A', 'B', 'C', 'D' or 'S', not 'E'",
    ),
    "an unknown field": (
        put(1, "days", "betwen_runs"),
        "days.betwen_runs",
        "there is no such field; remove it or mend the spelling",
    ),
    "an unknown field of a number": (
        put("x", "days", "between_runs", "vaule"),
        "days.between_runs.vaule",
        "there is no such field; remove it or mend the spelling",
    ),
    "stages out of order": (
        swap(1, 2, "tracks", "standard", "stages"),
        "tracks.standard",
        "stage S2 runs 12 min, not more than S3 (18 min); put the stages in order from easy to "
        "hard",
    ),
    "a stage twice": (
        put("S2", "tracks", "standard", "stages", 2, "id"),
        "tracks.standard",
        "stage S2 stands twice; give each stage its own id",
    ),
    "a last stage with a walk": (
        put(1, "tracks", "gentle", "stages", 11, "walk_min"),
        "tracks.gentle",
        "the last stage, G12, must be one run without a walk; write walk_min: 0, times: 1",
    ),
    "a last stage in two parts": (
        put(2, "tracks", "gentle", "stages", 11, "times"),
        "tracks.gentle",
        "the last stage, G12, must be one run without a walk; write walk_min: 0, times: 1",
    ),
    "tracks that end differently": (
        put(29, "tracks", "gentle", "stages", 11, "run_min"),
        "tracks",
        "the last stages differ in length; end both with the same run",
    ),
    "text for minutes": (
        put("one", "tracks", "standard", "stages", 0, "run_min"),
        "tracks.standard.stages #1.run_min",
        "must be a number, not 'one'",
    ),
    "minutes in quotes": (
        put("1", "tracks", "standard", "stages", 0, "run_min"),
        "tracks.standard.stages #1.run_min",
        "must be a number, not '1'",
    ),
    "yes for minutes": (
        put(True, "tracks", "standard", "stages", 0, "run_min"),
        "tracks.standard.stages #1.run_min",
        "must be a number, not True",
    ),
    "a run of no minutes": (
        put(0, "tracks", "standard", "stages", 0, "run_min"),
        "tracks.standard.stages #1.run_min",
        "must be more than 0",
    ),
    "an outing too long": (
        put(10, "tracks", "standard", "stages", 3, "walk_min"),
        "tracks.standard",
        "stage S4 takes 94 min with its walks, over session.outing_max_min (40); shorten one of "
        "them",
    ),
    "bands out of order": (
        swap(0, 1, "start", "days_off", "bands"),
        "start.days_off",
        "bands must rise in up_to_days, and only the last one has no limit",
    ),
    "a last band with a limit": (
        put(99, "start", "days_off", "bands", 4, "up_to_days"),
        "start.days_off",
        "bands must rise in up_to_days, and only the last one has no limit",
    ),
    "a band without a limit before the last": (
        remove("start", "days_off", "bands", 1, "up_to_days"),
        "start.days_off",
        "bands must rise in up_to_days, and only the last one has no limit",
    ),
    "a band that leads to no stage": (
        put("S9", "start", "days_off", "bands", 0, "stage"),
        "start.days_off.bands #1.stage",
        "S9 is not a stage; write one of S1, S2, S3, S4, S5, S6, S7 or gentle",
    ),
    "a longer break that leads to a later stage": (
        put("S5", "start", "days_off", "bands", 2, "stage"),
        "start.days_off",
        "S5",
    ),
    "limits of pain crossed": (
        put(6, "response", "pain_green_max", "value"),
        "response.pain_green_max",
        "must be below pain_amber_max",
    ),
    "a limit of pain off the scale": (
        put(10, "response", "pain_before_amber_max", "value"),
        "response.pain_before_green_max",
        "pain_before_amber_max below 10",
    ),
    "limits of settling crossed": (
        put("later", "response", "settled_green", "value"),
        "response.settled_green",
        "must come before settled_amber",
    ),
    "limits of breaks crossed": (
        put(14, "days", "break_same_max", "value"),
        "days.break_same_max",
        "must be below break_one_back_max",
    ),
    "limits of waiting crossed": (
        put(15, "days", "not_usual_soon", "value"),
        "days.not_usual_soon",
        "must be below not_usual_stop",
    ),
    "no longer rest after a setback": (
        put(2, "days", "rest_after_setback", "value"),
        "days.between_runs",
        "must be below rest_after_setback",
    ),
    "a word no runner can answer": (
        put("soon", "response", "settled_green", "value"),
        "response.settled_green.value",
        "must be 'hour', 'morning' or 'later', not 'soon'",
    ),
    "text for yes or no": (
        put("maybe", "safety", 0, "signs", 0, "plan"),
        "safety #1.signs #1.plan",
        "must be true or false, not 'maybe'",
    ),
    "a sign twice": (
        put("big-blow", "safety", 0, "signs", 0, "id"),
        "safety",
        "big-blow stands twice; give each its own id",
    ),
    "no sign for somebody under age": (
        remove("start", "under_age_sign"),
        "start.under_age_sign",
        "is missing; add it",
    ),
    "a sign for somebody under age that is not there": (
        put("too-young", "start", "under_age_sign"),
        "start.under_age_sign",
        "too-young is not a sign; add it under `safety`, or name one that is there",
    ),
    "no sign for a hop that hurts in the groin": (
        remove("readiness", "groin_hop_sign"),
        "readiness.groin_hop_sign",
        "is missing; add it",
    ),
    "a sign for such a hop that lets a plan follow": (
        put("snapping", "readiness", "groin_hop_sign"),
        "readiness.groin_hop_sign",
        "snapping lets a plan follow; write plan: false there, or name another",
    ),
    "more days to run on than a week has": (
        put(8, "days", "days_ticked_max", "value"),
        "days.days_ticked_max",
        "must be runs_a_week_min or more, and 7 at most; mend it",
    ),
    "too few days to run on": (
        put(1, "days", "days_ticked_max", "value"),
        "days.days_ticked_max",
        "must be runs_a_week_min or more, and 7 at most; mend it",
    ),
    "fewer runs a week at most than at least": (
        put(1, "days", "runs_a_week_max", "value"),
        "days.runs_a_week_max",
        "is below runs_a_week_min; write as many or more",
    ),
    "a card that does not exist": (
        put("urgent", "safety", 0, "signs", 0, "card"),
        "safety #1.signs #1.card",
        "must be 'emergency', 'same-day' or 'soon', not 'urgent'",
    ),
    "a list where fields belong": (put([], "days"), "days", "not []"),
    "a date in words": (put("soon", "updated"), "updated", "soon"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_gives_one_line_with_its_field_and_its_cure(tmp_path: Path, fault: str) -> None:
    change, field, cure = FAULTS[fault]
    found = faults_after(tmp_path, change)
    assert len(found) == 1
    assert found[0].startswith(f"{field}: ")
    assert cure in found[0]


# ---------------------------------------------------------------- numbers no rule can carry out

IMPOSSIBLE: dict[str, tuple[str, str, int]] = {
    "runs that never get longer": ("beyond", "longest_run_step_percent", 0),
    "runs that grow by less than a minute": ("beyond", "longest_run_step_percent", 3),
    "an easier week every no weeks": ("beyond", "easier_week_every", 0),
    "a longest goal below the last stage": ("beyond", "goal_max_min", 29),
    "no good session before moving up": ("progress", "good_sessions_to_move_up", 0),
    "no week to move up in": ("progress", "weeks_to_move_up", 0),
    "too few sessions to move up in": ("progress", "good_sessions_to_move_up", 5),
    "a second setback that never ends a plan": ("progress", "setback_clear_stages", 0),
    "no runs a week": ("days", "runs_a_week_max", 0),
    "one run a week": ("days", "runs_a_week_min", 1),
    "worse weeks the rule does not count": (
        "response",
        "worse_weeks_to_step_back",
        3,
    ),
}


@pytest.mark.parametrize("fault", IMPOSSIBLE)
def test_a_number_that_the_rule_cannot_carry_out_is_refused(tmp_path: Path, fault: str) -> None:
    """Each would hang the build, crash it, end every plan, or be silently ignored."""
    section, field, value = IMPOSSIBLE[fault]
    found = faults_after(tmp_path, put(value, section, field, "value"))
    assert any(field in line for line in found), found


# ---------------------------------------------------------------- files that are not protocols

TEXTS: dict[str, tuple[str | bytes, str]] = {
    "not YAML": ("id: [unclosed", "is not valid YAML"),
    "a tab for blanks": ("id:\n\tx: 1", "is not valid YAML"),
    "not text": (b"\xff\xfe\x00id", "is not text in UTF-8"),
    "a list": ("- id: x\n", "write it as `field: value`, such as `id: return-to-running`"),
    "one word": ("protocol\n", "write it as `field: value`, such as `id: return-to-running`"),
    "nothing": ("", "write it as `field: value`, such as `id: return-to-running`"),
    "a day that does not exist": ("updated: 2026-02-30\n", "2026-02-30"),
    "a source that is itself a field": (
        "days:\n  between_runs: {value: 2, strength: D, sources: [caf_start: 1]}\n",
        "days.between_runs.sources",
    ),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_a_file_that_is_no_protocol_is_refused_in_one_clear_message(
    tmp_path: Path, kind: str
) -> None:
    text, words = TEXTS[kind]
    path = tmp_path / "odd.yml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    assert words in str(complaint(path))


def test_a_field_that_stands_twice_is_refused(tmp_path: Path) -> None:
    """YAML itself would quietly take the second one."""
    path = tmp_path / "twice.yml"
    text = PROTOCOL_FILE.read_text(encoding="utf-8")
    path.write_text(f"{text}\nversion: 7\n", encoding="utf-8")
    assert "version" in str(complaint(path))


def test_a_missing_file_is_named_with_the_cure(tmp_path: Path) -> None:
    (fault,) = complaint(tmp_path / "nowhere.yml").faults
    assert fault.what == "cannot be read (No such file or directory)"


def test_a_folder_in_place_of_a_file_is_named_with_the_cure(tmp_path: Path) -> None:
    (fault,) = complaint(tmp_path).faults
    assert fault.what == "cannot be read (Is a directory)"


# ---------------------------------------------------------------- all faults at once

MANY = [
    "a missing number",
    "an unknown field",
    "a number without source",
    "an unknown source of a sign",
    "stages out of order",
    "a last stage with a walk",
    "bands out of order",
    "limits of pain crossed",
    "text for yes or no",
]


def test_many_faults_come_in_one_message(tmp_path: Path) -> None:
    # Each of the nine is in another part of the file.
    places = {
        "a number without source": (
            put([], "session", "effort_max", "sources"),
            "session.effort_max",
            "has no source",
        ),
        "an unknown field": (put(1, "beyond", "extra"), "beyond.extra", "there is no such field"),
    }
    chosen = [places.get(name, FAULTS[name]) for name in MANY]
    found = faults_after(tmp_path, *(change for change, _, _ in chosen))
    assert len(found) == len(chosen)
    for _, field, cure in chosen:
        assert any(line.startswith(f"{field}: ") and cure in line for line in found), field


def test_every_fault_is_a_line_that_names_the_file(tmp_path: Path) -> None:
    path = tmp_path / "p.yml"
    raw = copy.deepcopy(SHIPPED)
    del raw["days"], raw["beyond"]
    path.write_text(yaml.safe_dump(raw), encoding="utf-8")
    assert str(complaint(path)).splitlines() == [
        "p.yml: days: is missing; add it",
        "p.yml: beyond: is missing; add it",
    ]


def test_faults_between_parts_come_together_with_faults_inside_them(tmp_path: Path) -> None:
    """A missing number somewhere must not hide an outing that is too long elsewhere."""
    too_long, missing = FAULTS["an outing too long"], FAULTS["a missing number"]
    found = faults_after(tmp_path, too_long[0], missing[0])
    assert any(too_long[2] in line for line in found), found
    assert any(missing[2] in line for line in found), found


def test_two_faults_of_one_ladder_come_together(tmp_path: Path) -> None:
    twice, walk = FAULTS["a stage twice"], put(1, "tracks", "standard", "stages", 6, "walk_min")
    found = "\n".join(faults_after(tmp_path, twice[0], walk))
    assert "stands twice" in found
    assert "without a walk" in found


# ---------------------------------------------------------------- past the loader


def test_a_loaded_protocol_cannot_be_changed(shipped: Protocol) -> None:
    for target, field in (
        (shipped, "id"),
        (shipped.days, "between_runs"),
        (shipped.signs[0], "id"),
    ):
        with pytest.raises(ValueError, match="frozen"):
            setattr(target, field, None)


def test_the_page_names_no_sign_that_the_protocol_could_lack(shipped: Protocol) -> None:
    """A protocol with other signs of its own must not break the safety questions."""
    for name in ("plan", "extras"):
        named = {sign.id for sign in shipped.signs if f'"{sign.id}"' in script(name)}
        assert named <= {"limp"}, "only a question of the check-in is called like a sign"


def test_a_protocol_may_name_its_own_signs_for_age_and_hop(tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    raw = yaml.safe_load(
        PROTOCOL_FILE.read_text(encoding="utf-8")
        .replace("under-18", "too-young")
        .replace("deep-groin", "groin")
    )
    path.write_text(yaml.safe_dump(raw), encoding="utf-8")
    rule = rule_tables(load_protocol(path, verified()))
    assert (rule["start"]["sign"], rule["readiness"]["sign"]) == ("too-young", "groin")


def test_loading_twice_gives_the_same(shipped: Protocol) -> None:
    assert load_protocol(PROTOCOL_FILE, verified()) == shipped


def test_a_signed_protocol_names_who_signed_and_when(tmp_path: Path) -> None:
    path = tmp_path / "signed.yml"
    raw = {**SHIPPED, "reviewed": {"date": dt.date(2027, 1, 31), "by": "a name"}}
    path.write_text(yaml.safe_dump(raw), encoding="utf-8")
    loaded = load_protocol(path, verified())
    assert loaded.reviewed
    assert loaded.reviewed.date == dt.date(2027, 1, 31)
    unsigned = faults_after(tmp_path, put({"date": dt.date(2027, 1, 31), "by": ""}, "reviewed"))
    assert unsigned[0].startswith("reviewed.by: ")


def test_a_clinic_may_change_a_number_and_the_rule_follows(tmp_path: Path) -> None:
    path = tmp_path / "slower.yml"
    raw = copy.deepcopy(SHIPPED)
    put(5, "beyond", "longest_run_step_percent", "value")(raw)
    path.write_text(yaml.safe_dump(raw), encoding="utf-8")
    slower = load_protocol(path, verified())
    assert isinstance(slower.beyond.longest_run_step_percent, Count)
    assert course(slower, "standard", 33, 3).lengths_min[6:] == (30, 31, 32, 33)

"""What is said when a protocol file is wrong: file, field and cure, all faults at once."""

from __future__ import annotations

import copy
import datetime as dt
from pathlib import Path

import pytest
import yaml

from changed_protocol import SHIPPED, complaint, faults_after, put
from engine import PROTOCOL_FILE, verified
from protocol_faults import FAULTS
from return_to_running.calculator.course import course
from return_to_running.calculator.protocol_file import load_protocol
from return_to_running.calculator.sourced import Count
from return_to_running.calculator.tables import rule_tables

# ---------------------------------------------------------------- one fault at a time


@pytest.mark.parametrize("fault", FAULTS)
def test_one_fault_gives_one_line_with_its_field_and_its_cure(tmp_path: Path, fault: str) -> None:
    change, field, cure = FAULTS[fault]
    found = faults_after(tmp_path, change)
    assert len(found) == 1
    assert found[0].startswith(f"{field}: ")
    assert cure in found[0]


def test_a_rest_of_a_week_after_a_setback_is_not_too_long(tmp_path: Path) -> None:
    """The page lets a new plan wait for a week at most, whatever a link says of the last one."""
    raw = copy.deepcopy(SHIPPED)
    put(7, "days", "rest_after_setback", "value")(raw)
    path = tmp_path / "return-to-running.yml"
    path.write_text(yaml.safe_dump(raw), encoding="utf-8")
    assert load_protocol(path, verified()).days.rest_after_setback.value == 7


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
    """A missing number somewhere must not hide a session that is too long elsewhere."""
    too_long, missing = FAULTS["a session too long"], FAULTS["a missing number"]
    found = faults_after(tmp_path, too_long[0], missing[0])
    assert any(too_long[2] in line for line in found), found
    assert any(missing[2] in line for line in found), found


def test_two_faults_of_one_ladder_come_together(tmp_path: Path) -> None:
    twice, walk = FAULTS["a stage twice"], put(1, "tracks", "standard", "stages", 6, "walk_min")
    found = "\n".join(faults_after(tmp_path, twice[0], walk))
    assert "stands twice" in found
    assert "without a walk" in found


# ---------------------------------------------------------------- past the loader


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


def test_a_protocol_may_name_its_own_signs_for_age_and_hop(tmp_path: Path) -> None:
    path = tmp_path / "own.yml"
    raw = yaml.safe_load(
        PROTOCOL_FILE.read_text(encoding="utf-8")
        .replace("under-18", "too-young")
        .replace("deep-groin", "groin")
    )
    path.write_text(yaml.safe_dump(raw), encoding="utf-8")
    rule = rule_tables(load_protocol(path, verified()))
    assert (rule["start"]["sign"], rule["readiness"]["sign"]["no"]) == ("too-young", "groin")

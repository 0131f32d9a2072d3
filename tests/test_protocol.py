"""The protocol that ships: every number, sign and test is that of the dossier."""

from __future__ import annotations

import pytest

from changed_protocol import SHIPPED
from engine import PROTOCOL_FILE, WORDS_FILE, verified
from return_to_running.calculator.course import course
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.protocol_file import load_protocol
from return_to_running.calculator.script import script
from return_to_running.calculator.sourced import Sourced
from return_to_running.calculator.words import load_words


@pytest.fixture(scope="module")
def shipped() -> Protocol:
    return load_protocol(PROTOCOL_FILE, verified())


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


def test_no_session_to_30_minutes_takes_more_than_40(shipped: Protocol) -> None:
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
        ("session", "total_max_min", 40),
        ("progress", "good_sessions_to_move_up", 2),
        ("progress", "good_sessions_before_longer", 3),
        ("progress", "repeat_in_parts", 2),
        ("progress", "setback_clear_stages", 2),
        ("progress", "weeks_to_move_up", 2),
        ("progress", "painful_breaks_to_tests", 2),
        ("progress", "weeks_to_move_up_beyond", 3),
        ("progress", "forecast_repeat_every", 3),
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
        ("days", "strength_days", 2),
        ("beyond", "longest_run_step_percent", 10),
        ("beyond", "longest_run_window_days", 30),
        ("beyond", "longest_run_every_days", 7),
        ("beyond", "easier_week_every", 4),
        ("beyond", "easier_week_steps_back", 2),
        ("beyond", "full_training_weeks_min", 2),
        ("beyond", "full_training_weeks_max", 4),
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
        ("start", "fall_age", 60),
        ("start", "ease_off_days", 3),
        ("start", "recent_weeks", 13),
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
    said = load_words(WORDS_FILE, shipped)["cards"]["soon"]["action"]
    assert "today if you also have a fever, a wound or strong pain" in said


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
        *("low-energy", "pregnant", "limp"),
    ],
)
def test_r37_the_check_in_asks_these_signs_again(shipped: Protocol, sign: str) -> None:
    (found,) = (s for s in shipped.signs if s.id == sign)
    assert found.check_in


def test_the_readiness_tests_are_those_of_the_dossier(shipped: Protocol) -> None:
    tests = [test.id for test in shipped.readiness.tests]
    assert tests == ["walk", "stand", "squat", "march", "jog", "hop"]


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


def test_loading_twice_gives_the_same(shipped: Protocol) -> None:
    assert load_protocol(PROTOCOL_FILE, verified()) == shipped

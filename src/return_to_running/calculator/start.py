"""Where a runner starts: track, first stage, and the answers that led there.

The browser looks the same up in `tables.start_table`; a test compares the two for every answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from return_to_running.calculator.protocol import GENTLE, STANDARD, Protocol, Stage

REASONS = {
    "days-off": "start.days_off",
    "not-regular": "start.gentle_not_regular",
    "stairs": "start.gentle_stairs_pain",
    "age": "start.gentle_age",
    "bone-stress": "start.gentle_past_bone_stress",
    "bmi": "start.gentle_bmi_over",
    "test-pain": "start.test_pain_full_start_max",
    "longest-run": "start.longest_run",
    "after-stop": "start.first_stage_after_stop",
}
"""Every answer that can lead to a start, and the field of the protocol that says why."""


@dataclass(frozen=True)
class Answers:
    """What decides track and first stage. None is "not answered".

    `worst_test_pain` is the worst of all readiness tests, 0 to 10. `longest_run_min` is the
    longest run in the month before the pain.
    """

    days_off: int
    regular_runner: bool
    stairs_pain: int
    worst_test_pain: int
    age: int
    past_bone_stress: bool
    longest_run_min: int | None
    bmi_over_limit: bool | None = None
    after_stop: bool = False


def start(protocol: Protocol, answers: Answers) -> tuple[str, int, tuple[str, ...]]:
    """Track, index of the first stage, and which answers led there (R1, R9, R10, R11, R34, R46).

    The lowest stage any answer allows wins; one reason for the gentle track is enough.
    """
    rule = protocol.start
    stages = protocol.tracks.standard.stages
    band = next(
        band
        for band in rule.days_off.bands
        if band.up_to_days is None or answers.days_off <= band.up_to_days
    )
    gentle = {
        "days-off": band.stage == GENTLE,
        "not-regular": rule.gentle_not_regular.value and not answers.regular_runner,
        "stairs": answers.stairs_pain >= rule.gentle_stairs_pain.value,
        "age": answers.age >= rule.gentle_age.value,
        "bone-stress": rule.gentle_past_bone_stress.value and answers.past_bone_stress,
        "bmi": answers.bmi_over_limit is True,
    }
    if any(gentle.values()):
        return GENTLE, 0, tuple(reason for reason, true in gentle.items() if true)
    ceilings = {
        "days-off": [stage.id for stage in stages].index(band.stage),
        "test-pain": (
            len(stages) - 1 if answers.worst_test_pain <= rule.test_pain_full_start_max.value else 0
        ),
        "longest-run": highest_within(stages, answers.longest_run_min or 0),
        "after-stop": (
            0 if rule.first_stage_after_stop.value and answers.after_stop else len(stages) - 1
        ),
    }
    first = min(ceilings.values())
    return STANDARD, first, tuple(name for name, stage in ceilings.items() if stage == first)


def highest_within(stages: Sequence[Stage], longest_run_min: int) -> int:
    """Index of the highest stage that runs no longer in all than `longest_run_min` (R46)."""
    return max(
        (index for index, stage in enumerate(stages) if stage.running_min <= longest_run_min),
        default=0,
    )

"""What answers mean, as tables: how a run went, what a test says, where a runner starts.

Each table asks the rule itself, with one answer changed in somebody who has no reason for caution.
The browser looks every answer up and keeps the worst.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import ceil
from typing import Any, TypeVar

from return_to_running.calculator.judging import (
    BoneStress,
    Readiness,
    Response,
    Result,
    Where,
    hop_readiness,
    judge,
    readiness,
    walk_readiness,
)
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.sourced import SETTLED
from return_to_running.calculator.start import Answers, ceilings, stages_lost

T = TypeVar("T")
PAIN = range(11)
# Somebody's good run, and somebody with no reason for caution.
GOOD = Response(0, 0, 0, limp=False, settled="hour", worse_next_morning=False)
READY = Answers(
    days_off=0,
    regular_runner=True,
    stairs_pain=0,
    worst_test_pain=0,
    age=0,
    past_bone_stress=False,
    longest_run_min=None,
)
# Up to and including a number, or without a limit: what that means.
Band = tuple[int | None, int]
Outcome = tuple[int | None, Readiness]


def judge_table(protocol: Protocol) -> dict[str, Any]:
    """The result of each answer when every other answer is good; the worst one wins (R4)."""

    def alone(**answer: Any) -> int:
        return int(judge(protocol, replace(GOOD, **answer)))

    def by_pain(when: str) -> list[Band]:
        return _bands([alone(**{when: pain}) for pain in PAIN])

    return {
        "before": by_pain("pain_before"),
        "during": by_pain("pain_during"),
        "after": by_pain("pain_after"),
        "limp": {"no": alone(limp=False), "yes": alone(limp=True)},
        "settled": {settled: alone(settled=settled) for settled in SETTLED}
        | {"unknown": alone(settled=None)},
        "morning": {
            "same": alone(worse_next_morning=False),
            "worse": alone(worse_next_morning=True),
            "unknown": alone(worse_next_morning=None),
        },
        "painkiller": {"no": alone(painkiller=False), "yes": alone(painkiller=True)},
        "short": [alone(short=False), alone(short=True)],
        "sign": alone(warning_sign=True),
        "tooSoon": [alone(too_soon=False), alone(too_soon=True)],
        "results": [result.name.lower() for result in Result],
    }


def readiness_table(protocol: Protocol) -> dict[str, Any]:
    """Up to which pain each answer to a test holds; the hop by where it hurts (R6).

    Elsewhere than in the groin, by the answer to "did you ever have a bone stress injury?". `sign`
    is the danger sign behind a walk that needs a check, and behind a hop by the same answer.
    """
    rule = protocol.readiness

    def hop(where: Where, past: BoneStress = "never") -> list[Outcome]:
        return _bands([hop_readiness(protocol, pain, where, past) for pain in PAIN])

    return {
        "test": _bands([readiness(protocol, pain) for pain in PAIN]),
        "walk": _bands([walk_readiness(protocol, pain) for pain in PAIN]),
        "groin": hop("groin"),
        "elsewhere": {
            "no": hop("elsewhere"),
            "yes": hop("elsewhere", past="healed"),
            "unhealed": hop("elsewhere", past="unhealed"),
        },
        "sign": {
            "walk": rule.sore_walk_sign,
            "no": rule.groin_hop_sign,
            "yes": rule.groin_hop_sign,
            "unhealed": rule.unhealed_bone_sign,
        },
    }


def start_table(protocol: Protocol) -> dict[str, Any]:
    """For each answer the highest first stage it allows; -1 is the gentle track.

    `first` has it by the answer's word, where a word that is not there sets no limit, or in bands
    of numbers. `back` are the stages that a break takes from where the last plan stood. `sign` is
    that of somebody under age.
    """
    rule, stages = protocol.start, protocol.tracks.standard.stages
    longest_off = max(band.up_to_days or 0 for band in rule.days_off.bands)
    longest_run = ceil(max(stage.running_min for stage in stages))

    def allowed(reason: str, **answer: Any) -> int:
        return ceilings(protocol, replace(READY, **answer))[reason]

    def by_word(reason: str, **answers: Mapping[str, Any]) -> dict[str, int]:
        found = {word: allowed(reason, **answer) for word, answer in answers.items()}
        return {word: stage for word, stage in found.items() if stage < len(stages) - 1}

    def by_number(reason: str, answer: str, numbers: Iterable[int]) -> list[Band]:
        return _bands([allowed(reason, **{answer: number}) for number in numbers])

    return {
        "first": {
            "daysOff": by_number("daysOff", "days_off", range(longest_off + 2)),
            "regular": by_word("regular", no={"regular_runner": False}),
            "stairs": by_number("stairs", "stairs_pain", PAIN),
            "age": by_number("age", "age", range(rule.gentle_age.value + 1)),
            "bone": by_word("bone", yes={"past_bone_stress": True}),
            "bmi": by_word("bmi", yes={"bmi_over_limit": True}),
            "worst": by_number("worst", "worst_test_pain", PAIN),
            "longest": by_number("longest", "longest_run_min", range(longest_run + 1)),
            "afterStop": by_word("afterStop", true={"after_stop": True}),
        },
        "back": stages_lost(protocol),
        "sign": rule.under_age_sign,
    }


def _bands(outcomes: Sequence[T]) -> list[tuple[int | None, T]]:
    """What holds for 0, 1, 2 and so on, as limits: up to each number, and the last without one."""
    limits = [n for n in range(len(outcomes) - 1) if outcomes[n] != outcomes[n + 1]]
    return [*((n, outcomes[n]) for n in limits), (None, outcomes[-1])]

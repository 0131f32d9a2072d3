"""What one answer means: how a session went, and whether a runner is ready for a first one.

R-numbers name the points of the rule book that each part carries out.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Literal

from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.sourced import Settled


class Result(IntEnum):
    """How a session went. The worst answer wins (R4)."""

    GREEN = 0
    UNCOUNTED = 1
    AMBER = 2
    RED = 3
    STOP = 4


@dataclass(frozen=True)
class Response:
    """A runner's answers about one session.

    Pain from 0 to 10. `settled` and `worse_next_morning` are None until answered.
    `painkiller` was taken in the hours before. `short` is a run that was stopped early, before its
    session was done. `too_soon` is True when the dates are closer than the protocol allows.
    """

    pain_before: int
    pain_during: int
    pain_after: int
    limp: bool
    settled: Settled | None
    worse_next_morning: bool | None
    warning_sign: bool = False
    painkiller: bool = False
    short: bool = False
    too_soon: bool = False


def judge(protocol: Protocol, response: Response) -> Result:
    """How the session went: the worst of its answers (R4, R5, R7, R20, R21, R22, R41)."""
    rule = protocol.response
    return max(
        Result.STOP if response.warning_sign else Result.GREEN,
        _pain(
            response.pain_before, rule.pain_before_green_max.value, rule.pain_before_amber_max.value
        ),
        _pain(response.pain_during, rule.pain_green_max.value, rule.pain_amber_max.value),
        _pain(response.pain_after, rule.pain_green_max.value, rule.pain_amber_max.value),
        Result.RED if response.limp else Result.GREEN,
        _settling(protocol, response.settled),
        {None: Result.UNCOUNTED, False: Result.GREEN, True: Result.RED}[
            response.worse_next_morning
        ],
        Result.UNCOUNTED
        if response.painkiller or response.short or response.too_soon
        else Result.GREEN,
    )


def _pain(pain: int, green_max: int, amber_max: int) -> Result:
    if pain <= green_max:
        return Result.GREEN
    return Result.AMBER if pain <= amber_max else Result.RED


def _settling(protocol: Protocol, settled: Settled | None) -> Result:
    rule = protocol.response
    if settled is None:
        return Result.UNCOUNTED
    if settled == rule.settled_green.value:
        return Result.GREEN
    return Result.AMBER if settled == rule.settled_amber.value else Result.RED


class Readiness(StrEnum):
    """What a readiness test says, from the best to the worst."""

    READY = "ready"
    NOT_READY = "not-ready"
    CHECK = "check"


Where = Literal["groin", "elsewhere"]
BoneStress = Literal["never", "healed", "unhealed"]
"""An earlier bone stress injury; unhealed is also one of which nobody said that it is healed."""


def readiness(protocol: Protocol, pain: int) -> Readiness:
    """What pain from 0 to 10 in a test other than the hop and the walk means."""
    return Readiness.READY if pain <= protocol.readiness.pain_max.value else Readiness.NOT_READY


def walk_readiness(protocol: Protocol, pain: int) -> Readiness:
    """What pain from 0 to 10 on brisk walking means: so sore needs a check (dossier 3D)."""
    sore = pain > protocol.response.pain_before_amber_max.value
    return Readiness.CHECK if sore else readiness(protocol, pain)


def hop_readiness(
    protocol: Protocol, pain: int, where: Where | None = None, past: BoneStress = "never"
) -> Readiness:
    """What pain from 0 to 10 on hopping means (R3, R6).

    A hop that hurts in the groin needs a check, and so does one where the place is not said. A
    healed bone stress injury makes the hop stricter elsewhere; one that is not healed needs the
    check whatever hurts.
    """
    rule = protocol.readiness
    if past == "unhealed":
        return Readiness.CHECK
    if pain > 0 and where != "elsewhere":
        return Readiness.CHECK if pain > rule.groin_hop_pain_max.value else Readiness.READY
    limit = (rule.bone_hop_pain_max if past == "healed" else rule.pain_max).value
    return Readiness.NOT_READY if pain > limit else Readiness.READY

"""How long the runs are, from the first stage to the goal. Minutes of running."""

from __future__ import annotations

from dataclasses import dataclass

from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.rules import GENTLE, Stage


@dataclass(frozen=True)
class Course:
    """One runner's ladder: the stages of a track, then longer runs up to the goal.

    `lengths_min` holds the minutes of running of every stage; `ladder` is how many of them
    belong to the track; `runs_a_week` how many the chosen days allow.
    """

    track: str
    stages: tuple[Stage, ...]
    lengths_min: tuple[float, ...]
    ladder: int
    runs_a_week: int

    @property
    def goal(self) -> int:
        """Index of the last stage."""
        return len(self.lengths_min) - 1

    def beyond(self, stage: int) -> bool:
        """Whether the stage is longer than the ladder's last run."""
        return stage >= self.ladder


def course(protocol: Protocol, track: str, goal_min: int, runs_a_week: int) -> Course:
    """The stages from the first one to a run of `goal_min` minutes.

    Beyond the ladder each length is the longest run allowed after the one before it, in whole
    minutes, never above the goal (R24). Raises ValueError for a goal out of range.
    """
    stages = (protocol.tracks.gentle if track == GENTLE else protocol.tracks.standard).stages
    longest = int(stages[-1].run_min)
    if not longest <= goal_min <= protocol.beyond.goal_max_min.value:
        raise ValueError(
            f"goal_min is {goal_min}; write {longest} to {protocol.beyond.goal_max_min.value}"
        )
    lengths = [stage.running_min for stage in stages]
    while longest < goal_min:
        longest = min(cap_min(protocol, longest), goal_min)
        lengths.append(longest)
    return Course(track, stages, tuple(lengths), len(stages), runs_a_week)


def cap_min(protocol: Protocol, longest_min: int) -> int:
    """The longest run allowed after `longest_min`: so many per cent more, in whole minutes.

    Counted with integers and never rounded up (R24).
    """
    return longest_min * (100 + protocol.beyond.longest_run_step_percent.value) // 100

"""What lies ahead, if every run goes as somebody says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from return_to_running.calculator.history import run
from return_to_running.calculator.judging import Result
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.schedule import Plan, Progress, Session, next_run


def look_ahead(
    protocol: Protocol,
    plan: Plan,
    progress: Progress,
    today: dt.date,
    result: Callable[[int, int], Result] = lambda _number, _left: Result.GREEN,
) -> tuple[Session, ...]:
    """Every session until the goal, if each goes as `result(number, sessions left)` says.

    The next weekly answer is taken to be "the same".
    """
    sessions: list[Session] = []
    progress = replace(progress, state=replace(progress.state, held=False))
    while session := next_run(protocol, plan, progress, today):
        sessions.append(session)
        left = progress.state.sessions_left
        progress = run(protocol, plan, progress, session.on, result(len(sessions), left))
    return tuple(sessions)


def one_in_three_again(number: int, sessions_left: int) -> Result:
    """Every third session has to be done again, unless that would end the plan."""
    return Result.UNCOUNTED if number % 3 == 0 and sessions_left > 1 else Result.GREEN

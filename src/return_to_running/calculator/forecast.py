"""What lies ahead, if every run goes as somebody says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from return_to_running.calculator.history import run
from return_to_running.calculator.judging import Result
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.schedule import DAY, Plan, Progress, Session, Week, next_run


def look_ahead(
    protocol: Protocol,
    plan: Plan,
    progress: Progress,
    today: dt.date,
    result: Callable[[int, int], Result] = lambda _number, _left: Result.GREEN,
) -> tuple[Session, ...]:
    """Every session until the goal, if each goes as `result(number, sessions left)` says.

    Each weekly answer is taken to be "the same", on the day on which it is due (R49).
    """
    sessions: list[Session] = []
    every = protocol.days.weekly_question.value * DAY
    while session := next_run(protocol, plan, progress, today):
        sessions.append(session)
        left = progress.state.sessions_left
        due = session.on - (progress.week_on or session.on) >= every
        week: Week | None = "same" if due else None
        progress = run(protocol, plan, progress, session.on, result(len(sessions), left), week)
    return tuple(sessions)


def one_again(protocol: Protocol) -> Callable[[int, int], Result]:
    """One session in so many has to be done again, as `progress.forecast_repeat_every` says.

    Not when it would end the plan: the date is to say when a slower plan arrives.
    """
    cycle = again_cycle(protocol)

    def result(number: int, sessions_left: int) -> Result:
        return cycle[(number - 1) % len(cycle)] if sessions_left > 1 else Result.GREEN

    return result


def again_cycle(protocol: Protocol) -> list[Result]:
    """How the sessions go in turn when one of them has to be done again."""
    good = protocol.progress.forecast_repeat_every.value - 1
    return [Result.GREEN] * good + [Result.UNCOUNTED]

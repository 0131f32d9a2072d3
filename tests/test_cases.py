"""Stories a clinician can read and sign. How to write one is said in cases/README.md.

What a story expects was worked out from the rule book by hand, never by running the engine.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Literal

import pytest
import yaml
from pydantic import BaseModel, ConfigDict, Field, model_validator

from engine import ROOT, WEEKDAYS, course, day, day_name, index, label, protocol
from return_to_running.calculator.decisions import Decision
from return_to_running.calculator.history import Entry, replay
from return_to_running.calculator.judging import Response
from return_to_running.calculator.schedule import (
    Plan,
    Progress,
    Week,
    chosen_day,
    next_run,
    runs_a_week,
)
from return_to_running.calculator.sourced import Settled
from return_to_running.calculator.start import Answers, LastPlan, first_day, left_by, start

CASES = sorted((Path(__file__).parent / "cases").glob("*.yml"))
PROGRAMMES = (
    *("nhs_c25k", "rtr_trials2023", "moen2012", "osu2010", "arundale2015", "pointsnorth_rtr"),
    *("sydney_rtr", "arc_rtr", "green_interval", "caf_start", "runningclinic_rtr"),
    *("silbernagel2007", "esculier2018", "trek_pfp"),
)
"""The published ladders and pain rules that ours was made from, where they could be verified."""
MORNING = {"same": False, "worse": True, "unknown": None}


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Row(_Strict):
    """One line of a story: what happened on a day, and what must follow."""

    day: str | dt.date | None = None
    today: str | None = None
    good_runs: int | None = None

    pain: Annotated[int, Field(ge=0, le=10)] = 0
    before: Annotated[int, Field(ge=0, le=10)] = 0
    after: Annotated[int, Field(ge=0, le=10)] = 0
    limp: bool = False
    settled: Settled = "hour"
    morning: Literal["same", "worse", "unknown"] = "same"
    sign: bool = False
    painkiller: bool = False
    stopped_early: bool = False
    week: Week | None = None
    back_to_usual: bool = True
    stopped_for_pain: bool = False

    then: Decision | list[Decision] | None = None
    stage: str | None = None
    next: str | dt.date
    minutes: float | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> Row:
        if [self.day, self.today, self.good_runs].count(None) != 2:
            raise ValueError("write one of day, today and good_runs")
        if (self.day is None) != (self.then is None):
            raise ValueError("a day needs `then`; today and good_runs have none")
        if self.next != "none" and self.stage is None:
            raise ValueError("say at which stage the plan goes on")
        return self


class StoryPlan(_Strict):
    """The days a runner chose, and where the plan starts."""

    days: str
    stage: str | None = None
    starts_at: str | None = None
    goal_min: int = 30
    start: dt.date = dt.date(2027, 1, 4)


class StoryAnswers(_Strict):
    """The answers that choose the first stage; those of a healthy regular runner otherwise."""

    days_off: int
    regular_runner: bool = True
    stairs_pain: int = 1
    worst_test_pain: int = 0
    age: int = 35
    past_bone_stress: bool = False
    longest_run_min: int | None = 60
    bmi_over_limit: bool | None = None
    after_stop: bool = False


class Published(_Strict):
    """What a published programme says of the same moment; `source` is a reference's id."""

    source: str
    agrees: bool
    says: Annotated[str, Field(min_length=10)]


class Before(_Strict):
    """A plan that came before, with its log; the log is empty when it was never begun."""

    plan: StoryPlan
    log: list[Row]


class Story(_Strict):
    """One file of cases/."""

    story: Annotated[str, Field(min_length=20)]
    note: str | None = None
    published: tuple[Published, ...] = ()
    before: tuple[Before, ...] = ()
    answers: StoryAnswers | None = None
    plan: StoryPlan
    log: Annotated[list[Row], Field(min_length=1)]


def read(path: Path) -> Story:
    return Story.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))


def left_before(story: Story) -> tuple[LastPlan, dt.date | None]:
    """What the plans before that of a story left, and the day of the last run in them."""
    last, last_run = LastPlan(), None
    for earlier in story.before:
        of = planned_by(earlier.plan)
        log = tell(of, earlier.log)
        last = left_by(of, replay(protocol(), of, log), last)
        last_run = max((entry.on for entry in log if entry.response), default=last_run)
    return last, last_run


def planned_by(given: StoryPlan) -> Plan:
    """The plan as it is given."""
    weekdays = frozenset(WEEKDAYS.index(name) for name in given.days.split())
    weekly = runs_a_week(protocol(), weekdays)
    name = given.starts_at or given.stage
    assert name
    where = course("gentle" if name.startswith("G") else "standard", given.goal_min, weekly)
    return Plan(where, index(where, name), weekdays, given.start)


def answered(story: Story) -> Plan:
    """The plan of a story. Its first stage and day come from the answers, if there are any."""
    of = planned_by(story.plan)
    if not story.answers:
        return of
    last, last_run = left_before(story)
    of = replace(of, clear_from=last.clear_from)
    if last_run:
        of = replace(of, start=first_day(protocol(), of.start, last_run, last.rest_until))
        assert story.answers.days_off == (chosen_day(of, of.start) - last_run).days
    answers = Answers(**story.answers.model_dump())
    answers = replace(
        answers, after_stop=answers.after_stop or last.after_stop, highest=last.highest
    )
    track, stage, why = start(protocol(), answers)
    assert story.plan.starts_at
    assert (track, label(of.course, stage)) == (of.course.track, story.plan.starts_at)
    assert why
    return of


def entry(of: Plan, row: Row) -> Entry:
    """A line of a story as a line of the log."""
    on = on_day(of, row.day)
    if row.stopped_for_pain:
        return Entry(on, kind="pain-break")
    if not row.back_to_usual:
        return Entry(on, kind="not-usual")
    return Entry(
        on,
        Response(
            row.before,
            row.pain,
            row.after,
            limp=row.limp,
            settled=row.settled,
            worse_next_morning=MORNING[row.morning],
            warning_sign=row.sign,
            painkiller=row.painkiller,
            short=row.stopped_early,
        ),
        row.week,
    )


def on_day(of: Plan, text: str | dt.date | None) -> dt.date:
    assert text
    return text if isinstance(text, dt.date) else day(of.start, text)


def tell(of: Plan, rows: Sequence[Row]) -> list[Entry]:
    """Carry a story out, line by line, replaying the whole log each time."""
    log: list[Entry] = []
    for number, row in enumerate(rows, 1):
        where = f"line {number}"
        today = of.start
        if row.today:
            today = on_day(of, row.today)
        for _ in range(row.good_runs or 0):
            session = next_run(protocol(), of, replay(protocol(), of, log), of.start)
            assert session, f"{where}: the plan ended before"
            good = Row(day=session.on, then=[], next="none")
            log.append(entry(of, good))
        if row.day:
            log.append(entry(of, row))
        progress = replay(protocol(), of, log)
        if row.then is not None:
            expected = row.then if isinstance(row.then, list) else [row.then]
            assert [str(d) for d in progress.steps[-1].decisions] == expected, where
        assert found(of, progress, row, today) == (row.stage, row.next, row.minutes), where
    return log


def found(
    of: Plan, progress: Progress, row: Row, today: dt.date
) -> tuple[str | None, str | dt.date, float | None]:
    """Stage, day of the next run and its minutes, in the words of a row."""
    session = next_run(protocol(), of, progress, today)
    if session is None:
        return None, "none", None
    stage = session.stage if row.today else progress.state.stage
    named = session.on if isinstance(row.next, dt.date) else day_name(of.start, session.on)
    minutes = session.running_min if row.minutes is not None else None
    return label(of.course, stage), named, minutes


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_story_goes_as_it_is_told(path: Path) -> None:
    story = read(path)
    tell(answered(story), story.log)


def test_there_are_at_least_forty_stories() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("programme", PROGRAMMES)
def test_each_published_programme_is_named_where_our_rule_agrees_with_it_or_contradicts_it(
    programme: str,
) -> None:
    named = [each.source for path in CASES for each in read(path).published]
    assert programme in named


def test_a_programme_that_a_story_names_is_a_verified_reference() -> None:
    references = json.loads((ROOT / "evidence/references.json").read_text(encoding="utf-8"))
    verified = {each["id"] for each in references if each["custom"]["status"] == "verified"}
    assert {each.source for path in CASES for each in read(path).published} <= verified


def test_every_decision_is_met_in_some_story_except_a_break_that_costs_nothing() -> None:
    met: set[Decision] = set()
    for row in (row for path in CASES for row in read(path).log):
        met |= set(row.then) if isinstance(row.then, list) else {row.then} if row.then else set()
    assert set(Decision) - met == {Decision.BREAK_SAME}


def test_a_story_that_is_told_wrong_is_found() -> None:
    story = read(next(path for path in CASES if path.stem == "two-bad-runs-in-three"))
    wrong = story.log[1].model_copy(update={"stage": "S3"})
    with pytest.raises(AssertionError, match="line 2"):
        tell(answered(story), [story.log[0], wrong])

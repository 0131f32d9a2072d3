"""From when a plan may run, and whether its tests still hold then: the page as Python says it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calculator_page import DAY, LAST_RUN, TODAY, CalculatorPage, day_number
from engine import course, protocol
from listening import Listener
from return_to_running.calculator.schedule import WEEK, Plan, chosen_day, enough_days
from return_to_running.calculator.start import first_day, within_tests

BETWEEN = protocol().days.between_runs.value
VALID = protocol().days.tests_valid.value
SHORTEST, LONGEST = 30, protocol().beyond.goal_max_min.value


@dataclass(frozen=True)
class Asked:
    """What decides the first day, today being `TODAY`; the goal in minutes."""

    made: dt.date
    last_run: dt.date
    wanted: dt.date
    rest_until: dt.date | None
    weekdays: frozenset[int]
    goal_min: int


def days(fewest: int, most: int) -> st.SearchStrategy[dt.date]:
    """Days after `TODAY`, with the nearest ones as often as all the others."""
    near = st.integers(max(fewest, -BETWEEN - 1), min(most, BETWEEN + 1))
    return (near | st.integers(fewest, most)).map(lambda n: TODAY + n * DAY)


ASKED = st.builds(
    Asked,
    made=days(-VALID, 0),
    last_run=days(-400, 1),
    wanted=days(-1, VALID + 1),
    rest_until=st.none() | days(-30, WEEK.days + 2),
    weekdays=st.frozensets(st.integers(0, 6)),
    goal_min=st.integers(SHORTEST - 2, LONGEST + 2) | st.sampled_from((SHORTEST, LONGEST)),
)


def by_python(asked: Asked) -> dict[str, Any]:
    """The plan's first day and the days off before its first run, or the questions to answer anew.

    Without days to run on, the first day allowed stands for the first run.
    """
    # A link may say what it likes: the page takes no more rest from it than a plan ever asks for.
    rest_until = asked.rest_until and min(asked.rest_until, TODAY + WEEK)
    start = first_day(protocol(), asked.wanted, asked.last_run, rest_until)
    enough = enough_days(protocol(), asked.weekdays)
    plan = Plan(course("standard"), 0, asked.weekdays, start)
    first = chosen_day(plan, start) if enough else start
    late = not within_tests(protocol(), asked.made, first)
    wrong = {
        "last-run": asked.last_run > TODAY,
        "days": not enough,
        "start": late or asked.wanted < TODAY,
        "goal": not is_a_course(asked.goal_min),
    }
    missing = [name for name in wrong if wrong[name]]
    if missing:
        return {"missing": missing, "late": late}
    return {"start": day_number(start), "daysOff": (first - asked.last_run).days}


def is_a_course(goal_min: int) -> bool:
    try:
        course("standard", goal_min)
    except ValueError:
        return False
    return True


BY_THE_PAGE = """
const { page } = element;
let made = null;
const questions = new element.questions.constructor(page, (plan) => { made = plan; });
questions.since = given.made;
questions.last = { afterStop: false, highest: -2, until: given.until, clear: 0 };
questions.tests();
page.input("last-run").value = given.lastRun;
page.input("start").value = given.wanted;
page.input("goal-min").value = given.goal;
for (const box of page.all("[name=day]")) box.checked = given.days.includes(Number(box.value));
questions.questions();
if (made) return { start: made.start, daysOff: made.answers.daysOff };
const missing = page.all("[data-question].is-missing").map((each) => each.dataset.question);
return { missing, late: !page.slot("start-error").hidden };
"""


@pytest.fixture(scope="module")
def questions(shared: CalculatorPage) -> CalculatorPage:
    """The questions after the tests, all answered, with a goal in minutes."""
    shared.fresh()
    shared.pass_safety()
    shared.pass_tests()
    shared.answer_questions(LAST_RUN, goal="longer", goal_min="45")
    return shared


def by_the_page(questions: CalculatorPage, asked: Asked) -> dict[str, Any]:
    given = {
        "made": day_number(asked.made),
        "until": day_number(asked.rest_until) if asked.rest_until else 0,
        "lastRun": asked.last_run.isoformat(),
        "wanted": asked.wanted.isoformat(),
        "goal": asked.goal_min,
        "days": sorted(asked.weekdays),
    }
    found: dict[str, Any] = questions.engine(BY_THE_PAGE, given)
    return found


def test_the_page_makes_a_plan_from_the_day_on_that_python_says_or_none(
    questions: CalculatorPage, listener: Listener
) -> None:
    """R8, R17, R39, R40: whatever the last run, the wish, the days and the goal are."""
    met: Counter[str] = Counter()

    @settings(max_examples=600)
    @given(ASKED)
    def compare(asked: Asked) -> None:
        found = by_python(asked)
        assert by_the_page(questions, asked) == found
        met.update(found.get("missing", ["a plan"]))

    compare()
    rare = {name: met[name] for name in ("a plan", "last-run", "days", "start", "goal")}
    assert min(rare.values()) > 40, rare
    assert listener.complaints == []


USUAL = Asked(TODAY, LAST_RUN, TODAY, None, frozenset({0, 2, 4}), 45)
MOST = protocol().days.days_ticked_max.value


@pytest.mark.parametrize(
    ("changed", "begins"),
    [
        ({"last_run": TODAY - BETWEEN * DAY}, 0),
        ({"last_run": TODAY - (BETWEEN - 1) * DAY}, 1),
        ({"last_run": TODAY}, BETWEEN),
        ({"last_run": TODAY + DAY}, None),
        ({"wanted": TODAY + DAY}, 1),
        ({"wanted": TODAY - DAY}, None),
        ({"rest_until": TODAY}, 0),
        ({"rest_until": TODAY + DAY}, 1),
        ({"rest_until": TODAY + WEEK}, 7),
        ({"rest_until": TODAY + WEEK + DAY}, 7),
        ({"made": TODAY - VALID * DAY}, 0),
        ({"made": TODAY - VALID * DAY, "wanted": TODAY + DAY}, None),
        ({"made": TODAY - (VALID - 2) * DAY, "weekdays": frozenset({2, 4})}, 0),
        ({"made": TODAY - (VALID - 1) * DAY, "weekdays": frozenset({2, 4})}, None),
        ({"wanted": TODAY + VALID * DAY}, VALID),
        ({"wanted": TODAY + VALID * DAY, "weekdays": frozenset({1, 3})}, None),
        ({"weekdays": frozenset({0, 2})}, 0),
        ({"weekdays": frozenset({0, 1})}, None),
        ({"weekdays": frozenset(range(MOST))}, 0),
        ({"weekdays": frozenset(range(MOST + 1))}, None),
        ({"goal_min": SHORTEST}, 0),
        ({"goal_min": SHORTEST - 1}, None),
        ({"goal_min": LONGEST}, 0),
        ({"goal_min": LONGEST + 1}, None),
    ],
)
def test_the_first_day_and_the_refusals_on_both_sides_of_every_limit(
    changed: dict[str, Any], begins: int | None, questions: CalculatorPage
) -> None:
    """R8, R17, R39, R40: in days from today, or no plan."""
    found = by_the_page(questions, replace(USUAL, **changed))
    assert found.get("start") == (None if begins is None else day_number(TODAY) + begins)
    assert found == by_python(replace(USUAL, **changed))

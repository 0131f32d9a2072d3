"""The calculator brought into each of its states, as a runner would."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from calculator_page import DAY, SIGNS, TODAY, CalculatorPage, day_number, run_entry


def in_safety(calculator: CalculatorPage) -> None:
    calculator.choose("sign", "chest")
    calculator.submit("safety")


def in_tests(calculator: CalculatorPage) -> None:
    calculator.pass_safety()
    calculator.pass_tests(hop="2", squat="not-yet")


def in_questions(calculator: CalculatorPage) -> None:
    calculator.pass_safety()
    calculator.pass_tests()
    calculator.choose("goal", "longer")
    calculator.submit("questions")


def in_plan(calculator: CalculatorPage) -> None:
    calculator.slot("list").locator("xpath=ancestor::details/summary").click()


def in_check_in(calculator: CalculatorPage) -> None:
    calculator.press("check-in")
    calculator.choose("new-sign", "chest", "check-in")


def after(**answers: Any) -> Callable[[CalculatorPage], None]:
    return lambda calculator: calculator.check_in(**answers)


def in_each_card(kind: str) -> Callable[[CalculatorPage], None]:
    sign = next(name for name, sign in SIGNS.items() if sign.card == kind and not sign.plan)
    return lambda calculator: calculator.choose("sign", sign)


def in_groin_hop(calculator: CalculatorPage) -> None:
    calculator.pass_safety()
    calculator.answer_tests(hop="1")
    calculator.choose("hop-where", "groin")


def in_missed(calculator: CalculatorPage) -> None:
    calculator.press("missed")


def in_missed_otherwise(calculator: CalculatorPage) -> None:
    calculator.press("missed")
    calculator.press("missed-other")


def before_a_log_closes(calculator: CalculatorPage) -> None:
    calculator.check_in()
    calculator.press("restart")


def beside_another(calculator: CalculatorPage) -> None:
    calculator.press("save")
    calculator.fresh_with(calculator.link(), goal=45)


def in_why(calculator: CalculatorPage) -> None:
    start = calculator.slot("start")
    start.locator("summary").first.click()
    start.locator("[data-why='start.days_off']").click()


def in_danger_signs(calculator: CalculatorPage) -> None:
    calculator.press("missed")
    calculator.press("too-sore")


def in_morning(calculator: CalculatorPage) -> None:
    log = [run_entry(TODAY - DAY, morning="unknown")]
    calculator.fresh_with(calculator.link(), days_ago=2, log=log)
    calculator.press("add-morning")


def in_weekly_question(calculator: CalculatorPage) -> None:
    log = [run_entry(TODAY - 9 * DAY)]
    calculator.fresh_with(calculator.link(), days_ago=9, log=log)
    calculator.press("check-in")
    calculator.submit("check-in")


def in_waiting(calculator: CalculatorPage) -> None:
    log = [run_entry(TODAY - 8 * DAY, during=7)]
    calculator.fresh_with(calculator.link(), days_ago=8, log=log)
    calculator.without_run("not-usual")


def after_a_break_for_pain(calculator: CalculatorPage) -> None:
    calculator.press("missed")
    calculator.without_run("missed-pain")


def after_a_break(calculator: CalculatorPage) -> None:
    log = [run_entry(TODAY - 12 * DAY)]
    calculator.fresh_with(calculator.link(), days_ago=12, log=log)


def starting_after_a_stop(calculator: CalculatorPage) -> None:
    calculator.check_in(signs=["chest"])
    calculator.press("restart")
    calculator.confirm()
    calculator.choose("cleared", "no")


def in_correction(calculator: CalculatorPage) -> None:
    calculator.check_in(during="4")
    calculator.slot("history").locator("[data-do=edit]").click()


def in_slip(calculator: CalculatorPage) -> None:
    calculator.check_in(signs=["chest"])
    calculator.press("slip")


def opened(**changed: Any) -> Callable[[CalculatorPage], None]:
    """A link with some of its fields changed."""
    return lambda calculator: calculator.fresh_with(calculator.link(), **changed)


def opened_as(link: str) -> Callable[[CalculatorPage], None]:
    return lambda calculator: calculator.fresh(link)


def in_old_link(calculator: CalculatorPage) -> None:
    kind, version, rest = calculator.link().split("-", 2)
    calculator.fresh(f"{kind}-{int(version) + 1}-{rest}")


def in_refused_link(calculator: CalculatorPage) -> None:
    plan = calculator.read_link(calculator.link())
    assert plan
    calculator.fresh_with(calculator.link(), answers={**plan["answers"], "age": 17})


def in_tables(calculator: CalculatorPage) -> None:
    calculator.element.locator(".c-tables > summary").click()


def at_the_goal(calculator: CalculatorPage) -> None:
    plan = calculator.read_link(calculator.link())
    assert plan
    start = TODAY - 60 * DAY
    log = [run_entry(start + 2 * n * DAY) for n in range(20)]
    number = plan["start"] - 60
    calculator.fresh_with(calculator.link(), start=number, made=number, log=log)


MADE_LONG_AGO = dict.fromkeys(("start", "made"), day_number(TODAY) - 8)

STATES: dict[str, tuple[bool, Callable[[CalculatorPage], None]]] = {
    "the safety questions": (False, lambda calculator: None),
    "the safety questions, unanswered": (False, lambda calculator: calculator.submit("safety")),
    "the emergency card": (False, in_safety),
    "the same-day card": (False, in_each_card("same-day")),
    "the card to see a clinician soon": (False, in_each_card("soon")),
    "the tests": (False, lambda calculator: calculator.pass_safety()),
    "the tests, not ready": (False, in_tests),
    "the tests, a groin that hurts on hopping": (False, in_groin_hop),
    "the questions, unanswered": (False, in_questions),
    "a link that is none": (False, opened_as("1-1-xyz")),
    "a refused link": (True, in_refused_link),
    "an old link": (True, in_old_link),
    "the plan, its list and chart": (True, in_plan),
    "a plan with a card beside it": (True, opened(signs=["two-weeks"])),
    "a longer plan with a race": (True, opened(goal=60, race=day_number(TODAY))),
    "a missed run": (True, in_missed),
    "a run missed for another reason": (True, in_missed_otherwise),
    "tests that are too old": (True, opened(**MADE_LONG_AGO)),
    "a link beside another saved plan": (True, beside_another),
    "before a log closes": (True, before_a_log_closes),
    "why this number": (True, in_why),
    "all the rules": (True, in_tables),
    "the check-in": (True, in_check_in),
    "the danger signs of who did not run": (True, in_danger_signs),
    "the morning after": (True, in_morning),
    "the weekly question, unanswered": (True, in_weekly_question),
    "still not back to usual": (True, in_waiting),
    "a break for pain": (True, after_a_break_for_pain),
    "a break": (True, after_a_break),
    "a start after a stop": (True, starting_after_a_stop),
    "the correction of an entry": (True, in_correction),
    "saved, with what can be taken along": (True, lambda calculator: calculator.press("save")),
    "after a good run": (True, after()),
    "after an amber run": (True, after(during="4")),
    "after a red run": (True, after(limp="yes")),
    "after a run whose morning is open": (True, after(morning="unknown")),
    "after a warning sign": (True, after(signs=["chest"])),
    "a warning sign taken for a slip": (True, in_slip),
    "at the goal": (True, at_the_goal),
}

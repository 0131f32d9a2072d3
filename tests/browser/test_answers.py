"""What the plan answers: the decision, its reasons and their sources, and what lies ahead."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from calculator_page import DAY, TODAY, CalculatorPage, run_entry


@pytest.mark.parametrize(
    ("log", "verb", "also"),
    [
        # R49: worse in two weeks running, then a good run.
        (
            [{"ago": 16}, {"ago": 9, "week": "worse"}, {"ago": 2, "week": "worse"}],
            "week-back",
            "not-counted",
        ),
        # A break that costs a stage, then a so-so run.
        ([{"ago": 16}, {"ago": 14}, {"ago": 2, "during": 4}], "break-back", "repeat"),
        # Better than last week, then a good run: there the run is the answer.
        ([{"ago": 16}, {"ago": 9}, {"ago": 2, "week": "same"}], "same-stage", "week-noted"),
    ],
    ids=["a second worse week", "a break", "a better week"],
)
def test_the_gravest_decision_of_a_day_is_its_answer_and_the_others_are_reasons(
    log: list[dict[str, Any]], verb: str, also: str, calculator: CalculatorPage, link: str
) -> None:
    entries = [
        run_entry(TODAY - line["ago"] * DAY, **{k: v for k, v in line.items() if k != "ago"})
        for line in log
    ]
    calculator.fresh_with(link, days_ago=16, log=entries)
    words = {
        row.get_attribute("data-decision"): row.locator("td").text_content() or ""
        for row in calculator.element.locator("[data-decision]").all()
    }
    assert calculator.slot("say").text_content() == words[verb]
    reasons = calculator.slot("reasons").locator("li:visible").all_text_contents()
    assert any(words[also] in reason for reason in reasons)
    history = calculator.slot("history").locator("> li").last
    answer = calculator.slot("verb").text_content() or ""
    expect(history).to_contain_text(answer)
    soon = verb == "week-back"
    assert calculator.cards_shown() == (["soon"] if soon else [])


def test_every_answer_of_the_plan_opens_its_source(planned: CalculatorPage) -> None:
    """Item 5: with the reason and its source, for the answer and for each reason."""
    planned.check_in(during="4", limp="yes")
    box = planned.slot("answer")
    links = box.locator("[data-why]:visible")
    reasons = planned.slot("reasons").locator("li:visible")
    assert links.count() == 1 + reasons.count() == 3
    fields = [each.get_attribute("data-why") for each in links.all()]
    assert fields == ["days.rest_after_setback", "response.limp", "response.pain_green_max"]
    reasons.first.locator("[data-why]").click()
    row = planned.element.locator("[data-number='response.limp']")
    expect(row).to_be_in_viewport()
    expect(row).to_be_focused()
    assert planned.link(), "the plan stays in the address"


@pytest.mark.parametrize(
    ("press", "said"), [("too-sore", "6 or more"), ("missed-pain", "Pain has kept me")]
)
def test_a_day_without_a_run_gives_its_reason(
    press: str, said: str, planned: CalculatorPage
) -> None:
    planned.press("missed")
    planned.without_run(press)
    reasons = planned.slot("reasons").locator("li:visible")
    expect(reasons).to_have_count(1)
    expect(reasons).to_contain_text(said)


@pytest.mark.parametrize(("waited", "card"), [(6, []), (7, ["soon"]), (13, ["soon"])])
def test_r8_after_a_week_that_is_not_back_to_usual_a_clinician_should_look(
    waited: int, card: list[str], calculator: CalculatorPage, link: str
) -> None:
    log = [run_entry(TODAY - waited * DAY, during=7)]
    calculator.fresh_with(link, days_ago=waited, log=log)
    calculator.without_run("not-usual")
    assert calculator.cards_shown() == card
    assert ("clinician" in calculator.slot("say").inner_text()) == bool(card)


def test_r8_who_still_waits_after_a_week_is_not_told_to_go_on(
    calculator: CalculatorPage, link: str
) -> None:
    log = [run_entry(TODAY - 8 * DAY, during=7)]
    calculator.fresh_with(link, days_ago=8, log=log)
    calculator.without_run("not-usual")
    assert calculator.cards_shown() == ["soon"]
    expect(calculator.slot("pause")).to_be_hidden()
    expect(calculator.slot("missed")).to_be_hidden()
    expect(calculator.slot("usual")).to_be_hidden()
    with calculator.later(1):
        calculator.fresh(calculator.link())
        calculator.press("usual")


def chances(calculator: CalculatorPage) -> list[tuple[str | None, str | None]]:
    """What is said of a plan that may end with its next run, each with the number behind it."""
    next_run = calculator.slot("next")
    shown = [next_run.locator(f"[data-when={name}]") for name in ("last-chance", "too-few")]
    return [
        (said.get_attribute("data-when"), why.get_attribute("data-why"))
        for said, why in ((each, each.locator("[data-why]:visible")) for each in shown)
        if said.is_visible()
    ]


ON_THE_LADDER = "progress.weeks_to_move_up"

GOOD, SO_SO = {"during": 0}, {"during": 3}


@pytest.mark.parametrize(
    ("log", "days", "said"),
    [
        # Three runs a week: six sessions. One good run and the next one may still move up.
        ([(12, SO_SO), (10, SO_SO), (8, SO_SO), (6, SO_SO)], [0, 2, 4], None),
        ([(12, SO_SO), (10, SO_SO), (8, SO_SO), (6, SO_SO), (3, GOOD)], [0, 2, 4], "last-chance"),
        # After a fifth so-so run even a good one is one too few.
        ([(12, SO_SO), (10, SO_SO), (8, SO_SO), (6, SO_SO), (3, SO_SO)], [0, 2, 4], "too-few"),
        # Two runs a week: four sessions. A break that costs a stage begins the count again.
        ([(14, SO_SO), (10, SO_SO), (7, SO_SO)], [0, 4], "too-few"),
        ([(17, SO_SO), (14, SO_SO), (10, SO_SO)], [0, 4], None),
    ],
    ids=["two left", "one left", "one left, none good", "no break", "a break"],
)
def test_the_last_chance_is_said_of_the_run_that_is_shown_and_only_where_it_is_true(
    log: list[tuple[int, dict[str, Any]]],
    days: list[int],
    said: str | None,
    calculator: CalculatorPage,
    link: str,
) -> None:
    """R16: a good run that cannot save the plan is not called a chance."""
    entries = [run_entry(TODAY - ago * DAY, **answers) for ago, answers in log]
    calculator.fresh_with(link, days_ago=log[0][0], days=days, log=entries)
    assert chances(calculator) == ([(said, ON_THE_LADDER)] if said else [])
    assert bool(calculator.planned()) == (said != "too-few")


def test_beyond_30_minutes_the_last_chance_is_any_good_run(
    calculator: CalculatorPage, link: str
) -> None:
    calm = [run_entry(TODAY - (66 - 3 * n) * DAY) for n in range(13)]
    so_so = [run_entry(TODAY - (27 - 3 * n) * DAY, during=4) for n in range(8)]
    calculator.fresh_with(link, days_ago=66, goal=45, log=calm + so_so)
    assert chances(calculator) == [("last-chance", "progress.weeks_to_move_up_beyond")]


@pytest.mark.parametrize(
    ("agos", "during", "name", "why"),
    [
        ((3, 2), 0, "apart", "days.between_runs"),
        ((7, 5, 3, 1), 0, "most", "days.runs_a_week_max"),
        ((4, 2), 6, "rest", "days.rest_after_setback"),
    ],
    ids=["the next day", "a fourth in a week", "before the rest is over"],
)
def test_r22_a_run_that_came_too_early_says_for_what_it_did_not_wait(
    agos: tuple[int, ...],
    during: int,
    name: str,
    why: str,
    calculator: CalculatorPage,
    link: str,
) -> None:
    """R8, R17: each with its own number. `during` is the pain of the run before."""
    pains = [0] * (len(agos) - 2) + [during, 0]
    entries = [
        run_entry(TODAY - ago * DAY, during=pain) for ago, pain in zip(agos, pains, strict=True)
    ]
    calculator.fresh_with(link, days_ago=agos[0], log=entries)
    early = calculator.slot("reasons").locator("span[data-when]:visible")
    assert [each.get_attribute("data-when") for each in early.all()] == [name]
    assert early.locator("[data-why]").get_attribute("data-why") == why


def test_two_runs_on_one_day_are_called_too_soon_after_each_other(
    calculator: CalculatorPage, link: str
) -> None:
    entries = [run_entry(TODAY - 2 * DAY), run_entry(TODAY - 2 * DAY)]
    calculator.fresh_with(link, days_ago=2, log=entries)
    early = calculator.slot("reasons").locator("span[data-when]:visible")
    assert [each.get_attribute("data-when") for each in early.all()] == ["apart"]


def test_r49_a_stop_by_a_second_worse_week_names_the_weekly_answer(
    calculator: CalculatorPage, link: str
) -> None:
    """A bad run, then two worse weeks: pain of 0 is not the reason of the stop."""
    entries = [
        run_entry(TODAY - 16 * DAY, during=6),
        run_entry(TODAY - 9 * DAY, week="worse"),
        run_entry(TODAY - 2 * DAY, week="worse"),
    ]
    calculator.fresh_with(link, days_ago=16, log=entries)
    assert calculator.slot("answer").get_attribute("class") == "c-answer c-answer--stop"
    reasons = calculator.slot("reasons").locator("li:visible")
    expect(reasons).to_have_count(1)
    expect(reasons).to_contain_text("Compared with last week, is your hip: Worse")
    assert reasons.locator("[data-why]").get_attribute("data-why") == "days.weekly_question"


def test_a_worse_week_never_shortens_the_way_to_the_goal(
    calculator: CalculatorPage, link: str
) -> None:
    """R49 holds the stage until the next weekly answer; the forecast must not end at a stop."""
    logged = [run_entry(TODAY - 7 * DAY), run_entry(TODAY - DAY, week="worse")]
    calculator.fresh_with(link, days_ago=7, log=logged)
    assert calculator.planned()[-1][2] == "30"


def test_a_forecast_never_calls_a_stop_done(calculator: CalculatorPage, link: str) -> None:
    """R16: after three ambers at two runs a week the next run cannot reach the next stage."""
    logged = [run_entry(TODAY - day * DAY, during=3) for day in (10, 7, 3)]
    back: dict[str, Any] = {"days_ago": 10, "days": [0, 4]}
    calculator.fresh_with(link, **back, log=logged)
    assert calculator.planned() == []
    expect(calculator.slot("facts")).to_be_hidden()
    assert chances(calculator) == [("too-few", ON_THE_LADDER)]


@pytest.mark.parametrize(("pain", "offered"), [(2, False), (3, True), (6, False)])
def test_r33_a_repeat_of_30_minutes_may_be_done_in_two_parts(
    calculator: CalculatorPage, link: str, pain: int, offered: bool
) -> None:
    """Only after a so-so run of 30 minutes: neither after a good one nor after a bad one."""
    days = [TODAY - 3 * n * DAY for n in range(11, 0, -1)]
    logged = [run_entry(day) for day in days[:-1]] + [run_entry(days[-1], during=pain)]
    calculator.fresh_with(link, days_ago=33, log=logged)
    words = calculator.slot("in-parts")
    assert words.is_visible() == offered
    assert "2 runs of 15 minutes" in (words.text_content() or "")
    assert calculator.first_stage() == ("S6" if pain == 6 else "S7")

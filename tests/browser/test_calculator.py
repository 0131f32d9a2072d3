"""The calculator in a real Chromium: without scripts first, then the whole way, by every road."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, BrowserContext, Page, expect

from calculator_page import PAGE, TESTS, CalculatorPage, day_number, run_entry
from engine import protocol
from test_plugin import build

TODAY = dt.date(2026, 11, 23)
PATIENCE_MS = 5000
SETTLING_MS = 500
NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
LAST_RUN = TODAY - 20 * DAY
SIGNS = {sign.id: sign for sign in protocol().signs}
HARMLESS = [name for name, sign in SIGNS.items() if sign.plan]
AXE_OPTIONS: dict[str, Any] = {"resultTypes": ["violations"]}
STORE = "Object.entries(localStorage).filter(([name]) => name.includes('return-to-running'))"


class Watch:
    """Everything the pages of a context complained of, or asked of other hosts."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.complaints: list[str] = []
        self._own = own
        context.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("requestfailed", lambda r: self._failed(r.url, r.failure))
        context.on("request", lambda request: self._note(request.url))

    def _failed(self, url: str, why: str | None) -> None:
        # Leaving a page ends what it was still loading.
        if why != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {url}: {why}")

    def _note(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob") and not url.startswith(self._own):
            self.complaints.append(f"asked another host: {url}")


@pytest.fixture(scope="module")
def context(browser: Browser, served: str) -> Iterator[BrowserContext]:
    """One context for the module; its clock stands at noon of `TODAY`."""
    context = browser.new_context(
        locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce"
    )
    context.clock.set_fixed_time(NOON)
    context.set_default_timeout(PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture(scope="module")
def watch(context: BrowserContext, served: str) -> Watch:
    return Watch(context, served)


@pytest.fixture(scope="module")
def shared(context: BrowserContext, watch: Watch, served: str) -> CalculatorPage:
    calculator = CalculatorPage(context.new_page())
    calculator.open(served + PAGE)
    return calculator


@pytest.fixture
def calculator(shared: CalculatorPage, watch: Watch) -> Iterator[CalculatorPage]:
    """The calculator as a first visitor finds it; every test also asks for a silent console."""
    shared.page.set_viewport_size({"width": 1280, "height": 900})
    shared.page.emulate_media(color_scheme="light", forced_colors="none", media="screen")
    shared.page.evaluate("localStorage.clear()")
    shared.fresh()
    yield shared
    complaints, watch.complaints = watch.complaints, []
    assert complaints == []


@pytest.fixture(scope="module")
def link(shared: CalculatorPage) -> str:
    """A plan made by answering every question: three runs a week, to 30 minutes, from S2."""
    shared.fresh()
    shared.make_plan(LAST_RUN)
    return shared.link()


@pytest.fixture
def planned(calculator: CalculatorPage, link: str) -> CalculatorPage:
    """The plan of `link`, opened."""
    calculator.fresh(link)
    return calculator


def open_with(calculator: CalculatorPage, link: str, **changed: object) -> None:
    """Open the plan of a link with some of its fields changed."""
    calculator.fresh(calculator.link_with(link, **changed))


def days_from(start: dt.date, *numbers: int) -> list[str]:
    return [shown(start + n * DAY) for n in numbers]


def shown(on: dt.date) -> str:
    """A day as the page writes it in British English."""
    return f"{on:%a} {on.day} {on:%b}"


def days_planned(calculator: CalculatorPage) -> list[str]:
    """The days in the list of runs, without the comma that some Chromiums write."""
    cells = calculator.slot("list").locator("tr td:nth-child(2)").all_text_contents()
    return [cell.replace(",", "") for cell in cells]


# ---------------------------------------------------------------- without scripts


@pytest.fixture(scope="module")
def unscripted(browser: Browser, served: str) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + PAGE)
    yield page
    context.close()


def test_without_scripts_the_questions_are_out_of_sight(unscripted: Page) -> None:
    expect(unscripted.locator("return-to-running .c-live")).to_be_hidden()
    inputs = unscripted.locator("return-to-running input").all()
    assert inputs
    assert not any(each.is_visible() for each in inputs)


@pytest.mark.parametrize("track", ["standard", "gentle"])
def test_without_scripts_every_stage_of_a_track_can_be_read(track: str, unscripted: Page) -> None:
    for stage in getattr(protocol().tracks, track).stages:
        row = unscripted.locator(f"tr[data-stage='{stage.id}']")
        expect(row).to_be_visible()
        expect(row).to_contain_text(f"{stage.running_min:g} min")


@pytest.mark.parametrize("heading", ["rtr-judge", "rtr-breaks", "rtr-where", "rtr-readiness"])
def test_without_scripts_the_rules_can_be_read(heading: str, unscripted: Page) -> None:
    expect(unscripted.locator(f"#{heading}")).to_be_visible()


def test_without_scripts_the_decision_table_names_every_result(unscripted: Page) -> None:
    rows = unscripted.locator("#rtr-judge ~ .c-scroll").first.locator("tbody tr")
    assert rows.count() >= 5
    for row in rows.all():
        expect(row).to_be_visible()


def test_without_scripts_there_is_a_plan_for_two_and_for_three_runs_a_week(
    unscripted: Page,
) -> None:
    tables = unscripted.locator("#rtr-weeks ~ .c-scroll table")
    for table, track in ((tables.nth(0), "standard"), (tables.nth(1), "gentle")):
        expect(table).to_be_visible()
        two = ", ".join(table.locator("td:nth-child(2)").all_text_contents())
        three = ", ".join(table.locator("td:nth-child(3)").all_text_contents())
        for stage in getattr(protocol().tracks, track).stages:
            assert two.split(", ").count(stage.id) == 2
            assert three.split(", ").count(stage.id) == 2


# ---------------------------------------------------------------- by keyboard alone


def tab_to(page: Page, name: str, value: str | None = None) -> None:
    """Press Tab until an input of this name has the focus, no oftener than there are stops."""
    for _ in range(120):
        page.keyboard.press("Tab")
        here = page.evaluate("[document.activeElement.name, document.activeElement.value]")
        if here[0] == name and value in (None, here[1]):
            return
    raise AssertionError(f"the Tab key never reaches {name}")


def focused(page: Page) -> dict[str, str]:
    found: dict[str, str] = page.evaluate(
        """() => {
          const at = document.activeElement;
          return { name: at.name ?? "", value: at.value ?? "", type: at.type ?? "", id: at.id,
                   tag: at.tagName };
        }"""
    )
    return found


def test_a_plan_is_made_and_checked_in_by_keyboard_alone(calculator: CalculatorPage) -> None:
    page, keys = calculator.page, calculator.page.keyboard
    groups = [group.group for group in protocol().safety]
    for group in groups:
        tab_to(page, f"none-{group}")
        keys.press("Space")
    keys.press("Tab")
    assert focused(page)["type"] == "submit"
    keys.press("Enter")
    assert calculator.view_shown() == "tests"
    assert focused(page)["tag"] == "H2"
    for test in TESTS:
        tab_to(page, f"test-{test}")
        keys.press("Space")
        keys.press("ArrowRight")
        assert focused(page)["value"] == "1"
        keys.press("ArrowLeft")
        assert focused(page)["value"] == "0"
    tab_to(page, "bone")
    keys.press("Space")
    keys.press("ArrowDown")
    assert calculator.view("tests").locator("[name=bone][value=no]").is_checked()
    keys.press("Enter")
    assert calculator.view_shown() == "questions"
    tab_to(page, "last-run")
    keys.type("11112026")  # The same day, whichever part comes first in this Chromium.
    for name, choice in (("regular", "yes"), ("stairs", "0")):
        tab_to(page, name, choice)
        keys.press("Space")
    tab_to(page, "age")
    keys.type("35")
    tab_to(page, "longest")
    keys.type("60")
    tab_to(page, "bmi")
    keys.press("Space")
    keys.press("ArrowRight")
    for day in "024":
        tab_to(page, "day", day)
        keys.press("Space")
    tab_to(page, "goal")
    keys.press("Space")
    keys.press("Enter")
    assert calculator.view_shown() == "plan"
    assert calculator.first_stage() == "S3"
    button = calculator.element.locator("[data-do=check-in]")
    for _ in range(40):
        keys.press("Tab")
        if button.evaluate("(each) => each === document.activeElement"):
            break
    keys.press("Enter")
    assert calculator.view_shown() == "check-in"
    answers = ("before", "during", "after", "limp", "settled", "morning", "painkiller")
    for name in answers:
        tab_to(page, name)
        keys.press("Space")
    tab_to(page, "none-new")
    keys.press("Space")
    keys.press("Enter")
    assert calculator.view_shown() == "plan"
    assert calculator.logged() == 1
    expect(calculator.slot("verb")).to_be_focused()


def test_every_input_in_view_shows_where_the_focus_is(calculator: CalculatorPage) -> None:
    """A change of outline or shadow, on the input or on the row that holds it."""
    seen = calculator.page.evaluate(
        """() => {
          const look = (at) => [at, at.parentElement].map((each) => {
            const { outline, outlineStyle, boxShadow } = getComputedStyle(each);
            return (outlineStyle === "none" ? "" : outline) + boxShadow;
          }).join();
          const hidden = [];
          const inputs = document.querySelectorAll("return-to-running [data-view=safety] input");
          for (const input of inputs) {
            input.blur();
            const before = look(input);
            input.focus({ focusVisible: true });
            if (look(input) === before) hidden.push(input.value);
          }
          return hidden;
        }"""
    )
    assert seen == []


# ---------------------------------------------------------------- the safety questions


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_shows_its_card_at_once_and_withholds_the_plan(
    sign: str, calculator: CalculatorPage
) -> None:
    calculator.answer_safety()
    calculator.choose("sign", sign)
    assert calculator.cards_shown() == [SIGNS[sign].card]
    words = calculator.view("safety").locator(f"label:has([value='{sign}'])").inner_text()
    expect(calculator.card(SIGNS[sign].card)).to_contain_text(words.strip())
    calculator.submit("safety")
    assert calculator.view_shown() == ("tests" if SIGNS[sign].plan else "safety")
    if not SIGNS[sign].plan:
        expect(calculator.slot("withheld")).to_be_visible()


def test_r47_the_card_of_a_sign_is_in_view_where_it_was_ticked(calculator: CalculatorPage) -> None:
    """R47: on a phone nobody looks for a card far below the answer that calls for it."""
    calculator.page.set_viewport_size({"width": 360, "height": 740})
    calculator.choose("sign", "cannot-stand")
    expect(calculator.card("emergency")).to_be_in_viewport()


def test_the_most_urgent_card_stands_alone(calculator: CalculatorPage) -> None:
    for sign, kind in (("two-weeks", "soon"), ("pop", "same-day"), ("chest", "emergency")):
        calculator.choose("sign", sign)
        assert calculator.cards_shown() == [kind]
    calculator.choose("sign", "chest")
    assert calculator.cards_shown() == ["same-day"]


def test_r14_an_untouched_group_is_not_none_of_these(calculator: CalculatorPage) -> None:
    *touched, last = [group.group for group in protocol().safety]
    for group in touched:
        calculator.choose(f"none-{group}", "none")
    calculator.submit("safety")
    assert calculator.view_shown() == "safety"
    expect(calculator.slot("error", "safety")).to_be_visible()
    expect(calculator.slot("error", "safety")).to_have_attribute("role", "alert")
    assert focused(calculator.page)["name"] == "sign"
    calculator.choose(f"none-{last}", "none")
    calculator.submit("safety")
    assert calculator.view_shown() == "tests"


def test_none_of_these_and_a_sign_exclude_each_other(calculator: CalculatorPage) -> None:
    safety = calculator.view("safety")
    none = safety.locator("[name=none-now]")
    calculator.choose("none-now", "none")
    calculator.choose("sign", "chest")
    expect(none).not_to_be_checked()
    calculator.choose("none-now", "none")
    assert safety.locator("[data-group=now] :checked").count() == 1
    assert calculator.cards_shown() == []


@pytest.mark.parametrize("sign", HARMLESS)
def test_a_sign_that_allows_the_plan_keeps_its_card_beside_it(
    sign: str, calculator: CalculatorPage, link: str
) -> None:
    """R13: "see a clinician soon" is shown with the plan, not only on the way there."""
    open_with(calculator, link, signs=[sign])
    assert calculator.view_shown() == "plan"
    assert calculator.cards_shown() == ["soon"]


# ---------------------------------------------------------------- the tests


@pytest.mark.parametrize("pain", ["3", "not-yet"])
def test_a_failed_test_names_what_to_do_first_and_gives_no_plan(
    pain: str, calculator: CalculatorPage
) -> None:
    calculator.pass_safety()
    calculator.pass_tests(squat=pain)
    assert calculator.view_shown() == "tests"
    expect(calculator.slot("not-ready")).to_be_visible()
    shown_first = calculator.view("tests").locator("[data-first]:visible")
    assert [each.get_attribute("data-first") for each in shown_first.all()] == ["squat"]
    assert shown_first.locator("a").get_attribute("href")
    calculator.choose("test-squat", "2")
    calculator.submit("tests")
    assert calculator.view_shown() == "questions"


def test_r14_an_unanswered_test_is_not_a_passed_one(calculator: CalculatorPage) -> None:
    calculator.pass_safety()
    for test in TESTS[1:]:
        calculator.choose(f"test-{test}", "0")
    calculator.choose("bone", "no")
    calculator.submit("tests")
    assert calculator.view_shown() == "tests"
    expect(calculator.slot("error", "tests")).to_be_visible()


@pytest.mark.parametrize(
    ("pain", "where", "bone", "card", "view"),
    [
        ("1", "groin", "no", ["same-day"], "tests"),
        ("1", None, "no", ["same-day"], "tests"),
        ("2", "elsewhere", "no", [], "questions"),
        ("3", "elsewhere", "no", [], "tests"),
        ("1", "elsewhere", "yes", [], "tests"),
        ("0", None, "yes", [], "questions"),
    ],
    ids=["groin", "not said where", "thigh 2", "thigh 3", "thigh and old bone", "none"],
)
def test_r6_where_the_hop_hurts_decides(
    pain: str,
    where: str | None,
    bone: str,
    card: list[str],
    view: str,
    calculator: CalculatorPage,
) -> None:
    """R6: pain in the groin is never tried away."""
    calculator.pass_safety()
    calculator.answer_tests(bone=bone, hop=pain)
    if where:
        calculator.choose("hop-where", where)
    calculator.submit("tests")
    assert calculator.cards_shown() == card
    assert calculator.view_shown() == view


# ---------------------------------------------------------------- the questions


def test_under_eighteen_gets_a_card_and_no_plan(calculator: CalculatorPage) -> None:
    calculator.pass_safety()
    calculator.pass_tests()
    calculator.answer_questions(LAST_RUN, age="17")
    calculator.submit("questions")
    assert calculator.view_shown() == "safety"
    assert calculator.cards_shown() == ["soon"]
    assert calculator.link() == ""
    calculator.submit("safety")
    assert calculator.view_shown() == "safety"


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("age", ""),
        ("age", "0"),
        ("days", (5, 6)),
        ("days", (3,)),
        ("days", (0, 1, 2, 3, 4)),
        ("start", (TODAY - DAY).isoformat()),
        ("start", (TODAY + 8 * DAY).isoformat()),
        ("last_run", TODAY + DAY),
        ("goal_min", "181"),
        ("goal_min", "29"),
        ("longest", "1500"),
        ("last_run", dt.date(1900, 1, 1)),
        ("race", "9000-01-01"),
    ],
)
def test_an_answer_out_of_range_gives_no_plan(
    answer: str, value: Any, calculator: CalculatorPage
) -> None:
    """None of these may lead to a plan that its own link cannot hold."""
    calculator.pass_safety()
    calculator.pass_tests()
    answers: dict[str, Any] = {"last_run": LAST_RUN, answer: value}
    if answer == "goal_min":
        answers["goal"] = "longer"
    calculator.answer_questions(**answers)
    calculator.submit("questions")
    assert calculator.view_shown() == "questions"
    expect(calculator.slot("error", "questions")).to_be_visible()


@pytest.mark.parametrize(
    ("off_days", "first"), [(6, "S4"), (7, "S3"), (14, "S2"), (29, "S1"), (56, "G1")]
)
def test_time_off_decides_the_first_stage(
    off_days: int, first: str, calculator: CalculatorPage, link: str
) -> None:
    plan = calculator.read_link(link)
    assert plan
    open_with(calculator, link, answers={**plan["answers"], "daysOff": off_days})
    assert calculator.first_stage() == first


# ---------------------------------------------------------------- the plan


def test_the_plan_runs_only_on_the_chosen_days(planned: CalculatorPage) -> None:
    assert days_planned(planned)[:6] == days_from(TODAY, 0, 2, 4, 7, 9, 11)
    expect(planned.slot("weeks").locator("section").first).to_be_visible()
    rows = planned.planned()
    chart = planned.slot("chart").locator("rect")
    expect(chart).to_have_count(len(rows))
    assert [stage for _, stage, _ in rows] == [f"S{n}" for n in range(2, 8) for _ in range(2)]


@pytest.mark.parametrize("start", range(8))
def test_the_first_run_is_the_first_chosen_day_from_the_start(
    start: int, calculator: CalculatorPage, link: str
) -> None:
    """R40. The start may lie today to seven days ahead; TODAY is a Monday."""
    number = calculator.read_link(link)
    assert number
    open_with(calculator, link, start=number["start"] + start)
    first = next(day for day in (0, 2, 4, 7) if day >= start)
    assert days_planned(calculator)[0] == shown(TODAY + first * DAY)


@pytest.mark.parametrize(
    ("race", "late"), [(-1, True), (0, True), (1, False)], ids=["before", "on", "after"]
)
def test_r30_a_race_date_never_moves_the_plan(
    race: int, late: bool, calculator: CalculatorPage, link: str
) -> None:
    plan = calculator.read_link(link)
    assert plan
    calculator.fresh(link)
    before = calculator.planned()
    done = calculator.engine(
        "const plan = engine.complete(rule, engine.decode(rule, given, signIds));"
        "const progress = engine.replay(rule, plan, []);"
        "return engine.lookAhead(rule, plan, progress, plan.start).sessions.at(-1).on;",
        link,
    )
    open_with(calculator, link, race=done + race)
    assert calculator.planned() == before
    words = calculator.slot("race").inner_text()
    open_with(calculator, link, race=done)
    assert (calculator.slot("race").inner_text()[-40:] == words[-40:]) == late


# ---------------------------------------------------------------- check in


@pytest.mark.parametrize(
    ("answers", "look", "rest_days", "stage", "runs"),
    [
        ({}, "go", 2, "S2", 11),
        ({"during": "3"}, "same", 2, "S2", 12),
        ({"settled": "morning"}, "same", 2, "S2", 12),
        ({"painkiller": "yes"}, "same", 2, "S2", 12),
        ({"morning": "unknown"}, "same", 2, "S2", 12),
        ({"during": "6"}, "back", 4, "S1", 14),
        ({"limp": "yes"}, "back", 4, "S1", 14),
        ({"settled": "later"}, "back", 4, "S1", 14),
        ({"morning": "worse"}, "back", 4, "S1", 14),
    ],
    ids=lambda value: (
        "-".join(f"{k}={v}" for k, v in value.items()) or "all good"
        if isinstance(value, dict)
        else ""
    ),
)
def test_a_check_in_gives_its_decision_and_moves_the_plan(
    answers: dict[str, Any],
    look: str,
    rest_days: int,
    stage: str,
    runs: int,
    planned: CalculatorPage,
) -> None:
    before = planned.link()
    planned.check_in(**answers)
    answer = planned.slot("answer")
    expect(answer).to_be_visible()
    assert answer.locator("[data-look]:visible").get_attribute("data-look") == look
    expect(planned.slot("verb")).to_be_focused()
    assert planned.slot("reasons").locator("li").count() >= 1
    assert planned.link() != before
    assert days_planned(planned)[0] == shown(TODAY + rest_days * DAY)
    assert planned.first_stage() == stage
    assert len(planned.planned()) == runs


def test_two_good_runs_lead_to_the_next_stage(planned: CalculatorPage) -> None:
    planned.page.clock.set_fixed_time(NOON + 2 * DAY)
    try:
        planned.check_in(TODAY)
        planned.check_in(TODAY + 2 * DAY)
        assert planned.first_stage() == "S3"
    finally:
        planned.page.clock.set_fixed_time(NOON)


@pytest.mark.parametrize("sign", [name for name, sign in SIGNS.items() if sign.check_in])
def test_a_warning_sign_at_a_check_in_ends_the_plan_with_its_own_card(
    sign: str, planned: CalculatorPage
) -> None:
    """R37, R48: no stage, no dates, no next run."""
    planned.press("check-in")
    planned.choose("new-sign", sign, "check-in")
    assert planned.cards_shown() == [SIGNS[sign].card]
    planned.submit("check-in")
    assert planned.view_shown() == "plan"
    answer = planned.slot("answer")
    assert answer.locator("[data-look]:visible").get_attribute("data-look") == "stop"
    for slot in ("next", "facts", "forecast", "take"):
        expect(planned.slot(slot, "plan")).to_be_hidden()
    assert planned.cards_shown() == [SIGNS[sign].card]


def test_an_unanswered_check_in_is_not_a_good_run(planned: CalculatorPage) -> None:
    planned.press("check-in")
    planned.submit("check-in")
    assert planned.view_shown() == "check-in"
    error = planned.slot("error", "check-in")
    expect(error).to_be_visible()
    expect(error).to_have_attribute("role", "alert")


@pytest.mark.parametrize("days", [-1, 1], ids=["before the start", "tomorrow"])
def test_a_run_cannot_lie_in_the_future_or_before_the_plan(
    days: int, planned: CalculatorPage
) -> None:
    planned.press("check-in")
    planned.answer_check_in(TODAY + days * DAY)
    planned.submit("check-in")
    assert planned.view_shown() == "check-in"
    expect(planned.slot("date-error")).to_be_visible()


def test_the_weekly_question_is_asked_once_a_week(calculator: CalculatorPage, link: str) -> None:
    plan = calculator.read_link(link)
    assert plan
    week = calculator.view("check-in").locator("[data-question=week]")
    for day, asked in ((6, False), (7, True)):
        open_with(calculator, link, start=plan["start"] - day, made=plan["made"] - day)
        calculator.press("check-in")
        expect(week).to_be_visible(visible=asked)


def test_a_worse_week_never_shortens_the_way_to_the_goal(
    calculator: CalculatorPage, link: str
) -> None:
    """R49 holds the stage until the next weekly answer; the forecast must not end at a stop."""
    logged = [run_entry(TODAY - 7 * DAY), run_entry(TODAY - DAY, week="worse")]
    plan = calculator.read_link(link)
    assert plan
    back = {"start": plan["start"] - 7, "made": plan["made"] - 7}
    open_with(calculator, link, **back, log=logged)
    assert calculator.planned()[-1][2] == "30"


def test_a_forecast_never_calls_a_stop_done(calculator: CalculatorPage, link: str) -> None:
    """R16: after three ambers at two runs a week the next run cannot reach the next stage."""
    plan = calculator.read_link(link)
    assert plan
    logged = [run_entry(TODAY - day * DAY, during=3) for day in (10, 7, 3)]
    back = {"start": plan["start"] - 10, "made": plan["made"] - 10, "days": [0, 4]}
    open_with(calculator, link, **back, log=logged)
    last = calculator.planned()[-1:]
    assert not last or last[0][2] == "30" or calculator.slot("facts").is_hidden()


@pytest.mark.parametrize(("pain", "offered"), [(2, False), (3, True), (6, False)])
def test_r33_a_repeat_of_30_minutes_may_be_done_in_two_parts(
    calculator: CalculatorPage, link: str, pain: int, offered: bool
) -> None:
    """Only after a so-so run of 30 minutes: neither after a good one nor after a bad one."""
    plan = calculator.read_link(link)
    assert plan
    days = [TODAY - 3 * n * DAY for n in range(11, 0, -1)]
    logged = [run_entry(day) for day in days[:-1]] + [run_entry(days[-1], during=pain)]
    back = {"start": plan["start"] - 33, "made": plan["made"] - 33}
    open_with(calculator, link, **back, log=logged)
    words = calculator.slot("in-parts")
    assert words.is_visible() == offered
    assert "2 runs of 15 minutes" in (words.text_content() or "")
    assert calculator.first_stage() == ("S6" if pain == 6 else "S7")


# ---------------------------------------------------------------- setting it right


def test_undo_takes_the_last_entry_back(planned: CalculatorPage) -> None:
    before = (planned.link(), planned.planned())
    planned.check_in(during="6")
    assert (planned.link(), planned.planned()) != before
    planned.press("undo")
    assert (planned.link(), planned.planned()) == before
    expect(planned.slot("answer")).to_be_hidden()
    assert planned.logged() == 0


def test_undo_takes_back_what_was_entered_last_even_for_an_earlier_day(
    calculator: CalculatorPage, link: str
) -> None:
    plan = calculator.read_link(link)
    assert plan
    back = {"start": plan["start"] - 5, "made": plan["made"] - 5}
    open_with(calculator, link, **back)
    calculator.check_in(TODAY)
    before = calculator.link()
    calculator.check_in(TODAY - 3 * DAY, during="6")
    calculator.press("undo")
    assert calculator.link() == before


def test_an_edited_entry_changes_everything_after_it(calculator: CalculatorPage, link: str) -> None:
    plan = calculator.read_link(link)
    assert plan
    days = [TODAY - n * DAY for n in (7, 5, 3)]
    back = {"start": plan["start"] - 7, "made": plan["made"] - 7}
    open_with(calculator, link, **back, log=[run_entry(day) for day in days])
    assert calculator.first_stage() == "S3"
    calculator.slot("history").locator("[data-do=edit]").first.click()
    checked = calculator.view("check-in").locator(":checked")
    assert {each.get_attribute("name") for each in checked.all()} >= {"before", "during", "limp"}
    calculator.choose("during", "6", "check-in")
    if calculator.view("check-in").locator("[data-question=week]").is_visible():
        calculator.choose("week", "same", "check-in")
    calculator.submit("check-in")
    after = calculator.read_link(calculator.link())
    assert after
    assert [entry["during"] for entry in after["log"]] == [6, 0, 0]
    assert calculator.first_stage() == "S1"


def test_of_two_runs_on_one_day_both_stay_when_one_is_edited(
    calculator: CalculatorPage, link: str
) -> None:
    """R22: keep both, use the worse."""
    open_with(calculator, link, log=[run_entry(TODAY, during=4), run_entry(TODAY, during=1)])
    calculator.slot("history").locator("[data-do=edit]").first.click()
    calculator.submit("check-in")
    plan = calculator.read_link(calculator.link())
    assert plan
    assert len(plan["log"]) == 2


@pytest.mark.parametrize("what", ["check-in", "pain"])
def test_what_is_logged_before_the_start_leaves_a_link_that_opens(
    what: str, calculator: CalculatorPage, link: str
) -> None:
    plan = calculator.read_link(link)
    assert plan
    open_with(calculator, link, start=plan["start"] + 3)
    if what == "pain":
        calculator.press("missed")
        calculator.press("missed-pain")
    after = calculator.link()
    assert calculator.read_link(after) is not None


def test_r8_not_back_to_usual_moves_the_next_run_by_a_day(
    calculator: CalculatorPage, link: str
) -> None:
    """R8: three dates after a red run, asked before it, moved on while the answer is no."""
    plan = calculator.read_link(link)
    assert plan
    every_day = {"days": [0, 2, 4, 6], "start": plan["start"] - 3, "made": plan["made"] - 3}
    log = [run_entry(TODAY - 3 * DAY, during=7)]
    open_with(calculator, link, **every_day, log=log)
    expect(calculator.slot("usual")).to_be_visible()
    assert days_planned(calculator)[0] == shown(TODAY)
    calculator.press("not-usual")
    assert days_planned(calculator)[0] == shown(TODAY + 2 * DAY)


def test_r1_after_a_stop_a_new_plan_asks_for_a_clinician_and_starts_at_the_first_stage(
    planned: CalculatorPage,
) -> None:
    """R1."""
    planned.check_in(signs=["deep-groin"])
    planned.press("restart")
    assert planned.view_shown() == "safety"
    assert planned.link() == ""
    planned.pass_safety()
    planned.pass_tests()
    planned.answer_questions(TODAY - DAY)
    planned.submit("questions")
    assert planned.view_shown() == "questions"
    planned.choose("cleared", "no")
    planned.submit("questions")
    assert planned.view_shown() == "questions"
    expect(planned.slot("not-cleared")).to_be_visible()
    planned.choose("cleared", "yes")
    planned.submit("questions")
    assert planned.view_shown() == "plan"
    assert planned.first_stage() == "S1"


# ---------------------------------------------------------------- links, visits, devices


def test_a_reload_brings_the_plan_back(planned: CalculatorPage) -> None:
    planned.check_in()
    before = (planned.link(), planned.planned())
    planned.page.reload()
    planned.wait()
    assert (planned.link(), planned.planned()) == before
    assert planned.logged() == 1


def test_r21_the_morning_after_is_asked_once_it_is_known(
    calculator: CalculatorPage, link: str
) -> None:
    """R21: the evening part is saved first; the rest is asked at the next visit."""
    plan = calculator.read_link(link)
    assert plan
    back = {"start": plan["start"] - 2, "made": plan["made"] - 2}
    waiting = run_entry(TODAY - 2 * DAY, settled="unknown", morning="unknown")
    open_with(calculator, link, **back, log=[waiting])
    expect(calculator.slot("morning")).to_be_visible()
    calculator.slot("morning").locator("button").click()
    calculator.choose("settled", "hour", "check-in")
    calculator.choose("morning", "same", "check-in")
    before = calculator.page.url
    calculator.submit("check-in")
    expect(calculator.slot("morning")).to_be_hidden()
    expect(calculator.page).not_to_have_url(before)
    after = calculator.read_link(calculator.link())
    assert after
    assert [entry["morning"] for entry in after["log"]] == ["same"]


def test_a_footnote_costs_neither_the_plan_nor_the_answers(
    context: BrowserContext, link: str, served: str
) -> None:
    """A link within the page, such as a footnote or "skip to content", leads nowhere else."""
    calculator = CalculatorPage(context.new_page())
    footnote = calculator.page.locator("article a[href*='#ref-']").first
    calculator.open(served + PAGE)
    calculator.choose("sign", "chest")
    footnote.click()
    calculator.page.wait_for_timeout(SETTLING_MS)
    shown_cards = calculator.cards_shown()
    calculator.open(served + PAGE, link)
    footnote.click()
    calculator.page.wait_for_timeout(SETTLING_MS)
    shown_view = calculator.view_shown()
    calculator.page.close()
    assert (shown_cards, shown_view) == (["emergency"], "plan")


def test_a_broken_link_says_so(calculator: CalculatorPage, served: str) -> None:
    calculator.open(served + PAGE, "1-1-xyz")
    assert calculator.view_shown() == "safety"
    expect(calculator.slot("notice")).to_be_visible()
    expect(calculator.slot("notice")).to_have_attribute("role", "status")


def test_a_link_from_an_older_version_opens_with_a_notice(
    calculator: CalculatorPage, link: str
) -> None:
    calculator.fresh(link)
    now = calculator.slot("notice").inner_text()
    kind, version, rest = link.split("-", 2)
    calculator.fresh(f"{kind}-{int(version) + 1}-{rest}")
    assert calculator.view_shown() == "plan"
    assert len(calculator.slot("notice").inner_text()) > len(now)


def test_after_a_month_without_a_run_the_page_sends_to_the_tests(
    calculator: CalculatorPage, link: str
) -> None:
    """R18."""
    plan = calculator.read_link(link)
    assert plan
    logged = [run_entry(TODAY - 40 * DAY)]
    back = {"start": plan["start"] - 40, "made": plan["made"] - 40}
    open_with(calculator, link, **back, log=logged)
    expect(calculator.slot("next")).to_be_hidden()
    text = calculator.element.locator(".c-live").inner_text()
    assert "28" in text


def test_opening_a_link_writes_nothing_on_the_device(planned: CalculatorPage) -> None:
    planned.check_in()
    assert planned.page.evaluate(STORE) == []


def test_a_saved_plan_comes_back_and_keeps_what_is_added(
    planned: CalculatorPage, served: str
) -> None:
    planned.press("save")
    assert planned.slot("told").inner_text() != ""
    planned.open(served + PAGE)
    assert planned.view_shown() == "plan"
    planned.check_in()
    planned.open(served + PAGE)
    assert planned.logged() == 1
    planned.press("forget")
    assert planned.page.evaluate(STORE) == []
    planned.open(served + PAGE)
    assert planned.view_shown() == "safety"


def test_r39_another_plan_s_link_leaves_the_saved_one_alone(
    planned: CalculatorPage, link: str
) -> None:
    """R39."""
    planned.press("save")
    saved = planned.page.evaluate(STORE)
    open_with(planned, link, goal=45)
    planned.check_in()
    assert planned.page.evaluate(STORE) == saved


def test_the_page_works_where_storage_is_refused(
    context: BrowserContext, link: str, served: str, watch: Watch
) -> None:
    page = context.new_page()
    page.add_init_script(
        "for (const name of ['getItem', 'setItem', 'removeItem'])"
        " Storage.prototype[name] = () => { throw new DOMException('no', 'SecurityError'); };"
        " Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    calculator = CalculatorPage(page)
    calculator.page.goto(served + PAGE + f"#plan={link}")
    calculator.wait()
    assert calculator.view_shown() == "plan"
    calculator.press("save")
    assert calculator.slot("told").inner_text() != ""
    expect(calculator.element.locator("[data-do=forget]")).to_be_hidden()
    calculator.check_in()
    assert calculator.logged() == 1
    page.close()
    watch.complaints.clear()


def test_the_calculator_works_by_double_click(
    context: BrowserContext, site: Path, watch: Watch
) -> None:
    page = context.new_page()
    calculator = CalculatorPage(page)
    page.goto((site / PAGE).as_uri())
    calculator.wait()
    calculator.make_plan(LAST_RUN)
    calculator.check_in()
    before = calculator.planned()
    page.reload()
    calculator.wait()
    assert calculator.planned() == before
    assert calculator.slot("chart").locator("rect").count() == len(before)
    calculator.press("restart")
    assert calculator.view_shown() == "safety"
    page.close()
    complaints = [said for said in watch.complaints if "asked another host: file:" not in said]
    watch.complaints.clear()
    assert complaints == []


def test_it_wakes_on_arrival_by_instant_navigation_twice_and_on_the_way_back(
    browser: Browser, instant_site: str
) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="en-GB")
    context.clock.set_fixed_time(NOON)
    watch = Watch(context, instant_site)
    page = context.new_page()
    calculator = CalculatorPage(page)
    page.goto(instant_site + "index.html")
    page.evaluate("window.sameDocument = true")
    tab = page.locator(f".md-tabs a[href$='{PAGE}']")
    for visit in range(2):
        tab.click()
        calculator.wait()
        assert calculator.view_shown() == "safety"
        if visit == 0:  # The answers wait while other pages are read.
            calculator.choose("sign", "chest")
        assert calculator.cards_shown() == ["emergency"]
        page.locator(".md-tabs a[href$='anatomy.html']").click()
        expect(page.locator("return-to-running")).to_have_count(0)
    tab.click()
    calculator.wait()
    calculator.choose("sign", "chest")
    calculator.make_plan(LAST_RUN)
    link = calculator.link()
    page.locator(".md-tabs a[href$='anatomy.html']").click()
    expect(page.locator("return-to-running")).to_have_count(0)
    page.go_back()
    calculator.wait()
    expect(calculator.view("plan")).to_be_visible()
    assert calculator.link() == link
    page.go_back()
    expect(page.locator("return-to-running")).to_have_count(0)
    page.go_forward()
    calculator.wait()
    expect(calculator.view("plan")).to_be_visible()
    assert calculator.link() == link
    assert page.evaluate("window.sameDocument") is True
    assert watch.complaints == []
    context.close()


@pytest.mark.parametrize(
    ("zone", "now", "local"),
    [
        ("Pacific/Pago_Pago", "2026-11-23T23:30:00", dt.date(2026, 11, 23)),
        ("Pacific/Kiritimati", "2026-11-23T11:00:00", dt.date(2026, 11, 24)),
        ("Europe/London", "2027-03-28T00:30:00", dt.date(2027, 3, 28)),
        ("Europe/London", "2026-10-24T23:30:00", dt.date(2026, 10, 25)),
        ("America/Sao_Paulo", "2026-11-24T01:30:00", dt.date(2026, 11, 23)),
        ("Asia/Kathmandu", "2028-02-28T19:00:00", dt.date(2028, 2, 29)),
        ("America/New_York", "2027-01-01T03:00:00", dt.date(2026, 12, 31)),
    ],
)
def test_time_zone_and_clock_changes_never_move_a_run(
    zone: str, now: str, local: dt.date, browser: Browser, served: str, link: str
) -> None:
    context = browser.new_context(locale="en-GB", timezone_id=zone)
    context.clock.set_fixed_time(dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC))
    calculator = CalculatorPage(context.new_page())
    calculator.open(served + PAGE)
    number = (local - dt.date(1970, 1, 1)).days
    open_with(calculator, link, start=number, made=number, days=[0, 2, 4])
    expected = [local + n * DAY for n in range(20) if (local + n * DAY).weekday() in (0, 2, 4)]
    assert days_planned(calculator)[:8] == [shown(day) for day in expected[:8]]
    calculator.press("check-in")
    date = calculator.view("check-in").locator("[name=date]")
    assert date.get_attribute("max") == local.isoformat()
    context.close()


# ---------------------------------------------------------------- seen, heard, squeezed


@pytest.mark.parametrize("slot", ["notice", "spoken", "answer", "not-ready", "told"])
def test_what_changes_is_announced(slot: str, calculator: CalculatorPage) -> None:
    place = calculator.element.locator(f"[data-slot={slot}]").first
    role = place.get_attribute("role")
    assert role in ("status", "alert") or place.get_attribute("aria-live")


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


def in_why(calculator: CalculatorPage) -> None:
    calculator.view("plan").locator("[data-why='start.days_off']").click()


def in_correction(calculator: CalculatorPage) -> None:
    calculator.check_in(during="4")
    calculator.slot("history").locator("[data-do=edit]").click()


def in_slip(calculator: CalculatorPage) -> None:
    calculator.check_in(signs=["chest"])
    calculator.press("slip")


def opened(**changed: Any) -> Callable[[CalculatorPage], None]:
    """A link with some of its fields changed."""
    return lambda calculator: open_with(calculator, calculator.link(), **changed)


def opened_as(link: str) -> Callable[[CalculatorPage], None]:
    return lambda calculator: calculator.fresh(link)


def in_old_link(calculator: CalculatorPage) -> None:
    kind, version, rest = calculator.link().split("-", 2)
    calculator.fresh(f"{kind}-{int(version) + 1}-{rest}")


def in_refused_link(calculator: CalculatorPage) -> None:
    plan = calculator.read_link(calculator.link())
    assert plan
    open_with(calculator, calculator.link(), answers={**plan["answers"], "age": 17})


def in_tables(calculator: CalculatorPage) -> None:
    calculator.element.locator(".c-tables > summary").click()


def at_the_goal(calculator: CalculatorPage) -> None:
    plan = calculator.read_link(calculator.link())
    assert plan
    start = TODAY - 60 * DAY
    log = [run_entry(start + 2 * n * DAY) for n in range(20)]
    number = plan["start"] - 60
    open_with(calculator, calculator.link(), start=number, made=number, log=log)


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
    "why this number": (True, in_why),
    "all the rules": (True, in_tables),
    "the check-in": (True, in_check_in),
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
LOOKS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light", "forced_colors": "none", "reduced_motion": "reduce", "width": 320},
    {"color_scheme": "dark", "forced_colors": "none", "reduced_motion": "no-preference"},
    {"color_scheme": "light", "forced_colors": "active", "reduced_motion": "reduce", "width": 360},
)


@pytest.mark.parametrize("state", STATES)
def test_no_state_has_an_accessibility_violation_or_scrolls_sideways(
    state: str, calculator: CalculatorPage, link: str
) -> None:
    """Light, dark and forced colours; at 320 px, which is a desk at 400 % zoom, on a phone and on a
    desk; with motion and with less of it."""
    page = calculator.page
    has_plan, enter = STATES[state]
    calculator.fresh(link if has_plan else None)
    enter(calculator)
    faults = []
    for look in LOOKS:
        width = look.get("width", 1280)
        page.set_viewport_size({"width": width, "height": 800})
        media = {name: value for name, value in look.items() if name != "width"}
        # Material fades colours when motion is welcome: half-way they are nobody's colours.
        page.emulate_media(**{**media, "reduced_motion": "reduce"})
        dark = "slate" if look["color_scheme"] == "dark" else "default"
        page.evaluate("(dark) => document.body.dataset.mdColorScheme = dark", dark)
        page.evaluate("getComputedStyle(document.body).color")
        page.emulate_media(**media)
        found = Axe().run(page, context="return-to-running", options=AXE_OPTIONS)
        for fault in found.response["violations"]:
            places = [node["target"] for node in fault["nodes"]]
            faults.append(f"{look}: {fault['id']}: {places[:4]}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{look}: {wide} pixels wide")
    page.emulate_media(color_scheme="light", forced_colors="none", reduced_motion="reduce")
    assert faults == []


# ---------------------------------------------------------------- links that stay closed, slips


@pytest.mark.parametrize(
    ("changed", "said"), [({"age": 17}, "under 18"), ({"worst": 3}, "hurt 3 out of 10")]
)
def test_r39_a_link_that_stays_closed_says_why(
    changed: dict[str, int], said: str, calculator: CalculatorPage, link: str
) -> None:
    plan = calculator.read_link(link)
    assert plan
    open_with(calculator, link, answers={**plan["answers"], **changed})
    assert calculator.view_shown() == "safety"
    expect(calculator.slot("notice")).to_contain_text(said)


def test_r39_a_link_with_a_danger_sign_says_why_and_shows_its_card(
    calculator: CalculatorPage, link: str
) -> None:
    open_with(calculator, link, signs=["chest"])
    assert calculator.view_shown() == "safety"
    expect(calculator.slot("notice")).to_contain_text("danger sign")
    assert calculator.cards_shown() == ["emergency"]


@pytest.mark.parametrize(("days", "opens"), [(7, True), (8, False)])
def test_r39_r40_tests_older_than_a_week_before_a_first_run_are_asked_again_with_the_reason(
    days: int, opens: bool, calculator: CalculatorPage, link: str
) -> None:
    plan = calculator.read_link(link)
    assert plan
    open_with(calculator, link, made=plan["made"] - days, start=plan["start"] - days)
    assert calculator.view_shown() == ("plan" if opens else "safety")
    if not opens:
        expect(calculator.slot("notice")).to_contain_text("no run was logged")


def test_r1_a_warning_sign_is_only_taken_back_as_a_slip_with_the_card_in_view(
    planned: CalculatorPage,
) -> None:
    planned.page.set_viewport_size({"width": 360, "height": 740})
    planned.check_in()
    planned.check_in(signs=["chest"])
    assert planned.cards_shown() == ["emergency"]
    expect(planned.view("plan").locator("[data-do=undo]")).to_be_hidden()
    assert planned.slot("history").locator("[data-do=edit]").count() == 1
    planned.press("slip")
    expect(planned.card("emergency")).to_be_in_viewport()
    expect(planned.slot("next")).to_be_hidden()
    planned.press("slip-no")
    assert len((planned.read_link(planned.link()) or {})["log"]) == 2
    planned.press("slip")
    planned.press("slip-yes")
    assert len((planned.read_link(planned.link()) or {})["log"]) == 1
    assert planned.cards_shown() == []
    expect(planned.slot("next")).to_be_visible()


def test_what_to_do_first_is_a_place_on_the_rehab_page(
    calculator: CalculatorPage, site: Path
) -> None:
    links = calculator.view("tests").locator("[data-first] a").all()
    assert len(links) == len(TESTS)
    for each in links:
        page, anchor = str(each.get_attribute("href")).split("#")
        assert f'id="{anchor}"' in (site / page).read_text(encoding="utf-8")


# ---------------------------------------------------------------- goals


@pytest.mark.parametrize(
    ("kind", "given", "minutes"),
    [
        ("longer", {"goal-min": 29}, None),
        ("longer", {"goal-min": 30}, 30),
        ("longer", {"goal-min": 31}, 31),
        ("longer", {"goal-min": 180}, 180),
        ("longer", {"goal-min": 181}, None),
        ("km", {"distance": 4.9, "pace-min": 6, "pace-sec": 0}, None),
        ("km", {"distance": 5, "pace-min": 6, "pace-sec": 0}, 30),
        ("km", {"distance": 10, "pace-min": 6, "pace-sec": 30}, 65),
        ("km", {"distance": 30, "pace-min": 6, "pace-sec": 0}, 180),
        ("km", {"distance": 30.2, "pace-min": 6, "pace-sec": 0}, None),
        ("mi", {"distance": 2.9, "pace-min": 10, "pace-sec": 0}, None),
        ("mi", {"distance": 3, "pace-min": 10, "pace-sec": 0}, 30),
        ("mi", {"distance": 6.2, "pace-min": 9, "pace-sec": 45}, 60),
        ("mi", {"distance": 18, "pace-min": 10, "pace-sec": 0}, 180),
        ("mi", {"distance": 18.1, "pace-min": 10, "pace-sec": 0}, None),
        ("km", {"distance": 10, "pace-min": "", "pace-sec": ""}, None),
    ],
)
def test_r29_a_goal_in_minutes_kilometres_or_miles_on_both_sides_of_every_limit(
    kind: str, given: dict[str, object], minutes: int | None, calculator: CalculatorPage
) -> None:
    """Minutes throughout, rounded down; a distance is only shown at the runner's own pace."""
    calculator.pass_safety()
    calculator.pass_tests()
    calculator.answer_questions(LAST_RUN, goal="longer" if kind == "longer" else "distance")
    if kind != "longer":
        calculator.choose("unit", kind)
    for name, value in given.items():
        calculator.view("questions").locator(f"[name='{name}']").fill(str(value))
    calculator.submit("questions")
    if minutes is None:
        assert calculator.view_shown() == "questions"
        expect(calculator.slot("goal-error")).to_be_visible()
        return
    expect(calculator.view("plan")).to_be_visible()
    if minutes < protocol().beyond.goal_max_min.value:  # The longest needs more than half a year.
        assert calculator.planned()[-1][2] == str(minutes)
    expect(calculator.slot("forecast")).to_contain_text(f"{minutes} minutes")


@pytest.mark.parametrize(
    ("unit", "seconds", "shown_as"),
    [("km", 600, "3 km"), ("km", 601, ""), ("mi", 900, "2 miles"), ("mi", 1000, "")],
)
def test_r29_below_3_km_no_distance_is_shown(
    unit: str, seconds: int, shown_as: str, calculator: CalculatorPage, link: str
) -> None:
    """A run of 30 minutes at a pace on either side of 3 km, which is 1.9 miles."""
    plan = calculator.read_link(link)
    assert plan
    pace = {"seconds": seconds, "unit": unit}
    back = {"start": plan["start"] - 60, "made": plan["made"] - 60}
    log = [run_entry(TODAY - (60 - 2 * n) * DAY) for n in range(10)]
    log += [run_entry(TODAY - 2 * DAY)]
    open_with(calculator, link, pace=pace, goal=33, **back, log=log[:10])
    before = days_planned(calculator)
    open_with(calculator, link, goal=33, **back, log=log[:10])
    assert days_planned(calculator) == before, "units never move a run"
    texts = calculator.engine(
        "const view = element.planView; const plan = { ...view.plan, pace: given };"
        "return new view.constructor(view.page).distance.call("
        "{ plan, page: view.page }, { minutes: 30 });",
        pace,
    )
    assert shown_as in texts if shown_as else texts == ""


# ---------------------------------------------------------------- the runner's week, other hosts


def test_r42_strength_days_are_two_without_a_run_and_not_before_a_longer_one_if_there_is_a_choice(
    planned: CalculatorPage,
) -> None:
    weeks = [[d for d in range(7) if bits & 1 << d] for bits in range(1, 128)]
    weeks = [days for days in weeks if len(days) <= 3]
    found = planned.engine(
        "const { page } = element.planView; const week = [0, 1, 2, 3, 4, 5, 6];"
        "return given.map((days) => element.planView.strengthDays("
        "days.map((day, n) => ({ on: 4 + day, long: n === 0 })))"
        ".split(', ').map((name) => week.findIndex((n) => page.weekday(n) === name)));",
        weeks,
    )
    for days, strength in zip(weeks, found, strict=True):
        assert len(set(strength)) == 2
        assert not set(strength) & set(days)
        eve = (days[0] - 1) % 7
        others = set(range(7)) - set(days) - {eve}
        assert eve not in strength or len(others) < 2 or len(others) == 2


def test_r45_a_danger_sign_that_is_new_in_mid_plan_ends_it(planned: CalculatorPage) -> None:
    planned.check_in()
    planned.check_in(signs=["pregnant"])
    expect(planned.slot("next")).to_be_hidden()
    assert planned.cards_shown() == ["soon"]


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_plan_is_made_on_somebody_else_s_site_in_either_theme(
    theme: str, context: BrowserContext, tmp_path: Path, watch: Watch
) -> None:
    done = build(tmp_path, theme=theme)
    assert done.returncode == 0, done.stdout + done.stderr
    page = context.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    calculator = CalculatorPage(page)
    page.goto((tmp_path / "site/index.html").as_uri())
    calculator.wait()
    calculator.make_plan(LAST_RUN)
    calculator.check_in()
    wide = page.evaluate("document.documentElement.scrollWidth")
    found = Axe().run(page, context="return-to-running", options=AXE_OPTIONS)
    page.close()
    watch.complaints.clear()
    assert [fault["id"] for fault in found.response["violations"]] == []
    assert wide <= 360

"""The plan on the page: its days, its weeks, its strength days; and the plan on other sites."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

import accessibility
from calculator_page import (
    DAY,
    LAST_RUN,
    NOON,
    PAGE,
    TODAY,
    CalculatorPage,
    days_from,
    run_entry,
    shown,
)
from engine import protocol
from listening import Listener
from pdf_reading import printed
from return_to_running.calculator.schedule import strength_days
from somebodys_site import build

# ---------------------------------------------------------------- the plan


def test_the_plan_runs_only_on_the_chosen_days(planned: CalculatorPage) -> None:
    assert planned.days_planned()[:6] == days_from(TODAY, 0, 2, 4, 7, 9, 11)
    expect(planned.slot("weeks").locator("section").first).to_be_visible()
    rows = planned.planned()
    chart = planned.slot("chart").locator("rect")
    expect(chart).to_have_count(len(rows))
    assert [stage for _, stage, _ in rows] == [f"S{n}" for n in range(2, 8) for _ in range(2)]


def test_the_stages_stand_under_the_next_run_and_say_where_the_runner_is(
    planned: CalculatorPage,
) -> None:
    stages = planned.slot("next").locator(".c-stages p:visible")
    here = stages.filter(has=planned.page.locator("[data-when]:visible"))
    assert stages.count() == len(protocol().tracks.standard.stages)
    assert [text.split("\n")[0] for text in here.all_inner_texts()] == ["S2"]
    planned.check_in()
    with planned.later(2):
        planned.check_in(TODAY + 2 * DAY)
    assert [text.split("\n")[0] for text in here.all_inner_texts()] == ["S3"]
    planned.page.set_viewport_size({"width": 360, "height": 800})
    first = stages.first
    words, strip = first.locator("span").first.bounding_box(), first.locator("svg").bounding_box()
    assert words
    assert strip
    assert strip["y"] >= words["y"] + words["height"], "under its words on a phone"


def test_a_runner_beyond_the_ladder_is_at_none_of_its_stages(planned: CalculatorPage) -> None:
    runs = [TODAY + n * DAY for week in range(5) for n in (7 * week, 7 * week + 2, 7 * week + 4)]
    with planned.later(33):
        planned.fresh_with(planned.link(), goal=60, log=[run_entry(day) for day in runs])
        expect(planned.slot("next").locator(".c-stages p:visible").first).to_be_visible()
        assert not planned.first_stage().startswith("S")
        here = planned.slot("next").locator(".c-stages [data-when^=S]:visible")
        expect(here).to_have_count(0)


def test_the_chart_names_its_weeks_and_each_new_number_of_minutes(planned: CalculatorPage) -> None:
    planned.load_extras()
    chart = planned.slot("chart")
    first, *others = chart.locator("text[y='166']").all_text_contents()
    assert first == "Week 1"
    assert others == [str(n) for n in range(2, 2 + len(others))]
    minutes = [int(minutes) for _, _, minutes in planned.planned()]
    assert minutes
    steps = [str(each) for each in sorted(set(minutes))]
    assert chart.locator("rect + text:not([y='166'])").all_text_contents() == steps
    for width in (360, 1280):
        planned.page.set_viewport_size({"width": width, "height": 800})
        sizes = chart.locator("text").evaluate_all(
            "all => all.map(t => parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a)"
        )
        assert 12 <= min(sizes) <= max(sizes) <= 18


def test_a_long_plan_has_no_two_words_of_its_chart_on_one_another(planned: CalculatorPage) -> None:
    planned.fresh_with(planned.link(), goal=180)
    planned.page.set_viewport_size({"width": 360, "height": 800})
    planned.slot("chart").locator("rect").first.wait_for()
    boxes = (
        planned.slot("chart")
        .locator("text")
        .evaluate_all("all => all.map(t => t.getBoundingClientRect().toJSON())")
    )
    assert len(boxes) > 10
    for one, other in itertools.combinations(boxes, 2):
        apart = one["right"] <= other["left"] + 1 or other["right"] <= one["left"] + 1
        assert apart or one["bottom"] <= other["top"] + 7 or other["bottom"] <= one["top"] + 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_button_of_the_log_file_looks_like_the_others(
    scheme: Literal["light", "dark"], planned: CalculatorPage
) -> None:
    planned.page.emulate_media(color_scheme=scheme)
    looks = planned.page.evaluate(
        """() => ["border-color", "background-color", "color", "font-weight", "font-family"].map(
            (name) => [["[data-do=save]"], ["#rtr-log-file", "::file-selector-button"]].map(
                ([selector, part]) => getComputedStyle(document.querySelector(selector), part)
                    .getPropertyValue(name)))"""
    )
    assert all(ours == others for others, ours in looks), looks


@pytest.mark.parametrize(("goal", "cut"), [(60, False), (180, True)])
def test_r30_of_a_very_long_plan_the_first_half_year_is_shown_and_its_end(
    goal: int, cut: bool, planned: CalculatorPage
) -> None:
    """R30: the first 26 weeks and the expected end; a shorter plan is shown whole."""
    planned.fresh_with(planned.link(), goal=goal)
    days = planned.days_planned()
    weeks = protocol().beyond.plan_shown_weeks.value
    within = [shown(TODAY + n * DAY) for n in range(7 * weeks)]
    assert set(days) <= set(within)
    note = planned.slot("long-plan")
    assert note.is_visible() == cut
    done = planned.slot("facts").locator("[data-slot=done]").inner_text()
    if cut:
        assert days[-1] in within[-7:]
        assert f"The first {weeks} weeks" in note.inner_text()
        assert done in note.inner_text()
    runs = int(planned.slot("facts").locator("[data-slot=runs]").inner_text())
    assert (runs > len(days)) == cut


@pytest.mark.parametrize(("locale", "first_day"), [("en-GB", "Mon"), ("en-US", "Sun")])
def test_weeks_begin_as_in_the_reader_s_own_calendar_and_move_no_run(
    locale: str, first_day: str, browser: Browser, served: str, link: str
) -> None:
    """Runs on Sunday, Tuesday and Thursday, from a Monday: a week holds what its calendar holds."""
    context = browser.new_context(locale=locale, timezone_id="America/New_York")
    context.clock.set_fixed_time(NOON)
    calculator = CalculatorPage(context.new_page())
    calculator.open(served + PAGE)
    calculator.fresh_with(link, days=[1, 3, 6])
    planned = [TODAY + n * DAY for n in range(28) if (TODAY + n * DAY).weekday() in (1, 3, 6)]
    calculator.slot("weeks").locator("section").first.wait_for()
    sections = calculator.slot("weeks").locator("section").all()
    runs = [each.locator("li > span:first-child").all_inner_texts() for each in sections]
    weeks = [[day[:3] for day in days] for days in runs]
    days = [f"{day:%a}" for day in planned]
    assert [name for week in weeks for name in week][: len(days)] == days
    full = {"Mon": ["Tue", "Thu", "Sun"], "Sun": ["Sun", "Tue", "Thu"]}[first_day]
    assert weeks[1:3] == [full, full]
    assert weeks[0] == {"Mon": full, "Sun": ["Tue", "Thu"]}[first_day]
    chart = calculator.slot("chart").locator("text[y='166']")
    expect(chart).to_have_count(len(weeks))
    context.close()


@pytest.mark.parametrize("start", range(8))
def test_the_first_run_is_the_first_chosen_day_from_the_start(
    start: int, calculator: CalculatorPage, link: str
) -> None:
    """R40. The start may lie today to seven days ahead; TODAY is a Monday."""
    number = calculator.read_link(link)
    assert number
    calculator.fresh_with(link, start=number["start"] + start)
    first = next(day for day in (0, 2, 4, 7) if day >= start)
    assert calculator.days_planned()[0] == shown(TODAY + first * DAY)


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
    calculator.fresh_with(link, race=done + race)
    assert calculator.planned() == before
    words = calculator.slot("race").inner_text()
    calculator.fresh_with(link, race=done)
    assert (calculator.slot("race").inner_text()[-40:] == words[-40:]) == late


# ---------------------------------------------------------------- the runner's week, other hosts


def test_r42_strength_days_are_two_without_a_run_and_not_before_a_longer_one_if_there_is_a_choice(
    planned: CalculatorPage,
) -> None:
    weeks = [[d for d in range(7) if bits & 1 << d] for bits in range(1, 128)]
    weeks = [
        days
        for days in weeks
        if len(days) <= 3 and all(b - a >= 2 for a, b in itertools.pairwise(days))
    ]
    planned.load_extras()
    found = planned.engine(
        "const { strengthDays, words } = customElements.get('return-to-running');"
        "return given.map((days) => strengthDays(words[rule.id].strength,"
        " days.map((day, n) => ({ on: 4 + day, long: n === 0 }))));",
        weeks,
    )
    for days, strength in zip(weeks, found, strict=True):
        assert len(set(strength)) == 2
        assert not set(strength) & set(days)
        eve = (days[0] - 1) % 7
        others = set(range(7)) - set(days) - {eve}
        assert eve not in strength or len(others) < 2
        gaps = [b - a for a, b in itertools.pairwise(days)]
        by_python = strength_days(protocol(), gaps, 0)
        assert strength == sorted((days[0] + day) % 7 for day in by_python)


def test_r45_a_danger_sign_that_is_new_in_mid_plan_ends_it(planned: CalculatorPage) -> None:
    planned.check_in()
    planned.check_in(signs=["pregnant"])
    expect(planned.slot("next")).to_be_hidden()
    assert planned.cards_shown() == ["soon"]


@pytest.mark.parametrize(("age", "track"), [(59, "standard"), (60, "gentle")])
def test_r45_a_birthday_in_mid_plan_changes_no_track(
    age: int, track: str, calculator: CalculatorPage, link: str
) -> None:
    """The answer given at the start holds for the whole plan, years later too."""
    plan = calculator.read_link(link)
    assert plan
    of_that_age = calculator.link_with(link, answers={**plan["answers"], "age": age})
    with calculator.later(400):
        calculator.fresh_with(of_that_age, days_ago=-400)
        calculator.check_in()
        assert calculator.first_stage()[0] == track[0].upper()
        after = calculator.read_link(calculator.link())
        assert after
        assert after["answers"]["age"] == age


@pytest.mark.parametrize("theme", ["mkdocs", "material"])
def test_a_plan_is_made_on_somebody_else_s_site_in_either_theme(
    theme: str, noon: BrowserContext, tmp_path: Path, listener: Listener
) -> None:
    done = build(tmp_path, theme=theme)
    assert done.returncode == 0, done.stdout + done.stderr
    page = noon.new_page()
    page.set_viewport_size({"width": 360, "height": 740})
    calculator = CalculatorPage(page)
    page.goto((tmp_path / "site/index.html").as_uri())
    calculator.wait()
    calculator.make_plan(LAST_RUN)
    calculator.check_in()
    wide = page.evaluate("document.documentElement.scrollWidth")
    faults = accessibility.faults(page, "return-to-running")
    page.locator("[data-slot=sheet-qr] svg").wait_for(state="attached")
    sides = [len(printed(page, paper)) for paper in ("A4", "Letter")]
    page.close()
    listener.complaints.clear()
    assert faults == []
    assert wide <= 360
    assert sides == [2, 2]


def test_r39_a_link_shows_from_which_answers_its_plan_was_made(planned: CalculatorPage) -> None:
    """R39: whoever opens it sees whose plan it is."""
    planned.load_extras()
    planned.slot("start").locator("summary").last.click()
    lines = planned.slot("made-from").locator("li").all_inner_texts()
    assert lines == [
        f"When was your last run: {LAST_RUN:%A} {LAST_RUN.day} {LAST_RUN:%B}",
        "Did you run most weeks before this pain: Yes",
        "Worst pain on stairs this week: 0",
        "Your age: 35",
        "Your longest run in the month before the pain: 60",
        "Is your body mass index over 30: Not sure, or rather not say",
        "Ever had a stress fracture or stress reaction: No",
    ]

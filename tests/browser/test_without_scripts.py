"""The calculator without scripts, and in `ladder` mode: complete in both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import accessibility
from calculator_page import PAGE
from engine import protocol
from pdf_reading import printed
from return_to_running.calculator.decisions import Decision
from somebodys_site import build

TRACKS = ("standard", "gentle")
PARTS = (
    "danger",
    "readiness",
    "where",
    "stages",
    "judge",
    "breaks",
    "decisions",
    "weeks",
    "beyond",
    "diary",
)


def table(page: Page, part: str, nth: int = 0) -> Locator:
    """The first table under a heading of the rules, or the next ones."""
    return page.locator(f"#rtr-{part} ~ .c-scroll table").nth(nth)


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


@pytest.mark.parametrize("track", TRACKS)
def test_without_scripts_every_stage_of_a_track_can_be_read(track: str, unscripted: Page) -> None:
    for stage in getattr(protocol().tracks, track).stages:
        row = unscripted.locator(f"tr[data-stage='{stage.id}']")
        expect(row).to_be_visible()
        expect(row).to_contain_text(f"{stage.running_min:g} min")


@pytest.mark.parametrize("part", PARTS)
def test_without_scripts_every_part_of_the_rules_can_be_read(part: str, unscripted: Page) -> None:
    expect(unscripted.locator(f"#rtr-{part}")).to_be_visible()


def all_signs_in(page: Page) -> None:
    for sign in protocol().signs:
        expect(page.locator(f"[data-sign='{sign.id}']")).to_be_visible()
    for kind in ("emergency", "same-day", "soon"):
        expect(page.locator(f"[data-urgency='{kind}']:not(input) [data-sign]")).to_have_count(
            sum(sign.card == kind and not sign.plan for sign in protocol().signs)
        )


def test_without_scripts_every_danger_sign_can_be_read_by_urgency(unscripted: Page) -> None:
    all_signs_in(unscripted)


def test_ladder_mode_on_a_site_without_a_help_page_lists_every_danger_sign(ladder: Page) -> None:
    expect(ladder.locator("return-to-running").get_by_text("When to get help")).to_have_count(0)
    all_signs_in(ladder)


def test_without_scripts_every_readiness_test_can_be_read(unscripted: Page) -> None:
    tests = unscripted.locator("#rtr-readiness ~ .c-tests").first.locator("li")
    expect(tests).to_have_count(len(protocol().readiness.tests))
    for test in tests.all():
        expect(test).to_be_visible()


def test_without_scripts_a_table_says_how_each_run_is_judged(unscripted: Page) -> None:
    """Good, so-so and bad runs, a painkiller, a bad week, no settling, a sign, a second setback."""
    rows = table(unscripted, "judge").locator("tbody tr")
    expect(rows).to_have_count(8)
    for row in rows.all():
        expect(row).to_be_visible()


@pytest.mark.parametrize("decision", Decision)
def test_without_scripts_every_answer_of_the_plan_can_be_read(
    decision: Decision, unscripted: Page
) -> None:
    row = table(unscripted, "decisions").locator(f"tr[data-decision='{decision}']")
    expect(row).to_be_visible()
    for cell in (row.locator("th"), row.locator("td")):
        assert (cell.text_content() or "").strip()


@pytest.mark.parametrize(("nth", "track"), [(0, "standard"), (1, "gentle")])
def test_without_scripts_there_is_a_plan_for_two_and_for_three_runs_a_week(
    nth: int, track: str, unscripted: Page
) -> None:
    weeks = table(unscripted, "weeks", nth)
    expect(weeks).to_be_visible()
    for column in (2, 3):
        runs = ", ".join(weeks.locator(f"td:nth-child({column})").all_text_contents()).split(", ")
        for stage in getattr(protocol().tracks, track).stages:
            assert runs.count(stage.id) == protocol().progress.good_sessions_to_move_up.value


def is_the_sheet(sides: list[str]) -> None:
    """One side of stages, rules and emergency signs, one of pain diary, and nothing else."""
    first, second = sides
    for stage in protocol().tracks.stages:
        assert stage.id in first
    for words in ("2 good runs", "No run for 2 whole days", "Emergency", "chest pain"):
        assert words in first
    for words in ("Pain diary", "Worse next morning", "do not run today", "Deep groin pain"):
        assert words in second


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_without_scripts_the_stages_and_the_pain_diary_are_printed_on_two_sides(
    paper: str, unscripted: Page
) -> None:
    is_the_sheet(printed(unscripted, paper))
    expect(table(unscripted, "diary").locator("tbody tr")).to_have_count(24)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_ladder_mode_prints_the_sheet(paper: str, ladder: Page) -> None:
    is_the_sheet(printed(ladder, paper))


def test_ladder_mode_keeps_no_room_for_a_script(ladder: Page) -> None:
    gap_px = ladder.locator("return-to-running").evaluate(
        "(all) => all.querySelector('h2').getBoundingClientRect().top"
        " - all.getBoundingClientRect().top"
    )
    assert gap_px < 100


# ---------------------------------------------------------------- tables only, by the host's choice


@pytest.fixture(scope="module", params=["mkdocs", "material"])
def ladder(
    request: pytest.FixtureRequest, browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Page]:
    """A page of a host that shows the tables and asks nothing, with scripts, on a phone."""
    folder = tmp_path_factory.mktemp("ladder")
    done = build(folder, theme=request.param, mode="ladder")
    assert done.returncode == 0, done.stdout + done.stderr
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto((folder / "site/index.html").as_uri())
    yield page
    context.close()


def test_ladder_mode_asks_nothing_and_shows_every_part(ladder: Page) -> None:
    calculator = ladder.locator("return-to-running")
    for asks in ("input", "select", "textarea", "button", "form", "[contenteditable]"):
        expect(calculator.locator(asks)).to_have_count(0)
    for part in PARTS:
        expect(calculator.locator(f"#rtr-{part}")).to_be_visible()
    for decision in Decision:
        expect(calculator.locator(f"tr[data-decision='{decision}']")).to_be_visible()


def test_ladder_mode_loads_no_script_of_ours_and_opens_no_plan(ladder: Page) -> None:
    assert ladder.evaluate("customElements.get('return-to-running') === undefined")
    assert not ladder.evaluate("[...document.scripts].some((s) => s.src.includes('calculator'))")
    before = ladder.locator("return-to-running").inner_text()
    ladder.goto(f"{ladder.url.split('#')[0]}#plan=1-1-g0a-g0a-l-u--l.1.1.0.14.0.1o.2.0--")
    ladder.reload()
    assert ladder.locator("return-to-running").inner_text() == before


@pytest.mark.parametrize("width", [320, 1280])
def test_ladder_mode_fits_and_has_no_accessibility_violation(width: int, ladder: Page) -> None:
    ladder.set_viewport_size({"width": width, "height": 740})
    assert ladder.evaluate("document.documentElement.scrollWidth") <= width
    assert accessibility.faults(ladder, "return-to-running") == []

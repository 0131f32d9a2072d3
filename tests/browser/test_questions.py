"""From the first danger sign to the last question, as a runner answers them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, expect

from calculator_page import DAY, LAST_RUN, PAGE, SIGNS, TESTS, TODAY, CalculatorPage, run_entry
from engine import protocol

HARMLESS = [name for name, sign in SIGNS.items() if sign.plan]


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


@pytest.mark.parametrize("other", ["under-18", "weak-bones"])
def test_r35_r47_a_limp_with_young_or_weak_bones_is_to_be_seen_today(
    other: str, calculator: CalculatorPage
) -> None:
    calculator.choose("sign", "limp")
    assert calculator.cards_shown() == ["soon"]
    expect(calculator.card("soon").locator("[data-when=limp]")).to_be_visible()
    calculator.choose("sign", other)
    assert calculator.cards_shown() == ["same-day"]
    named = calculator.card("same-day").locator("[data-slot=signs] li")
    expect(named).to_have_count(2)
    calculator.choose("sign", "limp")
    assert calculator.cards_shown() == ["soon"]


def test_r14_an_untouched_group_is_not_none_of_these(calculator: CalculatorPage) -> None:
    *touched, last = [group.group for group in protocol().safety]
    for group in touched:
        calculator.choose(f"none-{group}", "none")
    calculator.submit("safety")
    assert calculator.view_shown() == "safety"
    expect(calculator.slot("error", "safety")).to_be_visible()
    expect(calculator.slot("error", "safety")).to_have_attribute("role", "alert")
    assert calculator.focused()["name"] == "sign"
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
    calculator.fresh_with(link, signs=[sign])
    assert calculator.view_shown() == "plan"
    assert calculator.cards_shown() == ["soon"]


@pytest.mark.parametrize("sign", HARMLESS)
def test_the_card_of_a_sign_that_allows_the_plan_has_words_of_its_own_and_none_that_forbid_it(
    sign: str, calculator: CalculatorPage
) -> None:
    """R15: after birth it asks for a pelvic health check. A page may help here, so it says so."""
    card = calculator.card("soon")
    calculator.choose("sign", sign)
    expect(card.locator("[data-when]:visible")).to_have_count(1)
    expect(card.locator(f"[data-when={sign}]")).to_be_visible()
    expect(calculator.slot("action").last).to_be_hidden()
    assert ("pelvic health check" in card.inner_text()) == (sign == "after-birth")
    calculator.choose("sign", "locking")
    expect(card.locator("[data-when]:visible")).to_have_count(0)
    expect(calculator.slot("action").last).to_be_visible()


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
    ("pain", "where", "bone", "card", "first", "view"),
    [
        ("1", "groin", "no", ["same-day"], "", "tests"),
        ("1", None, "no", ["same-day"], "", "tests"),
        ("1", "groin", "yes", ["same-day"], "", "tests"),
        ("2", "elsewhere", "no", [], "", "questions"),
        ("3", "elsewhere", "no", [], "Do this first", "tests"),
        ("1", "elsewhere", "yes", [], "Ask a clinician before you hop again", "tests"),
        ("0", None, "yes", [], "", "questions"),
        ("0", None, "unhealed", ["same-day"], "", "tests"),
    ],
    ids=[
        *("groin", "unsaid", "groin, old bone", "thigh 2", "thigh 3", "thigh, old bone", "none"),
        "a bone that nobody called healed",
    ],
)
def test_r6_where_the_hop_hurts_decides(
    pain: str,
    where: str | None,
    bone: str,
    card: list[str],
    first: str,
    view: str,
    calculator: CalculatorPage,
) -> None:
    """R6: pain in the groin is never tried away, nor is an old bone injury hopped on."""
    calculator.pass_safety()
    calculator.answer_tests(bone=bone, hop=pain)
    if where:
        calculator.choose("hop-where", where)
    calculator.submit("tests")
    assert calculator.cards_shown() == card
    assert calculator.view_shown() == view
    practice = calculator.slot("not-ready")
    assert practice.is_visible() == bool(first)
    said = practice.locator("li:visible").all_inner_texts()
    assert [first in text for text in said] == [True] * bool(first)
    if card:
        expect(calculator.card(card[0])).to_be_in_viewport()


@pytest.mark.parametrize(
    ("pain", "card", "first"),
    [
        ("5", [], "build up your walking"),
        ("6", ["soon"], ""),
        ("not-yet", [], "build up your walking"),
    ],
)
def test_a_walk_that_hurts_as_much_as_a_limp_is_to_be_checked(
    pain: str, card: list[str], first: str, calculator: CalculatorPage
) -> None:
    """Dossier 3D: pain of 6 or more on walking is a hard stop."""
    calculator.pass_safety()
    calculator.answer_tests(walk=pain)
    calculator.submit("tests")
    assert calculator.view_shown() == "tests"
    assert calculator.cards_shown() == card
    practice = calculator.slot("not-ready")
    assert practice.is_visible() == bool(first)
    if card:
        expect(calculator.card("soon").locator("[data-slot=signs]")).to_contain_text(
            "walking hurts"
        )
        expect(calculator.card("soon")).to_be_in_viewport()


@pytest.mark.parametrize(
    ("bone", "hop", "sign"), [("unhealed", "0", "bone-stress"), ("no", "1", "deep-groin")]
)
def test_r3_the_card_of_the_tests_names_the_sign_behind_it(
    bone: str, hop: str, sign: str, calculator: CalculatorPage
) -> None:
    calculator.pass_safety()
    calculator.answer_tests(bone=bone, hop=hop)
    box = calculator.view("safety").locator(f"label:has([name=sign][value={sign}])")
    named = calculator.card("same-day").locator("[data-slot=signs] li")
    assert named.all_text_contents() == [(box.text_content() or "").strip()]


@pytest.mark.parametrize("view", ["tests", "questions"])
def test_a_reload_loses_no_answer(view: str, noon: BrowserContext, served: str) -> None:
    """Two days of brisk walking: the page may be asked to come back tomorrow."""
    calculator = CalculatorPage(noon.new_page())
    calculator.open(served + PAGE)
    calculator.pass_safety(["two-weeks"])
    calculator.answer_tests(hop="1")
    calculator.choose("hop-where", "elsewhere")
    if view == "questions":
        calculator.submit("tests")
        calculator.answer_questions(LAST_RUN)
    # The page notes an answer a task after it is given: this one comes after that.
    calculator.page.evaluate("new Promise((noted) => setTimeout(noted))")
    calculator.page.reload()
    calculator.wait()
    assert calculator.view_shown() == "safety"
    assert calculator.cards_shown() == ["soon"]
    calculator.submit("safety")
    expect(calculator.slot("hop-where")).to_be_visible()
    calculator.submit("tests")
    assert calculator.view_shown() == "questions"
    if view == "questions":
        calculator.submit("questions")
        assert calculator.view_shown() == "plan"
    calculator.page.close()


def test_what_to_do_first_is_a_place_on_the_rehab_page(
    calculator: CalculatorPage, site: Path
) -> None:
    links = calculator.view("tests").locator("[data-first] a").all()
    assert len(links) == len(TESTS)
    for each in links:
        page, anchor = str(each.get_attribute("href")).split("#")
        assert f'id="{anchor}"' in (site / page).read_text(encoding="utf-8")


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
    calculator.fresh_with(link, answers={**plan["answers"], "daysOff": off_days})
    assert calculator.first_stage() == first


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
    pace = {"seconds": seconds, "unit": unit}
    days = (0, 2, 4, 7, 9, 11, 14, 16, 18, 21)
    log = [run_entry(TODAY - (23 - day) * DAY) for day in days]
    calculator.fresh_with(link, goal=33, days_ago=23, log=log)
    before = calculator.days_planned()
    assert before
    plain = calculator.slot("next-set").inner_text()
    assert "30 min" in plain
    calculator.fresh_with(link, pace=pace, goal=33, days_ago=23, log=log)
    assert calculator.days_planned() == before, "units never move a run"
    distance = calculator.slot("next-set").inner_text().removeprefix(plain)
    assert shown_as in distance if shown_as else distance == ""

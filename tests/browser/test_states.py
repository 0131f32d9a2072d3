"""Every state of the calculator, seen, heard, squeezed; by keyboard alone and by touch alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

import accessibility
from calculator_page import DAY, PAGE, SIGNS, TESTS, TODAY, CalculatorPage, day_number, run_entry
from engine import protocol

# ---------------------------------------------------------------- by keyboard alone, by touch alone


def tab_to(page: Page, name: str, value: str | None = None) -> None:
    """Press Tab until an input of this name has the focus, no oftener than there are stops."""
    for _ in range(120):
        page.keyboard.press("Tab")
        here = page.evaluate("[document.activeElement.name, document.activeElement.value]")
        if here[0] == name and value in (None, here[1]):
            return
    raise AssertionError(f"the Tab key never reaches {name}")


def test_a_plan_is_made_and_checked_in_by_keyboard_alone(calculator: CalculatorPage) -> None:
    page, keys = calculator.page, calculator.page.keyboard
    groups = [group.group for group in protocol().safety]
    for group in groups:
        tab_to(page, f"none-{group}")
        keys.press("Space")
    keys.press("Tab")
    assert calculator.focused()["type"] == "submit"
    keys.press("Enter")
    assert calculator.view_shown() == "tests"
    assert calculator.focused()["tag"] == "H2"
    for test in TESTS:
        tab_to(page, f"test-{test}")
        keys.press("Space")
        keys.press("ArrowRight")
        assert calculator.focused()["value"] == "1"
        keys.press("ArrowLeft")
        assert calculator.focused()["value"] == "0"
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
    button = calculator.element.locator("[data-do=check-in]:visible")
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
    for group in protocol().check_in_groups:
        tab_to(page, "none-new", group)
        keys.press("Space")
    keys.press("Enter")
    assert calculator.view_shown() == "plan"
    assert calculator.logged() == 1
    expect(calculator.slot("verb")).to_be_focused()


class Finger(CalculatorPage):
    """The same page, tapped; it counts the taps."""

    taps = 0

    def tap(self, place: Locator) -> None:
        self.taps += 1
        place.tap()

    def choose(self, name: str, value: str, view: str | None = None) -> None:
        root = self.view(view) if view else self.element
        self.tap(root.locator(f"label:has([name='{name}'][value='{value}'])"))

    def press(self, name: str) -> None:
        self.tap(self.view("plan").locator(f"[data-do='{name}']:visible"))

    def submit(self, view: str) -> None:
        self.tap(self.view(view).locator("[type=submit]"))


def test_a_plan_is_made_printed_and_checked_in_by_touch_alone_on_a_small_phone(
    browser: Browser, served: str
) -> None:
    """Under two minutes and twenty seconds for a person: few enough taps at three seconds each."""
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True, locale="en-GB"
    )
    context.add_init_script("window.print = () => { window.printed = true; };")
    phone = Finger(context.new_page())
    phone.open(served + PAGE)
    today = dt.date.fromisoformat(phone.page.evaluate("new Date().toLocaleDateString('sv')"))
    for group in protocol().safety:
        phone.choose(f"none-{group.group}", "none")
    phone.submit("safety")
    phone.pass_tests()
    phone.answer_questions(today - 20 * DAY)
    phone.submit("questions")
    phone.view("plan").wait_for()
    phone.press("print")
    assert phone.page.evaluate("window.printed")
    assert phone.taps <= 2 * 60 / 3 - 3 * 3  # Three numbers are typed, each as long as three taps.
    phone.taps = 0
    phone.check_in()
    expect(phone.slot("verb")).to_be_visible()
    assert phone.taps <= 12
    assert phone.page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


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
    calculator.view("plan").locator("[data-why='start.days_off']").click()


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
MATERIAL_IS_THERE = """new Promise((there) => {
  const look = () => (window.document$ ? requestAnimationFrame(there) : setTimeout(look, 20));
  look();
})"""
LOOKS: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light", "reduced_motion": "reduce", "width": 320},
    {"color_scheme": "dark", "reduced_motion": "no-preference", "width": 1280},
    {"color_scheme": "light", "forced_colors": "active", "width": 360},
    {"color_scheme": "light", "media": "print", "width": 800},
)


@pytest.mark.parametrize("state", STATES)
def test_no_state_has_an_accessibility_violation_or_scrolls_sideways(
    state: str, calculator: CalculatorPage, link: str
) -> None:
    """Light, dark, forced colours and print; at 320 px, which is a desk at 400 % zoom, on a phone,
    on a desk and on paper; with motion and with less of it."""
    page = calculator.page
    has_plan, enter = STATES[state]
    calculator.fresh(link if has_plan else None)
    enter(calculator)
    page.set_viewport_size({"width": 1280, "height": 800})
    page.mouse.move(640, 400)
    page.mouse.move(0, 0)  # Nothing is under the pointer when the page is squeezed.
    page.evaluate(MATERIAL_IS_THERE)  # As it comes it chooses light or dark, as we do below.
    faults = []
    for look in LOOKS:
        given = {"forced_colors": "none", "media": "screen", "reduced_motion": "reduce", **look}
        width = given.pop("width")
        page.set_viewport_size({"width": width, "height": 800})
        # Material fades colours when motion is welcome: half-way they are nobody's colours.
        page.emulate_media(**{**given, "reduced_motion": "reduce"})
        dark = "slate" if look["color_scheme"] == "dark" else "default"
        page.evaluate("(dark) => document.body.dataset.mdColorScheme = dark", dark)
        page.evaluate("getComputedStyle(document.body).color")
        page.emulate_media(**given)
        printed = given["media"] == "print"
        found = accessibility.faults(page, "return-to-running", printed=printed)
        faults += [f"{look}: {fault}" for fault in found]
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > width:
            faults.append(f"{look}: {wide} pixels wide")
    page.emulate_media(
        color_scheme="light", forced_colors="none", media="screen", reduced_motion="reduce"
    )
    assert faults == []

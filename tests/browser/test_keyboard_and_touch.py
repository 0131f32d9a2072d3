"""A plan made and checked in by keyboard alone, and by touch alone."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Browser, Locator, Page, expect

from calculator_page import DAY, PAGE, TESTS, CalculatorPage
from engine import protocol


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
    assert calculator.focused()["tag"] == "SUMMARY"
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
    expect(calculator.view("check-in")).to_be_visible()
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


# How fast people are: adults reading English that is no fiction (Brysbaert 2019, doi
# 10.1016/j.jml.2019.104047), and pointing, though with a mouse (Card, Moran and Newell 1980, doi
# 10.1145/358886.358895). Nobody was timed with this page.
WORDS_A_MINUTE = 238
TAP_S = 1.1
MAIN_WORDS = """
(view) => {
  const aside = ".c-hint, .g-lead, .c-scale, .c-why, [data-why], [data-slot=keep]";
  const beside = ".c-opt:has(b) span";
  const lines = new Set();
  const texts = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) {
    const here = text.parentElement;
    if (here.offsetParent && !here.closest(aside) && !here.matches(beside)) {
      lines.add(text.data.trim());
    }
  }
  return [...lines].join(" ").split(/\\s+/).length;
}
"""
"""What a reader looks at who skips hints and whatever stands there for the second time."""


class Finger(CalculatorPage):
    """The same page, tapped; it counts the seconds that taps and main words take."""

    seconds = 0.0

    def read(self, view: str) -> None:
        self.seconds += self.view(view).evaluate(MAIN_WORDS) * 60 / WORDS_A_MINUTE

    def tap(self, place: Locator) -> None:
        self.seconds += TAP_S
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
    """The safety questions in under a minute, a plan in under two, a check-in in under 20 seconds.

    For somebody who reads the main words, and who knows the words of the check-in by then.
    """
    context = browser.new_context(
        viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True, locale="en-GB"
    )
    context.add_init_script("window.print = () => { document.body.dataset.printed = 1; };")
    phone = Finger(context.new_page())
    phone.open(served + PAGE)
    today = dt.date.fromisoformat(phone.page.evaluate("new Date().toLocaleDateString('sv')"))
    phone.read("safety")
    for group in protocol().safety:
        phone.choose(f"none-{group.group}", "none")
    phone.submit("safety")
    assert phone.seconds < 60
    phone.read("tests")
    phone.pass_tests()
    phone.read("questions")
    phone.answer_questions(today - 20 * DAY)
    phone.seconds += 3 * 3 * TAP_S  # Three numbers are typed, each as long as three taps.
    phone.submit("questions")
    phone.view("plan").wait_for()
    phone.press("print")
    expect(phone.page.locator("body")).to_have_attribute("data-printed", "1")
    assert phone.seconds < 2 * 60
    phone.seconds = 0
    phone.check_in()
    expect(phone.slot("verb")).to_be_visible()
    assert phone.seconds < 20
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
          const inputs = document.querySelectorAll(
            "return-to-running [data-view=safety] fieldset:not([hidden]) input");
          for (const input of inputs) {
            input.blur();
            const before = look(input);
            input.focus({ focusVisible: true });
            if (look(input) === before) hidden.push(input.value);
          }
          return { hidden, tried: inputs.length };
        }"""
    )
    assert seen["hidden"] == []
    assert seen["tried"] > 30

"""The calculator as a runner meets it: answer, read, check in; and its engine, for comparisons.

Inputs are found by their names and values, parts by their data-attributes: never by words.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from engine import protocol

PAGE = "return-to-running.html"
TESTS = ("walk", "stand", "squat", "march", "jog", "hop")
VIEWS = ("safety", "tests", "questions", "plan", "check-in")
EPOCH = dt.date(1970, 1, 1)
TODAY = dt.date(2026, 11, 23)
NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
"""Where the clock of a shared page stands: on a Monday."""
DAY = dt.timedelta(days=1)
PATIENCE_MS = 30_000
"""How long a script of a test waits for the page before it gives up."""
LAST_RUN = TODAY - 20 * DAY
SIGNS = {sign.id: sign for sign in protocol().signs}
ENGINE = """
const element = document.querySelector("return-to-running");
const { engine } = customElements.get("return-to-running");
const rule = engine.readRule(element);
const signIds = [...element.querySelectorAll("[name=sign]")].map((box) => box.value);
"""
"""Begins every script that talks to the engine itself."""

GOOD_RUN = {
    "before": "0",
    "during": "0",
    "after": "0",
    "limp": "no",
    "settled": "hour",
    "morning": "same",
    "painkiller": "no",
}
"""The answers of a good run, as the inputs' values."""

RUNNER: dict[str, Any] = {
    "regular": "yes",
    "stairs": "0",
    "age": "35",
    "longest": "60",
    "bmi": "skip",
    "days": (0, 2, 4),
    "goal": "first",
    "goal-min": None,
    "race": None,
    "start": None,
}
"""Somebody who ran most weeks, with no reason for caution, on Monday, Wednesday and Friday."""


def base36(number: int) -> str:
    """A number as a link writes it."""
    digits = "0123456789abcdefghijklmnopqrstuvwxyz"
    return (base36(number // 36) if number >= 36 else "") + digits[number % 36]


def plan_made(on: dt.date, goal: str = "u") -> str:
    """The link of a plan made on a day: Tuesday, Thursday and Saturday, from S2 to a goal."""
    made = base36(day_number(on))
    return f"1-1-{made}-{made}-16-{goal}--l.1.1.0.14.0.1o.2.0--"


def day_number(on: dt.date) -> int:
    """The engine's day: days since 1 January 1970."""
    return (on - EPOCH).days


def shown(on: dt.date) -> str:
    """A day as the page writes it in British English."""
    return f"{on:%a} {on.day} {on:%b}"


def days_from(start: dt.date, *numbers: int) -> list[str]:
    return [shown(start + n * DAY) for n in numbers]


class CalculatorPage:
    """One page with the calculator in it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.element = page.locator("return-to-running")

    def open(self, address: str, plan: str | None = None) -> None:
        """Open the page anew, with a plan in its address or without one."""
        self.page.goto("about:blank")
        self.page.goto(address + (f"#plan={plan}" if plan else ""))
        self.wait()

    def fresh(self, plan: str | None = None) -> None:
        """Put an untouched calculator in place of the one here, as instant navigation does."""
        self.page.evaluate(
            """async (plan) => {
              const { pathname } = location;
              window.asBuilt ??= await (await fetch(pathname)).text();
              history.replaceState(null, "", pathname + (plan ? `#plan=${plan}` : ""));
              const built = new DOMParser().parseFromString(window.asBuilt, "text/html");
              const name = "return-to-running";
              const place = document.createComment("");
              document.querySelector(name).replaceWith(place);
              customElements.get(name).last = null;
              place.replaceWith(built.querySelector(name));
              scrollTo(0, 0);
            }""",
            plan,
        )
        self.wait()

    def load_extras(self) -> None:
        """Ask for the second script, and wait for it."""
        self.element.evaluate(
            """(each, most) => new Promise((done, late) => {
              each.withExtras(() => done());
              setTimeout(() => late(new Error("the second script did not come")), most);
            })""",
            PATIENCE_MS,
        )

    def fresh_with(self, link: str, *, days_ago: int = 0, **changed: object) -> None:
        """Open the plan of a link with some of its fields changed, as if begun some days before."""
        if days_ago:
            plan = self.read_link(link)
            assert plan
            begun = {name: plan[name] - days_ago for name in ("start", "made")}
            changed = {**begun, **changed}
        self.fresh(self.link_with(link, **changed))

    def focused(self) -> dict[str, str]:
        """What the focus is on."""
        found: dict[str, str] = self.page.evaluate(
            """() => {
              const at = document.activeElement;
              return { name: at.name ?? "", value: at.value ?? "", type: at.type ?? "", id: at.id,
                       tag: at.tagName };
            }"""
        )
        return found

    def wait(self) -> None:
        """Wait for the script to take over."""
        self.element.locator(".c-live:not([hidden])").wait_for()

    @contextmanager
    def later(self, days: int) -> Iterator[None]:
        """Live some days after `TODAY`, then go back to it."""
        self.page.clock.set_fixed_time(NOON + days * DAY)
        try:
            yield
        finally:
            self.page.clock.set_fixed_time(NOON)

    def view(self, name: str) -> Locator:
        return self.element.locator(f"[data-view='{name}']")

    def slot(self, name: str, view: str | None = None) -> Locator:
        return (self.view(view) if view else self.element).locator(f"[data-slot='{name}']")

    def card(self, kind: str) -> Locator:
        return self.element.locator(f"[data-card='{kind}']")

    def cards_shown(self) -> list[str]:
        """The kinds of the care cards in view."""
        cards = self.element.locator("[data-card]").all()
        return [str(card.get_attribute("data-card")) for card in cards if card.is_visible()]

    def view_shown(self) -> str:
        """The one part that is in view; more or fewer are a fault."""
        (name,) = [name for name in VIEWS if self.view(name).is_visible()]
        return name

    # ------------------------------------------------------------------ answering

    def choose(self, name: str, value: str, view: str | None = None) -> None:
        """Click an answer as a finger would: on its words."""
        root = self.view(view) if view else self.element
        root.locator(f"label:has([name='{name}'][value='{value}'])").click()

    def press(self, name: str) -> None:
        """Press one of the plan's buttons, once what it needs is there."""
        self.load_extras()
        self.button(name).click()

    def correct(self, name: str) -> None:
        """Press the first of the history's buttons to `edit` or `remove`, once it can be."""
        self.load_extras()
        self.slot("history").locator(f"[data-do='{name}']").first.click()

    def button(self, name: str) -> Locator:
        """One of the plan's buttons."""
        return self.view("plan").locator(f"[data-do='{name}']:visible")

    def taken(self, button: str, folder: Path) -> str:
        """The text of the file that a button hands over."""
        with self.page.expect_download() as download:
            self.press(button)
        path = folder / download.value.suggested_filename
        download.value.save_as(path)
        return path.read_bytes().decode("utf-8")

    def confirm(self) -> None:
        """Let the log go when the page asks before it closes one."""
        self.slot("ask").locator("[data-do=ask-yes]").click()

    def kept(self) -> str:
        """What the page says about this device: none, this, waits, other or failed."""
        (state,) = self.element.locator("[data-kept]:is(p):not([hidden])").all()
        return str(state.get_attribute("data-kept"))

    def saved(self) -> str | None:
        """The plan that this device holds, as its link."""
        text: str | None = self.page.evaluate("localStorage.getItem('return-to-running')")
        return text

    def submit(self, view: str) -> None:
        self.view(view).locator("[type=submit]").click()

    def answer_safety(self, signs: Iterable[str] = ()) -> None:
        """Tick the signs, and "none of these" in every group that holds none of them."""
        for sign in signs:
            self.choose("sign", sign)
        for group in self.view("safety").locator("[data-group]").all():
            if not group.locator(":checked").count():
                group.locator("label:has([name^='none-'])").click()

    def pass_safety(self, signs: Iterable[str] = ()) -> None:
        self.answer_safety(signs)
        self.submit("safety")

    def answer_tests(self, bone: str = "no", **pains: str) -> None:
        for test in TESTS:
            self.choose(f"test-{test}", pains.get(test, "0"))
        self.choose("bone", bone)

    def pass_tests(self, bone: str = "no", **pains: str) -> None:
        self.answer_tests(bone, **pains)
        self.submit("tests")

    def answer_questions(self, last_run: dt.date, **changed: Any) -> None:
        """Answer as `RUNNER` does, with some answers changed."""
        answers = {**RUNNER, **{name.replace("_", "-"): value for name, value in changed.items()}}
        view = self.view("questions")
        view.locator("[name='last-run']").fill(last_run.isoformat())
        for name in ("regular", "stairs", "bmi", "goal"):
            self.choose(name, answers[name])
        for day in answers["days"]:
            self.choose("day", str(day))
        for name in ("age", "longest", "start", "goal-min", "race"):
            if answers[name] is not None:
                view.locator(f"[name='{name}']").fill(str(answers[name]))

    def make_plan(self, last_run: dt.date, **changed: Any) -> None:
        """Go the whole way from the safety questions to the plan."""
        self.pass_safety()
        self.pass_tests()
        self.answer_questions(last_run, **changed)
        self.submit("questions")
        self.view("plan").wait_for()

    def check_in(
        self,
        on: dt.date | None = None,
        signs: Iterable[str] = (),
        week: str = "same",
        **changed: str,
    ) -> None:
        """Log a run with the answers of a good one, some of them changed."""
        self.press("check-in")
        self.answer_check_in(on, signs, week, **changed)
        self.submit("check-in")

    def answer_check_in(
        self,
        on: dt.date | None = None,
        signs: Iterable[str] = (),
        week: str = "same",
        **changed: str,
    ) -> None:
        view = self.view("check-in")
        if on is not None:
            view.locator("[name=date]").fill(on.isoformat())
        for name, value in {**GOOD_RUN, **changed}.items():
            self.choose(name, value, "check-in")
        if view.locator("[data-question=week]").is_visible():
            self.choose("week", week, "check-in")
        for sign in signs:
            self.choose("new-sign", sign, "check-in")
        if not signs:
            self.no_sign()

    def without_run(self, why: str) -> None:
        """Say why there was no run, after "none of these" to the danger signs asked first."""
        self.press(why)
        self.no_sign()
        self.submit("check-in")

    def no_sign(self) -> None:
        """Tick "none of these" under the check-in's danger signs."""
        self.choose("none-new", "signs", "check-in")

    # ------------------------------------------------------------------ reading

    def link(self) -> str:
        """The plan in the address, without its name, once every change has reached it.

        The page writes the address a task after the plan is on screen: this task comes after it.
        """
        fragment = str(
            self.page.evaluate("new Promise((told) => setTimeout(() => told(location.hash)))")
        )
        return fragment.removeprefix("#plan=") if fragment.startswith("#plan=") else ""

    def planned(self) -> list[tuple[str, str, str]]:
        """Every run of the plan as it is listed: day, stage, minutes."""
        rows = self.slot("list").locator("tr").all()
        cells = [row.locator("td").all_text_contents() for row in rows]
        return [(cell[0], cell[1], cell[2]) for cell in cells]

    def days_planned(self) -> list[str]:
        """The days in the list of runs, without the comma that some Chromiums write."""
        return [day.replace(",", "") for day, _, _ in self.planned()]

    def first_stage(self) -> str:
        """The stage of the next run."""
        listed: str = (
            self.slot("list").locator("tr").first.locator("td").nth(1).text_content() or ""
        )
        return listed

    def logged(self) -> int:
        """How many lines the history holds."""
        return self.slot("history").locator("> li").count()

    # ------------------------------------------------------------------ the engine

    def engine(self, body: str, argument: object = None) -> Any:
        """Run a script's body beside the engine; `given` is the argument. It may wait.

        Both ways as JSON text: Playwright takes large values apart slowly.
        """
        script = f"async (given) => {{ {ENGINE} {body} }}"
        wrapped = f"async (json) => JSON.stringify((await ({script})(JSON.parse(json))) ?? null)"
        return json.loads(self.page.evaluate(wrapped, json.dumps(argument)))

    def link_with(self, link: str, **changed: object) -> str:
        """The same plan with some of its fields changed, as a link."""
        text: str = self.engine(
            "const plan = engine.decode(rule, given.link, signIds);"
            "return engine.encode(rule, { ...plan, ...given.changed }, signIds);",
            {"link": link, "changed": changed},
        )
        return text

    def read_link(self, link: str) -> dict[str, Any] | None:
        """What the engine makes of a link."""
        plan: dict[str, Any] | None = self.engine(
            "return engine.decode(rule, given, signIds);", link
        )
        return plan


def run_entry(on: dt.date, **changed: object) -> dict[str, object]:
    """A run as the engine's log holds it, good unless changed."""
    answers: Mapping[str, object] = {**GOOD_RUN, "before": 0, "during": 0, "after": 0}
    return {
        "on": day_number(on),
        "kind": "run",
        **answers,
        "longer": False,
        "short": False,
        "week": None,
        "signs": [],
        **changed,
    }

"""What a link or a file may hold: tried by the thousand, and held to the gate of today."""

from __future__ import annotations

import json
import random
from typing import Any

import pytest
from playwright.sync_api import expect

from calculator_page import PAGE, CalculatorPage
from engine import protocol
from random_histories import a_history, a_new_plan
from return_to_running.calculator.schedule import enough_days, runs_a_week
from strange_texts import mangled

LINKS = 10_000
A_LOG_FILE = {"format": "return-to-running", "protocol": protocol().id, "version": 1}


@pytest.fixture(scope="module")
def strange_links(kept_open: CalculatorPage) -> list[str]:
    rng = random.Random(3)
    plans = [a_history(rng).given["plan"] for _ in range(200)]
    links = kept_open.engine(
        "return given.map((plan) => engine.encode(rule, plan, signIds));", plans
    )
    return [mangled(rng, rng.choice(links)) for _ in range(LINKS)]


def test_ten_thousand_strange_links_are_read_without_an_exception(
    kept_open: CalculatorPage, strange_links: list[str]
) -> None:
    """What is read is a plan within all limits; it can be worked out and written again."""
    faults = kept_open.engine(
        """
        const limits = {
          days: (p) => p.days.length <= rule.days.ticked
            && engine.runsAWeek(rule, p.days) >= rule.days.least,
          goal: (p) => p.goal >= rule.lengths[0] && p.goal <= rule.beyond.goalMax,
          signs: (p) => p.signs.every((id) => signIds.includes(id)),
          log: (p) => p.log.every((e) => Number.isInteger(e.on) && e.on >= p.start
            && e.signs.every((id) => signIds.includes(id))),
          numbers: (p) => [p.version, p.made, p.start, p.goal, ...p.days, p.answers.daysOff,
            p.answers.stairs, p.answers.worst, p.answers.age, p.answers.highest, p.answers.until]
            .every(Number.isInteger),
          judged: (p) => p.log.filter((e) => e.kind === "run")
            .every((e) => Number.isInteger(engine.judge(rule, e))),
        };
        const faults = [];
        let read = 0;
        for (const link of given) {
          try {
            const plan = engine.decode(rule, link, signIds);
            if (plan === null) continue;
            read += 1;
            for (const [name, holds] of Object.entries(limits)) {
              if (!holds(plan)) faults.push([name, link]);
            }
            if (plan.log.length > 60) continue;
            const full = engine.complete(rule, plan);
            const { highest, until } = engine.leftBy(rule, plan);
            if (!Number.isInteger(highest + until)) faults.push(["what it leaves", link]);
            const progress = engine.replay(rule, full, full.log);
            engine.nextRun(rule, full, progress, full.start);
            const again = engine.decode(rule, engine.encode(rule, full, signIds), signIds);
            if (JSON.stringify(again) !== JSON.stringify({ ...plan, version: rule.version })) {
              faults.push(["written again", link]);
            }
          } catch (error) {
            faults.push([String(error), link]);
          }
        }
        return { faults: faults.slice(0, 5), read };
        """,
        strange_links,
    )
    assert faults["faults"] == []
    assert faults["read"] > LINKS / 20, "some of the links must still be plans"


def test_a_strange_link_opens_a_plan_within_the_gate_or_none_at_all(
    kept_open: CalculatorPage, strange_links: list[str], served: str
) -> None:
    """Through the real page. No plan with a sign that withholds it; no markup of the link's."""
    kept_open.open(served + PAGE)
    page = kept_open.page
    kept_open.load_extras()
    harmless = [sign.id for sign in protocol().signs if sign.plan]
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("dialog", lambda dialog: errors.append(f"a dialog: {dialog.message}"))
    faults = kept_open.engine(
        """
        const before = element.querySelectorAll("script, iframe, img, object, embed").length;
        const faults = [];
        let plans = 0;
        for (const link of given.links) {
          let plan = null;
          try {
            history.replaceState(null, "", `#plan=${link}`);
            plan = engine.decode(rule, location.hash.slice(6), signIds);
            dispatchEvent(new HashChangeEvent("hashchange"));
          } catch (error) {
            faults.push([String(error), link]);
          }
          const shown = !element.querySelector("[data-view=plan]").hidden;
          const allowed = plan !== null && plan.signs.every((id) => given.harmless.includes(id))
            && plan.answers.age >= rule.adult && plan.answers.worst <= rule.readiness.test[0][0];
          if (shown) plans += 1;
          if (shown && !allowed) faults.push(["a plan past the gate", link]);
          if (/onerror|onload|<script/.test(element.querySelector(".c-live").innerHTML)) {
            faults.push(["markup", link]);
          }
        }
        const after = element.querySelectorAll("script, iframe, img, object, embed").length;
        if (after !== before) faults.push(["new elements", ""]);
        return { faults: faults.slice(0, 5), plans };
        """,
        {"links": strange_links, "harmless": harmless, "file": A_LOG_FILE},
    )
    assert faults["faults"] == []
    assert faults["plans"] > 20, "some of the links must open"
    assert errors == []
    kept_open.open(served + PAGE)


def test_ten_thousand_strange_log_files_are_read_without_an_exception(
    kept_open: CalculatorPage, strange_links: list[str]
) -> None:
    """Whole files with a strange plan in them, and files broken at any place."""
    rng = random.Random(20261124)
    whole = [json.dumps({**A_LOG_FILE, "plan": link}) for link in strange_links[: LINKS // 2]]
    broken = [mangled(rng, rng.choice(whole)) for _ in range(LINKS // 2)]
    kept_open.load_extras()
    faults = kept_open.engine(
        """
        const { files } = customElements.get("return-to-running");
        const faults = [];
        let plans = 0;
        for (const text of given) {
          try {
            const plan = files.planOfLogFile(text, rule);
            if (typeof plan !== "string") faults.push(["not a text", text]);
            if (engine.decode(rule, plan, signIds)) plans += 1;
          } catch (error) {
            faults.push([String(error), text]);
          }
        }
        return { faults: faults.slice(0, 5), plans };
        """,
        [*whole, *broken],
    )
    assert faults["faults"] == []
    assert faults["plans"] > LINKS / 40, "some of the files must still hold plans"


def test_a_strange_log_file_opens_a_plan_within_the_gate_or_none_at_all(
    kept_open: CalculatorPage, strange_links: list[str], served: str
) -> None:
    """Through the page's own door for files: no plan past the gate, no markup of the file's."""
    link = kept_open.engine("return engine.encode(rule, given, signIds);", a_new_plan())
    kept_open.open(served + PAGE, link)
    expect(kept_open.slot("chart").locator("svg")).to_be_visible()
    harmless = [sign.id for sign in protocol().signs if sign.plan]
    faults = kept_open.engine(
        """
        const faults = [];
        let opened = 0;
        for (const link of given.links) {
          const before = element.plan;
          const text = JSON.stringify({ ...given.file, plan: link });
          try {
            await element.extras.open({ files: [new File([text], "log.json")] });
            const asked = element.querySelector("dialog");
            if (asked.open) asked.querySelector("[data-do=ask-yes]").click();
          } catch (error) {
            faults.push([String(error), link]);
          }
          if (!element.plan || element.plan === before) continue;
          opened += 1;
          const { signs, answers } = element.plan;
          const ready = answers.worst <= rule.readiness.test[0][0] && answers.age >= rule.adult;
          const allowed = ready && signs.every((id) => given.harmless.includes(id));
          if (!allowed) faults.push(["a plan past the gate", link]);
          if (/onerror|onload|<script/.test(element.querySelector(".c-live").innerHTML)) {
            faults.push(["markup", link]);
          }
        }
        return { faults: faults.slice(0, 5), opened };
        """,
        {"links": strange_links, "harmless": harmless, "file": A_LOG_FILE},
    )
    kept_open.open(served + PAGE)
    assert faults["faults"] == []
    assert faults["opened"] > 20, "some of the files must open"


def test_every_set_of_weekdays_allows_as_many_runs_as_python_says_and_makes_a_plan_or_none(
    kept_open: CalculatorPage,
) -> None:
    """A link is held to the same days as the question (R17)."""
    sets = [[day for day in range(7) if bits >> day & 1] for bits in range(128)]
    found = kept_open.engine(
        """
        const link = (days) => engine.encode(rule, { ...given.plan, days }, signIds);
        return given.sets.map((days) =>
          [engine.runsAWeek(rule, days), engine.decode(rule, link(days), signIds) !== null]);
        """,
        {"sets": sets, "plan": a_new_plan()},
    )
    assert found == [
        [runs_a_week(protocol(), days), enough_days(protocol(), days)] for days in sets
    ]
    assert {enough for _, enough in found} == {True, False}


REFUSED: dict[str, dict[str, Any]] = {
    "seventeen years old": {"age": 17},
    "pain of 3 in a test": {"worst": 3},
}


@pytest.mark.parametrize("sign", [sign.id for sign in protocol().signs])
def test_a_link_with_a_sign_opens_the_plan_only_if_the_protocol_allows_it(
    sign: str, kept_open: CalculatorPage
) -> None:
    link = kept_open.engine(
        "return engine.encode(rule, given, signIds);", {**a_new_plan(), "signs": [sign]}
    )
    kept_open.fresh(link)
    allowed, kind = next((s.plan, s.card) for s in protocol().signs if s.id == sign)
    assert kept_open.view_shown() == ("plan" if allowed else "safety")
    if not allowed:
        assert kept_open.cards_shown() == [kind]


@pytest.mark.parametrize("answer", REFUSED)
def test_a_link_is_held_to_the_present_gate(answer: str, kept_open: CalculatorPage) -> None:
    """R39: opening a link asks nothing, so what the gate refuses must be refused there too."""
    changed = replace_answers(a_new_plan(), REFUSED[answer])
    link = kept_open.engine("return engine.encode(rule, given, signIds);", changed)
    kept_open.fresh(link)
    assert kept_open.view_shown() == "safety"


def replace_answers(plan: dict[str, Any], answers: dict[str, Any]) -> dict[str, Any]:
    return {**plan, "answers": {**plan["answers"], **answers}}


@pytest.mark.parametrize(("days", "read"), [(7, True), (8, False)])
def test_r40_no_link_has_a_plan_that_begins_after_the_tests_have_lapsed(
    days: int, read: bool, kept_open: CalculatorPage
) -> None:
    plan = a_new_plan()
    late = {**plan, "start": plan["made"] + days}
    link = kept_open.engine("return engine.encode(rule, given, signIds);", late)
    assert (kept_open.read_link(link) is not None) == read


@pytest.mark.parametrize(
    ("changed", "opens"),
    [({}, True), ({"protocol": "other"}, False), ({"format": "x"}, False), ({"plan": 7}, False)],
)
def test_a_log_file_opens_only_if_it_is_one_of_this_protocol(
    changed: dict[str, object], opens: bool, kept_open: CalculatorPage
) -> None:
    kept_open.load_extras()
    found = kept_open.engine(
        """const { files } = customElements.get("return-to-running");
        return files.planOfLogFile(given, rule);""",
        json.dumps({**A_LOG_FILE, "plan": "1-1-a", **changed}),
    )
    assert found == ("1-1-a" if opens else "")

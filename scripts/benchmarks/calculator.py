"""The calculator: its weight, and its speed in a Chromium slowed down four times.

Weighed are the script, the rule and the words that it carries. Words that stand in the page for its
readers, such as the questions and the table of all answers, are read there and weigh with the page.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

sys.path.append("tests")  # the limits of the weights stand with what holds them
from weights import HEAVIEST_BYTES, HEAVIEST_TOGETHER_BYTES, weights

SLOWEST_PLAN_MS = 16.0
SLOWEST_REPLAY_MS = 50.0
SLOW_DOWN = 4
TIMES = 41
CONFIG = """
site_name: Benchmark
use_directory_urls: false
theme: mkdocs
plugins: [return-to-running]
"""

# The way to a plan, as a healthy runner of 35 answers.
ANSWER = """
() => {
  const all = (selector) => [...document.querySelectorAll(`return-to-running ${selector}`)];
  const tick = (name, value) => all(`[name="${name}"][value="${value}"]`)[0].click();
  const send = (view) => all(`[data-view=${view}] form`)[0].requestSubmit();
  for (const box of all("[data-view=safety] [name^=none-]")) box.click();
  send("safety");
  for (const test of all("[data-test]")) tick(`test-${test.dataset.test}`, 0);
  tick("bone", "no");
  send("tests");
  const lastRun = new Date(Date.now() - 20 * 864e5).toISOString().slice(0, 10);
  const given = { "last-run": lastRun, age: 35, longest: 60, "goal-min": 30 };
  for (const [name, value] of Object.entries(given)) all(`[name="${name}"]`)[0].value = value;
  const ticked = { regular: "yes", stairs: 0, bmi: "skip" };
  for (const [name, value] of Object.entries(ticked)) tick(name, value);
  for (const day of [0, 2, 4]) tick("day", day);
  tick("goal", "longer");
  send("questions");
}
"""
# Every change of a plan ends in the same call: a new answer, a check-in, an edit, a file. The
# goal is changed here, then the form sent; the time ends when the new plan is laid out. The chart
# below it follows in a task of its own, so it is timed by itself.
CHANGE_TO_PLAN = """
(times) => {
  const element = document.querySelector("return-to-running");
  const form = document.querySelector("[data-view=questions] form");
  const goal = form.querySelector("[name=goal-min]");
  return Array.from({ length: times }, (_, n) => {
    const minutes = 30 + (n % 2) * 15;
    element.page.show("questions", false);
    const begin = performance.now();
    goal.value = minutes;
    goal.dispatchEvent(new Event("change", { bubbles: true }));
    form.requestSubmit();
    document.querySelector(".c-live").getBoundingClientRect();
    const taken = performance.now() - begin;
    const last = document.querySelector("[data-slot=list] tr:last-child td.num").textContent;
    if (Number(last) !== minutes) throw new Error(`a plan to ${minutes} minutes ends at ${last}`);
    const then = performance.now();
    element.extras.draw();
    document.querySelector(".c-live").getBoundingClientRect();
    return [taken, performance.now() - then];
  });
}
"""
# 500 good runs, two at a time with a short break after them, so that the plan never ends and every
# session is worked out in full.
REPLAY = """
(times) => {
  const { engine } = customElements.get("return-to-running");
  const rule = engine.readRule(document.querySelector("return-to-running"));
  const good = { kind: "run", before: 0, during: 0, after: 0, limp: "no", settled: "hour",
    morning: "same", painkiller: "no", longer: false, week: null, signs: [] };
  const day = (n) => 20000 + 11 * (n >> 1) + 3 * (n % 2);
  const log = Array.from({ length: 500 }, (_, n) => ({ ...good, on: day(n) }));
  const plan = engine.complete(rule, { version: rule.version, made: 20000, start: 20000,
    days: [0, 2, 4], goal: 180, pace: null, race: null, signs: [], log,
    answers: { daysOff: 20, regular: "yes", stairs: 0, worst: 0, age: 35, bone: "no", longest: 60,
      bmi: "skip", afterStop: false } });
  let sessions = 0;
  const taken = Array.from({ length: times }, () => {
    const begin = performance.now();
    sessions = engine.replay(rule, plan, log).steps.filter((s) => s.decisions.length).length;
    return performance.now() - begin;
  });
  return [sessions, taken];
}
"""


def main() -> int:
    """Print every figure with its limit; return 1 if one is over it."""
    with tempfile.TemporaryDirectory() as folder:
        site = _built(Path(folder))
        first, together = weights(site)
        with _slow_page(site) as page:
            plan, chart = map(median, zip(*page.evaluate(CHANGE_TO_PLAN, TIMES), strict=True))
            sessions, taken = page.evaluate(REPLAY, TIMES)
    assert sessions == 500, f"only {sessions} of 500 sessions were worked out"
    figures = (
        ("first script, rule and words, gzipped", first / 1000, HEAVIEST_BYTES / 1000, "kB"),
        ("the same with the second script", together / 1000, HEAVIEST_TOGETHER_BYTES / 1000, "kB"),
        ("from a change of input to the new plan", plan, SLOWEST_PLAN_MS, "ms"),
        ("weeks and chart, in a task of its own", chart, SLOWEST_PLAN_MS, "ms"),
        ("replay of a log of 500 sessions", median(taken), SLOWEST_REPLAY_MS, "ms"),
    )
    for name, value, limit, unit in figures:
        holds = "holds" if value <= limit else "OVER"
        print(f"{name:<45}{value:8.1f} {unit}  at most {limit:4.1f} {unit}  {holds}")
    print(f"Times: median of {TIMES}, Chromium slowed down {SLOW_DOWN} times.")
    return int(any(value > limit for _, value, limit, _ in figures))


def _built(folder: Path) -> Path:
    """The calculator alone on a page of MkDocs' own theme."""
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text(
        "# Run\n\n<!-- return-to-running: return-to-running -->\n"
    )
    (folder / "mkdocs.yml").write_text(CONFIG)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    subprocess.run(command, cwd=folder, check=True)
    return folder / "site"


@contextmanager
def _slow_page(site: Path) -> Iterator[Page]:
    """The page with a plan on it, in a phone's window; from here on the processor is slow."""
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu"]
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROME"), args=arguments
        )
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto((site / "index.html").as_uri())
        page.evaluate(ANSWER)
        page.locator("[data-slot=chart] svg").wait_for()
        session = page.context.new_cdp_session(page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_DOWN})
        yield page
        browser.close()


if __name__ == "__main__":
    sys.exit(main())

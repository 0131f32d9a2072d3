"""What the benchmark of the calculator measures really happens; how fast is not asked here."""

import runpy

from calculator_page import CalculatorPage
from engine import ROOT

BENCHMARK = runpy.run_path(str(ROOT / "scripts/benchmarks/calculator.py"))


def test_the_benchmark_makes_a_plan_changes_it_and_replays_500_sessions(
    calculator: CalculatorPage,
) -> None:
    calculator.page.evaluate(BENCHMARK["ANSWER"])
    calculator.load_extras()
    [(plan_ms, chart_ms)] = calculator.page.evaluate(BENCHMARK["CHANGE_TO_PLAN"], 1)
    assert plan_ms > 0
    assert chart_ms > 0
    sessions, taken = calculator.page.evaluate(BENCHMARK["REPLAY"], 1)
    assert (sessions, len(taken)) == (500, 1)

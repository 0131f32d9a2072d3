"""Sizes of screens, and what is looked at on them."""

import datetime as dt

from playwright.sync_api import Page

from calculator_page import PAGE, CalculatorPage
from guide import PAGES

TODAY = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
PHONE, DESKTOP = (360, 800), (1280, 800)
EXERCISE = next(
    (page for page in PAGES if page.startswith("exercises/") and "index" not in page),
    "strength.html",
)


def plan(page: Page, address: str) -> None:
    calculator = CalculatorPage(page)
    calculator.open(address + PAGE)
    calculator.make_plan(dt.date(2026, 10, 1))
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")

"""Sizes of screens, and what is looked at on them."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, ViewportSize

from calculator_page import PAGE, CalculatorPage
from guide import PAGES

TODAY = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
PHONE, DESKTOP = (360, 800), (1280, 800)
A_PHONE: dict[str, Any] = {
    "viewport": ViewportSize(width=412, height=823),
    "is_mobile": True,
    "has_touch": True,
}
A_SMALL_PHONE: dict[str, Any] = {**A_PHONE, "viewport": ViewportSize(width=360, height=740)}
A_DESKTOP: dict[str, Any] = {"viewport": ViewportSize(width=1280, height=800)}
OpenPage = Callable[..., Page]
EXERCISE = next(
    (page for page in PAGES if page.startswith("exercises/") and "index" not in page),
    "strength.html",
)


def plan(page: Page, address: str) -> None:
    calculator = CalculatorPage(page)
    calculator.open(address + PAGE)
    calculator.make_plan(dt.date(2026, 10, 1))
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")

"""No line moves while a page loads, whenever its faces come."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from calculator_page import PAGE as CALCULATOR
from screens import A_DESKTOP, A_PHONE, A_SMALL_PHONE, EXERCISE, OpenPage
from serving import serving

SlowFonts = Callable[[float], str]
SLOW_4G = {
    "offline": False,
    "latency": 150,  # ms
    "downloadThroughput": 1_600 * 1_024 / 8,  # bytes a second
    "uploadThroughput": 750 * 1_024 / 8,
}


@pytest.fixture
def slow_fonts(site: Path) -> Iterator[SlowFonts]:
    """Serve the demo clinic's site; fonts wait for the given time (s) before they are sent."""
    wait_s = 0.0

    def start(seconds: float) -> str:
        nonlocal wait_s
        wait_s = seconds
        return address

    with serving(site, {}, lambda path: wait_s if path.endswith(".woff2") else 0) as address:
        yield start


SHIFTS = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    shifts.push([entry.value, entry.sources.map(({ node }) => node?.outerHTML?.slice(0, 99))]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""
SHIFT_AT_MOST = 0.0
SHOWN = ("index.html", "anatomy.html", EXERCISE, "get-help.html", CALCULATOR)
LATE_S = 1.2
EARLY_S = (0.0, 0.06, 0.3)
"""When the faces come: before the first paint, while the browser still waits for them, after."""


def shifts(page: Page, address: str) -> list[Any]:
    page.add_init_script(SHIFTS)
    page.goto(address, wait_until="networkidle")
    found: list[Any] = page.evaluate("shifts")
    return found


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("kind", [A_SMALL_PHONE, A_PHONE], ids=["360", "412"])
def test_no_line_moves_while_a_page_loads_on_a_slow_line(
    name: str, kind: dict[str, Any], on_device: OpenPage, slow_fonts: SlowFonts
) -> None:
    page = on_device(**kind, device_scale_factor=2)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", SLOW_4G)
    found = shifts(page, slow_fonts(LATE_S) + name)
    assert sum(value for value, _ in found) <= SHIFT_AT_MOST, found


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("kind", [A_PHONE, A_DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("wait_s", EARLY_S)
def test_no_line_moves_whenever_the_faces_come(
    name: str, kind: dict[str, Any], wait_s: float, on_device: OpenPage, slow_fonts: SlowFonts
) -> None:
    found = shifts(on_device(**kind), slow_fonts(wait_s) + name)
    assert sum(value for value, _ in found) <= SHIFT_AT_MOST, found

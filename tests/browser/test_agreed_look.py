"""Screens that were agreed on, and pages before and after unused rules go: compared as pictures."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import material  # type: ignore[import-untyped]
import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page, Route, expect

from calculator_page import PAGE
from guide import ROOT
from screens import DESKTOP, EXERCISE, PHONE, TODAY, plan

REFERENCES = ROOT / "tests/references"
SEEN = ROOT / "build/references"

# A picture is compared at half its size, in grey. Between two machines the letters' edges differ a
# little; a box that moves by four pixels or a new colour differs by much more than that.
HALF = 2
GREY_STEPS = 40
SHARE_OF_PIXELS = 0.002


def opened(name: str) -> Callable[[Page, str], Any]:
    return lambda page, address: page.goto(address + name)


SCREENS: dict[str, tuple[tuple[int, int], str, Callable[[Page, str], Any]]] = {
    "home-phone-light": (PHONE, "light", opened("index.html")),
    "home-desktop-dark": (DESKTOP, "dark", opened("index.html")),
    "get-help-phone": (PHONE, "light", opened("get-help.html")),
    "exercise-desktop": (DESKTOP, "light", opened(EXERCISE)),
    "plan-phone": (PHONE, "light", plan),
}


def settled(page: Page) -> None:
    """Show the page in its own face: at the first sight a slow machine keeps another one."""
    page.evaluate("document.fonts.ready")
    page.reload(wait_until="networkidle")
    assert page.evaluate("document.fonts.check('16px \"Guide Sans\"')")


def photograph(page: Page) -> Image.Image:
    settled(page)
    page.evaluate(
        "Promise.all([...document.images].map((image) => image.decode().catch(() => {})))"
    )
    image = Image.open(io.BytesIO(page.screenshot())).convert("L")
    return image.resize((image.width // HALF, image.height // HALF), Image.Resampling.BOX)


def stretched(page: Page) -> None:
    """Make the window as high as its page, and let Material fit its side lists to it."""
    size = page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_load_state("networkidle")
    still(page)


def still(page: Page) -> None:
    """Wait until scripts have answered the last change, and nothing moves or fades any more."""
    page.evaluate(
        """async () => {
            const frame = () => new Promise(requestAnimationFrame);
            await frame();
            await frame();
            const moving = document.getAnimations();
            await Promise.all(moving.map((each) => each.finished.catch(() => {})));
            await frame();
        }"""
    )


def in_colour(png: bytes) -> Image.Image:
    return Image.open(io.BytesIO(png)).convert("RGB")


def changed(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ in grey by more than the edges of letters do."""
    assert one.size == other.size
    grey = ImageChops.difference(one, other).convert("L")
    return sum(grey.histogram()[GREY_STEPS + 1 :]) / (one.width * one.height)


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_looks_as_was_agreed(
    name: str, looking: Callable[..., Page], served: str, request: pytest.FixtureRequest
) -> None:
    size, scheme, open_screen = SCREENS[name]
    page = looking(size, color_scheme=scheme)
    page.clock.set_fixed_time(TODAY)
    open_screen(page, served)
    seen, reference = photograph(page), REFERENCES / f"{name}.png"
    SEEN.mkdir(parents=True, exist_ok=True)
    seen.save(SEEN / reference.name, optimize=True)
    if request.config.getoption("--renew-references"):
        shutil.copy(SEEN / reference.name, reference)
    with Image.open(reference) as agreed:
        share = changed(seen, agreed.convert("L"))
    assert share <= SHARE_OF_PIXELS, (
        f"{share:.1%} of {name} has changed: compare build/references/{name}.png with "
        f"tests/references/{name}.png. If it is meant, run: "
        "python3 scripts/test.py -k agreed_look --renew-references"
    )


@pytest.mark.parametrize("name", ["index.html", "get-help.html", "anatomy.html", PAGE, EXERCISE])
@pytest.mark.parametrize("size", [PHONE, DESKTOP])
def test_leaving_out_unused_rules_changes_nothing_that_is_seen(
    name: str, size: tuple[int, int], looking: Callable[..., Page], served: str
) -> None:
    sheets = sorted(Path(material.__file__).parent.glob("templates/assets/stylesheets/*.min.css"))
    whole = "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)

    def send_the_whole(route: Route) -> None:
        route.fulfill(body=whole, content_type="text/css")

    def wait_for_faces(route: Route) -> None:
        sheet = route.fetch().text().replace("font-display:optional", "font-display:block")
        route.fulfill(body=sheet, content_type="text/css")

    seen = []
    for with_all in (False, True):
        page = looking(size)
        page.route("**/guide.css", wait_for_faces)
        if with_all:
            page.route("**/material.css", send_the_whole)
        page.goto(served + name, wait_until="networkidle")
        settled(page)
        stretched(page)
        whole_page = in_colour(page.screenshot())
        page.locator("label[for=__search]:visible, .md-search__input:visible").first.click()
        expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
        still(page)
        seen.append((whole_page, in_colour(page.screenshot())))
    (light, light_search), (full, full_search) = seen
    assert (changed(light, full), changed(light_search, full_search)) == (0, 0)

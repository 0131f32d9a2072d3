"""Colours keep their meaning: forced, in the dark, and printed in black."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from calculator_page import PAGE
from screens import EXERCISE, TODAY, plan


def shape(page: Page, selector: str, name: str, pseudo: str | None = None) -> str:
    script = "([element, name, pseudo]) => getComputedStyle(element, pseudo)[name]"
    value: str = page.evaluate(
        script, [page.locator(selector).first.element_handle(), name, pseudo]
    )
    return value


def in_hex(colour: str) -> str:
    return "#" + "".join(f"{int(part):02x}" for part in colour.strip("rgb()").split(", "))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_care_cards_keep_their_urgency_in_forced_colours(
    scheme: str, looking: Callable[..., Page], served: str
) -> None:
    page = looking(forced_colors="active", color_scheme=scheme)
    page.goto(served + "get-help.html")
    edges = [
        float(shape(page, f".g-care--{kind}", "borderTopWidth").removesuffix("px"))
        for kind in ("emergency", "same-day", "soon")
    ]
    assert edges == sorted(edges, reverse=True)
    assert len(set(edges)) == 3
    background = shape(page, "body", "backgroundColor")
    for kind in ("emergency", "same-day", "soon"):
        head = f".g-care--{kind} .g-care__head"
        assert shape(page, head, "backgroundColor", "::before") != background
        assert shape(page, head, "webkitMaskImage", "::before") != "none"


def test_strips_and_the_current_stage_keep_their_meaning_in_forced_colours(
    looking: Callable[..., Page], served: str
) -> None:
    page = looking(forced_colors="active")
    page.clock.set_fixed_time(TODAY)
    plan(page, served)
    ink, paper = shape(page, "body", "color"), shape(page, "body", "backgroundColor")
    assert shape(page, ".g-strip:visible .r", "fill") == ink
    assert shape(page, ".g-strip:visible .w", "fill") == paper
    assert shape(page, ".g-strip:visible .w", "stroke") == ink
    current = shape(page, ".c-where [aria-current]", "borderTopColor")
    assert current != shape(page, ".c-where li:not([aria-current])", "borderTopColor")


@pytest.mark.parametrize("forced", ["none", "active"])
@pytest.mark.parametrize(
    ("name", "picture"),
    [
        ("index.html", ".g-hero svg"),
        (EXERCISE, "figure img"),
        ("exercises/index.html", ".g-card img"),
        (PAGE, ".c-figure"),
    ],
)
def test_a_drawing_never_stands_on_the_dark_page_itself(
    name: str, picture: str, forced: Any, looking: Callable[..., Page], served: str
) -> None:
    page = looking(color_scheme="dark", forced_colors=forced)
    page.goto(served + name)
    panel = page.evaluate("getComputedStyle(document.body).getPropertyValue('--plate')")
    assert in_hex(shape(page, picture, "backgroundColor")) == panel


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_each_moment_of_the_stride_stands_on_a_panel(
    scheme: str, looking: Callable[..., Page], served: str
) -> None:
    page = looking(color_scheme=scheme)
    page.goto(served + "running.html")
    panel = page.evaluate("getComputedStyle(document.body).getPropertyValue('--plate')")
    colours = page.locator(".ex-stride .ex-bg").evaluate_all(
        "panels => panels.map(panel => getComputedStyle(panel).fill)"
    )
    assert [in_hex(colour) for colour in colours] == [panel] * 5


@pytest.mark.parametrize("name", ["index.html", "get-help.html", "anatomy.html", EXERCISE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_page_can_be_read_in_black(
    name: str, scheme: str, looking: Callable[..., Page], served: str
) -> None:
    page = looking(color_scheme=scheme)
    page.goto(served + name)
    page.emulate_media(media="print")
    options = {"runOnly": ["color-contrast"], "resultTypes": ["violations"]}
    faults = Axe().run(page, options=options).response["violations"]
    assert [node["target"] for fault in faults for node in fault["nodes"]] == []
    assert (
        page.locator(".md-header, .md-tabs, .md-sidebar, .g-next, .g-foot nav")
        .locator("visible=true")
        .count()
        == 0
    )
    assert shape(page, "body", "backgroundColor") in ("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)")

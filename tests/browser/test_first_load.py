"""What a page asks for before its reader does anything, and what follows at the first sign."""

import gzip
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Response, Route, expect

from calculator_page import PAGE as CALCULATOR
from screens import A_DESKTOP, A_PHONE, A_SMALL_PHONE, EXERCISE, OpenPage

FIRST_LOAD_BYTES = 100_000
PICTURES = (".svg", ".png", ".ico")
MATERIAL = re.compile(r"/bundle\.[0-9a-f]+\.min\.js$")
WORKER = re.compile(r"workers/search\.[0-9a-f]+\.min\.js")

KEPT = "() => Object.keys(localStorage).some((name) => name.endsWith('__palette'))"


def watched(page: Page) -> list[str]:
    """Every address that the page will ask for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    return asked


def any_of(pattern: re.Pattern[str], asked: list[str]) -> bool:
    return any(pattern.search(address) for address in asked)


def weights_of(responses: list[Response], served: str) -> dict[str, int]:
    """The packed bytes of each answer; pictures do not count, nor do those drawn in the page."""
    weights: dict[str, int] = {}
    for response in responses:
        path = response.url.removeprefix(served)
        if path.startswith("data:") or path.endswith(PICTURES):
            continue
        body = response.body()
        if path.endswith(".html"):
            body = re.sub(rb"<svg\b.*?</svg>", b"", body, flags=re.DOTALL)
        weights[path] = len(body if path.endswith(".woff2") else gzip.compress(body, 9))
    return weights


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        (name, kind)
        for kind in (A_PHONE, A_DESKTOP)
        for name in ("index.html", "anatomy.html", EXERCISE, CALCULATOR)
    ],
)
def test_the_first_load_of_a_page_weighs_at_most_100_kb(
    name: str, kind: dict[str, Any], on_device: OpenPage, served: str
) -> None:
    page, responses = on_device(**kind), list[Response]()
    page.on("response", lambda each: responses.append(each))
    page.goto(served + name, wait_until="networkidle")
    weights = weights_of(responses, served)
    assert not any("search" in path for path in weights)
    assert sum(weights.values()) <= FIRST_LOAD_BYTES, weights


@pytest.mark.parametrize("opened", ["from the web", "by double click"])
def test_on_a_phone_the_script_of_material_waits_for_a_touch_of_the_header_and_search_works(
    opened: str, on_device: OpenPage, site: Path, served: str
) -> None:
    page = on_device(**A_PHONE)
    asked = watched(page)
    address = served if opened == "from the web" else site.as_uri() + "/"
    page.goto(address + "index.html", wait_until="networkidle")
    page.locator("article").tap()
    page.mouse.wheel(0, 900)
    page.wait_for_timeout(200)
    assert not any_of(MATERIAL, asked)
    page.locator("header [for=__search]").first.tap()
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("iliopsoas")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    assert any_of(MATERIAL, asked)


def test_a_word_typed_before_the_script_of_material_has_come_is_searched_for(
    on_device: OpenPage, served: str
) -> None:
    page = on_device(**A_PHONE)

    def come_late(route: Route) -> None:
        page.wait_for_timeout(600)
        route.continue_()

    page.route(MATERIAL, come_late)
    page.goto(served + "index.html")
    page.locator("header [for=__search]").first.tap()
    page.keyboard.type("iliopsoas")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_a_term_explains_itself_on_a_narrow_screen_too(on_device: OpenPage, served: str) -> None:
    page = on_device(viewport=A_SMALL_PHONE["viewport"])
    page.goto(served + "running.html")
    term = page.locator(".g-term").first
    meaning = term.get_attribute("title") or "no meaning"
    term.hover()
    expect(page.locator(".md-tooltip2--active")).to_have_text(meaning)


def test_a_search_in_the_address_opens_on_a_phone(on_device: OpenPage, served: str) -> None:
    page = on_device(**A_PHONE)
    page.goto(served + "index.html?q=iliopsoas")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


@pytest.mark.parametrize("sign", ["mouse", "wheel", "key", "touch"])
def test_on_a_wide_screen_the_first_sign_of_a_reader_brings_the_script_of_material(
    sign: str, on_device: OpenPage, served: str
) -> None:
    page = on_device(**A_DESKTOP, has_touch=True)
    asked = watched(page)
    page.goto(served + "causes.html", wait_until="networkidle")
    switch = page.locator("[data-md-component=palette] label:visible")
    assert not any_of(MATERIAL, asked)
    expect(switch).to_have_count(0)
    signs: dict[str, Callable[[], object]] = {
        "mouse": lambda: page.mouse.move(640, 500),
        "wheel": lambda: page.evaluate("scrollBy(0, 300)"),
        "key": lambda: page.keyboard.press("Tab"),
        "touch": lambda: page.touchscreen.tap(640, 500),
    }
    signs[sign]()
    expect(switch).to_have_count(1)
    assert any_of(MATERIAL, asked)


def test_the_search_worker_waits_for_something_to_search(on_device: OpenPage, served: str) -> None:
    page = on_device(**A_DESKTOP)
    asked = watched(page)
    page.goto(served + "index.html", wait_until="networkidle")
    page.mouse.move(640, 500)
    expect(page.locator("[data-md-component=palette] label:visible")).to_have_count(1)
    assert not any_of(WORKER, asked)
    page.locator(".md-search__input").click()
    expect(page.locator(".md-search-result__meta")).to_have_text("Type to start searching")
    assert any_of(WORKER, asked)


@pytest.mark.parametrize(("wanted", "scheme"), [("light", "default"), ("dark", "slate")])
def test_the_scheme_of_the_device_needs_no_script_of_material(
    wanted: str, scheme: str, on_device: OpenPage, served: str
) -> None:
    page = on_device(**A_DESKTOP, color_scheme=wanted)
    page.route(MATERIAL, lambda route: route.abort())
    page.goto(served + "index.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)


def test_a_scheme_once_chosen_stays_on_the_next_page(on_device: OpenPage, served: str) -> None:
    page = on_device(**A_DESKTOP, color_scheme="light")
    page.goto(served + "index.html")
    page.mouse.move(640, 500)
    page.locator("[data-md-component=palette] label:visible").click()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")
    page.route(MATERIAL, lambda route: route.abort())
    page.goto(served + "get-help.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_a_phone_follows_its_own_light_or_dark_whatever_material_has_kept(
    on_device: OpenPage, served: str
) -> None:
    page = on_device(**A_PHONE, color_scheme="light")
    page.goto(served + "index.html")
    page.locator("header [for=__drawer]").tap()
    for _ in range(300):
        page.wait_for_timeout(100)
        if page.evaluate(KEPT):
            break
    assert page.evaluate(KEPT), "Material keeps a scheme nobody chose"
    page.emulate_media(color_scheme="dark")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


def test_where_storage_is_refused_a_page_still_follows_the_device(
    on_device: OpenPage, served: str
) -> None:
    page = on_device(**A_PHONE, color_scheme="dark")
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage',"
        " { get() { throw new DOMException('no', 'SecurityError'); } });"
    )
    page.goto(served + "index.html")
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "slate")


@pytest.mark.parametrize("focus", [None, ".g-btn"], ids=["on the page", "on a link"])
def test_the_key_of_the_search_opens_it_on_a_narrow_screen(
    focus: str | None, on_device: OpenPage, served: str
) -> None:
    page = on_device(viewport=A_SMALL_PHONE["viewport"])
    page.goto(served + "index.html")
    if focus:
        page.locator(f"article {focus}").first.focus()
    page.keyboard.press("/")
    expect(page.locator(".md-search__input")).to_be_focused()
    page.keyboard.type("iliopsoas")
    expect(page.locator(".md-search-result__link").first).to_be_visible()
    expect(page.locator(".md-search__input")).to_have_value("iliopsoas")


def test_when_the_script_of_material_did_not_come_the_next_touch_asks_again(
    on_device: OpenPage, served: str
) -> None:
    page = on_device(**A_PHONE)
    page.route(MATERIAL, lambda route: route.abort())
    page.goto(served + "index.html")
    with page.expect_event("requestfailed"):
        page.locator("header [for=__search]").first.tap()
    page.unroute(MATERIAL)
    page.locator(".md-search__input").tap()
    page.keyboard.type("iliopsoas")
    expect(page.locator(".md-search-result__link").first).to_be_visible()

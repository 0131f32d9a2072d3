"""Every page in a real Chromium: without scripts first, then with them."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import accessibility
from guide import PAGES
from listening import Listener

NARROWEST_PX = 320
PHONE_PX = 360
USUAL_LETTERS_PX = 16
PALETTE_SWITCH = "[data-md-component=palette] label:visible"


@pytest.fixture
def listener(page: Page, served: str) -> Listener:
    return Listener(page.context, served)


@pytest.fixture(scope="module")
def without_scripts(browser: Browser) -> Iterator[Page]:
    """A page in which JavaScript is off."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_without_scripts(name: str, without_scripts: Page, served: str) -> None:
    page = without_scripts
    page.goto(served + name)
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("h1")).to_be_visible()
    # The calculator shows its own headings only when its script runs; its tables stand without.
    written = page.locator("article h2:not(return-to-running h2)")
    assert [each.inner_text() for each in written.all() if not each.is_visible()] == []
    assert len(page.locator("article").inner_text()) > 500


def test_every_page_is_reached_by_links_without_scripts(without_scripts: Page, served: str) -> None:
    seen: set[str] = set()
    waiting = ["index.html"]
    while waiting:
        name = waiting.pop()
        seen.add(name)
        without_scripts.goto(served + name)
        links = without_scripts.locator("a:visible")
        hrefs = links.evaluate_all("all => all.map(link => link.getAttribute('href') || '')")
        ways = {href.partition("#")[0] for href in hrefs}
        waiting += sorted((ways & set(PAGES)) - seen - set(waiting))
    assert seen == set(PAGES)


@pytest.mark.parametrize("name", [*PAGES, "404.html"])
def test_a_page_has_no_accessibility_violation_in_light_or_dark_or_print(
    name: str, page: Page, listener: Listener, served: str
) -> None:
    page.emulate_media(media="screen", reduced_motion="reduce")
    page.goto(served + name)
    page.evaluate("localStorage.clear()")
    page.reload()
    page.mouse.move(300, 300)  # The switch of colours comes with the first sign of a reader.
    page.mouse.move(301, 301)
    faults = []
    for scheme, way_there in (("default", None), ("slate", PALETTE_SWITCH)):
        if way_there:
            page.locator(way_there).click()
        expect(page.locator("body")).to_have_attribute("data-md-color-scheme", scheme)
        faults += [f"{scheme}: {fault}" for fault in accessibility.faults(page)]
    page.emulate_media(media="print")
    faults += [f"print: {fault}" for fault in accessibility.faults(page, printed=True)]
    assert faults == []
    assert listener.complaints == []


@pytest.mark.parametrize("name", [*PAGES, "404.html"])
def test_a_page_fits_the_narrowest_screen(name: str, page: Page, served: str) -> None:
    page.set_viewport_size({"width": NARROWEST_PX, "height": 640})
    page.goto(served + name)
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROWEST_PX


@pytest.mark.parametrize("name", [*PAGES, "404.html"])
def test_a_page_fits_a_phone_whose_letters_are_twice_the_size(
    name: str, page: Page, served: str
) -> None:
    page.set_viewport_size({"width": PHONE_PX, "height": 640})
    sizes = {"standard": 2 * USUAL_LETTERS_PX, "fixed": 2 * USUAL_LETTERS_PX}
    page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
    page.goto(served + name)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE_PX
    for way_on in ("[for=__drawer]", "[for=__search]", ".g-help"):
        expect(page.locator(f"header {way_on}").first).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_by_double_click(name: str, page: Page, site: Path) -> None:
    listener = Listener(page.context, site.as_uri())
    page.goto((site / name).as_uri())
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("body")).to_have_attribute("data-md-color-scheme", "default")
    assert listener.complaints == []


@pytest.mark.parametrize("opened", ["from the web", "by double click"])
def test_the_search_finds_a_page(opened: str, page: Page, site: Path, served: str) -> None:
    own = served if opened == "from the web" else site.as_uri() + "/"
    listener = Listener(page.context, own)
    page.goto(own + "index.html")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("iliopsoas")
    result = page.locator(".md-search-result__link").first
    expect(result).to_be_visible()
    result.click()
    expect(page).to_have_url(re.compile(r"/[a-z-]+\.html"))
    expect(page.locator("article")).to_contain_text(re.compile("iliopsoas", re.IGNORECASE))
    assert listener.complaints == []


@pytest.mark.parametrize("word", ["acetaminophen", "femur"])
def test_the_search_finds_a_word_in_brackets(word: str, page: Page, served: str) -> None:
    page.goto(f"{served}index.html?q={word}")
    expect(page.locator(".md-search-result__link").first).to_be_visible()


def test_a_term_explains_itself_to_the_keyboard_and_in_print(page: Page, served: str) -> None:
    page.goto(served + "running.html")
    term = page.locator(".g-term").first
    meaning = term.get_attribute("title") or "no meaning"
    page.emulate_media(media="print")
    printed = term.evaluate("link => getComputedStyle(link, '::after').content")
    assert meaning in printed
    page.emulate_media(media="screen")
    term.focus()
    expect(page.locator(".md-tooltip2--active")).to_have_text(meaning)
    tip = page.locator("#" + (term.get_attribute("aria-describedby") or "none"))
    expect(tip).to_have_text(meaning)

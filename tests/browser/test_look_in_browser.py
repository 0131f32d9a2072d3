"""The look in a real Chromium: agreed screens, forced colours and print."""

import datetime as dt
import io
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import material  # type: ignore[import-untyped]
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page, Route, ViewportSize, expect

import accessibility
from calculator_page import PAGE, CalculatorPage
from guide import PAGES, ROOT

REFERENCES = ROOT / "tests/references"
SEEN = ROOT / "build/references"
TODAY = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
PHONE, DESKTOP = (360, 800), (1280, 800)
EXERCISE = next(
    (page for page in PAGES if page.startswith("exercises/") and "index" not in page),
    "strength.html",
)

# A picture is compared at half its size, in grey. Between two machines the letters' edges differ a
# little; a box that moves by four pixels or a new colour differs by much more than that.
HALF = 2
GREY_STEPS = 40
SHARE_OF_PIXELS = 0.002


def plan(page: Page, address: str) -> None:
    calculator = CalculatorPage(page)
    calculator.open(address + PAGE)
    calculator.make_plan(dt.date(2026, 10, 1))
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")


def opened(name: str) -> Callable[[Page, str], Any]:
    return lambda page, address: page.goto(address + name)


SCREENS: dict[str, tuple[tuple[int, int], str, Callable[[Page, str], Any]]] = {
    "home-phone-light": (PHONE, "light", opened("index.html")),
    "home-desktop-dark": (DESKTOP, "dark", opened("index.html")),
    "get-help-phone": (PHONE, "light", opened("get-help.html")),
    "exercise-desktop": (DESKTOP, "light", opened(EXERCISE)),
    "plan-phone": (PHONE, "light", plan),
}


@pytest.fixture
def looking(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Open pages with a width, a scheme and other settings of the device."""
    contexts = []

    def open_page(size: tuple[int, int] = DESKTOP, **device: Any) -> Page:
        viewport = ViewportSize(width=size[0], height=size[1])
        context = browser.new_context(
            viewport=viewport, reduced_motion="reduce", locale="en-GB", **device
        )
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


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
def test_the_agreed_look(
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


@pytest.mark.parametrize("width", [360, 495, 496, 719, 720, 959, 960, 1000, 1280])
@pytest.mark.parametrize(
    ("name", "drawing", "largest"),
    [
        ("index.html", ".g-hero svg", 24),
        ("anatomy.html", "figure .hf", 24),
        ("anatomy.html", ".hf-path", 18),
        ("is-it-my-hip-flexor.html", ".hf-map", 34),
        ("pain-rules.html", ".hf-scale", 18),
        ("running.html", ".ex-stride", 24),
    ],
)
def test_words_in_a_drawing_are_as_large_as_text_on_a_phone_and_on_a_large_screen(
    name: str, drawing: str, largest: int, width: int, looking: Callable[..., Page], served: str
) -> None:
    page = looking((width, 800))
    page.goto(served + name)
    sizes = page.locator(f"{drawing} text").evaluate_all(
        """words => words.filter(word => word.getClientRects().length).map(
            word => parseFloat(getComputedStyle(word).fontSize) * word.getScreenCTM().a
        )"""
    )
    assert sizes
    assert min(sizes) >= 12
    assert max(sizes) <= largest


BOX = "element => element.getBoundingClientRect().toJSON()"


def box(page: Page, selector: str) -> dict[str, float]:
    sides: dict[str, float] = page.locator(selector).first.evaluate(BOX)
    return sides


def test_the_three_ways_and_the_danger_signs_are_the_first_screen_of_a_small_phone(
    looking: Callable[..., Page], served: str
) -> None:
    page = looking((360, 640))
    page.goto(served + "index.html")
    assert box(page, ".g-ask")["bottom"] < box(page, ".g-flags")["top"]
    assert box(page, ".g-flags")["bottom"] <= 640


@pytest.mark.parametrize("name", PAGES)
def test_no_word_of_a_table_is_broken_on_a_phone(
    name: str, looking: Callable[..., Page], served: str
) -> None:
    page = looking(PHONE)
    page.goto(served + name)
    broken = page.evaluate(
        """() => {
            const found = [];
            for (const cell of document.querySelectorAll("td, th")) {
                const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
                while (texts.nextNode()) {
                    const text = texts.currentNode;
                    for (const word of text.data.matchAll(/\\p{L}{2,}/gu)) {
                        const range = document.createRange();
                        range.setStart(text, word.index);
                        range.setEnd(text, word.index + word[0].length);
                        const lines = [...range.getClientRects()].map(line => Math.round(line.top));
                        if (new Set(lines).size > 1) found.push(word[0]);
                    }
                }
            }
            return found;
        }"""
    )
    assert broken == []


@pytest.mark.parametrize("name", ["is-it-my-hip-flexor.html", "anatomy.html"])
def test_a_row_of_three_is_a_block_on_a_phone_and_still_a_row_for_a_screen_reader(
    name: str, looking: Callable[..., Page], served: str
) -> None:
    page = looking(PHONE)
    page.goto(served + name)
    table = page.get_by_role("table").first
    names = table.get_by_role("columnheader").all_inner_texts()
    assert len(names) == 3
    row = table.get_by_role("row").nth(1)
    cells = row.get_by_role("cell")
    expect(cells).to_have_count(3)
    widths = cells.evaluate_all("all => all.map(cell => cell.getBoundingClientRect().width)")
    assert min(widths) > 300
    shown = "cell => getComputedStyle(cell, '::before').content"
    assert [name in cells.nth(n).evaluate(shown) for n, name in enumerate(names)] == [
        False,
        True,
        True,
    ]
    assert accessibility.faults(page, "article") == []


CARD_ROWS = """list => {
    const rows = Map.groupBy(list.children, card => Math.round(card.getBoundingClientRect().top));
    const whole = list.getBoundingClientRect().width;
    const share = card => card.getBoundingClientRect().width / whole;
    return [...rows.values()].map(row => [row.length, share(row[0])]);
}"""


@pytest.mark.parametrize("name", ["exercises/index.html", "rehab.html"])
@pytest.mark.parametrize("medium", ["screen", "print"])
def test_no_card_of_an_exercise_is_left_alone_beside_a_gap(
    name: str, medium: Literal["screen", "print"], looking: Callable[..., Page], served: str
) -> None:
    page = looking()
    page.goto(served + name)
    page.emulate_media(media=medium)
    for cards in page.locator(".g-cards").all():
        rows = cards.evaluate(CARD_ROWS)
        alone = [width for many, width in rows if many == 1]
        if medium == "screen":
            assert all(width > 0.99 for width in alone)
        else:
            assert not alone or len(rows) == 1


def test_the_picture_of_a_card_begins_at_its_top_on_a_phone(
    looking: Callable[..., Page], served: str
) -> None:
    page = looking(PHONE)
    page.goto(served + "exercises/index.html")
    for card in page.locator(".g-card").all()[:4]:
        card.scroll_into_view_if_needed()
        picture = card.locator("img")
        expect(picture).to_have_js_property("complete", True)
        inside, outside = picture.bounding_box(), card.bounding_box()
        assert inside
        assert outside
        assert inside["y"] - outside["y"] < 3
        shape = picture.evaluate("each => each.naturalWidth / each.naturalHeight")
        assert abs(inside["width"] / inside["height"] - shape) < 0.05


def test_the_last_moment_of_the_stride_stands_in_the_middle_on_a_phone(
    looking: Callable[..., Page], served: str
) -> None:
    page = looking(PHONE)
    page.goto(served + "running.html")
    last, figure = box(page, ".ex-frame-5 .ex-bg"), box(page, "figure:has(.ex-stride)")
    first, second = box(page, ".ex-frame-1 .ex-bg"), box(page, ".ex-frame-2 .ex-bg")
    middle = (first["left"] + second["right"]) / 2
    assert abs((last["left"] + last["right"]) / 2 - middle) < 2
    assert abs((figure["left"] + figure["right"]) / 2 - middle) < 2


@pytest.mark.parametrize("height", [740, 800, 1000])
def test_a_tall_drawing_is_seen_whole_on_a_laptop(
    height: int, looking: Callable[..., Page], served: str
) -> None:
    page = looking((1280, height))
    for name in ("anatomy.html", "is-it-my-hip-flexor.html"):
        page.goto(served + name)
        for drawing in page.locator("figure .hf").all():
            assert drawing.evaluate(BOX)["height"] <= max(0.75 * height, 640)


def test_the_map_of_pain_and_its_list_are_seen_together_on_a_laptop(
    looking: Callable[..., Page], served: str
) -> None:
    page = looking((1280, 740))
    page.goto(served + "is-it-my-hip-flexor.html")
    chart, words = box(page, "figure:has(.hf-map)"), box(page, "figure:has(.hf-map) + ol")
    assert chart["right"] < words["left"]
    header = box(page, ".md-header")["height"]
    seen = max(chart["bottom"], words["bottom"]) - min(chart["top"], words["top"])
    assert seen <= 740 - header


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


@pytest.mark.parametrize("width", [360, 1280])
def test_the_picture_of_a_test_of_readiness_stands_beside_its_words(
    width: int, looking: Callable[..., Page], served: str
) -> None:
    page = looking((width, 900))
    calculator = CalculatorPage(page)
    calculator.open(served + PAGE)
    calculator.pass_safety()
    hop = "[data-test=hop]"
    page.locator(f"{hop} .c-figure").scroll_into_view_if_needed()
    picture, words = box(page, f"{hop} .c-figure"), box(page, f"{hop} .c-hint")
    assert picture["top"] < words["top"] + 10
    assert picture["bottom"] <= box(page, f"{hop} .c-scale")["top"]
    assert (picture["right"] - picture["left"]) < (words["right"] - words["left"]) * 0.6


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

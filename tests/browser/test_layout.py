"""Where things stand: on a phone, on a laptop, in a drawing, in a table, in a row of cards."""

from collections.abc import Callable
from typing import Literal

import pytest
from playwright.sync_api import Page, expect

import accessibility
from calculator_page import PAGE, CalculatorPage
from guide import PAGES
from screens import PHONE


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
    found = page.locator(".g-cards").all()
    assert found
    for cards in found:
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
    first = page.locator(".g-card").all()[:4]
    assert len(first) == 4
    for card in first:
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
        drawings = page.locator("figure .hf").all()
        assert drawings
        for drawing in drawings:
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

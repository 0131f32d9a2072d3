"""The brand rule: whatever colour a clinic gives, every pair of colours can be read."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from return_to_running.publishing.colour import (
    DARK_INK,
    DARK_PAPER,
    INK,
    PAPER,
    Brand,
    contrast,
    css,
    dark,
    light,
)

COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def too_weak(brand: Brand, paper: str, ink: str) -> list[str]:
    """Name every pair below WCAG 2.2 AA: 4.5 for words, 3 for edges."""
    pairs = {
        "words on the fill": (brand.on_brand, brand.brand, 4.5),
        "links on paper": (brand.link, paper, 4.5),
        "links on the tint": (brand.link, brand.tint, 4.5),
        "links on the deep tint": (brand.link, brand.tint_2, 4.5),
        "text on the tint": (ink, brand.tint, 4.5),
        "text on the deep tint": (ink, brand.tint_2, 4.5),
        "edges on paper": (brand.brand_edge, paper, 3.0),
    }
    return [name for name, (one, other, least) in pairs.items() if contrast(one, other) < least]


@settings(max_examples=2000)
@given(COLOURS)
@example("#000000")
@example("#ffffff")
@example("#777777")
@example("#ffcc00")
def test_every_colour_gives_pairs_that_can_be_read(colour: str) -> None:
    assert too_weak(light(colour), PAPER, INK) == []
    assert too_weak(dark(colour), DARK_PAPER, DARK_INK) == []


def test_a_dark_colour_is_used_as_it_is() -> None:
    brand = light("#0b5563")
    assert (brand.brand, brand.link, brand.brand_edge) == ("#0b5563",) * 3
    assert brand.on_brand == "#ffffff"


def test_yellow_keeps_its_fill_and_gets_ink_for_words_and_edges() -> None:
    brand = light("#ffcc00")
    assert brand.brand == "#ffcc00"
    assert (brand.on_brand, brand.link, brand.brand_edge) == (INK, INK, INK)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_the_style_sheet_sets_every_token_for_light_dark_and_print() -> None:
    sheet = css("#0b5563")
    names = re.findall(r"--([\w-]+):#[0-9a-f]{6};", sheet)
    assert names == ["brand", "on-brand", "brand-edge", "link", "tint", "tint-2"] * 3
    assert "@media print" in sheet

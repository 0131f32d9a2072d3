"""The look, measured on the built site: weight, contrast, what is served and why."""

import gzip
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from hypothesis import given, settings
from hypothesis import strategies as st

from built_page import files, read_page
from guide import ROOT
from return_to_running.publishing import colour, slim
from return_to_running.publishing.colour import contrast

SHEETS_AT_MOST_BYTES = 12_000
TEXT, GRAPHICS = 4.5, 3.0
STYLES = ROOT / "overrides/assets/stylesheets"
OURS = ("assets/stylesheets/guide.css", "assets/stylesheets/brand.css")
CALCULATOR_SHEET = "assets/return-to-running/calculator.css"
BRAND_COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")

# What lies on what: the token in front, the tokens behind it, and the least contrast.
PAIRS = [
    ("ink", ("paper", "wash", "tint", "tint-2", "stop-wash", "warn-wash", "go-wash"), TEXT),
    ("ink-2", ("paper", "wash", "tint", "tint-2"), TEXT),
    ("link", ("paper", "wash", "tint", "tint-2", "stop-wash", "warn-wash"), TEXT),
    ("stop", ("paper", "stop-wash"), TEXT),
    ("on-stop", ("stop-fill",), TEXT),
    ("on-warn", ("warn",), TEXT),
    ("on-go", ("go",), TEXT),
    ("on-brand", ("brand",), TEXT),
    ("focus-ink", ("focus",), TEXT),
    ("edge", ("paper", "wash"), GRAPHICS),
    ("brand-edge", ("paper",), GRAPHICS),
    ("warn-edge", ("paper", "warn-wash"), GRAPHICS),
    ("stop-fill", ("paper",), 2.5),  # never alone: its edge is --stop
]


def tokens(scheme: str, brand: str) -> dict[str, str]:
    """Return the colours of one scheme, `default`, `slate` or `print`, for a brand."""
    sheet = (STYLES / "tokens.css").read_text(encoding="utf-8")
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", sheet.split("@media")[0])
    found: dict[str, str] = {}
    for selector, body in rules:
        if "default" in selector or (scheme == "slate" and "slate" in selector):
            found |= declared(body)
    if scheme == "print":
        printed = (STYLES / "print.css").read_text(encoding="utf-8")
        (body,) = re.findall(r":root, \[data-md-color-scheme\] \{([^}]*)\}", printed)
        found |= declared(body)
    made = colour.dark(brand) if scheme == "slate" else colour.light(brand)
    return found | declared(made.css())


def declared(body: str) -> dict[str, str]:
    colours = re.findall(r"--([\w-]+):\s*(#[0-9a-f]{3,6})\b", body)
    return {name: value if len(value) == 7 else longer(value) for name, value in colours}


def longer(value: str) -> str:
    return "#" + "".join(letter * 2 for letter in value[1:])


def too_weak(scheme: str, brand: str) -> list[str]:
    values = tokens(scheme, brand)
    return [
        f"{front} on {back}: {contrast(values[front], values[back]):.2f}"
        for front, backs, least in PAIRS
        for back in backs
        if contrast(values[front], values[back]) < least
    ]


@pytest.mark.parametrize("scheme", ["default", "slate", "print"])
def test_every_pair_of_colours_can_be_read_with_the_demo_brand(scheme: str) -> None:
    assert too_weak(scheme, "#0b5563") == []


@settings(max_examples=1500)
@given(BRAND_COLOURS)
def test_every_pair_of_colours_can_be_read_with_any_brand(brand: str) -> None:
    for scheme in ("default", "slate", "print"):
        assert too_weak(scheme, brand) == []


def test_all_our_style_sheets_weigh_at_most_12_kb(site: Path) -> None:
    sheets = [site / name for name in (*OURS, CALCULATOR_SHEET)]
    weights = {sheet.name: len(gzip.compress(sheet.read_bytes(), 9)) for sheet in sheets}
    assert sum(weights.values()) <= SHEETS_AT_MOST_BYTES, weights


def test_a_page_asks_for_four_style_sheets_at_most(site: Path) -> None:
    for path in files(site, ".html"):
        links = [each.attributes for each in read_page(path).named("link")]
        sheets = [str(link["href"]) for link in links if link.get("rel") == "stylesheet"]
        names = [Path(sheet).name for sheet in sheets]
        wanted = ["calculator.css"] * ("<return-to-running" in path.read_text(encoding="utf-8"))
        assert names == ["material.css", *wanted, "guide.css", "brand.css"], path.name


def test_no_class_of_our_sheets_is_without_use(site: Path) -> None:
    pages = "".join(path.read_text(encoding="utf-8") for path in files(site, ".html"))
    scripts = "".join(path.read_text(encoding="utf-8") for path in files(site, ".js"))
    used = set(re.findall(r"[\w-]+", " ".join(re.findall(r'class="([^"]*)"', pages)) + scripts))
    styled = set()
    for name in OURS:
        text = re.sub(r"url\([^)]*\)", "", (site / name).read_text(encoding="utf-8"))
        styled |= set(re.findall(r"\.([a-z][\w-]*[\w])", re.sub(r"\{[^{}]*\}", "{}", text)))
    assert {"g-care", "g-lead", "g-btn"} <= styled
    assert {name for name in styled - used if name.startswith("g-")} == set()


def test_the_name_of_a_column_ends_before_its_citation(site: Path) -> None:
    page = (site / "how-long.html").read_text(encoding="utf-8")
    assert 'aria-label="Table: Your pain, A fair guess, When to ask for help"' in page
    assert 'data-name="A fair guess"' in page


def test_nothing_that_no_reader_needs_is_shipped(site: Path) -> None:
    spare = [path for path in site.rglob("*") if path.suffix == ".map" or "lunr" in path.parts]
    assert spare == []


def test_no_page_is_sent_with_indents_or_more_blank_lines_than_a_field_leaves(site: Path) -> None:
    for path in files(site, ".html"):
        assert not re.search(r"\n[ \t]|\n{4}", path.read_text(encoding="utf-8")), path.name


def test_a_page_that_shows_code_keeps_its_blanks() -> None:
    assert slim.tightened("<p>\n\n  one\n  <b>two</b>") == "<p>\none\n<b>two</b>"
    assert slim.tightened("<pre>\n  one\n\n  two</pre>") == "<pre>\n  one\n\n  two</pre>"


RULES = {
    "code,kbd{a:b}": "code{a:b}",
    "p>mark{a:b}": "p>mark{a:b}",
    ".md-x em{a:b}": ".md-x em{a:b}",
    "blockquote p{a:b}": "",
    "hr{a:b}": "",
    ".unknown p{a:b}": "",
    "p:is(hr,b){a:b}": "p:is(hr,b){a:b}",
    "p:hover::before{a:b}": "p:hover::before{a:b}",
    "[data-x] p{a:b}": "[data-x] p{a:b}",
}


@pytest.mark.parametrize(("rule", "kept"), RULES.items())
def test_of_the_theme_s_sheet_a_page_gets_rules_for_what_pages_and_scripts_have(
    rule: str, kept: str, tmp_path: Path
) -> None:
    for folder in ("assets/stylesheets", "assets/javascripts", "search"):
        (tmp_path / folder).mkdir(parents=True)
    sheets = tmp_path / "assets/stylesheets"
    (sheets / "main.min.css").write_text(rule)
    (sheets / "tokens.css").write_text("p{}")
    script = f"document.createElement('em');{slim.EAGER_SEARCH};x='<mark>y</mark>';y='md-x'"
    (tmp_path / "assets/javascripts/bundle.1.js").write_text(script)
    links = "".join(
        f'<link rel="stylesheet" href="assets/stylesheets/{name}">\n'
        for name in ("main.min.css", "tokens.css")
    )
    (tmp_path / "index.html").write_text(f"{links}<p>A <code>b</code></p>")
    slim.slim(tmp_path)
    assert (sheets / "material.css").read_text() == kept


def test_every_template_says_why_it_exists() -> None:
    for template in files(ROOT / "overrides", ".html", ".xml"):
        first = template.read_text(encoding="utf-8").splitlines()[0]
        assert re.match(r"\{#-? Why: .{20,}", first), template.name


def test_every_drawing_says_its_size(site: Path) -> None:
    drawings = [
        (path.name, picture)
        for path in files(site, ".html")
        for picture in read_page(path).named("img")
        if "assets/figures/" in str(picture.attributes["src"])
    ]
    assert len(drawings) > 30
    for name, picture in drawings:
        assert {"width", "height"} <= picture.attributes.keys(), f"{name}: {picture}"


def test_every_page_can_be_shown_by_those_who_link_to_it(site: Path) -> None:
    for path in files(site, ".html"):
        metas = {
            meta.attributes.get("property"): meta.attributes
            for meta in read_page(path).named("meta")
        }
        assert metas["og:title"]["content"], path.name
        assert metas["og:description"]["content"], path.name


def test_the_faces_that_stand_in_for_ours_are_as_high_as_ours() -> None:
    sheet = (STYLES / "tokens.css").read_text(encoding="utf-8")
    number = r"([\d.]+)%"
    faces = re.findall(
        rf'"Like \w+"; font-weight: (\d+); size-adjust: {number}; '
        rf"ascent-override: {number}; descent-override: {number};",
        sheet,
    )
    assert len(faces) == 6
    for weight, size, ascent, descent in faces:
        ours = TTFont(ROOT / f"docs/assets/fonts/guide-sans-{weight}.woff2")
        units, lines = ours["head"].unitsPerEm, ours["hhea"]
        for stated, own in ((ascent, lines.ascent), (descent, -lines.descent)):
            assert float(stated) * float(size) / 100 == pytest.approx(100 * own / units, abs=0.02)

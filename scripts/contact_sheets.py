"""The photographs behind `pictures.py`: each page at three widths, light and dark, and the PDF.

Every page is kept at full size under `build/pictures/<kind>/`; one sheet per kind shows them all,
small. What is the same everywhere is shown once: the footer on the home page alone, and of a list
of sources the first three.
"""

import datetime as dt
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image, ImageDraw, ImageFont
from playwright.sync_api import Page, sync_playwright

sys.path.append("tests")  # the calculator is filled in by the hands that test it
from calculator_page import PAGE, VIEWS, CalculatorPage
from serving import serving

PICTURES = Path("build/pictures")
PUBLISHED = PICTURES / "published" / "demo"
SHEET_WIDTH_PX = 3600
GAP_PX = 24
LABEL_PX = 26
BACKGROUND, LABEL = "#8d9694", "#14201f"
LAST_RUN, TODAY = dt.date(2026, 10, 1), dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
ALL_THERE = """async () => {
  for (const image of document.images) image.loading = "eager";
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  await document.fonts.ready;
}"""
SHOWN_ONCE = ".g-refs li:nth-child(n + 4), .g-foot { display: none !important }"


@dataclass(frozen=True)
class Kind:
    """One way to look at the pages; ``scale`` is that of the sheet."""

    name: str
    width_px: int
    scheme: Literal["light", "dark"]
    scale: float


KINDS = [
    Kind("phone-light", 360, "light", 0.36),
    Kind("phone-dark", 360, "dark", 0.36),
    Kind("tablet-light", 768, "light", 0.25),
    Kind("tablet-dark", 768, "dark", 0.25),
    Kind("desktop-light", 1280, "light", 0.25),
    Kind("desktop-dark", 1280, "dark", 0.25),
]


def main(wanted: list[str]) -> None:
    """Photograph the wanted pages, or all, and lay out one sheet per kind."""
    site = (PUBLISHED / "site").resolve()
    pages = [path.relative_to(site).with_suffix("").as_posix() for path in site.rglob("*.html")]
    chosen = sorted(set(wanted) & set(pages)) if wanted else sorted(pages)
    if unknown := sorted(set(wanted) - set(pages)):
        sys.exit(f"There is no page {', '.join(unknown)}: use one of {', '.join(sorted(pages))}")
    with serving(site, {}) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ["CHROME"], args=["--no-sandbox", "--disable-gpu"]
        )
        for kind in KINDS:
            shutil.rmtree(PICTURES / kind.name, ignore_errors=True)
            context = browser.new_context(
                viewport={"width": kind.width_px, "height": 800},
                color_scheme=kind.scheme,
                reduced_motion="reduce",
            )
            page = context.new_page()
            page.clock.set_fixed_time(TODAY)
            photographs = list(_photographs(page, kind, address, chosen))
            context.close()
            lay_out(photographs, kind.scale, PICTURES / f"{kind.name}.png")
        browser.close()
    if not wanted:
        lay_out(list(_pdf_pages()), 0.5, PICTURES / "guide.png")


def _photographs(page: Page, kind: Kind, address: str, names: list[str]) -> Iterator[Path]:
    page.goto(f"{address}index.html", wait_until="networkidle")  # the fonts are kept from here on
    for name in names:
        page.goto(f"{address}{name}.html")
        if name != "index":
            page.add_style_tag(content=SHOWN_ONCE)
        page.evaluate(ALL_THERE)
        path = PICTURES / kind.name / f"{name.replace('/', '-')}.png"
        page.screenshot(path=path, full_page=True)
        yield path
        if f"{name}.html" == PAGE:
            yield from _calculator(CalculatorPage(page), kind)


def _calculator(calculator: CalculatorPage, kind: Kind) -> Iterator[Path]:
    """The calculator alone, one view after the other, its answers given."""
    calculator.page.add_style_tag(content=".md-header { display: none }")
    for view in VIEWS:
        if view == "safety":
            calculator.answer_safety()
        elif view == "tests":
            calculator.submit("safety")
            calculator.answer_tests()
        elif view == "questions":
            calculator.submit("tests")
            calculator.answer_questions(LAST_RUN)
        elif view == "plan":
            calculator.submit("questions")
        else:
            calculator.press(view)
        path = PICTURES / kind.name / f"calculator-{view}.png"
        calculator.view(view).screenshot(path=path)
        yield path


def _pdf_pages() -> Iterator[Path]:
    shutil.rmtree(PICTURES / "guide", ignore_errors=True)
    (PICTURES / "guide").mkdir()
    for pdf in sorted(PUBLISHED.rglob("*.pdf")):
        stem = PICTURES / "guide" / pdf.stem
        command = (os.environ["PDFTOPPM"], "-r", "60", "-png", str(pdf), str(stem))
        subprocess.run(command, check=True)
    yield from sorted((PICTURES / "guide").glob("*.png"))


def lay_out(photographs: list[Path], scale: float, sheet: Path) -> None:
    """Put the photographs on one sheet: columns of one width, each picture on the shortest."""
    small = [(path.stem, _scaled(path, scale)) for path in photographs]
    width_px = max(image.width for _, image in small)
    columns = [0] * max(1, min(len(small), (SHEET_WIDTH_PX - GAP_PX) // (width_px + GAP_PX)))
    placed = []
    for name, image in small:
        column = columns.index(min(columns))
        placed.append((name, image, GAP_PX + column * (width_px + GAP_PX), columns[column]))
        columns[column] += LABEL_PX + image.height + GAP_PX
    size = (GAP_PX + len(columns) * (width_px + GAP_PX), max(columns) + GAP_PX)
    paper = Image.new("RGB", size, BACKGROUND)
    draw = ImageDraw.Draw(paper)
    font = ImageFont.load_default(size=15)
    for name, image, left, top in placed:
        draw.text((left, top + 6), name, fill=LABEL, font=font)
        paper.paste(image, (left, top + LABEL_PX))
    paper.save(sheet, optimize=True)
    print(sheet, flush=True)


def _scaled(path: Path, scale: float) -> Image.Image:
    with Image.open(path) as image:
        small = image.convert("RGB")
    small.thumbnail((round(small.width * scale), small.height), Image.Resampling.LANCZOS)
    return small


if __name__ == "__main__":
    main(sys.argv[1:])

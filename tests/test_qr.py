"""The QR code on the printout: made in Chromium, read back with a reader that is not ours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import segno
import zxingcpp
from playwright.sync_api import Browser, Page

from guide import ROOT
from shrinking import shrunk

PART = ROOT / "src/return_to_running/calculator/assets/extras/2-qr.js"
POLICY = "default-src 'none'; script-src 'self'"
ADDRESS = "https://clinic.example/guide/return-to-running.html"
LINK = f"{ADDRESS}#plan=1-1-g18-g18-16-u--l.1.1.0.14.0.1o.2.0--0_r04100000"
LONG_LINK = LINK + "_r14210001" * 150
TEXTS = [LONG_LINK[:length] for length in (30, len(LINK), 214, 400, 667, 1000, 1500)]
# segno pads what is left of a code in its own way; these lengths leave nothing to pad.
FULL_LENGTHS = (122, 213, 666, 1465)
QUIET_MODULES = 4
MODULE_PIXELS = 4

Rows = list[list[bool]]


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script as the site gets it, shortened."""
    folder = tmp_path_factory.mktemp("parts")
    (folder / PART.name).write_bytes(PART.read_bytes())
    (folder / "3-given.js").write_text("window.qrCode = qrCode;", encoding="utf-8")
    return shrunk(folder)


@pytest.fixture(scope="module")
def sheet(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory, shipped: str
) -> Iterator[Page]:
    """A page opened from a file, under our policy for scripts, with the script and nothing else."""
    folder = tmp_path_factory.mktemp("sheet")
    (folder / "qr.js").write_text(shipped, encoding="utf-8")
    (folder / "sheet.html").write_text(
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<script src="qr.js"></script>',
        encoding="utf-8",
    )
    with browser.new_page() as page:
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        page.goto((folder / "sheet.html").as_uri())
        yield page
        assert faults == []


def code(sheet: Page, text: str) -> Rows:
    rows: Rows = sheet.evaluate("text => window.qrCode(text)", text)
    return rows


def picture(rows: Rows) -> memoryview:
    """Black on white in grey bytes, with the light border that a code needs."""
    light = [False] * QUIET_MODULES
    wide = [light + row + light for row in rows]
    edge = [[False] * len(wide[0])] * QUIET_MODULES
    lines = [
        bytes(0 if dark else 255 for dark in row for _ in range(MODULE_PIXELS))
        for row in [*edge, *wide, *edge]
    ]
    pixels = b"".join(line for line in lines for _ in range(MODULE_PIXELS))
    return memoryview(pixels).cast("B", [len(pixels) // len(lines[0]), len(lines[0])])


def scanned(rows: Rows) -> zxingcpp.Barcode | None:
    return zxingcpp.read_barcode(picture(rows))


@pytest.mark.parametrize("text", TEXTS, ids=len)
def test_a_scanner_reads_the_link_back(sheet: Page, text: str) -> None:
    found = scanned(code(sheet, text))
    assert found is not None
    assert found.text == text
    # A QR code in plain bytes, without a mark for the character set: some scanners show the mark.
    assert found.symbology_identifier == "]Q1"


@pytest.mark.parametrize("text", TEXTS, ids=len)
def test_a_code_is_no_larger_than_another_encoder_makes_it(sheet: Page, text: str) -> None:
    rows = code(sheet, text)
    error = "M" if len(text) <= 666 else "L"
    assert len(rows) == len(segno.make_qr(text, error=error, mode="byte").matrix)


@pytest.mark.parametrize("length", FULL_LENGTHS)
def test_every_module_is_as_another_encoder_places_it(sheet: Page, length: int) -> None:
    text = LONG_LINK[:length]
    rows = code(sheet, text)
    error = "M" if length <= 666 else "L"
    masked = [segno.make_qr(text, error=error, mode="byte", mask=mask) for mask in range(8)]
    assert rows in [[list(map(bool, row)) for row in other.matrix] for other in masked]


@pytest.mark.parametrize(("length", "levels"), [(30, "MQH"), (666, "MQH"), (667, "LMQH")])
def test_a_usual_link_may_lose_fifteen_per_cent_and_a_long_one_stays_coarse(
    sheet: Page, length: int, levels: str
) -> None:
    rows = code(sheet, "a" * length)
    found = scanned(rows)
    assert found is not None
    assert found.ec_level in levels
    assert len(rows) <= 97


def test_a_creased_and_stained_code_still_reads(sheet: Page) -> None:
    rows = code(sheet, LINK)
    size = len(rows)
    for y in range(size):
        rows[y][size // 2 + 3] = False
    for y in range(size // 2 - 2, size // 2 + 2):
        for x in range(size // 4, size // 4 + 4):
            rows[y][x] = True
    found = scanned(rows)
    assert found is not None
    assert found.text == LINK


def test_a_code_with_half_of_it_gone_is_not_read(sheet: Page) -> None:
    rows = code(sheet, LINK)
    assert (
        scanned([row if y < len(rows) // 2 else [False] * len(row) for y, row in enumerate(rows)])
        is None
    )


def test_a_code_is_a_square_of_booleans_and_the_same_each_time(sheet: Page) -> None:
    rows = code(sheet, LINK)
    assert {len(row) for row in rows} == {len(rows)}
    assert {type(module) for row in rows for module in row} == {bool}
    assert rows == code(sheet, LINK)


def test_letters_beyond_ascii_are_kept(sheet: Page) -> None:
    found = scanned(code(sheet, "https://clinic.example/Läufe/走る#plan=1"))
    assert found is not None
    assert found.text == "https://clinic.example/Läufe/走る#plan=1"


def test_the_longest_text_fits_and_one_byte_more_gives_no_code(sheet: Page) -> None:
    found = scanned(code(sheet, "x" * 2953))
    assert found is not None
    assert found.text == "x" * 2953
    assert code(sheet, "x" * 2954) == []


def test_a_code_leaves_nothing_on_the_page(sheet: Page) -> None:
    before = sheet.content()
    code(sheet, LINK)
    assert sheet.content() == before

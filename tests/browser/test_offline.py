"""The guide without any network: unpacked into a folder, and opened from there."""

import re
import zipfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, expect

from built_page import files, read_page
from calculator_page import LAST_RUN, NOON, PAGE, CalculatorPage
from listening import Listener


@pytest.fixture(scope="module")
def unpacked(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(demo / "offline.zip") as archive:
        assert archive.testzip() is None
        archive.extractall(folder)
    return folder


def test_it_says_which_file_to_open(unpacked: Path) -> None:
    said = (unpacked / "README.txt").read_text(encoding="utf-8")
    (named,) = re.findall(r"open (\S+) by double click", said)
    assert (unpacked / named).is_file()
    assert "from Demo Clinic" in said
    assert "Not yet reviewed by a clinician." in said


def test_no_link_of_it_leads_to_what_it_leaves_out(unpacked: Path) -> None:
    pages = [read_page(path) for path in files(unpacked / "guide", ".html")]
    assert len(pages) > 40
    links = [
        (page.path, address)
        for page in pages
        for element in page.elements
        for address in (element.attributes.get("href"), element.attributes.get("src"))
        if address and not urlsplit(address).scheme
    ]
    lost = [
        (path.name, address)
        for path, address in links
        if not (path.parent / unquote(urlsplit(address).path)).exists()
    ]
    assert lost == []


def test_it_makes_a_plan_and_finds_a_word_and_asks_nobody(unpacked: Path, browser: Browser) -> None:
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London", offline=True)
    context.clock.set_fixed_time(NOON)
    own = f"{(unpacked / 'guide').as_uri()}/"
    listener = Listener(context, own)
    page = context.new_page()
    calculator = CalculatorPage(page)
    calculator.open(own + PAGE)
    calculator.make_plan(LAST_RUN)
    assert len(calculator.planned()) > 5
    page.goto(own + "index.html")
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially("iliopsoas")
    page.locator(".md-search-result__link").first.click()
    expect(page).to_have_url(re.compile(f"^{re.escape(own)}[a-z-]+[.]html"))
    expect(page.locator("article")).to_contain_text(re.compile("iliopsoas", re.IGNORECASE))
    assert listener.complaints == []
    context.close()


def test_it_is_small_enough_to_send(demo: Path) -> None:
    assert (demo / "offline.zip").stat().st_size < 2_000_000


def test_its_files_stand_in_order_and_say_no_time_of_their_own(demo: Path) -> None:
    with zipfile.ZipFile(demo / "offline.zip") as archive:
        entries = archive.infolist()
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    names = [entry.filename for entry in entries]
    assert names == ["README.txt", *sorted(names[1:])]

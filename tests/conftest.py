"""The guide as readers get it: published once by the real command, served, opened in Chromium."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from calculator_page import LAST_RUN, NOON, PAGE, TODAY, CalculatorPage, plan_made
from checks.pages import Page as BuiltPage
from checks.pages import load_pages
from graph import COURSES, Graph, explored
from guide import ROOT, publish_once
from listening import Listener
from return_to_running.publishing import site_config
from return_to_running.publishing.branding import NeutralSite
from return_to_running.publishing.clinic import Clinic, load_clinic
from return_to_running.publishing.edition import Edition
from return_to_running.publishing.handbook import Press
from return_to_running.publishing.handout import Site
from return_to_running.publishing.handout_list import Handouts, load_handouts
from return_to_running.publishing.neutral_site import neutral_site
from return_to_running.publishing.pdfs import Wanted, make_pdfs
from return_to_running.publishing.policy import headers
from screens import DESKTOP, OpenPage
from serving import serving

# The same examples in every run, and none too slow for a busy machine.
settings.register_profile("ours", deadline=None, derandomize=True)
settings.load_profile("ours")

PATIENCE_MS = 5000
ADDRESS = "https://guide.clinic.example/hip/"
# Chromium runs as root in containers and must not ask its maker for anything.
CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
ONE_OF_EACH_KIND = {
    "strength.html": "cards of exercises and a treatment's table",
    "exercises/march-skip-hop.html": "an exercise, with its sheet to tick",
    "is-it-my-hip-flexor.html": "a drawing whose numbers are named below it, and a wide table",
    "get-help.html": "cards that say whom to call",
}
BUILD_WITH_ADDRESS = """
import sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
address, folder = sys.argv[1:]
plugins = ["search", "guide-pages", "return-to-running"]
config = load_config("mkdocs.yml", strict=True, site_url=address, site_dir=folder, plugins=plugins)
config.theme["features"].append("navigation.instant")
config.plugins.on_startup(command="build", dirty=False)
build(config)
"""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what renews the pictures of the agreed look."""
    parser.addoption("--renew-references", action="store_true", help="renew tests/references")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Everything the demo clinic receives: `site/`, the guide, the handouts.

    Published once, by whichever worker comes first; the others wait for it.
    """
    base = tmp_path_factory.getbasetemp()
    output = (base if worker_id == "master" else base.parent) / "published"
    said = publish_once(output)
    assert (output / "demo").is_dir(), said
    return output / "demo"


@pytest.fixture(scope="session")
def site(demo: Path) -> Path:
    """The demo clinic's site."""
    return demo / "site"


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, BuiltPage]:
    """Every page of the demo clinic's site, by name."""
    return {page.name: page for page in load_pages(site, ROOT / "docs")}


@pytest.fixture(scope="session")
def for_patients(pages: dict[str, BuiltPage]) -> dict[str, BuiltPage]:
    """Those of them that guide a patient."""
    found = {name: page for name, page in pages.items() if page.is_for_patients}
    assert len(found) > 20
    return found


@pytest.fixture(scope="session")
def built(site: Path) -> Site:
    """The demo clinic's site as handouts are made from it."""
    config = site_config.load_site_config(ROOT / "mkdocs.yml")
    day = site_config.newest_change(site_config.pages(ROOT / "docs"))
    return Site(site, f"{site.as_uri()}/", config.chapters, Edition(config.name, day, "1"))


@pytest.fixture(scope="session")
def neutral(tmp_path_factory: pytest.TempPathFactory) -> NeutralSite:
    """The site before it is any clinic's, to be filled for some that are not the demo clinic."""
    config = site_config.load_site_config(ROOT / "mkdocs.yml")
    day = site_config.newest_change(site_config.pages(config.docs))
    return neutral_site(config, tmp_path_factory.mktemp("neutral") / "site", day, "full")


@pytest.fixture(scope="session")
def handouts() -> Handouts:
    return load_handouts(ROOT / "handouts.yml")


@pytest.fixture(scope="session")
def clinic() -> Clinic:
    return load_clinic(ROOT / "clinics/demo.yml").model_copy(update={"site_url": ADDRESS})


@pytest.fixture(scope="session")
def every_format(built: Site, handouts: Handouts, clinic: Clinic) -> dict[str, bytes]:
    """A page of each kind and every sheet, on both papers, in both sizes of print."""
    wanted = Wanted(all_papers=True, large_print=True)
    return make_pdfs(Press(), built, list(ONE_OF_EACH_KIND), handouts, clinic, wanted, guides={})


@pytest.fixture(scope="module", params=COURSES, ids=lambda c: f"{c[0]}-{c[1]}-a-week-{c[2]}-min")
def graph(request: pytest.FixtureRequest) -> Graph:
    """Everything that can happen on one course: explored once for all tests of a file."""
    return explored(*request.param)


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """Address of the demo clinic's site, sent with the headers we advise; ends in a slash."""
    with serving(site, headers()) as address:
        yield address


@pytest.fixture(scope="session")
def instant_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a build in which Material's instant navigation works: online, address known."""
    folder = tmp_path_factory.mktemp("instant")
    with serving(folder, {}) as address:
        subprocess.run(
            [sys.executable, "-c", BUILD_WITH_ADDRESS, address, str(folder)],
            cwd=ROOT,
            check=True,
        )
        yield address


@pytest.fixture(scope="session")
def base_url() -> None:
    """Stand in for pytest-playwright's fixture, a method, of which pytest 9 warns."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Start the system's Chromium; its absence is a failure, never a skip."""
    named = os.environ.get("CHROME")
    browsers = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    found = next(filter(None, map(shutil.which, browsers)), None)
    assert found, "Chromium is missing: run scripts/test.py, or set CHROME to its path"
    return {**browser_type_launch_args, "executable_path": found, "args": CHROMIUM}


@pytest.fixture(scope="module")
def noon(browser: Browser, served: str) -> Iterator[BrowserContext]:
    """One context for the module; its clock stands at noon of `TODAY`."""
    noon = browser.new_context(locale="en-GB", timezone_id="Europe/London", reduced_motion="reduce")
    noon.clock.set_fixed_time(NOON)
    noon.set_default_timeout(PATIENCE_MS)
    yield noon
    noon.close()


@pytest.fixture
def at_noon(noon: BrowserContext) -> Iterator[Page]:
    """A page of its own, whose clock stands at noon of `TODAY`."""
    page = noon.new_page()
    yield page
    page.close()
    noon.clock.set_fixed_time(NOON)


@pytest.fixture
def plan(at_noon: Page, served: str) -> CalculatorPage:
    """A plan of 12 runs, made today, Tuesday, Thursday and Saturday."""
    calculator = CalculatorPage(at_noon)
    calculator.open(served + PAGE, plan_made(TODAY))
    at_noon.locator("[data-slot=sheet-qr] svg").wait_for(state="attached")
    return calculator


@pytest.fixture(scope="module")
def listener(noon: BrowserContext, served: str) -> Listener:
    return Listener(noon, served)


@pytest.fixture(scope="module")
def shared(noon: BrowserContext, listener: Listener, served: str) -> CalculatorPage:
    calculator = CalculatorPage(noon.new_page())
    calculator.open(served + PAGE)
    return calculator


@pytest.fixture
def calculator(shared: CalculatorPage, listener: Listener) -> Iterator[CalculatorPage]:
    """The calculator as a first visitor finds it; every test also asks for a silent console."""
    shared.page.set_viewport_size({"width": 1280, "height": 900})
    shared.page.emulate_media(
        color_scheme="light", forced_colors="none", media="screen", reduced_motion="reduce"
    )
    shared.page.clock.set_fixed_time(NOON)
    shared.page.evaluate("localStorage.clear()")
    shared.fresh()
    yield shared
    complaints, listener.complaints = listener.complaints, []
    assert complaints == []


@pytest.fixture(scope="module")
def link(shared: CalculatorPage) -> str:
    """A plan made by answering every question: three runs a week, to 30 minutes, from S2."""
    shared.fresh()
    shared.make_plan(LAST_RUN)
    return shared.link()


@pytest.fixture(scope="module")
def kept_open(browser: Browser, served: str) -> Iterator[CalculatorPage]:
    """The calculator on a page of its own, with the real clock, left as each test leaves it."""
    page = browser.new_page()
    calculator = CalculatorPage(page)
    calculator.open(served + PAGE)
    yield calculator
    page.close()


@pytest.fixture
def planned(calculator: CalculatorPage, link: str) -> CalculatorPage:
    """The plan of `link`, opened."""
    calculator.fresh(link)
    return calculator


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


@pytest.fixture
def on_device(browser: Browser) -> Iterator[OpenPage]:
    """Open a page on a device of a kind."""
    contexts = []

    def open_page(**kind: Any) -> Page:
        contexts.append(browser.new_context(locale="en-GB", **kind))
        return contexts[-1].new_page()

    yield open_page
    for context in contexts:
        context.close()

"""The calculator in a frame on a clinic's own page: which websites can show it."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from calculator_page import LAST_RUN, NOON, PAGE, CalculatorPage
from return_to_running.publishing import embed
from return_to_running.publishing.branding import NeutralSite, write_site
from return_to_running.publishing.clinic import Clinic
from return_to_running.publishing.policy import headers
from serving import serving

ALLOWED, OTHER = "https://www.clinic.example/", "https://other.example/"
OWN_PAGE = "<!doctype html><html lang=en><title>Our clinic</title><h1>Run again</h1>"


@pytest.fixture(scope="module")
def framed(clinic: Clinic) -> Clinic:
    return clinic.model_copy(update={"framed_by": (ALLOWED.rstrip("/"),)})


@pytest.fixture(scope="module")
def guide(
    neutral: NeutralSite, framed: Clinic, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where the guide is really served, with the headers of its server files."""
    folder = tmp_path_factory.mktemp("framed") / "site"
    write_site(neutral, framed, dt.date(2026, 11, 24), folder)
    with serving(folder, headers(framed.site_url or "", framed.framed_by)) as address:
        yield address


@pytest.fixture
def visited(browser: Browser, guide: str, framed: Clinic, tmp_path: Path) -> Iterator[Page]:
    """A reader's page: both websites show the snippet, and the guide is at its own address."""
    context = browser.new_context(locale="en-GB", timezone_id="Europe/London")
    context.clock.set_fixed_time(NOON)
    own = framed.site_url or ""
    embed.write_snippet(tmp_path / "embed", framed, PAGE)
    snippet = (tmp_path / "embed" / embed.SNIPPET).read_text(encoding="utf-8")

    def from_the_guide(route: Route) -> None:
        route.fulfill(response=route.fetch(url=guide + route.request.url.removeprefix(own)))

    context.route(f"{own}**", from_the_guide)
    for website in (ALLOWED, OTHER):
        context.route(
            website,
            lambda route: route.fulfill(body=OWN_PAGE + snippet, content_type="text/html"),
        )
    page = context.new_page()
    yield page
    context.unroute_all(behavior="ignoreErrors")  # the second script may still be on its way
    context.close()


def test_a_website_that_the_profile_names_shows_the_calculator(
    visited: Page, framed: Clinic
) -> None:
    said: list[str] = []
    visited.on("console", lambda message: said.append(message.text))
    visited.on("pageerror", lambda error: said.append(str(error)))
    visited.goto(ALLOWED)
    calculator = CalculatorPage(visited)
    calculator.element = visited.frame_locator("iframe").locator("return-to-running")
    calculator.wait()
    calculator.make_plan(LAST_RUN)
    assert len(calculator.planned()) > 5
    expect(visited.locator("iframe")).to_have_attribute(
        "title", f"Return-to-running calculator of {framed.name}"
    )
    assert said == []


def test_another_website_shows_nothing_of_it(visited: Page) -> None:
    with visited.expect_event("console", lambda message: "frame-ancestors" in message.text):
        visited.goto(OTHER)
    assert visited.frame_locator("iframe").locator("return-to-running").count() == 0

"""The page for an address that leads nowhere, in a guide below a host's root."""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from listening import Listener
from return_to_running.publishing.branding import NeutralSite, write_site
from return_to_running.publishing.clinic import Clinic
from return_to_running.publishing.policy import NOT_FOUND, headers, root
from serving import serving

DAY = dt.date(2026, 11, 24)


@pytest.fixture(scope="module")
def guide(
    neutral: NeutralSite, clinic: Clinic, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where the guide of a clinic is served that knows its address: ends in `/hip/`."""
    host, address = tmp_path_factory.mktemp("host"), clinic.site_url or ""
    below = root(address).strip("/")
    write_site(neutral, clinic, DAY, host / below)
    with serving(host, headers(address)) as served:
        yield f"{served}{below}/"


@pytest.mark.parametrize("lost", ["nothing.html", "exercises/deeper/nothing.html"])
def test_it_has_its_look_and_leads_to_the_guide_and_not_to_the_host_s_own_pages(
    lost: str, guide: str, browser: Browser
) -> None:
    context = browser.new_context()
    listener = Listener(context, guide)
    page = context.new_page()
    show_instead(page, guide, guide + lost)
    page.goto(guide + lost)
    expect(page.locator("h1")).to_have_text("This page is not here")
    expect(page.locator("h1")).to_have_css("font-family", re.compile("^.Guide Sans"))
    for link, leads_to in (
        ("Go to the start", "index.html"),
        ("When to get help", "get-help.html"),
    ):
        page.goto(guide + lost)
        page.get_by_role("article").get_by_role("link", name=link).click()
        page.wait_for_url(guide + leads_to)
    assert listener.complaints == []
    context.close()


def show_instead(page: Page, guide: str, address: str) -> None:
    """Answer as a server does that was told of the page: its text, at the address asked for."""
    answer = page.request.get(guide + NOT_FOUND)
    assert answer.ok
    page.route(address, lambda route: route.fulfill(response=answer))

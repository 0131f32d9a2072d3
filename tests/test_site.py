"""The built site, read as files: whole, linked, private and without code in its pages."""

import re
from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from built_page import Element, Page, files, read_page
from guide import PAGES

TEXT_FILES = (".html", ".css", ".js", ".json", ".svg", ".txt")


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[str, Page]:
    """Every page of the site by its file name."""
    return {path.relative_to(site).as_posix(): read_page(path) for path in files(site, ".html")}


def of_content(pages: dict[str, Page]) -> dict[str, Page]:
    return {name: page for name, page in pages.items() if name in PAGES}


def target(page: Page, site: Path, address: str) -> tuple[Path, str]:
    """Return the file and the anchor that a link on a page leads to."""
    parts = urlsplit(address)
    way = unquote(parts.path)
    if not way:
        return page.path, unquote(parts.fragment)
    start = site if way.startswith("/") else page.path.parent
    file = (start / way.lstrip("/")).resolve()
    return (file / "index.html" if way.endswith("/") or file == site else file), parts.fragment


def test_every_page_of_the_guide_is_there(pages: dict[str, Page]) -> None:
    assert PAGES
    assert set(pages) == {*PAGES, "404.html"}


def test_every_link_and_anchor_leads_somewhere(pages: dict[str, Page], site: Path) -> None:
    by_path = {page.path.resolve(): page for page in pages.values()}
    dead = []
    for name, page in pages.items():
        for element in page.elements:
            for address in filter(None, map(element.attributes.get, ("href", "src"))):
                if urlsplit(address).scheme or address.startswith("//"):
                    continue
                file, anchor = target(page, site.resolve(), address)
                there = by_path.get(file)
                if not file.is_file() or (anchor and there and anchor not in there.ids):
                    dead.append(f"{name}: {element}")
    assert dead == []


def test_every_element_that_is_referred_to_exists_once(pages: dict[str, Page]) -> None:
    faults = []
    for name, page in pages.items():
        faults += [f"{name}: id {each} twice" for each, n in Counter(page.ids).items() if n > 1]
        for element in page.elements:
            for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
                wanted = (element.attributes.get(attribute) or "").split()
                faults += [f"{name}: {element}" for each in wanted if each not in page.ids]
    assert faults == []


def test_every_page_says_what_it_is(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        assert page.named("html")[0].attributes.get("lang"), name
        assert len(page.named("h1")) == 1, name


def test_every_page_has_a_title_and_a_description_of_its_own(pages: dict[str, Page]) -> None:
    titles, descriptions = [], []
    for name, page in of_content(pages).items():
        metas = [element.attributes for element in page.named("meta")]
        found = [meta["content"] for meta in metas if meta.get("name") == "description"]
        assert len(found) == 1, name
        assert 50 <= len(found[0] or "") <= 155, f"{name}: {found[0]}"
        titles.append(page.title)
        descriptions += found
    assert [text for text, n in Counter(titles + descriptions).items() if n > 1] == []
    assert all(titles)


def test_every_picture_has_words_for_those_who_do_not_see_it(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for element in page.named("img"):
            assert element.attributes.get("alt") is not None, f"{name}: {element}"
        for element in page.named("svg"):
            if element.attributes.get("role") == "img":
                labels = {"aria-label", "aria-labelledby"} & element.attributes.keys()
                assert labels, f"{name}: {element}"


def test_no_clinic_field_is_left_open(site: Path) -> None:
    for path in files(site, *TEXT_FILES):
        text = path.read_text(encoding="utf-8")
        assert "@@clinic" not in text, path.name
        assert "<!--if " not in text, path.name


def inline_code(element: Element) -> bool:
    given = element.attributes
    kind = (given.get("type") or "text/javascript").lower()
    is_script = element.name == "script" and "src" not in given and "javascript" in kind
    is_handler = any(key.startswith("on") for key in given)
    is_address = any((given.get(key) or "").startswith("javascript:") for key in ("href", "src"))
    return is_script or is_handler or is_address or element.name == "style" or "style" in given


def test_no_page_holds_code_or_styles(pages: dict[str, Page]) -> None:
    found = [
        f"{name}: {e}" for name, page in pages.items() for e in page.elements if inline_code(e)
    ]
    assert found == []


def test_no_page_loads_anything_from_another_host(pages: dict[str, Page]) -> None:
    for name, page in pages.items():
        for element in page.elements:
            given = element.attributes
            sources = [given.get("src"), given.get("srcset"), given.get("data")]
            if element.name == "link" and given.get("rel") not in ("canonical", "prev", "next"):
                sources.append(given.get("href"))
            if element.name in ("use", "image"):
                sources += [given.get("href"), given.get("xlink:href")]
            for source in filter(None, sources):
                assert not re.match(r"(https?:)?//", source), f"{name}: {element}"


def test_no_style_sheet_loads_anything_from_another_host(site: Path) -> None:
    for path in files(site, ".css"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*['\"]?(https?:)?//|@import", text), path.name

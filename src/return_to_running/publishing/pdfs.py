"""Every PDF of one clinic: both guides, a handout of each page, and the sheets."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from return_to_running.publishing import brand, guide
from return_to_running.publishing.book import Book
from return_to_running.publishing.chapter import HandbookError
from return_to_running.publishing.clinic import Clinic
from return_to_running.publishing.handbook import Document, Press, Told
from return_to_running.publishing.handout import Site, page_handout
from return_to_running.publishing.handout_list import FILE, Handouts, Sheet
from return_to_running.publishing.sheet import sheet_handout
from return_to_running.publishing.stamp import Brand, stamp
from return_to_running.publishing.style import Format
from return_to_running.publishing.tagged import page_count

PAPERS = ("a4", "letter")
LEAST_PT = 9
"""Letters for a sheet that would take too many sides, for a clinic with more to say than most.

Smaller than these are hard to read."""
SAVING_PT = 10
"""Letters for the handout of a page that takes a side less in them; they are those of the guide.

On the last side of one handout in five stood a few words only."""
GUIDES = {f"guide-{paper}.pdf": Format(paper) for paper in PAPERS}


@dataclass(frozen=True)
class Wanted:
    """Which handouts are made beside those in the clinic's own paper."""

    all_papers: bool = False
    large_print: bool = False

    def formats(self, clinic: Clinic) -> list[Format]:
        """Return the formats of the handouts."""
        papers = PAPERS if self.all_papers else (clinic.paper,)
        sizes = (False, True) if self.large_print else (False,)
        return [Format(paper, large) for large in sizes for paper in papers]


def make_pdfs(
    press: Press,
    site: Site,
    pages: list[str],
    handouts: Handouts,
    clinic: Clinic,
    wanted: Wanted,
    told: Told | None = None,
    guides: Mapping[str, Format] = GUIDES,
) -> dict[str, bytes]:
    """Return each PDF by its path; ``pages`` have a handout of their own.

    A `HandbookError` names what is missing from the site, or the sheet that does not fit.
    """
    documents: dict[str, Document] = {}
    text = guide.read_guide(site.folder, site.chapters, site.edition)
    books = {name: Book(name, text, site.style, site.base, form) for name, form in guides.items()}
    for name, form in guides.items():
        documents |= books[name].documents(press)
        documents[f"cover {name}"] = brand.cover(press, site, clinic, form)
        documents[f"heads {name}"] = brand.heads(press, site, clinic, form, [])
    heads: dict[str, tuple[str, int]] = {}
    for form in wanted.formats(clinic):
        made = _handouts(site, pages, handouts, form)
        documents |= made
        online = [*pages, *(_online(sheet) for sheet in handouts.sheets.values())]
        documents[f"heads {form.folder}"] = brand.heads(press, site, clinic, form, online)
        heads |= {name: (f"heads {form.folder}", at) for at, name in enumerate(made, start=1)}
    printed = press.print(documents, told)
    printed |= {name: book.bound(press, told) for name, book in books.items()}
    usual = [form for form in wanted.formats(clinic) if not form.large]
    printed |= _fit(press, documents, handouts, usual)
    printed |= _save_sides(
        press, documents, [_path(form, page) for form in usual for page in pages]
    )
    finished = {
        name: stamp(
            printed[name],
            Brand(clinic.name, printed[f"heads {name}"], cover=printed[f"cover {name}"]),
        )
        for name in guides
    }
    for name, (head, at) in heads.items():
        finished[name] = stamp(printed[name], Brand(clinic.name, printed[head], first=at))
    return finished


def _handouts(
    site: Site, pages: list[str], handouts: Handouts, form: Format
) -> dict[str, Document]:
    made = {_path(form, page): page_handout(site, page, form, handouts.practice) for page in pages}
    for name, sheet in handouts.sheets.items():
        if _path(form, name) in made:
            raise HandbookError(f"{FILE}: {name}: a page has this name; give another")
        made[_path(form, name)] = sheet_handout(site, name, sheet, handouts.diary, form)
    return made


def _path(form: Format, name: str) -> str:
    return f"handouts/{form.folder}/{name.removesuffix('.html')}.pdf"


def _fit(
    press: Press, documents: Mapping[str, Document], handouts: Handouts, formats: list[Format]
) -> dict[str, bytes]:
    """Return the sheets, in smaller letters where they would take more than their sides."""
    most = {
        _path(form, name): sheet.most_sides
        for form in formats
        for name, sheet in handouts.sheets.items()
        if sheet.most_sides
    }
    printed = press.print({path: documents[path] for path in most})
    tall = [path for path in most if page_count(printed[path]) > most[path]]
    smaller = {path: replace(documents[path], letters_pt=LEAST_PT) for path in tall}
    printed |= press.print(smaller)
    for path in tall:
        sides = page_count(printed[path])
        if sides > most[path]:
            raise HandbookError(
                f"{FILE}: {path} takes {sides} sides even in {LEAST_PT} points, and"
                f" most_sides is {most[path]}: take out a part, shorten its page, or allow more"
            )
    return printed


def _online(sheet: Sheet) -> str:
    """Return the page that says more than a sheet: that of its first part."""
    return sheet.parts[0].page.removesuffix(".md") + ".html"


def _save_sides(
    press: Press, documents: Mapping[str, Document], paths: list[str]
) -> dict[str, bytes]:
    """Return the handouts that take a side less in smaller letters, in these."""
    larger = [path for path in paths if (documents[path].letters_pt or 0) > SAVING_PT]
    usual = press.print({path: documents[path] for path in larger})
    more = [path for path in larger if page_count(usual[path]) > 1]
    smaller = {path: replace(documents[path], letters_pt=SAVING_PT) for path in more}
    printed = press.print(smaller)
    return {
        path: printed[path] for path in more if page_count(printed[path]) < page_count(usual[path])
    }

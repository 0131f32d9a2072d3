"""A source in Vancouver style, as plain parts: a page, a PDF or a test puts them together."""

import unicodedata
from dataclasses import dataclass

from return_to_running.evidence.references import Author, Reference

AUTHORS_NAMED = 6
"""Vancouver style names six authors, then "et al." (International Committee of Medical Journal
Editors, Recommendations; NLM Citing Medicine)."""

NO_DATE = "[date unknown]"


@dataclass(frozen=True)
class Entry:
    """What to print for one source. ``journal`` is the only part set in italics."""

    authors: str
    title: str
    journal: str
    details: str
    link: str
    link_text: str

    def __str__(self) -> str:
        parts = (self.authors, self.title, self.journal, self.details, self.link_text)
        return " ".join(part for part in parts if part)


def entry(reference: Reference) -> Entry:
    """Return the parts of one source; each ends with its own full stop."""
    link, link_text = _link(reference)
    journal = reference.container_title or ""
    return Entry(
        authors=_sentence(_authors(reference.author)),
        title=_sentence(reference.title + _medium(reference)),
        journal=_sentence(journal),
        details=_sentence(_in_journal(reference) if journal else _published(reference))
        + (" Available from:" if link and link == link_text else ""),
        link=link,
        link_text=link_text,
    )


def alphabetical(references: list[Reference]) -> list[Reference]:
    """Order sources as a bibliography does: first author, year, title; accents do not count."""
    return sorted(
        references,
        key=lambda reference: (
            _plain(_authors(reference.author)),
            reference.issued.year if reference.issued else 0,
            _plain(reference.title),
        ),
    )


def _authors(authors: tuple[Author, ...]) -> str:
    names = [_name(author) for author in authors[:AUTHORS_NAMED]]
    return ", ".join([*names, "et al"] if len(authors) > AUTHORS_NAMED else names)


def _name(author: Author) -> str:
    if author.family is None:
        return author.literal or ""
    initials = "".join(
        part[0].upper() for part in (author.given or "").replace("-", " ").replace(".", " ").split()
    )
    return f"{author.family} {initials}".strip()


def _medium(reference: Reference) -> str:
    return " [Internet]" if reference.type == "webpage" else ""


def _in_journal(reference: Reference) -> str:
    year = str(reference.issued.year) if reference.issued else NO_DATE
    volume = reference.volume or ""
    if reference.issue:
        volume += f"({reference.issue})"
    if volume and reference.page:
        return f"{year};{volume}:{reference.page}"
    return ";".join(part for part in (year, volume or reference.page or "") if part)


def _published(reference: Reference) -> str:
    """Edition, place: publisher; year. A body that publishes its own page is named once."""
    publisher = reference.publisher or ""
    if publisher == reference.author[0].literal:
        publisher = ""
    if publisher and reference.publisher_place:
        publisher = f"{reference.publisher_place}: {publisher}"
    year = str(reference.issued.year) if reference.issued else NO_DATE
    imprint = "; ".join(part for part in (publisher, year) if part)
    edition = f"{reference.edition} ed. " if reference.edition else ""
    return edition + imprint


def _link(reference: Reference) -> tuple[str, str]:
    if reference.doi:
        return f"https://doi.org/{reference.doi}", f"doi:{reference.doi}"
    if reference.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{reference.pmid}/", f"PubMed {reference.pmid}"
    if reference.pmcid:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{reference.pmcid}/", reference.pmcid
    if reference.url:
        return reference.url, reference.url
    return "", ""


def _sentence(text: str) -> str:
    return text if not text or text.endswith((".", "?", "!")) else f"{text}."


def _plain(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))

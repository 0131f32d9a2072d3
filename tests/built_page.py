"""What a built page holds, read with the standard library's parser."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

Attributes = dict[str, str | None]

# Elements that never have an end tag.
VOID = {
    "area",
    "base",
    "br",
    "col",
    "embed",
    "hr",
    "img",
    "input",
    "link",
    "meta",
    "source",
    "track",
    "wbr",
}
UNSEEN = {"script", "style", "metadata", "template"}


@dataclass(frozen=True)
class Element:
    """A start tag and its attributes, with the names of the elements around it."""

    name: str
    attributes: Attributes
    around: tuple[str, ...]

    def __str__(self) -> str:
        words = (f'{key}="{value}"' for key, value in self.attributes.items())
        return f"<{' '.join([self.name, *words])}>"


@dataclass(frozen=True)
class Page:
    """One built page: its elements in order, the texts of its title and headings, its words."""

    path: Path
    elements: tuple[Element, ...]
    title: str
    text: str

    def named(self, *names: str) -> list[Element]:
        """Return the elements with one of these names."""
        return [element for element in self.elements if element.name in names]

    @property
    def ids(self) -> list[str]:
        """All ids in order, doubles included."""
        return [each for each in (e.attributes.get("id") for e in self.elements) if each]


@dataclass
class _Reader(HTMLParser):
    elements: list[Element] = field(default_factory=list)
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    around: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attributes), tuple(self.around)))
        if tag not in VOID:
            self.around.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attributes), tuple(self.around)))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.around:
            while self.around.pop() != tag:
                pass

    def handle_data(self, text: str) -> None:
        if self.around[-1:] == ["title"] and "svg" not in self.around:
            self.title.append(text)
        if not UNSEEN & set(self.around):
            self.text.append(text)


def files(folder: Path, *endings: str) -> list[Path]:
    """Return the files with these endings in a folder and below it; there are some of each."""
    found = [path for path in sorted(folder.rglob("*")) if path.suffix in endings]
    assert {path.suffix for path in found} == set(endings), folder
    return found


def read_page(path: Path) -> Page:
    """Read one built page; runs of white space in its text become one space."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.close()
    title, text = "".join(reader.title).strip(), " ".join("".join(reader.text).split())
    return Page(path, tuple(reader.elements), title, text)


def words_in(html: str) -> str:
    """Return the words of some HTML, without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())

"""What a clinic shows of the guide: all of it, less some pages, more of its own.

The choice is made in the sources, before anything is built: MkDocs gets another folder of Markdown
and another navigation. Search, PDF and handouts follow from them and know nothing of a choice.
"""

import difflib
import posixpath
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from return_to_running.faults import Fault
from return_to_running.pages.front_matter import read_source
from return_to_running.publishing.site_config import SiteConfig

OWN_PART = "Your clinic"
"""The heading in the navigation under which the pages stand that only this clinic has."""
BY_THE_CLINIC = b"by_the_clinic: true\n"
"""The line of front matter by which a page says that the clinic wrote it."""
LINK = re.compile(r"(?<!!)\[(?P<words>[^\[\]]*)\]\((?P<to>[^()\s]+)\)")
SENTENCE = re.compile(rf"(?P<before>^|[ |])(?:See|Read) [^\[\].|]*(?:{LINK.pattern}[^\[\].|]*)+\.")
"""A sentence that does no more than lead to pages."""
NOTHING_SAID = re.compile(r"\s*(?:[-*]|\d+\.)?\s*(?:\*\*[^*]+\?\*\*\s*)?")
"""What is left of a line that only led somewhere: the mark of a list, or a question."""
LAST_CELL = re.compile(rf"\|.*\|\s*{LINK.pattern}\s*\|\s*")


@dataclass(frozen=True)
class PageChoice:
    """Pages of the guide that are ``hidden``, and a clinic's ``own`` files; by their path in docs.

    An own file is a page in the place of ours or beside them, or a picture in one.
    """

    hidden: tuple[str, ...] = ()
    own: tuple[tuple[str, bytes], ...] = ()

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths of the clinic's own pages."""
        return tuple(name for name, _ in self.own if name.endswith(".md"))


def choice_faults(file: str, choice: PageChoice, texts: Mapping[str, str]) -> Iterator[Fault]:
    """Find what a profile may not choose; ``texts`` are the pages of the guide by their path.

    A page with ``always: true`` in its front matter stands in every guide and in our words: the
    danger signs, the plan and what it rests on, and who stands behind it.
    """
    always = {name for name, text in texts.items() if read_source(name, text).meta.get("always")}
    for name in choice.hidden:
        if name not in texts:
            near = difflib.get_close_matches(name, texts, n=3)
            cure = f"did you mean {', '.join(near)}?" if near else "write it as in docs/"
            yield Fault(file, "hide", f"there is no page {name}", cure)
        elif name in always:
            yield Fault(file, "hide", f"{name} stands in every guide", "take it out of the list")
        elif name in choice.pages:
            cure = "take it out of one of the two"
            yield Fault(file, "hide", f"{name} is hidden, and is one of your own pages", cure)
    for name in choice.pages:
        if name in always:
            cure = "give your page another name"
            yield Fault(file, "pages", f"{name} stands in every guide in the same words", cure)


def chosen(
    config: SiteConfig, texts: Mapping[str, str], choice: PageChoice, folder: Path
) -> SiteConfig:
    """Write the sources of a choice into a folder, and return what MkDocs is told of them."""
    shutil.copytree(config.docs, folder, copy_function=shutil.copyfile)
    for name in choice.hidden:
        (folder / name).unlink()
    for name, text in texts.items():
        if name not in choice.hidden:
            kept = led_elsewhere(name, text, choice)
            (folder / name).write_text(kept, encoding="utf-8", newline="\n")
    for name, content in choice.own:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(_signed(content) if name.endswith(".md") else content)
    more: list[Any] = [name for name in choice.pages if name not in texts]
    nav = [*_without(config.nav, choice.hidden), *([{OWN_PART: more}] if more else [])]
    return replace(config, docs=folder, nav=nav)


def led_elsewhere(page: str, text: str, choice: PageChoice) -> str:
    """Return a page's Markdown without ways to a page that is hidden.

    A sentence that only leads there (*See …*, *Read …*) goes, and so does a line that is nothing
    but a way there; of other links the words stay. A way into a page that the clinic wrote anew
    leads to its beginning: its headings are its own.
    """
    ways = _Ways(page, choice)
    kept = (ways.kept(line) for line in text.split("\n"))
    return "\n".join(line for line in kept if line is not None)


@dataclass(frozen=True)
class _Ways:
    """The links of one page, under a choice."""

    page: str
    choice: PageChoice

    def kept(self, line: str) -> str | None:
        """Return a line as it stays, or nothing when it only led to what is hidden."""
        if not any(map(self._is_hidden, LINK.finditer(line))):
            return LINK.sub(self._words, line)
        cell = LAST_CELL.fullmatch(line)
        rest = SENTENCE.sub(self._sentence, line)
        bare = LINK.sub(lambda link: "" if self._is_hidden(link) else link[0], rest)
        if (cell and self._is_hidden(cell)) or NOTHING_SAID.fullmatch(bare):
            return None
        return LINK.sub(self._words, rest)

    def _sentence(self, found: re.Match[str]) -> str:
        links = list(LINK.finditer(found[0]))
        return found["before"].strip() if all(map(self._is_hidden, links)) else found[0]

    def _words(self, link: re.Match[str]) -> str:
        if self._is_hidden(link):
            return link["words"]
        if self._target(link) in self.choice.pages:
            return f"[{link['words']}]({link['to'].partition('#')[0]})"
        return link[0]

    def _is_hidden(self, link: re.Match[str]) -> bool:
        return self._target(link) in self.choice.hidden

    def _target(self, link: re.Match[str]) -> str:
        path = link["to"].partition("#")[0]
        start = "" if path.startswith("/") else posixpath.dirname(self.page)
        return posixpath.normpath(posixpath.join(start, path.lstrip("/")))


def _without(nav: Iterable[Any], hidden: tuple[str, ...]) -> Iterator[Any]:
    """Give the navigation without the hidden pages, and without a part that they leave empty."""
    for item in nav:
        title, value = next(iter(item.items())) if isinstance(item, dict) else (None, item)
        if isinstance(value, list):
            value = list(_without(value, hidden))
        if value and value not in hidden:
            yield {title: value} if title else value


def _signed(page: bytes) -> bytes:
    """Return a clinic's page with front matter that says whose it is."""
    opening, _, rest = page.partition(b"\n")
    return b"\n".join([opening, BY_THE_CLINIC + rest])

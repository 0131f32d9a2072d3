"""What publishing needs to know of ``mkdocs.yml`` and the pages, without importing MkDocs."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from return_to_running.calculator.protocol_file import protocol_files, read_protocol
from return_to_running.faults import Fault, FaultError
from return_to_running.pages.front_matter import read_source
from return_to_running.yaml_file import Strict, parse_yaml, read_text


@dataclass(frozen=True)
class Chapter:
    """A page in the order of the navigation. ``part`` is the heading it stands under, if any."""

    part: str | None
    source: PurePosixPath

    @property
    def page(self) -> str:
        """The built page, from the site's root."""
        return self.source.with_suffix(".html").as_posix()


@dataclass(frozen=True)
class SiteConfig:
    """The site's name, its folder of Markdown, and its navigation as ``mkdocs.yml`` writes it."""

    path: Path
    name: str
    docs: Path
    nav: list[Any]

    @property
    def chapters(self) -> tuple[Chapter, ...]:
        """The pages in order."""
        return tuple(_chapters(self.nav, None))

    @property
    def folder(self) -> Path:
        """The folder of the project: protocols and evidence stand beside ``mkdocs.yml``."""
        return self.path.parent


def load_site_config(path: Path) -> SiteConfig:
    """Read ``mkdocs.yml``; a `FaultError` says what is missing."""
    raw = parse_yaml(path.name, read_text(path), loader=_Tolerant)
    if not isinstance(raw, dict) or not isinstance(raw.get("nav"), list):
        cure = "list the pages in the order of the guide"
        raise FaultError([Fault(path.name, "nav", "is missing", cure)])
    return SiteConfig(
        path=path.resolve(),
        name=str(raw.get("site_name", "")),
        docs=(path.parent / raw.get("docs_dir", "docs")).resolve(),
        nav=raw["nav"],
    )


def pages(docs: Path) -> dict[str, str]:
    """Return the Markdown of every page by its path in ``docs``.

    A `FaultError` names every page that is not text.
    """
    texts: dict[str, str] = {}
    faults: list[Fault] = []
    for file in sorted(docs.rglob("*.md")):
        name = file.relative_to(docs).as_posix()
        try:
            texts[name] = read_text(file, name)
        except FaultError as error:
            faults += error.faults
    if faults:
        raise FaultError(faults)
    return texts


def newest_change(texts: Mapping[str, str]) -> dt.date:
    """Return the newest ``last_updated`` of the pages: the edition of the guide."""
    days = [read_source(name, text).meta.get("last_updated") for name, text in texts.items()]
    dates = [day for day in days if isinstance(day, dt.date)]
    if not dates:
        cure = "add it to a page, such as 2026-11-23"
        raise FaultError([Fault("docs", "last_updated", "is missing from every page", cure)])
    return max(dates)


def has_handout(chapter: Chapter, texts: Mapping[str, str]) -> bool:
    """Tell whether a page has a handout: all have, but for those that say ``handout: false``."""
    name = chapter.source.as_posix()
    return read_source(name, texts.get(name, "")).meta.get("handout") is not False


def plan_version(folder: Path) -> str:
    """Return the version of the running plan, or versions when there are several protocols."""
    raw = [read_protocol(file) for file in protocol_files(folder)]
    return ", ".join(str(each["version"]) for each in raw if "version" in each)


def protocol_source_ids(folder: Path) -> set[str]:
    """Return every id under a ``sources`` key of the protocols."""
    return {name for file in protocol_files(folder) for name in _sources(read_protocol(file))}


class _Tolerant(Strict):
    """Reads past MkDocs's own tags, such as ``!relative`` and ``!ENV``."""


_Tolerant.add_multi_constructor("!", lambda *_: None)
_Tolerant.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def _chapters(nav: list[Any], part: str | None) -> Iterator[Chapter]:
    for item in nav:
        title, value = next(iter(item.items())) if isinstance(item, dict) else (None, item)
        if isinstance(value, list):
            yield from _chapters(value, title)
        elif isinstance(value, str) and value.endswith(".md"):
            yield Chapter(part or title, PurePosixPath(value))


def _sources(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "sources" and isinstance(value, list):
                yield from (name for name in value if isinstance(name, str))
            else:
                yield from _sources(value)
    elif isinstance(node, list):
        for value in node:
            yield from _sources(value)

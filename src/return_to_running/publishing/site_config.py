"""What publishing needs to know of ``mkdocs.yml`` and the pages, without importing MkDocs."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

import yaml

FRONT_MATTER = re.compile(r"\A---\s*\n(.*?)\n---\s*\n", re.DOTALL)


class SiteConfigError(ValueError):
    """``mkdocs.yml`` or a page cannot be read the way publishing needs it."""


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
    """The site's name, its folder of Markdown, and its pages in order."""

    path: Path
    name: str
    docs: Path
    chapters: tuple[Chapter, ...]

    @property
    def folder(self) -> Path:
        """The folder of the project: protocols and evidence stand beside ``mkdocs.yml``."""
        return self.path.parent


def load_site_config(path: Path) -> SiteConfig:
    """Read ``mkdocs.yml``; a `SiteConfigError` says what is missing."""
    try:
        raw = yaml.load(path.read_text(encoding="utf-8"), Loader=_Tolerant)
    except OSError as error:
        raise SiteConfigError(f"{path}: {error.strerror}: give the right --config") from error
    except yaml.YAMLError as error:
        raise SiteConfigError(f"{path}: is not YAML: {error}") from error
    if not isinstance(raw, dict) or not isinstance(raw.get("nav"), list):
        raise SiteConfigError(f"{path}: nav: is missing: list the pages in the order of the guide")
    return SiteConfig(
        path=path.resolve(),
        name=str(raw.get("site_name", "")),
        docs=(path.parent / raw.get("docs_dir", "docs")).resolve(),
        chapters=tuple(_chapters(raw["nav"], None)),
    )


def pages(docs: Path) -> dict[str, str]:
    """Return the Markdown of every page by its path in ``docs``."""
    return {
        file.relative_to(docs).as_posix(): file.read_text(encoding="utf-8")
        for file in sorted(docs.rglob("*.md"))
    }


def newest_change(texts: dict[str, str]) -> dt.date:
    """Return the newest ``last_updated`` of the pages: the edition of the guide."""
    days = [front_matter(name, text).get("last_updated") for name, text in texts.items()]
    dates = [day for day in days if isinstance(day, dt.date)]
    if not dates:
        raise SiteConfigError("docs: no page has a last_updated date: add one, such as 2026-11-23")
    return max(dates)


def front_matter(name: str, text: str) -> dict[str, Any]:
    """Return the fields between ``---`` at the top of a page; none is an empty answer."""
    front = FRONT_MATTER.match(text)
    try:
        found = yaml.safe_load(front[1]) or {} if front else {}
        return dict(found)
    except (yaml.YAMLError, TypeError, ValueError) as error:
        raise SiteConfigError(f"{name}: the lines between --- are not YAML fields") from error


def has_handout(chapter: Chapter, texts: dict[str, str]) -> bool:
    """Tell whether a page has a handout: all have, but for those that say ``handout: false``."""
    name = chapter.source.as_posix()
    return front_matter(name, texts.get(name, "")).get("handout") is not False


def plan_version(folder: Path) -> str:
    """Return the version of the running plan, or versions when there are several protocols."""
    versions = [
        str(raw["version"])
        for file in sorted(folder.glob("*.yml"))
        if isinstance(raw := yaml.safe_load(file.read_text(encoding="utf-8")), dict)
        and "version" in raw
    ]
    return ", ".join(versions)


def protocol_source_ids(folder: Path) -> set[str]:
    """Return every id under a ``sources`` key of the protocol files."""
    ids: set[str] = set()
    for file in sorted(folder.glob("*.yml")):
        ids.update(_sources(yaml.safe_load(file.read_text(encoding="utf-8"))))
    return ids


class _Tolerant(yaml.SafeLoader):
    """Reads past MkDocs's own tags, such as ``!relative`` and ``!ENV``."""


_Tolerant.add_multi_constructor("!", lambda loader, suffix, node: None)
_Tolerant.add_multi_constructor("tag:yaml.org,2002:python/", lambda loader, suffix, node: None)


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

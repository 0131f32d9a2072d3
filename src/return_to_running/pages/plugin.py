"""The MkDocs adapter: front matter and markers of a page become Markdown before it is rendered."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from mkdocs.config.base import Config
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from return_to_running.faults import PAGE, Fault, FaultError, GuideError
from return_to_running.pages.front_matter import Source, read_source
from return_to_running.pages.library import Library
from return_to_running.yaml_file import read_text

log = get_plugin_logger("guide-pages")


class GuidePagesConfig(Config):
    """The plugin has no options: what it does is asked for in the pages."""


class GuidePagesPlugin(BasePlugin[GuidePagesConfig]):
    """Write out exercises, treatments, cards and the list of evidence.

    - `on_nav`: read every page's source, so that one page can show what others say
    - `on_page_markdown`: fill in one page
    - `on_build_error`: say what an author has to mend, and on which page
    """

    library: Library
    page = PAGE

    def on_nav(self, nav: Navigation, files: Files, **_: Any) -> Navigation:
        """Read all pages, first those of the navigation; stop the build with every fault."""
        sources: list[Source] = []
        faults: list[Fault] = []
        in_order = [*(page.file for page in nav.pages), *files.documentation_pages()]
        for file in dict.fromkeys(in_order):
            try:
                sources.append(read_source(file.src_uri, _content(file)))
            except FaultError as error:
                faults += error.faults
        if faults:
            raise FaultError(faults)
        self.library = Library(sources)
        return nav

    def on_page_markdown(self, markdown: str, page: Page, **_: Any) -> str:
        """Fill in the page's exercise, treatments, cards and lists."""
        self.page = page.file.src_uri
        return self.library.written(self.page, markdown)

    def on_build_error(self, error: Exception, **_: Any) -> None:
        """Show a message in place of a traceback.

        What makes HTML of Markdown does not know of pages: the last one begun is meant.
        """
        if isinstance(error, FaultError):
            error = FaultError(
                replace(fault, file=self.page) if fault.file == PAGE else fault
                for fault in error.faults
            )
        if isinstance(error, GuideError):
            log.error(str(error))
            raise Abort("Aborted: mend the text and build again.") from None


def _content(file: File) -> str:
    """A page's text; MkDocs itself would not say which page it cannot read."""
    path = file.abs_src_path
    return read_text(Path(path), file.src_uri) if path else file.content_string

"""The MkDocs adapter: front matter and markers of a page become Markdown before it is rendered."""

from typing import Any

from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils.meta import get_data

from return_to_running.pages.front_matter import FrontMatterError
from return_to_running.pages.library import Library, Source


class GuidePagesConfig(Config):
    """The plugin has no options: what it does is asked for in the pages."""


class GuidePagesPlugin(BasePlugin[GuidePagesConfig]):
    """Write out exercises, treatments, cards and the list of evidence.

    - `on_files`: read every page's source, so that one page can show what others say
    - `on_page_markdown`: fill in one page
    """

    library: Library

    def on_files(self, files: Files, **_: Any) -> Files:
        """Read all pages; stop the build with every fault of their front matter."""
        sources = []
        for file in files.documentation_pages():
            text, meta = get_data(file.content_string)
            sources.append(Source(file.src_uri, meta, text))
        try:
            self.library = Library(sources)
        except FrontMatterError as error:
            raise PluginError(str(error)) from error
        return files

    def on_page_markdown(self, markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
        """Fill in the page's exercise, treatments, cards and lists."""
        try:
            return self.library.written(page.file.src_uri, markdown)
        except FrontMatterError as error:
            raise PluginError(str(error)) from error

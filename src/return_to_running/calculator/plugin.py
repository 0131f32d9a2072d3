"""The MkDocs adapter: a line in a page becomes the calculator."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from return_to_running.calculator.config import ReturnToRunningConfig
from return_to_running.calculator.contacts import contacts
from return_to_running.calculator.protocol import Protocol
from return_to_running.calculator.rules import Stage
from return_to_running.calculator.script import ASSETS, end_of_extras, extras_words, script
from return_to_running.calculator.shelf import Shelf, load_shelf
from return_to_running.calculator.tables import strength_table
from return_to_running.calculator.view import calculator, stage_drawing
from return_to_running.calculator.watch import workout
from return_to_running.faults import Fault, FaultError

DIRECTIVE = re.compile(r"\s*return-to-running:\s*(\S+?)(?:\s+(\S+))?\s*")
LOOKS_LIKE_ONE = re.compile(r"<!--(\W*return\W?to\W?running\b.*?)-->", re.I | re.S)
"""Also with a slip of the pen: as a comment it would vanish from the page without a word."""
HOME = "assets/return-to-running"
SCRIPT, STYLES = f"{HOME}/calculator.js", f"{HOME}/calculator.css"
LICENCE = f"{HOME}/extras.licence.txt"
EXTRAS, WATCH = f"{HOME}/{{protocol}}-extras.js", f"{HOME}/{{protocol}}-{{stage}}.fit"


class ReturnToRunningPlugin(BasePlugin[ReturnToRunningConfig]):
    """Put the return-to-running calculator on the pages that ask for it.

    `<!-- return-to-running: <protocol> -->` becomes the calculator, and
    `<!-- return-to-running: <protocol> <stage> -->` one stage as a drawing with its words.

    - `on_config`: load and check every protocol, before anything is built
    - `on_files`: ship the scripts, the style sheet and the watch files
    - `on_page_content`: put the calculator where the page's line stands
    """

    shelf: Shelf

    def on_config(self, config: MkDocsConfig, **_: Any) -> MkDocsConfig:
        """Load the protocols; stop the build with every fault they have."""
        folder, references = self.config.protocols_dir, self.config.references
        try:
            self.shelf = load_shelf(
                Path(folder) if folder else None,
                Path(references) if references else None,
                self.config.language,
            )
            self._check_sign_pages()
        except FaultError as error:
            raise PluginError(str(error)) from error
        config.extra_css.insert(0, STYLES)
        return config

    def on_files(self, files: Files, config: MkDocsConfig, **_: Any) -> Files:
        """Add the calculator's own files to the site."""
        files.append(File.generated(config, SCRIPT, content=script("plan")))
        for uri, name in ((STYLES, "calculator.css"), (LICENCE, "extras.licence.txt")):
            files.append(File.generated(config, uri, abs_src_path=str(ASSETS / name)))
        extras = script("extras")
        for name, (protocol, words) in self.shelf.protocols.items():
            needed = extras_words(words) | {"strength": strength_table(protocol)}
            content = extras + end_of_extras(name, needed)
            files.append(File.generated(config, EXTRAS.format(protocol=name), content=content))
            for stage in protocol.tracks.stages:
                uri = WATCH.format(protocol=name, stage=stage.id)
                file = workout(protocol, stage, words["watch"])
                files.append(File.generated(config, uri, content=file))
        return files

    def on_page_content(self, html: str, page: Page, files: Files, **_: Any) -> str:
        """Replace the page's line by the calculator of the protocol it names."""
        return LOOKS_LIKE_ONE.sub(lambda comment: self._fragment(comment, page, files), html)

    def _check_sign_pages(self) -> None:
        """Raise `FaultError` with every sign that stands in no protocol of the site."""
        protocols = [protocol for protocol, _ in self.shelf.protocols.values()]
        known = [sign.id for protocol in protocols for sign in protocol.signs]
        cure = f"write one of: {', '.join(dict.fromkeys(known))}"
        faults = [
            Fault("return-to-running", "sign_pages", f"no protocol has a sign {sign}", cure)
            for sign in self.config.sign_pages
            if sign not in known
        ]
        if faults:
            raise FaultError(faults)

    def _fragment(self, comment: re.Match[str], page: Page, files: Files) -> str:
        directive = DIRECTIVE.fullmatch(comment[1])
        if not directive:
            raise PluginError(
                f"{page.file.src_uri}: cannot read {comment[0]}; write "
                "<!-- return-to-running: protocol --> or <!-- return-to-running: protocol stage -->"
            )
        name, stage = directive.groups()
        if name not in self.shelf.protocols:
            have = ", ".join(sorted(self.shelf.protocols))
            raise PluginError(
                f"{page.file.src_uri}: there is no protocol {name!r}; write one of: {have}"
            )
        protocol, words = self.shelf.protocols[name]
        if stage:
            return stage_drawing(protocol, words, _stage(page, protocol, stage))
        return calculator(
            protocol,
            words,
            self.shelf.references,
            contacts(words, self.config.contacts),
            live=self.config.mode == "full",
            urls=self._urls(protocol, page, files),
            sign_pages={
                sign: _url("sign_pages", uri, page, files)
                for sign, uri in self.config.sign_pages.items()
            },
            figures=self._figures(protocol, page, files),
        )

    def _urls(self, protocol: Protocol, page: Page, files: Files) -> dict[str, str]:
        """Where the page finds what the calculator needs; empty for a page the site has not."""
        first = protocol.tracks.standard.stages[0].id
        uris = {
            "script": SCRIPT,
            "extras": EXTRAS.format(protocol=protocol.id),
            "watch": WATCH.format(protocol=protocol.id, stage=first),
            "help_page": self.config.help_page,
            "rehab_page": self.config.rehab_page,
        }
        urls = {
            name.removesuffix("_page"): uri and _url(name, uri, page, files)
            for name, uri in uris.items()
        }
        return urls | {"watch": urls["watch"].replace(f"-{first}.fit", "-STAGE.fit")}

    def _figures(self, protocol: Protocol, page: Page, files: Files) -> dict[str, str]:
        """The addresses of the pictures of tests that this site has."""
        uris = {
            test.figure: f"{self.config.figures}/{test.figure}" for test in protocol.readiness.tests
        }
        return {
            figure: _url("figures", uri, page, files)
            for figure, uri in uris.items()
            if files.get_file_from_path(uri)
        }


def _url(option: str, uri: str, page: Page, files: Files) -> str:
    """The address of a file of the site, from a page."""
    file = files.get_file_from_path(uri)
    if file is None:
        raise PluginError(f"return-to-running: {option}: there is no page {uri}")
    return file.url_relative_to(page.file)


def _stage(page: Page, protocol: Protocol, name: str) -> Stage:
    for stage in protocol.tracks.stages:
        if stage.id == name:
            return stage
    have = ", ".join(stage.id for stage in protocol.tracks.stages)
    raise PluginError(
        f"{page.file.src_uri}: {protocol.id} has no stage {name!r}; write one of: {have}"
    )

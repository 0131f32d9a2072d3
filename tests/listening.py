"""Listens to a context of Chromium: what its pages complain of, and whom they ask."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext


class Listener:
    """Everything the pages of a context complained of, or asked of other hosts."""

    def __init__(self, context: BrowserContext, own: str) -> None:
        self.complaints: list[str] = []
        self._own = own
        context.on("console", lambda said: self.complaints.append(f"{said.type}: {said.text}"))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))
        context.on("requestfailed", lambda r: self._failed(r.url, r.failure))
        context.on("request", lambda request: self._note(request.url))

    def _failed(self, url: str, why: str | None) -> None:
        # Leaving a page ends what it was still loading.
        if why != "net::ERR_ABORTED":
            self.complaints.append(f"failed: {url}: {why}")

    def _note(self, url: str) -> None:
        if urlsplit(url).scheme not in ("data", "blob") and not url.startswith(self._own):
            self.complaints.append(f"asked another host: {url}")

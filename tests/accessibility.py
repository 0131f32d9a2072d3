"""What axe finds on a page: WCAG 2.2 AA, the size of targets included, and best practices."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page


def faults(page: Page, within: str | None = None, *, printed: bool = False) -> list[str]:
    """Each rule that is broken, in its first places, and why; `within` is a selector.

    The page is read from its top: what a fixed header half covers is only scrolled away. Axe leaves
    the size of targets out unless it is asked for; on paper nothing is tapped or scrolled.
    """
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    of_screens = ("target-size", "scrollable-region-focusable")
    rules = {rule: {"enabled": not printed} for rule in of_screens}
    options = {"resultTypes": ["violations"], "rules": rules}
    found = Axe().run(page, context=within, options=options)
    assert found.response["passes"], "axe looked at nothing"
    return [
        f"{fault['id']}: {node['target']}: {node['failureSummary']}"
        for fault in found.response["violations"]
        for node in fault["nodes"][:4]
    ]

"""MkDocs' own server, with the demo clinic's details in the pages. `serve.py` starts it.

The file is a MkDocs hook too: after each build, `on_post_build` fills the open clinic fields.
"""

import logging
import os
import sys
from pathlib import Path

from mkdocs.commands.serve import serve
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from return_to_running.publishing import branding, colour, site_config
from return_to_running.publishing.clinic import load_clinic

PROFILE = Path("clinics/demo.yml")
WATCHED = ["clinics", "evidence", "overrides", "protocols", "src"]


@event_priority(-1000)
def on_post_build(config: MkDocsConfig) -> None:
    """Fill the pages that were just built, after every plugin has written its files."""
    site, clinic = Path(config.site_dir), load_clinic(PROFILE)
    neutral = branding.read_neutral_site(site)
    edition = site_config.newest_change(site_config.pages(Path(config.docs_dir)))
    values = branding.fields(clinic, edition)
    for template in neutral.templates:
        (site / template.path).write_text(template.fill(values), encoding="utf-8")
    (site / branding.BRAND_SHEET).write_text(colour.css(clinic.colour), encoding="utf-8")
    (site / branding.LOGO).write_bytes(clinic.logo_svg)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    os.environ["NO_MKDOCS_2_WARNING"] = "1"  # as when publishing
    address = sys.argv[1] if sys.argv[1:] else "127.0.0.1:8000"
    hooks = [str(Path(__file__).resolve())]
    try:
        serve("mkdocs.yml", livereload=True, watch=WATCHED, dev_addr=address, hooks=hooks)
    except OSError as error:
        sys.exit(f"{address}: {error.strerror}: give another, as in serve.py 127.0.0.1:9000")

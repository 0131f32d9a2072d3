"""The site: what our plugins add to a plain build of the same pages; what a hundred clinics cost.

The peer is MkDocs with Material alone: the same Markdown with the extensions that come with them,
no look and no plugin of ours. What is ours stays in its pages as text: no calculator, no sources,
no glossary. A second peer gets our finished pages, as HTML in Markdown files, so that both lay out
and index the same words. Each build is a process of its own, in turn; what counts is its seconds
of processor, which other work on the machine does not stretch, and of several builds the least.
"""

import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.utils.yaml import yaml_load

from return_to_running.publishing import branding, site_config
from return_to_running.publishing.clinic import load_clinic
from return_to_running.publishing.neutral_site import neutral_site

MOST_TIMES_PLAIN = 1.15
MOST_OF_BUILDS = 0.1
CLINICS = 100
TIMES = 5
OURS = Path("mkdocs.yml")
ONLY_OURS = ("extra_css", "extra", "validation")
ARTICLE = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)


def main() -> int:
    """Print figures beside their limits; return 1 if one does not hold."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plain, finished = plain_site(folder / "plain"), plain_site(folder / "finished")
        write_finished(folder / "finished" / "docs")
        configs = {"plain": plain, "finished": finished, "ours": OURS}
        spent = {name: min(times) for name, times in builds(configs, folder / "site").items()}
        clinic_s = clinics_s(folder)
    times = spent["ours"] / spent["plain"]
    share = (spent["ours"] + clinic_s) / (CLINICS * spent["plain"])
    print(f"plain build of the same Markdown   {spent['plain']:6.2f} s")
    print(f"plain build of our finished pages  {spent['finished']:6.2f} s")
    print(f"our build                          {spent['ours']:6.2f} s")
    print(f"  times the plain build            {times:6.2f}    at most {MOST_TIMES_PLAIN}")
    print(f"  times that of finished pages     {spent['ours'] / spent['finished']:6.2f}")
    print(f"{CLINICS} clinics' sites from one build  {clinic_s:6.2f} s")
    print(f"  with it, of {CLINICS} plain builds      {share:6.3f}   at most {MOST_OF_BUILDS}")
    return 0 if times <= MOST_TIMES_PLAIN and share <= MOST_OF_BUILDS else 1


def plain_site(folder: Path) -> Path:
    """Write a site of the same pages for MkDocs and Material alone; return its configuration."""
    config: dict[str, Any] = yaml_load(OURS.read_text(encoding="utf-8"))
    for name in ONLY_OURS:
        del config[name]
    del config["theme"]["custom_dir"]
    docs = folder / "docs"
    config |= {
        "docs_dir": str(docs),
        "plugins": ["search", "offline"],
        "markdown_extensions": [*extensions(config["markdown_extensions"], docs)],
    }
    shutil.copytree("docs", docs)
    for page in docs.rglob("*.md"):
        lines = page.read_text(encoding="utf-8").splitlines(keepends=True)
        # Templates are part of our look.
        kept = [line for line in lines if not line.startswith("template:")]
        page.write_text("".join(kept), encoding="utf-8")
    path = folder / "mkdocs.yml"
    path.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    return path


def extensions(ours: list[Any], docs: Path) -> Iterator[Any]:
    """The extensions of Markdown that are not ours."""
    for each in ours:
        name = each if isinstance(each, str) else next(iter(each))
        if name == "pymdownx.snippets":
            yield {name: {**each[name], "base_path": str(docs / "assets" / "figures")}}
        elif not name.startswith("return_to_running."):
            yield each


def write_finished(docs: Path) -> None:
    """Put the article of each page that we build in the place of its Markdown."""
    with tempfile.TemporaryDirectory() as site:
        build(OURS, Path(site))
        for page in docs.rglob("*.md"):
            built = Path(site) / page.relative_to(docs).with_suffix(".html")
            article = ARTICLE.search(built.read_text(encoding="utf-8"))
            if article is None:
                raise LookupError(f"{built} has no article")
            page.write_text(article[1], encoding="utf-8")


def builds(configs: Mapping[str, Path], site: Path) -> dict[str, list[float]]:
    """Seconds of processor of several builds of each, in turn."""
    spent: dict[str, list[float]] = {name: [] for name in configs}
    for _ in range(TIMES):
        for name, config in configs.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            build(config, site)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return spent


def build(config: Path, site: Path) -> None:
    """Build a site in a process of its own. Not strictly: the peer's pages have open ends."""
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    command += ["--config-file", str(config), "--site-dir", str(site)]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    subprocess.run(command, env=quiet, check=True, capture_output=True)


def clinics_s(folder: Path) -> float:
    """Seconds of processor in which one build becomes the sites of many clinics."""
    config = site_config.load_site_config(OURS)
    day = site_config.newest_change(site_config.pages(config.docs))
    neutral = neutral_site(config, folder / "neutral", day, "full")
    demo = load_clinic(Path("clinics/demo.yml"))
    begun = time.process_time()
    for number in range(CLINICS):
        clinic = demo.model_copy(update={"id": f"clinic-{number}", "name": f"Clinic {number}"})
        branding.write_site(neutral, clinic, day, folder / "clinics" / clinic.id)
    return time.process_time() - begun


if __name__ == "__main__":
    sys.exit(main())

"""Publish the guide: ``python -m return_to_running.publishing --output dist clinics/demo.yml``."""

import argparse
import datetime as dt
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeElapsedColumn,
)

from return_to_running.publishing.bundle import ERRORS, publish
from return_to_running.publishing.handbook import Told
from return_to_running.publishing.pdfs import Wanted


@contextmanager
def progress() -> Iterator[Told]:
    """Show how many PDFs are laid out: a bar on a terminal, and elsewhere nothing to wade through.

    What is laid out again for another clinic, or in smaller letters, begins a bar of its own.
    """
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("Laying out PDFs"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0, or 1 after one message that says what to mend."""
    parser = argparse.ArgumentParser(prog="python -m return_to_running.publishing")
    parser.add_argument("profiles", nargs="+", type=Path, metavar="clinics/NAME.yml")
    parser.add_argument("--output", type=Path, default=Path("dist"))
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"))
    parser.add_argument("--all-papers", action="store_true", help="handouts on A4 and on US Letter")
    parser.add_argument("--large-print", action="store_true", help="also each handout in 18 points")
    parser.add_argument("--today", type=dt.date.fromisoformat, default=dt.date.today())  # noqa: DTZ011
    options = parser.parse_args(arguments)
    wanted = Wanted(all_papers=options.all_papers, large_print=options.large_print)
    try:
        with progress() as told:
            folders = publish(
                options.config, options.profiles, options.output, options.today, wanted, told
            )
    except ERRORS as error:
        print(error, file=sys.stderr)
        return 1
    for folder in folders:
        print(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""Publish the guide: ``python -m return_to_running.publishing --output dist clinics/demo.yml``."""

import argparse
import sys
from pathlib import Path

from return_to_running.publishing.bundle import ERRORS, publish
from return_to_running.publishing.pdfs import Wanted


def main(arguments: list[str] | None = None) -> int:
    """Run the command; return 0, or 1 after one message that says what to mend."""
    parser = argparse.ArgumentParser(prog="python -m return_to_running.publishing")
    parser.add_argument("profiles", nargs="+", type=Path, metavar="clinics/NAME.yml")
    parser.add_argument("--output", type=Path, default=Path("dist"))
    parser.add_argument("--config", type=Path, default=Path("mkdocs.yml"))
    parser.add_argument("--all-papers", action="store_true", help="handouts on A4 and on US Letter")
    parser.add_argument("--large-print", action="store_true", help="also each handout in 18 points")
    options = parser.parse_args(arguments)
    wanted = Wanted(all_papers=options.all_papers, large_print=options.large_print)
    try:
        folders = publish(options.config, options.profiles, options.output, wanted)
    except ERRORS as error:
        print(error, file=sys.stderr)
        return 1
    for folder in folders:
        print(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())

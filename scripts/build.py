"""Build the demo clinic's site and guide into dist/. Needs Python 3.11 or newer, no more.

python3 scripts/build.py                      # the demo clinic
python3 scripts/build.py clinics/ours.yml     # your own, or several
python3 scripts/build.py --large-print        # also each handout in 18 points
python3 scripts/build.py --all-papers         # handouts on A4 and on US Letter

A plain build makes the guide on both papers, and the handouts on the clinic's own.
"""

import sys
from pathlib import Path

from environment import ROOT, ensure, run
from system import require_pango


def main(words: list[str]) -> int:
    """Publish each clinic's profile; return the exit code of the publishing command."""
    require_pango()
    options = [word for word in words if word.startswith("--")]
    profiles = [word for word in words if word not in options] or ["clinics/demo.yml"]
    python = ensure("requirements.txt")
    code = run(
        python, "-m", "return_to_running.publishing", "--output", "dist", *options, *profiles
    )
    if code == 0 and not {"-h", "--help"} & set(words):
        for name in sorted({Path(profile).stem for profile in profiles}):
            folder = ROOT / "dist" / name
            print()
            print(
                "The site:  " + str(Path("dist", name, "site", "index.html")) + "  (double click)"
            )
            print("           " + (folder / "site" / "index.html").as_uri())
            print("Offline:   " + str(Path("dist", name, "offline.zip")) + "  (unpack it first)")
            for guide in sorted(folder.glob("guide-*.pdf")):
                print("The guide: " + str(guide.relative_to(ROOT)))
            for handouts in sorted((folder / "handouts").iterdir()):
                print("Handouts:  " + str(handouts.relative_to(ROOT)))
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""What stands beside a clinic's profile: its logo, and the folder of its own pages."""

from pathlib import Path


def beside(profile: Path, name: str) -> Path | None:
    """Return what a profile names, in its folder or below; nothing when it is not there."""
    folder = profile.parent.resolve()
    try:
        place = (folder / name).resolve()
        is_there = place != folder and place.is_relative_to(folder) and place.exists()
    except (OSError, ValueError):  # No file can have this name.
        return None
    return place if is_there else None

"""The demo clinic is published once for all workers, and nobody waits for ever."""

from pathlib import Path

import pytest

from guide import publish_once


def test_who_comes_second_reads_what_the_first_one_was_told(tmp_path: Path) -> None:
    (tmp_path / "published").mkdir()
    (tmp_path / "published.txt").write_text("made")
    assert publish_once(tmp_path / "published", within_s=0) == "made"


def test_who_waits_for_a_worker_that_was_stopped_is_told_so(tmp_path: Path) -> None:
    (tmp_path / "published").mkdir()
    with pytest.raises(AssertionError, match=r"another worker and is not done after 0\.3 s"):
        publish_once(tmp_path / "published", within_s=0.3)

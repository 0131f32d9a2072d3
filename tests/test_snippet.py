"""What a clinic puts into its own page: a frame, and what is still to be done before it works."""

from pathlib import Path

import pytest

from built_page import Page, read_page
from return_to_running.publishing.clinic import Clinic
from return_to_running.publishing.embed import SNIPPET, write_snippet

FRAMED = {"framed_by": ("https://www.clinic.example",)}
HOSTILE = {"name": "\"><script>alert(1)</script><iframe src='"}


def written(folder: Path, clinic: Clinic) -> tuple[str, Page]:
    write_snippet(folder / "embed", clinic, "return-to-running.html")
    (file,) = (folder / "embed").iterdir()
    assert file.name == SNIPPET
    return file.read_text(encoding="utf-8"), read_page(file)


def test_it_is_one_frame_of_the_calculator_and_no_script(clinic: Clinic, tmp_path: Path) -> None:
    text, page = written(tmp_path, clinic.model_copy(update=FRAMED))
    (frame,) = page.elements
    assert frame.name == "iframe"
    assert frame.attributes["src"] == "https://guide.clinic.example/hip/return-to-running.html"
    assert frame.attributes["title"] == "Return-to-running calculator of Demo Clinic"
    assert frame.attributes["loading"] == "lazy"
    assert "<!--" not in text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"site_url": None, **FRAMED}, "Replace https://REPLACE-THIS with the address"),
        ({"framed_by": ()}, "framed_by: [https://www.clinic.example]"),
    ],
    ids=["where the guide is", "who may show it"],
)
def test_it_says_what_the_profile_does_not(
    fields: dict[str, object], said: str, clinic: Clinic, tmp_path: Path
) -> None:
    text, page = written(tmp_path, clinic.model_copy(update=fields))
    assert text.count("<!--") == 1
    assert said in text
    address = page.named("iframe")[0].attributes["src"] or ""
    assert address.endswith("/return-to-running.html")
    assert address.startswith("https://REPLACE-THIS/") == (fields.get("site_url", "") is None)


def test_no_name_can_add_to_it(clinic: Clinic, tmp_path: Path) -> None:
    _, page = written(tmp_path, clinic.model_copy(update=FRAMED | HOSTILE))
    assert [element.name for element in page.elements] == ["iframe"]

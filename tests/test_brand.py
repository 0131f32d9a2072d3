"""Whose paper it is: the heads of the pages of a handout, in the words of one clinic."""

from pathlib import Path
from typing import Any

import pymupdf
import pytest
import zxingcpp
from PIL import Image

from pdf_reading import opened, text_of
from return_to_running.publishing.chapter import HandbookError
from return_to_running.publishing.clinic import Clinic
from return_to_running.publishing.handbook import Press
from return_to_running.publishing.handout import Site
from return_to_running.publishing.handout_list import Handouts
from return_to_running.publishing.pdfs import Wanted, make_pdfs


def test_the_qr_code_leads_to_the_page_online(
    every_format: dict[str, bytes], clinic: Clinic
) -> None:
    assert decoded(every_format["handouts/a4/strength.pdf"]) == f"{clinic.site_url}strength.html"
    assert decoded(every_format["handouts/letter/short-version.pdf"]).startswith(
        str(clinic.site_url)
    )


def test_without_an_address_there_is_no_code(demo: Path) -> None:
    assert "Read this page online" not in text_of((demo / "handouts/a4/strength.pdf").read_bytes())


def decoded(pdf: bytes) -> str:
    picture = rendered(pdf, 0)
    codes = [code.text for code in zxingcpp.read_barcodes(picture)]
    assert len(codes) == 1
    return codes[0]


def rendered(pdf: bytes, number: int) -> Image.Image:
    with pymupdf.open(stream=pdf) as document:  # type: ignore[no-untyped-call]
        pixels = document[number].get_pixmap(dpi=150)
        return Image.frombytes("RGB", (pixels.width, pixels.height), pixels.samples)


def test_a_handout_begins_with_the_words_whose_it_is(every_format: dict[str, bytes]) -> None:
    """The head of the first side is read aloud, first; on later sides it is an artifact."""
    root: Any = opened(every_format["handouts/a4/strength.pdf"]).root_object
    first = root["/StructTreeRoot"]["/K"][0]
    paragraph = first["/K"][0].get_object()
    assert (paragraph["/S"], first["/S"]) == ("/P", "/Document")
    for page in opened(every_format["handouts/a4/strength.pdf"]).pages:
        assert "Demo Clinic" in page.extract_text()
        assert "General information, not a diagnosis." in page.extract_text()


LONG = {
    "name": "The Riverside Sports Injury and Rehabilitation Centre of Sampletown",
    "address": "Third floor of the Old Corn Exchange, 123 to 127 Great Northern Street, Sampletown",
    "email": "appointments@riverside-sports-injury.clinic.example",
    "website": "https://www.riverside-sports-injury-and-rehabilitation.clinic.example/",
    "site_url": "https://www.riverside-sports-injury-and-rehabilitation.clinic.example/hip/",
}


@pytest.mark.parametrize("large", [False, True])
def test_a_clinic_with_much_to_say_of_itself_gets_smaller_letters_and_not_over_the_text(
    large: bool, built: Site, clinic: Clinic
) -> None:
    wordy = clinic.model_copy(update=LONG)
    made = make_pdfs(
        Press(), built, ["balance.html"], Handouts(), wordy, Wanted(large_print=large), guides={}
    )
    pdf = made[f"handouts/a4{'-large-print' * large}/balance.pdf"]
    with pymupdf.open(stream=pdf) as document:  # type: ignore[no-untyped-call]
        places = {
            name: document[0].search_for(name)[0] for name in (LONG["address"][-10:], "Balance")
        }
    assert places[LONG["address"][-10:]].y1 < places["Balance"].y0
    assert LONG["address"] in text_of(pdf)


def test_a_clinic_with_more_to_say_than_a_head_can_hold_is_told(
    built: Site, clinic: Clinic
) -> None:
    endless = clinic.model_copy(update=LONG | {"website": f"https://x.example/{'y' * 470}"})
    with pytest.raises(HandbookError, match=r"demo\.yml: .* too long for the head of a page"):
        make_pdfs(Press(), built, ["balance.html"], Handouts(), endless, Wanted(), guides={})


def test_a_second_clinic_gets_its_own_brand_on_pages_that_are_laid_out_once(
    built: Site, clinic: Clinic
) -> None:
    press, laid_out = Press(), []
    name = "handouts/a4/strength.pdf"
    other = clinic.model_copy(update={"name": "Other & Sons", "phone": "01632 960 777"})
    make_pdfs(press, built, ["strength.html"], Handouts(), clinic, Wanted(), guides={})
    two = make_pdfs(
        press,
        built,
        ["strength.html"],
        Handouts(),
        other,
        Wanted(),
        lambda done, total: laid_out.append(total),
        guides={},
    )
    assert laid_out == []  # not the page; the heads are, to find the size that fits them
    assert "Other & Sons" in text_of(two[name])
    assert "Demo Clinic" not in text_of(two[name])

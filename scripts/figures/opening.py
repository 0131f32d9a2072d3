"""The runner who opens the guide: on the home page, and on the card of a shared link."""

import base64
import io
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from illustration import hatch
from running import runner
from sources import CREDIT_BODY
from svg import INK, WASH, document, element, leader, shadow

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "docs" / "assets" / "fonts"
TINT, BRAND, GROUND = "#e0552f", "#0b5563", "#e7f0ee"
MID_SWING = 65
WHY = (
    "{# Why: the first picture says which part of the body this is about; inline, so that it"
    " follows light and dark. Drawn by scripts/figures.py. #}\n"
)
# Minutes of walking before and after, then runs and walks in turn: stage S3, as a test compares.
SESSION = (5, *(3, 2) * 6, 5)


def _runner(name: str, where: tuple[float, float], scale: float, type_size: float) -> str:
    """A runner in mid-stride on a shadow, and the name of what is tinted."""
    placed, drawing = runner(name + "-p", MID_SWING, where, scale, TINT, name + "-h")
    hip = placed.joint("thigh_r") + [0.065 * scale, 0.05 * scale]
    x, y = float(hip[0]) + 0.37 * scale, float(hip[1])
    names = "".join(
        element(
            "text",
            word,
            class_="hf-t",
            fill="currentColor",
            font_size=type_size,
            font_weight=700,
            x=x + 4,
            y=y + row * type_size * 1.25,
        )
        for row, word in enumerate(("Hip", "flexors"))
    )
    ground = shadow(where[0] + 0.02 * scale, where[1] + 4, 0.3 * scale, 0.045 * scale)
    return ground + drawing + leader((x, y), hip) + names


def hero(name: str) -> str:
    """The picture of the home page, a part of its template."""
    floor = element("path", fill=INK, fill_opacity=".12", d="M-240 288h760v40h-760z")
    defs = element("defs", hatch(name + "-h"))
    body = defs + floor + _runner(name, (124, 290), 172, 15)
    return WHY + document(
        name,
        (0, 0, 272, 304),
        "A runner in mid-stride",
        "The front of the hip and thigh is tinted, with the label: hip flexors.",
        CREDIT_BODY,
        body,
        "ex",
        color=INK,
        preserveAspectRatio="xMidYMax meet",
    )


def social_card(name: str) -> bytes:
    """The picture that stands beside a shared link: a PNG of 1200 by 630 pixels."""
    lines = (
        (160, 76, 700, "Hip Flexor Pain"),
        (244, 76, 700, "and Running"),
        (352, 33, 400, "What it is, what helps, when to get"),
        (398, 33, 400, "help, and a plan to run again."),
    )
    words = "".join(
        element("text", text, fill=INK, font_size=size, font_weight=weight, x=72, y=y)
        for y, size, weight, text in lines
    )
    drawn = (
        element("defs", hatch(name + "-h"))
        + element("path", fill=GROUND, d="M0 0h670v630H0z")
        + words
        + _strip(72, 543, 538 / sum(SESSION))
        + _runner(name, (906, 560), 318, 22)
    )
    box = (0, 0, 1200, 630)
    picture = document(
        name, box, "Hip Flexor Pain and Running", "-", CREDIT_BODY, drawn, "", color=INK
    )
    return _photograph(picture, 1200, 630)


def _strip(x: float, low: float, minute: float) -> str:
    """A session to scale: running stands tall and solid, walking lies low and open."""
    out = []
    for i, minutes in enumerate(SESSION):
        runs = i % 2 == 1 and i < len(SESSION) - 1
        high = 48 if runs else 19
        out.append(
            element(
                "rect",
                x=x + 1,
                y=low - high,
                width=minutes * minute - 2,
                height=high,
                fill=BRAND if runs else WASH,
                stroke=BRAND,
                stroke_width="1.5",
            )
        )
        x += minutes * minute
    return "".join(out)


def _face(weight: int) -> str:
    data = base64.b64encode((FONTS / f"guide-sans-{weight}.woff2").read_bytes()).decode()
    source = f"src:url(data:font/woff2;base64,{data})"
    return f"@font-face{{font-family:Guide;font-weight:{weight};{source}}}"


def _photograph(picture: str, width: int, height: int) -> bytes:
    """Let Chromium (its path is in CHROME) set the type, then keep few colours."""
    faces = "".join(map(_face, (400, 700)))
    style = f"<style>{faces}body{{margin:0;font-family:Guide}}svg{{display:block}}</style>"
    folder = ROOT / "build" / "social-card"
    folder.mkdir(parents=True, exist_ok=True)
    page, shot = folder / "card.html", folder / "card.png"
    page.write_text(f"<!doctype html>{style}{picture}", encoding="utf-8")
    options = ("--headless", "--no-sandbox", "--hide-scrollbars", "--force-device-scale-factor=1")
    window = (f"--window-size={width},{height}", f"--screenshot={shot}")
    subprocess.run(
        [os.environ["CHROME"], *options, *window, page.as_uri()], check=True, capture_output=True
    )
    small = io.BytesIO()
    with Image.open(shot) as photograph:
        photograph.convert("RGB").quantize(128).save(small, "PNG", optimize=True)
    return small.getvalue()


OPENING: dict[str, Callable[[str], str | bytes]] = {"hero": hero, "social-card": social_card}

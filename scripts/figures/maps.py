"""Two pictures for pain: where it is, and how strong it is."""

from anatomy import CREDIT, SCALE, bones, silhouette
from curves import number
from labels import faded
from plates import Subject, plate
from raster import View
from sources import CREDIT_OWN
from svg import INK, LINE, PAPER, disc, document, element

TINT, RIM = "#f2a45a", "#7d2405"
# Number, centre (mm left of the midline and above the hip joints), radii, tilt in degrees; the
# places follow the list on the page "Is it my hip flexor?".
PLACES = (
    (1, (92, -72), (33, 76), 3),
    (2, (46, -112), (21, 70), -9),
    (3, (-88, 2), (31, 31), 0),
    (4, (-143, -14), (22, 64), 0),
    (5, (0, -24), (22, 21), 0),
    (6, (74, 44), (62, 20), -36),
)
PLACE_NAMES = (
    "front of the hip and upper thigh",
    "inner thigh",
    "deep in the hip joint",
    "outer hip",
    "pubic bone",
    "lower belly and crease of the groin",
)


def where_it_hurts(name: str) -> str:
    """The front of the body from waist to knee, with numbered places on one side or the other."""
    subject = Subject()
    bones(subject)
    offset = (230.0, 8.0)
    view = View.looking((1, 0, 0), (0, 0, 1), 4.0, (-185, 185), (-330, 210))
    drawn = plate(subject, view, SCALE, offset, error=0.8)
    wide = View.looking((1, 0, 0), (0, 0, 1), 2.0, (-205, 205), (-330, 210))
    width, height = 2 * offset[0] + 370 * SCALE, 620
    skin = silhouette(drawn, wide, (offset[0] - 20 * SCALE, offset[1]))
    out = [faded(name, width, height, skin + element("g", drawn.body, opacity=".5"))]
    for label, (x, z), (across, up), tilt in PLACES:
        cx, cy = drawn.at((x, 0, z))
        dashed = "6 4" if label == 3 else None  # deep: seen through what lies before it
        out.append(
            element(
                "ellipse",
                cx=cx,
                cy=cy,
                rx=across * SCALE,
                ry=up * SCALE,
                transform=f"rotate({-tilt} {number(cx)} {number(cy)})" if tilt else None,
                fill=TINT,
                fill_opacity=".55",
                stroke=RIM,
                stroke_width="2.2",
                stroke_dasharray=dashed,
            )
        )
    for label, (x, z), *_ in PLACES:
        cx, cy = drawn.at((x, 0, z))
        out.append(disc(label, cx, cy, 16, 19))
    places = "; ".join(f"{i} {text}" for i, text in enumerate(PLACE_NAMES, 1))
    box = (offset[0] - 40, 0, width - 2 * offset[0] + 80, height)
    return document(
        name,
        box,
        "Where it hurts: six places round the front of the hip",
        "The front of the body from the waist to above the knee, with the bones showing through"
        f" and six numbered places: {places}. Each place can hurt on the left or on the right.",
        CREDIT,
        "".join(out),
        "hf hf-map",
        color=INK,
    )


def pain_scale(name: str) -> str:
    """0 to 10 on a rising wedge, without colours or bands: those would teach the answer."""
    left, right, low, high = 40, 680, 126, 40
    step = (right - left) / 10
    out = [
        element("path", class_="ex-floor", fill=LINE, d=f"M{left} {low}H{right}V{high}z"),
        element(
            "path",
            fill="none",
            stroke="currentColor",
            stroke_width=2,
            stroke_linejoin="round",
            d=f"M{left} {low}H{right}V{high}z",
        ),
    ]
    for i in range(11):
        x = left + step * i
        out.append(
            element(
                "circle",
                class_="hf-nt",
                cx=x,
                cy=low,
                r=20,
                fill=PAPER,
                stroke="currentColor",
                stroke_width=2,
            )
        )
        out.append(
            element(
                "text",
                str(i),
                class_="hf-t",
                fill="currentColor",
                font_size=27,
                font_weight=700,
                text_anchor="middle",
                x=x,
                y=low + 9,
            )
        )
    for x, anchor, words in (
        (left - 18, "start", "No pain"),
        (right + 18, "end", "Worst pain you can think of"),
    ):
        out.append(
            element(
                "text",
                words,
                class_="hf-t",
                fill="currentColor",
                font_size=27,
                font_weight=700,
                text_anchor=anchor,
                x=x,
                y=low + 50,
            )
        )
    return document(
        name,
        (0, 24, 720, 164),
        "Pain scale from 0 to 10",
        "A line of numbers from 0 to 10 under a wedge that grows. 0 is no pain. 10 is the worst"
        " pain you can think of.",
        CREDIT_OWN,
        "".join(out),
        "hf hf-scale",
        color=INK,
    )


MAPS = {"where-it-hurts": where_it_hurts, "pain-scale": pain_scale}

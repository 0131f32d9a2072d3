"""The iliopsoas over the front of the hip: hip bent, and leg behind the body."""

import numpy as np

from anatomy import CREDIT, SCALE, side_silhouette
from labels import faded
from muscles import bent_iliacus, bent_psoas
from plates import Plate, Subject, plate
from raster import View
from rotation import turn
from skeleton import skeleton
from svg import INK, INK_2, document, element, leader

FRAMES = (
    (72.0, "1. Hip bent", "the muscle is short"),
    (-16.0, "2. Leg behind you", "the muscle is long"),
)
UNIT = SCALE * 1.06  # SVG units per millimetre
WIDTH, HEIGHT = 764, 610


def _frame(flexion: float, x: float, across: tuple[float, float]) -> tuple[Plate, str]:
    """The left side without its hip bone, front to the left; degrees of flexion."""
    body = skeleton()
    subject = Subject()
    thigh = turn((1, 0, 0), -flexion)
    for name in ("hip_r", "sacrum"):
        subject.add("bone", body.bones[name])
    for name, mesh in body.bones.items():
        if name.startswith(("lumbar", "thoracic")):
            subject.add("bone", mesh)
    for mesh in body.discs.values():
        subject.add("disc", mesh)
    vertices, faces = body.bones["femur_l"]
    centre = np.array([85.0, 0, 0])
    subject.add("bone", ((vertices - centre) @ thigh.T + centre, faces))
    subject.muscle("iliacus", bent_iliacus(flexion), 7)
    psoas = bent_psoas(flexion)
    subject.muscle("psoas", psoas, 5)
    view = View.looking((0, 1, 0), (0, 0, 1), 4.0, across, (-248, 266))
    through = (("psoas", psoas),)
    drawn = plate(subject, view, UNIT, (x, 0), through, (-0.5, 0.5, 0.7), error=0.75)
    return drawn, side_silhouette(drawn, view, UNIT, (x, 0), flexion) + drawn.body


def _words(x: float, title: str, note: str) -> str:
    common = {"fill": "currentColor", "text_anchor": "middle", "x": x}
    return element(
        "text", title, class_="hf-t", font_size=28.5, font_weight=700, y=HEIGHT + 34, **common
    ) + element(
        "text", note, class_="hf-s", font_size=28.5, y=HEIGHT + 68, **{**common, "fill": INK_2}
    )


def _name(drawn: Plate, text: str, at: tuple[float, float, float], x: float, y: float) -> str:
    return leader((x + 8, y - 6), drawn.at(at)) + element(
        "text",
        text,
        class_="hf-t",
        fill="currentColor",
        font_size=28.5,
        font_weight=700,
        text_anchor="end",
        x=x,
        y=y,
    )


def psoas_path(name: str) -> str:
    """Two frames side by side."""
    first, one = _frame(FRAMES[0][0], 0, (-220, 128))
    _, two = _frame(FRAMES[1][0], 386, (-150, 170))
    body = faded(name, WIDTH, HEIGHT, one + two, left=40)
    body += _words(185, *FRAMES[0][1:]) + _words(568, *FRAMES[1][1:])
    body += _name(first, "Psoas", (40, -22, 150), 122, 96)
    body += _name(first, "Iliacus", (95, -10, 84), 122, 180)
    return document(
        name,
        (0, 0, WIDTH, HEIGHT + 82),
        "The path of the iliopsoas over the front of the hip",
        "Two drawings of the lower spine, hip and thigh bone from the side, front to the left; the"
        " near hip bone is left out. Dashed lines show psoas where it runs behind iliacus. 1: the"
        " hip is bent; psoas and iliacus run a short way over the front of the hip joint to the"
        " thigh bone. 2: the leg is behind the body; the muscles are long and bend over the front"
        " of the joint.",
        CREDIT,
        body,
        "hf hf-path",
        color=INK,
    )


PATHS = {"psoas-path": psoas_path}

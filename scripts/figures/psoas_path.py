"""The iliopsoas over the front of the hip: hip bent, and leg behind the body."""

import numpy as np

from anatomy import CREDIT, SCALE
from muscles import bent_iliacus, bent_psoas
from plates import Plate, Subject, plate
from raster import View
from rotation import turn
from skeleton import skeleton
from svg import INK, INK_2, PAPER, document, element, points

FRAMES = (
    (72.0, "1. Hip bent", "the muscle is short"),
    (-16.0, "2. Leg behind you", "the muscle is long"),
)


def _frame(flexion: float, offset: tuple[float, float], across: tuple[float, float]) -> Plate:
    """The right half of the body seen from the middle, front to the left; degrees of flexion."""
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
    centre = np.array([-85.0, 0, 0])
    for name in ("femur_r", "patella_r"):
        vertices, faces = body.bones[name]
        if name == "femur_r":
            subject.add("bone", ((vertices - centre) @ thigh.T + centre, faces))
    subject.muscle("iliacus", bent_iliacus(flexion).mirrored(), 7)
    subject.muscle("psoas", bent_psoas(flexion).mirrored(), 5)
    view = View.looking((0, 1, 0), (0, 0, 1), 4.0, across, (-420, 286))
    return plate(subject, view, SCALE * 0.8, offset, light=(-0.5, 0.5, 0.7), error=0.7)


def psoas_path(name: str) -> str:
    """Two frames side by side."""
    first = _frame(FRAMES[0][0], (20.0, 10.0), (-430, 130))
    second = _frame(FRAMES[1][0], (480.0, 10.0), (-170, 210))
    out = [first.body, second.body]
    for drawn, x, (_, title, note) in zip((first, second), (190, 690), FRAMES, strict=True):
        out.append(
            element(
                "text",
                title,
                class_="hf-t",
                fill="currentColor",
                font_size=22,
                font_weight=700,
                text_anchor="middle",
                x=x,
                y=584,
            )
        )
        out.append(
            element(
                "text",
                note,
                class_="hf-s",
                fill=INK_2,
                font_size=20,
                text_anchor="middle",
                x=x,
                y=610,
            )
        )
        del drawn
    for label, where, (x, y) in (
        ("Psoas", (-40, -20, 150), (120, 90)),
        ("Iliacus", (-90, -20, 78), (120, 190)),
    ):
        end = first.at((float(where[0]), float(where[1]), float(where[2])))
        data = "M" + points((x + 8, y - 6)) + "L" + points(end)
        out.append(
            element(
                "path",
                class_="hf-c",
                fill="none",
                stroke=PAPER,
                stroke_opacity=".55",
                stroke_width="3.4",
                d=data,
            )
        )
        out.append(
            element(
                "path",
                class_="hf-l",
                fill="none",
                stroke="currentColor",
                stroke_width="1.2",
                d=data,
            )
        )
        out.append(
            element(
                "circle",
                class_="hf-p",
                cx=end[0],
                cy=end[1],
                r=3.2,
                fill="currentColor",
                stroke=PAPER,
                stroke_width="1.2",
            )
        )
        out.append(
            element(
                "text",
                label,
                class_="hf-t",
                fill="currentColor",
                font_size=20,
                font_weight=700,
                text_anchor="end",
                x=x,
                y=y,
            )
        )
    return document(
        name,
        (0, 0, 880, 624),
        "The path of the iliopsoas over the front of the hip",
        "Two drawings of the lower spine, hip bone and thigh bone from the side, front to the left."
        " 1: the hip is bent; psoas and iliacus run a short way over the front of the hip joint to"
        " the thigh bone. 2: the leg is behind the body; the muscles are long and bend over the"
        " front of the joint.",
        CREDIT,
        "".join(out),
        "hf",
        color=INK,
    )


PATHS = {"psoas-path": psoas_path}

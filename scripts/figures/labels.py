"""Names of parts on a plate: words or numbers, with leaders; and the fading edge."""

from dataclasses import dataclass

from plates import Plate
from svg import INK_2, disc, element, leader


@dataclass(frozen=True)
class Label:
    """The name of a part: text at a height on one side, a leader to the part."""

    name: str
    note: str  # lines are parted by |
    y: float
    at: tuple[float, float, float]  # millimetres of the scene
    on: str  # what the leader's dot lies on, as the plate calls it


def leaders(plate_: Plate, labels: list[Label], x: float, toward: int) -> str:
    """Lines from x (their text side) to the parts; `toward` is 1 when the text is on the right.

    Raises ValueError when a dot would not lie on what the label names.
    """
    for label in labels:
        if not plate_.shows(label.on, label.at):
            raise ValueError(f"the dot of {label.name} does not lie on {label.on}")
    return "".join(leader((x - 8 * toward, label.y - 6), plate_.at(label.at)) for label in labels)


def words(labels: list[Label], x: float, toward: int) -> str:
    """Names and notes beside the leaders."""
    anchor = "start" if toward == 1 else "end"
    out = []
    for label in labels:
        out.append(
            element(
                "text",
                label.name,
                class_="hf-t",
                fill="currentColor",
                font_size=18,
                font_weight=700,
                x=x,
                y=label.y,
            )
        )
        for i, line in enumerate(label.note.split("|") if label.note else []):
            out.append(
                element(
                    "text",
                    line,
                    class_="hf-s",
                    fill=INK_2,
                    font_size="16.5",
                    x=x,
                    y=label.y + 18 + 17 * i,
                )
            )
    return element("g", "".join(out), text_anchor=anchor)


def numbers(count_from: int, labels: list[Label], x: float) -> str:
    """Numbered discs in the place of the names."""
    return "".join(disc(i, x, label.y - 6, 15, 17) for i, label in enumerate(labels, count_from))


def faded(name: str, width: float, height: float, body: str, left: float = 0) -> str:
    """The drawing with its upper and lower edge fading out, and so much of its left edge."""
    stops = "".join(
        element("stop", offset=at, stop_color=colour)
        for at, colour in (("0", "#000"), (".035", "#fff"), (".95", "#fff"), ("1", "#000"))
    )
    gradient = element("linearGradient", stops, id=name + "-g", x1=0, y1=0, x2=0, y2=1)
    area = element("path", fill=f"url(#{name}-g)", d=f"M0 0H{width}V{height}H0z")
    if left:
        ends = element("stop", offset=0) + element("stop", offset=1, stop_opacity=0)
        gradient += element("linearGradient", ends, id=name + "-l")
        area += element("path", fill=f"url(#{name}-l)", d=f"M0 0H{left}V{height}H0z")
    mask = element(
        "mask",
        area,
        id=name + "-m",
        maskUnits="userSpaceOnUse",
        x=0,
        y=0,
        width=width,
        height=height,
    )
    return element("defs", gradient + mask) + element("g", body, mask=f"url(#{name}-m)")

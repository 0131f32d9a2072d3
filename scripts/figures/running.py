"""Five moments of a running stride: what the hip flexors of the near leg do."""

import numpy as np

import cast
from areas import hip_flexors
from illustration import hatch, person_drawing
from person import Person, person
from pose import Pose, X, out, sagittal
from rotation import turn
from sheet import SIDE, Placed
from sources import CREDIT_BODY
from svg import INK, INK_2, WASH, document, element, shadow
from wardrobe import Part

# Share of the stride: hip flexion, knee flexion, ankle dorsiflexion. Rounded, typical of easy
# distance running; degrees. [@own]
ANGLES = {
    0: (35, 18, 5),
    15: (25, 46, 21),
    18: (22, 47, 22),
    35: (-21, 16, -16),
    38: (-26, 14, -22),
    50: (-20, 57, -22),
    65: (10, 100, -9),
    68: (15, 102, -7),
    85: (45, 78, 6),
    88: (44, 70, 6),
    100: (35, 18, 5),
}
# Moment, name, words (lines are parted by |), and tint and lines where the muscles are busy.
# The order is a teaching scheme, not a measurement. [@own]
OPEN, CLOSE = "h", "hh"
FRAMES = (
    (0, "Foot strike", "hip flexors|do little", "", ""),
    (18, "Mid-stance", "front of hip|lengthens", "", ""),
    (38, "Toe-off", "stretched,|start to work", "#f6c445", OPEN),
    (65, "Mid-swing", "pull the thigh|forward", "#f07a52", CLOSE),
    (85, "Late swing", "ease off", "#f2a45a", OPEN),
)
SCALE, FLOOR, STEP, FIRST, HEIGHT = 164.0, 352.0, 216, 118, 394
DETAIL = 3.4  # pixels per SVG unit


def run_pose(who: Person, moment: float, lean: float = 9) -> Pose:
    """The pose at a share of the stride of the right leg, in percent."""
    keys = sorted(ANGLES)
    pose = who.pose(turn(X, lean * 0.6)).turn("spine_02", X, lean * 0.4)
    for side, share in (("r", moment), ("l", moment + 50)):
        hip, knee, ankle = (
            float(np.interp(share % 100, keys, [ANGLES[key][i] for key in keys])) for i in range(3)
        )
        pose.leg(side, hip, hip - knee, -ankle, aside=1.5)
        if 30 < share % 100 < 45:
            pose.toes(side, 28)
    swing = np.cos(np.radians((moment - 2) * 3.6))
    for side, sign in (("r", -1), ("l", 1)):
        upper = -10 + sign * swing * 30
        elbow = 100 + sign * swing * 5  # so far that the hand behind is seen before the belly
        aside = out(side)
        pose.arm(side, sagittal(upper, aside * 9), sagittal(upper + elbow, -aside * 6), 52)
    return pose.turn("head", X, -5)


def runner(
    name: str,
    moment: float,
    where: tuple[float, float],
    scale: float,
    tint: str,
    pattern: str | None,
) -> tuple[Placed, str]:
    """A runner with the pelvis over `where` on the floor; `scale` is SVG units per metre.

    Without a tint the hip flexors are not marked.
    """
    who = person(cast.ANA)
    pose = run_pose(who, moment)
    seen = who.seen(pose, SIDE, scale * DETAIL, -who.lowest(pose, *Part))
    zero = seen.place(1 / DETAIL, (0, 0), seen.joints["pelvis"] * [1, 0, 1])
    offset = (where[0] - zero[0], where[1] - zero[1])
    area = hip_flexors("r") if tint else None
    drawing = person_drawing(seen, 1 / DETAIL, offset, name, pattern, area, error=0.45, tint=tint)
    return Placed(seen, offset, 0, DETAIL), drawing


def _frame(name: str, i: int, x: float) -> str:
    moment, title, note, tint, lines = FRAMES[i]
    pattern = f"{name}-{lines}" if lines else None
    _, drawing = runner(f"{name}-p{i + 1}", moment, (x, FLOOR), SCALE, tint, pattern)
    left = x - 107
    words = "".join(
        element("text", line, fill=INK_2, font_size=20, x=x, y=417 + 22 * row)
        for row, line in enumerate(note.split("|"))
    )
    return (
        element("path", class_="ex-bg", fill=WASH, d=f"M{left} 56h214v{HEIGHT}h-214z")
        + element("path", fill=INK, fill_opacity=".12", d=f"M{left} 350h214v18h-214z")
        + shadow(x + 4, 356, 46, 8)
        + drawing
        + element(
            "text",
            f"{i + 1}. {title}",
            fill=INK,
            font_size=21,
            font_weight=700,
            x=x,
            y=393,
        )
        + words
    )


def stride(name: str) -> str:
    """All five in a row; on a phone the site's style sheet moves frames 3 to 5 below."""
    dense = hatch(f"{name}-{CLOSE}", 4.4, "#5c1503")
    frames = "".join(
        element("g", _frame(name, i, FIRST + STEP * i), class_=f"ex-frame-{i + 1}")
        for i in range(len(FRAMES))
    )
    body = element("defs", hatch(f"{name}-{OPEN}") + dense) + element(
        "g", frames, text_anchor="middle"
    )
    return document(
        name,
        (11, 56, 1078, HEIGHT),
        "What the hip flexors do in a running stride",
        "Five drawings of one running stride, for the leg nearest to you. 1, foot strike: the hip"
        " flexors do little; no tint. 2, mid-stance: the front of the"
        " hip lengthens; no tint. 3, toe-off: the leg is behind the body, the hip flexors are"
        " stretched and start to work; yellow with lines. 4, mid-swing: they pull the thigh"
        " forward; red with close lines. 5, late swing: they ease off; orange with lines.",
        CREDIT_BODY,
        body,
        "ex ex-stride",
        preserveAspectRatio="xMinYMin meet",
    )


RUNNING = {"running-stride": stride}

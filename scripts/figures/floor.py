"""The cards of exercises on the floor: two rows, the start above the end."""

import numpy as np

import cast
from areas import belly, buttock, flank, hip_flexors, inner_thigh
from person import Part, Person, person
from pose import Pose, X, Z, out
from rotation import turn
from sheet import Sheet

QUARTER = (0.95, 0, -0.30)  # from in front, a little from the subject's left
ABOVE_LEFT = (1, 0, 0)


def _on_back(who: Person, tilt: float = 0, arms: bool = True) -> Pose:
    """Lie on the back, head to the left; `tilt` is degrees of the trunk up from the floor."""
    pose = who.pose(turn(X, -90 - tilt))
    pose.turn("neck_01", X, 0.7 * tilt + 5).turn("head", X, 0.3 * tilt)
    if arms:
        for side in "lr":
            sign = out(side)
            pose.aim("upperarm_" + side, (sign * 0.25, -0.10, 0.95), "lowerarm_" + side)
            pose.aim("lowerarm_" + side, (sign * 0.08, -0.04, 1), "hand_" + side)
            pose.hand(side, (0, -0.03, 1), (0, -1, 0), 4, 2)
    return pose


def _rows(sheet: Sheet, i: int, left: float, right: float) -> float:
    """Mat and shadow of a row; returns the height of its floor on the card."""
    floor = sheet.floors[i]
    sheet.shadow((left + right) / 2, (right - left) / 2, floor)
    sheet.mat(left, right, floor)
    return floor


def straight_leg_raise(name: str) -> str:
    """Lift the straight leg to the height of the other knee."""
    sheet = Sheet(name, 660, 470, 296, floors=(188.0, 434.0))
    for i, raised in enumerate((89.5, 128)):
        floor = _rows(sheet, i, 60, 600)
        pose = _on_back(person(cast.FOX))
        pose.leg("l", 130, 30, aside=5)
        pose.leg("r", raised, raised, -8, aside=2)
        placed, drawing = sheet.put(
            cast.FOX, pose, 320, floor=floor, area=hip_flexors("r") if i else None
        )
        sheet.add(drawing)
        if i:
            foot = placed.joint("foot_r")
            sheet.arrow(foot + [52, 92], foot + [58, 44], foot + [40, 4])
        sheet.number(i + 1, 36, floor - 150)
    return sheet.text(
        "Straight leg raise",
        "Two drawings from the side. 1: a person lies on the back. The left knee is bent with the"
        " foot flat; the right leg lies straight. 2: the right leg is lifted straight to the"
        " height of the left knee. The front of the right hip and thigh is tinted.",
    )


def glute_bridge(name: str) -> str:
    """Lift the hips until shoulders, hips and knees are in line."""
    sheet = Sheet(name, 660, 480, 330, floors=(188.0, 444.0))
    for i, tilt in enumerate((0, 26)):
        floor = _rows(sheet, i, 60, 600)
        pose = _on_back(person(cast.EVE), tilt)
        for side in "lr":
            thigh, shin = (118, 5) if i else (131, 31)
            pose.leg(side, thigh, shin)
        placed, drawing = sheet.put(
            cast.EVE, pose, 345, floor=floor, area=buttock("r") if i else None
        )
        sheet.add(drawing)
        if i:
            hip = placed.joint("pelvis")
            sheet.arrow(hip + [-4, -66], hip + [-4, -122])
        sheet.number(i + 1, 36, floor - 150)
    return sheet.text(
        "Glute bridge",
        "Two drawings from the side. 1: a person lies on the back with the knees bent and the feet"
        " flat. 2: the hips are lifted, so that shoulders, hips and knees make one line. The right"
        " buttock is tinted.",
    )


def dead_bug(name: str) -> str:
    """Lower one arm and the opposite leg."""
    sheet = Sheet(name, 660, 560, 296, floors=(234.0, 524.0))
    for i in range(2):
        floor = _rows(sheet, i, 90, 580)
        pose = _on_back(person(cast.GIA), arms=False)
        pose.leg("l", 178, 92, -4)
        pose.leg("r", 106, 97, -8) if i else pose.leg("r", 178, 92, -4)
        for side in "lr":
            sign = out(side)
            way = (sign * 0.12, 0.34, -0.94) if i and side == "l" else (sign * 0.06, 0.99, 0.06)
            pose.arm(side, way, way, 6)
        placed, drawing = sheet.put(cast.GIA, pose, 325, floor=floor, area=belly())
        sheet.add(drawing)
        if i:
            knee, wrist = placed.joint("calf_r"), placed.joint("hand_l")
            sheet.arrow(knee + [66, -104], knee + [104, -72], knee + [110, -30])
            sheet.arrow(wrist + [62, -84], wrist + [24, -72], wrist + [4, -38])
        sheet.number(i + 1, 36, floor - 190)
    return sheet.text(
        "Dead bug",
        "Two drawings from the side. 1: a person lies on the back. Both arms point up and both"
        " knees are bent above the hips. 2: the left arm reaches overhead and the right leg is out"
        " straight, just above the floor. The lower back keeps still. The belly is tinted.",
    )


def _side_lying(
    who: Person, tilt: float, down: float, knees: float = 0, apart: float = 0.042
) -> Pose:
    """On the right forearm, chest to the reader, head to the left.

    `tilt` is degrees of the trunk from upright toward the right side, `down` is degrees of the
    legs below the line of the trunk, `knees` degrees of knee bend backward.
    """
    pose = who.pose(turn(Z, tilt))
    bend = (90 - tilt) * 0.30
    for bone in ("spine_01", "spine_02"):
        pose.turn(bone, Z, bend * 0.0)
    legs = np.radians(tilt + down)
    along = np.array([np.sin(legs), -np.cos(legs), 0])
    for side in "lr":
        sign = out(side)
        across = np.array([np.cos(legs), np.sin(legs), 0])
        way = along + across * sign * apart
        pose.aim("thigh_" + side, way, "calf_" + side)
        k = np.radians(knees)
        pose.aim("calf_" + side, way * np.cos(k) + np.array([0, 0, -1]) * np.sin(k), "foot_" + side)
        pose.rotations["foot_" + side] = turn(X, 8)
    pose.aim("clavicle_r", (-0.92, -0.25, 0.1), "upperarm_r")
    pose.aim("upperarm_r", (-0.06, -1, 0.02), "lowerarm_r")
    pose.aim("lowerarm_r", (-0.55, 0.0, 0.83), "hand_r")
    pose.hand("r", (-0.55, 0, 0.83), (0, -1, 0), 12, 6)
    pose.turn("neck_01", Z, -5).turn("head", Z, -4)
    hip = pose.joints()["thigh_l"]
    pose.reach(
        "l", hip + [-0.08, 0.10, 0.06], (-0.35, 1, -0.2), (0.9, -0.1, 0.3), (0, -1, -0.2), 18, 5
    )
    return pose


def side_plank(name: str) -> str:
    """From lying on the side to a straight line."""
    sheet = Sheet(name, 700, 560, 300, floors=(234.0, 524.0))
    who = person(cast.BEN)

    def plank(tilt: float) -> Pose:
        return _side_lying(who, tilt, 0)

    tilts = np.arange(62, 84, 2.0)
    gaps = [
        abs(who.lowest(plank(t), Part.FOREARM_R) - who.lowest(plank(t), Part.FOOT_R)) for t in tilts
    ]
    best = float(tilts[int(np.argmin(gaps))])
    for i in range(2):
        floor = _rows(sheet, i, 40, 660)
        pose = plank(best) if i else _side_lying(who, best - 10, 24)
        placed, drawing = sheet.put(
            cast.BEN, pose, 345, (1, 0, 0), floor=floor, area=flank("r") if i else None
        )
        sheet.add(drawing)
        if i:
            hip = placed.joint("pelvis")
            sheet.arrow(hip + [30, 110], hip + [30, 60])
        sheet.number(i + 1, 36, floor - 190)
    return sheet.text(
        "Side plank",
        "Two drawings from the front. 1: a person lies on the right side, propped on the forearm,"
        " with the legs straight and the hips on the floor. 2: the hips are lifted, so that head,"
        " trunk and legs make one line. The lower side of the trunk is tinted.",
    )


def short_lever_copenhagen(name: str) -> str:
    """The top knee rests on a bench; lift the hips."""
    sheet = Sheet(name, 700, 600, 330, floors=(262.0, 560.0))
    who = person(cast.ANA)
    for i in range(2):
        floor = _rows(sheet, i, 30, 560)
        pose = _side_lying(
            who, 86 if i else 68, 4 if i else 14, knees=80, apart=0.06 if i else 0.16
        )
        placed, drawing = sheet.put(
            cast.ANA,
            pose,
            300,
            QUARTER,
            floor=floor,
            on=(Part.FOREARM_R,),
            area=inner_thigh("l") if i else None,
        )
        knee = placed.part(Part.SHIN_L)
        top = float(np.percentile(knee[:, 1], 97))
        left = float(placed.joint("calf_l")[0]) - 34
        sheet.box(left + 16, top, 12, floor - top, 2)
        sheet.box(left + 160, top, 12, floor - top, 2)
        sheet.box(left, top, 190, 16, 4)
        sheet.add(drawing)
        if i:
            hip = placed.joint("pelvis")
            sheet.arrow(hip + [10, 130], hip + [10, 80])
        sheet.number(i + 1, 36, floor - 210)
    return sheet.text(
        "Short-lever Copenhagen plank",
        "Two drawings from the front. 1: a person lies on the right side, propped on the forearm."
        " The knees are bent. The inside of the left knee rests on a bench; the hips are on the"
        " floor. 2: the hips are lifted, so that the trunk is straight. The right leg stays under"
        " the bench. The inside of the left thigh is tinted.",
    )


CARDS = {
    "straight-leg-raise": straight_leg_raise,
    "glute-bridge": glute_bridge,
    "dead-bug": dead_bug,
    "side-plank": side_plank,
    "short-lever-copenhagen": short_lever_copenhagen,
}

"""The cards of exercises on the feet: strength, balance and impact."""

from collections.abc import Callable

import numpy as np

import cast
from areas import calf, hip_flexors, thigh_front
from person import Part, Person, person
from pose import Pose, X, out, sagittal
from rotation import turn
from sheet import Placed, Sheet

FEET = (Part.FOOT_L, Part.FOOT_R)
ARROW_UP, ARROW_DOWN = -1, 1


def hands_on_hips(pose: Pose, sides: str = "rl") -> Pose:
    """Thumbs back, elbows out."""
    for side in sides:
        sign = out(side)
        wrist = pose.joints()["thigh_" + side] + np.array([sign * 0.085, 0.10, 0.035])
        pose.reach(
            side, wrist, (sign, -0.1, -0.75), (-sign * 0.15, -0.5, 0.85), (-sign, -0.1, -0.1), 22, 5
        )
    return pose


def arms_of_gait(pose: Pose, forward: str, degrees: float = 34) -> Pose:
    """Elbows bent as in walking or running; the arm of side `forward` swings forward."""
    for side in "lr":
        swing = degrees if side == forward else -degrees + 8
        sign = out(side)
        pose.arm(side, sagittal(swing, sign * 9), sagittal(swing + 85, -sign * 6), 42)
    return pose


def support(pose: Pose, side: str = "l", forward: float = 0.42, down: float = 0.30) -> Pose:
    """A hand on a rail or the back of a chair in front."""
    sign = out(side)
    wrist = pose.joints()["upperarm_" + side] + np.array([sign * 0.02, -down, forward])
    return pose.reach(side, wrist, (sign * 0.4, -1, -0.3), (0, -0.15, 1), (0, -1, -0.1), 34)


def chair_back(sheet: Sheet, placed: Placed, hand: Part) -> None:
    """A chair seen from the side, its back to the person, under the given hand."""
    points = placed.part(hand)
    x, top, floor = float(points[:, 0].max()) - 14, float(points[:, 1].max()) - 3, sheet.floor
    seat = floor - 0.45 * sheet.scale
    sheet.box(x, top, 11, floor - top, 2)
    sheet.box(x + 11, seat, 0.36 * sheet.scale, 11, 2)
    sheet.box(x + 0.36 * sheet.scale, seat + 11, 11, floor - seat - 11, 2)


def isometric_hip_flexion(name: str) -> str:
    """Seated, the hand pushes the thigh down, the thigh pushes up."""
    sheet = Sheet(name, 700, 520, 310)
    for i, x in enumerate((150, 490)):
        pose = person(cast.HAL).pose(turn(X, 3))
        pose.leg("l", 88, -3).leg("r", 90 + 3 * i, -1)
        knee = pose.joints()["calf_r"]
        pose.reach(
            "r",
            knee + [-0.015, 0.105, -0.135],
            (-0.8, -0.2, -0.6),
            (0.1, -0.14, 1),
            (0, -1, 0),
            8,
            6,
        )
        hip = pose.joints()["calf_l"]
        pose.reach(
            "l", hip + [0.0, 0.10, -0.2], (0.8, -0.2, -0.6), (-0.1, -0.2, 1), (0, -1, 0), 8, 6
        )
        placed, drawing = sheet.put(
            cast.HAL, pose, x, on=(Part.FOOT_L,), area=hip_flexors("r") if i else None
        )
        seat = float(placed.part(Part.THIGH_L)[:, 1].max()) - 6
        sheet.shadow(x + 60, 130)
        sheet.box(x - 62, seat - 150, 12, sheet.floor - seat + 150, 3)
        sheet.box(x - 58, seat, 122, 13, 3)
        sheet.box(x + 46, seat + 13, 12, sheet.floor - seat - 13, 2)
        sheet.add(drawing)
        if i:
            wrist = placed.joint("hand_r")
            sheet.arrow(wrist + [24, -100], wrist + [24, -34])
            sheet.arrow((x + 88, seat + 92), (x + 88, seat + 22))
        sheet.number(i + 1, x - 105, 48)
    return sheet.text(
        "Pushing the thigh against the hand, seated",
        "Two drawings from the side. 1: a person sits tall on a chair with both feet flat and a"
        " hand on the right thigh, just above the knee. 2: the thigh pushes up and the hand pushes"
        " down just as hard, so that nothing moves. The front of the right hip and thigh is"
        " tinted.",
    )


def band_march(name: str) -> str:
    """March against a loop round both feet."""
    sheet = Sheet(name, 620, 620, 302)
    for i, x in enumerate((150, 420)):
        pose = person(cast.GIA).pose().leg("l", 1, -3)
        pose.leg("r", 94, 2, -4, 2) if i else pose.leg("r", 3, -3)
        hands_on_hips(pose)
        placed, drawing = sheet.put(
            cast.GIA, pose, x, on=(Part.FOOT_L,), area=hip_flexors("r") if i else None
        )
        sheet.shadow(placed.joint("foot_l")[0] + 14, 84)
        standing, lifted = placed.joint("ball_l") + [-8, 0], placed.joint("ball_r") + [-8, 0]
        if i:
            for dx in (-7, 7):
                sheet.strap(standing + [dx, -8], lifted + [dx, 4], width=3.6)
        sheet.add(drawing)
        round_foot = standing if not i else lifted
        sheet.strap(round_foot + [-4, -17], round_foot + [3, 12], width=6)
        if i:
            sheet.strap(standing + [-4, -17], standing + [3, 12], width=6)
            knee = placed.joint("calf_r")
            sheet.arrow(knee + [52, 96], knee + [74, 40], knee + [56, -14])
        sheet.number(i + 1, x - 100, 48)
    return sheet.text(
        "March with a band",
        "Two drawings from the side. 1: a person stands tall with a band looped round both feet"
        " and the hands on the hips. 2: the right knee is lifted to hip height against the band."
        " The trunk stays upright. The front of the right hip and thigh is tinted.",
    )


def _meet(
    who: Person, make: Callable[[float], Pose], angles: np.ndarray, one: Part, two: Part
) -> Pose:
    """The pose, among these angles, in which the lowest points of two parts are level."""
    poses = [make(angle) for angle in angles]
    gaps = [abs(who.lowest(pose, one) - who.lowest(pose, two)) for pose in poses]
    return poses[int(np.argmin(gaps))]


def split_squat(name: str) -> str:
    """Straight down and up with one foot in front."""
    sheet = Sheet(name, 700, 600, 296)
    who = person(cast.EVE)

    def standing(shin: float) -> Pose:
        pose = who.pose(turn(X, 2)).leg("r", 24, -6).leg("l", -17, shin)
        pose.keep("foot_l", turn(X, 48)).toes("l", 48)
        return hands_on_hips(pose)

    def lowered(shin: float) -> Pose:
        pose = who.pose(turn(X, 6)).leg("r", 80, -6).leg("l", -6, shin)
        pose.keep("foot_l", turn(X, 62)).toes("l", 60)
        return hands_on_hips(pose)

    frames = (
        (150, _meet(who, standing, np.arange(-60, -18, 3.0), *FEET)),
        (490, _meet(who, lowered, np.arange(-112, -70, 3.0), *FEET)),
    )
    for i, (x, pose) in enumerate(frames):
        placed, drawing = sheet.put(
            cast.EVE, pose, x, on=FEET, area=thigh_front("r") if i else None
        )
        sheet.shadow(x + 10, 140)
        sheet.add(drawing)
        if i:
            hip = placed.joint("pelvis")
            sheet.arrow(hip + [-92, -70], hip + [-92, 0])
        sheet.number(i + 1, x - 105, 48)
    return sheet.text(
        "Split squat",
        "Two drawings from the side. 1: a person stands tall with the right foot in front and the"
        " left foot behind on its toes, hands on the hips. 2: the body goes straight down. Both"
        " knees bend; the left knee stays just above the floor. The front of the right thigh is"
        " tinted.",
    )


def step_up(name: str) -> str:
    """Up onto a step, other knee forward."""
    sheet = Sheet(name, 670, 640, 284)
    rise = 0.0
    for i, x in enumerate((165, 450)):
        who = person(cast.FOX)
        if i:
            pose = arms_of_gait(who.pose(turn(X, 2)).leg("r", 2, -3).leg("l", 84, 0, -4), "r")
        else:
            pose = who.pose(turn(X, 12)).leg("r", 62, -12).leg("l", -6, -16)
            pose.keep("foot_l", turn(X, 26)).toes("l", 26)
            arms_of_gait(pose, "l")
            rise = who.lowest(pose, Part.FOOT_R) - who.lowest(pose, Part.FOOT_L)
        placed, drawing = sheet.put(
            cast.FOX,
            pose,
            x,
            on=(Part.FOOT_R,),
            above=rise,
            area=thigh_front("r"),
        )
        foot = placed.joint("foot_r")[0]
        sheet.shadow(x + 24, 120)
        sheet.box(foot - 36, sheet.floor - rise * sheet.scale, 124, rise * sheet.scale)
        sheet.add(drawing)
        if i:
            sheet.arrow((x - 84, 330), (x - 84, 250))
        sheet.number(i + 1, x - 105, 48)
    return sheet.text(
        "Step-up",
        "Two drawings from the side. 1: the right foot stands flat on a step and the trunk leans a"
        " little forward. 2: the person stands tall on the right leg, on the step, with the left"
        " knee lifted in front. The front of the right thigh is tinted.",
    )


def single_leg_balance(name: str) -> str:
    """Lift one foot beside something to hold."""
    sheet = Sheet(name, 680, 640, 308)
    for i, x in enumerate((130, 510)):
        pose = person(cast.DOT).pose().leg("l", 2, -4)
        pose.leg("r", 28, -50, -4, 2) if i else pose.leg("r", 1, -4)
        if i:
            for side in "lr":
                aside = np.array([out(side) * 0.62, -0.75, 0.12])
                pose.arm(side, aside, aside + [0, 0.05, 0.25], 8)
        else:
            support(pose, "l")
            pose.arm("r", sagittal(-4, -6), sagittal(8, -4), 14)
        placed, drawing = sheet.put(cast.DOT, pose, x, on=(Part.FOOT_L,))
        sheet.shadow(placed.joint("foot_l")[0] + 14, 80)
        if not i:
            chair_back(sheet, placed, Part.HAND_L)
        sheet.add(drawing)
        if i:
            foot = placed.joint("foot_r")
            sheet.arrow(foot + [-48, 40], foot + [-48, -26])
        sheet.number(i + 1, x - 95, 48)
    return sheet.text(
        "Single-leg balance",
        "Two drawings from the side. 1: a person stands on both feet with one hand on the back of"
        " a chair. 2: the right foot is lifted. The person stands tall on the left leg, with the"
        " arms a little away from the body.",
    )


def calf_raise(name: str) -> str:
    """Rise on the toes."""
    sheet = Sheet(name, 800, 660, 308)
    for i, x in enumerate((130, 490)):
        pose = person(cast.HAL).pose().leg("l", 1, -3 + 2 * i).leg("r", 1, -3 + 2 * i)
        for side in "lr":
            if i:
                pose.keep("foot_" + side, turn(X, 36)).toes(side, 36)
        support(pose, "l")
        pose.arm("r", sagittal(-4, -6), sagittal(8, -4), 14)
        placed, drawing = sheet.put(cast.HAL, pose, x, on=FEET, area=calf("r") if i else None)
        sheet.shadow(placed.joint("foot_l")[0] + 14, 80)
        chair_back(sheet, placed, Part.HAND_L)
        sheet.add(drawing)
        if i:
            heel = placed.joint("foot_r")
            sheet.arrow(heel + [-56, 20], heel + [-56, -50])
        sheet.number(i + 1, x - 95, 48)
    return sheet.text(
        "Calf raise",
        "Two drawings from the side. 1: a person stands on both feet with one hand on the back of"
        " a chair. 2: both heels are lifted as high as they go. The knees stay straight. The right"
        " calf is tinted.",
    )


def march_skip_hop(name: str) -> str:
    """Three drills, each with more impact than the one before."""
    sheet = Sheet(name, 800, 600, 272)
    for i, (x, above) in enumerate(((125, 0.0), (385, 0.07), (640, 0.12))):
        pose = person(cast.CAL).pose(turn(X, 3))
        if i == 0:
            pose.leg("l", 2, -3).leg("r", 84, -2, -6)
        elif i == 1:
            pose.leg("l", -4, -8).leg("r", 82, -6, -6)
            pose.keep("foot_l", turn(X, 42))
        else:
            pose.leg("l", 10, -20).leg("r", 22, -58, 8)
            pose.keep("foot_l", turn(X, 34))
        arms_of_gait(pose, "l", 34 if i < 2 else 18)
        placed, drawing = sheet.put(
            cast.CAL,
            pose,
            x,
            on=(Part.FOOT_L,),
            above=above,
            area=hip_flexors("r") if i < 2 else calf("l"),
        )
        sheet.shadow(placed.joint("foot_l")[0] + 14, 74 - 12 * i)
        sheet.add(drawing)
        if i:
            foot = placed.joint("foot_l")
            sheet.arrow(foot + [-62, 62], foot + [-62, 6])
        sheet.number(i + 1, x - 82, 44)
    return sheet.text(
        "March, skip and hop",
        "Three drawings from the side. 1, march: a person walks tall and lifts the right knee to"
        " hip height; the other foot is flat. 2, skip: the same, with a small spring off the left"
        " foot. 3, hop: a small hop on the left leg, with the right foot lifted behind.",
    )


CARDS = {
    "isometric-hip-flexion": isometric_hip_flexion,
    "band-march": band_march,
    "split-squat": split_squat,
    "step-up": step_up,
    "single-leg-balance": single_leg_balance,
    "calf-raise": calf_raise,
    "march-skip-hop": march_skip_hop,
}

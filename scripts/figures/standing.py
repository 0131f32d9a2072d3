"""The cards of balance and impact, on the feet."""

import numpy as np

import cast
from areas import Area, calf, hip_flexors, outer_hip
from block import chair
from person import Person, person
from pose import Pose, X, Y, Z, out, sagittal
from rotation import turn
from sheet import Sheet
from stance import arms_of_gait, hands_on_hips, support, under_palm
from wardrobe import Part

FEET = (Part.FOOT_L, Part.FOOT_R)
LEFT_FRONT = (0.96, 0, -0.28)  # from in front, a little from the subject's left
OVER = 0.05  # metres of a hand over the back of a chair that it does not hold


def _on_one_leg(who: Person) -> Pose:
    """The left foot is under the head, the right foot lifted; toes a little out."""
    pose = who.pose(turn(Z, -1.5)).leg("l", 2, -4, aside=-7).leg("r", 52, -24, aside=2)
    aside = np.array([-0.34, -0.94, 0.1])
    return pose.arm("r", aside, aside + [0, 0.05, 0.25], 14)


def _on_both_legs(who: Person) -> Pose:
    pose = who.pose().leg("l", 2, -4, aside=2).leg("r", 1, -4)
    return pose.arm("r", sagittal(2, -8), sagittal(8, -5), 8)


def single_leg_balance(name: str) -> str:
    """Lift one foot beside something to hold."""
    sheet = Sheet(name, 790, 640, 304)
    who = person(cast.DOT)
    for i, (x, pose) in enumerate(((122, _on_both_legs(who)), (524, _on_one_leg(who)))):
        for side in "lr":
            pose.keep("foot_" + side, turn(Y, 10 * out(side)) @ turn(X, 10 * i * (side == "r")))
        # Lifted, the hand stays right over the back of the chair, ready to hold on.
        wrist = pose.joints()["upperarm_l"] + np.array([0.24, -0.36 + OVER * i, 0.12])
        pose.reach("l", wrist, (1, -0.6, -0.6), (0.9, -0.2, 0.4), (0, -1, 0), 34 - 20 * i)
        pose.turn("head", Y, 8)  # toward the reader
        rail = under_palm(pose, "l", who.lowest(pose, Part.FOOT_L) + OVER * i)
        beside = chair(rail, X, Z)
        area = outer_hip("l") if i else None
        placed = sheet.put(
            cast.DOT, pose, x, LEFT_FRONT, on=(Part.FOOT_L,), area=area, blocks=beside
        )
        sheet.shadow(placed.joint("foot_l")[0] - 34 + 30 * i, 70)
        sheet.blocks(placed, *beside)
        if i:
            foot = placed.joint("foot_r")
            sheet.arrow(foot + [-56, 66], foot + [-56, 4])
        sheet.number(i + 1, x - 84, 48)
    return sheet.text(
        "Single-leg balance",
        "Two drawings from the front, a little from the left. 1: a person stands on both feet with"
        " the left hand on the back of a chair. 2: the right foot is lifted. The person stands tall"
        " on the left leg, with the arms a little away from the body and the left hand over the"
        " chair. The outer side of the left hip is tinted.",
    )


def calf_raise(name: str) -> str:
    """Rise on the toes."""
    sheet = Sheet(name, 800, 650, 300)
    who = person(cast.HAL)
    for i, x in enumerate((125, 502)):
        pose = who.pose().leg("l", 1, -3 + 2 * i).leg("r", 1, -3 + 2 * i)
        for side in "lr":
            if i:
                pose.keep("foot_" + side, turn(X, 36)).toes(side, 36)
        support(pose, "l")
        pose.arm("r", sagittal(-4, -6), sagittal(8, -4), 14)
        in_front = chair(under_palm(pose, "l", who.lowest(pose, *FEET)), Z, (-1, 0, 0))
        placed = sheet.put(
            cast.HAL, pose, x, on=FEET, area=calf("r") if i else None, blocks=in_front
        )
        sheet.shadow(placed.joint("foot_l")[0] + 14, 80)
        sheet.blocks(placed, *in_front)
        if i:
            heel = placed.joint("foot_r")
            sheet.arrow(heel + [-50, 20], heel + [-50, -50])
        sheet.number(i + 1, x - 95, 48)
    return sheet.text(
        "Calf raise",
        "Two drawings from the side. 1: a person stands on both feet with one hand on the back of"
        " a chair. 2: both heels are lifted as high as they go. The knees stay straight. The right"
        " calf is tinted.",
    )


def _march(who: Person) -> Pose:
    pose = who.pose(turn(X, 3)).leg("l", 2, -3).leg("r", 84, -2, -6)
    return arms_of_gait(pose, "l")


def _skip(who: Person) -> Pose:
    pose = who.pose(turn(X, 3)).leg("l", -4, -8).leg("r", 82, -6, -6)
    return arms_of_gait(pose.keep("foot_l", turn(X, 42)), "l")


def _jog(who: Person, stands: str = "l") -> Pose:
    """One foot flat, the other lifted a little behind."""
    lifted = "r" if stands == "l" else "l"
    pose = who.pose(turn(X, 4)).leg(stands, 14, -12).leg(lifted, 30, -66, 6)
    return arms_of_gait(pose, stands, 24)


def _hop_on_two(who: Person) -> Pose:
    pose = who.pose(turn(X, 5)).leg("l", 16, -16).leg("r", 17, -15)
    for side in "lr":
        pose.keep("foot_" + side, turn(X, 30))
        pose.arm(side, sagittal(-20, out(side) * 9), sagittal(62, -out(side) * 6), 42)
    return pose


def _on_one(who: Person, toes: float) -> Pose:
    """On the left leg, right foot lifted behind; `toes` is degrees of toes down, 0 is flat."""
    pose = who.pose(turn(X, 3)).leg("l", 10, -20 + 6 * (not toes)).leg("r", 22, -58, 8)
    return arms_of_gait(pose.keep("foot_l", turn(X, toes)), "l", 18)


HIGH = 0.12  # metres of the last hop
JUMPS = (  # in the order of the page: the pose, metres over the floor, where it works
    (_march, 0, hip_flexors("r")),
    (_skip, 0.07, hip_flexors("r")),
    (_jog, 0, calf("l")),
    (_hop_on_two, 0.10, calf("r")),
    (lambda who: _on_one(who, 34), HIGH, calf("l")),
)


def _jump(
    sheet: Sheet,
    where: tuple[float, float],
    pose: Pose,
    area: Area | None,
    above: float = 0,
    stands: Part = Part.FOOT_L,
    aside: float = -56,
) -> None:
    """A person at x over a floor, with a shadow; the arrow of a jump stands so far aside."""
    x, floor = where
    placed = sheet.put(cast.CAL, pose, x, on=(stands,), above=above, area=area, floor=floor)
    foot = placed.joint("foot_l" if stands == Part.FOOT_L else "foot_r")
    sheet.shadow(foot[0] + 12, 60 - 180 * above, floor)
    if above:
        sheet.arrow(foot + [aside, 56], foot + [aside, 4])
    sheet.number(sheet.count, x - 74, floor - 386)


def march_skip_hop(name: str) -> str:
    """Five drills, each with more impact than the one before."""
    sheet = Sheet(name, 690, 910, 212, floors=(430.0, 876.0))
    who = person(cast.CAL)
    for i, (pose, above, area) in enumerate(JUMPS):
        where = ((104, 332, 556, 216, 454)[i], sheet.floors[i // 3])
        _jump(sheet, where, pose(who), area, above, aside=-56 if i < 4 else 74)
    return sheet.text(
        "March, skip, jog on the spot and hop",
        "Five drawings from the side. 1, march: a person walks tall and lifts the right knee to"
        " hip height; the other foot is flat. 2, skip: the same, with a small spring off the left"
        " foot. 3, jog on the spot: one foot is on the floor, the other is lifted a little behind."
        " 4, hop on two legs: both feet are just off the floor. 5, hop on one leg: a small hop on"
        " the left leg, with the right foot lifted behind. In 1 and 2 the front of the right hip"
        " and thigh is tinted, in 3 to 5 the calf of a leg that lands.",
    )


def squat_on_one_leg(name: str) -> str:
    """The readiness test of that name."""
    sheet = Sheet(name, 440, 470, 212)
    who = person(cast.FOX)
    for i, (x, lean, thigh, shin) in enumerate(((116, 2, 4, -5), (330, 24, 50, -27))):
        pose = who.pose(turn(X, lean)).leg("r", thigh, shin)
        pose.leg("l", 6 + 26 * i, -58 - 34 * i, 10).turn("head", X, -0.7 * lean)
        placed = sheet.put(cast.FOX, hands_on_hips(pose), x, on=(Part.FOOT_R,))
        sheet.shadow(placed.joint("foot_r")[0] + 14, 60)
        if i:
            hip = placed.joint("pelvis")
            sheet.arrow(hip + [-70, -60], hip + [-70, -8])
        sheet.number(i + 1, x - 80, 46)
    return sheet.text(
        "Squat on one leg",
        "Two drawings from the side. 1: a person stands on the right leg, with the left foot"
        " lifted behind and the hands on the hips. 2: the right knee bends, so that the body goes"
        " half way down. The trunk leans a little forward.",
    )


def jog_on_the_spot(name: str) -> str:
    """The readiness test of that name."""
    sheet = Sheet(name, 440, 470, 212)
    who = person(cast.CAL)
    for x, stands, foot in ((104, "l", Part.FOOT_L), (322, "r", Part.FOOT_R)):
        _jump(sheet, (x, sheet.floor), _jog(who, stands), None, stands=foot)
    return sheet.text(
        "Jog on the spot",
        "Two drawings from the side. 1: a person stands on the left foot, with the right foot"
        " lifted a little behind. 2: the same on the right foot.",
    )


def hop_on_one_leg(name: str) -> str:
    """The readiness test of that name."""
    sheet = Sheet(name, 440, 470, 212)
    who = person(cast.CAL)
    _jump(sheet, (104, sheet.floor), _on_one(who, 0), None)
    _jump(sheet, (322, sheet.floor), _on_one(who, 34), None, HIGH, aside=74)
    return sheet.text(
        "Hop on one leg",
        "Two drawings from the side. 1: a person stands on the left leg, with the knee soft and"
        " the right foot lifted behind. 2: the left foot is just off the floor: a small hop.",
    )


TESTS = {
    "test-squat": squat_on_one_leg,
    "test-jog": jog_on_the_spot,
    "test-hop": hop_on_one_leg,
}
CARDS = {
    "single-leg-balance": single_leg_balance,
    "calf-raise": calf_raise,
    "march-skip-hop": march_skip_hop,
}

"""The cards of strength on a chair and on the feet."""

import numpy as np

import cast
from areas import hip_flexors, thigh_front
from block import Block, chair
from person import person
from pose import Pose, X, Z, out
from rotation import turn
from sheet import Sheet
from stance import arms_of_gait, hands_on_hips
from wardrobe import Part

FEET = ((Part.FOOT_L,), (Part.FOOT_R,))


def isometric_hip_flexion(name: str) -> str:
    """Seated, the hand pushes the thigh down, the thigh pushes up."""
    sheet = Sheet(name, 700, 520, 310)
    who = person(cast.HAL)
    for i, x in enumerate((150, 490)):
        pose = who.pose(turn(X, 3)).leg("l", 88, -3).leg("r", 88.5, -2)
        for side, place, fingers in (
            ("r", (-0.015, 0.105, -0.135), (0.1, -0.14, 1)),
            ("l", (0.0, 0.10, -0.2), (-0.1, -0.2, 1)),
        ):
            wrist = pose.joints()["calf_" + side] + np.array(place)
            pose.reach(side, wrist, (out(side) * 0.8, -0.2, -0.6), fingers, (0, -1, 0), 8, 6)
        seat = who.lowest(pose, Part.THIGH_L) - who.lowest(pose, Part.FOOT_L)
        rail = pose.joints()["pelvis"] + np.array([0, 0, -0.19])
        rail[1] = seat + 0.48
        below = chair(rail, Z, (-1, 0, 0), seat)
        placed = sheet.put(
            cast.HAL, pose, x, on=(Part.FOOT_L,), area=hip_flexors("r") if i else None
        )
        sheet.shadow(x + 60, 130)
        sheet.blocks(placed, *below)
        if i:
            hand, knee = placed.joint("middle_01_r"), placed.joint("calf_r")
            sheet.arrow(hand + [-4, -96], hand + [-4, -34])
            sheet.arrow(knee + [-43, 110], knee + [-43, 52])
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
        placed = sheet.put(
            cast.GIA, pose, x, on=(Part.FOOT_L,), area=hip_flexors("r") if i else None
        )
        sheet.shadow(placed.joint("foot_l")[0] + 14, 84)
        standing, lifted = placed.joint("ball_l") + [-8, 0], placed.joint("ball_r") + [-8, 0]
        if i:
            for dx in (-7, 7):
                sheet.strap(standing + [dx, -8], lifted + [dx, 4], width=3.6, behind=True)
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
        (150, who.level([standing(shin) for shin in np.arange(-60, -18, 3.0)], *FEET)),
        (490, who.level([lowered(shin) for shin in np.arange(-112, -70, 3.0)], *FEET)),
    )
    for i, (x, pose) in enumerate(frames):
        placed = sheet.put(
            cast.EVE, pose, x, on=(Part.FOOT_L, Part.FOOT_R), area=thigh_front("r") if i else None
        )
        sheet.shadow(x + 10, 140)
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
        placed = sheet.put(
            cast.FOX,
            pose,
            x,
            on=(Part.FOOT_R,),
            above=rise,
            area=thigh_front("r"),
        )
        foot = pose.joints()["foot_r"]
        step = Block((-0.30, 0, foot[2] - 0.13), (0.30, rise, foot[2] + 0.31))
        sheet.shadow(x + 24, 120)
        sheet.blocks(placed, step)
        if i:
            sheet.arrow((x - 84, 330), (x - 84, 250))
        sheet.number(i + 1, x - 105, 48)
    return sheet.text(
        "Step-up",
        "Two drawings from the side. 1: the right foot stands flat on a step and the trunk leans a"
        " little forward. 2: the person stands tall on the right leg, on the step, with the left"
        " knee lifted in front. The front of the right thigh is tinted.",
    )


CARDS = {
    "isometric-hip-flexion": isometric_hip_flexion,
    "band-march": band_march,
    "split-squat": split_squat,
    "step-up": step_up,
}

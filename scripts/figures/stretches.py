"""The cards of the four stretches."""

import numpy as np

import cast
from areas import hip_flexors
from person import Person, person
from pose import Pose, X, sagittal
from rotation import turn
from sheet import Placed, Sheet
from stance import hands_on_hips
from svg import OUTLINE, element, points
from wardrobe import Part

TOWEL, STRIPE = "#8fbbe0", "#f7fafc"
ACROSS = 0.14  # how far the opposite hand draws the foot toward the other side
IN_FRONT = 0.41  # metres from the knee on the floor to the ankle in front of it
BEHIND_RIGHT = (-0.34, 0, 0.94)  # from the subject's right, a little from behind


def _heel_up(who: Person, knee: float, back: float) -> Pose:
    """Stand on the left leg, right knee bent by `knee`, right thigh `back` degrees behind."""
    pose = who.pose().leg("l", 1, -2, aside=2)
    pose.aim("thigh_r", (-0.02, -np.cos(np.radians(back)), -np.sin(np.radians(back))), "calf_r")
    shin = np.radians(knee + back)
    pose.aim("calf_r", (0, -np.cos(shin), -np.sin(shin)), "foot_r")
    pose.rotations["foot_r"] = turn(X, 34)
    return pose


def _hand_on_wall(pose: Pose, side: str, forward: float = 0.43) -> Pose:
    away = 1 if side == "l" else -1
    shoulder = pose.joints()["upperarm_" + side]
    target = shoulder + np.array([away * 0.03, -0.03, forward])
    return pose.reach(side, target, (away * 0.4, -1, -0.1), (0, 0.97, 0.22), (0, -0.2, 1), 3, 4)


def _wall(sheet: Sheet, placed: Placed, hand: Part, last: bool) -> None:
    """The wall that a hand is on; behind the `last` person it goes on."""
    sheet.wall(float(placed.part(hand)[:, 0].max()) - 1, 0 if last else 20)


def _holding(who: Person, knee: float, back: float) -> Pose:
    """The right hand holds the right ankle."""
    pose = _heel_up(who, knee, back)
    joints = pose.joints()
    ankle = joints["foot_r"]
    shin = (ankle - joints["calf_r"]) / np.linalg.norm(ankle - joints["calf_r"])
    pose.aim("clavicle_r", (-1, 0.06, -0.22), "upperarm_r")
    wrist = ankle + np.array([-0.066, 0.035, 0.03]) - shin * 0.02
    pose.reach("r", wrist, (-0.25, -0.1, -1), (0.1, -0.8, -0.6), (1, 0.1, 0), 55, 25)
    return _hand_on_wall(pose, "l")


def _arm_free(who: Person, knee: float, back: float) -> Pose:
    """The right knee is bent; the right arm hangs, ready to take the ankle."""
    pose = _hand_on_wall(_heel_up(who, knee, back), "l")
    return pose.arm("r", sagittal(-14, -8), sagittal(-6, -5), 16)


def standing_stretch(name: str) -> str:
    """Heel to buttock with the hand of the same side."""
    sheet = Sheet(name, 790, 620, 318)
    for i, (x, knee, back) in enumerate(((208, 92, 0), (590, 136, 7))):
        who = person(cast.ANA)
        pose = _holding(who, knee, back) if i else _arm_free(who, knee, back)
        placed = sheet.put(
            cast.ANA, pose, x, on=(Part.FOOT_L,), area=hip_flexors("r") if i else None
        )
        _wall(sheet, placed, Part.HAND_L, last=i == 1)
        sheet.shadow(placed.joint("foot_l")[0] + 12, 84)
        if i:
            heel = placed.joint("foot_r")
            sheet.arrow(heel + [-66, 74], heel + [-92, 20], heel + [-70, -28])
        sheet.number(i + 1, x - 112, 48)
    return sheet.text(
        "Standing stretch for the front of the hip and thigh",
        "Two drawings from the side. 1: a person stands tall on the left leg with the left hand on"
        " a wall and the right knee bent. 2: the right hand holds the right ankle and brings the"
        " heel towards the buttock. The knee points down. The front of the right hip and"
        " thigh is tinted: the stretch is felt there.",
    )


def _towel(fist: np.ndarray, ankle: np.ndarray) -> tuple[str, str]:
    """A towel: its ends, which hang behind the fist, and the sling from there round the ankle."""
    edge = {
        "fill": TOWEL,
        "stroke": OUTLINE,
        "stroke_width": "1.9",
        "stroke_linejoin": "round",
    }
    low, half = fist + [-30, 52], np.array([14, 5])
    ends = (
        f"M{points(fist)}Q{points(fist + [-22, -12], low - half)}"
        f"L{points(low + half)}Q{points(fist + [-10, 10], fist + [0, 10])}z"
    )
    stripes = "".join(
        f"M{points(low - half * (1 - up / 40) - [0, up])}L{points(low + half * 0.8 - [0, up])}"
        for up in (9, 16)
    )
    behind = element("path", d=ends, **edge)
    behind += element("path", d=stripes, fill="none", stroke=STRIPE, stroke_width=3)
    way = (ankle - fist) / np.linalg.norm(ankle - fist)
    across = np.array([-way[1], way[0]])
    grip, end = fist + way * 11, ankle + way * 15
    middle = (grip * 0.45 + end * 0.55) - way * 4

    def strand(at_fist: float, halfway: float, at_foot: float, back: bool = False) -> str:
        """A curve down the sling, or back up, so far across from its middle."""
        line = grip + across * at_fist, middle + across * halfway, end + across * at_foot
        return f"Q{points(line[1], line[0] if back else line[2])}"

    sling = (
        f"M{points(grip - across * 6)}{strand(-6, -9, -18)}Q{points(end + way * 15)}"
        f" {points(end + across * 18)}{strand(6, 8, 18, True)}z"
    )
    folds = "".join(
        f"M{points(grip + across * top)}{strand(top, halfway, low)}l{points(way * deep)}"
        for top, halfway, low, deep in ((-2, -2, -8, 5), (2.5, 3.5, 5, 2))
    )
    before = element("path", d=sling, **edge)
    before += element("path", d=folds, **{**edge, "fill": "none", "stroke_width": "1.1"})
    return behind, before


def towel_stretch(name: str) -> str:
    """Heel to buttock with a towel round the ankle."""
    sheet = Sheet(name, 808, 640, 312)
    for i, (x, knee, back, reach) in enumerate(((184, 92, -10, 0.30), (614, 110, 7, 0.26))):
        pose = _heel_up(person(cast.BEN), knee, back)
        pose.aim("clavicle_r", (-1, 0.06, -0.22), "upperarm_r")
        wrist = pose.joints()["foot_r"] + np.array([-0.04, reach, -0.02 + 0.05 * i])
        pose.reach("r", wrist, (-0.25, -0.1, -1), (0.1, -1, 0.1), (0.9, 0, 0.4), 62, 20)
        _hand_on_wall(pose, "l")
        placed = sheet.put(
            cast.BEN, pose, x, on=(Part.FOOT_L,), area=hip_flexors("r") if i else None
        )
        joints = placed.seen.joints
        fist = placed.at((joints["middle_02_r"] + joints["hand_r"]) / 2)
        ankle = placed.joint("foot_r")
        ends, sling = _towel(fist, ankle)
        _wall(sheet, placed, Part.HAND_L, last=i == 1)
        sheet.shadow(placed.joint("foot_l")[0] + 12, 88)
        sheet.add(ends, behind=True)
        sheet.add(sling)
        if i:
            sheet.arrow(ankle + [-64, 70], ankle + [-90, 18], ankle + [-76, -30])
        sheet.number(i + 1, x - 112, 48)
    return sheet.text(
        "Standing stretch with a towel",
        "Two drawings from the side. 1: a person stands on the left leg with the left hand on a"
        " wall. A towel is looped round the right ankle and the right hand holds its ends. 2: the"
        " hand pulls the towel up, so that the heel comes closer to the buttock. The front of the"
        " right hip and thigh is tinted: the stretch is felt there.",
    )


def opposite_hand_stretch(name: str) -> str:
    """Heel to buttock with the hand of the other side, which reaches behind the back."""
    sheet = Sheet(name, 800, 640, 318)
    for i, (x, knee, back) in enumerate(((184, 92, 0), (590, 138, 7))):
        who = person(cast.CAL)
        pose = _heel_up(who, knee, back)
        if i:
            shin = np.radians(knee + back)
            pose.aim("calf_r", (ACROSS, -np.cos(shin), -np.sin(shin)), "foot_r")
            ankle = pose.joints()["foot_r"]
            pose.aim("clavicle_l", (1, 0.02, -0.28), "upperarm_l")
            wrist = ankle + np.array([0.085, 0.035, -0.012])
            pose.reach("l", wrist, (0.6, 0.0, -1), (-0.8, -0.6, 0.1), (-0.3, -0.4, 0.85), 46, 24)
        else:
            pose.arm("l", sagittal(-16, 12), sagittal(-10, 4), 16)
        _hand_on_wall(pose, "r")
        placed = sheet.put(
            cast.CAL,
            pose,
            x,
            view=BEHIND_RIGHT,
            on=(Part.FOOT_L,),
            area=hip_flexors("r") if i else None,
        )
        _wall(sheet, placed, Part.HAND_R, last=i == 1)
        sheet.shadow(placed.joint("foot_l")[0] + 12, 84)
        if i:
            heel = placed.joint("foot_r")
            sheet.arrow(heel + [-76, 86], heel + [-102, 42], heel + [-90, -2])
        sheet.number(i + 1, x - 112, 48)
    return sheet.text(
        "Standing stretch with the opposite hand",
        "Two drawings from the side, a little from behind. 1: a person stands on the left leg with"
        " the right hand on a wall and the right knee bent. 2: the left hand reaches behind the"
        " back, holds the right foot at the heel and brings it towards the buttock. Both knees stay"
        " close together. The front of the right hip and thigh is tinted: the stretch is felt"
        " there.",
    )


def _kneeling(who: Person, forward: float) -> Pose:
    """Right knee on the floor, left foot in front; the hips `forward` degrees before the knee.

    Knee and foot stay where they are, however far the hips go.
    """
    pose = who.pose().leg("r", -8 - forward, -91, aside=3)
    pose.rotations["foot_r"] = turn(X, 58)
    pose.rotations["ball_r"] = turn(X, 22)
    joints, rest = pose.joints(), who.human.head["foot_l"]
    sole = who.lowest(who.pose(), Part.FOOT_L)
    floor = who.lowest(pose, Part.THIGH_R, Part.SHIN_R)
    ankle = (
        joints["thigh_l"][0] + 0.04,
        floor + rest[1] - sole,
        joints["calf_r"][2] + IN_FRONT,
    )
    pose.bend(("thigh_l", "calf_l", "foot_l"), ankle, (0.08, 0.3, 1))
    return pose.keep("foot_l")


def half_kneeling_stretch(name: str) -> str:
    """Tuck the pelvis, then glide forward."""
    sheet = Sheet(name, 752, 430, 280)
    for i, (x, forward) in enumerate(((182, -6), (544, 18))):
        who = person(cast.DOT)
        pose = _kneeling(who, forward)
        hands_on_hips(pose, "r")
        knee = pose.joints()["calf_l"]
        pose.reach(
            "l", knee + [0, 0.07, -0.05], (1, -0.4, -0.4), (0, -0.25, 0.97), (0, -1, -0.2), 12
        )
        placed = sheet.put(
            cast.DOT,
            pose,
            x,
            on=(Part.SHIN_R, Part.FOOT_L),
            area=hip_flexors("r") if i else None,
            anchor="calf_r",
        )
        sheet.shadow(x - 6, 168)
        sheet.mat(x - 60, x + 56)
        if i:
            pelvis = placed.joint("pelvis")
            sheet.arrow(pelvis + [-88, -36], pelvis + [-100, 14], pelvis + [-66, 40])
            sheet.arrow(pelvis + [72, -90], pelvis + [128, -90])
        sheet.number(i + 1, x - 120, 48)
    return sheet.text(
        "Half-kneeling hip flexor stretch",
        "Two drawings from the side. 1: a person kneels upright with the right knee on a mat and"
        " the left foot flat in front. 2: the pelvis is tucked under and the whole body glides"
        " forward. The trunk stays upright. The front of the right hip and thigh is tinted: the"
        " stretch is felt there.",
    )


CARDS = {
    "standing-stretch": standing_stretch,
    "towel-stretch": towel_stretch,
    "opposite-hand-stretch": opposite_hand_stretch,
    "half-kneeling-stretch": half_kneeling_stretch,
}

"""The cards of exercises on the floor: two rows, the start above the end."""

import numpy as np

import cast
from areas import Area, belly, buttock, flank, hip_flexors, inner_thigh
from block import Block
from person import Person, person
from pose import Pose, X, Z, out
from rotation import turn
from sheet import MAT, MAT_EDGE, Placed, Sheet
from wardrobe import Look, Part

BREAST = (0.966, 0, -0.26)  # from in front of one who lies on the side, a little from the feet
BESIDE = 8.0  # degrees from above that one who lies on the back is seen
DOWN = 20.0  # degrees from above, so that a forearm and shins that lie square to the body are seen
FOREARM = (-0.12, 0, 0.99)  # of a plank: forward
BENT = 72.0  # degrees of the knees over and under a bench: nearly square
CURL = 18.0  # degrees that the pelvis rolls back when the low back lies flat
SOFT = 0.10  # metres of a lying trunk that its weight presses flat
ON_BACK = (Part.HEAD, Part.TRUNK)
ARM = (Part.UPPER_ARM_R, Part.FOREARM_R, Part.HAND_R)


def _on_back(who: Person, tilt: float = 0, curl: float = CURL, arms: bool = True) -> Pose:
    """Lie on the back, head to the left: head, upper back and, with `arms`, the arms rest.

    `tilt` is degrees of the trunk up from the floor. The pelvis rolls back by `curl` degrees
    against the trunk, so that the low back lies flat.
    """
    pose = who.pose(turn(X, -90 - tilt - curl))
    pose.turn("spine_01", X, curl / 2).turn("spine_02", X, curl / 2)
    low, high = -25.0, 60.0
    while high - low > 0.5:
        nod = (low + high) / 2
        for bone, angle in (("neck_01", nod), ("head", tilt - nod)):
            pose.rotations[bone] = turn(X, angle)
        hangs = who.lowest(pose, Part.HEAD) < who.lowest(pose, Part.TRUNK)
        low, high = (nod, high) if hangs else (low, nod)
    return _arms_on_floor(who, pose) if arms else pose


def _arms_on_floor(who: Person, pose: Pose) -> Pose:
    """Both arms beside the body, elbows and palms down."""
    floor = who.lowest(pose, Part.TRUNK)
    for side in "lr":
        sign, limb = out(side), ("upperarm_" + side, "lowerarm_" + side, "hand_" + side)
        for bone, end, thick, aside in (
            (limb[0], limb[1], 0.045, 0.32),
            (limb[1], limb[2], 0.04, -0.05),
        ):
            length = float(np.linalg.norm(who.human.head[end] - who.human.head[bone]))
            down = (floor + thick - pose.joints()[bone][1]) / length
            way = np.array([sign * aside, 0, np.sqrt(1 - aside**2)]) * np.sqrt(1 - down**2)
            pose.aim(bone, way + [0, down, 0], end)
        pose.hand(side, (0, 0.08, 1), (0, -1, 0), 4, 30)
    return pose


def _mat(pose: Pose, low: tuple[float, float], high: tuple[float, float]) -> Block:
    """A mat between two corners, across (x) and forward (z) of the pelvis, in metres."""
    x, _, z = pose.joints()["pelvis"]
    ends = (x + low[0], -0.015, z + low[1]), (x + high[0], 0, z + high[1])
    return Block(*ends, MAT, MAT_EDGE, MAT_EDGE)


def _put(
    sheet: Sheet,
    i: int,
    look: Look,
    pose: Pose,
    x: float,
    on: tuple[Part, ...],
    area: Area | None = None,
) -> Placed:
    """One who lies on the back on a mat in row i, seen from the side, a little from above."""
    floor = sheet.floors[i]
    placed = sheet.put(look, pose, x, floor=floor, on=on, area=area, soft=SOFT, down=BESIDE)
    sheet.blocks(placed, _mat(pose, (-0.34, -0.88), (0.34, 0.95)))
    sheet.fallen(placed)
    return placed


def straight_leg_raise(name: str) -> str:
    """Lift the straight leg to the height of the other knee."""
    sheet = Sheet(name, 660, 500, 296, floors=(172.0, 464.0), horizon=16, apron=34)
    for i, raised in enumerate((85, 128)):
        who = person(cast.FOX)
        lying = _on_back(who)
        tries = [
            lying.copy().leg("l", thigh, 30, aside=5).leg("r", raised, raised, -8, aside=2)
            for thigh in np.arange(118, 148, 3.0)
        ]
        pose = who.level(tries, (Part.FOOT_L,), (Part.TRUNK,))
        on = (*ON_BACK, *ARM, Part.FOOT_L, *(() if i else (Part.FOOT_R,)))
        placed = _put(sheet, i, cast.FOX, pose, 320, on, hip_flexors("r") if i else None)
        if i:
            foot = placed.joint("foot_r")
            sheet.arrow(foot + [58, 106], foot + [66, 58], foot + [52, 26])
        sheet.number(i + 1, 36, sheet.floors[i] - 136)
    return sheet.text(
        "Straight leg raise",
        "Two drawings from the side. 1: a person lies on the back. The left knee is bent with the"
        " foot flat; the right leg lies straight. 2: the right leg is lifted straight to the"
        " height of the left knee. The front of the right hip and thigh is tinted.",
    )


def glute_bridge(name: str) -> str:
    """Lift the hips until shoulders, hips and knees are in line."""
    sheet = Sheet(name, 660, 500, 320, floors=(172.0, 464.0), horizon=16, apron=34)
    # (trunk, pelvis against it, shin, thighs to try) in degrees: raised, all is one line
    for i, (tilt, curl, shin, thighs) in enumerate(
        ((0, CURL, 31, (125, 150)), (29, 9, 3, (117, 124)))
    ):
        who = person(cast.EVE)
        lying = _on_back(who, tilt, curl)
        tries = [
            lying.copy().leg("l", thigh, shin).leg("r", thigh, shin)
            for thigh in np.arange(*thighs, 1.0)
        ]
        pose = who.level(tries, (Part.FOOT_R,), ON_BACK)
        on = (*ON_BACK, *ARM, Part.FOOT_R)
        placed = _put(sheet, i, cast.EVE, pose, 328, on, buttock("r") if i else None)
        if i:
            hip = placed.joint("pelvis")
            sheet.arrow(hip + [-4, -64], hip + [-4, -108])
        sheet.number(i + 1, 36, sheet.floors[i] - 136)
    return sheet.text(
        "Glute bridge",
        "Two drawings from the side. 1: a person lies on the back with the knees bent and the feet"
        " flat. 2: the hips are lifted, so that shoulders, hips and knees make one line. The right"
        " buttock is tinted.",
    )


def dead_bug(name: str) -> str:
    """Lower one arm and the opposite leg."""
    sheet = Sheet(name, 660, 560, 296, floors=(234.0, 524.0), horizon=16, apron=34)
    for i in range(2):
        pose = _on_back(person(cast.GIA), arms=False)
        pose.leg("l", 178, 92, -4)
        pose.leg("r", 106, 97, -8) if i else pose.leg("r", 178, 92, -4)
        for side in "lr":
            sign = out(side)
            way = (sign * 0.16, 0.40, -0.90) if i and side == "l" else (sign * 0.06, 0.99, 0.06)
            pose.arm(side, way, way, 6)
        placed = _put(sheet, i, cast.GIA, pose, 325, ON_BACK, belly())
        if i:
            knee, wrist = placed.joint("calf_r"), placed.joint("hand_l")
            sheet.arrow(knee + [94, -121], knee + [158, -112], knee + [174, -56])
            sheet.arrow(wrist + [62, -84], wrist + [24, -72], wrist + [4, -38])
        sheet.number(i + 1, 36, sheet.floors[i] - 190)
    return sheet.text(
        "Dead bug",
        "Two drawings from the side. 1: a person lies on the back. Both arms point up and both"
        " knees are bent above the hips. 2: the left arm reaches overhead and the right leg is out"
        " straight, just above the floor. The lower back keeps still. The belly is tinted.",
    )


def _side_lying(
    who: Person, tilt: float, bend: float, left: float, right: float, knees: float = 0
) -> Pose:
    """On the right forearm, chest to the reader, head to the left.

    `tilt` is degrees of the pelvis from upright toward the right side, `bend` how much of that
    the trunk takes back, `left` and `right` are degrees of the thighs from straight down toward
    the feet end, `knees` degrees of knee bend backward.
    """
    pose = who.pose(turn(Z, tilt))
    for bone in ("spine_01", "spine_02", "spine_03"):
        pose.turn(bone, Z, -bend / 3)
    k = np.radians(knees)
    for side, degrees in (("l", left), ("r", right)):
        a = np.radians(degrees)
        way = np.array([np.sin(a), -np.cos(a), 0])
        pose.aim("thigh_" + side, way, "calf_" + side)
        along = np.array([1, 0, 0]) if knees else way  # a bent leg's shin rests along its ground
        pose.aim(
            "calf_" + side, along * np.cos(k) + np.array([0, 0, -1]) * np.sin(k), "foot_" + side
        )
        pose.rotations["foot_" + side] = turn(X, 40 if knees else 8)
    pose.aim("clavicle_r", (-0.92, -0.25, 0.1), "upperarm_r")
    pose.aim("upperarm_r", (-0.02, -1, 0.02), "lowerarm_r")
    pose.aim("lowerarm_r", FOREARM, "hand_r")
    pose.hand("r", FOREARM, (0, -1, 0), 4, 30)
    pose.turn("neck_01", Z, -3 + bend * 0.3).turn("head", Z, -3 + bend * 0.2)
    hip = pose.joints()["thigh_l"]
    wrist = hip + [-0.08, 0.10, 0.06]
    return pose.reach("l", wrist, (-0.35, 1, -0.2), (0.9, -0.1, 0.3), (0, -1, -0.2), 18, 5)


def side_plank(name: str) -> str:
    """From lying on the side to a straight line."""
    sheet = Sheet(name, 720, 624, 325, (232.0, 540.0), horizon=46, apron=76)
    who = person(cast.BEN)
    down = [_side_lying(who, 80, bend, 83, 88) for bend in np.arange(10, 50, 2.0)]
    up = [_side_lying(who, tilt, 0, tilt - 6, tilt) for tilt in np.arange(66, 84, 0.5)]
    poses = (
        who.level(down, (Part.FOREARM_R,), (Part.TRUNK, Part.THIGH_R)),
        who.level(up, (Part.FOREARM_R,), (Part.FOOT_R,)),
    )
    for i, pose in enumerate(poses):
        floor = sheet.floors[i]
        placed = sheet.put(
            cast.BEN,
            pose,
            345,
            BREAST,
            floor=floor,
            on=(Part.FOREARM_R, Part.FOOT_R, *(() if i else (Part.THIGH_R,))),
            area=flank("r") if i else None,
            down=DOWN,
        )
        sheet.blocks(placed, _mat(pose, (-0.85, -0.24), (1.1, 0.42)))
        sheet.fallen(placed)
        if i:
            hip = placed.joint("pelvis")
            sheet.arrow(hip + [84, -74], hip + [84, -122])
        sheet.number(i + 1, 40, floor - 190)
    return sheet.text(
        "Side plank",
        "Two drawings from the front. 1: a person lies on the right side, propped on the forearm,"
        " with the elbow under the shoulder and the left hand on the hip. The legs are straight and"
        " the hips are on the floor. 2: the hips are lifted, so that head, trunk and legs make one"
        " line. The lower side of the trunk is tinted.",
    )


def _bench(knee: np.ndarray, top: float) -> tuple[Block, ...]:
    """A bench across the end of the body, under a knee and the shin behind it, so high (metres)."""
    left, right, far, near = knee[0] - 0.09, knee[0] + 0.27, knee[2] - 0.56, knee[2] + 0.10
    legs = [
        Block((x, 0, z), (x + 0.045, top - 0.05, z + 0.045))
        for z in (far + 0.03, near - 0.07)
        for x in (left + 0.16, right - 0.06)
    ]
    return (*legs, Block((left, top - 0.05, far), (right, top, near)))


def short_lever_copenhagen(name: str) -> str:
    """The top knee and shin rest on a bench; lift the hips."""
    sheet = Sheet(name, 640, 636, 340, (222.0, 552.0), horizon=50, apron=70)
    who = person(cast.EVE)
    arm = (Part.FOREARM_R,)
    lifted = _side_lying(who, 86, 0, 88, 76, knees=BENT)
    top = who.lowest(lifted, Part.SHIN_L) - who.lowest(lifted, *arm)
    bends = [float(bend) for bend in np.arange(10, 50, 4.0)]
    down = [_side_lying(who, 80, bend, 100, 90, knees=BENT) for bend in bends]
    lying = who.level(down, arm, (Part.TRUNK, Part.THIGH_R))
    floor_at, bend = who.lowest(lying, *arm), bends[down.index(lying)]
    tries = [_side_lying(who, 80, bend, a, 90, knees=BENT) for a in np.arange(90, 122, 2.0)]
    heights = [abs(who.lowest(pose, Part.SHIN_L) - floor_at - top) for pose in tries]
    for i, pose in enumerate((tries[int(np.argmin(heights))], lifted)):
        floor, bench = sheet.floors[i], _bench(pose.joints()["calf_l"], top)
        placed = sheet.put(
            cast.EVE,
            pose,
            320,
            BREAST,
            floor=floor,
            on=arm if i else (*arm, Part.THIGH_R),
            area=inner_thigh("l") if i else None,
            down=DOWN,
            blocks=bench,
        )
        sheet.blocks(placed, _mat(pose, (-0.78, -0.24), (0.36, 0.42)))
        sheet.fallen(placed)
        sheet.blocks(placed, *bench)
        if i:
            hip = placed.joint("pelvis")
            sheet.arrow(hip + [84, -84], hip + [84, -132])
        sheet.number(i + 1, 34, floor - 190)
    return sheet.text(
        "Short-lever Copenhagen plank",
        "Two drawings from the front. 1: a person lies on the right side, propped on the forearm,"
        " with the elbow under the shoulder. Both knees are bent, and the shins point back. The"
        " inside of the left knee and shin rests on a bench; the hips are on the floor. 2: the hips"
        " are lifted, so that the body is straight from the shoulders to the left knee. The right"
        " leg stays under the bench. The inside of the left thigh is tinted.",
    )


CARDS = {
    "straight-leg-raise": straight_leg_raise,
    "glute-bridge": glute_bridge,
    "dead-bug": dead_bug,
    "side-plank": side_plank,
    "short-lever-copenhagen": short_lever_copenhagen,
}

"""What arms do while the legs work, and the chair that a hand may hold."""

import numpy as np

from pose import Pose, out, sagittal
from sheet import Placed, Sheet
from wardrobe import Part


def hands_on_hips(pose: Pose, sides: str = "rl") -> Pose:
    """Thumbs back, elbows out."""
    for side in sides:
        sign = out(side)
        wrist = pose.joints()["thigh_" + side] + np.array([sign * 0.085, 0.10, 0.0])
        pose.reach(
            side, wrist, (sign, -0.1, -0.75), (-sign * 0.15, -0.5, 0.85), (-sign, -0.1, -0.1), 22, 5
        )
    return pose


def arms_of_gait(pose: Pose, forward: str, degrees: float = 34) -> Pose:
    """Elbows bent as in walking or running; the arm of side `forward` swings forward."""
    for side in "lr":
        swing, elbow = (degrees, 85) if side == forward else (-degrees - 8, 76)
        sign = out(side)
        pose.arm(side, sagittal(swing, sign * 9), sagittal(swing + elbow, -sign * 6), 42)
    return pose


def support(pose: Pose, side: str = "l", forward: float = 0.42, down: float = 0.30) -> Pose:
    """A hand on a rail or the back of a chair in front."""
    sign = out(side)
    wrist = pose.joints()["upperarm_" + side] + np.array([sign * 0.02, -down, forward])
    return pose.reach(side, wrist, (sign * 0.4, -1, -0.3), (0, -0.15, 1), (0, -1, -0.1), 34)


def chair_back(sheet: Sheet, placed: Placed, hand: Part, over: float = 0) -> None:
    """A chair seen from the side, its back to the person, under the given hand.

    The hand is `over` metres above the back of the chair.
    """
    points = placed.part(hand)
    x, floor = float(points[:, 0].max()) - 14, sheet.floor
    top = float(points[:, 1].max()) - 3 + over * sheet.scale
    seat = floor - 0.45 * sheet.scale
    sheet.box(x, top, 11, floor - top, 2)
    sheet.box(x + 11, seat, 0.36 * sheet.scale, 11, 2)
    sheet.box(x + 0.36 * sheet.scale, seat + 11, 11, floor - seat - 11, 2)

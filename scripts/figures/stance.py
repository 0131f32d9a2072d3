"""What arms do while the legs work."""

import numpy as np

from pose import Pose, out, sagittal


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
        swing, elbow = (degrees, 85) if side == forward else (-degrees, 98)
        sign = out(side)
        pose.arm(side, sagittal(swing, sign * 9), sagittal(swing + elbow, -sign * 6), 42)
    return pose


def support(pose: Pose, side: str = "l", forward: float = 0.40, down: float = 0.38) -> Pose:
    """A hand on a rail or the back of a chair in front."""
    sign = out(side)
    wrist = pose.joints()["upperarm_" + side] + np.array([sign * 0.02, -down, forward])
    return pose.reach(side, wrist, (sign * 0.4, -1, -0.3), (0, -0.1, 1), (0, -1, -0.1), 52)


def under_palm(pose: Pose, side: str, floor: float) -> np.ndarray:
    """The point under the middle of a palm that rests on something, over a floor at a height."""
    joints = pose.joints()
    palm = (joints["hand_" + side] + 2 * joints["middle_01_" + side]) / 3
    return palm - [0, floor + 0.02, 0]

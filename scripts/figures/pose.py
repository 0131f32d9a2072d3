"""Pose a human: aim bones, bend two-bone limbs to a target, turn hands and curl fingers.

Axes as in `human`: x is the subject's left, y is up, z is forward; metres and degrees.
Sides are written "l" and "r".
"""

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np

import rotation
from human import Frames, Human

X, Y, Z = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)
FINGERS = ("index", "middle", "ring", "pinky")
CLOSE = 0.85  # how far the spread fingers of the rest pose are laid side by side: 1 is parallel
Vector: TypeAlias = Sequence[float] | np.ndarray


def out(side: str) -> int:
    """The sign of "away from the midline" along x."""
    return 1 if side == "l" else -1


def sagittal(degrees: float, aside: float = 0) -> np.ndarray:
    """A direction: degrees forward from straight down, then degrees toward the subject's left."""
    a, b = np.radians(degrees), np.radians(aside)
    return np.array([np.sin(b), -np.cos(a) * np.cos(b), np.sin(a) * np.cos(b)])


class Pose:
    """Rotations of bones, each in the axes of the rest pose. Methods return the pose."""

    def __init__(self, human: Human, root: np.ndarray | None = None) -> None:
        self.human = human
        self.root = np.eye(3) if root is None else root
        self.rotations: dict[str, np.ndarray] = {}

    def copy(self) -> "Pose":
        """A pose that can be changed without changing this one."""
        pose = Pose(self.human, self.root)
        pose.rotations = dict(self.rotations)
        return pose

    def frames(self) -> Frames:
        """Rotation and shift of every bone."""
        frames: Frames = {}
        for bone in self.human.bones:
            own = self.rotations.get(bone, np.eye(3))
            head, parent = self.human.head[bone], self.human.parent[bone]
            if parent:
                r, t = frames[parent]
                frames[bone] = (r @ own, r @ (head - own @ head) + t)
            else:
                frames[bone] = (self.root, head - self.root @ head)
        return frames

    def joints(self) -> dict[str, np.ndarray]:
        """Where the head of every bone is."""
        frames = self.frames()
        return {b: frames[b][0] @ self.human.head[b] + frames[b][1] for b in frames}

    def turn(self, bone: str, axis: Vector, degrees: float) -> "Pose":
        """Add a rotation in the axes of the parent bone."""
        own = self.rotations.get(bone, np.eye(3))
        self.rotations[bone] = rotation.turn(np.asarray(axis), degrees) @ own
        return self

    def aim(self, bone: str, direction: Vector, child: str) -> "Pose":
        """Point a bone, seen from its head to its child's head."""
        above = self._world(self.human.parent[bone])
        rest = self.human.head[child] - self.human.head[bone]
        self.rotations[bone] = rotation.align(rest, above.T @ np.asarray(direction, float))
        return self

    def keep(self, bone: str, world: np.ndarray | None = None) -> "Pose":
        """Give a bone its rest orientation in the world, as a foot flat on the floor."""
        self.rotations[bone] = self._world(self.human.parent[bone]).T @ (
            np.eye(3) if world is None else world
        )
        return self

    def bend(self, limb: tuple[str, str, str], target: Vector, pole: Vector) -> "Pose":
        """Bring the end of a two-bone limb to a target, its middle joint toward the pole."""
        upper, lower, end = limb
        start, head = self.joints()[upper], self.human.head
        one = np.linalg.norm(head[lower] - head[upper])
        two = np.linalg.norm(head[end] - head[lower])
        way = np.asarray(target, float) - start
        length = min(float(np.linalg.norm(way)), float(one + two) * 0.999)
        way = way / np.linalg.norm(way)
        along = (one**2 - two**2 + length**2) / (2 * length)
        side = np.asarray(pole, float) - way * (np.asarray(pole, float) @ way)
        height = np.sqrt(max(one**2 - along**2, 0))
        middle = start + way * along + side / np.linalg.norm(side) * height
        self.aim(upper, middle - start, lower)
        return self.aim(lower, start + way * length - self.joints()[lower], end)

    def leg(
        self, side: str, thigh: float, shin: float, foot: float | None = None, aside: float = 3
    ) -> "Pose":
        """Set a leg by the angles of thigh and shin from straight down, forward positive.

        `foot` is degrees of toes down against the shin; without it the foot stays level.
        """
        s, a = "_" + side, out(side) * aside
        self.aim("thigh" + s, sagittal(thigh, a), "calf" + s)
        self.aim("calf" + s, sagittal(shin, a * 0.3), "foot" + s)
        if foot is None:
            return self.keep("foot" + s)
        self.rotations["foot" + s] = rotation.turn(X, foot)
        return self

    def toes(self, side: str, degrees: float) -> "Pose":
        """Bend the toes up."""
        self.rotations["ball_" + side] = rotation.turn(X, -degrees)
        return self

    def arm(self, side: str, upper: Vector, lower: Vector, curl: float = 15) -> "Pose":
        """Set an arm by the directions of its two bones; the palm faces inward."""
        s = "_" + side
        self.aim("upperarm" + s, upper, "lowerarm" + s)
        self.aim("lowerarm" + s, lower, "hand" + s)
        return self.hand(side, lower, (-out(side), 0, 0), curl)

    def reach(
        self,
        side: str,
        wrist: Vector,
        elbow: Vector,
        fingers: Vector,
        palm: Vector,
        curl: float = 15,
        thumb: float = 8,
    ) -> "Pose":
        """Bring the wrist to a point; give the directions of elbow, fingers and palm."""
        s = "_" + side
        self.bend(("upperarm" + s, "lowerarm" + s, "hand" + s), wrist, elbow)
        return self.hand(side, fingers, palm, curl, thumb)

    def hand(
        self, side: str, fingers: Vector, palm: Vector, curl: float, thumb: float = 8
    ) -> "Pose":
        """Turn a hand; half of the twist goes into the forearm, as it does in a body."""
        s = "_" + side
        rest_along, rest_palm = self._palm(side)
        along = np.asarray(fingers, float) / np.linalg.norm(fingers)
        facing = np.asarray(palm, float) - along * (np.asarray(palm, float) @ along)
        facing = facing / np.linalg.norm(facing)
        rest = np.stack([rest_along, rest_palm, np.cross(rest_along, rest_palm)], 1)
        world = np.stack([along, facing, np.cross(along, facing)], 1) @ rest.T
        axis = self.human.head["hand" + s] - self.human.head["lowerarm" + s]
        axis = axis / np.linalg.norm(axis)
        q = rotation.quaternion(self._world("lowerarm" + s).T @ world)
        twist = (2 * np.degrees(np.arctan2(q[1:] @ axis, q[0])) + 180) % 360 - 180
        forearm = self.rotations.get("lowerarm" + s, np.eye(3))
        self.rotations["lowerarm" + s] = forearm @ rotation.turn(axis, twist * 0.5)
        self.keep("hand" + s, world)
        return self._curl(side, curl, thumb)

    def _curl(self, side: str, degrees: float, thumb: float) -> "Pose":
        """Bend the fingers, the little finger most, and lay them side by side."""
        s = "_" + side
        head, tail = self.human.head, self.human.tail
        along, palm = self._palm(side)
        for finger, more in zip(FINGERS, (0.85, 1.0, 1.1, 1.25), strict=True):
            way = tail[finger + "_01" + s] - head[finger + "_01" + s]
            way = way - palm * (way @ palm)
            spread = np.degrees(np.arctan2(np.cross(way, along) @ palm, way @ along))
            close = rotation.turn(palm, spread * CLOSE)
            axis = np.cross(close @ way, palm)
            for joint, share in (("_01", 1), ("_02", 1.1), ("_03", 0.7)):
                bend = rotation.turn(axis, degrees * share * more)
                self.rotations[finger + joint + s] = bend @ close if joint == "_01" else bend
        root = head["thumb_01" + s]
        across = head["middle_01" + s] + palm * 0.05 - root
        axis = np.cross(tail["thumb_01" + s] - root, across)
        for joint in ("_02", "_03"):
            self.rotations["thumb" + joint + s] = rotation.turn(axis, thumb)
        return self

    def _palm(self, side: str) -> tuple[np.ndarray, np.ndarray]:
        """In the rest pose: the direction of the fingers, and out of the palm."""
        s, head = "_" + side, self.human.head
        wrist, middle = head["hand" + s], head["middle_01" + s]
        along = (middle - wrist) / np.linalg.norm(middle - wrist)
        palm = np.cross(head["index_01" + s] - wrist, head["pinky_01" + s] - wrist)
        if palm @ (self.human.tail["thumb_03" + s] - middle) < 0:
            palm = -palm
        palm = palm - along * (palm @ along)
        return along, palm / np.linalg.norm(palm)

    def _world(self, bone: str) -> np.ndarray:
        parent = self.human.parent[bone]
        if not parent:
            return self.root
        return self._world(parent) @ self.rotations.get(bone, np.eye(3))

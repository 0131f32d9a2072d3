"""A dressed person: shirt, shorts, shoes and hair on a body, and what is seen of them.

Clothes are no meshes of their own: each pixel asks where on the body it lies, in coordinates
of the rest pose, and so every hem is a smooth line.
"""

import copy
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from head import Head
from human import Frames, Human, human
from pose import FINGERS, Pose, Vector, Y
from raster import Picture, Solid, View, render, vertex_normals
from rotation import turn
from surface import fields
from wardrobe import ARMS, BARE, HEMS, LEGS, Field, Look, Part, Stuff, part_of

DIGITS = ("thumb", *FINGERS)
DIGIT = 100  # a finger's number, times this, rides on the number of its part


@dataclass(frozen=True)
class Seen:
    """A posed person in a view: the picture, and where the joints stand in it."""

    person: "Person"
    picture: Picture
    digits: np.ndarray  # of each pixel: 1 (thumb) to 5, 0 for none
    vertices: np.ndarray
    joints: dict[str, np.ndarray]
    face: dict[str, np.ndarray]

    def place(self, scale: float, offset: tuple[float, float], where: np.ndarray) -> np.ndarray:
        """Points of the scene in SVG units; `scale` is those in a pixel, `offset` is added."""
        return self.picture.view.project(where)[0] * scale + np.array(offset)

    def from_above(self) -> np.ndarray:
        """Pixels of the floor that have the person above them."""
        on_floor = Solid(1, self.vertices * [1, 0, 1], self.person.cloth_faces)
        return render(self.picture.view, [on_floor]).figure


class Person:
    """A body in its clothes, ready to be posed."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.human: Human = copy.copy(human(look.build))
        self.share = self._part_shares()
        self.part = self.share.argmax(1)
        self.skin_faces, self.skin_parts, self.digits = self._bare_faces()
        self.cloth_faces = self.human.triangles("helper-tights")
        self.cloth_parts = self.share[self.cloth_faces].sum(1).argmax(1)
        self.cloth = np.unique(self.cloth_faces)
        self.head = Head(self.human, self.share[:, Part.HEAD] > 0.5)
        self.fields = fields(self.human, self.share, self.cloth_faces)
        self.face = self.head.marks()
        self._dress()
        self.knot = self.head.knot(look.hair)

    def pose(self, root: np.ndarray | None = None) -> Pose:
        """A fresh rest pose of this person."""
        return Pose(self.human, root)

    def clothed_vertices(self, part: Part) -> np.ndarray:
        """Indices of the vertices of a part under cloth or in shoes."""
        return self.cloth[self.part[self.cloth] == part]

    def heights(self, pose: Pose) -> dict[Part, float]:
        """Height of the lowest point of each part before the pose is put on the ground."""
        frames = pose.frames()
        points = self.human.skinned(frames)
        found = {part: [points[self.clothed_vertices(part)]] for part in Part}
        for part in Part:
            found[part].append(points[np.unique(self.skin_faces[self.skin_parts == part])])
        if self.knot is not None:
            found[Part.BUN].append(self._with_head(frames, self.knot[0]))
        lows = {part: np.concatenate(of)[:, 1] for part, of in found.items()}
        return {part: float(of.min()) for part, of in lows.items() if len(of)}

    def lowest(self, pose: Pose, *parts: Part) -> float:
        """Height of the lowest point of these parts before the pose is put on the ground."""
        heights = self.heights(pose)
        return min(heights[part] for part in parts)

    def level(self, poses: list[Pose], one: tuple[Part, ...], two: tuple[Part, ...]) -> Pose:
        """The pose in which the lowest points of two groups of parts are most nearly level."""
        gaps = [abs(self.lowest(pose, *one) - self.lowest(pose, *two)) for pose in poses]
        return poses[int(np.argmin(gaps))]

    def seen(
        self,
        pose: Pose,
        right: Vector,
        pixels: float,
        lift: float = 0,
        soft: float = 0,
        down: float = 0,
        before: Sequence[Solid] = (),
    ) -> Seen:
        """Render the posed person, lifted by so many metres, in a view that just holds it.

        `right` is the direction that points right in the picture, `pixels` is per metre; one looks
        down by so many degrees. A trunk that lies is pressed flat in its lowest `soft` metres.
        `before` are things of the background that may hide the person.
        """
        frames = pose.frames()
        up = np.array([0, lift, 0])
        points = self.human.skinned(frames) + up
        if soft:
            height = np.clip(points[:, 1] / soft, 0, 1)
            pressed = (3 * height**3 - 2 * height**4 - height) * soft
            points[:, 1] += pressed * self.share[:, [Part.TRUNK, *LEGS[:2]]].sum(1)
        used = np.vstack([points[self.cloth], points[np.unique(self.skin_faces)]])
        margin = 0.13 if self.knot is not None else 0.03
        x = np.asarray(right, float) / np.linalg.norm(right)
        y = turn(x, -down) @ np.array(Y)
        across, upward = used @ x, used @ y
        view = View.looking(
            x,
            y,
            pixels,
            (float(across.min()) - margin, float(across.max()) + margin),
            (float(upward.min()) - 0.03, float(upward.max()) + margin),
        )
        solids = [
            *before,
            Solid(self.cloth_parts, points, self.cloth_faces, self.fields),
            Solid(self.skin_parts + DIGIT * self.digits, points, self.skin_faces, self.fields),
        ]
        if self.knot is not None:
            corners, faces = self.knot
            field = np.zeros((len(corners), len(Field)))
            solids.append(Solid(Part.BUN, self._with_head(frames, corners) + up, faces, field))
        joints = {name: at + up for name, at in pose.joints().items()}
        face = {name: self._with_head(frames, at) + up for name, at in self.face.items()}
        picture = render(view, solids)
        digits, parts = np.divmod(picture.parts, DIGIT)
        return Seen(self, replace(picture, parts=parts), digits, points, joints, face)

    def stuff(self, picture: Picture) -> np.ndarray:
        """What each pixel is made of."""
        part, extra = picture.parts, picture.extra
        along, height = extra[..., Field.ALONG], extra[..., Field.HEIGHT]
        joints = self.human.head
        waist = joints["spine_01"][1] - 0.01
        dressed = extra[..., Field.COLLAR] < 0
        leg, arm, trunk = np.isin(part, LEGS), np.isin(part, ARMS), part == Part.TRUNK
        sole = self.human.vertices[self.cloth][:, 1].min()
        out = np.zeros(part.shape, np.int32)
        out[part > 0] = Stuff.SKIN
        out[arm & (along < 0.52) & dressed] = Stuff.TOP
        out[(trunk | (part == Part.HEAD)) & dressed] = Stuff.TOP
        out[trunk & (height < waist)] = Stuff.SHORTS
        out[leg & (along < HEMS[self.look.legs])] = Stuff.SHORTS
        if self.look.legs != "capri":
            ankle = Stuff.SOCK if self.look.legs == "shorts" else Stuff.SHORTS
            out[leg & (along > 1.80) & (along <= 1.91)] = ankle
        shoe = leg & (along > 1.91)
        out[shoe] = Stuff.SHOE
        slant = extra[..., Field.DEPTH] - joints["foot_l"][2] + 0.6 * (height - sole)
        bands = ((slant > 0.060) & (slant < 0.075)) | ((slant > 0.092) & (slant < 0.107))
        out[shoe & bands & (height < sole + 0.075)] = Stuff.STRIPE
        out[shoe & (height < sole + 0.027)] = Stuff.SOLE
        at = extra[..., [Field.ASIDE, Field.HEIGHT, Field.DEPTH]]
        hair = self.head.hair(self.look.hair, at, extra[..., Field.EAR]) > 0
        out[((part == Part.HEAD) & hair) | (part == Part.BUN)] = Stuff.HAIR
        return out

    def _with_head(self, frames: Frames, points: np.ndarray) -> np.ndarray:
        r, t = frames["head"]
        return points @ r.T + t

    def _part_shares(self) -> np.ndarray:
        shares = np.zeros((len(self.human.vertices), len(Part) + 1))
        for i, bone in enumerate(self.human.bones):
            shares[:, part_of(bone)] += self.human.weights[:, i]
        return shares

    def _bare_faces(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Skin of head, neck, hands and wrists; the rest of the body is under the cloth mesh.

        Returns faces, their parts, and the finger of each from 1 (thumb) to 5; 0 is none.
        """
        faces = self.human.triangles("body")
        part = self.share[faces].sum(1).argmax(1)
        middle = self.human.vertices[faces].mean(1)
        keep = np.isin(part, BARE)
        head = self.human.head
        for side, forearm in (("_l", Part.FOREARM_L), ("_r", Part.FOREARM_R)):
            start, way = head["lowerarm" + side], head["hand" + side] - head["lowerarm" + side]
            wrist = (middle - start) @ way / (way @ way) > 0.9
            keep |= wrist & (self.share[faces][:, :, forearm].mean(1) > 0.3)
        keep |= (middle[:, 1] > head["neck_01"][1] - 0.075) & (np.abs(middle[:, 0]) < 0.10)
        kept = part[keep]
        shown = np.where(np.isin(kept, BARE), kept, Part.TRUNK)
        shown[kept == Part.FOREARM_L] = Part.HAND_L
        shown[kept == Part.FOREARM_R] = Part.HAND_R
        shares = [
            self.human.weights[:, [b.startswith(finger) for b in self.human.bones]].sum(1)
            for finger in DIGITS
        ]
        share = np.stack(shares, 1)[faces[keep]].sum(1) / 3
        return faces[keep], shown, np.where(share.max(1) > 0.5, share.argmax(1) + 1, 0)

    def _dress(self) -> None:
        """Move the rest mesh outward where there is cloth, shoe or hair."""
        v = self.human.vertices.copy()
        normals = vertex_normals(v, self.cloth_faces)
        cloth = np.zeros(len(v), bool)
        cloth[self.cloth] = True
        along = self.fields[:, Field.ALONG]
        foot = np.clip(self.share[:, [Part.FOOT_L, Part.FOOT_R]].sum(1), 0, 1)
        shoe = foot * np.clip((along - 1.86) / 0.1, 0, 1) * cloth
        shirt = np.clip(
            self.share[:, [Part.TRUNK, Part.UPPER_ARM_L, Part.UPPER_ARM_R]].sum(1), 0, 1
        )
        loose = np.zeros(len(v))
        if self.look.legs == "shorts":
            thigh = np.clip(self.share[:, [Part.THIGH_L, Part.THIGH_R]].sum(1), 0, 1)
            loose = thigh * np.clip((0.75 - along) / 0.1, 0, 1)
        opening = np.clip(self.fields[:, Field.COLLAR] / 0.02, 0, 1)
        thickness = 0.009 * shoe + 0.006 * shirt * cloth + 0.006 * loose * cloth
        thickness -= 0.014 * opening * cloth  # there the skin of the neck is seen
        floor = v[self.cloth][:, 1].min()
        v = v + normals * thickness[:, None]
        sole = shoe * np.clip((floor + 0.032 - v[:, 1]) / 0.02, 0, 1)
        v[:, 1] -= sole * 0.016
        v += (normals * [1, 0, 1]) * (sole * 0.005)[:, None]
        ear = self.fields[:, Field.EAR]
        self.human.vertices = self.head.with_hair(v, self.look.hair, ear)
        self.fields[:, Field.HEIGHT] = self.human.vertices[:, 1]


@cache
def person(look: Look) -> Person:
    """Dress a body once for all its pictures."""
    return Person(look)

"""A card on which posed people, props, arrows and numbers are put together."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from areas import Area
from block import Block
from curves import number, outlines
from illustration import hatch, person_drawing
from person import Seen, person
from pose import Pose, Vector
from sources import CREDIT_BODY
from svg import (
    BAND,
    INK,
    OUTLINE,
    PROP_DARK,
    Point,
    arrow,
    disc,
    document,
    element,
    points,
    shadow,
)
from wardrobe import BARE, Look, Part

SIDE = (0.10, 0, 0.995)  # from the subject's right, a touch from in front
DETAIL = 2.4  # pixels per SVG unit
MAT, MAT_EDGE = "#9db7b4", "#56716d"
TOUCH = 0.02  # metres within which what should touch the floor does touch it


@dataclass(frozen=True)
class Placed:
    """A person on the card, and the way from the scene to the card."""

    seen: Seen
    offset: tuple[float, float]
    lift: float
    detail: float = DETAIL

    def at(self, where: np.ndarray) -> np.ndarray:
        """Card position of a point of the scene."""
        return self.seen.place(1 / self.detail, self.offset, where)

    def joint(self, bone: str) -> np.ndarray:
        """Card position of the head of a bone."""
        return self.at(self.seen.joints[bone])

    def part(self, part: Part) -> np.ndarray:
        """Card positions of the vertices of a part."""
        who = self.seen.person
        bare = np.unique(who.skin_faces[who.skin_parts == part])
        here = bare if part in BARE else who.clothed_vertices(part)
        return self.at(self.seen.vertices[here])


@dataclass
class Sheet:
    """A card of a given size in SVG units; `scale` is units per metre."""

    name: str
    width: int
    height: int
    scale: float
    floors: tuple[float, ...] = ()
    horizon: float = 4  # how far the floor reaches up behind the feet
    apron: float = 26  # how far the floor of an upper row reaches down
    behind: list[str] = field(default_factory=list)  # what people stand on and before
    layers: list[str] = field(default_factory=list)
    count: int = 0

    @property
    def floor(self) -> float:
        """The floor of the only row, or of the last one."""
        return self.floors[-1] if self.floors else self.height - 38

    def put(
        self,
        look: Look,
        pose: Pose,
        x: float,
        view: Vector = SIDE,
        *,
        on: tuple[Part, ...],
        area: Area | None = None,
        above: float = 0,
        anchor: str = "pelvis",
        floor: float | None = None,
        soft: float = 0,
        down: float = 0,
        blocks: Sequence[Block] = (),
    ) -> Placed:
        """Pose a person with its anchor joint at x and the parts `on` at the floor.

        `above` is metres over the floor; `soft` and `down` are of `Person.seen`.
        `blocks` stand in the person's scene: what is behind them is not drawn.
        Raises ValueError when a part of `on` hovers, or when anything sinks into the floor.
        """
        self.count += 1
        who = person(look)
        heights = who.heights(pose)
        lift = above - min(heights[part] for part in on)
        for part, height in heights.items():
            gap = height + lift
            if gap < -TOUCH or (part in on and gap > above + TOUCH):
                where = f"{self.name}, picture {self.count}"
                raise ValueError(f"{where}: {part.name} is {gap:.3f} m off the floor")
        solids = [block.solid() for block in blocks]
        seen = who.seen(pose, view, self.scale * DETAIL, lift, soft, down, solids)
        zero = seen.place(1 / DETAIL, (0, 0), seen.joints[anchor] * [1, 0, 1])
        offset = (x - zero[0], (self.floor if floor is None else floor) - zero[1])
        drawing = person_drawing(
            seen,
            1 / DETAIL,
            offset,
            f"{self.name}-p{self.count}",
            pattern=self.name + "-h",
            area=area,
        )
        self.add(drawing)
        return Placed(seen, offset, lift)

    def add(self, *drawings: str, behind: bool = False) -> None:
        """Put drawings on top of what is there, or behind all people."""
        (self.behind if behind else self.layers).extend(drawings)

    def blocks(self, placed: Placed, *blocks: Block) -> None:
        """Blocks that stand in the scene of a person, those behind first."""
        view = placed.seen.picture.view
        sides = "".join(block.drawn(view, placed.at) for block in blocks)
        edge = {"stroke": PROP_DARK, "stroke_width": "1.2", "stroke_linejoin": "round"}
        self.add(element("g", sides, **edge), behind=True)

    def fallen(self, placed: Placed) -> None:
        """The shadow that falls straight down on the floor, where one looks from above."""
        scale, offset = 1 / placed.detail, placed.offset
        data = outlines(placed.seen.from_above(), scale, offset, blur=3, error=1.5, least=400)
        self.add(element("path", fill="#1d1430", fill_opacity=".15", d=data), behind=True)

    def shadow(self, x: float, half: float, floor: float | None = None) -> None:
        """A soft shadow on the floor."""
        y = (self.floor if floor is None else floor) + 3
        self.add(shadow(x, y, half, 7), behind=True)

    def wall(self, x: float, width: float = 0) -> None:
        """A wall seen from its end, up past the edge of the card; without a width, past its side.

        Where the panel is higher or wider than the card, so is the wall.
        """
        top, low = -self.height, number(self.floor - self.horizon)
        edge = f"M{number(x)} {low}V{top}"
        self.add(
            element("path", fill=INK, fill_opacity=".12", d=f"{edge}h{width or self.width}V{low}z"),
            element("path", stroke=PROP_DARK, stroke_width="1.6", d=edge),
            behind=True,
        )

    def mat(self, left: float, right: float, floor: float | None = None) -> None:
        """A thin mat on the floor."""
        y = self.floor if floor is None else floor
        self.add(
            element(
                "rect",
                x=left,
                y=y - 2,
                width=right - left,
                height=9,
                rx=4.5,
                fill=MAT,
                stroke=MAT_EDGE,
                stroke_width="1.2",
            ),
            behind=True,
        )

    def strap(self, *line: Point, width: float, behind: bool = False) -> None:
        """A band with an edge that shows on any ground."""
        data = "M" + points(line[0]) + "".join("L" + points(at) for at in line[1:])
        common = {"d": data, "fill": "none", "stroke_linecap": "round", "stroke_linejoin": "round"}
        self.add(
            element("path", **common, stroke=OUTLINE, stroke_width=width + 2.4),
            element("path", **common, stroke=BAND, stroke_width=width),
            behind=behind,
        )

    def arrow(self, *where: Point) -> None:
        """An arrow in the colour of movement."""
        self.add(arrow(*where))

    def number(self, label: int, x: float, y: float) -> None:
        """The number of a frame: 12 px high on a phone of 360 px."""
        self.add(disc(label, x, y, 22, 30))

    def text(self, title: str, description: str) -> str:
        """The finished card: its ground is the panel it stands on, its floors run past its sides.

        Where the panel has another shape than the card, the card stands at its foot and the
        floors go on to its edges.
        """
        floors = self.floors or (self.floor,)
        ends = [floor + self.apron for floor in floors[:-1]] + [self.height]
        left, across = -self.width, 3 * self.width
        strips = "".join(
            f"M{left} {floor - self.horizon:.0f}h{across}V{end:.0f}h{-across}z"
            for floor, end in zip(floors, ends, strict=True)
        )
        floor = element("path", class_="ex-floor", fill=INK, fill_opacity=".12", d=strips)
        body = element("defs", hatch(self.name + "-h")) + floor + "".join(self.behind + self.layers)
        box = (0, 0, self.width, self.height)
        return document(
            self.name,
            box,
            title,
            description,
            CREDIT_BODY,
            body,
            "ex",
            preserveAspectRatio="xMidYMax meet",
        )

"""The anatomy figures: front and side plates, and the iliopsoas over the front of the hip."""

import numpy as np

from curves import outlines
from human import Build
from labels import Label, faded, leaders, numbers, words
from muscles import muscles
from person import person
from plates import BODY, Plate, Subject, plate
from pose import out
from raster import Solid, View, render
from skeleton import skeleton
from sources import CREDIT_BODY, CREDIT_BONES
from svg import INK, document, element
from wardrobe import ARMS, Look, Part

SCALE = 1.12  # SVG units per millimetre
HEIGHT = 870
INSET = 236  # where the words end; a phone shows what lies between
BODIES = [Look(Build(sex, weight=-0.2), legs="leggings") for sex in ("male", "female")]
PARTED = 8  # mm that each thigh's inner side is moved outward
LEAST_BARE = 0.0005  # the share of what is drawn that a rough edge may leave outside the skin
CREDIT = CREDIT_BONES + " " + CREDIT_BODY

FRONT_RIGHT = [
    Label("Psoas major", "from the lower spine", 120, (40, 0, 150), "psoas"),
    Label("Iliacus", "lines the inside of the|hip bone", 190, (106, 0, 104), "iliacus"),
    Label("Hip bone (pelvis)", "", 278, (128, 0, 84), "hip_l"),
    Label(
        "Iliopsoas",
        "psoas and iliacus, joined in|front of the hip joint",
        336,
        (90, 0, -4),
        "iliacus",
    ),
    Label(
        "Lesser trochanter",
        "bony point on the thigh bone|where iliopsoas ends",
        428,
        (96, 0, -57),
        "iliacus",
    ),
    Label("Pectineus", "pubic bone to thigh bone", 512, (86, 0, -80), "pectineus"),
    Label("Thigh bone (femur)", "", 610, (110, 0, -190), "femur_l"),
]
FRONT_LEFT = [
    Label("Lumbar spine", "L1 to L5 vertebrae and discs", 90, (-8, 0, 220), "lumbar2"),
    Label(
        "Front of the hip bone",
        "where sartorius and tensor|fasciae latae start",
        250,
        (-117, 0, 68),
        "hip_r",
    ),
    Label("Tensor fasciae latae", "tightens the iliotibial band", 366, (-137, 0, 0), "tfl"),
    Label(
        "Rectus femoris",
        "part of the quadriceps;|crosses hip and knee",
        450,
        (-108, 0, -120),
        "recfem",
    ),
    Label("Sartorius", "from hip bone to shin bone", 556, (-62, 0, -200), "sartorius"),
    Label("Iliotibial band", "", 646, (-144, 0, -230), "itb"),
    Label("Kneecap (patella)", "", 742, (-96, 0, -372), "patella_r"),
]
SIDE_RIGHT = [
    Label("Lumbar spine", "", 90, (0, 22, 200), "lumbar3"),
    Label("Hip bone (pelvis)", "", 182, (0, 46, 92), "hip_l"),
    Label("Sacrum", "lower end of the spine", 254, (0, 82, 46), "sacrum"),
    Label(
        "Hip joint", "ball and socket, deep to|the top of the thigh bone", 340, (0, 2, 4), "femur_l"
    ),
    Label("Thigh bone (femur)", "", 440, (0, 14, -110), "femur_l"),
    Label("Iliotibial band", "", 520, (0, -20, -190), "itb"),
]
SIDE_LEFT = [
    Label("Psoas major", "runs in front of|the hip joint", 120, (0, -25, 140), "psoas"),
    Label("Iliacus", "behind the hip bone|in this view", 214, (0, -16, 84), "iliacus"),
    Label("Tensor fasciae latae", "", 312, (0, -40, 14), "tfl"),
    Label("Sartorius", "", 392, (0, -73, -34), "sartorius"),
    Label("Rectus femoris", "crosses hip and knee", 484, (0, -68, -150), "recfem"),
    Label("Kneecap (patella)", "", 742, (0, -58, -372), "patella_l"),
]
FRONT_TEXT = (
    "Hip flexor muscles seen from the front",
    "The lower spine, pelvis and thigh bones from the front. The right half of the picture shows"
    " the deep hip flexors: psoas major runs from the lower spine, iliacus lines the inside of the"
    " hip bone, and both join in front of the hip joint and end at a bony point on the thigh bone."
    " Pectineus runs from the pubic bone to the thigh bone. The left half adds the muscles near"
    " the skin: tensor fasciae latae with the iliotibial band, sartorius, and rectus femoris down"
    " to the kneecap.",
)
SIDE_TEXT = (
    "Hip flexor muscles seen from the side",
    "The lower spine, pelvis and thigh from the side, with the front of the body on the left."
    " Psoas major runs from the lower spine, passes in front of the hip joint and ends on the"
    " inner side of the thigh bone. Iliacus lines the inside of the hip bone and is drawn as if"
    " seen through the bone; dashed lines show where muscles lie behind others. Tensor fasciae"
    " latae, sartorius and rectus femoris run down the front"
    " of the hip and thigh.",
)


def bones(subject: Subject, sides: str = "lr") -> None:
    """Add spine, pelvis and legs, of one side or both."""
    body = skeleton()
    for name, mesh in body.bones.items():
        if name[-2:] in ("_l", "_r") and name[-1] not in sides:
            continue
        subject.add("bone", mesh, name)
    for mesh in body.discs.values():
        subject.add("disc", mesh)


def _front_subject() -> Subject:
    subject, body = Subject(), muscles()
    bones(subject)
    for flip in (False, True):
        for kind, lines in (("iliacus", 9), ("psoas", 5), ("pectineus", 5)):
            subject.muscle(kind, body[kind].mirrored() if flip else body[kind], lines)
    subject.muscle("tendon", body["itb"].mirrored(), 3, name="itb")
    subject.muscle("tfl", body["tfl"].mirrored(), 4)
    subject.muscle("recfem", body["recfem"].mirrored(), 6, (0.05, 0.78), (0.035, 0.80))
    subject.muscle("tendon", body["pattend"].mirrored())
    subject.muscle("sartorius", body["sartorius"].mirrored(), 3, (0.03, 0.86), (0, 0.89))
    return subject


def _side_subject() -> Subject:
    subject, body = Subject(), muscles()
    bones(subject, "l")
    for kind, lines in (("iliacus", 7), ("psoas", 5), ("pectineus", 4)):
        subject.muscle(kind, body[kind], lines)
    subject.muscle("tendon", body["itb"], 3, name="itb")
    subject.muscle("tfl", body["tfl"], 4)
    subject.muscle("recfem", body["recfem"], 6, (0.05, 0.78), (0.035, 0.80))
    subject.muscle("tendon", body["pattend"])
    subject.muscle("sartorius", body["sartorius"], 3, (0.03, 0.86), (0, 0.89))
    return subject


def _posed(look: Look, flexion: float) -> tuple[np.ndarray, float]:
    """A standing body round the hip joints, as large as the bones (mm): points, hip to midline.

    The left hip is bent by so many degrees.
    """
    who = person(look)
    pose = who.pose()
    for side in "lr":
        s, sign = "_" + side, out(side)
        pose.aim("thigh" + s, (sign * -0.042, -1, 0.13), "calf" + s)
        pose.aim("calf" + s, (sign * 0.01, -1, -0.03), "foot" + s)
        pose.aim("upperarm" + s, (sign * 0.55, -0.83, 0), "lowerarm" + s)
    joints = pose.joints()
    hip = (joints["thigh_l"] + joints["thigh_r"]) / 2
    to_mm = 372 / (hip[1] - joints["calf_l"][1])  # hip joint to knee joint of the mean bones
    if flexion:
        pose.leg("l", flexion, min(flexion, 0) - 14 * (flexion > 0), 10)
    points = (who.human.skinned(pose.frames()) - hip) * to_mm
    return points, abs(joints["thigh_l"][0] - hip[0]) * to_mm


def _widened(points: np.ndarray, half: float, share: np.ndarray) -> np.ndarray:
    """As wide as the bones have it, the thighs parted from just below the pubic bone."""
    z = points[:, 1]
    x = points[:, 0] * np.interp(z, [110, 170, 300], [1.17, 1.15, 1.1]) * 85 / half
    legs = [[Part.THIGH_L, Part.SHIN_L, Part.FOOT_L], [Part.THIGH_R, Part.SHIN_R, Part.FOOT_R]]
    left = share[:, legs[0]].sum(1) - share[:, legs[1]].sum(1)
    parted = np.interp(z, [-380, -280, -110, -70], [0, PARTED, PARTED, 0])
    x += left * parted * np.clip(1 - left * x / 85, 0, 1)
    return np.stack([x, z, points[:, 2]], 1)


def _body(
    inside: Plate,
    view: View,
    scale: float,
    offset: tuple[float, float],
    spread: bool,
    flexion: float,
) -> str:
    """A pale body round the bones (mm) of a plate: hip and knee joints lie on one another.

    It is the mean of a man and a woman. `spread` also brings the hip joints as far apart as the
    bones have them.
    Raises ValueError when anything on the plate would stick out of the skin.
    """
    who = person(BODIES[0])
    bodies, halves = zip(*(_posed(look, flexion) for look in BODIES), strict=True)
    points, half = np.mean(bodies, 0), float(np.mean(halves))
    hidden: tuple[Part, ...] = ARMS
    if spread:
        points = _widened(points, half, who.share)
    else:
        hidden = (*ARMS, Part.THIGH_R, Part.SHIN_R, Part.FOOT_R)
    faces = who.cloth_faces[~np.isin(who.cloth_parts, hidden)]
    forward = 0 if spread else -24
    corners = np.stack([points[:, 0], -points[:, 2] - forward, points[:, 1]], 1)
    solid = Solid(1, corners, faces)
    drawn = np.any(list(inside.masks.values()), axis=0)
    bare = drawn & ~render(inside.view, [solid]).figure
    if bare.sum() > LEAST_BARE * drawn.sum():
        raise ValueError(f"{bare.sum() / drawn.sum():.1%} of what is drawn sticks out of the skin")
    seen = render(view, [solid])
    blur = 26 if flexion else 2.5  # a bent body has folds that skin rounds off
    data = outlines(seen.figure, scale / view.pixels, offset, blur, 0.9, 400)
    return element("path", class_="hf-body", fill=BODY, d=data)


def silhouette(inside: Plate, view: View, offset: tuple[float, float]) -> str:
    """The pale body round the bones, from the front."""
    return _body(inside, view, SCALE, offset, True, 0)


def side_silhouette(
    inside: Plate, view: View, scale: float, offset: tuple[float, float], flexion: float = 0
) -> str:
    """The pale body round the bones of the left side, with the hip bent by so many degrees."""
    return _body(inside, view, scale, offset, False, flexion)


def _front() -> tuple[Plate, str, int]:
    offset = (258.0, 8.0)
    view = View.looking((1, 0, 0), (0, 0, 1), 4.0, (-172, 172), (-500, 268))
    drawn = plate(_front_subject(), view, SCALE, offset, error=0.78)
    wide = View.looking((1, 0, 0), (0, 0, 1), 2.0, (-185, 185), (-508, 276))
    body = silhouette(drawn, wide, (offset[0] - 13 * SCALE, offset[1] - 8 * SCALE))
    return drawn, body + drawn.body, 901


def _side() -> tuple[Plate, str, int]:
    offset = (258.0, 8.0)
    view = View.looking((0, 1, 0), (0, 0, 1), 4.0, (-108, 128), (-500, 268))
    body = muscles()
    through = tuple((kind, body[kind]) for kind in ("iliacus", "psoas", "sartorius"))
    drawn = plate(_side_subject(), view, SCALE, offset, through, (-0.5, 0.5, 0.7))
    wide = View.looking((0, 1, 0), (0, 0, 1), 2.0, (-148, 168), (-508, 276))
    skin = side_silhouette(drawn, wide, SCALE, (offset[0] - 40 * SCALE, offset[1] - 8 * SCALE))
    return drawn, skin + drawn.body, 780


def _labelled(
    name: str,
    drawn: tuple[Plate, str, int],
    sides: tuple[list[Label], list[Label]],
    text: tuple[str, str],
) -> str:
    """The plate with words, and with numbers for narrow pages and for other languages.

    On a phone the site's style sheet shows `hf-nums` instead of `hf-words` and cuts the plate
    to its middle half; the page's list says what each number is. Numbers run down the right side,
    then down the left.
    """
    made, body, width = drawn
    right, left = sides
    right_x, left_x = width - INSET, INSET
    lines = leaders(made, right, right_x, 1) + leaders(made, left, left_x, -1)
    discs = numbers(1, right, right_x - 8) + numbers(len(right) + 1, left, left_x + 8)
    named = words(right, right_x, 1) + words(left, left_x, -1)
    labels = element("g", named, class_="hf-words")
    labels += element("g", discs, class_="hf-nums", display="none")
    names = "; ".join(f"{i} {label.name}" for i, label in enumerate([*right, *left], 1))
    description = f"{text[1]} Numbers: {names}."
    box = (0, 0, width, HEIGHT)
    picture = faded(name, width, HEIGHT, body)
    return document(
        name, box, text[0], description, CREDIT, picture + lines + labels, "hf", color=INK
    )


def front(name: str) -> str:
    """The plate from the front."""
    return _labelled(name, _front(), (FRONT_RIGHT, FRONT_LEFT), FRONT_TEXT)


def side(name: str) -> str:
    """The plate from the side."""
    return _labelled(name, _side(), (SIDE_RIGHT, SIDE_LEFT), SIDE_TEXT)


PLATES = {"anatomy-front": front, "anatomy-side": side}

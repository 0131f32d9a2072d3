"""The words of dressing: parts of a body, what they are made of, and how a person looks."""

from dataclasses import dataclass
from enum import IntEnum

from human import Build


class Part(IntEnum):
    """Segments of the body, as the depth buffer knows them."""

    HEAD = 1
    TRUNK = 2
    UPPER_ARM_L = 3
    UPPER_ARM_R = 4
    FOREARM_L = 5
    FOREARM_R = 6
    HAND_L = 7
    HAND_R = 8
    THIGH_L = 9
    THIGH_R = 10
    SHIN_L = 11
    SHIN_R = 12
    FOOT_L = 13
    FOOT_R = 14
    BUN = 15


class Stuff(IntEnum):
    """What a pixel is made of."""

    SKIN = 1
    TOP = 2
    SHORTS = 3
    HAIR = 4
    SOCK = 5
    SHOE = 6  # what comes after it is a part of it
    SOLE = 7
    STRIPE = 8


class Field(IntEnum):
    """Coordinates carried by every vertex, taken in the rest pose."""

    ALONG = 0  # along a limb: 0 at shoulder or hip, 1 at elbow or knee, 2 at wrist or ankle
    HEIGHT = 1  # metres
    DEPTH = 2  # metres, forward
    THIGH_FRONT = 3  # degrees round the thigh: 0 behind, 180 in front
    THIGH_ALONG = 4  # 0 hip joint, 1 knee, negative above the hip
    EAR = 5  # 1 on an ear, where no hair is
    FACING_SIDE = 6  # of the skin: 1 toward the subject's left
    FACING_FRONT = 7  # of the skin: 1 forward
    SHIN_FRONT = 8  # as THIGH_FRONT
    COLLAR = 9  # metres into the opening of the shirt, below 0 under the cloth
    ASIDE = 10  # metres toward the subject's left


ARMS = (Part.UPPER_ARM_L, Part.UPPER_ARM_R, Part.FOREARM_L, Part.FOREARM_R)
LEGS = (Part.THIGH_L, Part.THIGH_R, Part.SHIN_L, Part.SHIN_R, Part.FOOT_L, Part.FOOT_R)
BARE = (Part.HEAD, Part.HAND_L, Part.HAND_R)
HEMS = {"shorts": 0.56, "capri": 1.40, "leggings": 1.80}


@dataclass(frozen=True)
class Look:
    """Clothes, hair and colours. Colours are those of the light scheme."""

    build: Build
    hair: str = "short"  # short, crop, bun, tail
    legs: str = "shorts"  # shorts, capri, leggings
    skin: str = "#dcae8c"
    hair_colour: str = "#4a3328"
    top: str = "#2f8f93"
    shorts: str = "#3d4f73"
    shoe: str = "#4a4f5e"


def part_of(bone: str) -> Part:
    """The part that a bone of the rig moves."""
    if bone in ("head", "neck_01"):
        return Part.HEAD
    right = bone.endswith("_r")
    for starts, left in (
        (("upperarm",), Part.UPPER_ARM_L),
        (("lowerarm",), Part.FOREARM_L),
        (("hand", "index", "middle", "ring", "pinky", "thumb"), Part.HAND_L),
        (("thigh",), Part.THIGH_L),
        (("calf",), Part.SHIN_L),
        (("foot", "ball"), Part.FOOT_L),
    ):
        if bone.startswith(starts):
            return Part(left + right)
    return Part.TRUNK

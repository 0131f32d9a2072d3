"""The people in the drawings: both sexes, several ages, builds and skin tones."""

from human import Build
from wardrobe import Look

ANA = Look(Build("female", weight=-0.15, ideal=0.8), hair="tail")
BEN = Look(
    Build("male", age=0.75, weight=0.35),
    skin="#e9c3a6",
    hair_colour="#a9a8a4",
    top="#8c5a2b",
    shorts="#45525a",
)
CAL = Look(
    Build("male", muscle=0.25, weight=-0.1),
    skin="#8a5a3c",
    hair_colour="#1f1713",
    top="#c98a1b",
    shorts="#31404f",
)
DOT = Look(
    Build("female", age=0.8, weight=0.2),
    hair="crop",
    legs="capri",
    skin="#e5b898",
    hair_colour="#bdb8b1",
    top="#6a5aa0",
    shorts="#343c55",
)
EVE = Look(
    Build("female", weight=0.55, ideal=0.7),
    hair="bun",
    legs="leggings",
    skin="#b57c55",
    hair_colour="#261b17",
    top="#a8455e",
    shorts="#3a4257",
)
FOX = Look(
    Build("male", weight=0.5, ideal=0.7),
    skin="#f0c9ab",
    hair_colour="#8a4b24",
    top="#3f6fa8",
    shorts="#454545",
)
GIA = Look(
    Build("female", muscle=0.2, weight=-0.3, ideal=0.8),
    hair="crop",
    legs="leggings",
    skin="#6f452f",
    hair_colour="#17110f",
    top="#2f8f93",
    shorts="#4a3f66",
)
HAL = Look(
    Build("male", weight=-0.15),
    skin="#dbab80",
    hair_colour="#241c18",
    top="#4d7f56",
    shorts="#3d4f73",
)

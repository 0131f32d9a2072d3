"""Hip flexor muscles between stations set by hand on the bones.

Idealised: course, order and attachments are those of the textbooks, the shapes are not measured.
Millimetres in the frame of `skeleton`; the left side.
"""

from functools import cache

import numpy as np

from muscle import FrontOf, Muscle, Station, band, sheet
from rotation import turn
from skeleton import Skeleton, skeleton


def _iliacus(hip: FrontOf, flexion: float = 0) -> Muscle:
    rows = [
        (
            [
                (114, 70),
                (124, 90),
                (124, 106),
                (114, 119),
                (98, 126),
                (80, 126),
                (66, 119),
                (57, 104),
            ],
            1.5,
        ),
        ([(108, 54), (112, 70), (110, 84), (103, 94), (94, 98), (83, 97), (74, 93), (66, 84)], 4),
        ([(100, 34), (99, 40), (97, 44), (93, 46), (89, 46), (84, 45), (79, 42), (73, 38)], 7),
    ]
    free = [
        [
            (97, -38, 12),
            (95, -39, 13),
            (93, -39, 13),
            (90, -39, 13),
            (87, -38, 12),
            (84, -37, 11),
            (81, -36, 10),
            (78, -34, 9),
        ],
        [
            (98, -31, -12),
            (96.5, -32, -12),
            (95, -33, -12),
            (93, -33, -12),
            (91, -33, -12),
            (89, -32, -12),
            (87, -31, -12),
            (85, -30, -12),
        ],
        [
            (99, -12, -40),
            (98, -13, -40),
            (97, -14, -40),
            (96, -14, -40),
            (95, -14, -40),
            (94, -13, -40),
            (93, -12, -40),
            (92, -11, -40),
        ],
        [
            (96, 4, -62),
            (95.5, 4, -62),
            (95, 4, -62),
            (94.4, 4, -62),
            (93.8, 4, -61),
            (93.2, 4, -61),
            (92.6, 4, -60),
            (92, 4, -60),
        ],
    ]
    lines: list[Station] = [hip.points(places, off) for places, off in rows]
    return sheet([*lines, *(_with_thigh(line, flexion) for line in free)], [1.5, 6, 9, 9, 8, 6, 3])


def _psoas(body: Skeleton, flexion: float = 0) -> Muscle:
    v = body.vertebrae
    upper = [
        v["thoracic12_s"].at(23, 2, -10),
        v["lumbar1"].at(26, 0, 0),
        v["lumbar2"].at(31, -2, 0),
        v["lumbar3"].at(37, -4, 0),
        v["lumbar4"].at(43, -8, 0),
        v["lumbar5"].at(50, -16, 2),
    ]
    lower = [
        (58, -13, 74),
        (66, -24, 46),
        (75, -35, 18),
        (82, -35, -6),
        (88, -24, -30),
        (91, -6, -50),
        (91, 6, -61),
    ]
    forward = [0.5, 0.5, 0.5, 0.45, 0.4, 0.3, 0.15, 0, 0, 0, 0, 0, 0]
    upward = [0, 0, 0, 0, 0, 0, 0.1, 0.25, 0.3, 0.25, 0.2, 0.1, 0]
    sideways = [(1, y, z) for y, z in zip(forward, upward, strict=True)]
    width = [3, 6, 10, 13, 15.5, 16.5, 16, 14.5, 12, 9.5, 7, 4.5, 2.5]
    thick = [2, 6, 9, 11, 12.5, 13, 12, 11, 9.5, 8, 6, 4, 2.5]
    return band(
        np.vstack([upper, _with_thigh(lower, flexion)]), width, thick, sideways, cells=(120, 27)
    )


def _pectineus(hip: FrontOf) -> Muscle:
    start = hip.points([(24, -17), (34, -13), (45, -6), (56, 2), (62, 8)], 2)
    end = np.array([(104, 4, -104), (103, 4, -96), (102, 3, -88), (101, 3, -80), (100, 3, -72)])
    shares = ((0.72, -6.0), (0.5, -6.0), (0.25, -4.0))
    between = [start * s + end * (1 - s) + np.array([0, y, 0]) for s, y in shares]
    return sheet([start, *between, end], [2, 6, 7, 6, 2.5])


def _rectus_femoris(patella: np.ndarray) -> Muscle:
    """Down to the kneecap: its tendon ends in the bone, as broad as the bone's upper edge."""
    top, x, y = patella[:, 2].max(), *_middle(patella)
    centres = [
        (98, -41, 36),
        (99, -46, 14),
        (102, -52, -30),
        (106, -60, -90),
        (107, -66, -150),
        (106, -68, -205),
        (103, -67, -260),
        (100, -65, -305),
        (x + 1, y - 8, top + 24),
        (x, y - 2, top + 4),
        (x, y, top - 6),
        (x, y, top - 12),
    ]
    width = [3.5, 5, 11, 18, 22, 22, 18.5, 13, 11, 13, 13.5, 11]
    thick = [3, 4.5, 8, 12, 14, 14, 11, 6, 4, 3.5, 3, 2]
    return band(centres, width, thick, [(1, 0.15, 0)] * len(centres), cells=(220, 41))


def _patellar_tendon(knee: FrontOf, patella: np.ndarray) -> Muscle:
    """From the lower pole of the kneecap to the bump of the shin bone: as long as the kneecap."""
    low, high, x, y = patella[:, 2].min(), patella[:, 2].max(), *_middle(patella)
    bump = low - (high - low)
    start, end = np.array([x, y, low]), knee.points([(x + 2, bump)], 0)[0]
    way = (end - start) / np.linalg.norm(end - start)
    centres = [start - way * 12, start - way * 3, (start + end) / 2, end, end + way * 7 + [0, 4, 0]]
    return band(centres, [6, 10, 12, 10.5, 8], [2, 3, 3.5, 3, 2], cells=(80, 21))


def _middle(patella: np.ndarray) -> tuple[float, float]:
    """Of the kneecap from side to side, and of its lower half from front to back."""
    low = patella[patella[:, 2] < patella[:, 2].mean()]
    ends = (patella[:, 0].min(), patella[:, 0].max()), (low[:, 1].min(), low[:, 1].max())
    return float(np.mean(ends[0])), float(np.mean(ends[1]))


def _sartorius() -> Muscle:
    """Across the thigh and behind the knee's inner side, then forward onto the shin bone."""
    centres = [
        (116, -56, 66),
        (112, -63, 40),
        (105, -70, 0),
        (95, -75, -50),
        (83, -76, -105),
        (70, -72, -160),
        (57, -58, -215),
        (48, -40, -265),
        (42, -22, -315),
        (38, -15, -360),
        (37, -18, -392),
        (43, -28, -420),
        (60, -38, -448),
        (79, -38.5, -478),
    ]
    sideways = [
        (1, 0.1, 0.25),
        (1, 0.1, 0.25),
        (1, 0.15, 0.3),
        (1, 0.1, 0.3),
        (1, 0, 0.3),
        (1, -0.35, 0.3),
        (0.7, -0.8, 0.2),
        (0.35, -1, 0.1),
        (0.1, -1, 0.1),
        (0.05, -1, 0.1),
        (0.15, -1, 0.1),
        (0.35, -0.9, 0.25),
        (0.6, -0.5, 0.5),
        (0.7, -0.2, 0.7),
    ]
    width = [4, 7, 9, 10, 10.5, 10.5, 10, 10, 9, 7.5, 5.5, 4.5, 4.5, 2]
    thick = [3, 4.5, 5.5, 6, 6, 6, 6, 6, 5.5, 5, 3.5, 2.5, 2, 1]
    return band(centres, width, thick, sideways, (-0.3, -1, 0), (120, 19))


def _tensor() -> Muscle:
    """Down into the iliotibial band, as a tongue."""
    lines = [
        [(119, -53, 70), (125, -47, 80), (130, -39, 88)],
        [(122, -55, 45), (129, -46, 50), (136, -34, 52)],
        [(129, -52, 5), (138, -42, 6), (145, -27, 6)],
        [(136, -47, -40), (145, -37, -40), (150, -22, -40)],
        [(139.5, -42, -80), (147.5, -32, -80), (151.5, -19, -80)],
        [(143, -38, -108), (148, -31, -110), (151.5, -22, -108)],
        [(147, -32, -128), (149, -29, -130), (151, -25, -128)],
        [(149.2, -28.5, -138), (149.5, -28, -138), (149.8, -27.5, -138)],
    ]
    return sheet(lines, [3, 7, 9, 9, 6.5, 4.5, 3, 1.5], (0.6, -1, 0), (90, 21))


def _iliotibial_band() -> Muscle:
    lines = [
        [(139.5, -41, -96), (147, -31, -96), (151, -14, -96)],
        [(140, -40, -150), (148, -27, -150), (150, -8, -150)],
        [(136, -38, -230), (143, -26, -230), (144, -8, -230)],
        [(126, -34, -310), (132, -24, -310), (133, -12, -310)],
        [(118, -32, -375), (122, -26, -375), (123, -18, -375)],
        [(111, -36, -418), (114, -33, -420), (116.5, -29, -421)],
        [(111, -38, -440), (112, -37, -440), (113, -36, -440)],
    ]
    return sheet(lines, [1.5] * 7, (0.6, -1, 0), (90, 11))


def _with_thigh(places: Station, flexion: float) -> np.ndarray:
    """Points that follow the thigh as it turns about the hip joint, more the lower they lie."""
    moved = []
    for place in np.asarray(places, float):
        share = float(np.interp(place[2], [-61, -40, -10, 20, 46], [1, 0.88, 0.5, 0.2, 0]))
        centre = np.array([place[0], 0, 0])
        moved.append(turn((1, 0, 0), -flexion * share) @ (place - centre) + centre)
    return np.array(moved)


def bent_psoas(flexion: float) -> Muscle:
    """Psoas major with the hip bent by so many degrees; negative is the leg behind."""
    return _psoas(skeleton(), flexion)


def bent_iliacus(flexion: float) -> Muscle:
    """Iliacus with the hip bent by so many degrees; negative is the leg behind."""
    body = skeleton()
    return _iliacus(FrontOf(body.bones["hip_l"], body.bones["sacrum"]), flexion)


@cache
def muscles() -> dict[str, Muscle]:
    """The muscles of the left side."""
    body = skeleton()
    hip = FrontOf(body.bones["hip_l"], body.bones["sacrum"])
    knee = FrontOf(body.bones["tibfib_l"])
    patella = body.bones["patella_l"][0]
    return {
        "iliacus": _iliacus(hip),
        "psoas": _psoas(body),
        "pectineus": _pectineus(hip),
        "recfem": _rectus_femoris(patella),
        "pattend": _patellar_tendon(knee, patella),
        "sartorius": _sartorius(),
        "tfl": _tensor(),
        "itb": _iliotibial_band(),
    }

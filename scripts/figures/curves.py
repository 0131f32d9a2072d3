"""From pixel masks to short, smooth SVG paths.

The fit follows P. J. Schneider, "An algorithm for automatically fitting digitized curves",
Graphics Gems, 1990: least-squares Bezier pieces, split where the error is largest.
"""

import numpy as np
from scipy.ndimage import gaussian_filter
from skimage import measure

Bezier = tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]


def _unit(vector: np.ndarray) -> np.ndarray:
    length = np.linalg.norm(vector)
    return vector / length if length > 1e-12 else vector


def _bezier(c: np.ndarray, t: np.ndarray) -> np.ndarray:
    t = t[:, None]
    return (
        (1 - t) ** 3 * c[0] + 3 * (1 - t) ** 2 * t * c[1] + 3 * (1 - t) * t**2 * c[2] + t**3 * c[3]
    )


def _handles(
    points: np.ndarray, u: np.ndarray, start: np.ndarray, end: np.ndarray, length: float
) -> np.ndarray:
    """Control points of the least-squares curve with the given end tangents."""
    b0, b1, b2, b3 = (1 - u) ** 3, 3 * u * (1 - u) ** 2, 3 * u * u * (1 - u), u**3
    one, two = start * b1[:, None], end * b2[:, None]
    rest = points - (points[0] * (b0 + b1)[:, None] + points[-1] * (b2 + b3)[:, None])
    c00, c01, c11 = (one * one).sum(), (one * two).sum(), (two * two).sum()
    x0, x1 = (one * rest).sum(), (two * rest).sum()
    det = c00 * c11 - c01 * c01
    a, b = (
        ((x0 * c11 - x1 * c01) / det, (c00 * x1 - c01 * x0) / det) if abs(det) > 1e-12 else (0, 0)
    )
    if not (1e-6 * length <= a <= 3 * length and 1e-6 * length <= b <= 3 * length):
        a = b = length / 3
    return np.array([points[0], points[0] + start * a, points[-1] + end * b, points[-1]])


def _fit(
    points: np.ndarray, start: np.ndarray, end: np.ndarray, error: float, out: list[Bezier]
) -> None:
    if len(points) == 2:
        third = np.linalg.norm(points[1] - points[0]) / 3
        out.append((points[0], points[0] + start * third, points[1] + end * third, points[1]))
        return
    u = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    length = u[-1]
    if length < 1e-9:
        return
    u = u / length
    worst = len(points) // 2
    for _ in range(5):
        c = _handles(points, u, start, end, length)
        off = _bezier(c, u) - points
        squared = (off**2).sum(1)
        worst = int(squared.argmax())
        if squared[worst] < error * error:
            out.append((c[0], c[1], c[2], c[3]))
            return
        if squared[worst] > 16 * error * error:
            break
        t = u[:, None]
        first = (
            3 * (1 - t) ** 2 * (c[1] - c[0])
            + 6 * (1 - t) * t * (c[2] - c[1])
            + 3 * t**2 * (c[3] - c[2])
        )
        second = 6 * (1 - t) * (c[2] - 2 * c[1] + c[0]) + 6 * t * (c[3] - 2 * c[2] + c[1])
        numerator = (off * first).sum(1)
        denominator = (first**2).sum(1) + (off * second).sum(1)
        safe = np.where(np.abs(denominator) > 1e-12, denominator, 1)
        u = np.clip(u - np.where(np.abs(denominator) > 1e-12, numerator / safe, 0), 0, 1)
        u = np.maximum.accumulate(u)
    split = min(max(worst, 1), len(points) - 2)
    reach = min(3, split, len(points) - 1 - split)
    tangent = _unit(points[split - reach] - points[split + reach])
    _fit(points[: split + 1], start, tangent, error, out)
    _fit(points[split:], -tangent, end, error, out)


def fit_open(points: np.ndarray, error: float) -> list[Bezier]:
    """Fit an open line within `error`, in the unit of the points."""
    points = np.round(np.asarray(points, float), 4)
    points = points[np.r_[True, np.linalg.norm(np.diff(points, axis=0), axis=1) > 1e-6]]
    if len(points) < 2:
        return []
    reach = min(3, len(points) - 1)
    out: list[Bezier] = []
    start, end = _unit(points[reach] - points[0]), _unit(points[-1 - reach] - points[-1])
    _fit(points, start, end, error, out)
    return out


def fit_closed(points: np.ndarray, error: float, corner: float = 55) -> list[Bezier]:
    """Fit a closed line; a turn sharper than `corner` degrees stays a corner."""
    points = np.round(np.asarray(points, float), 4)
    points = points[np.r_[True, np.linalg.norm(np.diff(points, axis=0), axis=1) > 1e-6]]
    if np.allclose(points[0], points[-1]):
        points = points[:-1]
    n = len(points)
    if n < 3:
        return []
    w = max(2, min(5, n // 8))
    before, after = points - np.roll(points, w, 0), np.roll(points, -w, 0) - points
    lengths = np.maximum(np.linalg.norm(before, axis=1) * np.linalg.norm(after, axis=1), 1e-9)
    turn = np.degrees(np.arccos(np.clip((before * after).sum(1) / lengths, -1, 1)))
    joints = [
        i
        for i in range(n)
        if turn[i] > corner and turn[i] >= max(turn[(i + j) % n] for j in range(-w, w + 1))
    ]
    if len(joints) < 2:
        sharpest = int(turn.argmax())
        joints = sorted({*joints, sharpest, (sharpest + n // 2) % n})
    out: list[Bezier] = []
    for here, there in zip(joints, [*joints[1:], joints[0]], strict=True):
        index = np.arange(here, there + 1 if there > here else there + n + 1) % n
        piece = points[index]
        m = min(3, len(piece) - 1)
        if m < 1:
            continue
        start, end = _unit(piece[m] - piece[0]), _unit(piece[-1 - m] - piece[-1])
        if turn[here] <= corner:
            start = _unit(points[(here + m) % n] - points[(here - m) % n])
        if turn[there] <= corner:
            end = _unit(points[(there - m) % n] - points[(there + m) % n])
        _fit(piece, start, end, error, out)
    return out


def number(value: float, places: int = 1) -> str:
    """A coordinate in its shortest form: 0.50 is .5, 3.0 is 3."""
    text = f"{value:.{places}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text in ("-0", ""):
        return "0"
    if text.startswith("-0."):
        return "-" + text[2:]
    return text[1:] if text.startswith("0.") else text


def _joined(values: np.ndarray) -> str:
    out = ""
    for value in values:
        text = number(value)
        out += text if not out or text[0] == "-" else " " + text
    return out


def path(beziers: list[Bezier], closed: bool) -> str:
    """SVG path data in relative coordinates with one decimal."""
    if not beziers:
        return ""
    here = np.round(beziers[0][0], 1)
    data = "M" + _joined(here)
    fresh = True
    for _, one, two, end in beziers:
        one, two, end = np.round(one, 1), np.round(two, 1), np.round(end, 1)
        text = _joined(np.r_[one - here, two - here, end - here])
        data += ("c" if fresh else "" if text[0] == "-" else " ") + text
        fresh, here = False, end
    return data + ("z" if closed else "")


def outlines(
    mask: np.ndarray,
    scale: float,
    offset: tuple[float, float],
    blur: float = 1.2,
    error: float = 0.35,
    least: float = 30,
) -> str:
    """Trace a mask (true or 0 to 1) at one half; `least` is the smallest area in pixels.

    `scale` turns pixels into SVG units, `offset` is added after that; `error` is in SVG units.
    """
    rim = max(3, round(3 * blur))
    soft = gaussian_filter(np.pad(mask.astype(float), rim), blur)
    found: list[tuple[float, str]] = []
    for contour in measure.find_contours(soft, 0.5):
        points = contour[:, ::-1] - rim + 0.5
        area = 0.5 * abs(
            np.dot(points[:-1, 0], points[1:, 1]) - np.dot(points[1:, 0], points[:-1, 1])
        )
        if area >= least:
            fitted = fit_closed(points * scale + np.array(offset), error)
            found.append((area, path(fitted, True)))
    return "".join(data for _, data in sorted(found, key=lambda pair: -pair[0]))

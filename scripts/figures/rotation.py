"""Rotations as matrices and quaternions (w, x, y, z); angles in degrees."""

import numpy as np


def turn(axis: tuple[float, float, float] | np.ndarray, degrees: float) -> np.ndarray:
    """Rotate about an axis by the right-hand rule."""
    x, y, z = np.asarray(axis, float) / np.linalg.norm(axis)
    k = np.array([[0, -z, y], [z, 0, -x], [-y, x, 0]])
    a = np.radians(degrees)
    return np.eye(3) + np.sin(a) * k + (1 - np.cos(a)) * k @ k


def align(start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """The shortest rotation that takes one direction to another."""
    a, b = start / np.linalg.norm(start), end / np.linalg.norm(end)
    axis = np.cross(a, b)
    size = np.linalg.norm(axis)
    if size < 1e-9:
        return np.eye(3) if a @ b > 0 else turn(np.cross(a, [1, 0.3, 0.2]), 180)
    return turn(axis, np.degrees(np.arctan2(size, a @ b)))


def quaternion(r: np.ndarray) -> np.ndarray:
    """The quaternion of a rotation matrix."""
    if np.trace(r) > 0:
        s = np.sqrt(1 + np.trace(r))
        v = np.array([r[2, 1] - r[1, 2], r[0, 2] - r[2, 0], r[1, 0] - r[0, 1]])
        return np.r_[s / 2, v / (2 * s)]
    i = int(np.argmax(np.diag(r)))
    j, k = (i + 1) % 3, (i + 2) % 3
    s = np.sqrt(max(1 + r[i, i] - r[j, j] - r[k, k], 1e-12))
    q = np.zeros(4)
    q[0], q[1 + i] = (r[k, j] - r[j, k]) / (2 * s), s / 2
    q[1 + j], q[1 + k] = (r[j, i] + r[i, j]) / (2 * s), (r[k, i] + r[i, k]) / (2 * s)
    return q


def multiply(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Row-wise quaternion product."""
    w1, x1, y1, z1 = a.T
    w2, x2, y2, z2 = b.T
    return np.stack(
        [
            w1 * w2 - x1 * x2 - y1 * y2 - z1 * z2,
            w1 * x2 + x1 * w2 + y1 * z2 - z1 * y2,
            w1 * y2 - x1 * z2 + y1 * w2 + z1 * x2,
            w1 * z2 + x1 * y2 - y1 * x2 + z1 * w2,
        ],
        1,
    )


def rotate(q: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Row-wise rotation of points by unit quaternions."""
    u, w = q[:, 1:], q[:, :1]
    t = 2 * np.cross(u, points)
    return points + w * t + np.cross(u, t)

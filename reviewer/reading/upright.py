"""Turning a scanned page upright: quarter turns and the small skew of a page that lay crooked on the glass."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reviewer.reading.images import Picture

MOST_SKEW = 3.0  # degrees
FEWEST_DARK = 200  # pixels of the reduced page; with fewer there is nothing to measure
LEAST_SKEW = 0.05


def skew_angle(rgb: Picture) -> float:
    """By how many degrees the lines of text go down to the right (negative: up), within three degrees.

    The rows of a page that stands straight are either dark or light, so the profile over the rows is steepest
    at the right angle.
    """
    import numpy as np

    rows, columns = _dark_points(rgb)
    if rows.size < FEWEST_DARK:
        return 0.0

    def steepness(angle: float) -> float:
        turned = rows - columns * np.tan(np.radians(angle))
        profile = np.bincount((turned - turned.min()).astype(np.int64)).astype(np.float64)
        return float(np.square(np.diff(profile)).sum())

    coarse = max(np.arange(-MOST_SKEW, MOST_SKEW + 0.01, 0.25), key=steepness)
    fine = float(max(np.arange(coarse - 0.25, coarse + 0.251, 0.05), key=steepness))
    return round(fine, 2) if abs(fine) <= MOST_SKEW and steepness(fine) > 1.02 * steepness(0.0) else 0.0


def _dark_points(rgb: Picture, *, long_side: int = 1000, most: int = 60_000):  # type: ignore[no-untyped-def]
    """Rows and columns of the dark pixels of the reduced page, without its rim (shadows, punch holes)."""
    import cv2
    import numpy as np

    channel = cv2.extractChannel(rgb, 0)
    scale = long_side / max(channel.shape)
    small = cv2.resize(channel, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    dark = small < float(np.median(small)) - 50
    rim = long_side // 28
    dark[:rim] = dark[-rim:] = False
    dark[:, :rim] = dark[:, -rim:] = False
    rows, columns = np.nonzero(dark)
    step = rows.size // most + 1
    return rows[::step].astype(np.float32), columns[::step].astype(np.float32)


def deskew(rgb: Picture, angle: float) -> Picture:
    """The page turned back by ``angle`` about its middle, same size, the corners filled with paper."""
    import cv2
    import numpy as np

    if abs(angle) < LEAST_SKEW:
        return rgb
    height, width = rgb.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    paper = tuple(float(value) for value in np.median(rgb[::16, ::16].reshape(-1, 3), axis=0))
    return cv2.warpAffine(  # type: ignore[return-value]
        rgb, matrix, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=paper
    )


def turned(rgb: Picture, degrees: int) -> Picture:
    """The page turned clockwise by 0, 90, 180 or 270 degrees."""
    import numpy as np

    return np.ascontiguousarray(np.rot90(rgb, k=-(degrees // 90) % 4))

"""Round and oval seals in the red of a page: a ring of the size of a seal, not red as such.

A red heading, a red rule and a rectangular name chop close no ring. Works on masks (255 where red), cut to a
window of the page; boxes are in points within that window.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

from reviewer.core.casefile import Blob, BlobKind, Box

if TYPE_CHECKING:
    from reviewer.reading.images import Picture

SEAL_MM = (26.0, 54.0)  # official seals are 28-52 mm; scans shrink and smear
RING_BINS = 72
FULL_RING = 0.72  # share of the directions in which a ring must show
RIM = (0.93, 0.5)  # of the radius: between them stand the words
RIM_HEIGHT = 48  # pixels, what the recognition of text works on
ROUND = 1.05  # longer side by shorter side of what is certainly a circle
HALF_SEAL_EDGE_MM = 8.0
CHOP_MM = (6.0, 25.0)  # side of a seal with a person's name
FRAME = 0.85  # share of the frame of a chop that must show
WEAK_RING = 0.55  # from here on it may be a seal
WEAK = 0.4  # probability of a seal of which less than a full ring shows


class Ring(NamedTuple):
    """A round or oval outline in pixels, and how much of it shows (0-1)."""

    x: float
    y: float
    half_width: float
    half_height: float
    coverage: float


def odd(millimetres: float, dpi: float) -> int:
    """A length as an odd number of pixels, at least 3: the side of a kernel."""
    return max(int(millimetres * dpi / 25.4) | 1, 3)


def components(mask: Picture, *, join_mm: float, dpi: float) -> tuple[Any, list[tuple[int, int, int, int, int]]]:
    """Join what lies close together; the label picture, and left, top, width, height, area of each component."""
    import cv2
    import numpy as np

    side = odd(join_mm, dpi)
    joined = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((side, side), np.uint8))
    _, labels, stats, _ = cv2.connectedComponentsWithStats(joined, connectivity=8)
    return labels, [(int(a), int(b), int(c), int(d), int(e)) for a, b, c, d, e in stats[1:]]


def points_box(left: float, top: float, width: float, height: float, dpi: float) -> Box:
    scale = 72 / dpi
    return Box(*(round(value * scale, 1) for value in (left, top, left + width, top + height)))


def find_seals(red: Picture, offset: int, page_width: int, dpi: float) -> list[Blob]:
    """Find seals and blot them out of ``red`` so that what is left can be searched for fingerprints.

    ``offset`` is where the window ``red`` begins on the page, which tells the edges for half seals.
    """
    labels, parts = components(red, join_mm=1.6, dpi=dpi)
    found: list[Blob] = []
    for number, (left, top, width, height, _) in enumerate(parts, start=1):
        if max(width, height) * 25.4 / dpi < SEAL_MM[0] * 0.92:
            continue
        window = red[top : top + height, left : left + width]
        part = window.copy()
        part[labels[top : top + height, left : left + width] != number] = 0
        rings = _rings(part, dpi)
        for ring in rings:
            box = _ring_box(ring, left, top, dpi)
            found.append(Blob(BlobKind.SEAL, box, round(min(0.55 + ring.coverage * 0.45, 0.99), 2)))
            _blot(window, ring)
        if not rings and _is_half_seal(part, offset + left, page_width, dpi):
            found.append(Blob(BlobKind.HALF_SEAL, points_box(left, top, width, height, dpi), 0.8))
            window[:] = 0
    for ring in _scattered(red, dpi):
        sure = min(0.55 + ring.coverage * 0.4, 0.9) if ring.coverage >= FULL_RING else WEAK
        found.append(Blob(BlobKind.SEAL, _ring_box(ring, 0, 0, dpi), round(sure, 2)))
        _blot(red, ring)
    return found


def find_chops(red: Picture, dpi: float) -> list[Blob]:
    """Small square or round seals with the name of a person, blotted out of ``red``: a frame and characters in it.

    A character is no chop: it has no whole frame (口, 国) of this size that stands alone.
    """
    import numpy as np

    _, parts = components(red, join_mm=0.8, dpi=dpi)
    found: list[Blob] = []
    for part in parts:
        left, top, width, height, _ = part
        sides = width * 25.4 / dpi, height * 25.4 / dpi
        if not (CHOP_MM[0] <= min(sides) and max(sides) <= CHOP_MM[1] and max(sides) < 2.6 * min(sides)):
            continue
        window = red[top : top + height, left : left + width]
        beside = (other for other in parts if other is not part and abs(other[3] - height) < 0.25 * height)
        if any(abs(other[1] - top) < 0.25 * height and _gap(part, other) < 1.5 * width for other in beside):
            continue  # characters of a red heading
        inner = window[height // 5 : height - height // 5, width // 5 : width - width // 5] > 0
        if not 0.12 < float(np.mean(inner)) < 0.8 or not (_squared(window, dpi) or _small_ring(window)):
            continue
        found.append(Blob(BlobKind.CHOP, points_box(left, top, width, height, dpi), 0.8))
        window[:] = 0
    return found


def _gap(one: tuple[int, ...], other: tuple[int, ...]) -> int:
    return max(other[0] - one[0] - one[2], one[0] - other[0] - other[2])


def _squared(window: Picture, dpi: float) -> bool:
    """Whether red runs along all four sides; a chop that was put on crooked shows a little less."""
    import numpy as np

    depth = odd(1.0, dpi)
    red = np.asarray(window) > 0
    sides = (red[:depth].any(axis=0), red[-depth:].any(axis=0), red[:, :depth].any(axis=1), red[:, -depth:].any(axis=1))
    return min(float(side.mean()) for side in sides) > FRAME and has_corners(window)


def _small_ring(window: Picture) -> bool:
    """Whether the outline is a thin ring, which that of a fingerprint is not."""
    import numpy as np

    height, width = window.shape
    if not 0.92 < width / height < 1.08:
        return False
    rows, columns = np.ogrid[:height, :width]
    reach = np.hypot((columns - (width - 1) / 2) / (width / 2), (rows - (height - 1) / 2) / (height / 2))
    red = np.asarray(window) > 0
    bands = [float(red[(reach > inner) & (reach < inner + 0.08)].mean()) for inner in (0.6, 0.66, 0.72, 0.78)]
    ring = _ring(window, (width - 1) / 2, (height - 1) / 2, width / 2, height / 2)
    return ring.coverage > 0.95 and min(bands) < 0.3


def _scattered(red: Picture, dpi: float) -> list[Ring]:
    """Rings of a worn or weakly pressed seal, which is no longer one piece; those of less than a full ring, too."""
    import cv2
    import numpy as np

    left, top, width, height = cv2.boundingRect(red)
    if max(width, height) * 25.4 / dpi < SEAL_MM[0]:
        return []
    part = red[top : top + height, left : left + width]
    found: list[Ring] = []
    for x, y, radius in _circles(part, dpi, share=0.6):
        ring = _ring(part, x, y, radius, radius)
        rows, columns = np.ogrid[:height, :width]
        inner = part[np.abs(np.hypot(columns - x, rows - y) / radius - 0.68) < 0.18]  # where the words stand
        solid = inner.size and float((inner > 0).mean()) > 0.6
        moved = ring._replace(x=x + left, y=y + top)
        apart = all((moved.x - other.x) ** 2 + (moved.y - other.y) ** 2 > (0.6 * radius) ** 2 for other in found)
        if ring.coverage >= WEAK_RING and apart and not solid:
            found.append(moved)
    return found


def _ring_box(ring: Ring, left: int, top: int, dpi: float) -> Box:
    x, y = left + ring.x - ring.half_width, top + ring.y - ring.half_height
    return points_box(x, y, 2 * ring.half_width, 2 * ring.half_height, dpi)


def _blot(window: Picture, ring: Ring) -> None:
    import cv2

    axes = (int(ring.half_width * 1.05) + 1, int(ring.half_height * 1.05) + 1)
    cv2.ellipse(window, (int(ring.x), int(ring.y)), axes, 0, 0, 360, 0, -1)


def _rings(part: Picture, dpi: float) -> list[Ring]:
    """The rings in one red component: its own outline if that is one, else circles found inside it."""
    height, width = part.shape
    outline = _ring(part, (width - 1) / 2, (height - 1) / 2, width / 2, height / 2)
    good = _seal_sized(width, height, dpi) and outline.coverage >= FULL_RING and not has_corners(part)
    if good and max(width, height) <= ROUND * min(width, height):
        return [outline]
    found: list[Ring] = []
    for x, y, radius in _circles(part, dpi):
        ring = _ring(part, x, y, radius, radius)
        apart = all((ring.x - other.x) ** 2 + (ring.y - other.y) ** 2 > (0.6 * radius) ** 2 for other in found)
        if ring.coverage >= FULL_RING and apart:
            found.append(ring)
    if good and not any(ring.coverage > outline.coverage + 0.03 for ring in found):
        return [outline]  # an oval seal; else a round one that something touches
    return found


def _seal_sized(width: float, height: float, dpi: float) -> bool:
    sides = sorted((width * 25.4 / dpi, height * 25.4 / dpi))
    if height > 1.15 * width and sides[0] < SEAL_MM[0]:
        return False  # an upright oval is a rolled finger; oval seals lie
    return sides[0] >= SEAL_MM[0] * 0.7 and SEAL_MM[0] <= sides[1] <= SEAL_MM[1] and sides[0] > 0.62 * sides[1]


def _ring(part: Picture, x: float, y: float, half_width: float, half_height: float) -> Ring:
    """How much of an oval outline is red: the share of directions with red near the outline."""
    import numpy as np

    rows, columns = np.nonzero(part)
    across, down = (columns - x) / half_width, (rows - y) / half_height
    near = np.abs(np.hypot(across, down) - 0.96) < 0.075
    turns = np.arctan2(down[near], across[near]) / (2 * np.pi) + 0.5
    bins = np.minimum((turns * RING_BINS).astype(int), RING_BINS - 1)
    return Ring(x, y, half_width, half_height, len(np.unique(bins)) / RING_BINS)


def has_corners(part: Picture) -> bool:
    """Whether red fills the corners of the component, as a rectangle does and a ring cannot."""
    height, width = part.shape
    side, depth = int(width * 0.12), int(height * 0.12)
    corners = (part[:depth, :side], part[:depth, -side:], part[-depth:, :side], part[-depth:, -side:])
    return sum(bool((corner > 0).mean() > 0.05) for corner in corners) >= 3


def _circles(part: Picture, dpi: float, *, share: float = 0.7) -> list[tuple[float, float, float]]:
    """Circles of the size of a seal in a picture where it may touch other things."""
    import cv2
    import numpy as np

    scale = 75 / dpi
    small = cv2.resize(part, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(small, (3, 3), 0)
    least, most = (int(side / 2 * 75 / 25.4) for side in SEAL_MM)
    circles = cv2.HoughCircles(
        small, cv2.HOUGH_GRADIENT_ALT, 1.5, least, param1=200, param2=share, minRadius=least, maxRadius=most + 1
    )
    if circles is None:
        return []
    return [(float(x) / scale, float(y) / scale, float(r) / scale) for x, y, r in np.reshape(circles, (-1, 3))[:12]]


def _is_half_seal(part: Picture, left: int, page_width: int, dpi: float) -> bool:
    """Whether the component is an arc of a seal that the left or right edge of the page cuts off."""
    height, width = part.shape
    edge = HALF_SEAL_EDGE_MM * dpi / 25.4
    at_left, at_right = left <= edge, left + width >= page_width - edge
    tall = height * 25.4 / dpi
    if not (at_left or at_right) or not SEAL_MM[0] * 0.8 <= tall <= SEAL_MM[1] or not 0.15 < width / height < 0.9:
        return False
    radius = height / 2
    x = width - radius if at_left else radius
    seen = _ring(part, x, radius, radius, radius).coverage
    reach = max(-1.0, min(1.0, (radius - width) / radius))
    return seen >= 0.7 * math.acos(reach) / math.pi


def unrolled(rgb: Picture, box: Box, dpi: float) -> Picture:
    """The words round the rim of a seal as one straight line, dark on white, clockwise from the bottom.

    Args:
        rgb: the upright page.
        box: the seal, in points.
        dpi: the resolution of the page.
    """
    import cv2
    import numpy as np

    scale = dpi / 72
    radius_x, radius_y = box.width / 2 * scale, box.height / 2 * scale
    x, y = (side * scale for side in box.centre)
    outer, inner = RIM
    length = int(2 * math.pi * (outer + inner) / 2 * RIM_HEIGHT / (outer - inner))
    turns = np.linspace(0, 2 * np.pi, length, dtype=np.float32)[None, :]
    reach = np.linspace(outer, inner, RIM_HEIGHT, dtype=np.float32)[:, None]
    across = (x - radius_x * reach * np.sin(turns)).astype(np.float32)
    down = (y + radius_y * reach * np.cos(turns)).astype(np.float32)
    green = cv2.extractChannel(rgb, 1)  # red ink is dark in it, as is black
    strip = cv2.remap(green, across, down, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
    return cv2.merge([strip, strip, strip])  # type: ignore[return-value]


def find_grey_seals(rgb: Picture, dpi: float) -> list[Blob]:
    """Seals on a page without colour: dark or grey rings. Finding none says nothing."""
    import cv2

    grey = cv2.extractChannel(rgb, 1)
    dark = cv2.threshold(grey, 190, 255, cv2.THRESH_BINARY_INV)[1]
    found: list[Blob] = []
    for x, y, radius in _circles(dark, dpi, share=0.8):  # type: ignore[arg-type]
        ring = _ring(dark, x, y, radius, radius)  # type: ignore[arg-type]
        if ring.coverage >= 0.9:
            found.append(Blob(BlobKind.SEAL, _ring_box(ring, 0, 0, dpi), 0.7))
    return found

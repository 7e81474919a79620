"""Fingerprints and handwriting on the picture of a page."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from reviewer.core.casefile import Blob, BlobKind, Box
from reviewer.reading.seals import components, has_corners, odd, points_box

if TYPE_CHECKING:
    from reviewer.reading.images import Picture

PRINT_WIDTH_MM = (3.8, 30.0)  # two prints may touch
PRINT_HEIGHT_MM = (5.6, 34.0)
PRINT_AREA_MM2 = 16.0
INK_MM = (3.4, 2.6)  # narrower or lower is a comma, a dot or a check box
SLASH_MM = 6.0
GREY_TONE = (20, 110)  # below the paper: from here on toned, and down to here not black
GREY_PRINT_MM = (4.0, 6.0, 26.0)  # least width, least height, longest side
GREY_SURE = 0.75
INK_BESIDE_PRINT_MM = 2.3
INK_LEVEL = 140
BELOW_PAPER = 55
INK_LARGEST_MM = (110.0, 45.0)


def find_fingerprints(red: Picture, text: Picture, rgb: Picture, dpi: float) -> list[Blob]:
    """Red spots of the size and shape of a fingerprint that are not red print."""
    import cv2
    import numpy as np

    labels, whole = components(red, join_mm=0.8, dpi=dpi)
    parts = [(number, piece) for number, part in enumerate(whole, start=1) for piece in _stacked(labels, number, part)]
    found: list[Blob] = []
    for number, part in parts:
        left, top, width, height, area = part
        wide, tall = width * 25.4 / dpi, height * 25.4 / dpi
        if not (PRINT_WIDTH_MM[0] <= wide <= PRINT_WIDTH_MM[1] and PRINT_HEIGHT_MM[0] <= tall <= PRINT_HEIGHT_MM[1]):
            continue
        own = labels[top : top + height, left : left + width] == number
        filled, square = area / (width * height), area * (25.4 / dpi) ** 2
        if square < PRINT_AREA_MM2 or filled < 0.4 or not 0.4 < wide / tall < 2.0 or has_corners(own):
            continue
        if sum(_is_next_character(part, other) for other in whole) >= 2:
            continue  # a red heading
        place = slice(top, top + height), slice(left, left + width)
        if _is_red_print((red[place] > 0) & own, text[place] > 0, rgb[place]):
            continue
        hull = cv2.convexHull(np.argwhere(own).astype(np.int32))
        solid = min(area / max(cv2.contourArea(hull), 1.0), 1.0)
        if solid < 0.6:
            continue
        probability = round(min(0.5 + 0.5 * solid, 0.98), 2)
        found.append(Blob(BlobKind.FINGERPRINT, points_box(left, top, width, height, dpi), probability))
    return found


def find_grey_prints(rgb: Picture, text: Picture, seals: Sequence[Box], dpi: float) -> list[Blob]:
    """Fingerprints on a page without colour: toned ovals that stand out of what is printed. None found says nothing."""
    import cv2
    import numpy as np

    channel = cv2.extractChannel(rgb, 0)
    paper = float(np.median(channel[::4, ::4]))
    toned = cv2.threshold(channel, paper - GREY_TONE[0], 255, cv2.THRESH_BINARY_INV)[1]
    scale = dpi / 72
    for box in seals:
        toned[int(box.top * scale) : int(box.bottom * scale), int(box.x0 * scale) : int(box.x1 * scale)] = 0
    # what is thinner than 2 mm goes, as strokes and print do, and an oval stays
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (odd(2.0, dpi), odd(2.0, dpi)))
    solid = cv2.morphologyEx(toned, cv2.MORPH_OPEN, disc)
    _, labels, stats, _ = cv2.connectedComponentsWithStats(solid, connectivity=8)
    found: list[Blob] = []
    for number, (left, top, width, height, area) in enumerate(stats[1:].tolist(), start=1):
        wide, tall = width * 25.4 / dpi, height * 25.4 / dpi
        if not (GREY_PRINT_MM[0] <= wide <= GREY_PRINT_MM[2] and GREY_PRINT_MM[1] <= tall <= GREY_PRINT_MM[2]):
            continue
        place = slice(top, top + height), slice(left, left + width)
        own = labels[place] == number
        shades = channel[place][own]
        inside = float((text[place][own] > 0).mean())  # a heavy character of a title
        pale = float((shades > paper - GREY_TONE[1]).mean())  # not black print
        hull = cv2.contourArea(cv2.convexHull(np.argwhere(own).astype(np.int32)))
        if not 0.4 < wide / tall < 1.5 or pale < 0.4 or inside > 0.85 or has_corners(own) or area < 0.82 * hull:
            continue
        if 0.55 < area / (width * height) < 0.9:
            found.append(Blob(BlobKind.FINGERPRINT, points_box(left, top, width, height, dpi), GREY_SURE))
    return found


def _stacked(labels: Any, number: int, part: tuple[int, int, int, int, int]) -> list[tuple[int, int, int, int, int]]:
    """The prints of a part that is too high for one: of two signers one below the other, they touch."""
    left, top, width, height, _ = part
    several = round(height / (1.2 * width))  # those that touch mostly overlap
    if several < 2 or height < 1.9 * width or several > 5:
        return [part]
    rows = (labels[top : top + height, left : left + width] == number).sum(axis=1)
    cuts = [0]
    for index in range(1, several):
        about, reach = height * index // several, height // (5 * several)
        cuts.append(about - reach + int(rows[about - reach : about + reach + 1].argmin()))
    cuts.append(height)
    return [(left, top + a, width, b - a, int(rows[a:b].sum())) for a, b in pairwise(cuts)]


def _is_next_character(one: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Whether another red part stands on the same line, as high and near, as the characters of a word do."""
    left, top, width, height = one[:4]
    gap = max(other[0] - left - width, left - other[0] - other[2])
    level = abs(other[1] + other[3] - top - height) < 0.15 * height and abs(other[3] - height) < 0.2 * height
    return one != other and level and gap < 3 * height


def _is_red_print(raw: Any, printed: Any, rgb: Picture) -> bool:
    """Whether the red is that of typed characters: all inside their boxes and nothing dark under it."""
    import numpy as np

    amount = max(int(np.count_nonzero(raw)), 1)
    inside = np.count_nonzero(raw & printed) > 0.96 * amount  # a print stands out above and below
    over_print = np.count_nonzero(rgb[:, :, 0] < 120) > 0.01 * raw.size
    return bool(inside and not over_print and amount < 0.8 * raw.size)


def blue_ink(rgb: Picture) -> Picture:
    """Pixels of blue and blue-black pens (255), a little widened; the print of a form is black."""
    import cv2
    import numpy as np

    red, _, blue = cv2.split(rgb)
    mask = cv2.threshold(cv2.subtract(blue, red), 24, 255, cv2.THRESH_BINARY)[1]
    mask = cv2.morphologyEx(mask, cv2.MORPH_OPEN, np.ones((2, 2), np.uint8))
    return cv2.dilate(mask, np.ones((5, 5), np.uint8))  # type: ignore[return-value]


def find_ink(
    rgb: Picture, red: Picture, text: Picture, dpi: float, *, prints: Sequence[Box] = (), scan: bool = False
) -> list[Blob]:
    """Dark strokes that are no printed text, no rule, no check box, no picture and no struck-out blank.

    Beside one of the ``prints`` (points) a piece as narrow as one character counts: the rest of the name is under it.
    On a ``scan`` thin and pale strokes count, too.
    """
    import cv2

    dark = _dark_strokes(rgb, red, text, dpi, prints, level=_ink_level(rgb) if scan else INK_LEVEL)
    x, y, across, down = cv2.boundingRect(dark)
    if not across:
        return []
    dark = dark[y : y + down, x : x + across]
    labels, parts = components(dark, join_mm=1.8, dpi=dpi)
    pieces = []
    least = 1.2 * dpi / 25.4
    for number, (left, top, width, height, _) in enumerate(parts, start=1):
        if max(width, height) < least:
            continue
        place = slice(top, top + height), slice(left, left + width)
        own = cv2.bitwise_and(dark[place], dark[place], mask=(labels[place] == number).view("uint8"))
        pieces.append(Piece(left, top, width, height, int(cv2.countNonZero(own)), _is_straight(own, dpi)))
    slashes = [_blob(BlobKind.SLASH, piece, x, y, dpi, 0.8) for piece in pieces if _is_slash(piece, dpi)]
    scale = dpi / 72
    near = [Box(*(side * scale - (x, y, x, y)[k] for k, side in enumerate(box))) for box in prints]
    return slashes + [
        _ink_blob(piece, x, y, dpi)
        for piece in _joined(pieces, dpi)
        if _is_writing(piece, dpi, least_width=INK_BESIDE_PRINT_MM if _touches(piece, near, dpi) else INK_MM[0])
    ]


def _touches(piece: Piece, prints: Iterable[Box], dpi: float) -> bool:
    """Whether a piece stands on one row with a print and not more than 1.5 mm from it."""
    reach = 1.5 * dpi / 25.4
    middle = piece.top + piece.height / 2
    return any(
        box.x0 - reach < piece.left + piece.width and piece.left < box.x1 + reach and box.top < middle < box.bottom
        for box in prints
    )


class Piece(NamedTuple):
    """Strokes that hang together, in pixels: their dark pixels, and whether they are one straight line."""

    left: int
    top: int
    width: int
    height: int
    strokes: int
    straight: bool


def _joined(pieces: list[Piece], dpi: float) -> list[Piece]:
    """Join the characters of a name: small pieces on one row with hardly a gap between them."""
    gap, small = 2.4 * dpi / 25.4, 5.0 * dpi / 25.4
    joined: list[Piece] = []
    for piece in sorted(pieces):
        for index in range(len(joined) - 1, max(len(joined) - 6, -1), -1):
            other = joined[index]
            level = min(piece.top + piece.height, other.top + other.height) - max(piece.top, other.top)
            near = piece.left - other.left - other.width <= gap and level > 0.4 * min(piece.height, other.height)
            if near and min(piece.width, other.width) < small and max(piece.height, other.height) < 3 * small:
                joined[index] = _union(other, piece)
                break
        else:
            joined.append(piece)
    return joined


def _union(one: Piece, other: Piece) -> Piece:
    left, top = min(one.left, other.left), min(one.top, other.top)
    right = max(one.left + one.width, other.left + other.width)
    bottom = max(one.top + one.height, other.top + other.height)
    return Piece(left, top, right - left, bottom - top, one.strokes + other.strokes, straight=False)


def _is_straight(own: Any, dpi: float) -> bool:
    """Whether dark pixels lie along one line, as a slash through a blank does."""
    import cv2

    moments = cv2.moments(own, binaryImage=True)
    if moments["m00"] < 3:
        return True
    along, across, both = (moments[key] / moments["m00"] for key in ("mu20", "mu02", "mu11"))
    middle, spread = (along + across) / 2, math.hypot((along - across) / 2, both)
    return bool(max(middle - spread, 0.0) ** 0.5 < 0.4 * dpi / 25.4)  # 0.4 mm to either side


def _is_writing(piece: Piece, dpi: float, *, least_width: float) -> bool:
    """Whether the strokes are of the size of a name and more than one straight line."""
    wide, tall = piece.width * 25.4 / dpi, piece.height * 25.4 / dpi
    if wide < least_width or tall < INK_MM[1] or wide > INK_LARGEST_MM[0] or tall > INK_LARGEST_MM[1]:
        return False
    if piece.straight:
        return False
    least = 1.3 * math.hypot(piece.width, piece.height) * max(dpi / 100, 1.0)
    return least <= piece.strokes <= 0.8 * piece.width * piece.height


def _ink_blob(piece: Piece, x: int, y: int, dpi: float) -> Blob:
    probability = round(min(0.6 + piece.strokes / (piece.width * piece.height), 0.95), 2)
    return _blob(BlobKind.INK, piece, x, y, dpi, probability)


def _blob(kind: BlobKind, piece: Piece, x: int, y: int, dpi: float, probability: float) -> Blob:
    return Blob(kind, points_box(x + piece.left, y + piece.top, piece.width, piece.height, dpi), probability)


def _is_slash(piece: Piece, dpi: float) -> bool:
    """Whether a piece is one slanting straight stroke, longer than a character and whole."""
    wide, tall = piece.width * 25.4 / dpi, piece.height * 25.4 / dpi
    long = math.hypot(wide, tall) > SLASH_MM and min(wide, tall) > 0.17 * max(wide, tall)
    return piece.straight and long and piece.strokes > 0.7 * max(piece.width, piece.height)


def _ink_level(rgb: Picture) -> int:
    """The brightness (red channel) below which a pixel of a scan is ink: well below that of its paper."""
    import numpy as np

    paper = int(np.median(rgb[::4, ::4, 0]))
    return max(INK_LEVEL, min(paper - BELOW_PAPER, 200))


def _dark_strokes(
    rgb: Picture, red: Picture, text: Picture, dpi: float, prints: Iterable[Box], *, level: int
) -> Picture:
    """Dark pixels without text, rules, table lines and pictures; ink under a red print stays."""
    import cv2
    import numpy as np

    channel = cv2.extractChannel(rgb, 0)
    dark = cv2.threshold(channel, level, 255, cv2.THRESH_BINARY_INV)[1]
    faint = cv2.threshold(channel, 100, 255, cv2.THRESH_BINARY)[1]
    dark = cv2.subtract(dark, cv2.bitwise_and(faint, red))
    left, top, width, height = cv2.boundingRect(cv2.subtract(dark, text))
    strokes = np.zeros_like(dark)
    if not width:
        return strokes  # type: ignore[return-value]
    window = slice(top, top + height), slice(left, left + width)
    part, long = dark[window], odd(9.0, dpi)
    lines = cv2.bitwise_or(
        cv2.morphologyEx(part, cv2.MORPH_OPEN, np.ones((1, long), np.uint8)),
        cv2.morphologyEx(part, cv2.MORPH_OPEN, np.ones((long, 1), np.uint8)),
    )
    part = cv2.subtract(part, cv2.dilate(lines, np.ones((3, 3), np.uint8)))
    part = cv2.subtract(part, text[window])
    strokes[window] = cv2.subtract(part, _picture_mask(channel, dpi, prints)[window])  # type: ignore[arg-type]
    return strokes  # type: ignore[return-value]


def _picture_mask(channel: Picture, dpi: float, prints: Iterable[Box]) -> Picture:
    """Areas that are toned all over, as photographs are, and as fingerprints are, too."""
    import cv2
    import numpy as np

    height, width = channel.shape
    channel, scale = channel.copy(), dpi / 72
    for box in prints:
        channel[int(box.top * scale) : int(box.bottom * scale) + 1, int(box.x0 * scale) : int(box.x1 * scale) + 1] = 255
    small = cv2.resize(channel, (max(width // 4, 1), max(height // 4, 1)), interpolation=cv2.INTER_AREA)
    toned = cv2.threshold(small, 236, 255, cv2.THRESH_BINARY_INV)[1]
    side = odd(7.0, dpi / 4)
    toned = cv2.morphologyEx(toned, cv2.MORPH_OPEN, np.ones((side, side), np.uint8))
    toned = cv2.dilate(toned, np.ones((5, 5), np.uint8))
    return cv2.resize(toned, (width, height), interpolation=cv2.INTER_NEAREST)  # type: ignore[return-value]

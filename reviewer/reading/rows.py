"""From pieces of recognised text to lines in reading order, with an edge for every character.

OCR gives one box for what it takes for one run of text. A label and the value beside it may come back in two;
they are put together again when little lies between them and no rule of a table does. Two columns with a wide
gap stay two lines, so that a receipt is not read into its neighbour.
"""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from reviewer.core.casefile import Box, Line

NARROW = 0.55  # width of a Latin letter or digit, in widths of a Chinese character
JOIN_GAP = 3.0  # of a character: a wider gap is another column
SPACE_GAP = 0.8
BOX_CHARACTERS = frozenset("□■☑☒☐√口回R图")
SAME_ROW = 0.5  # of the lower height must be shared


class Piece(NamedTuple):
    """One run of text as OCR gave it; ``edges`` as in ``Line``."""

    text: str
    box: Box
    confidence: float
    edges: tuple[float, ...]


def proportional_edges(text: str, box: Box) -> tuple[float, ...]:
    """Edges of the characters if they share the box by their usual widths."""
    widths = [NARROW if character.isascii() else 1.0 for character in text]
    unit = box.width / max(sum(widths), 1e-6)
    edges = [box.x0]
    for width in widths:
        edges.append(edges[-1] + width * unit)
    return tuple(round(edge, 2) for edge in edges)


def piece_of(text: str, box: Box, centres: Sequence[float], confidence: float) -> Piece:
    """A piece from the places of its characters.

    A wide gap between two characters, where somebody may have signed, becomes a blank, so that neither of them is
    taken to reach over it. Where the places do not fit the text, the characters share the box by usual widths.
    """
    if len(centres) != len(text) or any(b < a for a, b in pairwise(centres)):
        return Piece(text, box, confidence, proportional_edges(text, box))
    reach = 0.6 * _size(text, centres, box)
    characters, edges = [text[0]], [max(box.x0, centres[0] - 2 * reach)]
    for (left, right), character in zip(pairwise(centres), text[1:], strict=True):
        if right - left > 3.4 * reach and not character.isspace() and not characters[-1].isspace():
            characters.append(" ")
            edges += [left + reach, right - reach]
        else:
            edges.append((left + right) / 2)
        characters.append(character)
    edges.append(min(box.x1, centres[-1] + 2 * reach))
    return Piece("".join(characters), box, confidence, tuple(round(edge, 2) for edge in edges))


def _size(text: str, centres: Sequence[float], box: Box) -> float:
    """The size of the print: how far its Chinese characters stand apart; writing on the line makes its box higher."""
    pairs = zip(pairwise(centres), pairwise(text), strict=True)
    apart = [right - left for (left, right), both in pairs if all("\u4e00" <= one <= "\u9fff" for one in both)]
    return min(box.height, statistics.median(apart)) if len(apart) >= 2 else box.height


def in_rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Group pieces that stand on one row, rows from the top, pieces from the left."""
    rows: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda item: item.box.centre[1]):
        for row in reversed(rows[-4:]):
            if all(_shares_row(piece.box, other.box) for other in row[-3:]):
                row.append(piece)
                break
        else:
            rows.append([piece])
    for row in rows:
        row.sort(key=lambda item: item.box.x0)
    rows.sort(key=lambda row: statistics.fmean(item.box.centre[1] for item in row))
    return rows


def _shares_row(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = min(one.x1, other.x1) - max(one.x0, other.x0) < 0.3 * min(one.width, other.width)
    return apart and shared > SAME_ROW * min(one.height, other.height)


def with_boxes(piece: Piece, boxes: Sequence[tuple[Box, bool]]) -> Piece:
    """Put check boxes that OCR passed over into the text, ``■`` for a filled one and ``□`` for an empty one."""
    for box, ticked in sorted(boxes):
        middle = box.centre[0]
        level = piece.box.top - 2 < box.centre[1] < piece.box.bottom + 2
        if (
            not level
            or box.height < 0.5 * piece.box.height
            or not piece.box.x0 - 1.6 * box.width < middle < piece.box.x1 + box.width
        ):
            continue
        at = sum(edge <= middle for edge in piece.edges)  # how many characters begin left of it
        around = piece.text[max(at - 2, 0) : at + 1]
        if any(character in BOX_CHARACTERS for character in around):
            continue
        # it stands between two characters; the nearer edge tells which
        at = min(range(len(piece.edges)), key=lambda k: abs(piece.edges[k] - middle))
        text = piece.text[:at] + ("■" if ticked else "□") + piece.text[at:]
        whole = piece.box.union(box)
        before = [min(edge, box.x0) for edge in piece.edges[:at]]
        after = [max(edge, box.x1) for edge in piece.edges[at:]] or [box.x1]
        edges = (*before, round(box.x0, 2), *after) if at < len(piece.edges) - 1 else (*before, box.x0, box.x1)
        piece = Piece(text, whole._replace(top=piece.box.top, bottom=piece.box.bottom), piece.confidence, edges)
    return piece


def as_lines(pieces: Iterable[Piece], *, ruled: Callable[[Box], bool]) -> list[Line]:
    """Lines in reading order.

    Args:
        pieces: what OCR read, on the straightened page.
        ruled: whether a vertical rule runs through the given gap between two pieces.
    """
    lines: list[Line] = []
    for row in in_rows(pieces):
        current: list[Piece] = []
        for piece in row:
            if current and not _belongs(current[-1], piece, ruled):
                lines.append(_joined(current))
                current = []
            current.append(piece)
        lines.append(_joined(current))
    return lines


def _belongs(left: Piece, right: Piece, ruled: Callable[[Box], bool]) -> bool:
    height = min(left.box.height, right.box.height)
    gap = right.box.x0 - left.box.x1
    if gap > JOIN_GAP * height:
        return False
    top, bottom = max(left.box.top, right.box.top), min(left.box.bottom, right.box.bottom)
    return gap <= 1 or not ruled(Box(left.box.x1 - 1, top, right.box.x0 + 1, bottom))


def _joined(pieces: Sequence[Piece]) -> Line:
    text, edges, box = pieces[0].text, list(pieces[0].edges), pieces[0].box
    for piece in pieces[1:]:
        if piece.box.x0 - box.x1 > SPACE_GAP * piece.box.height:
            text += " "
            edges[-1:] = [box.x1, piece.edges[0]]
        else:
            edges[-1:] = [piece.edges[0]]
        text += piece.text
        edges += piece.edges[1:]
        box = box.union(piece.box)
    length = sum(len(piece.text) for piece in pieces)
    confidence = sum(piece.confidence * len(piece.text) for piece in pieces) / max(length, 1)
    return Line(text, box, tuple(edges), round(confidence, 3))

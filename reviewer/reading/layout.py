"""From characters with boxes to lines in reading order.

Geometry decides and not the order in which a file draws: a form whose labels are drawn first and whose values come
later reads line by line. Two columns of whole sentences (receipts side by side) are read one after the other,
and the cells of a ruled table cell by cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from reviewer.core.casefile import Box, Cell, Line


class Glyph(NamedTuple):
    """One character as it is drawn; ``order`` is its place in the order of drawing."""

    text: str
    box: Box
    order: int


_SPACE_GAP = 0.45  # of the height: from here on a gap is white space
_COLUMN_GAP = 1.6  # of the height: two columns are at least this far apart
_SENTENCE = re.compile(r"[。；]|\d\s*[年日时]|[:：]|收到|本人|通知")


def without_doubles(glyphs: Sequence[Glyph]) -> list[Glyph]:
    """Leave out characters struck again at almost the same place, as bold print does."""
    seen: dict[tuple[str, int, int], Box] = {}
    kept: list[Glyph] = []
    for glyph in glyphs:
        reach = max(glyph.box.height, 4.0) * 0.3
        column, row = int(glyph.box.x0 / reach), int(glyph.box.top / reach)
        near = (seen.get((glyph.text, column + i, row + j)) for i in (-1, 0, 1) for j in (-1, 0, 1))
        if any(
            other is not None and abs(other.x0 - glyph.box.x0) < reach and abs(other.top - glyph.box.top) < reach
            for other in near
        ):
            continue
        seen[glyph.text, column, row] = glyph.box
        kept.append(glyph)
    return kept


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """Characters that stand on one row, rows from the top, characters from the left."""
    rows: list[list[Glyph]] = []
    centres: list[float] = []
    for glyph in sorted(glyphs, key=lambda one: one.box.top + one.box.bottom):
        centre = (glyph.box.top + glyph.box.bottom) / 2
        if rows and abs(centre - centres[-1]) < 0.45 * max(glyph.box.height, 4.0):
            rows[-1].append(glyph)
            centres[-1] += (centre - centres[-1]) / len(rows[-1])
        else:
            rows.append([glyph])
            centres.append(centre)
    for row in rows:
        row.sort(key=lambda one: one.box.x0)
    return rows


def line_of(row: Sequence[Glyph]) -> Line:
    """A line of the characters of one row, blanks where gaps are."""
    height = median(glyph.box.height for glyph in row)
    text: list[str] = []
    edges: list[float] = []
    end = row[0].box.x0
    for glyph in row:
        if text and glyph.box.x0 - end > _SPACE_GAP * height:
            text.append(" ")
            edges.append(end)
        for _ in glyph.text:
            edges.append(glyph.box.x0)
        text.append(glyph.text)
        end = max(end, glyph.box.x1)
    edges.append(end)
    joined = "".join(text)
    box = Box(row[0].box.x0, min(one.box.top for one in row), end, max(one.box.bottom for one in row))
    return Line(joined, box, tuple(round(edge, 1) for edge in edges))


def _parts(row: Sequence[Glyph]) -> list[list[Glyph]]:
    """The row cut at gaps as wide as the space between columns."""
    parts = [[row[0]]]
    for glyph in row[1:]:
        if glyph.box.x0 - parts[-1][-1].box.x1 > _COLUMN_GAP * max(glyph.box.height, 6.0):
            parts.append([])
        parts[-1].append(glyph)
    return parts


def _words(part: Sequence[Glyph]) -> str:
    return "".join(glyph.text for glyph in part)


def _gutter(rows: Sequence[Sequence[Sequence[Glyph]]]) -> tuple[float, int]:
    """Where two columns would part if the first row began two, and for how many rows nothing crosses there."""
    left, right = rows[0]
    low, high = left[-1].box.x1, right[0].box.x0
    count = 0
    for row in rows:
        middle = (low + high) / 2
        before = [part for part in row if part[-1].box.x1 <= middle]
        after = [part for part in row if part[0].box.x0 >= middle]
        if len(before) + len(after) < len(row) or len(before) > 1 or len(after) > 1:
            break
        new_low = max(low, *(part[-1].box.x1 for part in before)) if before else low
        new_high = min(high, *(part[0].box.x0 for part in after)) if after else high
        if new_low >= new_high:
            break
        low, high = new_low, new_high
        count += 1
    return (low + high) / 2, count


def _are_columns(block: Sequence[Sequence[Sequence[Glyph]]], gutter: float) -> bool:
    """Whether a block is two columns of text and not labels with their values.

    Each side must read as sentences of its own. The left side was drawn before the right one, or both begin alike.
    """
    parts = [part for row in block for part in row]
    sides = [[part for part in parts if (part[0].box.x0 < gutter) is first] for first in (True, False)]
    if any(len(side) < 2 for side in sides):
        return False
    left, right = ([_words(part) for part in side] for side in sides)
    if any(sum(bool(_SENTENCE.search(text)) for text in side) * 2 < len(side) for side in (left, right)):
        return False
    if sum(text.endswith((":", "：")) for text in left) * 5 >= len(left) * 3:
        return False
    orders = [[glyph.order for part in side for glyph in part] for side in sides]
    alike = {text[:5] for text in left} & {text[:5] for text in right}
    return max(orders[0]) < min(orders[1]) or bool(alike)


def plain_lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Lines of text outside tables, two columns one after the other."""
    parts = [_parts(row) for row in rows_of(glyphs)]
    lines: list[Line] = []
    index = 0
    while index < len(parts):
        if len(parts[index]) == 2:
            gutter, count = _gutter(parts[index:])
            block = parts[index : index + count]
            if count > 1 and _are_columns(block, gutter):
                for side in (True, False):
                    lines.extend(line_of(part) for row in block for part in row if (part[0].box.x0 < gutter) is side)
                index += count
                continue
        lines.append(line_of([glyph for part in parts[index] for glyph in part]))
        index += 1
    return lines


def _inside(glyph: Glyph, box: Box) -> bool:
    x, y = glyph.box.centre
    return box.x0 - 1 <= x <= box.x1 + 1 and box.top - 1 <= y <= box.bottom + 1


def _cell_text(rows: Sequence[Sequence[Glyph]]) -> str:
    """The text of a cell; a vertical label (one character a line) is joined without breaks."""
    texts = [line_of(row).text for row in rows]
    return "".join(texts) if all(len(text.strip()) <= 2 for text in texts) else "\n".join(texts)


_SHORT_CELL = 3  # lines: cells up to this are read as one label or value
_SHORT_TEXT = 60


def table_lines(
    glyphs: Sequence[Glyph], tables: Sequence[Sequence[tuple[int, int, Box]]]
) -> tuple[list[Line], list[Cell]]:
    """Lines and cells of ruled tables.

    Cells that stand on one row and are short are read as one line, so that a label stands before its value even
    where either is broken over lines; long cells are read one after the other.

    Args:
        glyphs: characters inside the tables.
        tables: for each table the cells with row, column and box.
    """
    cells: list[Cell] = []
    lines: list[Line] = []
    left = list(glyphs)
    for number, table in enumerate(tables):
        by_row: dict[int, list[tuple[int, Box]]] = {}
        for row, column, box in table:
            by_row.setdefault(row, []).append((column, box))
        for row in sorted(by_row):
            filled: list[list[list[Glyph]]] = []
            for column, box in sorted(by_row[row]):
                inside = [glyph for glyph in left if _inside(glyph, box)]
                taken = {glyph.order for glyph in inside}
                left = [glyph for glyph in left if glyph.order not in taken]
                rows = rows_of(inside)
                cells.append(Cell(number, row, column, _cell_text(rows) if rows else "", box))
                if rows:
                    filled.append(rows)
            lines.extend(_row_lines(filled))
    lines.extend(plain_lines(left))
    return lines, cells


def _is_short(rows: Sequence[Sequence[Glyph]]) -> bool:
    vertical = all(len(row) <= 2 for row in rows)
    return vertical or (len(rows) <= _SHORT_CELL and sum(map(len, rows)) <= _SHORT_TEXT)


def _row_lines(filled: Sequence[Sequence[Sequence[Glyph]]]) -> list[Line]:
    lines: list[Line] = []
    short: list[Line] = []
    for rows in filled:
        if _is_short(rows):
            short.append(_joined([line_of(row) for row in rows], glue=""))
            continue
        if short:
            lines.append(_joined(short, glue=" "))
            short = []
        lines.extend(line_of(row) for row in rows)
    if short:
        lines.append(_joined(short, glue=" "))
    return lines


def _joined(lines: Sequence[Line], *, glue: str) -> Line:
    """Several lines as one; the box spans all of them."""
    if len(lines) == 1:
        return lines[0]
    box = lines[0].box
    edges: list[float] = []
    for line in lines:
        box = box.union(line.box)
        if edges and not glue:
            edges.pop()
        edges.extend(line.edges)
    return Line(glue.join(line.text for line in lines), box, tuple(edges))

"""Lines of forms as they are compared: without white space, in one kind of brackets, and without dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reviewer.core.casefile import BlobKind, Box, Line, Origin, Page

_BEFORE = frozenset("日时分）：、，/。0123456789")
_LABEL_LIKE = re.compile(r"(?![年月日时分])[\u4e00-\u9fff（）、/]{2,24}：")
_DATE = re.compile(
    r"(?:\d{2,4}\s*[年.\-/]\s*)?\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?(?:\s*\d{1,2}\s*[时:：](?:\s*\d{1,2}\s*分?)?)?"
    r"|\d{2,4}\s*年|[一二三四五六七八九十〇○零Ｏ０0OО]{2,}\s*年[^，。]{0,10}日|年\s*月\s*日(?:\s*时)?(?:\s*分)?|\d{1,2}\s*[时:：]\s*\d{1,2}分?"
)


class Compact:
    """A line without white space, brackets and colons in one form, with the way back to its characters."""

    __slots__ = ("before", "line", "places", "text", "whole")

    def __init__(self, line: Line, *, whole: Line | None = None, before: str = "") -> None:
        self.line = line
        self.whole = whole  # the line of several rows that this one is a part of
        self.before = before  # what stands before it in that line
        self.places = [index for index, character in enumerate(line.text) if not character.isspace()]
        plain = line.text.translate(str.maketrans("():﹕︰", "（）：：："))
        self.text = "".join(plain[index] for index in self.places)

    def box(self, start: int, end: int) -> Box:
        """The box of a part; a wide gap behind its last character is no part of it."""
        last = self.places[end - 1]
        box = self.line.part(self.places[start], last + 1)
        if not self.line.edges:
            return box
        return box._replace(x1=min(box.x1, self.line.edges[last] + 1.2 * max(self.line.box.height, 8)))

    def raw(self, start: int, end: int | None = None) -> str:
        """The original characters from ``start`` to ``end`` of the compact text, wide gaps shown as spaces."""
        stop = len(self.places) if end is None else min(end, len(self.places))
        parts: list[str] = []
        for position in range(start, stop):
            if position > start and self._gap(position):
                parts.append(" ")
            parts.append(self.line.text[self.places[position]])
        return "".join(parts)

    def _gap(self, position: int) -> bool:
        """Whether white space or a wide gap stands before a character of the compact text."""
        before, here = self.places[position - 1], self.places[position]
        edges = self.line.edges
        return here - before > 1 or bool(edges and edges[here] - edges[before] > 1.5 * self.line.box.height)

    def begins(self, start: int) -> bool:
        """Whether a label can begin here: at the line's beginning, behind a date, a mark or a gap."""
        return start == 0 or self.text[start - 1] in _BEFORE or self._gap(start)

    def next_label(self, start: int) -> int:
        """Where the next label of whatever kind begins; the length of the text where there is none."""
        found = _LABEL_LIKE.search(self.text, start)
        if found is None:
            return len(self.text)
        return max(
            place for place in range(found.start(), found.end() - 2) if place == found.start() or self.begins(place)
        )


def visual_lines(page: Page) -> list[Compact]:
    """The rows of a page as they are seen.

    The reader joins the rows of a cell, and short cells of one row of a table, to one line whose box spans them
    all. Such a line is cut where the characters jump back, or ahead without a blank. How high its rows stand is
    not in it: the last one stands at the bottom, and rows with labels are laid on the rows of ink where their
    numbers agree.
    """
    lines: list[Compact] = []
    for line in page.lines:
        runs = _runs(line) if page.origin in (Origin.LAYER, Origin.SCAN_LAYER) else []
        if len(runs) < 2:
            lines.append(Compact(line))
            continue
        levels = _levels(page, line, runs)
        for (start, end), bottom in zip(runs, levels, strict=True):
            part = _row(line, start, end, bottom)
            lines.append(Compact(part, whole=line, before="".join(line.text[:start].split())))
    return lines


def _runs(line: Line) -> list[tuple[int, int]]:
    """Where the rows of a line begin and end; a vertical label is one row."""
    if not line.edges:
        return [(0, len(line.text))]
    height = _height(line)
    if line.box.height < 1.7 * height:
        return [(0, len(line.text))]
    starts, vertical = [0], False
    for index in range(1, len(line.text)):
        step = line.edges[index] - line.edges[index - 1]
        back, level = step < -1, abs(step) <= 1 and not line.text[index].isspace()
        blank = line.text[index].isspace() or line.text[index - 1].isspace()
        back = back or (step > 2.2 * height and not blank)  # a gap within a row is shown as a blank
        if back or (level and not vertical and index - starts[-1] > 1):
            starts.append(index)
        vertical = level
    return [pair for pair in pairwise([*starts, len(line.text)]) if line.text[pair[0] : pair[1]].strip()]


def _levels(page: Page, line: Line, runs: Sequence[tuple[int, int]]) -> list[float]:
    """The bottom of each row: spread over the box, those with labels on the ink beside them."""
    height = _height(line)
    pitch = (line.box.height - height) / max(len(runs) - 1, 1)
    levels = [line.box.top + height + pitch * index for index in range(len(runs))]
    labels = [index for index, (start, end) in enumerate(runs) if re.search(r"[：:]", line.text[start:end])]
    rows: list[float] = []
    for blob in sorted(page.blobs, key=lambda blob: blob.box.centre[1]):
        inside = line.box.top - 6 < blob.box.centre[1] < line.box.bottom + 10 and blob.box.x0 > line.box.x0
        if blob.kind is BlobKind.INK and inside and (not rows or blob.box.centre[1] - rows[-1] > height):
            rows.append(blob.box.centre[1])
    if rows and len(rows) == len(labels):
        for index, level in zip(labels, rows, strict=True):
            levels[index] = level + height / 2
    return levels


def _height(line: Line) -> float:
    steps = sorted(b - a for a, b in pairwise(line.edges) if b - a > 2)
    return min(1.05 * steps[len(steps) // 2], line.box.height) if steps else min(12.0, line.box.height)


def _row(line: Line, start: int, end: int, bottom: float) -> Line:
    height = _height(line)
    edges = [*line.edges[start:end], line.edges[end - 1] + height]
    return Line(line.text[start:end], Box(edges[0], bottom - height, max(edges), bottom), tuple(edges), line.confidence)


def spaced(line: Line, start: int, end: int) -> str:
    """``line.text[start:end]`` with a space where a wide gap stands: two names are often parted by nothing else."""
    whole = Compact(line)
    first = sum(place < start for place in whole.places)
    return whole.raw(first, sum(place < end for place in whole.places))


def without_dates(text: str) -> str:
    """The text without dates, times and blank date lines."""
    return _DATE.sub(" ", text)

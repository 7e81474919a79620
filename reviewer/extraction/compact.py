"""Lines of forms as they are compared: without white space, in one kind of brackets, and without dates."""

from __future__ import annotations

import re

from reviewer.core.casefile import Box, Line

_BEFORE = frozenset("日时分）：、，/。0123456789")
_LABEL_LIKE = re.compile(r"(?![年月日时分])[\u4e00-\u9fff（）、/]{2,24}：")
_DATE = re.compile(
    r"(?:\d{2,4}\s*[年.\-/]\s*)?\d{1,2}\s*[月.\-/]\s*\d{1,2}\s*日?(?:\s*\d{1,2}\s*[时:：](?:\s*\d{1,2}\s*分?)?)?"
    r"|\d{2,4}\s*年|[一二三四五六七八九十〇○零Ｏ０0OО]{2,}\s*年[^，。]{0,10}日|年\s*月\s*日(?:\s*时)?(?:\s*分)?|\d{1,2}\s*[时:：]\s*\d{1,2}分?"
)


class Compact:
    """A line without white space, brackets and colons in one form, with the way back to its characters."""

    __slots__ = ("line", "places", "text")

    def __init__(self, line: Line) -> None:
        self.line = line
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


def spaced(line: Line, start: int, end: int) -> str:
    """``line.text[start:end]`` with a space where a wide gap stands: two names are often parted by nothing else."""
    whole = Compact(line)
    first = sum(place < start for place in whole.places)
    return whole.raw(first, sum(place < end for place in whole.places))


def without_dates(text: str) -> str:
    """The text without dates, times and blank date lines."""
    return _DATE.sub(" ", text)

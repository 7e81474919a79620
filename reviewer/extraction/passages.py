"""A document's whole text for matching, across its pages, with the way back to page and box."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from reviewer.core.casefile import Box, Document, Line, Span
from reviewer.reading.text import Matching

_QUOTE = 60


class Passages:
    """The text of a document on a matching copy: normalised and without white space.

    Lines are joined without a break, so that a word broken over two lines or pages is found.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self._lines: list[tuple[int, Line, Matching]] = []
        self._starts: list[int] = []
        parts: list[str] = []
        length = 0
        for page in document.pages:
            for line in page.lines:
                matching = Matching.of(line.text)
                if not matching.text:
                    continue
                self._lines.append((page.number, line, matching))
                self._starts.append(length)
                parts.append(matching.text)
                length += len(matching.text)
        self.text = "".join(parts)

    def line_starts(self) -> list[int]:
        """The offsets at which lines begin."""
        return self._starts

    def span(self, start: int, end: int) -> Span:
        """The place of ``text[start:end]``: its page and the box of its part in the line where it begins."""
        if not self._lines:
            return self.document.span()
        index = max(bisect_right(self._starts, start) - 1, 0)
        number, line, matching = self._lines[index]
        offset = start - self._starts[index]
        stop = min(end - self._starts[index], len(matching.text))
        box: Box | None = None
        if line.box.width > 0:
            first, last = matching.span(offset, max(stop, offset + 1))
            box = line.part(first, last)
        return Span(self.document.source, number, box, self.text[start : min(end, start + _QUOTE)], self.document.id)

    def original(self, start: int, end: int) -> str:
        """The part of the document that ``text[start:end]`` was made of, as printed, without white space."""
        parts: list[str] = []
        index = max(bisect_right(self._starts, start) - 1, 0)
        while index < len(self._lines) and self._starts[index] < end:
            _, line, matching = self._lines[index]
            first = max(start - self._starts[index], 0)
            last = min(end - self._starts[index], len(matching.text))
            begin, stop = matching.span(first, last)
            parts.append("".join(line.text[begin:stop].split()))
            index += 1
        return "".join(parts)

    def find(self, pattern: str | re.Pattern[str], start: int = 0) -> Iterator[tuple[re.Match[str], Span]]:
        """Every match of a pattern (written without white space), with its place."""
        compiled = re.compile(pattern) if isinstance(pattern, str) else pattern
        for match in compiled.finditer(self.text, start):
            yield match, self.span(match.start(), match.end())

    def first(self, pattern: str | re.Pattern[str], start: int = 0) -> tuple[re.Match[str], Span] | None:
        return next(self.find(pattern, start), None)


def passages(document: Document) -> Passages:
    """The passages of a document, made once."""
    found = document.__dict__.get("_passages")
    if not isinstance(found, Passages):
        found = Passages(document)
        document.__dict__["_passages"] = found
    return found

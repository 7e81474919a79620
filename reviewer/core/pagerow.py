"""Pages as rows of JSON, for material to learn from: the text as it was read, by text layer or OCR, and its layout.

A row has ``source`` (path within the case), ``number``, ``width`` and ``height`` in points, ``cells`` (how many) and
``lines``, each ``[text, x0, top, x1, bottom]``. Marks and pictures are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from reviewer.core.casefile import Box, Cell, Line, Page

PAGES = "pages.jsonl"
"""Beside the truth of a case; where it is there, the sources need not be read again."""


def row_of(page: Page, source: str) -> dict[str, Any]:
    """A page as a row."""
    lines = [[line.text, *(round(value, 1) for value in line.box)] for line in page.lines]
    size = {"width": round(page.width, 1), "height": round(page.height, 1)}
    return {"source": source, "number": page.number, **size, "cells": len(page.cells), "lines": lines}


def page_of_row(row: Mapping[str, Any]) -> Page:
    """The page of a row; its cells are empty ones.

    Raises:
        ValueError, KeyError, TypeError: the row is not as it should be.
    """
    lines = tuple(
        Line(str(text), Box(float(x0), float(top), float(x1), float(bottom)))
        for text, x0, top, x1, bottom in row["lines"]
    )
    cells = tuple(Cell(0, number, 0, "", Box(0, 0, 0, 0)) for number in range(int(row["cells"])))
    return Page(
        str(row["source"]), int(row["number"]), float(row["width"]), float(row["height"]), lines=lines, cells=cells
    )


def written(pages: Iterable[tuple[Page, str]]) -> str:
    """Pages with the paths of their sources as JSON lines."""
    return "".join(
        json.dumps(row_of(page, source), ensure_ascii=False, separators=(",", ":")) + "\n" for page, source in pages
    )


def pages_of(text: str) -> Iterator[Page]:
    """The pages of JSON lines; ``Page.source`` is the path of the source.

    Raises:
        ValueError, KeyError, TypeError: a row is not as it should be.
    """
    for line in text.splitlines():
        if line.strip():
            yield page_of_row(json.loads(line))

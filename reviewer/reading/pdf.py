"""The only door to pypdfium2 and pdfplumber: pages of a PDF as lines, cells and marks.

pdfium gives every character with its box and is quick; pdfplumber finds the cells of ruled tables, where geometry
decides what belongs together. On a page that both read, a difference in the characters is put on record.
Runs in the sandboxed child; the interface calls :func:`render_page` for pictures.
"""

from __future__ import annotations

import ctypes
import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from reviewer.core.casefile import Blob, Box, Cell, Line
from reviewer.reading import layout, overlays, repair
from reviewer.reading.layout import Glyph
from reviewer.reading.outcomes import ReadOutcome, UnreadableError
from reviewer.reading.text import garbled

MOST_PAGES = 10_000
_MOST_CHARACTERS = 60_000  # of one page; no sheet of paper holds more
_MOST_PIXELS = 50_000_000
_GARBLED = 0.2
_FULL_PAGE = 0.6  # share of the page that a picture of a scan covers
_LOOK = 100  # dpi at which a page is searched for marks
_RULES = 3  # upright rules from which a page may hold a table
_MOST_OBJECTS = 20_000
_MOST_SEGMENTS = 4_000
_MOST_RULES = 1_500
_Cells = list[tuple[int, int, Box]]
_ODD = re.compile(r"[\u2e80-\u2fdf\ue000-\uf8ff\ufffd\uf900-\ufaff\x00-\x1f]")  # radicals, private use, lost glyphs


def open_document(data: bytes) -> tuple[Any, bytes, dict[str, Any]]:
    """Open a PDF, mended by qpdf once where pdfium sees fewer pages than another library.

    Returns:
        The pdfium document, the bytes it was opened from, and the head frame.

    Raises:
        UnreadableError: a password is asked for, there are no pages, or far too many.
    """
    counts = repair.page_counts(data)
    mended = False
    most = max((count or 0) for count in counts.values())
    if (counts["pdfium"] or 0) < most or not most:
        better = repair.repaired(data)
        if better is not None:
            again = repair.page_counts(better)
            if (again["pdfium"] or 0) > (counts["pdfium"] or 0):
                data, counts, mended = better, again, True
    pages = counts["pdfium"] or 0
    if not pages:
        raise UnreadableError(ReadOutcome.ZERO_PAGES if most == 0 else ReadOutcome.UNREADABLE)
    if pages > MOST_PAGES:
        raise UnreadableError(ReadOutcome.TOO_MANY_PAGES)
    most = max(most, *((count or 0) for count in counts.values()))
    head = {"kind": "head", "pages": max(pages, most), "counts": counts, "repaired": mended}
    if most > pages:
        head["missing"] = list(range(pages + 1, most + 1))
    return overlays.opened(data), data, head


def read_pages(stream: BinaryIO, *, first_page: int = 1, options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Read a PDF: a head frame, then one frame a page with lines, cells, marks and where the text comes from.

    Args:
        stream: the file.
        first_page: pages before this one are passed over.
        options: ``pages`` (numbers wanted, all where missing), ``marks`` (search pictures for marks; default true).
    """
    document, data, head = open_document(stream.read())
    if head["repaired"] and head["counts"].get("pdfium", 0) > len(document):
        head["notes"] = ["repaired"]
    yield head
    wanted = options.get("pages")
    tables = _Tables(data)
    for number in range(max(first_page, 1), len(document) + 1):
        if wanted is not None and number not in wanted:
            continue
        try:
            page = document[number - 1]
        except MemoryError:
            raise
        except Exception:
            yield {"kind": "page", "number": number, "unread": ReadOutcome.PAGES_UNREADABLE.value}
            continue
        try:
            yield {"kind": "page", "number": number} | _read_page(
                page, number, tables, marks=options.get("marks", True)
            )
        finally:
            page.close()
    for number in head.get("missing", []):
        if number >= first_page and (wanted is None or number in wanted):
            yield {"kind": "page", "number": number, "unread": ReadOutcome.PAGES_MISSING.value}


def _read_page(page: Any, number: int, tables: _Tables, *, marks: bool) -> dict[str, Any]:
    width, height = page.get_size()
    glyphs, stamped, turn = _glyphs(page)
    if turn in (90, 270):
        width, height = height, width
    text = "".join(glyph.text for glyph in glyphs)
    drawn = _Drawn(page, turn)
    frame: dict[str, Any] = {"width": round(width, 2), "height": round(height, 2), "rotation": turn}
    scan = drawn.picture_share > _FULL_PAGE
    if not text.strip() or garbled(text) > _GARBLED:
        return frame | _unread_text(page, drawn, bool(text.strip()))
    lines, cells, doubt = _lines(glyphs, number, drawn, tables, upright=turn == 0)
    frame |= {
        "origin": "scan_layer" if scan else "layer",
        "lines": [_line_row(line) for line in lines],
        "cells": [[*list(cell[:4]), _rounded(cell.box)] for cell in cells],
        "stamps": [_line_row(line) for line in _stamp_lines(stamped)],
        "doubt": doubt,
        "needs_ocr": scan,
    }
    if marks:
        frame |= _marks(page, drawn, [glyph.box for glyph in glyphs], turn, scan=scan)
    return frame


def _unread_text(page: Any, drawn: _Drawn, garbled_text: bool) -> dict[str, Any]:
    """A page without a usable text layer: blank, or left to OCR."""
    if not garbled_text and not drawn.objects and not drawn.annotated:
        return {"origin": "blank", "looked_at": True, "lines": [], "blobs": [], "needs_ocr": False}
    from reviewer.reading.images import is_blank, is_grey

    rgb = render_page(page, _LOOK)
    blank = not garbled_text and is_blank(rgb)
    return {
        "origin": "blank" if blank else "unread",
        "lines": [],
        "blobs": [],
        "looked_at": blank,
        "grey": is_grey(rgb),
        "needs_ocr": not blank,
        "doubt": "文字层乱码" if garbled_text else "",
    }


def _marks(page: Any, drawn: _Drawn, boxes: list[Box], turn: int, *, scan: bool) -> dict[str, Any]:
    """Search the picture of the page; a page on which nothing but text and rules is drawn needs no look."""
    if not drawn.pictures and not drawn.strokes and not drawn.annotated:
        return {"looked_at": True, "blobs": [], "grey": False}
    import numpy as np

    from reviewer.reading.images import as_row, find_blobs, is_grey

    rgb = render_page(page, _LOOK)
    if turn:
        rgb = np.ascontiguousarray(np.rot90(rgb, turn // 90))
    blobs: tuple[Blob, ...] = find_blobs(rgb, dpi=_LOOK, text_boxes=boxes, scan=scan)
    return {"looked_at": True, "blobs": [as_row(blob) for blob in blobs], "grey": scan and is_grey(rgb)}


def _lines(
    glyphs: list[Glyph], number: int, drawn: _Drawn, tables: _Tables, *, upright: bool
) -> tuple[list[Line], list[Cell], str]:
    found, doubt = tables.of(number, glyphs, drawn, upright=upright)
    if not found:
        return layout.plain_lines(glyphs), [], doubt
    bounds = [_around(table) for table in found]
    inside = [glyph for glyph in glyphs if any(_within(glyph.box, box) for box in bounds)]
    taken = {glyph.order for glyph in inside}
    outside = [glyph for glyph in glyphs if glyph.order not in taken]
    top = min(box.top for box in bounds)
    above = [glyph for glyph in outside if glyph.box.centre[1] < top]
    below = [glyph for glyph in outside if glyph.box.centre[1] >= top]
    lines, cells = layout.table_lines(inside, found)
    return [*layout.plain_lines(above), *lines, *layout.plain_lines(below)], cells, doubt


def _around(table: list[tuple[int, int, Box]]) -> Box:
    box = table[0][2]
    for _, _, other in table[1:]:
        box = box.union(other)
    return box


def _within(inner: Box, outer: Box) -> bool:
    x, y = inner.centre
    return outer.x0 - 1 <= x <= outer.x1 + 1 and outer.top - 1 <= y <= outer.bottom + 1


def _rounded(box: Box) -> list[float]:
    return [round(value, 1) for value in box]


def _line_row(line: Line) -> dict[str, Any]:
    return {"text": line.text, "box": _rounded(line.box), "edges": list(line.edges), "confidence": line.confidence}


def _stamp_lines(glyphs: list[Glyph]) -> list[Line]:
    """The text of each seal, in the order in which it is drawn around the ring."""
    runs: list[list[Glyph]] = []
    for glyph in glyphs:
        near = runs and glyph.order - runs[-1][-1].order <= 2
        if near and abs(glyph.box.top - runs[-1][-1].box.top) < 80:
            runs[-1].append(glyph)
        else:
            runs.append([glyph])
    lines = []
    for run in runs:
        box = run[0].box
        for glyph in run[1:]:
            box = box.union(glyph.box)
        lines.append(Line("".join(glyph.text for glyph in run), box))
    return lines


class _Turner:
    """Turns pdfium's coordinates (origin bottom left, before rotation) into those of the page as it is read."""

    def __init__(self, page: Any, turn: int) -> None:
        self.x0, self.y0, x1, y1 = page.get_cropbox()
        if x1 <= self.x0 or y1 <= self.y0:
            self.x0, self.y0, x1, y1 = page.get_mediabox()
        self.width, self.height = x1 - self.x0, y1 - self.y0
        self.rotation = (page.get_rotation() + turn) % 360

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        left, right, bottom, top = left - self.x0, right - self.x0, bottom - self.y0, top - self.y0
        if self.rotation == 90:
            return Box(bottom, left, top, right)
        if self.rotation == 180:
            return Box(self.width - right, bottom, self.width - left, top)
        if self.rotation == 270:
            return Box(self.height - top, self.width - right, self.height - bottom, self.width - left)
        return Box(left, self.height - top, right, self.height - bottom)


def _glyphs(page: Any) -> tuple[list[Glyph], list[Glyph], int]:
    """The characters of the page, those of seals apart, and by how much the page must be turned to be read."""
    import pypdfium2.raw as pdfium

    textpage = page.get_textpage()
    count = min(textpage.count_chars(), _MOST_CHARACTERS)
    styles: dict[int, tuple[int, bool]] = {}
    raw: list[tuple[str, tuple[float, float, float, float], int, tuple[int, bool]]] = []
    rect = pdfium.FS_RECTF()
    for index in range(count):
        code = pdfium.FPDFText_GetUnicode(textpage, index)
        if code <= 0x20 or code == 0xA0 or code == 0xFFFE or code == 0x3000:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(textpage, index, rect):
            continue
        handle = ctypes.cast(pdfium.FPDFText_GetTextObject(textpage, index), ctypes.c_void_p).value or 0
        style = styles.get(handle)
        if style is None:
            style = styles[handle] = _style(pdfium, textpage, index)
        raw.append(
            (chr(code) if code <= 0x10FFFF else "\ufffd", (rect.left, rect.bottom, rect.right, rect.top), index, style)
        )
    rotation = page.get_rotation()
    turn = _reading_turn([one[3][0] for one in raw], rotation)
    turner = _Turner(page, turn)
    upright = (rotation + turn) % 360
    kept: list[Glyph] = []
    stamped: list[Glyph] = []
    reds = _Reds(raw)
    for character, (left, bottom, right, top), index, style in raw:
        glyph = Glyph(_composed(character), turner.box(left, bottom, right, top), index)
        angle = (style[0] - upright + 180) % 360 - 180
        if abs(angle) > 8 or (style[1] and reds.is_seal(index)):
            stamped.append(glyph)
        else:
            kept.append(glyph)
    textpage.close()
    return layout.without_doubles(_alive(kept)), stamped, turn


def _alive(glyphs: list[Glyph]) -> list[Glyph]:
    return [glyph for glyph in glyphs if glyph.box.width > 0 and glyph.box.height > 0]


def _composed(character: str) -> str:
    """Surrogate halves and the like cannot travel; they become the replacement character."""
    return character if not 0xD800 <= ord(character) <= 0xDFFF else "\ufffd"


class _Reds:
    """Which red characters belong to a seal: they are few, and other text is drawn on both sides of them.

    A red letterhead stands at the beginning of the page and is text.
    """

    def __init__(self, raw: list[tuple[str, tuple[float, float, float, float], int, tuple[int, bool]]]) -> None:
        self.black_before: set[int] = set()
        seen = 0
        for _, _, index, (_, red) in raw:
            if red and seen >= 8:
                self.black_before.add(index)
            seen += not red

    def is_seal(self, index: int) -> bool:
        return index in self.black_before


def _style(pdfium: Any, textpage: Any, index: int) -> tuple[int, bool]:
    """Angle in degrees (counter-clockwise on the unturned page) and whether the character is red."""
    import math

    matrix = pdfium.FS_MATRIX()
    angle = 0
    if pdfium.FPDFText_GetMatrix(textpage, index, matrix):
        angle = round(math.degrees(math.atan2(matrix.b, matrix.a))) % 360
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    coloured = pdfium.FPDFText_GetFillColor(textpage, index, red, green, blue, alpha)
    is_red = bool(coloured) and red.value > 140 and green.value < 110 and blue.value < 110
    return angle, is_red


def _reading_turn(angles: list[int], rotation: int) -> int:
    """By how many degrees clockwise the page must be turned beyond its own rotation for its text to be upright."""
    quarter = Counter(round(angle / 90) % 4 * 90 for angle in angles)
    if not quarter:
        return 0
    angle = quarter.most_common(1)[0][0]
    return (angle - rotation) % 360 if (angle - rotation) % 360 in (90, 180, 270) else 0


class _Drawn:
    """What is drawn on a page besides text: pictures, strokes, rules of tables, and whether anything lies over it."""

    def __init__(self, page: Any, turn: int) -> None:
        import pypdfium2.raw as pdfium

        turner = _Turner(page, turn)
        area = max(turner.width * turner.height, 1.0)
        self.pictures: list[Box] = []
        self.strokes: list[Box] = []
        self.objects = 0
        self.grid_in_path = False  # a whole grid drawn as one path, whose rules cannot be told from its bounds
        self.rules: list[tuple[Box, bool]] = []  # rules with whether they stand upright
        self._upright: set[int] = set()
        for one in page.get_objects(max_depth=3):
            self.objects += 1
            if self.objects > _MOST_OBJECTS:
                break
            if one.type == pdfium.FPDF_PAGEOBJ_IMAGE:
                self.pictures.append(turner.box(*_bounds(one)))
            elif one.type == pdfium.FPDF_PAGEOBJ_PATH:
                self._path(pdfium, one.raw, turner.box(*_bounds(one)))
        self.annotated = overlays.is_annotated(page)
        self.picture_share = max((box.width * box.height / area for box in self.pictures), default=0.0)

    @property
    def upright_rules(self) -> int:
        """At how many places across the page an upright rule stands; a mere frame has two."""
        return len(self._upright)

    def _path(self, pdfium: Any, raw: Any, box: Box) -> None:
        if box.height < 2.5 and box.width > 8:
            self.rules.append((box, False))  # under a blank, or of a table
            return
        if box.width < 2.5 and box.height > 8:
            self._rule(box)
            return
        segments = pdfium.FPDFPath_CountSegments(raw)
        straight = segments <= _MOST_SEGMENTS and all(
            pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(raw, index)) != pdfium.FPDF_SEGMENT_BEZIERTO
            for index in range(segments)
        )
        if straight and segments in (4, 5) and box.height > 8:
            self._rule(box._replace(x1=box.x0))
            self._rule(box._replace(x0=box.x1))
            self.rules.append((box._replace(bottom=box.top), False))
            self.rules.append((box._replace(top=box.bottom), False))
        elif straight and segments > 12 and box.width > 100 and box.height > 30:
            self.grid_in_path = True
        if not (straight and segments in (4, 5)):
            self.strokes.append(box)

    def _rule(self, box: Box) -> None:
        """Remember an upright rule; places closer than 4 points are one."""
        self.rules.append((box, True))
        place = round(box.x0 / 4)
        if not {place - 1, place, place + 1} & self._upright:
            self._upright.add(place)


def _bounds(one: Any) -> tuple[float, float, float, float]:
    left, bottom, right, top = one.get_bounds() if hasattr(one, "get_bounds") else one.get_pos()
    return left, bottom, right, top


class _Tables:
    """The cells of ruled tables, by pdfplumber's geometry.

    The rules come from pdfium where it gives them one by one; pdfplumber reads the page itself where a grid is
    drawn as one path, and where the characters are odd and want a second reading.
    """

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._document: Any = None

    def of(self, number: int, glyphs: list[Glyph], drawn: _Drawn, *, upright: bool) -> tuple[list[_Cells], str]:
        """The tables of a page (cells with row, column and box) and what is doubtful about its characters."""
        odd = any(_ODD.match(glyph.text) for glyph in glyphs)
        ruled = upright and drawn.upright_rules >= _RULES
        if not odd and not drawn.grid_in_path:
            return (_from_rules(drawn.rules) if ruled else []), ""
        page = self._page(number)
        if page is None:
            return (_from_rules(drawn.rules) if ruled else []), ""
        try:
            doubt = _difference(page.chars, glyphs)
            found = [_numbered(table.cells) for table in page.find_tables()] if upright and drawn.grid_in_path else []
        except MemoryError:
            raise
        except Exception:
            return [], ""
        finally:
            page.close()
        return ([cells for cells in found if len(cells) >= 4] or (_from_rules(drawn.rules) if ruled else [])), doubt

    def _page(self, number: int) -> Any:
        try:
            if self._document is None:
                import logging

                import pdfplumber

                logging.getLogger("pdfminer").setLevel(logging.CRITICAL)
                self._document = pdfplumber.open(io.BytesIO(self._data))
            pages = self._document.pages
            return pages[number - 1] if number <= len(pages) else None
        except MemoryError:
            raise
        except Exception:
            return None


def _from_rules(rules: list[tuple[Box, bool]]) -> list[_Cells]:
    """Tables of the rules, by pdfplumber's own steps: edges, their crossings, cells, and cells that touch."""
    if len(rules) > _MOST_RULES:
        return []
    from pdfplumber import table

    edges = [
        {
            "x0": box.x0,
            "x1": box.x1,
            "top": box.top,
            "bottom": box.bottom,
            "width": box.width,
            "height": box.height,
            "orientation": "v" if upright else "h",
            "object_type": "line",
        }
        for box, upright in rules
    ]
    merged = table.merge_edges(edges, 3, 3, 3, 3)
    cells = table.intersections_to_cells(table.edges_to_intersections(merged, 3, 3))
    return [_numbered(found) for found in table.cells_to_tables(cells) if len(found) >= 4]


def _numbered(cells: list[tuple[float, float, float, float]]) -> _Cells:
    """Cells with the numbers of their row and column, counted by their top left corners."""
    rows = {top: index for index, top in enumerate(sorted({cell[1] for cell in cells}))}
    columns = {left: index for index, left in enumerate(sorted({cell[0] for cell in cells}))}
    numbered = [(rows[cell[1]], columns[cell[0]], Box(*(float(value) for value in cell))) for cell in cells]
    return sorted(numbered, key=lambda one: one[:2])


def _difference(chars: list[dict[str, Any]], glyphs: list[Glyph]) -> str:
    """Whether the two libraries read different characters (beyond radicals, doubles and white space)."""
    from reviewer.reading.text import compact

    ours = Counter(compact("".join(glyph.text for glyph in glyphs)))
    theirs = Counter(compact("".join(str(char.get("text", "")) for char in chars)))
    missing = (ours - theirs).total()
    extra = len(set(theirs) - set(ours))
    return "两种读法的文字不一致" if missing > 0.1 * max(sum(ours.values()), 1) or extra > 5 else ""


def reading_turn(page: Any) -> int:
    """By how many degrees a page with a text layer was turned when it was read."""
    return _glyphs(page)[2]


def render_page(page: Any, dpi: float) -> Any:
    """A page as an RGB array (height × width × 3, uint8), drawn smaller where it would be huge."""
    import numpy as np

    width, height = page.get_size()
    scale = dpi / 72
    if width * height * scale * scale > _MOST_PIXELS:
        scale = (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5
    bitmap = page.render(scale=scale, rev_byteorder=True)
    array = bitmap.to_numpy()
    if array.ndim == 2:
        array = np.stack([array] * 3, axis=-1)
    return np.ascontiguousarray(array[:, :, :3])

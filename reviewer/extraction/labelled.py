"""What is written beside the labels of a form: line by line and cell by cell.

A value ends at the next label that the form knows, and goes on over the end of its line where the layout says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewer.core.casefile import Cell, Document, Line, Page, Span
from reviewer.extraction import continuation
from reviewer.extraction.labels import QUESTION, Labelled, labels_in, labels_of, shortened, stops
from reviewer.law.forms import DocumentForm
from reviewer.reading.text import Matching, compact

_REMARK = re.compile(r"^[（(](?:签名|签字|盖章|签章|捺印|手印|签名、?捺?指?印?)[)）][:：\s]*")

_AFTER_VALUE = re.compile("[，,](?=根据|依据|依照|按照|现|决定)")  # a value in running text ends here


def _line_values(document: Document, page: Page, index: int, kind: str) -> Iterator[Labelled]:
    line = page.lines[index]
    matching = Matching.of(line.text)
    text = matching.text
    found = labels_in(kind, matching)
    own = labels_of(kind)
    for position, (start, end, label) in enumerate(found):
        field = own.get(label, "")
        if not field:
            continue
        stop = found[position + 1][0] if position + 1 < len(found) else len(text)
        first, last = matching.span(end, stop) if stop > end else (len(line.text), len(line.text))
        printed = _REMARK.sub("", line.text[first:last].strip().lstrip(":： \u3000").strip())
        if text[end - len(label) - 1 : end - len(label)] != "(":
            printed = _closed(printed)
        if start > 0 and text[start - 1] in ",;。" and text[end : end + 1] != ":":
            printed = _AFTER_VALUE.split(printed, maxsplit=1)[0]
        value = Matching.of(printed, spaces=True).text.strip()
        place = _place(document, page, line, first, last, value)
        yield Labelled(field, label, value, printed, place, line.confidence)


def _closed(value: str) -> str:
    """A value up to the bracket that closes round it and its label: (性别男，住址某村) 执行拘留."""
    depth = 0
    for index, character in enumerate(value):
        if character in "(（":
            depth += 1
        elif character in ")）":
            depth -= 1
            if depth < 0 and index > 1:
                return value[:index]
    return value


def _place(document: Document, page: Page, line: Line, first: int, last: int, value: str) -> Span:
    box = None
    if line.box.width > 0:
        box = line.part(first, last) if last > first else line.box
    return Span(document.source, page.number, box, value[:60], document.id)


def _cell_values(document: Document, page: Page, kind: str) -> Iterator[Labelled]:
    """A label that fills a cell has its value in the next cell of the row, or in the one below."""
    own = labels_of(kind)
    for cell, after in _neighbours(page.cells):
        label = compact(cell.text).rstrip(":")
        field = own.get(label) or own.get(re.sub(r"\(.*?\)", "", label)) or own.get(shortened(label))
        if not field:
            continue
        if after is None or _is_label(after):
            after = _below(page.cells, cell)
        if after is not None and not _is_label(after):
            value = " ".join(after.text.split("\n")) if after.text.isascii() else after.text.replace("\n", "")
            span = Span(document.source, page.number, after.box, value[:60], document.id)
            yield Labelled(field, label, value.strip(), value.strip(), span, 1.0, in_cell=True)


def _is_label(cell: Cell) -> bool:
    text = compact(cell.text).rstrip(":")
    return text in stops() or shortened(text) in stops()


def _below(cells: Sequence[Cell], above: Cell) -> Cell | None:
    """The cell under a cell and as wide, in the next row of its table."""
    for cell in cells:
        same = cell.table == above.table and cell.row == above.row + 1
        if same and abs(cell.box.x0 - above.box.x0) < 3 and abs(cell.box.x1 - above.box.x1) < 3:
            return cell
    return None


def _neighbours(cells: Sequence[Cell]) -> Iterator[tuple[Cell, Cell | None]]:
    for index, cell in enumerate(cells):
        after = cells[index + 1] if index + 1 < len(cells) else None
        same = after is not None and (after.table, after.row) == (cell.table, cell.row)
        yield cell, after if same else None


def labelled(document: Document, form: DocumentForm) -> Iterator[Labelled]:
    """Every labelled value of a document, cells before lines; of a transcript what stands before its questions."""
    for page in document.pages:
        yield from _cell_values(document, page, form.id)
    for page in document.pages:
        for index, line in enumerate(page.lines):
            if QUESTION.match(compact(line.text)):
                return
            if len(line.text) > 3 and compact(line.text) in compact(document.title or ""):
                continue
            values = list(_line_values(document, page, index, form.id))
            if values:
                yield from _with_lines_below(document, page, index, form.id, values)


def _with_lines_below(
    document: Document, page: Page, index: int, kind: str, values: list[Labelled]
) -> Iterator[Labelled]:
    """The values of a line with what the next line holds of them."""
    line = page.lines[index]
    below = page.lines[index + 1] if index + 1 < len(page.lines) else None
    if below is not None and all(one.blank for one in values):
        for label, text, box in continuation.columns_below(kind, line, below):
            span = Span(document.source, page.number, box, text[:60], document.id)
            field = labels_of(kind).get(label, "")
            if field:
                yield Labelled(field, label, text, text, span, below.confidence * 0.9)
                values = [one for one in values if one.label != label]
    if values and (more := continuation.rest(kind, page, index, values[-1])):
        values[-1] = _longer(values[-1], line, more)
    for one in values:
        if below is not None and one.blank and continuation.is_value_below(kind, line, below):
            span = Span(document.source, page.number, below.box, below.text[:60], document.id)
            text = below.text.strip()
            yield Labelled(one.field, one.label, text, text, span, below.confidence * 0.9)
        else:
            yield one
    if below is not None and (name := continuation.second_name(kind, below, values[-1:])):
        span = Span(document.source, page.number, below.box, name, document.id)
        yield Labelled(values[-1].field, values[-1].label, name, name, span, below.confidence * 0.9)


def _longer(one: Labelled, line: Line, more: str) -> Labelled:
    """A value with the rest that stands on the next line, where the value reaches the end of its own."""
    if not line.text.rstrip().endswith(one.printed[-2:]):
        return one
    opened = not re.search(r"^[^（(]*[)）]", one.printed)
    printed = _closed(one.printed + more) if opened else one.printed + more
    return replace(one, printed=printed, text=Matching.of(printed, spaces=True).text)

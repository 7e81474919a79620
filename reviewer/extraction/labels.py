"""Labels and what is written beside them: forms read line by line and cell by cell.

A label counts where it begins a line or a cell, or follows white space or a mark; its value ends at the next label
that the form knows. Letter-spaced labels are found too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from reviewer.core.casefile import Cell, Document, Line, Page, Span
from reviewer.law.forms import DocumentForm, load_forms
from reviewer.reading.text import Matching, compact

SYNONYMS = Path(__file__).parent / "labels.toml"
_NOISE = re.compile(r"[（(].*?[)）]|[□■☑].*|_+|[:：]")
_BEFORE = re.compile(r"[\s,，;；。、)）(（:：|_.\]]$|^$")
_QA = re.compile(r"^(?:问|答)[:;.,]")
_REMARK = re.compile(r"^[（(](?:签名|签字|盖章|签章|捺印|手印|签名、?捺?指?印?)[)）][:：\s]*")


# What a label of a name may go on with: 记录人姓名、单位; 检查人员姓名及工作单位.
_LABEL_END = re.compile(
    r"(?:员)?(?:姓名)(?:[、和及/](?:工作)?(?:单位|职务))*(?=:|$)|(?:[、和及/](?:工作)?(?:单位|职务|姓名))+"
)
_LONGEST_REST = 24  # characters of a value on its second line
_CUT_DATE = re.compile(r"(?:\d{4}|\d{4}年\d{1,2}|月\d{1,2}|日\d{1,2}|[:时]\d{0,2}|年|月|日|至)$")
_ADDRESSES = ("address", "household_addr", "place", "received_place")
_RUNNING = 10  # characters of a line that shows the right margin; a page number in the corner stands outside it


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value beside a label: on the matching copy and as printed; ``blank`` where nothing is written there."""

    field: str
    label: str
    text: str
    printed: str
    span: Span
    confidence: float
    in_cell: bool = False

    @property
    def blank(self) -> bool:
        return not compact(self.text).strip("/_-—:.,;")


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    raw = tomllib.loads(SYNONYMS.read_text(encoding="utf-8"))
    return {name: tuple(compact(label) for label in labels) for name, labels in raw.items()}


def _clean(label: str) -> tuple[str, ...]:
    """The printed words of a label of the forms; choices, blanks and remarks left out."""
    plain = _NOISE.sub("", compact(label))
    return tuple(part for part in re.split(r"[/ ]", plain) if len(part) >= 2)


@cache
def labels_of(kind: str) -> Mapping[str, str]:
    """The labels of a form with the field that each fills: its own first, then other words for them."""
    form = load_forms().get(kind)
    found: dict[str, str] = {}
    if form is None:
        return found
    for one in form.header_fields:
        if one.type != "table":
            found.update({label: one.name for label in _clean(one.label) if label not in found})
    for one in form.header_fields:
        for label in synonyms().get(one.name, ()):
            found.setdefault(label, one.name)
    columns = [one.label for one in form.header_fields if one.type == "table"]
    for printed in (*columns, *(signature.label for signature in form.signatures)):
        for label in _clean(printed):
            found.setdefault(label, "")  # ends a value, fills nothing
    return found


@cache
def _stops() -> frozenset[str]:
    """Every label of every form: where any of them stands, a value ends."""
    words = {label for labels in synonyms().values() for label in labels}
    for form in load_forms().values():
        words.update(label for one in form.header_fields for label in _clean(one.label))
    return frozenset(word for word in words if 2 <= len(word) <= 12)


@cache
def _by_first(kind: str) -> Mapping[str, tuple[str, ...]]:
    """The labels that may stand on a form by their first character, the longest first."""
    found: dict[str, list[str]] = {}
    for label in sorted({*labels_of(kind), *_stops()}, key=len, reverse=True):
        found.setdefault(label[0], []).append(label)
    return {first: tuple(labels) for first, labels in found.items()}


def _matches(kind: str, text: str) -> Iterator[tuple[int, int, str]]:
    """Labels in a text without white space, from the left, the longest at each place."""
    candidates = _by_first(kind)
    index = 0
    while index < len(text):
        for label in candidates.get(text[index], ()):
            if text.startswith(label, index):
                yield index, index + len(label), label
                index += len(label) - 1
                break
        index += 1


def _found(kind: str, matching: Matching) -> list[tuple[int, int, str]]:
    """Labels in a line: start and end on the matching copy (without white space), and the label."""
    own = labels_of(kind)
    text = matching.text
    found: list[tuple[int, int, str]] = []
    for start, end, label in _matches(kind, text):
        if found and start < found[-1][1]:
            continue  # within what the label before it goes on with
        if label in own and (longer := _LABEL_END.match(text, end)) is not None:
            end = longer.end()
        before, after = text[start - 1 : start], text[end : end + 1]
        if after == ")" and "(" in text[:start]:
            continue  # a remark in brackets, not a label
        spaced = start > 0 and matching.origin(start) - matching.origin(start - 1) > 1
        at_border = spaced or bool(_BEFORE.search(before))
        marked = after == ":"
        if label in own:
            if at_border or marked or (found and (len(label) >= 4 or label in ("性别", "年龄"))):
                found.append((start, end, label))
        elif at_border and (marked or spaced):
            found.append((start, end, label))
    return found


def _line_values(document: Document, page: Page, index: int, kind: str) -> Iterator[Labelled]:
    line = page.lines[index]
    matching = Matching.of(line.text)
    text = matching.text
    found = _found(kind, matching)
    own = labels_of(kind)
    for position, (_, end, label) in enumerate(found):
        field = own.get(label, "")
        if not field:
            continue
        stop = found[position + 1][0] if position + 1 < len(found) else len(text)
        first, last = matching.span(end, stop) if stop > end else (len(line.text), len(line.text))
        printed = _REMARK.sub("", line.text[first:last].strip().lstrip(":： \u3000").strip())
        if text[end - len(label) - 1 : end - len(label)] != "(":
            printed = _closed(printed)
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
        field = own.get(label) or own.get(re.sub(r"\(.*?\)", "", label)) or own.get(_short(label))
        if not field:
            continue
        if after is None or _is_label(after):
            after = _below(page.cells, cell)
        if after is not None and not _is_label(after):
            value = " ".join(after.text.split("\n")) if after.text.isascii() else after.text.replace("\n", "")
            span = Span(document.source, page.number, after.box, value[:60], document.id)
            yield Labelled(field, label, value.strip(), value.strip(), span, 1.0, in_cell=True)


def _short(label: str) -> str:
    """A label without what it goes on with."""
    end = next((found for start in range(2, len(label)) if (found := _LABEL_END.fullmatch(label, start))), None)
    return label[: end.start()] if end else ""


def _is_label(cell: Cell) -> bool:
    text = compact(cell.text).rstrip(":")
    return text in _stops() or _short(text) in _stops()


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
            if _QA.match(compact(line.text)):
                return
            if len(line.text) > 3 and compact(line.text) in compact(document.title or ""):
                continue
            values = list(_line_values(document, page, index, form.id))
            if values and (more := _rest(form.id, page, index, values[-1])):
                values[-1] = _longer(values[-1], line, more)
            for one in values:
                if one.blank and index + 1 < len(page.lines) and _is_value_below(form.id, page, index):
                    below = page.lines[index + 1]
                    span = Span(document.source, page.number, below.box, below.text[:60], document.id)
                    text = below.text.strip()
                    yield Labelled(one.field, one.label, text, text, span, below.confidence * 0.9)
                else:
                    yield one


def _rest(kind: str, page: Page, index: int, one: Labelled) -> str:
    """What the next line still holds of a value that runs over the end of its own."""
    more = _continuation(kind, page, index) or _run_on(page, index, one)
    if more or one.field not in _ADDRESSES or one.blank or index + 1 >= len(page.lines):
        return more
    line, below = page.lines[index], page.lines[index + 1]
    text = Matching.of(below.text)
    labels = [start for start, _, _ in _found(kind, text)]
    right = max((other.box.x1 for other in page.lines if len(other.text) >= _RUNNING), default=line.box.x1)
    full = line.box.width > 0 and line.box.x1 >= right - 1.5 * line.box.height
    if not full or not labels or labels[0] == 0 or re.search(r"[号室户]$", one.printed):
        return ""
    return below.text[: text.origin(labels[0])].strip()[:_LONGEST_REST]


def _continuation(kind: str, page: Page, index: int) -> str:
    """The rest of a value that runs over the end of its line: the short line below, where nothing else begins."""
    if index + 1 >= len(page.lines):
        return ""
    line, below = page.lines[index], page.lines[index + 1]
    if line.box.width <= 0 or below.box.width <= 0:
        return _broken_off(kind, page, index)
    right = max((other.box.x1 for other in page.lines if len(other.text) >= _RUNNING), default=line.box.x1)
    full = line.box.x1 >= right - 2.5 * line.box.height
    flush = below.box.x0 <= line.box.x0 + 2 * line.box.height
    near = below.box.top - line.box.bottom < 1.5 * line.box.height
    text = Matching.of(below.text)
    if not (full and flush and near) or len(text.text) > _LONGEST_REST or _found(kind, text) or _QA.match(text.text):
        return ""
    return "" if text.text.isdigit() or re.match(r"第\d+页|[□■☑(]", text.text) else below.text.strip()


def _run_on(page: Page, index: int, one: Labelled) -> str:
    """The rest of a value in running text (…，住址某市某区 / 某里5号，单位…): up to the mark that ends it below."""
    line = page.lines[index]
    if index + 1 >= len(page.lines) or line.box.width <= 0 or one.blank:
        return ""
    text = Matching.of(line.text).text
    place = text.rfind(one.label)
    running = place > 0 and text[place - 1] in ",;(。" and text[place + len(one.label) :][:1] != ":"
    ended = re.search(r"[，,；;。）)]", one.printed)
    right = max((other.box.x1 for other in page.lines if len(other.text) >= _RUNNING), default=line.box.x1)
    if not running or ended or line.box.x1 < right - 2.5 * line.box.height:
        return ""
    return re.split(r"[，,；;。）)：:]", page.lines[index + 1].text.strip(), maxsplit=1)[0][:_LONGEST_REST]


def _broken_off(kind: str, page: Page, index: int) -> str:
    """The rest of a value in a plain text with hard line breaks: a date that ends within a number or before its 日."""
    line, below = page.lines[index], page.lines[index + 1]
    text = Matching.of(below.text)
    most, widest = (max(measure(other.text) for other in page.lines) for measure in (len, _columns))
    full = len(line.text) >= most - 1 or _columns(line.text) >= widest - 6
    if not full or len(line.text) < _RUNNING or _QA.match(text.text):
        return ""
    labels = [start for start, _, _ in _found(kind, text) if start > 0]
    rest = below.text[: text.origin(labels[0])] if labels else below.text
    cut = _CUT_DATE.search(Matching.of(line.text).text) is not None and re.match(r"[\d年月日时分:]", text.text)
    return rest.strip() if cut and len(rest) <= _LONGEST_REST else ""


def _columns(text: str) -> int:
    """The width of a line of text in columns: a Chinese character takes two."""
    return sum(2 if character > "\u2e7f" else 1 for character in text)


def _longer(one: Labelled, line: Line, more: str) -> Labelled:
    """A value with the rest that stands on the next line, where the value reaches the end of its own."""
    if not line.text.rstrip().endswith(one.printed[-2:]):
        return one
    opened = not re.search(r"^[^（(]*[)）]", one.printed)
    printed = _closed(one.printed + more) if opened else one.printed + more
    return replace(one, printed=printed, text=Matching.of(printed, spaces=True).text)


def _is_value_below(kind: str, page: Page, index: int) -> bool:
    """Whether the line below holds the value of a label that ends its line: indented under it and without labels."""
    line, below = page.lines[index], page.lines[index + 1]
    if line.box.width <= 0 or below.box.width <= 0:
        return False
    near = below.box.top - line.box.bottom < 1.2 * line.box.height
    return near and below.box.x0 >= line.box.x0 + 0.5 * line.box.width and not _found(kind, Matching.of(below.text))

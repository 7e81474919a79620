"""Tables of documents as rows: activities in the handling area, questionings, lists of goods, contents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from reviewer.core.casefile import Cell, Document, Span
from reviewer.core.facts import Field
from reviewer.extraction.dates import find_times, parse_moment
from reviewer.reading.text import compact
from reviewer.splitting import contents

GOODS = (
    "seizure_list", "evidence_receipt_list", "evidence_warehouse_in", "preservation_list_admin", "return_list",
    "registration_preservation_list", "transfer_list", "confiscation_list", "destruction_list", "belongings_list",
    "evidence_collection_list",
)  # fmt: skip
_TWO_TIMES = re.compile(r"\d{1,2}[:：时]\d{0,2}.*\d{1,2}[:：时]")
_END = re.compile(r"^以下空白|^合计|^此处空白")
_COLUMNS = {"name": "名称|品名", "quantity": "数量", "features": "特征|规格|型号", "remark": "备注"}
_HEAD = re.compile(r"名称|品名|特征|数量")


def table_fields(document: Document) -> dict[str, Field]:
    """The table of a document as one field: ``activities``, ``rows`` or ``items``; empty where it has none."""
    if document.type == "handling_area_form":
        rows = list(_activities(document))
        return {"activities": _field("activities", rows, document)} if rows else {}
    if document.type == "interrogation_pass":
        rows = list(_timed_rows(document))
        return {"rows": _field("rows", rows, document)} if rows else {}
    if document.type == "volume_contents":
        listed: list[list[object]] = [
            [row.number, row.title, row.doc_no, parse_moment(row.date) if row.date else None, row.first, row.last]
            for row in contents.rows_of(document.pages)
        ]
        return {"rows": _field("rows", listed, document)} if listed else {}
    if document.type in GOODS:
        goods = list(_goods(document))
        return {"items": _field("items", goods, document)} if goods else {}
    return {}


def _field(name: str, rows: list[list[object]], document: Document) -> Field:
    return Field(name, rows, Span(document.source, document.first_page, None, "", document.id), how="cell")


def _timed_rows(document: Document, *, base: date | None = None) -> Iterator[list[object]]:
    """Rows that hold two times: start, end, and the words after them."""
    for page in document.pages:
        for line in page.lines:
            if not _TWO_TIMES.search(line.text):
                continue
            pair = _pair(line.text, base)
            if pair is not None:
                _, start, end, words = pair
                yield [start, end, words]


def _pair(text: str, base: date | None) -> tuple[str, str, str, str] | None:
    """The first two times of a line with the words before and after them."""
    found = [one for one in find_times(text, base=base) if one.value and "T" in one.value]
    if found and found[0].is_range and found[0].end_value and found[0].value:
        return text[: found[0].start].strip(" :：|"), found[0].value, found[0].end_value, text[found[0].end :].strip()
    if len(found) < 2 or found[0].value is None or found[1].value is None:
        return None
    return text[: found[0].start].strip(" :：|"), found[0].value, found[1].value, text[found[1].end :].strip()


def _activities(document: Document) -> Iterator[list[object]]:
    """Activity, start, end, room. One line of the form is one activity."""
    for page in document.pages:
        last: date | None = None
        for line in page.lines:
            if not _TWO_TIMES.search(line.text):
                continue
            pair = _pair(line.text, last)
            if pair is None or not pair[0] or len(pair[0]) > 24:
                continue
            last = date.fromisoformat(pair[1][:10])
            yield list(pair)


def _goods(document: Document) -> Iterator[list[object]]:
    """Name, quantity, features, remark: by the cells of a ruled table, else by the lines that begin with a number."""
    for page in document.pages:
        if page.cells:
            yield from _cell_goods(page.cells)
        else:
            for line in page.lines:
                parts = line.text.split()
                if len(parts) >= 3 and re.fullmatch(r"\d{1,3}[.、．]?", parts[0]):
                    yield [parts[1], parts[2], parts[3] if len(parts) > 3 else "", " ".join(parts[4:])]


def _cell_goods(cells: tuple[Cell, ...]) -> Iterator[list[object]]:
    columns: dict[str, int] = {}
    rows: dict[tuple[int, int], dict[int, str]] = {}
    for cell in cells:
        rows.setdefault((cell.table, cell.row), {})[cell.column] = compact(cell.text)
    for row in rows.values():
        words = set(row.values())
        if any(word in ("名称", "物品名称", "品名", "财物名称") for word in words) and len(words) >= 3:
            columns = {_column(word): column for column, word in row.items() if _column(word)}
            continue
        if not columns or _END.match("".join(row.values())):
            continue
        name = row.get(columns.get("name", -1), "")
        if name and not _HEAD.fullmatch(name):
            yield [name, *(row.get(columns.get(key, -1), "") for key in ("quantity", "features", "remark"))]


def _column(word: str) -> str:
    return next((key for key, pattern in _COLUMNS.items() if re.search(pattern, word)), "")

"""The table of contents of a volume (卷内文书目录): its rows, and what it says of where documents begin."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reviewer.core.casefile import Page
from reviewer.law.forms import document_numbers
from reviewer.reading.text import Matching
from reviewer.splitting.kinds import kinds_of_title, printed_number

_ROW = re.compile(r"^(\d{1,3})(?=\D)\s*(.*?)\s(\d{1,4})\s*(?:[-—~至]\s*(\d{1,4}))?\s*$")
_TIGHT_ROW = re.compile(r"^(\d{1,3})(?=\D)(.*?[^\d.\-/年月])(\d{1,4})(?:[-—~至](\d{1,4}))?$")
_DATE = re.compile(r"(?:19|20)\d{2}[.\-/年]\d{1,2}[.\-/月]\d{1,2}日?")
_AUTHOR = re.compile(
    r"^[\u4e00-\u9fff]{2,20}?(?:公安局|公安分局|分局|人民检察院|检察院|人民法院|看守所|拘留所|派出所|鉴定所|鉴定中心|认定中心|价格认证中心)"
)


@dataclass(frozen=True, slots=True)
class Row:
    """One row: what it calls the document, and the pages of the volume on which that stands."""

    number: int
    title: str
    kinds: tuple[str, ...]
    doc_no: str
    date: str
    first: int
    last: int
    page: int  # the page of the source on which the row stands


def _row(text: str, page: int) -> Row | None:
    match = _ROW.match(text) or _TIGHT_ROW.match("".join(text.split()))
    if match is None:
        return None
    rest = "".join(match[2].split())
    doc_no = ""
    for found in document_numbers(rest):
        doc_no = rest[found.start : found.end]
        rest = rest[: found.start] + "|" + rest[found.end :]
        break
    day = _DATE.search(rest)
    if day is not None:
        rest = rest[: day.start()] + "|" + rest[day.end() :]
    title, kinds = _title(rest)
    first = int(match[3])
    return Row(int(match[1]), title, kinds, doc_no, day[0] if day else "", first, int(match[4] or first), page)


def _title(rest: str) -> tuple[str, tuple[str, ...]]:
    """The title in what is left of a row: the longest part that names a form, else the longest part."""
    parts = [part for part in rest.split("|") if part]
    for part in sorted(parts, key=len, reverse=True):
        plain = _AUTHOR.sub("", part)
        for start in range(max(len(plain) - 3, 1)):
            if kinds := kinds_of_title(plain[start:]):
                return plain[start:], kinds
    longest = max(parts, key=len, default="")
    return _AUTHOR.sub("", longest) or longest, ()


def rows_of(pages: Iterable[Page]) -> tuple[Row, ...]:
    """The rows of the contents pages of one volume, in order."""
    found: list[Row] = []
    for page in pages:
        pending = ""
        for line in page.lines:
            text = Matching.of(line.text, spaces=True).text.strip()
            row = _row(text, page.number) or (_row(pending + text, page.number) if pending else None)
            if row is not None and len(row.title) > 1:
                found.append(row)
                pending = ""
            else:
                pending = text if re.match(r"^\d{1,3}(?:\D|$)", text) else pending + text if pending else ""
    return tuple(found)


def placed(rows: Sequence[Row], pages: Sequence[Page], starts: Mapping[int, tuple[str, ...]]) -> dict[int, Row]:
    """Pages of the source on which rows say that a document begins.

    The page numbers of a volume are printed at the head of its pages, or else run on with the source by a fixed
    difference: the one under which most titles agree.

    Args:
        rows: the rows of the volume's contents table.
        pages: the pages of the source after the contents table.
        starts: what begins on a page by its title.
    """
    printed = {number: page.number for page in pages if (number := printed_number(page)) is not None}
    if len(printed) * 2 >= len(pages):
        return {printed[row.first]: row for row in rows if row.first in printed}
    votes: Counter[int] = Counter()
    for row in rows:
        for number, kinds in starts.items():
            if set(kinds) & set(row.kinds):
                votes[number - row.first] += 1
    if not votes:
        return {}
    shift, count = votes.most_common(1)[0]
    if count < max(2, len(rows) // 3):
        return {}
    numbers = {page.number for page in pages}
    return {row.first + shift: row for row in rows if row.first + shift in numbers}

"""Values that go on over the end of their line, or stand on the line below their label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reviewer.core.casefile import Box, Line, Page
from reviewer.extraction.labels import QUESTION, Labelled, labels_in
from reviewer.extraction.personal_names import is_name
from reviewer.reading.text import Matching

_LONGEST_REST = 24  # characters of a value on its second line
_CUT_DATE = re.compile(r"(?:\d{4}|\d{4}年\d{1,2}|月\d{1,2}|日\d{1,2}|[:时]\d{0,2}|年|月|日|至)$")
_ADDRESSES = ("address", "household_addr", "place", "received_place")
_NAMES = ("officers", "receiving_officers", "members")
_LABEL = re.compile(r"[\u4e00-\u9fff]{2,8}:")
_RUNNING = 10  # characters of a line that shows the right margin; a page number in the corner stands outside it


def rest(kind: str, page: Page, index: int, one: Labelled) -> str:
    """What the next line still holds of a value that runs over the end of its own."""
    more = _end_below(page, index, one) or _continuation(kind, page, index) or _run_on(page, index, one)
    if more or one.field not in _ADDRESSES or one.blank or index + 1 >= len(page.lines):
        return more
    line, below = page.lines[index], page.lines[index + 1]
    text = Matching.of(below.text)
    labels = [start for start, _, _ in labels_in(kind, text)]
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
    begins = labels_in(kind, text) or QUESTION.match(text.text) or _LABEL.match(text.text)
    if not (full and flush and near) or len(text.text) > _LONGEST_REST or begins:
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
    if not full or len(line.text) < _RUNNING or QUESTION.match(text.text):
        return ""
    labels = [start for start, _, _ in labels_in(kind, text) if start > 0]
    rest = below.text[: text.origin(labels[0])] if labels else below.text
    cut = _CUT_DATE.search(Matching.of(line.text).text) is not None and re.match(r"[\d年月日时分:]", text.text)
    return rest.strip() if cut and len(rest) <= _LONGEST_REST else ""


def _columns(text: str) -> int:
    """The width of a line of text in columns: a Chinese character takes two."""
    return sum(2 if character > "\u2e7f" else 1 for character in text)


def _end_below(page: Page, index: int, one: Labelled) -> str:
    """The end of a range that has a line of its own below its beginning: 自 … 起 / 至 … 止."""
    if one.field != "time_range" or one.blank or index + 1 >= len(page.lines) or "至" in one.text:
        return ""
    below = page.lines[index + 1].text.strip()
    return below if re.match(r"[至到]\s*(?:\d|[〇零一二三四五六七八九十]|[年_])", below) and len(below) <= 40 else ""


def second_name(kind: str, below: Line, ones: Sequence[Labelled]) -> str:
    """The name that stands under the one before, in a form with one person a line and the label only once."""
    if not ones or ones[0].field not in _NAMES or ones[0].blank:
        return ""
    box = ones[0].span.box
    indented = below.text[:1].isspace() if box is None or below.box.width <= 0 else below.box.x0 > box.x0 - 8
    words = below.text.split()
    if not indented or not words or labels_in(kind, Matching.of(below.text)):
        return ""
    return words[0] if is_name(words[0]) else ""


def columns_below(kind: str, line: Line, below: Line) -> Iterator[tuple[str, str, Box | None]]:
    """Labels set above their values: a line of labels alone, and the words that stand under each of them.

    Yields label, words and their box. Labels with a colon have their values beside them, and blank ones none.
    """
    matching, under = Matching.of(line.text), Matching.of(below.text)
    found = labels_in(kind, matching)
    bare = re.sub(r"[/、~—\-]", "", matching.text)
    if not found or sum(end - start for start, end, _ in found) < len(bare):
        return
    if labels_in(kind, under) or QUESTION.match(under.text) or not line.edges or not below.edges:
        return
    apart = below.box.top - line.box.bottom
    if not -2 < apart < 1.2 * line.box.height or abs(below.box.x0 - line.box.x0) > line.box.height:
        return
    lefts = [line.edges[matching.origin(start)] for start, _, _ in found]
    for position, (_, _, label) in enumerate(found):
        right = lefts[position + 1] if position + 1 < len(found) else float("inf")
        places = [k for k in range(len(below.text)) if lefts[position] - 4 <= below.edges[k] < right - 4]
        words = "".join(below.text[k] for k in places).strip()
        if words:
            yield label, words, below.part(places[0], places[-1] + 1)


def is_value_below(kind: str, line: Line, below: Line) -> bool:
    """Whether the line below holds the value of a label that ends its line: indented under it and without labels."""
    if line.box.width <= 0 or below.box.width <= 0:
        return False
    near = below.box.top - line.box.bottom < 1.2 * line.box.height
    return near and below.box.x0 >= line.box.x0 + 0.5 * line.box.width and not labels_in(kind, Matching.of(below.text))

"""Which document begins on a page: by its title, else by what a trained classifier sees.

A title is a short line near the top that names a known form, alone or after the name of its office. A line that
mentions a form in passing is none: it has 《》 around it or a full stop in it, or stands in a table of contents.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reviewer.core.casefile import Line, Page
from reviewer.core.errors import LawDataError
from reviewer.law.forms import forms_by_title, load_forms
from reviewer.reading.text import compact, doubled

TITLES = Path(__file__).parent / "titles.toml"
TOP_LINES = 9
_TOP_SHARE = 0.42  # of the page's height in which a title stands
_LONGEST_TITLE = 32
_WIDE_GAP = 2.5  # heights of a line between what is written beside a title and the title, whose letters may be spaced

_ORDINAL = re.compile(r"\(?第[一二三四五六七八九十\d]*次\)?|\(?[一二三四五六七八九十]\)?$")
_COPY = re.compile(
    r"\((?:副本|正本|存根|附卷联?|此联附卷|复印件|影印件|样本|第[一二三四]联|回执联?|刑事|行政|治安|\d+)\)"
)
_OFFICE = re.compile(
    r"^.{0,24}?(?:公安(?:局|厅|部)|分局|派出所|支队|大队|中队|检察院|法院|看守所|拘留所|鉴定(?:所|中心)|中心|司法局|指挥部|"
    r"委员会)"
)
_ATTACHED = re.compile(r"^附(?:件|表)?[\d一二三四五六七八九十]*[:.]")
_QUALIFIER = re.compile(r"^(?:公安机关|公安|刑事|行政|治安管理|治安)(?:案件)?")
_COPIED = re.compile(r".{4,}\((?:复印件|影印件|复制件|打印件|翻拍件?|截图)\)$")  # of a paper that is no known form
_JOINTS = re.compile(r"[、/和及与的]")  # 扣押物品、文件清单, 扣押物品和文件清单, 扣押物品文件清单
_SLASH = re.compile(r"[/／、]")
_COUNTER = re.compile(r"第(\d+)页(?:[/,]?共(\d*)页)?|(?<!\d)(\d+)/(\d+)(?!\d)")
_PAGE_NUMBER = re.compile(r"[-—]?\d{1,4}[-—]?")
_QA = re.compile(r"^(?:问|答)[:;.,]")
_CONTENTS_ROW = re.compile(r"^\d{1,3}.{4,}?\d{1,3}(?:-\d{1,3})?$")


@dataclass(frozen=True, slots=True)
class Start:
    """That a document begins on a page: its title as printed, the forms that go by it, how sure this is."""

    title: str
    kinds: tuple[str, ...]
    confidence: float
    line: int


@cache
def _titles() -> Mapping[str, tuple[str, ...]]:
    """Known titles on the matching copy."""
    found: dict[str, tuple[str, ...]] = {}
    for title, kinds in forms_by_title().items():
        for plain in _spellings(compact(title)):
            for key in {plain, _JOINTS.sub("", plain)}:
                found[key] = tuple(dict.fromkeys((*found.get(key, ()), *kinds)))
    return found


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """Titles that no list can hold, in the order of their file: the first that fits counts.

    Raises:
        LawDataError: a pattern is no regular expression, or names no form.
    """
    found: list[tuple[re.Pattern[str], tuple[str, ...]]] = []
    for table in tomllib.loads(TITLES.read_text(encoding="utf-8"))["title"]:
        kinds = tuple(table.get("kinds") or (table["kind"],))
        if unknown := [kind for kind in kinds if kind not in load_forms()]:
            raise LawDataError(f"{TITLES.name}：没有这种文书：{'、'.join(unknown)}")
        for pattern in table["patterns"]:
            try:
                found.append((re.compile(pattern), kinds))
            except re.error as error:
                raise LawDataError(f"{TITLES.name} {kinds[0]}：不是正确的正则表达式：{error}") from error
    return tuple(found)


def _spellings(title: str) -> Iterator[str]:
    """A title of the forms as it may be printed: without remarks in brackets, with one of the words at a slash."""
    if "前案" in title:  # an earlier case's paper bears the title of today's; only its place tells it
        return
    plain = re.sub(r"\([^)]*\)", "", title)
    yield plain
    before, slash, after = plain.partition("/")
    if not slash:
        return
    # 立案/不予立案告知书: the shorter side lacks the end or the beginning that both share.
    for end in range(len(after)):
        if len(after) - end <= 5:
            yield before + after[end:]
    yield from (part for part in (before, after) if len(part) > 3)
    for start in range(1, len(before)):
        yield before[:start] + after


def plain_title(text: str) -> str:
    """A line as titles are compared: without white space, number of the session, and note of the copy."""
    text = _ATTACHED.sub("", doubled(compact(text)).strip("《》-—_.:"))
    text = _ORDINAL.sub("", _COPY.sub("", text))
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        return text[1:-1]
    return text.strip("()") if text.count("(") != text.count(")") else text


def kinds_of_title(text: str) -> tuple[str, ...]:
    """The forms that a title may name (several share 传唤证); empty where it names none."""
    title = plain_title(text)
    if len(title) < 2 or len(title) > _LONGEST_TITLE or any(mark in title for mark in "。,;?!“”《"):
        return ()
    readings = tuple(dict.fromkeys(_readings(title)))
    for candidate in readings:
        if kinds := _titles().get(candidate) or _titles().get(_JOINTS.sub("", candidate)):
            return kinds
    for candidate in readings:
        plain = _JOINTS.sub("", candidate)
        for pattern, kinds in _patterns():
            if pattern.search(candidate) or pattern.search(plain):
                return kinds
    if qualified := _qualified(readings):
        return qualified
    return ("documentary_evidence_copy",) if _COPIED.search(compact(text)) else ()


def _qualified(readings: tuple[str, ...]) -> tuple[str, ...]:
    """The forms of a title before which stands the kind of case (刑事拘留证); those of that kind where it says so."""
    forms = load_forms()
    for candidate in readings:
        rest = _QUALIFIER.sub("", candidate)
        if len(rest) < 3 or rest == candidate or not (kinds := _titles().get(rest, ())):
            continue
        wanted = "criminal" if candidate.startswith("刑事") else "administrative"
        return tuple(kind for kind in kinds if forms[kind].case_type in (wanted, "both")) or kinds
    return ()


def _readings(title: str) -> Iterator[str]:
    """The title as it is, without the office before it, its remark left out or before it, each side of a slash."""
    yield title
    rest = title
    while (office := _OFFICE.match(rest)) is not None and len(rest) > office.end() + 1:
        rest = rest[office.end() :]
        yield rest
    if remark := re.search(r"\(([^)]*)\)", title):
        without = title[: remark.start()] + title[remark.end() :]
        yield remark[1] + without  # 询问笔录(被害人)
        yield without
    parts = _SLASH.split(title)
    if len(parts) > 1:
        yield from (part for part in parts if len(part) > 3)


def _candidates(page: Page) -> Iterator[tuple[int, Line, str]]:
    """Lines near the top that may be a title, also two lines as one."""
    height = page.height if len(page.lines) > 4 else 0.0  # a divider bears its title in the middle
    seen = 0
    for index, line in enumerate(page.lines):
        text = line.text.strip()
        if not text or _PAGE_NUMBER.fullmatch(compact(text)):
            continue
        seen += 1
        if seen > TOP_LINES or (height and line.box.top > height * _TOP_SHARE):
            return
        yield index, line, text
        yield from ((index, piece, piece.text) for piece in _pieces(line))
        if index + 1 < len(page.lines) and len(text) <= 16 and len(page.lines[index + 1].text) <= 16:
            below = page.lines[index + 1].text.strip()
            if kinds_of_title(below) != kinds_of_title(text + below):  # a running head above a title is no part of it
                yield index, line, text + below


def _pieces(line: Line) -> Iterator[Line]:
    """The parts of a line between wide gaps, where it has any: a title with the number of the session at the margin."""
    if len(line.edges) <= len(line.text) or line.box.height <= 0:
        return
    words = list(re.finditer(r"\S+", line.text))
    parts: list[tuple[int, int]] = []
    for word in words:
        start, end = word.span()
        if parts and line.edges[start] - line.edges[parts[-1][1]] < _WIDE_GAP * line.box.height:
            parts[-1] = (parts[-1][0], end)
        else:
            parts.append((start, end))
    if len(parts) > 1:
        yield from (Line(line.text[a:b], line.part(a, b), (), line.confidence) for a, b in parts)


def is_contents(page: Page) -> bool:
    """Whether the page is a table of contents (卷内文书目录): at least four rows of number, title and page."""
    head = "".join(compact(line.text) for line in page.lines[:6])
    rows = sum(bool(_CONTENTS_ROW.match(compact(line.text))) for line in page.lines)
    named = "目录" in head
    columns = "序号" in head and "页" in head
    listed = rows >= (1 if named else 4) and (named or columns or rows >= 8)
    return listed and _titled_rows(page) >= min(rows, 3)


def _titled_rows(page: Page) -> int:
    """How many lines name a document form somewhere."""
    texts = (compact(line.text) for line in page.lines)
    return sum(any(title in text for title in _telling_titles()) for text in texts)


@cache
def _telling_titles() -> tuple[str, ...]:
    return tuple(title for title in _titles() if len(title) >= 3)


def start_of(page: Page) -> Start | None:
    """The document that begins on a page by its title, or ``None``."""
    if _QA.match(compact(page.lines[0].text)) if page.lines else True:
        return None
    for position, (index, line, text) in enumerate(_candidates(page)):
        kinds = () if _CONTENTS_ROW.match(compact(text)) else kinds_of_title(text)
        if not kinds:
            continue
        plain = plain_title(text)
        if not _stands_as_title(page, index, line, plain, kinds):
            continue
        return Start(text, kinds, 0.98 if position <= 3 else 0.9, index)
    return _below_approvals(page)


_TITLE_END = re.compile(
    r"(?:笔录|决定书|通知书|告知书|意见书|证明书?|申请书|审批表|登记表|清单|报告书?|协议书?|承诺书|保证书|公函|提纲|回执|"
    r"建议书|裁定书|判决书|调解书|委托书|情况表|记录表|[\u4e00-\u9fff]{3}证)$"
)


def unnamed_title(page: Page) -> str:
    """A title of no known form: set large in the middle near the top, and ending as titles do; empty where none is."""
    heights = sorted(line.box.height for line in page.lines)
    if len(heights) < 4 or not page.width:
        return ""
    usual = heights[len(heights) // 2]
    for line in page.lines[:4]:
        plain = plain_title(line.text)
        if not 3 <= len(plain) <= 24 or not _TITLE_END.search(plain) or any(mark in plain for mark in "。,;:?!《"):
            continue
        centred = abs(line.box.x0 + line.box.x1 - page.width) < 0.1 * page.width
        if centred and line.box.width < 0.75 * page.width and line.box.height > 1.25 * usual:
            return line.text.strip()
    return ""


_APPROVAL_HEAD = re.compile(r"^(?:领导|局领导|审批|批示|审核)")


def _below_approvals(page: Page) -> Start | None:
    """The title of a report that stands below the boxes in which it was approved."""
    if not any(_APPROVAL_HEAD.match(compact(line.text)) for line in page.lines[:4]):
        return None
    for index, line in enumerate(page.lines):
        if "呈请" in (text := compact(line.text)) and kinds_of_title(text):
            return Start(line.text.strip(), kinds_of_title(text), 0.9, index)
    return None


def _stands_as_title(page: Page, index: int, line: Line, plain: str, kinds: tuple[str, ...]) -> bool:
    """Whether the line is set as a title: alone, centred or the first of the page, and no running text beside it."""
    if len(plain) <= 3 and not line.box.width:
        return index <= 2
    if not page.width or not line.box.width:
        return index <= 3 or len(plain) > 4
    left, right = line.box.x0, page.width - line.box.x1
    centred = abs(left - right) < 0.22 * page.width
    single = _is_single_page(kinds)
    return centred or index <= 1 or (single and index <= 4 and len(plain) > 4)


def _is_single_page(kinds: tuple[str, ...]) -> bool:
    forms = load_forms()
    return all(forms[kind].pages == "single" for kind in kinds if kind in forms)


def counter_of(page: Page) -> tuple[int, int | None] | None:
    """The page counter (第 n 页 共 m 页) in the first or last lines: n and m, m ``None`` where blank."""
    lines = [compact(line.text) for line in page.lines]
    for text in [*lines[-3:][::-1], *lines[:3]]:
        match = _COUNTER.search(text)
        if match is None or len(text) > 24:
            continue
        if match[1] and ("共" in match[0] or text == match[0]):
            return int(match[1]), int(match[2]) if match[2] else None
        if match[3] and text == match[0]:
            return int(match[3]), int(match[4])
    return None


def goes_on(page: Page) -> bool:
    """Whether the page begins in the midst of questions and answers."""
    first = next((compact(line.text) for line in page.lines if not _PAGE_NUMBER.fullmatch(compact(line.text))), "")
    return bool(_QA.match(first))


def printed_number(page: Page) -> int | None:
    """The page number of the volume at the head of the page, if one is printed there."""
    for line in page.lines[:2]:
        text = compact(line.text)
        if re.fullmatch(r"\d{1,4}", text) and (not page.height or line.box.top < 0.12 * page.height):
            return int(text)
    return None

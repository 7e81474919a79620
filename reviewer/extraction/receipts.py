"""Dates at the foot of documents: the day of issue, and who received or signed when.

A receipt strip is a sentence (本通知书已收到 …) with a signature label and a date below or beside it; two strips
side by side are read one after the other, so each has its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.core.casefile import Document, Line, Page, Span
from reviewer.extraction.patterns import MOMENT
from reviewer.extraction.personal_names import is_name
from reviewer.reading.text import compact

_RECEIVED = re.compile(
    r"(?:本|此|上述|该|以上)?(?:通知书?|告知书?|决定书?|证|文书|意见书?|清单|传唤证|副本|笔录|内容|材料)[^。:]{0,10}?"
    r"(?:已)?(?:收到|收悉|收讫|送达|宣[读布告]|出示)|收到(?:本|此|上述)|^已收到"
)
_ANNOUNCED = re.compile(r"向我.{0,4}(?:宣读|宣布|宣告|出示)")
_ACKNOWLEDGED = re.compile(
    r"(?:以上|上述|本|该).{0,8}(?:内容|权利|告知书?|义务).{0,10}(?:看过|阅读|已阅|知悉|知晓|明白|清楚|收到|理解)"
)
# The day within the sentence of receipt (本告知书于…收到), and a name with its day and no label (孙丙（指印）2026.3.8).
_RECEIVED_ON = re.compile(
    rf"(?:(?:本|此|该)(?:通知书?|告知书?|决定书?|文书|清单)|《[^》]{{2,16}}》)[^。:年]{{0,6}}[于在]({MOMENT})[^。:年]{{0,6}}"
    r"(?:收到|收悉|收讫|送达)"
)
_NAME_AND_DAY = re.compile(rf"([\u4e00-\u9fff·]{{2,8}}?)(?:\((?:捺?指?印|捺指印|签名|签名?、?捺?指?印)\))?({MOMENT})$")
_DATE = re.compile(MOMENT)
_ISSUED = re.compile(
    r"^[二一][〇○零0OОo一二三四五六七八九]{3}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十廿]{1,3}日"
)
_PLAIN_DAY = re.compile(r"^(?:\d{4}年\d{1,2}月\d{1,2}日|\d{4}[.\-/]\d{1,2}[.\-/]\d{1,2})(?:\d{1,2}时.*)?$")
_LABEL = re.compile(r"^([\u4e00-\u9fff（）()、/\s]{2,24}?)[:：]")
_UNSIGNED = re.compile(r"^[^\d]{0,24}[:：]?\s*年\s*月\s*日(?:\s*时(?:\s*分)?)?$")
_DEADLINE = re.compile(r"注明|无法通知|理由")

# A person described and not a signature: the date beside it is a birthday.
_DESCRIBED = re.compile(r"出生|性别|身份证|证件|号码|住址|[,，][男女][,，]|职业|文化")
_LONGEST_BELOW = 24  # characters of a line below a label that holds its date and no sentence of its own
_LONGEST_BESIDE = 40  # characters between the beginning of a signature line and its date

VICTIM = re.compile(r"被害人|被侵害人|受害人")
FAMILY = re.compile(r"家属|亲属|监护人|法定代理人")
SUBJECT = re.compile(
    r"犯罪嫌疑人|违法嫌疑人|违法行为人|当事人|受送达人|控告人|举报人|报案人|申请人|被告知|被(?!害人|侵害人)[\u4e00-\u9fff]{2,8}人"
)
LODGED = re.compile(r"接收|收押|看守所|拘留所")
OFFICER = re.compile(
    r"民警|侦查人员|办案人|承办人|执行人|送达人|告知人|经办人|医生|检查人|鉴定人|持有人|见证人|保管|接收|领导|负责人|审核|批准|"
    r"立卷|提交"
)


@dataclass(frozen=True, slots=True)
class Strip:
    """A signature label with the date beside it. ``moment`` is empty where the date is left blank."""

    label: str
    moment: str
    receipt: bool  # a sentence of receipt stands before it
    span: Span
    order: int
    announced: bool = False  # and it says that the paper was read out


def issued(document: Document) -> Strip | None:
    """The day of issue: the last date in Chinese numerals on a line of its own, else the last plain one."""
    plain: Strip | None = None
    for page in reversed(document.pages):
        for index in range(len(page.lines) - 1, -1, -1):
            line = page.lines[index]
            text = compact(line.text)
            if match := _ISSUED.match(text):
                return Strip("", match[0], False, _span(document, page, line), index)
            if plain is None and _PLAIN_DAY.match(text) and not _labelled_before(page, index):
                plain = Strip("", text, False, _span(document, page, line), index)
    return plain


def _labelled_before(page: Page, index: int) -> bool:
    """Whether the line above ends in a label, so that the date belongs to a signature and is not of issue."""
    above = compact(page.lines[index - 1].text) if index else ""
    person = SUBJECT.search(above) or FAMILY.search(above) or VICTIM.search(above)
    return above.endswith((":", "：")) and person is not None


def strips(document: Document) -> Iterator[Strip]:
    """Signature labels with their dates, in reading order; last what sentences say of a receipt."""
    order = 0
    told: list[Strip] = []
    for page in document.pages:
        receipt = announced = acknowledged = False
        lines = page.lines
        for index, line in enumerate(lines):
            text = compact(line.text)
            if _RECEIVED.search(text) and not _DEADLINE.search(text):
                receipt, announced = True, bool(_ANNOUNCED.search(text))
            acknowledged = acknowledged or receipt or _ACKNOWLEDGED.search(text) is not None
            said = _RECEIVED_ON.search(text)
            alone = _NAME_AND_DAY.fullmatch(text) if acknowledged else None
            if said is not None:
                told.append(Strip("", said[1], True, _span(document, page, line), index))
            elif alone is not None and is_name(alone[1]):
                order += 1
                yield Strip("", alone[2], receipt, _span(document, page, line), order, announced)
            match = _LABEL.match(_last_sentence(line.text))
            if match is None or _DEADLINE.search(match[1]):
                continue
            label = compact(match[1])
            if not (SUBJECT.search(label) or VICTIM.search(label) or FAMILY.search(label) or OFFICER.search(label)):
                continue
            found = _date_of(document, page, index)
            if found is None:
                continue
            order += 1
            yield Strip(label, found[0], receipt, found[1], order, announced)
    yield from told


def _last_sentence(text: str) -> str:
    """What stands behind the last full stop of a line: a signature may follow the sentence that is signed."""
    return text.strip().rpartition("。")[2].strip() if not text.strip().endswith("。") else text.strip()


def _date_of(document: Document, page: Page, index: int) -> tuple[str, Span] | None:
    """The date beside a label or on the next lines; an empty one where its place is left blank."""
    for line in page.lines[index : index + 3]:
        text = compact(_last_sentence(line.text) if line is page.lines[index] else line.text)
        if line is not page.lines[index] and (_LABEL.match(line.text.strip()) or len(text) > _LONGEST_BELOW):
            return None
        if _DESCRIBED.search(text):
            return None
        if _UNSIGNED.match(text):
            return "", _span(document, page, line)
        matches = [one for one in _DATE.finditer(text) if not one[0].startswith("年")]
        if matches:
            if matches[-1].start() > _LONGEST_BESIDE:
                return None
            return matches[-1][0], _span(document, page, line)
    return None


def _span(document: Document, page: Page, line: Line) -> Span:
    return Span(document.source, page.number, line.box if line.box.width > 0 else None, line.text[:60], document.id)

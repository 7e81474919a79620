"""Where on a page somebody is asked to sign: the printed label and the room beside it.

A label is the word of a form (``被拘留人：``) followed by a colon, also with ``签名``, ``（及监护人）`` and the like
between; in a table it may stand alone in its cell. The same words stand in the head of a record as a field with
its value (``见证人：孙丙，女，…``): such a place is no place to sign.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from reviewer.core.casefile import Blob, BlobKind, Box, Document, Page
from reviewer.extraction.compact import Compact, visual_lines, without_dates
from reviewer.law.forms import DocumentForm, FormSignature

LARGEST_SHIFT = 14.0  # points between the row of a label and the edge of a mark that belongs to it
LONG_LINE = 24  # characters: from here on a line is running text
LONG_VALUE = 20

# Other words for the same role, tried where the words of the form are not on the page.
SYNONYMS: dict[str, tuple[str, ...]] = {
    "officer": (
        *("办案民警", "侦查人员", "侦查员", "办案人员", "办案人", "承办人", "承办民警", "经办人"),
        *("民警", "检查人", "检查民警", "扣押人", "提讯人", "制作人", "制作民警"),
    ),
    "recorder": ("记录人", "笔录人", "记录员"),
    "witness": ("见证人",),
    "subject": (
        *("被询问人", "被讯问人", "被讯询问人", "被告知人", "被传唤人", "被处罚人", "被检查人", "被搜查人"),
        *("被拘留人", "被逮捕人", "被取保候审人", "犯罪嫌疑人", "违法嫌疑人", "违法行为人", "嫌疑人", "当事人", "本人"),
    ),
    "holder": ("持有人", "证据持有人", "物品持有人", "财物持有人", "提供人", "提交人", "被扣押人", "交出人", "当事人"),
    "custodian": ("保管人", "物品管理人员", "管理人员", "入库办理人", "入库人", "管理民警"),
    "family": ("家属", "被拘留人家属", "被逮捕人家属", "被通知人", "收件人"),
    "victim": ("被害人", "被侵害人", "被害人或其家属"),
    "jailer": ("接收民警", "看守所接收民警", "接收人员", "接收人", "监管民警", "值班民警"),
    "checker": ("审核人", "审核部门负责人", "法制审核人", "法制部门负责人", "检查人"),
    "approver": ("负责人", "部门负责人", "办案部门负责人", "审批人", "批准人", "单位负责人"),
    "receiver": ("收件人", "受送达人", "签收人", "领取人", "接收人"),
    "reporter": ("报案人", "控告人", "举报人", "扭送人", "报警人"),
    "identifier": ("辨认人", "指认人"),
    "expert": ("鉴定人", "认定人", "检验人"),
    "doctor": ("检查医生", "医生", "医师"),
}
# Rows of the opinions on an approval sheet: whoever signs there is not named by a label of his own.
ROWS: dict[str, tuple[str, ...]] = {
    "局领导": ("领导批示", "领导审批", "领导意见", "审批意见", "批示"),
    "领导批示": ("领导批示", "领导审批", "领导意见", "审批意见", "批示"),
    "负责人（领导）": ("领导审批", "领导批示", "领导意见", "审批意见"),
    "办案部门负责人": ("办案单位意见", "办案部门意见", "部门意见", "单位意见"),
    "负责人（承办单位）": ("承办单位意见", "办案单位意见", "部门意见", "单位意见"),
    "法制部门审核": ("审核意见", "法制审核意见", "法制部门意见", "审核"),
    "审核意见": ("审核意见", "法制审核意见", "审核"),
    "负责人（审核部门）": ("审核意见", "法制审核意见", "审核部门意见", "审核"),
}
_TAIL = (
    r"(?:（[^（）]{0,16}）)?(?:签名或者?盖章|签名或者?捺指印|签名[、和]捺指?印|签名|签字按印|签字捺印|签字|签章|盖章|签收)?"
    r"(?:（[^（）]{0,16}）)?"
)
_HEAD = r"(?:证据|物品|财物|文件|涉案|原|主)?"
_ANY_LABEL = re.compile(r"(?:^|(?<=[日时分\d）]))[\u4e00-\u9fff（）、/]{2,24}：")
_PARTICULARS = re.compile(r"[，,][男女][，,]|身份证|[，,].{6,}")
_TIME_LABEL = re.compile(r"(?:到达|到案|离开|结束|传唤结束)时间$")
_HINTS = ("到达", "到案", "离开", "结束", "宣布", "送至", "收到", "宣告")


@dataclass(frozen=True, slots=True)
class Spot:
    """One place to sign. ``text`` is what stands in the room, ``context`` the two lines above with the label's."""

    page: Page
    label: str
    box: Box
    room: Box
    text: str
    context: str = ""
    rivals: tuple[Box, ...] = ()
    row: str = ""  # what stands before the label in the same row of a table
    around: Box | None = None  # the cell, where it is not certain how high in it the label stands

    @property
    def key(self) -> tuple[int, float, float]:
        return self.page.number, self.box.top, self.box.x0

    def holds(self, blob: Blob) -> bool:
        """Whether a mark stands in the room and nearer to this label than to any other."""
        x, y = blob.box.centre
        if not self.room.x0 - 4 <= x <= self.room.x1 + 4:
            return False
        if self.room.height > 3 * self.box.height:  # the cell of a table
            return self.room.top <= y <= self.room.bottom
        away = abs(y - self.box.centre[1])
        nearer = any(abs(y - other.centre[1]) < away and other.x0 < blob.box.x1 for other in self.rivals)
        return not nearer and away <= LARGEST_SHIFT + min(blob.box.height, 60) / 2


def variants(spec: FormSignature) -> tuple[str, ...]:
    """The words under which the place may be printed, the form's own first."""
    printed = spec.label.replace("讯（询）", "讯询")
    base = re.split(r"[：:]|\s", re.sub(r"（[^（）]*）", "", printed))[0]
    base = re.sub(r"(?:签名|签字)(?:按印|或盖章)?$", "", _TIME_LABEL.sub("", base))
    whole = [base, *base.split("/")]
    parts = [part for one in whole for part in re.split(r"或其|或者|或|、", one) if len(part) >= 2]
    return tuple(dict.fromkeys(word for word in (*whole, *parts) if len(word) >= 2))


def hints(spec: FormSignature) -> tuple[str, ...]:
    """Words of the form that tell several places with one label apart."""
    return tuple(word for word in _HINTS if word in spec.label)


def find_spots(document: Document, form: DocumentForm, spec: FormSignature) -> Iterator[list[Spot]]:
    """The places for one signature of the form, the likeliest kind first, each kind in reading order.

    The form's own words come before other words for the role, words with a colon before words in a cell.
    """
    own = variants(spec)
    others = tuple(word for word in SYNONYMS.get(spec.who, ()) if word not in own)
    for words in (others, own) if spec.who == "checker" and own[:1] == ("负责人",) else (own, others):
        for colon in (True, False):
            yield [spot for page in document.pages for spot in _on_page(page, form, words, colon=colon)]
    yield [spot for page in document.pages for spot in _rows(page, ROWS.get(spec.label, ()))]
    yield [spot for page in document.pages for spot in _columns(page, own)]


def _on_page(page: Page, form: DocumentForm, words: Sequence[str], *, colon: bool) -> Iterator[Spot]:
    if not words:
        return
    lines = visual_lines(page)
    flexible = "|".join(map(_pattern, sorted(words, key=len, reverse=True)))
    label = re.compile(_HEAD + rf"(?:{flexible})" + _TAIL + ("：" if colon else r"(?=$|\S)"))
    rows = tuple(match_box for line in lines for match_box in _label_boxes(line))
    bodies = [k for k, line in enumerate(lines) if is_running_text(line.text)]
    for index, line in enumerate(lines):
        for match in label.finditer(line.text):
            if not line.begins(match.start()) or not (colon or _stands_alone(line, match)):
                continue
            spot = _spot(page, lines, index, match, rows, table=not colon)
            if not is_field(spot, form, bodies, index):
                yield spot


def _pattern(word: str) -> str:
    """A label as a pattern: 讯询 is also printed 讯（询）, 讯/询."""
    if word == "负责人":  # of whatever department
        return "[\u4e00-\u9fff]{0,8}负责人"
    return re.escape(word).replace("讯询", "讯[（/]?询）?").replace("或", "或者?")


def _label_boxes(line: Compact) -> Iterator[Box]:
    if not is_running_text(line.text):
        for match in _ANY_LABEL.finditer(line.text):
            yield line.box(match.start(), match.end())


def is_running_text(text: str) -> bool:
    """Whether a line (white space removed) is a sentence and not a label with a short value."""
    if re.match(r"[问答][：:；;]", text):
        return True
    return len(text) >= LONG_LINE and not re.match(r"[^，。；]{2,14}：", text)


def _stands_alone(line: Compact, match: re.Match[str]) -> bool:
    """Whether a label without colon fills a cell: it begins the line, and nothing or a gap follows it."""
    if match.start() != 0:
        return False
    if match.end() == len(line.text):
        return True
    before, after = line.places[match.end() - 1], line.places[match.end()]
    if after - before > 1:
        return True
    edges = line.line.edges
    return bool(edges) and edges[after] - edges[before] > 2.2 * line.line.box.height


def is_field(spot: Spot, form: DocumentForm, bodies: Sequence[int], index: int) -> bool:
    """Whether the place is a field in the head of the document with its value, and not a place to sign."""
    value = "".join(without_dates(spot.text).split())
    if len(value) > LONG_VALUE or _PARTICULARS.search(value):
        return True
    in_head = bool(bodies) and index < bodies[0]
    words = {re.sub(r"[（(].*", "", one.label) for one in form.header_fields}
    return in_head and any(word and word in spot.label for word in words)


def _spot(
    page: Page, lines: Sequence[Compact], index: int, match: re.Match[str], rows: Sequence[Box], *, table: bool
) -> Spot:
    line = lines[index]
    box = line.box(match.start(), match.end())
    end = line.next_label(match.end())
    right = line.box(end, end + 1).x0 if end < len(line.text) else page.width or box.x1 + 400
    texts = [line.raw(match.end(), end)] if end > match.end() else []
    for other in lines:
        beside = other is not line and abs(other.line.box.centre[1] - box.centre[1]) < 0.4 * box.height
        if beside and other.line.box.x0 >= box.x1 - 2 and not _in_seal(page, other):
            if _ANY_LABEL.search(other.text):
                right = min(right, other.line.box.x0)
            elif other.line.box.x0 < right:
                texts.append(other.line.text)
    top, bottom = box.top, box.bottom
    if table:
        bottom = min(
            (o.line.box.top for o in lines if o.line.box.top > box.bottom and o.line.box.x0 < box.x1),
            default=box.bottom + 60,
        )
        bottom = min(bottom, box.bottom + 90)
        inside = [o.line for o in lines if o.line.box.x0 >= box.x1 - 2 and top < o.line.box.centre[1] < bottom]
        texts += [o.text for o in inside if o.text not in texts]
    elif not "".join(texts).strip():
        texts += _below(lines, index, box)
    context = "".join(one.text for one in lines[max(index - 2, 0) : index + 1])
    rivals = tuple(other for other in rows if other != box)
    room = Box(box.x1 - 2, top, max(right, box.x1 + 20), bottom)
    label, around = line.text[match.start() : match.end()], line.whole.box if line.whole else None
    return Spot(page, label, box, room, " ".join(texts), context, rivals, line.before, around)


def _in_seal(page: Page, line: Compact) -> bool:
    """Whether a scrap of text belongs to a seal: its words run round the ring, some characters a line."""
    x, y = line.line.box.centre
    seals = (blob.box for blob in page.blobs if blob.kind is BlobKind.SEAL)
    return len(line.text) <= 4 and any(box.x0 < x < box.x1 and box.top < y < box.bottom for box in seals)


def _below(lines: Sequence[Compact], index: int, box: Box) -> list[str]:
    """A name typed on the line under an empty label."""
    for other in lines[index + 1 : index + 3]:
        gap = other.line.box.top - box.bottom
        if 0 <= gap < 1.6 * box.height and other.line.box.x0 > box.x0 + 8 and not _ANY_LABEL.search(other.text):
            return [other.line.text] if len(other.text) < LONG_VALUE else []
    return []


def _rows(page: Page, words: Sequence[str]) -> Iterator[Spot]:
    """Rows of a table whose first cell is one of the words: the room is the rest of the row."""
    for cell in page.cells:
        text = "".join(cell.text.split())
        if text not in words:
            continue
        rest = [
            one for one in page.cells if (one.table, one.row) == (cell.table, cell.row) and one.column > cell.column
        ]
        if rest and not any("：" in one.text or ":" in one.text for one in rest):
            room = rest[0].box
            for one in rest[1:]:
                room = room.union(one.box)
            last = [line.text for line in page.lines if room.overlap(line.box) > 0 and line.box.top > room.bottom - 30]
            yield Spot(
                page,
                text,
                cell.box,
                room._replace(top=min(room.top, room.bottom - 3.1 * cell.box.height)),
                " ".join(last),
            )


def _columns(page: Page, words: Sequence[str]) -> Iterator[Spot]:
    """Columns of a table headed by one of the words: the room is what stands below the heading."""
    for head in page.cells:
        if "".join(head.text.split()) not in words:
            continue
        below = [
            cell
            for cell in page.cells
            if (cell.table, cell.column) == (head.table, head.column) and cell.row > head.row
        ]
        if below:
            room = below[0].box
            for cell in below[1:]:
                room = room.union(cell.box)
            box = head.box._replace(bottom=min(head.box.bottom, head.box.top + room.height / 3.1))
            yield Spot(page, "".join(head.text.split()), box, room, " ".join(cell.text for cell in below))


def _of_other_row(spot: Spot, spec: FormSignature) -> bool:
    """Whether the place stands in the row of another opinion."""
    others = (word for label, words in ROWS.items() if label != spec.label for word in words)
    return spot.row.startswith(tuple(others)) and not spot.row.startswith(ROWS.get(spec.label, ()))


def choose(
    kinds: Iterable[Sequence[Spot]], spec: FormSignature, *, used: set[tuple[int, float, float]], first: bool
) -> Spot | None:
    """The place for this signature among those with its label.

    Where the form tells places apart (到达, 离开), the words around decide. Else it is the ``first`` one that is
    still free, for a label that comes several times in the form, or the last one, since the head of a document
    may bear the same words.
    """
    for spots in kinds:
        free = [spot for spot in spots if spot.key not in used]
        rows = ROWS.get(spec.label, ())
        fitting = [spot for spot in free if any(spot.row.startswith(word) for word in rows)]
        fitting = fitting or [spot for spot in free if any(word in spot.context for word in hints(spec))]
        if fitting:
            return fitting[0] if first else fitting[-1]
        if rows and any(spot.row for spot in free):
            free = [spot for spot in free if not _of_other_row(spot, spec)]
        if free and not (hints(spec) and first and spec.optional):
            return free[0] if first else free[-1]
    return None

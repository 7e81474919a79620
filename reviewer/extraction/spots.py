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
from reviewer.extraction.signing_words import EXPERT_TITLE, ROWS, SYNONYMS
from reviewer.law.forms import DocumentForm, FormSignature

LARGEST_SHIFT = 14.0  # points between the row of a label and the edge of a mark that belongs to it
OVER_LABEL = 36.0  # points between a label and a name that was written over or under it
NEXT_ROW = 4.5  # heights of a label within which the next place of the same role stands
LONG_LINE = 24  # characters: from here on a line is running text
LONG_VALUE = 20

_TAIL = (
    r"(?:（[^（）]{0,16}）)?(?:签名或者?盖章|签名或者?捺指印|签名[、和]捺指?印|签名|签字按印|签字捺印|签字|签章|盖章|签收)?"
    r"(?:（[^（）]{0,16}）)?"
)
_HEAD = r"(?:证据|物品|财物|文件|涉案|原|主)?"
_ANY_LABEL = re.compile(r"(?:^|(?<=[日时分\d）]))[\u4e00-\u9fff（）、/]{2,24}：")
_PARTICULARS = re.compile(r"[，,][男女][，,]|身份证|[，,].{6,}")
_FOOTNOTE = re.compile(r"一式|本.{1,14}一式|第.联|注：|备注：|附注：|说明：|附：")
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
    cell: bool = False  # the room is a cell of a table, whatever its height

    @property
    def key(self) -> tuple[int, float, float]:
        return self.page.number, self.box.top, self.box.x0

    def holds(self, blob: Blob) -> bool:
        """Whether a mark stands in the room and nearer to this label than to any other."""
        x, y = blob.box.centre
        if not self.room.x0 - 4 <= x <= self.room.x1 + 4:
            return False
        if self.cell or self.room.height > 3 * self.box.height:
            return self.room.top <= y <= self.room.bottom
        away = abs(y - self.box.centre[1])
        nearer = any(abs(y - other.centre[1]) < away and other.x0 < blob.box.x1 for other in self.rivals)
        return not nearer and away <= LARGEST_SHIFT + min(blob.box.height, 60) / 2

    def touches(self, blob: Blob) -> bool:
        """Whether a mark stands over or under the label itself, and on the row of no other label."""
        x, y = blob.box.centre
        if not self.box.x0 - 10 <= x <= self.box.x1 + 4 or abs(y - self.box.centre[1]) > OVER_LABEL:
            return False
        owners = (abs(y - one.centre[1]) < 12 and one.x1 <= blob.box.x0 + 8 for one in self.rivals)
        return not any(owners)


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
            pages = enumerate(document.pages)
            yield [spot for k, page in pages for spot in _on_page(page, form, words, colon=colon, first=k == 0)]
    yield [spot for page in document.pages for spot in _rows(page, ROWS.get(spec.label, ()))]
    yield [spot for page in document.pages for spot in _columns(page, own)]


def _on_page(page: Page, form: DocumentForm, words: Sequence[str], *, colon: bool, first: bool) -> Iterator[Spot]:
    if not words:
        return
    lines = visual_lines(page)
    flexible = "|".join(map(_pattern, sorted(words, key=len, reverse=True)))
    label = re.compile(_HEAD + rf"(?:{flexible})" + _TAIL + ("：" if colon else r"(?=$|\S)"))
    rows = tuple(match_box for line in lines for match_box in _label_boxes(line))
    bodies = [index for index, line in enumerate(lines) if _is_body(line.text)]
    for index, line in enumerate(lines):
        for match in label.finditer(line.text):
            if not line.begins(match.start()) or not (colon or _stands_alone(line, match)):
                continue
            if match.start() == 0 and index and lines[index - 1].text.endswith("被"):
                continue  # 被鉴定人, broken over the end of a line
            spot = _spot(page, lines, index, match, rows, table=not colon)
            head = bool(bodies) and index < bodies[0]
            if not is_field(spot, form, head=head) and not (head and first and _is_filled_in(spot)):
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
    chinese = sum("\u4e00" <= character <= "\u9fff" for character in text)  # a serial number is no sentence
    return len(text) >= LONG_LINE and chinese >= LONG_LINE // 2 and not re.match(r"[^，。；]{2,14}：", text)


def _is_body(text: str) -> bool:
    """Whether a line belongs to the body: a sentence, no row of fields and no note below the form."""
    plain = "".join(without_dates(text).split())
    return is_running_text(plain) and bool(re.search("[，。；]", plain)) and not _FOOTNOTE.match(plain)


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


def is_field(spot: Spot, form: DocumentForm, *, head: bool) -> bool:
    """Whether the place is a field with its value, and not a place to sign; ``head``: it stands above the body."""
    value = "".join(without_dates(spot.text).split())
    if len(value) > LONG_VALUE or _PARTICULARS.search(value):
        return True
    words = {re.sub(r"[（(].*", "", one.label) for one in form.header_fields}
    return head and any(word and word in spot.label for word in words)


def _is_filled_in(spot: Spot) -> bool:
    """Whether a printed value without a day stands behind a label: above the body that is no signature."""
    value = "".join(without_dates(spot.text).split())
    return value == "".join(spot.text.split()) and bool(re.search(r"[\u4e00-\u9fff]{2}", value))


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
            lines = [line for one in rest for line in one.text.splitlines()]
            yield Spot(page, text, cell.box, room, " ".join(lines[-2:]), cell=True)


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
            label, text = "".join(head.text.split()), " ".join(cell.text for cell in below)
            yield Spot(page, label, head.box, room, text, cell=True)


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


def companions(
    document: Document, form: DocumentForm, spec: FormSignature, spot: Spot, *, used: set[tuple[int, float, float]]
) -> list[Spot]:
    """Further places of a role that several persons sign for: the same label again close by, or rows of
    further experts with their titles.
    """
    same = (one for kind in find_spots(document, form, spec) for one in kind if one.page.number == spot.page.number)
    again = {one.key: one for one in same if one.label == spot.label and one.key not in used}
    found: list[Spot] = []
    reach = spot
    for one in sorted(again.values(), key=lambda other: (abs(other.box.top - spot.box.top), other.box.x0)):
        if abs(one.box.centre[1] - reach.box.centre[1]) < NEXT_ROW * spot.box.height:
            found.append(one)
            reach = one
    return found or list(_continued(spot))


def _continued(spot: Spot) -> Iterator[Spot]:
    """The rows below a label that begin, like what stands behind it, with the title of an expert."""
    if spot.cell or not EXPERT_TITLE.match(spot.text.strip()):
        return
    level = spot.box
    for line in visual_lines(spot.page):
        box = line.line.box
        below = 0 < box.top - level.top < NEXT_ROW * spot.box.height
        title = EXPERT_TITLE.match(line.text)
        if below and title and box.x0 >= spot.box.x1 - 6 and len(line.text) < LONG_VALUE:
            label = line.box(0, title.end())
            room = Box(label.x1 - 2, box.top, max(spot.room.x1, label.x1 + 20), box.bottom)
            yield Spot(spot.page, spot.label, label, room, line.raw(0), spot.context, (*spot.rivals, spot.box))
            level = box

"""What a place to sign shows: a typed name, ink, a print, a written note, or nothing, and how sure that is.

``PRESENT`` rests on something seen or written; ``ABSENT`` is said only of a place that was found on a page whose
picture was searched and that is empty; everything else is ``UNKNOWN`` with the reason.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from reviewer.core.casefile import Blob, BlobKind, Box, Document, Origin, Page, Span
from reviewer.core.facts import Mark, MarkKind, Presence
from reviewer.extraction.compact import without_dates
from reviewer.extraction.signing_words import EXPERT_TITLE
from reviewer.extraction.spots import Spot

NOT_FOUND = "未找到签名处"
NOT_SEEN = "文本材料看不到签名"
COLOURLESS = "扫描件无颜色"
REFUSED = "注明拒绝签名"
STRUCK = "此栏划去或注明无"
CHOPPED = "盖有个人名章，未见手写签名"
NEXT_PAGE = "次页上端有签捺，不能确定归属"
UNREAD = "该页未能读取"
DOUBTFUL = "该页文字存疑"
PRINT_ONLY = "只见指印，未见签名"
COVERED = "印章压在该处，看不清"
NEARBY = "附近有笔迹，不能确定归属"
PRINT_NEARBY = "附近有指印，不能确定归属"
OTHER_TEXT = "签名处有其他文字，不能确定是否签名"
LONGEST_RUN = 9  # characters: OCR reads up to three signatures as one run

REFUSAL = re.compile(
    r"(?:拒绝|拒不|不愿意?|无法|不能|不会)(?:在[^。]{0,14})?(?:签名|签字|捺|按指?印|签收)|拒签|拒捺|代为?签"
)
UNABLE = re.compile(r"不识字|不会写|代(?:为)?(?:书写|书|写|笔)(?!记)")  # noted beside a print, not said in an answer
_STRUCK = re.compile(r"[/／\\—–－\-×xX]{1,8}|(?:此栏)?无|（?(?:此栏)?空白）?")
_NOTE = re.compile(
    r"[（(]?(?:已?签名|已?签字|签章|捺指?印|按指?印|指印|盖章|手印)"
    r"(?:[、，,及并和]?(?:已?签名|已?签字|签章|捺指?印|按指?印|指印|盖章|手印))*[)）]?"
)
_PRINT_NOTE = re.compile(r"捺(?:指|手)?印|按(?:指|手)?印|指印|手印")
_NAMES = re.compile(r"[\u4e00-\u9fff]{1,6}(?:[·•][\u4e00-\u9fff]{1,8})+|[\u4e00-\u9fff]{2,14}")
_NO_NAME = re.compile(
    r"签名|签字|盖章|捺|同意|批准|审批|属实|年月|公安|派出所|大队|中队|支队|单位|以上|以下|本证|附卷|一式|第.{0,3}页|印$|说明|内容|时间|意见"
)


def judge_signature(document: Document, who: str, spot: Spot) -> Mark:
    """Whether somebody has signed in the room of a label."""
    page = spot.page
    inks = [blob for blob in page.blobs if blob.kind is BlobKind.INK and spot.holds(blob)]
    text = _without_titles(document, spot.text)
    noted = not inks and (REFUSED if refuses(text) else STRUCK if is_struck(text) else "")
    names = [] if noted else typed_names(text)
    part = _part_of_name(spot)
    if not noted and (names or inks or part or _NOTE.search(text)):
        count = max(count_signatures(inks), sum(persons_in(name) for name in names), 1)
        box = union([blob.box for blob in inks]) or spot.room
        sure = 0.97 if names else max((blob.probability for blob in inks), default=0.7 if part else 0.9)
        printed = any(blob.kind is BlobKind.FINGERPRINT and spot.holds(blob) for blob in page.blobs)
        hidden = printed and page.origin is Origin.OCR  # a print over a name hides its strokes from OCR
        name = None if hidden else "、".join(names) or None
        if refuses(text):
            return mark_at(document, spot, MarkKind.SIGNATURE, who, Presence.UNKNOWN, why=REFUSED)
        return mark_at(
            document, spot, MarkKind.SIGNATURE, who, Presence.PRESENT, box=box, count=count, sure=sure, name=name
        )
    why = noted or doubt_about(page, text) or _instead_of_ink(document, spot, text)
    presence = Presence.UNKNOWN if why else Presence.ABSENT
    return mark_at(document, spot, MarkKind.SIGNATURE, who, presence, count=0, sure=0.9, why=why)


def _instead_of_ink(document: Document, spot: Spot, text: str) -> str:
    """What an empty place shows that may stand for a signature; empty where it shows nothing."""
    page = spot.page
    held = {blob.kind for blob in page.blobs if spot.holds(blob)}
    for kind, why in ((BlobKind.FINGERPRINT, PRINT_ONLY), (BlobKind.CHOP, CHOPPED), (BlobKind.SLASH, STRUCK)):
        if kind in held:
            return why
    near = [blob.kind for blob in page.blobs if close_to(blob.box, spot.around or spot.room) or spot.touches(blob)]
    if BlobKind.INK in near or BlobKind.CHOP in near:
        return NEARBY
    if has_words(text) or (page.origin is Origin.OCR and _has_scraps(text)):
        return OTHER_TEXT
    return NEXT_PAGE if runs_over(document, spot) else ""


def refuses(text: str) -> bool:
    """Whether it is noted that somebody would not or could not sign."""
    return bool(REFUSAL.search(text) or UNABLE.search(text))


def is_struck(text: str) -> bool:
    """Whether a place is struck out or bears the note that there is none, dates left out."""
    return bool(_STRUCK.fullmatch("".join(without_dates(text).split())))


def _without_titles(document: Document, text: str) -> str:
    """The text without the titles of experts; a name behind one is printed where others of the paper are in ink."""
    if not EXPERT_TITLE.search(text):
        return text
    ink = any(blob.kind is BlobKind.INK for page in document.pages for blob in page.blobs)
    return re.sub(EXPERT_TITLE.pattern + (r"\s*[\u4e00-\u9fff]{0,4}" if ink else ""), " ", text)


def runs_over(document: Document, spot: Spot) -> bool:
    """Whether a place is the last thing on its page and the next page begins with ink or a print."""
    page = spot.page
    after = next((one for one in document.pages if one.number == page.number + 1), None)
    below = [line for line in page.lines if line.box.top > spot.box.bottom + 4 and len("".join(line.text.split())) > 9]
    if after is None or below or spot.box.bottom < 0.75 * page.height:
        return False
    first = min((line.box.top for line in after.lines), default=after.height)
    by_hand = (BlobKind.INK, BlobKind.FINGERPRINT, BlobKind.CHOP)
    return any(blob.kind in by_hand and blob.box.top < min(first + 20, 0.3 * after.height) for blob in after.blobs)


def judge_fingerprint(document: Document, who: str, spot: Spot) -> Mark:
    """Whether a fingerprint is in the room of a label."""
    prints = [blob for blob in spot.page.blobs if blob.kind is BlobKind.FINGERPRINT and spot.holds(blob)]
    if prints or _PRINT_NOTE.search(spot.text):
        box = prints[0].box if prints else spot.room
        sure = prints[0].probability if prints else 0.9
        return mark_at(
            document, spot, MarkKind.FINGERPRINT, who, Presence.PRESENT, box=box, count=max(len(prints), 1), sure=sure
        )
    why = doubt_about(spot.page, spot.text) or ("" if has_colour(document, spot.page) else COLOURLESS)
    if not why and any(b.kind is BlobKind.FINGERPRINT and close_to(b.box, spot.room) for b in spot.page.blobs):
        why = PRINT_NEARBY
    if not why and any(b.kind is BlobKind.FINGERPRINT and spot.touches(b) for b in spot.page.blobs):
        why = PRINT_NEARBY
    if not why and under_seal(spot.page, spot.room):
        why = COVERED
    why = why or (NEXT_PAGE if runs_over(document, spot) else "")
    presence = Presence.UNKNOWN if why else Presence.ABSENT
    return mark_at(document, spot, MarkKind.FINGERPRINT, who, presence, count=0, sure=0.9, why=why)


def _part_of_name(spot: Spot) -> bool:
    """Whether OCR read one character behind the label of a scan: the rest of the name lies under a print."""
    rest = re.sub(r"[\s0-9.:：/\-]", "", without_dates(spot.text))
    return spot.page.origin is Origin.OCR and bool(re.fullmatch("(?![年月日时分第页共无空印章])[\u4e00-\u9fff]", rest))


def doubt_about(page: Page, text: str) -> str:
    """Why an empty place on this page proves nothing; empty where it does."""
    if not page.read:
        return UNREAD
    if refuses(text) or REFUSAL.search("".join(page.text.split())):
        return REFUSED
    if is_struck(text):
        return STRUCK
    if not page.looked_at:
        return NOT_SEEN
    return DOUBTFUL if page.doubt else ""


def has_colour(document: Document, page: Page) -> bool:
    """Whether red would show on the page: drawn pages always, a scan if it or its document has any colour."""
    if page.origin is Origin.LAYER or not page.grey:
        return True
    return any(not other.grey for other in document.pages if other.origin is page.origin)


def typed_names(text: str) -> list[str]:
    """Names written beside a label, dates and notes such as （签名） left out."""
    plain = _NOTE.sub(" ", without_dates(text))
    plain = re.sub(r"[（(][^（）()]{0,12}[)）]|[^\s。]+。", " ", plain)  # a sentence is no name
    found = [match.group() for match in _NAMES.finditer(plain) if not _NO_NAME.search(match.group())]
    longest = max((len(name) for name in found if "·" not in name and "•" not in name), default=0)
    return found if longest <= LONGEST_RUN and sum(map(len, found)) <= 24 else []


def notes_signature(text: str) -> bool:
    """Whether it is written that somebody signed: （签名）, （签名、捺指印）."""
    return bool(_NOTE.search(text))


def notes_print(text: str) -> bool:
    """Whether it is written that somebody printed a finger."""
    return bool(_PRINT_NOTE.search(text))


def has_words(text: str) -> bool:
    """Whether any Chinese character is left besides dates: of a name under a print OCR may read but one."""
    return bool(re.search(r"[\u4e00-\u9fff]", re.sub(r"[年月日时分第页共]", "", without_dates(text))))


def _has_scraps(text: str) -> bool:
    """Whether letters or figures are left besides dates: what OCR makes of handwriting that it cannot read."""
    return bool(re.search(r"[A-Za-z0-9]", without_dates(text)))


def persons_in(name: str) -> int:
    """How many persons a run of characters may name: OCR reads two signatures as one run."""
    return 1 if "·" in name or "•" in name else math.ceil(len(name) / 4)


def count_signatures(inks: Iterable[Blob]) -> int:
    """How many persons wrote: strokes of one name stand close, names apart.

    What is doubtful is counted as one more, since too few signatures are a fault of the file.
    """
    boxes = sorted(blob.box for blob in inks)
    names: list[Box] = []
    index = 0
    while index < len(boxes):
        taken = 3 if _is_one_name(boxes[index : index + 4]) else 1
        box = union(boxes[index : index + taken])
        if box is not None and names and taken == 1 and _same_name(names[-1], box):
            names[-1] = names[-1].union(box)
        elif box is not None:
            names.append(box)
        index += taken
    return sum(2 if box.width > 4.6 * max(box.height, 14) else 1 for box in names)


def _is_one_name(boxes: Sequence[Box]) -> bool:
    """Whether the first three pieces are the characters of one name: they stand evenly, what follows apart."""
    if len(boxes) < 3 or any(box.width > 1.15 * max(box.height, 1) for box in boxes[:3]):
        return False
    gaps = [right.x0 - left.x1 for left, right in pairwise(boxes)]
    height = max(box.height for box in boxes[:3])
    level = min(box.bottom for box in boxes[:3]) - max(box.top for box in boxes[:3]) > -4
    even = abs(gaps[0] - gaps[1]) < 0.4 * height and max(gaps[:2]) < 0.75 * min(height, 24)
    return level and even and (len(gaps) < 3 or gaps[2] > max(*gaps[:2], 4) + 5)


def _same_name(left: Box, right: Box) -> bool:
    gap = right.x0 - left.x1
    level = min(left.bottom, right.bottom) - max(left.top, right.top) > -4
    single = min(left.width / max(left.height, 1), right.width / max(right.height, 1)) < 1.15
    fragment = min(left.height, right.height) < 0.6 * max(left.height, right.height)
    return level and gap < (9 if single or fragment else 4)


def under_seal(page: Page, room: Box) -> bool:
    """Whether a seal reaches into the place, so that the red of a print may be lost in it."""
    place = room._replace(top=room.top - 10, x1=min(room.x1, room.x0 + 130), bottom=room.bottom + 10)
    return any(blob.kind is BlobKind.SEAL and blob.box.overlap(place) > 0 for blob in page.blobs)


def close_to(box: Box, room: Box) -> bool:
    """Whether a mark is so near to an empty room that it may belong there."""
    x, y = box.centre
    return room.x0 - 30 < x < min(room.x1, room.x0 + 260) and room.top - 14 < y < room.bottom + 14


def union(boxes: Sequence[Box]) -> Box | None:
    whole = boxes[0] if boxes else None
    for box in boxes[1:]:
        whole = whole.union(box) if whole else box
    return whole


def mark_at(
    document: Document,
    spot: Spot,
    kind: MarkKind,
    who: str,
    presence: Presence,
    *,
    box: Box | None = None,
    count: int = 1,
    sure: float = 1.0,
    name: str | None = None,
    why: str = "",
) -> Mark:
    place = box or spot.room._replace(x1=min(spot.room.x1, spot.room.x0 + 120))
    known = place if spot.page.width else None
    span = Span(document.source, spot.page.number, known, spot.label, document.id)
    return Mark(kind, who, presence, span, spot.label, name, count, round(sure, 2), why)

"""Seals of a document: which of them belongs to the issuing body, which to a label, and which is missing."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from reviewer.core.casefile import Blob, BlobKind, Box, Document, Page, Span
from reviewer.core.facts import Mark, MarkKind, Presence
from reviewer.extraction.presence import COLOURLESS, NOT_SEEN, UNREAD, has_colour
from reviewer.extraction.spots import find_spots
from reviewer.law.forms import DocumentForm, FormSignature

RIM = (0.2, 1.1)  # of the radius
LEAST_WORDS = 4
LEAST = 0.5  # probability below which a ring only may be a seal
FAINT = "似有印章，看不清"
_CHINESE = re.compile(r"[\u4e00-\u9fff]")
LABEL_REACH = 75.0  # points from the row of a label to the middle of a seal that was put beside it
_BODY = re.compile(
    r"(?:公安[^，。：]{0,8}局|分局|派出所|大队|支队|总队|检察院|看守所|拘留所|中心|医院|所|站|局)(?:（?印）?)?$"
)
_DATE_LINE = re.compile(r"^(?:[一二三四五六七八九十〇○零Ｏ０OО0]{2,}年.{1,6}日|\d{4}年\d{1,2}月\d{1,2}日)$")

Found = tuple[Page, Blob]


def seal_marks(document: Document, form: DocumentForm) -> Iterator[Mark]:
    """A mark for every seal that the form asks for; half seals at the edge count for none.

    Seals beside a label (接收民警, 检查医生) are given to it first, what is left to the issuing body.
    """
    wanted = [spec for spec in form.signatures if spec.seal and not spec.signature_or_seal]
    left = [(page, blob) for page in document.pages for blob in page.blobs if blob.kind is BlobKind.SEAL]
    bodies = [spec for spec in wanted if not spec.signature]
    for spec in (spec for spec in wanted if spec.signature):
        near = _beside_label(document, form, spec, left, keep=len(bodies))
        if near is not None:
            left.remove(near)
        yield from _judged(document, spec, near, spare=bool(left) and len(left) > len(bodies))
    for spec in bodies:
        chosen = min(left, key=lambda found: _distance(*found), default=None)
        if chosen is not None:
            left.remove(chosen)
        yield from _judged(document, spec, chosen, spare=False)
    for page, blob in left:  # a seal that the form does not ask for
        if blob.probability < LEAST:
            continue
        span = Span(document.source, page.number, blob.box, "", document.id)
        who = "other" if bodies else "bureau"
        name = seal_text(page, blob.box)
        yield Mark(MarkKind.SEAL, who, Presence.PRESENT, span, "", name, 1, blob.probability)


def seal_text(page: Page, seal: Box) -> str | None:
    """The words round the rim of a seal, as the text layer or OCR gives them; ``None`` where they are not legible.

    A text layer gives them in scraps, some characters a line, which are put in order clockwise from the bottom. What
    stands straight below the middle (the purpose of the seal) is no part of the body's name.
    """
    x, y = seal.centre
    around: list[tuple[float, str]] = []
    for line in page.stamps:
        if line.box.overlap(seal) > 0.7 * seal.width * seal.height:  # read as a whole by OCR
            return line.text
        across, down = (line.box.centre[0] - x) / (seal.width / 2), (line.box.centre[1] - y) / (seal.height / 2)
        straight = down > 0 and abs(across) < 0.3 and len(line.text) > 2
        if RIM[0] < math.hypot(across, down) < RIM[1] and not straight:
            around.append((math.atan2(-across, down) % (2 * math.pi), "".join(_CHINESE.findall(line.text))))
    words = "".join(scrap for _, scrap in sorted(around))
    return words if len(words) >= LEAST_WORDS else None


def _beside_label(
    document: Document, form: DocumentForm, spec: FormSignature, seals: list[Found], *, keep: int
) -> Found | None:
    """The seal beside the label. A single seal near the signature block is the issuing body's."""
    best: tuple[float, Found] | None = None
    spots = next((found for found in find_spots(document, form, spec) if found), [])
    for spot in spots:
        for page, blob in seals:
            away = abs(blob.box.centre[1] - spot.box.centre[1])
            if page.number != spot.page.number or away > LABEL_REACH or (best and away >= best[0]):
                continue
            if len(seals) <= keep and _distance(page, blob) < away:
                continue
            best = away, (page, blob)
    return best[1] if best else None


def _distance(page: Page, blob: Blob) -> float:
    """How far a seal is from the nearest name of a body or date that stands alone on a line."""
    block = [line.box for line in page.lines if _is_block(line.text)]
    return min((_apart(blob.box, box) for box in block), default=999.0)


def _is_block(text: str) -> bool:
    compact = "".join(text.split()).strip("（）()")
    return len(compact) <= 24 and bool(_DATE_LINE.match(compact) or (_BODY.search(compact) and "：" not in compact))


def _apart(seal: Box, line: Box) -> float:
    x, y = seal.centre
    across = max(line.x0 - x, x - line.x1, 0.0)
    down = max(line.top - y, y - line.bottom, 0.0)
    return across + down


def _judged(document: Document, spec: FormSignature, found: Found | None, *, spare: bool) -> Iterator[Mark]:
    if found is not None:
        page, blob = found
        span = Span(document.source, page.number, blob.box, spec.label, document.id)
        if blob.probability < LEAST:
            yield Mark(
                MarkKind.SEAL, spec.who, Presence.UNKNOWN, span, spec.label, None, 1, blob.probability, why=FAINT
            )
            return
        name = seal_text(page, blob.box)
        yield Mark(MarkKind.SEAL, spec.who, Presence.PRESENT, span, spec.label, name, 1, blob.probability)
        return
    written = _written(document) if spec.who == "bureau" else None
    if written is not None:
        yield Mark(MarkKind.SEAL, spec.who, Presence.PRESENT, written, spec.label, None, 1, 0.8)
        return
    why = _why_unknown(document, spare=spare)
    if spec.optional and not why:
        return
    presence = Presence.UNKNOWN if why else Presence.ABSENT
    yield Mark(MarkKind.SEAL, spec.who, presence, _expected(document, spec), spec.label, None, 0, 0.9, why)


def _why_unknown(document: Document, *, spare: bool) -> str:
    pages = [page for page in document.pages if page.origin.value != "blank"]
    if not pages or any(not page.read for page in pages):
        return UNREAD
    if any(not page.looked_at for page in pages):
        return NOT_SEEN
    if not all(has_colour(document, page) for page in pages):
        return COLOURLESS
    return "另有印章，不能确定归属" if spare else ""


def _written(document: Document) -> Span | None:
    """A seal that a text source notes in words."""
    for page in document.pages:
        if page.looked_at:
            continue
        for line in page.lines:
            if re.search(r"[（(](?:已?盖章|公章|印章|加盖[^（）()]{0,10}章)[)）]", line.text):
                return Span(document.source, page.number, line.box if page.width else None, line.text[:60], document.id)
    return None


def _expected(document: Document, spec: FormSignature) -> Span:
    """Where the seal would be: over the last date or name of a body that stands alone, else on the last page."""
    for page in reversed(document.pages):
        blocks = [line.box for line in page.lines if _is_block(line.text) and line.box.x0 > 0.4 * page.width]
        if blocks and page.width:
            x, y = blocks[-1].centre
            return Span(document.source, page.number, Box(x - 57, y - 57, x + 57, y + 57), spec.label, document.id)
    number = document.pages[-1].number if document.pages else document.last_page
    return Span(document.source, number, None, spec.label, document.id)

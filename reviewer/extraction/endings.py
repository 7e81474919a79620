"""Signatures that stand under no label: the foot of every page of a transcript and the end of its last page.

The person questioned signs and prints a finger above the foot of every page and, on the last one, under the
sentence that the record was read and is right; the officers sign below or to the right of that, often without
any label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reviewer.core.casefile import Blob, BlobKind, Box, Document, Line, Origin, Page, Span
from reviewer.core.facts import Mark, MarkKind, Presence
from reviewer.extraction.compact import spaced, without_dates
from reviewer.extraction.presence import (
    COLOURLESS,
    NEARBY,
    PRINT_NEARBY,
    PRINT_ONLY,
    REFUSAL,
    REFUSED,
    count_signatures,
    doubt_about,
    has_colour,
    has_words,
    notes_print,
    notes_signature,
    persons_in,
    refuses,
    typed_names,
    union,
)
from reviewer.extraction.spots import LONG_LINE, is_running_text
from reviewer.law.forms import DocumentForm, FormSignature

CLOSING = re.compile(
    r"(?:以上|上述|上面|本|此)[^问答？?]{0,10}(?:笔录|记录|[一二三四五六七八九十\d]+页|内容)[^？?]{0,26}"
    r"(?:看过|看了|阅读|宣读|读过|读给|念|核对|相符|一样|一致|无误|属实)"
)
_FOOT = re.compile(r"第?\d{0,4}页?[/／,，]?(?:共\d{0,4}页)?|[-—－]\d{1,4}[-—－]|\d{1,4}/\d{1,4}")
_OFFICER_LABEL = re.compile(
    r"(?:(?<!被)(?:讯问|询问|盘问|讯（?询）?问)|记录|翻译)(?:人|民警|侦查)(?:员)?(?:[、/和]记录人)?"
    r"|侦查(?:人)?员|办案(?:民警|人员?)|民警|笔录人|记录员"
)
_RECORDER_LABEL = re.compile(r"记录人|笔录人|记录员")
_STOPS = ("。", "？", "！", "；", "”", "?", "!")
UNCLEAR = "末页签名分不清是谁的"
BEFORE = "核对的话和签名在前一页"
LIKELY_INK = 0.7  # what was only not read as text has less
ROW = 12.0  # points: marks whose middles are nearer stand on one row


@dataclass(frozen=True, slots=True)
class Item:
    """Something in the place where people sign: a typed name or note, ink, or a fingerprint."""

    kind: str  # text, ink, print
    box: Box
    text: str = ""
    label: str = ""
    blob: Blob | None = None


def ending_marks(document: Document, form: DocumentForm) -> list[Mark]:
    """The marks of a transcript: of the person on every page, of officers and recorder on the last."""
    each = next(spec for spec in form.signatures if spec.each_page)
    last = next((spec for spec in form.signatures if spec.handwritten_sentence), each)
    marks: list[Mark] = []
    pages = [page for page in document.pages if page.origin.value != "blank"]
    for page in pages[:-1]:
        marks += _person(document, page, each, _end_of(page), alone=True)
    if pages:
        before = pages[-2] if len(pages) > 1 else None
        marks += _last_page(document, form, last, pages[-1], before)
    return marks


def _end_of(page: Page) -> list[Item]:
    """What stands below the text of a page, or below and behind the closing sentence."""
    closing = closing_line(page)
    top = closing.box.top - 3 if closing is not None and page.width else body_bottom(page)
    return items_below(page, top, after=closing)


def _last_page(
    document: Document, form: DocumentForm, spec: FormSignature, page: Page, before: Page | None
) -> Iterator[Mark]:
    items = _end_of(page)
    person, officers = divided(items)
    unclear = "" if officers or not _may_be_others(person) else UNCLEAR
    ahead = _signed_before(page, before) if not any(item.kind == "print" for item in person) else ""
    yield from _person(document, page, spec, person, alone=False, doubt=ahead)
    wanted = {one.who for one in form.signatures if not one.optional and one.who in ("officer", "recorder")}
    if "officer" in wanted:
        yield _officers(document, page, form, officers, unclear or _elsewhere(page, items))
    if "recorder" in wanted:
        yield _recorder(document, page, form, officers, unclear or _elsewhere(page, items))


def _signed_before(page: Page, before: Page | None) -> str:
    """Why a last page that the person did not sign proves nothing: the record was closed on the page before."""
    if before is None or closing_line(page) is not None or closing_line(before) is None or body_bottom(page) > 0:
        return ""
    return BEFORE if any(item.kind in ("text", "ink") for item in _end_of(before)) else ""


def _elsewhere(page: Page, items: Sequence[Item]) -> str:
    """Why missing officers prove nothing: somebody wrote on another place of the page."""
    known = [item.blob for item in items if item.blob is not None]
    loose = (blob for blob in page.blobs if blob.kind is BlobKind.INK and blob not in known)
    return NEARBY if any(blob.probability >= LIKELY_INK for blob in loose) else ""


def _may_be_others(items: Sequence[Item]) -> bool:
    """Whether what is taken for the person's signature may be the officers': several names and no print."""
    names = sum(persons_in(name) for item in items for name in typed_names(item.text))
    inks = count_signatures([item.blob for item in items if item.kind == "ink" and item.blob is not None])
    return max(names, inks) > 1 and not any(item.kind == "print" for item in items)


# -- what is there ------------------------------------------------------------------------------------------------


def closing_line(page: Page) -> Line | None:
    """The line with the sentence that the record was read and is right, the last one on the page."""
    for line in reversed(page.lines):
        compact = "".join(line.text.split())
        if CLOSING.search(compact) and not re.match(r"[问答][：:；;]", compact):
            return line
    return None


def body_bottom(page: Page) -> float:
    """Where the running text ends; the index of the line after it where lines have no place."""
    last = 0.0
    for index, line in enumerate(page.lines):
        compact = "".join(line.text.split())
        ends = compact.endswith(_STOPS) and not notes_signature(compact)
        if (
            ends
            or is_running_text(compact)
            or (len(compact) >= 12 and not _is_foot(compact) and not _has_marks(compact))
        ):
            last = line.box.bottom - 2 if page.width else float(index + 1)
    return last


def _is_foot(compact: str) -> bool:
    return bool(_FOOT.fullmatch(compact))


def _has_marks(compact: str) -> bool:
    return bool(
        re.fullmatch(r"[（(].+[)）]", compact)  # an officer's note
        or notes_signature(compact)
        or re.search(r"[：:]", compact[:16])
        or len(without_dates(compact).strip()) < 8
    )


def items_below(page: Page, top: float, *, after: Line | None = None) -> list[Item]:
    """Typed names and notes, ink and prints below a height, from the top and from the left."""
    items: list[Item] = []
    labels = [found for line in page.lines if page.width and line.box.bottom > top for found in _labels(line)]
    started = after is None
    for index, line in enumerate(page.lines):
        place = line.box.centre[1] if page.width else index + 0.5
        if line is after:
            started = True
            items += _after_sentence(line)
        elif (started or page.width) and place > top and not _is_foot("".join(line.text.split())):
            items += _parts(line, index)
    for blob in page.blobs:
        if blob.box.centre[1] > top and blob.kind in (BlobKind.INK, BlobKind.FINGERPRINT):
            kind = "ink" if blob.kind is BlobKind.INK else "print"
            items.append(Item(kind, blob.box, label=_label_of(blob.box, labels), blob=blob))
    return sorted(items, key=lambda item: (item.box.centre[1], item.box.x0))


def _labels(line: Line) -> Iterator[tuple[str, Box]]:
    for match in re.finditer(r"[^\s：:]{2,16}[：:]", line.text):
        yield match.group()[:-1], line.part(match.start(), match.end())


def _label_of(box: Box, labels: Sequence[tuple[str, Box]]) -> str:
    """The label in front of a mark on its row; empty where there is none."""
    row = [(at.x1, label) for label, at in labels if abs(at.centre[1] - box.centre[1]) < ROW and at.x1 < box.x0 + 8]
    return max(row)[1] if row else ""


def _after_sentence(line: Line) -> list[Item]:
    """A name on the line of the sentence itself, behind its full stop."""
    stop = max(line.text.rfind("。"), line.text.rfind("．"))
    if stop < 0 or stop + 1 >= len(line.text):
        return []
    rest = spaced(line, stop + 1, len(line.text))
    return [Item("text", line.part(stop + 1, len(line.text)), rest)] if _says_something(rest) else []


def _says_something(text: str) -> bool:
    return bool(typed_names(text) or notes_signature(text) or (len(text.strip()) <= 12 and has_words(text)))


def _parts(line: Line, index: int) -> Iterator[Item]:
    """The names of a line, cut at labels and wide gaps, dates dropped."""
    compact = "".join(line.text.split())
    if is_running_text(compact) and not notes_signature(compact) and not re.search(r"[问录]人|民警|侦查员", compact):
        return
    label, start = "", 0
    for match in re.finditer(r"[^\s：:]{2,12}[：:]|[\s　]{2,}|(?<=日)|$", line.text):
        text = spaced(line, start, match.start())
        if _says_something(text):
            yield Item("text", _placed(line, start, match.start(), index), text, label)
        if match.group().endswith(("：", ":")):
            label = match.group()[:-1]
        start = match.end()


def _placed(line: Line, start: int, end: int, index: int) -> Box:
    if line.edges:
        return line.part(start, end)
    return Box(float(start), index * 20.0, float(end), index * 20.0 + 10)


def divided(items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Marks of the person questioned and marks of the officers, on the last page.

    What bears an officer's label is theirs. The person's row is the first one with a fingerprint, else the first
    one; a date on it ends the person's part, and what stands well to the right of the rest, too, is of others.
    """
    labelled = [item for item in items if _OFFICER_LABEL.search(item.label)]
    rows_of_labels = [item.box.centre[1] for item in labelled]
    rest = [item for item in items if item not in labelled]
    free = [item for item in rest if not any(abs(item.box.centre[1] - row) < ROW for row in rows_of_labels)]
    level = next((item.box.centre[1] for item in free if item.kind == "print"), None)
    if level is None:
        level = free[0].box.centre[1] if free else None
    if level is None:
        return [], labelled + rest
    row = sorted((item for item in free if abs(item.box.centre[1] - level) < ROW + 2), key=lambda item: item.box.x0)
    person: list[Item] = []
    for item in row:
        if person and item.box.x0 - max(one.box.x1 for one in person) > 60:
            break
        person.append(item)
    above = [item for item in free if item.box.centre[1] < level - ROW]
    person += above
    rest = [item for item in items if item not in person]
    return person, [item for item in rest if item in labelled or not _foot_again(item, person, free)]


def _foot_again(item: Item, person: Sequence[Item], free: Sequence[Item]) -> bool:
    """Whether a mark is the person's name and print once more, at the foot of the page: officers print no finger."""
    if item in person or not any(one.kind == "print" for one in person):
        return False
    prints = [one.box for one in free if one.kind == "print" and one not in person]
    return any(
        abs(box.centre[1] - item.box.centre[1]) < ROW and max(box.x0 - item.box.x1, item.box.x0 - box.x1) < ROW
        for box in prints
    )


# -- judging ------------------------------------------------------------------------------------------------------


def _person(
    document: Document, page: Page, spec: FormSignature, items: Sequence[Item], *, alone: bool, doubt: str = ""
) -> Iterator[Mark]:
    written = [item for item in items if item.kind in ("text", "ink") and not refuses(item.text)]
    prints = [item for item in items if item.kind == "print"]
    why = doubt_about(page, "") or doubt
    if not why and not written:
        refused = any(refuses(item.text) for item in items)
        why = REFUSED if refused else PRINT_ONLY if prints else NEARBY if _stray(page) else ""
    legible = page.origin is not Origin.OCR or not prints  # a print over a name hides its strokes from OCR
    names = [name for item in written for name in typed_names(item.text) if legible]
    yield _judged(document, page, spec, MarkKind.SIGNATURE, written, why, name=names[0] if names else None)
    if not spec.fingerprint:
        return
    noted = [item for item in items if notes_print(item.text) and not REFUSAL.search(item.text)]
    if not why and not prints and not has_colour(document, page):
        why = COLOURLESS
    if not why and not alone and not prints and any(blob.kind is BlobKind.FINGERPRINT for blob in page.blobs):
        why = PRINT_NEARBY
    yield _judged(document, page, spec, MarkKind.FINGERPRINT, prints or noted, why)


def _stray(page: Page) -> bool:
    """Whether ink or prints stand on the page where the person may have signed: low, or in a margin."""
    lines = [line.box for line in page.lines if len(line.text) > LONG_LINE]
    left = min((box.x0 for box in lines), default=0.0)
    right = max((box.x1 for box in lines), default=page.width)
    kinds = (BlobKind.INK, BlobKind.FINGERPRINT, BlobKind.CHOP)
    return any(
        blob.kind is BlobKind.FINGERPRINT
        or blob.box.centre[1] > 0.72 * page.height
        or (blob.probability >= LIKELY_INK and (blob.box.centre[0] > right or blob.box.centre[0] < left))
        for blob in page.blobs
        if blob.kind in kinds
    )


def _judged(
    document: Document,
    page: Page,
    spec: FormSignature,
    kind: MarkKind,
    seen: Sequence[Item],
    why: str,
    *,
    name: str | None = None,
) -> Mark:
    if seen:
        box = union([item.box for item in seen])
        sure = 0.97 if any(item.kind == "text" for item in seen) else max(_probability(item) for item in seen)
        span = _span(document, page, box, spec.label)
        return Mark(kind, spec.who, Presence.PRESENT, span, spec.label, name, 1, round(sure, 2))
    presence = Presence.UNKNOWN if why else Presence.ABSENT
    return Mark(
        kind, spec.who, presence, _span(document, page, _foot_box(page), spec.label), spec.label, None, 0, 0.9, why
    )


def _probability(item: Item) -> float:
    return item.blob.probability if item.blob is not None else 0.95


def _span(document: Document, page: Page, box: Box | None, label: str) -> Span:
    return Span(document.source, page.number, box if page.width else None, label, document.id)


def _foot_box(page: Page) -> Box:
    """Where the person would have signed: the lower right, or under the closing sentence."""
    closing = closing_line(page)
    if closing is not None:
        top = closing.box.bottom
        return Box(page.width * 0.35, top, page.width * 0.8, top + 30)
    return Box(page.width * 0.45, page.height * 0.9, page.width * 0.88, page.height * 0.955)


def _officers(document: Document, page: Page, form: DocumentForm, items: Sequence[Item], unclear: str) -> Mark:
    spec = form.signers("officer")[0]
    signed = [item for item in items if item.kind in ("text", "ink")]
    own = [item for item in signed if not item.label or not re.fullmatch(r".{0,2}(?:记录|翻译|笔录).{0,3}", item.label)]
    names = list(dict.fromkeys(name for item in own for name in typed_names(item.text)))
    inks = [item.blob for item in own if item.blob is not None]
    if own:
        covered = [item for item in own if item.kind == "text"]
        loose = [blob for blob in inks if not any(blob.box.overlap(item.box) > 0 for item in covered)]
        count = max(sum(persons_in(name) for name in names) + count_signatures(loose), count_signatures(inks), 1)
        span = _span(document, page, union([item.box for item in own]), spec.label)
        name = "、".join(names) or None
        return Mark(MarkKind.SIGNATURE, "officer", Presence.PRESENT, span, spec.label, name, count, 0.93)
    return _judged(document, page, spec, MarkKind.SIGNATURE, (), doubt_about(page, "") or unclear)


def _recorder(document: Document, page: Page, form: DocumentForm, items: Sequence[Item], unclear: str) -> Mark:
    """The recorder is one of the officers; without a label, two signatures are taken to include his."""
    spec = form.signers("recorder")[0]
    own = [item for item in items if item.kind != "print" and _RECORDER_LABEL.search(item.label)]
    if own:
        names = [name for item in own for name in typed_names(item.text)]
        return _judged(document, page, spec, MarkKind.SIGNATURE, own, "", name="、".join(names) or None)
    officers = _officers(document, page, form, items, unclear)
    if officers.presence is Presence.PRESENT and officers.count >= 2:
        return replace(officers, who="recorder", label=spec.label, name=None, count=1, probability=0.75)
    why = doubt_about(page, "") or unclear or ("记录人未单独标明" if officers.presence is Presence.PRESENT else "")
    return _judged(document, page, spec, MarkKind.SIGNATURE, (), why)

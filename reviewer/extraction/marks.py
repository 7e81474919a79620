"""Whether everybody who must sign has signed, and whether the seals are there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reviewer.core.casefile import BlobKind, Document, Span
from reviewer.core.facts import Mark, MarkKind, Presence
from reviewer.extraction.calibration import calibrated
from reviewer.extraction.endings import ending_marks
from reviewer.extraction.presence import NOT_FOUND, UNREAD, judge_fingerprint, judge_signature, mark_at, union
from reviewer.extraction.sealing import seal_marks
from reviewer.extraction.spots import Spot, choose, companions, find_spots, variants
from reviewer.law.forms import DocumentForm, FormSignature

SERVED = frozenset({"subject", "family", "victim"})
OTHER_COPIES = ("执行通知书", "存根", "协助执行通知书")
LONGEST_TITLE = 20


def find_marks(document: Document, form: DocumentForm, *, calibrate: bool = True) -> tuple[Mark, ...]:
    """Judge every signature, fingerprint and seal that the form asks for.

    Args:
        document: the document with its pages.
        form: its form, for the places and who signs there.
        calibrate: give the probabilities that the model in use has learnt, where there is one.

    Returns:
        A mark for every place that the form requires, and for optional ones that were used; an interpreter's place
        that is printed and empty is one too, for whoever needs an interpreter. The span names the
        page and the place. On transcripts there is one mark of the person questioned for every page.
    """
    endings = [spec for spec in form.signatures if spec.each_page or spec.label_usually_not_printed]
    marks: list[Mark] = []
    if any(spec.each_page for spec in endings):
        marks += ending_marks(document, form)
        specs = [spec for spec in form.signatures if spec.optional and not spec.label_usually_not_printed]
    else:
        specs = [spec for spec in form.signatures if spec.signature]
    marks += _labelled(document, form, specs)
    marks += seal_marks(document, form)
    return tuple(calibrated(mark, document) if calibrate else mark for mark in marks)


def _labelled(document: Document, form: DocumentForm, specs: Sequence[FormSignature]) -> Iterator[Mark]:
    used: set[tuple[int, float, float]] = set()
    words = [variants(spec)[0] for spec in specs if variants(spec)]
    for spec in specs:
        own = variants(spec)
        repeated = bool(own) and words.count(own[0]) > 1
        spot = choose(find_spots(document, form, spec), spec, used=used, first=repeated)
        if spot is None:
            if not spec.optional and not (spec.who in SERVED and _is_other_copy(document, form)):
                yield from _nowhere(document, spec)
            continue
        used.add(spot.key)
        places = [spot]
        if spec.min_persons > 1:
            places += companions(document, form, spec, spot, used=used)
            used |= {place.key for place in places}
        yield from _together([mark for place in places for mark in _judged(document, spec, place)])


def _together(marks: Sequence[Mark]) -> Iterator[Mark]:
    """The marks of several places of one role: what is there as one mark with their number, then the empty ones."""
    for kind in (MarkKind.SIGNATURE, MarkKind.FINGERPRINT):
        own = [mark for mark in marks if mark.kind is kind]
        there = [mark for mark in own if mark.presence is Presence.PRESENT]
        rest = [mark for mark in own if mark.presence is not Presence.PRESENT]
        if len(there) > 1:
            boxes = [mark.span.box for mark in there if mark.span.box is not None]
            names = list(dict.fromkeys(mark.name for mark in there if mark.name))
            there = [
                replace(
                    there[0],
                    span=replace(there[0].span, box=union(boxes)),
                    name="、".join(names) or None,
                    count=sum(mark.count for mark in there),
                    probability=min(mark.probability for mark in there),
                )
            ]
        yield from there
        yield from rest


def _is_other_copy(document: Document, form: DocumentForm) -> bool:
    """Whether the document is the copy of a form that goes to another office: it is served on nobody."""
    title = "".join((document.title or "").split())
    lines = ["".join(line.text.split()) for page in document.pages[:1] for line in page.lines[:6]]
    titles = [title, *(line for line in lines if len(line) <= LONGEST_TITLE)]
    named = any(form.name_zh in one for one in titles)
    return not named and any(word in one for one in titles for word in OTHER_COPIES)


def _nowhere(document: Document, spec: FormSignature) -> Iterator[Mark]:
    page = document.pages[-1] if document.pages else None
    span = Span(document.source, page.number if page else document.last_page, None, "", document.id)
    why = NOT_FOUND if document.read else UNREAD
    yield Mark(MarkKind.SIGNATURE, spec.who, Presence.UNKNOWN, span, label=spec.label, count=0, why=why)
    if spec.fingerprint:
        yield Mark(MarkKind.FINGERPRINT, spec.who, Presence.UNKNOWN, span, label=spec.label, count=0, why=why)


def _judged(document: Document, spec: FormSignature, spot: Spot) -> Iterator[Mark]:
    signature = judge_signature(document, spec.who, spot)
    if spec.signature_or_seal and signature.presence is not Presence.PRESENT and _sealed(spot):
        signature = mark_at(document, spot, MarkKind.SIGNATURE, spec.who, Presence.UNKNOWN, why="以盖章代签名")
    if spec.optional and spec.who != "interpreter" and signature.presence is Presence.ABSENT:
        return
    yield signature
    if spec.fingerprint:
        fingerprint = judge_fingerprint(document, spec.who, spot)
        if not (spec.optional and fingerprint.presence is Presence.ABSENT):
            yield fingerprint


def _sealed(spot: Spot) -> bool:
    """Whether a seal, also a person's own one, stands beside the label."""
    seals = [blob.box for blob in spot.page.blobs if blob.kind in (BlobKind.SEAL, BlobKind.CHOP)]
    return any(box.top - 40 < spot.box.centre[1] < box.bottom + 40 and box.x1 > spot.box.x0 for box in seals)

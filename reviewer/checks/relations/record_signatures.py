"""Signatures on records: every page, the closing sentence, the officers, corrections (SIG001–007, SIG014, SIG502)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from reviewer.checks.cards import Card
from reviewer.checks.relations.signing import (
    ELECTRONIC,
    RECORDED,
    REFUSAL,
    key,
    merged,
    only_signatures,
    other_hand,
    refusal,
    surest,
)
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import BlobKind, Document, Origin, Page, Span
from reviewer.core.facts import Mark, MarkKind, Presence
from reviewer.core.finding import Severity, Verdict

SPEAKERS = ("subject", "reporter", "victim")
_CONFIRMED = re.compile(
    r"(?:以上|上述|上面|本|此)[^问答?。]{0,10}(?:笔录|记录|[一二三四五六七八九十\d]+页|内容)[^?。]{0,26}"
    r"(?:看过|看了|看完|阅读|宣读|读过|读给|念|核对|相符|一样|一致|无误|属实)|"
    r"(?:我看过|向我宣读|给我宣读|读给我|念给我)[^?。]{0,14}(?:相符|一样|一致|无误)|[和与跟]我(?:说|讲|所述|所说|陈述)[^?。]{0,4}(?:相符|一样|一致)"
)
_ASKED = re.compile(r"[^。]{0,8}[吗嘛?]")
_DATE = re.compile(r"\d{4}[-.年/]\d{1,2}[-.月/]\d{1,2}|[一二][〇零]二.年.{1,3}月.{1,4}日")
_CORRECTED = re.compile(
    r"[(](?:此处|本处|该处|上述)?(?:更正|修改|涂改|改正)[^()]{0,20}[)]|(?:此处|该处|本处)(?:有)?(?:更正|修改|涂改|改动|更改)|涂改处|修改处"
)
_PRINTED = re.compile(r"捺?指印|按印|手印")
_RECEIVED = re.compile(r"(?:于|收到|接收|收件)[^。]{0,20}收到|收到[^。]{0,16}(?:日期|时间|\d{4}年)|\d日收到")
_NEAR = 120.0
_NO_OWN_LINE = "未单独标明"
_SENTENCE_WIDTH = 160.0


def _by_page(view: CaseView, document: Document) -> Mapping[int, list[Mark]]:
    """The speaker's signatures and fingerprints, page by page.

    A page on which only the officers' line has run over bears nothing that the speaker would have to sign.
    """
    pages: dict[int, list[Mark]] = {}
    spilled = {page.number for page in document.pages[1:] if only_signatures(view, document, page.number)}
    for mark in document.marks:
        wanted = mark.who in SPEAKERS and mark.kind in (MarkKind.SIGNATURE, MarkKind.FINGERPRINT)
        if wanted and mark.span.page not in spilled:
            pages.setdefault(mark.span.page, []).append(mark)
    return dict(sorted(pages.items()))


def _all_pages(view: CaseView, document: Document, pages: Mapping[int, list[Mark]]) -> bool:
    """Whether a place to sign was looked at on every page that the speaker has to sign."""
    return all(page.number in pages or only_signatures(view, document, page.number) for page in document.pages)


def _presence(marks: Iterable[Mark], kind: MarkKind) -> Presence | None:
    return merged(mark for mark in marks if mark.kind is kind)


def _bare(marks: list[Mark]) -> bool:
    """Whether a page certainly bears neither name nor fingerprint."""
    kinds = (_presence(marks, MarkKind.SIGNATURE), _presence(marks, MarkKind.FINGERPRINT))
    return Presence.ABSENT in kinds and all(one in (Presence.ABSENT, None) for one in kinds)


def _lacking(marks: list[Mark]) -> str:
    """What a page certainly lacks, in words."""
    words = (("签名", MarkKind.SIGNATURE), ("指印", MarkKind.FINGERPRINT))
    return "、".join(word for word, kind in words if _presence(marks, kind) is Presence.ABSENT)


def _records(view: CaseView, card: Card) -> list[Document]:
    return view.transcripts(kinds=card.setting("types"))


def every_page(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG001: the person questioned signs and prints a finger on every page.

    A record without any mark at all, and a last page without any, are matters of SIG002.
    """
    documents = _records(view, card)
    if not documents:
        yield not_applicable("卷内没有讯问笔录")
    for document in documents:
        yield from _pages_of(view, document)


def _pages_of(view: CaseView, document: Document) -> Iterator[Verdict]:
    pages = _by_page(view, document)
    about = key(view, document)
    if not pages:
        return
    if (note := refusal(view, document)) is not None:
        yield satisfied(f"{view.title(document)}已注明拒绝或不能签名的情况", note, about=about)
        return
    last = max(pages)
    if all(_bare(marks) for marks in pages.values()):
        return
    faulty = {page: _lacking(marks) for page, marks in pages.items() if _lacking(marks)}
    if last in faulty and _bare(pages[last]):
        del faulty[last]
    if faulty and (device := view.text(document).first(ELECTRONIC)) is not None:
        yield unclear(f"{view.title(document)}使用电子签名捺印，纸面缺少的签捺无法判断", device[1], about=about)
    elif faulty:
        marks = [mark for page in faulty for mark in pages[page] if mark.presence is Presence.ABSENT]
        where = "，".join(f"第{page - document.first_page + 1}页缺{what}" for page, what in faulty.items())
        spans = dict.fromkeys(mark.span for mark in marks)
        yield violated(f"{view.title(document)}{where}", *spans, about=about, confidence=surest(marks))
    elif any(mark.presence is Presence.UNKNOWN for marks in pages.values() for mark in marks):
        doubt = next(mark for marks in pages.values() for mark in marks if mark.presence is Presence.UNKNOWN)
        yield unclear(
            f"{view.title(document)}有的页签名、指印无法判断：{doubt.why or '图像不清'}", doubt.span, about=about
        )
    elif (other := other_hand(view, document, *SPEAKERS)) is not None:
        yield unclear(
            f"{view.title(document)}的签名读作“{other.name}”，与笔录对象不符，请核对原件", other.span, about=about
        )
    else:
        yield satisfied(f"{view.title(document)}已逐页签名、捺指印", document.span(), about=about)


def _sentence(view: CaseView, document: Document) -> Span | None:
    """The sentence that the record was read and is right; a question about it does not count."""
    found = None
    for match, span in view.text(document).find(_CONFIRMED):
        if not _ASKED.match(view.text(document).text, match.end()):
            found = span
    return found


def _written(page: Page) -> bool:
    """Whether the last page bears handwriting that may be the sentence, or was read from a picture."""
    if page.origin in (Origin.OCR, Origin.SCAN_LAYER):
        return True
    rows: dict[int, float] = {}
    for blob in page.blobs:
        if blob.kind is BlobKind.INK:
            row = round(blob.box.centre[1] / 16)
            rows[row] = rows.get(row, 0.0) + blob.box.width
    return max(rows.values(), default=0.0) > _SENTENCE_WIDTH


def confirmed(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG002: the record ends with the sentence that it is right, and the person has signed beneath it."""
    documents = _records(view, card)
    if not documents:
        yield not_applicable("卷内没有该种笔录")
    for document in documents:
        yield from _confirmation(view, document)


def _confirmation(view: CaseView, document: Document) -> Iterator[Verdict]:
    pages = _by_page(view, document)
    about = key(view, document, "核对")
    title = view.title(document)
    if not document.read:
        yield unclear(f"{title}有页面未能读取", document.span(), about=about)
        return
    if (note := refusal(view, document)) is not None:
        yield satisfied(f"{title}已注明拒绝或不能签名的情况", note, about=about)
        return
    sentence = _sentence(view, document)
    marks = [mark for found in pages.values() for mark in found]
    bare = bool(pages) and all(_bare(found) for found in pages.values())
    if bare and not _all_pages(view, document, pages):
        yield unclear(f"{title}有的页没有找到签名处，不能断定全部没有签名", document.span(), about=about)
    elif bare:
        text = f"{title}全部页面没有签名、指印，也没有注明拒签"
        text += "" if sentence else "，末页没有核对确认的语句"
        yield violated(text, *dict.fromkeys(mark.span for mark in marks), about=about, confidence=surest(marks))
    elif sentence is None:
        yield from _no_sentence(document, title, about, marks)
    elif pages and _bare(pages[max(pages)]):
        spans = (sentence, pages[max(pages)][0].span)
        yield violated(f"{title}末页有核对语句但没有本人签名、指印", *spans, about=about, severity=Severity.DEFECT,
                       confidence=surest(pages[max(pages)]))  # fmt: skip
    elif view.blank(document, "signed_at") and not _DATE.search(view.text(document).text[-120:]):
        span = document.span("signed_at")
        yield violated(f"{title}核对签名处没有写日期", span, about=about, severity=Severity.NOTICE, confidence=0.6)
    elif any(mark.presence is Presence.PRESENT for mark in marks) or not marks:
        yield satisfied(f"{title}经本人核对确认", sentence, about=about)
    else:
        yield unclear(f"{title}有核对语句，本人是否签名无法判断", sentence, about=about)


def _no_sentence(document: Document, title: str, about: str, marks: list[Mark]) -> Iterator[Verdict]:
    last = document.pages[-1] if document.pages else None
    signed = any(mark.presence is Presence.PRESENT for mark in marks)
    if last is None or not signed or _written(last):
        yield unclear(f"{title}未读到核对语句，可能为手写", document.span(), about=about)
        return
    span = Span(document.source, last.number, None, "", document.id)
    yield violated(f"{title}末页没有“以上笔录我看过，和我说的相符”一类的核对语句", span, about=about,
                   severity=Severity.DEFECT, confidence=0.8)  # fmt: skip


def interview(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG006: the same two duties for records of witnesses, victims and reporters."""
    documents = _records(view, card)
    if not documents:
        yield not_applicable("卷内没有询问笔录")
    for document in documents:
        for one in _pages_of(view, document):
            yield (
                one
                if one.severity or one.outcome.value != "violated"
                else violated(
                    one.message, *one.evidence, about=one.about, severity=Severity.DEFECT, confidence=one.confidence
                )
            )
        yield from _confirmation(view, document)


def _near_print(page: Page, span: Span) -> bool:
    prints = [blob.box for blob in page.blobs if blob.kind is BlobKind.FINGERPRINT]
    if span.box is None:
        return bool(prints)
    x, y = span.box.centre
    return any(abs(box.centre[0] - x) < _NEAR * 2 and abs(box.centre[1] - y) < _NEAR for box in prints)


def corrections(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG003, SIG502: a correction that the record itself marks as one bears a fingerprint beside it.

    A record whose signing was refused, and one that was signed on a device, are left out.
    """
    found = False
    for document in _records(view, card):
        text = view.text(document)
        if text.first(REFUSAL) or text.first(ELECTRONIC):
            continue
        for match, span in text.find(_CORRECTED):
            found = True
            about = key(view, document, match[0])
            page = next((one for one in document.pages if one.number == span.page), None)
            if _PRINTED.search(text.text[match.start() : match.end() + 12]) or (page and _near_print(page, span)):
                yield satisfied("修改处有捺印确认", span, about=about)
            elif page is None or not page.read or not page.looked_at or page.grey:
                yield unclear("修改处有没有捺印，从图像无法判断", span, about=about)
            else:
                yield violated(f"{view.title(document)}有修改，旁边没有捺指印确认", span, about=about, confidence=0.7)
    if not found:
        yield not_applicable("笔录中没有标明修改之处")


def officers(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG005: the officers named in the head of an interrogation record have signed it, at least two in all."""
    documents = _records(view, card)
    if not documents:
        yield not_applicable("卷内没有讯问笔录")
    for document in documents:
        yield from _officers_of(view, document)


def _names(document: Document, field: str) -> list[str]:
    value = document.value(field)
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] if value else []


def _signed_by_officers(view: CaseView, officer: list[Mark], recorder: list[Mark], named: Iterable[str]) -> int:
    """How many different officers signed, a recorder with a line of his own included.

    A legible name of somebody who is no officer (a guardian beside them) does not count.
    """
    present = [mark for mark in officer if mark.presence is Presence.PRESENT]
    names = {part for mark in present for part in re.split("[、,，]", mark.name or "") if part}
    strangers = {name for name in names if name not in named and _no_officer(view, name)}
    total = max((mark.count for mark in present), default=0) - len(strangers)
    own = [mark for mark in recorder if mark.presence is Presence.PRESENT and mark.probability > 0.76]
    return total + sum(1 for mark in own if not (mark.name and mark.name in names))


def _no_officer(view: CaseView, name: str) -> bool:
    person = view.person(name)
    return person is not None and not person.roles & {"officer", "recorder"}


def _officers_of(view: CaseView, document: Document) -> Iterator[Verdict]:
    about = key(view, document, "民警")
    title = view.title(document)
    named = dict.fromkeys((*_names(document, "officers"), *_names(document, "recorder")))
    officer = view.marks(document, MarkKind.SIGNATURE, "officer")
    recorder = view.marks(document, MarkKind.SIGNATURE, "recorder")
    if not officer:
        return
    signed = _signed_by_officers(view, officer, recorder, named)
    state = merged(officer)
    # That the recorder has no line of his own is no doubt where all signatures were counted.
    unlabelled = [mark for mark in recorder if _NO_OWN_LINE not in mark.why]
    if signed >= 2:
        yield satisfied(f"{title}讯问人员已签名", officer[0].span, about=about)
    elif Presence.UNKNOWN in (state, merged(unlabelled) if signed else state):
        doubt = next((m for m in (*officer, *unlabelled) if m.presence is Presence.UNKNOWN), officer[0])
        yield unclear(f"{title}讯问人、记录人的签名无法判断：{doubt.why or '图像不清'}", doubt.span, about=about)
    elif len(named) == 1 and signed == 1:
        yield not_applicable("笔录只记载一名侦查人员，由讯问人数的规则判断")
    else:
        count = "没有侦查人员签名" if not signed else "只有一名侦查人员签名"
        who = f"（首部记载{'、'.join(named)}）" if named else ""
        yield violated(f"{title}末页{count}{who}", officer[0].span, document.span("officers"), about=about,
                       confidence=surest(officer))  # fmt: skip


def self_written(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG007: every page of a handwritten statement is signed and printed, its first page notes the receipt."""
    documents = view.documents(*card.setting("types"))
    if not documents:
        yield not_applicable("卷内没有亲笔供词、证词")
    for document in documents:
        about, title = key(view, document), view.title(document)
        pages = _by_page(view, document)
        lacking = {page: _lacking(marks) for page, marks in pages.items() if _lacking(marks)}
        faults = [f"第{page - document.first_page + 1}页缺{what}" for page, what in lacking.items()]
        marks = [mark for page in lacking for mark in pages[page] if mark.presence is Presence.ABSENT]
        if _no_receipt(view, document):
            faults.append("首页没有民警签收的日期和签名")
        if faults and refusal(view, document) is None:
            spans = dict.fromkeys((document.span(), *(mark.span for mark in marks)))
            yield violated(f"{title}{'，'.join(faults)}", *spans, about=about, confidence=min(surest(marks), 0.8))
        elif any(mark.presence is Presence.UNKNOWN for mark in document.marks):
            yield unclear(f"{title}签名、指印或者签收无法判断", document.span(), about=about)
        else:
            yield satisfied(f"{title}签捺和签收手续齐全", document.span(), about=about)


def _no_receipt(view: CaseView, document: Document) -> bool:
    """Whether the receipt note is certainly missing: nothing typed, no ink at the top of the first page."""
    page = document.pages[0] if document.pages else None
    if page is None or not document.read or not page.looked_at or page.origin in (Origin.OCR, Origin.SCAN_LAYER):
        return False
    officer = view.marks(document, MarkKind.SIGNATURE, "officer")
    if merged(officer) in (Presence.PRESENT, Presence.UNKNOWN) or document.value("received_at"):
        return False
    ink = any(blob.kind is BlobKind.INK and blob.box.top < page.height * 0.25 for blob in page.blobs)
    return not ink and view.says(document, _RECEIVED.pattern) is None


def electronic(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG014: signing on a device is recorded; for witnesses its absence is only a notice."""
    found = False
    discs = view.documents("audio_video_statement")
    for document in _records(view, card):
        device = view.text(document).first(ELECTRONIC)
        if device is None:
            continue
        found = True
        about = key(view, document, "电子签捺")
        absence = view.missing("audio_video_statement")
        if view.says(document, RECORDED.pattern) or discs:
            yield satisfied("电子签捺有录音录像", device[1], about=about)
        elif absence.held:
            yield unclear(absence.held, device[1], about=about)
        else:
            person = view.person(view.person_of(document))
            witness = person is not None and person.roles <= {"witness", "reporter"}
            yield violated(f"{view.title(document)}使用电子签名、指纹，没有同步录音录像的记载", device[1], about=about,
                           severity=Severity.NOTICE if witness else None, looked_for=absence.looked_for)  # fmt: skip
    if not found:
        yield not_applicable("没有使用电子签名、电子指纹的笔录")

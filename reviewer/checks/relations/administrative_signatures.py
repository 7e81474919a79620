"""Relations of signatures, fingerprints and seals on the papers of administrative cases."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_papers import (
    REFUSAL,
    fast_track,
    unsigned,
)
from reviewer.checks.relations.signing import only_signatures, other_hand
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import Mark, MarkKind, Presence
from reviewer.core.finding import Severity, Verdict

BY_HAND = (MarkKind.SIGNATURE, MarkKind.FINGERPRINT, MarkKind.SEAL)


def key(view: CaseView, document: Document) -> str:
    """What tells a paper from its like: number, else person and time, else its place among its like."""
    number = document.value("doc_no")
    start = view.start(document)
    return str(number or f"{view.person_of(document) or ''}{start or view.ordinal(document)}")


def refused(view: CaseView, document: Document) -> Span | None:
    """Where a paper notes that somebody would not or could not sign."""
    found = view.text(document).first(REFUSAL)
    return found[1] if found else None


def state_of(marks: list[Mark]) -> Presence | None:
    for presence in (Presence.PRESENT, Presence.UNKNOWN, Presence.ABSENT):
        if any(mark.presence is presence for mark in marks):
            return presence
    return None


def doubt(marks: list[Mark]) -> str:
    return next((mark.why for mark in marks if mark.presence is Presence.UNKNOWN and mark.why), "图像不清")


def every_page(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """SIG501: the person questioned signs, seals or fingerprints every page of the record."""
    records = view.documents("interview_record")
    if not records:
        yield not_applicable("卷内没有询问笔录")
    for record in records:
        marks = [mark for kind in BY_HAND for mark in view.marks(record, kind, "subject")]
        pages = {number: [mark for mark in marks if mark.span.page == number] for number in _pages(record)}
        about = f"{key(view, record)}|逐页签名"
        if not marks:
            yield unclear(f"{view.title(record)}没有读到被询问人的签名位置", record.span(), about=about)
            continue
        missing = [
            number
            for number, found in pages.items()
            if found and state_of(found) is Presence.ABSENT and not only_signatures(view, record, number)
        ]
        unsure = [
            number
            for number, found in pages.items()
            if state_of(found) in (None, Presence.UNKNOWN) and not only_signatures(view, record, number)
        ]
        if missing:
            yield _unsigned_pages(view, record, pages, missing, about)
        elif unsure:
            words = f"{view.title(record)}第{unsure[0] - record.first_page + 1}页的签名无法判断：{doubt(marks)}"
            yield unclear(words, record.span(), about=about)
        elif (other := other_hand(view, record, "subject")) is not None:
            words = f"{view.title(record)}的签名读作“{other.name}”，与被询问人不符，请核对原件"
            yield unclear(words, other.span, about=about)
        else:
            yield satisfied(f"{view.title(record)}每页都有被询问人签名或者指印", marks[-1].span, about=about)


def _pages(document: Document) -> range:
    return range(document.first_page, document.last_page + 1)


def _unsigned_pages(
    view: CaseView, record: Document, pages: dict[int, list[Mark]], missing: list[int], about: str
) -> Verdict:
    spans = [pages[number][0].span for number in missing]
    name, who = view.title(record), view.person_of(record) or "被询问人"
    if (note := refused(view, record)) is not None:
        return satisfied(f"{name}缺签名处注明了拒绝或者不能签名", note, about=about)
    if not record.read:
        return unclear(f"{name}有页面未能读取", *spans, about=about)
    if (paper := fast_track(view)) is not None:
        return unclear(f"{name}有未签名的页，但本案适用快速办理", *spans, paper.span(), about=about)
    which = "、".join(str(number - record.first_page + 1) for number in missing)
    last = record.last_page in missing or len(missing) == len(pages)
    words = f"{who}的{name}第{which}页没有{who}的签名和指印，也没有拒签注明"
    sure = min(mark.probability for number in missing for mark in pages[number])
    return violated(words, *spans, about=about, severity=Severity.UNLAWFUL if last else None, confidence=sure)


_OTHER_PAPERS = {
    "preservation_decision_admin": "holder", "rights_notice_admin": "subject", "drug_onsite_test_report": "subject",
    "confiscation_list": "subject", "body_check_record": "subject", "belongings_list": "subject",
    "handling_area_form": "subject", "info_collection_record": "subject", "no_penalty_decision": "subject",
}  # fmt: skip


def other_papers(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """SIG503: on papers that no other rule owns, a missing mark of the party has a note."""
    judged = False
    for document in view.documents(*_OTHER_PAPERS):
        role = _OTHER_PAPERS[document.type]
        state = unsigned(view, document, role)
        if state is None:
            continue
        judged = True
        marks = [mark for kind in BY_HAND for mark in view.marks(document, kind, role)]
        yield one_mark(view, document, marks, "当事人签名", f"{document.type}|{key(view, document)}|{role}")
    if not judged:
        yield not_applicable("没有需要当事人签名的其他文书")


def one_mark(
    view: CaseView, document: Document, marks: list[Mark], what: str, about: str, severity: Severity | None = None
) -> Verdict:
    """One place: signed, doubtful, refused with a note, or missing."""
    name, state = view.title(document), state_of(marks)
    span = marks[0].span if marks else document.span()
    if state is Presence.PRESENT:
        return satisfied(f"{name}有{what}", span, about=about)
    if state is not Presence.ABSENT:
        return unclear(f"{name}的{what}无法判断：{doubt(marks)}", span, about=about)
    if (note := refused(view, document)) is not None:
        return satisfied(f"{name}注明了拒绝或者不能签名", note, about=about)
    if not document.read:
        return unclear(f"{name}有页面未能读取", span, about=about)
    sure = min(mark.probability for mark in marks)
    return violated(f"{name}没有{what}，也没有注明原因", span, about=about, severity=severity, confidence=sure)


# -- the officers ----------------------------------------------------------------------------------------------------


def named_officers(document: Document) -> set[str]:
    """The officers whom the head of a record names, auxiliaries left out."""
    names: set[str] = set()
    for field in ("officers", "recorder"):
        value = document.value(field)
        for one in value if isinstance(value, list) else [value]:
            names.update(part.strip() for part in re.split(r"[、，,;；/\s]|(?<=\S)和", str(one or "")))
    plain = {re.sub(r"[(（].*", "", name) for name in names if "辅警" not in name and "辅助" not in name}
    return {name for name in plain if name}


def signed_by_officers(view: CaseView, document: Document) -> tuple[int, list[Mark]]:
    """How many officers' signatures were seen, and their marks; one officer may sign twice, as recorder too."""
    officers = view.marks(document, MarkKind.SIGNATURE, "officer")
    places = [(mark.span.page, mark.span.box) for mark in officers if mark.span.box is not None]
    recorders = [
        mark
        for mark in view.marks(document, MarkKind.SIGNATURE, "recorder")
        if (mark.span.page, mark.span.box) not in places
    ]
    if officers and all(mark.presence is not Presence.UNKNOWN for mark in officers):
        # a recorder without a place of his own is one of the officers, not a doubt about them
        recorders = [mark for mark in recorders if mark.presence is not Presence.UNKNOWN or "单独" not in mark.why]
    marks = [*officers, *recorders]
    names = {mark.name for mark in marks if mark.presence is Presence.PRESENT and mark.name}
    count = sum(max(mark.count, 1) for mark in marks if mark.presence is Presence.PRESENT)
    return max(count, len(names)), marks


def officers_sign(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """SIG504: every officer named in the head signs, two at least; one named alone is not this rule's matter."""
    records = view.documents("interview_record", "inspection_record", "scene_examination_record", "pointing_record")
    judged = False
    for record in records:
        named = named_officers(record)
        count, marks = signed_by_officers(view, record)
        about = f"{record.type}|{key(view, record)}|民警签名"
        if len(named) < 2 or (record.type == "inspection_record" and not count):
            continue  # one officer: PER501, PER502; an inspection that nobody signed: SIG506
        judged = True
        span = next((mark.span for mark in marks), record.span("officers"))
        name = view.title(record)
        if not marks:
            yield unclear(f"{name}没有读到民警签名的位置", span, about=about)
        elif count >= len(named):
            yield satisfied(f"{name}有{count}名民警签名", span, about=about)
        elif any(mark.presence is Presence.UNKNOWN for mark in marks):
            yield unclear(f"{name}的民警签名无法判断：{doubt(marks)}", span, about=about)
        elif not record.read:
            yield unclear(f"{name}有页面未能读取", span, about=about)
        else:
            words = f"{name}首部写明{len(named)}名民警，只见{count}名签名"
            yield violated(
                words, record.span("officers"), span, about=about, confidence=min(mark.probability for mark in marks)
            )  # fmt: skip
    if not judged:
        yield not_applicable("没有两名以上民警制作的笔录")


def _printed(mark: Mark, prints: list[Mark]) -> bool:
    """Whether a fingerprint stands at the place of a signature."""
    box = mark.span.box
    return box is not None and any(
        one.presence is Presence.PRESENT
        and one.span.page == mark.span.page
        and one.span.box is not None
        and abs(one.span.box.centre[1] - box.centre[1]) < 20
        for one in prints
    )


def summons_signed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """SIG505: arrival and departure are filled in and signed by the person, or the officers note why not."""
    summonses = view.documents("summons_administrative")
    if not summonses:
        yield not_applicable("没有书面传唤")
    for summons in summonses:
        about, name = f"{key(view, summons)}|到案离开", view.title(summons)
        note = view.says(summons, r"拒绝(?:填写|签名|签字)|拒签|民警注明|由民警填写|未填写的?原因")
        for field, words in (("arrived_at", "到案时间"), ("left_at", "离开时间")):
            if view.blank(summons, field) and note is None and summons.read:
                yield violated(f"{name}没有填写{words}", summons.span(field), about=f"{about}|{field}")
        marks = [
            mark
            for mark in view.marks(summons, MarkKind.SIGNATURE, "subject")
            if not re.search("收到|告知|送达", mark.label)
        ]
        prints = view.marks(summons, MarkKind.FINGERPRINT, "subject")
        absent = [mark for mark in marks if mark.presence is Presence.ABSENT and not _printed(mark, prints)]
        if absent and note is None and summons.read:
            words = f"{name}的到案、离开时间有{len(absent)}处没有被传唤人签名"
            sure = min(mark.probability for mark in absent)
            yield violated(words, *(mark.span for mark in absent), about=about, confidence=sure)
        elif any(mark.presence is Presence.UNKNOWN for mark in marks) or not (marks or view.found(summons, "left_at")):
            yield unclear(f"{name}的到案、离开签名无法判断", summons.span(), about=about)
        else:
            yield satisfied(f"{name}的到案、离开时间和签名已核对", summons.span("arrived_at"), about=about)


# -- records and lists of the evidence -------------------------------------------------------------------------------


def inspection_signed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """SIG506: inspectors, and subject and witness; what is missing decides how grave it is."""
    records = view.documents("inspection_record")
    if not records:
        yield not_applicable("没有检查笔录")
    for record in records:
        name, about = view.title(record), f"{key(view, record)}|检查笔录"
        _, officers = signed_by_officers(view, record)
        subject, witness = unsigned(view, record, "subject", "holder"), unsigned(view, record, "witness")
        states = [state_of(officers), subject, witness]
        if not record.read or all(state is None for state in states):
            yield unclear(f"{name}的签名位置没有读到", record.span(), about=about)
            continue
        note = view.says(record, r"无被检查人|未能通知|不在场|不在现场|无(?:法|适当)?.{0,6}见证人|拒绝签|拒签|全程录")
        if states[0] is Presence.ABSENT:
            yield violated(
                f"{name}没有检查人签名", officers[0].span, about=f"{about}|检查人", severity=Severity.UNLAWFUL
            )
        gaps = [state is Presence.ABSENT for state in (subject, witness)]
        if all(gaps) and note is None:
            yield violated(f"{name}既没有被检查人也没有见证人签名", record.span("witness"), about=about)
        elif gaps[1] and note is None:
            words = f"{name}没有见证人签名"
            yield violated(words, record.span("witness"), about=about, severity=Severity.NOTICE, confidence=0.7)
        elif gaps[0] and note is None:
            yield violated(f"{name}没有被检查人签名，也没有注明", record.span(), about=about)
        elif Presence.UNKNOWN in states:
            yield unclear(f"{name}的签名无法判断", record.span(), about=about)
        elif states[0] is not Presence.ABSENT:
            yield satisfied(f"{name}的签名已核对", record.span(), about=about)


def _roles(view: CaseView, document: Document, roles: dict[str, str], name: str) -> Iterator[Verdict]:
    """Each role's place on a paper; a place that was not found is no fault."""
    seen = False
    for role, what in roles.items():
        marks = [mark for kind in BY_HAND for mark in view.marks(document, kind, *role.split("/"))]
        if marks:
            seen = True
            yield one_mark(view, document, marks, what, f"{document.type}|{key(view, document)}|{role}")
    if not seen:
        yield unclear(f"{name}的签名位置没有读到", document.span(), about=f"{document.type}|{key(view, document)}")


def list_signed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """SIG507: officers and holder sign the list, a witness who was there too; each line is filled in."""
    lists = view.documents("preservation_list_admin")
    if not lists:
        yield not_applicable("没有证据保全清单")
    for document in lists:
        roles = {"officer": "办案民警签名", "holder/subject": "持有人签名", "witness": "见证人签名"}
        yield from _roles(view, document, roles, view.title(document))
        items = document.value("items")
        for row in items if isinstance(items, list) else []:
            if isinstance(row, list | tuple) and len(row) >= 3 and row[0] and not row[1] and not row[2]:
                about = f"{key(view, document)}|{row[0]}"
                yield violated(f"清单中“{row[0]}”没有写数量和特征", document.span("items"), about=about, confidence=0.7)


def identification_signed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """SIG508: officers and the identifying person."""
    records = view.documents("identification_record")
    if not records:
        yield not_applicable("没有辨认笔录")
    for record in records:
        roles = {"officer": "办案民警签名", "identifier/subject": "辨认人签名或者指印"}
        for verdict in _roles(view, record, roles, view.title(record)):
            if view.says(record, r"身份.{0,8}保密|密封"):
                yield unclear("辨认人身份保密，签名可能另存", record.span(), about=verdict.about)
            else:
                yield verdict


def notice_signed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """SIG509: the party signs the notice before the penalty, or the refusal is noted; the officers sign."""
    notices = view.documents("penalty_prior_notice")
    if not notices:
        yield not_applicable("没有处罚告知笔录")
    for notice in notices:
        roles = {"subject": "被告知人签名或者指印", "officer": "告知人签名"}
        if view.says(notice, r"公告.{0,6}(?:七|7)(?:日|天)|公告告知"):
            yield satisfied("以公告方式告知", notice.span(), about=key(view, notice))
            continue
        yield from _roles(view, notice, roles, view.title(notice))

"""Rights and duties that people must be told of (RIG001–RIG004, RIG007–RIG009)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reviewer.checks.cards import Card
from reviewer.checks.relations.measures import concerns, titled
from reviewer.checks.relations.signing import key, refusal, surest, unsigned
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import Moment
from reviewer.core.finding import Severity, Verdict

_RIGHTS = re.compile(r"权利义务|诉讼权利|权利和义务|权利告知书")
_LENIENT = re.compile(r"从宽|认罪认罚")
_LAWYER = re.compile(r"律师|辩护人")
_AID = re.compile(r"法律援助|法援|值班律师")
_LIABLE = re.compile(r"伪证|诬告|隐匿罪证|隐匿证据|虚假(?:陈述|证言)|假证")
_FORWARDED = re.compile(
    r"转达|转告|已(?:电话)?(?:通知|告知|联系)[^。]{0,12}(?:家属|律师|法律援助)|(?:家属|法律援助)[^。]{0,12}已(?:经)?(?:通知|联系)"
)
_CHANGE = re.compile(r"变更(?:强制)?措施|变更为?取保|申请取保候审")
_REVIEW = re.compile(r"羁押(?:的)?必要性")
_DUTIES = re.compile(
    r"(?:遵守|履行)[^。]{0,12}(?:以下|下列)?(?:规定|义务)|未经[^。]{0,10}批准不得离开|传讯[^。]{0,8}及时到案|第七十一条|第七十七条"
)
_QUERY = re.compile(r"查询|投诉|监督电话|咨询|联系电话|110|12389|网址|二维码|平台")
_SECRET = re.compile(r"(?:要求|请|希望|申请)[^。]{0,10}(?:保密|不公开)|不愿(?:意)?公开(?:姓名|身份)")
_KEPT = re.compile(r"保密|化名|不公开")
_ORDINAL_FIRST = ("1", "一", 1, None)
_DECISIONS = {"bail_decision": "取保候审", "residential_surveillance_decision": "监视居住"}
_SINCE_RECEIPT = Moment.parse("2024-01-01")
_SINCE_REVIEW = Moment.parse("2023-11-30")


def first_records(view: CaseView, kinds: Sequence[str]) -> Iterator[tuple[str, Document]]:
    """The earliest record of every person."""
    seen: set[str] = set()
    for document in view.transcripts(kinds=kinds):
        person = view.person_of(document)
        if person and person not in seen:
            seen.add(person)
            yield person, document


def _not_first(document: Document) -> bool:
    """Whether the earliest record in the file calls itself a later one: the first is not here."""
    return document.value("ordinal") not in _ORDINAL_FIRST


def _told(view: CaseView, document: Document, pattern: re.Pattern[str], *acts: str) -> Span | None:
    """Where a record tells of something, by what is done in its turns or else by its words."""
    if turns := view.turns(document, *acts):
        return turns[0].question_span or turns[0].answer_span or document.span()
    return view.says(document, pattern.pattern)


def _notices(view: CaseView, person: str, *kinds: str) -> list[Document]:
    return [one for one in view.documents(*kinds) if concerns(view, one, person)]


def _signed_before(view: CaseView, notice: Document, record: Document) -> bool | None:
    """Whether a notice was signed by the end of a record; a day that is the same day will do."""
    signed = view.moment(notice, "signed_at") or view.moment(notice, "served_at") or view.moment(notice, "issued_at")
    end = view.end(record) or view.start(record)
    if signed is None or end is None:
        return None
    return signed.earliest <= end.latest


def _required(
    view: CaseView,
    person: str,
    record: Document,
    needs: Sequence[tuple[str, re.Pattern[str], tuple[str, ...]]],
    notices: Sequence[Document],
) -> Iterator[Verdict]:
    """What must have been told in the first record, or in a notice signed by then."""
    about = f"{person}|{record.type}|{view.start(record) or view.ordinal(record)}"
    title = view.title(record)
    lacking, doubtful = [], ""
    for word, pattern, acts in needs:
        if _told(view, record, pattern, *acts) is not None:
            continue
        papers = [one for one in notices if view.says(one, pattern.pattern) or not one.read or pattern is _RIGHTS]
        states = [_signed_before(view, one, record) for one in papers]
        if True in states:
            continue
        if states:
            late = False in states
            doubtful = f"{person}：{title}没有告知{word}的记载，告知书{'签署较晚' if late else '的签收时间不明'}"
        else:
            lacking.append(word)
    if not record.read:
        yield unclear(f"{title}有页面未能读取", record.span(), about=about)
    elif lacking and _not_first(record):
        yield unclear(f"{person}：卷内没有第一次笔录，是否告知{'、'.join(lacking)}无法判断", record.span(), about=about)
    elif lacking:
        text = f"{person}的首次{title}没有告知{'、'.join(lacking)}的记载，也没有此前签署的告知书"
        yield violated(text, record.span(), about=about, looked_for=("已查首次笔录全文和各告知书",))
    elif doubtful:
        yield unclear(doubtful, record.span(), about=about)
    else:
        yield satisfied(
            f"{person}首次接受讯问、询问时已告知{'、'.join(word for word, _, _ in needs)}", record.span(), about=about
        )


def procedural_rights(view: CaseView, card: Card) -> Iterator[Verdict]:
    """RIG001: rights and the rules on leniency are told at the first interrogation."""
    needs = (
        ("诉讼权利", _RIGHTS, ("rights_told",)),
        ("如实供述从宽、认罪认罚的规定", _LENIENT, ("leniency_told",)),
    )
    found = False
    for person, record in first_records(view, card.setting("types")):
        found = True
        notices = _notices(view, person, "rights_notice_suspect", "plea_leniency_notice")
        yield from _required(view, person, record, needs, notices)
    if not found:
        yield not_applicable("卷内没有讯问笔录")


def counsel(view: CaseView, card: Card) -> Iterator[Verdict]:
    """RIG002: the right to a lawyer and legal aid are told; a request made in custody is passed on."""
    needs = (
        ("有权委托律师", _LAWYER, ("right_to_lawyer",)),
        ("可以申请法律援助", _AID, ("legal_aid_told",)),
    )
    found = False
    for person, record in first_records(view, card.setting("types")):
        found = True
        yield from _required(view, person, record, needs, _notices(view, person, "rights_notice_suspect"))
        yield from _requests(view, person, card.setting("types"))
    if not found:
        yield not_applicable("卷内没有讯问笔录")


def _requests(view: CaseView, person: str, kinds: Sequence[str]) -> Iterator[Verdict]:
    for record in view.transcripts(person=person, kinds=kinds):
        turns = view.turns(record, "lawyer_requested")
        if not turns:
            continue
        span = turns[0].answer_span or record.span()
        about = f"{person}|要求律师"
        papers = ("work_explanation", "lawyer_meeting_docs", "detention_notice", "arrest_notice", "prosecution_opinion")
        passed = view.documents("lawyer_meeting_docs", person=person) or any(
            view.says(one, _FORWARDED.pattern)
            for one in (record, *view.documents(*papers))
            if concerns(view, one, person)
        )
        absence = view.missing("lawyer_meeting_docs", approval=True)
        if passed:
            yield satisfied(f"{person}要求律师，已有转达或者律师手续", span, about=about)
        elif absence.held:
            yield unclear(f"{person}要求律师，{absence.held}", span, about=about)
        else:
            severity = Severity.UNLAWFUL if _in_custody(view, person, record) else Severity.NOTICE
            yield violated(f"{person}提出要请律师，没有转达的记载", span, about=about, severity=severity,
                           confidence=0.6, looked_for=absence.looked_for)  # fmt: skip
        return


def _in_custody(view: CaseView, person: str, record: Document) -> bool:
    start = view.start(record)
    warrants = [
        view.moment(one, "announced_at") for one in view.documents("detention_warrant", "arrest_warrant", person=person)
    ]
    return start is not None and any(one is not None and one.latest <= start.earliest for one in warrants)


def notice_signed_late(view: CaseView, card: Card) -> Iterator[Verdict]:
    """RIG003: the rights notice is signed by the end of the first interrogation, with name and fingerprint."""
    found = False
    for person, record in first_records(view, card.setting("types")):
        told = _told(view, record, _RIGHTS, "rights_told")
        for notice in _notices(view, person, "rights_notice_suspect"):
            if len(view.suspects) > 1 and not view.people(notice) and person not in notice.compact:
                continue
            found = True
            yield _notice(view, person, record, notice, told)
    if not found:
        yield not_applicable("卷内没有犯罪嫌疑人诉讼权利义务告知书")


def _notice(view: CaseView, person: str, record: Document, notice: Document, told: Span | None) -> Verdict:
    about = f"{person}|告知书|{view.moment(notice, 'signed_at') or view.ordinal(notice)}"
    signed, end = view.moment(notice, "signed_at"), view.end(record) or view.start(record)
    mark = unsigned(view, notice, "subject")
    if mark is not None and refusal(view, notice) is None:
        severity = Severity.NOTICE if told else None
        return violated(
            f"{person}的告知书没有签名、捺印", mark.span, about=about, severity=severity, confidence=surest([mark])
        )
    if signed is None or end is None:
        return unclear(f"{person}的告知书签署时间或者首次讯问时间不明", notice.span(), about=about)
    if signed.earliest <= end.latest:
        return satisfied(f"{person}的告知书在首次讯问时已签署（{signed}）", notice.span("signed_at"), about=about)
    if told is not None or _not_first(record):
        return satisfied(f"{person}的告知书签署较晚，但首次讯问笔录已记载告知", told or record.span(), about=about)
    if not record.read:
        return unclear(f"{view.title(record)}有页面未能读取", record.span(), about=about)
    text = f"{person}首次讯问于{end}结束，告知书{signed}才签署，笔录中也没有告知的记载"
    return violated(text, notice.span("signed_at"), record.span("time_range"), about=about)


def testimony_duties(view: CaseView, card: Card) -> Iterator[Verdict]:
    """RIG004: witnesses and victims are told, at first, of truth and of the liability for false testimony."""
    found = False
    for person, record in first_records(view, card.setting("types")):
        if person in view.suspects:
            continue
        found = True
        about = f"{person}|{view.start(record) or view.ordinal(record)}"
        told = _told(view, record, _LIABLE, "liability_told")
        notices = _testimony_notices(view, person, record)
        if told is not None:
            yield satisfied(f"{person}首次询问时已告知如实作证和作伪证的责任", told, about=about)
        elif not record.read:
            yield unclear(f"{view.title(record)}有页面未能读取", record.span(), about=about)
        elif notices and (_told(view, record, _RIGHTS, "rights_told") or len(notices) > 1 or len(record.turns) == 0):
            yield satisfied(f"{person}已签收权利义务告知书", notices[0].span(), about=about)
        elif notices or _told(view, record, _RIGHTS, "rights_told") or _not_first(record):
            yield unclear(f"{person}的笔录没有告知作伪证责任的记载，是否以告知书告知不明", record.span(), about=about)
        else:
            lacks = "作伪证、隐匿罪证的责任" if view.turns(record, "duty_of_truth") else "如实作证的义务和作伪证的责任"
            yield violated(f"{person}的首次{view.title(record)}没有告知{lacks}", record.span(), about=about,
                           looked_for=("已查笔录全文和被害人、证人权利义务告知书",))  # fmt: skip
    if not found:
        yield not_applicable("卷内没有证人、被害人的询问笔录")


def _testimony_notices(view: CaseView, person: str, record: Document) -> list[Document]:
    """The notices that may be this person's: they seldom bear a name, so by role and day."""
    known = view.person(person)
    victim = known is None or "victim" in known.roles or not known.roles & {"witness"}
    kinds = ("rights_notice_victim", "rights_notice_witness") if victim else ("rights_notice_witness",)
    day = view.start(record)
    found = []
    for notice in view.documents(*kinds):
        signed = view.moment(notice, "signed_at") or view.moment(notice, "served_at")
        other = any(one in notice.compact for one in _interviewed(view) if one != person)
        same_day = signed is None or day is None or signed.day == day.day
        if person in notice.compact or (same_day and not other):
            found.append(notice)
    return found


def _interviewed(view: CaseView) -> set[str]:
    return {name for one in view.transcripts() if (name := view.person_of(one))}


def bail_duties(view: CaseView, card: Card) -> Iterator[Verdict]:
    """RIG007: decisions of bail and residential surveillance are read out and signed, duties told, guarantors, too."""
    found = False
    for document in view.documents(*card.setting("types")):
        word = _DECISIONS[document.type]
        if titled(document, "解除", "执行通知", "通知书"):
            continue
        found = True
        person = view.person_of(document)
        about = key(view, document)
        mark = unsigned(view, document, "subject")
        if mark is not None and refusal(view, document) is None:
            yield violated(
                f"{view.title(document)}没有本人签名、捺印", mark.span, about=about, confidence=surest([mark])
            )
        yield from _duties(view, document, person, word)
    for letter in view.documents("bail_guarantee_letter"):
        mark = unsigned(view, letter, "guarantor")
        if mark is not None:
            yield violated("保证书没有保证人签名、捺印", mark.span, about=key(view, letter), confidence=surest([mark]))
    if not found:
        yield not_applicable("没有取保候审、监视居住")


def _duties(view: CaseView, document: Document, person: str | None, word: str) -> Iterator[Verdict]:
    about = f"{person or ''}|{word}|义务告知"
    notices = [one for one in view.documents("bail_obligations_notice") if concerns(view, one, person)]
    records = view.transcripts(person=person, kinds=("interrogation_record",))
    told = view.says(document, _DUTIES.pattern) or next(
        (span for one in records if (span := view.says(one, r"(?:取保候审|监视居住)[^。?]{0,30}(?:规定|义务)"))), None
    )
    absence = view.missing("bail_obligations_notice")
    if told is None and document.value("rules"):
        told = document.span("rules")
    if notices or told:
        yield satisfied(
            f"已告知{word}期间的义务", notices[0].span() if notices else told or document.span(), about=about
        )
    elif absence.held or not document.read:
        yield unclear(absence.held or "决定书有页面未能读取", document.span(), about=about)
    else:
        yield violated(f"{person or ''}的{view.title(document)}没有写明应遵守的义务，也没有义务告知书或者告知的记录",
                       document.span(), about=about, looked_for=absence.looked_for)  # fmt: skip


def review_of_custody(view: CaseView, card: Card) -> Iterator[Verdict]:
    """RIG008: who is arrested is told of the right to seek a change of the measure and a review of the custody."""
    found = False
    for warrant in view.documents(*card.setting("types")):
        announced = view.moment(warrant, "announced_at")
        person = view.person_of(warrant)
        if announced is None or (_SINCE_REVIEW is not None and announced < _SINCE_REVIEW):
            continue
        found = True
        after = [one for one in view.transcripts(person=person, kinds=("interrogation_record",))
                 if (start := view.start(one)) and start.latest >= announced.earliest]  # fmt: skip
        kinds = ("rights_notice_suspect", "arrest_warrant", "arrest_notice", "plea_leniency_notice")
        papers = [*after, *(one for one in view.documents(*kinds) if concerns(view, one, person))]
        yield _reviewed(view, warrant, person or "", after, papers)
    if not found:
        yield not_applicable("没有2023年11月30日以后执行的逮捕")


def _reviewed(
    view: CaseView, warrant: Document, person: str, after: Sequence[Document], papers: Sequence[Document]
) -> Verdict:
    about = f"{person}|羁押必要性"
    wanted = (("申请变更强制措施", _CHANGE), ("申请羁押必要性审查", _REVIEW))
    lacks = [word for word, pattern in wanted if not any(view.says(one, pattern.pattern) for one in papers)]
    if not lacks:
        return satisfied(f"{person}逮捕后已告知申请变更措施和羁押必要性审查的权利", papers[0].span(), about=about)
    if not after:
        return unclear(
            f"{person}：卷内没有逮捕后的讯问笔录，是否告知{'、'.join(lacks)}的权利不明", warrant.span(), about=about
        )
    if not all(one.read for one in papers):
        return unclear("有页面未能读取", warrant.span(), about=about)
    spans = (warrant.span("announced_at"), after[0].span())
    return violated(f"{person}逮捕后的讯问笔录和告知材料中没有告知{'、'.join(lacks)}的权利", *spans, about=about)


def reporters(view: CaseView, card: Card) -> Iterator[Verdict]:
    """RIG009: receipts say how to follow the case, complainants are warned, a wish for secrecy is noted."""
    found = False
    for receipt in view.documents("acceptance_receipt"):
        day = view.moment(receipt, "issued_at") or view.moment(receipt, "served_at") or view.accepted_at
        if day is None or (_SINCE_RECEIPT is not None and day < _SINCE_RECEIPT):
            continue
        found = True
        about = key(view, receipt, "查询")
        if receipt.value("inquiry_way") or receipt.value("contact") or view.says(receipt, _QUERY.pattern):
            yield satisfied("受案回执写明查询、投诉方式", receipt.span(), about=about)
        elif receipt.read:
            yield violated("受案回执没有写明查询案件进展、投诉的方式", receipt.span(), about=about, confidence=0.7)
        else:
            yield unclear("受案回执未能读取", receipt.span(), about=about)
    for record in view.documents(*card.setting("types")):
        yield from _complaint(view, record)
        found = found or titled(record, "控告", "举报")
    if not found:
        yield not_applicable("没有受案回执，也没有控告、举报笔录")


def _complaint(view: CaseView, record: Document) -> Iterator[Verdict]:
    if titled(record, "控告", "举报"):
        about = key(view, record, "诬告")
        if (told := _told(view, record, re.compile("诬告|捏造"), "liability_told")) is not None:
            yield satisfied(f"{view.title(record)}已说明诬告的责任", told, about=about)
        elif not record.read:
            yield unclear(f"{view.title(record)}有页面未能读取", record.span(), about=about)
        else:
            yield violated(f"{view.title(record)}没有说明诬告应负的责任", record.span(), about=about)
    if (wish := view.says(record, _SECRET.pattern)) is not None:
        others = [one for one in view.case.documents if one.id != record.id]
        kept = next((span for one in others if (span := view.says(one, _KEPT.pattern))), None)
        about = key(view, record, "保密")
        if kept is not None:
            yield satisfied("已按报案人要求注明保密", kept, about=about)
        else:
            yield unclear("报案人要求保密，卷内未见保密的注明，可能另行存卷", wish, about=about)

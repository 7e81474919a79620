"""Relations between papers of a criminal case: acts before it was opened, approvals after the act, broken times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from reviewer.checks.cards import Card
from reviewer.checks.relations.deadlines import converted
from reviewer.checks.relations.measures import Act, acts, approval, concerns, earliest, first_of, papers, report_kind
from reviewer.checks.relations.sessions import Session, rows
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Moment
from reviewer.core.finding import Severity, Verdict
from reviewer.law.counting import add_months

# What a 呈请 report asks for, the paper that it leads to, and whether acting before approval is unlawful.
_PAIRS = (
    (re.compile(r"(?<!延长)拘留(?!期限)"), "detention_warrant", True),
    (re.compile(r"(?<!解除)(?<!变更)取保候审"), "bail_decision", True),
    (re.compile(r"(?<!解除)监视居住"), "residential_surveillance_decision", True),
    (re.compile(r"搜查"), "search_warrant", True),
    (re.compile(r"(?<!解除)冻结"), "asset_query_notice", True),
    (re.compile(r"技术侦查"), "undercover_tech_notice", True),
    (re.compile(r"延长拘留"), "detention_extension_notice", False),
    (re.compile(r"提请批准逮捕|逮捕"), "arrest_request", False),
    (re.compile(r"(?<!不予)(?<!不)立案"), "filing_decision", False),
    (re.compile(r"(?<!解除)扣押"), "seizure_decision", False),
    (re.compile(r"鉴定|聘请"), "expert_engagement_letter", False),
    (re.compile(r"移送审查起诉|移送起诉|侦查终结"), "prosecution_opinion", False),
    (re.compile(r"撤销案件"), "case_cancel_decision", False),
)
_MEASURES = (
    "detention_warrant", "arrest_warrant", "bail_decision", "residential_surveillance_decision",
    "compelled_appearance_warrant", "search_warrant", "seizure_decision", "sealing_decision", "summons_criminal",
    "undercover_tech_notice",
)  # fmt: skip
_EMERGENCY = re.compile(r"紧急|当场|先行拘留|现行犯|正在实施")
_ELSEWHERE = ("jurisdiction_designation", "case_transfer_notice")


def filed(view: CaseView) -> Act | None:
    """The earliest decision to open the case."""
    return earliest(*acts(view, view.documents("filing_decision"), "issued_at"))


def questioned_before_filing(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS001: nobody is interrogated as a suspect before the case was opened."""
    opened = filed(view)
    records = view.documents("interrogation_record")
    if opened is None or not records:
        yield not_applicable("没有立案决定的日期，或者没有讯问笔录")
        return
    for record in records:
        start = view.moment(record, "time_range.start") or view.start(record)
        about = f"{view.person_of(record) or view.ordinal(record)}|{start or view.ordinal(record)}"
        span = record.span("time_range")
        if start is None:
            yield unclear("讯问笔录的时间没有读出", record.span(), about=about)
        elif start.day > opened.moment.day or start.earliest > opened.moment.latest:
            yield satisfied("讯问在立案之后", span, about=about)
        elif start.day == opened.moment.day:
            yield unclear(f"讯问与立案在同一日（{start.day}），先后需核对", span, opened.span, about=about)
        elif view.documents(*_ELSEWHERE):
            yield unclear("案件由他处移来，应与最早的立案决定比较", span, opened.span, about=about)
        else:
            words = f"{start}以犯罪嫌疑人身份讯问，{opened.moment}才立案"
            yield violated(words, span, opened.span, about=about)


def measures_before_filing(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS002: no coercive measure, seizure, freezing or technical means before the case was opened."""
    opened = filed(view)
    found = False
    for document in view.documents(*_MEASURES, "asset_query_notice"):
        if document.type == "asset_query_notice" and "冻结" not in (document.title or ""):
            continue
        act = first_of(view, document, "announced_at", "arrived_at", "issued_at", "served_at")
        if document.type == "undercover_tech_notice":
            yield from _technical_term(document)
        if act is None or opened is None:
            continue
        found = True
        yield _before_filing(view, document, act, opened)
    if not found:
        yield not_applicable("没有立案决定的日期，或者没有措施的日期")


def _before_filing(view: CaseView, document: Document, act: Act, opened: Act) -> Verdict:
    about = f"{document.value('doc_no') or document.type}|{view.person_of(document) or ''}|立案前"
    name = view.title(document)
    if act.moment.day > opened.moment.day:
        return satisfied(f"{name}在立案之后", act.span, about=about)
    if act.moment.day == opened.moment.day:
        return satisfied(f"{name}与立案在同一日", act.span, opened.span, about=about)
    spans = act.span, opened.span
    if converted(view) or view.documents(*_ELSEWHERE):
        return unclear(f"{name}早于立案，但案件曾按行政案件办理或者由他处移来", *spans, about=about)
    if document.type == "detention_warrant" and (opened.moment.day - act.moment.day).days <= 1:
        return unclear(f"{name}早于立案一日，是否属于对现行犯的先行拘留需核对", *spans, about=about)
    close = (opened.moment.day - act.moment.day).days <= 1
    if document.type == "seizure_decision" and close and view.says(document, _EMERGENCY.pattern):
        return unclear(f"{name}早于立案，有紧急情况的记载", *spans, about=about)
    return violated(f"{name}的时间是{act.moment}，{opened.moment}才立案", *spans, about=about)


def _technical_term(document: Document) -> Iterator[Verdict]:
    value = document.value("period")
    if not isinstance(value, list | tuple) or len(value) < 2:
        return
    start, end = Moment.parse(value[0]), Moment.parse(value[1])
    if start and end and end.day > add_months(start.day, 3):
        about = f"{document.value('doc_no') or '技侦'}|期限"
        words = f"技术侦查期限自{start.day}至{end.day}，超过三个月"
        yield violated(words, document.span("period"), about=about)


def approved_late(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS003: approval, then the paper, then the act."""
    found = False
    for report in view.documents("request_report"):
        granted = approval(view, report)
        kind = report_kind(report)
        pair = next(((one, bad) for pattern, one, bad in _PAIRS if pattern.search(kind)), None)
        if granted is None or pair is None:
            continue
        for document in _approved(view, report, granted, view.documents(pair[0])):
            found = True
            yield _approval_verdict(view, report, granted, document, unlawful=pair[1])
    if not found:
        yield not_applicable("没有能够对应的审批和文书")


def _approved(view: CaseView, report: Document, granted: Act, documents: list[Document]) -> list[Document]:
    """The papers that an approval is about: where a person has several, those that were not made before it."""
    own = [one for one in documents if _belongs(view, report, one)]
    since = [one for one in own if (made := first_of(view, one, "issued_at")) and made.moment.day >= granted.moment.day]
    people = {view.person_of(one) for one in since}
    return [one for one in own if one in since or view.person_of(one) not in people]


def _belongs(view: CaseView, report: Document, document: Document) -> bool:
    """Whether a report and a paper are of the same request: the same person, and the only report of its kind."""
    person = view.person_of(document)
    if not concerns(view, report, person):
        return False
    same = [
        one
        for one in view.documents("request_report")
        if report_kind(one) == report_kind(report) and concerns(view, one, person)
    ]
    return len(same) == 1


def _approval_verdict(view: CaseView, report: Document, granted: Act, document: Document, *, unlawful: bool) -> Verdict:
    act = first_of(view, document, "announced_at", "issued_at")
    made = first_of(view, document, "issued_at")
    about = f"{document.value('doc_no') or document.type}|{view.person_of(document) or ''}|审批"
    done = [one for one in (act, made) if one is not None]
    if not done:
        return unclear(f"{view.title(document)}的日期没有读出", document.span(), about=about)
    late = [one for one in done if granted.moment.day > one.moment.day]
    spans = (granted.span, (late or done)[0].span)
    if not late:
        return satisfied(f"{view.title(document)}经事先批准", *spans, about=about)
    if view.says(report, r"口头(?:批准|同意|报批)|紧急情况|补办|补批"):
        return unclear(f"{view.title(report)}记载了紧急情况或者补批", *spans, about=about)
    words = f"{view.title(document)}{late[0].moment}已作出或者执行，{granted.moment}才批准"
    return violated(words, *spans, about=about, severity=Severity.UNLAWFUL if unlawful else None)


def sessions_without_record(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS007: every questioning in the pass has its record, and the ordinals run without a gap."""
    if not view.documents("interrogation_pass"):
        yield not_applicable("卷内没有提讯提解证")
    for person in view.suspects:
        records = [one for one in view.documents("interrogation_record") if concerns(view, one, person)]
        for row in rows(view, person):
            if row.questioning:
                yield _session_verdict(view, person, row, records)
        yield from _ordinals(view, person, records)


def _session_verdict(view: CaseView, person: str, row: Session, records: list[Document]) -> Verdict:
    about = f"{person}|{row.start}|提讯"
    span = row.document.span("rows")
    same_day = [one for one in records if (start := view.start(one)) is not None and start.day == row.start.day]
    if same_day:
        return satisfied(f"{row.start}提讯有讯问笔录", same_day[0].span("time_range"), about=about)
    absence = view.missing("interrogation_record")
    dateless = any(view.start(one) is None for one in records)
    if absence.held or dateless:
        return unclear(absence.held or "有讯问笔录的时间没有读出", span, about=about)
    words = f"提讯提解证登记{row.start}讯问{person}，卷内没有该次讯问笔录"
    return violated(words, span, about=about, looked_for=absence.looked_for)


def _ordinals(view: CaseView, person: str, records: list[Document]) -> Iterator[Verdict]:
    own = [one for one in records if view.person_of(one) == person]
    values = [one.value("ordinal") for one in own]
    numbers = sorted({int(value) for value in values if isinstance(value, int)})
    if len(numbers) != len(own) or not numbers:
        return
    gaps = [number for number in range(1, numbers[-1]) if number not in numbers]
    about = f"{person}|讯问次数"
    if not gaps:
        yield satisfied(f"{person}的讯问笔录次数连续", own[0].span("ordinal"), about=about)
        return
    absence = view.missing("interrogation_record")
    words = f"{person}的讯问笔录最后是第{numbers[-1]}次，缺第{'、'.join(map(str, gaps))}次"
    span = own[-1].span("ordinal")
    if absence.held:
        yield unclear(absence.held, span, about=about)
    else:
        yield violated(words, span, about=about, severity=Severity.NOTICE, looked_for=absence.looked_for)


# -- the chain from arrival to the detention centre ----------------------------------------------------------------


def chain(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS008: the times of arrival, summons, detention and admission follow one another without a hole."""
    found = False
    for call in view.documents("summons_criminal", "compelled_appearance_warrant"):
        start, end = view.moment(call, "arrived_at"), view.moment(call, "left_at")
        if start and end:
            found = True
            yield _order(view, call, start, end)
    for warrant in view.documents("detention_warrant"):
        announced, lodged = view.moment(warrant, "announced_at"), view.moment(warrant, "lodged_at")
        if announced and lodged:
            found = True
            yield _admission(view, warrant, announced, lodged)
        if announced:
            yield from _hole(view, warrant, announced)
    if not found:
        yield not_applicable("没有时间完整的传唤、拘留文书")


def _order(view: CaseView, call: Document, start: Moment, end: Moment) -> Verdict:
    about = f"{view.person_of(call) or ''}|{start}|到达离开"
    spans = call.span("arrived_at"), call.span("left_at")
    if start.earliest > end.latest:
        words = f"{view.title(call)}的到达时间{start}晚于结束时间{end}"
        return violated(words, *spans, about=about, severity=Severity.DEFECT)
    return satisfied(f"{view.title(call)}的时间先后合规", *spans, about=about)


def _admission(view: CaseView, warrant: Document, announced: Moment, lodged: Moment) -> Verdict:
    about = f"{view.person_of(warrant) or ''}|{announced}|入所"
    spans = warrant.span("announced_at"), warrant.span("lodged_at")
    if lodged.latest < announced.earliest:
        words = f"拘留证的送所时间{lodged}早于宣布时间{announced}"
        return violated(words, *spans, about=about, severity=Severity.DEFECT)
    return satisfied("宣布拘留与送所的先后合规", *spans, about=about)


def _hole(view: CaseView, warrant: Document, announced: Moment) -> Iterator[Verdict]:
    """The time between the end of the summons and the detention, while the person was still in the premises."""
    person = view.person_of(warrant)
    calls = papers(view, "summons_criminal", "compelled_appearance_warrant", person=person)
    ends = [act for act in acts(view, calls, "left_at") if act.moment.exact and act.moment.day == announced.day]
    if not announced.exact or not ends:
        return
    last = ends[-1]
    about = f"{person or ''}|{last.moment}|{announced}"
    gap = announced.earliest - last.moment.earliest
    spans = last.span, warrant.span("announced_at")
    if abs(gap) <= timedelta(minutes=30):
        yield satisfied("传唤结束与宣布拘留相衔接", *spans, about=about)
    elif gap < timedelta(0):
        words = f"{person or ''}：{announced}已宣布拘留，传唤到{last.moment}才结束"
        yield violated(words, *spans, about=about, severity=Severity.NOTICE, confidence=0.6)
    else:
        yield _gap_verdict(view, person, last, announced, about)


def _gap_verdict(view: CaseView, person: str | None, last: Act, announced: Moment, about: str) -> Verdict:
    words = f"{person or ''}：传唤{last.moment}结束，{announced}才宣布拘留"
    stayed = [
        act
        for act in acts(view, view.documents("handling_area_form", "leave_area_record"), "final_leave", "left_at")
        if concerns(view, act.document, person) and act.moment.earliest >= announced.earliest
    ]
    spans = last.span, *(act.span for act in stayed[:1])
    if stayed and stayed[0].moment.day - announced.day <= timedelta(days=1):
        return violated(f"{words}，其间仍在办案区，没有限制人身自由的依据", *spans, about=about)
    return unclear(f"{words}，其间是否离开需核对", *spans, about=about)

"""Relations of stalled cases: no decision, no investigation, supervision unanswered, people or things left over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from reviewer.checks.cards import Card
from reviewer.checks.relations.deadlines import accepted, converted, economic, transferred_in
from reviewer.checks.relations.measures import (
    Act,
    acts,
    earliest,
    first_of,
    papers,
    period,
    received,
    reports,
    titled,
)
from reviewer.checks.relations.months import decisions, measure_end
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Moment
from reviewer.core.finding import ClockState, Severity, Verdict
from reviewer.law.counting import add_months
from reviewer.law.periods import judge

# Papers that show no investigation: furniture of the volume, papers of other organs, copies with their own dates.
_NO_ACTIVITY = frozenset({
    "volume_cover", "volume_contents", "volume_notes", "volume_back_cover", "case_status_note", "evaluation_sheet",
    "correction_notice_prosecutor", "documentary_evidence_copy", "expert_qualification", "case_filing_stat_form",
    "prosecutor_filing_notice", "prior_record_verdict",
})  # fmt: skip
_TIMES = (
    "time_range.start", "time_range.end", "start", "end", "at", "announced_at", "accepted_at", "approved_at",
    "issued_at", "served_at", "arrived_at",
)  # fmt: skip
_CORE = ("interrogation_record", "interview_record", "expert_opinion", "work_explanation")
_OPENED = (
    "filing_decision", "filing_notice_to_victim", "no_filing_notice", "case_transfer_notice", "detention_warrant",
    "arrest_warrant", "bail_decision", "prosecution_opinion", "case_cancel_decision", "administrative_filing_form",
    "administrative_filing_notice", "penalty_decision", "mediation_agreement", "investigation_end_decision",
)  # fmt: skip
_INJURY = re.compile(r"(?<!不)(?<!未)(?:构成|属于?|评定为|鉴定为|为|系)(轻伤|重伤)[一二]?级?")
_PROMISED = re.compile(
    r"收到(?:本)?[^。]{0,12}?([一二三五七十\d]{1,3})(?:个工作)?日(?:以)?内[^。]{0,12}(?:回复|答复|反馈|函告)"
)
_NUMBERS = {"三": 3, "五": 5, "七": 7, "十": 10, "十五": 15, "三十": 30}
_LEFT_OUT = re.compile(r"遗漏(?:罪行|犯罪事实|同案|犯罪嫌疑人|漏犯)|漏(?:罪|犯)|追加起诉|补充移送")
_AT_LARGE = re.compile(r"在逃|潜逃|脱逃|逃匿|去向不明")
_PURSUIT = re.compile(r"网上(?:追逃|逃犯)|上网追逃|追逃登记|在逃人员(?:登记|信息)|通缉")
_CIVIL = re.compile(r"民事判决书|民事裁定书|民事调解书|仲裁裁决书")
_DEBT = re.compile(r"借款合同|工程款|货款|租赁合同|合伙协议|欠条|借条")


def activities(view: CaseView) -> list[Act]:
    """Every dated act of investigation up to the day of judgement, earliest first."""
    found = []
    for document in view.case.documents:
        if document.type in _NO_ACTIVITY or document.type == "unknown":
            continue
        for path in _TIMES:
            moment = view.moment(document, path)
            if moment is not None and moment.day <= view.as_of:
                found.append(Act(moment, document, path))
    return sorted(found, key=lambda act: act.moment)


def undated(view: CaseView) -> list[Document]:
    """Papers of investigation whose date was not read."""
    return [one for one in view.documents(*_CORE) if not any(view.moment(one, path) for path in _TIMES)]


def no_decision(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA001: a report on which nothing was decided within the time for it."""
    start = accepted(view)
    if start is None or not view.criminal or view.documents(*_OPENED) or converted(view):
        yield not_applicable("没有受案登记，或者已有处理结论")
        return
    if any(view.says(one, r"自诉|不属于公安机关") for one in view.documents("case_acceptance_form", "alarm_record")):
        yield not_applicable("告知自诉或者不属于公安机关职责")
        return
    names = ("filing-review", "filing-review-verify")
    if economic(view):
        names = ("economic-filing-review", "economic-filing-review-major")
    elif reports(view, "延长立案审查", "延长审查"):
        names = ("filing-review-major", "filing-review-major")
    short, long = (judge(start.moment, None, period(view, name, start.moment), as_of=view.as_of) for name in names)
    days = (view.as_of - start.moment.day).days
    words = f"{start.moment}受案，至{view.as_of}已{days}日，卷内没有立案、不予立案或者移送的决定"
    absence = view.missing("filing_decision", "no_filing_notice", "case_transfer_notice")
    if short.state is not ClockState.VIOLATED:
        yield satisfied("立案审查期限尚未届满", start.span, about=str(start.moment))
    elif absence.held or reports(view, "立案"):
        reason = absence.held or "有呈请立案的报告，可能已经决定"
        yield unclear(f"{words}；{reason}", start.span, about=str(start.moment))
    else:
        handed = transferred_in(view)
        severe = None if long.state is ClockState.VIOLATED and not handed else Severity.DEFECT
        yield violated(words, start.span, about=str(start.moment), severity=severe, looked_for=absence.looked_for)


def _ended(view: CaseView) -> bool:
    """Whether the case is no longer open."""
    return view.closed_at is not None or bool(view.documents("prosecution_opinion", "case_cancel_decision"))


def _on_bail(view: CaseView) -> bool:
    """Whether somebody is under bail or residential surveillance on the day of judgement."""
    for kind, name in (("bail_decision", "bail"), ("residential_surveillance_decision", "residential-surveillance")):
        for person, act in decisions(view, kind).items():
            end = measure_end(view, kind, person or None, act.moment)
            over = judge(act.moment, None, period(view, name, act.moment), as_of=view.as_of)
            if end is None and over.state is not ClockState.VIOLATED:
                return True
    return False


def no_activity(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA002: an open case in which nothing has been done for long."""
    filed = view.filed_at
    if filed is None or not view.criminal or _ended(view):
        yield not_applicable("案件未立案或者已经办结、移送")
        return
    if _on_bail(view):
        yield not_applicable("正在取保候审或者监视居住，由中断侦查的规则判断")
        return
    done = activities(view)
    last = done[-1] if done else None
    if last is None or undated(view):
        yield unclear("有侦查文书的日期没有读出，不能断定最后一次侦查活动的时间")
        return
    idle = (view.as_of - last.moment.day).days
    warn, alarm = (period(view, name, None).amount for name in ("idle-warning", "idle-alarm"))
    words = f"最后一次侦查活动是{last.moment}（{view.title(last.document)}），至{view.as_of}已{idle}日没有侦查活动"
    if idle < warn:
        yield satisfied(f"{idle}日内有侦查活动", last.span, about="侦查活动")
        return
    absence = view.missing("prosecution_opinion", "case_cancel_decision")
    excuse = _waiting(view, last.moment)
    if absence.held or excuse:
        yield unclear(f"{words}；{absence.held or excuse}", last.span, about="侦查活动")
        return
    severity = Severity.DEFECT if idle >= alarm else None
    spans = [one.span() for one in view.documents("filing_decision")]
    yield violated(words, last.span, *spans, about="侦查活动", severity=severity, looked_for=absence.looked_for)


def _waiting(view: CaseView, last: Moment) -> str:
    """What the case may be waiting for."""
    if view.documents("wanted_order"):
        return "有追逃文书，嫌疑人在逃"
    engaged = acts(view, view.documents("expert_engagement_letter"), "issued_at")
    opinions = view.documents("expert_opinion")
    if engaged and not opinions and (last.day - engaged[-1].moment.day).days < 30:
        return "已委托鉴定，尚无鉴定意见"
    return ""


def bail_idle(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA003: investigation goes on during bail and residential surveillance."""
    found = False
    for kind, name, what in (
        ("bail_decision", "bail", "取保候审"),
        ("residential_surveillance_decision", "residential-surveillance", "监视居住"),
    ):
        for person, act in decisions(view, kind).items():
            found = True
            end = measure_end(view, kind, person or None, act.moment)
            term = add_months(act.moment.day, period(view, name, act.moment).amount)
            last = min(end.moment.day if end else view.as_of, term, view.as_of)
            yield _idle_verdict(view, person, what, act, last)
    if not found:
        yield not_applicable("没有取保候审或者监视居住")


def _idle_verdict(view: CaseView, person: str, what: str, start: Act, last: date) -> Verdict:
    days = [start.moment.day, *(act.moment.day for act in activities(view)), last]
    inside = sorted(day for day in days if start.moment.day <= day <= last)
    gaps = [(after - before, before, after) for before, after in pairwise(inside)]
    longest, before, after = max(gaps, default=(timedelta(0), last, last))
    limit = period(view, "idle-in-bail", start.moment).amount
    about = f"{person}|{what}|中断侦查"
    who = f"{person}：" if person else ""
    if longest.days < limit:
        return satisfied(f"{who}{what}期间侦查没有中断{limit}日以上", start.span, about=about)
    words = f"{who}{what}期间自{before}至{after}共{longest.days}日没有任何侦查文书"
    absence = view.missing("work_explanation", "interview_record")
    waiting = any(
        before - timedelta(days=15) <= act.moment.day <= after
        for act in acts(view, view.documents("expert_engagement_letter"), "issued_at")
    ) and any(act.moment.day >= after for act in acts(view, view.documents("expert_opinion"), "issued_at"))
    if absence.held or undated(view) or waiting:
        reason = absence.held or ("期间在等待鉴定" if waiting else "有侦查文书的日期没有读出")
        return unclear(f"{words}；{reason}", start.span, about=about)
    return violated(words, start.span, about=about, looked_for=absence.looked_for)


def hanging(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA004: a case left open long after the measures ended, or long without any."""
    filed = view.filed_at
    if filed is None or not view.criminal or _ended(view):
        yield not_applicable("案件未立案或者已经办结、移送")
        return
    ends = acts(view, view.documents("bail_release_decision", "release_notice"), "served_at", "issued_at")
    measures = view.documents(
        "bail_decision", "detention_warrant", "arrest_warrant", "residential_surveillance_decision"
    )
    if not ends and measures:
        yield not_applicable("强制措施没有解除的文书，由强制措施期限的规则判断")
        return
    start = ends[-1].moment if ends else filed
    name = "hanging-after-measure" if ends else "hanging-without-measure"
    due = add_months(start.day, period(view, name, start).amount)
    span = ends[-1].span if ends else next(one.span("issued_at") for one in [*view.documents("filing_decision")])
    words = f"{'强制措施解除' if ends else '立案'}后自{start}至{view.as_of}仍未移送、撤案或者作其他处理"
    absence = view.missing("prosecution_opinion", "case_cancel_decision")
    if view.as_of <= due:
        yield satisfied("挂案时间没有超过提醒线", span, about="挂案")
    elif absence.held or view.documents("wanted_order"):
        yield unclear(f"{words}；{absence.held or '嫌疑人在逃'}", span, about="挂案")
    else:
        severity = None if economic(view) else Severity.NOTICE
        yield violated(words, span, about="挂案", severity=severity, looked_for=absence.looked_for)


def downgraded(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA005: an administrative penalty or mediation although a criminal threshold was met."""
    closings = acts(view, view.documents("penalty_decision", "mediation_agreement"), "issued_at", "signed_at")
    if not closings:
        yield not_applicable("没有以行政处罚或者调解处理")
        return
    criminal = view.documents("filing_decision", "no_filing_notice", "case_type_conversion_report")
    for act in acts(view, view.documents("expert_opinion"), "issued_at"):
        where = view.says(act.document, _INJURY.pattern)
        if where is None or act.moment.earliest > closings[-1].moment.latest:
            continue
        about = f"{act.document.value('doc_no') or view.ordinal(act.document)}|降格处理"
        words = f"{act.moment}的鉴定意见为轻伤以上，{closings[-1].moment}仍以行政处罚或者调解结案"
        if criminal:
            yield satisfied("伤情达到轻伤的案件有刑事立案审查结论", criminal[0].span(), about=about)
        elif view.says(act.document, r"过失|意外"):
            yield unclear(f"{words}，是否故意需核对", where, closings[-1].span, about=about)
        else:
            yield violated(words, where, closings[-1].span, about=about)


# -- supervision and what is left over -----------------------------------------------------------------------------


def supervision_answer(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA006: the procuratorate's correction notices are answered.

    A proposal to release somebody is not among them: TIM026 asks for its answer.
    """
    notices = [
        one
        for one in papers(view, "correction_notice_prosecutor", without=("回复", "整改报告", "答复", "反馈"))
        if view.says(one, r"羁押必要性|建议(?:释放|变更强制措施)") is None
    ]
    if not notices:
        yield not_applicable("没有检察机关的纠正违法通知书、检察建议书")
    replies = papers(view, "correction_notice_prosecutor", title=("回复", "整改报告", "答复", "反馈"))
    for notice in notices:
        yield _answer_verdict(view, notice, acts(view, replies, "served_at", "issued_at"))


def _answer_verdict(view: CaseView, notice: Document, replies: list[Act]) -> Verdict:
    got, _ = received(view, notice)
    about = f"{notice.value('doc_no') or view.ordinal(notice)}|回复"
    due = view.moment(notice, "due")
    match = _PROMISED.search(view.text(notice).text)
    if due is None and match is not None and got is not None:
        number = int(match[1]) if match[1].isdigit() else _NUMBERS.get(match[1], 0)
        if number:
            due = Moment.parse((got.moment.day + timedelta(days=number)).isoformat())
    stated = due is not None
    if due is None and got is not None:
        days = period(view, "correction-reply", got.moment).amount
        due = Moment.parse((got.moment.day + timedelta(days=days)).isoformat())
    if due is None:
        return unclear("监督文书的日期没有读出", notice.span(), about=about)
    reply = earliest(*(act for act in replies if got is None or act.moment.latest >= got.moment.earliest))
    name = view.title(notice)
    if reply is not None and (reply.moment.day <= due.day or not stated):
        return satisfied(f"{name}已于{reply.moment}回复", reply.span, about=about)
    severity = None if stated else Severity.NOTICE
    if reply is not None:
        words = f"{name}要求{due}前回复，{reply.moment}才回复"
        return violated(words, notice.span(), reply.span, about=about, severity=severity)
    absence = view.missing("correction_notice_prosecutor")
    if view.as_of <= due.day + timedelta(days=3):
        return satisfied(f"{name}的回复期限尚未届满", notice.span(), about=about)
    if absence.held:
        return unclear(f"{name}未见回复：{absence.held}", notice.span(), about=about)
    words = f"{name}应于{due}前回复，卷内没有回复"
    return violated(words, notice.span(), about=about, severity=severity, looked_for=absence.looked_for)


def wrongly_filed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA007: a notice to cancel the case that was not followed, or signs of meddling in a private dispute."""
    others = view.documents("prosecutor_filing_notice", "correction_notice_prosecutor", "unknown")
    orders = [one for one in others if titled(one, "通知撤销案件") or "通知撤销案件书" in one.compact[:160]]
    for order in orders:
        got, _ = received(view, order)
        about = f"{order.value('doc_no') or view.ordinal(order)}|撤销案件"
        done = acts(view, view.documents("case_cancel_decision", "reconsideration_opinion"), "issued_at")
        if got is None:
            yield unclear("通知撤销案件书的日期没有读出", order.span(), about=about)
            continue
        due = got.moment.day + timedelta(days=period(view, "prosecutor-cancel", got.moment).amount)
        absence = view.missing("case_cancel_decision", "reconsideration_opinion")
        if (done and done[0].moment.day <= due) or view.as_of <= due:
            yield satisfied("检察院通知撤销案件后已撤案或者申请复议", order.span(), about=about)
        elif absence.held and not done:
            yield unclear(absence.held, order.span(), about=about)
        else:
            words = f"{got.moment}收到通知撤销案件书，至{due}既未撤案也未申请复议"
            yield violated(words, order.span(), about=about, severity=Severity.UNLAWFUL)
    signs = _dispute_signs(view)
    if len(signs) > 1:
        words = f"有{len(signs)}项插手经济纠纷的迹象，请法制部门核对"
        yield violated(words, *(one.span() for one in signs), about="经济纠纷", confidence=0.5)
    elif not orders:
        yield not_applicable("没有通知撤销案件，也没有两项以上经济纠纷的迹象")


def _dispute_signs(view: CaseView) -> list[Document]:
    civil = [one for one in view.documents("documentary_evidence_copy", "unknown") if view.says(one, _CIVIL.pattern)]
    asked = papers(view, "prosecutor_filing_notice", title=("说明立案理由",))
    debts = [one for one in view.documents("case_acceptance_form") if view.says(one, _DEBT.pattern)]
    return [*civil[:1], *asked[:1], *debts[:1]]


def left_out(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA008: suspects or offences that the prosecution opinion does not account for."""
    opinions = view.documents("prosecution_opinion")
    if not opinions:
        yield not_applicable("案件未移送起诉")
        return
    text = "".join(view.text(one).text for one in opinions)
    outlines = papers(view, "supplementary_investigation_report", without=("报告",))
    for outline in outlines:
        if (where := view.says(outline, _LEFT_OUT.pattern)) is not None:
            yield violated("检察院的补充侦查文书指出遗漏罪行或者同案犯", where, about=f"{view.ordinal(outline)}|遗漏")
    for person in view.suspects:
        measures = papers(view, "detention_warrant", "arrest_warrant", "bail_decision", person=person)
        own = [one for one in measures if view.person_of(one) == person]
        known = view.person(person)
        names = {person, *(known.variants if known else ())}
        if own and text and all(one.read for one in opinions) and not any(name in text for name in names):
            ended = view.documents("investigation_end_decision", "case_cancel_decision")
            other = any(
                view.says(one, r"另案处理|分案") for one in view.documents("work_explanation", "request_report")
            )
            if ended or other:
                yield unclear(
                    f"{person}不在起诉意见书中，有终止侦查、另案处理的记载需核对", own[0].span(), about=person
                )
            else:
                words = f"对{person}采取过强制措施，起诉意见书中没有该人，也没有说明去向"
                yield violated(words, own[0].span(), opinions[0].span(), about=person, severity=Severity.NOTICE)
    yield satisfied("起诉意见书已核对嫌疑人", opinions[0].span(), about="起诉意见书")


def loose_ends(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """STA009: a suspect at large without pursuit, and property left after a dismissal."""
    yield from _fugitive(view)
    cancelled = earliest(*acts(view, view.documents("case_cancel_decision"), "issued_at"))
    seized = view.documents("seizure_list", "seizure_decision", "asset_query_notice")
    if cancelled is None or not seized:
        yield not_applicable("没有撤销案件后待处置的涉案财物")
        return
    done = view.documents("return_list", "transfer_list", "destruction_list", "confiscation_list")
    lifted = [one for one in seized if titled(one, "解除")]
    absence = view.missing("return_list", "transfer_list", "destruction_list")
    days = (view.as_of - cancelled.moment.day).days
    if done or lifted or days <= 3:
        yield satisfied("撤销案件后涉案财物已有处理或者期限未满", cancelled.span, about="涉案财物")
    elif absence.held or view.says(cancelled.document, r"(?:解除|发还|返还|退还)"):
        yield unclear(absence.held or "撤销案件决定书提到财物处理，需核对", cancelled.span, about="涉案财物")
    else:
        words = f"{cancelled.moment}撤销案件，至{view.as_of}已{days}日，扣押、冻结的财物没有发还、移交或者解除的文书"
        yield violated(words, cancelled.span, seized[0].span(), about="涉案财物", looked_for=absence.looked_for)


def _fugitive(view: CaseView) -> Iterator[Verdict]:
    approved = papers(view, "arrest_approval_prosecutor", without=("不批准", "回执"))
    for paper in approved:
        person = view.person_of(paper)
        day = first_of(view, paper, "issued_at")
        if papers(view, "arrest_warrant", "detention_warrant", person=person) or day is None:
            continue
        pursued = view.documents("wanted_order") or any(view.says(one, _PURSUIT.pattern) for one in view.case.documents)
        late = (view.as_of - day.moment.day).days > period(view, "wanted-online", day.moment).amount
        fled = any(view.says(one, _AT_LARGE.pattern) for one in view.documents("arrest_request", "work_explanation"))
        absence = view.missing("wanted_order")
        if fled and late and not pursued:
            if absence.held:
                yield unclear(absence.held, paper.span(), about=f"{person or ''}|追逃")
            else:
                words = f"{person or ''}已批准逮捕且在逃，卷内没有通缉或者网上追逃登记"
                about = f"{person or ''}|追逃"
                yield violated(words, paper.span(), about=about, severity=Severity.NOTICE, confidence=0.7)

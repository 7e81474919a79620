"""Relations of coercive measures on things in administrative cases: approval, length, handing over, appraisal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_deadlines import appraisals
from reviewer.checks.relations.administrative_papers import (
    TICK,
    gone,
    headed,
    is_offender,
    mentions,
    offenders,
    one_violation,
    victims,
)
from reviewer.checks.relations.measures import Act, acts, first_of, later, period, reports, titled
from reviewer.checks.timing import period_verdict
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import MarkKind, Moment
from reviewer.core.finding import ClockState, Outcome, Severity, Verdict
from reviewer.law.counting import Counting, Period
from reviewer.law.periods import due, judge

_DISPOSED = (
    "return_list", "confiscation_list", "destruction_list", "penalty_decision", "no_penalty_decision",
    "case_transfer_notice", "filing_decision", "mediation_agreement",
)  # fmt: skip
_REGISTERED = rf"{TICK}先行登记保存"
# The printed alternative (□扣押、扣留/延长扣押、扣留) is no extension; the tick may be lost in a text layer.
_LONGER = r"(?<![□☐○◻/、])延长(?:扣押|查封|扣留)"
_SEIZED = rf"{TICK}(?:延长)?(?:扣押|查封|扣留)|决定(?:对.{{0,40}})?(?:予以)?(?:扣押|查封|扣留)"


def _taken(view: CaseView, document: Document) -> Act | None:
    return first_of(view, document, "served_at", "issued_at", "signed_at")


def _decisions(view: CaseView, *, registered: bool) -> list[Document]:
    """The decisions of one kind of measure, those that prolong one left out."""
    found = []
    for one in view.documents("preservation_decision_admin"):
        if headed(one, "延长") or view.says(one, _LONGER):
            continue
        register = one.value("register") is True or view.says(one, _REGISTERED) is not None
        seize = one.value("seize") is True or one.value("seal") is True or view.says(one, _SEIZED) is not None
        if (register and not seize) if registered else (seize and not register):
            found.append(one)
    return found


def _disposals(view: CaseView, start: Moment) -> list[Act]:
    found = acts(view, view.documents(*_DISPOSED), "signed_at", "issued_at", "served_at")
    return [act for act in later(found, start) if act.moment.day >= start.day]


def _unhandled(view: CaseView) -> str:
    """Why it cannot be said that nothing was done with the things."""
    return "处理或者决定文书的日期没有读到" if view.documents(*_DISPOSED) else gone(view, *_DISPOSED).held


def approval_later(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM507: approval within twenty-four hours after a measure on the spot."""
    asked = reports(view, "扣押", "证据保全", "强制措施", "查封", "扣留", "先行登记")
    first = [
        act
        for one in view.documents("inspection_record", "preservation_list_admin", "preservation_decision_admin")
        if (act := first_of(view, one, "time_range.start", "signed_at", "issued_at")) is not None
    ]
    taken = [act for act in first if act.document.type != "inspection_record" or
             view.says(act.document, r"扣押|扣留|查封|先行登记保存")]  # fmt: skip
    if not taken:
        yield not_applicable("没有对物采取的强制措施")
        return
    start = min(taken, key=lambda act: act.moment)
    granted = [act for one in asked if (act := first_of(view, one, "approved_at")) is not None]
    if not granted:
        yield unclear("强制措施的批准时间没有读到", start.span, about="强制措施补批")
        return
    end = min(granted, key=lambda act: act.moment)
    spans = [start.span, end.span]
    if end.moment.earliest <= start.moment.latest:
        yield satisfied("强制措施经事先批准", *spans, about="强制措施补批")
        return
    yield period_verdict(
        view, card, what="当场实施强制措施后补办批准", start=start.moment, end=end.moment,
        limit=period(view, "urgent-measure-approval", start.moment), evidence=spans, about="强制措施补批",
    )  # fmt: skip


def seized_too_long(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM508: thirty days, thirty more with an approval in time; appraisal does not count."""
    decisions = _decisions(view, registered=False)
    if not decisions:
        yield not_applicable("没有扣押、扣留或者查封")
    for decision in decisions:
        yield _seizure(view, card, decision)


def _seizure(view: CaseView, card: Card, decision: Document) -> Verdict:
    about = f"{decision.value('doc_no') or view.ordinal(decision)}|扣押期限"
    start = _taken(view, decision)
    if start is None:
        return unclear("扣押的日期没有读到", decision.span(), about=about)
    base, more = (period(view, name, start.moment).amount for name in ("admin-seizure", "admin-seizure-extension"))
    pauses = appraisals(view)
    longer = [one for one in reports(view, "延长") if headed(one, "扣押", "保全", "查封", "扣留")]
    longer += [one for one in view.documents("preservation_decision_admin") if titled(one, "延长")
               or view.says(one, _LONGER)]  # fmt: skip
    granted = acts(view, longer, "approved_at", "issued_at", "signed_at")
    first = due(start.moment, Period(base, Counting.DAYS), excluded=pauses)
    in_time = [act for act in granted if first.latest is None or act.moment.earliest <= first.latest]
    disposed = _disposals(view, start.moment)
    end = disposed[0] if disposed else None
    spans = [start.span, *([end.span] if end else [])]
    verdict = period_verdict(
        view, card, what="扣押、扣留、查封", start=start.moment, end=end.moment if end else None,
        limit=Period(base + (more if in_time else 0), Counting.DAYS), evidence=spans, excluded=pauses, about=about,
        absent="violated",
    )  # fmt: skip
    if verdict.outcome is not Outcome.VIOLATED:
        return verdict
    if end is None or (longer and not granted):
        held = _unhandled(view) if end is None else "延长的批准时间没有读到"
        return one_violation(held, f"{verdict.message}；未见处理", *spans, about=about, clock=verdict.clock)
    return verdict


def registered(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """TIM509: what was registered and kept must be dealt with in seven (working) days."""
    decisions = _decisions(view, registered=True)
    if not decisions:
        yield not_applicable("没有先行登记保存")
    for decision in decisions:
        about = f"{decision.value('doc_no') or view.ordinal(decision)}|先行登记保存"
        start = _taken(view, decision)
        if start is None:
            yield unclear("先行登记保存的日期没有读到", decision.span(), about=about)
            continue
        ended = _disposals(view, start.moment)
        ended += [act for one in _decisions(view, registered=False) if (act := _taken(view, one)) is not None
                  and act.moment.day >= start.moment.day]  # fmt: skip
        end = min(ended, key=lambda act: act.moment, default=None)
        limit = period(view, "registered-preservation", start.moment)
        result = judge(start.moment, end.moment if end else None, limit, as_of=view.as_of)
        spans = [start.span, *([end.span] if end else [])]
        if result.state is ClockState.UNKNOWN:
            yield unclear(f"先行登记保存：{result.why}", *spans, about=about)
        elif result.state is not ClockState.VIOLATED:
            yield satisfied(f"先行登记保存：{result.arithmetic}", *spans, about=about)
        elif end is None:
            words = f"先行登记保存：{result.arithmetic}，视为自动解除"
            yield one_violation(_unhandled(view), words, *spans, about=about, severity=Severity.DEFECT)
        else:
            yield violated(f"先行登记保存：{result.arithmetic}", *spans, about=about)


def handed_over(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM511: to the custodian within twenty-four hours; the custodian is none of the officers of the case."""
    stored = acts(view, view.documents("evidence_warehouse_in"), "at", "signed_at", "issued_at")
    stored = [act for act in stored if not titled(act.document, "出库", "返还")]
    lists = view.documents("preservation_list_admin", "preservation_decision_admin")
    taken = acts(view, lists, "signed_at", "served_at", "issued_at")
    taken += [
        act
        for one in view.documents("inspection_record")
        if view.says(one, r"扣押|扣留") and (act := first_of(view, one, "time_range.end", "signed_at")) is not None
    ]
    if not taken:
        yield not_applicable("没有扣押财物")
        return
    if not stored:
        yield unclear("没有读到涉案财物入库或者移交的时间", taken[0].span, about="移交保管")
    for act in stored:
        before = [one for one in taken if one.moment.day <= act.moment.day]
        start = _latest(before)
        if start is None:
            yield unclear("扣押时间没有读到", act.span, about=f"{act.document.value('no') or act.moment}|移交保管")
            continue
        yield period_verdict(
            view, card, what="扣押后移交保管", start=start.moment, end=act.moment,
            limit=period(view, "property-handover", start.moment), evidence=[start.span, act.span],
            about=f"{act.document.value('no') or act.moment}|移交保管",
        )  # fmt: skip
    yield from _own_custody(view)


def _latest(found: list[Act]) -> Act | None:
    """The latest day's act, the one known to the minute where there is one."""
    if not found:
        return None
    day = max(act.moment.day for act in found)
    exact = [act for act in found if act.moment.day == day and act.moment.exact]
    return max(exact or [act for act in found if act.moment.day == day], key=lambda act: act.moment)


def _own_custody(view: CaseView) -> Iterator[Verdict]:
    officers: set[str] = set()
    for record in view.documents("interview_record", "inspection_record"):
        value = record.value("officers")
        officers.update(map(str, value) if isinstance(value, list) else ())
    for one in view.documents("evidence_warehouse_in", "preservation_list_admin"):
        for mark in view.marks(one, MarkKind.SIGNATURE, "custodian"):
            if mark.name and mark.name in officers and mark.probability >= 0.9:
                words = f"涉案财物由办案民警{mark.name}自行保管"
                yield violated(words, mark.span, about=f"{mark.name}|保管人", confidence=0.75)


# -- the expert's opinion --------------------------------------------------------------------------------------------

_NO_NOTICE = re.compile(r"尿|检测|价格|资质")


def opinion_served(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM510: the opinion goes to suspect and victim within five days after it came in."""
    opinions = [one for one in view.documents("expert_opinion") if not _NO_NOTICE.search(one.title or "")]
    told = view.documents("expert_opinion_notice")
    if not opinions and not told:
        yield not_applicable("没有鉴定意见")
        return
    if not told:
        held = gone(view, "expert_opinion_notice")
        papers = ("interview_record", "work_explanation", "expert_opinion")
        where = mentions(view, r"鉴定意见.{0,20}(?:告知|送达)|(?:告知|送达).{0,20}鉴定(?:意见|结论|结果)", *papers)
        reason = held.held or ("卷内有告知鉴定意见的记载" if where else "")
        if not offenders(view):
            reason = reason or "违法嫌疑人不明"
        words = "有鉴定意见，卷内没有鉴定意见告知或者通知书"
        yield one_violation(
            reason, words, opinions[0].span(), about="鉴定意见|送达", confidence=0.75, looked_for=held.looked_for
        )
        return
    came = acts(view, opinions, "received_at", "issued_at", "signed_at")
    sent = acts(view, told, "issued_at")
    yield from _served_to(view, card, told, came, sent, "served_at", "违法嫌疑人", bool(offenders(view)))
    yield from _served_to(view, card, told, came, sent, "victim_served_at", "被侵害人", bool(victims(view)))


def _served_to(
    view: CaseView,
    card: Card,
    told: list[Document],
    came: list[Act],
    sent: list[Act],
    field: str,
    whom: str,
    due_to: bool,
) -> Iterator[Verdict]:
    about = f"鉴定意见|{whom}"
    got = acts(view, told, field)
    if field == "victim_served_at":  # a notice of the victim's own has one receipt, which any form may hold
        got += [
            act for one in told if (name := one.value("addressee")) is not None and str(name) in victims(view)
            and (act := first_of(view, one, "served_at")) is not None
        ]  # fmt: skip
    elif got:
        own = [act for act in got if (name := act.document.value("addressee")) is None or is_offender(view, str(name))
               or not victims(view)]  # fmt: skip
        got = own or got
    if not got:
        blank = [one for one in told if view.blank(one, field) and one.read]
        if not due_to or not blank:
            if due_to:
                yield unclear(f"鉴定意见送达{whom}的时间没有读到", told[0].span(), about=about)
            return
        yield _never_served(view, blank[0], came, sent, field, whom, about)
        return
    start = came[0] if came else None
    act = min(got, key=lambda one: one.moment)
    if start is None or len(came) > 1:
        start = sent[0] if sent else start
    if start is None:
        yield unclear("鉴定意见的收到时间没有读到", act.span, about=about)
        return
    verdict = period_verdict(
        view, card, what=f"鉴定意见送达{whom}", start=start.moment, end=act.moment,
        limit=period(view, "opinion-service", start.moment), evidence=[start.span, act.span], about=about,
    )  # fmt: skip
    certain = start.field == "received_at" or start.document.type == "expert_opinion_notice"
    if verdict.outcome is Outcome.VIOLATED and not certain and not _late_anyway(view, start, act, sent):
        yield unclear(f"{verdict.message}；收到鉴定意见的日期不明", *verdict.evidence, about=about, clock=verdict.clock)
    else:
        yield verdict


def _late_anyway(view: CaseView, start: Act, act: Act, sent: list[Act]) -> bool:
    """Late whenever the opinion came in: five days on the way are granted, or it was there when the notice was made."""
    if act.moment.day - start.moment.day > timedelta(days=10):
        return True
    limit = period(view, "opinion-service", start.moment)
    return any(judge(one.moment, act.moment, limit, as_of=view.as_of).state is ClockState.VIOLATED for one in sent)


def _never_served(
    view: CaseView, notice: Document, came: list[Act], sent: list[Act], field: str, whom: str, about: str
) -> Verdict:
    start = next(iter([*sent, *came]), None)
    where = mentions(view, r"(?:无法|未能)(?:联系|送达)|下落不明|拒绝签|拒签|在逃", notice.type, "work_explanation")
    words = f"鉴定意见未见送达{whom}，签收栏空白"
    if where is not None or start is None:
        return unclear(f"{words}；{'写有不能送达的原因' if where else '日期没有读到'}", notice.span(field), about=about)
    late = judge(start.moment, None, period(view, "opinion-service", start.moment), as_of=view.as_of)
    if late.state is not ClockState.VIOLATED:
        return unclear(f"{words}，期限尚未届满", notice.span(field), about=about)
    return violated(words, notice.span(field), about=about, confidence=0.8)

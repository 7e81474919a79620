"""Relations of the periods of an administrative case: intake, transfer, and the case itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_papers import (
    NEW_ACT,
    detained,
    gone,
    headed,
    intake,
    mentions,
    offenders,
    one_violation,
    opened,
    public_order,
    reported,
)
from reviewer.checks.relations.measures import Act, acts, first_of, later, period
from reviewer.checks.timing import period_verdict
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Span
from reviewer.core.finding import Outcome, Severity, Verdict
from reviewer.law.counting import Counting, Pause, Period
from reviewer.law.library import limit
from reviewer.law.periods import due

_SCREENING_END = date(2023, 12, 31)
_REASON = (
    r"疑难复杂|情况复杂|管辖.{0,12}(?:不明|争议|无法确定|核实)|(?:受案|立案).{0,20}(?:延迟|推迟|较晚|迟)|待.{0,8}核实"
)
_CONVERTED = ("filing_decision", "case_type_conversion_report", "case_cancel_decision")


# -- intake ----------------------------------------------------------------------------------------------------------


def _opening(view: CaseView, *, until_2023: bool) -> tuple[Act, Act] | Verdict:
    """When the report came in and when the case was opened, where both count for the rule."""
    if not intake(view):
        return not_applicable("卷内没有受案、立案登记表")
    came, begun = reported(view), opened(view)
    if came is None or begun is None:
        return unclear("接报时间或者受案、立案的审批时间没有读到", intake(view)[0].span(), about="受案")
    if (view.law_day(came.moment) <= _SCREENING_END) is not until_2023:
        return not_applicable("接报时间不在本规则施行期间")
    if view.documents(*_CONVERTED):
        return unclear("本案由刑事案件转来，起算时间不同", begun.document.span(), about="受案")
    return came, begun


def screening_old(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM501: twenty-four hours, or three days for a reason, from report to acceptance (reports until 2023)."""
    yield from _screened(view, card, until_2023=True)


def opening_new(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM502: at once; our alarm lines are twenty-four hours and three days (reports from 2024)."""
    yield from _screened(view, card, until_2023=False)


def _screened(view: CaseView, card: Card, *, until_2023: bool) -> Iterator[Verdict]:
    found = _opening(view, until_2023=until_2023)
    if isinstance(found, Verdict):
        yield found
        return
    came, begun = found
    names = ("admin-intake", "admin-intake-complex") if until_2023 else ("admin-filing-notice", "admin-filing")
    spans, about = [came.span, begun.span], "接报至受案立案"
    verdicts = [
        period_verdict(
            view, card, what=about, start=came.moment, end=begun.moment, limit=period(view, name, came.moment),
            evidence=spans, about=about,
        )
        for name in names
    ]  # fmt: skip
    short, long = verdicts
    late = short.outcome is Outcome.VIOLATED and short.severity is not Severity.NOTICE
    reason = mentions(
        view, _REASON, "work_explanation", "alarm_record", "request_report", *(d.type for d in intake(view))
    )
    if long.outcome is Outcome.VIOLATED:
        if reason is not None and not until_2023:
            yield unclear(f"{long.message}；卷内写有原因，需人工判断", *spans, reason, about=about, clock=long.clock)
        else:
            yield long
    elif late and (reason is None or not until_2023):
        if until_2023:
            yield violated(f"{short.message}，未见疑难复杂的理由", *spans, about=about, clock=short.clock)
        else:
            words = f"{short.message}（提醒线，非法定期限）"
            yield violated(
                words, *spans, about=about, severity=Severity.NOTICE, confidence=0.6, clock=short.clock
            )  # fmt: skip
    elif short.outcome is Outcome.VIOLATED:
        yield satisfied(long.message, *spans, about=about, clock=long.clock)
    else:
        yield short


def transferred(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM521: transfer to the competent unit within twenty-four hours, three days where jurisdiction was unclear."""
    sent = [
        act for one in view.documents("case_transfer_notice")
        if (act := first_of(view, one, "issued_at", "served_at")) is not None
    ]  # fmt: skip
    came = reported(view)
    sent = [act for act in sent if came is None or act.moment.latest >= came.moment.earliest]
    if not sent:
        yield not_applicable("没有移送案件通知书")
        return
    act = min(sent, key=lambda one: one.moment)
    if came is None:
        yield unclear("接报时间没有读到，不能计算移送期限", act.span, about="移送")
        return
    spans = (came.span, act.span)
    verdict = period_verdict(
        view, card, what="接报至移送有管辖权的单位", start=came.moment, end=act.moment,
        limit=period(view, "jurisdiction-judgement", came.moment), evidence=spans, about="移送",
    )  # fmt: skip
    worked = view.documents("interview_record", "summons_administrative", "inspection_record")
    if verdict.outcome is Outcome.VIOLATED and worked:
        yield unclear("移送前已开展调查，何时发现无管辖权没有写明", *spans, about="移送", clock=verdict.clock)
    else:
        yield verdict


# -- the case itself -------------------------------------------------------------------------------------------------

_CLOSED = (
    "penalty_decision", "no_penalty_decision", "mediation_agreement", "case_transfer_notice",
    "investigation_termination_decision", "filing_decision", "onspot_penalty_decision",
)  # fmt: skip
_FAILED = r"调解(?:未达成|没有达成|未能达成|不成|失败)|(?:不|未)履行(?:调解)?协议|达成协议后反悔"


class Term(NamedTuple):
    """The term of a case: from its opening to its end, with what extends and interrupts it."""

    start: Act
    end: Act | None
    extensions: tuple[Act, ...]  # approvals of a longer term, by time
    pauses: tuple[Pause, ...]
    failed: Span | None  # where a mediation is said to have failed


def appraisals(view: CaseView) -> tuple[Pause, ...]:
    """The time between commissions and opinions; an opinion whose commission is not there gives its own days."""
    begun = acts(view, view.documents("expert_engagement_letter"), "issued_at")
    found = []
    for one in view.documents("expert_opinion"):
        end = first_of(view, one, "received_at", "issued_at", "signed_at")
        own = first_of(view, one, "accepted_at", "start")
        asked = [act for act in begun if end is None or act.moment.earliest <= end.moment.latest]
        start = own or (asked[0] if asked else None)
        if asked and own:
            start = min(asked[0], own, key=lambda act: act.moment)
        if start is not None and end is not None and start.moment.earliest <= end.moment.latest:
            found.append(Pause(start.moment, end.moment, "鉴定期间"))
    return tuple(found)


def _hearings(view: CaseView) -> tuple[Pause, ...]:
    asked = acts(view, view.documents("hearing_notice"), "received_at", "issued_at", "served_at")
    held = acts(view, view.documents("hearing_record"), "time_range.end", "time_range.start", "issued_at")
    if asked and held and asked[0].moment.earliest <= held[-1].moment.latest:
        return (Pause(asked[0].moment, held[-1].moment, "听证期间"),)
    return ()


def _term(view: CaseView, *, new: bool) -> Term | Verdict:
    begun = opened(view)
    if not intake(view):
        return not_applicable("卷内没有受案、立案登记表")
    if begun is None:
        return unclear("受案、立案的日期没有读到，不能计算办案期限", intake(view)[0].span(), about="办案期限")
    closing = [one for one in view.documents(*_CLOSED) if view.says(one, _FAILED) is None]
    ended = acts(view, [one for one in closing if one.type == "mediation_agreement"], "issued_at", "signed_at")
    ended += acts(view, [one for one in closing if one.type != "mediation_agreement"], "issued_at")
    ended = sorted(later(ended, begun.moment), key=lambda act: act.moment)
    if closing and not ended:
        return unclear("决定或者结案文书的日期没有读到", begun.span, closing[0].span(), about="办案期限")
    asked = [
        one for one in view.case.documents
        if (headed(one, "延长办案", "延长办理", "延长案件") or view.says(one, r"呈请延长(?:办案|办理|案件办理)期限"))
        and one.type not in ("penalty_decision", "volume_contents", "volume_cover", "volume_notes")
    ]  # fmt: skip
    longer = acts(view, asked, "approved_at", "issued_at", "signed_at")
    pauses = appraisals(view) + (_hearings(view) if new else ())
    failed = mentions(view, _FAILED, "work_explanation", "mediation_agreement", "interview_record", "request_report")
    return Term(begun, ended[0] if ended else None, tuple(longer), pauses, failed)


def _length(view: CaseView, card: Card, term: Term, amount: int) -> Verdict:
    spans = [term.start.span, *([term.end.span] if term.end else [])]
    return period_verdict(
        view, card, what="办理案件", start=term.start.moment, end=term.end.moment if term.end else None,
        limit=Period(amount, Counting.DAYS), evidence=spans, excluded=term.pauses, about="办案期限", absent="violated",
    )  # fmt: skip


def _allowed(term: Term, base: int, step: int, most: int) -> tuple[int, bool]:
    """Days allowed with the extensions that were granted before the running term was over, and whether one was late."""
    allowed, late = base, False
    for act in term.extensions:
        running = due(term.start.moment, Period(allowed, Counting.DAYS), excluded=term.pauses)
        if running.latest is not None and act.moment.earliest > running.latest:
            late = True
        elif allowed < most:
            allowed += step
    return allowed, late


def _public_order_term(view: CaseView, card: Card, *, new: bool) -> Iterator[Verdict]:
    kind = public_order(view)
    term = _term(view, new=new)
    if isinstance(term, Verdict):
        yield term
        return
    day = view.law_day(term.start.moment)
    if (day >= NEW_ACT) is not new or (kind is False and not (new and detained(view))):
        yield not_applicable("不是适用本规则的治安案件")
        return
    base, step, most = (
        period(view, f"public-order-case{tail}", term.start.moment).amount for tail in ("", "-extension", "-longest")
    )
    allowed, late = _allowed(term, base, step, most)
    verdict = _length(view, card, term, allowed)
    if verdict.outcome is not Outcome.VIOLATED:
        yield verdict
        return
    spans = verdict.evidence
    words = f"{verdict.message}；{'延长的批准在期满之后' if late else f'未见超过{allowed}日的延长批准'}"
    if kind is None or term.failed is not None:
        reason = "案件适用的法律没有读到" if kind is None else "曾经调解未成，期限自调解不成之日起算，起算日不明"
        yield unclear(f"{words}；{reason}", *spans, about="办案期限", clock=verdict.clock)
        return
    absence = gone(view, *_CLOSED) if term.end is None else view.missing("request_report")
    if _length(view, card, term, most).outcome is Outcome.VIOLATED and term.end is not None:
        absence = absence.__class__("", absence.looked_for)
    yield one_violation(
        absence.held, words, *spans, about="办案期限", severity=_term_severity(view, card, term, new),
        looked_for=absence.looked_for, clock=verdict.clock,
    )  # fmt: skip


def _term_severity(view: CaseView, card: Card, term: Term, new: bool) -> Severity | None:
    """A notice where nobody is suspected yet, or where an old case would still be in time under the new Act."""
    if not offenders(view):
        return Severity.NOTICE
    if new:
        return None
    open_then = term.end is None or term.end.moment.day >= NEW_ACT
    longest = limit("public-order-case-longest", NEW_ACT)
    if open_then and longest is not None:
        if term.end is None and view.as_of < NEW_ACT:
            return None
        if _length(view, card, term, longest.amount).outcome is not Outcome.VIOLATED:
            return Severity.NOTICE
    return None


def term_old(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM512: thirty days and thirty more (accepted until 2025)."""
    yield from _public_order_term(view, card, new=False)


def term_new(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM513: thirty days and twice thirty more (opened from 2026)."""
    yield from _public_order_term(view, card, new=True)


def term_other(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM514: ninety days for other cases."""
    term = _term(view, new=False)
    if isinstance(term, Verdict):
        yield term
        return
    day = view.law_day(term.start.moment)
    ninety = limit("other-admin-case", day)
    if public_order(view) is not False or ninety is None or (day >= NEW_ACT and detained(view)):
        yield not_applicable("不是适用九十日期限的案件")
        return
    verdict = _length(view, card, term, ninety.amount)
    held = "" if term.end is not None else gone(view, *_CLOSED).held
    if verdict.outcome is Outcome.VIOLATED and (held or term.extensions):
        yield unclear(f"{verdict.message}；{held or '卷内有延长期限的材料'}", *verdict.evidence, about="办案期限")
    else:
        yield verdict

"""Verdicts about legal periods: one way to judge and word them, with their clocks."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.checks.cards import Card
from reviewer.checks.verdicts import satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Span
from reviewer.core.facts import Moment
from reviewer.core.finding import Clock, ClockState, Severity, Verdict
from reviewer.law.periods import Judgement, Pause, Period, judge


def clock(card: Card, judgement: Judgement, start: Moment | None, end: Moment | None, subject: str | None) -> Clock:
    """The clock of one judged period, for the report."""
    due = judgement.due
    by_hours = bool(start and start.exact and due and due.exact and due.earliest.strftime("%H:%M") != "23:59")
    return Clock(
        card.code,
        judgement.state,
        subject,
        iso(start),
        iso(end),
        None
        if due is None
        else (due.earliest.strftime("%Y-%m-%dT%H:%M") if by_hours else due.earliest.date().isoformat()),
        judgement.arithmetic or judgement.why,
    )


def iso(moment: Moment | None) -> str | None:
    """A moment as the contract writes it: to the minute, or the day."""
    if moment is None:
        return None
    return moment.earliest.strftime("%Y-%m-%dT%H:%M") if moment.exact else moment.day.isoformat()


def period_verdict(
    view: CaseView,
    card: Card,
    *,
    what: str,
    start: Moment | None,
    end: Moment | None,
    limit: Period,
    evidence: Sequence[Span],
    subject: str | None = None,
    about: str = "",
    excluded: Sequence[Pause] = (),
    absent: str = "undetermined",
    severity: Severity | None = None,
    looked_for: Sequence[str] = (),
) -> Verdict:
    """Judge one period and word the answer.

    Args:
        what: what had to be done in time, e.g. ``拘留后送看守所``.
        end: when it was done; ``None`` where the file shows it nowhere.
        absent: what an absent end means once the time has run out: ``violated``, ``undetermined`` or ``ignore``.
        severity: where the sub-case differs from the card.
    """
    judgement = judge(start, end, limit, as_of=view.as_of, excluded=excluded)
    one = clock(card, judgement, start, end, subject)
    about = about or f"{subject or ''}|{what}|{one.start or ''}"
    who = f"{subject}：" if subject else ""
    if judgement.state is ClockState.UNKNOWN:
        reason = judgement.why or "时间不明"
        return unclear(f"{who}{what}：{reason}", *evidence, about=about, clock=one)
    if judgement.state is ClockState.RUNNING:
        return satisfied(f"{who}{what}的期限尚未届满：{judgement.arithmetic}", *evidence, about=about, clock=one)
    if judgement.state is ClockState.MET:
        if judgement.grace:
            return violated(
                f"{who}{what}：{judgement.arithmetic}",
                *evidence, about=about, severity=Severity.NOTICE, confidence=0.5, looked_for=looked_for, clock=one,
            )  # fmt: skip
        return satisfied(f"{who}{what}：{judgement.arithmetic}", *evidence, about=about, clock=one)
    if end is None and absent != "violated":
        reason = f"{who}{what}：未见完成时间，{judgement.arithmetic}"
        return unclear(reason, *evidence, about=about, clock=one)
    return violated(
        f"{who}{what}：{judgement.arithmetic}",
        *evidence,
        about=about,
        severity=severity,
        confidence=0.95 if judgement.certain else 0.85,
        looked_for=looked_for,
        clock=one,
    )

"""Runs the cards over a case: verdicts become checks, findings and clocks."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from reviewer.checks.cards import Card
from reviewer.checks.forms import FORMS
from reviewer.checks.view import CaseView
from reviewer.core.casefile import CaseFile, CaseKind, Span
from reviewer.core.errors import CardError
from reviewer.core.finding import Check, Clock, Finding, Outcome, Verdict
from reviewer.law.library import authorities

_log = logging.getLogger("reviewer")
_MOST_EVIDENCE = 12
_WHEN = ("arrived_at", "entered", "lodged_at", "served_at", "approved_at")
"""When the act of a document took place, where it records no beginning."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What the rules say of one case."""

    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    clocks: tuple[Clock, ...]


def applies(card: Card, kind: CaseKind) -> bool:
    """Whether a card is for this kind of case; a case of unknown kind is held against both."""
    return card.kind == "both" or kind is CaseKind.UNKNOWN or card.kind == kind.value


def verdicts(view: CaseView, card: Card) -> list[Verdict]:
    """The verdicts of one card. A crash in a rule is an open question, never a silent pass."""
    form = FORMS.get(str(card.check["form"]))
    if form is None:
        raise CardError(f"{card.file}：规则 {card.code} 的 form 写成“{card.check['form']}”，可用：{'、'.join(FORMS)}")
    try:
        return list(form(view, card))
    except CardError:
        raise
    except Exception as error:
        _log.error("rule %s failed: %s", card.code, type(error).__name__)
        _log.debug("rule %s failed", card.code, exc_info=True)
        return [Verdict(Outcome.UNDETERMINED, "规则运行出错，未作判断")]


def _key(card: Card, verdict: Verdict) -> str:
    return hashlib.sha256(f"{card.code}|{verdict.about}".encode()).hexdigest()[:16]


def _finding(card: Card, verdict: Verdict, day: date) -> Finding:
    key = _key(card, verdict)
    return Finding(
        id=f"{card.code}-{key[:8]}",
        key=key,
        rule=card.code,
        severity=verdict.severity or card.severity,
        title=card.title,
        message=verdict.message,
        confidence=verdict.confidence,
        authority=authorities(card.law, day),
        evidence=verdict.evidence[:_MOST_EVIDENCE],
        remedy=card.remedy,
        looked_for=verdict.looked_for,
        aspect=verdict.aspect,
    )


def _merged(findings: Iterable[Finding]) -> list[Finding]:
    """One finding a key; what several verdicts say about the same thing is joined."""
    found: dict[str, Finding] = {}
    for one in findings:
        if (before := found.get(one.key)) is None:
            found[one.key] = one
            continue
        evidence: list[Span] = list(before.evidence)
        evidence += [span for span in one.evidence if span not in evidence]
        worst = max(before.severity, one.severity, key=lambda severity: severity.rank)
        found[one.key] = replace(before, evidence=tuple(evidence[:_MOST_EVIDENCE]), severity=worst)
    return list(found.values())


def _check(card: Card, given: list[Verdict]) -> Check:
    for outcome in (Outcome.VIOLATED, Outcome.UNDETERMINED, Outcome.SATISFIED):
        if chosen := [one for one in given if one.outcome is outcome]:
            reasons = "；".join(dict.fromkeys(one.message for one in chosen if one.message))
            spans = tuple(span for one in chosen for span in one.evidence)[:_MOST_EVIDENCE]
            return Check(card.code, outcome, reasons, spans)
    reasons = "；".join(dict.fromkeys(one.message for one in given if one.message))
    return Check(card.code, Outcome.NOT_APPLICABLE, reasons)


class _Times:
    """Whose law decides: the day of each act, within the days of the case."""

    def __init__(self, view: CaseView) -> None:
        self.view = view
        self.fixed = view.law_of
        self.first = self.last = view.law_day(None)
        self.days: dict[str, date] = {}
        if self.fixed is not None:
            return
        for document in view.case.documents:
            found = [view.start(document), *(view.moment(document, path) for path in _WHEN)]
            moment = next((one for one in found if one is not None), None)
            if moment is not None and self.first <= moment.day <= view.as_of:
                self.days[document.id] = moment.day
                self.last = max(self.last, moment.day)

    def reached(self, card: Card) -> bool:
        """Whether the card was law on some day of the case."""
        return (card.until is None or self.first <= card.until) and (card.since is None or card.since <= self.last)

    def timely(self, card: Card, verdict: Verdict) -> bool:
        """Whether the card was law on the day of the act; where that day is not known the rule itself has decided."""
        return (day := self._day(verdict)) is None or card.in_force(day)

    def day(self, card: Card, verdict: Verdict) -> date:
        """The day of the act, else the day of the case nearest to it on which the card was law."""
        day = self._day(verdict) or self.first
        return max(min(day, card.until or day), card.since or day)

    def _day(self, verdict: Verdict) -> date | None:
        """By the document in which the first evidence stands."""
        if self.fixed is not None:
            return self.fixed
        place = verdict.evidence[0].document if verdict.evidence else None
        return self.days.get(place or "")


def run(case: CaseFile, cards: Iterable[Card], *, law_of: date | None = None, disproof: bool = True) -> Answers:
    """Hold every card against a case.

    A card answers for the acts of the days on which it was law; a case may run from one law into the next.

    Args:
        law_of: a day whose law is used in place of the law on the day of each act.
        disproof: hold absences back where something was unread (switched off only to measure what it does).
    """
    view = CaseView(case, law_of=law_of, disproof=disproof)
    times = _Times(view)
    checks: list[Check] = []
    findings: list[Finding] = []
    clocks: list[Clock] = []
    for card in cards:
        if not applies(card, case.kind):
            continue
        reached = times.reached(card)
        given = verdicts(view, card) if reached else []
        timely = [one for one in given if times.timely(card, one)]
        if not reached or (given and not timely):
            checks.append(Check(card.code, Outcome.NOT_APPLICABLE, "行为发生时该规则尚未施行或者已经废止"))
            continue
        checks.append(_check(card, timely))
        findings.extend(_finding(card, one, times.day(card, one)) for one in timely if one.outcome is Outcome.VIOLATED)
        clocks.extend(one.clock for one in timely if one.clock is not None)
    merged = _merged(findings)
    merged.sort(key=lambda one: (-one.severity.rank, one.rule, one.key))
    return Answers(tuple(checks), tuple(merged), tuple(clocks))

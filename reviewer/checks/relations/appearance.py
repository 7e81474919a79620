"""Relations of summons and compelled appearance (传唤、拘传): how long they last, how closely they follow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.measures import Act, approval, concerns, earliest, first_of, papers, period, reports
from reviewer.checks.timing import period_verdict
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import Moment
from reviewer.core.finding import Outcome, Severity, Verdict
from reviewer.law.periods import Counting, took

_CUSTODY = ("detention_warrant", "arrest_warrant")
_DAY = timedelta(hours=24)
_LONGER = ("延长传唤", "延长拘传", "二十四小时", "24小时")


class Stay(NamedTuple):
    """A person's stay under one summons or warrant; ``derived`` where its end is not the one written there."""

    document: Document
    person: str | None
    start: Moment | None
    end: Act | None
    derived: bool = False

    @property
    def spans(self) -> list[Span]:
        found = [self.document.span("arrived_at")]
        return [*found, self.end.span] if self.end else found


def _other_end(view: CaseView, person: str | None, start: Moment) -> Act | None:
    """When the stay ended by what came next, where no end is written: within a day of the arrival."""
    next_step = [
        first_of(view, one, "announced_at")
        for one in papers(view, "detention_warrant", "compelled_appearance_warrant", "bail_decision", person=person)
    ]
    left = [
        first_of(view, one, "final_leave", "left_at")
        for one in view.documents("handling_area_form", "leave_area_record")
        if person is None or concerns(view, one, person)
    ]
    found = [
        act
        for act in (*next_step, *left)
        if act and act.moment.exact and start.earliest < act.moment.earliest <= start.latest + _DAY * 2
    ]
    return earliest(*found)


def _record_end(view: CaseView, person: str | None, start: Moment) -> Act | None:
    found = [
        Act(end, one, "time_range.end")
        for one in papers(view, "interrogation_record", person=person)
        if (begin := view.start(one)) is not None
        and (end := view.end(one)) is not None
        and start.earliest <= begin.earliest <= start.latest + _DAY
    ]
    return max(found, key=lambda act: act.moment, default=None)


def _stay(view: CaseView, document: Document) -> Stay:
    person = view.person_of(document)
    start = view.moment(document, "arrived_at")
    end = first_of(view, document, "left_at", "ended_at")
    if end is None and start is not None and (end := _other_end(view, person, start)) is not None:
        return Stay(document, person, start, end, derived=True)
    return Stay(document, person, start, end)


def _oral(view: CaseView) -> list[Document]:
    """Interrogation records that note an oral summons and have no written one beside them."""
    found = []
    for record in view.documents("interrogation_record"):
        arrived = view.moment(record, "arrived_at")
        if arrived is None or view.moment(record, "left_at") is None:
            continue
        person = view.person_of(record)
        written = papers(view, "summons_criminal", "compelled_appearance_warrant", person=person)
        if not any((at := view.moment(one, "arrived_at")) and at.day == arrived.day for one in written):
            found.append(record)
    return found


def _too_long(view: CaseView, card: Card, stay: Stay, names: tuple[str, str], what: str) -> Iterator[Verdict]:
    """Hold one stay against twelve hours, with an approval against twenty-four."""
    about = f"{stay.person or ''}|{what}|{stay.start or view.ordinal(stay.document)}"
    end = stay.end.moment if stay.end else None
    short, long = (period(view, name, stay.start) for name in names)
    first = period_verdict(
        view, card, what=what, start=stay.start, end=end, limit=short, evidence=stay.spans, subject=stay.person,
        about=about,
    )  # fmt: skip
    if first.outcome is not Outcome.VIOLATED or end is None or stay.start is None:
        yield first
        return
    second = period_verdict(
        view, card, what=what, start=stay.start, end=end, limit=long, evidence=stay.spans, subject=stay.person,
        about=about,
    )  # fmt: skip
    if second.outcome is Outcome.VIOLATED:
        yield second
        return
    given = reports(view, *_LONGER, person=stay.person)
    granted = [act for report in given if (act := approval(view, report)) is not None]
    latest = stay.start.latest + timedelta(hours=short.amount)
    if granted and all(act.moment.earliest > latest for act in granted):
        words = f"{stay.person or ''}{what}超过{short}，延长的批准在期满之后"
        yield violated(words, *stay.spans, granted[0].span, about=about, clock=first.clock)
    elif given:
        yield satisfied(f"{what}超过{short}，已经批准延长至{long}", *stay.spans, given[0].span(), about=about)
    elif held := view.missing("request_report", "summons_approval", approval=True).held:
        if view.missing("request_report").held or papers(view, *_CUSTODY, person=stay.person):
            yield unclear(f"{first.message}；未见延长的批准：{held}", *stay.spans, about=about, clock=first.clock)
        else:  # whoever was neither detained nor arrested was hardly held for that
            words = f"{first.message}；未见延长的批准，其后也没有拘留、逮捕；未见上传侦查工作卷，请到该卷核对"
            yield violated(
                words, *stay.spans, about=about, severity=Severity.NOTICE, confidence=0.6, clock=first.clock,
            )  # fmt: skip
    else:
        yield first


def summons_length(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM001: from arrival to the end of a summons, written or oral."""
    documents = [*view.documents("summons_criminal"), *_oral(view)]
    if not documents:
        yield not_applicable("卷内没有传唤")
    for document in documents:
        stay = _stay(view, document)
        if stay.end is None and stay.start is not None:
            guess = _record_end(view, stay.person, stay.start)
            if guess and guess.moment.earliest - stay.start.latest > timedelta(hours=12):
                words = f"传唤结束时间未填，最后一份讯问笔录结束于{guess.moment}，距到达已超过十二小时"
                about = f"{stay.person or ''}|传唤持续时间|{stay.start}"
                yield violated(words, *stay.spans, guess.span, about=about, severity=Severity.NOTICE, confidence=0.6)
                continue
        yield from _too_long(view, card, stay, ("summons", "summons-complex"), "传唤持续时间")


def compelled_length(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM002: the length of a compelled appearance, and its approval before it."""
    warrants = view.documents("compelled_appearance_warrant")
    if not warrants:
        yield not_applicable("卷内没有拘传证")
    for warrant in warrants:
        stay = _stay(view, warrant)
        names = ("compelled-appearance", "compelled-appearance-complex")
        yield from _too_long(view, card, stay, names, "拘传持续时间")
        yield _compelled_approval(view, warrant, stay)


def _compelled_approval(view: CaseView, warrant: Document, stay: Stay) -> Verdict:
    about = f"{stay.person or ''}|拘传审批"
    given = [one for one in reports(view, "拘传", person=stay.person) if "延长" not in (one.title or "")]
    done = stay.start or view.moment(warrant, "announced_at")
    if not given:
        absence = view.missing("request_report", approval=True)
        if absence.held:
            return unclear(f"未见拘传的批准：{absence.held}", warrant.span(), about=about)
        words = "执行拘传，卷内没有县级以上公安机关负责人批准的呈请拘传报告书"
        return violated(words, warrant.span(), about=about, looked_for=absence.looked_for)
    granted = approval(view, given[0])
    if granted is None or done is None:
        return unclear("拘传的批准时间或者执行时间不明", warrant.span(), given[0].span(), about=about)
    if granted.moment.earliest > done.latest:
        words = f"拘传执行于{done}，{granted.moment}才批准"
        return violated(words, warrant.span(), granted.span, about=about)
    return satisfied("拘传经事先批准", granted.span, about=about)


# -- stays that follow one another ---------------------------------------------------------------------------------


class _Held(NamedTuple):
    start: Moment
    end: Moment
    document: Document
    limit: int  # hours that this paper alone allows


def _continued_limit(view: CaseView, document: Document) -> int:
    text = f"{document.value('extension') or ''}{view.text(document).text}"
    if re.search(r"四十八小时|48小时", text):
        return 48
    return 24 if re.search(r"二十四小时|24小时", text) else 12


def _timed(view: CaseView, document: Document) -> bool:
    start, end = view.moment(document, "arrived_at"), view.moment(document, "left_at")
    return bool(start and end and start.exact and end.exact)


def _held(view: CaseView, person: str) -> list[_Held]:
    found: list[_Held] = []
    longer = bool(reports(view, *_LONGER, person=person))
    for one in papers(view, "summons_criminal", "compelled_appearance_warrant", person=person):
        start, end = view.moment(one, "arrived_at"), view.moment(one, "left_at")
        if start and end and start.exact and end.exact and start < end:
            found.append(_Held(start, end, one, 24 if longer else 12))
    for one in papers(view, "continued_questioning_approval", person=person):
        start, end = view.moment(one, "time_range.start"), view.moment(one, "time_range.end")
        if start and end and start.exact and end.exact and start < end:
            found.append(_Held(start, end, one, _continued_limit(view, one)))
    found.sort(key=lambda held: held.start)
    apart: list[_Held] = []
    for held in found:  # two papers of one stay are one stay
        if not apart or held.start.earliest >= apart[-1].end.earliest:
            apart.append(held)
    return apart


def back_to_back(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """TIM003: stays that touch one another beyond what one stay may last; short gaps are a notice."""
    judged = False
    for person in view.suspects:
        stays = _held(view, person)
        calls = papers(view, "summons_criminal", "compelled_appearance_warrant", person=person)
        vague = [one for one in calls if view.moment(one, "arrived_at") and not _timed(view, one)]
        if vague and len(calls) > 1:
            judged = True
            yield unclear(f"{person}：有传唤的到达、离开时间不全，不能比较间隔", vague[0].span(), about=person)
        chains: list[list[_Held]] = []
        for held in stays:
            if chains and _gap(chains[-1][-1], held) < _hours(view, "summons-gap-hard"):
                chains[-1].append(held)
            else:
                chains.append([held])
        for chain in chains:
            if len(chain) > 1:
                judged = True
                yield _chain_verdict(person, chain)
        for before, after in pairwise(stays):
            gap = _gap(before, after)
            if _hours(view, "summons-gap-hard") <= gap:
                judged = True
                yield _gap_verdict(view, person, before, after, gap)
    if not judged:
        yield not_applicable("没有两次以上时间完整的传唤、拘传或者继续盘问")


def _hours(view: CaseView, name: str) -> timedelta:
    return timedelta(hours=period(view, name, None).amount)


def _gap(before: _Held, after: _Held) -> timedelta:
    return after.start.earliest - before.end.earliest


def _chain_verdict(person: str, chain: list[_Held]) -> Verdict:
    total = sum((held.end.earliest - held.start.earliest for held in chain), timedelta())
    continued = [held.limit for held in chain if held.document.type == "continued_questioning_approval"]
    allowed = max(continued) if continued else max(held.limit for held in chain)
    spans = [held.document.span() for held in chain]
    about = f"{person}|{chain[0].start}|{chain[-1].end}"
    hours = f"{total.total_seconds() / 3600:.1f}小时"
    if total > timedelta(hours=allowed):
        words = f"{person}：{len(chain)}次传唤、拘传或者继续盘问首尾相接，合计{hours}，超过{allowed}小时"
        return violated(words, *spans, about=about)
    words = f"{person}：{len(chain)}次限制人身自由首尾相接，合计{hours}，未超过{allowed}小时"
    return violated(words, *spans, about=about, severity=Severity.NOTICE, confidence=0.6)


def _gap_verdict(view: CaseView, person: str, before: _Held, after: _Held, gap: timedelta) -> Verdict:
    spans = before.document.span("left_at"), after.document.span("arrived_at")
    length = took(before.end, after.start, Counting.EXACT_HOURS)
    about = f"{person}|{before.end}|{after.start}"
    if gap < _hours(view, "summons-gap"):
        words = f"{person}：两次传唤（拘传）之间只隔{length}，不足十二小时"
        return violated(words, *spans, about=about, severity=Severity.NOTICE, confidence=0.6)
    return satisfied(f"{person}：两次传唤（拘传）之间间隔{length}", *spans, about=about)

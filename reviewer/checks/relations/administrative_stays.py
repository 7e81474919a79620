"""Relations of summons and questioning in administrative cases: how long a person is kept, and how often."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_papers import (
    ACT,
    Stay,
    decision_penalty,
    fast_track,
    gone,
    mentions,
    offenders,
    one_violation,
    penalties,
    stays,
    under_new_act,
)
from reviewer.checks.relations.measures import concerns, period
from reviewer.checks.timing import period_verdict
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.finding import Outcome, Severity, Verdict
from reviewer.law.articles import ARTICLE, read_numeral
from reviewer.law.counting import Counting, Period
from reviewer.law.penalties import penalty_range

_TOLD_IN = (
    "summons_approval", "request_report", "work_explanation", "arrival_explanation", "interview_record",
    "handling_area_form", "case_acceptance_form", "administrative_filing_form", "summons_administrative",
)  # fmt: skip
_COMPLEX = (
    r"(?:情况|案情|案件)(?:较为|比较|特别|重大、?)?(?:疑难)?复杂|"
    r"延长(?:传唤|询问查证|询问)|询问查证(?:时间|时限)?延长|延长至(?:24|二十四)小时"
)
_MANY = r"涉案人(?:数|员)(?:众多|较多)|人数众多"
_UNKNOWN = r"(?<!非)身份不明|身份无法查清|不讲真实姓名|拒不(?:说明|提供|讲明)(?:真实)?(?:身份|姓名)"
_DRUNK = r"约束(?:至|到)酒醒|保护性约束|约束带|醉酒.{0,20}约束"
_SUSPECTED = ("summons_approval", "case_acceptance_form", "administrative_filing_form", "interview_record")


def _can_detain(view: CaseView, stay: Stay) -> bool | None:
    """Whether the article suspected at the time carries detention; the decision only helps to say that it does."""
    day = view.law_day(stay.start)
    found: list[bool] = []
    for one in view.documents(*_SUSPECTED):
        text = view.text(one).text
        for match in ARTICLE.finditer(text):
            if ACT not in text[max(0, match.start() - 12) : match.start()]:
                continue
            number = read_numeral(match["article"])
            paragraph = read_numeral(match["paragraph"]) if match["paragraph"] else None
            found += [one.can_detain for one in penalty_range(number, paragraph, day=day, law_of=view.law_of)]
    if any(found) or any(
        decision_penalty(view, one).days for one in penalties(view) if concerns(view, one, stay.person)
    ):
        return True
    return False if found else None


def _steps(view: CaseView, stay: Stay, new: bool) -> tuple[int, int]:
    """Hours allowed by what the papers state, and hours that would be allowed if they merely kept silent."""
    detention = _can_detain(view, stay)
    base, longest = (
        period(view, name, stay.start).amount for name in ("admin-questioning", "admin-questioning-complex")
    )
    allowed = possible = base
    if new:
        middle = period(view, "admin-questioning-many", stay.start).amount
        if mentions(view, f"{_MANY}|{_UNKNOWN}", *_TOLD_IN):
            allowed = middle
        possible = middle if len(offenders(view)) > 2 or allowed == middle else base
    if detention is not False:
        possible = longest
        if mentions(view, _COMPLEX, *_TOLD_IN):
            allowed = longest
    return allowed, max(possible, allowed)


def _too_long(view: CaseView, card: Card, stay: Stay, new: bool) -> Verdict:
    what, about = "询问查证", f"{stay.person}|询问查证|{stay.start}"
    if stay.end is None or stay.start is None:
        return unclear(f"{stay.person}：到达或者离开的时间没有读到，不能计算询问查证的时间", *stay.spans, about=about)
    allowed, possible = _steps(view, stay, new)

    def judged(hours: int) -> Verdict:
        return period_verdict(
            view, card, what=what, start=stay.start, end=stay.end, limit=Period(hours, Counting.EXACT_HOURS),
            evidence=stay.spans, subject=stay.person, about=about,
        )  # fmt: skip

    verdict = judged(allowed)
    if verdict.outcome is not Outcome.VIOLATED:
        return verdict
    if mentions(view, _DRUNK, person=stay.person):
        return unclear(f"{verdict.message}；有醉酒约束，约束的时间不计入而没有读到", *stay.spans, about=about)
    if judged(possible).outcome is Outcome.VIOLATED:
        return violated(verdict.message, *stay.spans, about=about, clock=verdict.clock)
    absence = view.missing("summons_approval") if view.whole_file else gone(view, "summons_approval")
    words = f"{verdict.message}；卷内没有写明可以延长的情形"
    return one_violation(
        absence.held, words, *stay.spans, about=about, severity=Severity.DEFECT,
        looked_for=absence.looked_for, clock=verdict.clock,
    )  # fmt: skip


def _questioning(view: CaseView, card: Card, *, new: bool) -> Iterator[Verdict]:
    judged = False
    for stay in stays(view):
        if under_new_act(view, view.law_day(stay.start)) is new:
            judged = True
            yield _too_long(view, card, stay, new)
    if not judged:
        yield not_applicable("没有适用本规则的到案询问")


def questioning_old(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM503: eight or twenty-four hours; for other than public-order cases also after 2025."""
    yield from _questioning(view, card, new=False)


def questioning_new(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM504: eight, twelve or twenty-four hours."""
    yield from _questioning(view, card, new=True)


def back_to_back(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """TIM505: two stays of one person close together that are too long as one."""
    judged = False
    for person in offenders(view):
        every = [stay for stay in stays(view) if view.same_person(stay.person, person)]
        own = [
            (stay.start, stay.end, stay)
            for stay in every
            if stay.start and stay.end and stay.start.exact and stay.end.exact
        ]
        if len(every) > 1 and len(own) < len(every):
            judged = True
            words = f"{person}：传唤的到达、离开时间没有读全"
            yield unclear(words, every[0].document.span(), about=f"{person}|连续传唤")
        own.sort(key=lambda one: one[0])
        for (start, left, before), (again, end, after) in pairwise(own):
            judged = True
            gap = again.earliest - left.earliest
            total = (left.earliest - start.earliest) + (end.earliest - again.earliest)
            new = under_new_act(view, view.law_day(start))
            allowed, _ = _steps(view, before, new)
            apart = timedelta(hours=period(view, "admin-summons-gap", start).amount)
            about, spans = f"{person}|{left}|{again}", [*before.spans, *after.spans]
            if timedelta(0) <= gap < apart and total > timedelta(hours=allowed):
                hours = f"间隔{gap.total_seconds() / 3600:.1f}小时、合计{total.total_seconds() / 3600:.1f}小时"
                yield violated(f"{person}：两次传唤{hours}，需核查是否连续传唤", *spans, about=about, confidence=0.6)
            else:
                yield satisfied(f"{person}：两次传唤之间的间隔和合计时间未见异常", *spans, about=about)
    if not judged:
        yield not_applicable("没有两次以上时间完整的传唤")


# -- continued questioning -------------------------------------------------------------------------------------------

_FOUR_HOURS = Period(4, Counting.EXACT_HOURS)


def _approved_hours(view: CaseView, papers: list[Document]) -> int:
    text = "".join(f"{one.value('extension') or ''}{view.text(one).text}" for one in papers)
    if re.search(r"四十八小时|48小时", text):
        return 48
    return 24 if re.search(r"二十四小时|24小时", text) else 12


def continued(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM506: twelve hours, twenty-four or forty-eight with the matching approval; four for the young and the old."""
    forms = view.documents("continued_questioning_approval")
    if not forms:
        yield not_applicable("卷内没有继续盘问")
    people = dict.fromkeys(view.person_of(one) for one in forms)
    for person in people:
        own = view.documents("continued_questioning_approval", person=person) if person else forms
        starts = [one for path in ("time_range.start",) for form in own if (one := view.moment(form, path))]
        ends = [one for form in own if (one := view.moment(form, "time_range.end"))]
        if not starts or not ends:
            yield unclear("继续盘问的起止时间没有读全", own[0].span(), about=f"{person or ''}|继续盘问")
            continue
        hours = _approved_hours(view, own)
        start = min(starts)
        age = view.age(person, start.day)
        short = age is not None and (age < 16 or age >= 70)
        limit = _FOUR_HOURS if short else Period(hours, Counting.EXACT_HOURS)
        verdict = period_verdict(
            view, card, what="继续盘问", start=start, end=max(ends), limit=limit,
            evidence=[one.span("time_range") for one in own], subject=person, about=f"{person or ''}|继续盘问|{start}",
        )  # fmt: skip
        longest = period(view, "continued-questioning-longest", start).amount
        held = view.missing("continued_questioning_approval").held if hours < longest and not short else ""
        if verdict.outcome is Outcome.VIOLATED and held:
            yield unclear(f"{verdict.message}；延长的审批：{held}", *verdict.evidence, about=verdict.about)
        else:
            yield verdict


# -- fast track ------------------------------------------------------------------------------------------------------


def fast(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM515: who may be dealt with on the fast track, and forty-eight hours."""
    paper = fast_track(view)
    if paper is None:
        yield not_applicable("没有适用快速办理")
        return
    for decision in penalties(view):
        person = view.person_of(decision)
        decided = view.moment(decision, "issued_at")
        arrivals = [stay for stay in stays(view) if person is None or view.same_person(stay.person, person)]
        yield from _excluded(view, decision, person, paper)
        if not arrivals or decided is None:
            yield unclear("到案或者决定的时间没有读到", paper.span(), about=f"{person or ''}|快速办理|时限")
            continue
        served = view.moment(decision, "served_at")
        end = served if served is not None and served.day == decided.day else decided
        yield period_verdict(
            view, card, what="快速办理自到案至作出处理决定", start=arrivals[0].start, end=end,
            limit=period(view, "fast-track", arrivals[0].start), evidence=[arrivals[0].document.span("arrived_at"),
            decision.span("issued_at")], subject=person,
        )  # fmt: skip
    if not penalties(view):
        yield unclear("适用快速办理，但没有读到处罚决定书", paper.span())


def _excluded(view: CaseView, decision: Document, person: str | None, paper: Document) -> Iterator[Verdict]:
    who = f"{person}：" if person else ""
    spans, about = (paper.span(), decision.span("decision")), f"{person or ''}|快速办理"
    days = decision_penalty(view, decision).most_days
    if days >= 10:
        yield violated(f"{who}适用快速办理，但决定行政拘留{days}日，已属十日以上", *spans, about=f"{about}|拘留")
    day = view.law_day(view.moment(decision, "issued_at"))
    age = view.age(person, day)
    if age is not None and age < 18:
        yield violated(f"{who}决定时未满十八周岁，不适用快速办理", *spans, about=f"{about}|未成年")
    if mentions(view, r"(?<!不)(?<!非)(?:系|是|为)(?:聋哑人|盲人|聋人|哑人)", "interview_record", person=person):
        yield violated(f"{who}系盲聋哑人，不适用快速办理", *spans, about=f"{about}|残疾")
    told = mentions(view, r"同意(?:适用|采取|公安机关)?.{0,10}快速办理|快速办理.{0,30}(?:同意|无异议)")
    if told is None:
        words = f"{who}适用快速办理，没有读到书面告知和本人同意"
        yield one_violation(
            view.missing("penalty_prior_notice").held, words, paper.span(), about=f"{about}|同意", confidence=0.7
        )
    else:
        yield satisfied(f"{who}快速办理经本人同意", told, about=f"{about}|同意")

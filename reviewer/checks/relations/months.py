"""Relations of the long terms: the arrest's receipt, custody after arrest and its extensions, bail, surveillance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.measures import (
    Act,
    acts,
    approval,
    earliest,
    first_of,
    later,
    papers,
    period,
    reports,
    sent_on,
    set_free,
    titled,
)
from reviewer.checks.timing import period_verdict
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Moment
from reviewer.core.finding import Outcome, Severity, Verdict
from reviewer.law.counting import Counting, Period, add_months

_MONTHS = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6}
_EXTENDED = re.compile(r"延长[^。]{0,25}?([一二两三四五六\d])个月")
_MIND = re.compile(r"精神病鉴定|精神疾病|刑事责任能力(?:鉴定|评定)")
_UNKNOWN = re.compile(r"身份不明|自报名|自报姓名|身份无法查清")
_PROVINCE = re.compile(r"(?:省|自治区|北京市|上海市|天津市|重庆市|兵团)人民检察院(?!.{0,4}分院)")
_PROCURATORATE = re.compile(r"[\u4e00-\u9fff]{2,12}人民检察院")


# -- the receipt of an arrest --------------------------------------------------------------------------------------


def arrest_receipt(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """TIM012: an approved arrest is executed at once and its receipt goes back within three days."""
    warrants = [one for one in view.documents("arrest_warrant") if not view.says(one, r"(?:检察院|法院)决定")]
    if not warrants:
        yield not_applicable("没有经批准执行的逮捕")
    for warrant in warrants:
        done = first_of(view, warrant, "announced_at")
        person = view.person_of(warrant)
        yield from _executed(view, done, person)
        yield _receipt(view, _card, warrant, done, person)


def _executed(view: CaseView, done: Act | None, person: str | None) -> Iterator[Verdict]:
    approvals = papers(view, "arrest_approval_prosecutor", person=person, without=("不批准", "回执"))
    got = earliest(*(first_of(view, one, "received_at", "served_at") for one in approvals))
    if got is None or done is None or set_free(view, person, None):
        return
    late = (done.moment.day - got.moment.day).days > period(view, "arrest-execution", got.moment).amount
    if late and papers(view, "detention_warrant", person=person):
        words = f"{person or ''}在押，{got.moment}收到批准逮捕决定，{done.moment}才宣布逮捕"
        yield violated(words, got.span, done.span, about=f"{person or ''}|执行逮捕", severity=Severity.NOTICE)


def _receipt(view: CaseView, card: Card, warrant: Document, done: Act | None, person: str | None) -> Verdict:
    about = f"{person or ''}|执行回执"
    kinds = ("arrest_approval_prosecutor", "service_receipt", "arrest_warrant")
    named = [one for one in papers(view, *kinds, person=person) if titled(one, "执行回执")]
    if not named:
        mentions = [one for one in view.documents(*kinds) if view.says(one, r"执行回执|执行(?:情况)?(?:的)?回执")]
        absence = view.missing("arrest_approval_prosecutor")
        held = absence.held if "未能" in absence.held or "不是完整" in absence.held else ""
        if mentions or held:
            reason = held or "文书中提到执行回执，需人工核对"
            return unclear(f"批准逮捕决定的执行回执：{reason}", warrant.span(), about=about)
        if done is not None and view.as_of <= done.moment.day + timedelta(days=3):
            return satisfied("执行回执的期限尚未届满", warrant.span(), about=about)
        words = f"{person or ''}已执行逮捕，卷内没有批准逮捕决定书执行回执"
        return violated(words, warrant.span(), about=about, looked_for=absence.looked_for)
    sent = earliest(
        *(first_of(view, one, "pros_received_at", "served_at", "received_at", "issued_at") for one in named)
    )
    return period_verdict(
        view, card, what="逮捕执行回执送达检察院", start=done.moment if done else None,
        end=sent.moment if sent else None, limit=period(view, "arrest-receipt", done.moment if done else None),
        evidence=[warrant.span("announced_at"), sent.span if sent else named[0].span()], subject=person, about=about,
    )  # fmt: skip


# -- custody after the arrest --------------------------------------------------------------------------------------


class Prolonging(NamedTuple):
    """A decision to prolong custody after arrest."""

    document: Document
    decided: Moment | None
    months: int | None


def _prolongings(view: CaseView, person: str | None) -> list[Prolonging]:
    found = []
    for one in papers(view, "custody_term_extension_request", person=person, without=("提请", "意见书")):
        value = one.value("months")
        match = _EXTENDED.search(view.text(one).text)
        months = int(value) if isinstance(value, int | float) else None
        if months is None and match is not None:
            months = int(match[1]) if match[1].isdigit() else _MONTHS[match[1]]
        act = first_of(view, one, "issued_at", "served_at")
        found.append(Prolonging(one, act.moment if act else None, months))
    return sorted(found, key=lambda one: one.decided.earliest.isoformat() if one.decided else "9")


def custody_after_arrest(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM013: two months of custody after arrest, longer only with decisions."""
    found = False
    for warrant in view.documents("arrest_warrant"):
        found = True
        yield _custody(view, card, warrant)
    if not found:
        yield not_applicable("卷内没有逮捕证")


def _custody(view: CaseView, card: Card, warrant: Document) -> Verdict:
    person = view.person_of(warrant)
    start = view.moment(warrant, "announced_at")
    about = f"{person or ''}|侦查羁押期限"
    given = _prolongings(view, person)
    base = period(view, "investigation-custody", start)
    if any(one.months is None for one in given):
        return unclear("延长侦查羁押期限的月数没有读出", given[0].document.span(), about=about)
    again = acts(view, papers(view, "custody_recalculation_notice", person=person), "from")
    begin = again[-1].moment if again else start
    months = base.amount + (0 if again else sum(one.months or 0 for one in given))
    end = earliest(set_free(view, person, start), sent_on(view, person, start))
    absence = view.missing("custody_term_extension_request", "prosecution_opinion", "release_notice")
    verdict = period_verdict(
        view, card, what="逮捕后侦查羁押", start=begin, end=end.moment if end else None,
        limit=Period(months, Counting.CUSTODY_MONTHS), subject=person, about=about, absent="violated",
        evidence=[warrant.span("announced_at"), *([end.span] if end else []), *(one.document.span() for one in given)],
        looked_for=absence.looked_for,
    )  # fmt: skip
    if verdict.outcome is not Outcome.VIOLATED or verdict.severity is Severity.NOTICE:
        return verdict
    doubt = absence.held if not given else ""
    doubt = doubt or ("精神病鉴定的时间不计入，需核对" if _mind(view) else "")
    doubt = doubt or ("身份查清之日起算，需核对" if view.says(warrant, _UNKNOWN.pattern) else "")
    return (
        unclear(f"逮捕后侦查羁押：{doubt}", *verdict.evidence, about=about, clock=verdict.clock) if doubt else verdict
    )


def _mind(view: CaseView) -> bool:
    kinds = ("expert_opinion", "expert_engagement_letter", "expert_opinion_notice")
    return any(view.says(one, _MIND.pattern) for one in view.documents(*kinds))


def prolonged(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """TIM014: decisions to prolong custody come before the running term ends, from the right level."""
    found = False
    for warrant in view.documents("arrest_warrant"):
        person = view.person_of(warrant)
        start = view.moment(warrant, "announced_at")
        given = _prolongings(view, person)
        if not given:
            continue
        found = True
        if start is None or papers(view, "custody_recalculation_notice", person=person, title=("重新",)):
            yield unclear("逮捕的时间不明，或者羁押期限经重新计算，需核对", warrant.span(), about=person or "")
            continue
        yield from _each_prolonging(view, warrant, start, person, given)
    if not found:
        yield not_applicable("没有延长侦查羁押期限")


def _each_prolonging(
    view: CaseView, warrant: Document, start: Moment, person: str | None, given: Sequence[Prolonging]
) -> Iterator[Verdict]:
    months = period(view, "investigation-custody", start).amount
    asked = acts(
        view,
        papers(view, "custody_term_extension_request", person=person, title=("意见书",)),
        "pros_received_at",
        "served_at",
        "issued_at",
    )
    for index, one in enumerate(given):
        about = f"{person or ''}|第{index + 1}次延长"
        expiry = add_months(start.day, months)
        span = one.document.span()
        asked_now = [act for act in asked if one.decided is None or act.moment.earliest <= one.decided.latest]
        if one.decided is None or one.months is None:
            yield unclear("延长羁押期限决定的日期或者月数没有读出", span, about=about)
            return
        if one.decided.day > expiry:
            words = f"{person or ''}：羁押期限{expiry.month}月{expiry.day}日届满，延长决定{one.decided}才作出"
            yield violated(words, warrant.span("announced_at"), span, about=about)
        elif index > 0 and _too_low(view, one.document):
            yield violated(f"{person or ''}：第{index + 1}次延长应由省级人民检察院批准", span, about=about)
        elif asked_now and asked_now[-1].moment.day > expiry - timedelta(days=7):
            words = f"{person or ''}：期限{expiry.month}月{expiry.day}日届满，{asked_now[-1].moment}才报请，不足七日"
            yield violated(words, asked_now[-1].span, about=about, severity=Severity.DEFECT)
        else:
            yield satisfied(f"{person or ''}：延长羁押期限在原期限届满前批准", span, about=about)
        months += one.months
    if months > period(view, "investigation-custody-longest", start).amount:
        words = f"{person or ''}：逮捕后侦查羁押期限累计{months}个月，超过七个月"
        yield violated(words, *(one.document.span() for one in given), about=f"{person or ''}|累计")


def _too_low(view: CaseView, document: Document) -> bool:
    text = view.text(document).text
    return bool(_PROCURATORATE.search(text)) and not _PROVINCE.search(text)


def recalculated(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """TIM015: starting the term anew for another major offence."""
    found = False
    for notice in view.documents("custody_recalculation_notice"):
        if not (titled(notice, "重新") or view.found(notice, "new_crime")):
            continue
        found = True
        yield _recalculated(view, notice)
    if not found:
        yield not_applicable("没有重新计算侦查羁押期限")


def _recalculated(view: CaseView, notice: Document) -> Verdict:
    person = view.person_of(notice)
    about = f"{person or ''}|重新计算羁押期限"
    begin = first_of(view, notice, "discovered_at", "from")
    warrant = next(iter(papers(view, "arrest_warrant", person=person)), None)
    start = view.moment(warrant, "announced_at") if warrant else None
    if view.blank(notice, "new_crime"):
        words = f"{person or ''}：重新计算羁押期限通知书没有写明另有什么重要罪行"
        return violated(words, notice.span("new_crime"), about=about)
    if begin is None or start is None:
        return unclear("发现另有重要罪行的时间或者逮捕时间不明", notice.span(), about=about)
    months = 2 + sum(one.months or 0 for one in _prolongings(view, person))
    expiry = add_months(start.day, months)
    if begin.moment.day > expiry:
        words = f"{person or ''}：{begin.moment}才发现另有重要罪行，原羁押期限{expiry.month}月{expiry.day}日已届满"
        return violated(
            words, notice.span("from"), warrant.span("announced_at") if warrant else notice.span(), about=about
        )
    granted = [act for one in reports(view, "重新计算", person=person) if (act := approval(view, one))]
    given = granted[0] if granted else first_of(view, notice, "issued_at")
    limit = period(view, "new-crime-report", begin.moment)
    if given and given.moment.day > begin.moment.day + timedelta(days=limit.amount):
        words = f"{person or ''}：{begin.moment}发现另有重要罪行，{given.moment}才批准重新计算，超过五日"
        return violated(words, begin.span, given.span, about=about)
    return satisfied(f"{person or ''}：重新计算羁押期限在发现之后五日内办理", notice.span(), about=about)


# -- bail and residential surveillance -----------------------------------------------------------------------------


def bail_length(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM016: bail of at most twelve months."""
    yield from _measure_length(view, card, "bail_decision", "bail", "取保候审")


def surveillance_length(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM017: residential surveillance of at most six months."""
    yield from _measure_length(view, card, "residential_surveillance_decision", "residential-surveillance", "监视居住")


def decisions(view: CaseView, kind: str) -> dict[str, Act]:
    """The first decision of a measure for each person, by when it was announced."""
    first: dict[str, Act] = {}
    for one in papers(view, kind, without=("执行通知书", "解除", "指定居所")):
        act = first_of(view, one, "announced_at", "served_at", "from", "issued_at")
        person = view.person_of(one) or ""
        if act is not None and (person not in first or act.moment < first[person].moment):
            first[person] = act
    return first


def measure_end(view: CaseView, kind: str, person: str | None, start: Moment) -> Act | None:
    """When a measure without custody ended: lifted, changed, or the case sent on."""
    lifted = papers(view, "bail_release_decision", person=person)
    lifted += papers(view, "residential_surveillance_decision", person=person, title=("解除",))
    changed = papers(view, "detention_warrant", "arrest_warrant", person=person)
    if kind == "bail_decision":
        changed += papers(view, "residential_surveillance_decision", person=person, without=("解除",))
    else:
        changed += papers(view, "bail_decision", person=person)
    found = acts(view, lifted, "served_at", "issued_at") + acts(view, changed, "announced_at", "served_at", "issued_at")
    found = [act for act in later(found, start) if act.moment > start]
    return earliest(*found, sent_on(view, person, start))


def _measure_length(view: CaseView, card: Card, kind: str, limit: str, what: str) -> Iterator[Verdict]:
    first = decisions(view, kind)
    if not first:
        yield not_applicable(f"没有{what}")
    for person, act in first.items():
        end = measure_end(view, kind, person or None, act.moment)
        absence = view.missing("bail_release_decision", "prosecution_opinion", "case_cancel_decision")
        verdict = period_verdict(
            view, card, what=f"{what}的解除、变更或者移送", start=act.moment, end=end.moment if end else None,
            limit=period(view, limit, act.moment), evidence=[act.span, *([end.span] if end else [])],
            subject=person or None, about=f"{person}|{what}", absent="violated", looked_for=absence.looked_for,
        )  # fmt: skip
        if verdict.outcome is Outcome.VIOLATED and end is None and absence.held:
            verdict = unclear(f"{verdict.message}；{absence.held}", act.span, about=verdict.about, clock=verdict.clock)
        yield verdict

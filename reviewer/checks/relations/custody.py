"""Relations of the custody rules: being sent to the detention centre, questioned, and the family being told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta

from reviewer.checks.cards import Card
from reviewer.checks.relations.measures import Act, concerns, earliest, first_of, papers, period, set_free
from reviewer.checks.relations.sessions import sessions
from reviewer.checks.timing import period_verdict
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Moment
from reviewer.core.finding import ClockState, Outcome, Severity, Verdict
from reviewer.law.periods import judge

_ELSEWHERE = re.compile(r"异地(?:执行|抓获|拘留|羁押)|押解(?:回|返)|寄押|办案协作函")
_OTHER_WAYS = re.compile(r"电话(?:通知|告知|联系)|邮寄|挂号|快递|短信|微信")
_SECRET_CRIMES = re.compile(r"国家安全|恐怖|间谍|颠覆|分裂国家|叛逃|叛国|叛乱|煽动|国家秘密")
_NO_REASON = ("", "/", "无", "—", "-", "\\", "／", "×", "无。", "不适用")


def _warrants(view: CaseView, kind: str) -> Iterator[tuple[Document, str | None, Moment | None]]:
    """The warrants of a kind with their person and when they were announced."""
    for warrant in view.documents(kind):
        act = first_of(view, warrant, "announced_at")
        yield warrant, view.person_of(warrant), act.moment if act else None


def detained_elsewhere(view: CaseView, person: str | None) -> bool:
    """Whether papers say that the person was caught and detained in another place."""
    kinds = ("arrival_explanation", "wanted_order", "work_explanation", "detention_warrant", "request_report")
    return any(view.says(one, _ELSEWHERE.pattern) for one in view.documents(*kinds) if concerns(view, one, person))


def _freed_within(view: CaseView, person: str | None, start: Moment | None, hours: int = 24) -> Act | None:
    free = set_free(view, person, start)
    if free is None or start is None or free.moment.earliest > start.latest + timedelta(hours=hours):
        return None
    return free


def sent_to_jail(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM004: from the announcement of the detention to the arrival at the detention centre."""
    found = False
    for warrant, person, start in _warrants(view, "detention_warrant"):
        if detained_elsewhere(view, person):
            continue
        found = True
        end = first_of(view, warrant, "lodged_at")
        if end is None and (free := _freed_within(view, person, start)) is not None:
            yield satisfied("二十四小时内已释放或者变更措施，不需送看守所", free.span, about=person or "")
            continue
        yield period_verdict(
            view, card, what="拘留后送看守所羁押", start=start, end=end.moment if end else None,
            limit=period(view, "jail-after-detention", start), subject=person,
            evidence=[warrant.span("announced_at"), *([end.span] if end else [])],
        )  # fmt: skip
    if not found:
        yield not_applicable("没有在本地执行的拘留")


def sent_to_jail_elsewhere(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM005: a detention announced in another place, with lodging at a detention centre there."""
    found = False
    for warrant, person, start in _warrants(view, "detention_warrant"):
        if not detained_elsewhere(view, person):
            continue
        found = True
        end = first_of(view, warrant, "lodged_at")
        verdict = period_verdict(
            view, card, what="异地拘留后送看守所", start=start, end=end.moment if end else None,
            limit=period(view, "jail-after-detention", start), subject=person,
            evidence=[warrant.span("announced_at"), *([end.span] if end else [])],
        )  # fmt: skip
        lodged = any(view.says(one, r"寄押") for one in view.case.documents if concerns(view, one, person))
        if verdict.outcome is Outcome.VIOLATED and lodged:
            reason = "卷内提到在抓获地寄押，寄押时间需人工核对"
            verdict = unclear(reason, *verdict.evidence, about=verdict.about)
        yield verdict
    if not found:
        yield not_applicable("没有异地执行拘留的记载")


def questioned_after_detention(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM006: the first questioning after the detention was announced."""
    warrants = list(_warrants(view, "detention_warrant"))
    if not warrants:
        yield not_applicable("卷内没有拘留证")
    for warrant, _person, start in warrants:
        yield _questioned(view, card, warrant, start, "first-questioning-after-detention", "拘留后讯问")


def _straddles(view: CaseView, record: Document, start: Moment | None) -> bool:
    first, last = view.start(record), view.end(record)
    return bool(start and first and last and first.earliest < start.earliest < last.latest)


def _questioned(view: CaseView, card: Card, warrant: Document, start: Moment | None, name: str, what: str) -> Verdict:
    person = view.person_of(warrant)
    about = f"{person or ''}|{what}"
    records = papers(view, "interrogation_record", person=person)
    timed = [(moment, one) for one in records if (moment := view.start(one)) is not None]
    after = [pair for pair in timed if start is not None and pair[0].latest >= start.earliest]
    first = min(after, key=lambda pair: pair[0]) if after else None
    limit = period(view, name, start)
    evidence = [warrant.span("announced_at"), *([first[1].span("time_range")] if first else [])]
    absence = view.missing("interrogation_record")
    free = _freed_within(view, person, start)
    verdict = period_verdict(
        view, card, what=what, start=start, end=first[0] if first else None, limit=limit, evidence=evidence,
        subject=person, about=about, absent="violated", looked_for=absence.looked_for,
        severity=Severity.NOTICE if free else None,
    )  # fmt: skip
    if verdict.outcome is not Outcome.VIOLATED:
        return verdict
    doubt = ""
    if len(timed) < len(records):
        doubt = "有讯问笔录没有读出时间"
    elif any(_straddles(view, one, start) for one in records):
        doubt = "宣布时正在讯问，需人工核对"
    elif first is None and absence.held:
        doubt = absence.held
    elif any(_in_time(view, begin, start, name) for begin in sessions(view, person)):
        doubt = "提讯提解证登记有讯问，但卷内没有该次笔录"
    return unclear(f"{what}：{doubt}", *evidence, about=about, clock=verdict.clock) if doubt else verdict


def _in_time(view: CaseView, begin: Moment, start: Moment | None, name: str) -> bool:
    judgement = judge(start, begin, period(view, name, start), as_of=view.as_of)
    return judgement.state is ClockState.MET


def family_after_detention(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM007: telling the family of the detention."""
    warrants = list(_warrants(view, "detention_warrant"))
    if not warrants:
        yield not_applicable("卷内没有拘留证")
    for warrant, _, start in warrants:
        yield _family(view, card, warrant, start, "detention_notice", "family-notice-after-detention", "拘留后通知家属")


def _written(document: Document, name: str) -> str:
    """What was written in a blank, empty for a stroke through it."""
    text = "".join(str(document.value(name) or "").split())
    return "" if text in _NO_REASON else text


def _reason_verdict(view: CaseView, notice: Document, reason: str, kind: str, about: str) -> Verdict | None:
    """What a written reason for not telling the family is worth; ``None`` where it is no reason."""
    span = notice.span("reason")
    if "有碍侦查" in reason:
        charge = f"{notice.value('charge') or ''}{view.text(notice).text}"
        if kind == "arrest_notice":
            return violated("逮捕通知书以有碍侦查为由不通知家属，逮捕没有这一例外", span, about=about)
        if not _SECRET_CRIMES.search(charge.replace("有碍侦查", "")):
            words = "以有碍侦查为由不通知家属，但所涉罪名不是危害国家安全或者恐怖活动犯罪"
            return violated(words, span, about=about)
        return satisfied("因有碍侦查未通知家属，原因已注明", span, about=about)
    return satisfied(f"无法通知家属的原因已注明：{reason[:30]}", span, about=about)


def _family(
    view: CaseView, card: Card, warrant: Document, start: Moment | None, kind: str, limit: str, what: str
) -> Verdict:
    person = view.person_of(warrant)
    about = f"{person or ''}|{what}"
    notices = papers(view, kind, person=person)
    free = _freed_within(view, person, start)
    severity = Severity.NOTICE if free else None
    if not notices:
        absence = view.missing(kind)
        if absence.held:
            return unclear(f"{what}：{absence.held}", warrant.span(), about=about)
        return period_verdict(
            view, card, what=f"{what}（卷内没有{view.name(kind)}）", start=start, end=None,
            limit=period(view, limit, start), evidence=[warrant.span("announced_at")], subject=person, about=about,
            absent="violated", looked_for=absence.looked_for, severity=severity,
        )  # fmt: skip
    for notice in notices:
        if reason := _written(notice, "reason"):
            verdict = _reason_verdict(view, notice, reason, kind, about)
            if verdict is not None:
                return verdict
    told = earliest(*(first_of(view, one, "served_at", "notified_at") for one in notices))
    verdict = period_verdict(
        view, card, what=what, start=start, end=told.moment if told else None, limit=period(view, limit, start),
        evidence=[warrant.span("announced_at"), (told.span if told else notices[0].span())], subject=person,
        about=about, absent="undetermined", severity=severity,
    )  # fmt: skip
    if verdict.outcome is Outcome.VIOLATED and _told_otherwise(view, notices):
        reason = f"{what}：卷内有电话、邮寄等其他通知方式的记载，需核对通知时间"
        return unclear(reason, *verdict.evidence, about=about, clock=verdict.clock)
    return verdict


def _told_otherwise(view: CaseView, notices: Iterable[Document]) -> bool:
    others = view.documents("summons_family_notice", "work_explanation")
    told = any(view.says(one, r"家属") and view.says(one, _OTHER_WAYS.pattern) for one in others)
    return told or any(view.says(one, _OTHER_WAYS.pattern) for one in notices)


def after_arrest(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM011: questioning and telling the family after an arrest that a procuratorate approved."""
    found = False
    for warrant, _, start in _warrants(view, "arrest_warrant"):
        if view.says(warrant, r"(?:检察院|法院)决定"):
            continue
        found = True
        yield _questioned(view, card, warrant, start, "first-questioning-after-arrest", "逮捕后讯问")
        yield _family(view, card, warrant, start, "arrest_notice", "family-notice-after-arrest", "逮捕后通知家属")
    if not found:
        yield not_applicable("没有经批准执行的逮捕")

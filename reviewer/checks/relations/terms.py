"""Relations of the custody terms: the days before the request for arrest, and the months after the arrest."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.measures import (
    SENT_ON,
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
)
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Moment
from reviewer.core.finding import Verdict

_LONGEST = 40  # days within which the end of an extension can lie
_GROUNDS = ("流窜", "多次", "结伙")
_TOGETHER = re.compile(
    r"伙同|同案|同伙|共同(?:作案|实施|犯罪|盗窃|诈骗)|在逃|等[二两三四五六七八九十\d]*人|[二两三四五六七八九十]人|另案"
)
_REPEATED = re.compile(
    r"[三四五六七八九十\d]+(?:次|起|笔|宗)|多起|先后|分别于|又于|再次|多人次|(?<!属)(?<!系)(?<!有)多次(?!作案)"
)


class Extension(NamedTuple):
    """An extension of a detention: its paper, when it was granted, and until when."""

    document: Document
    granted: Moment | None
    until: date | None

    def thirty(self, start: date, week: int) -> bool:
        """Whether it goes beyond the seven days."""
        if self.until is not None:
            return (self.until - start).days > week
        return any(ground in str(self.document.value("reason") or "") for ground in _GROUNDS)


class Course(NamedTuple):
    """What followed a detention."""

    warrant: Document
    person: str | None
    start: Moment
    end: Act | None  # the request for arrest, a release, a change of the measure, or a transfer
    extensions: list[Extension]
    base: int
    week: int
    month: int

    def day(self, days: int) -> date:
        return self.start.day + timedelta(days=days)

    @property
    def running(self) -> date:
        """The last day of the term with extensions of one to four days that were granted in time."""
        short = [one for one in self.extensions if not one.thirty(self.start.day, self.week) and self.in_time(one)]
        if not short:
            return self.day(self.base)
        return max(min(one.until or self.day(self.week), self.day(self.week)) for one in short)

    def in_time(self, extension: Extension) -> bool:
        return extension.granted is None or extension.granted.day <= self.day(self.base)


def _extensions(view: CaseView, person: str | None, start: Moment) -> list[Extension]:
    asked = [act for one in reports(view, "延长拘留", person=person) if (act := approval(view, one))]
    granted = min((act.moment for act in asked), default=None)
    notices = papers(view, "detention_extension_notice", person=person)
    found = []
    for one in notices:
        until = view.moment(one, "until")
        if until is not None and not start.day < until.day <= start.day + timedelta(days=_LONGEST):
            until = None  # misread: no extension ends before the detention or years after it
        own = first_of(view, one, "issued_at", "served_at")
        when = min((moment for moment in (granted, own.moment if own else None) if moment), default=None)
        found.append(Extension(one, when, until.day if until else None))
    if len(notices) > 1:  # the reports cannot be told apart: each notice stands for its own day
        found = [
            one._replace(granted=act.moment if (act := first_of(view, one.document, "issued_at")) else None)
            for one in found
        ]
    return found


def _courses(view: CaseView) -> Iterator[Course | tuple[Document, str]]:
    for warrant in view.documents("detention_warrant"):
        start = view.moment(warrant, "announced_at")
        person = view.person_of(warrant)
        if start is None:
            yield warrant, "拘留的宣布时间不明"
            continue
        asked = acts(view, papers(view, "arrest_request", person=person), "pros_received_at", "served_at", "issued_at")
        request = earliest(*later(asked, start))
        end = earliest(request, set_free(view, person, start), sent_on(view, person, start))
        if request is None and (doubt := _request_lost(view, person, start, end)):
            yield warrant, doubt
            continue
        names = ("arrest-request", "arrest-request-extended", "arrest-request-thirty")
        base, week, month = (period(view, name, start).amount for name in names)
        yield Course(warrant, person, start, end, _extensions(view, person, start), base, week, month)


def _request_lost(view: CaseView, person: str | None, start: Moment, end: Act | None) -> str:
    """Why the day of the request for arrest stays open though the prosecutor decided on it, or the person moved on."""
    answers = papers(view, "arrest_warrant", "arrest_approval_prosecutor", person=person)
    decided = earliest(*later(acts(view, answers, "announced_at", "issued_at"), start))
    if decided is not None and (end is None or decided.moment.earliest <= end.moment.latest):
        return "检察院已就逮捕作出决定，但卷内没有读到提请批准逮捕书，提请的时间不明"
    if end is None or end.document.type not in SENT_ON:
        return ""
    held = view.missing("arrest_request", "arrest_warrant", "release_notice", "bail_decision").held
    return f"拘留后的去向不明；{held}" if held else ""


def request_in_time(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """TIM008: the request for arrest within three days, or the days granted on top, up to seven."""
    found = False
    for course in _courses(view):
        found = True
        if isinstance(course, tuple) and not isinstance(course, Course):
            yield unclear(course[1], course[0].span(), about=course[0].id)
        else:
            yield _request_verdict(view, course)
    if not found:
        yield not_applicable("卷内没有拘留证")


def _request_verdict(view: CaseView, course: Course) -> Verdict:
    who = f"{course.person}：" if course.person else ""
    about = f"{course.person or ''}|提请批准逮捕"
    span = course.warrant.span("announced_at")
    longer = [one for one in course.extensions if one.thirty(course.start.day, course.week)]
    if any(one.granted is None or one.granted.day <= course.running for one in longer):
        return satisfied(f"{who}拘留期限经批准延长至三十日，由三十日延长的规则判断", span, about=about)
    due = course.running
    reckoning = f"{course.start}拘留，期限至{due.month}月{due.day}日届满（羁押期限不因节假日顺延）"
    if course.end is not None:
        day = course.end.moment.day
        if day <= due or day > course.day(course.week):
            return satisfied(
                f"{who}{reckoning}，{day.month}月{day.day}日已提请、释放或者变更", span, course.end.span, about=about
            )
        absence = view.missing("detention_extension_notice")
        if absence.held and not course.extensions:
            return unclear(
                f"{who}{reckoning}，{course.end.moment}才处理；{absence.held}", span, course.end.span, about=about
            )
        words = f"{who}{reckoning}，{course.end.moment}才提请批准逮捕、释放或者变更"
        return violated(words, span, course.end.span, about=about, looked_for=absence.looked_for)
    if view.as_of <= due:
        return satisfied(f"{who}{reckoning}，尚未届满", span, about=about)
    if view.as_of > course.day(course.week):
        return not_applicable("超过七日未提请的由三十日延长的规则判断")
    absence = view.missing("arrest_request", "release_notice", "bail_decision")
    if absence.held:
        return unclear(f"{who}{reckoning}；{absence.held}", span, about=about)
    return violated(
        f"{who}{reckoning}，未见提请批准逮捕、释放或者变更", span, about=about, looked_for=absence.looked_for
    )


def thirty_days(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """TIM009: custody beyond seven days needs an extension to thirty in time and on one of three grounds."""
    found = False
    for course in _courses(view):
        if not isinstance(course, Course):
            found = True
            yield unclear(course[1], course[0].span(), about=course[0].id)
            continue
        last = course.end.moment.day if course.end else view.as_of
        if last > course.day(course.week):
            found = True
            yield _thirty_verdict(view, course, last)
    if not found:
        yield not_applicable("没有超过七日才提请批准逮捕的拘留")


def _thirty_verdict(view: CaseView, course: Course, last: date) -> Verdict:
    who = f"{course.person}：" if course.person else ""
    about = f"{course.person or ''}|延长至三十日"
    spans = [course.warrant.span("announced_at"), *([course.end.span] if course.end else [])]
    days = (last - course.start.day).days
    if course.end is None:
        absence = view.missing("arrest_request", "release_notice", "bail_decision")
        if absence.held:
            return unclear(f"{who}拘留后去向不明；{absence.held}", *spans, about=about)
    if days > course.month:
        words = f"{who}{course.start}拘留，至{last.month}月{last.day}日已{days}日，超过三十日"
        return violated(words, *spans, about=about)
    longer = [one for one in course.extensions if one.thirty(course.start.day, course.week)]
    if not longer:
        absence = view.missing("detention_extension_notice")
        if absence.held or reports(view, "延长拘留", person=course.person):
            reason = absence.held or "有延长拘留的报告，但没有读到延长至三十日的通知"
            return unclear(f"{who}{reason}", *spans, about=about)
        words = f"{who}拘留后第{days}日才提请、释放或者变更，卷内没有延长至三十日的批准"
        return violated(words, *spans, about=about, looked_for=absence.looked_for)
    spans += [one.document.span() for one in longer]
    late = [one for one in longer if one.granted is not None and one.granted.day > course.running]
    if len(late) == len(longer):
        words = (
            f"{who}延长拘留于{late[0].granted}批准，已在原期限{course.running.month}月{course.running.day}日届满之后"
        )
        return violated(words, *spans, about=about)
    return _ground_verdict(view, course, longer[0], who, about)


def _ticked(text: str) -> list[str]:
    """The grounds that are ticked in a text, or written where there are no boxes to tick."""
    if "□" in text or "☐" in text:
        return [ground for ground in _GROUNDS if re.search(rf"[■☑√✓✔●☒]{ground}作案", text)]
    return [ground for ground in _GROUNDS if f"{ground}作案" in text]


def _ground_verdict(view: CaseView, course: Course, extension: Extension, who: str, about: str) -> Verdict:
    """Whether the extension names a ground and the papers reach it."""
    asked = reports(view, "延长拘留", person=course.person)
    spans = [extension.document.span("reason"), *(one.span() for one in asked)]
    value = extension.document.value("reason")
    text = view.text(extension.document).text
    named = [ground for ground in _GROUNDS if ground in str(value or "")] or _ticked(text)
    if not named:
        written = any(ground in view.text(one).text for one in (extension.document, *asked) for ground in _GROUNDS)
        if written or not (text or value):
            return unclear(f"{who}延长至三十日的事由没有读清", *spans, about=about)
        return violated(f"{who}延长拘留至三十日，未写明流窜、多次或者结伙作案", *spans, about=about)
    if len(named) == 1:
        facts = "".join(
            view.text(one).text for one in (*asked, *view.documents("arrest_request", "prosecution_opinion"))
        )
        plain = facts.replace(f"{named[0]}作案", "")
        if plain and named[0] == "结伙" and len(view.suspects) < 2 and not _TOGETHER.search(plain):
            words = f"{who}以结伙作案延长至三十日，但报告和起诉材料中只有一人作案"
            return violated(words, *spans, about=about, confidence=0.7)
        if plain and named[0] == "多次" and not _REPEATED.search(plain):
            words = f"{who}以多次作案延长至三十日，但报告和起诉材料中没有三次以上作案的事实"
            return violated(words, *spans, about=about, confidence=0.6)
    return satisfied(f"{who}延长至三十日有批准并写明{'、'.join(named)}作案", *spans, about=about)


def refused_arrest(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """TIM010: release or change at once after arrest was refused."""
    refusals = papers(view, "arrest_approval_prosecutor", title=("不批准逮捕",), without=("回执", "理由说明"))
    if not refusals:
        yield not_applicable("没有不批准逮捕决定")
    for refusal in refusals:
        person = view.person_of(refusal)
        about = f"{person or ''}|不批准逮捕后释放"
        got = first_of(view, refusal, "received_at", "served_at", "issued_at")
        if got is None or not papers(view, "detention_warrant", person=person):
            yield unclear("不批准逮捕决定书的收到时间不明，或者未见在押", refusal.span(), about=about)
            continue
        yield _release_verdict(view, got, person, about)


def _release_verdict(view: CaseView, got: Act, person: str | None, about: str) -> Verdict:
    who = f"{person}：" if person else ""
    known = got.field != "issued_at"
    before = acts(view, papers(view, "bail_decision", "release_notice", person=person), "announced_at", "issued_at")
    if any(act.moment.latest < got.moment.earliest for act in before):
        return satisfied(f"{who}收到不批准逮捕决定前已释放或者变更措施", got.span, about=about)
    free = set_free(view, person, got.moment)
    if free is None:
        absence = view.missing("release_notice", "bail_decision", "residential_surveillance_decision")
        if absence.held or view.as_of <= got.moment.day + timedelta(days=1):
            return unclear(f"{who}未见释放或者变更措施；{absence.held or '期限未满'}", got.span, about=about)
        words = f"{who}{got.moment}收到不批准逮捕决定，卷内没有释放或者变更强制措施的文书"
        return violated(words, got.span, about=about, looked_for=absence.looked_for)
    days = (free.moment.day - got.moment.day).days
    words = f"{who}{got.moment}收到不批准逮捕决定，{free.moment}释放或者变更措施"
    gap = free.moment.earliest - got.moment.latest
    if days > 1 or (got.moment.exact and free.moment.exact and gap > timedelta(hours=24)):
        if known:
            return violated(f"{words}，没有立即释放", got.span, free.span, about=about)
        return unclear(f"{words}，但决定书的收到时间不明", got.span, free.span, about=about)
    if days == 1:
        return unclear(f"{words}，是否立即需结合时刻判断", got.span, free.span, about=about)
    return satisfied(f"{words}，当日办结", got.span, free.span, about=about)

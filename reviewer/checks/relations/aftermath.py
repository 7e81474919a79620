"""Relations of later deadlines: supplementary investigation, freezing, applications, legal aid, dismissal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from reviewer.checks.cards import Card
from reviewer.checks.relations.deadlines import dates_in
from reviewer.checks.relations.measures import (
    Act,
    acts,
    concerns,
    earliest,
    first_of,
    papers,
    period,
    received,
    titled,
)
from reviewer.checks.timing import period_verdict
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Moment
from reviewer.core.finding import Severity, Verdict
from reviewer.law.counting import add_months

_NUMBERS = {"一": 1, "二": 2, "两": 2, "三": 3, "六": 6, "十二": 12, "十八": 18, "二十四": 24}
_TERM = re.compile(r"(?:期限|冻结)[^。]{0,12}?(\d{1,2}|二十四|十八|十二|[一二两三六])个?(月|年)")
_RANGE = re.compile(r"(\d{4})年(\d{1,2})月(\d{1,2})日(?:起)?(?:至|到|—|-)(\d{4})年(\d{1,2})月(\d{1,2})日")
_KINDS = (
    ("freeze-equity", re.compile(r"股权|保单|投资权益"), "股权、保单权益等"),
    ("freeze-securities", re.compile(r"债券|股票|基金|证券"), "债券、股票、基金份额等"),
    ("freeze-deposit-major", re.compile(r"存款|汇款|保证金|资金|账户|帐户"), "存款、汇款等"),
)
_IMPAIRED = re.compile(r"(?:系|是|为|属)(?:聋哑人|盲人|又聋又哑|聋人|哑人|限制行为能力人|尚未完全丧失辨认)")
_TOLD = re.compile(r"收到|送达|告知|签收|宣读|宣布|通知")


def supplementary(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM024: one month for each supplementary investigation, two returns at the most."""
    returns = papers(view, "supplementary_investigation_report", title=("退回补充侦查", "补充侦查决定书"))
    if not returns:
        yield not_applicable("没有退回补充侦查")
    done = papers(view, "supplementary_investigation_report", title=("补充侦查报告",))
    ends = acts(view, done, "served_at", "issued_at")
    ends += acts(
        view, view.documents("prosecution_opinion", "case_cancel_decision", "investigation_end_decision"), "issued_at"
    )
    starts = sorted(
        ((received(view, one), one) for one in returns), key=lambda pair: str(pair[0][0] and pair[0][0].moment)
    )
    for (got, known), paper in starts:
        start = got.moment if got else None
        end = earliest(*(act for act in ends if start is None or act.moment.earliest > start.earliest))
        absence = view.missing("supplementary_investigation_report", "prosecution_opinion")
        verdict = period_verdict(
            view, card, what="退回补充侦查后重新移送", start=start, end=end.moment if end else None,
            limit=period(view, "supplementary-investigation", start), about=f"{start}|补充侦查",
            evidence=[got.span if got else paper.span(), *([end.span] if end else [])],
            absent="undetermined" if absence.held else "violated", looked_for=absence.looked_for,
        )  # fmt: skip
        close = end is not None and start is not None and (end.moment.day - start.day).days < 40
        if not known and close and verdict.severity is None and verdict.outcome.value == "violated":
            verdict = unclear("退回补充侦查决定书的收到时间不明", *verdict.evidence, about=verdict.about)
        yield verdict
    if len(returns) > 2:
        words = f"卷内有{len(returns)}份退回补充侦查决定书，以二次为限"
        yield violated(words, *(one.span() for one in returns), about="补充侦查次数", severity=Severity.NOTICE)


# -- freezing ------------------------------------------------------------------------------------------------------


def freezing(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """TIM025: terms of freezing, and renewals before they run out."""
    notices = [one for one in papers(view, "asset_query_notice", title=("冻结",)) if not _lifting(one)]
    if not notices:
        yield not_applicable("没有冻结财产")
    for notice in notices:
        yield _freeze_term(view, notice)
    yield from _renewals(view, notices)


def _lifting(notice: Document) -> bool:
    return titled(notice, "解除冻结") and not titled(notice, "冻结/解除", "冻结／解除")


def _written_term(view: CaseView, notice: Document) -> tuple[int | None, Moment | None]:
    """The months that a notice sets, and the day on which it says that it ends."""
    text = view.text(notice).text
    if (match := _RANGE.search(text)) is not None:
        numbers = [int(one) for one in match.groups()]
        start = Moment.parse("{:04d}-{:02d}-{:02d}".format(*numbers[:3]))
        end = Moment.parse("{:04d}-{:02d}-{:02d}".format(*numbers[3:]))
        if start and end:
            months = 0
            while months < 60 and add_months(start.day, months) < end.day:
                months += 1
            return months, end
    if (match := _TERM.search(text)) is not None:
        number = int(match[1]) if match[1].isdigit() else _NUMBERS[match[1]]
        return number * (12 if match[2] == "年" else 1), None
    return None, None


def _freeze_term(view: CaseView, notice: Document) -> Verdict:
    text = view.text(notice).text
    about = f"{notice.value('doc_no') or notice.value('account') or view.ordinal(notice)}|冻结期限"
    months, _ = _written_term(view, notice)
    kind = next(((name, words) for name, pattern, words in _KINDS if pattern.search(text)), None)
    if months is None or kind is None:
        return unclear("冻结通知书的期限或者财产种类没有读出", notice.span(), about=about)
    limit = period(view, kind[0], view.moment(notice, "issued_at"))
    if months > limit.amount:
        return violated(f"冻结{kind[1]}写明{months}个月，超过{limit.amount}个月", notice.span(), about=about)
    if kind[0] == "freeze-deposit-major" and months > 6 and not re.search(r"重大|复杂", text):
        return unclear(f"冻结{kind[1]}{months}个月，需有设区的市一级以上公安机关批准", notice.span(), about=about)
    return satisfied(f"冻结{kind[1]}{months}个月，没有超过期限", notice.span(), about=about)


def _renewals(view: CaseView, notices: list[Document]) -> Iterator[Verdict]:
    """Second notices on one account: renewals after the end, or freezing again."""
    last: dict[str, tuple[Document, Moment | None]] = {}
    for act in acts(view, notices, "issued_at"):
        account = str(act.document.value("account") or "")
        months, end = _written_term(view, act.document)
        if end is None and months is not None:
            end = _month_end(act.moment, months)
        if account and account in last:
            before, expiry = last[account]
            again = titled(act.document, "继续", "续") or view.says(act.document, r"继续冻结|续行冻结|续冻")
            if again and expiry is not None and act.moment.day > expiry.day:
                words = f"冻结期限{expiry.day}届满，{act.moment}才办理续冻，原冻结已自动解除"
                yield violated(words, before.span(), act.span, about=f"{account}|续冻")
        if account:
            last[account] = (act.document, end)


def _month_end(start: Moment, months: int) -> Moment | None:
    return Moment.parse(add_months(start.day, months).isoformat())


# -- applications and legal aid ------------------------------------------------------------------------------------


def measure_change(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM026: an application to change the measure is answered within three days."""
    answers = view.documents("measure_change_notice")
    if not answers:
        yield not_applicable("没有变更强制措施申请的答复")
    for answer in answers:
        text = view.text(answer).text
        asked = dates_in(text, r"(?:[^。]{0,12})?(?:提出|申请|提交|递交|请求)")
        given = first_of(view, answer, "issued_at")
        start = first_of(view, answer, "received_at", "applied_at")
        begin = start.moment if start else (Moment.parse(asked[0].isoformat()) if asked else None)
        about = f"{view.person_of(answer) or view.ordinal(answer)}|变更申请|{begin or ''}"
        yield period_verdict(
            view, card, what="变更强制措施申请的答复", start=begin, end=given.moment if given else None,
            limit=period(view, "measure-change-answer", begin), evidence=[answer.span()], about=about,
        )  # fmt: skip
        if titled(answer, "不予") and view.blank(answer, "reason"):
            yield violated("不予变更强制措施的通知没有说明理由", answer.span("reason"), about=f"{about}|理由")


def legal_aid(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM027: legal aid is asked for within three days for a minor or an impaired suspect without counsel."""
    found = False
    for person in view.suspects:
        shown = _needs_aid(view, person)
        if shown is None:
            continue
        found = True
        yield _aid_verdict(view, card, person, *shown)
    if not found:
        yield not_applicable("没有读到应当通知法律援助的嫌疑人")


def _needs_aid(view: CaseView, person: str) -> tuple[Act, str] | None:
    """The first record that shows why a suspect must have counsel."""
    records = [one for one in view.transcripts(person=person, kinds=("interrogation_record",)) if view.person_of(one)]
    for record in records:
        start = view.start(record)
        if start is None:
            continue
        age = view.age(person, start.day)
        if age is not None and age < 18:
            return Act(start, record, "time_range"), f"讯问时{age}周岁，是未成年人"
        if view.says(record, _IMPAIRED.pattern):
            return Act(start, record, "time_range"), "笔录记载为聋哑人、盲人或者限制行为能力人"
    return None


def _aid_verdict(view: CaseView, card: Card, person: str, shown: Act, why: str) -> Verdict:
    about = f"{person}|法律援助"
    counsel = papers(view, "lawyer_meeting_docs", person=person, title=("授权委托", "事务所函", "会见"))
    if counsel or any(
        _has_lawyer(one, view, person) for one in view.documents("arrest_request", "prosecution_opinion")
    ):
        return satisfied(f"{person}{why}，已有律师", shown.span, about=about)
    notices = papers(view, "lawyer_meeting_docs", person=person, title=("法律援助",))
    end = earliest(*acts(view, notices, "served_at", "issued_at"))
    absence = view.missing("lawyer_meeting_docs")
    mentions = any(
        view.says(one, r"(?:通知|指派)[^。]{0,20}法律援助")
        for one in view.documents("work_explanation", "service_receipt")
    )
    if end is None and (absence.held or mentions or notices):
        return unclear(f"{person}{why}；{absence.held or '法律援助通知的时间需核对'}", shown.span, about=about)
    return period_verdict(
        view, card, what=f"{why}，通知法律援助机构", start=shown.moment, end=end.moment if end else None,
        limit=period(view, "legal-aid-notice", shown.moment), subject=person, about=about, absent="violated",
        evidence=[shown.span, *([end.span] if end else [])], looked_for=absence.looked_for,
    )  # fmt: skip


def _has_lawyer(document: Document, view: CaseView, person: str) -> bool:
    named = str(document.value("lawyer") or "").strip()
    return concerns(view, document, person) and len(named) > 1 and not re.search(r"未委托|没有委托|^无", named)


def dismissal_told(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM028: a dismissal or termination is told to those concerned within three days."""
    decisions = view.documents("case_cancel_decision", "investigation_end_decision")
    if not decisions:
        yield not_applicable("没有撤销案件或者终止侦查")
    for decision in decisions:
        start = first_of(view, decision, "issued_at")
        about = f"{decision.value('doc_no') or decision.type}|告知"
        name = view.name(decision.type)[:4]
        receipts = [one for one in view.documents("service_receipt") if view.says(one, name)]
        end = earliest(first_of(view, decision, "served_at", "announced_at"), *acts(view, receipts, "at", "served_at"))
        if end is None:
            yield _untold(view, decision, start, receipts, about)
            continue
        yield period_verdict(
            view, card, what=f"{name}决定的告知", start=start.moment if start else None, end=end.moment,
            limit=period(view, "cancel-notice", start.moment if start else None),
            evidence=[decision.span("issued_at"), end.span], about=about,
        )  # fmt: skip


def _untold(view: CaseView, decision: Document, start: Act | None, receipts: list[Document], about: str) -> Verdict:
    absence = view.missing("service_receipt")
    told = receipts or (view.says(decision, _TOLD.pattern) and not view.blank(decision, "served_at"))
    running = start is None or view.as_of <= start.moment.day + timedelta(days=4)
    if absence.held or told or running:
        return unclear(absence.held or "告知的时间没有读出或者期限未满", decision.span(), about=about)
    words = f"{view.title(decision)}作出后没有告知嫌疑人、被害人的记载"
    return violated(words, decision.span("served_at"), about=about, looked_for=absence.looked_for)

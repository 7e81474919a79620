"""Relations of the hearing in administrative cases: the right to it, its request, notice, holding and minutes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_papers import (
    NEW_ACT,
    PENALTIES_ACT_2021,
    TICK,
    UNTICKED,
    Penalty,
    decision_penalty,
    gone,
    intended_penalty,
    mentions,
    one_violation,
    penalties,
    public_order,
    under_new_act,
)
from reviewer.checks.relations.measures import acts, concerns, first_of, period, titled
from reviewer.checks.timing import period_verdict
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import Moment
from reviewer.core.finding import Outcome, Severity, Verdict
from reviewer.law.periods import due

_BOX = re.compile(rf"{TICK}\(?听证")
_OTHER_BOX = re.compile(rf"{TICK}\(?(?:非听证|不听证)")
_RIGHT = re.compile(
    r"(?:有权|可以|有)[^。;□]{0,16}(?:要求|申请|提出)(?:举行)?听证|(?:要求|申请)(?:举行)?听证的?权利|听证告知"
)
_WAIVED = re.compile(
    r"(?:放弃|不(?:要求|申请|提出|需要|进行)|无需)[^。;]{0,8}听证|听证[^。;]{0,6}(?:放弃|不申请|不要求)"
)


def notices(view: CaseView, person: str | None = None) -> list[Document]:
    """The notices before a penalty that concern a person."""
    return [one for one in view.documents("penalty_prior_notice") if concerns(view, one, person)]


def told_of_hearing(view: CaseView, notice: Document) -> bool | None:
    """Whether a notice tells the right to a hearing; ``None`` where its text does not let one see."""
    text = view.text(notice).text
    kind = str(notice.value("kind") or "")
    if _BOX.search(text) or kind.strip("（）()") == "听证":
        return True
    rest = re.sub(rf"{UNTICKED}[^□■√☑]{{0,12}}", "", text)
    if _RIGHT.search(rest):
        return True
    if not text or not notice.read:
        return None
    return False


def waived(view: CaseView, person: str | None) -> Span | None:
    """Where a person says that no hearing is wanted."""
    for one in notices(view, person):
        text = view.text(one).text
        start = max(text.find("答:"), 0)
        for match, span in view.text(one).find(_WAIVED, start):
            if match:
                return span
    return mentions(
        view, r"放弃听证|放弃.{0,6}听证的?权利", "work_explanation", "hearing_notice", "self_written_statement"
    )


def request_period(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """TIM516: no decision before the time for asking for a hearing is over; the notice must give five days."""
    judged = False
    for notice in view.documents("penalty_prior_notice"):
        if told_of_hearing(view, notice) is not True:
            continue
        judged = True
        person = view.person_of(notice)
        about = f"{person or ''}|听证申请期"
        at = first_of(view, notice, "signed_at", "issued_at")
        day = view.law_day(at.moment if at else None)
        short = view.says(
            notice, r"(?:三|3)(?:个工作)?日(?:内|以内)[^。;]{0,14}听证|听证[^。;]{0,14}(?:三|3)(?:个工作)?日(?:内|以内)"
        )
        if short is not None and day >= PENALTIES_ACT_2021:
            yield violated(
                "告知书写的听证申请期为三日，应为五个工作日", short, about=f"{about}|三日", severity=Severity.DEFECT
            )
        for decision in penalties(view):
            if concerns(view, decision, person):
                yield _early(view, notice, decision, at.moment if at else None, about)
    if not judged:
        yield not_applicable("没有告知听证权利")


def _early(view: CaseView, notice: Document, decision: Document, at: Moment | None, about: str) -> Verdict:
    made = view.moment(decision, "issued_at")
    spans = notice.span("signed_at"), decision.span("issued_at")
    if at is None or made is None:
        return unclear("告知或者决定的日期没有读到", *spans, about=about)
    if (given := waived(view, view.person_of(notice))) is not None:
        return satisfied("当事人明确放弃听证", given, about=about)
    if view.documents("hearing_record"):
        return satisfied("已经举行听证", view.documents("hearing_record")[0].span(), about=about)
    deadline = due(at, period(view, "hearing-request", at))
    if made.day > deadline.earliest.date():
        if deadline.latest is None or made.day > deadline.latest.date():
            return satisfied(f"听证申请期届满后决定：{deadline.words}，{made}决定", *spans, about=about)
        return unclear(f"听证申请期届满之日不能确定：{deadline.doubt}", *spans, about=about)
    if not notice.read or view.case.unread:
        return unclear("材料没有读全，不能排除已经放弃听证", *spans, about=about)
    return violated(f"听证申请期未满即作决定：{deadline.words}，{made}已作决定", *spans, about=about)


def held_in_time(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM517: seven days between notice and hearing, ten days from the request, minutes and a report."""
    told = [one for one in view.documents("hearing_notice") if not titled(one, "申请", "不予受理")]
    asked = acts(
        view, [one for one in view.documents("hearing_notice") if titled(one, "申请")], "received_at", "issued_at"
    )
    records = view.documents("hearing_record")
    if not told and not records:
        yield not_applicable("没有听证")
        return
    held = acts(view, records, "time_range.start", "issued_at") or acts(view, told, "at")
    for notice in told:
        yield from _ahead(view, notice, held[0].moment if held else None)
    if asked and held:
        spans = [asked[0].span, held[0].span]
        verdict = period_verdict(
            view, card, what="受理听证申请后举行听证", start=asked[0].moment, end=held[0].moment,
            limit=period(view, "hearing-held", asked[0].moment), evidence=spans, about="听证举行",
        )  # fmt: skip
        if verdict.outcome is Outcome.VIOLATED and view.law_day(asked[0].moment) >= PENALTIES_ACT_2021:
            verdict = violated(
                verdict.message, *verdict.evidence, about="听证举行", severity=Severity.NOTICE, confidence=0.6,
                clock=verdict.clock,
            )  # fmt: skip
        yield verdict
    yield from _written_down(view, held[0].moment if held else None, told, records)


def _ahead(view: CaseView, notice: Document, held: Moment | None) -> Iterator[Verdict]:
    served = view.moment(notice, "served_at")
    about = f"{view.person_of(notice) or ''}|听证通知"
    if served is None or held is None:
        yield unclear("听证通知书的送达时间或者举行时间没有读到", notice.span(), about=about)
        return
    ahead = period(view, "hearing-notice-ahead", served)
    deadline, words = due(served, ahead), f"{ahead.amount}{ahead.counting.unit}"
    spans = notice.span("served_at"), notice.span("at")
    if held.day >= (deadline.latest or deadline.earliest).date():
        yield satisfied(f"听证通知于{served}送达，{held}举行，提前{words}", *spans, about=about)
    elif held.day < deadline.earliest.date():
        yield violated(f"听证通知于{served}送达，{held}即举行，不足{words}", *spans, about=about)
    else:
        yield unclear(f"听证通知是否提前七个工作日不能确定：{deadline.doubt}", *spans, about=about)


def _written_down(
    view: CaseView, held: Moment | None, told: list[Document], records: list[Document]
) -> Iterator[Verdict]:
    if told and not records and held is not None and held.day + timedelta(days=7) < view.as_of:
        withdrawn = mentions(view, r"撤回听证|放弃听证|听证.{0,6}(?:取消|终止)")
        absence = gone(view, "hearing_record")
        held_back = "曾撤回或者放弃听证" if withdrawn else absence.held
        words = f"通知{held}举行听证，卷内没有听证笔录"
        yield one_violation(held_back, words, told[0].span(), about="听证笔录", looked_for=absence.looked_for)
    if records and not view.documents("hearing_report"):
        absence = gone(view, "hearing_report")
        words = "举行了听证，卷内没有听证报告书"
        yield one_violation(absence.held, words, records[0].span(), about="听证报告书", looked_for=absence.looked_for)


# -- whether the right had to be told --------------------------------------------------------------------------------


def _grounds(penalty: Penalty, fine: int) -> str:
    if penalty.revoked:
        return "吊销许可证"
    if penalty.stopped:
        return "责令停产停业"
    return f"罚款{penalty.most_fine}元" if penalty.most_fine >= fine else ""


def _hearing_due(view: CaseView, *, new: bool) -> Iterator[Verdict]:
    judged = False
    for decision in penalties(view):
        person = view.person_of(decision)
        own = notices(view, person)
        at = next((act.moment for one in own if (act := first_of(view, one, "signed_at", "issued_at"))), None)
        at = at or view.moment(decision, "issued_at")
        day = view.law_day(at)
        if (day >= NEW_ACT and under_new_act(view, day) and public_order(view) is not False) is not new:
            continue
        penalty = decision_penalty(view, decision)
        intended = [intended_penalty(view, one) for one in own]
        unit = view.says(decision, r"违法(?:行为)?单位|法定代表人|统一社会信用代码") is not None
        threshold = 4000 if new else 10000 if unit and public_order(view) is False else 2000
        grounds = next((words for one in (*intended, penalty) if (words := _grounds(one, threshold))), "")
        minor = _minor_detained(view, person, day, penalty) if new else ""
        if grounds or minor:
            judged = True
            yield _told(view, decision, own, person, grounds, minor)
    if not judged:
        yield not_applicable("拟作出的处罚不属于应当告知听证的范围")


def _minor_detained(view: CaseView, person: str | None, day: date, penalty: Penalty) -> str:
    """A minor whose detention may really be executed; only the age can be read here, so never more than a notice."""
    age = view.age(person, day) if penalty.days else None
    return f"{age}周岁拟执行行政拘留" if age is not None and 14 <= age < 18 else ""


def _told(
    view: CaseView, decision: Document, own: list[Document], person: str | None, grounds: str, minor: str
) -> Verdict:
    who, about = f"{person}：" if person else "", f"{person or ''}|听证告知"
    spans = [decision.span("decision"), *(one.span() for one in own)]
    if view.documents("hearing_record", "hearing_notice"):
        return satisfied(f"{who}已经告知并处理听证", *spans, about=about)
    answers = [told_of_hearing(view, one) for one in own]
    if any(answers):
        return satisfied(f"{who}已经告知听证权利", *spans, about=about)
    if not own:
        return not_applicable("没有处罚告知文书的由告知规则判断")
    if None in answers:
        return unclear(f"{who}告知笔录没有读全，不能判断是否告知听证", *spans, about=about)
    if not grounds:
        executed = mentions(view, r"不执行行政拘留|不予执行行政拘留|拘留不予?执行", decision.type)
        if executed is not None:
            return satisfied(f"{who}{minor}，决定不执行", executed, about=about)
        words = f"{who}{minor}，告知笔录没有告知听证；是否属于可以执行的情形需人工判断"
        return violated(words, *spans, about=about, severity=Severity.NOTICE, confidence=0.5)
    return violated(f"{who}拟处{grounds}，告知笔录没有告知听证权利", *spans, about=about)


def hearing_old(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG513: the thresholds of the old Act and, without end, of the regulation for other cases."""
    yield from _hearing_due(view, new=False)


def hearing_new(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """RIG514: the thresholds of the Act of 2025."""
    yield from _hearing_due(view, new=True)

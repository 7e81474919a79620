"""Relations of the decision in an administrative case: its service, and whether the act could still be punished."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_papers import (
    OTHER_SERVICE,
    REFUSAL,
    mentions,
    one_violation,
    penalties,
    public_order,
    reported,
    under_new_act,
    victims,
)
from reviewer.checks.relations.measures import Act, earliest, first_of, later, period
from reviewer.checks.timing import iso, period_verdict
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import Moment
from reviewer.core.finding import Clock, ClockState, Verdict
from reviewer.law.library import limit
from reviewer.law.periods import judge


class Service(NamedTuple):
    """How a decision came to one person."""

    act: Act | None
    note: Span | None  # a refusal, or another way of service that was noted
    announced: bool


def _receipts(view: CaseView, name: str | None, decision: Document) -> list[Act]:
    found = []
    for one in view.documents("service_receipt"):
        receiver = one.value("receiver")
        docs = "".join(str(one.value("docs") or "").split()) + view.text(one).text
        if "处罚" in docs and (name is None or (receiver is not None and view.same_person(name, str(receiver)))):
            act = first_of(view, one, "at", "served_at", "issued_at")
            if act is not None:
                found.append(act)
    return later(found, view.moment(decision, "issued_at"))


def _service(view: CaseView, decision: Document, field: str, name: str | None) -> Service:
    act = earliest(first_of(view, decision, field), *_receipts(view, name, decision))
    text = view.text(decision)
    note = text.first(REFUSAL) or text.first(OTHER_SERVICE)
    told = field == "served_at" and text.first(r"(?:向我)?(?:宣告|宣布)(?:并|、|和)?(?:当场)?(?:送达|交付)") is not None
    return Service(act, note[1] if note else None, told)


def served_public_order(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM518: to the punished person when announced, else within two days; to the victim within two days."""
    judged = False
    for decision in penalties(view):
        made = view.moment(decision, "issued_at")
        if not _two_days(view, made):
            continue
        judged = True
        person = view.person_of(decision)
        if made is None:
            yield unclear("处罚决定书的日期没有读到", decision.span(), about=f"{person or ''}|送达")
            continue
        name = "penalty-service"
        yield _to_punished(view, card, decision, made, name)
        yield from _to_victims(view, card, decision, made, name)
    if not judged:
        yield not_applicable("没有适用本规则的处罚决定")


def _two_days(view: CaseView, made: Moment | None) -> bool:
    return public_order(view) is not False or under_new_act(view, view.law_day(made))


def _to_punished(view: CaseView, card: Card, decision: Document, made: Moment, name: str) -> Verdict:
    person = view.person_of(decision)
    service = _service(view, decision, "served_at", person)
    about = f"{person or ''}|{decision.value('doc_no') or made}|送达被处罚人"
    if service.act is None:
        reason = "有拒签、拒收或者其他送达的注明" if service.note else "送达时间没有读到"
        return unclear(f"送达被处罚人：{reason}", decision.span("served_at"), about=about)
    if service.announced and service.act.document is decision and service.act.moment.latest >= made.earliest:
        return satisfied(f"处罚决定书于{service.act.moment}当场宣告送达被处罚人", service.act.span, about=about)
    return period_verdict(
        view, card, what="处罚决定书送达被处罚人", start=made, end=service.act.moment, limit=period(view, name, made),
        evidence=[decision.span("issued_at"), service.act.span], subject=person, about=about,
    )  # fmt: skip


def _to_victims(view: CaseView, card: Card, decision: Document, made: Moment, name: str) -> Iterator[Verdict]:
    about = f"{decision.value('doc_no') or made}|送达被侵害人"
    spans = [decision.span("issued_at"), decision.span("victim_served_at")]
    inside = first_of(view, decision, "victim_served_at")
    hurt = [name for name in victims(view) if name in view.text(decision).text]
    found = [inside] if inside else [act for one in victims(view) for act in _receipts(view, one, decision)]
    if found:
        act = max(found, key=lambda one: one.moment) if inside is None else inside
        yield period_verdict(
            view, card, what="处罚决定书送达被侵害人", start=made, end=act.moment, limit=period(view, name, made),
            evidence=[decision.span("issued_at"), act.span], about=about,
        )  # fmt: skip
        return
    if not hurt and not view.blank(decision, "victim_served_at"):
        return
    papers = (decision.type, "work_explanation", "service_receipt")
    note = mentions(view, r"被侵害人.{0,30}(?:无法(?:送达|联系)|下落不明|拒收|拒绝签)|(?:邮寄|公告|电子)送达", *papers)
    late = judge(made, None, period(view, name, made), as_of=view.as_of).state is ClockState.VIOLATED
    if note is not None or not late or not hurt:
        yield unclear("未见送达被侵害人的签收", *spans, about=about)
        return
    absence = view.missing("service_receipt")
    held = absence.held or (
        "" if decision.read and view.blank(decision, "victim_served_at") else "没有读到被侵害人签收栏"
    )
    yield one_violation(
        held,
        f"{made}作出处罚决定，未见送达被侵害人",
        *spans,
        about=about,
        confidence=0.75,
        looked_for=absence.looked_for,
    )


def served_other(view: CaseView, card: Card) -> Iterator[Verdict]:
    """TIM519: within seven working days where the party was absent at the announcement."""
    judged = False
    for decision in penalties(view):
        made = view.moment(decision, "issued_at")
        if (
            public_order(view) is not False
            or _two_days(view, made)
            or limit("other-penalty-service", view.law_day(made)) is None
        ):
            continue
        judged = True
        if made is None:
            yield unclear("处罚决定书的日期没有读到", decision.span(), about=f"{view.person_of(decision) or ''}|送达")
        else:
            yield _to_punished(view, card, decision, made, "other-penalty-service")
    if not judged:
        yield not_applicable("没有非治安案件的处罚决定")


# -- limitation ------------------------------------------------------------------------------------------------------

_DAY = re.compile(r"(?:(\d{4})年|(同年|当年|次年))?(\d{1,2})月(?:(\d{1,2})日)?")
_LASTING = r"至今|持续|一直|至案发|连续|多次|至被查获"


def _deeds(text: str) -> list[date]:
    """The days that a statement of facts names, in order; a month alone stands for its last day."""
    found: list[date] = []
    year: int | None = None
    for match in _DAY.finditer(text):
        if match[1]:
            year = int(match[1])
        elif match[2] == "次年" and year is not None:
            year += 1
        if year is None:
            continue
        try:
            day = date(year, int(match[3]), int(match[4] or 1))
        except ValueError:
            continue
        found.append(day if match[4] else day + timedelta(days=30))
    return found


def limitation(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """TIM520: a penalty for an act that was found out after its limitation had run."""
    came = reported(view)
    judged = False
    for decision in penalties(view):
        judged = True
        person = view.person_of(decision)
        about = f"{person or ''}|{decision.value('doc_no') or ''}|追究时效"
        facts = "".join(str(decision.value("facts") or "").split())
        if not facts:
            match = re.search(r"(?:现|经)?查明:?(.{5,600}?)(?:以上事实|上述事实|认定上述)", view.text(decision).text)
            facts = match[1] if match else ""
        before = [day for day in _deeds(facts) if came is not None and day <= came.moment.day + timedelta(days=1)]
        if came is None or not before:
            yield unclear("违法行为时间或者发现时间没有读到", decision.span(), about=about)
            continue
        yield _limited(view, decision, came, max(before), facts, about)
    if not judged:
        yield not_applicable("没有作出处罚决定")


def _limited(view: CaseView, decision: Document, came: Act, deed: date, facts: str, about: str) -> Verdict:
    order = public_order(view)
    name = "other-prosecution" if order is False else "public-order-prosecution"
    start = Moment.parse(deed.isoformat())
    assert start is not None
    result = judge(start, came.moment, period(view, name, start), as_of=view.as_of)
    spans = (decision.span("facts"), came.span)
    words = f"违法行为时间{start}，{came.moment}才发现：{result.arithmetic}"
    clock = Clock("TIM520", result.state, None, iso(start), iso(came.moment), None, result.arithmetic)
    if result.state is not ClockState.VIOLATED:
        return satisfied(f"追究时效内发现：{result.arithmetic}", *spans, about=about, clock=clock)
    if order is None or re.search(_LASTING, facts) or (order is False and re.search(r"生命|健康|金融|伤|死", facts)):
        return unclear(f"{words}；行为是否持续或者适用的时效需人工判断", *spans, about=about, clock=clock)
    if mentions(view, r"(?:曾|已).{0,12}(?:报警|报案|控告).{0,40}(?:未|没有|不予)(?:受理|立案|处理)"):
        return unclear(f"{words}；被侵害人曾在时效内控告", *spans, about=about, clock=clock)
    return violated(words, *spans, about=about, confidence=0.8, clock=clock)

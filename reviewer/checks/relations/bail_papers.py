"""Relations on the papers of bail pending trial and of residential surveillance (DOC007, DOC008)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.cards import Card
from reviewer.checks.relations.gaps import Gaps, search
from reviewer.checks.relations.measures import acts, concerns, first_of, later, papers, period, reports, sent_on, titled
from reviewer.checks.verdicts import not_applicable, unclear
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Moment
from reviewer.core.finding import ClockState, Severity, Verdict
from reviewer.law.periods import judge

_CHANGED = (
    r"(?:变更|改变|更换|改为)[^。]{0,12}(?:保证方式|保证人|保证金)|(?:保证方式|保证人|保证金)[^。]{0,8}(?:变更|更换)"
)
_SURETY = re.compile(r"保证人[^。,；;]{0,3}[一-鿿]{2,4}(?:的监督|[^。]{0,6}监督)")
_NO_HOME = r"(?:无|没有|未有)(?:固定|合法)(?:的)?(?:住处|住所|居所)|危害国家安全|恐怖活动"
_DESIGNATED = r"指定(?:的)?(?:居所|住所)"
_UNREACHABLE = r"无法通知|身份不明|不讲真实姓名|没有家属|无家属|联系(?:不上|方式)"
_FEE = r"(?:收取|交纳|缴纳|支付)[^。]{0,10}(?:食宿|住宿|伙食|看护|监视居住)费"
_ENDING = ("bail_release_decision", "release_notice")


def _decisions(view: CaseView, kind: str, word: str) -> list[Document]:
    return [one for one in view.documents(kind) if titled(one, word) and not titled(one, "执行通知", "解除", "通知书")]


def bail_papers(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC007: decision, execution notice, one kind of surety with its papers, and the end of each bail."""
    decisions = _decisions(view, "bail_decision", "决定书")
    for decision in decisions:
        yield _bail(view, card, decision)
    if decisions:
        return
    others = view.documents("bail_decision", "bail_guarantee_letter", "bail_obligations_notice")
    if not others:
        yield not_applicable("没有取保候审")
        return
    gaps = Gaps(card, "bail", others[0].span())
    result = search(view, "bail_decision", titles=("取保候审决定书",))
    gaps.lack(result, f"有{view.title(others[0])}，但没有取保候审决定书")
    yield gaps.verdict("")


def _bail(view: CaseView, card: Card, decision: Document) -> Verdict:
    person = view.person_of(decision)
    gaps = Gaps(card, f"{person or ''}|bail|{decision.value('doc_no') or ''}", decision.span(), person=person)
    if not reports(view, "取保候审", person=person):
        titles = ("呈请取保候审", "呈请对犯罪嫌疑人取保候审", "取保候审审批", "呈请变更强制措施", "变更强制措施报告")
        gaps.lack(search(view, "request_report", titles=titles, approval=True), "没有取保候审的审批材料")
    notice = search(view, "bail_decision", titles=("取保候审执行通知",), person=person)
    gaps.lack(notice, "没有取保候审执行通知书")
    _sureties(view, gaps, decision, person)
    _bail_end(view, gaps, decision, person)
    _forfeited(view, gaps, person)
    return gaps.verdict("取保候审的决定、执行、保证文书齐全")


def _amount(document: Document) -> float:
    value = document.value("deposit")
    return float(value) if isinstance(value, int | float) else 0.0


def _sureties(view: CaseView, gaps: Gaps, decision: Document, person: str | None) -> None:
    """One kind of surety, with the paper that goes with it."""
    guarantor, deposit = decision.value("guarantor"), _amount(decision)
    letters = papers(view, "bail_guarantee_letter", person=person) if not guarantor else []
    letter = search(view, "bail_guarantee_letter", titles=("取保候审保证书", "保证书"))
    paid = search(view, "bail_deposit_notice", titles=("收取保证金",), person=person)
    changed = any(view.says(one, _CHANGED) for one in view.case.documents if concerns(view, one, person))
    if guarantor and deposit > 0 and not changed:
        words = f"同时责令提供保证人（{guarantor}）和交纳保证金（{deposit:g}元）"
        gaps.add(words, decision.span("guarantor"), severity=Severity.UNLAWFUL)
    elif deposit > 0 and letters and len(view.suspects) <= 1 and not changed:
        gaps.doubt("既有保证书又交纳保证金，是否同时使用两种保证方式需人工核对")
    if guarantor:
        gaps.lack(letter, "采用保证人保证，但没有保证书")
    if deposit > 0:
        gaps.lack(paid, "采用保证金保证，但没有收取保证金通知书")
        least = _least_deposit(view, decision, person)
        if deposit < least:
            gaps.add(f"保证金{deposit:g}元低于起点数额{least}元", decision.span("deposit"))
    if not guarantor and deposit <= 0 and decision.read and not _SURETY.search(view.text(decision).text):
        gaps.doubt("取保候审决定书上没有读出保证方式")


def _least_deposit(view: CaseView, decision: Document, person: str | None) -> int:
    day = first_of(view, decision, "issued_at", "from")
    age = view.age(person, day.moment.day) if day else None
    return 500 if age is None or age < 18 else 1000


def _bail_end(view: CaseView, gaps: Gaps, decision: Document, person: str | None) -> None:
    """A bail whose twelve months have run out must have been lifted, changed or carried on by the next organ."""
    begun = first_of(view, decision, "from", "announced_at", "served_at", "issued_at")
    if begun is None:
        gaps.doubt("取保候审的起算时间没有读出")
        return
    judgement = judge(begun.moment, None, period(view, "bail", begun.moment), as_of=view.as_of)
    over = judgement.state is ClockState.VIOLATED and judgement.certain
    if not over or sent_on(view, person, begun.moment) or _next_measure(view, person, begun.moment):
        return
    result = search(view, *_ENDING, titles=("解除取保候审", "释放"), person=person)
    gaps.lack(result, f"取保候审自{begun.moment.day}起已满十二个月，没有解除取保候审决定书", begun.span)
    if result.absent or result.doubt or _amount(decision) <= 0:
        return
    back = search(view, "bail_deposit_notice", titles=("退还保证金", "没收保证金"), person=person)
    gaps.lack(back, "取保候审已解除，没有退还保证金决定书")


def _next_measure(view: CaseView, person: str | None, start: Moment) -> bool:
    kinds = ("detention_warrant", "arrest_warrant", "residential_surveillance_decision")
    found = acts(view, papers(view, *kinds, person=person), "announced_at", "served_at", "issued_at")
    return any(act.moment.day > start.day for act in later(found, start))


def _forfeited(view: CaseView, gaps: Gaps, person: str | None) -> None:
    """A forfeiture is read out within three days."""
    for paper in papers(view, "bail_deposit_notice", person=person, title=("没收保证金",)):
        made, told = first_of(view, paper, "issued_at"), first_of(view, paper, "announced_at", "served_at")
        if made and told and (told.moment.day - made.moment.day).days > 3:
            gaps.add(f"没收保证金决定{made.moment.day}作出，{told.moment.day}才宣读", made.span, told.span)


def surveillance_papers(view: CaseView, card: Card) -> Iterator[Verdict]:
    """DOC008: decision and execution notice of residential surveillance; ground and family notice where designated."""
    decisions = _decisions(view, "residential_surveillance_decision", "监视居住决定书")
    for decision in decisions:
        yield _surveillance(view, card, decision)
    if decisions:
        return
    others = view.documents("residential_surveillance_decision")
    if not others:
        yield not_applicable("没有监视居住")
        return
    gaps = Gaps(card, "surveillance", others[0].span())
    result = search(view, "residential_surveillance_decision", titles=("监视居住决定书",))
    gaps.lack(result, f"有{view.title(others[0])}，但没有监视居住决定书", severity=Severity.DEFECT)
    yield gaps.verdict("有监视居住决定书")


def _surveillance(view: CaseView, card: Card, decision: Document) -> Verdict:
    person = view.person_of(decision)
    gaps = Gaps(card, f"{person or ''}|surveillance|{decision.value('doc_no') or ''}", decision.span(), person=person)
    if not decision.read:
        return unclear("监视居住决定书没有完整读出", decision.span(), about=gaps.about)
    approvals = reports(view, "监视居住", person=person)
    if not approvals:
        titles = ("呈请监视居住", "呈请指定居所监视居住", "监视居住审批", "呈请变更强制措施")
        result = search(view, "request_report", titles=titles, approval=True)
        gaps.lack(result, "没有监视居住的审批材料", severity=Severity.DEFECT)
    execution = search(view, "residential_surveillance_decision", titles=("监视居住执行通知",), person=person)
    gaps.lack(execution, "没有监视居住执行通知书", severity=Severity.DEFECT)
    about = [one for one in view.documents("residential_surveillance_decision") if concerns(view, one, person)]
    designated = [one for one in (*about, *approvals) if view.says(one, _DESIGNATED)]
    if any(view.says(one, r"(?:在|于)(?:其|本人)?(?:住处|住所|家中)[^。]{0,6}执行") for one in about):
        designated = []
    if designated:
        _designated(view, gaps, (*about, *approvals), decision, person)
    return gaps.verdict("监视居住的文书齐全")


def _designated(
    view: CaseView, gaps: Gaps, documents: tuple[Document, ...], decision: Document, person: str | None
) -> None:
    if not any(view.says(one, _NO_HOME) for one in documents):
        gaps.add("指定居所监视居住，文书没有写明无固定住处等法定理由", decision.span(), confidence=0.8)
    for one in documents:
        if (fee := view.says(one, _FEE)) is not None:
            gaps.add("指定居所监视居住向被监视居住人收取费用", fee)
    titles = ("监视居住通知书",)
    told = papers(view, "residential_surveillance_decision", person=person, title=titles)
    if not told:
        result = search(view, "residential_surveillance_decision", titles=titles)
        gaps.lack(result, "指定居所监视居住，没有通知家属的监视居住通知书")
        return
    if any(view.says(one, _UNREACHABLE) for one in told):
        return
    start = first_of(view, decision, "announced_at", "served_at", "from")
    end = first_of(view, told[0], "family_served_at", "served_at", "notified_at")
    judgement = judge(
        start.moment if start else None, end.moment if end else None,
        period(view, "family-notice-residential", start.moment if start else None), as_of=view.as_of,
    )  # fmt: skip
    if start and end and judgement.state is ClockState.VIOLATED:
        gaps.add(f"执行后超过二十四小时才通知家属：{judgement.arithmetic}", start.span, end.span)
    elif start is None or end is None:
        gaps.doubt("通知家属的时间没有读出")

"""Relations of decisions and opinions in administrative cases: seal, receipt, the experts' signatures and papers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_papers import OTHER_SERVICE, gone, mentions, one_violation, unsigned
from reviewer.checks.relations.administrative_signatures import BY_HAND, doubt, key, one_mark, state_of
from reviewer.checks.relations.measures import titled
from reviewer.checks.relations.signing import ONE_EXPERT, expert_short
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Mark, MarkKind, Presence
from reviewer.core.finding import Severity, Verdict

_ORGAN = re.compile(r"[\u4e00-\u9fff]{2,20}(?:公安局|分局|派出所|大队|支队|总队)")


def organs(document: Document) -> list[str]:
    """Lines of a paper that are nothing but the name of a police organ, in order."""
    lines = ("".join(line.text.split()) for page in document.pages for line in page.lines)
    return [line for line in lines if _ORGAN.fullmatch(line)]


def decision_sealed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """SIG510: the deciding organ's seal is on the decision."""
    decisions = view.documents("penalty_decision", "no_penalty_decision")
    if not decisions:
        yield not_applicable("没有处罚决定书")
    for decision in decisions:
        marks = view.marks(decision, MarkKind.SEAL, "bureau")
        about, name = f"{decision.type}|{key(view, decision)}|公章", view.title(decision)
        state = state_of(marks)
        if state is Presence.PRESENT:
            yield _right_seal(view, decision, marks, about)
        elif state is Presence.ABSENT and decision.read:
            if view.says(decision, r"电子印章|电子签章"):
                yield unclear(f"{name}注明使用电子印章", marks[0].span, about=about)
                continue
            sure = min(mark.probability for mark in marks)
            yield violated(f"{name}没有盖决定机关的印章", marks[0].span, about=about, confidence=sure)
        else:
            yield unclear(f"{name}的印章无法判断：{doubt(marks)}", decision.span(), about=about)


def _right_seal(view: CaseView, decision: Document, marks: list[Mark], about: str) -> Verdict:
    """Whether a legible seal is that of an organ which the decision names."""
    name = view.title(decision)
    for mark in marks:
        text = "".join((mark.name or "").split())
        named = organs(decision)
        if mark.presence is not Presence.PRESENT or mark.probability < 0.9 or not _ORGAN.fullmatch(text) or not named:
            continue
        if not any(text in organ or organ in text for organ in named):
            if text[-3:] == named[-1][-3:]:  # the same kind of organ: the name may only be misread
                return unclear(f"{name}的印章文字与落款机关不一致，可能是识别误差", mark.span, about=about)
            return violated(
                f"{name}落款为{named[-1]}，印章为{text}", mark.span, about=f"{about}|{text}", confidence=0.75
            )
    return satisfied(f"{name}盖有印章", marks[0].span, about=about)


def decision_received(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """SIG511: the punished person's mark on the file copy, a receipt, or a note about another way of service."""
    decisions = view.documents("penalty_decision")
    if not decisions:
        yield not_applicable("没有处罚决定书")
    for decision in decisions:
        about, name = f"{key(view, decision)}|签收", view.title(decision)
        marks = [mark for kind in BY_HAND for mark in view.marks(decision, kind, "subject")]
        other = view.text(decision).first(OTHER_SERVICE)
        receipt = [
            one
            for one in view.documents("service_receipt")
            if unsigned(view, one, "receiver", "subject", "family") is not Presence.ABSENT
            and _for(view, one, view.person_of(decision))
        ]
        if state_of(marks) is Presence.ABSENT and (other is not None or receipt):
            span = other[1] if other else receipt[0].span()
            yield satisfied(f"{name}有其他送达凭证", span, about=about)
        elif (where := mentions(view, r"公告送达|邮寄送达|留置送达", "work_explanation")) and not marks:
            yield satisfied("另有送达说明", where, about=about)
        else:
            yield one_mark(view, decision, marks, "被处罚人签收", about)


def _for(view: CaseView, receipt: Document, person: str | None) -> bool:
    receiver = receipt.value("receiver")
    return person is None or receiver is None or view.same_person(person, str(receiver))


_NO_EXPERT = ("价格", "尿", "检测", "诊断")


def experts(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """SIG512: the experts sign, and their papers are attached."""
    opinions = [one for one in view.documents("expert_opinion") if not titled(one, *_NO_EXPERT)]
    if not opinions:
        yield not_applicable("没有鉴定意见")
        return
    for opinion in opinions:
        signatures = view.marks(opinion, MarkKind.SIGNATURE, "expert")
        seals = [mark for mark in view.marks(opinion, MarkKind.SEAL, "expert") if mark.presence is Presence.PRESENT]
        about = f"{key(view, opinion)}|鉴定人签名"
        if signatures and state_of(signatures) is Presence.ABSENT and seals:
            yield violated(
                f"{view.title(opinion)}鉴定人只盖章没有签名", seals[0].span, about=about,
                severity=Severity.NOTICE, confidence=0.6,
            )  # fmt: skip
        elif (short := expert_short(view, opinion))[0] is not None:
            empty, certain = short
            assert empty is not None
            if certain:
                yield violated(f"{view.title(opinion)}缺少部分鉴定人签名", empty.span, about=about,
                               confidence=min(empty.probability, 0.85))  # fmt: skip
            else:
                yield unclear(f"{view.title(opinion)}{ONE_EXPERT}", empty.span, about=about)
        elif signatures:
            yield one_mark(view, opinion, signatures, "鉴定人签名", about)
        else:
            yield unclear(f"{view.title(opinion)}没有读到鉴定人签名的位置", opinion.span(), about=about)
    paper = next(iter(view.documents("expert_qualification")), None)
    attached = mentions(view, r"(?:资格|资质|执业|许可)证(?:书|号|复印件)?", "expert_opinion")
    if paper is not None or attached is not None:
        span = paper.span() if paper is not None else attached
        assert span is not None
        yield satisfied("附有鉴定机构或者鉴定人资质证明", span, about="资质证明")
        return
    absence = gone(view, "expert_qualification")
    words = "有鉴定意见，卷内没有鉴定机构和鉴定人的资质证明"
    yield one_violation(
        absence.held, words, opinions[0].span(), about="资质证明", confidence=0.8, looked_for=absence.looked_for
    )

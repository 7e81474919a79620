"""Telling the parties: of an expert opinion, and that the case goes to the procuratorate (RIG005, RIG006)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.measures import concerns, titled
from reviewer.checks.relations.signing import key, merged, refusal
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import MarkKind, Presence
from reviewer.core.finding import Verdict

_OPINION_TOLD = re.compile(
    r"(?:鉴定(?:意见|结论|结果|书)|价格认定|认定结论|检验报告|伤情)[^。?]{0,30}(?:通知你|告知你|告诉你|向你宣|给你看|送达|宣读|出示|交给你|通知书|有(?:没有|无|什么)(?:意见|异议))|"
    r"(?:通知|告知|宣读|送达|告诉)[^。?]{0,16}鉴定(?:意见|结论|结果)"
)
_TRANSFER_TOLD = re.compile(
    r"(?:告知|通知)[^。?]{0,20}移送[^。?]{0,8}起诉|移送[^。?]{0,8}起诉[^。?]{0,20}(?:告知|通知)"
)
_NO_VICTIM = re.compile(r"危险驾驶|贩卖毒品|非法持有|容留他人吸毒|赌博|开设赌场|走私|妨害公务|偷越国|非法经营|醉驾")
_DEAD = re.compile(r"死者|尸体|被害人[^。]{0,6}死亡|致人死亡")
_SIDES = (("subject", "served_at", "犯罪嫌疑人"), ("victim", "victim_served_at", "被害人"))


class Receipt(NamedTuple):
    """Whether one side has received notices: seen, certainly blank, or not to be told."""

    seen: Span | None
    blank: Span | None


def _receipt(view: CaseView, notices: Sequence[Document], role: str, field: str) -> Receipt:
    blank = None
    for notice in notices:
        names = view.presence(notice, MarkKind.SIGNATURE, role)
        prints = view.presence(notice, MarkKind.FINGERPRINT, role)
        if notice.value(field) or Presence.PRESENT in (names, prints):
            return Receipt(notice.span(field), None)
        unsure = Presence.UNKNOWN in (names, prints)
        empty = view.blank(notice, field) or merged(view.marks(notice, MarkKind.SIGNATURE, role)) is Presence.ABSENT
        if empty and not unsure and notice.read and refusal(view, notice) is None:
            blank = blank or notice.span(field)
    return Receipt(None, blank)


def _told_in_record(view: CaseView, *, suspect: bool) -> Span | None:
    kinds = ("interrogation_record",) if suspect else ("interview_record", "case_receiving_record")
    found = (view.says(one, _OPINION_TOLD.pattern) for one in view.documents(*kinds))
    return next((span for span in found if span is not None), None)


def has_victim(view: CaseView) -> bool:
    """Whether the case has a living victim who must be told."""
    papers = view.documents("filing_decision", "case_acceptance_form", "prosecution_opinion", "detention_warrant")
    charge = "".join(str(one.value("charge") or "") for one in papers) or "".join(
        view.text(p).text[:200] for p in papers[:2]
    )
    if _NO_VICTIM.search(charge):
        return False
    known = any("victim" in person.roles for person in view.case.persons)
    return known or bool(view.documents("rights_notice_victim")) or any(titled(one, "被害人") for one in
                                                                       view.documents("interview_record"))  # fmt: skip


def _groups(view: CaseView) -> list[list[Document]]:
    """The notices, those of one opinion together: two sides often have a notice each."""
    groups: dict[str, list[Document]] = {}
    notices = view.documents("expert_opinion_notice")
    for notice in notices:
        text = "".join(str(notice.value("opinion") or notice.value("subject") or "").split())
        groups.setdefault(text[:24] if len(view.documents("expert_opinion")) > 1 else "", []).append(notice)
    return list(groups.values())


def expert_opinion_told(view: CaseView, card: Card) -> Iterator[Verdict]:
    """RIG005: the suspect and the victim are told of an expert opinion used as evidence, before the transfer."""
    opinions = [one for one in view.documents(*card.setting("types")) if not titled(one, "尿液", "现场检测")]
    groups = _groups(view)
    for notices in groups:
        yield from _sides(view, notices)
    if not groups and opinions:
        yield from _no_notice(view, opinions)
    if not groups and not opinions:
        yield not_applicable("没有鉴定意见")


def _sides(view: CaseView, notices: Sequence[Document]) -> Iterator[Verdict]:
    receipts = {role: _receipt(view, notices, role, field) for role, field, _ in _SIDES}
    for role, field, word in _SIDES:
        about = key(view, notices[0], word)
        if role == "victim" and not has_victim(view):
            continue
        seen, blank = receipts[role]
        other = any(receipts[one].seen for one in receipts if one != role)
        told = None if seen else _told_in_record(view, suspect=role == "subject")
        if seen or told:
            yield from _before_transfer(view, notices, field, word, seen or told or notices[0].span())
        elif blank is None or (role == "victim" and _family(view, notices)):
            yield unclear(f"鉴定意见是否告知{word}，从通知书上无法判断", notices[0].span(), about=about)
        elif other or _transferred(view):
            yield violated(f"{view.title(notices[0])}没有{word}签收，鉴定意见未告知{word}", blank, about=about,
                           looked_for=("已查其他鉴定意见通知书和各笔录中有无告知",))  # fmt: skip
        else:
            yield unclear(f"鉴定意见尚未由{word}签收，案件仍在侦查中", blank, about=about)


def _family(view: CaseView, notices: Sequence[Document]) -> bool:
    return any(view.says(one, _DEAD.pattern) for one in (*notices, *view.documents("expert_opinion")))


def _transferred(view: CaseView) -> bool:
    return bool(view.documents("prosecution_opinion", "arrest_request"))


def _before_transfer(
    view: CaseView, notices: Sequence[Document], field: str, word: str, span: Span
) -> Iterator[Verdict]:
    about = key(view, notices[0], word)
    served = [moment for one in notices if (moment := view.moment(one, field))]
    sent = [moment for one in view.documents("prosecution_opinion") if (moment := view.moment(one, "issued_at"))]
    if served and sent and min(served).earliest > max(sent).latest:
        text = f"鉴定意见{min(served)}才告知{word}，案件已于{max(sent)}移送审查起诉"
        yield violated(text, span, about=about)
    else:
        yield satisfied(f"鉴定意见已告知{word}", span, about=about)


def _no_notice(view: CaseView, opinions: Sequence[Document]) -> Iterator[Verdict]:
    absence = view.missing("expert_opinion_notice")
    told = {True: _told_in_record(view, suspect=True), False: _told_in_record(view, suspect=False)}
    wanted = [(True, "犯罪嫌疑人"), *([(False, "被害人")] if has_victim(view) else [])]
    lacking = [word for side, word in wanted if told[side] is None]
    about = "鉴定意见|" + "、".join(lacking)
    spans = [one.span() for one in opinions]
    if not lacking:
        yield satisfied("鉴定意见已在笔录中告知", *[span for span in told.values() if span], about=about)
    elif absence.held:
        yield unclear(absence.held, *spans, about=about)
    elif not _transferred(view) or all(titled(one, "价格认") for one in opinions):
        yield unclear(
            f"没有向{'、'.join(lacking)}告知鉴定意见的材料，案件尚未移送或者不属鉴定意见", *spans, about=about
        )
    else:
        yield violated(f"有鉴定意见，没有告知{'、'.join(lacking)}的通知书或者记录", *spans, about=about,
                       looked_for=absence.looked_for)  # fmt: skip


def transfer_told(view: CaseView, card: Card) -> Iterator[Verdict]:
    """RIG006: at the transfer the suspect and the lawyer, where there is one, are told."""
    opinions = view.documents(*card.setting("types"))
    if not opinions:
        yield not_applicable("案件尚未移送审查起诉")
        return
    notices = view.documents("transfer_notice_to_parties")
    absence = view.missing("transfer_notice_to_parties")
    for suspect in view.suspects or ("",):
        own = [one for one in notices if concerns(view, one, suspect or None)]
        about = f"{suspect}|移送告知"
        noted = _noted(view)
        if own:
            yield from _transfer_receipt(view, own, suspect, about)
        elif noted is not None:
            yield satisfied(f"移送审查起诉已告知{suspect}", noted, about=about)
        elif absence.held:
            yield unclear(absence.held, opinions[0].span(), about=about)
        else:
            yield violated(f"案件移送审查起诉，没有告知犯罪嫌疑人{suspect}的材料", opinions[0].span(), about=about,
                           looked_for=absence.looked_for)  # fmt: skip
    if opinions[0].value("lawyer") and notices and not any(view.says(one, "律师|辩护人") for one in notices):
        yield unclear(
            "起诉意见书写明有辩护律师，移送告知律师的材料未见", opinions[0].span("lawyer"), about="律师|移送告知"
        )


def _noted(view: CaseView) -> Span | None:
    """Where a record or statement notes that the transfer was told."""
    papers = view.documents("interrogation_record", "work_explanation")
    return next((span for one in papers if (span := view.says(one, _TRANSFER_TOLD.pattern)) is not None), None)


def _transfer_receipt(view: CaseView, notices: Sequence[Document], suspect: str, about: str) -> Iterator[Verdict]:
    receipt = _receipt(view, notices, "subject", "served_at")
    if receipt.seen is not None:
        yield satisfied(f"移送审查起诉已告知{suspect}", receipt.seen, about=about)
    elif receipt.blank is not None:
        yield violated(f"移送起诉告知书没有{suspect}签收", receipt.blank, about=about)
    else:
        yield unclear(f"移送起诉告知书是否由{suspect}签收无法判断", notices[0].span(), about=about)

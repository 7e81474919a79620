"""Signatures, fingerprints and seals on papers other than records of questioning (SIG004, SIG008–SIG013, SIG015)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from reviewer.checks.cards import Card
from reviewer.checks.relations.measures import concerns, titled
from reviewer.checks.relations.signing import (
    ONE_EXPERT,
    RECORDED,
    REFUSAL,
    Missing,
    doubtful,
    expert_short,
    key,
    merged,
    no_print,
    no_seal,
    refusal,
    signers,
    surest,
    unsigned,
    witness_names,
)
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Origin, Span
from reviewer.core.facts import MarkKind, Presence
from reviewer.core.finding import Severity, Verdict

_REASON = re.compile(r"因|理由|原因|由于|称|表示|认为|不识字|不会写|受伤|情绪|在逃|不在|不明|无法确定|录像")
_ORAL = re.compile(r"口头传唤")
_AT_LARGE = re.compile(r"在逃|网上追逃|通缉|未能抓获|尚未归案|未到案")
_NOT_OPINION = ("价格认定", "价格认证", "事故认定", "专门性问题", "事故调查")
_E_SEAL = re.compile(r"电子(?:签章|印章|签名)|验证码|查询码|扫描?二维码|防伪码")
_NO_WITNESS = re.compile(r"(?:无|没有|未能?|无法)(?:邀请|找到|请到|由)?[^。]{0,10}见证人|见证人(?:无|拒绝)")
_OFFICER_LABELS = re.compile(r"(?:侦查人?员|办案民警|办案人员?|勘验人员?|检查人|提取人|检查民警)(?:签名)?[:(]")
_ROLE_WORDS = {
    "officer": "侦查人员", "recorder": "记录人", "witness": "见证人", "subject": "本人", "holder": "持有人",
    "identifier": "辨认人", "expert": "鉴定人", "receiver": "领取人", "guarantor": "保证人", "reporter": "提交人",
}  # fmt: skip


def _papers(view: CaseView, card: Card) -> list[Document]:
    return view.documents(*card.setting("types"))


def _verdict(
    view: CaseView,
    document: Document,
    faults: Sequence[tuple[str, Span]],
    *,
    roles: Sequence[str],
    good: str,
    severity: Severity | None = None,
    confidence: float = 0.9,
) -> Verdict:
    """One answer for one paper: its faults together, else what cannot be told, else what is right."""
    about, title = key(view, document), view.title(document)
    if faults:
        spans = dict.fromkeys(span for _, span in faults)
        words = "、".join(dict.fromkeys(word for word, _ in faults))
        return violated(f"{title}缺少{words}", *spans, about=about, severity=severity, confidence=confidence)
    if not document.read:
        return unclear(f"{title}有页面未能读取", document.span(), about=about)
    if (doubt := doubtful(document, *roles)) is not None:
        return unclear(f"{title}的签名无法判断：{doubt.why or '图像不清'}", doubt.span, about=about)
    if not any(mark.who in roles for mark in document.marks):
        return not_applicable(f"{title}没有可供判断的签名处")
    return satisfied(f"{title}{good}", document.span(), about=about)


def _empty(view: CaseView, document: Document, roles: Sequence[str]) -> list[Missing]:
    return [Missing(role, mark) for role in roles if (mark := unsigned(view, document, role)) is not None]


def _faults(missing: Sequence[Missing]) -> list[tuple[str, Span]]:
    return [(f"{_ROLE_WORDS.get(one.role, '')}签名", one.mark.span) for one in missing]


def refusal_noted(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG004: where a private person has not signed, an officer's note says so and why.

    Papers that another rule speaks about (records, warrants, search, seizure, identification) are left to it.
    """
    roles = ("subject", "holder", "identifier", "receiver", "reporter")
    found = False
    for document in _papers(view, card):
        found = True
        note = view.text(document).first(REFUSAL)
        if note is None:
            missing = _empty(view, document, roles)
            yield _verdict(view, document, _faults(missing), roles=roles, good="有本人签名",
                           confidence=surest(one.mark for one in missing))  # fmt: skip
            continue
        around = view.text(document).text[max(note[0].start() - 50, 0) : note[0].end() + 60]
        about = key(view, document, "拒签")
        if _REASON.search(around) or view.says(document, RECORDED.pattern):
            yield satisfied(f"{view.title(document)}已注明未签名的情况和原因", note[1], about=about)
        else:
            yield violated(f"{view.title(document)}注明未签名，但没有写明原因", note[1], about=about,
                           severity=Severity.NOTICE, confidence=0.6)  # fmt: skip
    if not found:
        yield not_applicable("没有需要判断的文书")


def summons(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG008: the person fills in arrival and end on the summons, signs and prints; an oral summons is in a record."""
    papers = _papers(view, card)
    for document in papers:
        if refusal(view, document) is not None:
            yield satisfied(f"{view.title(document)}已注明不能或者拒绝签名", document.span(), about=key(view, document))
            continue
        faults = _faults(_empty(view, document, ("subject",)))
        marks = [mark for mark in document.marks if mark.who == "subject"]
        if not faults and (mark := no_print(view, document, "subject")) is not None:
            faults.append(("本人指印", mark.span))
        faults += [(word, document.span(name)) for name, word in (("arrived_at", "到达时间"), ("left_at", "结束时间"))
                   if view.blank(document, name)]  # fmt: skip
        yield _verdict(view, document, faults, roles=("subject",), good="签名和时间齐全", confidence=surest(marks))
    oral = list(_oral_summons(view))
    yield from oral
    if not papers and not oral:
        yield not_applicable("没有传唤、拘传")


def _oral_summons(view: CaseView) -> Iterator[Verdict]:
    """The end of an oral summons must stand in one of its records; only a blank beside a filled arrival is certain."""
    by_person: dict[str, list[Document]] = {}
    for document in view.transcripts(kinds=("interrogation_record",)):
        if (person := view.person_of(document)) and view.says(document, _ORAL.pattern):
            by_person.setdefault(person, []).append(document)
    for person, documents in by_person.items():
        if any(one.value("left_at") for one in documents):
            yield satisfied(f"{person}：口头传唤的到案和离开时间已在笔录中注明", documents[0].span(), about=person)
        elif any(one.value("arrived_at") for one in documents) and all(view.blank(o, "left_at") for o in documents):
            yield violated(f"{person}：口头传唤的讯问笔录没有写传唤结束（离开）时间", documents[-1].span("left_at"),
                           about=f"{person}|口头传唤|离开", confidence=0.8)  # fmt: skip


def warrants(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG009: announcement signed and timed by the person, arrival noted by the detention centre, sealed."""
    documents = _papers(view, card)
    if not documents:
        yield not_applicable("没有拘留证、逮捕证")
    for document in documents:
        person = view.person_of(document)
        unexecuted = view.blank(document, "announced_at") and _at_large(view, person)
        if unexecuted or (not document.marks and "announced_at" not in document.fields):
            yield not_applicable("该证尚未执行，或者没有可供判断的栏目")
            continue
        faults = _announcement(view, document)
        nowhere = view.blank(document, "announced_at") and unsigned(view, document, "subject") is not None
        faults += _lodging(view, document, person)
        if (mark := no_seal(view, document, "bureau")) is not None:
            faults.append(("公安机关印章", mark.span))
        yield _verdict(
            view, document, faults, roles=("subject", "jailer", "bureau"), good="签捺、看守所注明和印章齐全",
            severity=Severity.UNLAWFUL if nowhere and refusal(view, document) is None else None,
            confidence=surest(mark for mark in document.marks if mark.presence is Presence.ABSENT),
        )  # fmt: skip


def _at_large(view: CaseView, person: str | None) -> bool:
    papers = view.documents("wanted_order", "work_explanation", "arrival_explanation", "prosecution_opinion")
    return any(one.type == "wanted_order" or view.says(one, _AT_LARGE.pattern) for one in papers
               if concerns(view, one, person))  # fmt: skip


def _announcement(view: CaseView, document: Document) -> list[tuple[str, Span]]:
    faults: list[tuple[str, Span]] = []
    if view.blank(document, "announced_at"):
        faults.append(("宣布时间", document.span("announced_at")))
    if refusal(view, document) is not None:
        return faults
    if (mark := unsigned(view, document, "subject")) is not None:
        return [*faults, ("本人签名、指印", mark.span)]
    names, prints = (view.marks(document, kind, "subject") for kind in (MarkKind.SIGNATURE, MarkKind.FINGERPRINT))
    if merged(names) is Presence.ABSENT:
        faults.append(("本人签名", names[0].span))
    if merged(prints) is Presence.ABSENT:
        faults.append(("本人指印", prints[0].span))
    return faults


def _lodging(view: CaseView, document: Document, person: str | None) -> list[tuple[str, Span]]:
    """The detention centre's note; on an arrest warrant it is not due where the person is already held."""
    if document.type == "arrest_warrant":
        held = any(one.value("lodged_at") for one in view.documents("detention_warrant", person=person))
        if held or view.says(document, r"(?:先行|已)(?:被)?(?:刑事)?拘留|已羁押|在押"):
            return []
    faults: list[tuple[str, Span]] = []
    if view.blank(document, "lodged_at"):
        faults.append(("看守所注明的收押时间", document.span("lodged_at")))
    jailer = view.marks(document, MarkKind.SIGNATURE, "jailer")
    seal = view.marks(document, MarkKind.SEAL, "jailer")
    if merged(jailer) is Presence.ABSENT and merged(seal) is not Presence.PRESENT:
        faults.append(("看守所签名", jailer[0].span))
    if merged(seal) is Presence.ABSENT:
        faults.append(("看守所印章", seal[0].span))
    return faults


def _officers_short(view: CaseView, document: Document) -> list[tuple[str, Span]]:
    """Officers who are named and did not sign: none at all, or one signature for two names."""
    if (mark := unsigned(view, document, "officer")) is not None:
        return [("侦查人员签名", mark.span)]
    value = document.value("officers")
    named = [str(one) for one in value] if isinstance(value, list) else []
    marks = [mark for mark in view.marks(document, MarkKind.SIGNATURE, "officer") if mark.presence is Presence.PRESENT]
    if len(named) < 2 or not marks or signers(view, document, "officer") >= 2:
        return []
    text = view.text(document).text
    tail = text[len(text) * 2 // 3 :]
    if len(marks) > 1 or len(_OFFICER_LABELS.findall(tail)) != 1 or document.pages[-1].origin is Origin.OCR:
        return []
    signed = [name for name in named if tail.count(name)]
    typed = bool(marks[0].name) and len(signed) == 1
    return [(f"{'、'.join(n for n in named if n not in signed)}的签名", marks[0].span)] if typed else []


def _witness_missing(view: CaseView, document: Document) -> list[tuple[str, Span]]:
    """A 见证人 who is named, or has only a place to sign, and did not sign; where none is named PER007 speaks."""
    mark = unsigned(view, document, "witness")
    form = view.form(document)
    only_signs = form is not None and form.field("witness") is None and not view.says(document, _NO_WITNESS.pattern)
    if mark is None or not (only_signs or witness_names(view, document)) or document.type == "seizure_list":
        return []
    return [("见证人签名", mark.span)]


def _signed_by(
    view: CaseView, card: Card, extra: Callable[[Document], list[tuple[str, Span]]], *roles: str
) -> Iterator[Verdict]:
    documents = _papers(view, card)
    if not documents:
        yield not_applicable("卷内没有该种文书")
    for document in documents:
        faults = _officers_short(view, document) + _witness_missing(view, document) + extra(document)
        sure = surest(mark for mark in document.marks if mark.presence is Presence.ABSENT)
        yield _verdict(view, document, faults, roles=("officer", "witness", *roles), good="签名齐全", confidence=sure)


def examination(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG010: scene and body examination records; a person whose body is examined signs, too."""

    def person(document: Document) -> list[tuple[str, Span]]:
        body = titled(document, "人身") or view.says(
            document, r"对[^。]{0,12}(?:的)?(?:人身|身体)(?:进行|体表)?[^。]{0,4}检查"
        )
        if document.type != "inspection_record" or not body or refusal(view, document) is not None:
            return []
        return _faults(_empty(view, document, ("subject",)))

    yield from _signed_by(view, card, person)


def search_and_seizure(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG011: officers, holder and 见证人 sign; at a search the person searched, the family or a 见证人 does."""

    def private(document: Document) -> list[tuple[str, Span]]:
        if refusal(view, document) is not None:
            return []
        if document.type == "search_record":
            there = merged(mark for mark in document.marks if mark.who in ("subject", "witness", "other", "family"))
            return _faults(_empty(view, document, ("subject",))) if there is Presence.ABSENT else []
        faults = _faults(_empty(view, document, ("holder",)))
        mark = unsigned(view, document, "witness") if document.type == "seizure_list" else None
        if mark is not None and not view.says(document, _NO_WITNESS.pattern) and _witnessed(view, document):
            faults.append(("见证人签名", mark.span))
        return faults

    yield from _signed_by(view, card, private, "holder", "subject")


def _witnessed(view: CaseView, listing: Document) -> bool:
    """Whether a seizure record names a 见证人 or notes none, so that the list's empty place tells something."""
    records = [one for one in view.documents("seizure_record") if abs(one.first_page - listing.first_page) <= 6]
    return not any(witness_names(view, one) == () or view.says(one, _NO_WITNESS.pattern) for one in records)


def identification(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG012: hosting officers, identifier and 见证人; unlawful where the result rests on nobody's hand."""
    documents = _papers(view, card)
    if not documents:
        yield not_applicable("卷内没有辨认笔录")
    for document in documents:
        note = refusal(view, document)
        identifier = [] if note else _faults(_empty(view, document, ("identifier",)))
        sheet = document.type == "identification_photo_sheet"
        faults = (
            identifier if sheet else identifier + _officers_short(view, document) + _witness_missing(view, document)
        )
        severity = None
        if sheet:
            severity = Severity.NOTICE
        elif identifier and not view.says(document, RECORDED.pattern):
            severity = Severity.UNLAWFUL
        sure = surest(mark for mark in document.marks if mark.presence is Presence.ABSENT)
        yield _verdict(view, document, faults, roles=("officer", "witness", "identifier"), good="签名齐全",
                       severity=severity, confidence=sure)  # fmt: skip


def expert_opinion(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG013: the experts' signatures and the body's seal; price findings and accident reports only as a notice."""
    documents = _papers(view, card)
    if not documents:
        yield not_applicable("卷内没有鉴定意见")
    for document in documents:
        device = view.says(document, _E_SEAL.pattern)
        faults = _faults(_empty(view, document, ("expert",)))
        empty, certain = expert_short(view, document)
        if empty is not None and certain:
            faults.append(("部分鉴定人签名", empty.span))
        if (mark := no_seal(view, document, "expert_body", "bureau")) is not None:
            faults.append(("鉴定机构印章", mark.span))
        if faults and device is not None:
            yield unclear(
                f"{view.title(document)}使用电子签章，纸面缺少的签章无法判断", device, about=key(view, document)
            )
            continue
        if empty is not None and not faults:
            yield unclear(f"{view.title(document)}{ONE_EXPERT}", empty.span, about=key(view, document))
            continue
        severity = Severity.NOTICE if titled(document, *_NOT_OPINION) else None
        sure = surest(mark for mark in document.marks if mark.presence is Presence.ABSENT)
        yield _verdict(view, document, faults, roles=("expert", "expert_body"), good="鉴定人签名、机构盖章齐全",
                       severity=severity, confidence=sure)  # fmt: skip


def statements(view: CaseView, card: Card) -> Iterator[Verdict]:
    """SIG015: accounts of arrest and explanatory statements bear officers' signatures and the unit's seal."""
    documents = _papers(view, card)
    if not documents:
        yield not_applicable("卷内没有到案经过、情况说明")
    for document in documents:
        faults = _faults(_empty(view, document, ("officer",)))
        if (mark := no_seal(view, document, "bureau")) is not None:
            faults.append(("单位印章", mark.span))
        sure = surest(mark for mark in document.marks if mark.presence is Presence.ABSENT)
        yield _verdict(
            view, document, faults, roles=("officer", "bureau"), good="有民警签名和单位印章", confidence=sure
        )

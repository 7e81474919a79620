"""Who has signed a paper, who has not, and what is written instead: shared by the rules on signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import Mark, MarkKind, Presence
from reviewer.reading.text import Matching

# An officer's note that the person would not or could not sign.
REFUSAL = re.compile(
    r"(?:拒绝|拒不|不愿意?|不肯|不同意|无法|不能|不会写|不便)(?:在[^。?]{0,14}?)?(?:签名|签字|签收|捺|按手?指?印|书写)|拒签|拒捺|"
    r"代为?签|不会写字|持有人(?:不明|不在|无法确定|在逃)|无法确定持有人"
)
_SPILLED = 12  # characters besides the others' lines: names, a page number
ELECTRONIC = re.compile(r"电子(?:签名|签字|签捺|指纹|捺印|指印|签章)|签捺设备|(?:手写|签字|签名)(?:屏|板)|数字指纹")
RECORDED = re.compile(r"录音录像|录音、录像|录像|执法记录仪|同录")
_NAME = r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{2,8})?"
_WHOLE_NAME = r"[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff])(?:·[\u4e00-\u9fff]{2,8})?"
_WITNESS_NAMED = re.compile(
    rf"见证人(?:姓名)?[:(]?(?!签|:|姓|性|名|住|有|无|在|的|到|是|均|及|和|身|联|见|对|为|未|不|没|因|由|也|都){_NAME}"
)
_OTHERS_LINE = re.compile(
    r"(?:[讯询盘]问|侦查|办案|记录|笔录|翻译|手语|民警|监护|法定代理|合适成年|见证|律师|辩护|到场|在场|工作单位)"
    r"[^:。?]{0,14}(?::|$)|第.{1,4}页|共.{1,4}页|[\d/\-.年月日:]+$|.{0,4}[讯询]问笔录"
)
_DATES = re.compile(r"\d{4}[-.年/]\d{1,2}[-.月/]\d{1,2}日?|二.{3}年.{1,3}月.{1,3}日")
_END = re.compile(r"看过|看了|看完|阅读|核对|宣读|读给|念给|听过|相符|一样|一致|无误|属实")
_BESIDE = frozenset({"guardian", "family", "interpreter", "lawyer", "guarantor"})
_BARE_LABEL = re.compile(r"鉴定人(?:签名|签字)?[:：]?")
ONE_EXPERT = "有空着的鉴定人签名处，是否只有一名鉴定人无法判断"
_NO_NAME = ("", "无", "/", "—", "-", "\\", "空", "无。")


class Missing(NamedTuple):
    """A place where somebody should have signed and did not; ``mark`` is what was found there."""

    role: str
    mark: Mark


def key(view: CaseView, document: Document, *more: object) -> str:
    """What a paper is, as facts: kind, number or person, and when."""
    start = view.start(document)
    named = document.value("doc_no") or view.person_of(document) or ""
    when = start if start is not None else view.ordinal(document)
    return "|".join(map(str, (document.type, named, when, *more)))


def refusal(view: CaseView, document: Document) -> Span | None:
    """Where the paper notes that somebody would not or could not sign."""
    found = view.text(document).first(REFUSAL)
    return found[1] if found else None


def merged(marks: Iterable[Mark]) -> Presence | None:
    """Whether any of some marks is there; ``None`` where there was no place for one."""
    found = {mark.presence for mark in marks}
    return next((one for one in (Presence.PRESENT, Presence.UNKNOWN, Presence.ABSENT) if one in found), None)


def unsigned(view: CaseView, document: Document, *roles: str) -> Mark | None:
    """The empty place of a role that left neither name nor fingerprint; ``None`` also where that is not certain."""
    names = view.marks(document, MarkKind.SIGNATURE, *roles)
    prints = view.marks(document, MarkKind.FINGERPRINT, *roles)
    if merged(names) is not Presence.ABSENT or merged(prints) in (Presence.PRESENT, Presence.UNKNOWN):
        return None
    return names[0]


def expert_short(view: CaseView, document: Document) -> tuple[Mark | None, bool]:
    """The empty place of an expert where another has signed, and whether it is certain that there are two experts.

    A form may be printed with two bare labels and have one expert; a row with a title is that of a person.
    """
    names = view.marks(document, MarkKind.SIGNATURE, "expert")
    empty = [mark for mark in names if mark.presence is Presence.ABSENT]
    if merged(names) is not Presence.PRESENT or not empty:
        return None, False
    return empty[0], not all(_BARE_LABEL.fullmatch(mark.label) for mark in names)


def no_print(view: CaseView, document: Document, *roles: str) -> Mark | None:
    """The place of a fingerprint that is certainly missing."""
    prints = view.marks(document, MarkKind.FINGERPRINT, *roles)
    return prints[0] if merged(prints) is Presence.ABSENT else None


def no_seal(view: CaseView, document: Document, *roles: str) -> Mark | None:
    """The place of a seal that is certainly missing."""
    seals = view.marks(document, MarkKind.SEAL, *roles)
    return seals[0] if merged(seals) is Presence.ABSENT else None


def doubtful(document: Document, *roles: str) -> Mark | None:
    """A place to sign, print or seal of which it cannot be told whether anything is there."""
    kinds: dict[tuple[str, MarkKind], list[Mark]] = {}
    for mark in document.marks:
        if mark.who in roles:
            kinds.setdefault((mark.who, mark.kind), []).append(mark)
    unknown = (marks for marks in kinds.values() if merged(marks) is Presence.UNKNOWN)
    return next((mark for marks in unknown for mark in marks if mark.presence is Presence.UNKNOWN), None)


def other_hand(view: CaseView, document: Document, *roles: str) -> Mark | None:
    """A signature that can be read and is that of another person of the case than of the one whom the paper is about.

    A name that differs in one character may be misread, and what is not the name of a person of the case may be no
    name at all: neither says anything. Guardians and interpreters sign beside the person.
    """
    expected = view.person_of(document)
    for mark in view.marks(document, MarkKind.SIGNATURE, *roles):
        name = mark.name or ""
        if mark.presence is not Presence.PRESENT or not expected or "、" in name or view.same_person(name, expected):
            continue
        alike = sum(one == other for one, other in zip(name, expected, strict=False))
        person = view.person(name)
        if person is not None and alike == 0 and person.name == name and not person.roles & _BESIDE:
            return mark
    return None


def signers(view: CaseView, document: Document, *roles: str) -> int:
    """How many signatures of these roles were seen at the place where they stand together."""
    marks = view.marks(document, MarkKind.SIGNATURE, *roles)
    return max((mark.count for mark in marks if mark.presence is Presence.PRESENT), default=0)


def witness_names(view: CaseView, document: Document) -> Sequence[str] | None:
    """The 见证人 whom a paper names: none where the place is blank, ``None`` where it cannot be told."""
    value = document.value("witness")
    values = value if isinstance(value, list) else [value] if value is not None else []
    words = [str(one).strip() for one in values]
    names = [match[0] for word in words if word not in _NO_NAME and (match := re.match(_WHOLE_NAME, word))]
    if names:
        return names
    if values or view.blank(document, "witness"):
        return ()
    found = view.text(document).first(_WITNESS_NAMED)
    return (found[0][0][-3:],) if found else None


def only_signatures(view: CaseView, document: Document, number: int) -> bool:
    """Whether a page bears no word of the record: the end has run over, and only the others' signatures stand there.

    The sentence that closes the record must stand on an earlier page; what is left to sign is not the speaker's.
    """
    page = next((one for one in document.pages if one.number == number), None)
    if page is None or number == document.first_page or not page.read or not page.lines:
        return False
    lines = [Matching.of(line.text).text for line in page.lines]
    if any(re.match("[问答]:", line) for line in lines):
        return False
    said = (_DATES.sub("", line) for line in lines if not _OTHERS_LINE.match(line))
    if sum(map(len, said)) > _SPILLED:
        return False
    return any(span.page < number for _, span in view.text(document).find(_END))


def surest(marks: Iterable[Mark]) -> float:
    """How sure a finding can be that rests on these marks."""
    return round(min((mark.probability for mark in marks), default=0.9), 2)

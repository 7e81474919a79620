"""Who carried out an act: how many officers, at how many places, and the 见证人 (PER001–007, PER015)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.signing import RECORDED, key, merged, signers, witness_names
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import MarkKind, Moment, Presence
from reviewer.core.finding import Severity, Verdict
from reviewer.extraction.personal_names import surname_of

_NAME = r"[\u4e00-\u9fff]{2,4}?"
_IN_BODY = re.compile(
    rf"(?:民警(?!察)|侦查人?员|警察(?!证))({_NAME})[、和,]({_NAME})(?=[(,。、;]|出示|依法|向|对|到|在|持|于|将|会同|进行)"
)
_NO_NAME = re.compile(r"姓名|单位|职务|签名|警号|证件|证号|工作|见证|记录|地点|时间|我们|他们")
_AUXILIARY = re.compile(r"辅警|协警|协勤|文职|警务辅助|实习(?:民警|学员|生|警员)")
_ABSENT_WITNESS = re.compile(
    r"(?:无|没有|未|未能|无法)(?:能)?(?:邀请|找到|请到|由)?[^。]{0,10}见证人|见证人[:]?(?:无|/|空缺)(?![\u4e00-\u9fff])"
)
_WITNESS_REASON = re.compile(r"因|由于|客观|深夜|凌晨|偏僻|无人|荒|情况紧急|不愿|拒绝")
_ROOM = re.compile(
    r"(?:室|间|房)[A-Za-z]?\d+|\d+号?(?:室|房|间)|[一二三四五六七八九十]号?(?:询问|讯问)?室|(?:询问|讯问)[一二三四五六七八九十]室"
)
_STAFF = re.compile(
    r"辅警|协警|协勤|警务辅助|(?:公安局|公安分局|派出所|大队|支队)[^,。;]{0,14}(?:民警|职工|工作人员|保安|司机|保洁|食堂|员工|文职|雇员)"
)
_WITNESS_END = r"(?=其他|事由|过程|对象|目的|当事人|侦查人|记录人|见证人|持有人|[。;)]|$)"
_KIN = r"(?:妻子|丈夫|父亲|母亲|儿子|女儿|哥哥|弟弟|姐姐|妹妹|亲属|家属|爱人)"
_SEPARATE = re.compile(r"对质")
_JOINT = frozenset(
    {"search_record", "seizure_record", "scene_examination_record", "inspection_record", "electronic_extraction_record"}
)


def names_in(document: Document, *fields: str) -> list[str]:
    """The names that stand in some fields, each once."""
    found: dict[str, None] = {}
    for field in fields:
        value = document.value(field)
        for one in value if isinstance(value, list) else [value]:
            for part in re.split(r"[、,，]", str(one)) if one else []:
                found[part.strip()] = None
    return [name for name in found if name]


def officers_of(view: CaseView, document: Document) -> list[str]:
    """The officers whom a paper names: in its head, as recorder, and in the first words of a record."""
    found = dict.fromkeys(names_in(document, "officers", "recorder"))
    for match, _ in view.text(document).find(_IN_BODY):
        found.update(dict.fromkeys(name for name in match.groups() if surname_of(name) and not _NO_NAME.search(name)))
    return list(found)


class Staffing(NamedTuple):
    """How many officers took part: named ones, signatures, and whether that is all that can be known."""

    named: list[str]
    signed: int
    certain: bool

    @property
    def total(self) -> int:
        return max(len(self.named), self.signed)


def staffing(view: CaseView, document: Document) -> Staffing:
    """Count the officers of an act as the union of those named and those who signed."""
    named = officers_of(view, document)
    marks = view.marks(document, MarkKind.SIGNATURE, "officer")
    signed = signers(view, document, "officer")
    head = "officers" in document.fields and bool(document.value("officers"))
    known = "recorder" in document.fields or (bool(marks) and merged(marks) is not Presence.UNKNOWN)
    needs_recorder = document.type in ("interrogation_record", "interview_record", "case_receiving_record")
    certain = document.read and head and (known or (not marks and not needs_recorder))
    if merged(marks) is Presence.UNKNOWN and not needs_recorder:
        certain = False
    return Staffing(named, signed, certain)


def _criminal_stage(view: CaseView, document: Document) -> bool:
    """Whether an act belongs to the criminal procedure: acts of an administrative beginning are left out."""
    start, filed = view.start(document), view.filed_at
    before = start is not None and filed is not None and start.latest < filed.earliest
    return not (before and bool(view.documents("administrative_filing_form", "case_type_conversion_report")))


def _counted(view: CaseView, card: Card, severities: Mapping[str, Severity], what: str) -> Iterator[Verdict]:
    documents = [one for one in view.documents(*card.setting("types")) if _criminal_stage(view, one)]
    if not documents:
        yield not_applicable("卷内没有该种文书")
    for document in documents:
        staff = staffing(view, document)
        about, title = key(view, document), view.title(document)
        if staff.total >= 2:
            yield satisfied(f"{title}{what}不少于二人", document.span("officers"), about=about)
        elif staff.certain:
            who = "、".join(staff.named)
            yield violated(f"{title}只有一名侦查人员（{who}）", document.span("officers"), about=about,
                           severity=severities.get(document.type))  # fmt: skip
        else:
            yield unclear(f"{title}的侦查人员人数无法确定", document.span("officers"), about=about)


def interrogators(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER001: two investigators at an interrogation, by all who are named and who signed."""
    yield from _counted(view, card, {}, "讯问人员")


def acting_officers(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER003: two officers at a search, seizure, identification (unlawful), scene work or arrest (defect)."""
    serious = dict.fromkeys(("search_record", "seizure_record", "identification_record"), Severity.UNLAWFUL)
    yield from _counted(view, card, serious, "侦查人员")


def interviewers(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER004: one officer at an interview is only brought up."""
    yield from _counted(view, card, {}, "询问人员")


def _unread(view: CaseView, card: Card) -> Verdict | None:
    """That one of the papers could not be read, so that nothing can be said of all of them."""
    found = next((one for one in view.documents(*card.setting("types")) if not one.read), None)
    return unclear(f"{view.title(found)}有页面未能读取", found.span()) if found else None


def _auxiliaries(view: CaseView) -> dict[str, Span]:
    """Names beside which the file writes that they are no police officers."""
    found: dict[str, Span] = {}
    names = {name for one in view.case.documents for name in names_in(one, "officers", "recorder")}
    for document in view.case.documents if names else ():
        text = view.text(document)
        for match, span in text.find(_AUXILIARY):
            before, after = (
                text.text[max(match.start() - 5, 0) : match.start()],
                text.text[match.end() : match.end() + 5],
            )
            for name in names:
                if after.startswith((name, ":" + name)) or re.search(re.escape(name) + r"[(,]?(?:系|为|是)?$", before):
                    found.setdefault(name, span)
    return found


def auxiliaries(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER002: auxiliaries, clerks and trainees are not counted as investigators and do not question."""
    helpers = _auxiliaries(view)
    if not helpers:
        yield _unread(view, card) or not_applicable("卷内没有写明为辅警、文职或者实习的取证人员")
        return
    for document in view.documents(*card.setting("types")):
        named = officers_of(view, document)
        inside = [name for name in named if name in helpers]
        if not inside:
            continue
        about, who = key(view, document, *inside), "、".join(inside)
        left = len(named) - len(inside)
        asks = [name for name in inside if name in names_in(document, "officers")]
        severity: Severity | None = Severity.NOTICE
        if document.type == "interrogation_record":
            severity = None if left < 2 else Severity.DEFECT if asks else Severity.NOTICE
        elif left < 1 or asks:
            severity = Severity.DEFECT
        text = f"{view.title(document)}中{who}系辅警等非侦查人员，另有侦查人员{left}名"
        spans = (document.span("officers"), *(helpers[name] for name in inside))
        yield violated(text, *spans, about=about, severity=severity)


class Shift(NamedTuple):
    """An act with exact times and its officers."""

    start: Moment
    end: Moment
    document: Document
    officers: frozenset[str]
    person: str | None


def _shifts(view: CaseView, kinds: Sequence[str]) -> list[Shift]:
    found = []
    for document in view.documents(*kinds):
        start, end = view.start(document), view.end(document)
        if (
            start
            and end
            and start.exact
            and end.exact
            and start < end
            and end.latest - start.earliest < timedelta(days=1)
        ):
            names = frozenset(names_in(document, "officers", "recorder", "commander"))
            found.append(Shift(start, end, document, names, view.person_of(document)))
    return sorted(found, key=lambda one: one.start)


def _overlapping(shifts: Sequence[Shift]) -> Iterator[tuple[Shift, Shift]]:
    for one, other in combinations(shifts, 2):
        joint = one.document.type in _JOINT and other.document.type in _JOINT
        same = one.person is not None and one.person == other.person
        if other.start < one.end and not joint and not same:
            yield one, other


def _surety(*documents: Document) -> float:
    times = [field for one in documents if (field := one.fields.get("time_range")) is not None]
    return round(min([0.9, *(field.confidence for field in times)]), 2)


def two_places(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER005: one officer in two acts with different people at the same time."""
    shifts = _shifts(view, card.setting("types"))
    if len(shifts) < 2:
        yield _unread(view, card) or not_applicable("卷内没有两份写明起止时间的笔录")
        return
    clean = True
    for one, other in _overlapping(shifts):
        shared = sorted(one.officers & other.officers)
        hidden = [shift for shift in (one, other) if not names_in(shift.document, "officers")]
        if not shared and not hidden:
            continue
        clean = False
        if not shared:
            title = view.title(hidden[0].document)
            yield unclear(f"{title}没有读到办案人员姓名，时间又与另一份笔录重叠", hidden[0].document.span())
            continue
        spans = (one.document.span("time_range"), other.document.span("time_range"))
        text = (
            f"{'、'.join(shared)}同时出现在{view.title(one.document)}（{one.start}至{one.end}）"
            f"和{view.title(other.document)}（{other.start}至{other.end}）"
        )
        about = f"{'、'.join(shared)}|{one.start}|{other.start}"
        yield violated(text, *spans, about=about, confidence=_surety(one.document, other.document))
    if clean:
        yield satisfied("各份笔录的办案人员时间没有重叠", shifts[0].document.span("time_range"))


def separately(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER015: one record for one person; two people in one numbered room at the same time is joint questioning."""
    clean = True
    documents = view.documents(*card.setting("types"))
    for document in documents:
        people = names_in(document, "subject_name")
        if len(people) >= 2 and not view.says(document, _SEPARATE.pattern):
            clean = False
            severity = Severity.DEFECT if document.type == "interrogation_record" else Severity.UNLAWFUL
            yield violated(f"{view.title(document)}的被问话人有{'、'.join(people)}，没有个别进行",
                           document.span("subject_name"), about=key(view, document), severity=severity)  # fmt: skip
    for one, other in _overlapping(_shifts(view, card.setting("types"))):
        room = "".join(str(one.document.value("place") or "").split())
        if one.officers & other.officers or not room or one.person is None or other.person is None:
            continue
        if room == "".join(str(other.document.value("place") or "").split()) and _ROOM.search(room):
            clean = False
            spans = (one.document.span("place"), other.document.span("place"))
            yield violated(f"{one.person}、{other.person}的笔录时间重叠而且在同一房间（{room}）", *spans,
                           about=f"{one.person}|{other.person}|{one.start}", severity=Severity.DEFECT,
                           confidence=_surety(one.document, other.document))  # fmt: skip
    if not documents:
        yield not_applicable("卷内没有讯问、询问笔录")
    elif unread := _unread(view, card):
        yield unread
    elif clean:
        yield satisfied("讯问、询问均个别进行", documents[0].span())


def witnesses(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER006: the 见证人 is adult, not of the police, and no party to the case or kin of one."""
    found = False
    for document in view.documents(*card.setting("types")):
        for name in witness_names(view, document) or ():
            found = True
            yield from _witness(view, document, name)
    if not found:
        yield not_applicable("没有写明姓名的见证人")


def _witness(view: CaseView, document: Document, name: str) -> Iterator[Verdict]:
    about = key(view, document, name)
    span = document.span("witness")
    text = view.text(document)
    near = text.first(rf"见证人[^。]{{0,10}}{re.escape(name)}[(,][^。;]{{0,70}}?{_WITNESS_END}")
    words = near[0][0] if near else ""
    person = view.person(name)
    roles = person.roles if person else frozenset()
    day = view.start(document)
    family = document.type == "search_record" and re.search(_KIN, words)
    if roles & {"officer", "recorder"} or (_STAFF.search(words)):
        yield violated(f"见证人{name}是公安机关人员", span, about=about, confidence=0.8)
    elif roles & {"suspect", "victim", "offender"} and document.type != "search_record":
        yield violated(f"见证人{name}是本案当事人", span, about=about, confidence=0.8)
    elif not family and re.search(rf"(?:嫌疑人|被害人|当事人)[^。,]{{0,6}}{_KIN}|系?其{_KIN}", words):
        yield violated(f"见证人{name}是当事人的近亲属", span, about=about, confidence=0.8)
    elif day is not None and (age := view.age(name, day.day)) is not None and age < 18:
        yield violated(f"见证人{name}当时只有{age}周岁", span, about=about, severity=Severity.NOTICE)
    elif document.read:
        yield satisfied(f"见证人{name}未见不得担任的情形", span, about=about)
    else:
        yield unclear(f"{view.title(document)}有页面未能读取", span, about=about)


def no_witness(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER007: where no 见证人 is named, the reason is noted and the whole act recorded."""
    found = False
    for document in view.documents(*card.setting("types")):
        note = view.text(document).first(_ABSENT_WITNESS)
        if (note is None and witness_names(view, document) != ()) or _accompanied(view, document):
            continue
        found = True
        about, title = key(view, document), view.title(document)
        span = note[1] if note else document.span("witness")
        text = view.text(document).text
        around = text[max(note[0].start() - 40, 0) : note[0].end() + 60] if note else ""
        lacks = [] if _WITNESS_REASON.search(around) else ["没有写明无见证人的客观原因"]
        lacks += [] if RECORDED.search(text) else ["没有全程录音录像的记载"]
        if not document.read:
            yield unclear(f"{title}有页面未能读取", span, about=about)
        elif lacks:
            yield violated(f"{title}没有见证人，{'，'.join(lacks)}", span, about=about)
        else:
            yield satisfied(f"{title}无见证人，已注明原因并全程录像", span, about=about)
    if not found:
        yield not_applicable("各项活动都写明了见证人，或者不能确定没有见证人")


def _accompanied(view: CaseView, document: Document) -> bool:
    """Whether somebody stood by after all: a signature as 见证人, or at a search the person or the family."""
    roles = ("witness", "subject", "family") if document.type == "search_record" else ("witness",)
    state = merged(view.marks(document, MarkKind.SIGNATURE, *roles))
    return state in (Presence.PRESENT, Presence.UNKNOWN)

"""Relations on what records of questioning say, and how: CON001-CON008, CON012, CNS009."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.area import Area, areas
from reviewer.checks.relations.gaps import Gaps
from reviewer.checks.relations.measures import concerns
from reviewer.checks.statements.verdicts import conflict_verdicts, copied_verdicts, recording_verdicts
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import TRANSCRIPTS, CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import Moment, Turn
from reviewer.core.finding import Severity, Verdict

_TEMPLATE_ACTS = frozenset({
    "rights_told", "duty_of_truth", "liability_told", "unrelated_refusal_told", "right_to_lawyer", "legal_aid_told",
    "leniency_told", "officers_identified", "appeal_rights_told", "complaint_rights", "closing_confirmed",
})  # fmt: skip
_HAN = re.compile(r"[一-鿿]")
_BIRTH = r"出生|生于|年\d{1,2}月\d{1,2}(?:日|号)?生|出生日期|岁"
_DEPUTY = r"人大代表|政协委员|代表委员|代表、委员|代表或(?:者)?委员|党代表"
_PRIORS = r"前科|处罚|处理过|判过|判刑|犯罪记录|违法犯罪|违法记录|劳教|劳动教养|拘留过|受过|坐过牢|案底|被公安|强制戒毒"
_PARTICULARS = {
    "曾用名、别名": r"曾用名|别名|绰号|外号|小名|化名|别的名字|没有其他名字",
    "户籍所在地": r"户籍|户口",
    "现住址": r"住址|现住|居住|住在|租住",
    "籍贯、出生地": r"籍贯|出生地|老家",
    "民族": r"[一-鿿]族",
    "职业、工作单位": r"职业|工作|单位|务农|打工|种田|种地|经营|无业|个体|学生|上班",
    "文化程度": r"文化|小学|初中|高中|中专|大专|本科|大学|文盲|读书|上学|毕业",
    "政治面貌": r"政治面貌|群众|党员|团员|民主党派",
    "家庭情况": r"家庭|妻子|老婆|丈夫|老公|父亲|母亲|爸|妈|儿子|女儿|子女|未婚|离异|家里",
    "社会经历": r"经历|简历|毕业后|读完|打工|从小|以前",
}
_MANY = 5
_MEALS = r"用餐|就餐|吃饭|吃了饭|盒饭|早餐|午餐|晚餐|饮食|进食|送餐|休息|睡觉|吃过|面包"
_ILLITERATE = (
    r"(?:我)?(?:不识字|不认(?:识)?字|不会(?:识|认)字|认不得字|没(?:有)?(?:读|念)过书|没(?:有)?上过学|看不懂(?:字|笔录)|看不懂中文|大字不识)"
    r"|(?<!不是)(?<!非)文盲|双目失明|盲人|看不见(?:字|东西)"
)
_READ_ALOUD = r"宣读|念给|念过|念了|读给|读过给|听过|听完"
_SELF_READ = (
    r"笔录[^。]{0,6}我?[^。听]{0,6}(?:看过|看完|看了|已看|阅读|阅过|核对)"
    r"|我[^。]{0,4}(?:看|阅)(?:过|完|了)(?:以上|上述|本)"
)
_TAIL = 260
# A date further away is not the date of the signature but some other date (a birth date) that was read as one.
_SIGNED_WITHIN = 60
_WRITTEN_END = re.compile(r"(?:至|到|[~—]|[\s分]-|:\d\d-)\s*\d")  # an end was written, though it was not read
_INTRODUCES = re.compile(r"我(?:的名字)?(?:叫|名叫|姓名是)([一-鿿]{2,4})(?=[,，。、;；男女]|$)")


class _Stay(NamedTuple):
    """A stretch of time in police hands outside the detention centre."""

    start: Moment
    end: Moment
    document: Document
    area: Area | None


def header_filled(view: CaseView, card: Card) -> Iterator[Verdict]:
    """CON001: time, place and persons of a record are filled in and agree with its signature date."""
    records = view.transcripts()
    if not records:
        yield not_applicable("没有笔录")
    seen: dict[tuple[str, str, object], Document] = {}
    for record in records:
        gaps = Gaps(card, f"{view.person_of(record) or ''}|{record.type}|{record.source}|{view.ordinal(record)}",
                    record.span("time_range"))  # fmt: skip
        _times(view, gaps, record)
        for name, words in (("place", "地点"), ("officers", "讯问、询问人"), ("recorder", "记录人")):
            if view.blank(record, name):
                gaps.add(f"{view.title(record)}的{words}空白", record.span(name))
        _ordinal(view, gaps, record, seen)
        yield gaps.verdict(f"{view.title(record)}首部时间、地点、人员齐全")


def _times(view: CaseView, gaps: Gaps, record: Document) -> None:
    title = view.title(record)
    if not view.found(record, "time_range"):
        gaps.doubt(f"{title}的起止时间没有读出")
        return
    value = record.value("time_range")
    parts = list(value) if isinstance(value, list | tuple) else [None, None]
    if value is None or all(part is None for part in parts):
        gaps.add(f"{title}的起止时间空白")
        return
    start, end = view.start(record), view.end(record)
    if parts[0] is None or parts[-1] is None or len(parts) < 2:
        if _WRITTEN_END.search(record.fields["time_range"].text):
            gaps.doubt(f"{title}的起止时间没有完整读出")
            return
        gaps.add(f"{title}的{'开始' if parts[0] is None else '结束'}时间空白")
        return
    if start is None or end is None:
        gaps.doubt(f"{title}的起止时间没有完整读出")
        return
    if start.exact and end.exact and end.earliest <= start.earliest:
        gaps.add(f"{title}的结束时间（{end}）不晚于开始时间（{start}）")
    signed = view.moment(record, "signed_at") or view.moment(record, "issued_at")
    days = {start.day, end.day}
    near = signed is not None and abs((signed.day - start.day).days) <= _SIGNED_WITHIN
    if signed is not None and near and signed.day not in days and start.day <= end.day:
        where = record.span("signed_at" if view.moment(record, "signed_at") else "issued_at")
        gaps.add(f"{title}的签名日期（{signed.day}）不是讯问、询问当日（{start.day}）", where, confidence=0.75)


def _ordinal(view: CaseView, gaps: Gaps, record: Document, seen: dict[tuple[str, str, object], Document]) -> None:
    person, ordinal = view.person_of(record), record.value("ordinal")
    if view.blank(record, "ordinal"):
        gaps.add(f"{view.title(record)}的次数空白", record.span("ordinal"), severity=Severity.NOTICE)
    if person is None or not isinstance(ordinal, int):
        return
    key = (person, record.type, ordinal)
    other = seen.setdefault(key, record)
    if other is not record and view.start(other) != view.start(record):
        gaps.add(
            f"{person}有两份第{ordinal}次笔录", other.span("ordinal"), record.span("ordinal"), severity=Severity.NOTICE
        )


def pace(view: CaseView, card: Card) -> Iterator[Verdict]:
    """CON002: how much was written in how much time."""
    found = False
    for record in view.transcripts():
        start, end = view.start(record), view.end(record)
        if not record.turns or start is None or end is None or not (start.exact and end.exact) or end <= start:
            continue
        found = True
        yield _pace(view, card, record, int((end.earliest - start.earliest).total_seconds() // 60))
    if not found:
        yield unclear("没有读出问答和起止时间的笔录") if view.transcripts() else not_applicable("没有笔录")


def _pace(view: CaseView, card: Card, record: Document, minutes: int) -> Verdict:
    body = "".join(turn.question + turn.answer for turn in record.turns if not turn.acts & _TEMPLATE_ACTS)
    written = len(_HAN.findall(body))
    speed = written / max(minutes, 1)
    about = f"{view.person_of(record) or ''}|{view.start(record)}"
    words = f"{view.title(record)}用时{minutes}分钟，正文{written}字，每分钟约{speed:.0f}字"
    if speed > int(card.setting("fast", 120)) or (minutes < 3 and written > 500):
        confidence = 0.9 if speed > int(card.setting("impossible", 220)) else 0.7
        return violated(f"{words}，快于正常记录速度", record.span("time_range"), about=about, confidence=confidence)
    if speed < int(card.setting("slow", 5)) and minutes > 180 and record.read:
        return violated(f"{words}，明显过少", record.span("time_range"), about=about, confidence=0.6)
    return satisfied(words, record.span("time_range"), about=about)


def particulars(view: CaseView, card: Card) -> Iterator[Verdict]:
    """CON003: the first questioning asks who the suspect is."""
    firsts: dict[str, Document] = {}
    for record in view.transcripts(kinds=("interrogation_record",)):
        firsts.setdefault(view.person_of(record) or record.id, record)
    if not firsts:
        yield not_applicable("没有讯问笔录")
    for person, record in firsts.items():
        yield _particulars(view, card, person, record)


def _particulars(view: CaseView, card: Card, person: str, record: Document) -> Verdict:
    gaps = Gaps(card, f"{person}|particulars", record.span("time_range"), person=person)
    ordinal = record.value("ordinal")
    if (isinstance(ordinal, int) and ordinal > 1) or not record.read or len(record.turns) < 3:
        return unclear(f"{person}：首次讯问笔录不在卷内或者没有完整读出", record.span(), about=gaps.about)
    asked = {"出生日期": _BIRTH, "是否人大代表、政协委员": _DEPUTY, "前科和处罚情况": _PRIORS}
    lacking = [name for name, pattern in asked.items() if not view.says(record, pattern)]
    if lacking:
        gaps.add(f"首次讯问没有问明{'、'.join(lacking)}", confidence=0.85)
    others = [name for name, pattern in _PARTICULARS.items() if not view.says(record, pattern)]
    if len(others) >= _MANY:
        gaps.add(f"首次讯问没有问明{'、'.join(others)}", severity=Severity.NOTICE, confidence=0.7)
    return gaps.verdict("首次讯问问明了身份情况")


def copied_within(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON004: answers that recur word for word in several records of one person."""
    yield from copied_verdicts(view.case, within_person=True)


def copied_between(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON005: answers that recur word for word in records of different people."""
    yield from copied_verdicts(view.case, within_person=False)
    for record in view.transcripts():
        if (verdict := _introduced_as(view, record)) is not None:
            yield verdict


def _introduced_as(view: CaseView, record: Document) -> Verdict | None:
    """A speaker who introduces himself by the name of another person of the case."""
    speaker = view.person_of(record)
    if speaker is None:
        return None
    speakers = {name for one in view.transcripts() for name in view.people(one)} | set(view.suspects)
    for turn in record.turns:
        match = _INTRODUCES.match("".join(turn.answer.split()))
        if match is None or view.same_person(speaker, match[1]) or match[1] not in speakers:
            continue
        words = f"{speaker}的笔录里自称“我叫{match[1]}”，留有他人姓名"
        span = turn.answer_span or record.span()
        return violated(words, span, record.span("subject_name"), about=f"{speaker}|{match[1]}", confidence=0.85)
    return None


def recording_agrees(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CON012: what a transcript of a recording says otherwise than the record."""
    for one in view.documents("audio_video_statement"):
        if not one.read:
            yield unclear("录音录像材料没有完整读出，不能与笔录比对", one.span(), about=one.id)
    yield from recording_verdicts(view.case)


def contradictions(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS009: statements that contradict each other and are not explained."""
    yield from conflict_verdicts(view.case)


def _stays(view: CaseView) -> dict[str, _Stay]:
    """The longest documented stay of each person."""
    found: dict[str, list[_Stay]] = {}
    for area in areas(view):
        start = area.first("入区")
        end = area.last("出区") or view.moment(area.document, "final_leave")
        if start and end and start.exact and end.exact and start < end:
            found.setdefault(area.person or "", []).append(_Stay(start, end, area.document, area))
    for paper in view.documents("summons_criminal", "compelled_appearance_warrant", "interrogation_record"):
        start, end = view.moment(paper, "arrived_at"), view.moment(paper, "left_at")
        if start and end and start.exact and end.exact and start < end:
            found.setdefault(view.person_of(paper) or "", []).append(_Stay(start, end, paper, None))
    return {
        person: max(stays, key=lambda one: (one.area is not None, one.end.earliest - one.start.earliest))
        for person, stays in found.items()
    }


def food_and_rest(view: CaseView, card: Card) -> Iterator[Verdict]:
    """CON006: meals and rest during a long stay, and the length of questioning."""
    stays = _stays(view)
    records = view.transcripts(kinds=("interrogation_record",))
    if not stays and not records:
        yield not_applicable("没有讯问和到案离开时间的材料")
        return
    for person, stay in stays.items():
        yield _fed(view, card, person, stay)
    people = dict.fromkeys(view.person_of(one) or "" for one in records)
    for person in people:
        yield _questioning(view, card, person, [one for one in records if (view.person_of(one) or "") == person])


def _fed(view: CaseView, card: Card, person: str, stay: _Stay) -> Verdict:
    hours = (stay.end.earliest - stay.start.earliest).total_seconds() / 3600
    gaps = Gaps(card, f"{person}|stay|{stay.start}", stay.document.span(), person=person or None)
    if hours > int(card.setting("meal_hours", 6)):
        papers = [
            one for one in view.documents("handling_area_form", *TRANSCRIPTS, "work_explanation", "arrival_explanation")
            if concerns(view, one, person or None)
        ]  # fmt: skip
        noted = any(view.turns(one, "meal_rest") or view.says(one, _MEALS) for one in papers)
        if not noted:
            words = f"{stay.start}到{stay.end}共{hours:.1f}小时，没有饮食、休息的记载"
            absence = view.missing("handling_area_form")
            if any(not one.read for one in papers):
                gaps.doubt(f"{words}：有材料没有完整读出")
            elif stay.area is None and absence.held:
                gaps.doubt(f"{words}：{absence.held}")
            else:
                gaps.add(words)
    if stay.area is not None and hours >= 24:
        longest = max((_length(step.start, step.end) for step in stay.area.of("休息")), default=timedelta())
        if longest < timedelta(hours=int(card.setting("rest_hours", 8))):
            words = f"在办案区连续停留{hours:.0f}小时，登记的最长一次休息{longest.total_seconds() / 3600:.1f}小时"
            gaps.add(words, severity=Severity.NOTICE, confidence=0.7)
    return gaps.verdict("停留期间的饮食、休息有记载")


def _length(start: Moment | None, end: Moment | None) -> timedelta:
    return end.earliest - start.earliest if start and end and end > start else timedelta()


def _questioning(view: CaseView, card: Card, person: str, records: list[Document]) -> Verdict:
    gaps = Gaps(card, f"{person}|questioning", records[0].span("time_range"), person=person or None)
    spans = [
        (start, end, one) for one in records
        if (start := view.start(one)) and (end := view.end(one)) and start.exact and end.exact and start < end
    ]  # fmt: skip
    if not spans:
        return unclear(f"{person}：讯问的起止时间没有读出", records[0].span(), about=gaps.about)
    for start, end, one in spans:
        length = end.earliest - start.earliest
        if length > timedelta(hours=int(card.setting("session_hours", 6))):
            gaps.add(f"{start}开始的讯问持续{_hours(length)}", one.span("time_range"), severity=Severity.NOTICE)
        night = _night(start, end)
        if night * 2 > length and night >= timedelta(hours=1):
            words = f"{start}至{end}的讯问大部分在二十二时至次日六时之间"
            gaps.add(words, one.span("time_range"), severity=Severity.NOTICE, confidence=0.7)
    for first, _, _ in spans:
        close = first.earliest + timedelta(hours=24)
        within = [(start, end) for start, end, _ in spans if first <= start and start.earliest < close]
        total = sum((min(end.earliest, close) - start.earliest for start, end in within), timedelta())
        if total > timedelta(hours=int(card.setting("total_hours", 12))):
            gaps.add(f"自{first}起二十四小时内讯问累计{_hours(total)}", severity=Severity.NOTICE)
            break
    return gaps.verdict("讯问时长正常")


def _hours(length: timedelta) -> str:
    return f"{length.total_seconds() / 3600:.1f}小时"


def _night(start: Moment, end: Moment) -> timedelta:
    """How much of a stretch lies between 22:00 and 06:00."""
    total = timedelta()
    day = start.earliest.replace(hour=0, minute=0) - timedelta(days=1)
    while day <= end.earliest:
        low, high = day + timedelta(hours=22), day + timedelta(hours=30)
        total += max(min(high, end.earliest) - max(low, start.earliest), timedelta())
        day += timedelta(days=1)
    return total


def read_to_him(view: CaseView, card: Card) -> Iterator[Verdict]:
    """CON007: to somebody who cannot read the record is read."""
    illiterate: dict[str, Span] = {}
    records = view.transcripts()
    for record in records:
        person = view.person_of(record)
        if person and person not in illiterate and (span := _cannot_read(view, record)) is not None:
            illiterate[person] = span
    if not illiterate:
        yield not_applicable("没有不识字或者无阅读能力的记载")
    for record in records:
        person = view.person_of(record) or ""
        if person not in illiterate:
            continue
        gaps = Gaps(card, f"{person}|{view.start(record) or view.ordinal(record)}", illiterate[person], person=person)
        tail = view.text(record).text[-_TAIL:]
        if re.search(_READ_ALOUD, tail) or view.turns(record, "read_aloud"):
            yield satisfied(f"{person}没有阅读能力，笔录已向其宣读", record.span(), about=gaps.about)
        elif re.search(_SELF_READ, tail):
            gaps.add("没有阅读能力，笔录核对语却写“我看过”，没有写向其宣读", record.span())
            yield gaps.verdict("")
        else:
            yield unclear(f"{person}没有阅读能力，笔录的核对语没有读出", record.span(), about=gaps.about)


def _cannot_read(view: CaseView, record: Document) -> Span | None:
    for turn in record.turns:
        said = "".join(turn.answer.split())
        if (match := re.search(_ILLITERATE, said)) and "他" not in said[max(match.start() - 6, 0) : match.start()]:
            return turn.answer_span or record.span()
    head = view.text(record).first(r"文化程度:?文盲")
    return head[1] if head else None


def improper_questions(view: CaseView, card: Card) -> Iterator[Verdict]:
    """CON008: threats, promises and putting words into the mouth, in the questions as they are recorded."""
    records = view.transcripts()
    if not any(record.turns for record in records):
        yield unclear("笔录的问答没有读出") if records else not_applicable("没有笔录")
        return
    quiet = True
    for record in records:
        for turn in record.turns:
            if (verdict := _improper(view, card, record, turn)) is not None:
                quiet = False
                yield verdict
    if quiet:
        yield satisfied("问话中没有发现威胁、引诱、指供")


def _improper(view: CaseView, card: Card, record: Document, turn: Turn) -> Verdict | None:
    kind = next((words for act, words in (("threat", "威胁"), ("promise", "以许诺引诱"), ("leading", "指供"))
                 if act in turn.acts), None)  # fmt: skip
    if kind is None:
        return None
    person = view.person_of(record) or ""
    question = "".join(turn.question.split())
    return violated(
        f"{person}：问话“{question[:40]}”疑似{kind}，需结合录音录像人工确认",
        turn.question_span or record.span(), *((turn.answer_span,) if turn.answer_span else ()),
        about=f"{person}|{view.start(record)}|{question[:20]}",
        severity=Severity.NOTICE if kind == "指供" else card.severity, confidence=0.65,
    )  # fmt: skip

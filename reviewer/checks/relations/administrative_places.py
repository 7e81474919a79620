"""Relations of where suspected offenders are questioned and of the recordings that the law demands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_documents import NEEDED_AT_ONCE, inspections, is_suspect_record, lacking
from reviewer.checks.relations.administrative_papers import mentions, one_violation, stays, under_new_act
from reviewer.checks.relations.administrative_signatures import named_officers
from reviewer.checks.relations.measures import concerns
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import MarkKind
from reviewer.core.finding import Severity, Verdict

CASE_PLACE = r"办案区|办案中心|办案场所|询问室|讯问室|候问"
POLICE = r"公安局|派出所|公安分局|大队|支队|警务站|警务室"
_OTHER_ROOM = r"办公室|会议室|值班室|休息室|宿舍|食堂|接待室|接待大厅|门厅|传达室|走廊|车内|警车"
_CUSTODY = r"看守所|拘留所|戒毒所|医院|卫生院|监狱"
RECORDED = r"录音录像|录音、录像|同步录|录像编号|录像光盘|音视频|执法记录仪|全程录像|全程摄录|视频记录"
_NEVER = (
    r"(?:未|没有|没)(?:能|进行|开启|作|做|打开|使用)?.{0,8}(?:录音录像|录像|录制)|"
    r"(?:录音录像|录像).{0,12}(?:丢失|损毁|灭失|损坏|被删除|未保存|无法调取|未开启|故障)"
)
_TOLD_NOT = r"(?:无|不|没有)(?:需|必要).{0,6}录"
_INTERVAL = re.compile(
    r"(?:(?P<year>\d{4})[年.\-/](?P<month>\d{1,2})[月.\-/](?P<day>\d{1,2})日?)?"
    r"(?P<hour>\d{1,2})[时点:](?P<minute>\d{1,2})?分?(?::\d{2})?(?:许|起)?[至到\-—~－]{1,2}"
    r"(?:(?:\d{4}[年.\-/])?(?:\d{1,2}[月.\-/])?\d{1,2}日)?(?P<to_hour>\d{1,2})[时点:](?P<to_minute>\d{1,2})?"
)
_BEGINNING = re.compile(r"(20\d{2})[年.\-/](\d{1,2})[月.\-/](\d{2}|\d(?=日))日?(\d{1,2})[时:](\d{1,2})")
_MEALS = r"饭|餐|饮食|休息|盒饭|馄饨|面条|饮水|喝水|就餐|用餐|进食|睡"
_LONG = timedelta(hours=8)
_CUT, _SHORT = timedelta(minutes=10), timedelta(minutes=2)


def suspect_records(view: CaseView) -> list[Document]:
    """Records of questioning of suspected offenders, in time."""
    return [one for one in view.transcripts(kinds=("interview_record",)) if is_suspect_record(view, one)]


def _about(view: CaseView, record: Document) -> str:
    return f"{view.person_of(record) or ''}|{view.start(record) or view.ordinal(record)}"


def in_case_place(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PLC501: at the police a suspected offender is questioned in the case-handling area."""
    records = suspect_records(view)
    if not records:
        yield not_applicable("没有违法嫌疑人的询问笔录")
    for record in records:
        place, span = str(record.value("place") or ""), record.span("place")
        about = _about(view, record)
        who = view.person_of(record) or ""
        if not place:
            yield unclear("询问地点没有读到", span, about=about)
        elif re.search(_CUSTODY, place):
            yield satisfied(f"{who}：在羁押、医疗场所询问", span, about=about)
        elif re.search(CASE_PLACE, place):
            yield satisfied(f"{who}：在办案场所询问", span, about=about)
        elif not re.search(POLICE, place):
            yield satisfied(f"{who}：在公安机关以外的地点询问", span, about=about)
        elif re.search(_OTHER_ROOM, place) and view.says(record, r"听证|当场处罚|简易程序") is None:
            yield violated(f"{who}：在{place}询问，不是办案区或者询问室", span, about=about)
        else:
            yield _by_log(view, record, about)


def _by_log(view: CaseView, record: Document, about: str) -> Verdict:
    """Where the record names the station only: what the log of the area says of that hour."""
    start = view.start(record)
    for form in view.documents("handling_area_form", person=view.person_of(record)):
        rows = form.value("activities")
        for row in rows if isinstance(rows, list) else []:
            same = start is not None and start.exact and str(row[1] or "")[:10] == start.day.isoformat()
            if same and re.search(CASE_PLACE, str(row[-1] or "")) and "问" in str(row[0]):
                return satisfied("办案区登记载明在询问室询问", form.span("activities"), about=about)
    return unclear("询问地点只写到单位，没有写到房间", record.span("place"), about=about)


# -- recording of questioning ----------------------------------------------------------------------------------------


class Recording(NamedTuple):
    """A stretch of time that a paper says was recorded."""

    start: datetime
    end: datetime
    span: Span


def _recordings(view: CaseView, person: str | None) -> tuple[list[Recording], list[Document]]:
    """What the papers on recordings say of questioning a person: stretches of time, and papers without any."""
    found: list[Recording] = []
    untimed: list[Document] = []
    for paper in view.documents("audio_video_statement"):
        if view.says(paper, r"询问|讯问|同步录") is None or not concerns(view, paper, person):
            continue
        before = len(found)
        day: tuple[int, int, int] | None = None
        text = view.text(paper)
        for match in _INTERVAL.finditer(text.text):
            if match["year"]:
                day = int(match["year"]), int(match["month"]), int(match["day"])
            near = text.text[max(0, match.start() - 60) : match.start()]
            camera = re.search(r"监控|店|现场视频", near[-40:]) and not re.search(r"[询讯]问", near)
            if day is None or camera:
                continue
            if (stretch := _stretch(day, match)) is not None:
                found.append(Recording(*stretch, text.span(match.start(), match.end())))
        if len(found) == before:
            untimed.append(paper)
    return found, untimed


def _beginnings(paper: Document, view: CaseView) -> list[datetime]:
    """The times at which a paper that lists recordings by their beginning says that they began."""
    text = view.text(paper).text
    if re.search(r"开始时间|起始时间|录制时间|询问时间", text) is None:
        return []
    found: list[datetime] = []
    for match in _BEGINNING.finditer(text):
        if re.search(r"制作时间|刻录时间|制作人", text[max(0, match.start() - 8) : match.start()]):
            continue
        try:
            year, month, day, hour, minute = (int(part) for part in match.groups())
            found.append(datetime(year, month, day, hour, minute))
        except ValueError:
            continue
    return found


def _stretch(day: tuple[int, int, int], match: re.Match[str]) -> tuple[datetime, datetime] | None:
    try:
        start = datetime(*day, int(match["hour"]), int(match["minute"] or 0))
        end = datetime(*day, int(match["to_hour"]), int(match["to_minute"] or 0))
    except ValueError:
        return None
    return start, end if end >= start else end + timedelta(days=1)


def questioning_recorded(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PLC502: from 2026 questioning a suspected offender in the case-handling area is recorded throughout."""
    judged = False
    for record in suspect_records(view):
        place = str(record.value("place") or "")
        single = len(named_officers(record)) == 1
        if not re.search(f"{CASE_PLACE}|{POLICE}", place) or single:
            continue
        if not under_new_act(view, view.law_day(view.start(record))):
            continue
        judged = True
        yield _recorded(view, record)
    if not judged:
        yield not_applicable("没有2026年起在办案场所询问违法嫌疑人的笔录")


def _officers(document: Document) -> list[object]:
    value = document.value("officers")
    return list(value) if isinstance(value, list) else [value] if value else []


def _recorded(view: CaseView, record: Document) -> Verdict:
    who, about = view.person_of(record) or "", _about(view, record)
    start, end = view.start(record), view.end(record)
    span = record.span("time_range")
    if (never := view.says(record, _NEVER)) is not None and view.says(record, _TOLD_NOT) is None:
        return violated(f"{who}：笔录载明询问没有录音录像或者录像已缺失", never, about=about)
    stretches, untimed = _recordings(view, who or None)
    if start is not None and end is not None and start.exact and end.exact and stretches:
        near = [one for one in stretches if one.start < end.earliest and one.end > start.earliest]
        if near:
            return _covered(who, about, start.earliest, end.earliest, near, span)
        if not untimed and view.says(record, RECORDED) is None:
            where = dict.fromkeys(one.span for one in stretches)
            return _not_shown(
                view,
                f"{who}：{start}至{end}的询问没有录音录像，视听资料所载时段不包括这次询问",
                span,
                *where,
                about=about,
            )
    if (trace := view.says(record, RECORDED)) is not None:
        return satisfied(f"{who}：笔录载明同步录音录像", trace, about=about)
    begun = [one for paper in untimed for one in _beginnings(paper, view)]
    if begun and start is not None and end is not None and start.exact:
        early = start.earliest - timedelta(minutes=30)
        if not any(early <= one <= end.latest for one in begun):
            words = f"{who}：{start}开始的询问没有录音录像，视听资料所列各次录制不包括这次询问"
            return _not_shown(view, words, span, *(one.span() for one in untimed), about=about)
    if untimed:
        return satisfied(f"{who}：有同步录音录像资料", untimed[0].span(), about=about)
    if (log := mentions(view, RECORDED, "handling_area_form", "work_explanation", person=who or None)) is not None:
        return satisfied(f"{who}：案卷载明同步录音录像", log, about=about)
    if not record.read:
        return unclear(f"{who}：询问笔录有页面未能读取", span, about=about)
    return _not_shown(view, f"{who}：在办案场所询问，案卷中没有同步录音录像的任何记载", span, about=about)


def _not_shown(view: CaseView, words: str, *spans: Span, about: str) -> Verdict:
    absence = lacking(view, "audio_video_statement")
    return one_violation(
        absence.held, words, *spans, about=about, severity=Severity.DEFECT, looked_for=absence.looked_for
    )


def _covered(who: str, about: str, start: datetime, end: datetime, near: list[Recording], span: Span) -> Verdict:
    first, last = min(one.start for one in near), max(one.end for one in near)
    lacking = max(first - start, timedelta(0)) + max(end - last, timedelta(0))
    minutes = int(lacking.total_seconds() // 60)
    spans = (span, *(one.span for one in near))
    if lacking > _CUT:
        return violated(f"{who}：录音录像比询问时间短{minutes}分钟", *spans, about=about, severity=Severity.DEFECT)
    if lacking > _SHORT:
        return violated(
            f"{who}：录音录像比询问时间短{minutes}分钟", *spans, about=about, severity=Severity.NOTICE, confidence=0.6
        )
    return satisfied(f"{who}：录音录像覆盖询问全程", *spans, about=about)


# -- other acts that need a recording --------------------------------------------------------------------------------


def acts_recorded(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PLC503: on-the-spot inspection and seizure, one-officer penalties and remote questioning are recorded."""
    acts = [*_spot_acts(view), *_one_officer(view)]
    judged = False
    for document, words in acts:
        moment = view.start(document)
        if not under_new_act(view, view.law_day(moment)):
            continue
        judged = True
        about = f"{words}|{moment or view.ordinal(document)}"
        if (never := view.says(document, _NEVER)) is not None:
            yield violated(f"{words}，载明没有录音录像", never, about=about)
        elif (trace := view.says(document, RECORDED)) is not None:
            yield satisfied(f"{words}有录音录像", trace, about=about)
        elif view.documents("audio_video_statement"):
            yield unclear(f"{words}是否有录音录像需核对视听资料", document.span(), about=about)
        else:
            yield _not_shown(view, f"{words}，案卷中没有全程同步录音录像的记载", document.span(), about=about)
    if not judged:
        yield not_applicable("没有2026年起须录音录像的当场行为")


def _spot_acts(view: CaseView) -> Iterator[tuple[Document, str]]:
    if not view.documents("inspection_warrant"):
        for record in inspections(view):
            if view.says(record, NEEDED_AT_ONCE) is not None:
                yield record, "当场检查"
    for record in view.documents("seizure_record", "inspection_record", "preservation_list_admin"):
        if (
            view.says(record, r"当场(?:予以)?扣押") is not None
            and view.says(record, r"补办|报告|紧急|价值较低") is not None
        ):
            yield record, "当场扣押"
    for record in view.documents("interview_record"):
        if view.says(record, r"远程(?:视频)?(?:方式)?(?:询问|宣读)|视频连线询问") is not None:
            yield record, "远程视频询问"


def _one_officer(view: CaseView) -> Iterator[tuple[Document, str]]:
    for decision in view.documents("onspot_penalty_decision"):
        signed = view.marks(decision, MarkKind.SIGNATURE, "officer")
        named = _officers(decision)
        if len(named) == 1 or (signed and not named and sum(mark.count for mark in signed) == 1):
            yield decision, "一名民警当场处罚"


def unusable(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PLC504: a record by one officer whose recording is stated to be lacking, on which a decision relies.

    What a reviewer must first confirm under PER502 stays open.
    """
    single = [
        one for one in view.documents("interview_record", "identification_record") if len(named_officers(one)) == 1
    ]
    single = [one for one in single if under_new_act(view, view.law_day(view.start(one)))]
    decision = view.first("penalty_decision")
    if not single or decision is None:
        yield not_applicable("没有2026年起由一名民警制作的笔录")
        return
    for record in single:
        who, about = view.person_of(record) or "", _about(view, record)
        lost = view.says(record, _NEVER) or mentions(view, _NEVER, "audio_video_statement", "work_explanation")
        if lost is None:
            yield unclear(f"{who}：单人制作的笔录是否缺少录音录像，待核实后再定其效力", record.span(), about=about)
        elif view.says(decision, r"陈述|证言|辨认") is not None:
            yield violated(
                f"{who}：一名民警制作且录音录像缺失的笔录被用作处罚的证据", record.span("officers"), lost,
                decision.span("evidence"), about=about, confidence=0.75,
            )  # fmt: skip
        else:
            yield unclear(f"{who}：单人制作且缺少录像的笔录是否作为证据需核对", record.span(), about=about)


def replaced(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PLC505: a recording in place of a written record has a text note of its content and times."""
    pattern = r"(?:代替|替代|不再制作|不另行制作|未另行制作).{0,10}笔录|以(?:录音)?录像.{0,6}(?:代替|替代|记录)"
    judged = False
    for document in view.case.documents:
        if (
            document.type in ("volume_contents", "rights_notice_admin")
            or (said := view.says(document, pattern)) is None
        ):
            continue
        judged = True
        papers = view.documents("audio_video_statement")
        told = next((one for one in papers if view.says(one, r"\d{1,2}[时:]\d{1,2}|内容|时段|关键") is not None), None)
        if told is not None:
            yield satisfied("录音录像有文字说明", told.span(), about=document.type)
            continue
        absence = lacking(view, "audio_video_statement")
        level = Severity.NOTICE if "询问" in (document.title or "") else Severity.DEFECT
        yield one_violation(
            absence.held, "以录音录像代替笔录，没有注明关键内容和时间段的文字说明", said, about=document.type,
            severity=level, looked_for=absence.looked_for,
        )  # fmt: skip
    if not judged:
        yield not_applicable("没有以录音录像代替笔录")


def auxiliaries(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PLC506: one officer with auxiliaries records what they do."""
    kinds = ("alarm_record", "case_acceptance_form", "evidence_receipt_list", "mediation_agreement", "service_receipt",
             "info_collection_record")  # fmt: skip
    judged = False
    for document in view.documents(*kinds):
        helper = view.says(document, r"辅警|警务辅助|协警|文职")
        if helper is None:
            continue
        named = _officers(document)
        if len(named) > 1 or (
            document.type == "mediation_agreement" and under_new_act(view, view.law_day(view.start(document)))
        ):
            continue
        judged = True
        about = f"{document.type}|{view.ordinal(document)}"
        if view.says(document, RECORDED) is not None or mentions(view, RECORDED, "audio_video_statement") is not None:
            yield satisfied("一名民警带辅警办理，有录音录像记载", helper, about=about)
        elif not named:
            yield unclear("辅警参加办理，民警人数没有读到", helper, about=about)
        else:
            yield violated(
                f"{view.title(document)}由一名民警带辅警办理，没有全程录音录像的记载", helper, about=about,
                severity=Severity.NOTICE, confidence=0.6,
            )  # fmt: skip
    if not judged:
        yield not_applicable("没有一名民警带辅警办理的事项")


def fed(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PLC507: a stay of more than eight hours or over two meals has a note of food and rest."""
    judged = False
    for stay in stays(view):
        if stay.start is None or stay.end is None or not (stay.start.exact and stay.end.exact):
            continue
        length = stay.end.earliest - stay.start.earliest
        judged = True
        about = f"{stay.person}|饮食|{stay.start}"
        if length <= _LONG and not _over_meals(stay.start.earliest, stay.end.earliest):
            yield satisfied(f"{stay.person}：询问查证时间不长", *stay.spans, about=about)
            continue
        kinds = ("interview_record", "handling_area_form", "summons_administrative", "work_explanation")
        if (noted := mentions(view, _MEALS, *kinds, person=stay.person)) is not None:
            yield satisfied(f"{stay.person}：饮食和休息有记载", noted, about=about)
        elif any(not one.read for one in view.documents(*kinds)):
            yield unclear(f"{stay.person}：有页面未能读取", *stay.spans, about=about)
        else:
            yield violated(
                f"{stay.person}：询问查证自{stay.start}至{stay.end}，没有饮食和休息的记载", *stay.spans, about=about,
                confidence=0.7,
            )  # fmt: skip
    if not judged:
        yield not_applicable("没有起止时间完整的询问查证")


def _over_meals(start: datetime, end: datetime) -> bool:
    """Whether a stay runs over noon and six in the evening."""
    noon, evening = start.replace(hour=12, minute=0), start.replace(hour=18, minute=0)
    return start <= noon and end >= evening + timedelta(minutes=30)

"""Relations on where people are questioned and held, and on the record of the case-handling area (PLC)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from reviewer.checks.cards import Card
from reviewer.checks.relations.area import Area, Step, areas
from reviewer.checks.relations.gaps import Gaps, search
from reviewer.checks.relations.measures import Act, earliest, first_of, papers, set_free, titled
from reviewer.checks.relations.sessions import rows
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Moment
from reviewer.core.finding import Severity, Verdict

_CUSTODY_PLACE = re.compile(r"看守所|拘留所|监管|羁押|所内|监狱")
_HOSPITAL = re.compile(r"医院|卫生院|诊所|病房")
_POLICE = re.compile(r"公安|派出所|办案|刑侦|刑警|警务|分局|大队|中队")
_ALLOWED = re.compile(
    r"讯问室|询问室|办案中心|办案管理中心|办案区|看守所|拘留所|戒毒|监狱|现场|医院|卫生院|诊所|病房|住处|住所|家中|家里|宅|室内讯问"
)
_WRONG = re.compile(
    r"宾馆|酒店|旅馆|旅社|招待所|民宿|办公室|值班室|会议室|会客室|接待室|调解室|值班房|警车|车(?:内|上|里)|村委会|居委会|村部"
    r"|社区服务|茶楼|茶馆|茶室|饭店|餐馆|餐厅|咖啡|工地|门卫|食堂|宿舍|走廊|大厅|网吧|仓库|KTV"
)
_EXCUSED = r"紧急|行动不便|疾病|患病|怀孕|残疾|哺乳|经[^。]{0,12}批准|现场讯问|现场发现"
_CHOSEN_PLACE = re.compile(
    r"宾馆|酒店|旅馆|旅社|招待所|茶楼|茶馆|茶室|咖啡|饭店|餐馆|餐厅|车(?:内|上|里)|网吧|KTV|公园|路边"
)
_PROPOSED = (
    r"(?:你|被询问人|证人|本人|对方|我)[^。]{0,12}(?:提出|要求|指定|选择|约定|同意在|方便)"
    r"|提出[^。]{0,10}(?:在|到)|经[^。]{0,8}(?:同意|要求)"
)
_HOME_OR_UNIT = re.compile(
    r"家中|家里|住处|住所|住宅|宿舍|单位|公司|厂|商店|门店|超市|办公室|学校|幼儿园|村委会|居委会|收购点|[^现]场部"
)
_POLICE_ROOM = re.compile(r"公安局|派出所|办案|询问室|讯问室|刑侦|刑警|警务|分局|看守所|拘留所|监狱|检察院")
_NOTICE_SHOWN = r"询问通知书"
_ARRIVALS = ("summons_criminal", "compelled_appearance_warrant", "interrogation_record")
_FORBIDDEN_STAY = re.compile(
    r"看守所|拘留所|派出所|公安局|公安分局|办案(?:中心|区|管理|点|基地)|办公(?:室|楼|区)|讯问室|刑警|刑侦"
)
_HOTEL = re.compile(r"宾馆|酒店|旅馆|招待所|培训中心|度假村|民宿")
_LAWFUL_EXIT = re.compile(r"起赃|起获|追赃|辨认|指认|现场|就医|就诊|看病|送医|医院|体检|检查|搜查|提取|采样|鉴定")


def _after_lodging(view: CaseView, person: str, moment: Moment | None) -> Act | None:
    """The arrival at the detention centre if the person was certainly held there at that time."""
    warrants = papers(view, "detention_warrant", "arrest_warrant", person=person or None)
    lodged = earliest(*(first_of(view, one, "lodged_at") for one in warrants))
    if lodged is None or moment is None or moment.earliest <= lodged.moment.latest:
        return None
    free = set_free(view, person or None, lodged.moment)
    if free is not None and free.moment.earliest <= moment.latest:
        return None
    return lodged


def questioned_inside(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PLC001: who is held at the detention centre is questioned there, on the pass."""
    applied = False
    for record in view.transcripts(kinds=("interrogation_record",)):
        person = view.person_of(record) or ""
        lodged = _after_lodging(view, person, view.start(record))
        if lodged is None:
            continue
        applied = True
        yield _inside(view, card, person, record, lodged)
    if not applied:
        yield not_applicable("没有送看守所后的讯问")


def _inside(view: CaseView, card: Card, person: str, record: Document, lodged: Act) -> Verdict:
    start, place = view.start(record), str(record.value("place") or "")
    gaps = Gaps(card, f"{person}|{start}", record.span("time_range"), lodged.span, person=person or None)
    if not place:
        return unclear(f"{person}：{start}的讯问没有读出地点", record.span(), about=gaps.about)
    if not _CUSTODY_PLACE.search(place):
        if _HOSPITAL.search(place):
            words = f"送看守所后于{start}在{place}讯问，需核对就医证明"
            gaps.add(words, record.span("place"), severity=Severity.NOTICE, confidence=0.7)
        elif _POLICE.search(place) or _WRONG.search(place):
            gaps.add(f"{lodged.moment}送看守所后，{start}在{place}讯问", record.span("place"))
        else:
            gaps.doubt(f"{start}的讯问地点“{place}”是否在看守所内不能判断")
        return gaps.verdict("")
    _on_pass(view, gaps, person, record)
    return gaps.verdict(f"{start}在看守所讯问并有提讯登记")


def _on_pass(view: CaseView, gaps: Gaps, person: str, record: Document) -> None:
    passes = papers(view, "interrogation_pass", person=person or None)
    start, end = view.start(record), view.end(record)
    if not passes:
        gaps.lack(search(view, "interrogation_pass"), f"{start}在看守所讯问，没有提讯提解证", severity=Severity.DEFECT)
        return
    entries = rows(view, person or None)
    if not entries or any(not one.read for one in passes) or start is None or not start.exact:
        gaps.doubt("提讯提解证的登记没有完整读出")
        return
    last = end.latest if end and end.exact else start.latest
    slack = timedelta(minutes=30)
    if not any(
        row.start.earliest - slack <= start.earliest and (row.end is None or last <= row.end.latest + slack)
        for row in entries
        if row.start.day == start.day
    ):
        if any(row.start.day == start.day for row in entries):
            gaps.doubt(f"提讯提解证当日的登记与{start}的讯问时间不完全对应")
        else:
            gaps.add(f"{start}的讯问在提讯提解证上没有登记", passes[0].span(), severity=Severity.DEFECT, confidence=0.8)


def place_of_questioning(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PLC002: a suspect who is not in custody is questioned in the case-handling area or another lawful place."""
    applied = False
    for record in view.transcripts(kinds=("interrogation_record",)):
        person = view.person_of(record) or ""
        if _after_lodging(view, person, view.start(record)) is not None:
            continue
        applied = True
        place = "".join(str(record.value("place") or "").split())
        about = f"{person}|{view.start(record) or view.ordinal(record)}"
        if not place:
            yield unclear(f"{view.title(record)}没有读出讯问地点", record.span(), about=about)
        elif _ALLOWED.search(place) or not _WRONG.search(place):
            yield satisfied(f"在{place}讯问", record.span("place"), about=about)
        elif view.says(record, _EXCUSED):
            yield unclear(f"在{place}讯问，笔录载有特殊情况，需人工核对", record.span("place"), about=about)
        else:
            yield violated(f"{person}：在{place}讯问，不是法定的讯问场所", record.span("place"), about=about)
    if not applied:
        yield not_applicable("没有羁押前的讯问")


def place_of_interview(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PLC003: where witnesses and victims are heard, and the notice that this needs."""
    records = view.transcripts(kinds=("interview_record", "case_receiving_record"))
    if not records:
        yield not_applicable("没有询问笔录")
    scenes = ["".join(str(one.value("place") or "").split()) for one in view.documents("scene_examination_record")]
    for record in records:
        yield _interview(view, card, record, [scene for scene in scenes if scene])


def _interview(view: CaseView, card: Card, record: Document, scenes: list[str]) -> Verdict:
    person = view.person_of(record) or ""
    place = "".join(str(record.value("place") or "").split())
    gaps = Gaps(card, f"{person}|{view.start(record) or view.ordinal(record)}", record.span("place"), person=person)
    if not place:
        return unclear(f"{view.title(record)}没有读出询问地点", record.span(), about=gaps.about)
    named = re.search(r"单位|家中|家里|住处|住所", place)
    at_scene = "现场" in place or (not named and any(scene in place or place in scene for scene in scenes))
    if _POLICE_ROOM.search(place) or at_scene:
        return satisfied(f"在{place}询问", record.span("place"), about=gaps.about)
    if _CHOSEN_PLACE.search(place) and not _HOME_OR_UNIT.search(place):
        own = view.says(record, r"到你[^。,]{0,6}(?:店|楼|馆|厅|单位|家|厂)") is not None
        if own or view.says(record, _PROPOSED) or _named_in_notice(view, person):
            _notice(view, gaps, record, person, place)
        else:
            gaps.add(f"在{place}询问，没有记明是本人提出的地点", confidence=0.8)
    elif _HOME_OR_UNIT.search(place) or _HOSPITAL.search(place):
        _notice(view, gaps, record, person, place)
    return gaps.verdict(f"在{place}询问，手续齐全")


def _named_in_notice(view: CaseView, person: str) -> bool:
    notices = view.documents("interview_notice")
    return any(
        person and (person in one.compact or person == one.value("addressee") or person in view.people(one))
        for one in notices
    )


def _notice(view: CaseView, gaps: Gaps, record: Document, person: str, place: str) -> None:
    """A notice of questioning for a home, a unit or a proposed place."""
    notices = view.documents("interview_notice")
    if _named_in_notice(view, person) or (notices and not person):
        return
    if record.type == "case_receiving_record":
        return
    if view.says(record, _NOTICE_SHOWN):
        gaps.doubt(f"在{place}询问，笔录写明有询问通知书，但卷内没有")
    elif not record.read:
        gaps.doubt("询问笔录没有完整读出")
    elif notices:
        absence = view.missing("interview_notice")
        words = f"在{place}询问，没有给{person}的询问通知书"
        if absence.held or any(not one.read for one in notices):
            gaps.doubt(f"{words}：{absence.held or '有询问通知书没有完整读出'}")
        else:
            gaps.add(words, confidence=0.8)
            gaps.looked += absence.looked_for
    else:
        gaps.lack(search(view, "interview_notice"), f"在{place}询问，没有询问通知书")


def place_of_surveillance(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PLC004: residential surveillance is not carried out in custody, case-handling or office premises."""
    decisions = [one for one in view.documents("residential_surveillance_decision") if not titled(one, "解除")]
    if not decisions:
        yield not_applicable("没有监视居住")
    for decision in decisions:
        person = view.person_of(decision) or ""
        place = "".join(str(decision.value("place") or "").split()) or _stay(view, decision)
        about = f"{person}|stay"
        if not place:
            yield unclear("没有读出监视居住的执行地点", decision.span(), about=about)
        elif _FORBIDDEN_STAY.search(place):
            yield violated(f"{person}：在{place}执行监视居住", decision.span("place"), about=about)
        elif _HOTEL.search(place):
            words = f"{person}：在{place}执行监视居住，需核对是否专门的办案场所"
            yield violated(words, decision.span("place"), about=about, severity=Severity.NOTICE, confidence=0.6)
        else:
            yield satisfied(f"在{place}执行监视居住", decision.span("place"), about=about)


def _stay(view: CaseView, decision: Document) -> str:
    found = view.text(decision).first(r"(?:在|于)([^。,、]{2,30}?)(?:执行|对其|进行)?(?:指定居所)?监视居住")
    return found[0][1] if found else ""


def straight_in(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PLC005: into the case-handling area at once, out of it only for good reason and with approval."""
    seen = False
    for area in areas(view):
        seen = True
        yield _entered(view, card, area)
        yield from _left(area)
    inside = [
        one for one in view.transcripts(kinds=("interrogation_record",))
        if re.search(r"办案(?:区|中心|管理)|讯问室", str(one.value("place") or ""))
        and not _CUSTODY_PLACE.search(str(one.value("place") or ""))
    ]  # fmt: skip
    asked: set[str] = set()
    for record in inside:
        person = view.person_of(record) or ""
        if person in asked or papers(view, "handling_area_form", person=person or None):
            continue
        asked.add(person)
        seen = True
        gaps = Gaps(card, f"{person}|area", record.span("place"), person=person or None)
        result = search(view, "handling_area_form", person=person or None)
        gaps.lack(result, "在办案区讯问，卷内没有办案区使用登记", severity=Severity.NOTICE)
        yield gaps.verdict("")
    if not seen:
        yield not_applicable("没有使用办案区的材料")


def _entered(view: CaseView, card: Card, area: Area) -> Verdict:
    entry = area.first("入区")
    arrived = [
        act
        for one in papers(view, *_ARRIVALS, person=area.person)
        if (act := first_of(view, one, "arrived_at")) is not None and act.moment.exact
        and entry is not None and act.moment.day == entry.day
    ]  # fmt: skip
    about = f"{area.person or ''}|{entry or view.ordinal(area.document)}|entry"
    if entry is None or not entry.exact or not arrived:
        return unclear("到案时间或者进入办案区的时间没有读出", area.document.span(), about=about)
    first = min(arrived, key=lambda act: act.moment)
    gap = int((entry.earliest - first.moment.earliest).total_seconds() // 60)
    if gap > int(card.setting("gap_minutes", 30)):
        words = f"{first.moment}到案，{entry}才进入办案区，相隔{gap}分钟"
        return violated(words, first.span, area.document.span(), about=about)
    return satisfied(f"{first.moment}到案，{entry}进入办案区", first.span, area.document.span(), about=about)


def _left(area: Area) -> Iterator[Verdict]:
    value = area.document.value("temp_leave")
    for row in value if isinstance(value, list) else []:
        words = "".join(str(cell) for cell in row if cell and not Moment.parse(cell))
        if not words or _LAWFUL_EXIT.search(words) or re.search(r"批准|同意", words):
            continue
        yield violated(
            f"{area.person or ''}：临时离开办案区的原因为“{words[:20]}”，没有批准", area.document.span("temp_leave"),
            about=f"{area.person or ''}|leave|{words[:20]}", severity=Severity.DEFECT, confidence=0.7,
        )  # fmt: skip


def steps_in_order(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PLC006: every step of the case-handling area has an entry, in the right order."""
    found = areas(view)
    if not found:
        yield not_applicable("没有办案区使用登记")
    for area in found:
        yield _steps(view, card, area)


_SEPARATE = {"检查": "body_check_record", "采集": "info_collection_record", "财物": "belongings_list"}
_STEP_NAMES = {
    "入区": "进入办案区",
    "检查": "人身安全检查",
    "财物": "随身财物登记",
    "采集": "信息采集",
    "问话": "讯（询）问",
    "出区": "离开办案区",
}


def _steps(view: CaseView, card: Card, area: Area) -> Verdict:
    gaps = Gaps(card, f"{area.person or ''}|steps|{area.first('入区') or view.ordinal(area.document)}",
                area.document.span("activities"), person=area.person)  # fmt: skip
    if not area.document.read or len(area.steps) < 3:
        return unclear("办案区活动登记没有读出", area.document.span(), about=gaps.about)
    for kind, name in _STEP_NAMES.items():
        if area.first(kind) is None:
            _missing_step(view, gaps, area, kind, name)
    entry, exit_, check = area.first("入区"), area.last("出区"), area.first("检查")
    for step in area.of("问话"):
        _order(gaps, entry, step, "进入办案区")
        _order(gaps, check, step, "人身安全检查")
        if exit_ and step.end and exit_.exact and step.end.exact and exit_.earliest < step.end.earliest:
            gaps.add(f"{exit_}已离开办案区，讯（询）问到{step.end}才结束")
    _order(gaps, entry, area.of("检查")[0] if area.of("检查") else None, "进入办案区")
    return gaps.verdict("办案区各环节登记齐全、先后相符")


def _missing_step(view: CaseView, gaps: Gaps, area: Area, kind: str, name: str) -> None:
    separate = _SEPARATE.get(kind)
    if separate and papers(view, separate, person=area.person):
        return
    if kind == "出区":
        if view.moment(area.document, "final_leave") is not None or papers(
            view, "leave_area_record", person=area.person
        ):
            return
        held = papers(view, "detention_warrant", "bail_decision", "release_notice", person=area.person)
        if view.blank(area.document, "final_leave") and held:
            gaps.add("离开办案区的时间空白，而该人已经离开", area.document.span("final_leave"))
        else:
            gaps.doubt("离开办案区的时间没有读出")
        return
    filled = {
        "采集": ("collected", r"已采集|信息已入库|指纹、?人像"),
        "财物": ("belongings", r"保管柜|柜\d|随身物品[^。]{0,6}无|未带随身"),
    }
    if kind in filled:
        name_, words = filled[kind]
        if area.document.value(name_) or view.says(area.document, words):
            gaps.doubt(f"{name}有内容而没有单独的时间登记")
            return
    if kind in ("入区", "问话") or view.says(area.document, r"划去|未进行|免于|注明"):
        gaps.doubt(f"没有{name}的登记，需人工核对")
        return
    gaps.add(f"没有{name}的登记", confidence=0.8)


def _order(gaps: Gaps, before: Moment | None, step: Step | None, name: str) -> None:
    if before is None or step is None or step.start is None or not (before.exact and step.start.exact):
        return
    if step.start.earliest < before.earliest:
        gaps.add(f"{step.name}（{step.start}）早于{name}（{before}）")

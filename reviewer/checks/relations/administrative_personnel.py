"""Relations of who acted in administrative cases: how many officers, of which sex, with what power, and recusal."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_papers import decision_penalty, penalties, under_new_act
from reviewer.checks.relations.administrative_receipts import organs
from reviewer.checks.relations.administrative_signatures import key, named_officers, signed_by_officers
from reviewer.checks.relations.measures import Act, first_of, period, titled
from reviewer.checks.timing import period_verdict
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Moment
from reviewer.core.finding import Outcome, Severity, Verdict

_RECORDS = (
    "interview_record", "identification_record", "inspection_record", "scene_examination_record", "pointing_record",
)  # fmt: skip
_ALONE = ("interview_record", "identification_record", "preservation_list_admin")
_AREA = re.compile(r"办案区|办案中心|办案场所|执法办案|办案管理中心|询问室|讯问室")
_RECORDED = r"(?:全程|同步)(?:同步)?录音录像|录音录像(?:编号|资料|光盘)|执法记录仪"
_SEVERAL = re.compile(
    r"民警[\u4e00-\u9fff]{2,3}[、和][\u4e00-\u9fff]{2,3}|(?:两|二|2)(?:名|位)(?:人民警察|民警)|另一名民警"
)


class Crew(NamedTuple):
    """The officers of a record: the names in its head, and the signatures seen (``None`` where none were sought)."""

    document: Document
    names: set[str]
    signed: int | None

    @property
    def alone(self) -> bool:
        return len(self.names) == 1 and (self.signed is None or self.signed <= 1)

    @property
    def enough(self) -> bool:
        return len(self.names) >= 2 or (self.signed or 0) >= 2


def _crew(view: CaseView, document: Document) -> Crew:
    signed, marks = signed_by_officers(view, document)
    return Crew(document, named_officers(document), signed if marks else None)


def _acted(view: CaseView, document: Document) -> Moment | None:
    return view.moment(document, "time_range.start") or view.moment(document, "start") or view.start(document)


def two_officers(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PER501: two officers at every record, until 2025 in all cases and beyond in other than public-order cases."""
    judged = False
    for document in view.documents(*_RECORDS):
        if under_new_act(view, view.law_day(_acted(view, document))):
            continue
        judged = True
        yield _two(view, _crew(view, document))
    if not judged:
        yield not_applicable("没有适用二人规定的笔录")


def _two(view: CaseView, crew: Crew) -> Verdict:
    name, about = view.title(crew.document), f"{crew.document.type}|{key(view, crew.document)}|人数"
    span = crew.document.span("officers")
    if crew.enough:
        return satisfied(f"{name}由两名以上民警制作", span, about=about)
    if not crew.alone or not crew.document.read:
        return unclear(f"{name}的民警没有读到", span, about=about)
    if _SEVERAL.search(view.text(crew.document).text):
        return unclear(f"{name}首部只读到一名民警，正文写有两名", span, about=about)
    return violated(f"{name}只有民警{next(iter(crew.names))}一人", span, about=about)


def one_officer(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PER502: one officer only for some acts, in the case-handling area and under full recording."""
    judged = False
    for document in view.documents(*_RECORDS, "preservation_list_admin"):
        if not under_new_act(view, view.law_day(_acted(view, document))):
            continue
        judged = True
        yield _one(view, _crew(view, document))
    if not judged:
        yield not_applicable("没有适用新法人数规定的笔录")


def _one(view: CaseView, crew: Crew) -> Verdict:
    verdict = _two(view, crew)
    document = crew.document
    if not crew.alone or verdict.outcome is not Outcome.VIOLATED:
        return verdict
    if document.type not in _ALONE:
        return verdict
    where = str(document.value("place") or "")
    name, span = view.title(document), document.span("officers")
    if where and not _AREA.search(where):
        return violated(f"{name}由一名民警在办案场所以外制作", span, document.span("place"), about=verdict.about)
    if not where:
        return unclear(f"{name}只有一名民警，地点没有读到", span, about=verdict.about)
    if view.says(document, _RECORDED) is not None or view.documents("audio_video_statement"):
        return satisfied(f"{name}由一名民警在办案场所制作，有录音录像", span, about=verdict.about)
    words = f"{name}由一名民警制作，未见同步录音录像"
    return violated(words, span, about=verdict.about, severity=Severity.DEFECT, confidence=0.75)


# -- women -----------------------------------------------------------------------------------------------------------

_WOMAN = re.compile(r"女(?:性)?(?:民警|警察|警|辅警|工作人员|医师|医生|医务人员|护士|同志)|女,?民警|\(女\)")
_BY_MEN = (
    r"由[^。;]{0,40}\(男\)[^。;]{0,40}(?:采集|提取|采样|取样|陪同|监督|检查)|"
    r"(?:采集|提取|采样|取样|检查)人(?:员)?:?[^。;]{0,20}\(男\)|"
    r"男(?:性)?(?:民警|辅警|警察|工作人员)[^。;]{0,20}(?:采集|提取|采样|陪同|监督)"
)
_BODY = re.compile(r"人身|身体|体表|搜身|尿液|尿样")


def _sex(view: CaseView, document: Document) -> str | None:
    value = document.value("sex")
    if value:
        return str(value)
    person = view.person(view.person_of(document))
    return person.sex if person else None


def _sexes(view: CaseView, document: Document) -> set[str | None]:
    return {person.sex if (person := view.person(name)) else None for name in named_officers(document)}


def women(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PER503: a woman's body is examined by a woman, from 2026 also by a physician."""
    judged = False
    for document in view.documents("body_check_record", "inspection_record"):
        body = document.type == "body_check_record" or titled(document, "人身")
        if not body or _sex(view, document) != "女":
            continue
        judged = True
        new = under_new_act(view, view.law_day(_acted(view, document)))
        yield _by_woman(view, document, r"医师|医生" if new else "", "检查女性身体")
    if not judged:
        yield not_applicable("没有对女性身体的检查")


def _by_woman(view: CaseView, document: Document, also: str, what: str) -> Verdict:
    about, name = f"{document.type}|{key(view, document)}|女性", view.title(document)
    text, sexes = view.text(document).text, _sexes(view, document)
    if "女" in sexes or _WOMAN.search(text) or (also and re.search(also, text)):
        return satisfied(f"{name}：{what}由女性工作人员进行", document.span("officers"), about=about)
    if (men := view.says(document, _BY_MEN)) is not None and document.read:
        return violated(f"{name}：{what}的人员均为男性", men, about=about)
    if sexes == {"男"} and document.read:
        return violated(f"{name}：{what}的人员均为男性", document.span("officers"), about=about)
    return unclear(f"{name}：{what}人员的性别没有写明", document.span("officers"), about=about)


def samples(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PER508: drug-test samples of women taken by women; an injury is rated by a forensic doctor."""
    judged = False
    for document in view.documents("drug_onsite_test_report"):
        if _sex(view, document) == "女":
            judged = True
            yield _by_woman(view, document, "", "提取女性检测样本")
    for opinion in view.documents("expert_opinion"):
        if not titled(opinion, "损伤", "伤情", "伤残"):
            continue
        judged = True
        about = f"{key(view, opinion)}|鉴定主体"
        poor = view.says(opinion, r"(?:村卫生室|卫生所|诊所|门诊部)(?:盖章|\(印\)|鉴定|出具)")
        if view.says(opinion, r"法医|司法鉴定"):
            yield satisfied("伤情由法医鉴定", opinion.span(), about=about)
        elif poor is not None:
            yield violated("伤情鉴定由没有鉴定资格的医疗机构作出", poor, about=about, confidence=0.75)
        else:
            yield unclear("伤情鉴定人是否为法医没有读到", opinion.span(), about=about)
    if not judged:
        yield not_applicable("没有伤情鉴定或者对女性的检测")


# -- power and recusal -----------------------------------------------------------------------------------------------


def _station(view: CaseView, *, new: bool, most: int) -> Iterator[Verdict]:
    judged = False
    for decision in penalties(view):
        made = view.moment(decision, "issued_at")
        if under_new_act(view, view.law_day(made)) is not new:
            continue
        named = organs(decision)
        about = f"{key(view, decision)}|处罚权限"
        judged = True
        if not named:
            yield unclear("作出决定的机关没有读到", decision.span(), about=about)
            continue
        penalty = decision_penalty(view, decision)
        if not named[-1].endswith("派出所"):
            yield satisfied(f"由{named[-1]}作出决定", decision.span("decision"), about=about)
        elif penalty.days or penalty.most_fine > most or penalty.revoked or penalty.stopped:
            what = f"行政拘留{penalty.most_days}日" if penalty.days else f"罚款{penalty.most_fine}元"
            what = what if penalty.days or penalty.fines else "吊销或者停业的处罚"
            yield violated(f"派出所以自己名义决定{what}", decision.span("decision"), about=about)
        elif penalty.any:
            yield satisfied(f"派出所决定的处罚未超过警告或者{most}元罚款", decision.span("decision"), about=about)
        else:
            yield unclear("派出所作出决定，处罚内容没有读到", decision.span("decision"), about=about)
    if not judged:
        yield not_applicable("没有适用本规则的处罚决定")


def station_old(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PER504: a police station may warn or fine up to 500 yuan."""
    yield from _station(view, new=False, most=500)


def station_new(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PER505: a police station may warn or fine up to 1000 yuan."""
    yield from _station(view, new=True, most=1000)


def investigators(view: CaseView) -> set[str]:
    """The officers who investigated: those named in records and lists."""
    found: set[str] = set()
    for document in view.documents(*_RECORDS):
        found |= named_officers(document)
    return found


def hearing_staff(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """PER506: who hosts or records a hearing has not investigated the case."""
    records = view.documents("hearing_record")
    if not records:
        yield not_applicable("没有听证笔录")
    for record in records:
        members = record.value("members")
        staff = [
            record.value("chair"),
            record.value("recorder"),
            *(members if isinstance(members, list) else [members]),
        ]
        names = {str(one) for one in staff if one}
        about = f"{key(view, record)}|听证人员"
        both = sorted(names & investigators(view))
        if both:
            words = f"听证人员{'、'.join(both)}同时是本案调查人员"
            yield violated(words, record.span("chair"), about=about)
        elif not names or not investigators(view):
            yield unclear("听证人员或者调查人员没有读到", record.span(), about=about)
        else:
            yield satisfied("听证人员不是本案调查人员", record.span("chair"), about=about)


_ASKED = re.compile(r"(?:于|在)?(\d{4})年(\d{1,2})月(\d{1,2})日,?[^。;]{0,12}(?:提出|申请)[^。;]{0,12}回避")


def recusal(view: CaseView, card: Card) -> Iterator[Verdict]:
    """PER507: an officer who was replaced acts no more; a request is answered in two days."""
    decisions = view.documents("recusal_decision")
    if not decisions:
        yield not_applicable("没有回避决定")
    for decision in decisions:
        made = first_of(view, decision, "issued_at")
        about = f"{key(view, decision)}|回避"
        if made is None:
            yield unclear("回避决定的日期没有读到", decision.span(), about=about)
            continue
        match = _ASKED.search(view.text(decision).text)
        asked = Moment.parse(f"{match[1]}-{int(match[2]):02d}-{int(match[3]):02d}") if match else None
        if asked is not None:
            yield period_verdict(
                view, card, what="申请回避后作出决定", start=asked, end=made.moment,
                limit=period(view, "admin-recusal-decision", asked), evidence=[made.span], about=f"{about}|期限",
                severity=Severity.DEFECT,
            )  # fmt: skip
        refusal = titled(decision, "驳回") or "驳回" in str(decision.value("decision") or "")
        if not refusal:
            yield _still_acting(view, decision, made, about)


def _still_acting(view: CaseView, decision: Document, made: Act, about: str) -> Verdict:
    officer = str(decision.value("officer") or "")
    if not officer:
        return unclear("被决定回避的民警没有读到", decision.span(), about=about)
    for record in view.documents(*_RECORDS):
        at = _acted(view, record)
        if at is None or officer not in named_officers(record):
            continue
        if at.earliest > made.moment.latest and at.day - made.moment.day >= timedelta(days=1):
            words = f"{officer}在{made.moment}决定回避后，仍于{at}参与{view.title(record)}"
            return violated(words, made.span, record.span("officers"), about=f"{about}|{officer}")
    return satisfied(f"{officer}在决定回避后没有再参与", made.span, about=about)

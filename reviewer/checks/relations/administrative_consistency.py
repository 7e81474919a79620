"""Relations between the papers of one case: who a person is, which penalty, which goods, who was where and when."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import combinations
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.administrative_content import cited, wrong_version
from reviewer.checks.relations.administrative_documents import is_suspect_record, uncertain
from reviewer.checks.relations.administrative_papers import (
    ACT,
    Penalty,
    decision_penalty,
    intake,
    intended_penalty,
    mentions,
    penalties,
    read_penalty,
    stays,
)
from reviewer.checks.relations.measures import concerns
from reviewer.checks.statements.verdicts import conflict_verdicts, copied_verdicts
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import Moment
from reviewer.core.finding import Severity, Verdict
from reviewer.extraction.numerals import NUMERALS, chinese_number
from reviewer.law.articles import find_articles
from reviewer.law.penalties import penalty_range

_IDENTITY = (
    "identity_certificate", "interview_record", "handling_area_form", "penalty_decision", "no_penalty_decision",
    "prior_record", "body_check_record", "info_collection_record", "case_acceptance_form", "administrative_filing_form",
    "onspot_penalty_decision",
)  # fmt: skip
_SELF_NAMED = r"自报姓名|自称姓名|身份不明|拒不讲真实姓名"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_TIMED = ("interview_record", "inspection_record", "identification_record", "pointing_record")
_NUMBERED = (
    "penalty_decision", "no_penalty_decision", "summons_administrative", "inspection_warrant",
    "preservation_decision_admin",
    "administrative_filing_form", "administrative_filing_notice", "expert_engagement_letter", "expert_opinion_notice",
    "detention_family_notice_admin",
)  # fmt: skip
_YEAR = re.compile(r"[〔\[【（(](20\d{2})[〕\]】）)]")
_DEFENCE = r"答:(?!.{0,10}(?:不|没有|没|放弃|无)).{0,12}(?:陈述|申辩|异议|听证|不服)|答:.{0,6}不服|答:.{0,8}我要求听证"


# -- identity --------------------------------------------------------------------------------------------------------


class Said(NamedTuple):
    """What one paper says of a person."""

    value: str
    document: Document
    field: str

    @property
    def span(self) -> Span:
        return self.document.span(self.field)


def right_number(number: str) -> bool:
    """Whether the check digit of an identity number is right (GB 11643)."""
    if re.fullmatch(r"\d{17}[\dX]", number) is None:
        return False
    return "10X98765432"[sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False)) % 11] == number[17]


def _identities(view: CaseView) -> dict[str, dict[str, list[Said]]]:
    """By person and attribute, what the papers say."""
    found: dict[str, dict[str, list[Said]]] = defaultdict(lambda: defaultdict(list))
    for document in view.documents(*_IDENTITY):
        names = view.people(document)
        if len(names) != 1:
            continue
        known = view.person(names[0])
        name = known.name if known else names[0]
        for field, attribute in (("id_no", "id"), ("id_doc", "id"), ("birth_date", "birth"), ("sex", "sex")):
            value = "".join(str(document.value(field) or "").split()).upper()
            if attribute == "id":
                value = match[0] if (match := re.search(r"\d{17}[\dX]", value)) else ""
            if value:
                found[name][attribute].append(Said(value, document, field))
    return found


def identity(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS501: identity number, birth date and sex of a person agree in all papers."""
    judged = False
    for name, attributes in _identities(view).items():
        for attribute, said in attributes.items():
            if len(said) > 1:
                judged = True
                yield _agree(view, name, attribute, said)
    if not judged:
        yield not_applicable("没有两份以上载明同一人身份信息的文书")


_WORDS = {"id": "身份证件号码", "birth": "出生日期", "sex": "性别"}


def _agree(view: CaseView, name: str, attribute: str, said: list[Said]) -> Verdict:
    counted = Counter(one.value for one in said)
    about = f"{name}|{_WORDS[attribute]}"
    if len(counted) == 1:
        return satisfied(f"{name}的{_WORDS[attribute]}前后一致", said[0].span, about=about)
    best = max(counted, key=lambda value: (attribute != "id" or right_number(value), counted[value]))
    odd = [one for one in said if one.value != best]
    other = next(one for one in said if one.value == best)
    if any(uncertain(one.document) for one in (*odd, other)):
        return unclear(f"{name}的{_WORDS[attribute]}不一致，可能是图像识别的差错", odd[0].span, other.span, about=about)
    if mentions(view, _SELF_NAMED):
        return unclear(f"{name}的身份系自报，{_WORDS[attribute]}不一致", odd[0].span, other.span, about=about)
    return violated(
        f"{name}的{_WORDS[attribute]}不一致：{view.title(odd[0].document)}为{odd[0].value}，"
        f"{view.title(other.document)}为{best}",
        *(one.span for one in odd), other.span, about=about,
    )  # fmt: skip


# -- penalty ---------------------------------------------------------------------------------------------------------


def same_penalty(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS502: what was approved is decided, and nothing heavier than what was announced."""
    if not penalties(view):
        yield not_applicable("没有处罚决定")
    for decision in penalties(view):
        person, decided = view.person_of(decision), decision_penalty(view, decision)
        if not decided.any:
            yield unclear("处罚决定的内容没有读到", decision.span(), about=f"{person or ''}|决定")
            continue
        for form in view.documents("penalty_approval_form"):
            if concerns(view, form, person):
                yield from _against_approval(view, decision, form, decided)
        yield from _against_notices(view, decision, decided)


def _words(penalty: Penalty) -> str:
    words = [f"行政拘留{days}日" for days in penalty.days] + [f"罚款{fine}元" for fine in penalty.fines]
    return "、".join(dict.fromkeys(words)) or ("警告" if penalty.warning else "未写明")


def _against_approval(view: CaseView, decision: Document, form: Document, decided: Penalty) -> Iterator[Verdict]:
    text = view.text(form).text
    last = re.split(r"领导(?:审批|意见|批示)|审批意见|局领导|负责人审批", text)
    approved = read_penalty(last[-1]) if len(last) > 1 else Penalty()
    approved = approved if approved.any else read_penalty(text)
    about, spans = f"{view.person_of(decision) or ''}|审批", (decision.span("penalty"), form.span("penalty"))
    if not (approved.days or approved.fines) or len(set(approved.days)) > 1 or len(set(approved.fines)) > 1:
        return
    if not (decided.days or decided.fines) or (approved.most_days, approved.most_fine) == (
        decided.most_days,
        decided.most_fine,
    ):
        yield satisfied("决定与审批的处罚一致", *spans, about=about)
    elif len(set(decided.days)) > 1 or len(set(decided.fines)) > 1:
        yield unclear("决定书有几个数额，需与审批核对", *spans, about=about)
    else:
        yield violated(f"审批的处罚为{_words(approved)}，决定为{_words(decided)}", *spans, about=about, confidence=0.85)


def _against_notices(view: CaseView, decision: Document, decided: Penalty) -> Iterator[Verdict]:
    person = view.person_of(decision)
    notices = [one for one in view.documents("penalty_prior_notice") if concerns(view, one, person)]
    told = [(one, intended_penalty(view, one)) for one in notices]
    told = [(one, penalty) for one, penalty in told if penalty.any]
    if not told:
        return
    about = f"{person or ''}|告知"
    heavier = [(one, penalty) for one, penalty in told if _heavier(decided, penalty)]
    spans = (decision.span("penalty"), told[-1][0].span("penalty" if "penalty" in told[-1][0].fields else "proposed"))
    if len(heavier) < len(told):
        yield satisfied("决定不重于告知的处罚", *spans, about=about)
    elif mentions(view, _DEFENCE, "penalty_prior_notice") or view.documents(
        "hearing_record", "statement_defense_review"
    ):
        yield unclear("申辩或者听证后决定重于告知，另由加重处罚的规则判断", *spans, about=about)
    else:
        yield violated(
            f"告知拟作的处罚为{_words(told[-1][1])}，决定为{_words(decided)}，重于告知且没有再次告知",
            *spans,
            about=about,
        )
    yield from _basis(view, decision, told[-1][0])


def _heavier(decided: Penalty, told: Penalty) -> bool:
    """Whether a decision is heavier than what was announced: a graver kind, or more of the same."""
    if decided.days and not told.days:
        return True
    if decided.fines and not told.fines and not told.days:
        return True
    if decided.revoked and not told.revoked:
        return True
    return (
        decided.most_days > told.most_days
        or (decided.most_fine > told.most_fine and decided.most_days >= told.most_days)
    ) and bool(told.days or told.fines)


def _basis(view: CaseView, decision: Document, notice: Document) -> Iterator[Verdict]:
    """Whether notice and decision rest on the same punishing article."""
    day = view.law_day(view.moment(decision, "issued_at"))
    if wrong_version(view, decision) is not None:
        return  # the citation is at fault and judged as such
    ours = {one.article for one in cited(view, decision) if penalty_range(one.key, day=day)}
    text = view.text(notice).text
    theirs: set[int] = set()
    for match in re.finditer(rf"{ACT}》?", text):
        stretch = re.split(r"《|的?(?:之)?规定", text[match.end() :])[0]
        theirs |= {one.article for one in find_articles(stretch) if penalty_range(one.key, day=day)}
    if ours and theirs and not ours & theirs:
        yield violated(
            "告知的处罚依据与决定引用的条文不同", decision.span("law_article"), notice.span("basis"),
            about=f"{view.person_of(decision) or ''}|依据", severity=Severity.DEFECT, confidence=0.7,
        )  # fmt: skip


# -- goods -----------------------------------------------------------------------------------------------------------


def _goods(document: Document) -> dict[str, tuple[int, str]]:
    """Items that stand once in a list, with their quantity in whole units."""
    items = document.value("items")
    found: dict[str, tuple[int, str]] = {}
    twice: set[str] = set()
    if isinstance(items, str):
        items = [[*one.split(" "), ""] for one in re.split(r"[;；]", items)]
    for row in items if isinstance(items, list) else []:
        name = re.sub(r"[(（].*?[)）]|\s", "", str(row[0] or ""))
        match = re.search(rf"(\d+|[{NUMERALS}]+)(\D{{0,2}})", str(row[1] or ""))
        number = chinese_number(match[1]) if match else None
        if not name or number is None or number != int(number):
            continue
        if name in found:
            twice.add(name)
        found[name] = (int(number), match[2] if match else "")
    return {name: quantity for name, quantity in found.items() if name not in twice}


def same_goods(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS503: the quantity of an item is the same when it is seized, stored, returned and confiscated."""
    lists = view.documents("preservation_list_admin", "seizure_list")
    later = view.documents("evidence_warehouse_in", "return_list", "confiscation_list", "destruction_list")
    if not lists or not later:
        yield not_applicable("没有可以核对的扣押和保管、处理清单")
        return
    explained = mentions(view, r"检验消耗|鉴定消耗|取样|变卖|提前发还|先行发还|差额|短少|更正")
    for first in lists:
        goods = _goods(first)
        differs = False
        if not goods:
            yield unclear(f"{view.title(first)}的物品没有读到", first.span(), about=f"物品|{view.ordinal(first)}")
            continue
        for second in later:
            for name, quantity in _goods(second).items():
                before = goods.get(name)
                if before is None or before[1] != quantity[1] or before[0] == quantity[0]:
                    continue
                if second.type == "confiscation_list" and re.search(r"人民币|现金|款|钱", name):
                    continue  # gains paid in another way are confiscated too
                if quantity[0] < before[0] and (second.type != "evidence_warehouse_in" or explained):
                    continue  # part of it may have gone another way
                differs = True
                yield violated(
                    f"“{name}”在{view.title(first)}为{before[0]}{before[1]}，在{view.title(second)}为"
                    f"{quantity[0]}{quantity[1]}",
                    first.span("items"), second.span("items"), about=f"{name}|{second.type}", confidence=0.8,
                )  # fmt: skip
        if not differs:
            yield satisfied("清单与后续保管、处理的数量相符", first.span("items"), about=f"物品|{view.ordinal(first)}")


# -- one officer in two places ---------------------------------------------------------------------------------------


def _people_of(document: Document) -> set[str]:
    value = document.value("officers")
    names = list(value) if isinstance(value, list) else [value]
    return {str(one) for one in (*names, document.value("recorder")) if one}


def _place(document: Document) -> str:
    return re.sub(r"[^\w]", "", str(document.value("place") or ""))


def two_places(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS504: no officer stands in two records of the same time at different places."""
    timed = []
    for one in view.documents(*_TIMED):
        begun, ended = view.start(one), view.end(one)
        if begun and ended and begun.exact and ended.exact and ended.earliest > begun.earliest:
            timed.append((begun.earliest, ended.earliest, one))
    clash = False
    for (start, end, one), (other_start, other_end, other) in combinations(timed, 2):
        overlap = min(end, other_end) - max(start, other_start)
        shared = _people_of(one) & _people_of(other)
        if overlap <= timedelta(0) or not shared or _copy(view, one, other):
            continue
        clash = True
        yield _clash(view, one, other, sorted(shared), int(overlap.total_seconds() // 60))
    if not timed:
        yield not_applicable("没有起止时间完整的笔录")
    elif not clash:
        yield satisfied("没有民警同一时间出现在两份笔录", timed[0][2].span("time_range"))


def _copy(view: CaseView, one: Document, other: Document) -> bool:
    """Whether two papers are the same record bound twice."""
    return one.type == other.type and view.people(one) == view.people(other) and view.start(one) == view.start(other)


def _clash(view: CaseView, one: Document, other: Document, shared: list[str], minutes: int) -> Verdict:
    places = _place(one), _place(other)
    about = f"{'、'.join(shared)}|{view.start(one)}|{view.start(other)}"
    spans = (one.span("time_range"), other.span("time_range"))
    words = f"{'、'.join(shared)}同时出现在{view.title(one)}和{view.title(other)}，重叠{minutes}分钟"
    if uncertain(one, other):
        return unclear(f"{words}，时间由图像识别得来", *spans, about=about)
    if all(places) and places[0] not in places[1] and places[1] not in places[0]:
        return violated(f"{words}，两处地点不同", *spans, about=about)
    if one.type == other.type == "interview_record":
        return violated(f"{words}，地点相同或者未写明", *spans, about=about, severity=Severity.NOTICE, confidence=0.6)
    return unclear(f"{words}，地点相同或者未写明", *spans, about=about)


# -- time line -------------------------------------------------------------------------------------------------------


def time_line(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS505: times that logic fixes against each other are in order."""
    found = [*_records(view), *_within_stays(view), *_numbers(view), *_reported(view), *_executed(view)]
    yield from found
    if found:
        return
    unread = [one for one in view.documents(*_TIMED) if not one.read]
    if unread:
        yield unclear("有笔录的时间没有读到，先后不能全部核对", unread[0].span())
    else:
        yield satisfied("各文书的时间先后没有矛盾")


def _records(view: CaseView) -> Iterator[Verdict]:
    for record in view.documents(*_TIMED):
        start, end = view.start(record), view.end(record)
        if not (start and end and start.exact and end.exact) or uncertain(record):
            continue
        cut_off = end.earliest.minute == 0 and end.earliest.hour == start.earliest.hour  # the minutes were not read
        if end.earliest < start.earliest and not cut_off:
            yield violated(
                f"{view.title(record)}的结束时间{end}早于开始时间{start}", record.span("time_range"),
                about=f"笔录|{view.person_of(record) or ''}|{start}", confidence=0.8,
            )  # fmt: skip


def _within_stays(view: CaseView) -> Iterator[Verdict]:
    known = [stay for stay in stays(view) if stay.start and stay.end and stay.start.exact and stay.end.exact]
    for record in view.documents("interview_record"):
        start, end = view.start(record), view.end(record)
        if (
            not is_suspect_record(view, record)
            or not (start and end and start.exact and end.exact)
            or uncertain(record)
        ):
            continue
        own = [stay for stay in known if view.same_person(stay.person, view.person_of(record) or "")]
        meets = [one for one in own if _meets(start, end, one.start, one.end)]
        inside = [one for one in meets if one.start and one.end and one.start <= start and end <= one.end]
        if meets and not inside:
            stay = meets[0]
            what = "晚于离开时间" if stay.end and end > stay.end else "早于到达时间"
            times = f"{end}{what}{stay.end}" if "离开" in what else f"{start}{what}{stay.start}"
            yield violated(
                f"{stay.person}：询问时间{times}", record.span("time_range"), *stay.spans,
                about=f"{stay.person}|询问|{start}", confidence=0.85,
            )  # fmt: skip


def _meets(start: Moment, end: Moment, arrived: Moment | None, left: Moment | None) -> bool:
    return arrived is not None and left is not None and start < left and end > arrived


def _numbers(view: CaseView) -> Iterator[Verdict]:
    for document in view.documents(*_NUMBERED):
        issued = view.moment(document, "issued_at")
        match = _YEAR.search(str(document.value("doc_no") or ""))
        if issued is not None and match is not None and int(match[1]) != issued.day.year and not uncertain(document):
            yield violated(
                f"{view.title(document)}文号为{match[1]}年，落款为{issued}", document.span("doc_no"),
                document.span("issued_at"), about=f"{document.type}|{document.value('doc_no')}", confidence=0.8,
            )  # fmt: skip


def _reported(view: CaseView) -> Iterator[Verdict]:
    alarms: Iterable[tuple[Moment, Document]] = [
        (moment, one) for one in view.documents("alarm_record") if (moment := view.moment(one, "received_at"))
    ]
    first = min(alarms, key=lambda pair: pair[0], default=None)
    if first is None:
        return
    for form in intake(view):
        accepted = view.moment(form, "approved_at") or view.moment(form, "issued_at")
        if accepted is not None and accepted.day < first[0].day and not uncertain(form, first[1]):
            yield violated(
                f"受案日期{accepted}早于报警时间{first[0]}", form.span("approved_at"), first[1].span("received_at"),
                about=f"受案|{accepted}", confidence=0.75,
            )  # fmt: skip


def _executed(view: CaseView) -> Iterator[Verdict]:
    for receipt in view.documents("execution_receipt"):
        start, end = view.moment(receipt, "detention_from"), view.moment(receipt, "detention_to")
        if start is not None and end is not None and end.day < start.day and not uncertain(receipt):
            yield violated(
                f"执行期限止于{end}，早于起算的{start}", receipt.span("detention_from"), about=f"执行|{start}"
            )


# -- statements ------------------------------------------------------------------------------------------------------


def conflicting(view: CaseView, _card: Card) -> list[Verdict]:
    """CNS506: statements that contradict themselves or each other."""
    return conflict_verdicts(view.case)


def copied(view: CaseView, _card: Card) -> list[Verdict]:
    """CNS507: answers of two persons that are the same word for word."""
    return copied_verdicts(view.case, within_person=False)

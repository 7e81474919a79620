"""Relations of what papers say of one thing: identity, age, samples, the prosecution opinion, the contents table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.measures import concerns, first_of, papers
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Origin, Span
from reviewer.core.facts import Moment
from reviewer.core.finding import Severity, Verdict
from reviewer.law.counting import add_months
from reviewer.law.forms import forms_by_title

_ID = re.compile(r"(?<!\d)\d{17}[\dXx](?![\dXx])")
_DATE = r"(\d{4})年(\d{1,2})月(\d{1,2})日"
_ACT_DAY = re.compile(rf"(?:侦查|审查|审理)查明[::,，]?(?:[^。]{{0,8}}?){_DATE}")
_IDENTITY = (
    "interrogation_record", "interview_record", "case_receiving_record", "detention_warrant", "arrest_warrant",
    "bail_decision", "residential_surveillance_decision", "summons_criminal", "compelled_appearance_warrant",
    "release_notice", "detention_extension_notice", "identity_certificate",
)  # fmt: skip
_AGES = (14, 16, 18)
_OTHER_SOURCES = re.compile(r"出生医学证明|出生证|骨龄|学籍|接生|入学登记|防疫接种|户籍底册")
_SURVEY = re.compile(r"社会调查(?:报告)?|成长经历[^。]{0,20}调查")
_GRADE = re.compile(r"(?:轻微伤|轻伤[一二]级|重伤[一二]级)")
_IMEI = re.compile(r"(?:IMEI|串号|串码)(?:码|号)?[1１]?[::]?(\d{15})")
_WEIGHED_IN = ("inspection_record", "search_record", "scene_examination_record", "seizure_record")
_SEAL_MARK = re.compile(r"(?<![A-Za-z0-9/.])[A-Za-z]{1,6}[-—]?\d{3,}(?:[-—]\d{1,3}){0,2}(?![\d.])")
_NET_OR_GROSS = re.compile(r"(净重|毛重)(?:为|约)?[:：]?(\d+(?:\.\d+)?)(?:克|g)")
_WEIGHT = re.compile(r"([\u4e00-\u9fff]{2,8})[^。;]{0,20}?(?:净重|重量?为?)(?:约)?(\d+(?:\.\d+)?)(?:克|g)")
_PAGE = re.compile(r"第(\d{1,3})页[,，]?共(\d{1,3})页")


class Stated(NamedTuple):
    """A value that a paper states of a person."""

    value: str
    document: Document
    span: Span


# -- identity (CNS004) ---------------------------------------------------------------------------------------------


def _sure(document: Document, name: str) -> bool:
    """Whether a field was read from text and not from a picture, where one figure may be wrong."""
    field = document.fields[name]
    exact = all(page.origin in (Origin.LAYER, Origin.TEXT) for page in document.pages)
    return exact and field.confidence >= 0.8


def _identity_papers(view: CaseView) -> list[Document]:
    """Papers whose birth date and number are surely those of the person whom they name."""
    kinds = _IDENTITY if len(view.suspects) != 1 else (*_IDENTITY, "arrest_request", "prosecution_opinion")
    return view.documents(*kinds)


def _stated(view: CaseView, name: str) -> tuple[list[Stated], list[Stated]]:
    """The birth dates and identity numbers that papers about a person state, where they were read surely."""
    births: list[Stated] = []
    numbers: list[Stated] = []
    for document in _identity_papers(view):
        people = (str(document.value("suspect_name")),) if document.value("suspect_name") else view.people(document)
        if len(people) != 1 or not view.same_person(name, *people):
            continue
        if "birth_date" in document.fields and _sure(document, "birth_date"):
            moment = Moment.parse(document.value("birth_date"))
            if moment is not None:
                births.append(Stated(moment.day.isoformat(), document, document.span("birth_date")))
        for field in ("id_no", "id_doc"):
            if field in document.fields and _sure(document, field):
                match = _ID.search("".join(str(document.value(field) or "").split()))
                if match is not None:
                    numbers.append(Stated(match[0].upper(), document, document.span(field)))
    return births, numbers


def identity(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS004: birth date and identity number of one person are the same in every paper."""
    found = False
    for person in view.case.persons:
        births, numbers = _stated(view, person.name)
        for what, stated in (("出生日期", births), ("身份证号码", numbers)):
            if len(stated) > 1:
                found = True
                yield _same(view, person.name, what, stated)
        if births and numbers:
            found = True
            yield _birth_in_number(person.name, births[0], numbers)
    if not found:
        if any(not one.read for one in view.case.documents if view.people(one)):
            yield unclear("有载明身份信息的文书没有读全，不能比较")
        else:
            yield not_applicable("没有两处以上可以比较的身份信息")


def _same(view: CaseView, person: str, what: str, stated: list[Stated]) -> Verdict:
    values = {one.value: one for one in reversed(stated)}
    about = f"{person}|{what}|{'|'.join(sorted(values))}"
    if len(values) == 1:
        return satisfied(f"{person}的{what}各文书一致", stated[0].span, stated[-1].span, about=about)
    places = "；".join(f"{view.title(one.document)}为{value}" for value, one in values.items())
    severity = None
    if what == "出生日期" and _status_differs(view, [date.fromisoformat(value) for value in values]):
        severity = Severity.UNLAWFUL
    spans = [one.span for one in values.values()]
    return violated(f"{person}的{what}不一致：{places}", *spans, about=about, severity=severity)


def _status_differs(view: CaseView, births: list[date]) -> bool:
    act = _act_day(view)
    if act is None:
        return False
    passed = [sum(add_months(born, 12 * age) < act[0] for age in _AGES) for born in births]
    return len(set(passed)) > 1


def _birth_in_number(person: str, birth: Stated, numbers: list[Stated]) -> Verdict:
    number = numbers[0]
    written = f"{number.value[6:10]}-{number.value[10:12]}-{number.value[12:14]}"
    about = f"{person}|身份证内出生日期|{birth.value}|{written}"
    if Moment.parse(written) is None or written == birth.value:
        return satisfied(f"{person}的出生日期与身份证号码一致", birth.span, about=about)
    words = f"{person}的出生日期写为{birth.value}，身份证号码中为{written}"
    return violated(words, birth.span, number.span, about=about)


# -- age (CNS005) --------------------------------------------------------------------------------------------------


def _act_day(view: CaseView) -> tuple[date, Span] | None:
    """The first day of the act as the papers on the whole case tell it."""
    for document in view.documents("prosecution_opinion", "arrest_request"):
        found = view.text(document).first(_ACT_DAY)
        if found is not None:
            match, span = found
            moment = Moment.parse(f"{int(match[1]):04d}-{int(match[2]):02d}-{int(match[3]):02d}")
            if moment is not None:
                return moment.day, span
    return None


def age(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS005: an age near 14, 16 or 18 rests on more than the register; a missing survey is left to a person."""
    act = _act_day(view)
    found = False
    for name in view.suspects:
        person = view.person(name)
        if person is None or person.birth_date is None:
            continue
        if act is not None:
            edges = [add_months(person.birth_date, 12 * years) for years in _AGES]
            near = [edge for edge in edges if abs((edge - act[0]).days) <= 183]
            if near:
                found = True
                yield _age_verdict(view, name, near[0], act)
        record = next(iter(view.transcripts(person=name, kinds=("interrogation_record",))), None)
        start = view.start(record) if record else None
        years = view.age(name, start.day) if start else None
        if record is not None and years is not None and years < 18:
            found = True
            yield _survey(view, name, record, years)
    if not found:
        yield not_applicable("没有年龄临界或者未成年的嫌疑人")


def _age_verdict(view: CaseView, name: str, edge: date, act: tuple[date, Span]) -> Verdict:
    about = f"{name}|年龄临界"
    kinds = (
        "identity_certificate",
        "documentary_evidence_copy",
        "expert_opinion",
        "interview_record",
        "work_explanation",
    )
    if any(view.says(one, _OTHER_SOURCES.pattern) for one in view.documents(*kinds)):
        return satisfied(f"{name}年龄临界，有户籍以外的年龄证据", act[1], about=about)
    absence = view.missing("identity_certificate")
    if absence.held:
        return unclear(absence.held, act[1], about=about)
    words = f"{name}在作案日{act[0]}前后半年内满临界年龄（{edge}），卷内只有户籍资料，没有其他年龄证据"
    identity_papers = [one.span("birth_date") for one in papers(view, "identity_certificate", person=name)]
    return violated(
        words, act[1], *identity_papers, about=about, severity=Severity.NOTICE, looked_for=absence.looked_for
    )


def _survey(view: CaseView, name: str, record: Document, years: int) -> Verdict:
    about = f"{name}|社会调查"
    skipped = ("volume_contents", "rights_notice_suspect")
    if any(view.says(one, _SURVEY.pattern) for one in view.case.documents if one.type not in skipped):
        return satisfied(f"{name}是未成年人，卷内有社会调查的材料", record.span(), about=about)
    absence = view.missing("work_explanation")
    reason = f"{name}讯问时{years}周岁，卷内没有未成年人社会调查报告；调查依法根据情况进行，是否需要请人工判断"
    return unclear(absence.held or reason, record.span(), about=about)


# -- samples (CNS006) ----------------------------------------------------------------------------------------------


def samples(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS006: what was appraised is what was seized: its number, its weight, and not before the seizure."""
    lists = view.documents("seizure_list", "seizure_decision")
    opinions = view.documents("expert_opinion")
    if not lists or not opinions:
        yield not_applicable("没有扣押物品的鉴定")
        return
    seized = "".join(view.text(one).text for one in lists)
    for opinion in opinions:
        yield _sample_verdict(view, opinion, lists, seized)


def _sample_verdict(view: CaseView, opinion: Document, lists: list[Document], seized: str) -> Verdict:
    text = view.text(opinion).text
    about = f"{opinion.value('doc_no') or view.ordinal(opinion)}|检材"
    if not opinion.read or not all(one.read for one in lists):
        return unclear("扣押清单或者鉴定意见没有读全，不能比较", opinion.span(), about=about)
    ours, theirs = set(_IMEI.findall(seized)), set(_IMEI.findall(text))
    if len(ours) == 1 and len(theirs) == 1 and ours != theirs:
        words = f"扣押手机的串号为{next(iter(ours))}，送检手机的串号为{next(iter(theirs))}"
        return violated(words, lists[0].span("items"), opinion.span("samples"), about=about)
    ours_weight, theirs_weight = _weights(seized), _weights(text)
    for name, weight in theirs_weight.items():
        before = ours_weight.get(name)
        noted = re.search(r"取样|损耗|干燥|消耗|误差|提取", text)
        if before and abs(before - weight) > 0.02 * before and not noted:
            words = f"{name}扣押时{before}克，送检时{weight}克"
            return violated(words, lists[0].span("items"), opinion.span("samples"), about=about, confidence=0.7)
    if (differs := _other_weight(view, opinion, lists)) is not None:
        return replace(differs, about=about)
    taken = first_of(view, opinion, "accepted_at")
    seizures = view.documents("seizure_list", "seizure_record", "seizure_decision")
    first = min((moment for one in seizures if (moment := view.start(one))), default=None)
    linked = ours & theirs or set(ours_weight) & set(theirs_weight)
    if taken and first and linked and taken.moment.day < first.day:
        words = f"{taken.moment}已受理鉴定，{first}才扣押"
        return violated(words, taken.span, lists[0].span(), about=about, severity=Severity.DEFECT)
    return satisfied("检材与扣押物品未见不一致", opinion.span(), about=about)


def _other_weight(view: CaseView, opinion: Document, lists: list[Document]) -> Verdict | None:
    """A sample that weighs more than what was seized or weighed under the same seal or number.

    Less may have been used up or dried; more is another thing, or an error of the pen. Only weights of one kind
    (both 净重 or both 毛重) are compared.
    """
    theirs = _sealed_weights(view.text(opinion).text)
    weighed = [one for one in view.documents(*_WEIGHED_IN) if re.search("称量|净重|毛重", one.compact)]
    for source in (*lists, *weighed):
        if not source.read:
            continue
        for mark, weight in _sealed_weights(view.text(source).text).items():
            other = theirs.get(mark)
            if other is not None and other > 1.02 * weight:
                words = f"{mark[0]}的{mark[1]}，{view.title(source)}为{weight}克，送检时为{other}克"
                return violated(words, source.span("items"), opinion.span("samples"), about="", confidence=0.8)
    return None


def _sealed_weights(text: str) -> dict[tuple[str, str], float]:
    """Weights by the number on the seal or bag and the kind of weight, where one part of a sentence has one of each."""
    found: dict[tuple[str, str], set[float]] = {}
    for sentence in re.split(r"[。;；]", text):
        marks = _SEAL_MARK.findall(sentence)
        parts = [sentence] if len(set(marks)) == 1 else re.split(r"[,，、]", sentence)
        for part in parts:
            named, weights = set(_SEAL_MARK.findall(part)), _NET_OR_GROSS.findall(part)
            if len(named) == 1 and len(weights) == 1:
                found.setdefault((named.pop(), weights[0][0]), set()).add(float(weights[0][1]))
    return {mark: weights.pop() for mark, weights in found.items() if len(weights) == 1}


def _weights(text: str) -> dict[str, float]:
    """Weights by the two characters before the weight's noun, where a noun stands once."""
    found: dict[str, list[float]] = {}
    for name, weight in _WEIGHT.findall(text):
        found.setdefault(name[-4:], []).append(float(weight))
    return {name: weights[0] for name, weights in found.items() if len(weights) == 1}


# -- the prosecution opinion (CNS010) ------------------------------------------------------------------------------


_STATED = (
    (re.compile(rf"于{_DATE}被(?:我局|本局)?(?:依法)?(?:刑事)?拘留"), "detention_warrant", "拘留"),
    (re.compile(rf"于{_DATE}被(?:我局|本局)?(?:依法)?(?:执行)?逮捕"), "arrest_warrant", "逮捕"),
    (re.compile(rf"于{_DATE}被(?:我局|本局)?(?:依法)?(?:决定)?取保候审"), "bail_decision", "取保候审"),
)


def opinion_agrees(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS010: dates of measures and the grade of injury in the prosecution opinion are those of their papers."""
    opinions = view.documents("prosecution_opinion")
    if not opinions:
        yield not_applicable("没有起诉意见书")
    for opinion in opinions:
        if not opinion.read:
            yield unclear("起诉意见书没有读全，不能核对", opinion.span(), about=f"{view.ordinal(opinion)}|核对")
            continue
        people = [name for name in view.suspects if concerns(view, opinion, name)]
        if len(people) == 1:
            for pattern, kind, what in _STATED:
                yield from _measure_date(view, opinion, pattern, kind, what, people[0])
        yield from _injury(view, opinion)
        yield satisfied("起诉意见书与来源文书已核对", opinion.span(), about=f"{view.ordinal(opinion)}|核对")


def _measure_date(
    view: CaseView, opinion: Document, pattern: re.Pattern[str], kind: str, what: str, person: str
) -> Iterator[Verdict]:
    found = view.text(opinion).first(pattern)
    sources = [
        one for one in papers(view, kind, person=person, without=("执行通知书",)) if view.person_of(one) == person
    ]
    if found is None or len(sources) != 1:
        return
    match, span = found
    stated = Moment.parse(f"{int(match[1]):04d}-{int(match[2]):02d}-{int(match[3]):02d}")
    paths = ("announced_at", "served_at", "from", "issued_at")
    days = {moment.day for path in paths if (moment := view.moment(sources[0], path)) is not None}
    if stated is None or not days or stated.day in days:
        return
    words = f"起诉意见书写{person}{stated}被{what}，{view.title(sources[0])}为{min(days)}"
    yield violated(words, span, sources[0].span(paths[0]), about=f"{person}|{what}日期")


def _injury(view: CaseView, opinion: Document) -> Iterator[Verdict]:
    stated = set(_GRADE.findall(view.text(opinion).text))
    graded: dict[str, Document] = {}
    for one in view.documents("expert_opinion"):
        for grade in _GRADE.findall(str(one.value("opinion") or "") or view.text(one).text[-400:]):
            graded[grade] = one
    if len(stated) == 1 and len(graded) == 1 and stated != set(graded):
        said, found = next(iter(stated)), next(iter(graded))
        words = f"起诉意见书写损伤程度为{said}，鉴定意见为{found}"
        spans = view.says(opinion, said) or opinion.span(), view.says(graded[found], found) or graded[found].span()
        yield violated(words, *spans, about=f"损伤程度|{said}|{found}")


# -- pages and the contents table (CNS011) -------------------------------------------------------------------------


def pages_and_numbers(view: CaseView, _card: Card) -> Iterator[Verdict]:
    """CNS011: what the contents table lists is there, and pages of a paper run on."""
    contents = view.documents("volume_contents")
    for table in contents:
        yield from _listed(view, table)
    for document in view.case.documents:
        yield from _page_run(view, document)
    if contents:
        yield satisfied("目录与文书已核对", contents[0].span(), about="目录")
    else:
        yield not_applicable("没有卷内目录")


def _listed(view: CaseView, table: Document) -> Iterator[Verdict]:
    value = table.value("rows")
    if not isinstance(value, list):
        return
    titles = forms_by_title()
    for row in value:
        if not isinstance(row, list | tuple) or len(row) < 2 or not row[1]:
            continue
        title = "".join(str(row[1]).split())
        kinds = titles.get(title)
        if not kinds or view.documents(*kinds) or any(title in (one.compact[:80]) for one in view.case.documents):
            continue
        absence = view.missing(*kinds)
        about = f"目录|{title}"
        if absence.held:
            yield unclear(f"目录列有{title}；{absence.held}", table.span("rows"), about=about)
        else:
            words = f"卷内目录列有《{title}》，卷内没有该文书"
            yield violated(words, table.span("rows"), about=about, looked_for=absence.looked_for)


def _page_run(view: CaseView, document: Document) -> Iterator[Verdict]:
    marked = _PAGE.findall(view.text(document).text)
    if len(marked) < 2 or len({total for _, total in marked}) != 1:
        return
    numbers = sorted({int(number) for number, _ in marked})
    total = int(marked[0][1])
    missing = [number for number in range(1, total + 1) if number not in numbers]
    if not missing or len(marked) != len(document.pages) or total > 60:
        return
    about = f"{document.type}|{view.person_of(document) or view.ordinal(document)}|缺页"
    if not document.read:
        yield unclear(f"{view.title(document)}没有读全，页码不能核对", document.span(), about=about)
        return
    words = f"{view.title(document)}写明共{total}页，缺第{'、'.join(map(str, missing))}页"
    severity = Severity.DEFECT if document.turns else None
    yield violated(words, document.span(), about=about, severity=severity, confidence=0.7)

"""Statements against documents: the time of the alarm, injuries, what was seized, the place of the scene, blood and urine.

Only what a document says plainly is held against a statement, and only where the two must be of one thing: the alarm
that the speaker himself raised, the injury of the speaker, the things that were asked for, the driver's own drink.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from reviewer.checks.statements import moments, values
from reviewer.checks.statements.circumstances import ASKS_WHERE
from reviewer.checks.statements.judge_circumstances import named_apart
from reviewer.checks.statements.records import Clause, Exchange, Record
from reviewer.checks.statements.relation import Conflict
from reviewer.checks.statements.states import read_drink
from reviewer.core.casefile import CaseFile, Document, Span
from reviewer.core.facts import Moment

ALARM_SLACK = 30  # minutes
OTHER_ALARM = 2 * 1440  # farther apart it is another alarm
DRUNK = 20.0  # milligrams of alcohol in a hundred millilitres of blood, from which one has been drinking (GB 19522)

_ALARM = re.compile(r"(?:打(?:的|了)?(?:报警电话|110|１１０)|报(?:的|了)?警|拨打)")
_SIDED = re.compile(
    r"(?P<side>左|右)(?:侧|边|面)?(?:的)?(?:第[^，。；]{1,8})?(?P<part>肋骨|肋|小臂|前臂|上臂|胳膊|手臂|手腕|手指|手|大腿|小腿|膝|脚踝|脚|脸|面部|耳|眼|眉|额|肩|胸|腰|臀)"
)
_PARTS = {
    "肋骨": "肋", "胸": "肋", "前臂": "臂", "小臂": "臂", "上臂": "臂", "胳膊": "臂", "手臂": "臂", "面部": "脸",
    "手腕": "手", "手指": "手", "脚踝": "脚", "大腿": "腿", "小腿": "腿",
}  # fmt: skip
_ALCOHOL = re.compile(
    r"(?:乙醇|酒精)[^，。；]{0,16}?(?:为|是|：|:|约)?\s*(?P<much>\d{1,3}(?:\.\d+)?)\s*(?:mg|毫克|ｍｇ)\s*[/／每]\s*(?:100|１００|百)\s*(?:ml|mL|ML|毫升|ｍＬ)",
    re.IGNORECASE,
)
_URINE = re.compile(
    r"(?:甲基苯丙胺|冰毒|吗啡|海洛因|氯胺酮|K粉|大麻|可卡因|尿液|尿检|毒品)[^。；]{0,24}(?:呈|均?为|结果)?阳性"
)
_TAKES_DRUGS = re.compile(r"(?:没(?:有)?|未|从来?没(?:有)?|不)(?:吸|碰|沾|溜)(?:过|食)?(?:毒|冰|那|这|任何|$)?")


def document_conflicts(case: CaseFile, records: tuple[Record, ...]) -> tuple[Conflict, ...]:
    """Statements that differ from what a document of the case shows. ``records`` are those of the case."""
    out: list[Conflict] = []
    speakers = frozenset(record.speaker for record in records)
    opinions = case.of_type("expert_opinion", "expert_opinion_notice")
    scenes = case.of_type("scene_examination_record")
    for record in records:
        for document in case.of_type("alarm_record"):
            out.extend(_alarm(record, document))
        for document in (*opinions, *case.of_type("drug_onsite_test_report")):
            if _examined(document, speakers) == record.speaker:
                out.extend(_injury(record, document))
                out.extend(_blood(record, document))
                out.extend(_urine(record, document))
        for document in case.of_type("seizure_list", "preservation_list_admin"):
            out.extend(_seized(record, document))
        if len(scenes) == 1:  # of several scenes any may be the one that is meant
            out.extend(_scene(record, scenes[0]))
    return tuple(out)


def _alarm(record: Record, document: Document) -> Iterator[Conflict]:
    received = Moment.parse(document.value("received_at"))
    caller = document.value("caller")
    if received is None or not received.exact or (isinstance(caller, str) and caller and caller != record.speaker):
        return
    for exchange in record.exchanges:
        for clause in exchange.clauses:
            said = _alarm_said(exchange, clause)
            if said is None:
                continue
            if ALARM_SLACK < _off(said, received.earliest) <= OTHER_ALARM:
                other = f"接警记录为{received}"
                yield _against(record, exchange, clause.start, clause.text, document, "received_at", "time", other)
            return


def _alarm_said(exchange: Exchange, clause: Clause) -> moments.When | None:
    """When the speaker says that he raised the alarm."""
    found = _ALARM.search(clause.text)
    if found is None or not clause.own:
        return None
    times = [when for when in moments.times(clause.text, base=exchange.base) if when.minutes]
    before = [when for when in times if when.start < found.start()]
    return before[-1] if before else None


def _off(said: moments.When, received: datetime) -> float:
    days = (received.date().toordinal(),) * 2 if said.days else None
    minute = received.hour * 60 + received.minute
    return said.apart(moments.When(days, (minute, minute)))


_EXAMINED = re.compile(r"(?:被鉴定人|被检(?:验|测|查)?人|受检人|送检人员)(?:姓名)?[：:]?(?P<name>[一-鿿·]{2,8})")


def _examined(document: Document, speakers: frozenset[str]) -> str | None:
    """On whom an opinion is: by its field or its words, else the only speaker of the case whom it names."""
    subject = document.value("subject") or document.value("injured")
    found = _EXAMINED.search(_bare(document))
    words = str(subject or (found["name"] if found else "") or _bare(document))
    named = [name for name in speakers if name in words]
    return named[0] if len(named) == 1 else None


def _bare(document: Document) -> str:
    """The text of a document without the breaks of its lines."""
    return re.sub(r"\s+", "", document.text)


def _injury(record: Record, document: Document) -> Iterator[Conflict]:
    """Only the injured himself, and only where the opinion names one side of that part."""
    if record.type == "interrogation_record":
        return
    opinion = _sides(_bare(document))
    for exchange in record.exchanges:
        if not re.search(r"伤|打(?:在|到)|哪里", exchange.question):
            continue
        for part, sides in _sides(exchange.answer).items():
            shown = opinion.get(part)
            if shown and len(shown) == 1 and len(sides) == 1 and shown != sides:
                found = next(item for item in _SIDED.finditer(exchange.answer) if _part(item["part"]) == part)
                other = f"鉴定文书记载在{'、'.join(sorted(shown))}侧"
                yield _against(record, exchange, found.start(), found[0], document, "opinion", "amount", other)
                return


def _sides(text: str) -> dict[str, set[str]]:
    out: dict[str, set[str]] = {}
    for found in _SIDED.finditer(text):
        out.setdefault(_part(found["part"]), set()).add(found["side"])
    return out


def _part(word: str) -> str:
    return _PARTS.get(word, word)


def _blood(record: Record, document: Document) -> Iterator[Conflict]:
    """Who says that he had not been drinking, and whose blood or breath shows alcohol."""
    found = _ALCOHOL.search(_bare(document))
    if found is None or float(found["much"]) < DRUNK:
        return
    for exchange in record.exchanges:
        for claim in read_drink(exchange):
            if claim.slot == "drink" and claim.value is False and claim.subject == {record.speaker}:
                other = f"{document.title or '检验报告'}载明乙醇含量{found['much']}mg/100mL"
                yield _against(record, exchange, claim.start, claim.text, document, "opinion", "state", other)
                return


def _urine(record: Record, document: Document) -> Iterator[Conflict]:
    """Who says that he took no drugs, and whose urine was positive."""
    if _URINE.search(_bare(document)) is None:
        return
    for exchange in record.exchanges:
        if not re.search(r"吸(?:食)?(?:过|毒|了|没|冰)|毒品", exchange.question) or re.search(
            "以前|曾经|有没有前科|其他|谁", exchange.question
        ):
            continue
        first = exchange.clauses[0]
        denied = _TAKES_DRUGS.search(first.text) or re.match(r"(?:没有?|没得)$", first.text)
        if denied and first.own and all(mention.who <= {record.speaker} for mention in exchange.asked_people):
            other = f"{document.title or '检验报告'}为阳性"
            yield _against(record, exchange, first.start, first.text, document, "opinion", "state", other)
            return


def _scene(record: Record, document: Document) -> Iterator[Conflict]:
    """The place of the happening by the name of a village, an estate, an inn…, and another such name in the record."""
    shown = document.value("place")
    if not isinstance(shown, str) or not shown:
        return
    for exchange in record.exchanges:
        asked = ASKS_WHERE.search(exchange.question) and exchange.asked & {"incident"} and not exchange.vague_topic
        first = exchange.clauses[0]
        if asked and first.own and named_apart(first.text, shown, kinds="村|镇|小区|超市|宾馆|酒店|网吧|KTV|茶楼|公园"):
            other = f"现场勘验笔录记载的地点为“{shown[:30]}”"
            yield _against(record, exchange, first.start, first.text, document, "place", "place", other)
            return


_FOUND_ON = re.compile(r"扣(?:押)?了?|查获|搜(?:出|到|查)|查到|起获|缴获")


def _seized(record: Record, document: Document) -> Iterator[Conflict]:
    """What was seized, asked for in the record, with another number in the list."""
    for exchange in record.exchanges:
        if not _FOUND_ON.search(exchange.question):
            continue
        for item in values.quantities(exchange.answer):
            thing = "现金" if item.unit == "money" else item.thing[:4] or _before(exchange.answer, item.start)
            listed = _listed(document, thing, item.unit)
            if listed is not None and item.range.apart(listed) and not item.range.soft:
                other = f"清单为{listed.low:g}{'元' if item.unit == 'money' else item.unit}"
                said = exchange.answer[item.start : item.end]
                yield _against(record, exchange, item.start, said, document, None, "amount", other)
                return


def _before(text: str, start: int) -> str:
    found = re.search(r"([一-鿿]{2,6})$", text[:start])
    return found[1][-4:] if found else ""


def _listed(document: Document, thing: str, unit: str) -> values.Range | None:
    """How many of a thing the list has, where exactly one of its lines names it."""
    lines = [line.text for page in document.pages for line in page.lines]
    if unit == "money":
        return _listed_money(lines)
    if len(thing) < 2 or unit not in "个只条瓶台部辆件包袋箱张把根块套副本双份":
        return None
    named = [line for line in lines if thing in line]
    if len(named) != 1:
        return None
    found = re.search(rf"(\d+|[一二两三四五六七八九十]+)\s*{unit}", named[0].split(thing, 1)[1])
    return values.number(found[1]) if found else None


_NOTES = re.compile(r"(?:[一五二两]?[百十]|\d+)元?(?:面额|面值|券|币)|面[额值][^，。；\s]*")


def _listed_money(lines: list[str]) -> values.Range | None:
    named = [line for line in lines if re.search("人民币|现金", line)]
    line = _NOTES.sub("", re.split("人民币|现金", named[0], maxsplit=1)[1]) if len(named) == 1 else ""
    sums = [item.range for item in values.quantities(line) if item.unit == "money"]
    return sums[0] if len(sums) == 1 else None


def _against(
    record: Record,
    exchange: Exchange,
    start: int,
    text: str,
    document: Document,
    name: str | None,
    aspect: str,
    other: str,
) -> Conflict:
    a = exchange.span(start, start + len(text)) or Span("", 0)
    message = f"{record.speaker}的陈述“{text[:40]}”与书证不一致：{other}"
    return Conflict(
        aspect,
        message,
        a,
        document.span(name),
        0.7,
        (record.speaker, document.title or document.type),
        "document",
        (record.session, 0),
    )

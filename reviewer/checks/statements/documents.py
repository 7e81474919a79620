"""Statements against documents: when the alarm was raised, on which side an injury is, how much was seized."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from reviewer.checks.statements import moments, values
from reviewer.checks.statements.comparison import Conflict
from reviewer.checks.statements.records import Exchange, Record, read_records
from reviewer.core.casefile import CaseFile, Document, Span
from reviewer.core.facts import Moment

ALARM_SLACK = 30  # minutes
_ALARM = re.compile(r"(?:打(?:的|了)?(?:报警电话|110|１１０)|报(?:的|了)?警|拨打)")
_SIDED = re.compile(
    r"(?P<side>左|右)(?:侧|边|面)?(?:的)?(?:第[^，。；]{1,8})?(?P<part>肋骨|肋|小臂|前臂|上臂|胳膊|手臂|手腕|手指|手|大腿|小腿|膝|脚踝|脚|脸|面部|耳|眼|眉|额|肩|胸|腰|臀)"
)
_PARTS = {
    "肋骨": "肋",
    "胸": "肋",
    "前臂": "臂",
    "小臂": "臂",
    "上臂": "臂",
    "胳膊": "臂",
    "手臂": "臂",
    "面部": "脸",
    "手腕": "手",
    "手指": "手",
    "脚踝": "脚",
    "大腿": "腿",
    "小腿": "腿",
}


def document_conflicts(case: CaseFile) -> tuple[Conflict, ...]:
    """Statements that differ from what a document of the case shows."""
    out: list[Conflict] = []
    for record in read_records(case):
        for document in case.of_type("alarm_record"):
            out.extend(_alarm(record, document))
        for document in case.of_type("expert_opinion", "expert_opinion_notice"):
            out.extend(_injury(record, document))
        for document in case.of_type("seizure_list", "preservation_list_admin"):
            out.extend(_seized(record, document))
    return tuple(out)


def _alarm(record: Record, document: Document) -> Iterator[Conflict]:
    received = Moment.parse(document.value("received_at"))
    if received is None or not received.exact:
        return
    for exchange in record.exchanges:
        for clause in exchange.clauses:
            found = _ALARM.search(clause.text)
            times = (
                [
                    when
                    for when in moments.times(clause.text, base=exchange.base)
                    if when.minutes and when.start < found.start()
                ]
                if found and clause.own
                else []
            )
            if not times:
                continue
            said = times[-1]
            if _off(said, received.earliest, exchange) > ALARM_SLACK:
                yield _against(
                    record,
                    exchange,
                    clause.start,
                    clause.text,
                    document,
                    "received_at",
                    "time",
                    f"接警记录为{received}",
                )
                return


def _off(said: moments.When, received: datetime, exchange: Exchange) -> float:
    days = (received.date().toordinal(),) * 2 if said.days else None
    minute = received.hour * 60 + received.minute
    del exchange
    return said.apart(moments.When(days, (minute, minute)))


def _injury(record: Record, document: Document) -> Iterator[Conflict]:
    """Only the injured himself, and only where the opinion names one side of that part."""
    subject = str(document.value("subject") or document.value("injured") or "")
    if (
        record.speaker not in (subject, *re.findall(record.speaker, document.text))
        or record.type == "interrogation_record"
    ):
        return
    opinion = _sides(document.text)
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


def _seized(record: Record, document: Document) -> Iterator[Conflict]:
    """What was seized, asked for in the record, with another number in the list."""
    for exchange in record.exchanges:
        if not re.search(r"扣(?:押)?了?|查获|搜(?:出|到)", exchange.question):
            continue
        for item in values.quantities(exchange.answer):
            thing = item.thing[:4] or _before(exchange.answer, item.start)
            listed = _listed(document, thing, item.unit)
            if listed is not None and item.range.apart(listed) and not item.range.soft:
                other = f"清单为{listed.low:g}{item.unit}"
                yield _against(
                    record,
                    exchange,
                    item.start,
                    exchange.answer[item.start : item.end],
                    document,
                    None,
                    "amount",
                    other,
                )
                return


def _before(text: str, start: int) -> str:
    found = re.search(r"([一-鿿]{2,6})$", text[:start])
    return found[1][-4:] if found else ""


def _listed(document: Document, thing: str, unit: str) -> values.Range | None:
    """How many of a thing the list has, where exactly one of its lines names it."""
    if len(thing) < 2 or unit not in "个只条瓶台部辆件包袋箱张把根块套副本双份":
        return None
    lines = [line.text for page in document.pages for line in page.lines if thing in line.text]
    if len(lines) != 1:
        return None
    found = re.search(rf"(\d+|[一二两三四五六七八九十]+)\s*{unit}", lines[0].split(thing, 1)[1])
    return values.number(found[1]) if found else None


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

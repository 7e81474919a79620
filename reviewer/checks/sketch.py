"""Case sketches: example cases in a few lines of text, without a PDF and without a model.

One line is one document; its parts are divided by ``|``. The first part names the document (its Chinese title, an
alias or its id), the others say what is on it::

    拘留证 | 当事人 张某 | 宣布 2026-03-01 10:00 | 第4页
    讯问笔录 | 当事人 张某 | 时间 2026-03-02 11:30 至 2026-03-02 12:40 | 讯问人 王甲、李乙 | 第20-22页
    @ 刑事 | 判断日 2026-05-01 | 未读 第30页

=====================  ===========================================================================================
part                   meaning
=====================  ===========================================================================================
``项目 值``             a field: a Chinese word of ``FIELDS`` or any field name; ``空`` = found and blank,
                       ``?`` = could not be read (the document counts as having an unread page)
``第4页``, ``第4-6页``   its pages; documents without pages follow one another
``签名 角色 有|无|?``     a mark; also ``指印`` and ``盖章``; a number of marks may follow (``签名 民警 有 1``),
                       a page (``签名 本人 无 第2页``), and the name that is legible (``署张某``). Roles: ``ROLES``
``问：…答：…``           a turn; ``［权利告知］`` before it gives its acts
``文 …``                a line of its text
=====================  ===========================================================================================

A line that begins with ``@`` speaks of the case: 刑事 or 行政, 判断日, 未读 第N页, 完整 (default) or 零散 (a handful
of papers: nothing may be called missing), 人 姓名 角色 [出生 日期] [性别].
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from reviewer.core.casefile import (
    Box,
    CaseFile,
    CaseKind,
    Document,
    Line,
    Origin,
    Page,
    Source,
    SourceStatus,
    Span,
    Trouble,
)
from reviewer.core.errors import CardError
from reviewer.core.facts import Field, Mark, MarkKind, Person, Presence, Turn
from reviewer.law.forms import DocumentForm, load_forms

FIELDS: Mapping[str, str] = {
    "时间": "time_range", "宣布": "announced_at", "入所": "lodged_at", "送达": "served_at", "签收": "signed_at",
    "到达": "arrived_at", "离开": "left_at", "落款": "issued_at", "文号": "doc_no", "地点": "place",
    "讯问人": "officers", "询问人": "officers", "民警": "officers", "记录人": "recorder", "接报": "received_at",
    "报案人": "reporter_name", "接报民警": "receiving_officers", "性别": "sex", "出生": "birth_date",
    "身份证": "id_no", "延长至": "until", "起算": "from", "保证人": "guarantor", "保证金": "deposit",
    "批准": "approved_at", "见证人": "witness", "离区": "final_leave", "罪名": "charge", "事由": "reason",
    "条文": "law_article", "处罚": "penalty", "次": "ordinal", "年龄": "age", "家属": "family", "案由": "cause",
    "看守所": "jail", "持有人": "holder", "物品": "items", "受理": "accepted_at", "收件人": "addressee",
}  # fmt: skip
ROLES: Mapping[str, str] = {
    "本人": "subject", "民警": "officer", "记录": "recorder", "见证": "witness", "家属": "family", "被害": "victim",
    "看守": "jailer", "单位": "bureau", "批准": "approver", "鉴定": "expert", "机构": "expert_body", "监护": "guardian",
    "翻译": "interpreter", "保管": "custodian", "持有": "holder", "报案": "reporter", "保证": "guarantor",
    "银行": "bank", "律师": "lawyer", "辨认": "identifier", "接收": "receiver", "医生": "doctor", "检察": "prosecutor",
    "立卷": "binder", "审核": "checker", "其他": "other",
}  # fmt: skip
PERSONS: Mapping[str, str] = {
    "嫌疑人": "suspect", "违法行为人": "offender", "被害人": "victim", "被侵害人": "victim", "证人": "witness",
    "民警": "officer", "见证人": "attesting_witness", "监护人": "guardian", "报案人": "reporter", "鉴定人": "expert",
    "翻译": "interpreter",
}  # fmt: skip
_KINDS = {"签名": MarkKind.SIGNATURE, "指印": MarkKind.FINGERPRINT, "盖章": MarkKind.SEAL}
_PRESENCE = {"有": Presence.PRESENT, "无": Presence.ABSENT, "?": Presence.UNKNOWN, "？": Presence.UNKNOWN}
_PAGES = re.compile(r"第(\d+)(?:[-—](\d+))?页")
_TIME = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[ T](\d{1,2}):(\d{2}))?")
_PERSON_FIELDS = ("subject_name", "suspect_name", "person", "person_name", "offenders", "offender", "party", "suspects")
_SOURCE = "sketch.pdf"


@dataclass
class _Draft:
    """A document while its line is being read."""

    form: DocumentForm
    title: str
    first: int
    last: int
    fields: dict[str, Field] = field(default_factory=dict)
    marks: list[Mark] = field(default_factory=list)
    turns: list[Turn] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    unread: bool = False

    def span(self, page: int | None = None, quote: str = "") -> Span:
        return Span(_SOURCE, page or self.first, None, quote, f"d{self.first}")


@cache
def _forms_by_name() -> Mapping[str, DocumentForm]:
    found: dict[str, DocumentForm] = {}
    for form in load_forms().values():
        found.setdefault(form.id, form)
        for name in (form.name_zh, *form.name_zh.split("/"), *form.titles):
            found.setdefault("".join(name.split()), form)
    return found


def _moment(text: str) -> str | None:
    match = _TIME.search(text)
    if match is None:
        return None
    day, hour, minute = match.groups()
    return day if hour is None else f"{day}T{int(hour):02d}:{minute}"


def _value(name: str, kind: str, text: str) -> object:
    if name in ("time_range", "range", "period"):
        start, _, end = text.partition("至")
        return [_moment(start), _moment(end)]
    if (moment := _moment(text)) is not None and _TIME.sub("", text).strip() == "":
        return moment
    if name == "officers" or kind == "persons" or name in ("receiving_officers", "server", "members"):
        return [part for part in re.split(r"[、，,]", text) if part]
    if kind in ("money", "int", "decimal") and re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    return text


def _field(draft: _Draft, word: str, text: str) -> None:
    if word == "当事人":
        names = [one.name for one in draft.form.header_fields]
        word = next((one for one in _PERSON_FIELDS if one in names), "person")
    name = FIELDS.get(word, word)
    if text in ("?", "？"):
        draft.unread = True
        return
    declared = draft.form.field(name)
    kind = declared.type if declared else ""
    value = None if text == "空" else _value(name, kind, text)
    draft.fields[name] = Field(name, value, draft.span(quote=text), text, how="sketch")


def _mark(draft: _Draft, kind: MarkKind, words: list[str], where: str) -> None:
    if len(words) < 2 or words[0] not in ROLES or words[1] not in _PRESENCE:
        raise CardError(f"{where}：标记应写成“签名 本人 有”，角色可用：{'、'.join(ROLES)}")
    page, count, name = draft.last, 1, None
    for word in words[2:]:
        if (match := _PAGES.fullmatch(word)) is not None:
            page = int(match[1])
        elif word.isdigit():
            count = int(word)
        elif word.startswith("署"):
            name = word[1:]
    draft.marks.append(Mark(kind, ROLES[words[0]], _PRESENCE[words[1]], draft.span(page), name=name, count=count))


def _turn(draft: _Draft, text: str) -> None:
    acts, body = "", text
    if text.startswith("［"):
        acts, _, body = text[1:].partition("］")
    question, _, answer = body.removeprefix("问：").partition("答：")
    span = draft.span(quote=body[:60])
    named = frozenset(part for part in re.split(r"[、 ]", acts) if part)
    draft.turns.append(Turn(len(draft.turns), question.strip(), answer.strip(), span, span, named))


def _part(draft: _Draft, text: str, where: str) -> None:
    if (match := _PAGES.fullmatch(text)) is not None:
        draft.first, draft.last = int(match[1]), int(match[2] or match[1])
        return
    if text.startswith(("问：", "［")):
        _turn(draft, text)
        return
    word, _, rest = text.partition(" ")
    if word == "文":
        draft.lines.append(rest.strip())
    elif word in _KINDS:
        _mark(draft, _KINDS[word], rest.split(), where)
    elif not rest:
        raise CardError(f"{where}：看不懂“{text}”，应写成“项目 值”")
    else:
        _field(draft, word, rest.strip())


def _pages(draft: _Draft) -> tuple[Page, ...]:
    body = [*draft.lines]
    for turn in draft.turns:
        body.extend(part for part in (f"问：{turn.question}", f"答：{turn.answer}") if len(part) > 2)
    height = 20.0
    lines = tuple(
        Line(text, Box(0, index * height, 10.0 * len(text), (index + 1) * height), ())
        for index, text in enumerate(body)
    )
    origin = Origin.UNREAD if draft.unread else Origin.TEXT
    first = Page(_SOURCE, draft.first, lines=lines, origin=origin, looked_at=True)
    rest = (
        Page(_SOURCE, number, origin=Origin.TEXT, looked_at=True) for number in range(draft.first + 1, draft.last + 1)
    )
    return (first, *rest)


class _Case:
    """A case while its sketch is being read."""

    def __init__(self) -> None:
        self.kind: CaseKind | None = None
        self.as_of = date(2026, 12, 31)
        self.drafts: list[_Draft] = []
        self.unread: list[int] = []
        self.loose = False
        self.persons: dict[str, Person] = {}

    def statement(self, text: str, where: str) -> None:
        for part in (one.strip() for one in text.split("|")):
            word, _, rest = part.partition(" ")
            if word in ("刑事", "行政"):
                self.kind = CaseKind.CRIMINAL if word == "刑事" else CaseKind.ADMINISTRATIVE
            elif word == "判断日":
                self.as_of = date.fromisoformat(rest.strip())
            elif word == "未读":
                match = _PAGES.search(rest)
                self.unread.append(int(match[1]) if match else 1)
            elif word in ("完整", "零散"):
                self.loose = word == "零散"
            elif word == "人":
                self._person(rest.split(), where)
            else:
                raise CardError(f"{where}：@ 一行里看不懂“{part}”")

    def _person(self, words: list[str], where: str) -> None:
        if len(words) < 2 or words[1] not in PERSONS:
            raise CardError(f"{where}：人物应写成“人 张某 嫌疑人”，角色可用：{'、'.join(PERSONS)}")
        born = next((one for one in words[2:] if _TIME.fullmatch(one)), None)
        sex = next((one for one in words[2:] if one in ("男", "女")), None)
        name = words[0]
        roles = frozenset({PERSONS[words[1]]})
        self.persons[name] = Person(name, name, roles, birth_date=date.fromisoformat(born) if born else None, sex=sex)

    def document(self, text: str, where: str) -> None:
        title, *parts = (one.strip() for one in text.split("|"))
        form = _forms_by_name().get("".join(title.split()))
        if form is None:
            raise CardError(f"{where}：没有叫“{title}”的文书，名称见 reviewer/law/documents")
        start = self.drafts[-1].last + 1 if self.drafts else 1
        draft = _Draft(form, title, start, start)
        for part in sorted(parts, key=lambda one: _PAGES.fullmatch(one) is None):  # its pages first
            _part(draft, part, where)
        self.drafts.append(draft)

    def finish(self) -> CaseFile:
        kind = self.kind or _kind(self.drafts)
        documents = tuple(
            Document(
                f"d{draft.first}", draft.form.id, _SOURCE, draft.first, draft.last, _pages(draft),
                draft.title, 1.0, draft.fields, tuple(draft.marks), tuple(draft.turns),
            )
            for draft in self.drafts
        )  # fmt: skip
        troubles = [Trouble(_SOURCE, page, "reading", "读不出") for page in self.unread]
        troubles += [Trouble(_SOURCE, draft.first, "reading", "读不出") for draft in self.drafts if draft.unread]
        last = max((draft.last for draft in self.drafts), default=1)
        source = Source("s1", _SOURCE, "0" * 64, "application/pdf", last, SourceStatus.READ)
        return CaseFile("sketch", kind, self.as_of, (source,), documents, self._roster(), troubles=tuple(troubles))

    def _roster(self) -> tuple[Person, ...]:
        """The persons named by ``人``, and those whom documents name as suspect or offender."""
        people = dict(self.persons)
        for draft in self.drafts:
            role = "suspect" if draft.form.case_type == "criminal" else "offender"
            for name in ("suspect_name", "offenders", "offender"):
                _add(people, draft, name, role)
            if draft.form.id == "interrogation_record":
                _add(people, draft, "subject_name", "suspect")
        return tuple(people.values())


def _add(people: dict[str, Person], draft: _Draft, name: str, role: str) -> None:
    found = draft.fields.get(name)
    if found is None or not isinstance(found.value, str) or found.value in people:
        return
    born = draft.fields.get("birth_date")
    day = date.fromisoformat(str(born.value)) if born and isinstance(born.value, str) else None
    sex = draft.fields.get("sex")
    people[found.value] = Person(
        found.value, found.value, frozenset({role}), birth_date=day, sex=str(sex.value) if sex else None
    )


def _kind(drafts: list[_Draft]) -> CaseKind:
    kinds = {draft.form.case_type for draft in drafts}
    return CaseKind.ADMINISTRATIVE if "administrative" in kinds and "criminal" not in kinds else CaseKind.CRIMINAL


_FRAME = {
    CaseKind.CRIMINAL: (
        "卷宗封面 | 第901页",
        "卷内文书目录 | 第902页",
        "受案登记表 | 第903页",
        "呈请立案报告书 | 第904页",
    ),
    CaseKind.ADMINISTRATIVE: (
        "卷宗封面 | 第901页",
        "卷内文书目录 | 第902页",
        "接处警登记表 | 第903页",
        "呈请立案报告书 | 第904页",
    ),
}


def read_sketch(text: str, *, where: str = "示例", kind: str | None = None) -> CaseFile:
    """Make a case file from a sketch.

    Unless the sketch says 零散, furniture (cover, contents table, intake paper, an approval) is added where it has
    none of these, so that the case counts as a whole file in which a document can be missing.

    Args:
        where: named in error messages (file and rule).
        kind: ``criminal`` or ``administrative`` where the card knows it.

    Raises:
        CardError: a line cannot be understood.
    """
    case = _Case()
    if kind in ("criminal", "administrative"):
        case.kind = CaseKind(kind)
    for number, line in enumerate(text.strip().splitlines(), 1):
        line = line.strip()
        if line.startswith("@"):
            case.statement(line[1:], f"{where}第{number}行")
        elif line:
            case.document(line, f"{where}第{number}行")
    if not case.loose:
        frame = _FRAME[case.kind or _kind(case.drafts)]
        have = {draft.form.id for draft in case.drafts}
        for line in frame:
            form = _forms_by_name().get(line.split(" |")[0])
            if form is not None and form.id not in have:
                case.document(line, where)
    return case.finish()

"""The document forms (文书样式) as data: what a document is called, what is filled in, and who signs.

The forms stand in ``law/documents/*.toml``, one file a stage of the work, one ``[[form]]`` table a form, and
are meant to be edited by a legal officer.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reviewer.core.errors import LawDataError

FOLDER = Path(__file__).parent / "documents"

ROLES = frozenset(
    {
        "subject",  # the person questioned, served, measured or punished
        "witness",  # 见证人
        "officer",
        "recorder",
        "approver",
        "checker",  # 审核人: legal review, filing check
        "binder",  # 立卷人
        "custodian",  # who keeps goods or the handling area
        "jailer",  # the receiving officer of a detention place
        "prosecutor",
        "lawyer",
        "interpreter",
        "guardian",
        "family",
        "victim",
        "reporter",  # 报案人、控告人、举报人、扭送人
        "holder",  # who holds or hands over goods or evidence
        "receiver",  # who takes goods or a served document
        "identifier",  # 辨认人、指认人
        "guarantor",
        "expert",
        "expert_body",
        "doctor",
        "bank",
        "bureau",  # the seal of the police unit
        "other",
    }
)


@dataclass(frozen=True, slots=True)
class FormField:
    """A value that is filled in on the form. ``options`` are the printed choices of a check box."""

    label: str
    name: str
    type: str
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormSignature:
    """A place where somebody signs, prints a finger or puts a seal.

    ``date`` is ``no``, ``day`` or ``hour``: how exactly the day beside the signature is asked for;
    ``date_field`` the name of the field that this date fills. ``signature`` is false where only a seal
    stands. ``signature_or_seal`` means that either will do.
    """

    label: str
    who: str
    date: str = "no"
    date_field: str = ""
    signature: bool = True
    fingerprint: bool = False
    seal: bool = False
    signature_or_seal: bool = False
    min_persons: int = 1
    each_page: bool = False
    handwritten_sentence: bool = False
    label_usually_not_printed: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class DocumentForm:
    """One kind of document.

    ``in_use`` holds, for a kind of case, the first and last day on which the form is expected; a kind that
    is not in it has no limit. Both days are generous, since old forms are used up after a new set is out.
    """

    id: str
    name_zh: str
    case_type: str
    volume: str
    stage: str
    pages: str
    title_line: str
    order_hint: int
    aliases: tuple[str, ...] = ()
    doc_no_word: str = ""
    core: bool = False
    certainty: str = "medium"
    copies: tuple[str, ...] = ()
    note: str = ""
    header_fields: tuple[FormField, ...] = ()
    signatures: tuple[FormSignature, ...] = ()
    in_use: Mapping[str, tuple[date | None, date | None]] = field(default_factory=dict)

    @property
    def titles(self) -> tuple[str, ...]:
        """Every title that the form is known by, the usual one first."""
        return tuple(dict.fromkeys((self.title_line, self.name_zh, *self.aliases)))

    def field(self, name: str) -> FormField | None:
        return next((one for one in self.header_fields if one.name == name), None)

    def signers(self, who: str) -> tuple[FormSignature, ...]:
        return tuple(one for one in self.signatures if one.who == who)

    def used_on(self, case_type: str, day: date) -> bool:
        """Whether the form belongs to this kind of case (``criminal``, ``administrative``) on this day."""
        if self.case_type not in ("both", case_type):
            return False
        since, until = self.in_use.get(case_type, (None, None))
        return (since is None or since <= day) and (until is None or day <= until)


_CHOICES = {
    "case_type": {"criminal", "administrative", "both"},
    "pages": {"single", "multi"},
    "certainty": {"high", "medium", "low"},
}
_DATES = {"no", "day", "hour"}


def _fail(file: str, entry: str, key: str, what: str) -> LawDataError:
    return LawDataError(f"文书样式文件 documents/{file} 的条目 {entry} 的 {key}：{what}")


def _fields(file: str, entry: str, lines: list[str]) -> tuple[FormField, ...]:
    found: dict[str, FormField] = {}
    for line in lines:
        parts = [part.strip() for part in line.split("|")]
        if not 3 <= len(parts) <= 4 or not parts[1] or not parts[2]:
            raise _fail(file, entry, "header_fields", "每行应写作「标签 | 名称 | 类型」，第四栏可写选项")
        label, name, kind = parts[:3]
        if name in found:
            raise _fail(file, entry, "header_fields", f"项目 {name} 重复")
        options = tuple(option.strip() for option in parts[3].split(",")) if len(parts) == 4 else ()
        found[name] = FormField(label, name, kind, options)
    return tuple(found.values())


def _signatures(file: str, entry: str, raw: list[dict[str, Any]]) -> tuple[FormSignature, ...]:
    found = []
    for table in raw:
        try:
            one = FormSignature(**table)
        except TypeError:
            known = ", ".join(FormSignature.__slots__)
            raise _fail(file, entry, "signatures", f"键不对或缺少 label、who；可用的键：{known}") from None
        if one.who not in ROLES:
            raise _fail(file, entry, "signatures", f"不认识的角色 {one.who}")
        if one.date not in _DATES:
            raise _fail(file, entry, "signatures", f"date 只能是 {'、'.join(sorted(_DATES))}")
        found.append(one)
    return tuple(found)


def _in_use(file: str, entry: str, raw: dict[str, Any]) -> Mapping[str, tuple[date | None, date | None]]:
    limits: dict[str, tuple[date | None, date | None]] = {}
    for case_type, days in raw.items():
        if case_type not in ("criminal", "administrative") or not set(days) <= {"since", "until"}:
            raise _fail(file, entry, "in_use", "应写作 { 案件类别 = { since = 日期, until = 日期 } }")
        limits[case_type] = (days.get("since"), days.get("until"))
    return limits


def _form(file: str, table: dict[str, Any]) -> DocumentForm:
    entry = str(table.get("id", "（无 id）"))
    values = dict(table)
    fields = _fields(file, entry, values.pop("header_fields", []))
    signatures = _signatures(file, entry, values.pop("signatures", []))
    in_use = _in_use(file, entry, values.pop("in_use", {}))
    for key, choices in _CHOICES.items():
        if key in values and values[key] not in choices:
            raise _fail(file, entry, key, f"只能是 {'、'.join(sorted(choices))}")
    for key in ("aliases", "copies"):
        values[key] = tuple(values.get(key, ()))
    values.setdefault("title_line", values.get("name_zh", ""))
    try:
        return DocumentForm(header_fields=fields, signatures=signatures, in_use=in_use, **values)
    except TypeError:
        unknown = sorted(set(values) - set(DocumentForm.__slots__))
        what = f"不认识的键 {'、'.join(unknown)}" if unknown else "缺少必需的键"
        raise _fail(file, entry, "表", what) from None


def read_forms(folder: Path) -> Mapping[str, DocumentForm]:
    """Read the forms of a folder, in the order of a volume.

    Raises:
        LawDataError: a file is no TOML, or an entry is wrong; names file, entry and key.
    """
    forms: dict[str, DocumentForm] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8"))["form"]
        except (tomllib.TOMLDecodeError, UnicodeDecodeError, KeyError) as error:
            raise LawDataError(f"文书样式文件 documents/{path.name} 读不了：{error}") from error
        for table in tables:
            form = _form(path.name, table)
            if form.id in forms:
                raise _fail(path.name, form.id, "id", "与另一个条目重复")
            forms[form.id] = form
    if not forms:
        raise LawDataError(f"没有文书样式：{folder.name} 里没有 .toml 文件")
    return MappingProxyType(dict(sorted(forms.items(), key=lambda item: item[1].order_hint)))


@cache
def load_forms() -> Mapping[str, DocumentForm]:
    """The document forms by id, in the order in which they stand in a volume; read once."""
    return read_forms(FOLDER)


@cache
def forms_by_title() -> Mapping[str, tuple[str, ...]]:
    """The ids that go by a title (white space removed); several where forms share one, as 传唤证."""
    found: dict[str, list[str]] = {}
    for form in load_forms().values():
        for title in form.titles:
            found.setdefault("".join(title.split()), []).append(form.id)
    return MappingProxyType({title: tuple(ids) for title, ids in found.items()})


# A document number: office, in brackets the unit, the word of the kind, 字, the year in brackets, the number.
# Characters that end an introduction or a title (根据, 决定书 …) cannot stand in the office's short name, unless
# it is that one character and nothing stands before it.
_GAP = r"[ \t\u3000\xa0]*"
_NAME = r"[A-Z×Xx某\u4e00-\u9fff]"
_OFFICE = r"(?![根据依按照以见由的为是与和及号书证表单录告况明图件文第条经因对将院局所队站中字年月日])" + _NAME
_BRACKETED = rf"[（(〔\[［]{_GAP}{_NAME}{{1,6}}{_GAP}[)）〕\]］]"
_WORD = r"(?![局号年月日第])[\u4e00-\u9fff]"
DOC_NO = re.compile(
    rf"(?P<org>(?:{_BRACKETED}{_GAP}|(?:{_OFFICE}{_GAP}){{1,3}}?|(?<![\u4e00-\u9fff]){_NAME}{_GAP})"
    rf"(?:公|检|法|司|监){_GAP}(?:(?:{_NAME}{_GAP}){{0,3}}?{_BRACKETED})?"
    rf"|(?:{_OFFICE}{_GAP}))"
    rf"\s*(?P<word>(?:{_WORD}{_GAP}){{1,7}}?(?:{_BRACKETED}{_GAP})?)"
    rf"(?:字|(?<=[批捕诉审决延通监立建]))"
    rf"\s*[〔\[【（(［〈]\s*(?P<year>(?:[1１]{_GAP}[9９]|[2２]{_GAP}[0０OoQ〇]){_GAP}\d{_GAP}\d)\s*[〕\]】）)］〉lI|]"
    rf"\s*(?:第\s*)?(?P<no>\d(?:{_GAP}\d){{0,8}}(?:{_GAP}[-—－之]{_GAP}\d+)?)\s*号"
)


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number (文号) as it stands in a text: ``text[start:end]``."""

    org: str
    word: str
    year: int
    number: str
    start: int
    end: int

    def __str__(self) -> str:
        return f"{self.org}{self.word}字〔{self.year}〕{self.number}号"

    @property
    def key(self) -> tuple[str, str, int, str]:
        """Equal for two spellings of one number: brackets, white space and leading zeros do not count."""
        return self.org, self.word, self.year, self.number.lstrip("0") or "0"


def _plain(text: str) -> str:
    return "".join(text.split()).translate(str.maketrans("([〔［)]〕］－—之", "（（（（））））---"))


def document_numbers(text: str) -> Iterator[DocumentNumber]:
    """Find the document numbers in a text, in any of their spellings."""
    for match in DOC_NO.finditer(text):
        year = "".join(match["year"].split())
        for wrong in "OoQ〇":
            year = year.replace(wrong, "0")
        number = "".join(str(int(one)) if one.isdigit() else one for one in _plain(match["no"]))
        yield DocumentNumber(_plain(match["org"]), _plain(match["word"]), int(year), number, *match.span())

"""Puts corrections into a case as it was read, and computes again only what depends on them.

A document whose pages or kind changed is extracted again; people, time-line and rules look at the whole case and so
always follow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reviewer.core.casefile import CaseFile, Document, Page, Span
from reviewer.core.errors import StoreError
from reviewer.core.facts import Field, Moment, Presence
from reviewer.extraction import facts
from reviewer.extraction.people import build_roster
from reviewer.extraction.timeline import events_of
from reviewer.law.forms import load_forms
from reviewer.splitting.classifier import load_classifier
from reviewer.splitting.volumes import split
from reviewer.store.corrections import Correction

_DAYS = ("issued_at", "received_at", "time_range")  # where extraction finds the day of a document
_RANGE = re.compile(r"\s*(?:/|～|~|至|—|–)\s*")
_LISTS = re.compile(r"\s*[、，,;；]\s*")
_TIME = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})日?(?:\D{1,2}(\d{1,2})\D(\d{1,2})分?)?\s*")


def corrected(case: CaseFile, corrections: Sequence[Correction]) -> CaseFile:
    """The case with corrections put in, in their order; one whose document is no more is passed over."""
    if not corrections:
        return case
    documents = list(case.documents)
    for one in corrections:
        at = _at(documents, one.source, one.page)
        if at is None:
            continue
        if one.kind == "document":
            documents = _reshaped(case, documents, documents[at], one.after)
        elif one.kind == "field":
            documents[at] = _with_field(documents[at], str(one.after["name"]), one.after["value"])
        elif one.kind == "mark":
            documents[at] = _with_mark(documents[at], one.after)
    title, number, unit = facts.described(documents)
    return replace(
        case,
        documents=tuple(documents),
        kind=facts.kind_of(documents),
        persons=build_roster(documents),
        events=events_of(documents),
        title=title,
        number=number,
        unit=unit,
    )


def document_of(case: CaseFile, identity: str) -> Document:
    """A document by its id.

    Raises:
        StoreError: there is none.
    """
    for one in case.documents:
        if one.id == identity:
            return one
    raise StoreError("没有这份文书，可能已重新划分，请刷新")


def checked_shape(case: CaseFile, document: Document, *, kind: str, first: int, last: int) -> dict[str, Any]:
    """A new kind and new pages of a document, as a correction holds them.

    Raises:
        StoreError: no such kind or pages.
    """
    if kind not in load_forms() and kind != "unknown":
        raise StoreError("没有这种文书")
    numbers = {page.number for page in case.pages() if page.source == document.source}
    if first > last or not {first, last} <= numbers:
        raise StoreError("起止页不在该文件中，或者起页大于止页")
    return {"type": kind, "first_page": first, "last_page": last}


def parsed(document: Document, name: str, text: str) -> object:
    """What a person typed as the value of a field, in the form of the contract; empty means that it is blank.

    Raises:
        StoreError: no time, range or number can be read in it.
    """
    text = text.strip()
    form = load_forms().get(document.type)
    field = form.field(name) if form is not None else None
    kind = field.type if field is not None else _kind_of(document.fields.get(name))
    if not text:
        return None
    if kind in ("date", "datetime"):
        return _moment(text, day=kind == "date")
    if kind in ("datetime_range", "date_range"):
        return [_moment(part, day=kind == "date_range") if part else None for part in [*_RANGE.split(text), ""][:2]]
    if kind == "datetime_list":
        return [_moment(part, day=False) for part in _LISTS.split(text) if part]
    if kind in ("persons", "list"):
        return [part for part in _LISTS.split(text) if part]
    if kind in ("int", "money", "decimal"):
        return _number(text, whole=kind == "int")
    return text


def _kind_of(found: Field | None) -> str:
    value = found.value if found is not None else None
    if isinstance(value, list):
        return "persons"
    if isinstance(value, int | float) and not isinstance(value, bool):
        return "decimal"
    moment = Moment.parse(value)
    return "text" if moment is None else "datetime" if moment.exact else "date"


def _moment(text: str, *, day: bool) -> str:
    match = _TIME.fullmatch(text.replace("T", " "))
    if match is not None:
        year, month, number = (int(match[one]) for one in (1, 2, 3))
        value = f"{year:04d}-{month:02d}-{number:02d}"
        if match[4] and not day:
            value += f"T{int(match[4]):02d}:{int(match[5]):02d}"
        if Moment.parse(value) is not None:
            return value
    raise StoreError("时间应写成 2026-03-01 或 2026-03-01 10:00；起止时间之间用 / 分开")


def _number(text: str, *, whole: bool) -> int | float:
    plain = text.replace(",", "").replace("，", "").removesuffix("元")
    try:
        return int(plain) if whole else float(plain)
    except ValueError:
        raise StoreError("此处应填数字") from None


# -- documents -------------------------------------------------------------------------------------------------


def _at(documents: Sequence[Document], source: str, page: int) -> int | None:
    found = (
        index for index, one in enumerate(documents) if one.source == source and one.first_page <= page <= one.last_page
    )
    return next(found, None)


def _reshaped(
    case: CaseFile, documents: Sequence[Document], target: Document, after: Mapping[str, Any]
) -> list[Document]:
    """Give a document its kind and pages; pages that it leaves are split anew, those that it takes leave others."""
    first, last, kind = int(after["first_page"]), int(after["last_page"]), str(after["type"])
    same = [one for one in documents if one.source == target.source]
    pages = sorted((page for one in same for page in one.pages), key=lambda page: page.number)
    taken = {page.number for page in pages if first <= page.number <= last}
    if not taken:
        return list(documents)
    names = _Names(documents)
    shape = replace(
        target, type=kind, first_page=first, last_page=last, confidence=1.0,
        pages=tuple(page for page in pages if page.number in taken), fields={}, marks=(), turns=(),
    )  # fmt: skip
    shaped: list[tuple[Document, bool]] = [(shape, True)]
    for one in same:
        left = [page for page in one.pages if page.number not in taken]
        if one.id == target.id:
            shaped += [(new, True) for run in _runs(left) for new in names.of_pages(run)]
        elif len(left) == len(one.pages):
            shaped.append((one, False))
        else:
            for number, run in enumerate(_runs(left)):
                if number == 0:
                    part = replace(one, first_page=run[0].number, last_page=run[-1].number, pages=tuple(run))
                    shaped.append((part, True))
                else:
                    shaped += [(new, True) for new in names.of_pages(run)]
    order = {source.id: place for place, source in enumerate(case.sources)}
    both = [*shaped, *((one, False) for one in documents if one.source != target.source)]
    both.sort(key=lambda each: (order.get(each[0].source, 0), each[0].first_page))
    return _extracted(both)


def _runs(pages: Sequence[Page]) -> list[list[Page]]:
    """Pages as runs without a gap."""
    runs: list[list[Page]] = []
    for page in pages:
        if runs and runs[-1][-1].number + 1 == page.number:
            runs[-1].append(page)
        else:
            runs.append([page])
    return runs


class _Names:
    """Ids for documents that come into being, so that all others keep theirs."""

    def __init__(self, documents: Iterable[Document]) -> None:
        numbers = [int(one.id[1:]) for one in documents if one.id[:1] == "d" and one.id[1:].isdigit()]
        self.last = max(numbers, default=0)

    def of_pages(self, pages: Sequence[Page]) -> list[Document]:
        made = []
        for one in split(pages, classifier=load_classifier()):
            self.last += 1
            made.append(replace(one, id=f"d{self.last}"))
        return made


def _extracted(documents: Sequence[tuple[Document, bool]]) -> list[Document]:
    """Extract what changed again; a document before it that has a day goes along, for days without a year."""
    done: list[Document] = []
    for one, changed in documents:
        if changed:
            dated = next((each for each in reversed(done) if any(name in each.fields for name in _DAYS)), None)
            one = facts.complete([*([dated] if dated else []), one])[-1]
        done.append(one)
    return done


def _with_field(document: Document, name: str, value: object) -> Document:
    before = document.fields.get(name)
    span = before.span if before is not None else Span(document.source, document.first_page, document=document.id)
    text = value if isinstance(value, str) else ""
    return replace(document, fields={**document.fields, name: Field(name, value, span, text, 1.0, "corrected")})


def _with_mark(document: Document, after: Mapping[str, Any]) -> Document:
    marks = tuple(
        replace(one, presence=Presence(after["presence"]), probability=1.0, why="")
        if (one.kind.value, one.who, one.label) == (after["kind"], after["who"], after["label"])
        else one
        for one in document.marks
    )
    return replace(document, marks=marks)

"""Questioning sessions that the detention centre's pass (提讯提解证) records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reviewer.checks.relations.measures import concerns
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Moment

_TIME = r"(\d{4})[-.年/](\d{1,2})[-.月/](\d{1,2})日?[ T]*(\d{1,2})[:时](\d{2})分?"
_ROW = re.compile(rf"{_TIME}\s*(?:至|-|—|~)?\s*{_TIME}\s*(.*)")
_QUESTIONING = re.compile(r"讯问|提审|审讯|核实")
_OTHER = re.compile(r"辨认|送达|宣布|宣读|鉴定|指认|检察|法院|律师|会见|告知|起赃|就医|体检")


class Session(NamedTuple):
    """One row of a pass; ``document`` is the pass."""

    start: Moment
    end: Moment | None
    reason: str
    document: Document

    @property
    def questioning(self) -> bool:
        """Whether the row is plainly a questioning and nothing else."""
        return bool(_QUESTIONING.search(self.reason)) and not _OTHER.search(self.reason)


def _rows(document: Document) -> Iterator[tuple[object, object, str]]:
    value = document.value("rows")
    if isinstance(value, list):
        for row in value:
            if isinstance(row, list | tuple) and row:
                yield row[0], row[1] if len(row) > 1 else None, str(row[2] or "") if len(row) > 2 else ""
        return
    for line in document.text.splitlines():
        if (match := _ROW.search(line)) is not None:
            parts = match.groups()
            yield _iso(parts[:5]), _iso(parts[5:10]), str(parts[10])


def _iso(parts: tuple[str | None, ...]) -> str:
    year, month, day, hour, minute = (int(part or 0) for part in parts)
    return f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}"


def rows(view: CaseView, person: str | None) -> list[Session]:
    """The rows of a person's passes that have a time, earliest first."""
    found = []
    for document in view.documents("interrogation_pass"):
        if not concerns(view, document, person):
            continue
        for start, end, reason in _rows(document):
            if (moment := Moment.parse(start)) is not None:
                found.append(Session(moment, Moment.parse(end), "".join(reason.split()), document))
    return sorted(found, key=lambda row: row.start)


def sessions(view: CaseView, person: str | None) -> list[Moment]:
    """When sessions of questioning began."""
    return [row.start for row in rows(view, person) if row.questioning]

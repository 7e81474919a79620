"""The record of the case-handling area (办案区使用登记表) as steps with times."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.facts import Moment

_TIME = r"(\d{4})[-.年/](\d{1,2})[-.月/](\d{1,2})日?[ T]*(\d{1,2})[:时](\d{2})分?"
_LINE = re.compile(rf"^\s*(\S.*?)\s+{_TIME}(?:\s*(?:至|-|—|~)?\s*{_TIME})?\s*(.*)$")
_KINDS = (
    ("入区", re.compile(r"入区|进入办案|进区|到区|登记入")),
    ("出区", re.compile(r"出区|离开办案|离区|最终离开")),
    ("检查", re.compile(r"安全检查|人身检查|安检|体表检查")),
    ("财物", re.compile(r"财物|物品")),
    ("采集", re.compile(r"采集")),
    ("问话", re.compile(r"讯问|询问|讯\(询\)问|问话|制作笔录|讯（询）问")),
    ("休息", re.compile(r"休息|睡|就寝")),
    ("用餐", re.compile(r"用餐|就餐|吃饭|早餐|午餐|晚餐|饮食|进食|盒饭|面包|送餐")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One row: what was done, from when to when. ``kinds`` are the steps it counts as (用餐、休息 is two)."""

    name: str
    start: Moment | None
    end: Moment | None
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class Area:
    """One stay in the area."""

    document: Document
    person: str | None
    steps: tuple[Step, ...]

    def of(self, kind: str) -> list[Step]:
        """The steps of a kind that have a time, earliest first."""
        found = [(step.start, step) for step in self.steps if kind in step.kinds and step.start is not None]
        return [step for _, step in sorted(found, key=lambda pair: pair[0])]

    def first(self, kind: str) -> Moment | None:
        """When the first step of a kind began."""
        found = self.of(kind)
        return found[0].start if found else None

    def last(self, kind: str) -> Moment | None:
        """When the last step of a kind ended, or began where its end is not written."""
        found = self.of(kind)
        return (found[-1].end or found[-1].start) if found else None


def _iso(parts: tuple[str | None, ...]) -> str | None:
    if parts[0] is None:
        return None
    year, month, day, hour, minute = (int(part or 0) for part in parts)
    return f"{year:04d}-{month:02d}-{day:02d}T{hour:02d}:{minute:02d}"


def _rows(document: Document) -> Iterator[tuple[str, object, object]]:
    value = document.value("activities")
    if isinstance(value, list):
        for row in value:
            if isinstance(row, list | tuple) and row and row[0]:
                yield str(row[0]), row[1] if len(row) > 1 else None, row[2] if len(row) > 2 else None
        return
    for line in document.text.splitlines():
        if (match := _LINE.match(line)) is not None:
            parts = match.groups()
            yield parts[0] or "", _iso(parts[1:6]), _iso(parts[6:11])


def _step(name: str, start: object, end: object) -> Step:
    kinds = frozenset(kind for kind, pattern in _KINDS if pattern.search(name))
    return Step("".join(name.split()), Moment.parse(start), Moment.parse(end), kinds)


def areas(view: CaseView) -> list[Area]:
    """The stays that the forms of a case record."""
    return [
        Area(one, view.person_of(one), tuple(_step(*row) for row in _rows(one)))
        for one in view.documents("handling_area_form")
    ]

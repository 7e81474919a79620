"""Scorecards as data: blocks with caps, points by level, vetoes and grades.

The scorecards that come with the program stand in ``scorecards/``, one a kind of case. A bureau's own takes their
place when a file of the same name stands in the ``scorecards`` folder of its pack.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reviewer.core.casefile import CaseKind
from reviewer.core.errors import CardError
from reviewer.core.finding import Finding, Severity

FOLDER = Path(__file__).parent.parent / "scorecards"
_OTHER = "other"


@dataclass(frozen=True, slots=True)
class Grade:
    """A grade from a total on; ``excellent`` is barred by a veto of either kind."""

    name: str
    least: float
    excellent: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A group of rules whose deductions together do not go beyond ``cap``."""

    id: str
    name: str
    cap: float
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Veto:
    """Why a finding of this rule bars a grade: at the level unlawful, and at ``also`` where its message says so."""

    reason: str
    also: Severity | None = None
    says: tuple[str, ...] = ()

    def holds(self, finding: Finding) -> bool:
        if finding.severity is Severity.UNLAWFUL:
            return True
        if self.also is None or finding.severity.rank < self.also.rank:
            return False
        return not self.says or any(word in finding.message for word in self.says)


@dataclass(frozen=True)
class Scorecard:
    """A scorecard: blocks with caps, points by level, vetoes, grades."""

    title: str
    version: str
    kind: CaseKind
    base: float
    floor: float
    levels: Mapping[Severity, float]
    blocks: tuple[Block, ...]
    points: Mapping[str, Mapping[Severity, float]]
    grades: tuple[Grade, ...]
    fail: Mapping[str, Veto]
    fail_grade: str
    fail_cap: float
    no_excellent: Mapping[str, Veto]
    further: float
    most: float
    corrected: Mapping[Severity, float]
    other: Block
    file: str = field(default="", compare=False)

    def block_of(self, rule: str) -> Block:
        """The block of a rule; one that no block lists is in the block for all others."""
        return next((block for block in self.blocks if rule in block.rules), self.other)

    def points_of(self, rule: str, severity: Severity) -> float:
        """Points off for the first finding of a rule at a level."""
        return self.points.get(rule, {}).get(severity, self.levels[severity])

    def grade_of(self, total: float, *, barred: bool) -> str:
        """The highest grade that a total reaches; ``barred`` leaves out the excellent ones."""
        return next(one.name for one in self.grades if total >= one.least and not (barred and one.excellent))


class _Reader:
    """Takes values out of a table; what is wrong is told with file and key."""

    def __init__(self, file: str, table: Mapping[str, Any], where: str = "") -> None:
        self.file, self.table, self.where = file, table, where

    def wrong(self, key: str, what: str) -> CardError:
        return CardError(f"{self.file}：{self.where}{key} {what}")

    def known(self, *keys: str) -> None:
        if unknown := sorted(set(self.table) - set(keys)):
            raise self.wrong(f"“{unknown[0]}”", "不是评分表的键，请检查拼写")

    def text(self, key: str) -> str:
        value = self.table.get(key)
        if not isinstance(value, str) or not value.strip():
            raise self.wrong(f"“{key}”", "应当是加引号的文字")
        return value

    def number(self, key: str, *, most: float = 1000) -> float:
        value = self.table.get(key)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
            raise self.wrong(f"“{key}”", f"应当是 0 到 {most:g} 的数字")
        return float(value)

    def inner(self, key: str) -> _Reader:
        value = self.table.get(key)
        if not isinstance(value, dict):
            raise self.wrong(f"[{key}]", "缺少，或者不是表")
        return _Reader(self.file, value, f"{self.where}[{key}] 的")

    def rows(self, key: str) -> list[_Reader]:
        value = self.table.get(key)
        if not isinstance(value, list) or not value or not all(isinstance(row, dict) for row in value):
            raise self.wrong(f"[[{key}]]", "缺少，至少要有一段")
        return [_Reader(self.file, row, f"第{number}个 [[{key}]] 的") for number, row in enumerate(value, 1)]

    def texts(self, key: str) -> tuple[str, ...]:
        value = self.table.get(key, [])
        if not isinstance(value, list) or not all(isinstance(one, str) and one for one in value):
            raise self.wrong(f"“{key}”", "应当是用方括号括起的几段文字")
        return tuple(value)

    def levels(self, *, every: bool, most: float = 1000) -> Mapping[Severity, float]:
        self.known(*Severity)
        wanted = [one for one in Severity if every or one in self.table]
        return MappingProxyType({one: self.number(one, most=most) for one in wanted})


_KEYS = (
    "title", "version", "kind", "base", "floor", "levels", "repeat", "corrected", "grade", "other", "block", "points",
    "fail", "no_excellent",
)  # fmt: skip


def read_scorecard(path: Path) -> Scorecard:
    """Read a scorecard.

    Raises:
        CardError: the file cannot be read, is no TOML, or is no scorecard; the message names file and key.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CardError(f"{path.name}：无法读取，请检查文件和权限") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CardError(f"{path.name}：不是正确的 TOML 文件（{error}），请检查该处的引号和括号") from error
    reader = _Reader(path.name, table)
    reader.known(*_KEYS)
    if reader.text("kind") not in (CaseKind.CRIMINAL, CaseKind.ADMINISTRATIVE):
        raise reader.wrong("“kind”", "应当是 criminal 或 administrative")
    blocks = _blocks(reader)
    fail = reader.inner("fail")
    fail.known("grade", "cap", "rules")
    grades = _grades(reader)
    if fail.text("grade") not in {one.name for one in grades}:
        raise fail.wrong("“grade”", "不是上面 [[grade]] 中的等次")
    repeat, other = reader.inner("repeat"), reader.inner("other")
    return Scorecard(
        title=reader.text("title"),
        version=reader.text("version"),
        kind=CaseKind(reader.text("kind")),
        base=reader.number("base"),
        floor=reader.number("floor"),
        levels=reader.inner("levels").levels(every=True),
        blocks=blocks,
        points=_points(reader),
        grades=grades,
        fail=_vetoes(fail),
        fail_grade=fail.text("grade"),
        fail_cap=fail.number("cap"),
        no_excellent=_vetoes(reader.inner("no_excellent")),
        further=repeat.number("further"),
        most=repeat.number("most"),
        corrected=reader.inner("corrected").levels(every=True, most=1),
        other=Block(_OTHER, other.text("name"), other.number("cap")),
        file=path.name,
    )


def _blocks(reader: _Reader) -> tuple[Block, ...]:
    blocks = []
    seen: dict[str, str] = {}
    for row in reader.rows("block"):
        row.known("id", "name", "cap", "rules")
        block = Block(row.text("id"), row.text("name"), row.number("cap"), row.texts("rules"))
        for rule in block.rules:
            if rule in seen:
                raise row.wrong("“rules”", f"中的 {rule} 在“{seen[rule]}”里已经有了，一条规则只能放在一栏")
            seen[rule] = block.name
        blocks.append(block)
    return tuple(blocks)


def _grades(reader: _Reader) -> tuple[Grade, ...]:
    grades = []
    for row in reader.rows("grade"):
        row.known("name", "from", "excellent")
        grades.append(Grade(row.text("name"), row.number("from"), bool(row.table.get("excellent", False))))
    grades.sort(key=lambda one: -one.least)
    if grades[-1].least > 0 or grades[-1].excellent:
        raise reader.wrong("[[grade]]", "缺少从 0 分起的等次")
    return tuple(grades)


def _points(reader: _Reader) -> Mapping[str, Mapping[Severity, float]]:
    table = reader.inner("points") if "points" in reader.table else _Reader(reader.file, {})
    return MappingProxyType({rule: table.inner(rule).levels(every=False) for rule in table.table})


def _vetoes(reader: _Reader) -> Mapping[str, Veto]:
    rules = reader.inner("rules")
    vetoes = {}
    for rule, value in rules.table.items():
        if isinstance(value, str):
            vetoes[rule] = Veto(rules.text(rule))
            continue
        row = rules.inner(rule)
        row.known("reason", "also", "says")
        if row.text("also") not in list(Severity):
            raise row.wrong("“also”", "应当是 unlawful、defect 或 notice")
        vetoes[rule] = Veto(row.text("reason"), Severity(row.text("also")), row.texts("says"))
    return MappingProxyType(vetoes)


@cache
def load_scorecard(kind: CaseKind, folder: Path | None = None) -> Scorecard:
    """The scorecard of a kind of case (criminal or administrative).

    Args:
        folder: of a pack; its ``scorecards/<kind>.toml`` takes the place of ours where it has one.

    Raises:
        CardError: the file is wrong.
    """
    own = folder / "scorecards" / f"{kind.value}.toml" if folder is not None else None
    return read_scorecard(own if own is not None and own.exists() else FOLDER / f"{kind.value}.toml")

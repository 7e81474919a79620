"""The calendar of days off and make-up workdays, year by year (``law/holidays.toml``)."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from reviewer.core.errors import LawDataError

FILE = Path(__file__).parent / "holidays.toml"
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Days off and make-up workdays of the years that are known."""

    off: frozenset[date]
    work: frozenset[date]
    years: frozenset[int]

    def is_day_off(self, day: date) -> bool | None:
        """Whether nobody works on this day; ``None`` where the year's arrangement is not known."""
        if day.year not in self.years:
            return None
        if day in self.work:
            return False
        return day in self.off or day.weekday() >= 5

    def without(self, *years: int) -> Calendar:
        """The same calendar with these years unknown."""
        return Calendar(self.off, self.work, self.years - set(years))


def _range(words: str) -> Iterator[date]:
    first, _, last = words.partition("/")
    day, end = date.fromisoformat(first), date.fromisoformat(last or first)
    while day <= end:
        yield day
        day += ONE_DAY


def _days(year: str, key: str, entries: list[str]) -> frozenset[date]:
    try:
        days = frozenset(day for words in entries for day in _range(words))
    except (ValueError, AttributeError):
        raise LawDataError(f"holidays.toml 的 [{year}] {key}：日期应写作 2026-10-01 或 2026-10-01/2026-10-07") from None
    if any(day.year != int(year) for day in days):
        raise LawDataError(f"holidays.toml 的 [{year}] {key}：有不属于该年的日期")
    return days


def calendar_from(tables: Mapping[str, Mapping[str, Any]]) -> Calendar:
    """Make a calendar of the tables of ``holidays.toml``.

    Raises:
        LawDataError: a year or a day is wrong; names year and key.
    """
    off: set[date] = set()
    work: set[date] = set()
    for year, table in tables.items():
        if not year.isdigit() or set(table) != {"off", "work"}:
            raise LawDataError(f"holidays.toml 的 [{year}]：每年一个表，只有 off 和 work 两项")
        off |= _days(year, "off", table["off"])
        work |= _days(year, "work", table["work"])
    if off & work:
        raise LawDataError(f"holidays.toml：{min(off & work)} 既是放假又是上班")
    return Calendar(frozenset(off), frozenset(work), frozenset(int(year) for year in tables))


@cache
def load_calendar() -> Calendar:
    """The calendar of the law data; read once."""
    try:
        return calendar_from(tomllib.loads(FILE.read_text(encoding="utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise LawDataError(f"holidays.toml 读不了：{error}") from error

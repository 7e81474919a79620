"""Counting legal periods (期间): when one ends.

Every time may be known to the day only, so every end is reckoned under both bounds. Whether an act came in time
says ``law.periods``.

Source: 刑事诉讼法 105; 公安机关办理行政案件程序规定 35; 行政处罚法 85; practice of the detention centres for the
last day of a custody period.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from reviewer.core.facts import Moment
from reviewer.law.holidays import ONE_DAY, Calendar, load_calendar

_LAST_MINUTE = time(23, 59)
# No chain of days off has been longer than ten days since 2004 (2020), and make-up workdays break the rest.
_LONGEST_BREAK = timedelta(days=12)


class Counting(StrEnum):
    """How a period is counted."""

    EXACT_HOURS = "exact_hours"  # a duration: elapsed clock time, to the minute
    HOURS = "hours"  # the hour of the beginning does not count
    DAYS = "days"  # the day of the beginning does not count; a day off at the end moves it
    WORKING_DAYS = "working_days"  # as days, but only workdays count
    CUSTODY_DAYS = "custody_days"  # as days, never moved: the person is locked up
    MONTHS = "months"  # the same day of a later month; a day off at the end moves it
    CUSTODY_MONTHS = "custody_months"  # as months, never moved

    @property
    def unit(self) -> str:
        return _UNITS[self]

    @property
    def by_hours(self) -> bool:
        return self in (Counting.EXACT_HOURS, Counting.HOURS)

    @property
    def by_months(self) -> bool:
        return self in (Counting.MONTHS, Counting.CUSTODY_MONTHS)

    @property
    def moves(self) -> bool:
        """Whether a day off at the end moves it."""
        return self in (Counting.DAYS, Counting.MONTHS)


_UNITS = {
    Counting.EXACT_HOURS: "小时",
    Counting.HOURS: "小时",
    Counting.DAYS: "日",
    Counting.WORKING_DAYS: "个工作日",
    Counting.CUSTODY_DAYS: "日",
    Counting.MONTHS: "个月",
    Counting.CUSTODY_MONTHS: "个月",
}


@dataclass(frozen=True, slots=True)
class Period:
    """An amount and the way it is counted: 24 hours, 3 days of custody, 2 months."""

    amount: int
    counting: Counting

    def __str__(self) -> str:
        return f"{self.amount}{self.counting.unit}"


@dataclass(frozen=True, slots=True)
class Pause:
    """Time that does not count (travel, appraisal). ``end`` is ``None`` while it lasts or is unknown."""

    start: Moment
    end: Moment | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last moment that is still in time.

    ``earliest`` and ``latest`` bound it (``latest`` is ``None`` where it is open). The ``strict`` pair is the
    stricter reading that practice also knows: the bare figure of hours, the day before the last day of a custody
    period in months. ``doubt`` says what would have to be known to close the bounds.
    """

    earliest: datetime
    latest: datetime | None
    strict_earliest: datetime
    strict_latest: datetime | None
    words: str
    doubt: str = ""

    @property
    def exact(self) -> bool:
        return self.latest == self.earliest


def add_months(day: date, months: int) -> date:
    """The same day of a later month; the last day of a month stays the last day, a missing day clamps."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    last = monthrange(year, month)[1]
    if day.day == monthrange(day.year, day.month)[1]:
        return date(year, month, last)
    return date(year, month, min(day.day, last))


def _move(day: date, calendar: Calendar) -> tuple[date, date]:
    """The first workday from a day on, as bounds: they differ where the calendar of the year is unknown."""
    while (off := calendar.is_day_off(day)) is not False:
        if off is None:
            return day, day + _LONGEST_BREAK
        day += ONE_DAY
    return day, day


def _workdays_after(day: date, amount: int, calendar: Calendar) -> tuple[date, date]:
    """The n-th workday after a day, as bounds."""
    early = late = day
    counted_early = counted_late = 0
    slack = timedelta(0)
    while counted_early < amount:
        early += ONE_DAY
        counted_early += calendar.is_day_off(early) is not True
    while counted_late < amount:
        late += ONE_DAY
        off = calendar.is_day_off(late)
        slack = _LONGEST_BREAK if off is None else slack
        counted_late += not (late.weekday() >= 5 if off is None else off)
    return early, late + slack


def _base(start: datetime, period: Period) -> datetime:
    """The end of a period before pauses and days off."""
    if period.counting is Counting.EXACT_HOURS:
        return start + timedelta(hours=period.amount)
    if period.counting is Counting.HOURS:
        full_hour = start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return full_hour + timedelta(hours=period.amount)
    if period.counting.by_months:
        return datetime.combine(add_months(start.date(), period.amount), _LAST_MINUTE)
    if period.counting is Counting.WORKING_DAYS:
        return datetime.combine(start.date(), _LAST_MINUTE)
    return datetime.combine(start.date() + timedelta(days=period.amount), _LAST_MINUTE)


def _pauses(pauses: Sequence[Pause], *, generous: bool, by_hours: bool) -> list[tuple[datetime, datetime]] | None:
    """The pauses as plain intervals under one reading, merged; ``None`` where one has no end."""
    spans: list[tuple[datetime, datetime]] = []
    for pause in pauses:
        if pause.end is None:
            if generous:
                return None
            continue
        first = pause.start.earliest if generous else pause.start.latest
        last = pause.end.latest if generous else pause.end.earliest
        if not by_hours:  # whole days; whether both ends count is disputed, so the generous reading counts both
            first = datetime.combine(first.date(), time.min)
            last = datetime.combine(last.date() + (ONE_DAY if generous else timedelta(0)), time.min)
        if last > first:
            spans.append((first, last))
    merged: list[tuple[datetime, datetime]] = []
    for first, last in sorted(spans):
        if merged and first <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(last, merged[-1][1]))
        else:
            merged.append((first, last))
    return merged


def _with_pauses(start: datetime, base: datetime, spans: list[tuple[datetime, datetime]]) -> datetime:
    """Push an end back by the pauses that begin before it has come."""
    end = base
    for first, last in spans:
        if first > end:
            break
        end += max(last - max(first, start), timedelta(0))
    return end


def _bound(start: datetime, period: Period, pauses: Sequence[Pause], *, generous: bool) -> datetime | None:
    spans = _pauses(pauses, generous=generous, by_hours=period.counting.by_hours)
    if spans is None:
        return None
    return _with_pauses(start, _base(start, period), spans)


def _at(bound: datetime, change: Callable[[date], date]) -> datetime:
    return datetime.combine(change(bound.date()), _LAST_MINUTE)


def _closed(
    early: datetime, late: datetime | None, period: Period, calendar: Calendar
) -> tuple[datetime, datetime | None]:
    """Both bounds moved over days off."""
    if period.counting is Counting.WORKING_DAYS:
        earliest = _at(early, lambda day: _workdays_after(day, period.amount, calendar)[0])
        latest = _at(late, lambda day: _workdays_after(day, period.amount, calendar)[1]) if late else None
        return earliest, latest
    if period.counting.moves:
        earliest = _at(early, lambda day: _move(day, calendar)[0])
        return earliest, _at(late, lambda day: _move(day, calendar)[1]) if late else None
    return early, late


def _strict(bound: datetime | None, start: datetime, period: Period) -> datetime | None:
    """The stricter reading of a bound."""
    if bound is None:
        return None
    if period.counting is Counting.HOURS:
        return bound - (_base(start, period) - (start + timedelta(hours=period.amount)))
    if period.counting is Counting.CUSTODY_MONTHS:
        return bound - ONE_DAY
    return bound


def due(start: Moment, period: Period, *, excluded: Sequence[Pause] = (), calendar: Calendar | None = None) -> Deadline:
    """When a period that begins at ``start`` ends.

    Args:
        start: when it begins; bounds where only the day is known.
        period: amount and counting.
        excluded: time that does not count; overlaps count once.
        calendar: days off; the project's own where not given.
    """
    calendar = calendar or load_calendar()
    early = _bound(start.earliest, period, excluded, generous=False)
    assert early is not None  # only a generous reading leaves an end open
    late = _bound(start.latest, period, excluded, generous=True)
    earliest, latest = _closed(early, late, period, calendar)
    strict_earliest = _strict(earliest, start.earliest, period)
    assert strict_earliest is not None
    return Deadline(
        earliest=earliest,
        latest=latest,
        strict_earliest=strict_earliest,
        strict_latest=_strict(latest, start.latest, period),
        words=_words(start, period, excluded, early, earliest, latest),
        doubt=_doubt(start, period, excluded, early, latest, calendar),
    )


def _doubt(
    start: Moment,
    period: Period,
    excluded: Sequence[Pause],
    early: datetime,
    latest: datetime | None,
    calendar: Calendar,
) -> str:
    if latest is None:
        return "应扣除的时间没有截止"
    if period.counting.moves or period.counting is Counting.WORKING_DAYS:
        unknown = sorted({early.year, latest.year} - calendar.years)
        if unknown:
            return f"未载入{unknown[0]}年节假日安排"
    if period.counting.by_hours and not start.exact:
        return "起算时间只知道日期"
    if start.earliest.date() != start.latest.date():
        return "起算日期不能确定"
    return "应扣除的时间不精确" if excluded else ""


def point_words(point: datetime, *, to_the_minute: bool) -> str:
    """A point in time in Chinese words, to the minute or to the day."""
    day = f"{point.year}年{point.month}月{point.day}日"
    return f"{day}{point.hour}时{point.minute:02d}分" if to_the_minute else day


def _words(
    start: Moment,
    period: Period,
    excluded: Sequence[Pause],
    early: datetime,
    earliest: datetime,
    latest: datetime | None,
) -> str:
    counting = period.counting
    by_hours = counting.by_hours
    parts = [f"自{start}起算{period}"]
    if counting is Counting.HOURS:
        parts.append("开始之时不计入")
    elif not by_hours:
        parts.append("当日不计入")
    if excluded:
        reasons = "、".join(dict.fromkeys(pause.reason for pause in excluded if pause.reason))
        parts.append(f"扣除{reasons or '依法不计入的时间'}")
    if counting.moves and earliest.date() != early.date():
        parts.append(f"{point_words(early, to_the_minute=False)}为节假日，顺延至其后第一个工作日")
    first = point_words(earliest, to_the_minute=by_hours)
    if latest is None:
        parts.append(f"最早于{first}届满")
    elif latest == earliest:
        parts.append(f"至{first}届满")
    else:
        parts.append(f"至{first}与{point_words(latest, to_the_minute=by_hours)}之间届满")
    if counting in (Counting.CUSTODY_DAYS, Counting.CUSTODY_MONTHS):
        parts.append("羁押期限不因节假日顺延")
    return "，".join(parts)

"""When an expression of time is: its words worked out against what the context gives. Nothing is guessed.

A date that cannot be (30 February, 25 o'clock) and one whose year nobody named come out as ``None``.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from reviewer.extraction.time_words import Words

_LAST = timedelta(hours=23, minutes=59)
_MINUTE = timedelta(minutes=1)

# The stretch of the day that a word covers, in hours.
PART_HOURS: dict[str, tuple[float, float]] = {
    "凌晨": (0, 6), "清晨": (5, 8), "清早": (5, 9), "大清早": (5, 9), "一大早": (5, 9), "早晨": (6, 10),
    "早上": (6, 10), "今早": (6, 10), "早": (6, 10), "晨": (6, 10), "上午": (7, 12), "中午": (12, 14), "正午": (12, 13),
    "午间": (12, 14),
    "下午": (13, 18), "午后": (13, 15), "傍晚": (17, 19), "黄昏": (17, 19), "晚上": (18, 24), "晚间": (18, 24),
    "夜晚": (18, 24), "晚": (18, 24), "夜里": (20, 24), "夜间": (20, 24), "夜": (20, 24), "深夜": (22, 24),
    "半夜": (0, 5), "大半夜": (0, 5), "午夜": (0, 1), "子夜": (0, 1), "前半夜": (18, 24), "上半夜": (18, 24),
    "后半夜": (2, 5), "下半夜": (2, 5), "黎明": (4, 7), "拂晓": (4, 7), "白天": (6, 19),
}  # fmt: skip
_MORNING = frozenset(
    (
        "凌晨",
        "清晨",
        "清早",
        "大清早",
        "一大早",
        "早晨",
        "早上",
        "今早",
        "早",
        "晨",
        "上午",
        "黎明",
        "拂晓",
        "后半夜",
        "下半夜",
    )
)
_NOON = frozenset({"中午", "正午", "午间"})
_AFTERNOON = frozenset({"下午", "午后"})
NIGHT = frozenset(
    (
        "晚上",
        "晚间",
        "夜晚",
        "晚",
        "夜里",
        "夜间",
        "夜",
        "深夜",
        "半夜",
        "大半夜",
        "午夜",
        "子夜",
        "前半夜",
        "上半夜",
        "傍晚",
        "黄昏",
    )
)
SMALL_HOURS = 5
"""晚上 with an hour before this is after midnight (晚上1点), with a later one before it (晚上5点)."""

# First and last month of a stretch of the year, first and last day of one of the month (0: its end).
_YEAR_EDGES = {
    "年初": (1, 2), "年伊始": (1, 1), "年底": (11, 12), "年末": (11, 12), "年中": (5, 8), "年上半年": (1, 6),
    "年下半年": (7, 12),
}  # fmt: skip
_MONTH_EDGES = {
    "月初": (1, 5), "月底": (25, 0), "月末": (25, 0), "月上旬": (1, 10), "月中旬": (11, 20), "月下旬": (21, 0),
    "月中": (11, 20), "月上半月": (1, 15), "月下半月": (16, 0),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Context:
    """What the words may lean on: the day of speaking, and the time that was named before."""

    base: datetime | None = None
    last: datetime | None = None

    @property
    def near(self) -> datetime | None:
        return self.last or self.base


@dataclass(frozen=True, slots=True)
class Reading:
    """All that an expression can mean, both ends included, to the minute.

    ``precision`` is ``minute``, ``hour``, ``part`` (of a day), ``day``, ``week``, ``month``, ``year`` or ``span``.
    """

    earliest: datetime
    latest: datetime
    precision: str
    soft: bool = False


def context_of(base: date | None, last: datetime | None = None) -> Context:
    """The context of a text whose day of speaking is known, or not."""
    if base is not None and not isinstance(base, datetime):
        base = datetime.combine(base, time.min)
    return Context(base, last)


def resolve(words: Words, context: Context) -> Reading | None:
    """Work out when an expression is.

    Returns:
        The reading, or ``None`` where the context does not give what the words leave out, or the date cannot be.
    """
    try:
        dated = _date_reading(words, context)
    except (ValueError, OverflowError):
        return None
    if dated is None or (not words.timed and not words.part):
        return replace(dated, soft=words.soft) if dated else None
    if dated.precision != "day":
        return None
    if not words.timed:
        begin, end = PART_HOURS[words.part]
        start, stop = dated.earliest + timedelta(hours=begin), dated.earliest + timedelta(hours=end) - _MINUTE
        return Reading(start, stop, "part", words.soft)
    return _clock_reading(words, dated.earliest)


def _clock_reading(words: Words, day: datetime) -> Reading | None:
    hour = twenty_four(words.hour or 0, words.part)
    minute = words.minute or 0
    if hour is None or hour > 24 + SMALL_HOURS or minute > 59 or (words.second or 0) > 59:
        return None
    if hour == 24 and minute and not words.part:
        return None
    start = day + timedelta(hours=hour, minutes=minute)
    if words.minute is not None:
        return Reading(start, start, "minute", words.soft)
    last = twenty_four(words.until_hour, words.part) if words.until_hour is not None else hour
    if last is None or last < hour or last > 24:
        return None
    soft = words.soft or words.until_hour is not None
    return Reading(start, day + timedelta(hours=last, minutes=59), "hour", soft)


def twenty_four(hour: int, part: str) -> int | None:
    """The hour of the day by the twenty-four hour clock; 24 is the midnight at its end. ``None``: there is none."""
    if hour > 24 or hour < 0:
        return None
    if hour > 12 or not part:
        return hour
    if part in _MORNING:
        return 0 if hour == 12 and part == "凌晨" else hour
    if part in _NOON:
        return hour + 12 if hour <= 3 else hour
    if part in _AFTERNOON:
        return hour + 12 if hour < 12 else hour
    if part in NIGHT:
        if hour == 12:
            return 24
        return hour + 12 if hour >= SMALL_HOURS else hour
    return hour


def _date_reading(words: Words, context: Context) -> Reading | None:
    near = context.near
    if words.offset is not None:
        return _offset_reading(*words.offset, anchor=context.base or context.last)
    if words.week_from is not None:
        return _week_reading(words, context.base or context.last)
    if words.day_from is not None or words.same_day is not None:
        anchor = context.base or context.last if words.day_from is not None else near
        shift = words.day_from if words.day_from is not None else words.same_day
        return None if anchor is None else day_reading(anchor.date() + timedelta(days=shift or 0))
    year, month = _year_of(words, context), words.month
    if words.month_from is not None or words.same_month is not None:
        anchor = context.base or context.last if words.month_from is not None else near
        if anchor is None:
            return None
        count = (year or anchor.year) * 12 + anchor.month - 1 + (words.month_from or words.same_month or 0)
        year, month = divmod(count, 12)
        month += 1
    return _calendar_reading(words, year, month, near)


def _year_of(words: Words, context: Context) -> int | None:
    near = context.near
    if words.year is not None:
        return _full_year(words.year, context)
    if words.year_from is not None:
        anchor = context.base or context.last
        return None if anchor is None else anchor.year + words.year_from
    if words.same_year is not None:
        return None if near is None else near.year + words.same_year
    return None


def _full_year(year: int, context: Context) -> int:
    """A year of two figures is one of the last ninety or the next ten years."""
    if year >= 100:
        return year
    now = (context.base or context.last or datetime(2025, 1, 1)).year
    full = now - now % 100 + year
    return full - 100 if full > now + 10 else full


def _calendar_reading(words: Words, year: int | None, month: int | None, near: datetime | None) -> Reading | None:
    if year is None:
        if near is None or words.year_from is not None or words.same_year is not None:
            return None
        year = near.year
        if month is None and not words.edge.startswith("年"):
            month = near.month
            if words.day is None and not words.edge:
                return day_reading(near.date())  # a time of day alone
    if words.edge:
        return _edge_reading(words.edge, year, month)
    if words.day is not None:
        return None if month is None else day_reading(date(year, month, words.day))
    if month is not None:
        return _stretch(date(year, month, 1), date(year, month, monthrange(year, month)[1]), "month")
    return _stretch(date(year, 1, 1), date(year, 12, 31), "year")


def _edge_reading(edge: str, year: int, month: int | None) -> Reading | None:
    if edge in _YEAR_EDGES:
        first_month, last_month = _YEAR_EDGES[edge]
        last = date(year, last_month, monthrange(year, last_month)[1])
        return _stretch(date(year, first_month, 1), last, "span")
    if edge not in _MONTH_EDGES or month is None:
        return None
    first, last_day = _MONTH_EDGES[edge]
    return _stretch(date(year, month, first), date(year, month, last_day or monthrange(year, month)[1]), "span")


def _offset_reading(count: int, unit: str, *, anchor: datetime | None) -> Reading | None:
    """三天前 is that day, 两周前 that week, 三个月前 that month, 两年前 that year."""
    if anchor is None:
        return None
    if unit == "天":
        return day_reading(anchor.date() + timedelta(days=count))
    if unit == "周":
        monday = anchor.date() - timedelta(days=anchor.weekday()) + timedelta(weeks=count)
        return _stretch(monday, monday + timedelta(days=6), "week")
    if unit == "年":
        return _stretch(date(anchor.year + count, 1, 1), date(anchor.year + count, 12, 31), "year")
    year, month = divmod(anchor.year * 12 + anchor.month - 1 + count, 12)
    return _stretch(date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1]), "month")


def _week_reading(words: Words, anchor: datetime | None) -> Reading | None:
    if anchor is None or words.week_from is None:
        return None
    monday = anchor.date() - timedelta(days=anchor.weekday()) + timedelta(weeks=words.week_from)
    if words.weekday is None:
        return _stretch(monday, monday + timedelta(days=6), "week")
    return day_reading(monday + timedelta(days=words.weekday))


def day_reading(day: date) -> Reading:
    """A whole day."""
    return _stretch(day, day, "day")


def _stretch(first: date, last: date, precision: str) -> Reading:
    return Reading(datetime.combine(first, time.min), datetime.combine(last, time.min) + _LAST, precision)


def resolve_end(first: Words, words: Words, start: Reading | None, context: Context) -> Reading | None:
    """The end of a range: what it leaves out it has from the start, also the part of the day (下午1点到3点)."""
    context = replace(context, last=start.earliest if start else context.last)
    if first.part and not words.part and not words.dated and words.hour is not None and start is not None:
        inherited = resolve(replace(words, part=first.part), context)
        if inherited and inherited.earliest >= start.earliest:
            return inherited
    return resolve(words, context)


def end_of(reading: Reading) -> datetime:
    """Where a range ends: an hour is its beginning, anything longer its last minute."""
    return reading.earliest if reading.precision == "hour" and not reading.soft else reading.latest

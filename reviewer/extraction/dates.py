"""Dates and times in all their spellings, found in a text or read from a filled-in field.

Values follow the contract: ``YYYY-MM-DD`` for a day, ``YYYY-MM-DDTHH:MM`` for a time. What is known less exactly than
a day has no value but still an earliest and a latest moment. A time to the hour only has the value of its full hour
and the precision ``hour``, so that the caller can decide what an unwritten minute means.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime

from reviewer.extraction.moments import Context, Reading, context_of, end_of, resolve, resolve_end
from reviewer.extraction.spoken import interval
from reviewer.extraction.time_words import JOIN, Words, may_begin, read_words
from reviewer.reading.text import Matching

_BEGIN = re.compile(
    r"\d|[一二三四五六七八九十廿卅两〇零今去前昨明后大当同本该次翌这上下头那隔即来凌清早中正午傍黄晚夜深半子拂黎白周星礼年月约第是]"
)
_JOIN = re.compile(r"(?:起|开始)?" + JOIN)
_BLANK_END = re.compile(r" *(?:至|到|~|—+|-+)[ _＿/]*(?:[年月日时分][ _＿/]*){2,5}")
_DURATION = re.compile(r" *(?:以?内|之内|以上|以下|以前|期|有余|的?(?:行政)?拘留|刑)")
_BIRTH = re.compile(r"(?:出生(?:日期|年月|时间)?|生日|生于)[:： ]*$")
_ENDED_BIRTH = re.compile(r" *(?:出?生|\(?生日)")
_IN_A_NAME = re.compile("(?![的去在就我他她至到和与])[一-鿿]")  # 周一鸣 is no Monday
_BEFORE_BARE_DAY = "于在从自至到,;。、:(~-—的 同"
_WORTHY = frozenset({"minute", "hour", "day"})


@dataclass(frozen=True, slots=True)
class Found:
    """A time in a text.

    ``text[start:end]`` is the place in the original text; a range has a second half (``end_*``), whose value is
    ``None`` where the form leaves it blank. ``value`` is ``None`` where the time is known less exactly than to the
    day, lacks what the context would have to give, or cannot be. ``earliest`` and ``latest`` are all it can have been.
    """

    start: int
    end: int
    value: str | None
    precision: str
    soft: bool = False
    is_range: bool = False
    end_value: str | None = None
    end_precision: str = ""
    earliest: datetime | None = None
    latest: datetime | None = None


def find_times(text: str, *, base: date | None = None) -> list[Found]:
    """All times of a text, in order.

    Args:
        text: the original text.
        base: the day of speaking, by which 昨天 and a date without a year are told; without it these lean on the times
            named before them, and have no value where there are none.
    """
    copy = Matching.of(text, spaces=True)
    found: list[Found] = []
    for one in _scan(copy.text, context_of(base)):
        start, end = copy.span(one.start, one.end)
        found.append(replace(one, start=start, end=end))
    return found


def _scan(text: str, context: Context) -> Iterator[Found]:
    position = 0
    while True:
        begin = _BEGIN.search(text, position)
        if begin is None:
            return
        position = begin.start()
        if not may_begin(text, position):
            position += 1
            continue
        words, end = read_words(text, position)
        if words.empty or not _is_time(words, text, position, end):
            position = end if words.broken else position + 1
            continue
        one, reading = _found(words, text, position, end, context)
        yield one
        birth = bool(_ENDED_BIRTH.match(text, one.end)) or bool(_BIRTH.search(text[max(position - 10, 0) : position]))
        if reading is not None and not birth and reading.precision not in {"year", "week", "span"}:
            context = replace(context, last=reading.earliest)
        position = one.end


def _is_time(words: Words, text: str, start: int, end: int) -> bool:
    """Whether words that could be a time are one in running text."""
    year_only = words.year is not None and words.month is None and not words.edge
    if year_only and words.year is not None and words.year < 100:
        return False
    bare_day = words.day is not None and words.month is None and words.month_from is None and words.same_month is None
    before = text[start - 1 : start]
    if bare_day:
        if before in {"月", "年"} or _DURATION.match(text, end):
            return False
        return words.timed or bool(words.part) or not before or before in _BEFORE_BARE_DAY
    if words.week_from is not None and text[start] == "周":
        return words.timed or bool(words.part) or not _IN_A_NAME.match(text, end)
    if not words.dated and words.hour is not None and words.minute is None and not words.part:
        return before not in {"月", "年", "日"} and not words.broken
    return len(text[start:end]) > 1


def _found(words: Words, text: str, start: int, end: int, context: Context) -> tuple[Found, Reading | None]:
    reading = resolve(words, context)
    one = Found(start, end, iso(reading), _precision(words, reading), words.soft)
    if reading:
        one = replace(one, earliest=reading.earliest, latest=reading.latest, soft=reading.soft)
    blank = _BLANK_END.match(text, end)
    if blank:
        return replace(one, end=blank.end(), is_range=True), reading
    joined = _JOIN.match(text, end)
    if not joined:
        return one, reading
    other, other_end = read_words(text, joined.end())
    if other.empty:
        return one, reading
    second = resolve_end(words, other, reading, context)
    one = replace(
        one, end=other_end, is_range=True, end_value=iso(second), end_precision=_precision(other, second),
        latest=end_of(second) if second else one.latest,
    )  # fmt: skip
    return one, reading


def _precision(words: Words, reading: Reading | None) -> str:
    if reading:
        return reading.precision
    if words.timed:
        return "hour" if words.minute is None else "minute"
    return "part" if words.part else "day"


def iso(reading: Reading | None) -> str | None:
    """The contract's value of a reading, where it is exact enough to have one."""
    if reading is None or reading.precision not in _WORTHY:
        return None
    if reading.precision == "day":
        return reading.earliest.date().isoformat()
    return reading.earliest.isoformat(timespec="minutes")


def parse_moment(text: str, *, base: date | None = None) -> str | None:
    """The first date or time of a field's text, by the contract; ``None`` where it has none that can be.

    ``2026年3月10日20时`` gives the full hour; :func:`find_times` tells by ``precision`` that the minute is not written.
    """
    return next((one.value for one in find_times(text, base=base) if one.value), None)


def parse_range(text: str, *, base: date | None = None) -> tuple[str | None, str | None]:
    """Start and end of a range of times; an end that is blank or cannot be read is ``None``.

    A day that stands apart from the hours (``14时30分至15时10分`` on the form of one day) is joined to them.
    """
    found = find_times(text)
    if any(one.value is None for one in found):
        day = next(
            (one.earliest for one in found if one.precision == "day" and one.earliest and not one.is_range), None
        )
        found = find_times(text, base=day or base)
        if day is not None:
            found = [one for one in found if one.precision != "day" or one.is_range]
    span = next((one for one in found if one.is_range), None)
    if span is not None:
        return span.value, span.end_value
    values = [one.value for one in found if one.value]
    return (values[0] if values else None), (values[1] if len(values) > 1 else None)


def parse_interval(text: str, base: date | None) -> tuple[datetime, datetime] | None:
    """All that a time in a statement can have been, widened by its softness; see :mod:`reviewer.extraction.spoken`."""
    return interval(text, base)

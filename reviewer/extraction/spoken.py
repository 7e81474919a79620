"""Times as people say them, as intervals: what was said, and what that can have been.

For comparing statements two times disagree only where their intervals do not meet, so everything soft is wide.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from reviewer.extraction.moments import (
    NIGHT,
    SMALL_HOURS,
    Context,
    Reading,
    context_of,
    end_of,
    resolve,
    resolve_end,
    twenty_four,
)
from reviewer.extraction.time_words import JOIN, Words, may_begin, read_words
from reviewer.reading.text import Matching

_JOIN = re.compile(r" *(?:起|开始)?" + JOIN)
_LEAD = re.compile(r"[从自于在到至 ]*")
_UNTIL_NOW = re.compile(r" *(?:起|以来|开始)? *(?:(?:至|到|直到)(?:今天?|现在|目前)|起$|以来|起 *至今)")
_NOW = re.compile(r"(?:现在|目前|此刻)")
_BEFORE = re.compile(r" *(?:之前|以前|前)(?!后|往|来)")
_AFTER_OPEN = re.compile(r" *(?:之后|以后)")
_SOFT = re.compile("许|左右|前后|大概|大约|差不多|样子|[点时]多")
_HALF_HOUR = timedelta(minutes=30)
_HALF_DAY = timedelta(hours=12)


def said(text: str, base: date | None) -> tuple[datetime, datetime] | None:
    """The interval that the first time in a text names, taken at its word: 晚上8点 is 20:00 to 20:59.

    Args:
        text: the words.
        base: the day of speaking, or the moment, to which 起 (since) and 前 (until) are then counted.
    """
    copy = Matching.of(text, spaces=True).text.strip()
    context = context_of(base)
    found = _first(copy, context)
    return None if found is None else _bounded(*found, copy, context)


def interval(text: str, base: date | None) -> tuple[datetime, datetime] | None:
    """All that a time in a statement can have been, both ends included, to the minute.

    Softness widens it: half an hour about a time (许, 左右, 的样子), a day about a date, an hour about a part of the
    day, and a night word reaches until the next morning (头天夜里). An hour said with 点 and no part of the day may be
    of the morning or the evening. A date without a year that would lie after the day of speaking is last year's.
    """
    copy = Matching.of(text, spaces=True).text.strip()
    context = context_of(base)
    found = _first(copy, context)
    if found is None:
        return None
    words, reading, end = found
    if _JOIN.match(copy, end):
        early, late = _bounded(words, reading, end, copy, context)
        if words.colloquial and 0 < (words.hour or 0) < 12:
            late += _HALF_DAY
        if late < early:  # 22时到2时 goes on into the next day
            late += timedelta(days=1 + (early - late).days)
        margin = _HALF_HOUR if words.soft or _SOFT.search(copy, end) else timedelta(0)
        return early - margin, late + margin
    return widened(words, _past(words, reading, context))


def _first(copy: str, context: Context) -> tuple[Words, Reading, int] | None:
    """The first expression of a text that can be worked out, and where it ends."""
    if _NOW.match(copy) and context.base:
        return Words(day_from=0), Reading(context.base, context.base, "minute"), 2
    position = _position(copy)
    while position < len(copy):
        words, end = read_words(copy, position, loose=True) if may_begin(copy, position) else (Words(), position)
        if not words.empty:
            reading = resolve(words, context)
            if reading is not None:
                return words, reading, end
        position = max(end, position + 1)
    return None


def _position(copy: str) -> int:
    lead = _LEAD.match(copy)
    return lead.end() if lead else 0


def _bounded(words: Words, reading: Reading, end: int, copy: str, context: Context) -> tuple[datetime, datetime]:
    """The reading with the end that its surroundings give it: a range, since, until."""
    now = context.base or datetime.combine(date.max, time.max)
    if _UNTIL_NOW.match(copy, end):
        return reading.earliest, now
    joined = _JOIN.match(copy, end)
    if joined:
        if _NOW.match(copy, joined.end()):
            return reading.earliest, now
        other, _ = read_words(copy, joined.end(), loose=True)
        second = None if other.empty else resolve_end(words, other, reading, context)
        if second is not None:
            return reading.earliest, _range_end(other, second, now)
    if _BEFORE.match(copy, end) and words.offset is None and now < reading.latest:
        return now, reading.latest
    return reading.earliest, reading.latest


def _range_end(words: Words, reading: Reading, now: datetime) -> datetime:
    return now if words.day_from == 0 and not words.timed and not words.part else end_of(reading)


def _past(words: Words, reading: Reading, context: Context) -> Reading:
    """A statement speaks of what has been: 12月30日 said in January is last year's."""
    stated = words.year is not None or words.year_from is not None or words.same_year is not None
    if stated or words.month is None or context.base is None or reading.earliest.date() <= context.base.date():
        return reading
    return resolve(replace(words, year=context.base.year - 1), context) or reading


def widened(words: Words, reading: Reading) -> tuple[datetime, datetime]:
    """A reading as an interval for comparison with what somebody else says."""
    early, late = reading.earliest, reading.latest
    if reading.precision in {"minute", "hour"}:
        if words.part in NIGHT and (twenty_four(words.hour or 0, words.part) or 0) < SMALL_HOURS:
            late += timedelta(days=1)  # 8日晚上1点 may be said of the night that begins on the 8th
        if words.colloquial and 0 < (words.hour or 0) < 12:
            late += _HALF_DAY
        if not reading.soft:
            return early, late
        return early - _HALF_HOUR, late + (_HALF_HOUR if reading.precision == "minute" else timedelta(0))
    if reading.precision == "part":
        morning = early.replace(hour=6, minute=0) + timedelta(days=1)
        return early - timedelta(hours=1), morning if words.part in NIGHT else late + timedelta(hours=1)
    margin = timedelta(days={"day": 1, "week": 3, "month": 7, "span": 5}.get(reading.precision, 30))
    return (early - margin, late + margin) if reading.soft else (early, late)

"""Whether an act came within its legal period: in time, late, or cannot be told and why.

Late is only what is late under every reading of what is unknown, in time only what is in time under every one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from reviewer.core.facts import Moment
from reviewer.core.finding import ClockState
from reviewer.law.counting import (
    Counting,
    Deadline,
    Pause,
    Period,
    add_months,
    due,
)
from reviewer.law.holidays import ONE_DAY, Calendar

__all__ = ["Counting", "Deadline", "Judgement", "Pause", "Period", "add_months", "due", "judge", "took"]

_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The answer about one period.

    ``grace`` marks what is in time only by the more generous of two readings (the hour of the beginning not
    counted; the last day of a custody period): worth a notice, never a violation. ``certain`` is false where
    a time was known to the day only and the answer holds all the same. ``over`` is by how much it was late, at
    the least.
    """

    state: ClockState
    due: Deadline | None
    grace: bool = False
    certain: bool = True
    took: str = ""
    over: str = ""
    arithmetic: str = ""
    why: str = ""


def _duration(length: timedelta) -> str:
    minutes = max(int(length.total_seconds() // 60), 0)
    hours, minutes = divmod(minutes, 60)
    if not hours:
        return f"{minutes}分钟"
    return f"{hours}小时{minutes}分" if minutes else f"{hours}小时"


def _months_and_days(first: date, last: date) -> str:
    months = max((last.year - first.year) * 12 + last.month - first.month, 0)
    while months and add_months(first, months) > last:
        months -= 1
    days = (last - add_months(first, months)).days
    if not months:
        return f"{days}日"
    return f"{months}个月零{days}日" if days else f"{months}个月"


def took(start: Moment, end: Moment, counting: Counting) -> str:
    """How long it took, in words, in the unit of the counting; two figures where times are known to the day only."""
    if not counting.by_hours:
        if counting.by_months:
            return _months_and_days(start.day, end.day)
        return f"{(end.day - start.day).days}日"
    if start.exact and end.exact:
        return _duration(end.earliest - start.earliest)
    shortest = max(end.earliest - start.latest, timedelta(0))
    longest = max(end.latest - start.earliest + _MINUTE, timedelta(0))
    return f"{_duration(shortest)}至{_duration(longest)}之间"


def _over(end: datetime, limit: datetime, counting: Counting) -> str:
    if counting.by_hours:
        return _duration(end - limit)
    return f"{(end.date() - limit.date()).days}日"


def _is_late(end: Moment, limit: datetime | None) -> bool:
    """Late under every reading. A day that begins exactly at the limit has passed it."""
    if limit is None:
        return False
    return end.earliest > limit or (not end.exact and end.earliest >= limit)


def _as_moment(as_of: date | datetime | Moment) -> Moment:
    if isinstance(as_of, Moment):
        return as_of
    if isinstance(as_of, datetime):
        return Moment(as_of, as_of)
    return Moment(datetime.combine(as_of, time.min), datetime.combine(as_of, time(23, 59)))


def judge(
    start: Moment | None,
    end: Moment | None,
    limit: Period,
    *,
    as_of: date | datetime | Moment,
    excluded: Sequence[Pause] = (),
    calendar: Calendar | None = None,
) -> Judgement:
    """Say whether an act came in time.

    Args:
        start: when the period began; ``None`` where unknown.
        end: when the act was done; ``None`` where the file shows none up to ``as_of``.
        limit: the period.
        as_of: the day of judgement, for a period whose act is not there.
        excluded: time that does not count.
        calendar: days off; the project's own where not given.

    Returns:
        ``met``, ``violated``, ``running`` (no act yet and still time) or ``unknown`` with ``why``. Without an act,
        ``violated`` means that the time has run out, whatever the absence itself means.
    """
    if start is None:
        return Judgement(ClockState.UNKNOWN, None, why="起算时间不明")
    deadline = due(start, limit, excluded=excluded, calendar=calendar)
    if end is None:
        return _open(deadline, _as_moment(as_of), limit)
    if end.latest < start.earliest:
        return Judgement(
            ClockState.UNKNOWN, deadline, why="终止时间早于起算时间，需先核对时间", arithmetic=deadline.words
        )
    return _done(start, end, deadline, limit)


def _open(deadline: Deadline, now: Moment, limit: Period) -> Judgement:
    words = f"{deadline.words}；截至{now}未见完成记录"
    if now.latest <= deadline.earliest:
        return Judgement(ClockState.RUNNING, deadline, arithmetic=words)
    if deadline.latest is not None and _is_late(now, deadline.latest):
        over = _over(now.earliest, deadline.latest, limit.counting)
        return Judgement(
            ClockState.VIOLATED, deadline, certain=deadline.exact, over=over, arithmetic=f"{words}，已超过{over}"
        )
    return Judgement(ClockState.UNKNOWN, deadline, arithmetic=words, why=deadline.doubt or "期限当日届满")


def _done(start: Moment, end: Moment, deadline: Deadline, limit: Period) -> Judgement:
    length = took(start, end, limit.counting)
    sure = deadline.exact and (end.exact or not limit.counting.by_hours)
    words = f"{deadline.words}；实际为{end}，历时{length}"
    if end.latest <= deadline.earliest:
        grace = deadline.strict_latest is not None and _is_late(end, deadline.strict_latest)
        words += "，在规定时间内" if not grace else _grace_words(limit)
        return Judgement(ClockState.MET, deadline, grace, certain=sure, took=length, arithmetic=words)
    if deadline.latest is not None and _is_late(end, deadline.latest):
        over = _over(end.earliest, deadline.latest, limit.counting)
        exceeds = "超过规定时间" if over in ("0分钟", "0日") else f"超过规定时间{'' if sure else '至少'}{over}"
        return Judgement(
            ClockState.VIOLATED, deadline, certain=sure, took=length, over=over, arithmetic=f"{words}，{exceeds}"
        )
    why = deadline.doubt or "完成时间只知道日期"
    return Judgement(ClockState.UNKNOWN, deadline, took=length, arithmetic=f"{words}，不能确定是否超过", why=why)


def _grace_words(limit: Period) -> str:
    if limit.counting.by_hours:
        return f"，已超过{limit}整，但开始之时不计入时尚在规定时间内"
    return "，为期满之日当日；实践中有以前一日为最后一日的算法"


def days_between(first: Moment, last: Moment) -> int:
    """Whole days from one moment's day to another's."""
    return (last.day - first.day) // ONE_DAY

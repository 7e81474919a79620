"""The time-line picture."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from reviewer.core.facts import Event, Moment
from reviewer.core.finding import Clock, ClockState
from reviewer.pipeline import Review
from reviewer.reports.timeline import picture


def at(day: int, hour: int | None = None, *, month: int = 3, year: int = 2026) -> Moment:
    if hour is None:
        found = Moment.parse(f"{year}-{month:02d}-{day:02d}")
    else:
        found = Moment.parse(f"{year}-{month:02d}-{day:02d}T{hour:02d}:00")
    assert found is not None
    return found


def drawn(review: Review, events: list[Event], clocks: list[Clock] = []) -> list[object]:  # noqa: B006
    found = picture(replace(review, case=replace(review.case, events=tuple(events)), clocks=tuple(clocks)), lang="zh")
    return [found.rows, found.gaps, found.bars]


def test_rows_follow_time_and_days_are_named_once(awkward: Review) -> None:
    events = [Event("arrived", at(2, 9)), Event("left", at(2, 12)), Event("issued", at(9))]
    rows, gaps, _ = drawn(awkward, events[::-1])
    assert [row.day for row in rows] == ["2026-03-02", "", "2026-03-09"]
    assert [row.y for row in rows] == sorted(row.y for row in rows)
    assert [gap.days for gap in gaps] == [7]


def test_misread_years_are_left_out(awkward: Review) -> None:
    events = [Event("signed", at(1, year=1977)), Event("arrived", at(2, 9)), Event("left", at(2, 12))]
    rows, _, _ = drawn(awkward, events)
    assert len(rows) == 2


def test_signing_of_a_record_with_hours_needs_no_row(awkward: Review) -> None:
    events = [
        Event("interrogation_record", at(2, 9), at(2, 11), document="d9"),
        Event("issued", at(2), document="d9"),
        Event("issued", at(3), document="d9"),
    ]
    rows, _, _ = drawn(awkward, events)
    assert [(row.day, row.time) for row in rows] == [("2026-03-02", "09:00–11:00"), ("2026-03-03", "")]


def test_bars_span_their_acts(awkward: Review) -> None:
    events = [Event("arrived", at(2, 9)), Event("left", at(2, 23)), Event("issued", at(5))]
    late = Clock("TIM001", ClockState.VIOLATED, None, "2026-03-02T09:00", "2026-03-02T23:00", "2026-03-02T21:00")
    long = Clock("TIM016", ClockState.RUNNING, None, "2026-03-05", None, "2027-03-05")
    without = Clock("TIM017", ClockState.UNKNOWN)
    rows, _, bars = drawn(awkward, events, [late, long, without])
    assert [bar.number for bar in bars] == [1, 2]
    assert (bars[0].y0, bars[0].y1) == (rows[0].y, rows[1].y)
    assert bars[0].due is not None
    assert bars[0].due < bars[0].y1 or rows[0].y <= bars[0].due
    assert bars[1].beyond
    assert bars[1].due is None


def test_many_acts_are_bounded(awkward: Review) -> None:
    start = datetime(2026, 3, 1, 8)
    moments = [start + timedelta(minutes=number) for number in range(1000)]
    rows, _, _ = drawn(awkward, [Event("activity", Moment(one, one), note=str(one)) for one in moments])
    assert len(rows) <= 140


def test_a_case_without_days_has_no_picture(awkward: Review) -> None:
    assert drawn(awkward, []) == [(), (), ()]

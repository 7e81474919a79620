"""The picture of a case in time: its acts one below the other, and its legal periods as bars beside them.

Rows are acts in order, not days to scale: what happened within an hour stays readable, and a long gap is written
down. Coordinates are pixels of the drawing.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from reviewer.core.casefile import Document
from reviewer.core.facts import Event, Moment
from reviewer.core.finding import Clock, ClockState
from reviewer.law.forms import load_forms

if TYPE_CHECKING:
    from reviewer.reports.json import Reviewed

ROW, TOP, LEFT, COLUMN = 22, 40, 132, 30
MOST_ROWS, MOST_BARS = 140, 12
_APART = timedelta(days=3 * 365)  # an act farther from the middle one is a misread day
_SHORT = 34  # characters of a label

EVENTS = {
    "zh": {
        "report_received": "接报", "arrived": "到案", "left": "离开", "announced": "宣布", "lodged": "入所",
        "served": "送达", "served_on_victim": "送达被害人", "signed": "签署", "issued": "落款", "approved": "批准",
        "left_handling_area": "离开办案区", "until": "至", "began": "起算", "activity": "办案区",
        "questioned_outside_cell": "提讯",
    },
    "en": {
        "report_received": "reported", "arrived": "arrived", "left": "left", "announced": "announced",
        "lodged": "lodged", "served": "served", "served_on_victim": "served on victim", "signed": "signed",
        "issued": "issued", "approved": "approved", "left_handling_area": "left handling area", "until": "until",
        "began": "began", "activity": "handling area", "questioned_outside_cell": "questioned",
    },
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One act, or the first act of a day, which carries the day."""

    y: int
    time: str
    label: str
    place: str
    day: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """Days in which nothing is on record."""

    y: int
    days: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One legal period: from its beginning to its end, with the line where it ran out."""

    number: int
    x: int
    y0: int
    y1: int
    due: int | None
    state: str
    beyond: bool  # it runs out below the last act


@dataclass(frozen=True, slots=True)
class Picture:
    width: int
    height: int
    rows: tuple[Row, ...] = ()
    gaps: tuple[Gap, ...] = ()
    bars: tuple[Bar, ...] = ()
    text_x: int = field(default=LEFT)


def title_of(document: Document) -> str:
    """The name of a document's form; what stands on it where the form is not known."""
    form = load_forms().get(document.type)
    return form.name_zh if form is not None else document.title or "?"


def picture(review: Reviewed, *, lang: str) -> Picture:
    """Lay out acts and periods; empty where the case states no day."""
    events = _kept(review.case.events)
    if not events:
        return Picture(0, 0)
    documents = {one.id: one for one in review.case.documents}
    rows: list[Row] = []
    gaps: list[Gap] = []
    points: list[tuple[datetime, int]] = []
    y, last = TOP, None
    for event in events:
        day = event.start.day
        if last is not None and day != last:
            away = (day - last).days
            if away > 1:
                gaps.append(Gap(y, away))
            y += 26 if away > 1 else 8
        place = f"{event.span.page}" if event.span is not None else ""
        rows.append(Row(y, _clock_time(event), _label(event, documents, lang), place, "" if day == last else str(day)))
        points.append((event.start.earliest, y))
        y, last = y + ROW, day
    bars = _bars(review.clocks, points, bottom=y)
    text_x = LEFT + COLUMN * len(bars)
    return Picture(1100, y + 24, tuple(rows), tuple(gaps), bars, text_x)


def _kept(events: Iterable[Event]) -> list[Event]:
    """The acts worth a row: no second row for the signing of a record whose hours are known, no misread days."""
    found = sorted(events, key=lambda one: (one.start.earliest, one.start.latest))
    timed = {(one.document, one.start.day) for one in found if one.start.exact}
    found = [
        one
        for one in found
        if not (one.kind in ("issued", "signed") and not one.start.exact and (one.document, one.start.day) in timed)
    ]
    if not found:
        return []
    middle = found[len(found) // 2].start.earliest
    found = [one for one in found if abs(one.start.earliest - middle) < _APART]
    seen: set[tuple[object, ...]] = set()
    kept = []
    for one in found:
        mark = (one.kind, one.start, one.document, one.note)
        if mark not in seen:
            seen.add(mark)
            kept.append(one)
    if len(kept) > MOST_ROWS:
        kept = [one for one in kept if one.kind not in ("activity", "issued")]
    return kept[:MOST_ROWS]


def _clock_time(event: Event) -> str:
    if not event.start.exact:
        return ""
    start = event.start.earliest
    end = event.end
    if end is None or not end.exact or end.earliest == start:
        return f"{start:%H:%M}"
    return f"{start:%H:%M}–{end.earliest:%H:%M}"


def _label(event: Event, documents: dict[str, Document], lang: str) -> str:
    document = documents.get(event.document or "")
    name = f"《{title_of(document)}》" if document is not None else ""
    words = EVENTS[lang].get(event.kind, "")
    note = f"：{event.note}" if event.kind == "activity" and event.note else ""
    who = event.subject if event.subject and len(event.subject) <= 8 else ""
    label = f"{name}{words}{note}" + (f"　{who}" if who else "")
    return label if len(label) <= _SHORT else label[: _SHORT - 1] + "…"


def _bars(clocks: Sequence[Clock], points: list[tuple[datetime, int]], *, bottom: int) -> tuple[Bar, ...]:
    times = [time for time, _ in points]

    def height(moment: Moment | None, *, end: bool) -> int | None:
        """Where a moment lies among the rows: at its act, or between the acts before and after it."""
        if moment is None:
            return None
        point = moment.earliest if moment.exact or not end else moment.latest
        index = bisect_right(times, point)
        if index == 0:
            return points[0][1] - ROW // 2
        same = times[index - 1].date() == point.date()
        after = points[index][1] if index < len(points) else bottom
        return points[index - 1][1] if same else (points[index - 1][1] + after) // 2

    bars: list[Bar] = []
    for number, clock in enumerate(clocks, 1):
        start = height(Moment.parse(clock.start), end=False)
        if start is None or len(bars) == MOST_BARS:
            continue
        ended, due = Moment.parse(clock.end), Moment.parse(clock.due)
        due_y = height(due, end=True)
        stop = height(ended, end=False) if ended is not None else bottom
        beyond = due is not None and due.earliest > times[-1]
        y1 = max(stop if stop is not None else start, start + 6)
        shown = None if beyond else due_y
        bars.append(Bar(number, LEFT + COLUMN * len(bars), start, y1, shown, clock.state.value, beyond))
    return tuple(bars)


STATES = {
    "zh": {
        ClockState.MET: "合法",
        ClockState.VIOLATED: "超期",
        ClockState.RUNNING: "进行中",
        ClockState.UNKNOWN: "不能判断",
    },
    "en": {
        ClockState.MET: "met",
        ClockState.VIOLATED: "overdue",
        ClockState.RUNNING: "running",
        ClockState.UNKNOWN: "unknown",
    },
}

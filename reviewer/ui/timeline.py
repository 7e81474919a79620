"""Acts and legal periods of a case as a drawing; an act leads to its page."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import streamlit as st

from reviewer.ui import components
from reviewer.ui.door import Door
from reviewer.ui.picture import Place, show_places
from reviewer.ui.show import plain, show_case, show_table
from reviewer.ui.state import guarded
from reviewer.ui.text import language, tr
from reviewer.ui.words import rule_title

if TYPE_CHECKING:
    from reviewer.pipeline import Review
    from reviewer.reports.timeline import Row

HEIGHT = 560


def show(door: Door, case: str) -> None:
    """Draw the time-line, its page beside it, and the table of periods below."""
    show_case(door.review(case).case)
    _drawing(door, case)
    st.subheader(tr("clocks"))
    _clocks(door.review(case))


@st.fragment
@guarded
def _drawing(door: Door, case: str) -> None:
    from reviewer.reports.timeline import picture

    review = door.review(case)
    drawn = picture(review, lang=language())
    if not drawn.rows:
        st.info(tr("no_events"))
        return
    st.caption(tr("picture_help") + " " + tr("go_to_page"))
    left, right = st.columns([6, 5], gap="small")
    with left:
        data: dict[str, Any] = {
            "rows": [{"y": row.y, "time": row.time, "label": plain(row.label), "day": row.day} for row in drawn.rows],
            "bars": [asdict(bar) for bar in drawn.bars],
            "gaps": [{"y": gap.y, "words": tr("gap", gap.days)} for gap in drawn.gaps],
            "width": max(drawn.text_x + 480, 640),
            "height": drawn.height,
            "text_x": drawn.text_x,
            "label": tr("timeline"),
        }
        chosen = components.timeline(data, key=f"timeline_{case}", height=HEIGHT)
    with right:
        place = _place(review, drawn.rows, chosen or 0)
        show_places(
            door, case=case, review=review, places=[place] if place else [], key="timeline_page", height=HEIGHT - 60
        )


def _place(review: Review, rows: tuple[Row, ...], chosen: int) -> Place | None:
    """The page of an act: a row carries its number and, of its day, the first row carries the date."""
    day = next((row.day for row in reversed(rows[: chosen + 1]) if row.day), "")
    number = rows[chosen].place
    for event in review.case.events:
        span = event.span
        if span is not None and str(span.page) == number and str(event.start.day) == day:
            return Place(span.source, span.page, (tuple(span.box),) if span.box else ())  # type: ignore[arg-type]
    return None


def _clocks(review: Review) -> None:
    from reviewer.core.finding import ClockState

    words = {ClockState.RUNNING: "clock_running", ClockState.UNKNOWN: "clock_unknown"}
    rows = [
        {
            "#": number,
            tr("clock_state"): tr(words.get(one.state, one.state.value)),
            tr("rule"): f"{one.rule} {rule_title(one.rule)}",
            tr("who"): one.subject or "",
            tr("from"): (one.start or "").replace("T", " "),
            tr("to"): (one.end or "").replace("T", " "),
            tr("due"): (one.due or "").replace("T", " "),
            tr("arithmetic"): one.arithmetic,
        }
        for number, one in enumerate(review.clocks, 1)
    ]
    show_table(rows, key="clocks")

"""The score: what was wrong, what was right, what to do from now on; and the reports to take away."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from reviewer.core.finding import Outcome, Score
from reviewer.ui.door import OPEN, Door, Item
from reviewer.ui.show import show_case, show_lines, show_table
from reviewer.ui.state import attempt
from reviewer.ui.text import known, language, tr
from reviewer.ui.words import rule_title

if TYPE_CHECKING:
    from reviewer.pipeline import Review

FORMATS = ("html", "docx", "xlsx", "json", "text", "sarif")
_SUFFIX = {"text": "txt"}


def show(door: Door, case: str) -> None:
    """Draw the score of the candidates beside the score by the decisions."""
    review, items = door.review(case), door.items(case)
    candidates, confirmed = door.score(case)
    _figures(review, items, candidates, confirmed)
    wrong, right, future, unclear, exports = st.tabs(
        [tr("wrong"), tr("good"), tr("future"), tr("cannot_say"), tr("exports")]
    )
    with wrong:
        _wrong(candidates, items)
    with right:
        _checks(review, Outcome.SATISFIED)
    with future:
        _future(items)
    with unclear:
        _unclear(review)
    with exports:
        _exports(door, case)


def _figures(review: Review, items: Sequence[Item], candidates: Score, confirmed: Score) -> None:
    pending = sum(item.state == OPEN for item in items)
    show_case(review.case)
    first, second, third, fourth = st.columns([4, 3, 3, 3])
    first.metric(tr("candidate_score"), f"{candidates.total:g}", border=True)
    # With nothing decided a full score would look like praise.
    second.metric(
        tr("decided_score"), f"{confirmed.total:g}" if pending < len(items) or not items else "–", border=True
    )
    third.metric(tr("pending"), pending, border=True)
    fourth.metric(tr("grade"), known(candidates.grade), border=True)
    if candidates.vetoed:
        st.warning(tr("vetoed"))
        show_lines(candidates.vetoes)
    if review.case.unread:
        st.warning(tr("unread_here", len({(one.source, one.page) for one in review.case.unread})))


def _wrong(candidates: Score, items: Sequence[Item]) -> None:
    states = {item.finding.id: item.state for item in items}
    rows = [
        {
            tr("taken_off"): one.points,
            tr("rule"): f"{one.rule} {rule_title(one.rule)}",
            tr("because"): one.reason,
            tr("state"): "、".join(
                tr("open_state" if states.get(key, OPEN) == OPEN else states[key]) for key in one.findings
            ),
        }
        for one in candidates.deductions
    ]
    widths = {tr("taken_off"): st.column_config.NumberColumn(width=60)}
    show_table(rows, key="deductions", none="no_findings", config=widths)


def _checks(review: Review, outcome: Outcome) -> None:
    rows = [
        {tr("rule"): f"{one.rule} {rule_title(one.rule)}", tr("because"): one.reason}
        for one in review.checks
        if one.outcome is outcome
    ]
    show_table(rows, key=f"checks_{outcome.value}", height=420)


def _unclear(review: Review) -> None:
    _checks(review, Outcome.UNDETERMINED)
    rows = [
        {tr("file"): next((one.path for one in review.case.sources if one.id == trouble.source), trouble.source),
         tr("page"): trouble.page, tr("because"): trouble.what}
        for trouble in review.case.troubles
    ]  # fmt: skip
    if rows:
        st.caption(tr("unread"))
        show_table(rows, key="troubles")


def _future(items: Sequence[Item]) -> None:
    """One remedy a rule, the gravest first; what was rejected asks for nothing."""
    remedies: dict[str, Item] = {}
    for item in sorted(items, key=lambda one: -one.finding.severity.rank):
        if item.finding.remedy and item.state != "rejected":
            remedies.setdefault(item.finding.rule, item)
    rows = [
        {
            tr("severity"): tr(item.finding.severity.value),
            tr("rule"): f"{rule} {rule_title(rule)}",
            tr("future"): item.finding.remedy,
        }
        for rule, item in remedies.items()
    ]
    show_table(rows, key="remedies", none="no_findings")


def _form_name(form: str) -> str:
    return tr(f"form_{form}")


def _exports(door: Door, case: str) -> None:
    """A report is made when it is asked for and goes when another screen is shown."""
    form = st.segmented_control(
        tr("format"), FORMATS, format_func=_form_name, default="html", required=True, key="export_form"
    )
    only = st.checkbox(tr("confirmed_only"), key="confirmed_only")
    if st.button(tr("prepare"), key="export", type="primary"):
        made: list[tuple[str, bytes]] = []
        if attempt(lambda: made.append(door.export(case, form=str(form), lang=language(), confirmed_only=only))):
            st.session_state["exported"] = (case, form, only, made[0])
        else:
            st.rerun()
    kept = st.session_state.get("exported")
    if kept and kept[:3] == (case, form, only):
        _, content = kept[3]
        st.download_button(
            tr("download"),
            content,
            file_name=f"reviewer-{case}.{_SUFFIX.get(form, form)}",
            key="download",
            on_click="ignore",
        )

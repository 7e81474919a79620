"""The table of cases, and the findings of all cases, each with filters that the URL keeps."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import streamlit as st

from reviewer.ui.door import CaseRow, Door, Hit
from reviewer.ui.show import plain, show_table
from reviewer.ui.state import go, keep, kept, kept_choice
from reviewer.ui.text import known, language, tr
from reviewer.ui.words import rule_title

SEVERITIES = ("unlawful", "defect", "notice")


def show(door: Door) -> None:
    """Draw the table; choosing a row opens the case."""
    rows = door.cases()
    if not rows:
        st.info(tr("no_cases"))
        if st.button(tr("upload"), key="to_upload", type="primary"):
            go("upload")
            st.rerun()
        return
    text, units, severities, rules, points = _filters(rows)
    hits: Sequence[Hit] = ()
    if rules or severities:
        hits, _ = door.hits(text="", units=units, rules=rules, severities=severities)
    wanted = {hit.case for hit in hits}
    shown = [row for row in rows if _fits(row, text=text, units=units, points=points)]
    if rules or severities:
        shown = [row for row in shown if row.id in wanted]
    st.caption(tr("cases_shown", len(shown), len(rows)) + " · " + tr("choose_row"))
    chosen = show_table(
        [_cells(row) for row in shown], key="cases_table", select=True, height=430
    )
    if chosen is not None:
        st.query_params.pop("finding", None)
        go("review", case=shown[chosen].id)
        st.rerun()
    with st.expander(tr("all_findings"), expanded=bool(rules or severities)):
        _hits(door, text, units, rules, severities)


def _filters(rows: Sequence[CaseRow]) -> tuple[str, list[str], list[str], list[str], tuple[int, int]]:
    units = sorted({row.unit for row in rows if row.unit})
    codes = _codes()
    columns = st.columns([3, 3, 2.4, 2.4, 2.4])
    with columns[0]:
        text = st.text_input(tr("search"), kept("q"), placeholder=tr("search_cases"), key="case_q")
    with columns[1]:
        # Units come from cases: a select box shows its options as text, and the URL has a short hash of them.
        names = {hashlib.sha256(unit.encode()).hexdigest()[:8]: unit for unit in units}
        chosen = st.multiselect(
            tr("unit"),
            list(names),
            kept_choice("unit", list(names)),
            format_func=lambda one: plain(names[one]),
            key="case_unit",
            placeholder=tr("choose"),
        )
    with columns[2]:
        severities = st.multiselect(
            tr("severity"), SEVERITIES, kept_choice("severity", SEVERITIES), format_func=tr, placeholder=tr("choose")
        )
    with columns[3]:
        rules = st.multiselect(tr("rule"), codes, kept_choice("rule", codes), placeholder=tr("choose"))
    with columns[4]:
        low, high = _range(kept("points"))
        points = st.slider(tr("score_range"), 0, 100, (low, high))
    keep("q", text or "")
    keep("unit", chosen)
    keep("severity", severities)
    keep("rule", rules)
    keep("points", "" if points == (0, 100) else f"{points[0]}-{points[1]}")
    return text or "", [names[one] for one in chosen], severities, rules, points


@st.cache_data(show_spinner=False)
def _codes() -> list[str]:
    from reviewer.checks.cards import load_cards

    return sorted(load_cards())


def _range(text: str) -> tuple[int, int]:
    low, _, high = text.partition("-")
    if low.isdigit() and high.isdigit() and int(low) <= int(high) <= 100:
        return int(low), int(high)
    return 0, 100


def _fits(row: CaseRow, *, text: str, units: Sequence[str], points: tuple[int, int]) -> bool:
    if units and row.unit not in units:
        return False
    if text and not all(word in f"{row.number} {row.title} {row.unit} {row.id}" for word in text.split()):
        return False
    return row.total is None or points[0] <= row.total <= points[1]


def _cells(row: CaseRow) -> dict[str, object]:
    return {
        tr("number"): row.number,
        tr("title"): row.title,
        tr("kind"): known(row.kind),
        tr("unit"): row.unit,
        tr("points"): row.total,
        tr("grade"): known(row.grade) + (tr("not_all_read") if row.unread else ""),
        tr("unlawful"): row.unlawful,
        tr("defect"): row.defect,
        tr("notice"): row.notice,
        tr("pending"): row.pending,
        tr("unread"): row.unread,
        tr("progress"): known(row.state),
    }


def _hits(door: Door, text: str, units: list[str], rules: list[str], severities: list[str]) -> None:
    found, count = door.hits(text=text, units=units, rules=rules, severities=severities)
    st.caption(tr("hits_shown", len(found), int(count)))
    rows = [
        {
            tr("severity"): known(hit.severity),
            tr("rule"): hit.rule,
            tr("hits"): hit.title if language() == "zh" else rule_title(hit.rule),
            tr("message"): hit.message,
            tr("title"): hit.case_title,
            tr("unit"): hit.unit,
            tr("state"): known(hit.state if hit.state != "open" else "open_state"),
        }
        for hit in found
    ]
    chosen = show_table(rows, key="hits_table", select=True, height=300)
    if chosen is not None:
        go("review", case=found[chosen].case, finding=found[chosen].key)
        st.rerun()

"""Statements: who said what in which session, what does not fit together, and two records side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from reviewer.core.casefile import Document
from reviewer.ui.door import Door
from reviewer.ui.picture import places_of, show_places
from reviewer.ui.show import plain, show_table
from reviewer.ui.state import guarded
from reviewer.ui.text import tr

if TYPE_CHECKING:
    from reviewer.checks.statements.comparison import Comparison
    from reviewer.pipeline import Review

HEIGHT = 520


def show(door: Door, case: str) -> None:
    """Draw the matrix, the contradictions with both pages, and two records."""
    review = door.review(case)
    compared = _compared(case, review)
    if not compared.matrix:
        st.info(tr("no_statements"))
        return
    matrix, conflicts, records = st.tabs(
        [tr("matrix"), f"{tr('conflicts')} {len(compared.conflicts)}", tr("side_by_side")]
    )
    with matrix:
        _matrix(compared)
    with conflicts:
        _conflicts(door, case, review, compared)
    with records:
        _records(review)


def _compared(case: str, review: Review) -> Comparison:
    """Compared once for each reading of a case and kept in the session."""
    from reviewer.checks.statements.comparison import compare

    kept = st.session_state.get("compared")
    if kept is None or kept[0] != case or kept[1] is not review.case:
        kept = st.session_state["compared"] = (case, review.case, compare(review.case))
    found: Comparison = kept[2]
    return found


def _matrix(compared: Comparison) -> None:
    """One row a topic, one column a record: what was said of one thing stands in one line."""
    records: dict[tuple[str, str, str], str] = {}
    rows: dict[str, dict[str, Any]] = {}
    for row in compared.matrix:
        who = (str(row["person"]), str(row["session"]), str(row["document"]))
        records.setdefault(who, f"{len(records) + 1}　{plain(who[0])} {tr('session', who[1])}")
        said = row["said"]
        cells = rows.setdefault(str(row["aspect"]), {tr("topic"): tr(f"aspect_{row['aspect']}")})
        cells[records[who]] = "\n".join(map(str, said)) if isinstance(said, list) else ""
    st.caption(tr("matrix_help"))
    columns = dict.fromkeys(records.values(), "")
    table = [{tr("topic"): cells[tr("topic")], **columns, **cells} for _, cells in sorted(rows.items())]
    widths: dict[str, Any] = {tr("topic"): st.column_config.TextColumn(width=70)}
    widths |= {name: st.column_config.TextColumn(width=max(1140 // len(records), 220)) for name in columns}
    show_table(table, key="matrix_table", row_height=92, config=widths)


@st.fragment
@guarded
def _conflicts(door: Door, case: str, review: Review, compared: Comparison) -> None:
    rows = [
        {tr("topic"): tr(f"aspect_{one.aspect}"), tr("message"): one.message_zh, tr("sure"): f"{one.confidence:.0%}"}
        for one in compared.conflicts
    ]
    chosen = show_table(rows, key="conflicts_table", select=True)
    if not rows:
        return
    one = compared.conflicts[chosen or 0]
    show_places(
        door, case=case, review=review, places=places_of([one.a, one.b])[:2], key="conflict_pages", height=HEIGHT
    )


@st.fragment
@guarded
def _records(review: Review) -> None:
    """Two records of the person's choice, question by question, filtered by a word."""
    documents = {one.id: one for one in review.case.documents if one.turns}
    if not documents:
        st.caption(tr("no_statements"))
        return
    ids = list(documents)
    word = st.text_input(tr("find_answer"), key="turn_word")
    for side, column in enumerate(st.columns(2)):
        with column:
            chosen = st.selectbox(
                tr("record"),
                ids,
                min(side, len(ids) - 1),
                format_func=lambda one: plain(_record_name(documents, one)),
                key=f"record_{side}",
            )
            show_table(_turns(documents[chosen], word or ""), key=f"turns_{side}", height=HEIGHT, row_height=72)


def _record_name(documents: Mapping[str, Document], chosen: str) -> str:
    document = documents[chosen]
    who = document.value("subject") or document.value("person") or ""
    who = "、".join(map(str, who)) if isinstance(who, Sequence) and not isinstance(who, str) else str(who)
    return f"{document.title or chosen} {who} · {tr('source_page', document.first_page)}"


def _turns(document: Document, word: str) -> list[dict[str, Any]]:
    return [
        {
            tr("page"): turn.question_span.page if turn.question_span else None,
            tr("question"): turn.question,
            tr("answer"): turn.answer,
        }
        for turn in document.turns
        if not word or word in turn.question or word in turn.answer
    ]

"""Statements: who said what in which session, what does not fit together, and two records side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import streamlit as st

from reviewer.core.casefile import Document
from reviewer.core.facts import Turn
from reviewer.ui import components
from reviewer.ui.door import Door
from reviewer.ui.picture import places_of, show_places
from reviewer.ui.show import plain, show_case, show_table
from reviewer.ui.state import guarded
from reviewer.ui.text import tr
from reviewer.ui.words import form_name

if TYPE_CHECKING:
    from reviewer.checks.statements.comparison import Comparison
    from reviewer.pipeline import Review

HEIGHT = 520
LIST_HEIGHT, PAGE_HEIGHT = 250, 290


def show(door: Door, case: str) -> None:
    """Draw the matrix, the contradictions with both pages, and two records."""
    review = door.review(case)
    show_case(review.case)
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
        _records(door, case, review)


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
def _records(door: Door, case: str, review: Review) -> None:
    """Two records of the person's choice, question by question, and the pages of the two answers that were chosen."""
    documents = {one.id: one for one in review.case.documents if one.turns}
    if not documents:
        st.caption(tr("no_statements"))
        return
    names = _record_names(review, documents)
    ids = list(documents)
    chooses = st.columns([3, 3, 2])
    with chooses[2]:
        word = st.text_input(tr("find_answer"), key="turn_word") or ""
    for side, column in enumerate(st.columns(2)):
        with chooses[side]:
            chosen = st.selectbox(
                tr("record"),
                ids,
                min(side, len(ids) - 1),
                format_func=lambda one: plain(names[one]),
                key=f"record_{side}",
            )
        with column:
            turn = _turn(documents[chosen], word, side)
            spans = [] if turn is None else [turn.answer_span or turn.question_span]
            places = places_of([one for one in spans if one is not None])
            show_places(
                door, case=case, review=review, places=places[:1], key=f"turn_page_{side}", height=PAGE_HEIGHT
            )


def _turn(document: Document, word: str, side: int) -> Turn | None:
    """The list of questions and answers of one record; gives the one that is chosen."""
    key = f"turns_{side}"
    turns = {
        f"{document.id}:{turn.index}": turn
        for turn in document.turns
        if not word or word in turn.question or word in turn.answer
    }
    for event in components.new_events(key):
        if event.row in turns:
            st.session_state[f"{key}_chosen"] = event.row
    chosen = st.session_state.get(f"{key}_chosen")
    if chosen not in turns:
        chosen = next(iter(turns), None)
    rows = [
        {
            "id": name,
            "severity": "turn",
            "title": plain(f"{tr('question')}：{turn.question}"),
            "message": plain(f"{tr('answer')}：{turn.answer}"),
            "state": "",
            "state_name": "" if turn.question_span is None else tr("source_page", turn.question_span.page),
        }
        for name, turn in turns.items()
    ]
    components.rows_list(
        rows, key=key, selected=chosen, label=tr("record"), none=tr("no_statements"), height=LIST_HEIGHT
    )
    return turns.get(chosen) if chosen is not None else None


def _record_names(review: Review, documents: Mapping[str, Document]) -> dict[str, str]:
    """Who spoke, which time and where it stands, by record."""
    from reviewer.checks.statements.records import read_records

    spoke = {one.document: one for one in read_records(review.case)}
    names = {}
    for identity, document in documents.items():
        one = spoke.get(identity)
        who = f"{one.speaker} {tr('session', one.session)}　" if one is not None else ""
        names[identity] = f"{who}{form_name(document.type)} · {tr('source_page', document.first_page)}"
    return names

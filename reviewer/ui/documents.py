"""The documents of a case: contents, what was extracted of each, and corrections."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from reviewer.core.casefile import Document
from reviewer.ui import components
from reviewer.ui.door import Change, Door
from reviewer.ui.picture import Place
from reviewer.ui.show import plain, show_lines, show_table, show_text
from reviewer.ui.state import attempt, notice, redraw
from reviewer.ui.text import known, tr
from reviewer.ui.words import document_name, field_name, form_name, rule_title, user_name

LIST = "documents_list"
HEIGHT, WIDTH = 470, 420


def take_document_events(documents: Sequence[Document]) -> None:
    """Look at the document that was clicked, or that another screen asked for."""
    by_id = {one.id: one for one in documents}
    wanted = [event.row for event in components.new_events(LIST)] + [st.session_state.pop("wanted_document", None)]
    for one in wanted:
        if one in by_id:
            st.session_state["looked_at"] = Place(by_id[one].source, by_id[one].first_page)


def show_documents(door: Door, case: str, review: Any) -> None:
    """The contents; a row shows its first page."""
    documents: tuple[Document, ...] = review.case.documents
    document = _looked_at(documents)
    components.rows_list(
        [_row(one) for one in documents],
        key=LIST,
        selected=document.id if document else None,
        label=tr("documents"),
        none=tr("none"),
        height=HEIGHT,
    )
    if document is None:
        st.caption(tr("document_help"))
        return
    _steps(document)
    with st.popover(tr("fields"), width="stretch"):
        rows = [{tr("field"): field_name(name, document.type), tr("value"): _value(found)}
                for name, found in sorted(document.fields.items())]  # fmt: skip
        with st.container(width=560):
            show_table(rows, config={tr("field"): st.column_config.TextColumn(width=110)})
    if st.button(tr("right_document"), key="right_document", width="stretch"):
        if attempt(lambda: door.confirm_document(case, document=document.id)):
            notice("success", "stored")
        redraw()
    with st.popover(tr("correct"), width="stretch"), st.container(width=WIDTH):
        _correct(door, case, document)
        _correct_mark(door, case, document)
        _corrections(door, case)
    with st.popover(tr("new"), width="stretch"), st.container(width=WIDTH):
        _add(door, case, document)


def _row(document: Document) -> dict[str, str]:
    pages = f"{document.first_page}"
    if document.last_page > document.first_page:
        pages += f"–{document.last_page}"
    return {
        "id": document.id,
        "severity": "plain",
        "title": f"{pages}　{plain(document_name(document))}",
        "message": "",
        "state": "",
        "state_name": f"{document.confidence:.0%}",
    }


def _value(found: Any) -> str:
    return plain(found.text or ("" if found.value is None else found.value))


def _looked_at(documents: tuple[Document, ...]) -> Document | None:
    """The document whose page was chosen; none while the page of a finding is shown."""
    looked: Place | None = st.session_state.get("looked_at")
    if looked is None:
        return None
    for one in documents:
        if one.source == looked.source and one.first_page <= looked.page <= one.last_page:
            return one
    return None


def _steps(document: Document) -> None:
    """Leaf through a document of several pages."""
    looked: Place | None = st.session_state.get("looked_at")
    if looked is None or document.last_page == document.first_page:
        return
    left, right = st.columns(2)
    number = looked.page
    with left:
        if st.button(
            "‹", key="page_back", width="stretch", help=tr("previous_page"), disabled=number <= document.first_page
        ):
            _look(document, number - 1)
    with right:
        if st.button("›", key="page_on", width="stretch", help=tr("next_page"), disabled=number >= document.last_page):
            _look(document, number + 1)


def _look(document: Document, number: int) -> None:
    st.session_state["looked_at"] = Place(document.source, number)
    redraw()


def _correct(door: Door, case: str, document: Document) -> None:
    """Type and boundary, then an extracted value; both say what changed in the findings."""
    from reviewer.law.forms import load_forms

    forms = load_forms()
    types = sorted(forms, key=form_name)
    with st.form(f"type_{document.id}", border=False):
        at = types.index(document.type) if document.type in types else 0
        kind = st.selectbox(tr("correct_type"), types, at, format_func=form_name)
        first = st.number_input(tr("correct_first"), 1, value=document.first_page)
        last = st.number_input(tr("correct_last"), 1, value=document.last_page)
        if st.form_submit_button(tr("save")):
            _written(
                lambda: door.correct_document(case, document=document.id, type=kind, first=int(first), last=int(last))
            )
    if document.fields:
        names = sorted(document.fields)
        field = st.selectbox(
            tr("correct_field"),
            names,
            format_func=lambda one: field_name(one, document.type),
            key=f"field_{document.id}",
        )
        with st.form(f"field_form_{document.id}", border=False):
            show_text(_value(document.fields[field]))
            value = st.text_input(tr("correct_value"), key=f"value_{document.id}_{field}")
            if st.form_submit_button(tr("save")) and value:
                _written(lambda: door.correct_field(case, document=document.id, field=field, value=value))


def _correct_mark(door: Door, case: str, document: Document) -> None:
    """Say whether a signature, a fingerprint or a seal is really there."""
    if not document.marks:
        return
    with st.form(f"mark_form_{document.id}", border=False):
        index = st.selectbox(
            tr("correct_mark"),
            range(len(document.marks)),
            format_func=lambda one: plain(f"{known(document.marks[one].kind.value)} {document.marks[one].label}"),
        )
        presence = st.selectbox(tr("value"), ("present", "absent", "unknown"), format_func=known)
        if st.form_submit_button(tr("save")):
            _written(lambda: door.correct_mark(case, document=document.id, index=int(index), presence=presence))


def _written(act: Callable[[], Change]) -> None:
    """Do a correction and keep what it changed for the next drawing."""
    changes: list[Change] = []
    if attempt(lambda: changes.append(act())):
        st.session_state["changed"] = changes[0]
    redraw()


def _corrections(door: Door, case: str) -> None:
    """The corrections that stand, each with a button that takes it back."""
    for one in door.corrections(case):
        left, right = st.columns([4, 1.3], vertical_alignment="center")
        what = one.what or tr("documents")
        with left:
            show_text(f"{tr('source_page', one.page)}　{what}：{one.before} → {one.after}　{user_name(one.by)}")
        with right:
            if st.button(tr("take_back"), key=f"take_back_{one.id}", width="stretch"):
                _written(partial(door.take_back, case, correction=one.id))


def show_changes() -> None:
    """What the last correction changed, once."""
    changed: Change | None = st.session_state.pop("changed", None)
    if changed is not None:
        st.success(tr("changed", len(changed.new), len(changed.gone)))
        show_lines([f"＋ {one}" for one in changed.new] + [f"－ {one}" for one in changed.gone])


def _add(door: Door, case: str, document: Document) -> None:
    """A finding by hand, at the page that is shown."""
    from reviewer.checks.cards import load_cards

    cards = load_cards()
    looked: Place | None = st.session_state.get("looked_at")
    st.caption(tr("new_help"))
    with st.form(f"new_{document.id}", border=False, clear_on_submit=True):
        rule = st.selectbox(tr("new_rule"), sorted(cards), format_func=lambda one: f"{one} {rule_title(one)}")
        severity = st.selectbox(tr("severity"), ("unlawful", "defect", "notice"), 1, format_func=tr)
        message = st.text_area(tr("new_message"), max_chars=500)
        page = st.number_input(tr("new_page"), 1, value=looked.page if looked else document.first_page)
        if st.form_submit_button(tr("save")) and message:
            made: list[str] = []
            if attempt(
                lambda: made.append(
                    door.add_finding(
                        case, rule=rule, severity=severity, message=message, source=document.source, page=int(page)
                    )
                )
            ):
                st.query_params["finding"] = made[0]
            redraw()

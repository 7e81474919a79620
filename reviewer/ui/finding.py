"""One finding in full, with the buttons that decide on it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from reviewer.reports.citing import statutes
from reviewer.ui import keymap
from reviewer.ui.decisions import Decider
from reviewer.ui.door import OPEN, REJECTED, Item
from reviewer.ui.show import plain, show_lines, show_text
from reviewer.ui.text import known, tr
from reviewer.ui.words import reason_name, user_name

_COLOURS = {"unlawful": "red", "defect": "orange", "notice": "blue"}


def show_finding(decider: Decider, item: Item) -> None:
    """What was seen, what it rests on, what was looked for, and what to do; then the decision."""
    finding = item.finding
    _buttons(decider, item)
    with st.container(horizontal=True):
        st.badge(tr(finding.severity.value), color=_COLOURS[finding.severity.value])  # type: ignore[arg-type]
        st.badge(f"{tr('sure')} {finding.confidence:.0%}", color="gray")
        if item.by_hand:
            st.badge(tr("by_hand"), color="violet")
        if not item.present:
            st.badge(tr("no_longer"), color="gray")
    show_text(finding.message, label="message")
    if item.arithmetic and item.arithmetic not in finding.message:
        show_text(item.arithmetic, label="arithmetic")
    show_lines(_laws(finding.authority), label="law")
    show_lines(finding.looked_for, label="looked_for")
    if finding.remedy:
        show_text(finding.remedy, label="remedy")
    quotes = [f"{tr('source_page', span.page)}　{span.quote}" for span in finding.evidence if span.quote]
    show_lines(list(dict.fromkeys(quotes)), label="quote")
    _note(decider, item)
    _history(item)


def _laws(authorities: Any) -> list[str]:
    """Articles of one law on one line."""
    return [
        f"《{one['law']}》" + (f"（{one['version']}）" if one["version"] else "") + one["articles"]
        for one in statutes(authorities)
    ]


def _buttons(decider: Decider, item: Item) -> None:
    keys = keymap.current()
    buttons = ("confirm", "reject", "cannot_tell", "undo")
    for column, action in zip(st.columns(4, gap="small"), buttons, strict=True):
        with column:
            st.button(
                f"{tr(action)} `{keys[action]}`",
                key=f"button_{action}",
                width="stretch",
                type="primary" if action == "confirm" and item.state == OPEN else "secondary",
                disabled=action == "undo" and item.state == OPEN,
                on_click=_press,
                args=(decider, item, action),
            )
    if st.session_state.get("rejecting") == item.finding.key:
        _reasons(decider, item)


def _press(decider: Decider, item: Item, action: str) -> None:
    if action == "reject":
        st.session_state["rejecting"] = item.finding.key
    else:
        decider.act(action, item)


def _reasons(decider: Decider, item: Item) -> None:
    """The reasons for a rejection, numbered as the digits choose them."""
    st.caption(tr("choose_reason"))
    with st.container(horizontal=True, gap="xsmall", key="reasons"):
        for number, (code, words) in enumerate(decider.door.reasons(), 1):
            name = f"{number % 10} {reason_name(code, words)}"
            st.button(name, key=f"reason_{code}", on_click=decider.reject, args=(item, code))


def _note(decider: Decider, item: Item) -> None:
    """A note; what is being typed is kept as a draft, so that closing the browser loses nothing."""
    key = f"note_{item.finding.key}"

    def draft() -> None:
        decider.draft(item, str(st.session_state.get(key) or ""))

    def write() -> None:
        text = str(st.session_state.get(key) or "").strip()
        if text:
            decider.note(item, text)
            st.session_state[key] = ""

    left, right = st.columns([3, 1], gap="small")
    with left:
        words = tr("note")
        st.text_input(
            words, item.draft, max_chars=500, label_visibility="collapsed", placeholder=words, key=key, on_change=draft
        )
    with right:
        st.button(tr("add_note"), key="add_note", width="stretch", on_click=write)


def _history(item: Item) -> None:
    """Every decision that was taken, the newest first; none is ever removed."""
    if not item.history:
        return
    lines = []
    for entry in reversed(item.history):
        reason = f"（{known(entry.reason)}）" if entry.reason and entry.what == REJECTED else ""
        what = known(entry.what) if entry.what != OPEN else tr("undo")
        lines.append(plain(f"{entry.at[:16]}　{user_name(entry.by)}　{what}{reason}　{entry.note}"))
    show_lines(lines, label="history")

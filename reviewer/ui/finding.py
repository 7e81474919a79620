"""One finding in full, with the buttons that decide on it."""

from __future__ import annotations

from typing import Any

import streamlit as st

from reviewer.ui import keymap
from reviewer.ui.decisions import Decider
from reviewer.ui.door import OPEN, REJECTED, Item
from reviewer.ui.show import plain, show_lines, show_text
from reviewer.ui.text import known, tr

_COLOURS = {"unlawful": "red", "defect": "orange", "notice": "blue"}


def show_finding(decider: Decider, item: Item, review: Any) -> None:
    """What was seen, what it rests on, what was looked for, and what to do; then the decision."""
    finding = item.finding
    _buttons(decider, item)
    with st.container(horizontal=True):
        st.badge(tr(finding.severity.value), color=_COLOURS[finding.severity.value])  # type: ignore[arg-type]
        st.badge(f"{tr('sure')} {finding.confidence:.0%}", color="gray")
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
    found: dict[str, list[str]] = {}
    for one in authorities:
        name = f"《{one.law}》" + (f"（{one.version}）" if one.version else "")
        found.setdefault(name, []).append(one.article)
    return [name + "、".join(articles) for name, articles in found.items()]


def _buttons(decider: Decider, item: Item) -> None:
    keys = keymap.current()
    buttons = ("confirm", "reject", "cannot_tell", "undo")
    for column, action in zip(st.columns(4, gap="small"), buttons, strict=True):
        with column:
            pressed = st.button(
                f"{tr(action)} `{keys[action]}`",
                key=f"button_{action}",
                width="stretch",
                type="primary" if action == "confirm" and item.state == OPEN else "secondary",
                disabled=action == "undo" and item.state == OPEN,
            )
        if pressed:
            _press(decider, item, action)
    if st.session_state.get("rejecting") == item.finding.key:
        _reasons(decider, item)


def _press(decider: Decider, item: Item, action: str) -> None:
    if action == "reject":
        st.session_state["rejecting"] = item.finding.key
    else:
        decider.act(action, item)
    st.rerun(scope="fragment")


def _reasons(decider: Decider, item: Item) -> None:
    """The reasons for a rejection, numbered as the digits choose them."""
    st.caption(tr("choose_reason"))
    with st.container(horizontal=True, gap="small"):
        for number, (code, words) in enumerate(decider.door.reasons(), 1):
            if st.button(f"{number} {words}", key=f"reason_{code}"):
                decider.reject(item, reason=code)
                st.rerun(scope="fragment")


def _note(decider: Decider, item: Item) -> None:
    with st.form(f"note_{item.finding.key}", clear_on_submit=True, border=False):
        text = st.text_input(tr("note"), max_chars=500, label_visibility="collapsed", placeholder=tr("note"))
        if st.form_submit_button(tr("add_note")) and text:
            decider.note(item, text)
            st.rerun(scope="fragment")


def _history(item: Item) -> None:
    """Every decision that was taken, the newest first; none is ever removed."""
    if not item.history:
        return
    lines = []
    for entry in reversed(item.history):
        reason = f"（{known(entry.reason)}）" if entry.reason and entry.what == REJECTED else ""
        what = known(entry.what) if entry.what != OPEN else tr("undo")
        lines.append(plain(f"{entry.at[:16]}　{entry.by}　{what}{reason}　{entry.note}"))
    show_lines(lines, label="history")

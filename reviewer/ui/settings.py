"""Language, keys, the user and the audit log."""

from __future__ import annotations

import streamlit as st

from reviewer.ui import keymap
from reviewer.ui.door import Door
from reviewer.ui.show import show_text
from reviewer.ui.state import attempt
from reviewer.ui.text import LANGUAGES, known, language, tr
from reviewer.ui.words import user_name

_NAMES = {"next": "key_next", "previous": "key_previous"}


def show(door: Door) -> None:
    """Draw the settings."""
    left, right = st.columns(2, gap="large")
    with left:
        _language(door)
        _user(door)
        _audit(door)
    with right:
        _keys(door)


def _language(door: Door) -> None:
    codes = list(LANGUAGES)
    chosen = st.radio(
        tr("language"),
        codes,
        codes.index(language()),
        format_func=LANGUAGES.__getitem__,
        horizontal=True,
        key="lang_choice",
    )
    if chosen != language():
        st.session_state["lang"] = chosen
        attempt(lambda: door.set_preference("lang", chosen))
        st.query_params["lang"] = chosen
        st.rerun()
    st.caption(tr("theme_help"))


def _user(door: Door) -> None:
    st.subheader(tr("user"))
    user = door.user()
    if user is not None:
        show_text(user_name(user.name))
        show_text("、".join(known(role) for role in user.roles or (user.role,)))
    if not door.needs_login():
        st.caption(tr("single_user"))
    elif st.button(tr("logout"), key="logout"):
        door.logout()
        st.session_state.clear()
        st.rerun()


def _audit(door: Door) -> None:
    st.subheader(tr("audit"))
    if st.button(tr("verify"), key="verify"):
        said: list[tuple[bool, str]] = []
        if not attempt(lambda: said.append(door.audit_whole())):
            st.rerun()
        whole, words = said[0]
        (st.success if whole else st.error)(tr("audit_good") if whole else tr("audit_bad"))
        show_text(words)


def _keys(door: Door) -> None:
    """Every action with its key; a wrong set is refused whole."""
    st.subheader(tr("remap"))
    st.caption(tr("one_key"))
    with st.form("keys"):
        chosen = {
            action: st.text_input(tr(_NAMES.get(action, action)), key, max_chars=1, key=f"key_{action}")
            for action, key in keymap.current().items()
        }
        if st.form_submit_button(tr("save")):
            if keymap.valid(chosen):
                st.session_state["keymap"] = chosen
                if attempt(lambda: door.set_preference("keymap", chosen)):
                    st.success(tr("stored"))
            else:
                st.error(tr("one_key"))

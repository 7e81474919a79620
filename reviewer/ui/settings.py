"""Language, keys, the user and the audit log; and the login where accounts are in use."""

from __future__ import annotations

import streamlit as st

from reviewer.ui import keymap
from reviewer.ui.door import Door
from reviewer.ui.show import show_text
from reviewer.ui.state import attempt
from reviewer.ui.text import LANGUAGES, known, language, tr

_NAMES = {"next": "key_next", "previous": "key_previous"}


def show(door: Door) -> None:
    """Draw the settings."""
    left, right = st.columns(2, gap="large")
    with left:
        _language()
        _user(door)
        _audit(door)
    with right:
        _keys()


def show_login(door: Door) -> None:
    """Draw the login; nothing else of the interface is drawn before it succeeds."""
    _, middle, _ = st.columns([1, 1.2, 1])
    with middle:
        st.subheader(tr("app"))
        with st.form("login"):
            name = st.text_input(tr("name"), max_chars=80, autocomplete="username")
            password = st.text_input(tr("password"), type="password", max_chars=200, autocomplete="current-password")
            if st.form_submit_button(tr("login"), type="primary"):
                entered: list[bool] = []
                if attempt(lambda: entered.append(door.login(name=name, password=password))) and entered[0]:
                    st.rerun()
                st.error(tr("wrong_login"))


def _language() -> None:
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
        st.query_params["lang"] = chosen
        st.rerun()
    st.caption(tr("theme_help"))


def _user(door: Door) -> None:
    st.subheader(tr("user"))
    user = door.user()
    if user is not None:
        show_text(f"{user.name}（{known(user.role)}）")
    if not door.needs_login():
        st.caption(tr("single_user"))
    elif st.button(tr("logout"), key="logout"):
        door.logout()
        st.session_state.clear()
        st.rerun()


def _audit(door: Door) -> None:
    st.subheader(tr("audit"))
    if st.button(tr("verify"), key="verify"):
        whole: list[bool] = []
        if not attempt(lambda: whole.append(door.audit_whole())):
            st.rerun()
        (st.success if whole[0] else st.error)(tr("audit_good") if whole[0] else tr("audit_bad"))


def _keys() -> None:
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
                st.success(tr("stored"))
            else:
                st.error(tr("one_key"))

"""Login, the first account, and the change of a first password; nothing else is drawn before."""

from __future__ import annotations

import streamlit as st

from reviewer.ui.door import Door
from reviewer.ui.state import attempt, show_notice
from reviewer.ui.text import tr

SHORTEST = 10
"""Characters of a password; the service checks it too."""


def show(door: Door) -> None:
    """Draw the form that this session needs."""
    _, middle, _ = st.columns([1, 1.2, 1])
    with middle:
        st.subheader(tr("app"))
        if door.needs_first_account():
            _first(door)
        elif door.user() is None:
            _login(door)
        else:
            _change(door)
        show_notice()


def _login(door: Door) -> None:
    with st.form("login"):
        name = st.text_input(tr("account"), max_chars=80, autocomplete="username")
        password = st.text_input(tr("password"), type="password", max_chars=200, autocomplete="current-password")
        if st.form_submit_button(tr("login"), type="primary"):
            entered: list[bool] = []
            if attempt(lambda: entered.append(door.login(name=name, password=password))) and entered[0]:
                st.rerun()
            st.error(tr("wrong_login"))


def _first(door: Door) -> None:
    st.caption(tr("first_account"))
    with st.form("first"):
        name = st.text_input(tr("account"), max_chars=80, autocomplete="username")
        person = st.text_input(tr("real_name"), max_chars=80)
        password = st.text_input(tr("new_password"), type="password", max_chars=200, autocomplete="new-password")
        if st.form_submit_button(tr("save"), type="primary"):
            if len(password) < SHORTEST:
                st.error(tr("short_password"))
            elif attempt(lambda: door.first_account(name=name, person=person, password=password)):
                st.rerun()


def _change(door: Door) -> None:
    st.caption(tr("change_password"))
    with st.form("change"):
        old = st.text_input(tr("password"), type="password", max_chars=200, autocomplete="current-password")
        new = st.text_input(tr("new_password"), type="password", max_chars=200, autocomplete="new-password")
        if st.form_submit_button(tr("save"), type="primary"):
            if len(new) < SHORTEST:
                st.error(tr("short_password"))
            elif attempt(lambda: door.change_password(old=old, new=new)):
                st.rerun()

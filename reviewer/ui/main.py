"""The frame around the screens: navigation, login, and what is shown when something goes wrong."""

from __future__ import annotations

import importlib
from typing import Any

import streamlit as st

from reviewer.ui import components, state
from reviewer.ui.text import frame_words, language, tr

_STYLE = """<style>
[data-testid="stMainBlockContainer"] { padding: 0.6rem 1.2rem 0.3rem; max-width: none; }
[data-testid="stHeader"] { height: 0; min-height: 0; background: transparent; }
[data-testid="stToolbar"] { top: 0.2rem; }
[data-testid="stText"] { font-family: inherit; line-height: 1.5; overflow-wrap: anywhere; }
[data-testid="stMain"], [data-testid="stMain"]::after, [data-testid="stMain"]::before {
  outline: none !important; box-shadow: none !important; border: 0 !important; }
.st-key-frame, [class*="st-key-frame"] { position: absolute; height: 0; overflow: hidden; }
.st-key-reasons button { min-height: 0; padding: 0.1rem 0.5rem; }
h3 { font-size: 1.15rem !important; padding: 0.2rem 0 0.7rem !important; }
[data-testid="stVerticalBlock"] { gap: 0.5rem; }
[data-testid="stCaptionContainer"] { margin-bottom: 0; }
[data-testid="stCaptionContainer"] p { margin: 0; line-height: 1.4; }
</style>"""


def main() -> None:
    """Draw the screen that the URL names."""
    st.set_page_config(page_title=tr("app"), page_icon="📑", layout="wide", initial_sidebar_state="collapsed")
    st.html(_STYLE)
    door = state.door()
    if door.needs_login() and (door.user() is None or door.must_change_password()):
        _frame()
        state.show_notice()
        state.guard(lambda: _screen("login").show(door))
        return
    state.load_preferences(door)
    _frame()
    name = _navigation()
    state.show_notice()
    state.guard(lambda: _of_a_case(name) if name in state.OF_A_CASE else _screen(name).show(door))


def _frame() -> None:
    components.frame(frame_words() if language() == "zh" else {})


def _screen(name: str) -> Any:
    """The module of a screen, loaded when it is first shown."""
    return importlib.import_module(f"reviewer.ui.{name}")


def _of_a_case(name: str) -> None:
    case = state.current_case()
    if case is None:
        st.info(tr("no_case"))
        if st.button(tr("to_cases"), key="to_cases", type="primary"):
            state.go("cases")
            st.rerun()
        return
    _screen(name).show(state.door(), case)


def _navigation() -> str:
    """The row of screens; the URL and the browser's back button choose one too."""
    asked = st.query_params.get("screen", "cases")
    if "goto" in st.session_state:
        st.session_state["screen"] = st.session_state.pop("goto")
    elif asked in state.SCREENS and asked != st.session_state.get("screen_of_url"):
        st.session_state["screen"] = asked
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="top"):
        chosen = st.segmented_control(
            tr("screen"),
            state.SCREENS,
            format_func=tr,
            key="screen",
            required=True,
            label_visibility="collapsed",
        )
        st.caption(tr("advice"), width="content")
    name = str(chosen or "cases")
    state.keep("screen", name)
    st.session_state["screen_of_url"] = name
    return name

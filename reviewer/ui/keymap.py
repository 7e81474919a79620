"""The keys of the review screen. A user may give every action another key."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

DEFAULT: Mapping[str, str] = {
    "next": "j",
    "previous": "k",
    "confirm": "y",
    "reject": "n",
    "cannot_tell": "u",
    "undo": "z",
    "key_help": "?",
}
DIGITS = "1234567890"
"""Choose the reason of a rejection; 0 is the tenth."""


def current() -> dict[str, str]:
    """Key by action."""
    return {**DEFAULT, **st.session_state.get("keymap", {})}


def actions() -> dict[str, str]:
    """Action by key, the digits included."""
    found = {key: action for action, key in current().items()}
    return found | {digit: f"reason:{number}" for number, digit in enumerate(DIGITS, 1) if digit not in found}


def valid(chosen: Mapping[str, str]) -> bool:
    """Whether every action has one key, no two the same, and none is a digit, which chooses a reason."""
    keys = list(chosen.values())
    return (
        set(chosen) == set(DEFAULT)
        and len(set(keys)) == len(keys)
        and all(len(key) == 1 and not key.isspace() and key not in DIGITS for key in keys)
    )

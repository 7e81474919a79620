"""The words of the interface, in Chinese and English, from ``text.toml``. Nothing in there comes from a case."""

from __future__ import annotations

import os
import tomllib
from functools import cache
from pathlib import Path

import streamlit as st

from reviewer.ui.launch import LANGUAGE

LANGUAGES = {"zh": "中文", "en": "English"}


@cache
def words() -> dict[str, tuple[str, str]]:
    """Chinese and English by key."""
    raw = tomllib.loads(Path(__file__).with_name("text.toml").read_text(encoding="utf-8"))
    return {key: (chinese, english) for key, (chinese, english) in raw.items()}


@cache
def frame_words() -> dict[str, str]:
    """What the frame of the screens says in English by itself, with our Chinese for it."""
    return dict(tomllib.loads(Path(__file__).with_name("frame.toml").read_text(encoding="utf-8")))


def language() -> str:
    """The language of this session: chosen by its user, else the one that the interface was started with."""
    chosen = st.session_state.get("lang") or st.query_params.get("lang") or os.environ.get(LANGUAGE, "zh")
    return chosen if chosen in LANGUAGES else "zh"


def tr(key: str, *parts: object, **named: object) -> str:
    """Our own words in the language of this session, with numbers put in."""
    text = words()[key][0 if language() == "zh" else 1]
    return text.format(*parts, **named) if parts or named else text


def known(key: str) -> str:
    """Our word for an id where we have one, else the id itself, which is ours too."""
    return tr(key) if key in words() else key

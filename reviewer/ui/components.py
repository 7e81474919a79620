"""Our two components: the list of findings with its keyboard, and the pages with lit places.

Their scripts lie in ``static`` and load nothing. What a case says reaches them as data and is set with
``textContent``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

_STATIC = Path(__file__).with_name("static")


@cache
def _static(name: str) -> str:
    return (_STATIC / name).read_text(encoding="utf-8")


@cache
def _component(name: str, root: str) -> Any:
    """Declared once; Streamlit registers it with the running server when it is shown."""
    return st.components.v2.component(
        f"reviewer_{name}",
        html=f'<div class="{root}"></div>',
        css=_static(f"{name}.css"),
        js=_static(f"{name}.js"),
    )


def findings_list(
    rows: Sequence[Mapping[str, str]],
    *,
    key: str,
    selected: str | None,
    handled: int,
    keys: Mapping[str, str],
    label: str,
    none: str,
    height: int,
) -> list[dict[str, Any]]:
    """The list of findings; also listens to the keyboard.

    Args:
        rows: ``id``, ``severity``, ``title``, ``message``, ``state`` and ``state_name`` each.
        selected: id of the row that is lit.
        handled: number of the last event that was dealt with; the browser's selection stands while it is ahead.
        keys: action by key.

    Returns:
        What was done since the beginning, oldest first: ``at`` (rising numbers), ``action``, ``finding``.
    """
    data = {
        "rows": [dict(row) for row in rows],
        "selected": selected,
        "handled": handled,
        "keys": dict(keys),
        "label": label,
        "none": none,
    }
    result = _component("findings", "list")(key=key, data=data, height=height, on_events_change=_nothing)
    events = result.get("events") or []
    return [one for one in events if isinstance(one, dict) and isinstance(one.get("at"), int)]


def _nothing() -> None:
    """Makes the state known to Streamlit."""


def pages(sheets: Sequence[Mapping[str, Any]], *, key: str, shown: str, words: Mapping[str, str], height: int) -> None:
    """One or two pages beside each other, with zoom and rotation in the browser.

    Args:
        sheets: ``name``, ``picture`` (data address), ``width`` and ``height`` in points, ``boxes`` each.
        shown: what is shown; a new one resets the rotation.
        words: ``larger``, ``smaller``, ``fit``, ``left``, ``right``, ``where`` and ``none``.
    """
    data = {
        "id": shown,
        "pages": [dict(sheet) for sheet in sheets],
        "words": dict(words),
        "where": words.get("where", ""),
        "none": words.get("none", ""),
        "height": height,
    }
    _component("pages", "viewer")(key=key, data=data)

"""Our components: the list of findings with its keyboard, the pages with lit places, the time-line, the frame.

Their scripts lie in ``static`` and load nothing. What a case says reaches them as data and is set with
``textContent``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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


def rows_list(
    rows: Sequence[Mapping[str, str]],
    *,
    key: str,
    selected: str | None,
    label: str,
    none: str,
    height: int,
    keys: Mapping[str, str] | None = None,
) -> None:
    """A list of rows of which one is lit; also listens to the keyboard. :func:`new_events` gives what was done.

    Args:
        rows: ``id``, ``severity``, ``title``, ``message``, ``state`` and ``state_name`` each.
        selected: id of the row that is lit.
        label: our name of the list, for screen readers.
        none: our words where there are no rows.
        keys: action by key.
    """
    data = {
        "rows": [dict(row) for row in rows],
        "selected": selected,
        "handled": handled(key),  # the browser's selection stands while it is ahead
        "keys": dict(keys or {}),
        "label": label,
        "none": none,
    }
    _component("findings", "list")(key=key, data=data, height=height, on_events_change=_nothing)


@dataclass(frozen=True, slots=True)
class Happened:
    """A key or a click in a list: what it asks for, and the row it was meant for. ``token`` names it once."""

    action: str
    row: str | None
    token: str


def new_events(key: str) -> Iterator[Happened]:
    """What was done in a list since the last call, oldest first.

    Streamlit may end a run at any touch of its state to begin a newer one. An event counts as dealt with only when
    the next one is asked for, so that none is lost; one that is met again has the same token.
    """
    state = st.session_state.get(key) or {}
    for event in list(state.get("events") or []):
        at = event.get("at") if isinstance(event, dict) else None
        if isinstance(at, int) and at > handled(key):
            row = event.get("finding")
            yield Happened(str(event.get("action")), row if isinstance(row, str) else None, f"{at}-{row}")
            st.session_state[f"{key}_handled"] = at


def handled(key: str) -> int:
    """Number of the last event of a list that was dealt with."""
    return int(st.session_state.get(f"{key}_handled", 0))


def _nothing() -> None:
    """Makes the state known to Streamlit."""


def frame(words: Mapping[str, str]) -> None:
    """Put what Streamlit says by itself into other words: English to ours; an empty mapping ends that."""
    _component("frame", "frame")(key="frame", data={"words": dict(words)}, height=1)


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


def timeline(data: Mapping[str, Any], *, key: str, height: int) -> int | None:
    """The drawing of a time-line.

    Args:
        data: ``rows``, ``bars``, ``gaps``, ``width``, ``height``, ``text_x``, ``label``.

    Returns:
        The index of the row that was chosen.
    """
    before = (st.session_state.get(key) or {}).get("act")
    shown = {**data, "selected": before or 0}
    _component("timeline", "line")(key=key, data=shown, height=height, on_act_change=_nothing)
    return before if isinstance(before, int) and 0 <= before < len(data["rows"]) else None

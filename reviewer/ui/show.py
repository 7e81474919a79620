"""The one door for text from a case.

Streamlit renders Markdown in most of its elements, and Markdown in a case file could make the browser fetch an
address. Text that comes from a case is shown here, or in a table, or by our own components, which set it with
``textContent``; a test reads the source of the interface and refuses any other way.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from reviewer.ui.text import tr

if TYPE_CHECKING:
    from reviewer.core.casefile import CaseFile

ROW = 31
"""Height of a row of a table in pixels at our size of letters."""
_KEPT = "\t\n"
_HIDDEN = (*range(0x20), 0x7F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
_CONTROL = {code: None for code in _HIDDEN if chr(code) not in _KEPT}


def plain(text: object) -> str:
    """Text without control characters and without marks that reverse its direction; empty for nothing."""
    return "" if text is None else str(text).translate(_CONTROL)


def show_text(text: object, *, label: str = "") -> None:
    """Show text from a case as it is, wrapped, never read as Markdown or HTML.

    Args:
        text: from a case.
        label: key of one of our own words that stands above it.
    """
    if label:
        st.caption(tr(label))
    st.text(plain(text), width="stretch")


def show_lines(lines: Sequence[object], *, label: str = "") -> None:
    """Several texts from a case as a list; nothing at all where there is none."""
    if lines:
        show_text("\n".join(f"· {plain(line)}" for line in lines), label=label)


def show_table(
    rows: Sequence[dict[str, Any]],
    *,
    key: str | None = None,
    height: int = 420,
    row_height: int | None = None,
    select: bool = False,
    config: dict[str, Any] | None = None,
    none: str = "none",
) -> int | None:
    """A table of texts from cases; its headings are ours.

    Args:
        rows: by heading.
        height: the most that it takes, in pixels; a short table is no higher than its rows.
        select: whether a row can be chosen.
        none: key of the words shown where there are no rows.

    Returns:
        The index of the chosen row.
    """
    import pandas as pd

    if not rows:
        st.caption(tr(none))
        return None
    frame = pd.DataFrame(
        [{name: plain(one) if isinstance(one, str) else one for name, one in row.items()} for row in rows]
    )
    needed = ROW * (1 + len(rows)) + 3 if row_height is None else ROW + row_height * len(rows) + 3
    options: dict[str, Any] = {
        "hide_index": True, "width": "stretch", "column_config": config, "height": min(needed, height)
    }  # fmt: skip
    if row_height is not None:
        options["row_height"] = row_height
    if not select:
        st.dataframe(frame, key=key, **options)
        return None
    state = st.dataframe(frame, key=key, on_select="rerun", selection_mode="single-cell", **options)
    chosen = state["selection"]["cells"]
    return int(chosen[0][0]) if chosen and chosen[0][0] < len(rows) else None


def show_case(case: CaseFile) -> None:
    """Which case this is: its title, number and unit on one line."""
    show_text("　".join(part for part in (case.title or case.id, case.number, case.unit) if part))

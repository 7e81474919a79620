"""Where a session stands: its screen and case in the URL, and what happens when an action cannot be done."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Sequence
from functools import wraps
from typing import ParamSpec

import streamlit as st
from streamlit.errors import StreamlitAPIException

from reviewer.ui.door import Door, FailedError, GoneError, MissingError, RefusedError, SignedOutError, StaleError
from reviewer.ui.show import show_text
from reviewer.ui.text import tr

SCREENS = ("cases", "upload", "review", "timeline", "statements", "score", "rules", "annotation", "settings")
OF_A_CASE = ("review", "timeline", "statements", "score")
P = ParamSpec("P")
_log = logging.getLogger(__name__)


def door() -> Door:
    """The service layer of this session."""
    kept: Door | None = st.session_state.get("door")
    if kept is None:
        from reviewer.ui.desk_door import open_door

        kept = st.session_state["door"] = open_door()
    return kept


def attempt(act: Callable[[], object]) -> bool:
    """Do something; where it fails say so in our own words, and nothing of the case.

    Returns:
        Whether it was done.
    """
    try:
        act()
    except StaleError as error:
        _failed("warning", "stale", error)
    except RefusedError as error:
        _failed("error", "refused", error)
    except MissingError as error:
        _failed("info", "missing", error)
    except GoneError as error:
        _failed("warning", "gone", error)
    except SignedOutError as error:
        _failed("info", "ended", error)
    except FailedError as error:
        _failed("error", "failed", error)
    else:
        return True
    return False


def guard(draw: Callable[[], object]) -> None:
    """Draw a part of a screen; where that fails, say so in our own words.

    Streamlit would write the exception to its log, and its message may hold text of a case; so only the class goes
    there.
    """
    try:
        draw()
    except GoneError:
        st.warning(tr("gone"))
    except SignedOutError:
        notice("info", "ended")
        st.rerun()
    except RefusedError as error:
        st.error(tr("refused"))
        show_text(error)
    except FailedError as error:
        st.error(tr("failed_to_draw"))
        show_text(error)
    except MissingError:
        st.info(tr("missing"))
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        _log.error("drawing failed: %s at %s:%s", type(error).__name__, where.name, where.lineno)
        st.error(tr("failed_to_draw"))


def guarded(draw: Callable[P, None]) -> Callable[P, None]:
    """As :func:`guard`, for a fragment, which Streamlit runs by itself."""

    @wraps(draw)
    def safe(*args: P.args, **named: P.kwargs) -> None:
        guard(lambda: draw(*args, **named))

    return safe


def _failed(kind: str, key: str, error: Exception) -> None:
    """Keep our sentence, and what the service says about it, which never quotes a case."""
    st.session_state["notice"] = (kind, key)
    st.session_state["notice_more"] = str(error)


def notice(kind: str, key: str) -> None:
    """Keep one of our sentences for the next drawing."""
    st.session_state["notice"] = (kind, key)


def show_notice() -> None:
    """Show the sentence that the last action left, once."""
    kept = st.session_state.pop("notice", None)
    if kept is not None:
        kind, key = kept
        show = {"error": st.error, "warning": st.warning, "info": st.info, "success": st.toast}[kind]
        show(tr(key))
        more = st.session_state.pop("notice_more", "")
        if more:
            show_text(more)


def redraw() -> None:
    """Run the fragment again; the whole screen where no fragment is running."""
    try:
        st.rerun(scope="fragment")
    except StreamlitAPIException:
        st.rerun()


def load_preferences(of: Door) -> None:
    """What this person has set before, once a session."""
    if "preferences" in st.session_state:
        return
    found: list[dict[str, object]] = []
    attempt(lambda: found.append(of.preferences()))
    st.session_state["preferences"] = True
    for name in ("keymap", "lang"):
        if found and name in found[0] and name not in st.session_state and name not in st.query_params:
            st.session_state[name] = found[0][name]


def go(screen: str, **query: str) -> None:
    """Show another screen at the next run; ``query`` goes into the URL."""
    st.session_state["goto"] = screen
    for name, value in query.items():
        st.query_params[name] = value


def current_case() -> str | None:
    return st.query_params.get("case")


def kept(name: str, default: str = "") -> str:
    """A filter as the URL has it."""
    return str(st.query_params.get(name, default))


def keep(name: str, value: str | Sequence[str]) -> None:
    """Write a filter to the URL; an empty one leaves it."""
    text = value if isinstance(value, str) else ",".join(value)
    if text:
        if st.query_params.get(name) != text:
            st.query_params[name] = text
    elif name in st.query_params:
        del st.query_params[name]


def kept_choice(name: str, options: Sequence[str]) -> list[str]:
    """A filter of several ids as the URL has it; what is not among the options is dropped."""
    return [one for one in kept(name).split(",") if one in options]

"""The review screen: documents, the page with lit places, and findings to decide on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from reviewer.ui import components, keymap
from reviewer.ui.decisions import Decider
from reviewer.ui.documents import show_changes, show_documents, take_document_events
from reviewer.ui.door import CONFIRMED, OPEN, REJECTED, UNDETERMINED, Door, Item
from reviewer.ui.finding import show_finding
from reviewer.ui.picture import Place, places_of, show_places
from reviewer.ui.show import plain, show_case
from reviewer.ui.state import guarded, keep, kept, kept_choice, redraw, show_notice
from reviewer.ui.text import known, tr
from reviewer.ui.words import finding_title

SEVERITIES = ("unlawful", "defect", "notice")
STATES = (OPEN, CONFIRMED, REJECTED, UNDETERMINED)
LIST = "findings_list"
PAGE_HEIGHT, BAR_HEIGHT, LIST_HEIGHT, DETAIL_HEIGHT = 640, 46, 252, 416


def show(door: Door, case: str) -> None:
    """Draw the three columns of a case."""
    if st.session_state.get("reviewed") != case:
        door.visit(case)
        for name in ("place", "rejecting", "looked_at"):
            st.session_state.pop(name, None)
        st.session_state["reviewed"] = case
    _columns(door, case)


@st.fragment
@guarded
def _columns(door: Door, case: str) -> None:
    """One fragment, so that a click draws this and nothing else."""
    decider = Decider(door, case)
    items = _take_events(decider)
    review = door.review(case)
    take_document_events(review.case.documents)
    shown = _heading(review, list(items.values()))
    show_notice()
    show_changes()
    chosen = _chosen(shown, items)
    looked: Place | None = st.session_state.get("looked_at")
    places = [looked] if looked else places_of(items[chosen].finding.evidence) if chosen else []
    # Two pages need the room of the documents to be readable; the findings stay where they are.
    both = len(places) > 1 and bool(st.session_state.get("both_pages", True))
    left, middle, right = st.columns([0.01, 7.59, 4.2] if both else [2.3, 5.3, 4.2], gap="small")
    if not both:
        with left:
            show_documents(door, case, review)
    with middle:
        _pages(door, case, review, places, place_wanted=looked is None)
    with right:
        _list(shown, chosen)
        if chosen is not None:
            with st.container(height=DETAIL_HEIGHT, border=False):
                show_finding(decider, items[chosen])


def _heading(review: Any, items: Sequence[Item]) -> list[Item]:
    """Which case this is, what was decided, and the filters; gives the findings that they leave."""
    states = [item.state for item in items]
    left, middle, right = st.columns([7.6, 3.1, 1.1], vertical_alignment="center", gap="small")
    with left:
        show_case(review.case)
        unread = len({(trouble.source, trouble.page) for trouble in review.case.unread})
        if unread:
            st.caption(tr("unread_here", unread))
    with middle:
        st.caption(tr("counts", total=len(states), **{state: states.count(state) for state in STATES}))
    with right:
        return _filtered(items)


# -- what the keyboard and the list said -----------------------------------------------------------------------


def _take_events(decider: Decider) -> dict[str, Item]:
    """Deal with what was done in the browser since the last run, each once and in order; gives the findings then."""
    items = {item.finding.key: item for item in decider.door.items(decider.case)}
    for event in components.new_events(LIST):
        decider.wrote = False
        _take(decider, items, event)
        if decider.wrote:
            items = {item.finding.key: item for item in decider.door.items(decider.case)}
    return items


def _take(decider: Decider, items: Mapping[str, Item], event: components.Happened) -> None:
    if event.action == "key_help":
        st.session_state["keys_shown"] = not st.session_state.get("keys_shown", False)
    elif event.row is None or event.row not in items:
        return
    elif event.action == "select":
        select(event.row)
    elif event.action == "reject":
        st.session_state["rejecting"] = event.row
    else:
        decider.act(event.action, items[event.row], token=event.token)


def select(key: str) -> None:
    """Show another finding."""
    st.query_params["finding"] = key
    for name in ("place", "rejecting", "looked_at"):
        st.session_state.pop(name, None)


# -- the list --------------------------------------------------------------------------------------------------


def _filtered(items: Sequence[Item]) -> list[Item]:
    """The findings that the filters leave; rejected ones stay unless filtered out."""
    with st.popover(tr("filter"), icon=":material/filter_list:", width="stretch"):
        severities = st.multiselect(
            tr("severity"), SEVERITIES, kept_choice("sev", SEVERITIES), format_func=tr, placeholder=tr("choose")
        )
        states = st.multiselect(
            tr("state"), STATES, kept_choice("state", STATES), format_func=_state_name, placeholder=tr("choose")
        )
        text = st.text_input(tr("search"), kept("find"))
    keep("sev", severities)
    keep("state", states)
    keep("find", text or "")
    return [
        item
        for item in items
        if (not severities or item.finding.severity.value in severities)
        and (not states or item.state in states)
        and (not text or text in f"{item.finding.rule} {item.finding.title} {item.finding.message}")
    ]


def _chosen(shown: Sequence[Item], items: Mapping[str, Item]) -> str | None:
    asked = st.query_params.get("finding")
    if asked in items:
        return asked
    return shown[0].finding.key if shown else None


def _state_name(state: str) -> str:
    return tr("open_state") if state == OPEN else known(state)


def _list(shown: Sequence[Item], chosen: str | None) -> None:
    rows = [
        {
            "id": item.finding.key,
            "severity": item.finding.severity.value,
            "title": f"{item.finding.rule} {finding_title(item.finding)}",
            "message": plain(item.finding.message),
            "state": item.state,
            "state_name": _state_name(item.state),
        }
        for item in shown
    ]
    components.rows_list(
        rows,
        key=LIST,
        selected=chosen,
        keys=keymap.actions(),
        label=tr("findings"),
        none=tr("no_findings"),
        height=LIST_HEIGHT,
    )
    _keys_line()


def _keys_line() -> None:
    """The keys, the chief ones or all."""
    keys = keymap.current()
    words = f"`{keys['next']}` {tr('key_next')}　`{keys['previous']}` {tr('key_previous')}　"
    if st.session_state.get("keys_shown"):
        words += f"`{keys['confirm']}` {tr('confirm')}　`{keys['reject']}` {tr('reject')}　"
        words += f"`1`–`0` {tr('key_reasons')}　"
        words += f"`{keys['cannot_tell']}` {tr('cannot_tell')}　`{keys['undo']}` {tr('undo')}　"
        words += f"`{keys['key_help']}` {tr('key_hide')}"
    else:
        words += f"`{keys['key_help']}` {tr('key_all')}"
    st.caption(words)


# -- the page --------------------------------------------------------------------------------------------------


def _pages(door: Door, case: str, review: Any, places: Sequence[Place], *, place_wanted: bool) -> None:
    """The pages of the finding, or the one that was chosen among the documents."""
    place = min(st.session_state.get("place", 0), max(len(places) - 1, 0))
    both = len(places) > 1 and _places_bar(len(places), place)
    shown = places[place : place + 2] if both else places[place : place + 1]
    if both and len(shown) == 1:
        shown = [places[place - 1], *shown]
    height = PAGE_HEIGHT - (BAR_HEIGHT if len(places) > 1 else 0)
    show_places(door, case=case, review=review, places=shown, key="pages", height=height, place_wanted=place_wanted)


def _places_bar(count: int, place: int) -> bool:
    """Steps through the places of a finding; gives whether two pages are wanted."""
    left, middle, right = st.columns([3, 2, 3], vertical_alignment="center")
    with left:
        st.caption(tr("place_of", place + 1, count))
    with middle:
        if count > 2 and st.button(tr("next_place"), key="next_place"):
            st.session_state["place"] = (place + 1) % count
            redraw()
    with right:
        return st.toggle(tr("both_pages"), value=True, key="both_pages")

"""Pages with lit places: which page a finding shows, and its picture as the browser wants it."""

from __future__ import annotations

import base64
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import streamlit as st

from reviewer.core.casefile import Span
from reviewer.ui import components
from reviewer.ui.show import plain
from reviewer.ui.text import tr

if TYPE_CHECKING:
    from reviewer.pipeline import Review
    from reviewer.ui.door import Door, Sheet

KEPT = 24
"""Pictures that a session keeps; about 150 kB each."""


@dataclass(frozen=True, slots=True)
class Place:
    """A page with the boxes lit on it, in points."""

    source: str
    page: int
    boxes: tuple[tuple[float, float, float, float], ...] = ()


def places_of(spans: Iterable[Span]) -> list[Place]:
    """The pages that evidence lies on, in its order, each once with all its boxes."""
    found: dict[tuple[str, int], list[tuple[float, float, float, float]]] = {}
    for span in spans:
        boxes = found.setdefault((span.source, span.page), [])
        if span.box is not None and tuple(span.box) not in boxes:
            boxes.append((span.box.x0, span.box.top, span.box.x1, span.box.bottom))
    return [Place(source, page, tuple(boxes)) for (source, page), boxes in found.items()]


def source_names(review: Review) -> dict[str, str]:
    return {source.id: source.path for source in review.case.sources}


def sheets(
    door: Door, *, case: str, places: Sequence[Place], names: dict[str, str], page_words: str
) -> list[dict[str, Any]]:
    """What the pages component shows; a page without a picture is left out.

    Args:
        names: of the sources, by id.
        page_words: our words for a page, with a place for its number.
    """
    shown = []
    for place in places:
        sheet = _sheet(door, case, place)
        if sheet is not None:
            address, width, height = sheet
            name = f"{names.get(place.source, place.source)} · {page_words.format(place.page)}"
            shown.append(
                {
                    "name": plain(name),
                    "picture": address,
                    "width": width,
                    "height": height,
                    "boxes": [list(box) for box in place.boxes],
                }
            )
    return shown


def _sheet(door: Door, case: str, place: Place) -> tuple[str, float, float] | None:
    """The picture of a page as a data address, from this session's few last ones where it is among them."""
    kept: OrderedDict[tuple[str, str, int], tuple[str, float, float]]
    kept = st.session_state.setdefault("pictures", OrderedDict())
    name = (case, place.source, place.page)
    if name in kept:
        kept.move_to_end(name)
        return kept[name]
    sheet = door.page(case, source=place.source, number=place.page)
    if sheet is None:
        return None
    kept[name] = (address(sheet), sheet.width, sheet.height)
    while len(kept) > KEPT:
        kept.popitem(last=False)
    return kept[name]


def address(sheet: Sheet) -> str:
    return f"data:{sheet.media_type};base64,{base64.b64encode(sheet.picture).decode('ascii')}"


def show_places(
    door: Door, *, case: str, review: Review, places: Sequence[Place], key: str, height: int, place_wanted: bool = True
) -> None:
    """Show one or two pages with their places lit, in the language of the session.

    Args:
        place_wanted: whether it is to be said that no place is lit.
    """
    words = {name: tr(name) for name in ("larger", "smaller", "fit", "left", "right")}
    words["none"] = tr("no_picture")
    words["where"] = "" if not places or places[0].boxes or not place_wanted else tr("whole_page")
    drawn = sheets(door, case=case, places=places, names=source_names(review), page_words=tr("source_page"))
    shown = "|".join(f"{one.source}:{one.page}" for one in places)
    components.pages(drawn, key=key, shown=shown, words=words, height=height)

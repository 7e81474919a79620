"""Pictures of places in a case, drawn in a process of its own and checked before they are handed on."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from reviewer.core.casefile import Box, CaseFile, Origin, Page, Source, Span
from reviewer.reading.admission import Admitted
from reviewer.reading.intake import admit_case
from reviewer.reading.isolation import run_worker
from reviewer.reading.render import LARGEST

Place = tuple[str, int, Box | None]
"""Source, page and box of a span."""

_KINDS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
_DRAWN = frozenset({Origin.LAYER, Origin.SCAN_LAYER, Origin.OCR, Origin.UNREAD})


def place_of(span: Span) -> Place:
    """What a picture of a span is kept under."""
    return span.source, span.page, span.box


def pictures_of(path: Path, case: CaseFile, spans: Iterable[Span], *, most: int = 40) -> Mapping[Place, str]:
    """Pictures of the first ``most`` different places, as ``data:`` addresses.

    A place of a text source has none, nor has a file that is no longer the one that was reviewed.

    Raises:
        InputError: the case is no longer where it was.
    """
    pages = {(page.source, page.number): page for page in case.pages()}
    places = list(dict.fromkeys(place_of(span) for span in spans if _has_picture(pages.get((span.source, span.page)))))
    wanted = places[:most]
    found: dict[Place, str] = {}
    with admit_case(path) as admission:
        files = {admitted.sha256: admitted for admitted in admission.files}
        for source in case.sources:
            mine = [place for place in wanted if place[0] == source.id]
            if mine and source.sha256 in files:
                found |= _of_source(files[source.sha256], source, mine, pages)
    return found


def _has_picture(page: Page | None) -> bool:
    return page is not None and page.width > 0 and page.origin in _DRAWN


def _of_source(
    admitted: Admitted, source: Source, places: list[Place], pages: Mapping[tuple[str, int], Page]
) -> dict[Place, str]:
    by_page: dict[int, list[Place]] = {}
    for place in places:
        by_page.setdefault(place[1], []).append(place)
    orders: dict[str, Any] = {}
    for number, mine in by_page.items():
        page = pages[source.id, number]
        orders[str(number)] = {
            "width": page.width,
            "height": page.height,
            "scanned": page.origin is Origin.OCR,
            "turn": page.turn,
            "boxes": [None if box is None else [float(side) for side in box] for _, _, box in mine],
        }
    found: dict[Place, str] = {}
    for frame in run_worker(admitted, task="render", options={"places": orders}, pages=list(by_page)):
        if frame["kind"] == "page":
            drawn = zip(by_page[frame["number"]], frame.get("pictures", ()), strict=False)
            found |= {place: address for place, raw in drawn if (address := _address(raw))}
    return found


def _address(raw: str) -> str:
    """A picture of the child as an address; empty where it is none of the two kinds or too large."""
    try:
        data = base64.b64decode(raw, validate=True)
    except (binascii.Error, ValueError):
        return ""
    kind = next((name for start, name in _KINDS if data.startswith(start)), None)
    return f"data:{kind};base64,{raw}" if kind and len(data) <= 2 * LARGEST else ""

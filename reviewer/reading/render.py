"""Pictures of the places that a finding rests on. Runs in the sandboxed child, as the task ``render``.

A picture shows the surroundings of a place, with the place lit; a place without a box shows the whole page, small.
Coordinates are those of the page as it was read, so what reading turned is turned here too.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, BinaryIO

from reviewer.core.casefile import Box
from reviewer.reading.outcomes import ReadOutcome

DPI = 110
WHOLE_PAGE_DPI = 56
MARGIN = 70.0  # points shown above and below a place
NARROWEST = 430.0  # points of a page shown across, so that print stays readable in half a column
TALLEST = 400.0  # points of a page shown with a place lit
LARGEST = 60_000  # bytes of one picture
_COLOURS = 64


def render_pages(stream: BinaryIO, *, first_page: int = 1, options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Draw places of pages: a head frame, then one frame a page with ``pictures``, base64 of a PNG or JPEG each.

    Args:
        stream: a PDF or a picture file.
        first_page: pages before this one are passed over.
        options: ``pages`` (numbers wanted) and ``places``: by page number as text, ``width`` and ``height`` of the
            page as it was read, ``scanned``, ``turn`` (degrees clockwise that OCR turned it by), and ``boxes`` (four
            numbers each, or nothing for the whole page).
    """
    head = stream.read(1024)
    stream.seek(0)
    places = options.get("places", {})
    pages = _pdf(stream, places) if b"%PDF" in head else _pictures(stream, places)
    yield next(pages)
    for frame in pages:
        if frame["number"] >= first_page:
            yield frame


def _pdf(stream: BinaryIO, places: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    import numpy as np

    from reviewer.reading import pdf

    document, _, head = pdf.open_document(stream.read())
    yield {"kind": "head", "pages": head["pages"]}
    for number in sorted(int(one) for one in places):
        if number > len(document):
            yield _unread(number)
            continue
        page = document[number - 1]
        place = places[str(number)]
        rgb = pdf.render_page(page, DPI)
        if not place.get("scanned") and (turn := pdf.reading_turn(page)):
            rgb = np.ascontiguousarray(np.rot90(rgb, turn // 90))
        page.close()
        yield _frame(number, rgb, place)


def _pictures(stream: BinaryIO, places: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    from reviewer.reading import images

    yield {"kind": "head", "pages": images.frame_count(stream)}
    for number, (rgb, dpi) in enumerate(images.frames(stream), start=1):
        if str(number) in places:
            yield _frame(number, images.scaled(rgb, dpi=dpi, to=DPI), places[str(number)])


def _unread(number: int) -> dict[str, Any]:
    return {"kind": "page", "number": number, "unread": ReadOutcome.PAGES_MISSING.value}


def _frame(number: int, rgb: Any, place: Mapping[str, Any]) -> dict[str, Any]:
    from PIL import Image

    if place.get("scanned"):
        from reviewer.reading import upright

        rgb = upright.turned(rgb, int(place.get("turn", 0)))
        rgb = upright.deskew(rgb, upright.skew_angle(rgb))
    page = Image.fromarray(rgb)
    size = (float(place["width"]), float(place["height"]))
    drawn = [_drawn(page, size, box) for box in place["boxes"]]
    return {"kind": "page", "number": number, "pictures": [base64.b64encode(one).decode("ascii") for one in drawn]}


def _drawn(page: Any, size: tuple[float, float], box: Sequence[float] | None) -> bytes:
    """One place of a page. A page that lies otherwise than when it was read is shown whole and without a light."""
    width, height = size
    same = min(width, height) > 0 and abs(page.width / page.height - width / height) < 0.03
    if box is None or not same:
        share = WHOLE_PAGE_DPI / DPI
        return _packed(page.resize((max(int(page.width * share), 1), max(int(page.height * share), 1))))
    scale = page.width / width
    place = Box(*box)
    top = max(place.top - MARGIN, 0.0)
    bottom = min(max(place.bottom, place.top) + MARGIN, top + TALLEST, height)
    wide = max(NARROWEST, place.width + MARGIN)
    left = min(max(place.centre[0] - wide / 2, 0.0), max(width - wide, 0.0))
    right = min(left + wide, width)
    crop = page.crop(
        (int(left * scale), int(top * scale), int(right * scale), max(int(bottom * scale), int(top * scale) + 8))
    )
    return _packed(_lit(crop, Box(place.x0 - left, place.top - top, place.x1 - left, place.bottom - top), scale))


def _lit(crop: Any, place: Box, scale: float) -> Any:
    """The crop with its place under a yellow light and in a frame."""
    from PIL import Image, ImageChops, ImageDraw

    corners = ((place.x0 - 3) * scale, (place.top - 3) * scale, (place.x1 + 3) * scale, (place.bottom + 3) * scale)
    light = Image.new("RGB", crop.size, "white")
    ImageDraw.Draw(light).rectangle(corners, fill=(255, 240, 150))
    lit = ImageChops.multiply(crop.convert("RGB"), light)
    ImageDraw.Draw(lit).rectangle(corners, outline=(196, 60, 20), width=2)
    return lit


def _packed(picture: Any) -> bytes:
    """As PNG with few colours where that is small enough, else as JPEG, made smaller until it is."""
    from PIL import Image

    out = io.BytesIO()
    # The octree keeps the rare red of seals and prints, which a median cut gives up for shades of paper.
    picture.quantize(_COLOURS, method=Image.Quantize.FASTOCTREE).save(out, "PNG", optimize=True)
    quality = 70
    while out.tell() > LARGEST and quality > 10:
        out = io.BytesIO()
        picture.convert("RGB").save(out, "JPEG", quality=quality, optimize=True)
        quality -= 20
        if out.tell() > LARGEST:
            picture = picture.resize((max(picture.width * 4 // 5, 1), max(picture.height * 4 // 5, 1)))
    return out.getvalue()

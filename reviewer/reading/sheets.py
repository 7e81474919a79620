"""Pictures of whole pages for the screen. Runs in the sandboxed child, as the task ``sheet``.

A page is drawn as it was read: what reading turned or straightened is turned and straightened here, so that boxes
fit. The boxes themselves are drawn by the screen.
"""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from reviewer.reading.outcomes import ReadOutcome

LARGEST = 4 << 20  # bytes of one picture
_GREY_SPREAD = 12  # a page whose colours lie within it is grey


def draw_pages(stream: BinaryIO, *, first_page: int = 1, options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Draw pages: a head frame, then one frame a page with one picture, base64 of a PNG or JPEG.

    Args:
        stream: a PDF or a picture file.
        first_page: pages before this one are passed over.
        options: ``pages`` (numbers wanted), ``dpi``, and ``scanned`` (numbers of pages that OCR straightened).
    """
    head = stream.read(1024)
    stream.seek(0)
    wanted = [number for number in sorted(options["pages"]) if number >= first_page]
    dpi = float(options.get("dpi", 120))
    scanned = frozenset(options.get("scanned", ()))
    draw = _pdf if b"%PDF" in head else _pictures
    yield from draw(stream, wanted, dpi, scanned)


def _pdf(stream: BinaryIO, wanted: list[int], dpi: float, scanned: frozenset[int]) -> Iterator[dict[str, Any]]:
    import pypdfium2

    from reviewer.reading import overlays, pdf

    data = stream.read()
    try:
        # Not through the door that counts pages with three libraries: it was gone through when the file was read.
        document = overlays.opened(data)
        whole = len(document) >= max(wanted, default=0)
    except pypdfium2.PdfiumError:
        whole = False
    if not whole:
        document = pdf.open_document(data)[0]
    yield {"kind": "head", "pages": len(document)}
    for number in wanted:
        if number > len(document):
            yield {"kind": "page", "number": number, "unread": ReadOutcome.PAGES_MISSING.value}
            continue
        page = document[number - 1]
        rgb = pdf.render_page(page, dpi)
        turn = 0 if number in scanned else pdf.reading_turn(page)
        page.close()
        yield _frame(number, rgb, turn=turn, scanned=number in scanned)


def _pictures(stream: BinaryIO, wanted: list[int], dpi: float, scanned: frozenset[int]) -> Iterator[dict[str, Any]]:
    from reviewer.reading import images

    yield {"kind": "head", "pages": images.frame_count(stream)}
    for number, (rgb, own) in enumerate(images.frames(stream), start=1):
        if number in wanted:
            yield _frame(number, images.scaled(rgb, dpi=own, to=dpi), turn=0, scanned=number in scanned)


def _frame(number: int, rgb: Any, *, turn: int, scanned: bool) -> dict[str, Any]:
    import numpy as np

    if turn:
        rgb = np.ascontiguousarray(np.rot90(rgb, turn // 90))
    if scanned:
        from reviewer.reading import upright

        rgb = upright.deskew(rgb, upright.skew_angle(rgb))
    picture = base64.b64encode(_packed(rgb, scanned=scanned)).decode("ascii")
    return {"kind": "page", "number": number, "pictures": [picture]}


def _packed(rgb: Any, *, scanned: bool) -> bytes:
    """Printed pages as grey PNG where they have no colour, all others as JPEG; smaller where it is too large."""
    from PIL import Image

    out = io.BytesIO()
    spread = rgb[::8, ::8].max(axis=2).astype("int16") - rgb[::8, ::8].min(axis=2)
    if not scanned and int(spread.max(initial=0)) < _GREY_SPREAD:
        Image.fromarray(rgb).convert("L").quantize(16).save(out, "PNG", compress_level=3)
        if out.tell() <= LARGEST:
            return out.getvalue()
    picture, quality = Image.fromarray(rgb), 82
    while True:
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality)
        if out.tell() <= LARGEST:
            return out.getvalue()
        picture, quality = picture.resize((picture.width * 3 // 4, picture.height * 3 // 4)), 70

"""Pictures of pages: is there colour, is there anything, and where are seals, fingerprints and ink.

Pictures are RGB arrays (height, width, 3) of 8 bits. Sizes are judged in millimetres, so every function that
measures takes the resolution. Red alone is no seal: it must close a ring of the size of a seal; a red heading, a
red rule and a name chop do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, BinaryIO

from reviewer.core.casefile import Blob, BlobKind, Box
from reviewer.reading.outcomes import ReadOutcome, UnreadableError
from reviewer.reading.seals import find_chops, find_grey_seals, find_seals
from reviewer.reading.strokes import blue_ink, find_fingerprints, find_grey_prints, find_ink

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Picture = NDArray[np.uint8]

MAX_IMAGE_PIXELS = 120_000_000  # A3 at 800 dpi; more is no page but an attack or a map
WORKING_DPI = 200
A4_LONG_SIDE_INCHES = 11.69


# -- what the page is ---------------------------------------------------------------------------------------------


def is_grey(rgb: Picture) -> bool:
    """Whether the picture holds no colour at all, so that a missing red proves nothing.

    A colour scan of black print still carries a tint or colour noise; a grey scan has equal channels.
    """
    import cv2
    import numpy as np

    red, green, blue = cv2.split(np.ascontiguousarray(rgb[::3, ::3]))
    spread = cv2.subtract(cv2.max(cv2.max(red, green), blue), cv2.min(cv2.min(red, green), blue))
    return float(spread.mean()) < 1.0 and float(np.percentile(spread, 99.95)) < 16


def is_blank(rgb: Picture) -> bool:
    """Whether nothing is written on the page: a blank back, at most specks and the shadow of an edge."""
    import cv2
    import numpy as np

    height, width = rgb.shape[:2]
    inner = rgb[height // 25 : height - height // 25, width // 25 : width - width // 25].min(axis=2)
    if inner.size == 0:
        return True
    scale = 1000 / max(inner.shape)  # about 0.3 mm a pixel of an A4 page
    small = cv2.resize(np.ascontiguousarray(inner), None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    dark = (small < float(np.median(small)) - 45).astype(np.uint8)
    _, _, stats, _ = cv2.connectedComponentsWithStats(cv2.dilate(dark, np.ones((2, 2), np.uint8)), connectivity=8)
    longer, shorter = stats[1:, 2:4].max(axis=1), stats[1:, 2:4].min(axis=1)
    return not bool(((longer >= 6) & (longer < 30 * shorter)).any())  # neither a speck nor a streak


def without_red(rgb: Picture) -> Picture:
    """The page as if no red ink were on it: the red channel, in which red looks like paper."""
    import cv2

    channel = cv2.extractChannel(rgb, 0)
    return cv2.merge([channel, channel, channel])  # type: ignore[return-value]


def red_mask(rgb: Picture) -> Picture:
    """Pixels of red, dark red and purple ink (255), all others 0."""
    import cv2

    red, green, blue = cv2.split(rgb)
    reddish = cv2.threshold(cv2.subtract(red, green), 30, 255, cv2.THRESH_BINARY)[1]
    bluish = cv2.threshold(cv2.subtract(blue, red), 16, 255, cv2.THRESH_BINARY)[1]
    return cv2.subtract(reddish, bluish)  # type: ignore[return-value]


# -- marks --------------------------------------------------------------------------------------------------------


def red_window(rgb: Picture, known: Sequence[Box], *, dpi: float) -> Box | None:
    """The part of the page that holds red other than the known marks, in points; ``None`` where there is little."""
    import cv2

    scale = dpi / 72
    mask = red_mask(rgb)
    for box in known:
        top, left = max(int((box.top - 4) * scale), 0), max(int((box.x0 - 4) * scale), 0)
        mask[top : int((box.bottom + 4) * scale), left : int((box.x1 + 4) * scale)] = 0
    mask = cv2.medianBlur(mask, 3)  # type: ignore[assignment]
    if cv2.countNonZero(mask) < 60 * scale * scale:  # some characters of 12 points
        return None
    x, y, width, height = (side / scale for side in cv2.boundingRect(mask))
    return Box(max(x - 6, 0), max(y - 6, 0), x + width + 6, y + height + 6)


def has_upright_rule(rgb: Picture, gap: Box, *, dpi: float) -> bool:
    """Whether a vertical rule of a table runs through the gap between two texts, from its top to its bottom."""
    scale = dpi / 72
    top, bottom = int(gap.top * scale), int(gap.bottom * scale) + 1
    part = rgb[top:bottom, max(int(gap.x0 * scale), 0) : int(gap.x1 * scale) + 1, 0]
    return bool(part.size and ((part < 150).mean(axis=0) > 0.9).any())


def check_boxes(rgb: Picture, *, dpi: float) -> list[tuple[Box, bool]]:
    """Printed check boxes of 2-5 mm, in points, and whether they are filled in.

    A box with strokes in it may be a character (回, 国) as well as a tick, and is left to OCR.
    """
    import cv2

    scale, millimetre = 72 / dpi, dpi / 25.4
    dark = cv2.threshold(cv2.extractChannel(rgb, 0), 185, 255, cv2.THRESH_BINARY_INV)[1]
    contours, parents = cv2.findContours(dark, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_SIMPLE)
    found: list[tuple[Box, bool]] = []
    for contour, (_, _, _, parent) in zip(contours, parents[0] if contours else (), strict=True):
        left, top, width, height = cv2.boundingRect(contour)
        square = 2.0 * millimetre <= min(width, height) and max(width, height) <= 5.0 * millimetre
        if parent >= 0 or not square or not 0.85 < width / height < 1.18:
            continue
        if cv2.contourArea(contour) < 0.8 * (width - 1) * (height - 1):
            continue
        border = max(width // 5, 2)
        inner = dark[top + border : top + height - border, left + border : left + width - border] > 0
        box = Box(*(round(v * scale, 1) for v in (left, top, left + width, top + height)))
        if inner.mean() < 0.03 or inner.mean() > 0.9:
            found.append((box, bool(inner.mean() > 0.9)))
    return found


def find_blobs(rgb: Picture, *, dpi: float, text_boxes: Sequence[Box], scan: bool = False) -> tuple[Blob, ...]:
    """Find the marks on a page.

    Args:
        rgb: the page, upright; 100 dpi are enough, more is scaled down.
        dpi: its resolution.
        text_boxes: where printed text stands, in points; what is dark there is no ink.
        scan: the page is a scan: blue ink counts even where OCR read text, and without colour grey rings are sought.

    Returns:
        Seals (also half seals cut by the edge), fingerprints and ink, boxes in points.
    """
    import cv2
    import numpy as np

    if dpi > 130:  # enough to tell the marks apart, and a quarter of the work
        scale = 100 / dpi
        rgb = cv2.resize(rgb, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)  # type: ignore[assignment]
        dpi = 100
    red = red_mask(rgb)
    text = _text_mask(rgb.shape[:2], text_boxes, dpi)
    found: list[Blob] = []
    left, top, width, height = cv2.boundingRect(red)
    if width:
        window = slice(top, top + height), slice(left, left + width)
        rest = red[window].copy()
        coloured = find_seals(rest, left, rgb.shape[1], dpi)
        coloured += find_chops(rest, dpi)
        # OCR reads a page without its red: what it read on a scan is no red print
        printed = np.zeros_like(rest) if scan else text[window]
        coloured += find_fingerprints(rest, printed, rgb[window], dpi)
        found += [_moved(blob, left, top, dpi) for blob in coloured]
    elif scan:
        found += find_grey_seals(rgb, dpi)
        if is_grey(rgb):
            found += find_grey_prints(rgb, text, [blob.box for blob in found], dpi)
    if scan:
        text = cv2.subtract(text, blue_ink(rgb))  # type: ignore[assignment]
    rings = [blob.box for blob in found if blob.kind is BlobKind.SEAL] if scan and not width else []
    prints = [blob.box for blob in found if blob.kind is BlobKind.FINGERPRINT]
    ink = find_ink(rgb, red, text, dpi, prints=prints, scan=scan)
    found += [blob for blob in ink if not any(_within(blob.box, ring) for ring in rings)]
    return tuple(found)


def _within(inner: Box, outer: Box) -> bool:
    """Whether a stroke is part of a colourless seal."""
    return inner.overlap(outer) > 0.9 * inner.width * inner.height


def _moved(blob: Blob, left: int, top: int, dpi: float) -> Blob:
    """The blob of a window, placed on the page."""
    x, y = left * 72 / dpi, top * 72 / dpi
    box = blob.box
    return blob._replace(box=Box(*(round(v, 1) for v in (box.x0 + x, box.top + y, box.x1 + x, box.bottom + y))))


def _text_mask(shape: tuple[int, ...], boxes: Iterable[Box], dpi: float) -> Picture:
    import numpy as np

    mask = np.zeros(shape[:2], np.uint8)
    scale = dpi / 72
    for box in boxes:
        top, left = max(int(box.top * scale) - 1, 0), max(int(box.x0 * scale) - 1, 0)
        mask[top : int(box.bottom * scale) + 2, left : int(box.x1 * scale) + 2] = 255
    return mask


# -- picture files ------------------------------------------------------------------------------------------------


FORMATS = ("JPEG", "PNG", "TIFF", "BMP", "WEBP")


@contextmanager
def _refusals() -> Iterator[None]:
    """Turn what Pillow raises into an outcome; a picture larger than any page is refused before it is decoded."""
    import warnings

    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # our own bound is checked, and odd metadata is no reason to stop
            yield
    except Image.DecompressionBombError as error:
        raise UnreadableError(ReadOutcome.TOO_BIG) from error
    except UnidentifiedImageError as error:
        raise UnreadableError(ReadOutcome.UNSUPPORTED) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise UnreadableError(ReadOutcome.PAGES_UNREADABLE) from error


def frames(stream: BinaryIO) -> Iterator[tuple[Picture, float]]:
    """The pages of a picture file (a TIFF may hold many), each as RGB with its resolution in dpi.

    Raises:
        UnreadableError: the file is no picture, is broken, or is larger than any page.
    """
    import numpy as np
    from PIL import Image, ImageOps

    for index in range(frame_count(stream)):
        with _refusals():
            stream.seek(0)
            picture = Image.open(stream, formats=FORMATS)
            picture.seek(index)
            if picture.width * picture.height > MAX_IMAGE_PIXELS:
                raise UnreadableError(ReadOutcome.TOO_BIG)
            straight = ImageOps.exif_transpose(picture)
            rgb = np.ascontiguousarray(np.asarray(_on_white(straight), dtype=np.uint8))
            dpi = _resolution(straight.info.get("dpi"), rgb.shape)
        yield rgb, dpi


def _on_white(picture: Any) -> Any:
    """As RGB; what is transparent becomes paper."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        layered = picture.convert("RGBA")
        paper = Image.new("RGBA", layered.size, "white")
        return Image.alpha_composite(paper, layered).convert("RGB")
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        return picture.point(lambda value: value / 256).convert("L").convert("RGB")
    return picture.convert("RGB")


def _resolution(stated: Any, shape: tuple[int, ...]) -> float:
    """The stated resolution where it makes a page of sensible size, else that of an A4 page."""
    longest = max(shape[:2])
    try:
        dpi = float(stated[0])
    except (TypeError, ValueError, IndexError):
        dpi = 0.0
    if dpi > 0 and 4 <= longest / dpi <= 24:
        return dpi
    return longest / A4_LONG_SIDE_INCHES


def scaled(rgb: Picture, *, dpi: float, to: float) -> Picture:
    """The page at another resolution."""
    import cv2

    if abs(dpi - to) < 1:
        return rgb
    way = cv2.INTER_AREA if to < dpi else cv2.INTER_CUBIC
    return cv2.resize(rgb, None, fx=to / dpi, fy=to / dpi, interpolation=way)  # type: ignore[return-value]


def frame_count(stream: BinaryIO) -> int:
    """How many pages a picture file holds; the stream is left at its beginning.

    Raises:
        UnreadableError: as ``frames``.
    """
    from PIL import Image

    with _refusals():
        count = int(getattr(Image.open(stream, formats=FORMATS), "n_frames", 1))
    stream.seek(0)
    return count


def read_image(stream: BinaryIO, *, first_page: int = 1, options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Look at the pages of a picture file without reading their text.

    Yields a head with the number of pages and one frame a page: size in points, whether it is blank or grey, its
    seals and prints. The text is left to ``reviewer.reading.ocr.read_pages``, so the origin is ``unread`` unless
    the page is blank.

    Args:
        stream: the file.
        first_page: pages before this one are passed over.
        options: ``pages``, the numbers of the pages wanted; all where it is missing.
    """
    wanted = options.get("pages")
    yield {"kind": "head", "pages": frame_count(stream)}
    for number, (rgb, dpi) in enumerate(frames(stream), start=1):
        if number < first_page or (wanted is not None and number not in wanted):
            continue
        height, width = rgb.shape[:2]
        page = scaled(rgb, dpi=dpi, to=100)
        blank = is_blank(page)
        blobs = () if blank else find_blobs(page, dpi=100, text_boxes=(), scan=True)
        yield {
            "kind": "page",
            "number": number,
            "width": round(width * 72 / dpi, 2),
            "height": round(height * 72 / dpi, 2),
            "origin": "blank" if blank else "unread",
            "grey": is_grey(page),
            "looked_at": True,
            "needs_ocr": not blank,
            "lines": [],
            "blobs": [as_row(blob) for blob in blobs if blob.kind is not BlobKind.INK],
        }


def as_row(blob: Blob) -> dict[str, Any]:
    """A blob as plain data, as it travels between processes."""
    return {"kind": blob.kind.value, "box": [round(value, 1) for value in blob.box], "probability": blob.probability}

"""Pictures of pages: drawn by the sandboxed child, kept in a folder beside the originals so that a click is quick."""

from __future__ import annotations

import base64
import binascii
import os
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO

from reviewer.core.casefile import CaseFile, Origin, Page, Source
from reviewer.reading.admission import Admitted
from reviewer.reading.isolation import run_worker
from reviewer.reading.media import MediaType
from reviewer.reading.sheets import LARGEST
from reviewer.store.engine import Store

DPI = 120
MOST_BYTES = 2 << 30
"""Room that kept pictures may take; the oldest go first."""
_KINDS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
_DRAWN = frozenset({Origin.LAYER, Origin.SCAN_LAYER, Origin.OCR, Origin.UNREAD, Origin.BLANK})


@dataclass(frozen=True, slots=True)
class PageImage:
    """The picture of a page, and its size in points as it was read; 0 where the page could not be read."""

    picture: bytes
    media_type: str
    width: float
    height: float


def page_image(store: Store, case: CaseFile, *, source: str, page: int, dpi: int = DPI) -> PageImage | None:
    """The picture of one page; ``None`` for a source that has no pictures (text), or is no longer there."""
    found = _files(store, case, source)
    if found is None:
        return None
    admitted, read = found
    target = _place(store, admitted.sha256, page, dpi)
    if not target.exists():
        _draw(store, admitted, read, [page], dpi)
    return _kept(target, read.get(page))


def draw_ahead(
    store: Store, case: CaseFile, places: Iterable[tuple[str, int]], *, dpi: int = DPI,
    told: Callable[[], None] | None = None,
) -> int:  # fmt: skip
    """Draw pages before anybody asks, one child a source; gives how many were drawn."""
    wanted: dict[str, set[int]] = {}
    for source, page in places:
        wanted.setdefault(source, set()).add(page)
    drawn = 0
    for source, numbers in wanted.items():
        found = _files(store, case, source)
        if found is None:
            continue
        admitted, read = found
        missing = [one for one in sorted(numbers) if not _place(store, admitted.sha256, one, dpi).exists()]
        if missing:
            drawn += _draw(store, admitted, read, missing, dpi)
        if told is not None:
            told()
    return drawn


def _files(store: Store, case: CaseFile, source: str) -> tuple[Admitted, dict[int, Page]] | None:
    one: Source | None = next((each for each in case.sources if each.id == source), None)
    if one is None or one.media_type not in {kind.value for kind in MediaType}:
        return None
    kind = MediaType(one.media_type)
    path = store.originals.path(one.sha256)
    if kind.task not in ("pdf", "image") or not path.exists():
        return None
    admitted = Admitted(one.path, one.sha256, path.stat().st_size, kind, partial(_opened, store, one.sha256))
    return admitted, {page.number: page for page in case.pages() if page.source == source}


def _opened(store: Store, sha256: str) -> BinaryIO:
    return store.originals.open(sha256)


def _draw(store: Store, admitted: Admitted, read: dict[int, Page], numbers: list[int], dpi: int) -> int:
    scanned = [number for number in numbers if number in read and read[number].origin is Origin.OCR]
    drawn = 0
    options = {"dpi": dpi, "scanned": scanned}
    for frame in run_worker(admitted, task="sheet", options=options, pages=numbers):
        if frame["kind"] == "page" and frame.get("pictures"):
            picture = _checked(frame["pictures"][0])
            if picture is not None:
                _keep(_place(store, admitted.sha256, frame["number"], dpi), picture)
                drawn += 1
    return drawn


def _checked(raw: str) -> bytes | None:
    """What the child drew, if it is one of the two kinds and not too large: the browser decodes nothing else."""
    try:
        data = base64.b64decode(raw, validate=True)
    except (binascii.Error, ValueError):
        return None
    return data if len(data) <= LARGEST and _media_type(data) else None


def _media_type(data: bytes) -> str:
    return next((name for start, name in _KINDS if data.startswith(start)), "")


def _place(store: Store, sha256: str, page: int, dpi: int) -> Path:
    return store.folder / "pages" / sha256[:2] / f"{sha256}-{page}-{dpi}"


def _keep(target: Path, picture: bytes) -> None:
    """A picture that cannot be kept is drawn again next time."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, name = tempfile.mkstemp(dir=target.parent)
        with os.fdopen(handle, "wb") as stream:
            stream.write(picture)
        Path(name).replace(target)
    except OSError:
        return


def _kept(target: Path, page: Page | None) -> PageImage | None:
    try:
        data = target.read_bytes()
    except OSError:
        return None
    width, height = (page.width, page.height) if page is not None else (0.0, 0.0)
    return PageImage(data, _media_type(data), width, height)


def tidy(store: Store, *, most: int = MOST_BYTES) -> int:
    """Remove the oldest kept pictures where they take too much room; gives how many."""
    files = [(path.stat(), path) for path in (store.folder / "pages").glob("*/*")]
    files.sort(key=lambda one: one[0].st_mtime)
    room, gone = sum(state.st_size for state, _ in files), 0
    for state, path in files:
        if room <= most:
            break
        path.unlink(missing_ok=True)
        room -= state.st_size
        gone += 1
    return gone

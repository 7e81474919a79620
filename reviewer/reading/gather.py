"""Reads every file of a case, each in a process of its own, and says what could not be read.

N files in, N sources out: what was refused or failed is a source with its reason, never the end of the run.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from reviewer.core.casefile import Blob, BlobKind, Box, Cell, Line, Origin, Page, Source, SourceStatus, Trouble
from reviewer.reading.admission import Admission, Admitted, Refused
from reviewer.reading.isolation import OCR_LIMITS, run_worker
from reviewer.reading.media import MediaType
from reviewer.reading.outcomes import ReadOutcome, UnreadableError
from reviewer.reading.signatures import signatures_of
from reviewer.reading.transcripts import text_pages

Progress = Callable[[str, int, int], None]
"""Called with the source's path, the pages done and the pages in all."""

_NO_HASH = "0" * 64


@dataclass
class Gathered:
    """What was read of a case."""

    sources: list[Source] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    troubles: list[Trouble] = field(default_factory=list)


def read_case(admission: Admission, *, ocr: bool = True, progress: Progress | None = None) -> Gathered:
    """Read all files of a case.

    Args:
        admission: the files, open.
        ocr: read scanned pages and pages whose text is garbled with OCR; where switched off they stay unread.
        progress: told after each page.
    """
    gathered = Gathered()
    for admitted in admission.files:
        _read_file(gathered, admitted, ocr=ocr, progress=progress or (lambda _path, _done, _all: None))
    for refused in admission.refused:
        _add_refused(gathered, refused)
    return gathered


def _add_refused(gathered: Gathered, refused: Refused) -> None:
    number = len(gathered.sources) + 1
    source = Source(f"s{number}", refused.path, _NO_HASH, None, 0, SourceStatus.UNREADABLE, refused.reason)
    gathered.sources.append(source)
    if refused.outcome.gap:
        gathered.troubles.append(Trouble(source.id, 0, "reading", refused.outcome.reason))


def _read_file(gathered: Gathered, admitted: Admitted, *, ocr: bool, progress: Progress) -> None:
    source_id = f"s{len(gathered.sources) + 1}"
    if admitted.media_type.task == "text":
        pages, outcome = _read_text(admitted, source_id)
    else:
        pages, outcome = _read_pages(admitted, source_id, ocr=ocr, progress=progress)
    gathered.pages.extend(pages)
    unread = [page.number for page in pages if not page.read]
    for number in unread:
        gathered.troubles.append(Trouble(source_id, number, "reading", _why(outcome)))
    if not pages:
        gathered.troubles.append(Trouble(source_id, 0, "reading", outcome.reason))
    source = _source(admitted, source_id, pages, unread, outcome)
    if admitted.media_type is MediaType.PDF and pages:
        source = replace(source, electronic_signatures=signatures_of(admitted))
    gathered.sources.append(source)


def _why(outcome: ReadOutcome) -> str:
    return "页面未能读取" if outcome.complete else outcome.reason


def _source(
    admitted: Admitted, source_id: str, pages: Sequence[Page], unread: Sequence[int], outcome: ReadOutcome
) -> Source:
    if not pages or len(unread) == len(pages):
        status = SourceStatus.UNREADABLE
    elif unread or not outcome.complete:
        status = SourceStatus.PARTLY_READ
    else:
        status = SourceStatus.READ
    problem = None
    if status is not SourceStatus.READ or outcome is ReadOutcome.OK_REPAIRED:
        numbers = "、".join(map(str, unread[:20]))
        where = f"第{numbers}页未读；" if unread and len(unread) < len(pages) else ""
        problem = f"{where}{outcome.reason}" + (f"；{outcome.advice}" if outcome.advice else "")
    return Source(source_id, admitted.path, admitted.sha256, admitted.media_type.value, len(pages), status, problem)


def _read_text(admitted: Admitted, source_id: str) -> tuple[list[Page], ReadOutcome]:
    try:
        return text_pages(admitted.read(), source_id), ReadOutcome.OK
    except UnreadableError as error:
        return [], error.outcome
    except OSError:
        return [], ReadOutcome.IO_ERROR


def _read_pages(admitted: Admitted, source_id: str, *, ocr: bool, progress: Progress) -> tuple[list[Page], ReadOutcome]:
    pages: dict[int, Page] = {}
    waiting: list[int] = []
    total = 0
    outcome = ReadOutcome.OK
    for frame in run_worker(admitted, task=admitted.media_type.task):
        if frame["kind"] == "head":
            total = int(frame.get("pages", 0))
        elif frame["kind"] == "page":
            page = page_of(frame, source_id)
            pages[page.number] = page
            if frame.get("needs_ocr"):
                waiting.append(page.number)
            progress(admitted.path, len(pages) - len(waiting) if ocr else len(pages), total)
        elif frame["kind"] == "end":
            outcome = ReadOutcome(frame["outcome"])
    if waiting and ocr:
        _recognise(admitted, source_id, pages, waiting, progress=progress, total=total)
    if waiting and outcome.complete and any(not pages[number].read for number in waiting):
        outcome = ReadOutcome.NEEDS_OCR_NO_TEXT
    return [pages[number] for number in sorted(pages)], outcome


def _recognise(
    admitted: Admitted,
    source_id: str,
    pages: dict[int, Page],
    waiting: Iterable[int],
    *,
    progress: Progress,
    total: int,
) -> None:
    """Read the waiting pages with OCR; a scan with its own text layer keeps that layer where OCR fails."""
    wanted = sorted(waiting)
    done = len(pages) - len(wanted)
    options = {"pages": wanted, "threads": 2}
    for frame in run_worker(admitted, task="ocr", options=options, pages=wanted, limits=OCR_LIMITS):
        if frame["kind"] != "page":
            continue
        done += 1
        progress(admitted.path, min(done, total), total)
        found = page_of(frame, source_id)
        if found.read:
            pages[found.number] = _better(pages[found.number], found)


def _better(layer: Page, ocr: Page) -> Page:
    """The OCR of a page, or the layer of a scan where that holds clearly more."""
    if layer.origin is Origin.SCAN_LAYER and len(layer.text) > 1.5 * len(ocr.text):
        return layer
    return ocr


def page_of(frame: Mapping[str, Any], source_id: str) -> Page:
    """A page frame of the child as a page. What is malformed in it is left out."""
    number = int(frame["number"])
    if frame.get("unread"):
        return Page(source_id, number, origin=Origin.UNREAD)
    return Page(
        source_id,
        number,
        width=float(frame.get("width", 0.0)),
        height=float(frame.get("height", 0.0)),
        lines=tuple(_line(row) for row in frame.get("lines", ()) if isinstance(row, dict)),
        cells=tuple(_cell(row) for row in frame.get("cells", ()) if isinstance(row, list) and len(row) == 5),
        blobs=tuple(_blob(row) for row in frame.get("blobs", ()) if isinstance(row, dict)),
        stamps=tuple(_line(row) for row in frame.get("stamps", ()) if isinstance(row, dict)),
        origin=_origin(str(frame.get("origin", ""))),
        grey=bool(frame.get("grey", False)),
        looked_at=bool(frame.get("looked_at", False)),
        doubt=str(frame.get("doubt", "")),
        turn=_turn(frame.get("rotation", 0)),
    )


def _turn(degrees: float) -> int:
    """Quarter turns only."""
    return int(degrees) % 360 if int(degrees) % 90 == 0 else 0


def _origin(word: str) -> Origin:
    return Origin(word) if word in set(Origin) else Origin.LAYER


def _line(row: Mapping[str, Any]) -> Line:
    text = str(row.get("text", ""))
    edges = tuple(float(edge) for edge in row.get("edges", ()))
    return Line(text, _box(row["box"]), edges if len(edges) == len(text) + 1 else (), float(row.get("confidence", 1.0)))


def _box(values: Sequence[Any]) -> Box:
    x0, top, x1, bottom = (float(value) for value in values)
    return Box(x0, top, x1, bottom)


def _cell(row: Sequence[Any]) -> Cell:
    return Cell(int(row[0]), int(row[1]), int(row[2]), str(row[3]), _box(row[4]))


def _blob(row: Mapping[str, Any]) -> Blob:
    return Blob(BlobKind(str(row["kind"])), _box(row["box"]), float(row.get("probability", 1.0)))


def is_recording(admitted: Admitted) -> bool:
    """Whether a text file is the transcript of a recording (subtitles)."""
    return admitted.media_type is MediaType.TEXT and admitted.path.lower().endswith((".srt", ".vtt"))

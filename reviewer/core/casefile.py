"""What was read: sources, pages, documents, and what could not be read.

Boxes are in PDF points with the origin at the top left of the page as it is shown (after ``/Rotate``).
Pages are counted from 1 within their source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reviewer.core.facts import Event, Field, Mark, Person, Turn


class Box(NamedTuple):
    """A rectangle in points, origin top left."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def centre(self) -> tuple[float, float]:
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2

    def union(self, other: Box) -> Box:
        return Box(
            min(self.x0, other.x0), min(self.top, other.top), max(self.x1, other.x1), max(self.bottom, other.bottom)
        )

    def overlap(self, other: Box) -> float:
        """Area shared with another box, in square points."""
        width = min(self.x1, other.x1) - max(self.x0, other.x0)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(width, 0.0) * max(height, 0.0)


class Line(NamedTuple):
    """One line of text in reading order.

    ``edges`` holds the left edge of every character and, last, the right edge of the final one, so that
    any slice of ``text`` has a box; it is empty where characters have no place (plain text sources).
    """

    text: str
    box: Box
    edges: tuple[float, ...] = ()
    confidence: float = 1.0

    def part(self, start: int, end: int) -> Box:
        """The box of ``text[start:end]``; the whole line's box where characters have no place."""
        if not self.edges or start >= end:
            return self.box
        return Box(self.edges[start], self.box.top, self.edges[min(end, len(self.edges) - 1)], self.box.bottom)


class Cell(NamedTuple):
    """One cell of a ruled table, its text joined over its lines (vertical labels too)."""

    table: int
    row: int
    column: int
    text: str
    box: Box


class BlobKind(StrEnum):
    """What a mark found in the picture of a page looks like."""

    SEAL = "seal"
    HALF_SEAL = "half_seal"
    FINGERPRINT = "fingerprint"
    INK = "ink"
    CHOP = "chop"  # a small seal with a person's name
    SLASH = "slash"  # one straight stroke, as through a place that is not to be filled in


class Blob(NamedTuple):
    """A mark seen in the picture of the page: a seal, a fingerprint, or ink that is no printed text."""

    kind: BlobKind
    box: Box
    probability: float


class Origin(StrEnum):
    """Where the text of a page comes from."""

    LAYER = "layer"  # the text layer of an exported file
    SCAN_LAYER = "scan_layer"  # a scan with an OCR layer of its own: its figures carry doubt
    OCR = "ocr"  # read by our own OCR
    TEXT = "text"  # a text or DOCX source
    BLANK = "blank"  # looked at, and nothing is on it
    UNREAD = "unread"  # could not be read


@dataclass(frozen=True)
class Page:
    """One page as it was read."""

    source: str
    number: int
    width: float = 0.0
    height: float = 0.0
    lines: tuple[Line, ...] = ()
    cells: tuple[Cell, ...] = ()
    blobs: tuple[Blob, ...] = ()
    stamps: tuple[Line, ...] = ()  # text of seals, kept out of the lines
    origin: Origin = Origin.LAYER
    grey: bool = False  # the picture has no colour: absence of red ink proves nothing
    looked_at: bool = False  # the picture was searched for marks
    doubt: str = ""  # why the text is not to be trusted, empty where it is
    turn: int = 0  # degrees clockwise by which the picture was turned to be read, beyond what the file says

    @cached_property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    @property
    def read(self) -> bool:
        return self.origin is not Origin.UNREAD


@dataclass(frozen=True, slots=True)
class Span:
    """A place that a fact rests on."""

    source: str
    page: int
    box: Box | None = None
    quote: str = ""
    document: str | None = None


class SourceStatus(StrEnum):
    READ = "read"
    PARTLY_READ = "partly_read"
    UNREADABLE = "unreadable"


class Integrity(StrEnum):
    """What the check of an electronic signature says of the file; whether the certificate is genuine stays open."""

    INTACT = "intact"
    CHANGED_SINCE = "changed_since"  # more was added than a signed file allows
    BROKEN = "broken"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ElectronicSignature:
    """A signature inside a PDF, as a fact.

    ``signed_at`` is what the signer's clock said, ISO 8601; page 0: the file does not show it.
    """

    field: str
    page: int
    box: Box | None = None
    signer: str = ""
    issuer: str = ""
    signed_at: str = ""
    integrity: Integrity = Integrity.UNKNOWN
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """One input file."""

    id: str
    path: str
    sha256: str
    media_type: str | None
    pages: int
    status: SourceStatus
    problem: str | None = None
    electronic_signatures: tuple[ElectronicSignature, ...] = ()


@dataclass(frozen=True, slots=True)
class Trouble:
    """A page (0: the whole source) that a stage could not deal with, and why."""

    source: str
    page: int
    stage: str
    what: str


@dataclass(frozen=True)
class Document:
    """A run of pages that make one document (文书)."""

    id: str
    type: str
    source: str
    first_page: int
    last_page: int
    pages: tuple[Page, ...] = ()
    title: str | None = None
    confidence: float = 1.0
    fields: Mapping[str, Field] = field(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    turns: tuple[Turn, ...] = ()

    @cached_property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages)

    @cached_property
    def compact(self) -> str:
        """The text without any white space."""
        return "".join(self.text.split())

    @property
    def read(self) -> bool:
        """Whether every page of it was really read."""
        return all(page.read for page in self.pages)

    def value(self, name: str) -> object:
        """The value of a field; ``None`` both for a blank one and for one never found (see ``fields``)."""
        found = self.fields.get(name)
        return None if found is None else found.value

    def span(self, name: str | None = None) -> Span:
        """The place of a field, or of the document's beginning."""
        found = self.fields.get(name) if name else None
        if found is not None and found.span is not None:
            return replace(found.span, document=self.id)
        return Span(self.source, self.first_page, self._title_box(), self.title or "", self.id)

    def _title_box(self) -> Box | None:
        """The box of the title, which may stand on two lines; of the first line where the title is not among them."""
        first = self.pages[0] if self.pages else None
        if first is None or not first.lines or not first.width:
            return None
        title = "".join((self.title or "").split())
        found: Box | None = None
        for line in first.lines[:8]:
            text = "".join(line.text.split())
            if len(text) > 1 and text in title:
                found = line.box if found is None else found.union(line.box)
        return found or first.lines[0].box


class CaseKind(StrEnum):
    CRIMINAL = "criminal"
    ADMINISTRATIVE = "administrative"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class CaseFile:
    """Everything that was read of one case."""

    id: str
    kind: CaseKind
    as_of: date
    sources: tuple[Source, ...] = ()
    documents: tuple[Document, ...] = ()
    persons: tuple[Person, ...] = ()
    events: tuple[Event, ...] = ()
    troubles: tuple[Trouble, ...] = ()
    title: str | None = None
    number: str | None = None
    unit: str | None = None

    def of_type(self, *types: str) -> tuple[Document, ...]:
        """The documents of the given types, in reading order."""
        return tuple(document for document in self.documents if document.type in types)

    def pages(self) -> Iterator[Page]:
        for document in self.documents:
            yield from document.pages

    @property
    def unread(self) -> tuple[Trouble, ...]:
        """Pages and sources that nobody could read."""
        return tuple(trouble for trouble in self.troubles if trouble.stage == "reading")

    @property
    def not_read(self) -> tuple[Source, ...]:
        """Sources in which pages may be hidden from us; what is no case material at all is not among them."""
        hidden = {trouble.source for trouble in self.unread}
        return tuple(source for source in self.sources if source.id in hidden)

"""Pages laid out in points, as the readers give them, and the marks that are found on them."""

from __future__ import annotations

from reviewer.core.casefile import Blob, BlobKind, Box, Document, Line, Origin, Page
from reviewer.core.facts import Mark, MarkKind
from reviewer.extraction.marks import find_marks
from reviewer.law.forms import load_forms

SIZE = 12.0


def line(text: str, x: float, top: float) -> Line:
    """A line of 12 points; digits are half as wide, ``_`` is a gap of a character that leaves no trace."""
    edges, kept, place = [], "", x
    for character in text:
        width = SIZE / 2 if character.isascii() and character != "_" else SIZE
        if character != "_":
            kept += character
            edges.append(place)
        place += width
    edges.append(place)
    return Line(kept, Box(x, top, place, top + SIZE), tuple(edges))


def blob(kind: BlobKind, x: float, y: float, width: float, height: float) -> Blob:
    return Blob(kind, Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2), 0.9)


def ink(x: float, y: float, width: float = 48) -> Blob:
    return blob(BlobKind.INK, x, y, width, 20)


def finger(x: float, y: float) -> Blob:
    return blob(BlobKind.FINGERPRINT, x, y, 36, 48)


def seal(x: float, y: float) -> Blob:
    return blob(BlobKind.SEAL, x, y, 119, 119)


def page(*content: Line | Blob, number: int = 1, origin: Origin = Origin.LAYER, looked_at: bool = True) -> Page:
    lines = tuple(part for part in content if isinstance(part, Line))
    blobs = tuple(part for part in content if isinstance(part, Blob))
    return Page("a.pdf", number, 595, 842, lines, blobs=blobs, origin=origin, looked_at=looked_at)


def marks(kind: str, *pages: Page) -> list[Mark]:
    document = Document("d1", kind, "a.pdf", pages[0].number, pages[-1].number, pages)
    return list(find_marks(document, load_forms()[kind]))


def of(found: list[Mark], who: str, kind: MarkKind = MarkKind.SIGNATURE, number: int | None = None) -> Mark:
    (mark,) = [
        one for one in found if one.who == who and one.kind is kind and (number is None or one.span.page == number)
    ]
    return mark

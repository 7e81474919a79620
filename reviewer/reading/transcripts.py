"""Records that are no PDF: DOCX documents (read in the sandboxed child) and plain text (read in the parent)."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any, BinaryIO

from reviewer.core.casefile import Box, Line, Origin, Page
from reviewer.reading import plaintext
from reviewer.reading.outcomes import ReadOutcome, UnreadableError

_LARGEST_PART = 64 << 20
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NO_BOX = Box(0.0, 0.0, 0.0, 0.0)


def read_docx(stream: BinaryIO, *, first_page: int = 1, options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Read a DOCX: a head and one page frame for each page that hard page breaks make; tables row by row.

    Args:
        stream: the file.
        first_page: pages before this one are passed over.
        options: ``pages`` (numbers wanted, all where missing).

    Raises:
        UnreadableError: the file is no DOCX, or a part of it is absurdly large.
    """
    pages = _paged(_document_xml(stream.read()))
    wanted = options.get("pages")
    yield {"kind": "head", "pages": len(pages)}
    for number, lines in enumerate(pages, 1):
        if number >= first_page and (wanted is None or number in wanted):
            rows = [{"text": text, "box": list(_NO_BOX), "edges": [], "confidence": 1.0} for text in lines]
            yield {"kind": "page", "number": number, "origin": "text", "lines": rows, "blobs": [], "looked_at": False}


def _document_xml(data: bytes) -> Any:
    from defusedxml import ElementTree

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as bundle:
            part = bundle.getinfo("word/document.xml")
            if part.file_size > _LARGEST_PART:
                raise UnreadableError(ReadOutcome.TOO_BIG)
            with bundle.open(part) as stream:
                content = stream.read(_LARGEST_PART + 1)
    except (KeyError, zipfile.BadZipFile, OSError, RuntimeError) as error:
        raise UnreadableError(ReadOutcome.UNSUPPORTED) from error
    if len(content) > _LARGEST_PART:
        raise UnreadableError(ReadOutcome.TOO_BIG)
    return ElementTree.fromstring(content)


def _paged(root: Any) -> list[list[str]]:
    pages: list[list[str]] = [[]]
    body = root.find(f"{_WORD}body")
    for block in body if body is not None else ():
        if block.tag == f"{_WORD}p":
            _paragraph(block, pages)
        elif block.tag == f"{_WORD}tbl":
            for row in block.iter(f"{_WORD}tr"):
                cells = ["".join(_texts(cell)) for cell in row.findall(f"{_WORD}tc")]
                pages[-1].append(" ".join(text.strip() for text in cells if text.strip()))
    return pages if any(pages[-1:]) or len(pages) == 1 else pages[:-1]


def _paragraph(block: Any, pages: list[list[str]]) -> None:
    """The lines of a paragraph; a hard page break in it begins a page."""
    line = ""
    for part in _texts(block):
        if part == "\f":
            if line.strip():
                pages[-1].append(line)
            pages.append([])
            line = ""
        elif part == "\n":
            pages[-1].append(line)
            line = ""
        else:
            line += part
    if line.strip():
        pages[-1].append(line)


def _texts(block: Any) -> Iterator[str]:
    for node in block.iter():
        if node.tag == f"{_WORD}t":
            yield node.text or ""
        elif node.tag == f"{_WORD}tab":
            yield " "
        elif node.tag in (f"{_WORD}br", f"{_WORD}cr"):
            yield "\f" if node.get(f"{_WORD}type") == "page" else "\n"


def text_pages(data: bytes, source: str) -> list[Page]:
    """The pages of a plain text file: form feeds part them.

    Raises:
        UnreadableError: no encoding gives a text.
    """
    found = []
    for number, text in enumerate(plaintext.pages(plaintext.decode(data)), 1):
        lines = tuple(Line(line, _NO_BOX) for line in text.split("\n") if line.strip())
        found.append(Page(source, number, lines=lines, origin=Origin.TEXT if lines else Origin.BLANK))
    return found

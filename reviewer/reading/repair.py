"""How many pages three libraries see in a PDF, and one attempt to mend it. Runs in the sandboxed child only.

pdfplumber loses whole pages of slightly broken files without a word; a second and a third count show it, and a
file written anew by qpdf often gives them back.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable

from reviewer.reading.outcomes import ReadOutcome, UnreadableError

_PDFIUM_PASSWORD = 4
"""``FPDF_ERR_PASSWORD``."""


def page_counts(data: bytes) -> dict[str, int | None]:
    """Count the pages by each library.

    Only page trees are read, no contents. pdfminer stands for pdfplumber, which takes its pages from it.

    Returns:
        ``pdfium``, ``pdfminer`` and ``qpdf``, each with its count or ``None`` where it could not open the file.

    Raises:
        UnreadableError: With ``PASSWORD``, where no library opened it and one asked for a password.
        MemoryError: The child's memory is used up; the child must end.
    """
    logging.disable(logging.CRITICAL)  # parsers quote the file in their warnings
    counts: dict[str, int | None] = {}
    locked = False
    for name, count in _COUNTERS.items():
        try:
            counts[name] = count(data)
        except MemoryError:
            raise
        except Exception as error:
            counts[name] = None
            locked = locked or _asks_for_password(error)
    if locked and not any(counts.values()):
        raise UnreadableError(ReadOutcome.PASSWORD)
    return counts


def repaired(data: bytes) -> bytes | None:
    """The file written anew by qpdf, its cross-references and page tree rebuilt and any owner lock taken off.

    Returns:
        The new file, or ``None`` where qpdf finds nothing to save in it.
    """
    import pikepdf

    target = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
            if not len(document.pages):
                return None
            document.save(target, encryption=False)
    except MemoryError:
        raise
    except Exception:
        return None
    return target.getvalue()


def _pdfium(data: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return len(document)
    finally:
        document.close()


def _pdfminer(data: bytes) -> int:
    from pdfminer.pdfdocument import PDFDocument
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser

    document = PDFDocument(PDFParser(io.BytesIO(data)), caching=True)
    return sum(1 for _ in PDFPage.create_pages(document))


def _qpdf(data: bytes) -> int:
    import pikepdf

    with pikepdf.open(io.BytesIO(data), suppress_warnings=True) as document:
        return len(document.pages)


def _asks_for_password(error: Exception) -> bool:
    """pikepdf has an exception for it, pdfium a number, pdfminer another exception."""
    named = type(error).__name__ in {"PasswordError", "PDFPasswordIncorrect"}
    return named or getattr(error, "err_code", None) == _PDFIUM_PASSWORD


_COUNTERS: dict[str, Callable[[bytes], int]] = {"pdfium": _pdfium, "pdfminer": _pdfminer, "qpdf": _qpdf}

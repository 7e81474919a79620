"""What lies over the pages of a PDF: signature fields, electronic seals, pen strokes and typed notes.

They are no part of the page's content, but a person sees them: a page is drawn with them, and whoever signed on a
tablet or with a certificate has signed.
"""

from __future__ import annotations

from typing import Any

_MOST = 2000


def opened(data: bytes) -> Any:
    """The pdfium document, set up so that its form fields (also those of signatures) are drawn."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        document.init_forms()
    except pypdfium2.PdfiumError:
        return pypdfium2.PdfDocument(data)  # a broken form: the page is drawn without it
    return document


def is_annotated(page: Any) -> bool:
    """Whether something other than links and their pop-ups lies over the page."""
    import pypdfium2.raw as pdfium

    silent = (pdfium.FPDF_ANNOT_LINK, pdfium.FPDF_ANNOT_POPUP, pdfium.FPDF_ANNOT_UNKNOWN)
    for index in range(min(pdfium.FPDFPage_GetAnnotCount(page), _MOST)):
        annotation = pdfium.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        kind = pdfium.FPDFAnnot_GetSubtype(annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        if kind not in silent:
            return True
    return False

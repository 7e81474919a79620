"""Electronic signatures inside a PDF, as facts: who signed, when, and whether the file is as it was signed.

Runs in the sandboxed child, as the task ``signatures``. Nothing is fetched and no root is trusted, so that whether
the certificate is genuine stays open; a signature that cannot be checked (an algorithm that the library does not
know, such as SM2) is listed with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, BinaryIO

from reviewer.core.casefile import Box, ElectronicSignature, Integrity

if TYPE_CHECKING:
    from reviewer.reading.admission import Admitted

_MARK = b"/ByteRange"  # stands uncompressed in every signed file, since its own place is signed
_AT_ONCE = 1 << 20
_LONGEST = 200
MOST = 500
NO_LIBRARY = "未安装 pyhanko，签名未核验"
NOT_CHECKED = "签名结构无法解析，未核验"
UNKNOWN_ALGORITHM = "签名算法不受支持，未核验"
ALTERED = "签名后内容被改动"
NOT_GENUINE = "签名值与证书不符"
LATER_CHANGES = "签名后又追加了内容"


def may_be_signed(stream: BinaryIO) -> bool:
    """Whether the bytes of a file speak of a signature, so that it is worth looking for."""
    tail = b""
    while block := stream.read(_AT_ONCE):
        if _MARK in tail + block:
            return True
        tail = block[-len(_MARK) :]
    return False


def signatures_of(admitted: Admitted) -> tuple[ElectronicSignature, ...]:
    """The electronic signatures of an admitted PDF, checked in a process of its own; never raises for its content."""
    from reviewer.reading.isolation import run_worker

    try:
        with admitted.open() as stream:
            if not may_be_signed(stream):
                return ()
    except OSError:
        return ()
    found: list[ElectronicSignature] | None = None
    for frame in run_worker(admitted, task="signatures"):
        if frame["kind"] == "page" and "signed" in frame:
            found = [signature_of(row) for row in frame["signed"]]
    return (ElectronicSignature("", 0, problem=NOT_CHECKED),) if found is None else tuple(found)


def signature_of(row: Mapping[str, Any]) -> ElectronicSignature:
    """A row of the child as a signature; rows were checked when they came (see ``frames``)."""
    sides = row.get("box")
    return ElectronicSignature(
        field=row["field"],
        page=row["page"],
        box=Box(*(float(side) for side in sides)) if sides else None,
        signer=row["signer"],
        issuer=row["issuer"],
        signed_at=row["signed_at"],
        integrity=Integrity(row["integrity"]),
        problem=row["problem"],
    )


# -- in the child -------------------------------------------------------------------------------------------------


def read_signatures(stream: BinaryIO, *, first_page: int = 1, options: Mapping[str, Any]) -> Iterator[dict[str, Any]]:  # noqa: ARG001
    """One head and one page frame with ``signed``: a row a signature.

    Args:
        stream: a PDF.
        first_page: as for all tasks; there is one frame only.
        options: none.
    """
    yield {"kind": "head", "pages": 1}
    if first_page == 1:
        yield {"kind": "page", "number": 1, "signed": list(_rows(stream))[:MOST]}


def _rows(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    import importlib.util

    if importlib.util.find_spec("pyhanko") is None:
        yield _row("", problem=NO_LIBRARY)
        return
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(stream, strict=False)
        signatures = list(reader.embedded_signatures)
        pages = _pages(reader)
    except (PdfError, ValueError, KeyError, TypeError, AssertionError, AttributeError, RecursionError):
        yield _row("", problem=NOT_CHECKED)
        return
    for signature in signatures:
        yield _described(signature, pages)


def _described(signature: Any, pages: Mapping[int, tuple[int, float]]) -> dict[str, Any]:
    """Who signed, when and where, and whether it holds; every part may fail by itself."""
    integrity, problem = _integrity(signature)
    row = _row(str(signature.field_name), integrity=integrity.value, problem=problem)
    try:
        certificate = signature.signer_cert
        row["signer"] = _name(certificate.subject)
        row["issuer"] = _name(certificate.issuer)
    except (ValueError, KeyError, TypeError, AttributeError):
        row["problem"] = row["problem"] or NOT_CHECKED
    try:
        when = signature.self_reported_timestamp
        row["signed_at"] = when.isoformat(timespec="seconds") if when is not None else ""
        row["page"], row["box"] = _place(signature.sig_field, pages)
    except (ValueError, KeyError, TypeError, AttributeError):
        row["problem"] = row["problem"] or NOT_CHECKED
    return row


def _integrity(signature: Any) -> tuple[Integrity, str]:
    """Whether the signed bytes are as they were and what was added later is harmless, and else why not."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature, validate_pdf_timestamp
    from pyhanko_certvalidator import ValidationContext

    nobody = ValidationContext(trust_roots=[], allow_fetching=False)
    timestamp = signature.sig_object.get("/Type") == "/DocTimeStamp"
    check = validate_pdf_timestamp if timestamp else validate_pdf_signature
    try:
        status = check(signature, nobody)
    except (UnsupportedAlgorithm, NotImplementedError):
        return Integrity.UNKNOWN, UNKNOWN_ALGORITHM
    except (PdfError, ValueError, KeyError, TypeError, AssertionError, AttributeError, RecursionError) as error:
        unknown = "algorithm" in str(error).lower() or "Unsupported" in type(error).__name__
        return Integrity.UNKNOWN, UNKNOWN_ALGORITHM if unknown else NOT_CHECKED
    if not status.intact:
        return Integrity.BROKEN, ALTERED
    if not status.valid:
        return Integrity.BROKEN, NOT_GENUINE
    changed = status.modification_level is None or status.modification_level is ModificationLevel.OTHER
    if changed and (status.coverage is None or status.coverage.name != "ENTIRE_FILE"):
        return Integrity.CHANGED_SINCE, LATER_CHANGES
    return Integrity.INTACT, ""


def _row(field: str, *, integrity: str = "unknown", problem: str = "") -> dict[str, Any]:
    row = {"field": field[:_LONGEST], "page": 0, "box": None, "signer": "", "issuer": "", "signed_at": ""}
    return row | {"integrity": integrity, "problem": problem}


def _name(name: Any) -> str:
    """The common name of a certificate's subject, else all of its parts."""
    common = name.native.get("common_name")
    return str(common if isinstance(common, str) else name.human_friendly)[:_LONGEST]


def _pages(reader: Any) -> dict[int, tuple[int, float]]:
    """For the number of each page's object, the page's number and its height in points."""
    found: dict[int, tuple[int, float]] = {}
    total = min(int(reader.root["/Pages"]["/Count"]), 10_000)
    for index in range(total):
        reference, _ = reader.find_page_for_modification(index)
        box = reference.get_object().get("/MediaBox") or (0, 0, 595, 842)
        found[reference.reference.idnum] = index + 1, float(box[3])
    return found


def _place(field: Any, pages: Mapping[int, tuple[int, float]]) -> tuple[int, list[float] | None]:
    """The page and box of the picture of a signature; page 0 where it has none."""
    widget = field["/Kids"][0] if "/Kids" in field and "/Rect" not in field else field
    known = pages.get(widget.raw_get("/P").reference.idnum) if "/P" in widget else None
    if known is None:
        return 0, None
    number, height = known
    x0, y0, x1, y1 = (float(side) for side in widget["/Rect"])
    if x0 == x1 or y0 == y1:  # signed without being shown
        return number, None
    return number, [min(x0, x1), height - max(y0, y1), max(x0, x1), height - min(y0, y1)]

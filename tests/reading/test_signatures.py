"""Electronic signatures: made here with a certificate made here, changed afterwards, and damaged."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from reportlab.pdfgen import canvas

from reviewer.core.casefile import CaseFile, CaseKind, Integrity, Source
from reviewer.core.finding import Score
from reviewer.reading.frames import FrameError, decode, encode
from reviewer.reading.gather import read_case
from reviewer.reading.intake import admit_case
from reviewer.reading.signatures import may_be_signed, read_signatures
from reviewer.reports.json import report

pytest.importorskip("pyhanko", reason="pyhanko is not installed")

NAME = "甲县公安局测试证书"


def plain() -> bytes:
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=(595, 842))
    for _ in range(2):
        sheet.drawString(100, 700, "certificate of identity, one page of two")
        sheet.showPage()
    sheet.save()
    return out.getvalue()


@pytest.fixture(scope="module")
def sign() -> Callable[..., bytes]:
    """Signs a PDF on its second page with a certificate of its own."""
    from asn1crypto import keys, x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import rsa
    from cryptography.x509 import CertificateBuilder, KeyUsage, NameAttribute, random_serial_number
    from cryptography.x509 import Name as SubjectName
    from cryptography.x509.oid import NameOID
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = SubjectName([NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = datetime.now(UTC)
    usage = KeyUsage(True, True, *(False,) * 7)
    builder = CertificateBuilder(name, name, key.public_key(), random_serial_number(), now, now + timedelta(days=2))
    certificate = builder.add_extension(usage, critical=True).sign(key, hashes.SHA256())
    encoded = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    signer = signers.SimpleSigner(
        signing_cert=x509.Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        signing_key=keys.PrivateKeyInfo.load(encoded),
        cert_registry=SimpleCertificateStore(),
    )

    def made(data: bytes) -> bytes:
        place = fields.SigFieldSpec("Signature1", on_page=1, box=(300, 100, 420, 160))
        meta = signers.PdfSignatureMetadata(field_name="Signature1", md_algorithm="sha256")
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        return bytes(signers.sign_pdf(writer, meta, signer=signer, new_field_spec=place).getvalue())

    return made


def found(tmp_path: Path, data: bytes) -> Source:
    """The source as the whole product sees it: through the sandboxed child."""
    folder = tmp_path / "case"
    folder.mkdir()
    (folder / "a.pdf").write_bytes(data)
    with admit_case(folder) as admission:
        (source,) = read_case(admission, ocr=False).sources
    return source


def test_signer_and_place_of_a_whole_signature(tmp_path: Path, sign: Callable[..., bytes]) -> None:
    (one,) = found(tmp_path, sign(plain())).electronic_signatures
    assert (one.signer, one.issuer, one.field, one.page) == (NAME, NAME, "Signature1", 2)
    assert one.box is not None
    assert tuple(map(round, one.box)) == (300, 682, 420, 742)
    assert one.integrity is Integrity.INTACT
    assert one.signed_at.startswith(str(datetime.now().year))


def test_changed_bytes_break_it(tmp_path: Path, sign: Callable[..., bytes]) -> None:
    data = sign(plain())
    changed = data.replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 595 843 ]", 1)
    assert changed != data
    (one,) = found(tmp_path, changed).electronic_signatures
    assert one.integrity is Integrity.BROKEN
    assert one.problem


def test_a_page_that_was_changed_by_a_later_revision(tmp_path: Path, sign: Callable[..., bytes]) -> None:
    from pyhanko.pdf_utils import generic
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(io.BytesIO(sign(plain())))
    stream = generic.StreamObject(stream_data=b"BT /F1 12 Tf 100 500 Td (added) Tj ET")
    writer.add_stream_to_page(0, writer.add_object(stream))
    out = io.BytesIO()
    writer.write(out)
    (one,) = found(tmp_path, out.getvalue()).electronic_signatures
    assert one.integrity is Integrity.CHANGED_SINCE


def test_the_report_lists_them_as_facts_of_the_source(tmp_path: Path, sign: Callable[..., bytes]) -> None:
    sources = (found(tmp_path, sign(plain())),)
    case = CaseFile("a", CaseKind.UNKNOWN, date(2026, 3, 1), sources)
    review = SimpleNamespace(case=case, checks=(), findings=(), clocks=(), score=Score(100.0, "优秀", vetoed=False))
    (row,) = report(review)["sources"][0]["electronic_signatures"]
    assert (row["signer"], row["page"], row["integrity"], row["problem"]) == (NAME, 2, "intact", None)


def test_an_unsigned_file_is_not_looked_into(tmp_path: Path) -> None:
    assert not may_be_signed(io.BytesIO(plain()))
    assert found(tmp_path, plain()).electronic_signatures == ()


def test_the_mark_is_seen_over_a_border_of_blocks() -> None:
    for shift in range(-12, 2):
        assert may_be_signed(io.BytesIO(b" " * ((1 << 20) + shift) + b"/ByteRange [0 1 2 3]"))


def test_what_only_looks_signed_is_listed_as_not_checked() -> None:
    head, page = read_signatures(io.BytesIO(b"%PDF-1.7 /ByteRange [0 1 2 3]"), options={})
    assert head["pages"] == 1
    assert [row["integrity"] for row in page["signed"]] == ["unknown"]
    assert page["signed"][0]["problem"]


def test_a_row_of_another_form_ends_the_file() -> None:
    row = dict.fromkeys(("field", "signer", "issuer", "signed_at", "problem"), "")
    good = row | {"page": 1, "box": None, "integrity": "intact"}
    assert decode(encode({"kind": "page", "number": 1, "signed": [good]}))["signed"] == [good]
    for wrong in ({"integrity": "genuine"}, {"page": "1"}, {"box": [1, 2]}, {"signer": 7}):
        with pytest.raises(FrameError):
            decode(encode({"kind": "page", "number": 1, "signed": [good | wrong]}))

"""Electronic signatures: made here with a certificate made here, changed afterwards, and damaged."""

from __future__ import annotations

import importlib.util
import io
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from reportlab.pdfgen import canvas

from reviewer.core.casefile import CaseFile, CaseKind, Integrity, Source, SourceStatus
from reviewer.core.finding import Score
from reviewer.pipeline import Review
from reviewer.reading import pdf
from reviewer.reading.frames import FrameError, decode, encode
from reviewer.reading.gather import read_case
from reviewer.reading.intake import admit_case
from reviewer.reading.signatures import ALTERED, NO_LIBRARY, may_be_signed, read_signatures, signature_of
from reviewer.reports.html import html_report
from reviewer.reports.json import report
from reviewer.reports.text import text_report

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
    from pyhanko.pdf_utils.images import PdfImage
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers
    from pyhanko.stamp import TextStampStyle
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

    def made(data: bytes, *, look: Image.Image | None = None) -> bytes:
        place = fields.SigFieldSpec("Signature1", on_page=1, box=(300, 100, 420, 160 if look is None else 220))
        meta = signers.PdfSignatureMetadata(field_name="Signature1", md_algorithm="sha256")
        style = None
        if look is not None:
            style = TextStampStyle(stamp_text=" ", background=PdfImage(look), border_width=0, background_opacity=1)
        machine = signers.PdfSigner(meta, signer, stamp_style=style, new_field_spec=place)
        return bytes(machine.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data))).getvalue())

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


def reviewed(source: Source) -> Review:
    case = CaseFile("a", CaseKind.UNKNOWN, date(2026, 3, 1), (source,))
    return Review(case, (), (), (), Score(100.0, "优秀", vetoed=False))


def test_the_reports_list_them_as_facts_of_the_source(tmp_path: Path, sign: Callable[..., bytes]) -> None:
    review = reviewed(found(tmp_path, sign(plain())))
    (row,) = report(review)["sources"][0]["electronic_signatures"]
    assert (row["signer"], row["page"], row["integrity"], row["problem"]) == (NAME, 2, "intact", None)
    for written in (text_report(review), html_report(review)):
        assert NAME in written
        assert "签名后文件未被改动" in written
        assert "没有核查" in written or "未核查" in written
    assert "not altered since" in text_report(review, lang="en")
    assert "not altered since" in html_report(review, lang="en")


def test_the_reports_say_that_an_altered_file_does_not_hold(tmp_path: Path, sign: Callable[..., bytes]) -> None:
    changed = sign(plain()).replace(b"/MediaBox [ 0 0 595 842 ]", b"/MediaBox [ 0 0 595 843 ]", 1)
    review = reviewed(found(tmp_path, changed))
    assert report(review)["sources"][0]["electronic_signatures"][0]["integrity"] == "broken"
    for written in (text_report(review), html_report(review)):
        assert f"核验不符：{ALTERED}" in written
        assert "未被改动" not in written


def test_an_unsigned_file_is_not_looked_into(tmp_path: Path) -> None:
    assert not may_be_signed(io.BytesIO(plain()))
    source = found(tmp_path, plain())
    assert source.electronic_signatures == ()
    review = reviewed(source)
    assert "electronic_signatures" not in report(review)["sources"][0]
    assert "电子签名" not in text_report(review) + html_report(review)


def test_without_the_library_a_signed_file_is_said_not_to_be_checked(
    sign: Callable[..., bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None if name == "pyhanko" else known(name))
    _, page = read_signatures(io.BytesIO(sign(plain())), options={})
    (one,) = map(signature_of, page["signed"])
    assert (one.integrity, one.problem, one.signer) == (Integrity.UNKNOWN, NO_LIBRARY, "")
    source = replace(Source("s1", "a.pdf", "0" * 64, None, 2, SourceStatus.READ), electronic_signatures=(one,))
    for written in (text_report(reviewed(source)), html_report(reviewed(source))):
        assert f"未核验：{NO_LIBRARY}" in written


def test_the_picture_of_an_electronic_seal_is_a_seal_of_the_page(sign: Callable[..., bytes]) -> None:
    seal = Image.new("RGBA", (400, 400), (255, 255, 255, 0))
    pen = ImageDraw.Draw(seal)
    pen.ellipse((6, 6, 394, 394), outline=(210, 30, 35, 255), width=12)
    pen.regular_polygon((200, 200, 60), 5, fill=(210, 30, 35, 255))
    for data, expected in ((sign(plain(), look=seal), ["seal"]), (sign(plain()), [])):
        _, first, second = pdf.read_pages(io.BytesIO(data), options={})
        assert first["blobs"] == []
        assert [blob["kind"] for blob in second["blobs"] if blob["kind"] == "seal"] == expected


def test_a_pen_stroke_over_the_page_is_ink() -> None:
    import pikepdf

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(plain())) as document:
        stroke = [300, 300, 330, 330, 315, 340, 322, 296, 345, 338, 360, 300, 372, 335]
        ink = {"/Type": "/Annot", "/Subtype": "/Ink", "/Rect": [290, 290, 380, 345], "/F": 4}
        annotation = pikepdf.Dictionary(ink | {"/C": [0, 0, 0], "/InkList": [stroke], "/BS": {"/W": 1.5}})
        annotation.Type, annotation.Subtype = pikepdf.Name.Annot, pikepdf.Name.Ink
        document.pages[0].Annots = pikepdf.Array([document.make_indirect(annotation)])
        document.save(out)
    _, first, second = pdf.read_pages(io.BytesIO(out.getvalue()), options={})
    assert [blob["kind"] for blob in first["blobs"]] == ["ink"]
    assert second["blobs"] == []


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

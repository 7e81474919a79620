"""Makes hostile and odd files for tests; none of them is kept in the project."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping, Sequence


def raw_pdf(objects: Sequence[bytes], *, trailer: bytes = b"") -> bytes:
    """A PDF of the given object bodies, numbered from 1; the first one is the catalogue."""
    out = io.BytesIO()
    out.write(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    place = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    out.write(b"trailer\n<</Size %d/Root 1 0 R%b>>\n" % (len(objects) + 1, trailer))
    out.write(b"startxref\n%d\n%%%%EOF\n" % place)
    return out.getvalue()


def stream(data: bytes, dictionary: bytes = b"") -> bytes:
    return b"<<%b/Length %d>>\nstream\n%b\nendstream" % (dictionary, len(data), data)


def pdf(pages: int = 3, *, content: bytes | None = None, filters: bytes = b"", box: bytes = b"0 0 595 842") -> bytes:
    """An ordinary PDF with a line of text on every page; or with one content for all its pages."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * index) for index in range(pages))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%b]>>" % (pages, kids),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    for index in range(pages):
        text = content if content is not None else b"BT /F1 12 Tf 72 700 Td (page %d) Tj ET" % (index + 1)
        resources = b"<</Font<</F1 3 0 R>>>>"
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[%b]/Resources%b/Contents %d 0 R>>" % (box, resources, 5 + 2 * index)
        )
        objects.append(stream(text, filters))
    return raw_pdf(objects)


def truncated_pdf(share: float = 0.99) -> bytes:
    whole = pdf(3)
    return whole[: int(len(whole) * share)]


def page_tree_cycle() -> bytes:
    return raw_pdf(
        [
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 2/Kids[3 0 R]>>",
            b"<</Type/Pages/Parent 2 0 R/Count 2/Kids[2 0 R 3 0 R]>>",
        ]
    )


def lying_count() -> bytes:
    """Says that it has a thousand million pages, and has one."""
    return pdf(1).replace(b"/Count 1", b"/Count 1000000000")


def huge_media_box() -> bytes:
    return pdf(1, box=b"0 0 20000000 20000000")


def _zeros(size: int) -> bytes:
    """A zlib stream of ``size`` zero bytes (in MiB steps) made from one repeated block."""
    step = 1 << 20
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(step)) + packer.flush(zlib.Z_FULL_FLUSH)
    count = size // step
    check = struct.pack(">HH", (count * step) % 65521, 1)
    return b"\x78\xda" + block * count + b"\x03\x00" + check


def flate_bomb(size: int = 1536 << 20) -> bytes:
    """A page whose content is 1.5 GiB long once it is unpacked, packed twice."""
    packed = zlib.compress(_zeros(size), 9)
    return pdf(1, content=packed, filters=b"/Filter[/FlateDecode/FlateDecode]")


def deep_nesting(depth: int = 200_000) -> bytes:
    body = b"<</Type/Catalog/Pages 2 0 R/Deep %b%b>>" % (b"[" * depth, b"]" * depth)
    return raw_pdf([body, b"<</Type/Pages/Count 0/Kids[]>>"])


def billion_laughs(levels: int = 24) -> bytes:
    """Form objects that each draw the next one twice: 2^24 drawings from a few kilobytes."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Resources<</XObject<</A 5 0 R>>>>/Contents 4 0 R>>",
        stream(b"/A Do"),
    ]
    for level in range(levels):
        following = b"/Resources<</XObject<</A %d 0 R>>>>" % (6 + level) if level < levels - 1 else b""
        words = b"/A Do /A Do" if following else b"BT ET"
        objects.append(stream(words, b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]" + following))
    return raw_pdf(objects)


def locked_pdf(*, user: str, owner: str = "owner") -> bytes:
    """An encrypted PDF; with an empty user password anyone may open it."""
    import pikepdf

    target = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf(2))) as document:
        document.save(target, encryption=pikepdf.Encryption(user=user, owner=owner))
    return target.getvalue()


def docx(text: str = "问：姓名？") -> bytes:
    """The least that is a Word file."""
    return bundle(
        {
            "[Content_Types].xml": b"<Types/>",
            "word/document.xml": f"<document>{text}</document>".encode(),
        }
    )


def bundle(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return target.getvalue()


def bundle_with_modes(members: Sequence[tuple[str, bytes, int]]) -> bytes:
    """A bundle whose members have file modes of their own (links, pipes)."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, data, mode in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = mode << 16
            archive.writestr(info, data)
    return target.getvalue()


def gbk_bundle(name: str, data: bytes) -> bytes:
    """A bundle as Chinese Windows makes it: names in GBK, and no flag that says so."""
    raw = name.encode("gbk")
    stand_in = "x" * len(raw)
    return bundle({stand_in: data}).replace(stand_in.encode(), raw)


def encrypted_bundle(members: Mapping[str, bytes]) -> bytes:
    """A bundle whose members say that they are encrypted."""
    data = bytearray(bundle(members))
    for magic, flag in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(magic)
        while at >= 0:
            data[at + flag] |= 1
            at = data.find(magic, at + 4)
    return bytes(data)

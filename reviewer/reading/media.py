"""What a file is, by its content. The name only tells text files apart and words the refusal."""

from __future__ import annotations

from enum import StrEnum
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile

from reviewer.reading.outcomes import ReadOutcome

HEAD = 1 << 20
"""How many first bytes are looked at; a PDF may have its header behind leading rubbish."""
LARGEST_TEXT = 32 << 20
LARGEST_DIRECTORY = 4 << 20
"""Most bytes read at once from a ZIP while its directory is read: bounds the memory a wrong directory costs."""

_PICTURES = ((b"\xff\xd8\xff", "jpeg"), (b"\x89PNG\r\n\x1a\n", "png"), (b"II*\0", "tiff"), (b"MM\0*", "tiff"))
_OTHER_PICTURES = (b"BM", b"GIF8", b"RIFF")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHER_BUNDLES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")
_TEXT_NAMES = frozenset({".txt", ".text", ".md", ".markdown", ".srt", ".vtt"})


def _suffixes(*lines: str) -> frozenset[str]:
    return frozenset(suffix for line in lines for suffix in line.split())


_RECORDINGS = _suffixes(
    ".mp3 .wav .m4a .amr .wma .aac .flac .ogg",
    ".mp4 .avi .mov .mkv .wmv .flv .mpg .mpeg .3gp .rmvb .dav .ts",
)
_PAPERS = _suffixes(
    ".doc .docx .wps .wpt .rtf .odt .ofd .ceb .caj .xps .djvu .xls .xlsx .et .csv .ppt .pptx .dps",
    ".jpg .jpeg .png .tif .tiff .bmp .gif .webp .heic .heif .jp2",
    ".zip .rar .7z .tar .gz .eml .msg .html .htm .mht",
)


class MediaType(StrEnum):
    """The kinds of files that can be read."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    TEXT = "text/plain"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TIFF = "image/tiff"
    BUNDLE = "application/zip"

    @property
    def task(self) -> str:
        """The worker's task that reads it (see ``worker.TASKS``); ``text`` is read in the parent."""
        return {"PDF": "pdf", "DOCX": "docx", "TEXT": "text", "BUNDLE": "bundle"}.get(self.name, "image")


class CappedFile:
    """A view of a file that refuses large single reads, such as a lying ZIP directory asks for."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek = stream.seek
        self.tell = stream.tell
        self.close = stream.close

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(min(size, LARGEST_DIRECTORY + 1) if size >= 0 else LARGEST_DIRECTORY + 1)
        if len(data) > LARGEST_DIRECTORY:
            raise BadZipFile("read beyond the cap")
        return data

    def seekable(self) -> bool:
        return True


def recognise(stream: BinaryIO, *, suffix: str, size: int) -> MediaType | ReadOutcome:
    """Tell what a file is.

    Args:
        stream: The file, at its beginning; its place afterwards is undefined.
        suffix: The suffix of its name with the dot, in any case.
        size: Its length in bytes.

    Returns:
        Its kind, or the outcome with which it is refused.
    """
    suffix = suffix.casefold()
    if size == 0:
        return ReadOutcome.EMPTY_FILE
    head = stream.read(HEAD)
    if head.startswith(b"%PDF-"):
        return MediaType.PDF
    for magic, name in _PICTURES:
        if head.startswith(magic):
            return MediaType(f"image/{name}")
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _recognise_zip(stream)
    if head.startswith(_OLE):
        encrypted = "EncryptedPackage".encode("utf-16-le") in head + _tail(stream, size)
        return ReadOutcome.PASSWORD if encrypted else ReadOutcome.UNSUPPORTED
    if suffix in _TEXT_NAMES:
        return MediaType.TEXT if size <= LARGEST_TEXT else ReadOutcome.TOO_BIG
    if b"%PDF-" in head:
        return MediaType.PDF
    return _refusal(head, suffix)


def _refusal(head: bytes, suffix: str) -> ReadOutcome:
    if suffix == ".pdf":
        return ReadOutcome.NOT_PDF
    if suffix in _RECORDINGS:
        return ReadOutcome.RECORDING
    known = suffix in _PAPERS or head.startswith(_OTHER_BUNDLES) or head.startswith(_OTHER_PICTURES)
    return ReadOutcome.UNSUPPORTED if known else ReadOutcome.NOT_MATERIAL


def _recognise_zip(stream: BinaryIO) -> MediaType | ReadOutcome:
    """A ZIP is a Word file, another office file, or a bundle: its directory tells."""
    stream.seek(0)
    try:
        names = ZipFile(CappedFile(stream)).namelist()
    except (BadZipFile, OSError, ValueError, NotImplementedError, OverflowError):
        return ReadOutcome.BUNDLE_BROKEN
    if "[Content_Types].xml" in names:
        return MediaType.DOCX if any(name.startswith("word/") for name in names) else ReadOutcome.UNSUPPORTED
    if "OFD.xml" in names or "mimetype" in names:
        return ReadOutcome.UNSUPPORTED
    return MediaType.BUNDLE


def _tail(stream: BinaryIO, size: int) -> bytes:
    stream.seek(max(0, size - HEAD))
    return stream.read(HEAD)

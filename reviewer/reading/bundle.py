"""ZIP bundles: read member by member into memory or an unnamed file, never unpacked to a path.

Limits count the bytes that really come out, not what the directory of the ZIP says. A member that is refused
is a row; the others are still read.
"""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import unicodedata
import zlib
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from reviewer.reading.admission import LARGEST_FILE, Basket, Descriptor, chunks, digest, ignored
from reviewer.reading.media import CappedFile, MediaType, recognise
from reviewer.reading.names import display
from reviewer.reading.outcomes import ReadOutcome

MOST_MEMBERS = 5_000
LARGEST_TOTAL = 2 << 30
HIGHEST_RATIO = 200
RATIO_FROM = 1 << 20
"""Bytes from which the ratio counts: a short text of one repeated letter is no bomb."""
IN_MEMORY = 64 << 20
"""Members up to this size are held in memory while they are read, larger ones in an unnamed file."""

_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_BROKEN = (BadZipFile, zlib.error, EOFError, ValueError, NotImplementedError, RuntimeError)


class _RefusalError(Exception):
    def __init__(self, outcome: ReadOutcome) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome


def admit_bundle(holder: Descriptor, path: str, basket: Basket, *, prefix: str) -> None:
    """Take in the members of a ZIP.

    Args:
        holder: The ZIP itself, which stays open with the admission.
        path: Its place in the case, for a refusal of the whole.
        basket: Where the rows go.
        prefix: What stands before the members' names; empty where the ZIP is the case.
    """
    stream = holder.open()
    try:
        archive = ZipFile(CappedFile(stream))
        members = [member for member in archive.infolist() if not member.is_dir()]
    except (*_BROKEN, OSError, OverflowError):
        stream.close()
        basket.refuse(path, ReadOutcome.BUNDLE_BROKEN)
        return
    with stream, archive:
        if len(members) > MOST_MEMBERS:
            basket.refuse(path, ReadOutcome.TOO_MANY_FILES)
            return
        _Bundle(holder, archive, basket, prefix).admit(members)


class _Bundle:
    def __init__(self, holder: Descriptor, archive: ZipFile, basket: Basket, prefix: str) -> None:
        self._holder = holder
        self._archive = archive
        self._basket = basket
        self._prefix = prefix
        self._budget = _Budget(LARGEST_TOTAL)
        self._seen: set[str] = set()

    def admit(self, members: list[ZipInfo]) -> None:
        for member in members:
            name = member_name(member)
            parts = name.split("/")
            if any(ignored(part) for part in parts if part not in {".", ".."}):
                continue
            try:
                self._admit_member(member, name)
            except _RefusalError as refusal:
                self._basket.refuse(self._prefix + name, refusal.outcome, member.file_size)

    def _admit_member(self, member: ZipInfo, name: str) -> None:
        _check(member, name)
        key = unicodedata.normalize("NFC", "/".join(display(part) for part in name.split("/"))).casefold()
        if key in self._seen:
            raise _RefusalError(ReadOutcome.BUNDLE_DUPLICATE)
        self._seen.add(key)
        with _unpacked(self._archive, member, self._budget) as content:
            size = content.seek(0, os.SEEK_END)
            content.seek(0)
            verdict = recognise(content, suffix=Path(name).suffix, size=size)
            sha256 = digest(content)
        if verdict is MediaType.BUNDLE:
            raise _RefusalError(ReadOutcome.BUNDLE_NESTED)
        if isinstance(verdict, ReadOutcome):
            raise _RefusalError(verdict)
        opener = _Reopener(self._holder, member, sha256)
        self._basket.admit(self._prefix + name, verdict, sha256=sha256, size=size, opener=opener)


class _Reopener:
    """Takes a member out of the ZIP again, so that a case costs no more room than the file being read."""

    def __init__(self, holder: Descriptor, member: ZipInfo, sha256: str) -> None:
        self._holder = holder
        self._member = member
        self._sha256 = sha256

    def __call__(self) -> BinaryIO:
        with self._holder.open() as stream:
            try:
                with ZipFile(CappedFile(stream)) as archive:
                    content = _unpacked(archive, self._member, _Budget(LARGEST_FILE))
            except (_RefusalError, *_BROKEN) as error:
                raise OSError(errno.EIO, "a member of the bundle cannot be read again") from error
        if digest(content) != self._sha256:
            content.close()
            raise OSError(errno.ESTALE, "changed after it was admitted")
        content.seek(0)
        return content


def member_name(member: ZipInfo) -> str:
    """A member's name with ``/`` between its parts: UTF-8 where it says so or looks so, else GB18030."""
    name = member.orig_filename
    if not member.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", errors="replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


def _check(member: ZipInfo, name: str) -> None:
    """What can be refused without unpacking anything."""
    parts = name.split("/")
    drive = len(parts[0]) >= 2 and parts[0][1] == ":"
    if {"", ".", ".."} & set(parts) or name.startswith("/") or drive or "\0" in name:
        raise _RefusalError(ReadOutcome.BUNDLE_PATH)
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind == stat.S_IFLNK:
        raise _RefusalError(ReadOutcome.POLICY_SYMLINK)
    if kind not in {0, stat.S_IFREG}:
        raise _RefusalError(ReadOutcome.POLICY_NOT_REGULAR)
    if member.flag_bits & _ENCRYPTED:
        raise _RefusalError(ReadOutcome.PASSWORD)
    if member.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
        raise _RefusalError(ReadOutcome.BUNDLE_METHOD)


class _Budget:
    """Bytes that may still come out of a bundle; refused members use it up too."""

    def __init__(self, room: int) -> None:
        self.room = room


def _unpacked(archive: ZipFile, member: ZipInfo, budget: _Budget) -> BinaryIO:
    """The content of a member in a file without a name, at its beginning."""
    target = _nameless(member.file_size)
    try:
        _unpack(archive, member, target, budget)
        target.seek(0)
    except _BROKEN as error:
        target.close()
        raise _RefusalError(ReadOutcome.BUNDLE_BROKEN) from error
    except OSError as error:
        target.close()
        raise _RefusalError(ReadOutcome.IO_ERROR) from error
    except _RefusalError:
        target.close()
        raise
    return target


def _unpack(archive: ZipFile, member: ZipInfo, target: BinaryIO, budget: _Budget) -> None:
    written = 0
    highest = max(RATIO_FROM, HIGHEST_RATIO * member.compress_size)
    with archive.open(member) as source:
        for chunk in chunks(source):
            written += len(chunk)
            budget.room -= len(chunk)
            if written > LARGEST_FILE:
                raise _RefusalError(ReadOutcome.TOO_BIG)
            if written > highest or budget.room < 0:
                raise _RefusalError(ReadOutcome.BUNDLE_BOMB)
            target.write(chunk)


def _nameless(size: int) -> BinaryIO:
    if size <= IN_MEMORY and hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("member", os.MFD_CLOEXEC), "w+b")
    return tempfile.TemporaryFile()

"""The files of cases as they were given, each under its SHA-256. A file is there whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reviewer.store.problems import MissingError, not_written

_SHA256 = re.compile(r"[0-9a-f]{64}")
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the store."""

    sha256: str
    size: int


class Originals:
    """Files under their hash, in folders by its first two characters; mode 0600."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where a file lies or would lie."""
        if not _SHA256.fullmatch(sha256):
            raise MissingError("没有这个原始文件")
        return self.folder / sha256[:2] / sha256

    def keep(self, content: bytes | BinaryIO) -> Kept:
        """Keep a file; one that is there already is not written again.

        Raises:
            StoreError: it could not be written; nothing is left of it.
        """
        pieces = [content] if isinstance(content, bytes) else _pieces(content)
        try:
            return self._keep(pieces)
        except OSError as error:
            raise not_written(error, "原始文件未能保存") from None

    def _keep(self, pieces: Iterable[bytes]) -> Kept:
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        digest, size = hashlib.sha256(), 0
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=".new-")
        try:
            with os.fdopen(handle, "wb") as stream:
                for piece in pieces:
                    digest.update(piece)
                    size += len(piece)
                    stream.write(piece)
                stream.flush()
                os.fsync(stream.fileno())
            kept = Kept(digest.hexdigest(), size)
            target = self.path(kept.sha256)
            if target.exists() and target.stat().st_size == size:
                Path(name).unlink()
                return kept
            target.parent.mkdir(exist_ok=True, mode=0o700)
            Path(name).replace(target)
            for folder in (target.parent, self.folder):
                _settle(folder)
            return kept
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def open(self, sha256: str) -> BinaryIO:
        """A kept file at its beginning; the caller closes it.

        Raises:
            MissingError: it is not there.
        """
        try:
            return self.path(sha256).open("rb")
        except OSError:
            raise MissingError("原始文件不在了，请运行 reviewer store check") from None

    def whole(self, sha256: str) -> bool:
        """Whether a file is there and is what its name says."""
        try:
            with self.path(sha256).open("rb") as stream:
                return hashlib.file_digest(stream, "sha256").hexdigest() == sha256
        except OSError:
            return False

    def names(self) -> Iterator[str]:
        """The hashes of all files that are there."""
        if self.folder.is_dir():
            for folder in sorted(self.folder.iterdir()):
                if folder.is_dir():
                    yield from sorted(one.name for one in folder.iterdir() if _SHA256.fullmatch(one.name))

    def sweep(self) -> int:
        """Remove what an interrupted write left; gives how many."""
        left = list(self.folder.glob(".new-*")) if self.folder.is_dir() else []
        for one in left:
            one.unlink(missing_ok=True)
        return len(left)

    @contextlib.contextmanager
    def laid_out(self, files: Iterable[tuple[str, str]], *, name: str) -> Iterator[Path]:
        """A case as it was given, for reading: a folder with its files, or the one file.

        Args:
            files: path within the case, and hash.
            name: of the case.
        """
        work = self.folder.parent / "work"
        work.mkdir(exist_ok=True, mode=0o700)
        listed = list(files)
        with tempfile.TemporaryDirectory(dir=work, prefix="case-") as base:
            root = Path(base) / (_safe(name) or "case")
            alone = len(listed) == 1 and "/" not in listed[0][0]
            root.mkdir(mode=0o700)
            for path, sha256 in listed:
                target = root.joinpath(*(_safe(part) for part in path.split("/")))
                target.parent.mkdir(parents=True, exist_ok=True)
                _place(self.path(sha256), target)
            yield root / _safe(listed[0][0]) if alone else root


def _place(kept: Path, target: Path) -> None:
    if not kept.exists():
        raise MissingError("原始文件不在了，请运行 reviewer store check")
    try:
        os.link(kept, target)
    except OSError:
        import shutil

        shutil.copyfile(kept, target)


def _safe(part: str) -> str:
    """A part of a path that stays where it is put."""
    cleaned = "".join(one for one in part if one.isprintable() and one not in '/\\:*?"<>|').strip()
    while len(cleaned.encode()) > 200:
        cleaned = cleaned[1:]
    return "_" if cleaned in ("", ".", "..") else cleaned


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    while piece := stream.read(_CHUNK):
        yield piece


def _settle(folder: Path) -> None:
    """Force the names in a folder to the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""The rows that taking in a case gives: files held by descriptor, and files refused with their reason."""

from __future__ import annotations

import errno
import hashlib
import os
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO, BinaryIO

from reviewer.reading.media import MediaType
from reviewer.reading.names import display_path, natural_key
from reviewer.reading.outcomes import ReadOutcome

LARGEST_FILE = 512 << 20
MOST_FILES = 5_000
_CHUNK = 1 << 20
_JUNK = frozenset({"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin"})


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not taken in.

    ``path`` is its place in the case, safe to show. ``outcome.gap`` tells whether pages of the case may be
    hidden in it (a damaged bundle) or not (a file that is no case material).
    """

    path: str
    outcome: ReadOutcome
    size: int = 0

    @property
    def reason(self) -> str:
        """The reason in Chinese, with what to do about it."""
        return f"{self.outcome.reason}；{self.outcome.advice}" if self.outcome.advice else self.outcome.reason


@dataclass(frozen=True)
class Admitted:
    """A file that was taken in. It can be read as long as its ``Admission`` is open.

    ``path`` is its place in the case with ``/`` between the parts, safe to show and unique in the case;
    ``size`` is in bytes. The hash was made from the same descriptor that ``open`` reads.
    """

    path: str
    sha256: str
    size: int
    media_type: MediaType
    _opener: Callable[[], BinaryIO] = field(repr=False, compare=False)

    def open(self) -> BinaryIO:
        """A new file at its beginning, backed by a real descriptor; the caller closes it.

        Raises:
            OSError: The medium failed, or the admission is closed.
        """
        return self._opener()

    def read(self) -> bytes:
        """The whole content, for text files.

        Raises:
            OSError: The medium failed, or the content is not what was admitted.
        """
        with self.open() as stream:
            data = stream.read(self.size + 1)
        if hashlib.sha256(data).hexdigest() != self.sha256:
            raise OSError(errno.ESTALE, "changed after it was admitted")
        return data


@dataclass(frozen=True)
class Admission:
    """The files of one case, in natural order. Closes its descriptors at the end of a ``with`` block."""

    case_id: str
    files: tuple[Admitted, ...]
    refused: tuple[Refused, ...]
    _holders: tuple[Descriptor, ...] = field(default=(), repr=False, compare=False)

    def close(self) -> None:
        """Close every descriptor; the files can no longer be opened."""
        for holder in self._holders:
            holder.close()

    def __enter__(self) -> Admission:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Descriptor:
    """An open regular file, held by its descriptor alone."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._finalizer = weakref.finalize(self, os.close, number)

    @property
    def status(self) -> os.stat_result:
        """What the system says of the open file."""
        return os.fstat(self._number)

    def open(self) -> BinaryIO:
        """The same file with a place of its own, where the system allows it, so that two may read at once."""
        if not self._finalizer.alive:
            raise OSError(errno.EBADF, "the admission is closed")
        try:
            return open(f"/proc/self/fd/{self._number}", "rb")  # noqa: PTH123
        except OSError:
            number = os.dup(self._number)
            os.lseek(number, 0, os.SEEK_SET)
            return os.fdopen(number, "rb")

    def close(self) -> None:
        """Let the file go; allowed twice."""
        self._finalizer()


@dataclass
class Basket:
    """Collects the rows of one case while it is gone through."""

    files: list[Admitted] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    holders: list[Descriptor] = field(default_factory=list)
    paths: set[str] = field(default_factory=set)

    def refuse(self, path: str, outcome: ReadOutcome, size: int = 0) -> None:
        self.refused.append(Refused(display_path(path), outcome, size))

    def admit(
        self, path: str, media_type: MediaType, *, sha256: str, size: int, opener: Callable[[], BinaryIO]
    ) -> None:
        """Add a file under a path that no other file of the case is shown under."""
        shown = plain = display_path(path)
        copy = 1
        while shown in self.paths:
            copy += 1
            shown = f"{plain} ({copy})"
        self.paths.add(shown)
        self.files.append(Admitted(shown, sha256, size, media_type, opener))

    @property
    def full(self) -> bool:
        return len(self.files) + len(self.refused) >= MOST_FILES

    def admission(self, case_id: str) -> Admission:
        files = sorted(self.files, key=lambda file: natural_key(file.path))
        refused = sorted(self.refused, key=lambda row: natural_key(row.path))
        return Admission(case_id, tuple(files), tuple(refused), tuple(self.holders))


def ignored(name: str) -> bool:
    """Hidden files, and what systems and editors leave behind."""
    return name.startswith((".", "~$")) or name.casefold() in _JUNK


def digest(stream: BinaryIO) -> str:
    """SHA-256 of a file from its beginning, in hexadecimal."""
    stream.seek(0)
    return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]


def chunks(stream: IO[bytes]) -> Iterator[bytes]:
    """The content from where the stream stands, a MiB at a time."""
    while chunk := stream.read(_CHUNK):
        yield chunk

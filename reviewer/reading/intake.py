"""What belongs to a case: files admitted once by descriptor, and files refused with their reason.

A case is a folder, a ZIP bundle, or one file. Nothing here raises for a bad file: what cannot be taken in is
a row (``Refused``), and an admitted file is never opened by its name again.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from reviewer.core.errors import InputError
from reviewer.reading.admission import (
    LARGEST_FILE,
    MOST_FILES,
    Admission,
    Admitted,
    Basket,
    Descriptor,
    Refused,
    digest,
    ignored,
)
from reviewer.reading.bundle import admit_bundle
from reviewer.reading.media import MediaType, recognise
from reviewer.reading.names import display, natural_key
from reviewer.reading.outcomes import ReadOutcome

__all__ = ["Admission", "Admitted", "Refused", "admit_case", "case_id", "list_cases"]

DEEPEST = 8
"""Folders within folders that are followed."""
_SPARE_FILES = 64
"""Descriptors that are left for everything else when the limit is raised."""

_OPEN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


def case_id(path: Path) -> str:
    """A case's id: the folder's name, or a file's name without its suffix, safe to show."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 - links must stay what they are
    return display(whole.name if whole.is_dir() else whole.stem)


def list_cases(path: Path, *, each: bool = False) -> tuple[Path, ...]:
    """The cases at a path: the path itself, or with ``each`` the folders, PDFs and ZIP bundles directly in it.

    Raises:
        InputError: The path does not exist, is no folder (with ``each``), or holds no case.
    """
    if not os.path.lexists(path):
        raise InputError(f"找不到路径：{path}。请检查案件文件夹或文件的位置")
    if not each:
        return (path,)
    if not path.is_dir():
        raise InputError(f"不是文件夹：{path}。--each 需要一个装有多个案件的文件夹")
    try:
        entries = sorted(os.scandir(path), key=lambda entry: natural_key(entry.name))
    except OSError as error:
        raise InputError(f"无法打开文件夹：{path}。请检查访问权限") from error
    found = tuple(path / entry.name for entry in entries if not ignored(entry.name) and _is_case(entry))
    if not found:
        raise InputError(f"文件夹里没有案件：{path}。--each 需要其中有案件文件夹、PDF 或 ZIP")
    return found


def admit_case(path: Path) -> Admission:
    """Take in one case.

    Never fails for what lies in the case; the worst case is an admission without files.

    Raises:
        InputError: The path does not exist at all.
    """
    if not os.path.lexists(path):
        raise InputError(f"找不到路径：{path}。请检查案件文件夹或文件的位置")
    basket = Basket()
    name = Path(os.path.abspath(path)).name  # noqa: PTH100 - links must stay what they are
    if stat.S_ISDIR(os.lstat(path).st_mode):
        _admit_folder(path, None, "", basket)
    else:
        _admit_file(path, None, name, basket, alone=True)
    return basket.admission(case_id(path))


def _is_case(entry: os.DirEntry[str]) -> bool:
    """Folders, PDFs and bundles; links to them too, so that their refusal shows."""
    return entry.is_dir() or Path(entry.name).suffix.casefold() in {".pdf", ".zip"}


def _refusal_of(error: OSError) -> ReadOutcome:
    if error.errno in {errno.ELOOP, errno.EMLINK}:
        return ReadOutcome.POLICY_SYMLINK
    if error.errno in {errno.ENXIO, errno.ENODEV, errno.ENOTDIR, errno.EISDIR}:
        return ReadOutcome.POLICY_NOT_REGULAR
    if error.errno in {errno.EMFILE, errno.ENFILE}:
        return ReadOutcome.TOO_MANY_FILES
    return ReadOutcome.IO_ERROR


def _admit_folder(name: Path | str, parent: int | None, prefix: str, basket: Basket) -> None:
    """Go through a folder held by its descriptor, so that no part of a path can be swapped meanwhile."""
    try:
        folder = os.open(name, _OPEN | os.O_DIRECTORY, dir_fd=parent)
    except OSError as error:
        basket.refuse(prefix.rstrip("/") or ".", _refusal_of(error))
        return
    try:
        for entry in _entries(folder, prefix, basket):
            path = prefix + entry.name
            if basket.full:
                basket.refuse(path, ReadOutcome.TOO_MANY_FILES)
                return
            if not entry.is_dir(follow_symlinks=False):
                _admit_file(entry.name, folder, path, basket)
            elif path.count("/") < DEEPEST:
                _admit_folder(entry.name, folder, f"{path}/", basket)
            else:
                basket.refuse(path, ReadOutcome.TOO_MANY_FILES)
    finally:
        os.close(folder)


def _entries(folder: int, prefix: str, basket: Basket) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            kept = [entry for entry in entries if not ignored(entry.name)]
    except OSError as error:
        basket.refuse(prefix.rstrip("/") or ".", _refusal_of(error))
        return []
    return sorted(kept, key=lambda entry: natural_key(entry.name))


def _admit_file(name: Path | str, parent: int | None, path: str, basket: Basket, *, alone: bool = False) -> None:
    """Open a file once, look at it through that descriptor alone, and admit or refuse it."""
    try:
        holder = Descriptor(_open_file(name, parent))
    except OSError as error:
        basket.refuse(path, _refusal_of(error))
        return
    size = 0
    try:
        size = holder.status.st_size
        verdict = _judged(holder, suffix=Path(path).suffix)
        if isinstance(verdict, MediaType):
            with holder.open() as stream:
                sha256 = digest(stream)
    except OSError as error:
        verdict = _refusal_of(error)
    if isinstance(verdict, ReadOutcome):
        holder.close()
        basket.refuse(path, verdict, size)
        return
    basket.holders.append(holder)
    if verdict is not MediaType.BUNDLE:
        basket.admit(path, verdict, sha256=sha256, size=size, opener=holder.open)
        return
    admit_bundle(holder, path, basket, prefix="" if alone else f"{path}/")


def _open_file(name: Path | str, parent: int | None) -> int:
    """Open without following a link or waiting for a pipe's other end."""
    number = os.open(name, _OPEN, dir_fd=parent)
    _allow_more_files(number)
    return number


def _allow_more_files(number: int) -> None:
    """Raise this process's own limit of open files before it is met, as far as it may."""
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft == resource.RLIM_INFINITY or number < soft - _SPARE_FILES:
        return
    most = MOST_FILES + 1024
    wanted = most if hard == resource.RLIM_INFINITY else min(hard, most)
    if wanted > soft:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _judged(holder: Descriptor, *, suffix: str) -> MediaType | ReadOutcome:
    """Only a regular file is opened for reading: a pipe would wait for ever."""
    status = holder.status
    if not stat.S_ISREG(status.st_mode):
        return ReadOutcome.POLICY_NOT_REGULAR
    if status.st_size > LARGEST_FILE:
        return ReadOutcome.TOO_BIG
    with holder.open() as stream:
        return recognise(stream, suffix=suffix, size=status.st_size)

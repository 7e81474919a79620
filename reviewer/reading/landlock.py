"""Landlock: the kernel lets a process shut itself out of the file system and of TCP, for good, without rights.

Numbers are from ``linux/landlock.h``; the calls have the same numbers on every architecture.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
_VERSION = 1
_PATH_BENEATH = 1
_READ = (1 << 0) | (1 << 2) | (1 << 3)  # execute, read a file, read a folder
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights over files each version of the interface knows; later versions know as many as the fifth."""
_NO_NEW_PRIVILEGES = 38
_DIE_WITH_PARENT = 1
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("parent", ctypes.c_int32))


def version() -> int:
    """The version of the interface, 0 where the kernel has none."""
    if not sys.platform.startswith("linux"):
        return 0
    return max(0, _call(_CREATE_RULESET, None, 0, _VERSION))


def confine(readable: Iterable[str]) -> None:
    """Leave this process nothing but reading beneath the given paths; no network where that can be had.

    Raises:
        OSError: The kernel refused.
    """
    known = version()
    library = _library()
    library.prctl(_DIE_WITH_PARENT, 9, 0, 0, 0)
    library.unshare(_NEW_USER | _NEW_NETWORK)  # best effort: forbidden on some systems
    ruleset = _Ruleset((1 << _FILE_RIGHTS.get(known, 16)) - 1, 3 if known >= 4 else 0)
    size = ctypes.sizeof(ruleset) if known >= 4 else 8
    number = _checked(_call(_CREATE_RULESET, ctypes.byref(ruleset), size, 0))
    for path in readable:
        _allow_reading(number, path)
    _checked(library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0))
    _checked(_call(_RESTRICT_SELF, number, 0))
    os.close(number)


def _allow_reading(ruleset: int, path: str) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return
    rights = _READ if os.path.isdir(path) else _READ & ~(1 << 3)  # noqa: PTH112 - pathlib would double the start
    rule = _Beneath(rights, place)
    _checked(_call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0))
    os.close(place)


def _library() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(number: int, *arguments: object) -> int:
    """``syscall`` takes longs: a plain int would leave half of its register undefined."""
    library = _library()
    library.syscall.restype = ctypes.c_long
    widened = (ctypes.c_long(value) if isinstance(value, int) else value for value in arguments)
    return int(library.syscall(ctypes.c_long(number), *widened))


def _checked(result: int) -> int:
    if result < 0:
        raise OSError(ctypes.get_errno(), "landlock")
    return result

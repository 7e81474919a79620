"""How a child process is shut in: bubblewrap where it works, else Landlock, else limits alone."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import sysconfig
from enum import StrEnum
from pathlib import Path

_ENVIRONMENT = {"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
"""All that a child inherits. Each thread of a library reserves address space, which is limited."""
_START = (
    "import sys;at=sys.argv.index('--');sys.path.extend(sys.argv[1:at]);"
    "from reviewer.reading.worker import main;main(sys.argv[at+1])"
)
_DEVICES = ("/dev/null", "/dev/urandom")
"""qpdf wants random numbers for the files it writes."""
_SYSTEM = (
    "/usr",
    "/lib",
    "/lib32",
    "/lib64",
    "/etc/ld.so.cache",
    "/proc/cpuinfo",  # without these two OCR does not find the quick instructions and cores of the processor
    "/sys/devices/system/cpu",
)


class IsolationLevel(StrEnum):
    """How well a child is shut in."""

    FULL = "full"  # bubblewrap: own view of the files, no network, no rights
    FS = "fs"  # Landlock: reads only what it needs, writes nothing, no TCP
    LIMITS = "limits"  # limits of memory, files and time only


@functools.cache
def isolation_level() -> IsolationLevel:
    """The best level that works on this machine, tried out once."""
    if _bubblewrap_works():
        return IsolationLevel.FULL
    if _landlock_works():
        return IsolationLevel.FS
    return IsolationLevel.LIMITS


def command(order: str, *, level: IsolationLevel, extra: tuple[Path, ...] = ()) -> list[str]:
    """The command line of a child.

    Args:
        order: The order as JSON (see ``worker.main``).
        level: How to shut it in.
        extra: Further folders to read modules from, for tests only.
    """
    wrapper = _bubblewrap(extra) if level is IsolationLevel.FULL else []
    return wrapper + _python(["-c", _START, *_module_folders(extra), "--", order])


def environment() -> dict[str, str]:
    """The whole environment of a child."""
    return dict(_ENVIRONMENT)


def readable(extra: tuple[Path, ...] = ()) -> tuple[str, ...]:
    """What a child may read: the interpreter, the libraries and this package, and never the case store."""
    places = [*_SYSTEM, *_DEVICES, sys.base_prefix, sys.prefix, str(_package()), *map(str, extra)]
    kept: list[str] = []
    for place in dict.fromkeys(places):
        if os.path.exists(place) and not any(place.startswith(f"{other}/") for other in kept):  # noqa: PTH110
            kept.append(place)
    return tuple(kept)


def _package() -> Path:
    return Path(__file__).resolve().parents[1]


def _module_folders(extra: tuple[Path, ...]) -> list[str]:
    """Where modules are found: the start files of site-packages are not run in the child."""
    libraries = (sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
    return list(dict.fromkeys([*libraries, str(_package().parent), *map(str, extra)]))


def _python(arguments: list[str]) -> list[str]:
    return [sys.executable, "-I", "-S", "-B", "-X", "utf8", *arguments]


def _bubblewrap(extra: tuple[Path, ...] = ()) -> list[str]:
    program = shutil.which("bwrap")
    if program is None:
        return []
    line = [program, "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    line += ["--uid", "65534", "--gid", "65534"]
    for place in readable(extra):
        if os.path.islink(place):  # noqa: PTH114 - no Path needed for one question
            line += ["--symlink", os.readlink(place), place]  # noqa: PTH115
        else:
            line += ["--ro-bind", place, place]
    for device in _DEVICES:
        line += ["--dev-bind-try", device, device]
    return [*line, "--remount-ro", "/", "--chdir", "/", "--"]


def _bubblewrap_works() -> bool:
    wrapper = _bubblewrap()
    return bool(wrapper) and _succeeds(wrapper + _python(["-c", "pass"]))


def _landlock_works() -> bool:
    from reviewer.reading import landlock

    return landlock.version() > 0


def _succeeds(line: list[str]) -> bool:
    try:
        done = subprocess.run(
            line,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment(),
            timeout=20,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0

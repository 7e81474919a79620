"""Reads one untrusted file in a process of its own and hands on its frames.

Whatever the file does to its parser, the caller gets page frames and then exactly one ``end`` frame; it is
never raised at for the file's sake. A child that hangs or dies on a page is replaced by a new one that goes on
with the next page.
"""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reviewer.reading import frames, sandbox
from reviewer.reading.admission import Admitted
from reviewer.reading.outcomes import ReadOutcome
from reviewer.reading.progress import Frame, Limits, Progress
from reviewer.reading.sandbox import IsolationLevel, isolation_level
from reviewer.reading.worker import TASKS

__all__ = ["OCR_LIMITS", "IsolationLevel", "Limits", "isolation_level", "run_worker"]

OCR_LIMITS = Limits(
    memory=2 << 30, head_seconds=60, page_seconds=60, base_seconds=60, seconds_per_page=15, most_seconds=3600
)
"""OCR reserves 1.2 GiB of address space with its models, and takes seconds a page."""

_AT_ONCE = 1 << 16
_ENDS = {signal.SIGXCPU: ReadOutcome.TIMEOUT, signal.SIGKILL: ReadOutcome.MEMORY}
"""Signals with a meaning of their own: the limit of processor time, and the system short of memory."""


def run_worker(
    admitted: Admitted,
    *,
    task: str,
    options: Mapping[str, Any] | None = None,
    pages: Sequence[int] | None = None,
    limits: Limits | None = None,
    _function: str | None = None,
    _modules: tuple[Path, ...] = (),
    _level: IsolationLevel | None = None,
) -> Iterator[Frame]:
    """Read a file in a child process.

    Yields ``head`` (``pages``: how many the file has), then one ``page`` frame for every page in ascending
    order, each with its ``number`` and either content or ``unread`` (the name of a ``ReadOutcome``), and last
    ``end`` with ``outcome``, ``pages``, ``read`` (how many), ``restarts``, ``seconds`` (waited), ``memory``
    (most KiB, 0 where unknown), ``isolation`` and ``what`` (the class of the last exception in the child).
    There may be no head and no pages where the file could not be opened, but there is always an end.

    The child lives as long as the iterator, and ends with the thread that began it.

    Args:
        admitted: The file, whose admission is open.
        task: A key of ``worker.TASKS``.
        options: Handed to the task's function; must be JSON. ``pages`` is added to them.
        pages: Numbers of the pages wanted, all where ``None``.
        limits: What it may cost; by default ``OCR_LIMITS`` for ``ocr`` and ``Limits()`` else.
    """
    wanted = None if pages is None else sorted(set(pages))
    progress = Progress(limits or (OCR_LIMITS if task == "ocr" else Limits()), wanted)
    level = _level or isolation_level()
    order: dict[str, Any] = {
        "function": _function or TASKS[task],
        "options": {**(options or {}), **({} if wanted is None else {"pages": wanted})},
        "limits": _resource_limits(progress.limits),
        "landlock": list(sandbox.readable(_modules)) if level is IsolationLevel.FS else [],
    }
    while progress.stop is None:
        order["first_page"] = progress.next_page
        line = sandbox.command(json.dumps(order), level=level, extra=_modules)
        try:
            yield from _child(admitted, line, progress)
        except _ChildEndError as end:
            if end.final:
                yield from progress.rest(end.outcome)
                progress.stop = end.outcome
            else:
                yield from progress.fault(end.outcome)
    yield from progress.rest(ReadOutcome.PAGES_MISSING if progress.stop is ReadOutcome.OK else progress.stop)
    yield _end_frame(progress, level)


class _ChildEndError(Exception):
    """A child ended before its work was done; ``final`` where no other child is to try again."""

    def __init__(self, outcome: ReadOutcome, *, final: bool = False) -> None:
        super().__init__(outcome.value)
        self.outcome = outcome
        self.final = final


def _resource_limits(limits: Limits) -> dict[str, int]:
    """The ``RLIMIT_…`` values of a child: it writes no file, dumps no core, and opens little."""
    return {
        "AS": limits.memory,
        "NOFILE": limits.open_files,
        "CPU": int(2 * limits.most_seconds),
        "FSIZE": 0,
        "CORE": 0,
    }


def _end_frame(progress: Progress, level: IsolationLevel) -> Frame:
    return {
        "kind": "end",
        "outcome": progress.outcome().value,
        "pages": len(progress.expected or ()),
        "read": progress.read,
        "restarts": progress.restarts,
        "seconds": round(progress.waited, 3),
        "memory": progress.memory,
        "isolation": level.value,
        "what": progress.what,
    }


def _child(admitted: Admitted, line: list[str], progress: Progress) -> Iterator[Frame]:
    """Run one child to its end.

    Raises:
        _ChildEndError: It did not come to its end, or refused the file.
    """
    process = _started(admitted, line)
    try:
        for data in _lines(process, progress):
            try:
                frame = frames.decode(data)
                if frame["kind"] == "end":
                    progress.memory = max(progress.memory, frame.get("memory", 0))
                    progress.stop = progress.stop or ReadOutcome.OK
                    return
                yield from _handed_on(frame, progress)
            except frames.FrameError as error:
                progress.what = "FrameError"
                raise _ChildEndError(ReadOutcome.CRASH, final=True) from error
    finally:
        _finish(process)


def _handed_on(frame: Frame, progress: Progress) -> Iterator[Frame]:
    if frame["kind"] == "head":
        head = progress.head(frame)
        if head is not None:
            yield head
        if progress.stop is not None:
            raise _ChildEndError(progress.stop, final=True)
    elif frame["kind"] == "page":
        yield from progress.page(frame)
    else:
        progress.what = frame.get("what", "")
        raise _ChildEndError(_named(frame.get("outcome", "")))


def _named(name: str) -> ReadOutcome:
    try:
        return ReadOutcome(name)
    except ValueError as error:
        raise frames.FrameError("unknown outcome") from error


def _started(admitted: Admitted, line: list[str]) -> subprocess.Popen[bytes]:
    try:
        with admitted.open() as stream:
            return subprocess.Popen(
                line,
                stdin=stream,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env=sandbox.environment(),
                cwd="/",
                start_new_session=True,
            )
    except OSError as error:
        raise _ChildEndError(ReadOutcome.IO_ERROR, final=True) from error


def _lines(process: subprocess.Popen[bytes], progress: Progress) -> Iterator[bytes]:
    """The lines of a child as they come, each within its time and size.

    Raises:
        _ChildEndError: The child was silent too long, said too much, or is gone.
    """
    assert process.stdout is not None
    output = process.stdout.fileno()
    poll = select.poll()
    poll.register(output, select.POLLIN)
    buffer = bytearray()
    idle = 0.0
    while True:
        began = time.monotonic()
        limit = progress.limits.head_seconds if progress.expected is None else progress.limits.page_seconds
        ready = poll.poll(max(0.0, min(limit - idle, progress.wall_left)) * 1000)
        spent = time.monotonic() - began
        idle += spent
        progress.waited += spent
        if progress.wall_left <= 0:
            raise _ChildEndError(ReadOutcome.TIMEOUT, final=True)
        if idle >= limit or not ready:
            raise _ChildEndError(ReadOutcome.TIMEOUT)
        data = os.read(output, _AT_ONCE)
        if not data:
            raise _ChildEndError(_death(process))
        progress.received += len(data)
        buffer += data
        if b"\n" in data:
            idle = 0.0
            *lines, rest = bytes(buffer).split(b"\n")
            buffer = bytearray(rest)
            yield from lines
        if len(buffer) > frames.LARGEST_FRAME or progress.received > progress.limits.total_bytes:
            raise _ChildEndError(ReadOutcome.MEMORY, final=True)


def _death(process: subprocess.Popen[bytes]) -> ReadOutcome:
    """What the manner of a child's end says; bubblewrap tells the signal as a code above 128."""
    try:
        code = process.wait(timeout=5)
    except subprocess.TimeoutExpired:
        return ReadOutcome.CRASH
    number = -code if code < 0 else code - 128
    return next((outcome for name, outcome in _ENDS.items() if name == number), ReadOutcome.CRASH)


def _finish(process: subprocess.Popen[bytes]) -> None:
    """End the child and all it started, and reap it."""
    if process.returncode is None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
    if process.stdout is not None:
        process.stdout.close()
    process.wait()

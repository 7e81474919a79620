"""The main loop of the sandboxed child that reads one file and is then gone.

The document is standard input, frames leave on standard output (see ``frames``), everything else is closed or
points to nowhere. The child lowers its own limits before it imports any parser.

    python -I -S -c <start> <package root> <site packages…> -- <order as JSON>
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from reviewer.reading.frames import FrameError, encode
from reviewer.reading.outcomes import ReadOutcome, UnreadableError

TASKS = {
    "pdf": "reviewer.reading.pdf:read_pages",
    "docx": "reviewer.reading.transcripts:read_docx",
    "image": "reviewer.reading.images:read_image",
    "ocr": "reviewer.reading.ocr:read_pages",
    "signatures": "reviewer.reading.signatures:read_signatures",
    "render": "reviewer.reading.render:render_pages",
    "sheet": "reviewer.reading.sheets:draw_pages",
}
"""The closed table of what a child can be told to do: ``function(stream, *, first_page, options)``, which
yields a ``head`` frame with ``pages`` and then one ``page`` frame a page, in order, from ``first_page`` on."""

Reader = Callable[..., Iterator[dict[str, Any]]]


def main(argument: str) -> None:
    """Carry out one order.

    Args:
        argument: JSON with ``function`` (``module:name``), ``first_page``, ``options``, ``limits``, ``landlock``.
    """
    order = json.loads(argument)
    out = _outlet()
    try:
        _confine(order)
        for frame in _frames(order):
            out.write(frame)
            out.flush()
    except BrokenPipeError:
        os._exit(0)
    except MemoryError:
        _fault(out, ReadOutcome.MEMORY, "MemoryError")
    except UnreadableError as refusal:
        _fault(out, refusal.outcome, "")
    except BaseException as error:
        # Only the class: the words of a parser's exception may quote the case.
        _fault(out, ReadOutcome.CRASH, type(error).__name__)
    os._exit(0)  # no destructors of half-broken parsers, no waiting for their threads


def _outlet() -> BinaryIO:
    """Keep standard output for frames alone: what a library prints goes the way of standard error."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def _confine(order: dict[str, Any]) -> None:
    import resource

    for name, value in order["limits"].items():
        number = getattr(resource, f"RLIMIT_{name}")
        hard = resource.getrlimit(number)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(number, (value, value))
    if order["landlock"]:
        from reviewer.reading import landlock

        landlock.confine(order["landlock"])


def _frames(order: dict[str, Any]) -> Iterator[bytes]:
    read = _function(order["function"])
    stream = open(0, "rb", closefd=False)  # noqa: SIM115
    for frame in read(stream, first_page=order["first_page"], options=order["options"]):
        yield _encoded(frame)
    import resource

    yield encode({"kind": "end", "outcome": "ok", "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss})


def _function(place: str) -> Reader:
    module, _, name = place.partition(":")
    __import__(module)
    function: Reader = getattr(sys.modules[module], name)
    return function


def _encoded(frame: dict[str, Any]) -> bytes:
    """A page that makes no frame is an unread page, not the end of the file."""
    try:
        return encode(frame)
    except FrameError:
        if frame.get("kind") != "page":
            raise
        unread = {"kind": "page", "number": frame["number"], "unread": ReadOutcome.PAGES_UNREADABLE.value}
        return encode(unread)


def _fault(out: BinaryIO, outcome: ReadOutcome, what: str) -> None:
    out.write(encode({"kind": "fault", "outcome": outcome.value, "what": what[:80]}))
    out.flush()

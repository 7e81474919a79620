"""What the sandboxed child is told to do in tests: a plain reader, and every way to misbehave."""

from __future__ import annotations

import os
import socket
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO


def read_pages(stream: BinaryIO, *, first_page: int, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """A plain reader of PDFs: three counts, one repair, the text of every page."""
    import pypdfium2

    from reviewer.reading.outcomes import ReadOutcome, UnreadableError
    from reviewer.reading.repair import page_counts, repaired

    data = stream.read()
    counts = page_counts(data)
    most = max(count or 0 for count in counts.values())
    mended = None
    if not counts["pdfium"] or counts["pdfium"] < most:
        mended = repaired(data)
    try:
        document = pypdfium2.PdfDocument(mended or data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(ReadOutcome.UNREADABLE) from error
    yield {"kind": "head", "pages": max(most, len(document)), "counts": counts, "repaired": mended is not None}
    for number in range(first_page, len(document) + 1):
        page = document[number - 1]
        yield {"kind": "page", "number": number, "text": page.get_textpage().get_text_range()}
        page.close()


def misbehave(stream: BinaryIO, *, first_page: int, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Give ``count`` pages, or those of ``pages``, and do ``does`` before each page of ``on`` (0: before the head)."""
    act = globals()[f"_{options.get('does', 'nothing')}"]
    on = options.get("on", [])
    if 0 in on:
        yield from act(0)
    yield {"kind": "head", "pages": options.get("count", 4)}
    for number in options.get("pages", range(first_page, options.get("count", 4) + 1)):
        if number in on:
            yield from act(number)
        yield {"kind": "page", "number": number, "text": f"page {number}", "secret": "dropped"}


def report(stream: BinaryIO, *, first_page: int, options: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Try everything a child must not be able to do, and tell what worked."""
    import resource

    yield {"kind": "head", "pages": 1}
    worked = [name for name, attempt in _ATTEMPTS.items() if _works(attempt, options)]
    limits = [resource.getrlimit(getattr(resource, f"RLIMIT_{name}"))[0] for name in ("AS", "FSIZE", "CORE", "NOFILE")]
    seen = {"worked": worked, "limits": limits, "environment": sorted(os.environ), "first": stream.read(5).decode()}
    yield {"kind": "page", "number": 1, "notes": [seen]}


def _works(attempt: Any, options: dict[str, Any]) -> bool:
    try:
        attempt(options)
    except Exception:
        return False
    return True


def _connect(options: dict[str, Any]) -> None:
    with socket.create_connection(("127.0.0.1", options["port"]), timeout=2):
        pass


def _resolve(options: dict[str, Any]) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
        udp.connect(("192.0.2.1", 53))
        udp.send(b"x")


_ATTEMPTS = {
    "read the case store": lambda options: Path(options["store"]).read_bytes(),
    "read the accounts": lambda options: Path("/etc/passwd").read_bytes(),
    "write beside": lambda options: (Path(options["store"]).parent / "new").write_bytes(b"x"),
    "write in tmp": lambda options: Path("/tmp/reviewer-probe").write_bytes(b"x"),
    "connect": _connect,
    "send": _resolve,
}


def _nothing(number: int) -> Iterator[dict[str, Any]]:
    yield from ()


def _hang(number: int) -> Iterator[dict[str, Any]]:
    time.sleep(600)
    yield from ()


def _hang_with_heirs(number: int) -> Iterator[dict[str, Any]]:
    """A grandchild of another process group keeps the pipe open."""
    if os.fork() == 0:
        os.setpgid(0, 0)
        time.sleep(600)
    time.sleep(600)
    yield from ()


def _abort(number: int) -> Iterator[dict[str, Any]]:
    os.abort()
    yield from ()


def _leave(number: int) -> Iterator[dict[str, Any]]:
    os._exit(0)
    yield from ()


def _fill_memory(number: int) -> Iterator[dict[str, Any]]:
    hoard = []
    while True:
        hoard.append(bytearray(64 << 20))
    yield from ()


def _quote_the_case(number: int) -> Iterator[dict[str, Any]]:
    print("110101199003070011", flush=True)
    print("110101199003070011", file=sys.stderr, flush=True)
    raise ValueError("110101199003070011")
    yield from ()


def _refuse(number: int) -> Iterator[dict[str, Any]]:
    from reviewer.reading.outcomes import ReadOutcome, UnreadableError

    raise UnreadableError(ReadOutcome.PASSWORD)
    yield from ()


def _talk_nonsense(number: int) -> Iterator[dict[str, Any]]:
    yield {"kind": "page", "number": "1; drop table"}


def _unknown_kind(number: int) -> Iterator[dict[str, Any]]:
    yield {"kind": "order", "run": "rm"}


def _repeat(number: int) -> Iterator[dict[str, Any]]:
    yield {"kind": "page", "number": 1}


def _too_long(number: int) -> Iterator[dict[str, Any]]:
    yield {"kind": "page", "number": number, "text": "长" * (4 << 20)}
    os._exit(0)


def _endless_line(number: int) -> Iterator[dict[str, Any]]:
    frames = next(number for number in range(3, 64) if _is_pipe(number))
    while True:
        os.write(frames, b"x" * (1 << 16))
    yield from ()


def _is_pipe(number: int) -> bool:
    try:
        return stat.S_ISFIFO(os.fstat(number).st_mode)
    except OSError:
        return False


def _flood(number: int) -> Iterator[dict[str, Any]]:
    for page in range(number, 200):
        yield {"kind": "page", "number": page, "text": "x" * (1 << 20)}


def _skip(number: int) -> Iterator[dict[str, Any]]:
    """The next page comes where this one should; with it the file is over."""
    yield {"kind": "page", "number": number + 1, "text": "early"}
    os._exit(0)


def _half_characters(number: int) -> Iterator[dict[str, Any]]:
    yield {"kind": "page", "number": number, "text": "a\ud800b"}
    os._exit(0)


def _not_a_number(number: int) -> Iterator[dict[str, Any]]:
    yield {"kind": "page", "number": number, "width": float("nan")}
    os._exit(0)

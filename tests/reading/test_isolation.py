"""The sandboxed child: what it may do, how it may end, and that the parent always hears the end."""

from __future__ import annotations

import contextlib
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from reviewer.core.casefile import BlobKind
from reviewer.reading import frames, sandbox
from reviewer.reading.admission import Admitted
from reviewer.reading.intake import admit_case
from reviewer.reading.isolation import IsolationLevel, Limits, isolation_level, run_worker
from reviewer.reading.outcomes import ReadOutcome
from reviewer.reading.worker import TASKS
from tests.hostile import make

MODULES = (Path(__file__).parents[1] / "hostile",)
QUICK = Limits(memory=256 << 20, page_seconds=1.5, head_seconds=2, base_seconds=15)


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Admitted]:
    path = tmp_path / "1.pdf"
    path.write_bytes(make.pdf(4))
    with admit_case(path) as admission:
        yield admission.files[0]


def run(
    document: Admitted,
    does: str = "nothing",
    *,
    on: tuple[int, ...] = (),
    limits: Limits = QUICK,
    function: str = "misbehave",
    level: IsolationLevel | None = None,
    wanted: list[int] | None = None,
    **options: Any,
) -> tuple[dict[int, str], dict[str, Any]]:
    """Every page's text, or ``!`` and why it is unread; and the end frame."""
    got = list(
        run_worker(
            document,
            task="pdf",
            options={"does": does, "on": list(on), **options},
            limits=limits,
            pages=wanted,
            _function=f"child_tasks:{function}",
            _modules=MODULES,
            _level=level,
        )
    )
    assert [frame["kind"] for frame in got].count("end") == 1
    assert got[-1]["kind"] == "end"
    pages = [frame for frame in got if frame["kind"] == "page"]
    assert not any("secret" in page for page in pages)
    assert [page["number"] for page in pages] == sorted({page["number"] for page in pages})
    assert "110101199003070011" not in repr(got)
    texts = {page["number"]: f"!{page['unread']}" if "unread" in page else page.get("text", "") for page in pages}
    return texts, got[-1]


GOOD = {1: "page 1", 2: "page 2", 3: "page 3", 4: "page 4"}


@pytest.mark.parametrize("level", list(IsolationLevel))
def test_good_file_at_every_level(document: Admitted, level: IsolationLevel) -> None:
    if level is not IsolationLevel.LIMITS and not _available(level):
        pytest.skip(f"isolation level {level} does not work on this machine")
    began = time.monotonic()
    pages, end = run(document, level=level)
    assert pages == GOOD
    assert end["outcome"] == "ok"
    assert (end["pages"], end["read"], end["restarts"], end["isolation"]) == (4, 4, 0, level.value)
    assert time.monotonic() - began < 30, "a cold child starts in 0.03 s; this one hung"


def _available(level: IsolationLevel) -> bool:
    order = {IsolationLevel.FULL: 2, IsolationLevel.FS: 1, IsolationLevel.LIMITS: 0}
    return order[isolation_level()] >= order[level]


@pytest.mark.parametrize(
    ("does", "on", "unread", "outcome", "restarts"),
    [
        ("hang", (2,), {2: "timeout"}, "partial_timeout", 1),
        ("hang_with_heirs", (4,), {4: "timeout"}, "partial_timeout", 0),
        ("abort", (2,), {2: "crash"}, "pages_unreadable", 1),
        ("abort", (1, 4), {1: "crash", 4: "crash"}, "pages_unreadable", 1),
        ("abort", (1, 2, 3, 4), {1: "crash", 2: "crash", 3: "crash", 4: "crash"}, "crash", 3),
        ("leave", (3,), {3: "crash"}, "pages_unreadable", 1),
        ("fill_memory", (2,), {2: "memory"}, "pages_unreadable", 1),
        ("quote_the_case", (2,), {2: "crash"}, "pages_unreadable", 1),
        ("too_long", (4,), {4: "pages_unreadable"}, "pages_unreadable", 0),
        ("talk_nonsense", (2,), {2: "crash", 3: "crash", 4: "crash"}, "pages_unreadable", 0),
        ("unknown_kind", (3,), {3: "crash", 4: "crash"}, "pages_unreadable", 0),
        ("repeat", (3,), {3: "crash", 4: "crash"}, "pages_unreadable", 0),
        ("refuse", (3,), {3: "password", 4: "password"}, "password", 0),
    ],
)
def test_bad_page(
    document: Admitted, does: str, on: tuple[int, ...], unread: dict[int, str], outcome: str, restarts: int
) -> None:
    pages, end = run(document, does, on=on)
    assert pages == GOOD | {number: f"!{why}" for number, why in unread.items()}
    assert end["outcome"] == outcome
    assert end["restarts"] == restarts


@pytest.mark.parametrize(
    ("does", "outcome"),
    [
        ("hang", "timeout"),
        ("abort", "poison"),
        ("leave", "poison"),
        ("fill_memory", "memory"),
        ("quote_the_case", "poison"),
        ("refuse", "password"),
        ("talk_nonsense", "crash"),
        ("endless_line", "memory"),
    ],
)
def test_bad_before_the_head(document: Admitted, does: str, outcome: str) -> None:
    pages, end = run(document, does, on=(0,))
    assert pages == {}
    assert end["outcome"] == outcome
    assert ReadOutcome(outcome).gap


def test_restarts_are_counted(document: Admitted) -> None:
    pages, end = run(document, "abort", on=(1, 3, 5, 7, 9), count=10)
    assert [number for number, text in pages.items() if not text.startswith("!")] == [2, 4, 6]
    assert end["restarts"] == 3
    assert (end["pages"], end["read"]) == (10, 3)


def test_wall_limit_grows_with_pages_and_holds(document: Admitted) -> None:
    assert Limits().wall(0) == 20
    assert Limits().wall(352) == 196
    assert Limits().wall(100_000) == 900
    limits = Limits(page_seconds=9, base_seconds=1.5, seconds_per_page=0.05)
    began = time.monotonic()
    pages, end = run(document, "hang", on=(3,), limits=limits)
    assert pages == GOOD | {3: "!timeout", 4: "!timeout"}
    assert end["outcome"] == "partial_timeout"
    assert time.monotonic() - began < 60  # its page limit and not the default of the file


def test_slow_consumer_is_not_taken_for_a_slow_child(document: Admitted) -> None:
    limits = Limits(page_seconds=0.5, base_seconds=1)
    stream = run_worker(document, task="pdf", limits=limits, _function="child_tasks:misbehave", _modules=MODULES)
    kinds = []
    for frame in stream:
        kinds.append(frame["kind"])
        time.sleep(0.3)
    assert kinds == ["head", "page", "page", "page", "page", "end"]


def test_flood_is_cut(document: Admitted) -> None:
    limits = Limits(total_bytes=5 << 20)
    pages, end = run(document, "flood", on=(1,), count=200, limits=limits)
    assert len(pages) == 200
    assert end["read"] <= 5
    assert pages[200] == "!memory"


def test_no_pages_and_too_many(document: Admitted) -> None:
    assert run(document, count=0)[1]["outcome"] == "zero_pages"
    pages, end = run(document, count=2_000_000_000)
    assert end["outcome"] == "too_many_pages"
    assert len(pages) <= frames.MOST_PAGES
    assert run(document, count=-1)[1]["outcome"] == "crash"


def test_passed_over_pages_are_rows(document: Admitted) -> None:
    pages, end = run(document, "skip", on=(2,), count=3)
    assert pages == {1: "page 1", 2: "!pages_missing", 3: "early"}
    assert end["outcome"] == "pages_missing"


def test_only_wanted_pages(document: Admitted) -> None:
    pages, end = run(document, wanted=[9, 4, 2, 4])
    assert pages == {2: "page 2", 4: "page 4"}
    assert (end["outcome"], end["pages"]) == ("ok", 2)


def test_odd_characters_and_numbers(document: Admitted) -> None:
    pages, _ = run(document, "half_characters", on=(4,))
    assert pages[4] == "a?b"
    pages, _ = run(document, "not_a_number", on=(4,))
    assert pages[4] == "!pages_unreadable"


@pytest.mark.parametrize("level", [IsolationLevel.FULL, IsolationLevel.FS])
def test_what_a_child_cannot_do(document: Admitted, tmp_path: Path, level: IsolationLevel) -> None:
    if not _available(level):
        pytest.skip(f"isolation level {level} does not work on this machine")
    store = tmp_path / "store.db"
    store.write_bytes(b"case store")
    with socket.create_server(("127.0.0.1", 0)) as server:
        options = {"store": str(store), "port": server.getsockname()[1]}
        seen = _report(document, level, options)
    allowed = set() if level is IsolationLevel.FULL else {"send"}  # UDP, where network namespaces are forbidden
    assert set(seen["worked"]) <= allowed
    assert seen["limits"] == [QUICK.memory, 0, 0, QUICK.open_files]
    assert "HOME" not in seen["environment"]
    assert "PATH" not in seen["environment"]
    assert seen["first"] == "%PDF-"


def test_limits_hold_at_the_weakest_level(document: Admitted, tmp_path: Path) -> None:
    seen = _report(document, IsolationLevel.LIMITS, {"store": str(tmp_path / "none"), "port": 1})
    assert seen["limits"] == [QUICK.memory, 0, 0, QUICK.open_files]
    assert not {"write beside", "write in tmp"} & set(seen["worked"])


def _report(document: Admitted, level: IsolationLevel, options: dict[str, Any]) -> dict[str, Any]:
    got = list(
        run_worker(
            document,
            task="pdf",
            options=options,
            limits=QUICK,
            _function="child_tasks:report",
            _modules=MODULES,
            _level=level,
        )
    )
    seen: dict[str, Any] = got[1]["notes"][0]
    return seen


@pytest.mark.parametrize("level", list(IsolationLevel))
def test_nothing_is_left_running(document: Admitted, level: IsolationLevel) -> None:
    if level is not IsolationLevel.LIMITS and not _available(level):
        pytest.skip(f"isolation level {level} does not work on this machine")
    before = set(_children())
    stream = run_worker(
        document,
        task="pdf",
        options={"does": "hang", "on": [2]},
        _function="child_tasks:misbehave",
        _modules=MODULES,
        _level=level,
    )
    assert next(stream)["kind"] == "head"
    assert set(_children()) > before
    stream.close()  # type: ignore[attr-defined]
    assert set(_children()) == before


def _children() -> list[int]:
    """This process and all it started, of any depth, that still run."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            parents[int(status.parent.name)] = int(status.read_text().rpartition(")")[2].split()[1])
    found = {os.getpid()}
    while more := {number for number, parent in parents.items() if parent in found} - found:
        found |= more
    return sorted(found)


def test_closed_admission_is_an_outcome(tmp_path: Path) -> None:
    path = tmp_path / "1.pdf"
    path.write_bytes(make.pdf(1))
    with admit_case(path) as admission:
        file = admission.files[0]
    assert run(file)[1]["outcome"] == "io_error"


def test_table_is_closed(document: Admitted) -> None:
    assert set(TASKS) == {"pdf", "docx", "image", "ocr", "render", "sheet", "signatures"}
    with pytest.raises(KeyError):
        next(run_worker(document, task="os:system"))


@pytest.mark.parametrize("place", ["/etc", "/root", "/home", "/tmp", "/var"])
def test_child_is_shown_no_such_place(place: str) -> None:
    assert place not in sandbox.readable()


def test_start_of_a_child_imports_no_library() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import sys, reviewer.reading.worker; print(*sys.modules)"],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    ).stdout.split()
    heavy = {"numpy", "pdfplumber", "pypdfium2", "pikepdf", "PIL", "cv2", "dataclasses", "ctypes", "subprocess"}
    assert not heavy & set(loaded)


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"[]",
        b"1",
        b"nonsense",
        b'{"kind":"run"}',
        b'{"kind":["page"]}',
        b'{"kind":"page","number":true}',
        b'{"kind":"page","number":NaN}',
        b'{"kind":"page","number":1.5}',
        b'{"kind":"head","pages":' + b"9" * 5000 + b"}",
        b'{"kind":"page","lines":' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b"\xff\xfe",
        b'{"kind":"page","width":1e999}',
        b'{"kind":"page","lines":["text"]}',
        b'{"kind":"page","lines":[{"text":"a","box":[0,0,1]}]}',
        b'{"kind":"page","lines":[{"text":"a","box":[0,0,1,"1"]}]}',
        b'{"kind":"page","stamps":[{"text":"a","box":[0,0,1,1],"edges":[null]}]}',
        b'{"kind":"page","cells":[[0,0,0.5,"a",[0,0,1,1]]]}',
        b'{"kind":"page","blobs":[{"kind":"order","box":[0,0,1,1]}]}',
        b'{"kind":"page","blobs":[{"kind":["ink"],"box":[0,0,1,1]}]}',
    ],
)
def test_frames_of_another_form_are_refused(line: bytes) -> None:
    with pytest.raises(frames.FrameError):
        frames.decode(line)


def test_frame_of_a_page_comes_back() -> None:
    line = {"text": "讯问笔录", "box": [1, 2.5, 3, 4], "edges": [1, 2, 3, 4, 5], "confidence": 0.9}
    frame = {
        "kind": "page",
        "number": 3,
        "width": 595.3,
        "lines": [line],
        "stamps": [line],
        "cells": [[0, 1, 2, "案由", [1, 2, 3, 4]]],
        "blobs": [{"kind": kind.value, "box": [1, 2, 3, 4], "probability": 0.5} for kind in BlobKind],
        "grey": False,
    }
    assert frames.decode(frames.encode(frame)) == frame


def test_parent_stays_small(document: Admitted) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    options = {"does": "flood", "on": [1], "count": 200}
    stream = run_worker(document, task="pdf", options=options, _function="child_tasks:misbehave", _modules=MODULES)
    last: dict[str, Any] = {}
    for frame in stream:
        last = frame
    assert last["kind"] == "end"
    assert last["read"] > 100
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 << 10

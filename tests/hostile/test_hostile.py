"""Hostile files made on the spot: N files in, N outcomes out, each within its budget, and the parent unharmed."""

from __future__ import annotations

import json
import os
import resource
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.reading.frames import KINDS, FrameError, decode
from reviewer.reading.intake import admit_case
from reviewer.reading.isolation import Limits, run_worker
from reviewer.reading.outcomes import ReadOutcome
from reviewer.reading.repair import page_counts, repaired
from tests.hostile import make

BUNDLE = make.bundle({"1.pdf": make.pdf(1), "2.txt": b"x" * 500, "3.docx": make.docx()})
KEYS = st.sampled_from(["kind", "number", "pages", "lines", "text", "else"])
JSON = st.sampled_from(["head", "page", "end", "fault"]) | st.none() | st.booleans() | st.integers() | st.text()
HERE = Path(__file__).parent
LIMITS = Limits(page_seconds=3, head_seconds=6, base_seconds=6)
SHARED = HERE.parents[2] / "shared" / "hostile"

FILES: dict[str, tuple[Callable[[], bytes], set[str]]] = {
    "ordinary.pdf": (make.pdf, {"ok"}),
    "truncated.pdf": (make.truncated_pdf, {"ok", "ok_repaired"}),
    "truncated_half.pdf": (lambda: make.truncated_pdf(0.5), {"ok", "ok_repaired", "pages_missing", "unreadable"}),
    "cycle.pdf": (make.page_tree_cycle, {"unreadable", "zero_pages", "crash", "poison"}),
    "lying_count.pdf": (make.lying_count, {"ok", "ok_repaired", "too_many_pages", "pages_missing"}),
    "huge_box.pdf": (make.huge_media_box, {"ok"}),
    "flate_bomb.pdf": (make.flate_bomb, {"ok", "crash", "memory", "timeout"}),
    "nesting.pdf": (make.deep_nesting, {"unreadable", "zero_pages", "crash", "poison", "memory"}),
    "laughs.pdf": (make.billion_laughs, {"ok", "timeout", "crash", "memory"}),
    "user_password.pdf": (lambda: make.locked_pdf(user="secret"), {"password"}),
    "owner_password.pdf": (lambda: make.locked_pdf(user=""), {"ok"}),
    "renamed_docx.pdf": (make.docx, {"docx"}),
    "page.pdf": (lambda: b"<html>", {"not_pdf"}),
    "zero.pdf": (lambda: b"", {"empty_file"}),
    "rubbish.pdf": (lambda: b"%PDF-1.7\n" + os.urandom(4000), {"unreadable"}),
    "behind_rubbish.pdf": (lambda: bytes(900) + make.pdf(), {"ok", "ok_repaired"}),
}


def outcomes(case: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Path, outcome and end frame of every file of a case, read by the plain reader of the tests."""
    with admit_case(case) as admission:
        yield from ((row.path, row.outcome.value, {}) for row in admission.refused)
        for file in admission.files:
            if file.media_type.task != "pdf":
                yield file.path, file.media_type.task, {}
                continue
            reader = run_worker(file, task="pdf", limits=LIMITS, _function="child_tasks:read_pages", _modules=(HERE,))
            *frames, end = reader
            given = [frame["number"] for frame in frames if frame["kind"] == "page"]
            assert given == list(range(1, end["pages"] + 1)) or end["outcome"] == "too_many_pages"
            yield file.path, end["outcome"], end


def test_every_hostile_file_gets_its_outcome(tmp_path: Path) -> None:
    for name, (build, _) in FILES.items():
        (tmp_path / name).write_bytes(build())
    os.mkfifo(tmp_path / "pipe.pdf")
    (tmp_path / "link.pdf").symlink_to("/etc/passwd")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    rows = {path: (outcome, end) for path, outcome, end in outcomes(tmp_path)}
    assert set(rows) == {*FILES, "pipe.pdf", "link.pdf"}
    wrong = {name: rows[name][0] for name, (_, expected) in FILES.items() if rows[name][0] not in expected}
    assert not wrong
    assert rows["pipe.pdf"][0] == "policy_not_regular"
    assert rows["link.pdf"][0] == "policy_symlink"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 50 << 10, "the parent grew"
    assert all(end.get("memory", 0) <= 1 << 20 for _, end in rows.values()), "a child went over 1 GiB"


def test_public_hostile_files() -> None:
    """N files in, N rows out, over files of other projects that are not part of this one."""
    if not SHARED.is_dir():
        pytest.skip("the shared folder of hostile PDFs is not beside the project")
    names = sorted(path.name for path in SHARED.glob("*.pdf"))
    rows = {path: outcome for path, outcome, _ in outcomes(SHARED) if path.endswith(".pdf")}
    assert sorted(rows) == names
    assert all(ReadOutcome(outcome) for outcome in rows.values())
    complete = sum(ReadOutcome(outcome).complete for outcome in rows.values())
    assert complete >= len(names) * 0.8


def test_counts_agree_on_a_good_file_and_repair_gives_pages_back() -> None:
    good = make.pdf(3)
    assert page_counts(good) == {"pdfium": 3, "pdfminer": 3, "qpdf": 3}
    cut = good[: good.rindex(b"xref\n")]
    mended = repaired(cut)
    assert mended is not None
    assert page_counts(mended) == {"pdfium": 3, "pdfminer": 3, "qpdf": 3}
    assert repaired(b"%PDF-1.7 nothing") is None
    unlocked = repaired(make.locked_pdf(user=""))
    assert unlocked is not None
    assert b"/Encrypt" not in unlocked


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_mutated_bundles_and_documents_never_raise(data: st.DataObject) -> None:
    whole = bytearray(data.draw(st.sampled_from([BUNDLE, make.docx(), make.pdf(1)])))
    for _ in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "case.zip"
        path.write_bytes(whole[: data.draw(st.integers(0, len(whole)))])
        with admit_case(path) as admission:
            assert admission.files or admission.refused
            for file in admission.files:
                assert len(file.read()) == file.size


@given(st.binary(max_size=200) | st.recursive(JSON, lambda more: st.lists(more) | st.dictionaries(KEYS, more)))
def test_frames_are_of_the_form_or_refused(line: object) -> None:
    raw = line if isinstance(line, bytes) else json.dumps(line).encode()
    try:
        frame = decode(raw)
    except FrameError:
        return
    assert set(frame) <= {"kind", *KINDS[frame["kind"]]}

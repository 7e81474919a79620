"""Many cases: what one of them does costs no other, and an interruption leaves what is done."""

from __future__ import annotations

import json
import logging
import os
import shutil
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from reviewer import batch, cli
from reviewer.batch import Order, review_cases
from reviewer.pipeline import Review, review

SAMPLE = Path(__file__).parents[1] / "corpora" / "sample" / "demo-administrative"
ORDER = Order(as_of=date(2025, 11, 23), ocr=False)


@pytest.fixture(scope="module")
def reviewed() -> Review:
    return review(SAMPLE, as_of=ORDER.as_of, ocr=False)


def named(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).mkdir()
        (folder / name / "note.txt").write_text("情况说明", encoding="utf-8")
    return [folder / name for name in names]


def test_a_slip_in_one_case_is_its_own_result(
    tmp_path: Path, reviewed: Review, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def slip(path: Path, **_: object) -> Review:
        if path.name == "second":
            raise ValueError("孙丙")
        return reviewed

    monkeypatch.setattr(batch, "review", slip)
    with caplog.at_level(logging.ERROR):
        found = list(review_cases(named(tmp_path, "first", "second", "third"), ORDER))
    assert [one.unreadable for one in found] == [False, True, False]
    assert "ValueError" in caplog.text
    assert "孙丙" not in caplog.text


def test_a_process_that_ends_costs_only_its_case(
    tmp_path: Path, reviewed: Review, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deadly(path: Path, **_: object) -> Review:
        if path.name == "b":
            os.kill(os.getpid(), signal.SIGKILL)
        return reviewed

    monkeypatch.setattr(batch, "review", deadly)
    found = list(review_cases(named(tmp_path, *"abcdef"), ORDER, jobs=2))
    assert [one.unreadable for one in found] == [False, True, False, False, False, False]


def test_several_at_once_give_the_same_in_the_same_order(tmp_path: Path) -> None:
    paths = named(tmp_path, *"abcdefg")
    pages: list[int] = []
    at_once = list(review_cases(paths, ORDER, jobs=2, progress=lambda done, _: pages.append(done)))
    assert [one.case.id for one in at_once] == list("abcdefg")
    assert [one.to_dict()["documents"] for one in at_once] == [
        one.to_dict()["documents"] for one in review_cases(paths, ORDER)
    ]
    assert pages == sorted(pages)


@pytest.mark.parametrize("form", ["json", "jsonl", "text"])
def test_an_interruption_leaves_what_is_done_and_says_where(
    form: str, tmp_path: Path, reviewed: Review, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*_: object, **__: object) -> Iterator[Review]:
        yield reviewed
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "review_cases", interrupted)
    cases = tmp_path / "cases"
    cases.mkdir()
    for name in ("one", "two"):
        shutil.copytree(SAMPLE, cases / name)
    out = tmp_path / ("out.jsonl" if form == "jsonl" else "out")
    assert cli.main(["score", str(cases), "--each", "--format", form, "--output", str(out), "--lang", "en"]) == 130
    said = capsys.readouterr().err
    assert "1 of 2" in said
    assert str(out) in said
    if form == "jsonl":
        assert len(out.read_text(encoding="utf-8").splitlines()) == 1
    elif form == "json":
        [written] = out.iterdir()
        assert json.loads(written.read_text(encoding="utf-8"))["case"]["id"] == reviewed.case.id

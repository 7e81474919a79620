"""The command line: exit codes of the contract, where things are written, and what ``--help`` costs."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from reviewer import cli
from reviewer.core.finding import Severity
from reviewer.pipeline import Review, review

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "corpora" / "sample" / "demo-criminal"
COMMON = ("--no-ocr", "--as-of", "2025-11-23")
HEAVY = {"numpy", "cv2", "pypdfium2", "pdfplumber", "jieba", "spacy", "sklearn", "onnxruntime", "rapidocr", "openpyxl",
         "docx", "jinja2", "streamlit", "torch", "PIL", "sqlalchemy"}  # fmt: skip


@pytest.fixture(scope="module")
def reviewed() -> Review:
    from datetime import date

    return review(SAMPLE, as_of=date(2025, 11, 23), ocr=False)


@pytest.fixture
def quick(reviewed: Review, monkeypatch: pytest.MonkeyPatch) -> Review:
    """``score`` with the reading of the case left out."""
    monkeypatch.setattr("reviewer.batch.review", lambda *_, **__: reviewed)
    return reviewed


def call(*arguments: object) -> int:
    try:
        return cli.main([str(one) for one in arguments])
    except SystemExit as end:
        return int(end.code or 0)


# -- exit codes --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", ["unlawful", "defect", "notice", "never"])
def test_fail_on(level: str, quick: Review, capsys: pytest.CaptureFixture[str]) -> None:
    worst = max(one.severity.rank for one in quick.findings)
    expected = 1 if level != "never" and worst >= Severity(level).rank else 0
    assert call("score", SAMPLE, "--fail-on", level, *COMMON) == expected
    assert capsys.readouterr().err == ""


def test_default_is_unlawful(quick: Review, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("score", SAMPLE, *COMMON) == call("score", SAMPLE, "--fail-on", "unlawful", *COMMON)


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("judge",),
        ("score",),
        ("score", SAMPLE, "--format", "pdf"),
        ("score", SAMPLE, "--as-of", "heute"),
        ("score", SAMPLE, "--as-of", "2025-02-30"),
        ("score", SAMPLE, "--jobs", "0"),
        ("score", SAMPLE, "--jobs", "many"),
        ("score", SAMPLE, "--fail-on", "crime"),
        ("score", ROOT / "no-such-case"),
        ("score", ROOT / "pyproject.toml", "--each"),
        ("score", SAMPLE, "--baseline", ROOT / "pyproject.toml"),
        ("rules", "TIM999"),
        ("rules", "check"),
        ("rules", "check", ROOT / "no-such-pack"),
        ("due",),
        ("due", ROOT / "no-such-case"),
        ("train", "cooking", "--corpus", ROOT),
        ("evaluate", "doctype"),
    ],
)
def test_wrong_calls(arguments: tuple[object, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err
    assert "Traceback" not in said.err


def test_a_case_that_cannot_be_read_gives_3_and_the_others_are_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cases = tmp_path / "cases"
    (cases / "bad").mkdir(parents=True)
    (cases / "bad" / "01.pdf").write_bytes(b"%PDF-1.7\nnothing more")
    (cases / "good").mkdir()
    shutil.copy(SAMPLE / "01.pdf", cases / "good")
    out = tmp_path / "out"
    assert call("score", cases, "--each", "--format", "json", "--output", out, *COMMON) == 3
    assert capsys.readouterr().out == ""
    assert {path.name for path in out.iterdir()} == {"bad.json", "good.json"}
    bad = json.loads((out / "bad.json").read_text(encoding="utf-8"))
    assert [one["status"] for one in bad["sources"]] == ["unreadable"]
    assert bad["findings"] == []
    good = json.loads((out / "good.json").read_text(encoding="utf-8"))
    assert good["findings"]


# -- what is written where -----------------------------------------------------------------------------------------


def test_json_on_standard_output_is_one_report(quick: Review, capsys: pytest.CaptureFixture[str]) -> None:
    call("score", SAMPLE, "--format", "json", *COMMON)
    said = capsys.readouterr()
    assert json.loads(said.out)["case"]["id"] == quick.case.id
    assert said.err == ""


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "html", "sarif"])
def test_printed_formats(form: str, quick: Review, capsys: pytest.CaptureFixture[str]) -> None:
    call("score", SAMPLE, "--format", form, *COMMON)
    assert quick.findings[0].rule in capsys.readouterr().out


@pytest.mark.parametrize("form", ["xlsx", "docx", "html"])
def test_written_formats(form: str, quick: Review, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / f"one.{form}"
    call("score", SAMPLE, "--format", form, "--output", path, *COMMON)
    assert path.stat().st_size > 1000
    assert capsys.readouterr().out == ""


def test_after_a_baseline_known_findings_do_not_fail(
    quick: Review, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    baseline = tmp_path / "known.json"
    assert call("score", SAMPLE, "--fail-on", "notice", "--baseline", baseline, *COMMON) == 1
    assert call("score", SAMPLE, "--fail-on", "notice", "--baseline", baseline, *COMMON) == 0


def test_english(quick: Review, capsys: pytest.CaptureFixture[str]) -> None:
    call("score", SAMPLE, "--lang", "en", *COMMON)
    assert "criminal case" in capsys.readouterr().out


# -- rules, due, doctor -----------------------------------------------------------------------------------------


def test_rules(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("rules") == 0
    assert "TIM006" in capsys.readouterr().out
    assert call("rules", "tim006") == 0
    assert "第八十六条" in capsys.readouterr().out


def test_due(quick: Review, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("reviewer.pipeline.review", lambda *_, **__: quick)
    for form, start in (("text", ""), ("json", "{"), ("ics", "BEGIN:VCALENDAR")):
        assert call("due", SAMPLE, "--format", form, *COMMON) == 0
        assert capsys.readouterr().out.startswith(start)


def test_doctor(capsys: pytest.CaptureFixture[str]) -> None:
    assert call("doctor", "--json") in (0, 1)
    assert json.loads(capsys.readouterr().out)["entries"]


# -- quick to answer -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [["--help"], ["score", "--help"], ["--version"]])
def test_help_loads_nothing_heavy(arguments: list[str]) -> None:
    program = (
        "import sys\nfrom reviewer.cli import main\n"
        f"try:\n    main({arguments!r})\nexcept SystemExit:\n    pass\n"
        "print('|'.join(sorted({name.partition('.')[0] for name in sys.modules})))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.splitlines()[-1].split("|"))
    assert not loaded & HEAVY


def test_rules_load_no_model() -> None:
    program = "import sys\nfrom reviewer.cli import main\nmain(['rules'])\nprint('|'.join(sys.modules))\n"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.splitlines()[-1].split("|")}
    assert not loaded & (HEAVY - {"numpy"})

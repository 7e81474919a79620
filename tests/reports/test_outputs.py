"""Where reports go, and baselines."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.core.errors import InputError
from reviewer.pipeline import Review
from reviewer.reports.outputs import Output


@pytest.mark.parametrize(
    ("form", "name"),
    [("json", "{}.json"), ("text", "{}.txt"), ("html", "{}.html"), ("docx", "{}.docx"), ("jsonl", "reviewer.jsonl"),
     ("xlsx", "reviewer.xlsx"), ("sarif", "reviewer.sarif")],
)  # fmt: skip
def test_folder(form: str, name: str, reviewed: Review, awkward: Review, tmp_path: Path) -> None:
    output = Output(form, tmp_path)
    for one in (reviewed, awkward):
        output.add(one)
    assert output.finish() == ""
    names = {name.format(one.case.id) for one in (reviewed, awkward)}
    assert {path.name for path in tmp_path.iterdir()} == names
    assert all(path.stat().st_size for path in tmp_path.iterdir())


def test_file_with_the_suffix_of_its_form(reviewed: Review, tmp_path: Path) -> None:
    output = Output("json", tmp_path / "new" / "one.json")
    output.add(reviewed)
    output.finish()
    assert json.loads((tmp_path / "new" / "one.json").read_text(encoding="utf-8"))["case"]["id"] == reviewed.case.id


def test_lines_of_json_are_whole_reports(reviewed: Review, awkward: Review) -> None:
    output = Output("jsonl", None)
    for one in (reviewed, awkward):
        output.add(one)
    rows = [json.loads(line) for line in output.finish().split("\n") if line]
    assert [row["case"]["id"] for row in rows] == [reviewed.case.id, awkward.case.id]


def test_after_a_baseline_only_new_findings_count(reviewed: Review, tmp_path: Path) -> None:
    baseline = tmp_path / "baseline.json"
    first = Output("text", tmp_path, baseline=baseline)
    assert len(first.add(reviewed)) == len(reviewed.findings)
    first.finish()
    assert list(Output("text", tmp_path, baseline=baseline).add(reviewed)) == []
    new = replace(reviewed.findings[0], key="b" * 16)
    more = replace(reviewed, findings=(*reviewed.findings, new))
    assert list(Output("text", tmp_path, baseline=baseline).add(more)) == [new]


def test_a_file_that_is_no_baseline(tmp_path: Path) -> None:
    wrong = tmp_path / "baseline.json"
    wrong.write_text("[1, 2]", encoding="utf-8")
    with pytest.raises(InputError, match=r"baseline\.json"):
        Output("text", None, baseline=wrong)

"""Where reports go, and baselines."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reviewer.core.errors import InputError
from reviewer.pipeline import Review, without
from reviewer.reports.outputs import Output, read_baseline, render


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
    assert read_baseline(baseline) is None
    first = Output("text", tmp_path, baseline=baseline)
    first.add(reviewed)
    first.finish()
    known = read_baseline(baseline)
    assert known is not None
    new = replace(reviewed.findings[0], key="b" * 16)
    more = without(replace(reviewed, findings=(*reviewed.findings, new)), known[reviewed.case.id])
    assert more.findings == (new,)
    assert more.known == len(reviewed.findings)
    assert {one.rule for one in more.score.deductions} <= {new.rule}
    for form in ("text", "html", "docx", "json"):
        assert render(more, form)
    assert f"基线中已有、未列出的问题：{more.known}" in render(more, "text").decode()


def test_several_cases_are_never_written_over_one_another(reviewed: Review, awkward: Review, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"one\.json.*文件夹"):
        Output("json", tmp_path / "one.json", cases=2)
    output = Output("json", tmp_path, cases=2)
    output.add(reviewed)
    output.add(replace(awkward, case=replace(awkward.case, id=reviewed.case.id)))
    reports = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(tmp_path.iterdir())]
    assert len(reports) == 2
    assert reports[0]["sources"] != reports[1]["sources"]


def test_a_file_that_is_no_baseline(tmp_path: Path) -> None:
    wrong = tmp_path / "baseline.json"
    wrong.write_text("[1, 2]", encoding="utf-8")
    with pytest.raises(InputError, match=r"baseline\.json"):
        read_baseline(wrong)

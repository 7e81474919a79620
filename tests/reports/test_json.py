"""The JSON report: the contract's schema, the same bytes every time, findings keyed by facts."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import jsonschema
import pytest

from reviewer.pipeline import Review, review
from reviewer.reports.json import report, write

SCHEMA = Path(__file__).parents[3] / "shared" / "contract" / "report.schema.json"


@pytest.mark.parametrize("name", ["reviewed", "awkward"])
def test_report_is_valid(name: str, request: pytest.FixtureRequest) -> None:
    if not SCHEMA.exists():
        pytest.skip("the contract's schema is not beside this checkout")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.validate(report(request.getfixturevalue(name)), schema)


def test_same_case_gives_the_same_bytes(reviewed: Review, sample: Path) -> None:
    again = review(sample, as_of=reviewed.case.as_of, ocr=False)
    assert write(again) == write(reviewed)


def test_written_text_is_the_report(reviewed: Review) -> None:
    assert json.loads(write(reviewed)) == json.loads(json.dumps(report(reviewed)))
    assert reviewed.to_dict() == report(reviewed)


def test_deductions_name_findings_of_the_report(reviewed: Review) -> None:
    found = report(reviewed)
    ids = {one["id"] for one in found["findings"]}
    assert {one for each in found["score"]["deductions"] for one in each["findings"]} <= ids
    assert len(ids) == len(found["findings"])
    assert len({one["key"] for one in found["findings"]}) == len(found["findings"])


def test_keys_survive_another_place_and_further_pages(reviewed: Review, sample: Path, tmp_path: Path) -> None:
    case = tmp_path / "another-name"
    case.mkdir()
    shutil.copy(sample / "01.pdf", case / "02.pdf")
    (case / "01.txt").write_text("情况说明\n本页与本案其他材料无关。\n", encoding="utf-8")
    moved = review(case, as_of=reviewed.case.as_of, ocr=False)
    pages = {one.key: [span.page for span in one.evidence] for one in reviewed.findings}
    assert {one.key: [span.page for span in one.evidence] for one in moved.findings} == pages
    assert {span.source for one in moved.findings for span in one.evidence} == {"s2"}

"""The workbook and the review sheet."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from openpyxl import load_workbook

from reviewer.core.finding import Outcome
from reviewer.pipeline import Review
from reviewer.reports.docx import docx_report
from reviewer.reports.xlsx import clean, xlsx_report


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_cell_is_text(reviewed: Review, awkward: Review, lang: str) -> None:
    data = xlsx_report([reviewed, awkward], lang=lang)
    book = load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if name.startswith("xl/worksheets/")]
    assert sheets
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_one_row_a_finding_a_period_and_a_case(reviewed: Review, awkward: Review) -> None:
    book = load_workbook(io.BytesIO(xlsx_report([reviewed, awkward])))
    assert book.sheetnames == ["问题", "期限", "评分"]
    assert book["问题"].max_row == 1 + len(reviewed.findings) + len(awkward.findings)
    assert book["期限"].max_row == 1 + len(reviewed.clocks) + len(awkward.clocks)
    assert [row[0].value for row in book["评分"].iter_rows(min_row=2)] == [reviewed.case.id, awkward.case.id]
    messages = [row[5].value for row in book["问题"].iter_rows(min_row=2)]
    assert messages[: len(reviewed.findings)] == [one.message for one in reviewed.findings]
    assert messages[-1].startswith("=HYPERLINK")
    assert "\x07" not in messages[-1]


def test_a_workbook_without_cases_opens() -> None:
    assert load_workbook(io.BytesIO(xlsx_report([]))).sheetnames == ["问题", "期限", "评分"]


def test_text_for_cells() -> None:
    assert clean("a\x00\x0b\x1fb\ud800\ufffe\n") == "ab\n"
    assert clean(None) == ""
    assert len(clean("长" * 100_000)) <= 32_767


@pytest.mark.parametrize("name", ["reviewed", "awkward"])
def test_review_sheet_tells_all(name: str, request: pytest.FixtureRequest) -> None:
    one: Review = request.getfixturevalue(name)
    sheet = Document(io.BytesIO(docx_report(one)))
    cells = [cell.text for table in sheet.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in sheet.paragraphs), *cells])
    assert "个案评查表" in text
    assert all(clean(finding.message) in text for finding in one.findings)
    assert all(law.article in text for finding in one.findings for law in finding.authority)
    told = (Outcome.SATISFIED, Outcome.UNDETERMINED)
    assert all(clean(check.reason) in text for check in one.checks if check.outcome in told and check.reason)
    assert all(clean(clock.arithmetic) in text for clock in one.clocks)
    assert one.score.grade in text
    assert text.count("□成立") == len(one.findings)

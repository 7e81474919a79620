"""The sample cases of the library beside the checkout, measured as it measures them; no OCR, to stay quick."""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest

from reviewer.pipeline import review

SHARED = Path(__file__).resolve().parents[3] / "shared"
TEXT_CASES = ("DV01", "DV02", "DV03", "DV04", "DV05", "DV07", "DV08")

pytestmark = pytest.mark.skipif(not (SHARED / "cases").is_dir(), reason="the library ../shared is not there")


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    specification = importlib.util.spec_from_file_location("evaluate", SHARED / "tools" / "evaluate.py")
    assert specification is not None
    assert specification.loader is not None
    evaluate = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(evaluate)
    tallies: dict[str, Any] = defaultdict(evaluate.Tally)
    facts: dict[str, list[str]] = defaultdict(list)
    reports = {}
    for name in TEXT_CASES:
        folder = SHARED / "cases" / name
        truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
        from datetime import date

        report = review(folder, as_of=date.fromisoformat(truth["case"]["as_of"]), ocr=False).to_dict()
        reports[name] = report
        evaluate.compare(name, truth, report, tallies, facts)
    return {"figures": {key: one.figures("x") for key, one in tallies.items()}, "facts": facts, "reports": reports}


def test_documents_and_types(measured: dict[str, Any]) -> None:
    assert measured["figures"]["segments"]["x.f1"] >= 0.97
    assert measured["figures"]["doctypes"]["x.recall"] >= 0.97


def test_fields(measured: dict[str, Any]) -> None:
    assert measured["figures"]["fields"]["x.recall"] >= 0.93


def test_findings(measured: dict[str, Any]) -> None:
    assert measured["figures"]["findings"]["x.precision"] >= 0.95
    assert measured["figures"]["findings"]["x.recall"] >= 0.90
    assert not measured["facts"]["false_unlawful_on_clean"]


def test_conflicts(measured: dict[str, Any]) -> None:
    assert measured["figures"]["conflicts"]["x.precision"] >= 0.90
    assert measured["figures"]["conflicts"]["x.recall"] >= 0.75


def test_reports_are_valid(measured: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((SHARED / "contract" / "report.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    for name, report in measured["reports"].items():
        assert not list(validator.iter_errors(report)), name

"""Papers in layouts that nobody laid the reading out for: their types and fields are read whole."""

import importlib.util
import json
import sys
from datetime import date
from pathlib import Path
from types import ModuleType

import pytest

from reviewer.pipeline import read

PAPERS = Path(__file__).parent / "papers"
SCRIPTS = Path(__file__).resolve().parents[2] / "corpora" / "strangers" / "papers"


def script(name: str) -> ModuleType:
    """A script of the corpus as a module of its own: other folders have scripts of that name too."""
    spec = importlib.util.spec_from_file_location(f"strangers_papers_{name}", SCRIPTS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


TRUTHS = {paper.name: paper for paper in script("make").papers()}
same = script("measure").same
# A time to the hour (9时前) is read as its day: the minute is not written, and is not made up.
TO_THE_HOUR = {("summons_box", "appear_at"): "2025-08-20"}


def test_the_papers_are_there() -> None:
    assert len(TRUTHS) >= 100
    assert {path.stem for path in PAPERS.glob("*.pdf")} <= TRUTHS.keys()


@pytest.mark.parametrize("path", sorted(PAPERS.glob("*.pdf")), ids=lambda path: path.stem)
def test_paper(path: Path) -> None:
    truth = TRUTHS[path.stem]
    [document] = read(path, as_of=date(2026, 11, 25)).documents
    assert document.type == truth.type
    for name, value in truth.fields.items():
        wanted = TO_THE_HOUR.get((path.stem, name), value)
        assert same(wanted, document.value(name)), f"{name}: {document.value(name)!r}"


@pytest.mark.parametrize("name", [name for name, paper in TRUTHS.items() if paper.how == "txt"])
def test_plain_text(name: str, tmp_path: Path) -> None:
    truth = TRUTHS[name]
    source = tmp_path / f"{name}.txt"
    source.write_text(truth.body, encoding="utf-8")
    [document] = read(source, as_of=date(2026, 11, 25)).documents
    found = {field: document.value(field) for field in truth.fields}
    assert document.type == truth.type
    assert json.dumps(found, sort_keys=True) == json.dumps(truth.fields, sort_keys=True)

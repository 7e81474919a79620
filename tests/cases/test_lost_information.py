"""What was never found accuses nobody: sample cases with fields, marks or pages lost, and with renamed persons.

Lost information may hide a violation. It must not make a new one of the gravest kind, save where a paper is gone
altogether: then a rule on missing papers may say so, and only such a rule.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from random import Random

import pytest

from reviewer.core.casefile import CaseFile, Document, Origin, Trouble
from reviewer.core.finding import Finding, Severity
from reviewer.pipeline import judge, read

SAMPLES = Path(__file__).resolve().parents[3] / "shared" / "cases"
NAMES = [f"DV{number:02d}" for number in range(1, 9)]
ROUNDS = 4

pytestmark = pytest.mark.skipif(not SAMPLES.is_dir(), reason="the sample cases are not beside the project")


@cache
def case_of(name: str) -> CaseFile:
    truth = json.loads((SAMPLES / name / "truth.json").read_text(encoding="utf-8"))
    return read(SAMPLES / name, as_of=date.fromisoformat(truth["case"]["as_of"]), ocr=False)


def grave(case: CaseFile) -> dict[str, Finding]:
    """The findings of the gravest kind by rule."""
    return {one.rule: one for one in judge(case).findings if one.severity is Severity.UNLAWFUL}


@cache
def rules_before(name: str) -> frozenset[str]:
    return frozenset(grave(case_of(name)))


def changed(name: str, lose: float, change: str) -> Iterator[CaseFile]:
    """The case several times, with something else lost each time."""
    case = case_of(name)
    for number in range(ROUNDS):
        random = Random(f"{name}{change}{number}")
        documents = tuple(one if random.random() > lose else lost(one, change, random) for one in case.documents)
        yield replace(case, documents=documents)


def lost(document: Document, change: str, random: Random) -> Document:
    if change == "fields":
        kept = {name: one for name, one in document.fields.items() if random.random() < 0.5}
        return replace(document, fields=kept)
    return replace(document, marks=tuple(mark for mark in document.marks if random.random() < 0.5))


def told(case: CaseFile, before: frozenset[str]) -> list[str]:
    return [f"{rule} {one.message}" for rule, one in grave(case).items() if rule not in before]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("change", ["fields", "marks"])
def test_lost_fields_and_marks_make_no_grave_finding(name: str, change: str) -> None:
    for case in changed(name, 0.4, change):
        assert not told(case, rules_before(name))


@pytest.mark.parametrize("name", NAMES)
def test_unread_pages_make_no_grave_finding(name: str) -> None:
    case = case_of(name)
    for number in range(ROUNDS):
        random = Random(f"{name}pages{number}")
        documents = tuple(one if random.random() > 0.3 else unread(one) for one in case.documents)
        gone = [one for one in documents if one.type == "unknown"]
        troubles = (*case.troubles, *(Trouble(one.source, one.first_page, "reading", "读不出") for one in gone))
        assert not told(replace(case, documents=documents, troubles=troubles), rules_before(name))


def unread(document: Document) -> Document:
    """A document of which no page could be read: not even its kind is known."""
    pages = tuple(replace(page, lines=(), cells=(), blobs=(), origin=Origin.UNREAD) for page in document.pages)
    return replace(document, type="unknown", title=None, pages=pages, fields={}, marks=(), turns=())


@pytest.mark.parametrize("name", NAMES)
def test_a_paper_that_is_gone_is_told_by_rules_on_missing_papers_only(name: str) -> None:
    case = case_of(name)
    for number in range(ROUNDS):
        random = Random(f"{name}papers{number}")
        documents = tuple(one for one in case.documents if random.random() > 0.15)
        found = grave(replace(case, documents=documents))
        new = {rule: one for rule, one in found.items() if rule not in rules_before(name)}
        assert not [f"{rule} {one.message}" for rule, one in new.items() if not one.looked_for]


@pytest.mark.parametrize("name", NAMES)
def test_persons_who_cannot_be_told_apart_make_no_grave_finding(name: str) -> None:
    """The roster is gone: nobody's age, sex or role is known."""
    assert not told(replace(case_of(name), persons=()), rules_before(name))

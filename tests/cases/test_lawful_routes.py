"""Whole case files in which everything was done as the law wants: no rule may find a violation in any of them.

Each file in ``lawful`` is one case in the sketch notation, with three short forms of its own: ``签齐`` stands for every
signature, fingerprint and seal that the form calls for, a name of ``wordings.txt`` for its questions and answers, and
a line that begins with ``%`` for the papers of a block of ``blocks.txt``, its fields given in their order, parted by
``|``.
What is said in a turn is found by the real extraction, not written down here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from reviewer.checks.cards import load_cards
from reviewer.checks.run import Answers, run
from reviewer.checks.sketch import ROLES, read_sketch
from reviewer.core.casefile import CaseFile, CaseKind, Document
from reviewer.core.finding import Outcome
from reviewer.extraction.acts import acts_of
from reviewer.law.forms import DocumentForm, load_forms

FOLDER = Path(__file__).parent / "lawful"
ROUTES = sorted(path.stem for path in FOLDER.glob("*.txt") if path.stem not in ("wordings", "blocks"))
_WORDS = {role: word for word, role in ROLES.items()}


@cache
def wordings() -> dict[str, list[str]]:
    """The turns that cases share, by name."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in (FOLDER / "wordings.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name = line.strip("[]")
            found[name] = []
        elif line.startswith("问："):
            found[name].append(line)
    return found


@cache
def forms() -> dict[str, DocumentForm]:
    """The forms by each of their names."""
    found: dict[str, DocumentForm] = {}
    for form in load_forms().values():
        for name in (form.id, form.name_zh, *form.name_zh.split("/"), *form.titles):
            found.setdefault("".join(name.split()), form)
    return found


def marks(title: str) -> Iterator[str]:
    """Every mark that a form calls for, as parts of a sketch."""
    for spec in forms()[title].signatures:
        word = _WORDS.get(spec.who)
        if word is None or spec.optional:
            continue
        yield f"盖章 {word} 有" if spec.who in ("bureau", "expert_body", "prosecutor") else f"签名 {word} 有 2"
        if spec.fingerprint:
            yield f"指印 {word} 有"


@cache
def blocks() -> dict[str, tuple[list[str], list[str]]]:
    """The papers that cases share, by name: the names of their fields, and their lines."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    name = ""
    for line in (FOLDER / "blocks.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            name, *fields = line.strip("[]").split()
            found[name] = (fields, [])
        elif name and line.strip():
            found[name][1].append(line)
    return found


def written_out(line: str) -> list[str]:
    """A line with a block in place of its name."""
    if not line.startswith("%"):
        return [line]
    name, *values = (part.strip() for part in line.lstrip("% ").split(" | "))
    fields, lines = blocks()[name]
    return [one.format(**dict(zip(fields, values, strict=True))) for one in lines]


def expanded(line: str) -> str:
    """A line of a case with its short forms written out."""
    title, *parts = (part.strip() for part in line.split(" | "))
    written: list[str] = []
    for part in parts:
        if part == "签齐":
            written += marks(title)
        elif part in wordings():
            written += wordings()[part]
        else:
            written.append(part)
    return " | ".join([title, *written])


def spoken(document: Document) -> Document:
    """A transcript whose acts are those that the extraction finds."""
    turns = tuple(replace(turn, acts=acts_of(turn.question, turn.answer)) for turn in document.turns)
    return replace(document, turns=turns)


def lawful(route: str) -> CaseFile:
    """One lawful case."""
    text = (FOLDER / f"{route}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    papers = [paper for line in lines for paper in written_out(line)]
    case = read_sketch("\n".join(map(expanded, papers)), where=route)
    return replace(case, documents=tuple(map(spoken, case.documents)))


@cache
def answers(route: str) -> Answers:
    return run(lawful(route), load_cards().values())


def test_there_are_cases_of_both_kinds() -> None:
    kinds = [lawful(route).kind for route in ROUTES]
    assert kinds.count(CaseKind.CRIMINAL) >= 8
    assert kinds.count(CaseKind.ADMINISTRATIVE) >= 8


@pytest.mark.parametrize("route", ROUTES)
def test_no_rule_finds_a_violation_in_a_lawful_case(route: str) -> None:
    found = [f"{one.rule} {one.severity.value} {one.message}" for one in answers(route).findings]
    assert not found


@pytest.mark.parametrize("route", ROUTES)
def test_no_rule_breaks_on_a_lawful_case(route: str) -> None:
    assert not [one.rule for one in answers(route).checks if one.reason.startswith("规则运行出错")]


@pytest.mark.parametrize("route", ROUTES)
def test_many_rules_are_really_held_against_a_lawful_case(route: str) -> None:
    kept = [one.rule for one in answers(route).checks if one.outcome is Outcome.SATISFIED]
    assert len(kept) >= min(15, 3 * len(lawful(route).documents) // 2)

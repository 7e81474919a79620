"""Pairs of short records from an annotated corpus, read as a case would be."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from reviewer.checks.statements.people import Roster
from reviewer.checks.statements.records import Record, exchanges_of
from reviewer.core.casefile import Span
from reviewer.core.facts import Turn
from reviewer.extraction.dialogue import PlacedTurn, acts_of


def records_of(row: Mapping[str, Any]) -> tuple[Record, Record]:
    """The two records of a corpus row (``people``, ``date``, ``a``, ``b`` with ``speaker``, ``type`` and ``turns``)."""
    people = {person["name"]: person["sex"] for person in row["people"]}
    suspects = frozenset(person["name"] for person in row["people"] if person.get("suspect"))
    roster = Roster(frozenset(people), people, suspects)
    base = date.fromisoformat(row["date"])
    return _record("a", row["a"], roster, base), _record("b", row["b"], roster, base)


def _record(name: str, side: Mapping[str, Any], roster: Roster, base: date) -> Record:
    turns = tuple(_placed(name, index, question, answer) for index, (question, answer) in enumerate(side["turns"]))
    exchanges = exchanges_of(turns, speaker=side["speaker"], roster=roster, base=base)
    return Record(name, side["type"], side["speaker"], side["session"], base, exchanges, turns)


def _placed(name: str, index: int, question: str, answer: str) -> PlacedTurn:
    place = Span(f"{name}.txt", 1, None, answer[:60], name)
    return PlacedTurn(Turn(index, question, answer, place, place, acts_of(question)), f"{name}.txt", name)

"""Pairs of short records from an annotated corpus, read as a case would be."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from reviewer.checks.statements.people import Roster
from reviewer.checks.statements.records import Record, exchanges_of
from reviewer.core.casefile import Span
from reviewer.core.facts import Turn
from reviewer.extraction.dialogue import PlacedTurn, acts_of


def records_of(row: Mapping[str, Any]) -> tuple[Record, Record]:
    """The two records of a corpus row (``people``, ``date``, ``a``, ``b`` with ``speaker``, ``type`` and ``turns``)."""
    roster = roster_of(row["people"])
    base = date.fromisoformat(row["date"])
    return record_of("a", row["a"], roster, base), record_of("b", row["b"], roster, base)


def roster_of(people: Iterable[Mapping[str, Any]]) -> Roster:
    """The roster of a corpus' people (``name``, ``sex``, ``suspect``)."""
    sexes = {str(person["name"]): str(person["sex"]) for person in people}
    suspects = frozenset(str(person["name"]) for person in people if person.get("suspect"))
    return Roster(frozenset(sexes), sexes, suspects)


def record_of(name: str, side: Mapping[str, Any], roster: Roster, base: date) -> Record:
    """One record of a corpus (``speaker``, ``session``, ``type``, ``turns``); each turn on a page of its own."""
    turns = tuple(_placed(name, index, question, answer) for index, (question, answer) in enumerate(side["turns"]))
    for turn in turns:
        roster.learn(side["speaker"], turn.turn.question)
        roster.learn(side["speaker"], turn.turn.answer, identity="identity" in turn.turn.acts)
    exchanges = exchanges_of(turns, speaker=side["speaker"], roster=roster, base=base)
    return Record(name, side["type"], side["speaker"], side["session"], base, exchanges, turns)


def _placed(name: str, index: int, question: str, answer: str) -> PlacedTurn:
    place = Span(f"{name}.txt", index + 1, None, answer[:60], name)
    return PlacedTurn(Turn(index, question, answer, place, place, acts_of(question)), f"{name}.txt", name)

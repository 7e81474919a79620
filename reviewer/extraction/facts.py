"""From documents to facts of the case: fields, turns, marks, people, the kind of case, and the time-line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from reviewer.core.casefile import CaseKind, Document
from reviewer.core.facts import Moment
from reviewer.extraction.act_model import acts_by_model
from reviewer.extraction.acts import acts_of
from reviewer.extraction.dialogue import find_turns
from reviewer.extraction.fields import fields_of
from reviewer.extraction.marks import find_marks
from reviewer.law.forms import load_forms

TRANSCRIPTS = frozenset(
    {"interrogation_record", "interview_record", "case_receiving_record", "onsite_questioning_record"}
)
_CRIMINAL = frozenset({"filing_decision", "interrogation_record", "detention_warrant", "prosecution_opinion"})
_ADMINISTRATIVE = frozenset({"penalty_decision", "administrative_filing_form", "penalty_prior_notice"})


def complete(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Fill in what stands on each document: its fields, turns and marks."""
    base: date | None = None
    done = []
    for document in documents:
        fields = fields_of(document, base=base)
        base = _day(fields) or base
        document = replace(document, fields=fields)
        if document.type in TRANSCRIPTS:
            turns = (replace(turn, acts=_acts(turn.question, turn.answer)) for turn in find_turns(document))
            document = replace(document, turns=tuple(turns))
        form = load_forms().get(document.type)
        if form is not None:
            document = replace(document, marks=find_marks(document, form))
        done.append(document)
    return tuple(done)


def _acts(question: str, answer: str) -> frozenset[str]:
    """What is said in a turn: by cues, and by the trained classifier for wordings that no cue knows."""
    return acts_of(question, answer) | acts_by_model(question, answer)


def _day(fields: object) -> date | None:
    """The day of a document, from which days without a year in the next one are read."""
    assert isinstance(fields, dict)
    for name in ("issued_at", "received_at", "time_range"):
        one = fields.get(name)
        value = one.value if one else None
        value = value[0] if isinstance(value, list) and value else value
        if (moment := Moment.parse(value)) is not None:
            return moment.day
    return None


def kind_of(documents: Sequence[Document]) -> CaseKind:
    """Criminal or administrative: by the papers that only one of them has."""
    forms = load_forms()
    known = [one.type for one in documents if one.type in forms]
    criminal = sum(3 if kind in _CRIMINAL else forms[kind].case_type == "criminal" for kind in known)
    administrative = sum(3 if kind in _ADMINISTRATIVE else forms[kind].case_type == "administrative" for kind in known)
    if not criminal and not administrative:
        return CaseKind.UNKNOWN
    return CaseKind.CRIMINAL if criminal >= administrative else CaseKind.ADMINISTRATIVE


def described(documents: Sequence[Document]) -> tuple[str | None, str | None, str | None]:
    """Title, number and unit of the case, as its cover or its intake papers name them."""
    title = number = unit = None
    for document in documents:
        title = title or _text(document, "case_name")
        number = number or _text(document, "case_no")
        unit = unit or _text(document, "unit")
    return title, number, unit


def _text(document: Document, name: str) -> str | None:
    value = document.value(name)
    return value if isinstance(value, str) and value else None

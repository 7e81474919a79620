"""What of a case is worth a label: documents, marks and turns that the machine is unsure of."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from typing import Any

from reviewer.core.casefile import CaseFile, Document
from reviewer.core.facts import Presence, Turn
from reviewer.extraction.act_model import ActModel, load_act_model, units_of
from reviewer.extraction.acts import acts_of
from reviewer.pipeline import Review
from reviewer.store import annotations

SURE_MARK = 0.85
"""Marks whose probability is below it are offered, and those that were left open."""
NEAR = 1.5  # in log-odds: a turn is offered where an act lies so near to the border of being believed
MOST_TURNS = 12  # of a case

Row = dict[str, Any]


def kept_candidates(review: Review) -> list[Row]:
    """The rows of what is worth a label, each unit once."""
    case = review.case
    hashes = {source.id: (source.sha256, source.path) for source in case.sources}
    found: dict[tuple[str, str], Row] = {}
    for document in case.documents:
        if document.source in hashes:
            sha256, path = hashes[document.source]
            for one in (*_document(document, sha256, path), *_marks(document, sha256, path)):
                found.setdefault((one["task"], one["unit"]), one)
    for one in _turns(case, hashes):
        found.setdefault((one["task"], one["unit"]), one)
    return list(found.values())


def _row(task: str, unit: str, place: str, what: str, confidence: float, data: Row) -> Row:
    return {
        "task": task, "unit": unit, "place": place, "what": what, "confidence": round(confidence, 4),
        "data": json.dumps(data, ensure_ascii=False, sort_keys=True),
    }  # fmt: skip


def place_of(document: Document, sha256: str, path: str) -> Row:
    """Where a document lies, as labels hold it."""
    return {
        "path": path, "sha256": sha256, "first_page": document.first_page, "last_page": document.last_page,
        "page": document.first_page,
    }  # fmt: skip


def _document(document: Document, sha256: str, path: str) -> Iterator[Row]:
    if document.confidence < 1:
        unit, data = f"{sha256}/{document.first_page}", place_of(document, sha256, path)
        yield _row(annotations.DOCUMENT, unit, document.id, document.type, document.confidence, data)


def _marks(document: Document, sha256: str, path: str) -> Iterator[Row]:
    for number, mark in enumerate(document.marks):
        open_ = mark.presence is Presence.UNKNOWN
        if open_ or mark.probability < SURE_MARK:
            unit = annotations.mark_unit(f"{sha256}/{document.first_page}", mark.kind.value, mark.who, mark.label)
            sure = min(mark.probability, 0.5) if open_ else mark.probability
            data = {**place_of(document, sha256, path), "mark_page": mark.span.page}
            yield _row(annotations.MARK, unit, f"{document.id}/{number}", document.type, sure, data)


def _turns(case: CaseFile, hashes: dict[str, tuple[str, str]]) -> Iterator[Row]:
    """The turns nearest to the border of some act; one of each act before the second of any."""
    model = load_act_model()
    if model is None:
        return
    near: dict[str, list[tuple[float, Document, Turn]]] = {}
    for document in case.documents:
        for turn in document.turns if document.source in hashes else ():
            act, distance = nearest(model, turn)
            if act and distance < NEAR:
                near.setdefault(act, []).append((distance, document, turn))
    ranked = [
        (rank, one[0], act, one)
        for act, ones in near.items()
        for rank, one in enumerate(sorted(ones, key=lambda each: (each[0], each[1].id, each[2].index)))
    ]
    ranked.sort(key=lambda each: each[:3])
    for _, distance, act, (_, document, turn) in ranked[:MOST_TURNS]:
        data = turn_data(document, turn, *hashes[document.source])
        unit = annotations.turn_unit(data["sha256"], data["page"], turn.question, turn.answer)
        sure = 1 / (1 + math.exp(-distance))
        yield _row(annotations.TURN, unit, f"{document.id}/{turn.index}", act, sure, data)


def turn_data(document: Document, turn: Turn, sha256: str, path: str) -> Row:
    """A turn as labels hold it."""
    span = turn.question_span or turn.answer_span
    page = span.page if span is not None else document.first_page
    return {"path": path, "sha256": sha256, "page": page, "question": turn.question, "answer": turn.answer}


def nearest(model: ActModel, turn: Turn) -> tuple[str, float]:
    """The act whose border is nearest among those that no cue finds, and how far it is, in log-odds."""
    best, distance = "", math.inf
    cues = acts_of(turn.question, turn.answer)
    labels = model.linear.labels
    for counts, flags in units_of(turn.question, turn.answer):
        away = abs(model.linear.scores(counts, flags) - model.thresholds)
        for number in away.argsort()[:4]:
            if away[number] < distance and labels[number] not in cues:
                best, distance = labels[number], float(away[number])
    return best, distance

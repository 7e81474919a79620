"""How two claims can stand to one another, and how sure a judgement on it is.

The answers are those of a careful reader: ``conflict``, ``compatible``, ``refinement`` (one only more exact),
``correction`` (put right by the speaker himself, with his reason), ``vantage`` (each could see only a part),
``unrelated``.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from reviewer.checks.statements.claims import Claim
from reviewer.core.casefile import Span

SURE = 0.9

LIKELY = 0.75


class Relation(StrEnum):
    """How two claims stand to one another."""

    CONFLICT = "conflict"
    COMPATIBLE = "compatible"
    REFINEMENT = "refinement"
    CORRECTION = "correction"
    VANTAGE = "vantage"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Judgement:
    relation: Relation
    confidence: float = 0.0
    aspect: str = ""
    what: str = ""  # the point of disagreement in Chinese


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two statements that cannot both be true, or a statement and a document, with both places."""

    aspect: str
    message_zh: str
    a: Span
    b: Span
    confidence: float
    persons: tuple[str, str]
    slot: str = ""
    sessions: tuple[int, int] = (1, 1)


UNRELATED = Judgement(Relation.UNRELATED)

COMPATIBLE = Judgement(Relation.COMPATIBLE)

Judge = Callable[[Claim, Claim], Judgement]


def conflict(aspect: str, confidence: float, what: str) -> Judgement:
    return Judgement(Relation.CONFLICT, confidence, aspect, what)

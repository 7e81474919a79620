"""What the rules say: outcomes, findings, clocks, and the score."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from reviewer.core.casefile import Span


class Severity(StrEnum):
    UNLAWFUL = "unlawful"
    DEFECT = "defect"
    NOTICE = "notice"

    @property
    def rank(self) -> int:
        return {"notice": 1, "defect": 2, "unlawful": 3}[self.value]


class Outcome(StrEnum):
    VIOLATED = "violated"
    SATISFIED = "satisfied"
    NOT_APPLICABLE = "not_applicable"
    UNDETERMINED = "undetermined"


class ClockState(StrEnum):
    MET = "met"
    VIOLATED = "violated"
    RUNNING = "running"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Clock:
    """One legal period of the case. Times are ISO strings to the day or the minute."""

    rule: str
    state: ClockState
    subject: str | None = None
    start: str | None = None
    end: str | None = None
    due: str | None = None
    arithmetic: str = ""  # the reckoning in words


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer of a rule about one thing (a person, a document, the case)."""

    outcome: Outcome
    message: str = ""  # one sentence in Chinese: what was seen, with values
    evidence: tuple[Span, ...] = ()
    about: str = ""  # what it is about, as facts (person, document number, value): makes the finding's key
    severity: Severity | None = None  # of this sub-case, where it differs from the rule's default
    confidence: float = 0.9
    looked_for: tuple[str, ...] = ()  # what would have refuted it, and where it was looked for
    clock: Clock | None = None
    aspect: str | None = None  # of a conflict between two statements


@dataclass(frozen=True, slots=True)
class Authority:
    law: str
    article: str
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """A violation that a person should look at. ``key`` is made of facts and survives re-reading."""

    id: str
    key: str
    rule: str
    severity: Severity
    title: str
    message: str
    confidence: float
    authority: tuple[Authority, ...] = ()
    evidence: tuple[Span, ...] = ()
    remedy: str | None = None
    looked_for: tuple[str, ...] = ()
    aspect: str | None = None


@dataclass(frozen=True, slots=True)
class Check:
    """The outcome of one rule for the whole case."""

    rule: str
    outcome: Outcome
    reason: str = ""
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Deduction:
    rule: str
    points: float
    findings: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """Points out of 100, of candidates as long as nobody has confirmed them."""

    total: float
    grade: str
    vetoed: bool
    deductions: tuple[Deduction, ...] = ()
    vetoes: tuple[str, ...] = field(default=())

"""Short ways to write the four answers of a rule."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reviewer.core.casefile import Span
from reviewer.core.finding import Clock, Outcome, Severity, Verdict


def violated(
    message: str,
    *evidence: Span,
    about: str = "",
    severity: Severity | None = None,
    confidence: float = 0.9,
    looked_for: Iterable[str] = (),
    clock: Clock | None = None,
    aspect: str | None = None,
) -> Verdict:
    """A likely defect.

    Args:
        message: one sentence in Chinese that states what was seen, with its values.
        evidence: the places a person should look at; for a missing document, what makes it necessary.
        about: what it is about, made of facts only (person, document number, value): the finding's key.
        severity: of this sub-case, where it differs from the card's.
        looked_for: what would have refuted it and where it was looked for.
    """
    return Verdict(Outcome.VIOLATED, message, evidence, about, severity, confidence, tuple(looked_for), clock, aspect)


def satisfied(
    message: str = "", *evidence: Span, about: str = "", clock: Clock | None = None, looked_for: Sequence[str] = ()
) -> Verdict:
    """The rule was kept: what was right, with its places."""
    return Verdict(Outcome.SATISFIED, message, evidence, about, looked_for=tuple(looked_for), clock=clock)


def unclear(reason: str, *evidence: Span, about: str = "", clock: Clock | None = None) -> Verdict:
    """It cannot be told, and why."""
    return Verdict(Outcome.UNDETERMINED, reason, evidence, about, clock=clock)


def not_applicable(reason: str = "") -> Verdict:
    """Nothing in the case calls for the rule."""
    return Verdict(Outcome.NOT_APPLICABLE, reason)

"""The report as JSON, in the form of the contract. Same case and rules, same bytes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from reviewer import __version__
from reviewer.core.casefile import Box, CaseFile, Document, Source, Span
from reviewer.core.facts import Field
from reviewer.core.finding import Check, Clock, Finding, Score

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from typing import Protocol

    class Reviewed(Protocol):
        """What a report is made of."""

        @property
        def case(self) -> CaseFile: ...
        @property
        def checks(self) -> Sequence[Check]: ...
        @property
        def findings(self) -> Sequence[Finding]: ...
        @property
        def clocks(self) -> Sequence[Clock]: ...
        @property
        def score(self) -> Score: ...
        @property
        def rules(self) -> str: ...
        @property
        def law_of(self) -> date | None: ...
        @property
        def known(self) -> int: ...


def report(review: Reviewed) -> dict[str, Any]:
    """The report of one case as plain data, valid against the contract's schema."""
    case = review.case
    return {
        "schema_version": "1",
        "tool": {"name": "reviewer", "version": __version__, "rules_version": review.rules},
        "case": {
            "id": case.id,
            "kind": case.kind.value,
            "title": case.title,
            "number": case.number,
            "unit": case.unit,
        },
        "as_of": case.as_of.isoformat(),
        "law_of": review.law_of.isoformat() if review.law_of else None,
        "sources": [
            {
                "id": one.id,
                "path": one.path,
                "sha256": one.sha256,
                "media_type": one.media_type,
                "pages": one.pages,
                "status": one.status.value,
                "problem": one.problem,
                **_signed(one),
            }
            for one in case.sources
        ],
        "documents": [_document(one) for one in case.documents],
        "checks": [
            {"rule": one.rule, "outcome": one.outcome.value, "reason": one.reason or None} for one in review.checks
        ],
        "known_findings": review.known,
        "findings": [_finding(one) for one in review.findings],
        "clocks": [_clock(one) for one in review.clocks],
        "score": _score(review.score),
        "statements": _statements(case),
    }


def _statements(case: CaseFile) -> list[dict[str, Any]]:
    """The matrix person × session × aspect, an addition to the contract (``docs/statements.md``)."""
    from reviewer.checks.statements.verdicts import matrix_of

    return matrix_of(case)


def _signed(one: Source) -> dict[str, Any]:
    """Electronic signatures of a file, as facts; nothing where it has none."""
    if not one.electronic_signatures:
        return {}
    return {
        "electronic_signatures": [
            {
                "field": each.field,
                "page": each.page or None,
                "bbox": _box(each.box),
                "signer": each.signer or None,
                "issuer": each.issuer or None,
                "signed_at": each.signed_at or None,
                "integrity": each.integrity.value,
                "problem": each.problem or None,
            }
            for each in one.electronic_signatures
        ]
    }


def _document(one: Document) -> dict[str, Any]:
    return {
        "id": one.id,
        "type": one.type,
        "title": one.title,
        "source": one.source,
        "first_page": one.first_page,
        "last_page": one.last_page,
        "confidence": one.confidence,
        "fields": {name: _field(found) for name, found in sorted(one.fields.items())},
    }


def _field(one: Field) -> dict[str, Any]:
    span = one.span
    return {
        "value": one.value,
        "text": one.text or None,
        "page": span.page if span else None,
        "bbox": _box(span.box) if span else None,
        "confidence": round(one.confidence, 3),
        "how": one.how,
    }


def _box(box: Box | None) -> list[float] | None:
    return [round(float(value), 1) for value in box] if box is not None else None


def _evidence(span: Span) -> dict[str, Any]:
    return {
        "document": span.document,
        "source": span.source,
        "page": span.page,
        "bbox": _box(span.box),
        "quote": span.quote or None,
    }


def _finding(one: Finding) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": one.id,
        "key": one.key,
        "rule": one.rule,
        "severity": one.severity.value,
        "title": one.title,
        "message": one.message,
        "confidence": round(one.confidence, 3),
        "authority": [{"law": law.law, "article": law.article, "version": law.version} for law in one.authority],
        "remedy": one.remedy,
        "evidence": [_evidence(span) for span in one.evidence],
        "looked_for": list(one.looked_for),
    }
    if one.aspect:
        found["conflict"] = {"aspect": one.aspect}
    return found


def _clock(one: Clock) -> dict[str, Any]:
    return {
        "rule": one.rule,
        "subject": one.subject,
        "from": one.start,
        "to": one.end,
        "due": one.due,
        "state": one.state.value,
        "arithmetic": one.arithmetic or None,
    }


def _score(one: Score) -> dict[str, Any]:
    return {
        "total": round(one.total, 2),
        "grade": one.grade,
        "vetoed": one.vetoed,
        "vetoes": list(one.vetoes),
        "deductions": [
            {"rule": each.rule, "points": each.points, "findings": list(each.findings), "reason": each.reason or None}
            for each in one.deductions
        ],
    }


def write(review: Reviewed) -> str:
    """The report as a JSON text with a line end."""
    return json.dumps(report(review), ensure_ascii=False, indent=1, sort_keys=False) + "\n"

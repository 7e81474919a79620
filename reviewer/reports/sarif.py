"""The report as SARIF 2.1.0, for tools that show results of checks beside their sources."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from reviewer import __version__
from reviewer.checks.cards import Card
from reviewer.checks.rulebook import find_card
from reviewer.core.casefile import Source, SourceStatus, Span
from reviewer.core.finding import Finding, Severity
from reviewer.reports.citing import cited

if TYPE_CHECKING:
    from reviewer.reports.json import Reviewed

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {Severity.UNLAWFUL: "error", Severity.DEFECT: "warning", Severity.NOTICE: "note"}


def sarif_report(reviews: Sequence[Reviewed], *, lang: str = "zh") -> str:
    """One log with one run a case."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(review, lang) for review in reviews]}
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _run(review: Reviewed, lang: str) -> dict[str, Any]:
    case = review.case
    codes = sorted({one.rule for one in review.findings})
    order = {source.id: number for number, source in enumerate(case.sources)}
    return {
        "tool": {
            "driver": {
                "name": "reviewer",
                "version": __version__,
                "semanticVersion": __version__,
                "language": "zh-CN" if lang == "zh" else "en",
                "rules": [_rule(code, find_card(code), lang) for code in codes],
            }
        },
        "automationDetails": {"id": f"{case.id}/"},
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(source) for source in case.sources],
        "invocations": [_invocation(case.not_read)],
        "results": [_result(one, review, codes.index(one.rule), order) for one in review.findings],
        "properties": {
            "case": case.id,
            "kind": case.kind.value,
            "asOf": case.as_of.isoformat(),
            **({"lawOf": review.law_of.isoformat()} if review.law_of else {}),
            "rulesVersion": review.rules,
            "score": review.score.total,
            "grade": review.score.grade,
        },
    }


def _rule(code: str, card: Card | None, lang: str) -> dict[str, Any]:
    if card is None:
        return {"id": code}
    return {
        "id": code,
        "shortDescription": {"text": card.named(lang)},
        "fullDescription": {"text": card.why},
        "help": {"text": card.remedy},
        "defaultConfiguration": {"level": LEVELS[card.severity]},
        "properties": {"tags": [card.family, card.kind], "law": list(card.law)},
    }


def _uri(path: str) -> str:
    return quote(path, safe="/")


def _artifact(source: Source) -> dict[str, Any]:
    artifact: dict[str, Any] = {"location": {"uri": _uri(source.path)}}
    if source.media_type:
        artifact["mimeType"] = source.media_type
    if source.sha256.strip("0"):
        artifact["hashes"] = {"sha-256": source.sha256}
    return artifact


def _invocation(sources: Sequence[Source]) -> dict[str, Any]:
    """A case with unread files is no success: each is a notification."""
    invocation: dict[str, Any] = {"executionSuccessful": not sources}
    if sources:
        invocation["toolExecutionNotifications"] = [
            {
                "level": "error" if source.status is SourceStatus.UNREADABLE else "warning",
                "message": {"text": source.problem or source.status.value},
                "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(source.path)}}}],
            }
            for source in sources
        ]
    return invocation


def _result(one: Finding, review: Reviewed, rule: int, order: dict[str, int]) -> dict[str, Any]:
    paths = {source.id: source.path for source in review.case.sources}
    spans = [span for span in one.evidence if span.source in order]
    return {
        "ruleId": one.rule,
        "ruleIndex": rule,
        "level": LEVELS[one.severity],
        "kind": "fail",
        "message": {"text": one.message or one.title},
        "locations": [_location(spans[0], paths, order)] if spans else [],
        "relatedLocations": [
            _location(span, paths, order) | {"id": number} for number, span in enumerate(spans[1:], 1)
        ],
        "partialFingerprints": {"reviewerKey/v1": one.key},
        "rank": round(one.confidence * 100, 1),
        "properties": {
            "severity": one.severity.value,
            "authority": [cited([law]) for law in one.authority],
            "lookedFor": list(one.looked_for),
        },
    }


def _location(span: Span, paths: dict[str, str], order: dict[str, int]) -> dict[str, Any]:
    """A place. SARIF knows no pages: the page stands in the message and in the properties."""
    properties: dict[str, Any] = {"page": span.page}
    if span.box is not None:
        properties["bbox"] = [round(float(side), 1) for side in span.box]
    return {
        "physicalLocation": {"artifactLocation": {"uri": _uri(paths[span.source]), "index": order[span.source]}},
        "message": {"text": f"第{span.page}页" + (f"：{span.quote}" if span.quote else "")},
        "properties": properties,
    }

"""The score of a case: points off for what was found, by a scorecard."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.core.finding import Deduction, Finding, Score, Severity

_POINTS = {Severity.UNLAWFUL: 10.0, Severity.DEFECT: 3.0, Severity.NOTICE: 0.0}


def score(findings: Sequence[Finding]) -> Score:
    """Score a case by its candidate findings."""
    by_rule: dict[str, list[Finding]] = {}
    for finding in findings:
        by_rule.setdefault(finding.rule, []).append(finding)
    deductions = []
    for rule, group in sorted(by_rule.items()):
        points = max(_POINTS[one.severity] for one in group) + (len(group) - 1)
        if max(_POINTS[one.severity] for one in group) > 0:
            deductions.append(Deduction(rule, points, tuple(one.id for one in group)))
    total = max(0.0, 100.0 - sum(one.points for one in deductions))
    grade = "优秀" if total >= 90 else "合格" if total >= 60 else "不合格"
    return Score(total, grade, False, tuple(deductions))

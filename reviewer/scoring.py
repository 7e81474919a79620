"""The score of a case: points off for what was found, block by block, by a scorecard."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from reviewer.checks.scorecard import Scorecard, Veto, load_scorecard
from reviewer.core.casefile import CaseKind
from reviewer.core.finding import Deduction, Finding, Score, Severity

_WORDS = {Severity.UNLAWFUL: "违法", Severity.DEFECT: "瑕疵", Severity.NOTICE: "提示"}


def score(
    findings: Iterable[Finding],
    *,
    kind: CaseKind,
    scorecard: Scorecard | None = None,
    confirmed: Collection[str] | None = None,
    corrected: Collection[str] = (),
    waived: Collection[str] = (),
) -> Score:
    """Score a case.

    Without ``confirmed`` it is the score of the candidates: what the case would have if a person confirmed every
    one of them, vetoes included. With it only confirmed findings count.

    Args:
        findings: what was found; points and vetoes go by each finding's own level.
        kind: whose scorecard is used; for a case of unknown kind the one that lists most of the rules found.
        scorecard: used in place of ours.
        confirmed: keys of the findings that a person confirmed.
        corrected: keys of findings that were put right before the review.
        waived: keys of findings for which nothing is taken off, since the law itself is unclear.
    """
    counted = [one for one in findings if (confirmed is None or one.key in confirmed) and one.key not in waived]
    card = scorecard or load_scorecard(_kind(kind, counted))
    deductions = _deductions(counted, card, corrected)
    failed = _vetoed(counted, card.fail)
    barred = _vetoed(counted, card.no_excellent)
    total = max(card.floor, card.base - sum(one.points for one in deductions))
    if failed:
        total, grade = min(total, card.fail_cap), card.fail_grade
    else:
        grade = card.grade_of(total, barred=bool(barred))
    would = "如经确认，" if confirmed is None else ""
    vetoes = [f"{rule}：{reason}，{would}一票否决" for rule, reason in failed.items()]
    vetoes += [f"{rule}：{reason}，{would}不能评优" for rule, reason in barred.items()]
    return Score(round(total, 2), grade, bool(failed), deductions, tuple(vetoes))


def _kind(kind: CaseKind, findings: Sequence[Finding]) -> CaseKind:
    if kind is not CaseKind.UNKNOWN:
        return kind

    def listed(one: CaseKind) -> int:
        card = load_scorecard(one)
        return sum(card.block_of(finding.rule) is not card.other for finding in findings)

    return max((CaseKind.CRIMINAL, CaseKind.ADMINISTRATIVE), key=listed)


def _vetoed(findings: Sequence[Finding], vetoes: Mapping[str, Veto]) -> dict[str, str]:
    held = [one.rule for one in findings if one.rule in vetoes and vetoes[one.rule].holds(one)]
    return {rule: vetoes[rule].reason for rule in sorted(set(held))}


def _deductions(findings: Sequence[Finding], card: Scorecard, corrected: Collection[str]) -> tuple[Deduction, ...]:
    """What is taken off, dearest first within each block, until the cap of the block is used up."""
    groups: dict[str, list[Finding]] = {}
    for one in findings:
        groups.setdefault(one.rule, []).append(one)
    wanted = [_wanted(rule, group, card, corrected) for rule, group in groups.items()]
    left = {block.id: block.cap for block in (*card.blocks, card.other)}
    deductions = []
    for due in sorted(wanted, key=lambda each: (-each.points, each.rule)):
        if not due.points:
            continue
        block = card.block_of(due.rule)
        points = round(min(due.points, left[block.id]), 2)
        left[block.id] -= points
        reason = f"{block.name}：{due.reason}"
        if points < due.points:
            reason += f"；本栏最多扣{block.cap:g}分，实扣{points:g}分"
        deductions.append(Deduction(due.rule, points, due.findings, reason))
    return tuple(sorted(deductions, key=lambda one: one.rule))


def _wanted(rule: str, group: Sequence[Finding], card: Scorecard, corrected: Collection[str]) -> Deduction:
    """What one rule takes off before the cap of its block: the worst finding in full, each further one a little."""

    def points(one: Finding) -> float:
        share = card.corrected[one.severity] if one.key in corrected else 1.0
        return card.points_of(rule, one.severity) * share

    worst = max(group, key=points)
    first = points(worst)
    counting = [one for one in group if points(one) > 0]
    total = min(first + card.further * (len(counting) - 1), first * max(card.most, 1.0)) if counting else 0.0
    reason = f"{_WORDS[worst.severity]}扣{first:g}分"
    if worst.key in corrected:
        reason += "（已改正）"
    if len(counting) > 1:
        reason += f"，另有{len(counting) - 1}处，共{total:g}分"
    return Deduction(rule, round(total, 2), tuple(one.id for one in counting), reason)

"""Two claims about one thing: can both be true? Slots decide; what they cannot decide stays open."""

from __future__ import annotations

import re

from reviewer.checks.statements.claims import Claim
from reviewer.checks.statements.judge_circumstances import (
    judge_amount,
    judge_company,
    judge_count,
    judge_present,
    judge_when,
    judge_where,
)
from reviewer.checks.statements.judge_deeds import (
    judge_deed,
    judge_doer,
    judge_first,
    judge_found,
    judge_order,
    judge_tool,
    judge_whether,
)
from reviewer.checks.statements.judge_states import (
    judge_clothing,
    judge_flag,
    judge_goods,
    judge_knew,
    judge_liquor,
    judge_manner,
    judge_vehicle,
)
from reviewer.checks.statements.moments import When, times
from reviewer.checks.statements.records import Exchange
from reviewer.checks.statements.relation import UNRELATED, Judge, Judgement, Relation


def judge(a: Claim, b: Claim) -> Judgement:
    """How two claims of one slot, of two records, stand to one another."""
    judged = _JUDGES.get(a.slot) if a.slot == b.slot and not _other_occasion(a, b) else None
    verdict = judged(a, b) if judged else UNRELATED
    if verdict.relation is Relation.CONFLICT and _own_correction(a, b):
        return Judgement(Relation.CORRECTION, verdict.confidence, verdict.aspect, verdict.what)
    return verdict


def _other_occasion(a: Claim, b: Claim) -> bool:
    """Whether the questions name different days, months or occasions: 7月份领了几次, 第一笔 and 最后一笔."""
    one, two = (_occasion(claim.exchange) for claim in (a, b))
    return bool(one[0] and two[0] and one[0] != two[0]) or bool(one[1] and two[1] and one[1].apart(two[1]) > 0)


def _occasion(exchange: Exchange) -> tuple[frozenset[str], When | None]:
    days = [when for when in times(exchange.question, base=exchange.base) if when.days]
    return frozenset(_OCCASION.findall(exchange.question)), days[0] if len(days) == 1 else None


_OCCASION = re.compile(
    r"上个?月|上[次回]|去年|前年|上半年|第[一二三四五六七八九十\d]+(?=[次回趟笔批])|最后一(?=[次回趟笔批])|头一(?=[次回趟笔批])"
)


def _own_correction(a: Claim, b: Claim) -> bool:
    return a.exchange.speaker == b.exchange.speaker and (a.corrected or b.corrected)


_JUDGES: dict[str, Judge] = {
    "goods": judge_goods, "liquor": judge_liquor, "manner": judge_manner, "found": judge_found, "act": judge_deed, "present": judge_present,
    "whether": judge_whether, "vehicle": judge_vehicle,
    "when": judge_when, "where": judge_where, "count": judge_count, "company": judge_company, "amount": judge_amount, "first": judge_first,
    "deed": judge_deed, "doer": judge_doer, "tool": judge_tool, "drink": judge_flag("是否饮酒"), "drunk": judge_flag("是否醉酒"),
    "rain": judge_flag("天气"), "light": judge_flag("光线"), "knew": judge_knew, "order": judge_order,
    "clothing:upper": judge_clothing, "clothing:lower": judge_clothing, "clothing:head": judge_clothing,
    "clothing:foot": judge_clothing,
}  # fmt: skip

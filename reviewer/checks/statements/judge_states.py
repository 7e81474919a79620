"""Judgements on states and things: vehicles, clothing, drink, knowledge, manner, goods."""

from __future__ import annotations

import re

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.alike import one_question, same_event
from reviewer.checks.statements.claims import Claim
from reviewer.checks.statements.people import certain
from reviewer.checks.statements.relation import (
    COMPATIBLE,
    LIKELY,
    SURE,
    UNRELATED,
    Judge,
    Judgement,
    Relation,
    conflict,
)


def judge_manner(a: Claim, b: Claim) -> Judgement:
    """One says that the other side was rude, one of that side that they were civil."""
    if a.value == b.value or a.exchange.speaker == b.exchange.speaker or not same_event(a, b):
        return UNRELATED
    sides = {(bool(claim.value), next(iter(claim.things))) for claim in (a, b)}
    return conflict("state", LIKELY, "态度") if sides == {(False, "other"), (True, "own")} else UNRELATED


def judge_vehicle(a: Claim, b: Claim) -> Judgement:
    """Two kinds of vehicle that nobody takes for one another, or two colours."""
    told = not (a.asked and b.asked)
    if not same_event(a, b) or not (a.asked or b.asked) or (told and not a.subject & b.subject):
        return UNRELATED
    (one, ones), (two, twos) = a.value, b.value
    joined = lexicon.near("vehicles_near")
    apart = one and two and not one & two and not any(frozenset({x, y}) in joined for x in one for y in two)
    colours = lexicon.near("colours_near")
    other = ones and twos and not ones & twos and not any(frozenset({x, y}) in colours for x in ones for y in twos)
    if apart:
        return conflict("object", SURE, "车辆")
    return conflict("state", LIKELY, "车辆颜色") if other else COMPATIBLE


def judge_flag(what: str) -> Judge:
    def judged(a: Claim, b: Claim) -> Judgement:
        if not a.subject & b.subject or a.value == b.value:
            return COMPATIBLE if a.value == b.value else UNRELATED
        if len(a.subject) > 1 or len(b.subject) > 1:
            return Judgement(Relation.VANTAGE)
        if not (a.asked or b.asked):
            return UNRELATED
        return conflict("state", SURE if a.asked and b.asked else LIKELY, what)

    return judged


def judge_knew(a: Claim, b: Claim) -> Judgement:
    if a.value == b.value or not a.subject & b.subject:
        return COMPATIBLE
    if len(a.subject) > 1 or len(b.subject) > 1 or not (a.things & b.things or one_question(a, b)):
        return UNRELATED
    return conflict("state", SURE, "是否知情")


def judge_liquor(a: Claim, b: Claim) -> Judgement:
    """Spirits in one account, only beer in the other."""
    one, two = frozenset(a.value), frozenset(b.value)
    if not a.subject & b.subject or one & two:
        return COMPATIBLE if one & two else UNRELATED
    return conflict("state", LIKELY, "所饮的酒")


def judge_goods(a: Claim, b: Claim) -> Judgement:
    """Things of quite another name, or another number of the same."""
    own = all(re.search("被|丢|少了", claim.exchange.question) for claim in (a, b))  # each of his own losses
    if not same_event(a, b) or not (a.asked or b.asked) or (own and a.exchange.speaker != b.exchange.speaker):
        return UNRELATED
    one, two = dict(a.value), dict(b.value)
    common = {noun for noun in one if noun in two}
    if any(one[noun] != two[noun] for noun in common):
        return conflict("object", LIKELY, "涉案物品")
    alike = frozenset("".join(one)) & frozenset("".join(two))
    return COMPATIBLE if common or alike else conflict("object", LIKELY, "涉案物品")


def judge_clothing(a: Claim, b: Claim) -> Judgement:
    if not a.subject & b.subject:
        return UNRELATED
    one, two = frozenset(a.value), frozenset(b.value)
    joined = lexicon.near("colours_near")
    if one & two or any(frozenset({x, y}) in joined for x in one for y in two):
        return COMPATIBLE
    certainly = certain(a.subject) and certain(b.subject) and a.asked and b.asked
    return conflict("state", SURE if certainly else LIKELY, "衣着")

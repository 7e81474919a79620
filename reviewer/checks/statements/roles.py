"""Who acts and who suffers it in a clause: agent and target of a verb."""

from __future__ import annotations

import re

from reviewer.checks.statements.people import NOBODY, Mention
from reviewer.checks.statements.records import Clause, Exchange

_PERCEIVES = re.compile(
    r"^(?:就|也|还|当时|又|都|才|只|是|亲眼|远远|只是)*(?:看(?:到|见|着|得|清)|听(?:到|见|得)|认(?:得|识)|记得|晓得|知道|发现|觉得|以为|说|喊|讲|问|叫他|劝)"
)

_SEES = re.compile(r"(?:看到|看见|撞见|发现|碰见|瞧见|望见|抓到|听到|听见|亲眼见)(?:了|有)?")


# 司徒店里那个徒弟小岩: the second acts, the first only tells who he is.
_BELONGS = re.compile(
    r"(?:店里|家里?|手下|厂里|公司里?|身边|旁边|车上|那边|屋里|的|那|这|个|位|名)*"
    r"(?:的|徒弟|学徒|伙计|员工|工人|朋友|同事|司机|老婆|儿子|女儿|兄弟|弟弟|哥哥|侄子|外甥)(?:叫|，)?"
)


def acting(mentions: list[Mention], text: str) -> list[Mention]:
    """The people of a clause without those who only see or say what another does."""
    seen = _SEES.search(text)
    if seen and any(mention.start >= seen.end() for mention in mentions):
        mentions = [mention for mention in mentions if mention.start >= seen.end()]
    kept = [mention for mention in mentions if not _PERCEIVES.match(text[mention.end :])]
    return [
        mention
        for at, mention in enumerate(kept)
        if at + 1 == len(kept) or not _BELONGS.fullmatch(text[mention.end : kept[at + 1].start])
    ]


def asked_agent(exchange: Exchange) -> frozenset[str]:
    """Of whom the question asks: the first person before its verb."""
    mentions = [mention for mention in acting(exchange.asked_people, exchange.question) if mention.who]
    return mentions[0].who if mentions else addressed(exchange)


def addressed(exchange: Exchange) -> frozenset[str]:
    """A question to a suspect that names nobody is about himself."""
    suspect = exchange.speaker in exchange.roster.suspects and not exchange.asked_people
    return frozenset({exchange.speaker}) if suspect else NOBODY


def starts_with(mentions: list[Mention]) -> frozenset[str]:
    """The person that a clause begins with."""
    return mentions[0].who if mentions and mentions[0].start <= 3 else NOBODY


_NOT_LEADING = re.compile("[了过着给把打被对向朝跟拍]")


def doer_of(exchange: Exchange, clause: Clause) -> frozenset[str]:
    """The person that a clause begins with, unless a verb stands before him (就拍了她两下)."""
    mentions = exchange.people(clause)
    if mentions and _NOT_LEADING.search(clause.text[: mentions[0].start]):
        return NOBODY
    return starts_with(mentions)


def leading(exchange: Exchange, clause: Clause) -> frozenset[str]:
    """Who acts at the beginning of a clause, past those who only see it."""
    mentions = acting(exchange.people(clause), clause.text)
    seen = _SEES.search(clause.text)
    if seen and mentions and mentions[0].start >= seen.end() and mentions[0].start - seen.end() <= 2:
        return mentions[0].who
    return starts_with(mentions)


def subject_before(exchange: Exchange, clause: Clause, at: int) -> frozenset[str]:
    before = [mention for mention in exchange.people(clause) if mention.end <= at]
    if before:
        return before[-1].who
    earlier = [item for item in exchange.clauses if item.start < clause.start]
    for item in reversed(earlier[-2:]):
        leading = starts_with(exchange.people(item))
        if leading:
            return leading
    return NOBODY


def roles(
    text: str, mentions: list[Mention], start: int, end: int, carried: frozenset[str]
) -> tuple[frozenset[str], frozenset[str]]:
    """Agent and target of a verb: 被 and 把 turn the order, what is left out is taken over."""
    before = [mention for mention in mentions if mention.end <= start + 1]
    after = [mention for mention in mentions if mention.start >= end - 1 and mention not in before]
    passive = re.search(r"(?:被|让|叫|(?<![卖交送递转借还付寄拿])给|遭)(?=[^，。]{0,12}$)", text[:start])
    if passive and not re.search(r"把", text[:start]):
        doers = [mention for mention in before if mention.start >= passive.end()]
        done = [mention for mention in before if mention.end <= passive.start()]
        return (doers[0].who if doers else NOBODY), (done[0].who if done else carried)
    objective = re.search(r"(?:把|将|对|朝|向|往|照着?|给|跟|和|用)(?=[^，。]{0,12}$)", text[:start])
    if objective:
        done = [mention for mention in before if mention.start >= objective.end()]
        doers = [mention for mention in before if mention.end <= objective.start() + 1]
        return (doers[0].who if doers else carried), (done[0].who if done else after[0].who if after else NOBODY)
    return (before[0].who if before else carried), (after[0].who if after else NOBODY)


_LISTED = re.compile(r"(?:、|和|跟|与|还有|以及|，)+")


def agents(
    text: str, mentions: list[Mention], start: int, end: int, carried: frozenset[str]
) -> list[tuple[frozenset[str], frozenset[str]]]:
    """As :func:`roles`, with every one of several doers: 张某和李某都打了他."""
    agent, target = roles(text, mentions, start, end, carried)
    before = [mention for mention in mentions if mention.end <= start]
    listed = [before[0]] if before and before[0].who == agent else []
    for mention in before[1:]:
        if listed and _LISTED.fullmatch(text[listed[-1].end : mention.start]):
            listed.append(mention)
    if len(listed) < 2 or not re.search(r"都|一起|两个|俩|[三四五]个", text[listed[-1].end : start]):
        return [(agent, target)]
    return [(mention.who, target) for mention in listed if mention.who]

"""Judgements on deeds: who began, who did it, whether it was done, with what, and in what order."""

from __future__ import annotations

import re

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.alike import one_question
from reviewer.checks.statements.answers import VIOLENT
from reviewer.checks.statements.claims import Claim, predicate, shared
from reviewer.checks.statements.people import certain
from reviewer.checks.statements.relation import COMPATIBLE, LIKELY, SURE, UNRELATED, Judgement, Relation, conflict


def judge_found(a: Claim, b: Claim) -> Judgement:
    """How many of one kind of thing somebody had with him."""
    (kind, one, first), (other, two, second) = a.value, b.value
    if kind != other or not one.apart(two) or a.soft or b.soft:
        return COMPATIBLE if kind == other else UNRELATED
    return conflict("object" if first != second else "amount", LIKELY, "所持物品")


def judge_first(a: Claim, b: Claim) -> Judgement:
    one, two = a.subject, b.subject
    if not (a.asked or b.asked) and not _each_accuses_the_other(a, b):
        return UNRELATED
    if a.positive and b.positive:
        barred = any(x <= {f"非{name}" for name in y} for x, y in ((one, two), (two, one)))
        unclear = any(name.startswith("非") for name in one | two)
        if one & two or (unclear and not barred):
            return COMPATIBLE
        return conflict("action", SURE, "谁先动手")
    if a.positive != b.positive and certain(one) and certain(one) == certain(two):
        return conflict("action", SURE, "谁先动手")
    return COMPATIBLE


def _each_accuses_the_other(a: Claim, b: Claim) -> bool:
    speakers = (a.exchange.speaker, b.exchange.speaker)
    return speakers[0] != speakers[1] and (certain(b.subject), certain(a.subject)) == speakers


def judge_deed(a: Claim, b: Claim) -> Judgement:
    """One denies his own deed (or answers no when asked), the other saw or suffered it."""
    if a.positive == b.positive:
        return COMPATIBLE
    denies, affirms = (b, a) if a.positive else (a, b)
    if not _same_deed(str(denies.value), str(affirms.value)):
        return UNRELATED
    agent = certain(denies.subject)
    if agent is None or agent not in affirms.subject or "们" in affirms.subject:
        return UNRELATED
    if denies.target and affirms.target and not denies.target & affirms.target:
        return UNRELATED
    own = agent == denies.exchange.speaker
    if not own and not denies.asked:
        return Judgement(Relation.VANTAGE)
    if denies.value not in VIOLENT | {"violence"} and not _one_thing(denies, affirms):
        return UNRELATED
    doubt = len(affirms.subject) > 1
    return (
        conflict("denial", LIKELY if doubt or not own else SURE, "是否实施该行为")
        if not doubt or affirms.asked
        else Judgement(Relation.VANTAGE)
    )


def judge_whether(a: Claim, b: Claim) -> Judgement:
    """Opposite answers to one and the same yes-or-no question about one and the same person or thing."""
    if a.value == b.value or a.subject != b.subject or len(a.subject) > 2:
        return UNRELATED
    if len(a.things & b.things) < 2 or len(a.things & b.things) / len(a.things | b.things) < 0.6:
        return UNRELATED
    return conflict(a.aspect, LIKELY, "所问同一事项")


_NARROW = frozenset({"gamble", "drugs", "threat", "obstruct", "flee", "push", "summon", "scold"})


def _one_thing(denies: Claim, affirms: Claim) -> bool:
    """Whether a deed that is no blow is the same one: asked for, and with an object in common where it takes one."""
    if not denies.asked:
        return False
    if denies.value in _NARROW or shared(denies.things, affirms.things):
        return True
    family = lexicon.classes("families").get(str(denies.value)) or re.compile(re.escape(str(denies.value)))
    verb = family.search(denies.exchange.question)
    own = predicate(denies.exchange.question, denies.exchange.roster.names) - frozenset(verb[0] if verb else "")
    return not own or bool(own & frozenset(affirms.exchange.question + affirms.text))


def _same_deed(denied: str, affirmed: str) -> bool:
    if denied == "violence":
        return affirmed in VIOLENT
    return denied == affirmed or (denied == "hit" and affirmed == "stab")


def judge_doer(a: Claim, b: Claim) -> Judgement:
    common = shared(a.things, b.things)
    same = bool(a.value & b.value) if isinstance(a.value, frozenset) and isinstance(b.value, frozenset) else False
    alike = a.asked and b.asked and (one_question(a, b) or "instigate" in a.events & b.events)
    if not alike and not (common and (same or len(common) >= 2 or (a.asked and b.asked))):
        return UNRELATED
    one, two = a.subject, b.subject
    if a.positive and b.positive:
        if one & two or not certain(one) or not certain(two) or "们" in one | two:
            return COMPATIBLE
        return conflict("action", LIKELY if not (a.asked and b.asked) else SURE, "行为人")
    if a.positive != b.positive and certain(one) and certain(one) == certain(two):
        return conflict("denial", SURE, "是否实施该行为")
    return COMPATIBLE


def judge_tool(a: Claim, b: Claim) -> Judgement:
    told = bool(a.subject and b.subject)
    if (told and not a.subject & b.subject) or (
        not (a.asked if told else a.asked and b.asked) and not (told and b.asked)
    ):
        return UNRELATED
    if not a.events & b.events and not (a.asked and b.asked and one_question(a, b)):
        return UNRELATED
    (one, first), (two, second) = a.value, b.value
    if one & two:
        return _materials(first, second, a.asked and b.asked)
    if (not one and not two) or _one_word(first, second):
        return COMPATIBLE
    if any(name.startswith("=") for name in one | two) and frozenset("".join(one | _named(first))) & frozenset(
        "".join(two | _named(second))
    ) - {"="}:
        return COMPATIBLE
    doubt = not (certain(a.subject) and certain(b.subject))
    return conflict("object", LIKELY if doubt or not (a.asked and b.asked) else SURE, "工具")


def _named(text: str) -> frozenset[str]:
    """The characters of a short answer about a tool, by which a new word for it is recognised."""
    return frozenset(re.sub(r"[他她我你的是用拿一把根块条个只那就打划砸剪点弄着了过，]", "", text[:12]))


_THING_WORDS = re.compile(r"[\u4e00-\u9fff]{2,}")

_NO_THING = re.compile(r"[他她我你的是用拿一把根块条个只那就打划砸剪点弄着了过在和朝照往]")


def _one_word(first: str, second: str) -> bool:
    """Whether both name the thing by a word of two characters or more that is the same (空啤酒瓶, 啤酒瓶子)."""
    ones = _THING_WORDS.findall(_NO_THING.sub(" ", first))
    twos = " ".join(_THING_WORDS.findall(_NO_THING.sub(" ", second)))
    return any(word[at : at + 2] in twos for word in ones for at in range(len(word) - 1))


def _materials(first: str, second: str, asked: bool) -> Judgement:
    one, two = lexicon.found("materials", first), lexicon.found("materials", second)
    return conflict("object", LIKELY, "工具") if asked and one and two and not one & two else COMPATIBLE


def judge_order(a: Claim, b: Claim) -> Judgement:
    (one, two), (three, four) = a.value, b.value
    at = 0 if all(item[0] for item in (one, two, three, four)) else 1  # by kinds of deed, else by their characters
    first, second, third, fourth = (item[at] for item in (one, two, three, four))
    if first & third or second & fourth:
        return COMPATIBLE
    return conflict("sequence", LIKELY, "先后顺序") if first & fourth and second & third else UNRELATED

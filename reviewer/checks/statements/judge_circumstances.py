"""Judgements on circumstances: when, where, how many people, how much."""

from __future__ import annotations

import re

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.alike import elsewhere, one_question, personal, same_event
from reviewer.checks.statements.claims import Claim, predicate, shared
from reviewer.checks.statements.moments import When
from reviewer.checks.statements.relation import COMPATIBLE, LIKELY, SURE, UNRELATED, Judgement, Relation, conflict
from reviewer.checks.statements.values import Range


def judge_when(a: Claim, b: Claim) -> Judgement:
    if not same_event(a, b) or not (a.asked or b.asked) or personal(a, b):
        return UNRELATED
    one, two = a.value, b.value
    if not isinstance(one, When) or not isinstance(two, When):
        return UNRELATED
    minutes = one.apart(two)
    told = [claim for claim in (a, b) if "account" in claim.things]
    if len(told) < 2 and elsewhere(a, b):
        return UNRELATED
    if told:
        same_day = bool(one.days and two.days) or len(told) == 1
        if not same_day or minutes >= 1440 or (0 < minutes < 60 * len(told)):
            return UNRELATED  # an account may begin with another moment than the one asked for
    slack = 20 if (one.soft or two.soft) else 15
    if minutes <= slack:
        return COMPATIBLE
    far = minutes >= 60
    return conflict("time", SURE if far and a.asked and b.asked else LIKELY, "时间")


def judge_where(a: Claim, b: Claim) -> Judgement:
    if not same_event(a, b) or elsewhere(a, b):
        return UNRELATED
    if (a.subject or b.subject) and not a.subject & b.subject:
        return UNRELATED  # where somebody was, who need not have been where it happened
    (one, first), (two, second) = a.value, b.value
    one, two = _specific(one | _outside(first)), _specific(two | _outside(second))
    if any("vehicle" in x and "carside" in y and "carside" not in x for x, y in ((one, two), (two, one))):
        return conflict("place", SURE if a.asked and b.asked else LIKELY, "地点")
    if not one or not two:
        return _named_places(first, second)
    if one & two:
        return _doors(first, second)
    narrow = lexicon.lexicon()["venues_narrow"]
    names = set(narrow["names"])
    joined = lexicon.near("venues_narrow") | lexicon.near("nested")
    within = {name for names, text in ((one, first), (two, second)) for name in names if _INSIDE.search(text)}
    pairs = [frozenset({x, y}) for x in one for y in two]
    inner = [frozenset({x, y}) for x in one & names for y in two & names]
    checked = inner or pairs
    open_air = frozenset({"street"})
    if any(pair in joined and not (open_air < pair and pair - open_air <= within) for pair in checked) or _same_words(
        first, second
    ):
        return COMPATIBLE
    return conflict("place", SURE if a.asked and b.asked else LIKELY, "地点")


_WIDE = frozenset({"street", "estate", "square", "market", "works"})


def _specific(venues: frozenset[str]) -> frozenset[str]:
    """小区的停车场 is the car park."""
    return venues - _WIDE or venues


_INSIDE = re.compile(r"(?:店|馆|楼|站|家|行|市|室|吧|厅|屋|司|点|部|院)里|里面|里头|屋里|室内|包间|包厢|柜台|收银台")


def _outside(text: str) -> frozenset[str]:
    """Before a door one stands in the street."""
    return frozenset({"street"}) if re.search(r"门口|门前|门外|外面|旁边|附近|对面", text) else frozenset()


_DOOR = re.compile(r"([东南西北前后正侧])(?:边的?)?(?:大)?门")

_FLOOR = re.compile(r"([一二三四五六七八九十\d]+)(楼|层|号包间|单元|栋|号楼)(?!下)")

_PROPER = re.compile(
    r"([一-鿿]{2,4}?)(路口|大桥|桥|村|镇|广场|超市|宾馆|酒店|饭店|茶楼|公园|小区|网吧|KTV|大道|路|街|银行|市场|酒吧)"
)


def _doors(first: str, second: str) -> Judgement:
    """One place, but another door or another floor."""
    for pattern in (_DOOR, _FLOOR):
        one, two = pattern.search(first), pattern.search(second)
        if one and two and one[1] != two[1] and one.groups()[1:] == two.groups()[1:]:
            return conflict("place", LIKELY, "地点")
    return _named_places(first, second) if _PROPER.search(first) and _PROPER.search(second) else COMPATIBLE


def _named_places(first: str, second: str) -> Judgement:
    """Two proper names of one kind of place that share no character."""
    ones, twos = list(_PROPER.finditer(first)), list(_PROPER.finditer(second))
    for one in ones:
        for two in twos:
            if one[2] == two[2] and not set(_bare(one[1])) & set(_bare(two[1])) and _bare(one[1]) and _bare(two[1]):
                return conflict("place", LIKELY, "地点")
    return COMPATIBLE


def named_apart(first: str, second: str, *, kinds: str) -> bool:
    """Whether two texts name places of one of the ``kinds`` (``村|镇``) by names of which none have a character in common."""
    wanted = frozenset(kinds.split("|"))
    pairs = [
        (_bare(one[1]), _bare(two[1]))
        for one in _PROPER.finditer(first)
        for two in _PROPER.finditer(second)
        if one[2] == two[2] and one[2] in wanted
    ]
    return bool(pairs) and all(one and two and not set(one) & set(two) for one, two in pairs)


def _bare(name: str) -> str:
    return re.sub(
        r"^(?:在|那个?|我们?|他们?|县城?|市里?|镇上|村里|一[家个]|这[家个]|附近|旁边|就|是|到|的|里|边|去|家|了)+",
        "",
        name,
    )


def _same_words(first: str, second: str) -> bool:
    shorter, longer = sorted((re.sub(r"[在的里上中内]", "", first), re.sub(r"[在的里上中内]", "", second)), key=len)
    return len(shorter) >= 2 and shorter in longer


def _same_crowd(a: Claim, b: Claim) -> bool:
    """Whether two counts are of the same people: a suspect's own side is the other side to those who are none."""
    one, two = _crowd(a), _crowd(b)
    if one == two:
        return True
    names = a.exchange.roster.names
    named = predicate(a.exchange.question, names) & predicate(b.exchange.question, names)
    return {*one, *two} == {"actors", "all"} and bool(named)


def _crowd(claim: Claim) -> frozenset[str]:
    suspect = claim.exchange.speaker in claim.exchange.roster.suspects
    side = "own" if suspect else "other"
    return frozenset("actors" if thing == side else thing for thing in claim.things)


def judge_count(a: Claim, b: Claim) -> Judgement:
    if not same_event(a, b) or not _same_crowd(a, b):
        return UNRELATED
    one, two = a.value, b.value
    if not isinstance(one, Range) or not isinstance(two, Range) or not one.apart(two):
        return COMPATIBLE
    if not a.soft and not b.soft:
        return conflict("person", SURE, "人数")
    return conflict("person", LIKELY, "人数") if one.gap(two) >= 2.5 else Judgement(Relation.VANTAGE)


def judge_company(a: Claim, b: Claim) -> Judgement:
    if not same_event(a, b):
        return UNRELATED
    one, two = frozenset(a.value), frozenset(b.value)
    if a.exchange.speaker == b.exchange.speaker:
        return COMPATIBLE if bool(one) == bool(two) and (one & two or not one) else conflict("person", SURE, "同行人员")
    for alone, other in ((a, b), (b, a)):
        if not alone.value and alone.exchange.speaker in other.value:
            return conflict("person", LIKELY, "同行人员")
    return COMPATIBLE


def judge_present(a: Claim, b: Claim) -> Judgement:
    """One says that nobody else was there, the other names somebody besides the two of them."""
    if not same_event(a, b):
        return UNRELATED
    speakers = {a.exchange.speaker, b.exchange.speaker}
    one, two = frozenset(a.value) - speakers, frozenset(b.value) - speakers
    if bool(one) == bool(two) or a.soft or b.soft:
        return COMPATIBLE
    return conflict("person", LIKELY, "在场人员")


_THING_UNITS = frozenset({"speed", "blow", "weight", "distance", "duration", "occasion"})


def judge_amount(a: Claim, b: Claim) -> Judgement:
    if not _may_be_one_sum(a, b) or elsewhere(a, b) or personal(a, b):
        return UNRELATED
    (one, unit, ones), (two, other, twos) = a.value, b.value
    if unit != other or not _same_parties(a, b) or not _same_topic(a, b, unit):
        return UNRELATED
    if not one.apart(two) or _anywhere(one, twos, two) or _anywhere(two, ones, one):
        return COMPATIBLE
    softly = a.soft or b.soft or one.soft or two.soft
    needed = {"money": 1.25, "weight": 1.3, "speed": 1.5}.get(unit, 1.6) if softly else 1.0
    if unit in ("distance", "duration"):
        needed = 3.0
    if unit == "blow":
        needed = 2.0
    if one.gap(two) < needed:
        return COMPATIBLE
    return conflict(
        "amount",
        SURE if a.asked and b.asked and not softly else LIKELY,
        {"money": "数额", "speed": "车速"}.get(unit, "数量"),
    )


def _may_be_one_sum(a: Claim, b: Claim) -> bool:
    """One event, or both were asked of the same thing or of the same giver and taker."""
    return same_event(a, b) or (a.asked and b.asked and bool(shared(a.things, b.things) or _parties_meet(a, b)))


def _parties_meet(a: Claim, b: Claim) -> bool:
    return bool(a.subject & b.subject and a.target & b.target)


def _anywhere(value: Range, others: tuple[Range, ...], head: Range) -> bool:
    """The same sum stands elsewhere in the other answer, or the other's parts add up to it."""
    parts = [item for item in others if item != head]
    if len(parts) > 1 and abs(sum(item.low for item in parts) - head.low) < 0.5:
        return False  # the parts of the head's own sum
    if any(not value.apart(item) for item in parts):
        return True
    return len(parts) > 1 and abs(sum(item.low for item in others) - value.low) < 0.5


def _same_parties(a: Claim, b: Claim) -> bool:
    """Giver and taker, as far as they are told, do not differ."""
    for one, two in ((a.subject, b.subject), (a.target, b.target)):
        if one and two and not one & two and not any("的" in name for name in one | two):
            return False
    return True


def _same_topic(a: Claim, b: Claim, unit: str) -> bool:
    if unit == "money":
        asked_alike = a.asked and b.asked and one_question(a, b)
        alike = asked_alike or bool(shared(a.things, b.things)) or _parties_meet(a, b)
        return alike or bool(a.events & b.events - {"incident"})
    if unit in _THING_UNITS:
        common = bool(shared(a.things, b.things)) or (a.asked and b.asked and one_question(a, b))
        return common or (bool(a.events & b.events - {"incident"}) and unit != "occasion")
    one, two = (predicate(claim.exchange.question, claim.exchange.roster.names) for claim in (a, b))
    return bool(shared(a.things, b.things) or (one & two) - {unit})

"""Two claims about one thing: can both be true? Slots decide; what they cannot decide stays open.

The answers are those of a careful reader: ``conflict``, ``compatible``, ``refinement`` (one only more exact),
``correction`` (put right by the speaker himself, with his reason), ``vantage`` (each could see only a part),
``unrelated``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.claims import Claim, predicate, shared
from reviewer.checks.statements.deeds import VIOLENT
from reviewer.checks.statements.moments import When, times
from reviewer.checks.statements.people import certain
from reviewer.checks.statements.records import Exchange
from reviewer.checks.statements.values import Range

SURE = 0.9
LIKELY = 0.75


class Relation(StrEnum):
    """How two claims stand to one another."""

    CONFLICT = "conflict"
    COMPATIBLE = "compatible"
    REFINEMENT = "refinement"
    CORRECTION = "correction"
    VANTAGE = "vantage"
    UNRELATED = "unrelated"


@dataclass(frozen=True, slots=True)
class Judgement:
    relation: Relation
    confidence: float = 0.0
    aspect: str = ""
    what: str = ""  # the point of disagreement in Chinese


UNRELATED = Judgement(Relation.UNRELATED)
COMPATIBLE = Judgement(Relation.COMPATIBLE)
Judge = Callable[[Claim, Claim], Judgement]


def _manner(a: Claim, b: Claim) -> Judgement:
    """One says that the other side was rude, one of that side that they were civil."""
    if a.value == b.value or a.exchange.speaker == b.exchange.speaker or not same_event(a, b):
        return UNRELATED
    sides = {(bool(claim.value), next(iter(claim.things))) for claim in (a, b)}
    return _conflict("state", LIKELY, "态度") if sides == {(False, "other"), (True, "own")} else UNRELATED


def _found(a: Claim, b: Claim) -> Judgement:
    """How many of one kind of thing somebody had with him."""
    (kind, one, first), (other, two, second) = a.value, b.value
    if kind != other or not one.apart(two) or a.soft or b.soft:
        return COMPATIBLE if kind == other else UNRELATED
    return _conflict("object" if first != second else "amount", LIKELY, "所持物品")


_CRIMES = frozenset(
    {"fight", "steal", "money", "damage", "threat", "crash", "gamble", "drugs", "trade", "obstruct", "incident"}
)


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


def personal(a: Claim, b: Claim) -> bool:
    """Whether each was asked about himself (你一个月生活费多少), and not about a deed of the case."""
    if a.exchange.speaker == b.exchange.speaker or not (a.asked and b.asked):
        return False
    if not all(_of_himself(claim.exchange) for claim in (a, b)):
        return False
    questions = a.exchange.question + b.exchange.question
    events = lexicon.events(questions) & _CRIMES
    return not events or (events == {"trade"} and re.search("[这那]", questions) is None)


def _of_himself(exchange: Exchange) -> bool:
    asked = exchange.asked_people
    return bool(asked) and all(mention.who == {exchange.speaker} for mention in asked)


def same_event(a: Claim, b: Claim) -> bool:
    """Whether two claims belong to one event: a kind of deed in common, or one speaks of the happening as such."""
    if a.events & b.events or (a.asked and b.asked and one_question(a, b)):
        return True
    loose = [claim for claim in (a, b) if claim.events <= {"incident"}]
    return bool(loose) and bool((a.events | b.events) & _CRIMES)


def one_question(a: Claim, b: Claim) -> bool:
    """Whether two questions have most of their content in common: 什么时候砍的 and 几点看到他们砍树."""
    one, two = (predicate(claim.exchange.question, claim.exchange.roster.names) for claim in (a, b))
    return bool(one and two) and len(one & two) / min(len(one), len(two)) > 0.5


def _conflict(aspect: str, confidence: float, what: str) -> Judgement:
    return Judgement(Relation.CONFLICT, confidence, aspect, what)


def _when(a: Claim, b: Claim) -> Judgement:
    if not same_event(a, b) or not (a.asked or b.asked) or personal(a, b):
        return UNRELATED
    one, two = a.value, b.value
    if not isinstance(one, When) or not isinstance(two, When):
        return UNRELATED
    minutes = one.apart(two)
    told = [claim for claim in (a, b) if "account" in claim.things]
    if len(told) < 2 and _elsewhere(a, b):
        return UNRELATED
    if told:
        same_day = bool(one.days and two.days) or len(told) == 1
        if not same_day or minutes >= 1440 or (0 < minutes < 60 * len(told)):
            return UNRELATED  # an account may begin with another moment than the one asked for
    slack = 20 if (one.soft or two.soft) else 15
    if minutes <= slack:
        return COMPATIBLE
    far = minutes >= 60
    return _conflict("time", SURE if far and a.asked and b.asked else LIKELY, "时间")


_PRIVATE = re.compile(
    r"起的?床|吃的?饭|睡|上的?班|下的?班|到的?家|回的?家|回来|出的?门|住|来的?(?:这里|派出所|本地)|认识|结的?婚|租|办的?证"
)


def _elsewhere(a: Claim, b: Claim) -> bool:
    """Whether one of two questions is about something of its own, and names no deed of the case."""
    for one, two in ((a, b), (b, a)):
        question = one.exchange.question
        if lexicon.events(one.text) & two.events:
            continue  # the answer itself names the deed
        names = one.exchange.roster.names
        meet = predicate(question, names) & predicate(two.exchange.question, names)
        if one.asked and _PRIVATE.search(question) and not _PRIVATE.search(two.exchange.question) and not meet:
            return True
        own = predicate(question, one.exchange.roster.names) if one.asked and one.exchange.vague_topic else frozenset()
        other = frozenset(two.exchange.question + two.text) if two.asked else frozenset(two.exchange.answer)
        if own and predicate(two.exchange.question, two.exchange.roster.names) and not own & other:
            return True
    return False


def _where(a: Claim, b: Claim) -> Judgement:
    if not same_event(a, b) or _elsewhere(a, b):
        return UNRELATED
    (one, first), (two, second) = a.value, b.value
    one, two = _specific(one | _outside(first)), _specific(two | _outside(second))
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
    return _conflict("place", SURE if a.asked and b.asked else LIKELY, "地点")


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
            return _conflict("place", LIKELY, "地点")
    return _named_places(first, second) if _PROPER.search(first) and _PROPER.search(second) else COMPATIBLE


def _named_places(first: str, second: str) -> Judgement:
    """Two proper names of one kind of place that share no character."""
    ones, twos = list(_PROPER.finditer(first)), list(_PROPER.finditer(second))
    for one in ones:
        for two in twos:
            if one[2] == two[2] and not set(_bare(one[1])) & set(_bare(two[1])) and _bare(one[1]) and _bare(two[1]):
                return _conflict("place", LIKELY, "地点")
    return COMPATIBLE


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


def _count(a: Claim, b: Claim) -> Judgement:
    if not same_event(a, b) or not _same_crowd(a, b):
        return UNRELATED
    one, two = a.value, b.value
    if not isinstance(one, Range) or not isinstance(two, Range) or not one.apart(two):
        return COMPATIBLE
    if not a.soft and not b.soft:
        return _conflict("person", SURE, "人数")
    return _conflict("person", LIKELY, "人数") if one.gap(two) >= 2.5 else Judgement(Relation.VANTAGE)


def _company(a: Claim, b: Claim) -> Judgement:
    if not same_event(a, b):
        return UNRELATED
    one, two = frozenset(a.value), frozenset(b.value)
    if a.exchange.speaker == b.exchange.speaker:
        return (
            COMPATIBLE if bool(one) == bool(two) and (one & two or not one) else _conflict("person", SURE, "同行人员")
        )
    for alone, other in ((a, b), (b, a)):
        if not alone.value and alone.exchange.speaker in other.value:
            return _conflict("person", LIKELY, "同行人员")
    return COMPATIBLE


def _present(a: Claim, b: Claim) -> Judgement:
    """One says that nobody else was there, the other names somebody besides the two of them."""
    if not same_event(a, b):
        return UNRELATED
    speakers = {a.exchange.speaker, b.exchange.speaker}
    one, two = frozenset(a.value) - speakers, frozenset(b.value) - speakers
    if bool(one) == bool(two) or a.soft or b.soft:
        return COMPATIBLE
    return _conflict("person", LIKELY, "在场人员")


_THING_UNITS = frozenset({"speed", "blow", "weight", "distance", "duration", "occasion"})


def _amount(a: Claim, b: Claim) -> Judgement:
    if not _may_be_one_sum(a, b) or _elsewhere(a, b) or personal(a, b):
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
    return _conflict(
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


def _first(a: Claim, b: Claim) -> Judgement:
    if not (a.asked or b.asked):
        return UNRELATED
    one, two = a.subject, b.subject
    if a.positive and b.positive:
        barred = any(x <= {f"非{name}" for name in y} for x, y in ((one, two), (two, one)))
        unclear = any(name.startswith("非") for name in one | two)
        if one & two or (unclear and not barred):
            return COMPATIBLE
        return _conflict("action", SURE, "谁先动手")
    if a.positive != b.positive and certain(one) and certain(one) == certain(two):
        return _conflict("action", SURE, "谁先动手")
    return COMPATIBLE


def _deed(a: Claim, b: Claim) -> Judgement:
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
        _conflict("denial", LIKELY if doubt or not own else SURE, "是否实施该行为")
        if not doubt or affirms.asked
        else Judgement(Relation.VANTAGE)
    )


def _whether(a: Claim, b: Claim) -> Judgement:
    """Opposite answers to one and the same yes-or-no question about one and the same person or thing."""
    if a.value == b.value or a.subject != b.subject or len(a.subject) > 2:
        return UNRELATED
    if len(a.things & b.things) < 2 or len(a.things & b.things) / len(a.things | b.things) < 0.6:
        return UNRELATED
    return _conflict(a.aspect, LIKELY, "所问同一事项")


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


def _doer(a: Claim, b: Claim) -> Judgement:
    common = shared(a.things, b.things)
    same = bool(a.value & b.value) if isinstance(a.value, frozenset) and isinstance(b.value, frozenset) else False
    alike = a.asked and b.asked and (one_question(a, b) or "instigate" in a.events & b.events)
    if not alike and not (common and (same or len(common) >= 2 or (a.asked and b.asked))):
        return UNRELATED
    one, two = a.subject, b.subject
    if a.positive and b.positive:
        if one & two or not certain(one) or not certain(two) or "们" in one | two:
            return COMPATIBLE
        return _conflict("action", LIKELY if not (a.asked and b.asked) else SURE, "行为人")
    if a.positive != b.positive and certain(one) and certain(one) == certain(two):
        return _conflict("denial", SURE, "是否实施该行为")
    return COMPATIBLE


def _tool(a: Claim, b: Claim) -> Judgement:
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
    return _conflict("object", LIKELY if doubt or not (a.asked and b.asked) else SURE, "工具")


def _vehicle(a: Claim, b: Claim) -> Judgement:
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
        return _conflict("object", SURE, "车辆")
    return _conflict("state", LIKELY, "车辆颜色") if other else COMPATIBLE


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
    return _conflict("object", LIKELY, "工具") if asked and one and two and not one & two else COMPATIBLE


def _flag(what: str) -> Judge:
    def judged(a: Claim, b: Claim) -> Judgement:
        if not a.subject & b.subject or a.value == b.value:
            return COMPATIBLE if a.value == b.value else UNRELATED
        if len(a.subject) > 1 or len(b.subject) > 1:
            return Judgement(Relation.VANTAGE)
        if not (a.asked or b.asked):
            return UNRELATED
        return _conflict("state", SURE if a.asked and b.asked else LIKELY, what)

    return judged


def _knew(a: Claim, b: Claim) -> Judgement:
    if a.value == b.value or not a.subject & b.subject:
        return COMPATIBLE
    if len(a.subject) > 1 or len(b.subject) > 1 or not (a.things & b.things or one_question(a, b)):
        return UNRELATED
    return _conflict("state", SURE, "是否知情")


def _liquor(a: Claim, b: Claim) -> Judgement:
    """Spirits in one account, only beer in the other."""
    one, two = frozenset(a.value), frozenset(b.value)
    if not a.subject & b.subject or one & two:
        return COMPATIBLE if one & two else UNRELATED
    return _conflict("state", LIKELY, "所饮的酒")


def _goods(a: Claim, b: Claim) -> Judgement:
    """Things of quite another name, or another number of the same."""
    own = all(re.search("被|丢|少了", claim.exchange.question) for claim in (a, b))  # each of his own losses
    if not same_event(a, b) or not (a.asked or b.asked) or (own and a.exchange.speaker != b.exchange.speaker):
        return UNRELATED
    one, two = dict(a.value), dict(b.value)
    common = {noun for noun in one if noun in two}
    if any(one[noun] != two[noun] for noun in common):
        return _conflict("object", LIKELY, "涉案物品")
    alike = frozenset("".join(one)) & frozenset("".join(two))
    return COMPATIBLE if common or alike else _conflict("object", LIKELY, "涉案物品")


def _clothing(a: Claim, b: Claim) -> Judgement:
    if not a.subject & b.subject:
        return UNRELATED
    one, two = frozenset(a.value), frozenset(b.value)
    joined = lexicon.near("colours_near")
    if one & two or any(frozenset({x, y}) in joined for x in one for y in two):
        return COMPATIBLE
    certainly = certain(a.subject) and certain(b.subject) and a.asked and b.asked
    return _conflict("state", SURE if certainly else LIKELY, "衣着")


def _order(a: Claim, b: Claim) -> Judgement:
    (one, two), (three, four) = a.value, b.value
    at = 0 if all(item[0] for item in (one, two, three, four)) else 1  # by kinds of deed, else by their characters
    first, second, third, fourth = (item[at] for item in (one, two, three, four))
    if first & third or second & fourth:
        return COMPATIBLE
    return _conflict("sequence", LIKELY, "先后顺序") if first & fourth and second & third else UNRELATED


_JUDGES: dict[str, Judge] = {
    "goods": _goods, "liquor": _liquor, "manner": _manner, "found": _found, "act": _deed, "present": _present,
    "whether": _whether, "vehicle": _vehicle,
    "when": _when, "where": _where, "count": _count, "company": _company, "amount": _amount, "first": _first,
    "deed": _deed, "doer": _doer, "tool": _tool, "drink": _flag("是否饮酒"), "drunk": _flag("是否醉酒"),
    "rain": _flag("天气"), "light": _flag("光线"), "knew": _knew, "order": _order,
    "clothing:upper": _clothing, "clothing:lower": _clothing, "clothing:head": _clothing,
    "clothing:foot": _clothing,
}  # fmt: skip

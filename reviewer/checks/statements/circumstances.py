"""Claims on the circumstances: when, where, how many people, how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reviewer.checks.statements import lexicon, moments, values
from reviewer.checks.statements.claims import Claim, corrected, spread, things
from reviewer.checks.statements.people import NOBODY, certain
from reviewer.checks.statements.records import Clause, Exchange
from reviewer.checks.statements.roles import roles

ASKS_WHEN = re.compile(r"时间[、和及]?地点|什么时(?:候|间)|啥时|几点|何时|哪[一]?天|几号|几时|时间[？?是]|日期")
ASKS_WHERE = re.compile(
    r"时间[、和及]?地点|什么地方|啥地方|哪里(?!来的|弄)|哪儿(?!来)|何处|哪个(?:地方|位置|店|路口|地点)|什么位置|地点|在哪(?!一)"
)
ASKS_COUNT = re.compile(r"几个人|多少人|哪些人|几人|有谁|还有谁|谁在(?:场|旁)|有(?:没有)?(?:别|其他|旁)的?人|人数")
ASKS_MUCH = re.compile(
    r"多少|多快|几(?:[车口次回趟个只条瓶台部辆件包袋箱张把根块棵株套份头拳脚下刀棍]|巴掌|耳光|斤)|数额|金额|总共|一共"
)
_MONEY = re.compile(
    r"(?:骗|输|赢|赚|挪用?|贪污?|侵占|抽|转账?|欠|赔|收|取|提|汇|敲诈|勒索|要|分|投|充|贷|借)(?:了|走|过|的)?[^，。？?]{0,6}多少(?![个人斤次条棵])|钱|现金|[款价费酬薪息账债]|金额|数额|元|块"
)
_MOVES = re.compile(r"怎么去|怎么走|住|户籍|工作|上班|逃|躲|现在")
_SETTLES = re.compile(
    r"赔|医药费|误工|损失|价格|价值|工资|房租|月薪|利息|市价|原价|鉴定|退(?:了|还|款|钱|给)|剩|花(?:了|掉|到)|用(?:掉|完|于)|分(?:到|了|给|得)"
)
_NIGHT_AFTER = re.compile(r"第二天|次日|后来|之后|过后|回(?:来|家|去)|前一天|隔天|再后|之前|以前")


def read_when(exchange: Exchange) -> Iterator[Claim]:
    """When something happened: one stretch of time for a question that asks it, or the first in an account of it."""
    asked = ASKS_WHEN.search(exchange.question) is not None
    if asked and not re.search(r"怎么(?:知道|记得|确定)", exchange.question):
        yield from _asked_time(exchange)
    elif re.search(r"怎么(?:知道|记得|确定)|多久|多长时间", exchange.question) is None:
        opening = list(_opening_time(exchange))
        yield from opening or _told_time(exchange)


_NTH = re.compile(r"(?:第[一二三四五六七八九十\d]+|最后一|头一)[次回趟笔批]")


def _asked_time(exchange: Exchange) -> Iterator[Claim]:
    answer = exchange.answer
    part = moments.part_of_day(exchange.question)
    kept = [clause for clause in exchange.clauses if not _excluded_time(clause)]
    found = [
        replace(when, start=when.start + clause.start, end=when.end + clause.start)
        for clause in kept
        for when in _in_answer(clause, exchange, part)
    ]
    one = moments.hull(found)
    asked_for = _NTH.search(exchange.question) is not None  # the judge compares which one was asked for
    if one is not None and not lexicon.cue("ordinal").search(
        "" if asked_for else exchange.question + answer[: one.end]
    ):
        soft = one.soft or exchange.clauses[0].unknown
        yield Claim(
            "when", "time", replace(one, soft=soft), exchange, one.start, one.end,
            exchange.asked, asked=True, soft=soft, corrected=corrected(exchange),
        )  # fmt: skip


def _in_answer(clause: Clause, exchange: Exchange, part: str) -> list[moments.When]:
    """Times of a clause; a part of the day that an earlier clause of the answer named holds on."""
    before = exchange.answer[: clause.start]
    return moments.times(clause.text, base=exchange.base, part=moments.last_part(before) or part)


def _excluded_time(clause: Clause) -> bool:
    return clause.supposed or clause.hearsay or re.search(r"第二天|次日|以前都|平时", clause.text) is not None


_ACCOUNT = re.compile(
    r"经过|怎么回事|看[到见](?:了)?(?:什么|些什么)|什么情况|(?:什么|有).{0,2}印象|(?:讲|说|谈|陈述|讲述)(?:一下|说)|发生(?:了)?什么|因(?:何|什么)|什么事"
)


def _opening_time(exchange: Exchange) -> Iterator[Claim]:
    """The one clock time of an account of the happening, where it names no other."""
    if not _ACCOUNT.search(exchange.question) or lexicon.cue("ordinal").search(exchange.question + exchange.answer):
        return
    found = [(clause, when) for clause in exchange.clauses for when in moments.times(clause.text, base=exchange.base)]
    clocks = [(clause, when) for clause, when in found if when.minutes]
    days = [when for _, when in found if when.days]
    one = moments.hull([when for _, when in found])
    if len(clocks) != 1 or len(days) > 1 or one is None or one.minutes is None or one.minutes[1] - one.minutes[0] > 120:
        return
    clause = clocks[0][0]
    if clause.own and not _PRIVATE_TIME.search(clause.text) and not _NIGHT_AFTER.search(clause.text):
        when = clocks[0][1]
        asked = [item for item in moments.times(exchange.question, base=exchange.base) if item.days]
        one = replace(one, days=one.days or (asked[0].days if len(asked) == 1 else None))
        yield Claim(
            "when", "time", one, exchange, clause.start + when.start, clause.start + when.end,
            exchange.asked | {"incident"}, things=frozenset({"account"}), asked=True, soft=one.soft,
            corrected=corrected(exchange),
        )  # fmt: skip


_PRIVATE_TIME = re.compile(r"上班|下班|回家|出门|起床|睡|吃(?:完)?饭|到家|放学|开门|关门|打烊|报警|医院")


def _told_time(exchange: Exchange) -> Iterator[Claim]:
    """The first clock time of an account, when deeds follow in the same sentence or the next."""
    if not exchange.asked & (frozenset({"incident"}) | lexicon.events(exchange.answer)):
        return
    if lexicon.cue("ordinal").search(exchange.question + exchange.answer):
        return
    for index, clause in enumerate(exchange.clauses):
        found = [when for when in moments.times(clause.text, base=exchange.base) if when.minutes or when.days]
        if not found or clause.hearsay or clause.unknown or _NIGHT_AFTER.search(clause.text):
            continue
        following = "".join(
            item.text for item in exchange.clauses[index : index + 6] if item.sentence <= clause.sentence + 1
        )
        one = moments.hull(found)
        events = lexicon.events(following) & {
            "fight",
            "steal",
            "money",
            "damage",
            "threat",
            "crash",
            "gamble",
            "drugs",
            "trade",
            "obstruct",
        }
        if events and one is not None and re.search(r"左右|许|多|样子|点|时|号|日", clause.text):
            yield Claim(
                "when",
                "time",
                one,
                exchange,
                clause.start + one.start,
                clause.start + one.end,
                events,
                soft=one.soft,
                corrected=corrected(exchange),
            )
        return


def read_where(exchange: Exchange) -> Iterator[Claim]:
    """Where it was: the venue that the answer to such a question names first, or that an account joins to a deed."""
    question = exchange.question
    if any(ASKS_WHERE.search(part) and not _MOVES.search(part) for part in question.split("，")):
        yield from _asked_place(exchange)
        return
    for clause in exchange.clauses:
        events = lexicon.events(clause.text)
        venues = lexicon.found("venues", clause.text)
        emphatic = re.search(
            r"^(?:(?:钱|东西|货|人)?(?:都|就)?是?在)[^，]{2,14}(?:交|给|打|拿|卖|买|碰|收|签|砸|捅)的?", clause.text
        )
        if events and venues and clause.own and emphatic and not clause.text.startswith("没"):
            yield Claim(
                "where",
                "place",
                (venues, clause.text),
                exchange,
                *spread(clause),
                events,
                asked=True,
                corrected=corrected(exchange),
            )


def _asked_place(exchange: Exchange) -> Iterator[Claim]:
    first = [clause for clause in exchange.clauses if clause.sentence == exchange.clauses[0].sentence][:3]
    text = "".join(clause.text for clause in first)
    if any(clause.unknown or clause.hearsay or clause.supposed for clause in first[:2]) or re.match(r"没|不", text):
        return
    venues = lexicon.found("venues", first[0].text) or lexicon.found("venues", text)
    if not venues and len(first) > 1:
        venues = lexicon.found("venues", first[1].text)
    venues |= lexicon.found("venues", first[1].text) & {"vehicle", "room"} if len(first) > 1 else frozenset()
    yield Claim(
        "where", "place", (venues, first[0].text), exchange, *spread(first[0]), exchange.asked, _who_stays(exchange),
        asked=True, corrected=corrected(exchange),
    )  # fmt: skip


_STAYS = re.compile(r"(?:当时|那时候?|这时|人|到底|究竟|又|都)*在(?:哪[里儿]?|什么地方|什么位置|何处)(?:呢|啊)?[？?。]?$")


def _who_stays(exchange: Exchange) -> frozenset[str]:
    """Of whom a question asks where he was (取款时你在哪里), and not where a deed was done."""
    found = _STAYS.search(exchange.question)
    if found is None:
        return NOBODY
    ending = [mention.who for mention in exchange.asked_people if mention.end == found.start()]
    return ending[0] if ending else NOBODY


_SIDES = {
    "other": re.compile(r"对方|他们(?!俩)|那边|那伙|他那"),
    "own": re.compile(r"你们|我们|你这边|你那边|我这边|同伙"),
    "crowd": re.compile(r"围观|旁边|周围|看热闹|站着看|路人|观众|现场有多少"),
}


def read_count(exchange: Exchange) -> Iterator[Claim]:
    """How many people there were: asked for, or closed off by the speaker (就三个人, 再没有第四个)."""
    together = list(_alone(exchange))
    counted = [item for item in values.quantities(exchange.clauses[0].text) if item.unit == "person"]
    if together and counted and exchange.clauses[0].own and re.search("几个人|多少人", exchange.question):
        yield from _counted(exchange, exchange.clauses[0], counted[0])
    if together or not ASKS_COUNT.search(exchange.question):
        yield from together
        return
    for clause in exchange.clauses[:3]:
        if clause.hearsay or clause.unknown or clause.supposed:
            continue
        found = [item for item in values.quantities(clause.text) if item.unit in ("person", "个")]
        if found and re.search(r"个?(?:月|小时|钟头|星期)", clause.text) is None:
            yield from _counted(exchange, clause, found[0])
            return
    yield from _present(exchange)


_ASKS_WHO_ELSE = re.compile(r"还有谁|有谁|哪些人|谁在|(?:有没有|还有)(?:别|其他|旁)的?人")
_NOBODY_ELSE = re.compile(
    r"没(?:有|得)?(?:其他|别的?|旁)?人|就我(?:们)?(?:自己|一个|[和跟]|两个|俩)|^没(?:有|得)?(?:了)?$|只有我"
)


def _present(exchange: Exchange) -> Iterator[Claim]:
    """Who else was there: nobody (closed by the speaker), or these people of the case."""
    first = exchange.clauses[0]
    how_many = re.search("几个人|多少人", exchange.question) is not None
    if not (how_many or _ASKS_WHO_ELSE.search(exchange.question)) or not first.own:
        return
    if re.search("(?:打|动手|动的手|参与|骂|踢|帮忙)[^，。]{0,4}[？?]?$", exchange.question):
        return  # who else took part: a deed of each, not who was there
    alone = re.match(r"就我(?:自己|一个)", first.text) or re.search(
        r"没(?:有)?别人[，。]就我自己|就我自己", exchange.answer
    )
    if alone:
        yield Claim(
            "count", "person", values.Range(1, 1), exchange, *spread(first), exchange.asked,
            things=frozenset({"all"}), asked=True, corrected=corrected(exchange),
        )  # fmt: skip
    if how_many:
        return
    nobody = _NOBODY_ELSE.search(first.text) is not None
    sentence = [clause for clause in exchange.clauses if clause.sentence == first.sentence and clause.own]
    who = frozenset(
        name
        for clause in sentence
        for mention in exchange.people(clause)
        for name in mention.who
        if name in exchange.roster.names and (mention.who == {name} or mention.text == "我们")
    )
    if nobody or who:
        yield Claim(
            "present", "person", who, exchange, *spread(first), exchange.asked, asked=True,
            corrected=corrected(exchange),
        )  # fmt: skip


def _counted(exchange: Exchange, clause: Clause, item: values.Quantity) -> Iterator[Claim]:
    suspect = exchange.speaker in exchange.roster.suspects
    sides = {
        name: words for name, words in _SIDES.items() if suspect or name != "own"
    }  # 就我们三个: all who were there
    side = next((name for name, words in _SIDES.items() if words.search(exchange.question)), None) or next(
        (name for name, words in sides.items() if words.search(clause.text)), "all"
    )
    extra = "other" if re.search(r"还有(?!谁|第)|另外|其他|别的", exchange.question) else ""
    kind = next((word for word in ("男", "女", "老", "小孩") if word in clause.text[item.start :]), "")
    soft = item.range.soft or clause.guess or lexicon.cue("vague").search(clause.text) is not None
    seen = re.search(r"[看听]到|看见|瞧见", exchange.question[-8:] + clause.text) is not None
    counted = re.search(r"数(?:了|的|得|过)|清清楚楚|看得(?:很|真)?清", exchange.answer) is not None
    closed = counted or (lexicon.cue("closed").search(exchange.answer) is not None and not seen)
    soft = soft or seen
    yield Claim(
        "count", "person", item.range, exchange, clause.start + item.start, clause.start + item.end,
        exchange.asked, things=frozenset({side, extra, kind} - {""}), asked=True, soft=soft and not closed,
        corrected=corrected(exchange),
    )  # fmt: skip


_TOGETHER = re.compile(
    r"(?:有没有|还有)(?:别的?|其他|旁)?人.{0,8}(?:一起|参与|帮|同伙)|(?:和|跟|同)谁|谁(?:跟|和|同)你|同伙|几个人(?:去|干|做|一起)|一个人"
)


def _alone(exchange: Exchange) -> Iterator[Claim]:
    """With whom it was done: alone, or with these people."""
    if not _TOGETHER.search(exchange.question):
        return
    answer = exchange.clauses[0].text + (exchange.clauses[1].text if len(exchange.clauses) > 1 else "")
    if exchange.clauses[0].unknown or exchange.clauses[0].hearsay:
        return
    first = exchange.clauses[0]
    events = exchange.asked
    alone = re.search(r"就我(?:自己|一个)|我一个人|我?(?:单独|独自)", answer)
    if alone and exchange.speaker in exchange.roster.suspects:
        yield Claim(
            "count", "person", values.Range(1, 1), exchange, *spread(first), events,
            things=frozenset({"own"}), asked=True, corrected=corrected(exchange),
        )  # fmt: skip
    if re.search(
        r"就我(?:自己|一个)|我一个人|我?(?:单独|独自)|没(?:有|得)?(?:别|旁|其他)?人|^没(?:有|得)?$|我自己", answer
    ):
        yield Claim(
            "company",
            "person",
            frozenset(),
            exchange,
            *spread(first),
            events,
            frozenset({exchange.speaker}),
            asked=True,
            corrected=corrected(exchange),
        )
        return
    who = frozenset(
        name
        for clause in exchange.clauses[:2]
        for mention in exchange.people(clause)
        for name in mention.who
        if name in exchange.roster.names
    ) - {exchange.speaker}
    if who:
        yield Claim(
            "company",
            "person",
            who,
            exchange,
            *spread(first),
            events,
            frozenset({exchange.speaker}),
            asked=True,
            corrected=corrected(exchange),
        )


def read_amount(exchange: Exchange) -> Iterator[Claim]:
    """How much or how many: the head of an answer that was asked for it, or a total in an account."""
    asked = ASKS_MUCH.search(exchange.question) is not None and not ASKS_COUNT.search(exchange.question)
    if re.search(r"多少(?:人|钱的?底)|多少岁|多少(?:度|时间)", exchange.question):
        asked = False
    if _SETTLES.search(exchange.question) and "欠" not in exchange.question:
        return
    yield from _asked_amount(exchange) if asked else _told_amounts(exchange)


def _asked_amount(exchange: Exchange) -> Iterator[Claim]:
    money = _MONEY.search(exchange.question) is not None
    found = values.quantities(exchange.answer, money_asked=money)
    found = [
        item
        for item in found
        if item.unit not in ("duration", "person", "occasion") or re.search(r"几[次回趟]|多久|多长", exchange.question)
    ]
    if money:
        found = [item for item in found if item.unit == "money"]
    if not found:
        return
    head = _head(exchange, found)
    clause = _clause_at(exchange, head.start)
    if clause is None or clause.hearsay or clause.unknown or clause.supposed or _SETTLES.search(clause.text):
        return
    topic = things(exchange.question) | things(head.thing) | things(clause.text[: max(head.start - clause.start, 0)])
    closed = lexicon.cue("closed").search(exchange.answer) is not None
    soft = (head.range.soft or clause.guess or lexicon.cue("vague").search(clause.text) is not None) and not (
        closed and not head.range.soft
    )
    same = tuple(item.range for item in found if item.unit == head.unit)
    giver, taker = _sides(exchange, None)
    if head.unit == "money" and not (giver and taker):
        told = _sides(exchange, clause)
        giver, taker = giver or told[0], taker or told[1]
    yield Claim(
        "amount", "amount", (head.range, head.unit, same), exchange, head.start, head.end, exchange.asked,
        giver, taker, topic, asked=True, soft=soft, corrected=corrected(exchange),
    )  # fmt: skip


def _head(exchange: Exchange, found: list[values.Quantity]) -> values.Quantity:
    """The total where one is named (一共…, 加起来…, or after an enumeration of sums), else the first."""
    for item in found:
        if re.search(r"(?:一共|总共|合计|加起来|拢共|统共|总计)[^，。]{0,6}$", exchange.answer[: item.start]):
            return item
    if len(found) > 2 and "加" in exchange.answer[found[0].end : found[1].start]:
        return found[-1]
    return found[0]


def _told_amounts(exchange: Exchange) -> Iterator[Claim]:
    """A sum of money that an account joins to its handing over, where the account names no other sum."""
    found = values.quantities(exchange.answer, money_asked=True)
    sums = [item for item in found if item.unit == "money" and item.range.low >= 50]
    for item in sums:
        clause = _clause_at(exchange, item.start)
        if (
            clause is None
            or not clause.own
            or _SETTLES.search(clause.text)
            or re.search(r"多少|[一每]个?月|一[个条沓包斤次人]|每|价|只要", clause.text)
        ):
            continue
        total = re.search(r"一共|总共|合计|拢共", clause.text) is not None
        lost = _ASKS_LOSS.search(exchange.question) is not None and re.search(r"现金|钱", clause.text) is not None
        one_sum = total or len(sums) == 1 or _handed_over(exchange, clause, sums)
        if (lost or "money" in lexicon.events(clause.text)) and one_sum:
            yield Claim(
                "amount", "amount", (item.range, "money", tuple(one.range for one in sums)), exchange,
                item.start, item.end,
                lexicon.events(clause.text) | (exchange.asked if lost else frozenset()), *_sides(exchange, clause), things(clause.text),
                soft=item.range.soft, corrected=corrected(exchange),
            )  # fmt: skip
            return


def _handed_over(exchange: Exchange, clause: Clause, sums: list[values.Quantity]) -> bool:
    """Whether a clause tells the one sum that one person of the case gave to another."""
    inside = [item for item in sums if clause.start <= item.start < clause.start + len(clause.text)]
    giver, taker = _sides(exchange, clause)
    return len(inside) == 1 and certain(giver) is not None and certain(taker) is not None and giver != taker


_ASKS_LOSS = re.compile(
    r"(?:哪些|什么)(?:财物|东西|物品|贵重)|损失|丢(?:了|失)|(?:包|箱|抽屉|柜)里?有(?:什么|哪些)|被[抢偷盗骗]"
)
_RECEIVES = re.compile(r"收|要(?!给)|骗|拿(?!给|出)|讹|敲")
_GIVES = re.compile(r"(?<!卖)给|交|付|转|汇|打(?:款|钱)")


def _sides(exchange: Exchange, clause: Clause | None) -> tuple[frozenset[str], frozenset[str]]:
    text = clause.text if clause else exchange.question
    mentions = [mention for mention in (exchange.people(clause) if clause else exchange.asked_people) if mention.who]
    for verb, receiving in ((_GIVES.search(text), False), (_RECEIVES.search(text), True)):
        if verb is None:
            continue
        first, second = roles(text, mentions, verb.start(), verb.end(), NOBODY)
        return (second, first) if receiving else (first, second)
    return NOBODY, NOBODY


def _clause_at(exchange: Exchange, position: int) -> Clause | None:
    return next((item for item in reversed(exchange.clauses) if item.start <= position), None)

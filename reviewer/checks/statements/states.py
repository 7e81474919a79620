"""Claims on states: drink, clothing, knowledge, light and weather; and on what came before what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.answers import polarity
from reviewer.checks.statements.claims import Claim, corrected, spread, things
from reviewer.checks.statements.people import NOBODY
from reviewer.checks.statements.records import Clause, Exchange

_DRANK = re.compile(
    r"喝(?:了|过|的|得|完|着)?(?:[^，。水茶汤粥药]{0,6})(?:酒|白的|啤的|[半一二两三四五六七八九十几\d](?:斤|两|瓶|杯|罐|箱|口)|点|多|醉|高)|喝了(?:$|，)|喝(?:过)?酒|酒气|酒味|醉(?:醺|酒)|喝(?:多|高|醉)"
)
_SOBER = re.compile(
    r"没(?:有)?(?:喝|沾)|(?:滴|口)酒?(?:都|也)?(?:没|未|不)|不(?:会)?喝酒|戒(?:了)?酒|没(?:有)?(?:闻到|什么)?酒(?:气|味)|滴酒(?:未|不)沾|没碰(?:过)?酒"
)
_DRUNK = re.compile(r"喝(?:多|高|醉)了?|醉(?:醺|得|了)|站(?:都)?站?不稳|走路(?:都)?(?:打晃|歪|不稳)|烂醉|人事不省|断片")
_CLEAR = re.compile(r"没(?:有)?(?:喝)?醉|很清醒|脑子清楚|走路(?:很)?稳|没(?:有)?喝多|神志清")
_THEN = re.compile(r"身体|今天(?:有没有|来|到)|来之前|现在|目前")


def read_drink(exchange: Exchange) -> Iterator[Claim]:
    """Whether somebody had been drinking at the time (not on the day of the record), and whether he was drunk."""
    if _THEN.search(exchange.question):
        return
    asked = re.search(r"喝(?:过|了)?(?:没有?喝)?(?:酒)?|酒", exchange.question) is not None
    for clause in exchange.clauses:
        if not clause.own:
            continue
        sober = _SOBER.search(clause.text) is not None
        drank = _DRANK.search(clause.text) is not None
        if asked and clause is exchange.clauses[0] and not (sober or drank):
            said = polarity(exchange)
            sober, drank = said is False, said is True
        if not (sober or drank):
            continue
        subject = _of_whom(exchange, clause)
        if not subject or (re.search(r"茶|水|平时|以前|醉汉|戒", clause.text) and not sober):
            continue
        drunk = bool(_DRUNK.search(clause.text)) and not _CLEAR.search(clause.text)
        if _CLEAR.search(clause.text):
            yield _state("drunk", False, exchange, clause, subject, asked=asked)
            return
        yield _state("drink", not sober, exchange, clause, subject, asked=asked)
        if drunk:
            yield _state("drunk", True, exchange, clause, subject, asked=asked)
        return


def _of_whom(exchange: Exchange, clause: Clause) -> frozenset[str]:
    before = [mention.who for mention in exchange.people(clause) if mention.who and mention.start < 6]
    if before:
        return before[0]
    asked = [mention.who for mention in exchange.asked_people if mention.who]
    return asked[0] if asked else NOBODY


def _state(
    slot: str,
    value: object,
    exchange: Exchange,
    clause: Clause,
    subject: frozenset[str],
    *,
    asked: bool,
    words: frozenset[str] = frozenset(),
) -> Claim:
    return Claim(
        slot,
        "state",
        value,
        exchange,
        *spread(clause),
        exchange.asked,
        subject,
        things=words,
        positive=value is not False,
        asked=asked,
        corrected=corrected(exchange),
    )


def read_clothing(exchange: Exchange) -> Iterator[Claim]:
    """The colours of what somebody wore: asked for, or stated as 穿."""
    asked = (
        re.search(
            r"穿(?:的|着)?(?:是)?(?:什么|啥|何)|衣着|(?:衣服|上衣|裤子|帽子|头盔).{0,4}(?:颜色|什么)|穿着",
            exchange.question,
        )
        is not None
    )
    for clause in exchange.clauses:
        if not clause.own:
            continue
        wears = re.search(r"穿(?!过|插|堂|帮|越)|戴(?:着|了|个)?", clause.text)
        garments = [
            kind for kind in ("upper", "lower", "head", "foot") if lexicon.classes("garments")[kind].search(clause.text)
        ]
        if not (wears or asked) or not garments:
            continue
        colours = lexicon.found("colours", clause.text)
        subject = _of_whom(exchange, clause)
        if colours and subject:
            yield _state("clothing:" + garments[0], colours, exchange, clause, subject, asked=asked)
            if asked:
                continue


_ASKS_VEHICLE = re.compile(
    r"什么(?:样的?|颜色的?|牌子的?|型号的?)?车|车(?:辆)?(?:是)?什么(?:样|颜色|牌|型号|车)|哪种车"
)


def read_vehicle(exchange: Exchange) -> Iterator[Claim]:
    """Kind and colour of the vehicle that was asked for."""
    if not _ASKS_VEHICLE.search(exchange.question):
        yield from _driven(exchange)
        return
    first = [clause for clause in exchange.clauses if clause.sentence == exchange.clauses[0].sentence]
    if not all(clause.own for clause in first[:2]):
        return
    text = "".join(clause.text for clause in first[:2] if not clause.text.startswith("不是"))
    kinds, colours = lexicon.found("vehicles", text), lexicon.found("colours", text)
    if kinds or colours:
        yield Claim(
            "vehicle", "object", (kinds, colours), exchange, *spread(first[0]), exchange.asked,
            _of_whom(exchange, first[0]), asked=True, corrected=corrected(exchange),
        )  # fmt: skip


_DRIVES = re.compile(r"(?:开|骑|驾驶?)(?:着|的|了)?(?:是)?(?:一?[辆台部])")


def _driven(exchange: Exchange) -> Iterator[Claim]:
    """The vehicle that an account has somebody drive."""
    for clause in exchange.clauses:
        found = _DRIVES.search(clause.text)
        kinds = lexicon.found("vehicles", clause.text[found.end() :]) if found else frozenset()
        subject = _of_whom(exchange, clause)
        if kinds and clause.own and len(subject) == 1:
            colours = lexicon.found("colours", clause.text)
            yield Claim(
                "vehicle", "object", (kinds, colours), exchange, *spread(clause), exchange.asked | {"crash"}, subject,
                corrected=corrected(exchange),
            )  # fmt: skip
            return


_ASKS_GOODS = re.compile(
    r"(?:拿|偷|盗|抢|砸|毁|丢|少|装)(?:走|坏|失)?(?:了|的)?(?:是)?(?:些?什么|哪些)|被(?:偷|抢|盗|砸)的(?:东西|财物|物品)|有没有砸"
)
_GOODS = re.compile(
    r"(?:(?P<n>[\d一二两三四五六七八九十]+)[部台辆瓶条包袋箱张根枚盒件套本罐副桶捆](?P<noun>[一-鿿]{2,8}?)(?=[，。、；和及]|被|$))"
    r"|(?:(?P<before>[一-鿿]{2,4}?)(?P<m>[\d一二两三四五六七八九十]+)[部台辆瓶条包袋箱张根枚盒件套本罐副桶捆](?=[，。、；和及]|被|$))"
)


_TAKES_GOODS = re.compile(r"(?:拿|偷|抢|砸|盗)(?:的是|的|走了?|坏了?|了)|被(?:人)?(?:偷|抢|盗|砸)|装进|塞进|揣进")


def _goods_in(text: str) -> dict[str, float]:
    """Things by the end of their name, with their number where it was counted."""
    from reviewer.checks.statements.values import number

    named: dict[str, float] = {}
    for found in _GOODS.finditer(text):
        noun, count = (found["noun"] or found["before"])[-2:], number(found["n"] or found["m"])
        if count is not None and not count.soft and not re.search("[的了是]", noun):
            named.setdefault(noun, count.low)
    return named


def _told_goods(exchange: Exchange) -> Iterator[Claim]:
    """Things that an account has taken or broken in the same clause, or put away in the next."""
    for at, clause in enumerate(exchange.clauses):
        following = exchange.clauses[at + 1].text if at + 1 < len(exchange.clauses) else ""
        taken = _TAKES_GOODS.search(clause.text) or re.search("装进|塞进|揣进|拿走", following)
        named = _goods_in(clause.text) if taken and clause.own else {}
        if named:
            yield Claim(
                "goods", "object", tuple(sorted(named.items())), exchange, *spread(clause),
                exchange.asked | {"steal"}, corrected=corrected(exchange),
            )  # fmt: skip
            return


def read_goods(exchange: Exchange) -> Iterator[Claim]:
    """Which things were taken or broken, with their numbers, where one was asked what it was."""
    first = exchange.clauses[0]
    if not _ASKS_GOODS.search(exchange.question):
        yield from _told_goods(exchange)
        return
    sentence = [clause for clause in exchange.clauses if clause.sentence == first.sentence]
    if not all(clause.own for clause in sentence):
        return
    named = _goods_in("，".join(clause.text for clause in sentence))
    if named:
        yield Claim(
            "goods", "object", tuple(sorted(named.items())), exchange, first.start,
            sentence[-1].start + len(sentence[-1].text), exchange.asked, asked=True, corrected=corrected(exchange),
        )  # fmt: skip


_LIQUORS = re.compile(r"(?P<white>白酒|白的|二锅头|烧酒|高粱酒|茅台)|(?P<beer>啤酒|啤的)|(?P<red>红酒|葡萄酒)")


def read_liquor(exchange: Exchange) -> Iterator[Claim]:
    """What kinds somebody drank, where one was asked how much or what he drank."""
    if not re.search(r"喝[^，？?]{0,6}(?:多少|什么酒|几)", exchange.question):
        return
    sentence = [clause for clause in exchange.clauses if clause.sentence == exchange.clauses[0].sentence]
    text = "".join(clause.text for clause in sentence)
    kinds = frozenset(found.lastgroup or "" for found in _LIQUORS.finditer(text))
    asked = [mention.who for mention in exchange.asked_people if mention.who]
    subject = asked[-1] if asked else frozenset({exchange.speaker} & exchange.roster.suspects)
    if kinds and len(subject) == 1 and all(clause.own for clause in sentence) and not re.search("没|不", text):
        yield _state("liquor", kinds, exchange, sentence[0], subject, asked=True)


_MANNER_ASKED = re.compile(r"态度|语气|怎么(?:说|劝|处理|处置)|如何(?:说|劝|处理|处置)")
_CIVIL = re.compile(
    r"客客气气|好声好气|好言|耐心|很?客气|语气(?:很|挺)?(?:好|平和)|文明|和和气气|态度(?:很|挺)?(?:好|和气)"
)
_RUDE = re.compile(
    r"骂人|骂骂咧咧|破口|态度(?:很|特别)?(?:恶劣|差|凶|蛮横|不好)|很凶|凶(?:得很|巴巴)|说话(?:很)?难听|吼"
)


def read_manner(exchange: Exchange) -> Iterator[Claim]:
    """Whether one side was civil: the other side (对方态度如何), or one's own (你们如何处置)."""
    question = exchange.question
    if not _MANNER_ASKED.search(question):
        return
    side = (
        "own" if re.search("你们", question) else "other" if re.search("对方|他们|执法|民警|工作人员", question) else ""
    )
    first = [clause for clause in exchange.clauses if clause.sentence == exchange.clauses[0].sentence and clause.own]
    for clause in first if side else ():
        civil, rude = _CIVIL.search(clause.text), _RUDE.search(clause.text)
        if (civil is None) != (rude is None) and not re.search("没|不(?!好)", clause.text):
            yield Claim(
                "manner", "state", civil is not None, exchange, *spread(clause), exchange.asked,
                things=frozenset({side}), asked=True, corrected=corrected(exchange),
            )  # fmt: skip
            return


_HELD = re.compile(r"发现|查获|搜[出到]|起获|缴获|查出|翻出|掏出|携带|带(?:了|着)|包里|身上")
_ASKS_HELD = re.compile(r"什么样的|(?:带|携带|查获|搜出|藏)(?:的|了)?(?:是)?(?:什么|哪些)|包里(?:有|装)")


def read_found(exchange: Exchange) -> Iterator[Claim]:
    """How many things of one kind were found on somebody, or he says that he had."""
    from reviewer.checks.statements.values import quantities

    asked = _ASKS_HELD.search(exchange.question) is not None
    for clause in exchange.clauses:
        kinds = lexicon.found("tools", clause.text)
        if not clause.own or len(kinds) != 1 or not (asked or _HELD.search(clause.text)):
            continue
        counted = [item for item in quantities(clause.text) if item.unit in "把根支个只条瓶块张"]
        names = lexicon.classes("tools")[next(iter(kinds))].findall(clause.text)
        if len(counted) == 1 and len(names) == 1:
            yield Claim(
                "found", "object", (next(iter(kinds)), counted[0].range, names[0]), exchange, *spread(clause),
                exchange.asked, asked=True, soft=counted[0].range.soft, corrected=corrected(exchange),
            )  # fmt: skip
            return


_KNEW = re.compile(
    r"(?:知不知道|知道(?:不|吗|是)|晓不晓得|清楚不|是否(?:知道|清楚|知情|明知)|知情|有没有(?:跟|和|对|告诉)(?:你|他|她)(?:说|讲)?|她?知道)"
)
_TOLD = re.compile(
    r"(?:我|他|她)?(?:跟|和|对|告诉)(?:过)?(?:他|她|我|你|[一-鿿]{2,3})(?:说|讲|交代|交过底)(?:过|了|的|得)?"
)


def read_knowledge(exchange: Exchange) -> Iterator[Claim]:
    """Whether somebody knew: 知不知道 with its answer."""
    question = exchange.question
    if not _KNEW.search(question) or re.search(r"违法|犯罪|权利|规定|后果|错|地址|电话|叫什么|在哪|多少", question):
        return
    at = _KNEW.search(question)
    before = [mention for mention in exchange.asked_people if mention.who and at and mention.end <= at.start()]
    agent = before[-1].who if before else next((item.who for item in exchange.asked_people if item.who), NOBODY)
    first = exchange.clauses[0]
    answer = first.text
    if first.hearsay or first.guess or not agent:
        return
    if re.match(
        r"(?:当时|真的?|我|完全|一点(?:都|也)?|根本|确实)*(?:不知道|不晓得|不清楚|不知情|没(?:有)?(?:跟|和|对|告诉|听|人)|没有?$|没说)",
        answer,
    ):
        known = False
    elif re.match(
        r"(?:当时|我|他|她|心里|其实|肯定|当然|应当)*(?:知道|晓得|清楚|明白|有数|知情|说过|讲过)", answer
    ) or _TOLD.match(answer):
        known = True
    else:
        return
    yield _state("knew", known, exchange, first, agent, asked=True, words=things(question) - exchange.roster.names)


_SCENE = {
    "rain": (
        re.compile(r"下(?:着|了|过|的)?(?:大|小|毛毛|中|暴)?雨(?!棚)|打着?伞|雨(?:很|特别)大"),
        re.compile(
            r"没(?:有)?下(?:过)?雨|大晴天|晴天|天晴|晴朗|大太阳|太阳(?:很|好)?(?:大|晒)|晒(?:衣|被|谷)|月亮(?:很|好)?(?:亮|大|圆)"
        ),
    ),
    "light": (
        re.compile(
            r"灯(?:是|都|还|全)*(?:亮|开)着?|(?:有|开着)(?:路)?灯|亮堂|灯光(?:很|挺)?亮|光线(?:很|挺|还)?好|照得|跟?白天一样|灯火通明|看得(?:很|好)?清"
        ),
        re.compile(
            r"没(?:有)?(?:路)?灯|灯(?:是|都)?(?:坏|灭|没亮|没开|黑)|漆黑|黑灯瞎火|黑(?:咕隆咚|黢黢|乎乎|漆漆|麻麻|咚咚)|伸手不见|(?:什么|啥)都看不(?:见|到|清)|停电|光线(?:很|太|比较)?(?:暗|差|不好)"
        ),
    ),
}


def read_scene(exchange: Exchange) -> Iterator[Claim]:
    """Rain and light at the scene, where one was asked about them."""
    for slot, (there, not_there) in _SCENE.items():
        asked = (
            re.search({"rain": r"天气|下雨|晴|下没下", "light": r"灯|光线|亮|照明|黑不黑"}[slot], exchange.question)
            is not None
        )
        for clause in exchange.clauses[: 4 if asked else 0]:
            no, yes = not_there.search(clause.text), there.search(clause.text)
            if clause.own and (no or yes):
                yield _state(slot, not no, exchange, clause, frozenset({"现场"}), asked=True)
                return


_ORDERS = (
    re.compile(
        r"先(?P<one>[^，。；]{1,12})[，、](?:[^，。；再才先]{2,10}，)?[^，。；]{0,5}?(?:再|然后|后来|才|接着)+(?P<two>[^，。；]{1,12})"
    ),
    re.compile(r"先(?P<one>[^，。；]{1,8}?)(?:再|然后|后来|才|接着)(?P<two>[^，。；]{1,12})"),
    re.compile(
        r"(?P<one>[^，。；]{1,10}?(?:之后|以后|(?<=[一-鿿])完了?[一-鿿]{0,3}?))[，]?(?:我|他|她)?(?:们)?(?:才|再|就)(?P<two>[^，。；]{1,12})"
    ),
    re.compile(r"(?P<two>[^，。；]{1,10}?)(?:之前|以前)[，]?(?:就|已经|先)(?P<one>[^，。；]{1,12})"),
    re.compile(r"等(?:我|他|她)?(?P<one>[^，。；]{1,10}?)(?:了|完)[，]?(?:才|再)(?P<two>[^，。；]{1,12})"),
)


def read_order(exchange: Exchange) -> Iterator[Claim]:
    """What came before what: 先…再…, …之后才…, …之前就…."""
    for clause_end in _sentences(exchange):
        begin, text = clause_end
        for pattern in _ORDERS:
            found = pattern.search(text)
            if found is None or lexicon.cue("unknown").search(text) or lexicon.cue("hearsay").search(text):
                continue
            one, two = _core(found["one"]), _core(found["two"])
            if _apart(one, two):
                yield Claim(
                    "order",
                    "sequence",
                    (one, two),
                    exchange,
                    begin + found.start(),
                    begin + found.end(),
                    exchange.asked,
                    corrected=corrected(exchange),
                )
                break


def _core(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The deed of a short phrase: its families, and its characters without particles."""
    return lexicon.found("families", text), frozenset(
        re.sub(r"之后|以后|[我你他她们的了过着是在就才又再去来把被给也都很一个那这里上下先后完，]", "", text)
    )


def _apart(one: tuple[frozenset[str], frozenset[str]], two: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether two phrases name two deeds."""
    at = 0 if one[0] and two[0] else 1
    return bool(one[at] and two[at]) and not one[at] & two[at]


def _sentences(exchange: Exchange) -> Iterator[tuple[int, str]]:
    for found in re.finditer(r"[^。！？!?；;]+", exchange.answer):
        yield found.start(), found[0]

"""Claims on states: drink, clothing, knowledge, light and weather; and on what came before what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.claims import Claim, corrected, spread, things
from reviewer.checks.statements.deeds import polarity
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
    agent = next((mention.who for mention in exchange.asked_people if mention.who), NOBODY)
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
        re.compile(r"没(?:有)?下(?:过)?雨|大晴天|晴天|太阳(?:很)?(?:大|晒)|月亮(?:很)?亮"),
    ),
    "light": (
        re.compile(r"灯(?:是|都|还)?(?:亮|开)着?|(?:有|开着)(?:路)?灯|亮堂|灯光(?:很|挺)?亮|光线(?:很|挺|还)?好|照得"),
        re.compile(r"没(?:有)?(?:路)?灯|灯(?:是|都)?(?:坏|灭|没亮|没开|黑)|漆黑|黑灯瞎火|黑咕隆咚|伸手不见"),
    ),
}


def read_scene(exchange: Exchange) -> Iterator[Claim]:
    """Rain and light at the scene, where one was asked about them."""
    for slot, (there, not_there) in _SCENE.items():
        asked = re.search({"rain": r"天气|下雨|晴", "light": r"灯|光线|亮"}[slot], exchange.question) is not None
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
        r"(?P<one>[^，。；]{1,10}?)(?:之后|以后|完了?)[，]?(?:我|他|她)?(?:们)?(?:才|再|就)(?P<two>[^，。；]{1,12})"
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
        re.sub(r"[我你他她们的了过着是在就才又再去来把被给也都很一个那这里上下先后，]", "", text)
    )


def _apart(one: tuple[frozenset[str], frozenset[str]], two: tuple[frozenset[str], frozenset[str]]) -> bool:
    """Whether two phrases name two deeds."""
    at = 0 if one[0] and two[0] else 1
    return bool(one[at] and two[at]) and not one[at] & two[at]


def _sentences(exchange: Exchange) -> Iterator[tuple[int, str]]:
    for found in re.finditer(r"[^。！？!?；;]+", exchange.answer):
        yield found.start(), found[0]

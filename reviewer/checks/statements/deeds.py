"""Claims on deeds: who began, who did what to whom, who is the one that did it, and with what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.claims import Claim, corrected, spread, things
from reviewer.checks.statements.people import NOBODY, Mention
from reviewer.checks.statements.records import Clause, Exchange

ASKS_FIRST = re.compile(
    r"谁(?:是)?(?:最)?先|哪个先|哪一?方先|先(?:动手|打|骂|推)的(?:人)?是谁|是谁(?:先|挑)|谁(?:起的头|挑的头|惹)"
)
ASKS_TOOL = re.compile(
    r"(?:用|拿|使|持|操|握)(?:的|着|了|过)?(?:是)?(?:什么|啥|何)|什么(?:工具|东西|凶器|器械|家伙)(?!吃|没)|凶器|拿没拿东西|(?:看没看[到见]|看到)[^，。？?]{0,8}(?:拿|持|用)(?:东西|工具|家伙)|(?:有没有|是否|有无|用没用|拿没拿)[^，。？?]{0,6}(?:工具|东西|器械|凶器|家伙|棍|刀|棒|砖|瓶)"
)
_YES_BEFORE = re.compile(
    r"(?:有没有|有无|是不是|是否|有过)[^，？?]{0,16}$|(?:有人|别人|[一-鿿]{2,3})(?:说|讲|称|反映|指认|看到)[^？?]{0,20}$|确定[^，？?]{0,10}$"
)
_YES_AFTER = re.compile(
    r"^(?:没(?:有)?\w|不\w)|^[^，？?]{0,10}(?:没有?|没得|吗|嘛|么|不|是不是|对不对|对吗)[？?]|^[^？?]{0,20}(?:怎么解释|承认|属实|有这回事|是这样)"
)
_RELATIVE = re.compile(
    r"^(?:了|过|着)?(?:你|他|她|人|我)?的(?!什么|谁)(?:人|时候|那|男|女|东西|地方|事|过程|经过|工具|钱)|^(?:之前|以前|之后|以后|时)"
)
_IDENTIFIED = re.compile(r"(?:确定|肯定|看清楚?)?[^，。？?]{0,6}的(?:人)?(?:就)?是(?P<who>[^，。？?吗]{1,6})[吗？?]")
_DEFENDS = re.compile("挡|拨|护着?头|拦|架住|躲|推开")
_BEGINS = re.compile(
    r"先(?:动(?:的|了|起)?手|打|推|骂|抡|砸|踢|出手|上手|搡|扇|甩|抓|抄|拿|捅|挑)|(?:一上来|上来|冲(?:上|过)来|扑(?:上|过)来|二话不说|不由分说|突然)(?:就|上来|上去|过来)*.{0,6}(?:打|推|踢|砸|抡|扇|甩|揪|掐|(?:给|照)?.{0,4}一(?:拳|脚|巴掌|耳光|棍|锄头|扁担|砖)|动手|捅)"
)
DEEDS = frozenset(
    {"hit", "kick", "push", "stab", "steal", "sell", "make", "gamble", "drugs", "drive", "threat", "damage", "obstruct",
     "film", "sign", "hide", "call", "borrow", "pay", "flee", "crash", "summon", "scold"}
)  # fmt: skip
VIOLENT = frozenset({"hit", "kick", "stab"})
_NEGATED = re.compile(r"(?:没有?|没得|未|不曾|不是|从(?:来)?没|不(?:可能|会|敢)|哪里?(?:敢|会))(?:[^，。]{0,7})$")
_INCOMPLETE = re.compile(r"^.{0,3}(?:到(?!了)|着(?!了)|中|成|住|动|完|得(?:及|了)|起来|过瘾|再)")
_AGAIN = re.compile(r"再|继续|又|还(?:没|来不)|来得及|怎么")
_GENERAL = re.compile(
    r"没(?:有)?(?:碰|挨|沾)(?:过)?(?:他|她|对方|人|那|任何|[一-鿿]{2,3}$|$)?|没(?:有)?动(?:过)?(?:他|她|对方)(?!的)|没(?:有)?动过?手|没(?:有)?打(?:过)?(?:他|她|人|架|$|[一-鿿]{2,3}$)|手指头.{0,3}没|一(?:下|根(?:手)?指头?)(?:都|也)没"
)
_PEACE = re.compile(r"(?:就是|只是|我是|是去|就)(?:去|在)?(?:拉架|劝架|拦架|拉开|劝)")


def read_first(exchange: Exchange) -> Iterator[Claim]:
    """Who acted first: answered, or stated as 先动手, 上来就打."""
    asked = ASKS_FIRST.search(exchange.question) is not None
    for position, clause in enumerate(exchange.clauses):
        if not clause.own:
            if asked and position == 0:
                return
            continue
        begins = _BEGINS.search(clause.text)
        subject = _subject(exchange, clause, begins.start()) if begins else NOBODY
        if asked and position < 2 and not subject:
            subject = _named_first(exchange, clause)
        if not subject or (not begins and not asked):
            continue
        denied = (
            re.match(r"(?:肯定|绝对|反正)?(?:不是|没)", clause.text) is not None
            or _NEGATED.search(clause.text[: begins.start()] if begins else "") is not None
        )
        yield Claim(
            "first",
            "action",
            subject,
            exchange,
            *spread(clause),
            frozenset({"fight"}),
            subject,
            positive=not denied,
            asked=asked,
            corrected=corrected(exchange),
        )
        if asked:
            return


def _named_first(exchange: Exchange, clause: Clause) -> frozenset[str]:
    """The person that an answer to 谁先 names: 是他, 张某先的. Where 他 cannot be told, anybody but the speaker."""
    for mention in exchange.people(clause):
        lead, rest = clause.text[: mention.start], clause.text[mention.end :]
        if re.fullmatch(r"(?:当然|肯定|就|反正|不)*是?", lead) and re.match(r"$|先|的|动|打|推", rest):
            other = frozenset({f"非{exchange.speaker}"}) if re.fullmatch("他|她|对方", mention.text) else NOBODY
            return mention.who or other
    return NOBODY


def read_deeds(exchange: Exchange) -> Iterator[Claim]:
    """Who did what to whom, affirmed or denied, clause by clause and by a yes or no to the question."""
    yield from _answered(exchange)
    carried: frozenset[str] = _asked_agent(exchange)
    for clause in exchange.clauses:
        mentions = exchange.people(clause)
        if clause.supposed or clause.unknown or clause.hearsay or clause.guess:
            carried = _leading(acting(mentions, clause.text)) or carried
            continue
        yield from _general_denial(exchange, clause)
        for family in sorted(lexicon.found("families", clause.text) & DEEDS):
            verb = lexicon.classes("families")[family].search(clause.text)
            if verb is None:
                continue
            doers = agents(clause.text, acting(mentions, clause.text), verb.start(), verb.end(), carried)
            for agent, target in doers:
                yield from _deed(exchange, clause, family, verb, agent, target)
        carried = _leading(acting(mentions, clause.text)) or carried


_PERCEIVES = re.compile(
    r"^(?:就|也|还|当时|又|都|才|只|是|亲眼|远远|只是)*(?:看(?:到|见|着|得|清)|听(?:到|见|得)|认(?:得|识)|记得|晓得|知道|发现|觉得|以为|说|喊|讲|问|叫他|劝)"
)


_SEES = re.compile(r"(?:看到|看见|撞见|发现|碰见|瞧见|望见|抓到|听到|听见|亲眼见)(?:了|有)?")


def acting(mentions: list[Mention], text: str) -> list[Mention]:
    """The people of a clause without those who only see or say what another does."""
    seen = _SEES.search(text)
    if seen and any(mention.start >= seen.end() for mention in mentions):
        mentions = [mention for mention in mentions if mention.start >= seen.end()]
    return [mention for mention in mentions if not _PERCEIVES.match(text[mention.end :])]


def _deed(
    exchange: Exchange, clause: Clause, family: str, verb: re.Match[str], agent: frozenset[str], target: frozenset[str]
) -> Iterator[Claim]:
    if not agent or re.search(r"(?:谁|哪个|[莫别]|不要|住手)", clause.text) or _defensive(exchange, clause):
        return
    before, after = clause.text[: verb.start()], clause.text[verb.end() :]
    if re.match("[在到得中]", after) and not exchange.people(clause):
        return  # 打在同一边: no telling who
    denied = _NEGATED.search(before) is not None or re.search("没|未|不是", verb[0]) is not None
    if denied and (_INCOMPLETE.match(after) or _AGAIN.search(before)):
        return
    if family == "pay":
        agent, target = _payee(clause.text, agent, target)
        if not agent:
            return
    yield Claim(
        "deed", "denial", family, exchange, *spread(clause), frozenset({lexicon.kin().get(family, family)}),
        agent, target, things(clause.text) | things(exchange.question), positive=not denied,
        corrected=corrected(exchange),
    )  # fmt: skip


def _is_asked(question: str, verb: re.Match[str]) -> bool:
    """Whether a question puts this deed to the speaker for a yes or a no."""
    before, after = question[: verb.start()], question[verb.end() :]
    if _RELATIVE.match(after) or re.search(
        r"谁|什么|哪|认识|怎么(?!解释)|为什么", re.split("[，。]", before)[-1] + after[:3]
    ):
        return False
    echoed = re.search(rf"{re.escape(verb[0][:1])}(?:没(?:有)?|不)$", before) is not None
    return echoed or _YES_BEFORE.search(before) is not None or _YES_AFTER.match(after) is not None


def _defensive(exchange: Exchange, clause: Clause) -> bool:
    """A hand that wards off is no blow."""
    place = exchange.clauses.index(clause)
    return _DEFENDS.search("".join(item.text for item in exchange.clauses[max(place - 1, 0) : place + 1])) is not None


def _payee(text: str, agent: frozenset[str], target: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Of a payment the one who received it and the one who gave."""
    if re.search(r"收|要|拿(?!给)|骗", text) and not re.search(r"给(?:他|她|我|了他)|交给", text):
        return agent, target
    return target, agent


def _general_denial(exchange: Exchange, clause: Clause) -> Iterator[Claim]:
    """我没动手, 手指头都没挨他, 我就是去拉架的: denies every blow."""
    found = _GENERAL.search(clause.text) or _PEACE.search(clause.text)
    if found is None or _AGAIN.search(clause.text) or _INCOMPLETE.match(clause.text[found.end() :]):
        return
    if (
        "fight" not in exchange.asked
        and "incident" not in exchange.asked
        and "fight" not in lexicon.events(exchange.answer)
    ):
        return
    mentions = exchange.people(clause)
    before = [mention for mention in mentions if mention.end <= found.start() + 2 and mention.who]
    asked_of = acting(exchange.asked_people, exchange.question)
    if not before and asked_of and not asked_of[0].who:
        return  # 对方还手没有: somebody who cannot be told
    agent = before[0].who if before else _asked_agent(exchange) or frozenset({exchange.speaker})
    yield Claim(
        "deed",
        "denial",
        "violence",
        exchange,
        *spread(clause),
        frozenset({"fight"}),
        agent,
        NOBODY,
        positive=False,
        corrected=corrected(exchange),
    )


def _answered(exchange: Exchange) -> Iterator[Claim]:
    """The deed stands in the question, the answer says yes or no."""
    question = exchange.question
    if ASKS_FIRST.search(question) or ASKS_TOOL.search(question):
        return
    first = exchange.clauses[0]
    if first.unknown or first.hearsay or first.guess:
        return
    answer = polarity(exchange)
    if answer is None:
        return
    yield from _identified(exchange, answer)
    for family in sorted(lexicon.found("families", question) & DEEDS):
        verb = lexicon.classes("families")[family].search(question)
        if verb is None or not _is_asked(question, verb):
            continue
        begin = question.rfind("，", 0, verb.start()) + 1 or question.rfind(",", 0, verb.start()) + 1
        mentions = [item for item in exchange.asked_people if item.start >= begin] or exchange.asked_people
        agent, target = roles(question, mentions, verb.start(), verb.end(), NOBODY)
        agent = agent or _addressed(exchange)
        if family == "pay":
            agent, target = _payee(question, agent, target)
        if (
            not agent
            or re.search(r"别人|其他人|旁人|还有(?:没有)?(?:谁|人)", question)
            or re.search(r"还有(?:没有)?(?:打|做|偷|干)|再|受伤|被", question)
        ):
            continue
        yield Claim(
            "deed", "denial", family, exchange, *spread(first), frozenset({lexicon.kin().get(family, family)}),
            agent, target, things(question), positive=answer, asked=True, corrected=corrected(exchange),
        )  # fmt: skip


def _identified(exchange: Exchange, answer: bool) -> Iterator[Claim]:
    """踢人的是雷某吗？ with its yes or no."""
    found = _IDENTIFIED.search(exchange.question)
    who = next(
        (item.who for item in exchange.asked_people if found and item.start >= found.start("who") and item.who), NOBODY
    )
    if not who:
        return
    for family in sorted(lexicon.found("families", exchange.question) & DEEDS):
        yield Claim(
            "deed", "denial", family, exchange, *spread(exchange.clauses[0]),
            frozenset({lexicon.kin().get(family, family)}), who, NOBODY, things(exchange.question),
            positive=answer, asked=True, corrected=corrected(exchange),
        )  # fmt: skip


def polarity(exchange: Exchange) -> bool | None:
    """Whether the answer says yes or no to what the question asks."""
    text = exchange.answer
    if lexicon.cue("deny").search(text):
        return False
    if lexicon.cue("affirm").search(text):
        return True
    echo = re.match(r"(.)(?:了|过|的)", text)
    if echo and echo[1] in exchange.question:
        return True
    return _takes_up(exchange.question, text)


_EITHER_OR = re.compile(
    r"(?P<verb>[一-鿿])(?:没(?:有)?|不)(?P=verb)|(?P<ever>[一-鿿])(?:过|了)?[^，。？?]{0,10}(?:没有?|没得)[？?]?$"
)


def _takes_up(question: str, answer: str) -> bool | None:
    """A yes or no by the verb of the question: 进没进 with 没进, 吸不吸 with 吸."""
    asked = frozenset(verb for found in _EITHER_OR.finditer(question) for verb in found.groups() if verb)
    said = re.match(r"(?:我|他|她|当时|真|根本|确实|肯定|绝对)*(?P<no>没(?:有)?|不|未)?(?P<verb>[一-鿿])", answer)
    if said is None or said["verb"] not in asked:
        return None
    if said["no"]:
        return False
    return True if re.match(r"$|[，。,.]|了|的|过", answer[said.end() :]) else None


def _asked_agent(exchange: Exchange) -> frozenset[str]:
    """Of whom the question asks: the first person before its verb."""
    mentions = [mention for mention in acting(exchange.asked_people, exchange.question) if mention.who]
    return mentions[0].who if mentions else _addressed(exchange)


def _addressed(exchange: Exchange) -> frozenset[str]:
    """A question to a suspect that names nobody is about himself."""
    suspect = exchange.speaker in exchange.roster.suspects and not exchange.asked_people
    return frozenset({exchange.speaker}) if suspect else NOBODY


def _leading(mentions: list[Mention]) -> frozenset[str]:
    """The person that a clause begins with."""
    return mentions[0].who if mentions and mentions[0].start <= 3 else NOBODY


_NOT_LEADING = re.compile("[了过着给把打被对向朝跟拍]")


def _doer_of(exchange: Exchange, clause: Clause) -> frozenset[str]:
    """The person that a clause begins with, unless a verb stands before him (就拍了她两下)."""
    mentions = exchange.people(clause)
    if mentions and _NOT_LEADING.search(clause.text[: mentions[0].start]):
        return NOBODY
    return _leading(mentions)


def leading(exchange: Exchange, clause: Clause) -> frozenset[str]:
    """Who acts at the beginning of a clause, past those who only see it."""
    mentions = acting(exchange.people(clause), clause.text)
    seen = _SEES.search(clause.text)
    if seen and mentions and mentions[0].start >= seen.end() and mentions[0].start - seen.end() <= 2:
        return mentions[0].who
    return _leading(mentions)


def _subject(exchange: Exchange, clause: Clause, at: int) -> frozenset[str]:
    before = [mention for mention in exchange.people(clause) if mention.end <= at]
    if before:
        return before[-1].who
    earlier = [item for item in exchange.clauses if item.start < clause.start]
    for item in reversed(earlier[-2:]):
        leading = _leading(exchange.people(item))
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


_CLEFT = re.compile(
    r"(?<!不)(?<!是不)(?:是|不是)(?P<who>(?!不|从|在)[^，。是]{1,8}?)(?:一个人|自己|亲手|先|在[^，。]{1,10}|拿[^，。]{1,6}|用[^，。]{1,6}|从[^，。]{1,8})?(?P<verb>[一-鿿]{1,4})的(?:手|[一-鿿]{0,4})?$"
)
_WHO_ASKED = re.compile(r"(?:是)?(?:谁|哪个|什么人)(?:先|在|去|跟你|负责)?(?P<verb>[一-鿿]{1,4})?|(?:的)(?:人)?是谁")


_ANSWERS_WHO = re.compile(
    r"(?:[一-鿿]{1,4}?是|当然|肯定|就|反正|绝对|根本|真的|都|也|这个|货|钱|东西|人|电话|不|是|由|嗯|应该)*"
)


def _names_doer(exchange: Exchange, first: Clause, mention: Mention, verb: str) -> bool:
    """Whether an answer to 谁 begins with the one who did it, and nothing in its sentence takes that back."""
    sentence = [clause for clause in exchange.clauses if clause.sentence == first.sentence]
    if not all(clause.own for clause in sentence) or not _ANSWERS_WHO.fullmatch(first.text[: mention.start]):
        return False
    rest = first.text[mention.end :]
    done = _without(verb, exchange.roster.names)
    named = len(rest) <= 2 or rest[0] in "、和跟" or re.fullmatch(r"(?:自己|亲自|亲手|一个人)?[一-鿿]{1,4}的", rest)
    return bool(named) or bool(done & frozenset(rest)) or (not done and len(rest) <= 6)


def read_doer(exchange: Exchange) -> Iterator[Claim]:
    """Who is the one that did it: 谁做的 with its answer, and 是他做的 in an account."""
    asked = _WHO_ASKED.search(exchange.question)
    if (
        asked
        and not ASKS_FIRST.search(exchange.question)
        and not re.search(
            r"谁在(?:场|旁|家|里|一起)|有谁|和谁|跟谁|还有谁|认识|是谁[？?]$(?<!的是谁？)", exchange.question
        )
    ):
        first = exchange.clauses[0]
        mention = next((item for item in exchange.people(first) if item.who), None)
        if mention is not None and _names_doer(exchange, first, mention, asked["verb"] or ""):
            yield _doer(exchange, first, mention.who, exchange.question, asked=True)
        return
    for clause in exchange.clauses:
        found = _CLEFT.search(clause.text)
        if found is None or not clause.own:
            continue
        mention = next(
            (
                item
                for item in exchange.people(clause)
                if found.start("who") <= item.start < found.end("who") and item.who
            ),
            None,
        )
        if mention is not None:
            yield _doer(exchange, clause, mention.who, clause.text, asked=False)


def _doer(exchange: Exchange, clause: Clause, who: frozenset[str], topic: str, *, asked: bool) -> Claim:
    families = lexicon.found("families", topic + clause.text) & DEEDS
    negative = re.match(r"(?:反正|绝对|肯定|真的)?(?:不是|没)", clause.text) is not None
    objects = things(exchange.question) | things(clause.text)
    verb = _WHO_ASKED.search(exchange.question)
    if asked and verb and verb["verb"]:
        asks = _without(verb["verb"], exchange.roster.names)
        objects |= {f"{char}的" for char in asks}
    return Claim(
        "doer", "denial" if negative else "action", families, exchange, *spread(clause),
        frozenset(lexicon.kin().get(family, family) for family in families)
        | (lexicon.events(topic + clause.text) & {"instigate"}), who,
        things=objects - exchange.roster.names, positive=not negative, asked=asked, corrected=corrected(exchange),
    )  # fmt: skip


def _without(text: str, names: frozenset[str]) -> frozenset[str]:
    """The characters of a verb phrase without people and particles."""
    for name in names:
        for size in range(len(name), 0, -1):
            text = text.replace(name[:size], "")
    return frozenset(re.sub("[你我他她们的了过着人去来]", "", text))


def read_tool(exchange: Exchange) -> Iterator[Claim]:
    """With what: the tool in the answer to such a question, or in an account of a blow; or that there was none."""
    asked = ASKS_TOOL.search(exchange.question) is not None and not _NO_TOOL.search(exchange.question)
    carried = _asked_agent(exchange)
    for position, clause in enumerate(exchange.clauses):
        mentions = exchange.people(clause)
        text = clause.text
        denied = re.match("(?:不是|没(?:有)?[用拿])", text) and not lexicon.classes("tools_none")["cues"].search(text)
        if clause.own and not denied and ((asked and position < 3) or _strikes(exchange, position)):
            kinds = lexicon.found("tools", text) or (_new_tool(text) if asked and position == 0 else frozenset())
            none = bool(lexicon.classes("tools_none")["cues"].search(text)) or bool(
                asked
                and position == 0
                and re.match(r"没(?:有|得)?$", text)
                and re.search(r"有没有|是否|有无|没有", exchange.question)
            )
            agent = _doer_of(exchange, clause) or carried
            if (kinds - {"hands", "feet"} or none or (kinds and asked)) and (agent or asked):
                yield Claim(
                    "tool", "object", (frozenset() if none else kinds - {"hands", "feet"}, text), exchange,
                    *spread(clause),
                    frozenset({"fight"}) if _fights(exchange) else exchange.asked, agent, asked=asked,
                    corrected=corrected(exchange),
                )  # fmt: skip
                return
        carried = _leading(acting(mentions, clause.text)) or carried


_NO_TOOL = re.compile("方式|方法|办法|付|联系|交通|借口|理由|名义|身份|说法|钱")
_TOOL_NAMED = re.compile(
    r"^(?:就|也|应该|好像)*(?:[他她我]?(?:就)?(?:是)?(?:用|拿|使)的?(?:是)?|是)?(?:一?[把根块条个只件张截段台支部副]|那种)?"
    r"(?P<noun>[一-鿿]{1,6}?)(?:$|[打划砸剪点弄撬割敲扎]的?.{0,4}$)"
)


def _new_tool(text: str) -> frozenset[str]:
    """A tool that the lexicon does not know, by the end of its name."""
    found = _TOOL_NAMED.match(text)
    bare = found is None or found.start("noun") == 0  # 太远 is no tool: only 用的…, 是…, 一把…
    if found is None or bare or re.search(r"[这那]样|没|不|什么|东西|工具|忘|清楚|看到|远|黑|乱", text):
        return frozenset()
    return frozenset({"=" + found["noun"][-2:]})


def _fights(exchange: Exchange) -> bool:
    return bool(exchange.asked & {"fight", "incident"}) or "fight" in lexicon.events(exchange.answer)


def _strikes(exchange: Exchange, position: int) -> bool:
    """A clause in which something is taken in hand and a blow follows."""
    text = exchange.clauses[position].text
    following = "".join(item.text for item in exchange.clauses[position : position + 3])
    taken = re.search(
        r"(?:用|拿(?:着|起|了)?|拎(?:着|起)?|抄(?:起|着)?|操(?:起|着)?|举(?:着|起)?|抽出|抡(?:起|着)?|捡(?:起|了)?|摸出|掏出|握着?|持)",
        text,
    )
    blow = lexicon.found("families", following) & (VIOLENT | {"damage"})
    bare = re.search(r"没|不", text) is None
    later = "".join(item.text for item in exchange.clauses[position + 1 : position + 3])
    there = re.search(r"[拎拿抄捡抡操抓举](?:了)?起", later)
    return bool((taken or there) and blow and bare)

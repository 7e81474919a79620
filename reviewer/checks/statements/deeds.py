"""Claims on deeds: who began, and who did what to whom, affirmed or denied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.answers import ASKS_FIRST, ASKS_TOOL, DEEDS, polarity
from reviewer.checks.statements.claims import Claim, corrected, spread, things
from reviewer.checks.statements.people import NOBODY
from reviewer.checks.statements.records import Clause, Exchange
from reviewer.checks.statements.roles import acting, addressed, agents, asked_agent, roles, starts_with, subject_before

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

_NEGATED = re.compile(r"(?:没有?|没得|未|不曾|不是|从(?:来)?没|不(?:可能|会|敢)|哪里?(?:敢|会))(?:[^，。]{0,7})$")

_INCOMPLETE = re.compile(r"^.{0,3}(?:到(?!了)|着(?!了)|中|成|住|动|完|得(?:及|了)|起来|过瘾|再)")

_AGAIN = re.compile(r"再|继续|又|还(?:没|来不)|来得及|怎么")

_GENERAL = re.compile(
    r"没(?:有)?(?:碰|挨|沾)(?:过)?(?:他|她|对方|人|那|任何|[一-鿿]{2,3}$|$)?|没(?:有)?动(?:过)?(?:他|她|对方)(?!的)|没(?:有)?动过?手|没(?:有)?打(?:过)?(?:(?:他|她)(?!家|[一-鿿]?的(?!脸|头|肚|身|手|背|腿))|人|架|$|[一-鿿]{2,3}$)|手指头.{0,3}没|一(?:下|根(?:手)?指头?)(?:都|也)没"
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
        subject = subject_before(exchange, clause, begins.start()) if begins else NOBODY
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
    carried: frozenset[str] = asked_agent(exchange)
    for clause in exchange.clauses:
        mentions = exchange.people(clause)
        if clause.supposed or clause.unknown or clause.hearsay or clause.guess:
            carried = starts_with(acting(mentions, clause.text)) or carried
            continue
        yield from _general_denial(exchange, clause)
        for family in sorted(lexicon.found("families", clause.text) & DEEDS):
            verb = lexicon.classes("families")[family].search(clause.text)
            if verb is None:
                continue
            doers = agents(clause.text, acting(mentions, clause.text), verb.start(), verb.end(), carried)
            for agent, target in doers:
                yield from _deed(exchange, clause, family, verb, agent, target)
        carried = starts_with(acting(mentions, clause.text)) or carried


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
    agent = before[0].who if before else asked_agent(exchange) or frozenset({exchange.speaker})
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
        agent = agent or addressed(exchange)
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

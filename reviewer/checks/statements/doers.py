"""Claims on who is the one that did it, and with what."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.answers import ASKS_FIRST, ASKS_TOOL, DEEDS, VIOLENT
from reviewer.checks.statements.claims import Claim, corrected, spread, things
from reviewer.checks.statements.people import Mention
from reviewer.checks.statements.records import Clause, Exchange
from reviewer.checks.statements.roles import acting, asked_agent, doer_of, starts_with

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
    done = without(verb, exchange.roster.names)
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
        asks = without(verb["verb"], exchange.roster.names)
        objects |= {f"{char}的" for char in asks}
    return Claim(
        "doer", "denial" if negative else "action", families, exchange, *spread(clause),
        frozenset(lexicon.kin().get(family, family) for family in families)
        | (lexicon.events(topic + clause.text) & {"instigate"}), who,
        things=objects - exchange.roster.names, positive=not negative, asked=asked, corrected=corrected(exchange),
    )  # fmt: skip


def without(text: str, names: frozenset[str]) -> frozenset[str]:
    """The characters of a verb phrase without people and particles."""
    for name in names:
        for size in range(len(name), 0, -1):
            text = text.replace(name[:size], "")
    return frozenset(re.sub("[你我他她们的了过着人去来]", "", text))


def read_tool(exchange: Exchange) -> Iterator[Claim]:
    """With what: the tool in the answer to such a question, or in an account of a blow; or that there was none."""
    asked = ASKS_TOOL.search(exchange.question) is not None and not _NO_TOOL.search(exchange.question)
    carried = asked_agent(exchange)
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
            agent = doer_of(exchange, clause) or carried
            if (kinds - {"hands", "feet"} or none or (kinds and asked)) and (agent or asked):
                yield Claim(
                    "tool", "object", (frozenset() if none else kinds - {"hands", "feet"}, text), exchange,
                    *spread(clause),
                    frozenset({"fight"}) if _fights(exchange) else exchange.asked, agent, asked=asked,
                    corrected=corrected(exchange),
                )  # fmt: skip
                return
        carried = starts_with(acting(mentions, clause.text)) or carried


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

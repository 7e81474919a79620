"""Deeds of any kind that are put to somebody and denied, and the accounts of others that tell of them.

The families of ``lexicon.toml`` know the deeds of common crimes. Here the verb is taken from the question itself
(有没有伪造过…, 掐没掐…), so that a crime which no list foresaw is compared too. A yes or no to one and the same
question is compared as it stands (狗当时拴绳没有).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.answers import ASKS_FIRST, ASKS_TOOL, DEEDS, polarity
from reviewer.checks.statements.claims import Claim, corrected, predicate, spread, things
from reviewer.checks.statements.people import NOBODY
from reviewer.checks.statements.records import Exchange, Record
from reviewer.checks.statements.roles import acting, agents, leading, roles

_EITHER = re.compile(r"(?P<verb>[一-鿿])(?:没(?:有)?|不)(?P=verb)(?P<more>[一-鿿]?)")
_WHETHER = re.compile(r"(?:有没有|有无|是不是|是否|究竟|到底)(?P<rest>[^，。？?]{1,24})")
_EVER = re.compile(r"(?P<verb>[一-鿿]{1,2})(?:过|了)(?!解|得)[^，。？?]{0,14}(?:没有?|吗|嘛|么)[？?]?$")
_AFTER = re.compile(r"(?P<verb>[一-鿿]{1,2})[^，。？?]{0,8}(?:没有|没得)[？?]?$")
_LEADS = re.compile(r"^(?:曾经|曾|故意|亲自|又|再|当时|就|都|去|来|一起|参与|直接)+")
# 看, 说, 知道… tell of no deed, or have readers of their own; 有 and 是 are no verbs here.
_NO_DEED = re.compile(
    r"看|听|说|讲|去|来|到|在|有|是|见|想|认|知|晓|记|觉|告|问|叫|让|做|干|发现|注意|受|被|得|处理|打算|喝|穿|需|要|能|会|愿|补充|"
    r"属|清|懂|住|上班|还|给|谈|过|了|没|不|带|拿|用|参"
)
_NOT = re.compile(r"(?:没有?|没得|未|不|不曾|别|莫|要是|如果|想|准备|打算|差点|险些)[^，。]{0,6}$")
_NOT_SEEN = re.compile(
    r"看|听|注意|印象|记|知|晓|清楚|认识|发现|留意|见|后悔|补充|属实|意见|要求|需要|愿|受伤|疼|还有|其他|别的|感觉|异议"
)


def denied_verbs(question: str) -> frozenset[str]:
    """The verbs whose deed a question puts to a person for a yes or a no."""
    found = [item["verb"] for item in _EITHER.finditer(question)]
    for item in _WHETHER.finditer(question):
        found.append(_first_verb(item["rest"]))
    ever = _EVER.search(question) or _AFTER.search(question)
    if ever:
        found.append(ever["verb"])
    kept = frozenset(verb for verb in found if verb and not _NO_DEED.search(verb))
    return frozenset(verb for verb in kept if not lexicon.found("families", verb + "过他") & DEEDS)


def _first_verb(rest: str) -> str:
    """The verb after 有没有, past adverbs and what stands with a preposition (跟她, 给老张)."""
    from reviewer.reading.text import words

    rest = _LEADS.sub(
        "",
        re.sub(
            r"^.{0,6}?(?:跟|和|给|对|向|把|替|帮)(?:[你我他她]们?|[一-鿿]{2,3}?)(?=[一-鿿]{1,3}(?:过|了))", "", rest
        ),
    )
    pieces = list(words(rest))
    first = re.sub("(?<=.)[过了]$", "", pieces[0]) if pieces else ""
    return first if re.fullmatch(r"[一-鿿]{1,2}", first) else first[:1]


def read_denials(exchange: Exchange) -> Iterator[Claim]:
    """A denied deed whose verb no family knows: ``act`` with the verb as value."""
    question = exchange.question
    if ASKS_FIRST.search(question) or ASKS_TOOL.search(question) or not exchange.clauses[0].own:
        return
    verbs = denied_verbs(question)
    if not verbs or polarity(exchange) is not False:
        return
    mentions = exchange.asked_people
    for verb in sorted(verbs):
        at = question.find(verb)
        agent, target = roles(question, mentions, at, at + len(verb), NOBODY)
        if not agent and not mentions and exchange.speaker in exchange.roster.suspects:
            agent = frozenset({exchange.speaker})
        if agent:
            yield Claim(
                "act", "denial", verb, exchange, *spread(exchange.clauses[0]), exchange.asked, agent, target,
                things(question) - exchange.roster.names, positive=False, asked=True, corrected=corrected(exchange),
            )  # fmt: skip


def told_acts(denial: Claim, record: Record, skip: frozenset[int]) -> Iterator[Claim]:
    """Where another record tells of the deed that was denied, by the same verb and of the same doer."""
    verb = str(denial.value)
    for exchange in record.exchanges:
        if exchange.placed.turn.index in skip or verb not in exchange.answer:
            continue
        carried: frozenset[str] = NOBODY
        for clause in exchange.clauses:
            before, carried = carried, leading(exchange, clause) or carried
            at = clause.text.find(verb)
            if (
                at < 0
                or re.search(r"[他她]们?(?:说|讲|称|骂)|对方(?:说|讲)", clause.text[:at])
                or not clause.own
                or _NOT.search(clause.text[:at])
                or "谁" in clause.text
            ):
                continue
            mentions = acting(exchange.people(clause), clause.text)
            for agent, target in agents(clause.text, mentions, at, at + len(verb), before):
                if agent:
                    yield Claim(
                        "act", "denial", verb, exchange, *spread(clause), exchange.asked, agent, target,
                        things(clause.text) | things(exchange.question), corrected=corrected(exchange),
                    )  # fmt: skip


def read_whether(exchange: Exchange) -> Iterator[Claim]:
    """The yes or no to a question about a state or deed that has no reader of its own."""
    question = exchange.question
    asks = (
        _EITHER.search(question) or _WHETHER.search(question) or re.search(r"(?:没有?|没得|吗|嘛|么)[？?]?$", question)
    )
    if asks is None or _NOT_SEEN.search(question) or not exchange.clauses[0].own:
        return
    if ASKS_FIRST.search(question) or ASKS_TOOL.search(question):
        return
    said = _yes_or_no(exchange)
    if said is None:
        return
    who = frozenset(name for mention in exchange.asked_people for name in mention.who)
    deed = bool(lexicon.found("families", question) & DEEDS)
    yield Claim(
        "whether", "denial" if deed else "state", said, exchange, *spread(exchange.clauses[0]), exchange.asked, who,
        things=predicate(question, exchange.roster.names) - frozenset("不会要还"), positive=said, asked=True,
        corrected=corrected(exchange),
    )  # fmt: skip


def _yes_or_no(exchange: Exchange) -> bool | None:
    """Yes or no, also by taking up the verb of the question: 拴了, 没拴."""
    said = polarity(exchange)
    if said is not None:
        return said
    found = re.match(
        r"(?P<no>(?:根本|当时|肯定|就)?(?:没(?:有)?|未|不))?(?P<verb>[一-鿿])(?P<end>了|过|着|的|$)?",
        exchange.clauses[0].text,
    )
    if found is None or found["verb"] not in exchange.question:
        return None
    if found["no"]:
        return False
    return True if found["end"] else None

"""What a question puts to the speaker, and whether his answer says yes or no to it."""

from __future__ import annotations

import re

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.records import Exchange

ASKS_FIRST = re.compile(
    r"谁(?:是)?(?:最)?先|哪个先|哪一?方先|先(?:动手|打|骂|推)的(?:人)?是谁|是谁(?:先|挑)|谁(?:起的头|挑的头|惹)"
)

ASKS_TOOL = re.compile(
    r"(?:用|拿|使|持|操|握)(?:的|着|了|过)?(?:是)?(?:什么|啥|何)|什么(?:工具|东西|凶器|器械|家伙)(?!吃|没)|凶器|拿没拿东西|(?:看没看[到见]|看到)[^，。？?]{0,8}(?:拿|持|用)(?:东西|工具|家伙)|(?:有没有|是否|有无|用没用|拿没拿)[^，。？?]{0,6}(?:工具|东西|器械|凶器|家伙|棍|刀|棒|砖|瓶)"
)

DEEDS = frozenset(
    {"hit", "kick", "push", "stab", "steal", "sell", "make", "gamble", "drugs", "drive", "threat", "damage", "obstruct",
     "film", "sign", "hide", "call", "borrow", "pay", "flee", "crash", "summon", "scold"}
)  # fmt: skip

VIOLENT = frozenset({"hit", "kick", "stab"})


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

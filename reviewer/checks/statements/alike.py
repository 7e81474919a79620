"""Whether two claims speak of one thing: one event, one question, and not each of a matter of his own."""

from __future__ import annotations

import re

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.claims import Claim, predicate
from reviewer.checks.statements.records import Exchange

CRIMES = frozenset(
    {"fight", "steal", "money", "damage", "threat", "crash", "gamble", "drugs", "trade", "obstruct", "incident"}
)


def personal(a: Claim, b: Claim) -> bool:
    """Whether each was asked about himself (你一个月生活费多少), and not about a deed of the case."""
    if a.exchange.speaker == b.exchange.speaker or not (a.asked and b.asked):
        return False
    if not all(_of_himself(claim.exchange) for claim in (a, b)):
        return False
    questions = a.exchange.question + b.exchange.question
    events = lexicon.events(questions) & CRIMES
    return not events or (events == {"trade"} and re.search("[这那]", questions) is None)


def _of_himself(exchange: Exchange) -> bool:
    asked = exchange.asked_people
    return bool(asked) and all(mention.who == {exchange.speaker} for mention in asked)


def same_event(a: Claim, b: Claim) -> bool:
    """Whether two claims belong to one event: a kind of deed in common, or one speaks of the happening as such."""
    if a.events & b.events or (a.asked and b.asked and one_question(a, b)):
        return True
    loose = [claim for claim in (a, b) if claim.events <= {"incident"}]
    return bool(loose) and bool((a.events | b.events) & CRIMES)


def one_question(a: Claim, b: Claim) -> bool:
    """Whether two questions have most of their content in common: 什么时候砍的 and 几点看到他们砍树."""
    one, two = (predicate(claim.exchange.question, claim.exchange.roster.names) for claim in (a, b))
    return bool(one and two) and len(one & two) / min(len(one), len(two)) > 0.5


_PRIVATE = re.compile(
    r"起的?床|吃的?饭|睡|上的?班|下的?班|到的?家|回的?家|回来|出的?门|住|来的?(?:这里|派出所|本地)|认识|结的?婚|租|办的?证"
)


def elsewhere(a: Claim, b: Claim) -> bool:
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

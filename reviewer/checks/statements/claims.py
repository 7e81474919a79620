"""Claims: what one person says about one thing, and the driver that reads them out of a record."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from reviewer.checks.statements import lexicon
from reviewer.checks.statements.people import NOBODY
from reviewer.checks.statements.records import Clause, Exchange, Record
from reviewer.core.casefile import Span


@dataclass(frozen=True)
class Claim:
    """One assertion. ``slot`` names what it is about, ``value`` what it says; see the reader of each slot.

    ``events`` are the kinds of deed it belongs to (``incident``: the happening as such), ``subject`` the people
    of whom it speaks, ``things`` the objects named with it. ``asked`` tells that the question was about it.
    """

    slot: str
    aspect: str
    value: Any
    exchange: Exchange = field(repr=False)
    start: int
    end: int
    events: frozenset[str] = frozenset()
    subject: frozenset[str] = NOBODY
    target: frozenset[str] = NOBODY
    things: frozenset[str] = frozenset()
    positive: bool = True
    asked: bool = False
    soft: bool = False
    corrected: bool = False

    @property
    def span(self) -> Span | None:
        return self.exchange.span(self.start, self.end)

    @property
    def text(self) -> str:
        return self.exchange.placed.turn.answer[self.start : self.end]


Reader = Callable[[Exchange], Iterator[Claim]]

_ALWAYS = frozenset(
    [
        "什么",
        "怎么",
        "哪里",
        "时候",
        "地方",
        "多少",
        "东西",
        "事情",
        "情况",
        "当时",
        "自己",
        "没有",
        "知道",
        "你们",
        "他们",
        "我们",
        "这个",
        "那个",
        "一个",
        "还有",
        "后来",
        "之后",
        "以前",
        "是不是",
        "有没有",
        "为什么",
        "谁的",
        "大概",
        "左右",
        "清楚",
        "记得",
        "看到",
        "听到",
        "觉得",
        "不是",
        "就是",
        "那天",
        "当天",
        "晚上",
        "上午",
        "下午",
        "第一",
        "第二",
        "一下",
        "一次",
        "对方",
        "具体",
        "经过",
        "现在",
        "今天",
        "本次",
        "意思",
        "那里",
        "这里",
        "出来",
        "起来",
        "过去",
        "过来",
        "看见",
        "应该",
        "可以",
        "因为",
        "所以",
        "但是",
        "不过",
        "这样",
        "那样",
        "反正",
        "东西",
    ]
)


def things(text: str) -> frozenset[str]:
    """The content words of a text by which two records can be seen to speak of one object."""
    from reviewer.reading.text import words

    bare = re.sub(r"[\d〇零一二两三四五六七八九十百千万几]+", " ", text)
    return frozenset(
        word for word in words(bare) if len(word) >= 2 and word not in _ALWAYS and re.fullmatch(r"[一-鿿A-Za-z]+", word)
    )


_EMPTY = re.compile(
    r"哪家[一-鿿]{0,2}|(?:凌晨|早上|上午|中午|下午|傍晚|晚上|当晚|夜里|半夜)|位置|到底|究竟|具体|大概|什么|工具|家伙|设备|用|拿|使|时候|时间|地方|哪里|哪儿|哪个|哪些|哪天|几点|几号|多少|怎么|为什么|有没有|是不是|一共|总共|当时|当天|那天|后来|之后|具体|"
    r"知道|看到|看见|记得|事情|参与|总计|清点|这笔|钱|[你我他她它们的了是在哪几天点号什么时候里和跟向对把被给这那个一吗呢？?，,。.、“”\s过着都有没就还又人到]"
)


def predicate(question: str, names: frozenset[str]) -> frozenset[str]:
    """The characters of a question that tell what it is about, without names and words that only ask."""
    for name in names:
        question = question.replace(name, " ")
    return frozenset(_EMPTY.sub("", question))


def shared(a: frozenset[str], b: frozenset[str]) -> frozenset[str]:
    """Things that two claims have in common; 合同 is in 假合同."""
    return frozenset(one for one in a for two in b if one in two or two in one)


def spread(clause: Clause) -> tuple[int, int]:
    """The characters of a clause within its answer."""
    return clause.start, clause.start + len(clause.text)


def events_of(exchange: Exchange, clause: Clause | None = None) -> frozenset[str]:
    """The events that a clause names, else those of the question, else those taken over."""
    named = lexicon.events(clause.text) if clause else frozenset()
    return named or exchange.asked


def corrected(exchange: Exchange) -> bool:
    """Whether the speaker himself says that he puts right what he said before, and so explains it."""
    return lexicon.cue("correction").search(exchange.answer) is not None


def read_claims(
    record: Record, readers: tuple[Reader, ...], *, skip: frozenset[int] = frozenset()
) -> tuple[Claim, ...]:
    """All claims of a record. ``skip`` holds the turns that were copied: they are nobody's own words."""
    out: list[Claim] = []
    for exchange in record.exchanges:
        if exchange.placed.turn.index in skip:
            continue
        for reader in readers:
            out.extend(reader(exchange))
    return tuple(out)

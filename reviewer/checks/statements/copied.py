"""Copied records: long answers that two records share beyond boiler-plate, and words that only another could have said.

Only answers are compared, and only those about the happening: questions, rights and identity are alike in all
records. A shared answer is confirmed by the edit ratio and shown with its matching blocks on both sides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from reviewer.checks.statements.records import Record
from reviewer.core.casefile import Span
from reviewer.extraction.dialogue import PlacedTurn

SHORTEST = 24  # characters of an answer that can be called copied
ALIKE = 0.85  # edit ratio of two answers
LONG = 34  # characters of one answer that two people do not both hit upon
ENOUGH = 60  # characters in all that two people must share in shorter answers
ENOUGH_WITHIN = 150  # for two sessions of one person, who may well say the same again
SHARE_WITHIN = 0.5
# What is alike in every record, or is asked of everybody about himself.
_ROUTINE = frozenset(
    {"officers_shown", "duty_truth", "perjury", "rights_notice", "lawyer", "recusal", "identity", "priors", "truth"}
)
_NOISE = re.compile(r"[\s，。、；：！？,.;:!?“”\"'（）()《》]")


@dataclass(frozen=True, slots=True)
class Leftover:
    """Words in a record that fit another person and not its speaker."""

    span: Span
    why: str


@dataclass(frozen=True)
class Copied:
    """Two records with answers that are the same, or nearly. ``pairs`` are the turns, ``spans`` their places."""

    documents: tuple[str, str]
    persons: tuple[str, str]
    sessions: tuple[int, int]
    within_person: bool
    turns: tuple[tuple[int, int], ...]
    spans: tuple[tuple[Span, Span], ...]
    characters: int
    similarity: float
    leftovers: tuple[Leftover, ...] = ()


def find_copied(records: tuple[Record, ...]) -> tuple[Copied, ...]:
    """Pairs of records with copied answers, between people and within one person."""
    prepared = {record.document: _long_answers(record) for record in records}
    out = []
    for first, second in combinations(records, 2):
        found = _compared(first, second, prepared)
        if found is not None:
            out.append(found)
    return tuple(out)


def copied_turns(copied: tuple[Copied, ...], record: Record) -> frozenset[int]:
    """The turns of a record whose words were copied between two people."""
    out: set[int] = set()
    for item in copied:
        if not item.within_person and record.document in item.documents:
            side = item.documents.index(record.document)
            out.update(pair[side] for pair in item.turns)
    return frozenset(out)


def _long_answers(record: Record) -> list[tuple[PlacedTurn, str]]:
    stripped = [(turn, _NOISE.sub("", turn.turn.answer)) for turn in record.turns if not turn.turn.acts & _ROUTINE]
    return [(turn, text) for turn, text in stripped if len(text) >= SHORTEST]


def _compared(first: Record, second: Record, prepared: dict[str, list[tuple[PlacedTurn, str]]]) -> Copied | None:
    pairs = list(_matches(prepared[first.document], prepared[second.document]))
    shared = sum(len(text) for _, _, text, _ in pairs)
    within = first.speaker == second.speaker
    if not _enough(first, second, pairs, shared, within):
        return None
    spans = tuple((one.answer_at(0, 60), two.answer_at(0, 60)) for one, two, _, _ in pairs)
    return Copied(
        (first.document, second.document),
        (first.speaker, second.speaker),
        (first.session, second.session),
        within,
        tuple((one.turn.index, two.turn.index) for one, two, _, _ in pairs),
        tuple((a, b) for a, b in spans if a is not None and b is not None),
        shared,
        sum(ratio * len(text) for _, _, text, ratio in pairs) / max(shared, 1),
        tuple(leftovers(first, pairs, 0)) + tuple(leftovers(second, pairs, 1)),
    )


Match = tuple[PlacedTurn, PlacedTurn, str, float]


def _matches(ones: list[tuple[PlacedTurn, str]], twos: list[tuple[PlacedTurn, str]]) -> Iterator[Match]:
    from rapidfuzz import fuzz

    taken: set[int] = set()
    for turn, text in ones:
        scored = [
            (fuzz.ratio(text, other, score_cutoff=ALIKE * 100) / 100, position)
            for position, (_, other) in enumerate(twos)
            if position not in taken
        ]
        ratio, position = max(scored, default=(0.0, -1))
        if ratio >= ALIKE:
            taken.add(position)
            yield turn, twos[position][0], text, ratio


def _enough(first: Record, second: Record, pairs: list[Match], shared: int, within: bool) -> bool:
    """Between people one long answer word for word is enough; one person may repeat himself a little."""
    if not within:
        longest = max((len(text) for _, _, text, _ in pairs), default=0)
        return longest >= LONG or (shared >= ENOUGH and len(pairs) >= 2)
    answers = [sum(len(text) for _, text in _long_answers(record)) or 1 for record in (first, second)]
    return shared >= ENOUGH_WITHIN and len(pairs) >= 2 and shared >= SHARE_WITHIN * min(answers)


_SEX_WORDS = {
    "男": re.compile(r"我(?:一个)?(?:大|个)?(?:女人家?|妇女|女的|姑娘|当妈的|老太婆)|我老公|我丈夫"),
    "女": re.compile(r"我(?:一个)?(?:大|个)?(?:男人|男的|老爷们|大男人|当爸的|老头子)|我老婆|我媳妇(?!妇)"),
}


def leftovers(record: Record, pairs: list[Match], side: int) -> Iterator[Leftover]:
    """In copied answers: the speaker spoken of as another (我和卓丽娟, said by herself), or words of the other sex."""
    sex = record.source.value("sex") if record.source else None
    for match in pairs:
        turn = match[1] if side else match[0]
        text = turn.turn.answer
        own = re.search(rf"(?:我(?:和|跟|同|与)|(?:跟|和|同|给|对|是|找|把|被|让)){re.escape(record.speaker)}", text)
        if own:
            yield from _left(turn, own, "以第三人称提到本人")
        words = _SEX_WORDS.get(str(sex))
        other = words.search(text) if words else None
        if other:
            yield from _left(turn, other, "与本人性别不符的口吻")


def foreign_identities(records: tuple[Record, ...]) -> Iterator[tuple[Record, Leftover]]:
    """Records in which the speaker introduces himself by the name of another person of the case."""
    others = {record.speaker for record in records}
    for record in records:
        for turn in record.turns:
            found = _INTRODUCES.match(turn.turn.answer) if "identity" in turn.turn.acts else None
            if found and found["name"] != record.speaker and found["name"] in others:
                span = turn.answer_at(found.start("name"), found.end("name") + 8)
                if span is not None:
                    yield record, Leftover(span, "自我介绍用的是他人姓名")


_INTRODUCES = re.compile(r"(?:我(?:的)?(?:名字)?(?:叫|是)|姓名[：:]?|叫)?(?P<name>[一-鿿·]{2,4})(?=[，。,.、；\s])")


def _left(turn: PlacedTurn, found: re.Match[str], why: str) -> Iterator[Leftover]:
    span = turn.answer_at(found.start(), found.end() + 12)
    if span is not None:
        yield Leftover(span, why)


def blocks(one: str, two: str) -> tuple[tuple[int, int, int], ...]:
    """Matching blocks of two answers: begin in one, begin in the other, length; runs of six and more."""
    from rapidfuzz.distance import Indel

    return tuple(
        (item.src_start, item.dest_start, item.src_end - item.src_start)
        for item in Indel.opcodes(one, two)
        if item.tag == "equal" and item.src_end - item.src_start >= 6
    )

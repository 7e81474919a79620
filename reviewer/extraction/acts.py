"""What is said in a question and its answer: rights told, health asked, a lawyer asked for.

The cues stand in ``acts.toml`` in a notation without regular expressions (parts, gaps, alternatives), so that a
legal officer can add the wordings of the house. A record has hundreds of turns and there are hundreds of cues: a cue
is tried only where the text has the first two characters of one of the words that it cannot do without.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from reviewer.core.errors import LawDataError
from reviewer.reading.text import compact

FILE = Path(__file__).with_name("acts.toml")

_GAP = re.compile(r"…(\d*)")
_USUAL_GAP = 12
_SIDES = ("question", "answer", "both")
_KEYS = {*_SIDES, "unless", "denied"}


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to say something, and the pairs of characters of which the text must have at least one."""

    pattern: re.Pattern[str]
    pairs: frozenset[str]


@dataclass(frozen=True)
class Act:
    """What may be said in a turn. ``unless`` cancels a cue that it overlaps, ``denied`` the act as a whole."""

    name: str
    question: tuple[Cue, ...]
    answer: tuple[Cue, ...]
    unless: tuple[re.Pattern[str], ...]
    denied: re.Pattern[str] | None

    def said(self, text: str, cue: Cue) -> bool:
        """Whether a cue stands in the text other than where an exclusion does."""
        barred: list[tuple[int, int]] | None = None
        match = cue.pattern.search(text)
        while match is not None:
            if barred is None:
                barred = [found.span() for one in self.unless for found in _overlapping(one, text)]
            if not any(start < match.end() and match.start() < end for start, end in barred):
                return True
            match = cue.pattern.search(text, match.start() + 1)
        return False


@dataclass(frozen=True)
class Cues:
    """All acts of one side (question or answer), and which cues a pair of characters calls for."""

    by_pair: Mapping[str, tuple[tuple[Act, Cue], ...]]

    def find(self, text: str) -> Iterator[Act]:
        """The acts whose cues are in a text (an act may come more than once)."""
        tried: set[int] = set()
        for pair in self.by_pair.keys() & {text[index : index + 2] for index in range(len(text))}:
            for act, cue in self.by_pair[pair]:
                if id(cue) not in tried:
                    tried.add(id(cue))
                    if act.said(text, cue):
                        yield act


def acts_of(question: str, answer: str) -> frozenset[str]:
    """What takes place in a turn, as ids (``rights_told``, ``recusal_asked`` …; all of them in ``acts.toml``).

    An opening paragraph often tells several things at once, so a turn may have many acts. A cue is a sign that
    something was mentioned; whether it was done as the law wants is for the rules to judge.
    """
    asked, answered = compact(question), compact(answer)
    by_question, by_answer = load_acts()
    found = {act.name: act for act in by_question.find(asked)}
    found |= {act.name: act for act in by_answer.find(answered)}
    return frozenset(act.name for act in found.values() if act.denied is None or not act.denied.search(answered))


@cache
def load_acts() -> tuple[Cues, Cues]:
    """The cues for questions and for answers; read once.

    Raises:
        LawDataError: the file is no TOML, or a cue cannot be understood; names the act and the cue.
    """
    return read_acts(FILE)


def read_acts(path: Path) -> tuple[Cues, Cues]:
    """Read acts from a file; see :func:`load_acts`."""
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LawDataError(f"{path.name} 不是正确的 TOML 文件（{error}），请检查该处的引号和括号") from error
    acts = [_act(path.name, name, table) for name, table in tables.items()]
    return _indexed((act, act.question) for act in acts), _indexed((act, act.answer) for act in acts)


def _act(file: str, name: str, table: Mapping[str, list[str]]) -> Act:
    if unknown := sorted(set(table) - _KEYS):
        raise LawDataError(f"{file} 的 {name} 有不认识的键“{unknown[0]}”")
    both = [_cue(file, name, text) for text in table.get("both", [])]
    question, answer = ([_cue(file, name, text) for text in table.get(side, [])] for side in _SIDES[:2])
    return Act(name, (*both, *question), (*both, *answer), _all(table.get("unless", [])), _one(table.get("denied", [])))


def _parts(text: str) -> tuple[list[list[str]], list[int]]:
    """The alternatives of every part of a cue, and the widest gap after each."""
    pieces = _GAP.split(text)
    parts = [piece.split("/") for piece in pieces[::2] if piece]
    return parts, [int(gap) if gap else _USUAL_GAP for gap in pieces[1::2]]


def _expression(text: str) -> str:
    parts, gaps = _parts(text)
    built = ""
    for index, words in enumerate(parts):
        built += "(?:" + "|".join(_literal(word) for word in words) + ")"
        if index + 1 < len(parts):
            built += f"[^。?!;]{{0,{gaps[index]}}}?"
    return built


def _literal(word: str) -> str:
    return r"\A" + re.escape(word[1:]) if word.startswith("^") else re.escape(word)


def _cue(file: str, name: str, text: str) -> Cue:
    parts = [[word.removeprefix("^") for word in words] for words in _parts(text)[0]]
    long = [words for words in parts if all(len(word) >= 2 for word in words)]
    if not long:
        raise LawDataError(f"{file} 的 {name} 里“{text}”至少要有一段，其中的词都在两个字以上")
    rarest = min(long, key=lambda words: (len(words), -min(map(len, words))))
    return Cue(re.compile(_expression(text)), frozenset(word[:2] for word in rarest))


def _all(texts: Iterable[str]) -> tuple[re.Pattern[str], ...]:
    """Apart, because of two exclusions that begin at one place an alternation would see only the first."""
    return tuple(re.compile(_expression(text)) for text in texts)


def _one(texts: Iterable[str]) -> re.Pattern[str] | None:
    joined = "|".join(_expression(text) for text in texts)
    return re.compile(joined) if joined else None


def _overlapping(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    match = pattern.search(text)
    while match is not None:
        yield match
        match = pattern.search(text, match.start() + 1)


def _indexed(acts: Iterable[tuple[Act, tuple[Cue, ...]]]) -> Cues:
    found: dict[str, list[tuple[Act, Cue]]] = {}
    for act, cues in acts:
        for cue in cues:
            for pair in sorted(cue.pairs):
                found.setdefault(pair, []).append((act, cue))
    return Cues(MappingProxyType({pair: tuple(ones) for pair, ones in found.items()}))

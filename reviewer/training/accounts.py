"""Whole files of statements: several records of one happening, in which the turns that disagree are marked.

``whole/*.txt`` of the corpus is written by hand, one file a case::

    案 NAME DATE
    人 NAME SEX [嫌]
    冲突 c1 ASPECT WHAT IT IS
    容忍 t1 WHY BOTH CAN BE TRUE
    == SPEAKER#SESSION KIND DATE
    问：…
    答：[c1a]…

A mark ``[c1a]`` or ``[c1b]`` stands where one of the two sides of ``c1`` is said; ``[t1a]`` likewise for a pair on
which reasonable reviewers could differ. ``accounts_test.jsonl`` holds accounts made by the case generator.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from reviewer.checks.statements.comparison import Conflict, compare_records
from reviewer.checks.statements.model import PairModel
from reviewer.checks.statements.pairs import record_of, roster_of
from reviewer.checks.statements.people import Roster
from reviewer.checks.statements.records import Record
from reviewer.core.errors import InputError

Turn = tuple[str, int]  # name of a record, number of a turn
_MARK = re.compile(r"\[([ct]\d+)([ab])\]")
_KINDS = {"讯问笔录": "interrogation_record", "询问笔录": "interview_record", "亲笔供词": "self_written_statement"}


@dataclass
class Disagreement:
    """One marked disagreement; an empty ``aspect`` means that it is tolerated."""

    aspect: str
    sides: tuple[set[Turn], set[Turn]] = field(default_factory=lambda: (set(), set()))

    def holds(self, a: Turn, b: Turn) -> bool:
        one, two = self.sides
        return (a in one and b in two) or (b in one and a in two)


@dataclass
class Account:
    """The records of one happening with what is true of them."""

    name: str
    records: tuple[Record, ...]
    truth: list[Disagreement]


def read_whole(path: Path) -> Account:
    """One file of the hand-written corpus.

    Raises:
        InputError: a line is none of the kinds above.
    """
    people: list[dict[str, Any]] = []
    truth: dict[str, Disagreement] = {}
    texts: list[tuple[str, str, str, str, list[list[str]]]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, *rest = line.split()
        if kind == "人":
            people.append({"name": rest[0], "sex": rest[1], "suspect": "嫌" in rest[2:]})
        elif kind in ("冲突", "容忍"):
            truth[rest[0]] = Disagreement(rest[1] if kind == "冲突" else "")
        elif kind == "==":
            speaker, _, session = rest[0].partition("#")
            texts.append((speaker, session, rest[1], rest[2], []))
        elif line.startswith("问"):
            texts[-1][4].append([line.split("：", 1)[1], ""])
        elif line.startswith("答"):
            texts[-1][4][-1][1] = line.split("：", 1)[1]
        elif kind != "案":
            raise InputError(f"{path.name}: a line begins with neither 案, 人, 冲突, 容忍, ==, 问 nor 答")
    roster = roster_of(people)
    records = tuple(_record(text, roster, truth) for text in texts)
    return Account(path.stem, records, list(truth.values()))


def _record(
    text: tuple[str, str, str, str, list[list[str]]], roster: Roster, truth: dict[str, Disagreement]
) -> Record:
    speaker, session, kind, day, turns = text
    name = f"{speaker}#{session}"
    for at, turn in enumerate(turns):
        for mark, side in _MARK.findall(turn[1]):
            truth[mark].sides["ab".index(side)].add((name, at))
    plain = [(question, _MARK.sub("", answer)) for question, answer in turns]
    side = {"speaker": speaker, "session": int(session), "type": _KINDS[kind], "turns": plain}
    return record_of(name, side, roster, date.fromisoformat(day))


def read_generated(path: Path) -> list[Account]:
    """The accounts of the case generator (JSON lines)."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        roster, day = roster_of(row["people"]), date.fromisoformat(row["date"])
        sides = [{"type": "interview_record", **record} for record in row["records"]]
        records = tuple(record_of(str(at), side, roster, day) for at, side in enumerate(sides))
        one = Disagreement(str(row["aspect"]))
        truth = [one] if row["conflicts"] else []
        for pair in row["conflicts"]:
            for at, key in enumerate("ab"):
                one.sides[at].add((str(pair[key][0]), int(pair[key][1])))
        out.append(Account(str(row["id"]), records, truth))
    return out


def judged(account: Account, model: PairModel | None) -> tuple[int, int, int, int, list[Conflict]]:
    """Disagreements right, false ones, missed ones, right ones with the right aspect, and the false ones."""
    found = compare_records(account.records, model=model).conflicts
    hit: dict[int, bool] = {}
    false = []
    for conflict in found:
        a, b = (_turn(span.document or "", span.page) for span in (conflict.a, conflict.b))
        meant = [at for at, one in enumerate(account.truth) if one.holds(a, b)]
        if not meant:
            false.append(conflict)
        for at in meant:
            hit[at] = hit.get(at, False) or conflict.aspect == account.truth[at].aspect
    real = [at for at, one in enumerate(account.truth) if one.aspect]
    right = [at for at in real if at in hit]
    return len(right), len(false), len(real) - len(right), sum(hit[at] for at in right), false


def _turn(document: str, page: int) -> Turn:
    return document, page - 1  # a turn of these corpora stands on a page of its own


def figures(accounts: Iterable[Account], model: PairModel | None) -> tuple[int, int, int, int]:
    """The counts of :func:`judged` over several accounts."""
    totals = [judged(account, model)[:4] for account in accounts]
    right, false, missed, aspects = (sum(one[at] for one in totals) for at in range(4))
    return right, false, missed, aspects

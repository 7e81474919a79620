"""Labels that people gave: decisions, corrections, and what was imported; who agreed, and what to label next.

A *unit* is the thing that is labelled, named alike for all who label it: a finding of a case, the document that begins
on a page of a file, a field or a mark of it, a turn of a transcript.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import insert, select

from reviewer.store import corrections
from reviewer.store.decisions import OPEN
from reviewer.store.engine import Store
from reviewer.store.schema import CURRENT, STATE, AnnotationRow, CandidateRow, FindingRow

FINDING, DOCUMENT, FIELD, MARK, TURN = "finding", "doctype", "field", "mark", "turns"
TASKS = (FINDING, DOCUMENT, FIELD, MARK, TURN)
_SETTLED = 3  # the line of decisions that settles between two people


@dataclass(frozen=True, slots=True)
class Label:
    """One label of one person. ``line``: 1 and 2 for the first and the second who decide, 3 for who settles."""

    task: str
    unit: str
    label: str
    actor: str
    at: str
    case: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    line: int = 1

    @property
    def settles(self) -> bool:
        """Whether it decides between the others."""
        return self.line == _SETTLED


@dataclass(frozen=True, slots=True)
class Collected:
    """What is there of one task. ``kappa`` is Cohen's, on what two people labelled; ``None`` where nothing was."""

    task: str
    examples: int
    twice: int
    agreed: int
    disagreed: int
    kappa: float | None


def labels(store: Store) -> list[Label]:
    """Every label that stands, oldest first."""
    return sorted([*_decided(store), *_corrected(store), *_kept(store)], key=lambda one: one.at)


def _decided(store: Store) -> Iterator[Label]:
    query = select(CURRENT, FindingRow.rule).join(
        FindingRow, (FindingRow.case_id == CURRENT.c.case_id) & (FindingRow.key == CURRENT.c.key)
    )
    with store.read() as connection:
        for row in connection.execute(query.where(CURRENT.c.verdict != OPEN)).mappings():
            data = {"rule": row["rule"], "reason": row["reason"], "key": row["key"]}
            unit = f"{row['case_id']}/{row['key']}"
            yield Label(FINDING, unit, row["verdict"], row["actor"], row["at"], row["case_id"], data, row["line"])


def _corrected(store: Store) -> Iterator[Label]:
    newest: dict[tuple[str, str, str], Label] = {}
    for one in corrections.all_active(store):
        place = f"{one.after.get('sha256', '')}/{one.page}"
        data = {**one.after, "page": one.page}
        if one.kind == "document":
            place = f"{one.after.get('sha256', '')}/{one.after['first_page']}"
            found = Label(DOCUMENT, place, str(one.after["type"]), one.actor, one.at, one.case, data)
        elif one.kind == "field":
            value = json.dumps(one.after["value"], ensure_ascii=False)
            found = Label(FIELD, f"{place}/{one.after['name']}", value, one.actor, one.at, one.case, data)
        else:
            names = (str(one.after[name]) for name in ("kind", "who", "label"))
            found = Label(MARK, mark_unit(place, *names), str(one.after["presence"]), one.actor, one.at, one.case, data)
        newest[found.task, found.unit, found.actor] = found
    yield from newest.values()


def _kept(store: Store) -> Iterator[Label]:
    table = AnnotationRow.__table__
    newest: dict[tuple[str, str, str], Label] = {}
    with store.read() as connection:
        for row in connection.execute(select(table).order_by(table.c.id)).mappings():
            found = Label(
                row["task"], row["unit"], row["label"], row["actor"], row["at"], row["case_id"], json.loads(row["data"])
            )
            newest[found.task, found.unit, found.actor] = found
    yield from newest.values()


def mark_unit(place: str, kind: str, who: str, label: str) -> str:
    """The name of a mark. ``place``: hash of the file and first page of the document."""
    return f"{place}/{kind}/{who}/{label}"[:200]


def turn_unit(sha256: str, page: int, question: str, answer: str) -> str:
    """The name of a turn, by what is said in it."""
    return f"{sha256}/{page}/{hashlib.sha256(f'{question}|{answer}'.encode()).hexdigest()[:16]}"


def acts_label(asked: Iterable[str], answered: Iterable[str]) -> str:
    """The acts of a turn as one label: those of the question and those of the answer."""
    acts = [*(f"question:{one}" for one in asked), *(f"answer:{one}" for one in answered)]
    return json.dumps(sorted(set(acts)), ensure_ascii=False)


def acts_of(label: str) -> dict[str, list[str]]:
    """The acts that a label names, as the corpora hold them.

    Raises:
        ValueError: it is no such label.
    """
    found: dict[str, list[str]] = {"question": [], "answer": []}
    for one in json.loads(label):
        side, _, act = str(one).partition(":")
        if side not in found or not act:
            raise ValueError("no acts")
        found[side].append(act)
    return found


def add(store: Store, found: Iterable[Label], *, origin: str, by: str) -> int:
    """Keep labels; those that are there already are passed over. Gives how many were new."""
    new = 0
    with store.write() as connection:
        for one in found:
            data = json.dumps(dict(one.data), ensure_ascii=False, sort_keys=True)
            token = hashlib.sha256(f"{one.task}|{one.unit}|{one.label}|{one.actor}|{data}".encode()).hexdigest()
            if connection.execute(select(AnnotationRow.id).where(AnnotationRow.token == token)).first():
                continue
            made = connection.execute(
                insert(AnnotationRow).values(
                    task=one.task, unit=one.unit[:200], case_id=one.case, label=one.label, data=data, origin=origin,
                    actor=one.actor, at=store.now(), token=token,
                )
            )  # fmt: skip
            number = int(made.inserted_primary_key[0])  # type: ignore[index]
            store.audit.seal(connection, "annotation", number, at=store.now(), actor=by, action="annotate")
            new += 1
    return new


def agreed(found: Iterable[Label], *, twice: bool = False) -> list[Label]:
    """One label a unit: what all say, or what was settled; units in dispute are left out.

    Args:
        twice: only what two people said alike, or was settled.
    """
    units: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for one in found:
        units[one.task, one.unit].append(one)
    kept = []
    for ones in units.values():
        settled = [one for one in ones if one.settles]
        people = {one.actor for one in ones}
        if settled:
            kept.append(settled[-1])
        elif len({one.label for one in ones}) == 1 and (len(people) > 1 or not twice):
            kept.append(ones[-1])
    return kept


def collected(found: Sequence[Label]) -> list[Collected]:
    """How much there is of each task, and how far people agree."""
    out = []
    for task in TASKS:
        units: dict[str, dict[tuple[int, str], str]] = defaultdict(dict)
        for one in found:
            if one.task == task and not one.settles:
                units[one.unit][one.line, one.actor] = one.label
        # The reviewer is always the first of a pair and the second reviewer the second; elsewhere the names decide.
        both = ([given[who] for who in sorted(given)[:2]] for given in units.values() if len(given) > 1)
        pairs = [(first, second) for first, second in both]
        same = sum(one == two for one, two in pairs)
        out.append(Collected(task, len(units), len(pairs), same, len(pairs) - same, kappa(pairs)))
    return out


def kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Cohen's kappa of pairs of labels: agreement beyond chance; ``None`` without pairs.

    Where both always give the one label there is nothing that chance leaves open, and the agreement itself is given.
    """
    if not pairs:
        return None
    count = len(pairs)
    observed = sum(one == two for one, two in pairs) / count
    firsts, seconds = Counter(one for one, _ in pairs), Counter(two for _, two in pairs)
    chance = sum(firsts[label] * seconds[label] for label in firsts) / count**2
    return observed if chance >= 1 else (observed - chance) / (1 - chance)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Something that is worth a label: what the machine is unsure of.

    ``place`` is a finding's key, a document id, or a document id and the number of a mark or turn in it.
    """

    task: str
    case: str
    unit: str
    place: str
    what: str  # rule, kind of document, or act
    confidence: float
    data: Mapping[str, Any] = field(default_factory=dict)


def _undecided(row: Any) -> Mapping[str, Any]:
    return {"rule": row.rule, "key": row.key, "reason": ""}


def uncertain(store: Store, *, limit: int = 50, but: Iterable[str] = ()) -> list[Wanted]:
    """What to label next: the least sure first, one of each rule or kind in turn so that none fills the list."""
    left = list(but)
    done = {(one.task, one.unit) for one in labels(store)}
    asked = select(FindingRow.case_id, FindingRow.key, FindingRow.rule, FindingRow.confidence).join(
        STATE, (STATE.c.case_id == FindingRow.case_id) & (STATE.c.key == FindingRow.key)
    )
    asked = asked.where(STATE.c.verdict == OPEN, FindingRow.present, FindingRow.case_id.not_in(left))
    offered = select(CandidateRow.__table__).where(CandidateRow.case_id.not_in(left))
    with store.read() as connection:
        found = [
            Wanted(FINDING, row.case_id, f"{row.case_id}/{row.key}", row.key, row.rule, row.confidence, _undecided(row))
            for row in connection.execute(asked)
        ]
        found += [
            Wanted(row.task, row.case_id, row.unit, row.place, row.what, row.confidence, json.loads(row.data))
            for row in connection.execute(offered)
        ]
    groups: dict[tuple[str, str], list[Wanted]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (one.confidence, one.case, one.unit)):
        if (one.task, one.unit) not in done:
            groups[one.task, one.what].append(one)
    turns = [(turn, one) for ones in groups.values() for turn, one in enumerate(ones)]
    turns.sort(key=lambda each: (each[0], each[1].confidence, each[1].case, each[1].unit))
    return [one for _, one in turns[:limit]]

"""Labels that people gave: decisions, corrections, and what was imported; who agreed, and what to label next.

A *unit* is the thing that is labelled, named alike for all who label it: a finding of a case, the document that begins
on a page of a file, a field of it.
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
from reviewer.store.schema import CURRENT, STATE, AnnotationRow, DocumentRow, FindingRow

FINDING, DOCUMENT, FIELD, MARK = "finding", "doctype", "field", "mark"
TASKS = (FINDING, DOCUMENT, FIELD, MARK)
_SETTLED = 3  # the line of decisions that settles between two people


@dataclass(frozen=True, slots=True)
class Label:
    """One label of one person. ``settles``: it decides between the others."""

    task: str
    unit: str
    label: str
    actor: str
    at: str
    case: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
    settles: bool = False


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
            unit, settles = f"{row['case_id']}/{row['key']}", row["line"] == _SETTLED
            yield Label(FINDING, unit, row["verdict"], row["actor"], row["at"], row["case_id"], data, settles)


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
            unit = f"{place}/{one.after['kind']}/{one.after['who']}/{one.after['label']}"
            found = Label(MARK, unit[:200], str(one.after["presence"]), one.actor, one.at, one.case, data)
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
        units: dict[str, dict[str, str]] = defaultdict(dict)
        for one in found:
            if one.task == task and not one.settles:
                units[one.unit][one.actor] = one.label
        pairs = []
        for given in units.values():
            if len(given) > 1:
                first, second = list(given.values())[:2]
                pairs.append((first, second))
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
    """Something that is worth a label: what the machine is unsure of. ``unit`` is a document id or a finding's key."""

    task: str
    case: str
    unit: str
    what: str  # rule, or kind of document
    confidence: float


def uncertain(store: Store, *, limit: int = 50, but: Iterable[str] = ()) -> list[Wanted]:
    """What to label next: the least sure first, one of each rule or kind in turn so that none fills the list."""
    left = list(but)
    with store.read() as connection:
        asked = select(FindingRow.case_id, FindingRow.key, FindingRow.rule, FindingRow.confidence).join(
            STATE, (STATE.c.case_id == FindingRow.case_id) & (STATE.c.key == FindingRow.key)
        )
        asked = asked.where(STATE.c.verdict == OPEN, FindingRow.present, FindingRow.case_id.not_in(left))
        found = [Wanted(FINDING, *row) for row in connection.execute(asked)]
        papers = select(DocumentRow.case_id, DocumentRow.id, DocumentRow.type, DocumentRow.confidence)
        papers = papers.where(DocumentRow.confidence < 1, DocumentRow.case_id.not_in(left))
        found += [Wanted(DOCUMENT, *row) for row in connection.execute(papers)]
    groups: dict[tuple[str, str], list[Wanted]] = defaultdict(list)
    for one in sorted(found, key=lambda one: (one.confidence, one.case, one.unit)):
        groups[one.task, one.what].append(one)
    turns = [(turn, one) for ones in groups.values() for turn, one in enumerate(ones)]
    turns.sort(key=lambda each: (each[0], each[1].confidence, each[1].case, each[1].unit))
    return [one for _, one in turns[:limit]]

"""What people put right in what was read: rows that are only added, taken back by another row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, insert, select

from reviewer.store.engine import Store
from reviewer.store.problems import MissingError
from reviewer.store.schema import CorrectionRow

_TABLE = CorrectionRow.__table__


@dataclass(frozen=True, slots=True)
class Correction:
    """One correction.

    ``kind``: ``document`` (``after``: type, first_page, last_page), ``field`` (name, value) or ``mark`` (kind, who,
    presence). ``source`` and ``page`` tell where the document began when it was made, which survives a re-reading.
    """

    id: int
    case: str
    kind: str
    source: str
    page: int
    before: Mapping[str, Any]
    after: Mapping[str, Any]
    actor: str
    at: str


def active(store: Store, case: str) -> list[Correction]:
    """The corrections of a case that stand, in the order in which they were made."""
    with store.read() as connection:
        rows = connection.execute(select(_TABLE).where(_TABLE.c.case_id == case).order_by(_TABLE.c.id)).mappings().all()
    back = {row["reverts"] for row in rows}
    return [_correction(row) for row in rows if row["reverts"] is None and row["id"] not in back]


def all_active(store: Store) -> list[Correction]:
    """The corrections of all cases that stand."""
    with store.read() as connection:
        rows = connection.execute(select(_TABLE).order_by(_TABLE.c.id)).mappings().all()
    back = {row["reverts"] for row in rows}
    return [_correction(row) for row in rows if row["reverts"] is None and row["id"] not in back]


def add(
    store: Store,
    connection: Connection,
    *,
    case: str,
    kind: str,
    source: str,
    page: int,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    actor: str,
    reverts: int | None = None,
) -> None:
    """Add a correction, within the transaction that keeps what follows from it."""
    values = {
        "case_id": case,
        "kind": kind,
        "source": source,
        "page": page,
        "before": _json(before),
        "after": _json(after),
        "reverts": reverts,
        "actor": actor,
        "at": store.now(),
    }
    made = connection.execute(insert(CorrectionRow).values(**values))
    number = int(made.inserted_primary_key[0])  # type: ignore[index]
    store.audit.seal(connection, "correction", number, at=store.now(), actor=actor, action="correct")


def by_id(store: Store, case: str, identity: int) -> Correction:
    """A correction of a case that stands.

    Raises:
        MissingError: there is none of this number.
    """
    for one in active(store, case):
        if one.id == identity:
            return one
    raise MissingError("没有这条更正，或者已经撤回")


def _correction(row: Any) -> Correction:
    return Correction(
        row["id"],
        row["case_id"],
        row["kind"],
        row["source"],
        row["page"],
        json.loads(row["before"]),
        json.loads(row["after"]),
        row["actor"],
        row["at"],
    )


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(dict(value), ensure_ascii=False, sort_keys=True)

"""Decisions on findings: rows that are only added. The newest row of a line is what stands in it.

Who decides says which version they saw; if another row came in between nothing is written. To undo is a row too,
that brings back what stood before.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, delete, insert, select
from sqlalchemy.exc import IntegrityError

from reviewer.core.errors import StoreError
from reviewer.store.engine import Store
from reviewer.store.problems import MissingError, StaleError
from reviewer.store.schema import CURRENT, DecisionRow, Draft, FindingRow, Remark

OPEN, CONFIRM, REJECT, CANNOT_TELL = "open", "confirm", "reject", "cannot_tell"
VERDICTS = (CONFIRM, REJECT, CANNOT_TELL)
REASONS = {
    "misread": "机器读错了文字或数字",
    "wrong_document": "文书种类或起止页认错",
    "exists_elsewhere": "材料在别处，已找到",
    "other_file": "材料在另卷，未随本案提交",
    "lawful_exception": "有法定例外或延长手续",
    "not_applicable": "本案不适用该规则",
    "rule_wrong": "规则本身有误",
    "corrected": "已经补正",
    "duplicate": "与另一提示重复",
    "other": "其他",
}
_LONGEST = 4000
_TABLE = DecisionRow.__table__


@dataclass(frozen=True, slots=True)
class Decision:
    """One row. ``line``: 1 the reviewer, 2 the second reviewer, 3 who settled."""

    id: int
    case: str
    key: str
    line: int
    version: int
    verdict: str
    reason: str
    note: str
    actor: str
    at: datetime
    undoes: int | None
    rules: str
    engine: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What the finding was made with."""

    engine: str = ""
    rules: str = ""
    models: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands of one finding: each line's newest row, and the answer of the highest line that has one."""

    verdict: str = OPEN
    lines: Mapping[int, Decision] = field(default_factory=dict)

    def version(self, line: int) -> int:
        return self.lines[line].version if line in self.lines else 0

    @property
    def current(self) -> Decision | None:
        live = [line for line, one in self.lines.items() if one.verdict != OPEN]
        return self.lines[max(live)] if live else None


def decide(
    store: Store,
    *,
    case: str,
    key: str,
    verdict: str,
    actor: str,
    seen: int,
    line: int = 1,
    reason: str = "",
    note: str = "",
    token: str | None = None,
    versions: Versions | None = None,
) -> Decision:
    """Add a decision; it is on the disk when this returns.

    Args:
        verdict: ``confirm``, ``reject`` (with a reason code) or ``cannot_tell``.
        seen: the version of the line that was on the screen, 0 for none.
        token: names the click: the same token again gives the row that it made.

    Raises:
        StaleError: another row came first.
        StoreError: a wrong verdict or reason, or it could not be written.
    """
    if verdict not in VERDICTS:
        raise StoreError("决定只能是确认、排除或不能判断")
    if verdict == REJECT and reason not in REASONS:
        raise StoreError("排除提示须选择理由")
    if len(note) > _LONGEST:
        raise StoreError(f"说明不能超过 {_LONGEST} 字")
    row = {"verdict": verdict, "reason": reason, "note": note, "undoes": None}
    return _add(store, case, key, line, actor, seen, token, versions, lambda _rows: row)


def undo(
    store: Store,
    *,
    case: str,
    key: str,
    actor: str,
    seen: int,
    line: int = 1,
    token: str | None = None,
    versions: Versions | None = None,
) -> Decision:
    """Take back the newest decision of a line, by a row that brings back what stood before.

    Raises:
        StaleError: another row came first.
        StoreError: there is nothing to take back.
    """
    return _add(store, case, key, line, actor, seen, token, versions, _undone)


def _undone(rows: Sequence[Decision]) -> dict[str, Any]:
    kept: list[Decision] = []
    for one in rows:
        if one.undoes is None:
            kept.append(one)
        elif kept:
            kept.pop()
    if not kept:
        raise StoreError("没有可撤销的决定")
    gone = kept.pop()
    if not kept:
        return {"verdict": OPEN, "reason": "", "note": "", "undoes": gone.id}
    before = kept[-1]
    return {"verdict": before.verdict, "reason": before.reason, "note": before.note, "undoes": gone.id}


def _add(
    store: Store,
    case: str,
    key: str,
    line: int,
    actor: str,
    seen: int,
    token: str | None,
    versions: Versions | None,
    made: Any,
) -> Decision:
    versions = versions or Versions()
    try:
        with store.write() as connection:
            if token and (before := _by_token(connection, token)) is not None:
                return before
            rows = _line(connection, case, key, line)
            if (rows[-1].version if rows else 0) != seen:
                raise StaleError(rows[-1] if rows else None)
            made_row = connection.execute(
                insert(DecisionRow).values(
                    case_id=case,
                    key=key,
                    line=line,
                    version=seen + 1,
                    actor=actor,
                    at=store.now(),
                    token=token or secrets.token_hex(16),
                    finding=_shown(connection, case, key),
                    engine=versions.engine,
                    rules=versions.rules,
                    models=versions.models,
                    **made(rows),
                )
            )
            number = int(made_row.inserted_primary_key[0])  # type: ignore[index]
            connection.execute(delete(Draft).where(Draft.case_id == case, Draft.key == key, Draft.actor == actor))
            action = "undo" if made is _undone else "decide"
            store.audit.seal(connection, "decision", number, at=store.now(), actor=actor, action=action)
            done = connection.execute(select(_TABLE).where(_TABLE.c.id == number)).mappings().one()
        return _decision(done)
    except IntegrityError:
        raise StaleError(standing(store, case, keys=[key]).get(key, Standing()).lines.get(line)) from None


def _by_token(connection: Connection, token: str) -> Decision | None:
    row = connection.execute(select(_TABLE).where(_TABLE.c.token == token)).mappings().first()
    return None if row is None else _decision(row)


def _line(connection: Connection, case: str, key: str, line: int) -> list[Decision]:
    query = select(_TABLE).where(_TABLE.c.case_id == case, _TABLE.c.key == key, _TABLE.c.line == line)
    return [_decision(row) for row in connection.execute(query.order_by(_TABLE.c.version)).mappings()]


def _shown(connection: Connection, case: str, key: str) -> str:
    """The hash of the finding as it stands: what was decided on can be told later."""
    import hashlib

    body = connection.execute(
        select(FindingRow.body).where(FindingRow.case_id == case, FindingRow.key == key)
    ).scalar_one_or_none()
    if body is None:
        raise MissingError("没有这个提示，可能已重新计算，请刷新")
    return hashlib.sha256(str(body).encode()).hexdigest()


def _decision(row: RowMapping) -> Decision:
    return Decision(
        row["id"], row["case_id"], row["key"], row["line"], row["version"], row["verdict"], row["reason"], row["note"],
        row["actor"], datetime.fromisoformat(row["at"]), row["undoes"], row["rules"], row["engine"],
    )  # fmt: skip


def standing(store: Store, case: str, *, keys: Iterable[str] | None = None) -> dict[str, Standing]:
    """What stands of the findings of a case, by key; findings without any row are left out."""
    query = select(CURRENT).where(CURRENT.c.case_id == case)
    if keys is not None:
        query = query.where(CURRENT.c.key.in_(list(keys)))
    lines: dict[str, dict[int, Decision]] = {}
    with store.read() as connection:
        for row in connection.execute(query).mappings():
            lines.setdefault(row["key"], {})[row["line"]] = _decision(row)
    found = {}
    for key, mine in lines.items():
        live = [line for line, one in mine.items() if one.verdict != OPEN]
        found[key] = Standing(mine[max(live)].verdict if live else OPEN, mine)
    return found


def history(store: Store, case: str) -> dict[str, tuple[Decision, ...]]:
    """Every row on the findings of a case, by key, oldest first."""
    found: dict[str, list[Decision]] = {}
    with store.read() as connection:
        query = select(_TABLE).where(_TABLE.c.case_id == case).order_by(_TABLE.c.id)
        for row in connection.execute(query).mappings():
            found.setdefault(row["key"], []).append(_decision(row))
    return {key: tuple(rows) for key, rows in found.items()}


# -- notes and drafts ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Note:
    key: str
    text: str
    actor: str
    at: datetime


def add_note(store: Store, *, case: str, key: str, text: str, actor: str) -> None:
    """Add a note to a finding, without deciding; the draft of it goes."""
    if not text.strip() or len(text) > _LONGEST:
        raise StoreError(f"说明不能为空，也不能超过 {_LONGEST} 字")
    with store.write() as connection:
        _shown(connection, case, key)
        values = {"case_id": case, "key": key, "text": text, "actor": actor, "at": store.now()}
        number = int(connection.execute(insert(Remark).values(**values)).inserted_primary_key[0])  # type: ignore[index]
        connection.execute(delete(Draft).where(Draft.case_id == case, Draft.key == key, Draft.actor == actor))
        store.audit.seal(connection, "remark", number, at=store.now(), actor=actor, action="note")


def notes(store: Store, case: str) -> list[Note]:
    """All notes on a case, oldest first."""
    with store.read() as connection:
        rows = connection.execute(select(Remark.__table__).where(Remark.case_id == case).order_by(Remark.id)).mappings()
        return [Note(row["key"], row["text"], row["actor"], datetime.fromisoformat(row["at"])) for row in rows]


def save_draft(store: Store, *, case: str, key: str, actor: str, text: str) -> None:
    """Keep what is being typed; an empty text takes the draft away."""
    mine = (Draft.case_id == case, Draft.key == key, Draft.actor == actor)
    with store.write() as connection:
        connection.execute(delete(Draft).where(*mine))
        if text:
            values = {"case_id": case, "key": key, "actor": actor, "text": text[:_LONGEST], "at": store.now()}
            connection.execute(insert(Draft).values(**values))


def drafts(store: Store, *, case: str, actor: str) -> dict[str, str]:
    """What one actor has typed and not sent, by key."""
    with store.read() as connection:
        query = select(Draft.key, Draft.text).where(Draft.case_id == case, Draft.actor == actor)
        return {row.key: row.text for row in connection.execute(query)}

"""The audit log: a chain of rows, each under a code made with a secret key from the row before and itself.

Who can write the data base but does not have the key cannot change, take out or put in a row. What they could do is
cut rows off the end; that is seen against an anchor, the end of the chain as it was written down elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from reviewer.core.errors import StoreError
from reviewer.store.problems import TamperError, not_written
from reviewer.store.schema import APPEND_ONLY, AuditRow, Base

START = "0" * 64
_SHORTEST_KEY = 32  # bytes
TABLE = AuditRow.__table__
_SEALED = tuple(name for name in APPEND_ONLY if name != "audit")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The end of the chain at a time: how many rows, and the code of the last."""

    count: int
    code: str
    at: str

    def __str__(self) -> str:
        return f"{self.count} {self.code} {self.at}"

    @classmethod
    def parse(cls, line: str) -> Anchor:
        parts = line.split()
        if len(parts) != 3 or not parts[0].isdigit() or len(parts[1]) != 64:
            raise StoreError("锚点文件格式不对，应为“行数 校验码 时间”")
        return cls(int(parts[0]), parts[1], parts[2])


def row_hash(table: str, row: Mapping[str, Any]) -> str:
    """The hash of a row of one of the tables that only grow."""
    return hashlib.sha256(_canonical({"table": table, **row})).hexdigest()


def _canonical(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


class Audit:
    """Adds to the chain and verifies it.

    Args:
        key_file: with the secret key; made with mode 0600 for the first row. A chain never goes on under another key.
    """

    def __init__(self, key_file: Path) -> None:
        self.key_file = key_file
        self._key: bytes | None = None

    @property
    def key(self) -> bytes:
        if self._key is None:
            self._key = _read_key(self.key_file)
        return self._key

    def add(
        self, connection: Connection, *, at: str, actor: str, action: str, subject: str, detail: Mapping[str, Any]
    ) -> None:
        """Add a row, within a transaction that holds the lock for writing."""
        last = connection.execute(select(TABLE.c.id, TABLE.c.code).order_by(TABLE.c.id.desc()).limit(1)).first()
        number, previous = (last.id + 1, last.code) if last else (1, START)
        if last is None:
            _make_key(self.key_file)
        row = {
            "id": number,
            "at": at,
            "actor": actor,
            "action": action,
            "subject": subject[:200],
            "detail": json.dumps(detail, ensure_ascii=False, sort_keys=True),
            "previous": previous,
        }
        connection.execute(insert(AuditRow).values(**row, code=self._code(row)))

    def seal(self, connection: Connection, table: str, number: int, *, at: str, actor: str, action: str) -> None:
        """Put a row that was just added to one of the growing tables under the chain."""
        columns = Base.metadata.tables[table]
        row = connection.execute(select(columns).where(columns.c.id == number)).mappings().one()
        detail = {"hash": row_hash(table, dict(row))}
        self.add(connection, at=at, actor=actor, action=action, subject=f"{table}/{number}", detail=detail)

    def head(self, connection: Connection) -> Anchor:
        """The end of the chain now."""
        last = connection.execute(select(TABLE).order_by(TABLE.c.id.desc()).limit(1)).mappings().first()
        return Anchor(last["id"], last["code"], last["at"]) if last else Anchor(0, START, "-")

    def verify(self, connection: Connection, anchor: Anchor | None = None) -> Anchor:
        """Go through the whole chain and every row that it seals; gives its end.

        Raises:
            TamperError: names the first row that is wrong.
        """
        previous, count = START, 0
        sealed: dict[str, dict[int, str]] = {name: {} for name in _SEALED}
        for row in connection.execute(select(TABLE).order_by(TABLE.c.id)).mappings():
            count += 1
            self._check(row, count, previous)
            previous = row["code"]
            if anchor is not None and count == anchor.count and previous != anchor.code:
                raise TamperError(f"审计记录第 {count} 行与锚点不符：历史被改写过")
            table, _, number = row["subject"].partition("/")
            if table in sealed and number.isdigit():
                sealed[table][int(number)] = json.loads(row["detail"]).get("hash", "")
        if anchor is not None and count < anchor.count:
            raise TamperError(f"审计记录只有 {count} 行，锚点记载 {anchor.count} 行：末尾被截去")
        for table, hashes in sealed.items():
            _compare(connection, table, hashes)
        return self.head(connection)

    def _check(self, row: RowMapping, count: int, previous: str) -> None:
        if row["id"] != count:
            raise TamperError(f"审计记录第 {count} 行缺失：有记录被删除")
        content = {name: value for name, value in row.items() if name != "code"}
        if row["previous"] != previous or not hmac.compare_digest(self._code(content), row["code"]):
            raise TamperError(f"审计记录第 {count} 行校验不符：被修改过，或者密钥不是原来的")

    def _code(self, row: Mapping[str, Any]) -> str:
        return hmac.new(self.key, _canonical(row), "sha256").hexdigest()


def _compare(connection: Connection, table: str, hashes: Mapping[int, str]) -> None:
    columns = Base.metadata.tables[table]
    there: set[int] = set()
    for row in connection.execute(select(columns)).mappings():
        there.add(row["id"])
        if hashes.get(row["id"]) != row_hash(table, dict(row)):
            raise TamperError(f"{table} 表第 {row['id']} 行与审计记录不符：被修改或未经登记")
    if missing := set(hashes) - there:
        raise TamperError(f"{table} 表第 {min(missing)} 行不见了：被删除")


def write_anchor(anchor: Anchor, path: Path) -> None:
    """Add the end of the chain to a file of anchors.

    Raises:
        StoreError: the file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as stream:
            stream.write(f"{anchor}\n")
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise not_written(error, "锚点文件无法写入") from None


def read_anchor(path: Path) -> Anchor:
    """The newest anchor of a file.

    Raises:
        StoreError: the file cannot be read, or holds no anchor.
    """
    try:
        lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise StoreError(f"锚点文件无法读取（{type(error).__name__}）") from None
    if not lines:
        raise StoreError("锚点文件是空的")
    return Anchor.parse(lines[-1])


def _make_key(path: Path) -> None:
    """A key of its own for a chain that begins; one that is there already is kept."""
    try:
        if path.exists() and path.stat().st_size:
            return
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        beside = path.with_name(f".{path.name}.new")
        handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="ascii") as stream:
            stream.write(secrets.token_hex(32))
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(path)
    except OSError as error:
        raise not_written(error, f"审计密钥 {path} 无法写入") from None


def _read_key(path: Path) -> bytes:
    try:
        key = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        raise StoreError(f"审计密钥 {path} 不在了；请从保管处放回，不要另建") from None
    except (OSError, ValueError) as error:
        raise StoreError(f"审计密钥 {path} 无法读取（{type(error).__name__}），请检查该文件") from None
    if len(key) < _SHORTEST_KEY:
        raise StoreError(f"审计密钥 {path} 不完整，请从保管处放回")
    return key

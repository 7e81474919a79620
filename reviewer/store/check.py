"""Examines the store: the data base, the originals, the audit log, and what was left by a process that died."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import select, text

from reviewer.store import jobs
from reviewer.store.audit import Anchor
from reviewer.store.engine import Store
from reviewer.store.problems import TamperError
from reviewer.store.schema import Original


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something wrong. ``subject`` is a hash or a number and never a name."""

    kind: str  # data_base, audit, missing, changed, orphan, mode, job, left
    subject: str
    words: str
    mended: bool = False


def check(store: Store, *, repair: bool = False, anchor: Anchor | None = None) -> list[Trouble]:
    """Everything that is wrong; an empty list where nothing is.

    Args:
        repair: remove what interrupted writes left, put files right that others can read, and put imports that were
            left by a process that died back in the queue. Nothing that was kept is removed.
        anchor: an end of the audit log that was written down.
    """
    found = [*_data_base(store), *_audit(store, anchor), *_originals(store, repair), *_jobs(store, repair)]
    left = store.originals.sweep() if repair else len(list(store.originals.folder.glob(".new-*")))
    if left:
        found.append(Trouble("left", str(left), f"中断的写入留下 {left} 个临时文件", repair))
    return found


def _data_base(store: Store) -> Iterator[Trouble]:
    if store.file is None:
        return
    with store.read() as connection:
        if connection.execute(text("PRAGMA integrity_check")).scalar_one() != "ok":
            yield Trouble("data_base", "", "数据库文件损坏，请从备份恢复")
        for row in connection.execute(text("PRAGMA foreign_key_check")):
            yield Trouble("data_base", str(row[0]), f"数据库 {row[0]} 表有无主记录，请从备份恢复")
    if stat.S_IMODE(store.file.stat().st_mode) & 0o077:
        yield Trouble("mode", store.file.name, "数据库文件可被他人读取")


def _audit(store: Store, anchor: Anchor | None) -> Iterator[Trouble]:
    try:
        with store.read() as connection:
            store.audit.verify(connection, anchor)
    except TamperError as error:
        yield Trouble("audit", "", str(error))


def _originals(store: Store, repair: bool) -> Iterator[Trouble]:
    with store.read() as connection:
        known = set(connection.execute(select(Original.sha256)).scalars())
    there = set(store.originals.names())
    for sha256 in sorted(known - there):
        yield Trouble("missing", sha256, "原始文件缺失，请从备份恢复")
    for sha256 in sorted(there):
        if not store.originals.whole(sha256):
            yield Trouble("changed", sha256, "原始文件与校验值不符，请从备份恢复")
        path = store.originals.path(sha256)
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            if repair:
                path.chmod(0o600)
            yield Trouble("mode", sha256, "原始文件可被他人读取", repair)
    for sha256 in sorted(there - known):
        # An upload that was stopped between the file and its row: kept, since it is nobody's to throw away.
        yield Trouble("orphan", sha256, "原始文件未登记（导入中断），可重新导入")


def _jobs(store: Store, repair: bool) -> Iterator[Trouble]:
    for one in jobs.list_jobs(store, limit=1000):
        if not one.alive:
            if repair:
                jobs.resume(store, one.id)
            yield Trouble("job", one.id, "导入被中断，可继续", repair)

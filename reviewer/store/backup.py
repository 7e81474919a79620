"""Backup and restore: the data base as it stands at one moment, the originals, and a list of hashes of both.

The key of the audit log is not in a backup: who finds one could else forge what is in it.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, insert, select

from reviewer.core.errors import StoreError
from reviewer.store.audit import write_anchor
from reviewer.store.engine import DATA_BASE, Store
from reviewer.store.problems import FullError, not_written
from reviewer.store.schema import Base

MANIFEST = "manifest.json"
ANCHOR = "anchor.txt"
_FORMAT = 1
_BESIDE = ("-wal", "-shm", "-journal")


def backup(store: Store, target: Path, *, actor: str = "local") -> Path:
    """Write a backup into a new folder, also while others write.

    Args:
        target: the folder; must not exist.

    Raises:
        StoreError: it exists, or something could not be written; nothing is left of it.
    """
    if os.path.lexists(target):
        raise StoreError("备份目标已经存在，请换一个")
    with store.write() as connection:
        store.note(connection, actor, "backup", "store")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        work = Path(tempfile.mkdtemp(dir=target.parent, prefix=".backup-"))
    except OSError as error:
        raise not_written(error, "备份无法写入") from None
    try:
        with store.read() as connection:
            write_anchor(store.audit.head(connection), work / ANCHOR)
        _copy_data_base(store, work / DATA_BASE)
        _copy_originals(store, work)
        _copy_tree(store.folder / "rules", work / "rules")
        (work / MANIFEST).write_text(json.dumps(_manifest(work), indent=1), encoding="ascii")
        _settled(work)
        work.rename(target)
    except OSError as error:
        raise not_written(error, "备份未能写入") from None
    except sqlite3.Error as error:
        full = getattr(error, "sqlite_errorname", "").startswith(("SQLITE_FULL", "SQLITE_IOERR"))
        raise (FullError() if full else StoreError(f"备份失败（{type(error).__name__}）")) from None
    finally:
        shutil.rmtree(work, ignore_errors=True)  # it is gone where it became the backup
    return target


def _copy_data_base(store: Store, target: Path) -> None:
    """As a file of SQLite, whatever the data base is."""
    if store.file is not None:
        source = sqlite3.connect(store.file)
        copy = sqlite3.connect(target)
        with contextlib.closing(source), contextlib.closing(copy):
            source.backup(copy)
    else:
        _copy_rows(store, target)
    problem = _broken(target)
    if problem:
        raise StoreError(f"备份的数据库检查未通过：{problem}")


def _copy_rows(store: Store, target: Path) -> None:
    copy = Store(target.parent / ".rows", audit_key=store.audit.key_file)
    try:
        reading = store.engine.connect().execution_options(isolation_level="REPEATABLE READ")
        with reading as source, copy.write() as connection:
            for table in Base.metadata.sorted_tables:
                rows = [dict(row) for row in source.execute(select(table)).mappings()]
                if rows:
                    connection.execute(insert(table), rows)
        assert copy.file is not None
        with contextlib.closing(sqlite3.connect(copy.file)) as file:
            file.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            with contextlib.closing(sqlite3.connect(target)) as out:
                file.backup(out)
    finally:
        copy.close()
        shutil.rmtree(copy.folder, ignore_errors=True)


def _copy_originals(store: Store, work: Path) -> None:
    for sha256 in store.originals.names():
        place = work / "originals" / sha256[:2] / sha256
        place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        shutil.copyfile(store.originals.path(sha256), place)
        place.chmod(0o600)


def _copy_tree(source: Path, target: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, target)


def _manifest(folder: Path) -> dict[str, Any]:
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    return {"format": _FORMAT, "files": {path.relative_to(folder).as_posix(): _digest(path) for path in files}}


def _settled(folder: Path) -> None:
    """Force everything to the disk before the backup gets its name."""
    for path in [*folder.rglob("*"), folder]:
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def restore(source: Path, folder: Path) -> None:
    """Put a backup into a data folder that holds no data base. What is there of originals stays.

    Raises:
        StoreError: the backup is not whole, or a data base or a left-over log lies in the folder. SQLite would play
            such a log into the restored file, and what was undone would come back.
    """
    for name in (DATA_BASE, *(f"{DATA_BASE}{suffix}" for suffix in _BESIDE)):
        if os.path.lexists(folder / name):
            raise StoreError(f"数据文件夹中已有 {name}；请先移走该文件夹中的数据库及其日志，再恢复")
    files = _checked(source)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        for name in sorted(files):
            if name not in (DATA_BASE, ANCHOR):
                _place(source / name, folder / name)
        _place(source / DATA_BASE, folder / DATA_BASE)  # last: without it nothing counts as restored
    except OSError as error:
        raise not_written(error, "恢复未能完成") from None


def _checked(source: Path) -> dict[str, str]:
    """The files of a backup, each compared with its hash."""
    try:
        raw = json.loads((source / MANIFEST).read_text(encoding="ascii"))
        files = {str(name): str(value) for name, value in raw["files"].items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise StoreError("不是备份文件夹，或者缺少 manifest.json") from None
    if raw.get("format") != _FORMAT or DATA_BASE not in files:
        raise StoreError("备份由其他版本的程序建立，不能恢复")
    for suffix in _BESIDE:
        if (source / f"{DATA_BASE}{suffix}").exists():
            raise StoreError(f"备份中混有 {DATA_BASE}{suffix}，不能恢复；请用未被打开过的备份")
    for name, value in files.items():
        path = source / name
        if not path.resolve().is_relative_to(source.resolve()) or not path.is_file() or _digest(path) != value:
            raise StoreError("备份不完整：有文件缺失或与校验值不符")
    problem = _broken(source / DATA_BASE)
    if problem:
        raise StoreError(f"备份的数据库检查未通过：{problem}")
    return files


def _place(source: Path, target: Path) -> None:
    """Copy a file so that it is there whole or not at all."""
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = target.with_name(f".{target.name}.new")
    shutil.copyfile(source, beside)
    beside.chmod(0o600)
    for path in (beside, target.parent):
        handle = os.open(path, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
        if path is beside:
            beside.replace(target)


def _broken(file: Path) -> str:
    """What SQLite finds wrong with a file; empty where nothing."""
    try:
        address = f"file:{file}?mode=ro&immutable=1"
        with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchone()[0]
            return "" if found == "ok" else "integrity_check"
    except sqlite3.Error as error:
        return type(error).__name__


def _digest(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def load_rows(source: Path, store: Store) -> int:
    """Put the rows of a backup into an empty data base (PostgreSQL); gives how many.

    Raises:
        StoreError: the backup is not whole, or the data base holds something.
    """
    _checked(source)
    count = 0
    file = create_engine(f"sqlite:///file:{source / DATA_BASE}?mode=ro&immutable=1&uri=true")
    with file.connect() as connection, store.write() as target:
        for table in Base.metadata.sorted_tables:
            if target.execute(select(table).limit(1)).first():
                raise StoreError("数据库不是空的，不能恢复")
            rows = [dict(row) for row in connection.execute(select(table)).mappings()]
            if rows:
                target.execute(insert(table), rows)
            count += len(rows)
            _next_number(target, table)
    file.dispose()
    return count


def _next_number(connection: Any, table: Any) -> None:
    """PostgreSQL goes on counting after the rows that were put in."""
    if connection.dialect.name == "postgresql" and table.name in ("decision", "remark", "correction", "annotation"):
        connection.exec_driver_sql(
            f"SELECT setval(pg_get_serial_sequence('{table.name}', 'id'), COALESCE(MAX(id), 0) + 1, false) "
            f"FROM {table.name}"
        )

"""The data base: one file beside the originals, or PostgreSQL by its address. Every write is one transaction.

SQLite keeps a write-ahead log that is forced to the disk with every commit (``synchronous=FULL``: with ``NORMAL``
the last commits are lost when the power goes), and a write takes the lock at its beginning, so that two who write
wait for each other in place of failing. What a caller is told is done was committed before.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import DBAPIError, IntegrityError, SQLAlchemyError

from reviewer.core.errors import StoreError
from reviewer.core.settings import Settings, settings_file
from reviewer.store.audit import Audit
from reviewer.store.originals import Originals
from reviewer.store.problems import FullError

DATA_BASE = "reviewer.db"
BUSY_SECONDS = 30
_LOCK = 7_305_911  # of PostgreSQL, held while something is written: the audit chain has one end
_READING = "reviewer_reading"
_GROWS = "该记录只能追加，不能修改或删除"

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """A time as the store keeps it."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def default_folder() -> Path:
    """Where data lies if the settings do not say."""
    import platformdirs

    return Path(platformdirs.user_data_dir("reviewer", appauthor=False))


class Store:
    """The data base, the originals, and the audit log of one installation.

    Args:
        folder: of data; made with mode 0700.
        url: of another data base than the file in the folder.
        audit_key: file with the key of the audit log; beside the settings file where not given.
        clock: tells the time, for tests.
    """

    def __init__(
        self, folder: Path, *, url: str | None = None, audit_key: Path | None = None, clock: Clock = utc_now
    ) -> None:
        self.folder = folder
        self.clock = clock
        try:
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            folder.chmod(0o700)
        except OSError as error:
            raise StoreError(f"数据文件夹无法使用（{type(error).__name__}），请检查权限和磁盘空间") from None
        self.url = _url(url, folder)
        self.originals = Originals(folder / "originals")
        self.audit = Audit(audit_key or settings_file().parent / "audit.key")
        self.engine = _engine(self.url)
        self.migrate()

    @property
    def file(self) -> Path | None:
        """The file of the data base; ``None`` with PostgreSQL."""
        return Path(self.url.database) if self.url.get_backend_name() == "sqlite" and self.url.database else None

    def now(self) -> str:
        return stamp(self.clock())

    def migrate(self) -> None:
        """Bring the tables up to this version of the program."""
        from reviewer.store.migrations.run import upgrade

        with self.write() as connection:
            upgrade(connection)

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that only reads."""
        with _explained(), self.engine.connect().execution_options(**{_READING: True}) as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that writes; it is on the disk once the block is left without an exception.

        Raises:
            StoreError: nothing was written.
        """
        with _explained(), self.engine.begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
            yield connection

    def note(self, connection: Connection, actor: str, action: str, subject: str, **detail: Any) -> None:
        """Add to the audit log, within a transaction that writes. Details are ids, counts and hashes, no values."""
        self.audit.add(connection, at=self.now(), actor=actor, action=action, subject=subject, detail=detail)

    def close(self) -> None:
        self.engine.dispose()


def open_store(settings: Settings, *, new: bool = True) -> Store:
    """The store that the settings name.

    Args:
        new: make it where there is none; else a folder that was mistyped would be an empty store that is whole.

    Raises:
        StoreError: there is none, or it cannot be used.
    """
    folder = settings.data_folder or default_folder()
    url = _url(settings.url, folder)
    if not new and url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        raise StoreError(f"数据文件夹 {folder} 中没有数据库；请检查设置或 --data")
    return Store(folder, url=settings.url, audit_key=settings.audit_key)


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """What a data base says, as our own error without its words, which may quote a value."""
    try:
        yield
    except IntegrityError as error:
        if "only added" in str(error.orig):
            raise StoreError(_GROWS) from None
        raise
    except DBAPIError as error:
        words = str(error.orig).lower()
        if any(one in words for one in ("disk is full", "no space", "disk i/o", "could not extend")):
            raise FullError from None
        if "malformed" in words or "not a database" in words:
            raise StoreError("数据库文件损坏，请从备份恢复") from None
        if "locked" in words or "busy" in words:
            raise StoreError("数据库正忙，本次未保存；请稍后重试") from None
        if "only added" in words:
            raise StoreError(_GROWS) from None
        raise StoreError(
            f"数据库出错，本次未保存（{type(error.orig).__name__}）；请运行 reviewer store check"
        ) from None
    except SQLAlchemyError as error:
        raise StoreError(f"数据库出错，本次未保存（{type(error).__name__}）") from None


def _url(url: str | None, folder: Path) -> URL:
    if url is None:
        return URL.create("sqlite", database=str(folder / DATA_BASE))
    try:
        found = make_url(url)
    except SQLAlchemyError:
        raise StoreError("设置中的数据库地址不正确") from None
    if found.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError("数据库只能用 SQLite 或 PostgreSQL")
    return found.set(drivername="postgresql+psycopg") if found.drivername == "postgresql" else found


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() != "sqlite":
            return create_engine(url, hide_parameters=True, pool_pre_ping=True)
        engine = create_engine(url, hide_parameters=True, connect_args={"timeout": BUSY_SECONDS})
    except ImportError:
        raise StoreError("未安装 PostgreSQL 驱动，请运行 pip install 'reviewer[app,postgres]'") from None
    file = url.database

    @event.listens_for(engine, "connect")
    def connected(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver begins no transaction of its own
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS}000"):
            connection.execute(f"PRAGMA {pragma}")
        if file and file != ":memory:":
            _private(Path(file))

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        reading = connection.get_execution_options().get(_READING)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


def _private(file: Path) -> None:
    """Only the owner reads the data base and its logs."""
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        with contextlib.suppress(OSError):
            os.chmod(file.with_name(name), 0o600)  # noqa: PTH101 - no exception object for a missing log

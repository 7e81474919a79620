"""Imports that wait, run, stop and are taken up again: in the data base, so that none hangs on a process."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import insert, or_, select, update

from reviewer.store.cases import GivenFile, known_originals
from reviewer.store.engine import Store
from reviewer.store.problems import MissingError
from reviewer.store.schema import Job, JobFile

QUEUED, RUNNING, DONE, FAILED, CANCELLED = "queued", "running", "done", "failed", "cancelled"
_MOST_TRIES = 2
_TABLE = Job.__table__


@dataclass(frozen=True, slots=True)
class JobInfo:
    """One import. ``alive`` is false where it is said to run and its process is gone."""

    id: str
    name: str
    state: str
    page: int
    pages: int
    case: str | None
    problem: str
    as_of: str
    created_by: str
    created_at: str
    alive: bool


def this_process() -> str:
    """Names this process beyond its end and that of the machine: number, boot, and when it began."""
    return _process(os.getpid())


def _process(number: int) -> str:
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        began = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[19]
    except (OSError, IndexError, ValueError):
        boot, began = "", ""
    return f"{number}:{boot[:13]}:{began}"


def _alive(process: str) -> bool:
    number = process.partition(":")[0]
    if not number.isdigit():
        return False
    if Path("/proc/self").exists():
        return Path(f"/proc/{number}").exists() and _process(int(number)) == process
    try:
        os.kill(int(number), 0)
    except OSError:
        return False
    return True


def queue(store: Store, files: Sequence[GivenFile], *, name: str, as_of: str, actor: str) -> str:
    """Put an import in the queue; its files are kept already. Gives the id of the job."""
    identity = uuid.uuid4().hex
    with store.write() as connection:
        known_originals(connection, store, files)
        connection.execute(
            insert(Job).values(
                id=identity, name=name, state=QUEUED, as_of=as_of, created_at=store.now(), created_by=actor
            )
        )
        rows = [{"job_id": identity, "path": one.path, "sha256": one.sha256} for one in files]
        connection.execute(insert(JobFile), rows)
        store.note(connection, actor, "queue", f"job/{identity}", files=len(rows))
    return identity


def list_jobs(store: Store, *, limit: int = 200) -> list[JobInfo]:
    """The newest imports first."""
    query = select(_TABLE).order_by(_TABLE.c.created_at.desc()).limit(limit)
    with store.read() as connection:
        rows = connection.execute(query).mappings().all()
    return [_info(row) for row in rows]


def job(store: Store, identity: str) -> JobInfo:
    with store.read() as connection:
        row = connection.execute(select(_TABLE).where(_TABLE.c.id == identity)).mappings().first()
    if row is None:
        raise MissingError("没有这个导入任务")
    return _info(row)


def _info(row: object) -> JobInfo:
    one = dict(row)  # type: ignore[call-overload]
    alive = one["state"] != RUNNING or _alive(one["process"])
    return JobInfo(
        one["id"], one["name"], one["state"], one["page"], one["pages"], one["case_id"], one["problem"], one["as_of"],
        one["created_by"], one["created_at"], alive,
    )  # fmt: skip


def files_of(store: Store, identity: str) -> list[GivenFile]:
    with store.read() as connection:
        query = select(JobFile.path, JobFile.sha256).where(JobFile.job_id == identity).order_by(JobFile.path)
        return [GivenFile(*row) for row in connection.execute(query)]


def claim(store: Store, identity: str | None = None) -> str | None:
    """Take a waiting import (or the one named) for this process; ``None`` where there is none.

    One whose process died is taken again once; the second time it is given up as a file that kills its reader.
    """
    with store.write() as connection:
        query = select(_TABLE).where(_TABLE.c.state.in_([QUEUED, RUNNING])).order_by(_TABLE.c.created_at)
        if identity is not None:
            query = query.where(_TABLE.c.id == identity)
        for row in connection.execute(query).mappings():
            if row["state"] == RUNNING and _alive(row["process"]):
                continue
            mine = update(Job).where(Job.id == row["id"])
            if row["stop"]:
                connection.execute(mine.values(state=CANCELLED))
                continue
            if row["tries"] >= _MOST_TRIES:
                connection.execute(mine.values(state=FAILED, problem="审查进程两次异常中断，请检查该案件的文件"))
                continue
            values = {"state": RUNNING, "process": this_process(), "tries": row["tries"] + 1, "page": 0, "pages": 0}
            connection.execute(mine.values(**values))
            return str(row["id"])
    return None


def advance(store: Store, identity: str, *, page: int, pages: int) -> bool:
    """Note how far an import is; gives whether it is to stop."""
    with store.write() as connection:
        connection.execute(update(Job).where(Job.id == identity).values(page=page, pages=pages))
        return bool(connection.execute(select(Job.stop).where(Job.id == identity)).scalar_one_or_none())


def finish(store: Store, identity: str, *, state: str, case: str | None = None, problem: str = "") -> None:
    with store.write() as connection:
        values = {"state": state, "case_id": case, "problem": problem}
        connection.execute(update(Job).where(Job.id == identity).values(**values))


def stop(store: Store, identity: str) -> None:
    """Ask an import to stop; one that waits, or whose process is gone, is stopped at once."""
    now = job(store, identity)
    state = CANCELLED if now.state == QUEUED or not now.alive else now.state
    with store.write() as connection:
        connection.execute(update(Job).where(Job.id == identity).values(stop=True, state=state))


def resume(store: Store, identity: str) -> None:
    """Put an import that was stopped or failed in the queue again."""
    idle = or_(Job.state.in_([CANCELLED, FAILED]), Job.state == QUEUED)
    now = job(store, identity)
    with store.write() as connection:
        where = [Job.id == identity] if now.state == RUNNING and not now.alive else [Job.id == identity, idle]
        values = {"state": QUEUED, "stop": False, "tries": 0, "problem": ""}
        connection.execute(update(Job).where(*where).values(**values))


def waiting(store: Store) -> int:
    """How many imports wait, or were left by a process that is gone."""
    return sum(one.state == QUEUED or not one.alive for one in list_jobs(store, limit=1000))


def worker_alive(store: Store) -> bool:
    """Whether some process works on the queue."""
    with contextlib.suppress(MissingError):
        return any(one.state == RUNNING and one.alive for one in list_jobs(store, limit=1000))
    return False

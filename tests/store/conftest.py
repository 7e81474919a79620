"""A store on SQLite, and on a real PostgreSQL where the machine has one."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from reviewer.core.casefile import Box, Span
from reviewer.core.finding import Finding, Severity
from reviewer.store import cases
from reviewer.store.engine import Store

MakeCase = Callable[..., str]


class FrozenClock:
    """Time that goes on only when told."""

    def __init__(self) -> None:
        self.now = datetime(2026, 5, 15, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **much: float) -> None:
        self.now += timedelta(**much)


def finding(number: int, *, rule: str = "TIM006", severity: str = "unlawful", confidence: float = 0.9) -> Finding:
    key = f"{number:016x}"
    span = Span("s1", number % 7 + 1, Box(1.0, 2.0, 3.0, 4.0), "引文", "d1")
    return Finding(
        f"{rule}-{key[:8]}", key, rule, Severity(severity), "标题", f"说明{number}", confidence, evidence=(span,)
    )


def make_case(
    store: Store,
    *,
    name: str = "case",
    findings: int = 3,
    people: str = "",
    unit: str = "某派出所",
    total: float = 80.0,
) -> str:
    """A case as the desk would keep it, without reading anything."""
    kept = store.originals.keep(f"original of {name}".encode())
    given = [cases.GivenFile("01.pdf", kept.sha256)]
    facts = {
        "name": name, "fingerprint": cases.fingerprint(given), "kind": "criminal", "title": f"{name}案", "number": name,
        "unit": unit, "as_of": "2026-05-15", "total": total, "grade": "合格", "pages": 7, "unread": 0, "people": people,
        "engine": "0.1.0", "rules": "2026.11", "models": "doctype=2026.1", "state": "read",
    }  # fmt: skip
    papers = [
        {"id": "d1", "type": "summons_criminal", "source": "s1", "first_page": 1, "last_page": 2, "confidence": 0.4},
        {"id": "d2", "type": "bail_decision", "source": "s1", "first_page": 3, "last_page": 7, "confidence": 0.95},
    ]
    candidates = [
        {
            "task": "doctype", "unit": f"{kept.sha256}/{one['first_page']}", "place": one["id"], "what": one["type"],
            "confidence": one["confidence"], "data": "{}",
        }
        for one in papers
    ]  # fmt: skip
    report = b'{"sources": [{"id": "s1", "path": "01.pdf"}]}'
    return cases.keep(
        store, facts, actor="maker", bodies={"report": report}, findings=[finding(one) for one in range(findings)],
        documents=papers, given=given, read=given, candidates=candidates,
    )  # fmt: skip


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def store(tmp_path: Path, clock: FrozenClock) -> Iterator[Store]:
    made = Store(tmp_path / "data", audit_key=tmp_path / "key", clock=clock)
    yield made
    made.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL that listens on a socket in a temporary folder and nowhere else."""
    pytest.importorskip("psycopg")
    initdb = shutil.which("initdb") or next(
        (str(one) for one in Path("/usr/lib/postgresql").glob("*/bin/initdb")), None
    )
    if initdb is None:
        pytest.skip("no initdb on this machine")
    real = Path(initdb).resolve().parent
    base = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    user = _other_user() if os.geteuid() == 0 else None
    if user is not None:
        shutil.chown(base, user)
    elif os.geteuid() == 0:
        pytest.skip("PostgreSQL does not run as root, and there is no other user")
    environment = {"PATH": f"{real}:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": str(base)}

    def call(*command: str) -> None:
        subprocess.run(
            command, check=True, user=user, env=environment, cwd=base, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, timeout=60,
        )  # fmt: skip

    data = str(base / "data")
    call(initdb, "-D", data, "-U", "reviewer", "-A", "trust", "-E", "UTF8", "--no-sync")
    control = str(real / "pg_ctl")
    call(control, "-D", data, "-w", "-l", str(base / "log"), "-o", f"-c listen_addresses='' -k {base}", "start")
    yield f"postgresql+psycopg://reviewer@/postgres?host={base}"
    call(control, "-D", data, "-m", "immediate", "stop")
    shutil.rmtree(base, ignore_errors=True)


def _other_user() -> str | None:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_name
        except KeyError:
            continue
    return None


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str | None:
    """Both data bases: ``None`` is the file of SQLite; each test of PostgreSQL has a schema of its own."""
    if request.param == "sqlite":
        return None
    from sqlalchemy import create_engine

    address = request.getfixturevalue("postgres")
    schema = f"t{uuid.uuid4().hex}"
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.exec_driver_sql(f'CREATE SCHEMA "{schema}"')
    engine.dispose()
    return f"{address}&options=-csearch_path%3D{schema}"


@pytest.fixture
def any_store(url: str | None, tmp_path: Path, clock: FrozenClock) -> Iterator[Store]:
    """The store on both data bases."""
    made = Store(tmp_path / "data", url=url, audit_key=tmp_path / "key", clock=clock)
    yield made
    made.close()


@pytest.fixture
def opened(url: str | None, tmp_path: Path) -> Callable[[], Store]:
    """Opens one and the same store, on both data bases, as each process does for itself."""
    return lambda: Store(tmp_path / "data", url=url, audit_key=tmp_path / "key")

"""The tables. Rows of ``decision``, ``remark``, ``correction``, ``annotation`` and ``audit`` are only ever added.

Times are UTC, kept as ISO text with microseconds, so that they sort, read and hash alike in every data base.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    column,
    table,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

APPEND_ONLY = ("decision", "remark", "correction", "annotation", "audit")
_SERIAL = BigInteger().with_variant(Integer, "sqlite")


class Base(DeclarativeBase):
    """Base of all tables."""


class Account(Base):
    __tablename__ = "account"

    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    person: Mapped[str] = mapped_column(String(64), default="")
    roles: Mapped[str] = mapped_column(String(128))
    secret: Mapped[str] = mapped_column(Text)
    must_change: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[str | None] = mapped_column(String(32))
    created_at: Mapped[str] = mapped_column(String(32))


class Session(Base):
    __tablename__ = "session"

    token: Mapped[str] = mapped_column(String(64), primary_key=True)  # SHA-256 of it
    account: Mapped[str] = mapped_column(ForeignKey("account.name"), index=True)
    created_at: Mapped[str] = mapped_column(String(32))
    seen_at: Mapped[str] = mapped_column(String(32))
    ended_at: Mapped[str | None] = mapped_column(String(32))


class Original(Base):
    __tablename__ = "original"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    size: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[str] = mapped_column(String(32))


class Job(Base):
    """One import. ``state``: queued, running, done, failed, cancelled."""

    __tablename__ = "job"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16), index=True)
    page: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)
    case_id: Mapped[str | None] = mapped_column(String(32))
    problem: Mapped[str] = mapped_column(Text, default="")
    as_of: Mapped[str] = mapped_column(String(10))
    stop: Mapped[bool] = mapped_column(default=False)
    process: Mapped[str] = mapped_column(String(80), default="")
    tries: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[str] = mapped_column(String(32))
    created_by: Mapped[str] = mapped_column(String(64))


class JobFile(Base):
    __tablename__ = "job_file"

    job_id: Mapped[str] = mapped_column(ForeignKey("job.id"), primary_key=True)
    path: Mapped[str] = mapped_column(Text, primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("original.sha256"))


class Case(Base):
    __tablename__ = "case_file"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(String(64), unique=True)  # of its originals
    kind: Mapped[str] = mapped_column(String(16), index=True)
    title: Mapped[str] = mapped_column(Text, default="")
    number: Mapped[str] = mapped_column(Text, default="")
    unit: Mapped[str] = mapped_column(Text, default="", index=True)
    as_of: Mapped[str] = mapped_column(String(10))
    total: Mapped[float | None] = mapped_column(index=True)
    grade: Mapped[str] = mapped_column(String(16), default="")
    vetoed: Mapped[bool] = mapped_column(default=False)
    unlawful: Mapped[int] = mapped_column(default=0)
    defect: Mapped[int] = mapped_column(default=0)
    notice: Mapped[int] = mapped_column(default=0)
    pages: Mapped[int] = mapped_column(default=0)
    unread: Mapped[int] = mapped_column(default=0)
    people: Mapped[str] = mapped_column(Text, default="")  # names in the file, one a line
    state: Mapped[str] = mapped_column(String(16), default="reviewed", index=True)
    engine: Mapped[str] = mapped_column(String(32))
    rules: Mapped[str] = mapped_column(String(32))
    models: Mapped[str] = mapped_column(Text, default="")
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[str] = mapped_column(String(32), index=True)
    created_by: Mapped[str] = mapped_column(String(64))
    updated_at: Mapped[str] = mapped_column(String(32))


class CaseBody(Base):
    """What was computed of a case, compressed. ``part``: read (as the machine read it), review, report."""

    __tablename__ = "case_body"

    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    part: Mapped[str] = mapped_column(String(16), primary_key=True)
    body: Mapped[bytes] = mapped_column(LargeBinary)


class CaseSource(Base):
    """The files of a case as they were given (``given``) and as they were read (a bundle's members too)."""

    __tablename__ = "case_source"

    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    path: Mapped[str] = mapped_column(Text, primary_key=True)
    given: Mapped[bool] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(ForeignKey("original.sha256"), index=True)
    media_type: Mapped[str] = mapped_column(String(80), default="")


class DocumentRow(Base):
    __tablename__ = "document"

    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    id: Mapped[str] = mapped_column(String(16), primary_key=True)
    type: Mapped[str] = mapped_column(String(64), index=True)
    source: Mapped[str] = mapped_column(String(16))
    first_page: Mapped[int]
    last_page: Mapped[int]
    confidence: Mapped[float] = mapped_column(index=True)


class FindingRow(Base):
    """A finding of the rules or of a person. ``present`` is false once the rules no longer find it."""

    __tablename__ = "finding"

    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    place: Mapped[int] = mapped_column(default=0)
    rule: Mapped[str] = mapped_column(String(32), index=True)
    severity: Mapped[str] = mapped_column(String(16), index=True)
    title: Mapped[str] = mapped_column(Text)
    message: Mapped[str] = mapped_column(Text)
    confidence: Mapped[float]
    body: Mapped[str] = mapped_column(Text)
    by_hand: Mapped[bool] = mapped_column(default=False)
    present: Mapped[bool] = mapped_column(default=True)


class DecisionRow(Base):
    """``line``: 1 the reviewer, 2 the second reviewer, 3 who settles between them."""

    __tablename__ = "decision"
    __table_args__ = (
        UniqueConstraint("case_id", "key", "line", "version", name="decision_version"),
        Index("decision_actor", "actor", "at"),
    )

    id: Mapped[int] = mapped_column(_SERIAL, primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"))
    key: Mapped[str] = mapped_column(String(32))
    line: Mapped[int]
    version: Mapped[int]
    verdict: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(String(32), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    undoes: Mapped[int | None] = mapped_column(_SERIAL)
    actor: Mapped[str] = mapped_column(String(64))
    at: Mapped[str] = mapped_column(String(32))
    token: Mapped[str] = mapped_column(String(64), unique=True)  # one click, one row
    engine: Mapped[str] = mapped_column(String(32))
    rules: Mapped[str] = mapped_column(String(32))
    models: Mapped[str] = mapped_column(Text, default="")
    finding: Mapped[str] = mapped_column(String(64))  # hash of the finding as it was shown


class Remark(Base):
    __tablename__ = "remark"
    __table_args__ = (Index("remark_finding", "case_id", "key"),)

    id: Mapped[int] = mapped_column(_SERIAL, primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"))
    key: Mapped[str] = mapped_column(String(32))
    text: Mapped[str] = mapped_column(Text)
    actor: Mapped[str] = mapped_column(String(64))
    at: Mapped[str] = mapped_column(String(32))


class Draft(Base):
    __tablename__ = "draft"

    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(32), primary_key=True)
    actor: Mapped[str] = mapped_column(String(64), primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[str] = mapped_column(String(32))


class CorrectionRow(Base):
    """``kind``: document (type and pages), field, mark. ``before`` and ``after`` are JSON."""

    __tablename__ = "correction"

    id: Mapped[int] = mapped_column(_SERIAL, primary_key=True, autoincrement=True)
    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    source: Mapped[str] = mapped_column(String(16))
    page: Mapped[int]
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    reverts: Mapped[int | None] = mapped_column(_SERIAL)
    actor: Mapped[str] = mapped_column(String(64))
    at: Mapped[str] = mapped_column(String(32))


class AnnotationRow(Base):
    """One label that a person gave. ``unit`` names what it is on, the same for all who label it."""

    __tablename__ = "annotation"
    __table_args__ = (Index("annotation_unit", "task", "unit"),)

    id: Mapped[int] = mapped_column(_SERIAL, primary_key=True, autoincrement=True)
    task: Mapped[str] = mapped_column(String(32))
    unit: Mapped[str] = mapped_column(String(200))
    case_id: Mapped[str | None] = mapped_column(String(32))
    label: Mapped[str] = mapped_column(Text)
    data: Mapped[str] = mapped_column(Text, default="{}")
    origin: Mapped[str] = mapped_column(String(32))
    actor: Mapped[str] = mapped_column(String(64))
    at: Mapped[str] = mapped_column(String(32))
    token: Mapped[str] = mapped_column(String(64), unique=True)


class CandidateRow(Base):
    """Something of a case that the machine is unsure of. ``unit`` is a label's, ``place`` leads a screen there."""

    __tablename__ = "candidate"

    case_id: Mapped[str] = mapped_column(ForeignKey("case_file.id"), primary_key=True)
    task: Mapped[str] = mapped_column(String(32), primary_key=True)
    unit: Mapped[str] = mapped_column(String(200), primary_key=True)
    place: Mapped[str] = mapped_column(String(32))
    what: Mapped[str] = mapped_column(String(64))
    confidence: Mapped[float] = mapped_column(index=True)
    data: Mapped[str] = mapped_column(Text, default="{}")


class Preference(Base):
    __tablename__ = "preference"

    actor: Mapped[str] = mapped_column(String(64), primary_key=True)
    name: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(Text)


class AuditRow(Base):
    __tablename__ = "audit"

    id: Mapped[int] = mapped_column(_SERIAL, primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(String(32))
    actor: Mapped[str] = mapped_column(String(64))
    action: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(200))
    detail: Mapped[str] = mapped_column(Text)
    previous: Mapped[str] = mapped_column(String(64))
    code: Mapped[str] = mapped_column(String(64))


CURRENT = table(
    "current_decision",
    *(column(one.name, one.type) for one in DecisionRow.__table__.columns),
)
"""View: the newest row of each line of a finding."""

STATE = table("finding_state", column("case_id", String), column("key", String), column("verdict", String))
"""View: what stands of a finding, the answer of the highest line that has one, else ``open``."""

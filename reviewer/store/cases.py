"""Cases and their findings: kept whole in one transaction, listed with filters by the data base."""

from __future__ import annotations

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from reviewer.core.errors import StoreError
from reviewer.core.finding import Finding
from reviewer.store.decisions import OPEN, Versions
from reviewer.store.engine import Store
from reviewer.store.frozen import pack, unpack
from reviewer.store.problems import MissingError
from reviewer.store.roles import person_key
from reviewer.store.schema import STATE, CandidateRow, Case, CaseBody, CaseSource, DocumentRow, FindingRow, Original

SORTS = ("created_at", "number", "title", "unit", "kind", "total", "unlawful", "defect", "unread", "pending")
MOST = 10_000
_CASE = Case.__table__
_FINDING = FindingRow.__table__


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file of a case: its path, its hash, and for one that was read its media type."""

    path: str
    sha256: str
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class CaseInfo:
    """One case of the table. ``pending`` counts the findings that nobody decided on."""

    id: str
    name: str
    kind: str
    title: str
    number: str
    unit: str
    as_of: str
    total: float | None
    grade: str
    vetoed: bool
    unlawful: int
    defect: int
    notice: int
    pages: int
    unread: int
    state: str
    engine: str
    rules: str
    revision: int
    created_at: str
    created_by: str
    people: frozenset[str] = field(repr=False)
    pending: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Which cases or findings are wanted; what is empty does not count."""

    text: str = ""
    kinds: Sequence[str] = ()
    units: Sequence[str] = ()
    rules: Sequence[str] = ()
    severities: Sequence[str] = ()
    states: Sequence[str] = ()  # open, confirm, reject, cannot_tell
    lowest: float | None = None
    highest: float | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One finding in the list over all cases."""

    case: str
    case_title: str
    number: str
    unit: str
    key: str
    rule: str
    severity: str
    title: str
    message: str
    confidence: float
    verdict: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A finding as it is kept."""

    finding: Finding
    by_hand: bool
    present: bool


def fingerprint(files: Iterable[GivenFile]) -> str:
    """The same for the same files, whatever they are called."""
    return hashlib.sha256("\n".join(sorted(one.sha256 for one in files)).encode()).hexdigest()


def find(store: Store, print_: str) -> str | None:
    """The case of these originals, if they are in the store already."""
    with store.read() as connection:
        return connection.execute(select(Case.id).where(Case.fingerprint == print_)).scalar_one_or_none()


def keep(
    store: Store,
    facts: Mapping[str, Any],
    *,
    actor: str,
    bodies: Mapping[str, object],
    findings: Sequence[Finding],
    documents: Sequence[Mapping[str, Any]],
    given: Sequence[GivenFile] = (),
    read: Sequence[GivenFile] = (),
    candidates: Sequence[Mapping[str, Any]] = (),
    case_id: str | None = None,
    action: str = "import",
    within: Any = None,
    seen: int | None = None,
) -> str:
    """Keep a case, new or computed again, all of it or nothing.

    Args:
        facts: columns of the case.
        bodies: what is kept packed, by part; bytes are kept as they are.
        candidates: what is worth a label.
        case_id: of a case that is there already.
        within: called with the connection, for what belongs into the same transaction.
        seen: the revision that the caller started from; another one in between is refused.

    Returns:
        The id of the case.
    """
    packed = {part: body if isinstance(body, bytes) else pack(body) for part, body in bodies.items()}
    counts = {name: sum(one.severity.value == name for one in findings) for name in ("unlawful", "defect", "notice")}
    with store.write() as connection:
        now = store.now()
        new = case_id is None
        known_originals(connection, store, [*given, *read])
        identity = case_id or uuid.uuid4().hex
        values = {**facts, **counts, "updated_at": now}
        if new:
            connection.execute(insert(Case).values(id=identity, created_at=now, created_by=actor, revision=1, **values))
        else:
            values["revision"] = Case.revision + 1
            where = [Case.id == identity, *([] if seen is None else [Case.revision == seen])]
            if not connection.execute(update(Case).where(*where).values(**values)).rowcount:
                raise StoreError("案件刚被其他人改动，本次未保存；请刷新后重试")
        if given or read:
            _keep_files(connection, identity, given, read)
        for part, body in packed.items():
            connection.execute(delete(CaseBody).where(CaseBody.case_id == identity, CaseBody.part == part))
            connection.execute(insert(CaseBody).values(case_id=identity, part=part, body=body))
        _keep_findings(connection, identity, findings)
        connection.execute(delete(DocumentRow).where(DocumentRow.case_id == identity))
        if documents:
            connection.execute(insert(DocumentRow), [{"case_id": identity, **one} for one in documents])
        connection.execute(delete(CandidateRow).where(CandidateRow.case_id == identity))
        if candidates:
            connection.execute(insert(CandidateRow), [{"case_id": identity, **one} for one in candidates])
        if within is not None:
            within(connection)
        body_hash = hashlib.sha256(packed.get("report", b"")).hexdigest()
        store.note(connection, actor, action, f"case/{identity}", report=body_hash, findings=len(findings))
    return identity


def known_originals(connection: Connection, store: Store, files: Iterable[GivenFile]) -> None:
    wanted = {one.sha256 for one in files}
    there = set(connection.execute(select(Original.sha256).where(Original.sha256.in_(wanted))).scalars())
    rows = [
        {"sha256": one, "size": store.originals.path(one).stat().st_size, "created_at": store.now()}
        for one in sorted(wanted - there)
    ]
    if rows:
        connection.execute(insert(Original), rows)


def register(store: Store, files: Iterable[GivenFile]) -> None:
    """Put kept originals on the list, before the case that they belong to is there."""
    with store.write() as connection:
        known_originals(connection, store, files)


def _keep_files(connection: Connection, identity: str, given: Iterable[GivenFile], read: Iterable[GivenFile]) -> None:
    connection.execute(delete(CaseSource).where(CaseSource.case_id == identity))
    rows = [(one, True) for one in given] + [(one, False) for one in read]
    connection.execute(
        insert(CaseSource),
        [
            {"case_id": identity, "path": one.path, "given": flag, "sha256": one.sha256, "media_type": one.media_type}
            for one, flag in rows
        ],
    )


def _keep_findings(connection: Connection, identity: str, findings: Sequence[Finding]) -> None:
    """Findings of the rules as they are now; those that are gone stay as a row, with what was decided on them."""
    mine = (FindingRow.case_id == identity, FindingRow.by_hand.is_(False))
    connection.execute(update(FindingRow).where(*mine).values(present=False))
    there = set(connection.execute(select(FindingRow.key).where(*mine)).scalars())
    for place, one in enumerate(findings):
        values = finding_values(one, place=place)
        if one.key in there:
            connection.execute(update(FindingRow).where(*mine, FindingRow.key == one.key).values(**values))
        else:
            connection.execute(insert(FindingRow).values(case_id=identity, **values))


def finding_values(one: Finding, *, place: int = 0, by_hand: bool = False) -> dict[str, Any]:
    """The columns of a finding."""
    return {
        "key": one.key, "place": place, "rule": one.rule, "severity": one.severity.value, "title": one.title,
        "message": one.message, "confidence": float(one.confidence), "body": pack(one).hex(), "by_hand": by_hand,
        "present": True,
    }  # fmt: skip


def add_finding(store: Store, case_id: str, one: Finding, *, actor: str) -> None:
    """Add a finding that a person made."""
    with store.write() as connection:
        connection.execute(insert(FindingRow).values(case_id=case_id, **finding_values(one, place=MOST, by_hand=True)))
        digest = hashlib.sha256(one.message.encode()).hexdigest()
        store.note(connection, actor, "add_finding", f"case/{case_id}", key=one.key, rule=one.rule, text=digest)


def findings_of(store: Store, case_id: str) -> list[Kept]:
    """All findings of a case; those that the rules no longer find come last."""
    query = select(_FINDING).where(_FINDING.c.case_id == case_id)
    query = query.order_by(_FINDING.c.present.desc(), _FINDING.c.place, _FINDING.c.key)
    with store.read() as connection:
        rows = connection.execute(query).mappings().all()
    return [Kept(unpack(Finding, bytes.fromhex(row["body"])), row["by_hand"], row["present"]) for row in rows]


def body(store: Store, case_id: str, part: str) -> bytes:
    """What is kept packed of a case.

    Raises:
        MissingError: there is no such case or part.
    """
    with store.read() as connection:
        query = select(CaseBody.body).where(CaseBody.case_id == case_id, CaseBody.part == part)
        found = connection.execute(query).scalar_one_or_none()
    if found is None:
        raise MissingError("没有这个案件")
    return bytes(found)


def files_of(store: Store, case_id: str, *, given: bool) -> list[GivenFile]:
    """The files of a case as they were given, or as they were read."""
    query = select(CaseSource.path, CaseSource.sha256, CaseSource.media_type)
    query = query.where(CaseSource.case_id == case_id, CaseSource.given.is_(given)).order_by(CaseSource.path)
    with store.read() as connection:
        return [GivenFile(*row) for row in connection.execute(query)]


def info(store: Store, case_id: str) -> CaseInfo:
    """One case.

    Raises:
        MissingError: there is none.
    """
    with store.read() as connection:
        row = connection.execute(_with_pending().where(_CASE.c.id == case_id)).mappings().first()
    if row is None:
        raise MissingError("没有这个案件")
    return _info(row)


def naming(store: Store, person: str) -> list[str]:
    """The cases in whose files a person is named."""
    name = person_key(person)
    with store.read() as connection:
        rows = connection.execute(select(Case.id, Case.people).where(Case.people.contains(name, autoescape=True)))
        return [row.id for row in rows if name in row.people.split("\n")]


def versions_of(one: CaseInfo, models: str = "") -> Versions:
    return Versions(engine=one.engine, rules=one.rules, models=models)


def models_of(store: Store, case_id: str) -> str:
    with store.read() as connection:
        return connection.execute(select(Case.models).where(Case.id == case_id)).scalar_one_or_none() or ""


def _pending() -> Any:
    """How many findings of each case stand open."""
    return (
        select(_FINDING.c.case_id, func.count().label("pending"))
        .join(STATE, and_(STATE.c.case_id == _FINDING.c.case_id, STATE.c.key == _FINDING.c.key))
        .where(STATE.c.verdict == OPEN, _FINDING.c.present)
        .group_by(_FINDING.c.case_id)
        .subquery()
    )


def _with_pending() -> Select[Any]:
    counted = _pending()
    return select(_CASE, func.coalesce(counted.c.pending, 0).label("pending")).select_from(
        _CASE.outerjoin(counted, counted.c.case_id == _CASE.c.id)
    )


def _info(row: RowMapping) -> CaseInfo:
    names = [name for name in CaseInfo.__slots__ if name not in ("people",)]
    return CaseInfo(**{name: row[name] for name in names}, people=frozenset(filter(None, row["people"].split("\n"))))


def list_cases(
    store: Store, wanted: Filter | None = None, *, sort: str = "created_at", down: bool = True, offset: int = 0,
    limit: int = 200,
) -> tuple[list[CaseInfo], int]:  # fmt: skip
    """Cases that fit, a page of them, and how many there are in all."""
    wanted = wanted or Filter()
    if sort not in SORTS:
        raise StoreError(f"不能按 {sort} 排序")
    query = _with_pending().where(*_case_conditions(wanted))
    if wanted.rules or wanted.severities or wanted.states:
        query = query.where(_CASE.c.id.in_(_findings(wanted, [_FINDING.c.case_id])))
    by = next(one for one in query.selected_columns if one.key == sort)
    ordered = query.order_by(by.desc() if down else by, _CASE.c.id).offset(offset).limit(min(limit, MOST))
    with store.read() as connection:
        count = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        return [_info(row) for row in connection.execute(ordered).mappings()], count


def list_findings(
    store: Store, wanted: Filter | None = None, *, offset: int = 0, limit: int = 200, but: Iterable[str] = ()
) -> tuple[list[Hit], int]:
    """Findings over all cases, worst first, and how many there are in all.

    Args:
        but: cases that are left out.
    """
    wanted = wanted or Filter()
    columns = [
        _FINDING.c.case_id, case((_CASE.c.title != "", _CASE.c.title), else_=_CASE.c.name), _CASE.c.number,
        _CASE.c.unit, _FINDING.c.key, _FINDING.c.rule, _FINDING.c.severity, _FINDING.c.title, _FINDING.c.message,
        _FINDING.c.confidence, STATE.c.verdict,
    ]  # fmt: skip
    query = _findings(wanted, columns).where(*_case_conditions(wanted, text=False))
    if wanted.text:
        for word in wanted.text.split():
            sought = (_FINDING.c.title, _FINDING.c.message, _FINDING.c.rule, _CASE.c.title, _CASE.c.number)
            query = query.where(or_(*(one.contains(word, autoescape=True) for one in sought)))
    if left := list(but):
        query = query.where(_CASE.c.id.not_in(left))
    worst = case({"unlawful": 0, "defect": 1}, value=_FINDING.c.severity, else_=2)
    ordered = query.order_by(worst, _FINDING.c.rule, _FINDING.c.case_id, _FINDING.c.key)
    with store.read() as connection:
        count = connection.execute(select(func.count()).select_from(query.subquery())).scalar_one()
        rows = connection.execute(ordered.offset(offset).limit(min(limit, MOST)))
        return [Hit(*row) for row in rows], count


def _findings(wanted: Filter, columns: Sequence[Any]) -> Select[Any]:
    joined = _FINDING.join(_CASE, _CASE.c.id == _FINDING.c.case_id).join(
        STATE, and_(STATE.c.case_id == _FINDING.c.case_id, STATE.c.key == _FINDING.c.key)
    )
    query = select(*columns).select_from(joined).where(_FINDING.c.present)
    if wanted.rules:
        families = [one for one in wanted.rules if one.isalpha()]
        query = query.where(
            or_(_FINDING.c.rule.in_(list(wanted.rules)), *(_FINDING.c.rule.startswith(one) for one in families))
        )
    if wanted.severities:
        query = query.where(_FINDING.c.severity.in_(list(wanted.severities)))
    if wanted.states:
        query = query.where(STATE.c.verdict.in_(list(wanted.states)))
    return query


def _case_conditions(wanted: Filter, *, text: bool = True) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if text:
        sought = (_CASE.c.title, _CASE.c.number, _CASE.c.unit, _CASE.c.name)
        found += [or_(*(one.contains(word, autoescape=True) for one in sought)) for word in wanted.text.split()]
    if wanted.kinds:
        found.append(_CASE.c.kind.in_(list(wanted.kinds)))
    if wanted.units:
        found.append(_CASE.c.unit.in_(list(wanted.units)))
    if wanted.lowest is not None:
        found.append(_CASE.c.total >= wanted.lowest)
    if wanted.highest is not None:
        found.append(_CASE.c.total <= wanted.highest)
    return found


def facets(store: Store) -> dict[str, list[tuple[str, int]]]:
    """Units, rules, severities and kinds that are there, with how many cases or findings each has."""
    with store.read() as connection:
        found = {}
        for name, column_, present in (
            ("units", _CASE.c.unit, None), ("kinds", _CASE.c.kind, None),
            ("rules", _FINDING.c.rule, _FINDING.c.present), ("severities", _FINDING.c.severity, _FINDING.c.present),
        ):  # fmt: skip
            query = select(column_, func.count()).group_by(column_).order_by(column_)
            query = query if present is None else query.where(present)
            found[name] = [(value, count) for value, count in connection.execute(query) if value]
        return found


def preferences(store: Store, actor: str) -> dict[str, Any]:
    """What an actor has set for the screens."""
    from reviewer.store.schema import Preference

    with store.read() as connection:
        query = select(Preference.name, Preference.value).where(Preference.actor == actor)
        return {name: json.loads(value) for name, value in connection.execute(query)}


def set_preference(store: Store, actor: str, name: str, value: Any) -> None:
    from reviewer.store.schema import Preference

    with store.write() as connection:
        connection.execute(delete(Preference).where(Preference.actor == actor, Preference.name == name))
        connection.execute(insert(Preference).values(actor=actor, name=name, value=json.dumps(value)))

"""Local accounts: passwords as argon2id, a lock after five wrong ones, sessions kept by the server."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import Connection, func, insert, select, update

from reviewer.core.errors import StoreError
from reviewer.store.engine import Store, stamp
from reviewer.store.problems import LoginError, MissingError
from reviewer.store.roles import Actor, Role, person_key
from reviewer.store.schema import Account, Session

TRIES = 5
LOCKED = timedelta(minutes=15)
IDLE = timedelta(minutes=15)
LONGEST = timedelta(hours=8)
SHORTEST_PASSWORD = 10
_TABLE = Account.__table__
_WRONG = "用户名或密码不对"
_hasher = PasswordHasher()
_NOBODY = _hasher.hash(secrets.token_hex(8))  # hashed against for an unknown name, so that both take as long


@dataclass(frozen=True, slots=True)
class AccountInfo:
    name: str
    person: str
    roles: frozenset[Role]
    active: bool
    must_change: bool
    locked: bool


def count(store: Store) -> int:
    with store.read() as connection:
        return connection.execute(select(func.count()).select_from(_TABLE)).scalar_one()


def accounts(store: Store) -> list[AccountInfo]:
    now = store.now()
    with store.read() as connection:
        rows = connection.execute(select(_TABLE).order_by(_TABLE.c.name)).mappings().all()
    return [
        AccountInfo(
            row["name"], row["person"], _roles(row["roles"]), row["active"], row["must_change"],
            bool(row["locked_until"] and row["locked_until"] > now),
        )
        for row in rows
    ]  # fmt: skip


def create(store: Store, *, name: str, person: str, roles: Collection[Role], password: str, by: str) -> None:
    """Make an account; its password must be changed at the first login.

    Raises:
        StoreError: the name is taken or not usable, or the password too short.
    """
    if not name.strip() or len(name) > 64 or not name.isprintable() or not roles:
        raise StoreError("用户名须为 1 至 64 个字符，并至少有一个角色")
    _check_person(person)
    values = {
        "name": name, "person": person, "roles": ",".join(sorted(roles)), "secret": _hashed(password),
        "created_at": store.now(),
    }  # fmt: skip
    with store.write() as connection:
        if connection.execute(select(_TABLE.c.name).where(_TABLE.c.name == name)).first():
            raise StoreError("该用户名已有人使用")
        connection.execute(insert(Account).values(**values))
        store.note(connection, by, "account_created", f"account/{name}", roles=sorted(roles))


def _check_person(person: str) -> None:
    if not person_key(person) or len(person) > 64:
        raise StoreError("须填写本人真实姓名，用于判断回避")


def first_password() -> str:
    """A password with which the owner of an account comes in once and then must choose another."""
    return secrets.token_urlsafe(9)


def change(
    store: Store,
    *,
    name: str,
    by: str,
    person: str | None = None,
    roles: Collection[Role] | None = None,
    active: bool | None = None,
) -> None:
    """Change the person or the roles of an account, or switch it off; its sessions end."""
    values: dict[str, object] = {}
    if person is not None:
        _check_person(person)
        values["person"] = person
    if roles is not None:
        values["roles"] = ",".join(sorted(roles))
    if active is not None:
        values["active"] = active
    with store.write() as connection:
        if values and not connection.execute(update(Account).where(Account.name == name).values(**values)).rowcount:
            raise MissingError("没有这个用户")
        _end_all(connection, name, store.now())
        store.note(connection, by, "account_changed", f"account/{name}", keys=sorted(values))


def set_password(store: Store, *, name: str, password: str, by: str, must_change: bool = False) -> None:
    """Set a password; all sessions of the account end."""
    secret = _hashed(password)
    with store.write() as connection:
        values = {"secret": secret, "must_change": must_change, "failures": 0, "locked_until": None}
        if not connection.execute(update(Account).where(Account.name == name).values(**values)).rowcount:
            raise MissingError("没有这个用户")
        _end_all(connection, name, store.now())
        store.note(connection, by, "password_set", f"account/{name}")


def login(store: Store, *, name: str, password: str) -> str:
    """Check a password and begin a session; gives its token. Other sessions of the account end.

    Raises:
        LoginError: wrong, locked, or switched off.
    """
    with store.read() as connection:
        row = connection.execute(select(_TABLE).where(_TABLE.c.name == name)).mappings().first()
    right = _matches(row["secret"] if row else _NOBODY, password)
    if row is None:
        raise LoginError(_WRONG)
    refusal: LoginError | None = None
    token = secrets.token_urlsafe(32)
    with store.write() as connection:
        # Read again under the lock: five at once must not each count as the first.
        row = connection.execute(select(_TABLE).where(_TABLE.c.name == name)).mappings().one()
        now = store.now()
        if row["locked_until"] and row["locked_until"] > now:
            refusal = LoginError("密码错误次数过多，账户已锁定 15 分钟")
            store.note(connection, name, "login_locked", f"account/{name}")
        elif not right or not row["active"]:
            refusal = LoginError(_WRONG)
            _failed(store, connection, name, row["failures"] + 1)
        else:
            connection.execute(update(Account).where(Account.name == name).values(failures=0, locked_until=None))
            _end_all(connection, name, now)
            connection.execute(insert(Session).values(token=_digest(token), account=name, created_at=now, seen_at=now))
            store.note(connection, name, "login", f"account/{name}")
    if refusal is not None:
        raise refusal
    return token


def _failed(store: Store, connection: Connection, name: str, failures: int) -> None:
    values: dict[str, object] = {"failures": failures}
    if failures >= TRIES:
        values = {"failures": 0, "locked_until": stamp(store.clock() + LOCKED)}
    connection.execute(update(Account).where(Account.name == name).values(**values))
    store.note(connection, name, "login_failed", f"account/{name}", failures=failures)


def actor_of(store: Store, token: str) -> tuple[Actor, bool]:
    """Who a session belongs to, and whether the password must be changed first. Notes that it was used.

    Raises:
        LoginError: it ended, was idle for 15 minutes, or lasted 8 hours.
    """
    now = store.clock()
    mine = Session.token == _digest(token)
    with store.read() as connection:
        query = select(Session.__table__, _TABLE).join(_TABLE, _TABLE.c.name == Session.account).where(mine)
        found = connection.execute(query).first()
    row = None if found is None else found._mapping
    table = Session.__table__.c
    if row is None or row[table.ended_at] or not row[_TABLE.c.active]:
        raise LoginError("请重新登录")
    seen, began = (datetime.fromisoformat(row[one]) for one in (table.seen_at, table.created_at))
    if now - seen >= IDLE or now - began >= LONGEST:
        logout(store, token)
        raise LoginError("登录已过期，请重新登录")
    if now - seen > timedelta(seconds=20):
        with store.write() as connection:
            connection.execute(update(Session).where(mine).values(seen_at=stamp(now)))
    actor = Actor(row[_TABLE.c.name], _roles(row[_TABLE.c.roles]), row[_TABLE.c.person])
    return actor, bool(row[_TABLE.c.must_change])


def logout(store: Store, token: str) -> None:
    """End a session."""
    with store.write() as connection:
        mine = (Session.token == _digest(token), Session.ended_at.is_(None))
        name = connection.execute(select(Session.account).where(*mine)).scalar_one_or_none()
        connection.execute(update(Session).where(*mine).values(ended_at=store.now()))
        if name is not None:
            store.note(connection, name, "logout", f"account/{name}")


def _end_all(connection: Connection, name: str, now: str) -> None:
    connection.execute(update(Session).where(Session.account == name, Session.ended_at.is_(None)).values(ended_at=now))


def _roles(text: str) -> frozenset[Role]:
    return frozenset(Role(one) for one in text.split(",") if one)


def _hashed(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise StoreError(f"密码至少 {SHORTEST_PASSWORD} 个字符")
    return _hasher.hash(password)


def _matches(secret: str, password: str) -> bool:
    try:
        return _hasher.verify(secret, password)
    except (Argon2Error, InvalidHashError):
        return False


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()

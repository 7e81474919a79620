"""Who may do what, and how long somebody stays in."""

from __future__ import annotations

import pytest

from reviewer.store import accounts, cases
from reviewer.store.engine import Store
from reviewer.store.problems import ForbiddenError, LoginError
from reviewer.store.roles import Action, Actor, Role, local_actor, may, people_of, require
from tests.store.conftest import FrozenClock, make_case

PASSWORD = "correct horse battery"

MATRIX = """
                reviewer second_reviewer case_manager supervisor administrator
list            yes      yes             yes          yes        no
view            yes      yes             yes          yes        no
decide          yes      no              no           no         no
second          no       yes             no           no         no
settle          no       no              no           yes        no
correct         yes      no              no           no         no
annotate        yes      yes             no           no         no
import          yes      no              yes          no         no
export          yes      yes             yes          yes        no
try_rules       yes      no              no           yes        no
enable_rules    no       no              no           yes        no
train           no       no              no           yes        no
corpus          no       no              no           yes        no
audit           no       no              no           yes        yes
accounts        no       no              no           no         yes
settings        no       no              no           no         yes
backup          no       no              no           no         yes
"""
HEAD, *ROWS = (line.split() for line in MATRIX.strip().splitlines())
CELLS = [(Role(role), Action(row[0]), said == "yes") for row in ROWS for role, said in zip(HEAD, row[1:], strict=True)]
OF_A_CASE = ("view", "decide", "second", "settle", "correct", "annotate", "export")


class Case:
    people = people_of(["张 三", "李四"])


def test_the_matrix_names_every_role_and_action() -> None:
    assert {(role, action) for role, action, _ in CELLS} == {(role, action) for role in Role for action in Action}


@pytest.mark.parametrize(("role", "action", "expected"), CELLS)
def test_roles(role: Role, action: Action, expected: bool) -> None:
    actor = Actor("x", frozenset({role}), "王五")
    assert may(actor, action) is expected
    assert may(actor, action, Case()) is expected


@pytest.mark.parametrize("action", Action)
@pytest.mark.parametrize("person", ["张三", "张　三", "李四"])
def test_who_is_named_in_a_file_cannot_review_it(action: Action, person: str) -> None:
    actor = Actor("x", frozenset(Role), person)
    assert may(actor, action, Case()) is (action.value not in OF_A_CASE)
    if action.value in OF_A_CASE:
        with pytest.raises(ForbiddenError, match="回避"):
            require(actor, action, Case())


def test_nobody_without_a_role_may_do_anything() -> None:
    assert not any(may(Actor("x", frozenset()), action) for action in Action)


def test_who_works_alone_may_do_everything() -> None:
    assert all(may(local_actor(), action, Case()) for action in Action)


def test_cases_that_name_a_person_are_found(store: Store) -> None:
    case = make_case(store, people="张三\n李四光")
    assert cases.naming(store, "张 三") == [case]
    assert cases.naming(store, "李四") == []


# -- accounts --------------------------------------------------------------------------------------------------


@pytest.fixture
def account(store: Store) -> str:
    accounts.create(store, name="zhang", person="张三", roles=[Role.REVIEWER], password=PASSWORD, by="admin")
    return "zhang"


def test_a_session_ends_after_fifteen_idle_minutes(store: Store, clock: FrozenClock, account: str) -> None:
    token = accounts.login(store, name=account, password=PASSWORD)
    for _ in range(3):
        clock.forward(minutes=14)
        assert accounts.actor_of(store, token)[0] == Actor("zhang", frozenset({Role.REVIEWER}), "张三")
    clock.forward(minutes=15)
    with pytest.raises(LoginError, match="过期"):
        accounts.actor_of(store, token)
    clock.forward(minutes=-15)
    with pytest.raises(LoginError):
        accounts.actor_of(store, token)


def test_a_session_ends_after_eight_hours(store: Store, clock: FrozenClock, account: str) -> None:
    token = accounts.login(store, name=account, password=PASSWORD)
    for _ in range(47):
        clock.forward(minutes=10)
        accounts.actor_of(store, token)
    clock.forward(minutes=10)
    with pytest.raises(LoginError, match="过期"):
        accounts.actor_of(store, token)


def test_five_wrong_passwords_lock_for_fifteen_minutes(store: Store, clock: FrozenClock, account: str) -> None:
    for _ in range(5):
        with pytest.raises(LoginError, match="用户名或密码"):
            accounts.login(store, name=account, password="wrong")
    with pytest.raises(LoginError, match="锁定"):
        accounts.login(store, name=account, password=PASSWORD)
    clock.forward(minutes=14, seconds=59)
    with pytest.raises(LoginError, match="锁定"):
        accounts.login(store, name=account, password=PASSWORD)
    clock.forward(seconds=2)
    assert accounts.login(store, name=account, password=PASSWORD)


def test_a_right_password_begins_the_count_anew(store: Store, account: str) -> None:
    for _ in range(2):
        for _ in range(4):
            with pytest.raises(LoginError):
                accounts.login(store, name=account, password="wrong")
        accounts.login(store, name=account, password=PASSWORD)


def test_an_unknown_name_is_refused_in_the_same_words(store: Store, account: str) -> None:
    with pytest.raises(LoginError) as unknown:
        accounts.login(store, name="nobody", password=PASSWORD)
    with pytest.raises(LoginError) as wrong:
        accounts.login(store, name=account, password="wrong")
    assert str(unknown.value) == str(wrong.value)


def test_one_session_an_account_and_none_for_who_is_switched_off(store: Store, account: str) -> None:
    first = accounts.login(store, name=account, password=PASSWORD)
    second = accounts.login(store, name=account, password=PASSWORD)
    with pytest.raises(LoginError):
        accounts.actor_of(store, first)
    accounts.actor_of(store, second)
    accounts.change(store, name=account, by="admin", active=False)
    with pytest.raises(LoginError):
        accounts.actor_of(store, second)
    with pytest.raises(LoginError):
        accounts.login(store, name=account, password=PASSWORD)


def test_neither_password_nor_token_is_kept(store: Store, account: str) -> None:
    token = accounts.login(store, name=account, password=PASSWORD)
    store.close()
    kept = b"".join(path.read_bytes() for path in store.folder.glob("reviewer.db*"))
    assert token.encode() not in kept
    assert PASSWORD.encode() not in kept
    assert b"$argon2id$" in kept

"""Who may do what. Nothing is allowed that does not stand here; the service layer asks, never a screen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from reviewer.store.problems import ForbiddenError


class Role(StrEnum):
    REVIEWER = "reviewer"
    SECOND_REVIEWER = "second_reviewer"
    CASE_MANAGER = "case_manager"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"


class Action(StrEnum):
    LIST = "list"  # the table of cases
    VIEW = "view"  # a case with its pages and findings
    DECIDE = "decide"
    SECOND = "second"  # decide independently of the first reviewer
    SETTLE = "settle"  # decide between the two
    CORRECT = "correct"  # values, types, boundaries; findings by hand
    ANNOTATE = "annotate"
    IMPORT = "import"
    EXPORT = "export"
    TRY_RULES = "try_rules"
    ENABLE_RULES = "enable_rules"
    TRAIN = "train"
    CORPUS = "corpus"  # export and import of annotated examples
    AUDIT = "audit"
    ACCOUNTS = "accounts"
    SETTINGS = "settings"
    BACKUP = "backup"


_A, _R = Action, Role
ALLOWED: dict[Role, frozenset[Action]] = {
    _R.REVIEWER: frozenset({_A.LIST, _A.VIEW, _A.DECIDE, _A.CORRECT, _A.ANNOTATE, _A.IMPORT, _A.EXPORT, _A.TRY_RULES}),
    _R.SECOND_REVIEWER: frozenset({_A.LIST, _A.VIEW, _A.SECOND, _A.ANNOTATE, _A.EXPORT}),
    _R.CASE_MANAGER: frozenset({_A.LIST, _A.VIEW, _A.IMPORT, _A.EXPORT}),
    _R.SUPERVISOR: frozenset(
        {_A.LIST, _A.VIEW, _A.SETTLE, _A.EXPORT, _A.TRY_RULES, _A.ENABLE_RULES, _A.TRAIN, _A.CORPUS, _A.AUDIT}
    ),
    _R.ADMINISTRATOR: frozenset({_A.AUDIT, _A.ACCOUNTS, _A.SETTINGS, _A.BACKUP}),
}

OF_A_CASE = frozenset({_A.VIEW, _A.DECIDE, _A.SECOND, _A.SETTLE, _A.CORRECT, _A.ANNOTATE, _A.EXPORT})
"""What nobody may do with a case that names them."""

WRITTEN_LINES = {_A.DECIDE: 1, _A.SECOND: 2, _A.SETTLE: 3}
"""The line of decisions that an action writes."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the name of the account, its roles, and the person's real name, where it is known."""

    name: str
    roles: frozenset[Role]
    person: str = ""


class Named(Protocol):
    """A case, as far as it names people."""

    @property
    def people(self) -> frozenset[str]: ...


def local_actor(person: str = "") -> Actor:
    """Who works alone on this machine, without a login."""
    return Actor("local", frozenset(Role), person)


def may(actor: Actor, action: Action, case: Named | None = None) -> bool:
    """Whether the actor may do it; with a case, whether with this case."""
    if not any(action in ALLOWED[role] for role in actor.roles):
        return False
    if action not in OF_A_CASE or case is None:
        return True
    return not (person_key(actor.person) and person_key(actor.person) in case.people)


def require(actor: Actor, action: Action, case: Named | None = None) -> None:
    """Let nobody pass who may not.

    Raises:
        ForbiddenError: says whether the role or the case is in the way.
    """
    if may(actor, action, case):
        return
    if may(actor, action):
        raise ForbiddenError("本案卷宗中有您的姓名，依回避要求不能查看或评查")
    raise ForbiddenError("您的角色没有此项权限")


def person_key(name: str) -> str:
    """A name as it is compared: full-width forms and white space do not count."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def people_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(key for name in names if (key := person_key(name)))

"""Accounts, settings and the audit log, for who looks after the installation."""

from __future__ import annotations

from collections.abc import Collection

from reviewer.core.settings import Settings, save_settings
from reviewer.desk.service import Desk
from reviewer.store import accounts
from reviewer.store.accounts import AccountInfo
from reviewer.store.audit import Anchor
from reviewer.store.problems import TamperError
from reviewer.store.roles import Action, Role, require


def list_accounts(desk: Desk) -> list[AccountInfo]:
    require(desk.actor, Action.ACCOUNTS)
    return accounts.accounts(desk.store)


def create_account(desk: Desk, *, name: str, person: str, roles: Collection[Role]) -> str:
    """Make an account; gives the password with which its owner comes in once and then must choose another."""
    require(desk.actor, Action.ACCOUNTS)
    password = accounts.first_password()
    accounts.create(desk.store, name=name, person=person, roles=roles, password=password, by=desk.actor.name)
    return password


def reset_password(desk: Desk, name: str) -> str:
    """Give an account a new first password, and end its sessions."""
    require(desk.actor, Action.ACCOUNTS)
    password = accounts.first_password()
    accounts.set_password(desk.store, name=name, password=password, by=desk.actor.name, must_change=True)
    return password


def change_account(
    desk: Desk,
    name: str,
    *,
    person: str | None = None,
    roles: Collection[Role] | None = None,
    active: bool | None = None,
) -> None:
    """Change the real name or the roles of an account, or switch it off; its sessions end."""
    require(desk.actor, Action.ACCOUNTS)
    accounts.change(desk.store, name=name, by=desk.actor.name, person=person, roles=roles, active=active)


def change_settings(desk: Desk, settings: Settings) -> None:
    """Write the settings file; they count from the next start."""
    require(desk.actor, Action.SETTINGS)
    save_settings(settings)
    with desk.store.write() as connection:
        desk.store.note(connection, desk.actor.name, "settings", "settings", login=settings.login)


def verify_audit(desk: Desk, anchor: Anchor | None = None) -> tuple[bool, str]:
    """Whether the audit log is whole, and what is wrong or where it ends, in words."""
    require(desk.actor, Action.AUDIT)
    try:
        with desk.store.read() as connection:
            head = desk.store.audit.verify(connection, anchor)
    except TamperError as error:
        return False, str(error)
    return True, f"审计记录完整，共 {head.count} 行，末行校验码 {head.code[:16]}"

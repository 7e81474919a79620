"""How a screen comes to a desk: alone on this machine without a login, or by account and session."""

from __future__ import annotations

from reviewer.core.settings import Settings
from reviewer.desk.service import Desk
from reviewer.store import accounts
from reviewer.store.engine import Store, open_store
from reviewer.store.problems import LoginError
from reviewer.store.roles import Actor, Role, local_actor


class Entrance:
    """The store of this installation and who may come in. Made once a process.

    Args:
        store: in place of the one that the settings name, for tests.
    """

    def __init__(self, settings: Settings, *, store: Store | None = None) -> None:
        self.settings = settings
        self.store = store or open_store(settings)

    @property
    def needs_login(self) -> bool:
        return self.settings.login

    @property
    def needs_first_account(self) -> bool:
        """Whether a login is asked for and nobody has an account yet."""
        return self.needs_login and accounts.count(self.store) == 0

    def first_account(self, *, name: str, person: str, password: str) -> None:
        """Make the administrator's account, as long as there is none at all.

        Raises:
            LoginError: there are accounts already.
        """
        if not self.needs_first_account:
            raise LoginError("已有账户，请由管理员建立新账户")
        roles = {Role.ADMINISTRATOR}
        accounts.create(self.store, name=name, person=person, roles=roles, password=password, by=name)
        accounts.set_password(self.store, name=name, password=password, by=name)

    def login(self, *, name: str, password: str) -> str:
        """Begin a session; gives its token.

        Raises:
            LoginError: wrong, or locked for 15 minutes after five wrong ones.
        """
        return accounts.login(self.store, name=name, password=password)

    def logout(self, token: str) -> None:
        accounts.logout(self.store, token)

    def who(self, token: str | None) -> tuple[Actor, bool]:
        """Who works in a session, and whether they must change their password before anything else.

        Raises:
            LoginError: no login, or the session is over (15 minutes idle, 8 hours in all).
        """
        if not self.needs_login:
            return local_actor(self.settings.person), False
        if not token:
            raise LoginError("请登录")
        return accounts.actor_of(self.store, token)

    def change_password(self, token: str, *, old: str, new: str) -> str:
        """Change one's own password; gives the token of the new session."""
        actor, _ = self.who(token)
        accounts.login(self.store, name=actor.name, password=old)
        accounts.set_password(self.store, name=actor.name, password=new, by=actor.name)
        return accounts.login(self.store, name=actor.name, password=new)

    def desk(self, token: str | None = None) -> Desk:
        """The desk of who works in this session. Ask for it anew for each drawing, so that an idle session ends.

        Raises:
            LoginError: no login, the session is over, or the password must be changed first.
        """
        actor, must_change = self.who(token)
        if must_change:
            raise LoginError("请先修改初始密码")
        return Desk(self.settings, actor, self.store)

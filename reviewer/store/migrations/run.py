"""Runs the migrations in code, within the transaction of the caller: a stopped upgrade leaves what was."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection

from reviewer.core.errors import StoreError

_ONE_AT_A_TIME = threading.Lock()  # the environment is one for the whole process


def upgrade(connection: Connection, to: str = "head") -> None:
    """Bring a data base to a revision; one that is there already is left alone.

    Raises:
        StoreError: the data base was made by a newer version of the program.
    """
    folder = str(Path(__file__).parent)
    config = Config()
    config.set_main_option("script_location", folder)
    config.set_main_option("path_separator", "os")
    script = ScriptDirectory(folder)

    def steps(revision: Any, _context: Any) -> Any:
        return script._upgrade_revs(to, revision)

    try:
        with _ONE_AT_A_TIME, EnvironmentContext(config, script, fn=steps, destination_rev=to) as environment:
            environment.configure(connection=connection, transactional_ddl=True)
            environment.run_migrations()
    except CommandError:
        raise StoreError("数据库由更新版本的程序建立，请升级程序后再打开") from None

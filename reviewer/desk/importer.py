"""Works through the queue of imports in a process of its own, so that the screens stay quick.

python -m reviewer.desk.importer [settings file]
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from reviewer.core.errors import ReviewerError
from reviewer.core.settings import Settings, load_settings, save_settings
from reviewer.desk.intake import run_job
from reviewer.desk.pictures import tidy
from reviewer.desk.service import Desk
from reviewer.store import jobs
from reviewer.store.engine import Store, open_store
from reviewer.store.roles import local_actor


def work(store: Store, settings: Settings) -> int:
    """Carry out what waits until nothing does; gives how many cases came of it."""
    done = 0
    while (job := jobs.claim(store)) is not None:
        case = run_job(store, settings, job)
        if case is not None:
            done += 1
            with contextlib.suppress(OSError, ReviewerError):
                desk = Desk(settings, local_actor(), store)
                desk.draw_ahead(case)
                desk.draw_ahead(case, everything=True)
                tidy(store)
    return done


def start(store: Store, settings: Settings) -> bool:
    """Start a process for the queue, if something waits and nobody is at it."""
    if not jobs.waiting(store) or jobs.worker_alive(store):
        return False
    handle, name = tempfile.mkstemp(dir=store.folder, prefix=".settings-")
    os.close(handle)
    save_settings(settings, Path(name))
    command = [sys.executable, "-m", "reviewer.desk.importer", name, str(store.folder), str(store.audit.key_file)]
    # Its own session: the end of the screens is not the end of an import.
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    # Waited for, since one that ended and was not waited for still looks alive.
    threading.Thread(target=process.wait, daemon=True).start()
    return True


def main(arguments: list[str]) -> int:
    """Carry out the queue of the installation that the settings file names."""
    file = Path(arguments[0]) if arguments else None
    settings = load_settings(file)
    if len(arguments) > 1 and file is not None:
        file.unlink(missing_ok=True)
        store = Store(Path(arguments[1]), url=settings.url, audit_key=Path(arguments[2]))
    else:
        store = open_store(settings)
    os.nice(5)
    work(store, settings)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

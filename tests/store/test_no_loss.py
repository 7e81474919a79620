"""Nothing that was acknowledged is lost: kills, many writers at once, a full disk."""

from __future__ import annotations

import os
import random
import resource
import signal
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reviewer.store import cases, corpus, decisions
from reviewer.store.audit import read_anchor
from reviewer.store.backup import ANCHOR, backup, restore
from reviewer.store.check import check
from reviewer.store.engine import Store
from reviewer.store.originals import Originals
from reviewer.store.problems import FullError, StaleError
from tests.store.conftest import finding, make_case

KILLS = 40


def in_child(work: Callable[[int], None]) -> tuple[int, int]:
    """Run something in a forked process; gives its number and the end of a pipe that it writes to."""
    read, write = os.pipe()
    number = os.fork()
    if number == 0:
        status = 1
        try:
            os.close(read)
            work(write)
            status = 0
        finally:
            os._exit(status)
    os.close(write)
    return number, read


def everything(read: int) -> list[str]:
    with os.fdopen(read, "r", encoding="ascii") as stream:
        return [line for line in stream.read().split("\n")[:-1] if line]


Opener = Callable[[], Store]


def test_forty_kills_lose_no_acknowledged_decision(opened: Opener) -> None:
    store = opened()
    case = make_case(store, findings=1)
    store.close()
    acknowledged: set[int] = set()
    chance = random.Random(7)
    for _ in range(KILLS):

        def work(pipe: int) -> None:
            mine = opened()
            seen = decisions.standing(mine, case).get(finding(0).key, decisions.Standing()).version(1)
            while True:
                done = decisions.decide(
                    mine, case=case, key=finding(0).key, verdict="confirm", actor="甲", seen=seen, note="注"
                )
                seen = done.version
                os.write(pipe, f"{done.id}\n".encode())

        number, read = in_child(work)
        with os.fdopen(read, "r", encoding="ascii") as stream:
            before = stream.readline()  # the child is at work
            time.sleep(chance.uniform(0, 0.1))
            os.kill(number, signal.SIGKILL)
            os.waitpid(number, 0)
            acknowledged |= {int(line) for line in [before, *stream.read().split("\n")[:-1]] if line}
    store = opened()
    kept = {one.id for one in decisions.history(store, case)[finding(0).key]}
    assert len(acknowledged) >= KILLS
    assert acknowledged <= kept
    assert len(kept) - len(acknowledged) <= KILLS  # at most the one that each kill cut off from its answer
    assert check(store) == []
    store.close()


def test_eight_writers_at_once_lose_nothing(opened: Opener) -> None:
    store = opened()
    case = make_case(store, findings=8 * 20)
    store.close()
    children = []
    for writer in range(8):

        def work(pipe: int, writer: int = writer) -> None:
            mine = opened()
            for number in range(20):
                one = finding(writer * 20 + number).key
                decisions.decide(mine, case=case, key=one, verdict="cannot_tell", actor=f"w{writer}", seen=0)
                os.write(pipe, f"{one}\n".encode())

        children.append(in_child(work))
    acknowledged = [line for number, read in children for line in everything(read)]
    assert {os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) for number, _ in children} == {0}
    store = opened()
    assert len(acknowledged) == 160
    assert set(acknowledged) == set(decisions.history(store, case))
    assert check(store) == []
    store.close()


def test_of_eight_who_decide_on_one_finding_one_wins(opened: Opener) -> None:
    store = opened()
    case = make_case(store, findings=1)
    store.close()
    children = []
    for writer in range(8):

        def work(pipe: int, writer: int = writer) -> None:
            mine = opened()
            try:
                decisions.decide(mine, case=case, key=finding(0).key, verdict="confirm", actor=f"w{writer}", seen=0)
                os.write(pipe, b"won\n")
            except StaleError as error:
                assert error.current is not None
                os.write(pipe, b"told\n")

        children.append(in_child(work))
    answers = [line for _, read in children for line in everything(read)]
    for number, _ in children:
        os.waitpid(number, 0)
    assert sorted(answers) == ["told"] * 7 + ["won"]


def test_backups_while_others_write_are_whole(opened: Opener, tmp_path: Path) -> None:
    """Each backup holds all that was acknowledged before it began, and restores to a store that is whole."""
    store = opened()
    case = make_case(store, findings=1)

    def work(pipe: int) -> None:
        mine = opened()
        seen = 0
        while True:
            done = decisions.decide(mine, case=case, key=finding(0).key, verdict="confirm", actor="甲", seen=seen)
            mine.originals.keep(f"original {seen}".encode())
            seen = done.version
            os.write(pipe, f"{done.id}\n".encode())

    number, read = in_child(work)
    for turn in range(3):
        time.sleep(0.1)
        acknowledged = {int(line) for line in os.read(read, 1 << 16).decode().split("\n")[:-1]}
        backup(store, tmp_path / f"backup-{turn}")
        restore(tmp_path / f"backup-{turn}", tmp_path / f"new-{turn}")
        again = Store(tmp_path / f"new-{turn}", audit_key=store.audit.key_file)
        assert acknowledged <= {one.id for one in decisions.history(again, case)[finding(0).key]}
        anchor = read_anchor(tmp_path / f"backup-{turn}" / ANCHOR)
        assert {one.kind for one in check(again, anchor=anchor)} <= {"orphan"}
        again.close()
    os.kill(number, signal.SIGKILL)
    os.waitpid(number, 0)
    os.close(read)
    store.close()


def limited(extra: int, file: Path) -> None:
    """Let no file grow by more than so many bytes over what one is now, as on a disk that is full."""
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    most = file.stat().st_size + extra
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))


def test_a_full_disk_is_told_and_tears_nothing(tmp_path: Path) -> None:
    folder, key = tmp_path / "data", tmp_path / "key"
    store = Store(folder, audit_key=key)
    case = make_case(store, findings=1)
    store.close()

    def work(pipe: int) -> None:
        mine = Store(folder, audit_key=key)
        limited(200_000, folder / "reviewer.db")
        seen = 0
        try:
            while True:
                done = decisions.decide(
                    mine, case=case, key=finding(0).key, verdict="confirm", actor="甲", seen=seen, note="长" * 2000
                )
                seen = done.version
                os.write(pipe, f"{done.id}\n".encode())
        except FullError:
            os.write(pipe, b"0\n")

    number, read = in_child(work)
    told = [int(line) for line in everything(read)]
    assert os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]) == 0
    assert told[-1] == 0
    assert len(told) > 2
    with sqlite3.connect(folder / "reviewer.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    store = Store(folder, audit_key=key)
    kept = [one.id for one in decisions.history(store, case)[finding(0).key]]
    assert kept == told[:-1]
    with store.read() as reading:
        store.audit.verify(reading)
    store.close()


def test_a_full_disk_leaves_no_part_of_an_original(tmp_path: Path) -> None:
    originals = Originals(tmp_path / "originals")
    originals.keep(b"small")

    def work(pipe: int) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        try:
            originals.keep(b"x" * 100_000)
        except FullError:
            os.write(pipe, b"full\n")

    number, read = in_child(work)
    assert everything(read) == ["full"]
    os.waitpid(number, 0)
    assert len([path for path in (tmp_path / "originals").rglob("*") if path.is_file()]) == 1


def test_a_full_disk_leaves_no_part_of_a_backup_or_an_export(store: Store, tmp_path: Path) -> None:
    case = make_case(store, findings=1)
    decisions.decide(store, case=case, key=finding(0).key, verdict="confirm", actor="甲", seen=0)
    store.originals.keep(b"x" * 400_000)

    def work(pipe: int) -> None:
        mine = Store(store.folder, audit_key=store.audit.key_file)
        for most, act in (
            (1 << 20, lambda: backup(mine, tmp_path / "good")),
            (300_000, lambda: backup(mine, tmp_path / "originals")),  # the data base fits, an original does not
            (8_192, lambda: backup(mine, tmp_path / "data-base")),
            (16, lambda: corpus.export_corpus(mine, tmp_path / "corpus", actor="甲")),
        ):
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, 1 << 20))
            try:
                act()
                os.write(pipe, b"done\n")
            except FullError:
                os.write(pipe, b"full\n")

    number, read = in_child(work)
    assert everything(read) == ["done", "full", "full", "full"]
    os.waitpid(number, 0)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["data", "good", "key"]
    assert {one.kind for one in check(store)} == {"orphan"}


def test_originals_are_private_and_whole(tmp_path: Path, store: Store) -> None:
    kept = store.originals.keep(b"content")
    path = store.originals.path(kept.sha256)
    assert path.stat().st_mode & 0o777 == 0o600
    assert store.originals.keep(b"content") == kept
    assert store.originals.whole(kept.sha256)
    path.write_bytes(b"c0ntent")
    assert not store.originals.whole(kept.sha256)
    assert store.file is not None
    assert store.file.stat().st_mode & 0o077 == 0


def test_a_case_is_kept_whole_or_not_at_all(store: Store) -> None:
    with pytest.raises(RuntimeError):
        _kept_and_broken(store)
    assert cases.list_cases(store) == ([], 0)
    assert cases.list_findings(store) == ([], 0)


def _kept_and_broken(store: Store) -> None:
    def broken(_connection: object) -> None:
        raise RuntimeError

    facts = {"name": "x", "fingerprint": "f", "kind": "criminal", "as_of": "2026-05-15", "engine": "1", "rules": "1"}
    cases.keep(store, facts, actor="x", bodies={}, findings=[finding(1)], documents=[], within=broken)


@pytest.mark.parametrize("name", ["../../x.pdf", "a/../../../etc/x", "/etc/passwd", "..", "案/卷一.pdf"])
def test_a_case_is_laid_out_within_its_folder(store: Store, name: str) -> None:
    kept = store.originals.keep(b"content")
    with store.originals.laid_out([(name, kept.sha256), ("b.pdf", kept.sha256)], name="../x") as path:
        root = path.resolve()
        assert root.is_relative_to((store.folder / "work").resolve())
        files = [one for one in root.rglob("*") if one.is_file()]
        assert len(files) == 2
    assert not root.exists()

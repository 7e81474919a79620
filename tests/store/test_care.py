"""Migrations, backup, restore, check, and the queue of imports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from reviewer.core.errors import StoreError
from reviewer.store import decisions, jobs
from reviewer.store.audit import read_anchor
from reviewer.store.backup import backup, load_rows, restore
from reviewer.store.cases import GivenFile
from reviewer.store.check import check
from reviewer.store.engine import Store
from reviewer.store.migrations.run import upgrade
from reviewer.store.schema import Base
from tests.store.conftest import finding, make_case


def decided(store: Store) -> str:
    case = make_case(store)
    decisions.decide(store, case=case, key=finding(0).key, verdict="confirm", actor="甲", seen=0)
    return case


# -- migrations ------------------------------------------------------------------------------------------------


def test_the_migrations_make_the_tables_of_the_program(any_store: Store) -> None:
    with any_store.read() as connection:
        there = inspect(connection)
        assert set(there.get_table_names()) == {*Base.metadata.tables, "alembic_version"}
        for name, table in Base.metadata.tables.items():
            columns = {column["name"]: column["nullable"] for column in there.get_columns(name)}
            assert columns == {column.name: column.nullable for column in table.columns}, name
            indexes = {one["name"] for one in there.get_indexes(name) if not one.get("duplicates_constraint")}
            assert indexes == {one.name for one in table.indexes}, name
        assert set(there.get_view_names()) == {"current_decision", "finding_state"}


def test_an_upgrade_keeps_what_is_there_and_can_be_run_twice(any_store: Store) -> None:
    case = decided(any_store)
    any_store.migrate()
    any_store.migrate()
    assert decisions.standing(any_store, case)[finding(0).key].verdict == "confirm"


def test_a_data_base_of_the_first_step_is_brought_up(tmp_path: Path) -> None:
    store = Store(tmp_path / "data", audit_key=tmp_path / "key")
    case = decided(store)
    with store.write() as connection:
        connection.execute(text("DROP TABLE candidate"))
        for view in ("finding_state", "current_decision"):
            connection.execute(text(f"DROP VIEW {view}"))
        for name in connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all():
            connection.execute(text(f"DROP TRIGGER {name}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    store.migrate()
    assert decisions.standing(store, case)[finding(0).key].verdict == "confirm"
    with pytest.raises(StoreError), store.write() as connection:
        connection.execute(text("DELETE FROM decision"))
    store.close()


def test_a_stopped_upgrade_leaves_what_was(tmp_path: Path) -> None:
    store = Store(tmp_path / "data", audit_key=tmp_path / "key")
    with store.write() as connection:
        connection.execute(text("DROP TABLE candidate"))
        connection.execute(text("DROP VIEW finding_state"))
        for table in ("decision", "remark", "correction", "annotation"):
            for act in ("update", "delete"):
                connection.execute(text(f"DROP TRIGGER {table}_no_{act}"))
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    with pytest.raises(StoreError):  # the triggers of the last table are there, so the step stops in its middle
        store.migrate()
    with store.read() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one() == "0001"
        triggers = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
        assert sorted(triggers) == ["audit_no_delete", "audit_no_update"]
    store.close()


def test_a_newer_data_base_is_refused(store: Store) -> None:
    with store.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreError, match="升级程序"), store.write() as connection:
        upgrade(connection)


# -- backup ----------------------------------------------------------------------------------------------------


def test_a_backup_restores_everything(any_store: Store, tmp_path: Path) -> None:
    case = decided(any_store)
    backup(any_store, tmp_path / "backup")
    decisions.decide(any_store, case=case, key=finding(1).key, verdict="confirm", actor="甲", seen=0)
    restore(tmp_path / "backup", tmp_path / "new")
    again = Store(tmp_path / "new", audit_key=any_store.audit.key_file)
    assert list(decisions.history(again, case)) == [finding(0).key]
    assert check(again, anchor=read_anchor(tmp_path / "backup" / "anchor.txt")) == []
    decisions.decide(again, case=case, key=finding(2).key, verdict="confirm", actor="甲", seen=0)
    again.close()


def test_a_backup_goes_into_an_empty_postgresql(store: Store, postgres: str, tmp_path: Path) -> None:
    case = decided(store)
    backup(store, tmp_path / "backup")
    engine = create_engine(postgres)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE SCHEMA restored")
    engine.dispose()
    url = f"{postgres}&options=-csearch_path%3Drestored"
    target = Store(tmp_path / "pg", url=url, audit_key=store.audit.key_file)
    assert load_rows(tmp_path / "backup", target) > 5
    decisions.decide(target, case=case, key=finding(1).key, verdict="confirm", actor="甲", seen=0)
    with target.read() as connection:
        target.audit.verify(connection)
    with pytest.raises(StoreError, match="不是空的"):
        load_rows(tmp_path / "backup", target)
    target.close()


@pytest.mark.parametrize("left", ["reviewer.db", "reviewer.db-wal", "reviewer.db-shm"])
def test_a_restore_refuses_what_lies_in_the_folder(store: Store, tmp_path: Path, left: str) -> None:
    decided(store)
    backup(store, tmp_path / "backup")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / left).write_bytes(b"")
    with pytest.raises(StoreError, match=left):
        restore(tmp_path / "backup", tmp_path / "new")


def test_a_restore_refuses_a_log_within_the_backup(store: Store, tmp_path: Path) -> None:
    decided(store)
    backup(store, tmp_path / "backup")
    (tmp_path / "backup" / "reviewer.db-wal").write_bytes(b"x")
    with pytest.raises(StoreError, match="混有"):
        restore(tmp_path / "backup", tmp_path / "new")


def test_a_changed_backup_is_refused(store: Store, tmp_path: Path) -> None:
    decided(store)
    backup(store, tmp_path / "backup")
    files = [one for one in sorted((tmp_path / "backup").rglob("*")) if one.is_file() and one.name != "manifest.json"]
    assert len(files) == 3
    for path in files:
        shutil.rmtree(tmp_path / "copy", ignore_errors=True)
        shutil.copytree(tmp_path / "backup", tmp_path / "copy")
        twin = tmp_path / "copy" / path.relative_to(tmp_path / "backup")
        data = bytearray(twin.read_bytes())
        data[len(data) // 2] ^= 1
        twin.write_bytes(bytes(data))
        with pytest.raises(StoreError):
            restore(tmp_path / "copy", tmp_path / "new")
        assert not (tmp_path / "new" / "reviewer.db").exists()


def test_a_backup_never_writes_over_anything(store: Store, tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    with pytest.raises(StoreError, match="已经存在"):
        backup(store, tmp_path / "there")
    assert not list(tmp_path.glob(".backup-*"))


# -- check and queue -------------------------------------------------------------------------------------------


def test_a_whole_store_has_no_trouble(any_store: Store) -> None:
    decided(any_store)
    assert check(any_store) == []


def test_the_check_finds_what_is_wrong_with_originals(store: Store) -> None:
    for name in ("a", "b", "c"):
        make_case(store, name=name)
    paths = [store.originals.path(one) for one in store.originals.names()]
    paths[0].unlink()
    paths[1].write_bytes(b"changed")
    paths[2].chmod(0o644)
    store.originals.keep(b"nobody's")
    (store.originals.folder / ".new-x").write_bytes(b"")
    assert sorted(one.kind for one in check(store)) == ["changed", "left", "missing", "mode", "orphan"]
    assert sorted(one.kind for one in check(store, repair=True) if one.mended) == ["left", "mode"]
    assert sorted(one.kind for one in check(store)) == ["changed", "missing", "orphan"]


def queued(store: Store) -> str:
    kept = store.originals.keep(b"file")
    return jobs.queue(store, [GivenFile("a.pdf", kept.sha256)], name="a", as_of="2026-05-15", actor="甲")


def process_died(store: Store) -> None:
    with store.write() as connection:
        connection.execute(text("UPDATE job SET process = '999999999:x:1'"))


def test_an_import_whose_process_died_is_found_and_taken_up(any_store: Store) -> None:
    job = queued(any_store)
    assert jobs.claim(any_store) == job
    assert jobs.claim(any_store) is None  # this process lives
    process_died(any_store)
    assert [one.kind for one in check(any_store, repair=True)] == ["job"]
    assert jobs.claim(any_store) == job


def test_a_file_that_kills_its_reader_twice_is_given_up(store: Store) -> None:
    job = queued(store)
    for _ in range(2):
        assert jobs.claim(store) == job
        process_died(store)
    assert jobs.claim(store) is None
    assert jobs.job(store, job).state == "failed"
    jobs.resume(store, job)
    assert jobs.claim(store) == job

"""Tampering with history is found, in each way that it could be done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from reviewer.core.errors import StoreError
from reviewer.store import decisions
from reviewer.store.audit import Anchor, Audit, read_anchor, write_anchor
from reviewer.store.engine import Store
from reviewer.store.problems import TamperError
from tests.store.conftest import finding, make_case


def opened(connection: Connection) -> Connection:
    """Without the triggers, as somebody would who edits the file."""
    names = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).scalars().all()
    for name in names:
        connection.execute(text(f"DROP TRIGGER {name}"))
    return connection


@pytest.fixture
def told(store: Store) -> Anchor:
    case = make_case(store)
    for number in range(3):
        decisions.decide(store, case=case, key=finding(number).key, verdict="confirm", actor="甲", seen=0)
    with store.read() as connection:
        return store.audit.verify(connection)


def verify(store: Store, anchor: Anchor | None = None) -> Anchor:
    with store.read() as connection:
        return store.audit.verify(connection, anchor)


def edit_row(connection: Connection) -> None:
    connection.execute(text("UPDATE audit SET actor = '乙' WHERE id = 2"))


def delete_row(connection: Connection) -> None:
    connection.execute(text("DELETE FROM audit WHERE id = 2"))


def edit_decision(connection: Connection) -> None:
    connection.execute(text("UPDATE decision SET verdict = 'reject' WHERE id = 1"))


def delete_decision(connection: Connection) -> None:
    connection.execute(text("DELETE FROM decision WHERE id = 3"))


def slip_decision_in(connection: Connection) -> None:
    connection.execute(
        text(
            "INSERT INTO decision (id, case_id, key, line, version, verdict, reason, note, actor, at, token, engine, "
            "rules, models, finding) SELECT 99, case_id, key, line, 9, 'reject', reason, note, actor, at, 'other', "
            "engine, rules, models, finding FROM decision WHERE id = 1"
        )
    )


def swap_rows(connection: Connection) -> None:
    connection.execute(text("UPDATE audit SET id = -1 WHERE id = 2"))
    connection.execute(text("UPDATE audit SET id = 2 WHERE id = 3"))
    connection.execute(text("UPDATE audit SET id = 3 WHERE id = -1"))


@pytest.mark.parametrize("tamper", [edit_row, delete_row, edit_decision, delete_decision, slip_decision_in, swap_rows])
def test_changed_history_is_found(store: Store, told: Anchor, tamper: Callable[[Connection], None]) -> None:
    assert verify(store, told) == told
    with store.write() as connection:
        tamper(opened(connection))
    with pytest.raises(TamperError):
        verify(store)


def test_a_cut_tail_is_found_against_an_anchor(store: Store, told: Anchor, tmp_path: Path) -> None:
    write_anchor(told, tmp_path / "elsewhere" / "anchor.txt")
    with store.write() as connection:
        opened(connection).execute(text("DELETE FROM decision WHERE id = 3"))
        connection.execute(text("DELETE FROM audit WHERE id = (SELECT MAX(id) FROM audit)"))
    assert verify(store).count == told.count - 1  # from inside nothing is to be seen
    with pytest.raises(TamperError, match="截去"):
        verify(store, read_anchor(tmp_path / "elsewhere" / "anchor.txt"))


def test_history_rewritten_as_a_whole_is_found(store: Store, told: Anchor, tmp_path: Path) -> None:
    """Who edits and computes every code again lacks the key; who has the key is found against the anchor."""
    with store.write() as connection:
        (tmp_path / "other-key").write_text("00" * 32)
        _rewritten(opened(connection), Audit(tmp_path / "other-key"))
    with pytest.raises(TamperError, match="第 1 行"):
        verify(store)
    with store.write() as connection:
        _rewritten(connection, store.audit)
    assert verify(store).count == told.count
    with pytest.raises(TamperError, match="锚点"):
        verify(store, told)


def _rewritten(connection: Connection, by: Audit) -> None:
    previous = "0" * 64
    for row in connection.execute(text("SELECT * FROM audit ORDER BY id")).mappings().all():
        content = {name: value for name, value in row.items() if name != "code"}
        content |= {"previous": previous, "at": content["at"].replace("2026", "2025")}
        previous = by._code(content)
        connection.execute(
            text("UPDATE audit SET at = :at, previous = :previous, code = :code WHERE id = :id"),
            {**content, "code": previous},
        )


def test_the_log_goes_on_after_an_anchor(store: Store, told: Anchor) -> None:
    make_case(store, name="another")
    assert verify(store, told).count > told.count


def test_another_key_does_not_verify(store: Store, told: Anchor) -> None:
    store.audit.key_file.write_text("00" * 32)
    again = Store(store.folder, audit_key=store.audit.key_file)
    with pytest.raises(TamperError, match="密钥"):
        verify(again, told)
    again.close()


def test_the_key_is_private(store: Store) -> None:
    make_case(store)
    assert len(store.audit.key) == 32
    assert store.audit.key_file.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("content", ["no key", "", "00" * 8])
def test_a_bad_key_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "bad").write_text(content)
    with pytest.raises(StoreError, match="密钥"):
        _ = Audit(tmp_path / "bad").key


def test_a_lost_key_is_told_and_no_other_is_made(store: Store, told: Anchor) -> None:
    store.audit.key_file.unlink()
    again = Store(store.folder, audit_key=store.audit.key_file)
    for act in (lambda: verify(again), lambda: make_case(again, name="another")):
        with pytest.raises(StoreError, match="放回"):
            act()
    assert not store.audit.key_file.exists()
    again.close()


@pytest.mark.parametrize("content", ["", "three words here\n", "x"])
def test_a_wrong_anchor_file_is_told(tmp_path: Path, content: str) -> None:
    (tmp_path / "anchor").write_text(content)
    with pytest.raises(StoreError):
        read_anchor(tmp_path / "anchor")


def test_the_log_holds_no_text_of_a_case(store: Store) -> None:
    case = make_case(store, name="机密", people="张某某")
    decisions.add_note(store, case=case, key=finding(0).key, text="私密备注", actor="甲")
    with store.read() as connection:
        rows = connection.execute(text("SELECT action || subject || detail FROM audit")).scalars().all()
    assert rows
    assert not any(word in row for row in rows for word in ("机密", "张某某", "私密", "说明0"))

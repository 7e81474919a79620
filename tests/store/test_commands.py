"""The sub-commands of the store, as a person calls them."""

from __future__ import annotations

import argparse
from pathlib import Path

import pytest
from sqlalchemy import text

from reviewer.core.errors import StoreError
from reviewer.core.settings import VARIABLE, Settings, save_settings
from reviewer.store import decisions
from reviewer.store.commands import NAMES, WORDS, add_parsers, run
from reviewer.store.engine import Store, open_store
from tests.store.conftest import finding, make_case


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    made = Settings(data_folder=tmp_path / "data", audit_key=tmp_path / "key")
    save_settings(made, tmp_path / "settings.toml")
    monkeypatch.setenv(VARIABLE, str(tmp_path / "settings.toml"))
    return made


@pytest.fixture
def filled(settings: Settings) -> Store:
    store = open_store(settings)
    case = make_case(store)
    decisions.decide(store, case=case, key=finding(0).key, verdict="confirm", actor="甲", seen=0)
    return store


def call(*words: str, lang: str = "zh") -> int:
    parser = argparse.ArgumentParser()
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--lang", default=lang)
    add_parsers(parser.add_subparsers(dest="command"), WORDS[lang], parents=[common])
    return run(parser.parse_args(words))


def test_both_languages_have_the_same_words() -> None:
    assert set(WORDS["zh"]) == set(WORDS["en"]) >= set(NAMES)


def test_audit_verify_against_an_anchor(filled: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    anchor = str(tmp_path / "anchor.txt")
    assert call("audit", "anchor", "--anchor", anchor) == 0
    assert call("audit", "verify", "--anchor", anchor) == 0
    assert "审计记录完整" in capsys.readouterr().out
    with filled.write() as connection:
        connection.execute(text("DROP TRIGGER audit_no_delete"))
        connection.execute(text("DELETE FROM audit WHERE id > 1"))
    assert call("audit", "verify", "--anchor", anchor) == 4
    assert "截去" in capsys.readouterr().out


def test_backup_restore_check(filled: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("backup", str(tmp_path / "backup")) == 0
    assert call("restore", str(tmp_path / "backup"), "--to", str(tmp_path / "new")) == 0
    assert call("store", "check", "--data", str(tmp_path / "new")) == 0
    assert "存储完好" in capsys.readouterr().out
    with pytest.raises(StoreError):
        call("restore", str(tmp_path / "backup"), "--to", str(tmp_path / "new"))
    next((tmp_path / "new" / "originals").glob("*/*")).unlink()
    assert call("store", "check", "--data", str(tmp_path / "new")) == 4
    assert "missing" in capsys.readouterr().out


def test_corpus_out_and_in(filled: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("corpus", "export", str(tmp_path / "out")) == 0
    assert "1 个案件" in capsys.readouterr().out
    assert call("corpus", "import", str(tmp_path / "out" / "label-studio.json"), lang="en") == 0
    assert "1 new labels" in capsys.readouterr().out

"""The sub-commands of the store, as a person calls them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from reviewer import cli, models
from reviewer.core.settings import VARIABLE, Settings, save_settings
from reviewer.store import accounts, decisions
from reviewer.store.commands import NAMES, ROLES, WORDS
from reviewer.store.engine import Store, open_store
from reviewer.store.roles import Role
from tests.store.conftest import finding, make_case

ROOT = Path(__file__).parents[2]


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


def call(*words: object) -> int:
    try:
        return cli.main([str(one) for one in words])
    except SystemExit as end:
        return int(end.code or 0)


def test_both_languages_have_the_same_words() -> None:
    assert set(WORDS["zh"]) == set(WORDS["en"]) >= set(NAMES)
    assert set(ROLES) == set(Role)


@pytest.mark.parametrize("name", NAMES)
def test_help_in_both_languages(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    for lang in ("zh", "en"):
        assert call(name, "--help", "--lang", lang) == 0
        assert WORDS[lang][name][:12] in capsys.readouterr().out


def test_audit_verify_against_an_anchor(filled: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    anchor = tmp_path / "anchor.txt"
    assert call("audit", "anchor", "--anchor", anchor) == 0
    assert call("audit", "verify", "--anchor", anchor) == 0
    assert "审计记录完整" in capsys.readouterr().out
    with filled.write() as connection:
        connection.execute(text("DROP TRIGGER audit_no_delete"))
        connection.execute(text("DELETE FROM audit WHERE id > 1"))
    assert call("audit", "verify", "--anchor", anchor) == 1
    assert "截去" in capsys.readouterr().out


def test_backup_restore_check(filled: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("backup", tmp_path / "backup") == 0
    assert call("restore", tmp_path / "backup", "--to", tmp_path / "new") == 0
    assert call("store", "check", "--data", tmp_path / "new") == 0
    assert "存储完好" in capsys.readouterr().out
    assert call("restore", tmp_path / "backup", "--to", tmp_path / "new") == 2
    assert call("backup", tmp_path / "backup") == 2
    next((tmp_path / "new" / "originals").glob("*/*")).unlink()
    assert call("store", "check", "--data", tmp_path / "new", "--lang", "en") == 1
    assert "missing" in capsys.readouterr().out


def test_a_damaged_data_base_is_told(filled: Store, capsys: pytest.CaptureFixture[str]) -> None:
    assert filled.file is not None
    filled.close()
    filled.file.write_bytes(b"no data base at all" * 1000)
    assert call("store", "check") == 2
    assert "从备份恢复" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [("audit", "verify"), ("backup", "x"), ("store", "check"), ("corpus", "export", "x")],
)
def test_a_mistyped_folder_is_no_empty_store(
    settings: Settings, tmp_path: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert call(*words, "--data", tmp_path / "typo") == 2
    assert "没有数据库" in capsys.readouterr().err
    assert not (tmp_path / "typo").exists()


def test_corpus_out_and_in(filled: Store, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("corpus", "export", tmp_path / "out") == 0
    assert "1 个案件" in capsys.readouterr().out
    assert call("corpus", "import", tmp_path / "out" / "label-studio.json", "--lang", "en") == 0
    assert "1 new labels" in capsys.readouterr().out


def test_accounts(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert call("accounts", "add", "zhang", "--person", "张三", "--role", "reviewer", "--role", "supervisor") == 0
    first = capsys.readouterr().out.split("：")[-1].strip()
    store = open_store(settings)
    assert accounts.actor_of(store, accounts.login(store, name="zhang", password=first))[1]
    assert call("accounts", "list") == 0
    assert capsys.readouterr().out.split() == ["zhang", "张三", "reviewer,supervisor"]
    assert call("accounts", "change", "zhang", "--person", "张山") == 0
    assert call("accounts", "password", "zhang", "--lang", "en") == 0
    again = capsys.readouterr().out.split(": ")[-1].strip()
    actor, must_change = accounts.actor_of(store, accounts.login(store, name="zhang", password=again))
    assert (actor.person, must_change) == ("张山", True)
    assert call("accounts", "off", "zhang") == 0
    assert call("accounts", "list") == 0
    assert "已停用" in capsys.readouterr().out


@pytest.mark.parametrize(
    "words",
    [
        ("accounts", "add"),
        ("accounts", "add", "x", "--person", "张三"),
        ("accounts", "add", "x", "--role", "reviewer"),
        ("accounts", "off", "nobody"),
        ("accounts", "add", "x", "--person", "张三", "--role", "king"),
        ("models", "rollback", "cooking"),
        ("corpus", "import", "no-such-file"),
        ("restore", "no-such-folder"),
        ("app", "--port", "0"),
    ],
)
def test_wrong_calls(settings: Settings, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    assert call(*words) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err
    assert "Traceback" not in said.err


def test_models_go_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv(models.VARIABLE, str(tmp_path))
    for version in ("2026.1", "2026.2"):
        models.save("doctype", version, arrays={}, vocabulary={}, card={})
        models.promote("doctype", version)
    assert call("models", "rollback", "doctype") == 0
    assert "2026.1" in capsys.readouterr().out
    assert models.current("doctype") == "2026.1"


@pytest.mark.parametrize("words", [["app"], ["audit", "verify"], ["backup", "x"]])
def test_without_the_extra_it_is_told_how_to_install_it(words: list[str], tmp_path: Path) -> None:
    program = f"import sys\nsys.modules['alembic'] = None\nfrom reviewer import cli\nsys.exit(cli.main({words!r}))\n"
    environment = {**os.environ, VARIABLE: str(tmp_path / "none.toml")}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "reviewer[app]" in done.stderr
    assert "Traceback" not in done.stderr

"""A pack that the settings name, from the settings file to the score."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviewer import cli
from reviewer.checks.scorecard import FOLDER as SCORECARDS
from reviewer.core.settings import VARIABLE

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample" / "demo-criminal"
CALL = ("--no-ocr", "--as-of", "2025-11-23", "--fail-on", "never", "--select", "XAB001,SIG001")
CARD = """
[[rule]]
code = "XAB001"
title = "传唤证没有写明性别"
title_en = "sex is not written on the summons"
severity = "notice"
kind = "criminal"
law = ["公安机关办理刑事案件程序规定:199"]
check = { form = "matches", types = ["summons_criminal"], field = "sex", pattern = "女", what = "性别" }
why = "本局要求传唤证写明性别。"
remedy = "补写性别。"
fires = "传唤证 | 当事人 张某 | 性别 空"
silent = "传唤证 | 当事人 张某 | 性别 女"
unclear = "传唤证 | 当事人 张某 | 性别 ?"
"""


@pytest.fixture
def pack(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "pack"
    (folder / "scorecards").mkdir(parents=True)
    (folder / "local.toml").write_text(CARD, encoding="utf-8")
    card = (SCORECARDS / "criminal.toml").read_text(encoding="utf-8")
    (folder / "scorecards" / "criminal.toml").write_text(card.replace("base = 100", "base = 80"), encoding="utf-8")
    settings = tmp_path / "settings.toml"
    settings.write_text(f"[rules]\npack = {json.dumps(str(folder))}\n", encoding="utf-8")
    monkeypatch.setenv(VARIABLE, str(settings))
    return folder


def report(capsys: pytest.CaptureFixture[str], *more: str) -> dict[str, object]:
    assert cli.main(["score", str(SAMPLE), "--format", "json", *CALL, *more]) == 0
    found: dict[str, object] = json.loads(capsys.readouterr().out)
    return found


def test_score_uses_cards_and_scorecard_of_the_pack(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = report(capsys)
    assert {one["rule"] for one in found["findings"]} == {"XAB001", "SIG001"}
    assert 60 < found["score"]["total"] < 80
    before = found["tool"]["rules_version"]
    (pack / "local.toml").write_text(CARD.replace('pattern = "女", ', ""), encoding="utf-8")
    after = report(capsys)
    assert {one["rule"] for one in after["findings"]} == {"SIG001"}
    assert after["tool"]["rules_version"] != before


def test_the_words_of_a_local_card_stand_in_every_report(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for form in ("text", "html", "sarif"):
        assert cli.main(["score", str(SAMPLE), "--format", form, *CALL]) == 0
        assert "传唤证没有写明性别" in capsys.readouterr().out
    assert cli.main(["score", str(SAMPLE), "--lang", "en", *CALL]) == 0
    assert "sex is not written on the summons" in capsys.readouterr().out
    assert cli.main(["rules", "XAB001"]) == 0
    assert "本局要求" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("file", "before", "after", "named"),
    [
        ("local.toml", 'kind = "criminal"', 'kind = "penal"', ("local.toml", "XAB001", "kind")),
        ("local.toml", 'remedy = "补写性别。"', "", ("local.toml", "XAB001", "remedy")),
        ("local.toml", 'why = "', "why = ", ("local.toml", "TOML")),
        ("local.toml", "XAB001", "SIG001", ("local.toml", "SIG001", "X")),
        ("local.toml", 'form = "matches"', 'form = "equals"', ("local.toml", "XAB001", "form")),
        ("local.toml", 'field = "sex", ', "", ("local.toml", "XAB001", "field")),
        ("local.toml", 'pattern = "女"', 'pattern = "(女"', ("local.toml", "XAB001", "pattern")),
        ("local.toml", '"summons_criminal"', '"summonses"', ("local.toml", "XAB001", "summonses")),
        ("local.toml", 'field = "sex"', 'field = "sexe"', ("local.toml", "XAB001", "sexe")),
        ("local.toml", "程序规定:199", "程序规定:9199", ("local.toml", "XAB001", "9199")),
        ("local.toml", "why", "when", ("local.toml", "XAB001", "when")),
        ("local.toml", 'severity = "notice"', "severity = 3", ("local.toml", "XAB001", "severity")),
        ("local.toml", 'title = "', "title = 3 #", ("local.toml", "XAB001", "title")),
        ("local.toml", 'law = ["公安机关办理刑事案件程序规定:199"]', 'law = "刑事诉讼法:86"', ("XAB001", "law")),
        ("local.toml", "[[rule]]", "[rule]", ("local.toml", "[[rule]]")),
        ("local.toml", "[[rule]]", "[[rules]]", ("没有规则卡", "[[rule]]")),
        ("scorecards/criminal.toml", "base = 80", 'base = "80"', ("criminal.toml", "base")),
    ],
)
def test_what_is_wrong_is_named_before_a_case_is_read(
    pack: Path, file: str, before: str, after: str, named: tuple[str, ...], capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    text = (pack / file).read_text(encoding="utf-8")
    assert before in text
    (pack / file).write_text(text.replace(before, after), encoding="utf-8")
    monkeypatch.setattr("reviewer.batch.review", lambda *_, **__: pytest.fail("a case was read"))
    assert cli.main(["score", str(SAMPLE), *CALL]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert all(word in said.err for word in named), said.err


def test_a_pack_that_is_not_there(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (pack / "local.toml").unlink()
    (pack / "scorecards" / "criminal.toml").unlink()
    assert cli.main(["score", str(SAMPLE), *CALL]) == 2
    assert "没有规则卡" in capsys.readouterr().err


def test_the_sample_cases_are_tried(pack: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["rules", "check", str(pack)]) == 0
    said = capsys.readouterr().out
    assert "示例全部通过" in said
    assert "XAB001 《传唤证》的性别不合规" in said.replace("榆陵县公安局", "")

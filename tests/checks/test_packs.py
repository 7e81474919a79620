"""Local packs: what is good passes, what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.checks.cards import FOLDER, load_cards
from reviewer.checks.packs import load_pack, try_pack
from reviewer.checks.scorecard import FOLDER as SCORECARDS
from reviewer.checks.sketch import read_sketch
from reviewer.core.errors import CardError


def table(code: str) -> str:
    """The text of one of our cards."""
    source = (FOLDER / load_cards()[code].file).read_text(encoding="utf-8")
    start = source.index(f'code = "{code}"')
    end = source.find("[[rule]]", start)
    return "[[rule]]\n" + source[start : end if end > 0 else None]


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    (tmp_path / "ours.toml").write_text(table("TIM006").replace("TIM006", "XTM006"), encoding="utf-8")
    return tmp_path


def change(pack: Path, before: str, after: str) -> None:
    path = pack / "ours.toml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def test_a_good_pack(pack: Path) -> None:
    text, good = try_pack(pack)
    assert good
    assert "XTM006" in text
    assert "示例全部通过" in text


def test_what_fires_on_sample_cases_is_shown(pack: Path) -> None:
    case = read_sketch(load_cards()["TIM006"].fires[0], where="", kind="criminal")
    text, _ = try_pack(pack, cases=[case])
    assert "1 个提示" in text
    assert "XTM006" in text.split("1 个提示")[1]


@pytest.mark.parametrize(
    ("key", "words"), [("fires", "应当提示"), ("silent", "不应当提示"), ("unclear", "应当不能判断")]
)
def test_an_example_that_answers_otherwise_is_named(pack: Path, key: str, words: str) -> None:
    card = load_pack(pack)[0]
    wrong = {"fires": card.silent[0], "silent": card.fires[0], "unclear": card.silent[0]}[key]
    change(pack, getattr(card, key)[0], wrong)
    text, good = try_pack(pack)
    assert not good
    assert f"ours.toml 规则 XTM006 的 {key} 第 1 个示例{words}" in text


def test_an_article_that_is_not_known_is_named(pack: Path) -> None:
    change(pack, '"刑事诉讼法:86"', '"刑事诉讼法:9999"')
    text, good = try_pack(pack)
    assert not good
    assert "刑事诉讼法:9999" in text


def test_a_card_whose_check_is_wrong_is_named_and_not_run_on_cases(pack: Path) -> None:
    change(pack, 'form = "call"', 'form = "calls"')
    case = read_sketch(load_cards()["TIM006"].fires[0], where="", kind="criminal")
    text, good = try_pack(pack, cases=[case])
    assert not good
    assert "XTM006 的 form" in text
    assert "0 个提示" in text


def test_an_example_that_cannot_be_read_is_named(pack: Path) -> None:
    change(pack, load_pack(pack)[0].fires[0], "\n没有这种文书 | 当事人 张某\n")
    text, good = try_pack(pack)
    assert not good
    assert "XTM006" in text


@pytest.mark.parametrize("code", ["TIM006", "ABC001"])
def test_codes_of_a_pack_begin_with_x(pack: Path, code: str) -> None:
    change(pack, "XTM006", code)
    with pytest.raises(CardError, match=f"{code}.*X 开头"):
        try_pack(pack)


def test_no_folder_and_no_cards(tmp_path: Path) -> None:
    with pytest.raises(CardError, match="不是文件夹"):
        try_pack(tmp_path / "none")
    with pytest.raises(CardError, match="没有规则卡"):
        try_pack(tmp_path)


def test_scorecards_of_a_pack_are_read_too(pack: Path) -> None:
    (pack / "scorecards").mkdir()
    text = (SCORECARDS / "criminal.toml").read_text(encoding="utf-8")
    (pack / "scorecards" / "criminal.toml").write_text(text, encoding="utf-8")
    assert "评分表 criminal.toml" in try_pack(pack)[0]
    (pack / "scorecards" / "criminal.toml").write_text(text.replace("cap = 59", ""), encoding="utf-8")
    with pytest.raises(CardError, match=r"criminal\.toml.*“cap”"):
        try_pack(pack)

"""The score: points by level, caps, repeats, vetoes, grades; and scorecards that are wrong say where."""

from __future__ import annotations

from pathlib import Path

import pytest

from reviewer.checks.cards import load_cards
from reviewer.checks.scorecard import FOLDER, load_scorecard, read_scorecard
from reviewer.core.casefile import CaseKind
from reviewer.core.errors import CardError
from reviewer.core.finding import Finding, Severity
from reviewer.scoring import score

CRIMINAL, ADMINISTRATIVE = CaseKind.CRIMINAL, CaseKind.ADMINISTRATIVE
KINDS = (CRIMINAL, ADMINISTRATIVE)


def finding(rule: str, severity: str = "defect", *, number: int = 1, message: str = "") -> Finding:
    key = f"{rule}-{number}"
    return Finding(key, key, rule, Severity(severity), "", message, 0.9)


@pytest.mark.parametrize("kind", KINDS)
def test_every_card_is_in_exactly_one_block(kind: CaseKind) -> None:
    card = load_scorecard(kind)
    listed = [rule for block in card.blocks for rule in block.rules]
    assert len(listed) == len(set(listed))
    codes = {code for code, one in load_cards().items() if one.kind in (kind.value, "both")}
    assert sorted(codes - set(listed)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_scorecard_is_whole(kind: CaseKind) -> None:
    card = load_scorecard(kind)
    listed = {rule for block in card.blocks for rule in block.rules}
    assert card.kind is kind
    assert sum(block.cap for block in card.blocks) == card.base == 100
    assert {*card.points, *card.fail, *card.no_excellent} <= listed
    assert not set(card.fail) & set(card.no_excellent)


def test_nothing_found_is_a_full_score() -> None:
    full = score([], kind=CRIMINAL)
    assert (full.total, full.grade, full.vetoed, full.deductions) == (100, "优秀", False, ())


def test_points_follow_the_level_of_the_finding() -> None:
    assert score([finding("DOC002", "defect")], kind=CRIMINAL).total == 97
    assert score([finding("DOC002", "unlawful")], kind=CRIMINAL).total == 90
    notice = score([finding("DOC002", "notice")], kind=CRIMINAL)
    assert (notice.total, notice.deductions) == (100, ())
    assert score([finding("SIG001", "defect")], kind=CRIMINAL).total == 95  # the card has its own points for it


def test_further_findings_of_a_rule_cost_little_and_are_bounded() -> None:
    def taken(count: int) -> float:
        return 100 - score([finding("DOC002", number=number) for number in range(count)], kind=CRIMINAL).total

    assert [taken(count) for count in (1, 2, 3, 4, 5, 20)] == [3, 4, 5, 6, 6, 6]


def test_notices_of_a_rule_do_not_add_to_its_defects() -> None:
    mixed = score([finding("DOC002"), finding("DOC002", "notice", number=2)], kind=CRIMINAL)
    assert mixed.total == 97
    assert mixed.deductions[0].findings == ("DOC002-1",)


def test_a_block_takes_no_more_than_its_cap() -> None:
    found = [finding(rule, "unlawful") for rule in ("SIG506", "SIG508", "RIG503", "PLC501")]
    result = score(found, kind=ADMINISTRATIVE)
    assert result.total == 80
    assert sum(one.points for one in result.deductions) == 20
    assert any("最多扣20分" in one.reason for one in result.deductions)
    assert all("调查取证与笔录" in one.reason for one in result.deductions)


def test_the_total_never_falls_below_the_floor() -> None:
    found = [finding(code, "unlawful") for code in load_cards() if load_cards()[code].kind != "administrative"]
    assert score(found, kind=CRIMINAL).total >= 0


def test_a_fail_veto_needs_the_level_unlawful() -> None:
    milder = score([finding("TIM504", "defect")], kind=ADMINISTRATIVE)
    assert not milder.vetoed
    assert milder.grade == "优秀"
    vetoed = score([finding("TIM504", "unlawful")], kind=ADMINISTRATIVE)
    assert (vetoed.total, vetoed.vetoed, vetoed.grade) == (59, True, "不合格（不达标）")
    assert 100 - sum(one.points for one in vetoed.deductions) == 90  # the bare score is still to be seen


def test_a_low_score_stays_below_the_cap_of_a_veto() -> None:
    codes = [rule for block in load_scorecard(CRIMINAL).blocks for rule in block.rules]
    worst = score([finding(rule, "unlawful") for rule in codes], kind=CRIMINAL)
    assert worst.vetoed
    assert worst.total == 0


def test_no_excellent_lowers_the_grade_and_not_the_points() -> None:
    barred = score([finding("TIM513", "unlawful")], kind=ADMINISTRATIVE)
    assert (barred.total, barred.grade, barred.vetoed) == (90, "合格（达标）", False)
    assert "不能评优" in barred.vetoes[0]


def test_a_defect_bars_excellent_only_where_the_scorecard_says_so() -> None:
    def grade(message: str) -> str:
        return score([finding("DOC501", message=message)], kind=ADMINISTRATIVE).grade

    assert grade("卷内没有受案登记表") == "合格（达标）"
    assert grade("由报案人报案受案，卷内没有受案回执") == "优秀"
    assert score([finding("DOC502", "notice")], kind=ADMINISTRATIVE).grade == "优秀"


def test_only_confirmed_findings_count_where_a_person_has_judged() -> None:
    found = [finding("TIM001", "unlawful"), finding("DOC002")]
    candidates = score(found, kind=CRIMINAL)
    assert candidates.vetoed
    assert all("如经确认" in veto for veto in candidates.vetoes)
    assert score(found, kind=CRIMINAL, confirmed=[]).total == 100
    one = score(found, kind=CRIMINAL, confirmed={"DOC002-1"})
    assert (one.total, one.vetoed, one.vetoes) == (97, False, ())
    both = score(found, kind=CRIMINAL, confirmed={"DOC002-1", "TIM001-1"})
    assert (both.total, both.vetoed) == (59, True)
    assert not any("如经确认" in veto for veto in both.vetoes)


def test_what_was_put_right_costs_half_and_unclear_law_nothing() -> None:
    found = [finding("DOC002")]
    assert score(found, kind=CRIMINAL, corrected=["DOC002-1"]).total == 98.5
    assert score(found, kind=CRIMINAL, waived=["DOC002-1"]).total == 100
    unlawful = [finding("DOC002", "unlawful")]
    assert score(unlawful, kind=CRIMINAL, corrected=["DOC002-1"]).total == 90


def test_a_case_of_unknown_kind_is_scored_by_the_card_that_lists_its_rules() -> None:
    found = [finding("TIM504", "unlawful"), finding("DOC501")]
    assert score(found, kind=CaseKind.UNKNOWN) == score(found, kind=ADMINISTRATIVE)


def test_rules_of_a_local_pack_have_a_capped_block_of_their_own() -> None:
    found = [finding(f"XAB00{number}", "unlawful") for number in range(3)]
    result = score(found, kind=CRIMINAL)
    assert result.total == 90
    assert all(one.reason.startswith("其他") for one in result.deductions)


def test_the_order_of_findings_does_not_matter() -> None:
    found = [finding(rule, "unlawful") for rule in ("SIG001", "SIG005", "CON001", "DOC013")]
    assert score(found, kind=CRIMINAL) == score(found[::-1], kind=CRIMINAL)


def test_a_pack_brings_its_own_scorecard(tmp_path: Path) -> None:
    folder = tmp_path / "scorecards"
    folder.mkdir()
    text = (FOLDER / "criminal.toml").read_text(encoding="utf-8")
    (folder / "criminal.toml").write_text(text.replace("defect = 3", "defect = 4", 1), encoding="utf-8")
    own = load_scorecard(CRIMINAL, tmp_path)
    assert score([finding("DOC002")], kind=CRIMINAL, scorecard=own).total == 96
    assert load_scorecard(ADMINISTRATIVE, tmp_path) == load_scorecard(ADMINISTRATIVE)


@pytest.mark.parametrize(
    ("before", "after", "named"),
    [
        ("base = 100", 'base = "一百"', "“base”"),
        ("base = 100", "base = true", "“base”"),
        ("base = 100", "bases = 100", "“bases”"),
        ('kind = "criminal"', 'kind = "civil"', "“kind”"),
        ("[levels]", "[level]", "“level”"),
        ("defect = 3", "defects = 3", "“defects”"),
        ("cap = 59", "cap = -1", "[fail] 的“cap”"),
        ('grade = "不合格（不达标）"', 'grade = "差"', "[fail] 的“grade”"),
        ('id = "C2"\n', "", "第2个 [[block]] 的“id”"),
        ('"PER001",', '"PER001", "PER001",', "PER001"),
        ('PER001 = "讯问人员少于二人"', "PER001 = 3", "[PER001]"),
        ('also = "defect"', 'also = "bad"', "“also”"),
        ("from = 0", "from = 10", "[[grade]]"),
        ("unlawful = 1.0", "unlawful = 1.5", "[corrected] 的“unlawful”"),
        ("base = 100", "base = ", "不是正确的 TOML"),
    ],
)
def test_errors_of_a_scorecard_name_file_and_key(tmp_path: Path, before: str, after: str, named: str) -> None:
    text = (FOLDER / "criminal.toml").read_text(encoding="utf-8")
    assert before in text
    path = tmp_path / "ours.toml"
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(CardError) as caught:
        read_scorecard(path)
    assert "ours.toml" in str(caught.value)
    assert named in str(caught.value)


def test_a_scorecard_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(CardError, match=r"none\.toml"):
        read_scorecard(tmp_path / "none.toml")

"""Statutes by day, citations, limits, penalties."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from reviewer.core.errors import LawDataError
from reviewer.core.finding import Authority
from reviewer.law import library
from reviewer.law.counting import Counting
from reviewer.law.library import authorities, cite, in_force, limit, load_limits, load_statutes, subject
from reviewer.law.penalties import corresponding_article, load_penalties, penalty_range, same_text

OLD, NEW = date(2025, 12, 31), date(2026, 1, 1)


def test_the_law_changes_over_night() -> None:
    before, after = in_force("治安管理处罚法", OLD), in_force("治安管理处罚法", NEW)
    assert before is not None and after is not None
    assert (before.name, after.name) == ("2012修正", "2025修订")
    asked = in_force("治安管理处罚法", OLD, law_of=NEW)
    assert asked is after
    assert in_force("行政处罚法", date(2010, 1, 1)) is None


@pytest.mark.parametrize(
    ("citation", "day", "authority"),
    [
        ("刑事诉讼法:86", NEW, Authority("刑事诉讼法", "第八十六条", "2018修正")),
        ("《刑诉法》:第八十六条", NEW, Authority("刑事诉讼法", "第八十六条", "2018修正")),
        ("中华人民共和国治安管理处罚法:97", OLD, Authority("治安管理处罚法", "第九十七条", "2012修正")),
        ("治安管理处罚法(2012):97", NEW, Authority("治安管理处罚法", "第九十七条", "2012修正")),
        ("公安部关于改革完善受案立案制度的意见:二（一）2", OLD,
         Authority("公安部关于改革完善受案立案制度的意见", "二（一）2", "2015")),
    ],
)  # fmt: skip
def test_cite(citation: str, day: date, authority: Authority) -> None:
    assert cite(citation, day) == authority


def test_a_pinned_version_holds_only_in_its_time() -> None:
    both = ("治安管理处罚法(2012):97", "治安管理处罚法(2025):116", "公安机关办理行政案件程序规定:36")
    assert [one.article for one in authorities(both, OLD)] == ["第九十七条", "第三十六条"]
    assert [one.article for one in authorities(both, OLD, law_of=NEW)] == ["第一百一十六条", "第三十六条"]


@pytest.mark.parametrize("citation", ["无此法:1", "刑事诉讼法", "刑事诉讼法:999", "治安管理处罚法(1999):1"])
def test_wrong_citations_are_named(citation: str) -> None:
    with pytest.raises(LawDataError):
        cite(citation, NEW)


def test_subjects_are_our_own_few_words() -> None:
    for statute in load_statutes().values():
        for version in statute.versions:
            assert all(2 <= len(words) <= 24 and "。" not in words for words in version.articles.values())
    assert subject("刑事诉讼法:86", NEW)


def test_limits_rest_on_citations_that_hold_in_their_time() -> None:
    for versions in load_limits().values():
        for one in versions:
            assert one.amount > 0 and one.law
            days = [max(one.since, date(2024, 1, 1)) if one.until is None else one.until]
            for day in days:
                assert len(authorities(one.law, day)) == len(one.law), one.name


def test_limits_by_day() -> None:
    longest = [limit("public-order-case-longest", day) for day in (OLD, NEW)]
    assert [one.amount for one in longest if one] == [60, 90]
    assert limit("admin-questioning-many", OLD) is None
    asked = limit("admin-questioning-many", OLD, law_of=NEW)
    assert asked is not None and (asked.amount, asked.counting) == (12, Counting.EXACT_HOURS)
    kept = [limit("registered-preservation", day) for day in (date(2021, 7, 14), date(2021, 7, 15))]
    assert [one.counting for one in kept if one] == [Counting.DAYS, Counting.WORKING_DAYS]
    with pytest.raises(LawDataError, match="no-such-limit"):
        limit("no-such-limit", NEW)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[limit]]\nname = "a"\namount = 1\ncounting = "weeks"\n', "weeks|exact_hours"),
        ('[[limit]]\nname = "a"\ncounting = "days"\n', "amount"),
        ('[[limit]]\nname = "a"\namount = 1\ncounting = "days"\ncolour = 1\n', "不认识"),
        ('[[limit]]\nname = "a"\namount = 1\ncounting = "days"\n' * 2, "重叠"),
        ("[[limit]\n", "读不了"),
        ("", "limit"),
    ],
)
def test_wrong_limits_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, message: str) -> None:
    (tmp_path / "limits.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(library, "FOLDER", tmp_path)
    with pytest.raises(LawDataError, match=message):
        library.load_limits.__wrapped__()


def test_penalty_ranges_by_day_and_paragraph() -> None:
    (old,) = penalty_range(43, 1, day=OLD)
    assert old.version == "2012修正" and old.can_detain
    assert old.tiers[0].detain_days == (5, 10) and old.tiers[0].fine_yuan == (200, 500)
    (new,) = penalty_range("第五十一条第一款", day=NEW)
    assert new.tiers[0].fine_yuan == (500, 1000)
    assert penalty_range(43, 1, day=OLD, law_of=NEW) != (old,)
    assert penalty_range(9999, day=NEW) == ()


def test_ranges_stay_within_the_statute() -> None:
    for ranges in load_penalties().values():
        for one in ranges:
            for tier in one.tiers:
                assert tier.detain_days is None or tier.detain_days[1] <= 15
                assert tier.detain_days or tier.fine_yuan or tier.warning


def test_corresponding_articles() -> None:
    assert corresponding_article(43, day=OLD) == (51,)
    assert corresponding_article(51, day=NEW) == (43,)
    assert corresponding_article(49, day=OLD) == (58, 59)
    assert corresponding_article(90, day=NEW) == (77, 78)
    assert corresponding_article(61, day=OLD) == () == corresponding_article(108, day=NEW)
    assert same_text(79) and not same_text(99)

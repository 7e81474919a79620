"""Numbers, quantities and times as people say them."""

from __future__ import annotations

from datetime import date

import pytest

from reviewer.checks.statements.moments import hull, times
from reviewer.checks.statements.values import number, quantities


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("十二万", 120_000, 120_000),
        ("三百二", 320, 320),
        ("一万三", 13_000, 13_000),
        ("十七八万", 170_000, 180_000),
        ("一二十", 10, 20),
        ("好几", 3, 9),
        ("十几", 11, 19),
        ("两千零五", 2005, 2005),
        ("3.5万", 35_000, 35_000),
        ("六、七", 6, 7),
    ],
)
def test_number(text: str, low: float, high: float) -> None:
    found = number(text)
    assert found is not None
    assert (found.low, found.high) == (low, high)


def test_weight_in_two_units_meets_the_vague_one() -> None:
    exact, vague = quantities("十一斤二两")[0].range, quantities("十一斤多")[0].range
    assert not exact.apart(vague)


def test_money_is_bare_only_where_asked() -> None:
    assert [item.unit for item in quantities("十五万整，", money_asked=True)] == ["money"]
    assert quantities("十五万整，") == []


@pytest.mark.parametrize(
    ("one", "two", "apart"),
    [
        ("晚上七点半左右", "七点半的样子", False),
        ("晚上九点一刻不到", "大概七点半", True),
        ("五月底，哪天记不准", "五月二十八号上午", False),
        ("五月三十一号晚上，大概八点", "五月二十八号下午四点", True),
        ("17时许", "下午五点多", False),
        ("2月11号半夜十二点", "2月12号凌晨一点", False),
        ("昨晚八点五十", "3月2日20:50", False),
    ],
)
def test_times(one: str, two: str, apart: bool) -> None:
    base = date(2026, 3, 3) if "昨" in one else date(2026, 6, 20)
    first, second = (hull(times(text, base=base)) for text in (one, two))
    assert first is not None and second is not None
    assert (first.apart(second) > 20) is apart

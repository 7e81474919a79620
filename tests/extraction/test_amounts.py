"""Money and quantities: figures, Chinese numerals, capitals, and what is said vaguely, as intervals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.extraction.amounts import Amount, Quantity, chinese_number, find_amounts, find_quantities


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一万零四百", "10400"), ("两千六", "2600"), ("三百二", "320"), ("一万二", "12000"), ("三百零二", "302"),
        ("伍仟", "5000"), ("壹万贰仟", "12000"), ("1.57亿", "157000000"), ("82,225.00", "82225"), ("二〇二六", "2026"),
        ("十二", "12"), ("廿二", "22"), ("一〇", "10"), ("三点五", "3.5"), ("2万3千", "23000"), ("两", "2"),
        ("", None), ("百", None), ("十百", None), ("甲", None), ("三五七千", None),
    ],
)  # fmt: skip
def test_numbers(text: str, value: str | None) -> None:
    assert chinese_number(text) == (None if value is None else Decimal(value))


@pytest.mark.parametrize(
    ("text", "place", "low", "high", "currency"),
    [
        ("罚款五百元。", "五百元", 500, 500, "元"),
        ("处罚款人民币（大写）壹万贰仟元整", "人民币（大写）壹万贰仟元整", 12000, 12000, "元"),
        ("价值￥9,320", "￥9,320", 9320, 9320, "元"),
        ("500.00", "500.00", 500, 500, "元"),
        ("被骗１２，０００元", "１２，０００元", 12000, 12000, "元"),
        ("给了我三百块", "三百块", 300, 300, "元"),
        ("他还我四块钱", "四块钱", 4, 4, "元"),
        ("买烟花了两块五", "两块五", 2.5, 2.5, "元"),
        ("共计123元1角1分", "123元1角1分", 123.11, 123.11, "元"),
        ("伍仟元整", "伍仟元整", 5000, 5000, "元"),
        ("转了3000多元", "3000多元", 3000, 4000, "元"),
        ("大概几百块钱", "几百块钱", 100, 1000, "元"),
        ("四五千块钱", "四五千块钱", 4000, 5000, "元"),
        ("有十几万元", "十几万元", 100000, 200000, "元"),
        ("两到三万元", "两到三万元", 20000, 30000, "元"),
        ("八到九百元", "八到九百元", 800, 900, "元"),
        ("1 万元-5 万元之间", "1 万元-5 万元", 10000, 50000, "元"),
        ("200美元", "200美元", 200, 200, "美元"),
        ("投资3541.07万元2.3本项目", "3541.07万元", 35410700, 35410700, "元"),
    ],
)
def test_money(text: str, place: str, low: float, high: float, currency: str) -> None:
    (amount,) = find_amounts(text)
    assert text[amount.start : amount.end] == place
    assert (amount.low, amount.high, amount.currency) == (low, high, currency)
    assert amount.value == low


@pytest.mark.parametrize(
    "text", ["用四块砖头砸", "基站10000个", "第3次", "三元里", "2026年3月8日", "身份证12345619900307123X", ""]
)
def test_what_is_no_money(text: str) -> None:
    assert find_amounts(text) == []


@pytest.mark.parametrize(
    ("text", "soft", "bound"),
    [("500元", False, ""), ("500元左右", True, ""), ("不到500元", True, "most"), ("五千元以上", True, "least")],
)
def test_softness_and_open_sides(text: str, soft: bool, bound: str) -> None:
    (amount,) = find_amounts(text)
    assert (amount.soft, amount.bound) == (soft, bound)


@pytest.mark.parametrize(
    ("text", "place", "low", "high", "unit", "soft"),
    [
        ("扔了四块", "四块", 4, 4, "块", False),
        ("贰块砖", "贰块", 2, 2, "块", False),
        ("光盘12张", "12张", 12, 12, "张", False),
        ("历时65分钟", "65分钟", 65, 65, "分钟", False),
        ("十一斤多", "十一斤多", 11, 12, "斤", True),
        ("踢了三四脚", "三四脚", 3, 4, "脚", True),
        ("好几脚", "好几脚", 3, 10, "脚", True),
        ("一二十米远", "一二十米", 10, 20, "米", True),
        ("来了五六个人", "五六个人", 5, 6, "人", True),
        ("打了3、4拳", "3、4拳", 3, 4, "拳", True),
        ("20/30公里", "20/30公里", 20, 30, "公里", True),
        ("一斤半", "一斤半", 1.5, 1.5, "斤", False),
        ("半斤酒", "半斤", 0.5, 0.5, "斤", False),
        ("两个半小时", "两个半小时", 2.5, 2.5, "小时", False),
        ("十来个", "十来个", 9, 15, "个", True),
        ("十七八岁", "十七八岁", 17, 18, "岁", True),
        ("一两台", "一两台", 1, 2, "台", True),
    ],
)
def test_quantities(text: str, place: str, low: float, high: float, unit: str, soft: bool) -> None:
    (found,) = find_quantities(text)
    assert text[found.start : found.end] == place
    assert (found.low, found.high, found.unit, found.soft) == (low, high, unit, soft)


@pytest.mark.parametrize("text", ["第3次", "2026年", "三百块钱", "A12张"])
def test_what_is_no_quantity(text: str) -> None:
    assert find_quantities(text) == []


@given(st.integers(1, 99_999_999))
def test_figures_are_read_back_with_and_without_commas(number: int) -> None:
    for text in (f"{number}元", f"{number:,}元", f"￥{number:,}.50"):
        (amount,) = find_amounts(f"共{text}")
        assert int(amount.value) == number


def _in_words(number: int) -> str:
    """A number below 100,000,000 as it is read aloud, zeros kept."""
    digits, units = "零一二三四五六七八九", ("", "十", "百", "千")
    if number >= 10_000:
        high, low = divmod(number, 10_000)
        return _in_words(high) + "万" + (("零" if low < 1000 else "") + _in_words(low) if low else "")
    words = ""
    for place, figure in zip(range(len(str(number)) - 1, -1, -1), map(int, str(number)), strict=True):
        words += digits[figure] + units[place] if figure else ("" if words.endswith("零") else "零")
    return words.rstrip("零")


@given(st.integers(1, 99_999_999))
def test_words_are_read_back(number: int) -> None:
    assert chinese_number(_in_words(number)) == number


@given(st.text(alphabet="0123456789,.，一二十百千万亿几数多余来半元块钱角分个人斤、-到约 ¥k", max_size=30))
def test_any_text_is_survived(text: str) -> None:
    found: list[Amount | Quantity] = [*find_amounts(text), *find_quantities(text)]
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.low <= one.high

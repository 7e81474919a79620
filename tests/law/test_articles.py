"""Article numbers as statutes write them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviewer.law.articles import ArticleNumber, chinese_numeral, find_articles, read_article, read_numeral


@settings(max_examples=300, database=None)
@given(st.integers(0, 9999))
def test_numerals_go_both_ways(number: int) -> None:
    assert read_numeral(chinese_numeral(number)) == number
    assert read_numeral(str(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("第一百二十条之一", ArticleNumber(120, 1)),
        ("第八十二条第七项", ArticleNumber(82, item=7)),
        ("第五十一条第二款第（一）项", ArticleNumber(51, paragraph=2, item=1)),
        ("第 119 条", ArticleNumber(119)),
        ("第十条", ArticleNumber(10)),
        ("86", ArticleNumber(86)),
        ("120-1", ArticleNumber(120, 1)),
    ],
)
def test_read_article(text: str, number: ArticleNumber) -> None:
    assert read_article(text) == number


@settings(max_examples=100, database=None)
@given(st.builds(ArticleNumber, st.integers(1, 700), st.integers(0, 12), st.integers(1, 9) | st.none()))
def test_articles_go_both_ways(number: ArticleNumber) -> None:
    assert read_article(str(number)) == number
    assert find_articles(f"依照本法{number}的规定") == (number,)


@pytest.mark.parametrize("text", ["", "第条", "二（一）2", "第八十二"])
def test_no_article(text: str) -> None:
    with pytest.raises(ValueError, match="不是"):
        read_article(text)

"""The matching copy: what is folded, what is kept, and that every match leads back to its original."""

from __future__ import annotations

import tempfile
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.reading.text import Matching, compact, doubled, garbled, words

_FIELD = st.text(
    alphabet="讯 问　笔录２０26年二〇○О0六三月八日時分①㈠⾃⻋\u200b\ufeff\x07\u00a0\n\t，：（）Ｘ·•", max_size=60
)
_ANY = st.one_of(_FIELD, st.text(max_size=40), st.lists(_FIELD, max_size=4).map("年".join))


@pytest.mark.parametrize(
    ("original", "copy"),
    [
        ("讯 问 笔 录", "讯问笔录"),
        ("检\u3000查\u2003\u00a0笔\n录", "检查笔录"),
        ("１２３４５６１９９１１２０２００１Ｘ", "12345619911202001X"),
        ("（性别：男），第２次；", "(性别:男),第2次;"),
        ("①㈠⑵Ⅱ²", "①㈠⑵Ⅱ²"),
        ("⼀⼤⾃⾏⻋⻔⼾⻓", "一大自行车门户长"),
        ("\uf98e\ufa0e", "年\ufa0e"),
        ("甲\u200b公\ufeff\u00ad安\x07局", "甲公安局"),
        ("甲公(刑)拘字〔2026〕【2026】", "甲公(刑)拘字[2026][2026]"),
        ("二О二六年三月八日", "二〇二六年三月八日"),
        ("二○二六年", "二〇二六年"),
        ("二0二六年", "二〇二六年"),
        ("二O一八年九月二十一日助", "二〇一八年九月二十一日助"),
        ("二○二六年三月一○日", "二〇二六年三月一〇日"),
        ("○是○否 O型血 三○六房", "○是○否O型血三○六房"),
        ("2026年", "2026年"),
        ("阿卜杜拉•买买提", "阿卜杜拉·买买提"),
    ],
)
def test_folding(original: str, copy: str) -> None:
    assert compact(original) == copy


def test_white_space_can_be_kept() -> None:
    assert Matching.of("讯　问\n笔\u200b录", spaces=True).text == "讯 问 笔录"


def test_a_match_leads_back_over_what_was_left_out() -> None:
    original = "被讯问人： 孙\u3000丙\u200b（男）"
    copy = Matching.of(original)
    start = copy.text.index("孙丙")
    assert original[slice(*copy.span(start, start + 2))] == "孙\u3000丙"


@given(_ANY, st.booleans())
def test_the_map_is_monotone_and_complete(original: str, spaces: bool) -> None:
    copy = Matching.of(original, spaces=spaces)
    places = [copy.origin(index) for index in range(len(copy.text))]
    assert places == sorted(set(places))
    assert all(0 <= place < len(original) for place in places)
    assert copy.origin(len(copy.text)) == len(original)


@given(_ANY, st.booleans())
def test_mapped_characters_correspond(original: str, spaces: bool) -> None:
    copy = Matching.of(original, spaces=spaces)
    for index, character in enumerate(copy.text):
        alone = Matching.of(original[copy.origin(index)], spaces=True).text
        assert alone == character or character == "〇"


@given(_ANY, st.booleans(), st.data())
def test_every_span_lies_in_the_original_and_folds_to_its_match(
    original: str, spaces: bool, data: st.DataObject
) -> None:
    copy = Matching.of(original, spaces=spaces)
    start = data.draw(st.integers(0, len(copy.text)))
    end = data.draw(st.integers(start, len(copy.text)))
    first, last = copy.span(start, end)
    assert 0 <= first <= last <= len(original)
    again = Matching.of(original[first:last], spaces=spaces).text
    assert len(again) == end - start


@given(_ANY, st.booleans())
def test_folding_twice_changes_nothing(original: str, spaces: bool) -> None:
    once = Matching.of(original, spaces=spaces).text
    assert Matching.of(once, spaces=spaces).text == once


@given(st.text(max_size=60))
def test_without_spaces_none_is_left(original: str) -> None:
    assert not any(character.isspace() or unicodedata.category(character) == "Cc" for character in compact(original))


def test_a_place_beyond_the_copy_is_refused() -> None:
    with pytest.raises(IndexError):
        Matching.of("甲").origin(2)


@pytest.mark.parametrize(
    ("struck", "single"),
    [
        ("行行行政政政处处处罚罚罚决决决定定定书书书", "行政处罚决定书"),
        ("传传唤唤证证", "传唤证"),
        ("传传唤唤  证证", "传唤 证"),
        ("拘拘拘拘留留留留证证证证\n甲县公安局\n", "拘留证\n甲县公安局\n"),
        ("妈妈爸爸", "妈妈爸爸"),
        ("高高兴兴地回家", "高高兴兴地回家"),
        ("112233", "112233"),
        ("哈哈哈", "哈哈哈"),
        ("", ""),
    ],
)
def test_doubled(struck: str, single: str) -> None:
    assert doubled(struck) == single


def test_garbled() -> None:
    assert garbled("讯问笔录") == 0
    assert garbled("  \n") == 0
    assert garbled("(cid:12)(cid:345)\ue012\ufffd") == 1
    assert garbled("甲(cid:12)") == 0.5


def test_words_join_to_the_text_and_leave_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    text = "民警在办案区讯问了嫌疑人。"
    found = words(text)
    assert "".join(found) == text
    assert "民警" in found
    assert list(tmp_path.iterdir()) == []

"""Identity numbers, names, and the roster of a case."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.core.casefile import Document, Origin, Page, Span
from reviewer.core.facts import Field
from reviewer.extraction.identity import check_digit, find_identity_numbers, same_identity
from reviewer.extraction.people import build_roster, is_name, name_close, split_names
from reviewer.extraction.personal_names import is_masked, mask_fits, surname_of

_NUMBER = "12345619900307123" + check_digit("12345619900307123")
_OTHER = "12345619850102124" + check_digit("12345619850102124")


def test_the_check_digit_of_the_standard() -> None:
    assert check_digit("11010519491231002") == "X"  # the example of GB 11643
    assert check_digit("44052418800101001") == "4"


@pytest.mark.parametrize(
    "text",
    [
        _NUMBER,
        _NUMBER.lower(),
        "".join(chr(ord(figure) + 0xFEE0) for figure in _NUMBER),
        f"{_NUMBER[:6]} {_NUMBER[6:14]}\n{_NUMBER[14:]}",
        " ".join(_NUMBER),
    ],
)
def test_a_number_however_it_is_printed(text: str) -> None:
    (found,) = find_identity_numbers(f"身份证号：{text}，电话13800138000")
    assert (found.value, found.birth_date, found.sex, found.valid) == (_NUMBER, date(1990, 3, 7), "男", True)
    assert (found.start, found.end) == (5, 5 + len(text))


def test_a_wrong_check_digit_is_told() -> None:
    (found,) = find_identity_numbers(_NUMBER[:17] + ("0" if _NUMBER[17] != "0" else "1"))
    assert not found.valid


def test_an_old_number() -> None:
    (found,) = find_identity_numbers("证件号码123456900307123。")
    assert (found.birth_date, found.sex, found.valid) == (date(1990, 3, 7), "男", True)
    assert same_identity(found.value, _NUMBER)
    assert not same_identity(found.value, _OTHER)


@pytest.mark.parametrize(
    "text", ["PCS12345678901234567890123456", "123456199013071230", "13800138000", "6222020200112233445"]
)
def test_what_is_no_identity_number(text: str) -> None:
    assert find_identity_numbers(text) == []


@given(st.text(alphabet="0123456789Xx ０１\n年月", max_size=60))
def test_any_text_is_survived(text: str) -> None:
    for one in find_identity_numbers(text):
        assert 0 <= one.start < one.end <= len(text)
        assert len(one.value) in {15, 18}


@pytest.mark.parametrize(
    "name",
    [
        "周砚",
        "陆明舟",
        "欧阳明",
        "夏侯惇",
        "申屠刚",
        "隗某",
        "欧阳明月",
        "阿卜杜拉·买买提",
        "张某某",
        "张某甲",
        "张**",
        "张x",
        "王大年",
        "李月",
    ],
)
def test_names(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "text",
    ["男", "汉族", "于是", "时间", "高度", "公安局", "民警", "陆", "王所长", "甲县", "单位", "2026", "", "周某公司"],
)
def test_no_names(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("周砚、陆明舟", ["周砚", "陆明舟"]),
        ("周砚，陆明舟", ["周砚", "陆明舟"]),
        ("周砚 陆明舟", ["周砚", "陆明舟"]),
        ("周砚/陆明舟；隗明", ["周砚", "陆明舟", "隗明"]),
        ("孙　丙", ["孙丙"]),
        ("周 砚、陆 明 舟", ["周砚", "陆明舟"]),
        ("周砚和陆明舟", ["周砚", "陆明舟"]),
        ("赵和平", ["赵和平"]),
        ("甲县公安局民警周砚、陆明舟", ["周砚", "陆明舟"]),
        ("周砚（甲县公安局城关派出所）、陆明舟（同上）", ["周砚", "陆明舟"]),
        ("张某某等3人", ["张某某"]),
        ("孙丙，男，汉族，住址甲县", ["孙丙"]),
        ("民警：周砚，警号012345", ["周砚"]),
        ("陆明舟012345", ["陆明舟"]),
        ("犯罪嫌疑人孙丙", ["孙丙"]),
        ("陆明舟,甲公(刑)扣字〔2026〕65号", ["陆明舟"]),
        ("John Smith", ["John Smith"]),
        ("监管民警", []),
        ("/", []),
        ("男", []),
        ("甲县公安局", []),
        ("", []),
    ],
)
def test_the_names_of_a_field(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@given(
    st.lists(st.sampled_from(["周砚", "陆明舟", "欧阳明", "孙丙", "张某", "隗平"]), min_size=1, unique=True),
    st.sampled_from("、，,/ ；\n"),
)
def test_a_list_is_taken_apart(names: list[str], separator: str) -> None:
    assert split_names(separator.join(names)) == names


def test_surnames_and_masks() -> None:
    assert [surname_of(name) for name in ("欧阳明", "孙丙", "欧明", "不知")] == ["欧阳", "孙", "欧", ""]
    assert is_masked("张某某") and not is_masked("张谋")
    assert mask_fits("张某", "张三") and not mask_fits("张某", "李四")


def test_names_that_may_be_one_misread() -> None:
    assert name_close("陆明舟", "陆朋舟")
    assert not name_close("王建国", "王建华")
    assert name_close("王建国", "王建华", loose=True)
    assert not name_close("孙丙", "孙丁", loose=True)
    assert not name_close("张某", "张某某", loose=True)


def _document(kind: str, index: int, *, origin: Origin = Origin.LAYER, **values: object) -> Document:
    fields = {name: Field(name, value, Span("s1", index)) for name, value in values.items()}
    return Document(f"d{index}", kind, "s1", index, index, (Page("s1", index, origin=origin),), fields=fields)


def test_one_person_over_documents() -> None:
    (suspect, first, second) = build_roster(
        [
            _document(
                "interrogation_record", 1, subject_name="孙丙", officers=["周砚", "陆明舟"], id_doc=_NUMBER, sex="女"
            ),
            _document("detention_warrant", 2, suspect_name="孙丙", birth_date="1990-03-07"),
        ]
    )
    assert (suspect.name, suspect.roles, suspect.id_no) == ("孙丙", frozenset({"suspect"}), _NUMBER)
    assert (suspect.birth_date, suspect.sex) == (date(1990, 3, 7), "男")  # the number outweighs a field
    assert [span.page for span in suspect.spans] == [1, 2]
    assert {first.name, second.name} == {"周砚", "陆明舟"}
    assert first.roles == {"officer"}


def test_look_alikes_are_variants() -> None:
    (person,) = build_roster(
        [
            _document("detention_warrant", 1, suspect_name="陆明舟"),
            _document("arrest_warrant", 2, suspect_name="陆朋舟", origin=Origin.OCR),
        ]
    )
    assert (person.name, person.variants) == ("陆明舟", ("陆朋舟",))


def test_brothers_stay_two() -> None:
    names = [person.name for person in build_roster(
        [
            _document("detention_warrant", 1, suspect_name="王建国"),
            _document("detention_warrant", 2, suspect_name="王建华"),
        ]
    )]  # fmt: skip
    assert names == ["王建国", "王建华"]


def test_two_look_alike_names_in_one_document_stay_two() -> None:
    persons = build_roster([_document("interrogation_record", 1, officers=["陆明", "陆朋"])])
    assert [person.name for person in persons] == ["陆明", "陆朋"]


def test_a_slip_of_ocr_joins_the_name_of_many_documents() -> None:
    documents = [_document("detention_warrant", index, suspect_name="孙小丙") for index in range(1, 4)]
    documents.append(_document("arrest_warrant", 4, suspect_name="孙小柄", origin=Origin.OCR))
    (person,) = build_roster(documents)
    assert (person.name, person.variants) == ("孙小丙", ("孙小柄",))


def test_namesakes_with_two_numbers_are_two() -> None:
    persons = build_roster(
        [
            _document("interrogation_record", 1, subject_name="孙丙", id_doc=_NUMBER),
            _document("interrogation_record", 2, subject_name="孙丙", id_doc=_OTHER),
        ]
    )
    assert [(person.id, person.name) for person in persons] == [("孙丙", "孙丙"), ("孙丙#2", "孙丙")]


def test_equal_masks_are_kept_apart_unless_something_joins_them() -> None:
    apart = build_roster(
        [
            _document("interrogation_record", 1, subject_name="张某"),
            _document("filing_notice_to_victim", 2, addressee="张某"),
        ]
    )
    assert len(apart) == 2
    joined = build_roster(
        [
            _document("interrogation_record", 1, subject_name="张某", id_doc=_NUMBER),
            _document("case_receiving_record", 2, subject_name="张某", id_doc=_NUMBER),
        ]
    )
    assert len(joined) == 1


def test_who_was_only_questioned_is_a_witness_where_somebody_is_accused() -> None:
    questioned = _document("interview_record", 1, subject_name="钱乙")
    assert build_roster([questioned])[0].roles == frozenset()
    persons = build_roster([questioned, _document("detention_warrant", 2, suspect_name="孙丙")])
    assert persons[0].roles == {"witness"}


def test_blank_fields_name_nobody() -> None:
    assert build_roster([_document("detention_warrant", 1, suspect_name=None, officers=[])]) == ()

"""Questions and answers of records: markers, lines, pages, places."""

from __future__ import annotations

import pytest

from reviewer.core.casefile import Box, Document, Line, Page
from reviewer.core.facts import Field
from reviewer.extraction.dialogue import acts_of, find_turns, place_turns


def document(*pages: str, type: str = "interview_record", **fields: object) -> Document:
    made = tuple(
        Page("a.pdf", number, 595, 842, tuple(line(text, at) for at, text in enumerate(page.split("\n"))))
        for number, page in enumerate(pages, start=1)
    )
    known = {name: Field(name, value) for name, value in fields.items()}
    return Document("d1", type, "a.pdf", 1, len(pages), made, None, 1.0, known)


def line(text: str, at: int) -> Line:
    top = 60 + 20.0 * at
    edges = tuple(60 + 10.0 * place for place in range(len(text) + 1))
    return Line(text, Box(60, top, edges[-1], top + 12), edges)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("问：你看到什么？\n答：没看到。", [("你看到什么？", "没看到。")]),
        ("问:你看到什么?\n答:没看到.", [("你看到什么?", "没看到.")]),
        ("问；看到没有\n答；看到了", [("看到没有", "看到了")]),
        ("问：听明白了吗？答：听明白了。", [("听明白了吗？", "听明白了。")]),
        ("【问】姓名？\n【答】王五。", [("姓名？", "王五。")]),
        ("1.问：几点？\n答：三点。", [("几点？", "三点。")]),
        ("问：几点？\n问：哪里？\n答：村口。", [("几点？", ""), ("哪里？", "村口。")]),
        ("间：几点？\n荅：三点。", [("几点？", "三点。")]),
        ("问：他怎么说？\n答：他问：“你干嘛”，我就走了。", [("他怎么说？", "他问：“你干嘛”，我就走了。")]),
        ("问：怎么打的？\n答：用一块红\n色方砖。", [("怎么打的？", "用一块红色方砖。")]),
        ("问 ：几点？\n答 ：三点。", [("几点？", "三点。")]),
    ],
)
def test_markers(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(turn.question, turn.answer) for turn in find_turns(document(text))] == expected


def test_feet_signatures_and_closing_are_no_part() -> None:
    found = find_turns(
        document(
            "讯问笔录\n时间 2026年3月1日\n问：几点？\n答：三点多，我刚\n李四\n第 1 页 共 2 页",
            "12\n下班。\n以上笔录我看过，和我说的相符。\n李四 2026.3.1\n讯问人：甲 乙\n第2页/共2页",
            subject_name="李四",
        )
    )
    assert [(turn.question, turn.answer) for turn in found] == [("几点？", "三点多，我刚下班。")]


def test_place_is_the_page_on_which_it_is_said() -> None:
    (placed,) = place_turns(document("问：几点？\n答：三点多，我刚", "下班，钱在桌上。"))
    at = placed.turn.answer.index("钱")
    span = placed.answer_at(at, at + 4)
    assert span is not None
    assert (span.page, span.quote) == (2, "钱在桌上")
    assert span.box is not None and span.box.x0 == 60 + 10 * 3
    assert placed.turn.answer_span is not None and placed.turn.answer_span.page == 1


def test_written_statement_is_read_by_paragraph() -> None:
    found = find_turns(document("我叫李四。\n那天我在家睡\n觉，什么都不知道。", type="self_written_statement"))
    assert [turn.answer for turn in found] == ["我叫李四。", "那天我在家睡觉，什么都不知道。"]


def test_acts() -> None:
    assert {"lawyer", "recusal"} <= acts_of("是否委托律师、是否申请我们回避？")
    assert "attitude" not in acts_of("你和他是怎么认识的？")
    assert "attitude" in acts_of("你对自己的行为怎么认识？")
    assert "treatment" not in acts_of("他威胁过你没有？")


def test_a_long_record() -> None:
    text = "\n".join(f"问：第{at}个问题是什么？\n答：{'我说了很多话，' * 12}" for at in range(60))
    made = document(text)
    assert len(find_turns(made)) == 60

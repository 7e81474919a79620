"""Reading order: what geometry says, whatever the order of drawing."""

from __future__ import annotations

from reviewer.core.casefile import Box
from reviewer.reading.layout import Glyph, line_of, plain_lines, rows_of, table_lines, without_doubles

SIZE = 10.0


def place(text: str, x: float, top: float, start: int = 0) -> list[Glyph]:
    return [
        Glyph(character, Box(x + index * SIZE, top, x + (index + 1) * SIZE, top + SIZE), start + index)
        for index, character in enumerate(text)
        if character != " "
    ]


def texts(glyphs: list[Glyph]) -> list[str]:
    return [line.text for line in plain_lines(glyphs)]


def test_labels_drawn_first_and_values_later_read_line_by_line() -> None:
    labels = place("时间：", 50, 100) + place("地点：", 50, 130, 10)
    values = place("2026年3月8日", 81, 100, 50) + place("询问室一", 81, 130, 80)
    assert texts(labels + values) == ["时间：2026年3月8日", "地点：询问室一"]


def test_a_wide_gap_is_a_blank_and_edges_give_the_box_of_a_part() -> None:
    line = line_of(rows_of(place("姓名", 50, 100) + place("张三", 120, 100, 5))[0])
    assert line.text == "姓名 张三"
    assert len(line.edges) == len(line.text) + 1
    assert line.part(3, 5) == Box(120, 100, 140, 110)


def test_two_receipts_side_by_side_read_one_after_the_other() -> None:
    left = place("本通知书已收到。", 50, 100) + place("被害人：", 50, 120, 20) + place("2026年7月31日", 50, 140, 30)
    right = place("本通知书已收到。", 300, 100, 60) + place("犯罪嫌疑人：", 300, 122, 80)
    right += place("2026年8月1日", 300, 142, 90)
    assert texts(left + right) == [
        "本通知书已收到。", "被害人：", "2026年7月31日", "本通知书已收到。", "犯罪嫌疑人：", "2026年8月1日",
    ]  # fmt: skip


def test_labels_with_values_far_to_the_right_are_no_columns() -> None:
    glyphs = place("性别：", 50, 100) + place("住址：", 50, 120, 5)
    glyphs += place("男", 200, 100, 40) + place("某县某镇2026号", 200, 120, 50)
    assert texts(glyphs) == ["性别： 男", "住址： 某县某镇2026号"]


def test_doubled_bold_is_read_once() -> None:
    once = place("处罚决定书", 50, 100)
    again = [glyph._replace(box=Box(*(value + 0.4 for value in glyph.box)), order=glyph.order + 20) for glyph in once]
    assert [glyph.text for glyph in without_doubles(once + again)] == list("处罚决定书")


def test_cells_are_read_with_vertical_labels_joined_and_labels_before_values() -> None:
    vertical = [Glyph(one, Box(52, 100 + 12 * i, 62, 110 + 12 * i), i) for i, one in enumerate("违法事实")]
    body = place("二〇二六年三月八日", 90, 100, 10) + place("持棍殴打他人", 90, 114, 30)
    label = place("承办人", 52, 160, 40) + place("意见", 52, 172, 50)
    value = place("建议罚款", 90, 160, 60)
    table = [
        (0, 0, Box(50, 95, 80, 155)),
        (0, 1, Box(80, 95, 300, 155)),
        (1, 0, Box(50, 155, 85, 190)),
        (1, 1, Box(85, 155, 300, 190)),
    ]
    lines, cells = table_lines(vertical + body + label + value, [table])
    assert [line.text for line in lines] == ["违法事实 二〇二六年三月八日持棍殴打他人", "承办人意见 建议罚款"]
    assert cells[0].text == "违法事实"
    for line in lines:
        assert len(line.edges) == len(line.text) + 1

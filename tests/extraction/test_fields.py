"""Fields of documents: labels, sentences, receipts and tables, in spellings that no sample case has."""

from __future__ import annotations

from reviewer.core.casefile import Box, Cell, Document, Line, Page
from reviewer.extraction.fields import fields_of


def document(kind: str, *lines: str, cells: tuple[Cell, ...] = ()) -> Document:
    placed = tuple(
        Line(
            text,
            Box(60, 60 + 20 * index, 60 + 12 * len(text), 74 + 20 * index),
            tuple(60.0 + 12 * position for position in range(len(text) + 1)),
        )
        for index, text in enumerate(lines)
    )
    return Document("d1", kind, "s1", 1, 1, (Page("s1", 1, 595, 842, placed, cells),), lines[0] if lines else None)


def values(kind: str, *lines: str, cells: tuple[Cell, ...] = ()) -> dict[str, object]:
    return {name: one.value for name, one in fields_of(document(kind, *lines, cells=cells)).items()}


def test_transcript_head_in_other_words() -> None:
    found = values(
        "interview_record",
        "询 问 笔 录（第二次）",
        "询问时间：２０２６年５月３日９时５分至 10 时 20 分",
        "询问地点：清河县公安局城北派出所询问室",
        "询问民警（签名）：卫青、霍去 单位：清河县公安局城北派出所",
        "记录员：霍去",
        "被询问人姓名：尤三 性别：女 年龄：41 出生年月日：1985.2.7",
        "证件种类、号码：居民身份证 999901198502072345",
        "现居住地：清河县城北街道1号",
        "问：时间 你记得吗？",
    )
    assert found["time_range"] == ["2026-05-03T09:05", "2026-05-03T10:20"]
    assert found["place"] == "清河县公安局城北派出所询问室"
    assert found["officers"] == ["卫青", "霍去"]
    assert found["recorder"] == "霍去"
    assert found["subject_name"] == "尤三"
    assert found["sex"] == "女"
    assert found["birth_date"] == "1985-02-07"
    assert found["id_doc"] == "999901198502072345"
    assert found["address"] == "清河县城北街道1号"
    assert found["ordinal"] == 2


def test_a_blank_end_is_blank_and_not_guessed() -> None:
    found = values("interrogation_record", "讯问笔录", "时间 2026年3月8日9时5分 至 年 月 日 时 分", "问：说吧。")
    assert found["time_range"] == ["2026-03-08T09:05", None]


def test_detention_warrant_times_stand_in_sentences() -> None:
    found = values(
        "detention_warrant",
        "拘 留 证",
        "清公（刑）拘字〔2026〕0012号",
        "根据《中华人民共和国刑事诉讼法》第八十二条第（一）项之规定，兹决定对犯罪嫌疑人莫四（性别男，",
        "出生日期1990年1月2日，住址清河县北街5号）执行拘留，送清河县看守所羁押。",
        "二〇二六年五月三日",
        "本证已于2026年5月3日15时30分向我宣布。",
        "被拘留人：莫四 2026年5月3日15时",
        "本证副本已收到，被拘留人莫四已于2026年5月4日2时05分送至我所。",
        "接收民警：",
    )
    assert found["doc_no"] == "清公（刑）拘字〔2026〕0012号"
    assert found["suspect_name"] == "莫四"
    assert found["announced_at"] == "2026-05-03T15:30"
    assert found["lodged_at"] == "2026-05-04T02:05"
    assert found["issued_at"] == "2026-05-03"
    assert found["jail"] == "清河县看守所"
    assert found["birth_date"] == "1990-01-02"


def test_receipts_of_two_people_are_kept_apart_and_a_blank_one_is_blank() -> None:
    found = values(
        "expert_opinion_notice",
        "鉴定意见通知书",
        "莫四、尤三：",
        "二〇二六年五月九日",
        "本通知书已收到。",
        "被害人或其家属：",
        "年 月 日",
        "本通知书已收到。",
        "犯罪嫌疑人：莫四",
        "2026年5月10日",
    )
    assert found["victim_served_at"] is None
    assert found["served_at"] == "2026-05-10"


def test_impossible_dates_are_refused() -> None:
    found = values("alarm_record", "接处警登记表", "接警时间：2026年2月30日25时")
    assert found.get("received_at") is None


def test_goods_and_activities_become_rows() -> None:
    box = Box(0, 0, 10, 10)
    table = [("编号", "名称", "数量", "特征", "备注"), ("1", "手机", "1部", "黑色", ""), ("", "以下空白", "", "", "")]
    cells = tuple(Cell(0, r, c, text, box) for r, row in enumerate(table) for c, text in enumerate(row))
    assert values("seizure_list", "扣押清单", cells=cells)["items"] == [["手机", "1部", "黑色", ""]]
    found = values(
        "handling_area_form", "办案区使用登记表", "入区登记 2026.5.3 14:02 2026.5.3 14:06 登记台",
        "用餐 18:00 18:25 候问室1",
    )  # fmt: skip
    assert found["activities"] == [
        ["入区登记", "2026-05-03T14:02", "2026-05-03T14:06", "登记台"],
        ["用餐", "2026-05-03T18:00", "2026-05-03T18:25", "候问室1"],
    ]


def test_every_value_has_its_place() -> None:
    one = fields_of(document("filing_decision", "立案决定书", "清公（刑）立字〔2026〕7号", "二〇二六年五月四日"))
    span = one["doc_no"].span
    assert span is not None
    assert span.page == 1
    assert span.box == Box(60, 80, 60 + 12 * len("清公（刑）立字〔2026〕7号"), 94)


def test_the_day_of_an_approval_is_no_end_of_a_term() -> None:
    found = values(
        "request_report",
        "呈请延长办案期限报告书",
        "因案情复杂，呈请延长办案期限三十日，至2025年7月7日。妥否，请批示。",
        "承办人：任杰 2025年6月3日",
        "领导批示：同意延长三十日，自2025年6月8日至2025年7月7日届满。",
        "批准人：纪鸿远 2025年6月5日",
    )
    assert found["approved_at"] == "2025-06-05"


def test_a_short_name_without_a_known_surname_fills_the_field_of_a_person() -> None:
    found = values("interview_record", "询问笔录", "被询问人 玉香 性别 女 年龄 46岁", "问：叫什么？")
    assert found["subject_name"] == "玉香"
    assert "subject_name" not in values("interview_record", "询问笔录", "被询问人 未知 性别 女", "问：叫什么？")


def test_labels_that_go_on_and_letter_spaced_names_before_a_unit() -> None:
    found = values(
        "inspection_record",
        "检 查 笔 录",
        "检 查 人 员 姓 名、单 位：徐 文、田 壮 清河县公安局城北派出所",
        "见 证 人：牛 小 丽",
    )
    assert found["officers"] == ["徐文", "田壮"]
    assert found["witness"] == "牛小丽"


def test_a_value_in_brackets_ends_with_them() -> None:
    found = values(
        "detention_warrant",
        "拘 留 证",
        "兹决定对犯罪嫌疑人莫四（性别男，出生日期1990年1月2日，住址清河县北街5号）执行拘留，",
        "送清河县看守所羁押。",
    )
    assert found["address"] == "清河县北街5号"


def test_an_address_in_running_text_goes_on_below() -> None:
    found = values(
        "bail_decision",
        "取保候审决定书",
        "犯罪嫌疑人莫小燕，性别女，出生日期1985年11月2日，住址清河市新华",
        "区光明里5-2-301，单位及职业清河商场售货员。",
    )
    assert found["address"] == "清河市新华区光明里5-2-301"


def test_labels_above_their_values() -> None:
    row = [("姓名", "李大"), ("性别", "男"), ("出生日期", "1990年6月15日")]
    cells = tuple(
        Cell(0, line, column, pair[line], Box(60 + 90 * column, 60 + 20 * line, 150 + 90 * column, 80 + 20 * line))
        for line in (0, 1)
        for column, pair in enumerate(row)
    )
    found = values("body_check_record", "人身检查记录", cells=cells)
    assert (found["person"], found["sex"], found["birth_date"]) == ("李大", "男", "1990-06-15")


def test_how_somebody_came_to_the_police_is_told_in_sentences() -> None:
    found = values(
        "arrival_explanation",
        "到 案 经 过",
        "2025年3月1日，我队立案侦查。2025年3月5日8时20分，民警卫青、霍去在清河县北街5号将犯罪嫌疑人李大抓获归案。",
    )
    assert (found["suspect_name"], found["at"]) == ("李大", "2025-03-05T08:20")


def test_numbers_of_institutes_and_addressed_offices() -> None:
    assert (
        values("expert_opinion", "价格认定结论书", "清认定〔2025〕41号", "一、基本情况")["doc_no"]
        == "清认定〔2025〕41号"
    )
    found = values("evidence_collection_notice", "调取证据通知书", "清河县视频监控服务中心：", "我局需调取下列证据。")
    assert found["addressee"] == "清河县视频监控服务中心"

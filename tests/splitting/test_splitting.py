"""Where documents begin and what they are."""

from __future__ import annotations

import pytest

from reviewer.core.casefile import Box, Line, Origin, Page
from reviewer.splitting.contents import rows_of
from reviewer.splitting.kinds import counter_of, is_contents, kinds_of_title, start_of
from reviewer.splitting.volumes import Guess, split


def page(number: int, *lines: str, origin: Origin = Origin.LAYER) -> Page:
    placed = tuple(
        Line(text, Box(297 - 6 * len(text), 40 + 20 * index, 297 + 6 * len(text), 54 + 20 * index))
        for index, text in enumerate(lines)
    )
    return Page("s1", number, 595, 842, placed, origin=origin)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("讯 问 笔 录", "interrogation_record"),
        ("第 二 次 讯问笔录", "interrogation_record"),
        ("询问笔录（第1次）", "interview_record"),
        ("拘 留 证（副本）", "detention_warrant"),
        ("呈请延长拘留期限报告书", "request_report"),
        ("某某县公安局物证鉴定所法医学人体损伤程度鉴定书", "expert_opinion"),
        ("某某市公安局治安管理大队治安调解协议书", "mediation_agreement"),
        ("行政案件立案告知书", "administrative_filing_notice"),
        ("批准逮捕决定书", "arrest_approval_prosecutor"),
        ("某村三组泵房现场平面示意图", "scene_sketch"),
        ("行行政政处处罚罚决决定定书书", "penalty_decision"),
    ],
)
def test_titles(title: str, kind: str) -> None:
    assert kind in kinds_of_title(title)


@pytest.mark.parametrize(
    "text", ["本拘留证已向我宣布。", "根据《拘留证》执行", "被拘留人", "二〇二六年三月八日", "犯罪嫌疑人张某供述："]
)
def test_what_only_mentions_a_form_is_no_title(text: str) -> None:
    assert kinds_of_title(text) == ()


def test_contents_are_recognised_before_their_rows_are_taken_for_titles() -> None:
    contents = page(
        2, "卷内文书目录", "序号 责任者 文号 题名 日期 页号", "1 某县公安局 受案登记表 2026.3.2 1",
        "2 某县公安局 某公（刑）立字〔2026〕8号 立案决定书 2026.3.4 2", "3 某县公安局 拘留证 2026.3.9 3-4",
    )  # fmt: skip
    assert is_contents(contents)
    rows = rows_of([contents])
    assert [(row.title, row.first, row.last) for row in rows] == [
        ("受案登记表", 1, 1), ("立案决定书", 2, 2), ("拘留证", 3, 4),
    ]  # fmt: skip
    assert rows[1].doc_no == "某公(刑)立字[2026]8号"


def test_pages_without_a_title_go_on() -> None:
    documents = split(
        [
            page(1, "立案决定书", "某公（刑）立字〔2026〕8号", "决定立案侦查。"),
            page(2, "讯问笔录", "时间 2026年3月8日9时", "问：讲一下经过。", "第 1 页 共 3 页"),
            page(3, "答：我去了。", "问：然后呢？", "第 2 页 共 3 页"),
            page(4, "讯问笔录", "答：没有了。", "第 3 页 共 3 页"),
            page(5, origin=Origin.BLANK),
            page(6, "询问笔录", "问：你是谁？", "第 1 页 共 1 页"),
        ]
    )
    assert [(one.type, one.first_page, one.last_page) for one in documents] == [
        ("filing_decision", 1, 1), ("interrogation_record", 2, 5), ("interview_record", 6, 6),
    ]  # fmt: skip


def test_one_title_of_two_forms_is_told_by_the_words_of_the_page() -> None:
    criminal = page(1, "传唤证", "根据刑事诉讼法，兹传唤犯罪嫌疑人张某")
    administrative = page(2, "传唤证", "根据治安管理处罚法第九十六条，现传唤你")
    assert [one.type for one in split([criminal, administrative])] == ["summons_criminal", "summons_administrative"]


def test_the_contents_table_names_what_bears_no_title() -> None:
    pages = [
        page(
            1, "卷内文书目录", "1 某县公安局 立案决定书 2026.3.4 1", "2 某县公安局 扣押清单 2026.3.4 2",
            "3 手机聊天截图 2026.3.5 3", "4 某县公安局 拘留证 2026.3.6 4",
        ),
        page(2, "立案决定书", "决定立案侦查"), page(3, "扣押清单", "手机一部"),
        page(4, "你把钱转过来", "好的马上", "2026-03-01 10:22"), page(5, "拘留证", "执行拘留"),
    ]  # fmt: skip
    documents = split(pages)
    assert [(one.type, one.first_page) for one in documents] == [
        ("volume_contents", 1), ("filing_decision", 2), ("seizure_list", 3), ("documentary_evidence_copy", 4),
        ("detention_warrant", 5),
    ]  # fmt: skip


def test_every_page_belongs_to_one_document_also_when_nothing_is_known() -> None:
    documents = split([page(1, "不知所云"), page(2, "还是不知"), page(3, origin=Origin.UNREAD)])
    assert [one.type for one in documents] == ["unknown"]
    assert (documents[0].first_page, documents[0].last_page) == (1, 3)


def test_a_classifier_decides_what_titles_cannot() -> None:
    pages = [page(1, "立案决定书", "决定立案"), page(2, "姓名 张三", "检查医生 李四", "适宜羁押")]
    documents = split(pages, classifier=lambda one: Guess("medical_entry_check", 0.95))
    assert [one.type for one in documents] == ["filing_decision", "medical_entry_check"]


def test_counters() -> None:
    assert counter_of(page(1, "问：说吧。", "第 2 页 共 5 页")) == (2, 5)
    assert counter_of(page(1, "问：说吧。", "第 2 页 共   页")) == (2, None)
    assert counter_of(page(1, "问：说吧。", "3/7")) == (3, 7)
    assert counter_of(page(1, "问：说吧。", "答：好。")) is None
    assert start_of(page(1, "问：拘留证看过吗？")) is None


def contents(*rows: str) -> Page:
    return page(1, "卷内文书目录", "序号 责任者 题名 日期 页号", *rows)


def test_the_classifier_names_what_the_contents_name_by_no_form() -> None:
    guesses = {3: Guess("work_explanation", 0.9), 4: Guess("continuation", 0.9)}
    documents = split(
        [
            contents(
                "1 某县公安局 立案决定书 2026.3.1 1",
                "2 某县公安局 关于某某的材料 2026.3.2 2",
                "3 某县公安局 拘留证 2026.3.3 4",
            ),
            page(2, "立案决定书", "决定立案侦查。"),
            page(3, "我单位民警工作中发现", "特此说明。"),
            page(4, "二、其他有关情况", "没有。"),
            page(5, "拘留证", "执行拘留。"),
        ],
        classifier=lambda one: guesses.get(one.number, Guess("continuation", 0.3)),
    )  # fmt: skip
    assert [(one.type, one.first_page, one.last_page) for one in documents][2] == ("work_explanation", 3, 4)


def test_a_row_with_a_wrong_page_does_not_cut_a_document() -> None:
    documents = split(
        [
            contents(
                "1 某县公安局 立案决定书 2026.3.1 1",
                "2 某县公安局 现场勘验笔录 2026.3.2 2",
                "3 某县公安局 拘留证 2026.3.3 3",
            ),
            page(2, "立案决定书", "决定立案侦查。"),
            page(3, "现场勘验笔录", "现场位于某村。"),
            page(4, "四、提取痕迹物证情况", "提取足迹一枚。"),
            page(5, "拘留证", "执行拘留。"),
        ]
    )  # fmt: skip
    assert [(one.type, one.first_page, one.last_page) for one in documents][2:] == [
        ("scene_examination_record", 3, 4), ("detention_warrant", 5, 5),
    ]  # fmt: skip

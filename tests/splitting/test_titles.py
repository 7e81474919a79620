"""Every form is known by its titles, however they are printed."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from reviewer.core.casefile import Box, Line, Page
from reviewer.law.forms import load_forms
from reviewer.splitting.kinds import kinds_of_title, start_of, unnamed_title

Printed = list[tuple[str, float, str]]  # text, size, and whether it stands in the centre, left or right


def page_of(printed: Printed) -> Page:
    lines, top = [], 60.0
    for text, size, where in printed:
        width = sum(size if character > "\u2e7f" else size / 2 for character in text)
        left = {"centre": 297 - width / 2, "left": 70.0, "right": 525 - width}[where]
        lines.append(Line(text, Box(left, top, left + width, top + size)))
        top += 1.6 * size
    for _ in range(6):
        text = "本页由办案单位填写，填写内容应当真实、完整、清楚，不得随意涂改。"
        lines.append(Line(text, Box(70, top, 70 + 12 * len(text), top + 12)))
        top += 22
    return Page("s1", 1, 595, 842, tuple(lines))


LAYOUTS: dict[str, Callable[[str], Printed]] = {
    "alone": lambda title: [(title, 22, "centre")],
    "spaced out": lambda title: [(" ".join(title), 22, "centre")],
    "below its office": lambda title: [("甲县公安局", 20, "centre"), (title, 22, "centre")],
    "after its office": lambda title: [("某某省清河县公安局" + title, 18, "centre")],
    "after a branch office": lambda title: [("清河市公安局桥东分局 " + title, 18, "centre")],
    "copy": lambda title: [(title + "（副本）", 22, "centre")],
    "stub": lambda title: [("甲县公安局", 20, "centre"), (title, 22, "centre"), ("（存 根）", 14, "centre")],
    "note of the copy above": lambda title: [("（此联附卷）", 10, "right"), (title, 22, "centre")],
    "number of the form": lambda title: [
        ("公安机关刑事法律文书式样之二十三", 9, "left"), ("第 12 页", 9, "right"), ("甲县公安局", 20, "centre"),
        (title, 22, "centre"), ("甲公（刑）字〔2025〕12号", 12, "right"),
    ],
    "at the left": lambda title: [(title, 16, "left")],
    "attachment": lambda title: [("附件3：", 12, "left"), (title, 20, "centre")],
    "two lines": lambda title: [
        ("甲县公安局", 20, "centre"),
        (title[: len(title) // 2], 22, "centre"),
        (title[len(title) // 2 :], 22, "centre"),
    ],
}  # fmt: skip


def titles() -> list[tuple[str, str]]:
    """The titles of all forms, without remarks; only those that can stand on a paper as they are."""
    found = []
    for form in load_forms().values():
        for title in form.titles:
            plain = re.sub(r"（[^（）]*）", "", title)
            if "前案" not in title and "第 次" not in title and not any(mark in plain for mark in "/…"):
                found.append((form.id, plain))
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_form_is_known_by_every_title(layout: str) -> None:
    missed = []
    for kind, title in titles():
        if layout == "two lines" and len(title) < 6:
            continue
        start = start_of(page_of(LAYOUTS[layout](title)))
        if start is None or kind not in start.kinds:
            missed.append((kind, title))
    assert missed == []
    assert len({kind for kind, _ in titles()}) >= 138


@pytest.mark.parametrize(
    ("title", "kind"),
    [line.split() for line in """
        刑事拘留证 detention_warrant
        刑事传唤证 summons_criminal
        行政传唤证 summons_administrative
        提请逮捕书 arrest_request
        移送审查起诉意见书 prosecution_opinion
        诉讼权利义务告知书（犯罪嫌疑人） rights_notice_suspect
        证人诉讼权利、义务告知书 rights_notice_witness
        被害人诉讼权利和义务告知书 rights_notice_victim
        第三次讯问笔录 interrogation_record
        讯问未成年人笔录 interrogation_record
        询问笔录（被害人） interview_record
        询问证人笔录 interview_record
        讯（询）问笔录 interrogation_record
        现场勘查记录 scene_examination_record
        扣押物品文件清单 seizure_list
        扣押物品和文件清单（第一联） seizure_list
        毒品成分检验意见书 expert_opinion
        治安管理处罚决定书 penalty_decision
        治安管理当场处罚决定书 onspot_penalty_decision
        不予处罚决定书 no_penalty_decision
        治安管理处罚告知笔录 penalty_prior_notice
        被拘留人家属通知书 detention_family_notice_admin
        关于犯罪嫌疑人李四到案经过的说明 arrival_explanation
        抓获情况说明 arrival_explanation
        侦查终结报告 request_report
        取保候审保证金收据 bail_deposit_notice
        尿液检测报告书 drug_onsite_test_report
        先行登记保存证据清单 preservation_list_admin
        合适成年人到场通知书 minor_guardian_notice
        随案移送物品清单 transfer_list
        发还物品清单 return_list
        居民身份证复印件 identity_certificate
        鉴定意见告知书 expert_opinion_notice
        远程勘验工作记录 electronic_extraction_record
        诉讼文书卷目录 volume_contents
        公安行政案件卷宗 volume_cover
        案件移送通知书 case_transfer_notice
        变更强制措施决定书 measure_change_notice
    """.strip().splitlines()],
)  # fmt: skip
def test_titles_that_no_list_holds(title: str, kind: str) -> None:
    assert kind in kinds_of_title(title)


def test_a_title_of_no_known_form_still_begins_a_document() -> None:
    assert unnamed_title(page_of([("毒品称量笔录", 22, "centre")])) == "毒品称量笔录"
    assert unnamed_title(page_of([("以上是我的笔录", 12, "left")])) == ""

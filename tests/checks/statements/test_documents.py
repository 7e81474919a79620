"""Statements against documents."""

from __future__ import annotations

from reviewer.checks.statements.documents import document_conflicts
from reviewer.checks.statements.records import read_records
from reviewer.checks.statements.relation import Conflict
from reviewer.core.casefile import CaseFile, Document, Line, Page
from reviewer.core.facts import Field
from tests.checks.statements.sketch import NOWHERE, case, record


def paper(type: str, *lines: str, **fields: str) -> Document:
    page = Page("9.txt", 1, lines=tuple(Line(text, NOWHERE) for text in lines))
    return Document(
        "d9", type, "9.txt", 1, 1, (page,), None, 1.0, {name: Field(name, value) for name, value in fields.items()}
    )


def held(file: CaseFile) -> tuple[Conflict, ...]:
    return document_conflicts(file, read_records(file))


def test_alarm() -> None:
    alarm = paper("alarm_record", received_at="2026-05-09T19:32")
    near = record(1, "赵乙", "后来呢？", "晚上七点半左右我打的报警电话。")
    far = record(1, "赵乙", "后来呢？", "晚上十点多我打的报警电话。")
    assert held(case(near, alarm)) == ()
    assert [found.aspect for found in held(case(far, alarm))] == ["time"]


def test_side_of_an_injury() -> None:
    opinion = paper("expert_opinion", "被鉴定人赵乙左侧第5、6肋骨骨折，构成轻伤二级。")
    left = record(1, "赵乙", "伤在哪里？", "左边肋骨断了两根。")
    right = record(1, "赵乙", "伤在哪里？", "右边肋骨断了两根。")
    assert held(case(left, opinion)) == ()
    assert [found.aspect for found in held(case(right, opinion))] == ["amount"]


def test_seized_goods() -> None:
    listed = paper("seizure_list", "1 麻将机 1台 旧", "2 账本 2本 红皮")
    same = record(1, "赵乙", "民警扣押了哪些东西？", "麻将机一台、账本两本。")
    other = record(1, "赵乙", "民警扣押了哪些东西？", "账本五本。")
    assert held(case(same, listed)) == ()
    assert len(held(case(other, listed))) == 1


def test_money_that_was_seized() -> None:
    listed = paper("seizure_list", "1 人民币 3500元 百元面额35张")
    same = record(1, "赵乙", "从你身上扣押了什么？", "现金三千五百元。", suspect=True)
    other = record(1, "赵乙", "从你身上扣押了什么？", "现金五千三百元。", suspect=True)
    assert held(case(same, listed)) == ()
    assert [found.aspect for found in held(case(other, listed))] == ["amount"]


def test_drink_against_the_blood() -> None:
    opinion = paper("expert_opinion", "被检人：赵乙。从送检的血样中检出乙醇成分，", "乙醇含量为152.30mg/100mL。")
    sober = record(1, "赵乙", "当晚你喝酒了吗？", "没有，我没喝酒。", suspect=True)
    drank = record(1, "赵乙", "当晚你喝酒了吗？", "喝了半斤白酒。", suspect=True)
    other = record(1, "钱甲", "当晚你喝酒了吗？", "没有，我没喝酒。")
    assert [found.aspect for found in held(case(sober, opinion))] == ["state"]
    assert held(case(drank, opinion)) == ()
    assert held(case(other, opinion)) == ()


def test_drink_of_one_of_two_who_are_named() -> None:
    opinion = paper("expert_opinion", "赵乙与钱甲发生碰撞。血样中乙醇含量为152.30mg/100mL。")
    sober = record(1, "赵乙", "当晚你喝酒了吗？", "没有，我没喝酒。", suspect=True)
    assert held(case(sober, record(2, "钱甲", "后来呢？", "后来交警来了。"), opinion)) == ()


def test_drugs_against_the_urine() -> None:
    report = paper("drug_onsite_test_report", "被检测人：赵乙", "检测结果：甲基苯丙胺呈阳性")
    never = record(1, "赵乙", "你吸食过毒品吗？", "没有，我从来没碰过毒品。", suspect=True)
    took = record(1, "赵乙", "你吸食过毒品吗？", "吸过，前天在宾馆吸了几口。", suspect=True)
    assert [found.aspect for found in held(case(never, report))] == ["state"]
    assert held(case(took, report)) == ()


def test_place_of_the_scene() -> None:
    scene = paper("scene_examination_record", "现场勘验笔录", place="某市某区杨柳小区3号楼201室")
    same = record(1, "赵乙", "案发地点在哪里？", "就在杨柳小区，我家里。")
    near = record(1, "赵乙", "案发地点在哪里？", "在人民路和解放路口旁边。")
    other = record(1, "赵乙", "案发地点在哪里？", "在枫林小区门口。")
    assert held(case(same, scene)) == ()
    assert held(case(near, scene)) == ()
    assert [found.aspect for found in held(case(other, scene))] == ["place"]

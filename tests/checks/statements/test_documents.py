"""Statements against documents."""

from __future__ import annotations

from reviewer.checks.statements.documents import document_conflicts
from reviewer.core.casefile import Document, Line, Page
from reviewer.core.facts import Field
from tests.checks.statements.sketch import NOWHERE, case, record


def paper(type: str, *lines: str, **fields: str) -> Document:
    page = Page("9.txt", 1, lines=tuple(Line(text, NOWHERE) for text in lines))
    return Document(
        "d9", type, "9.txt", 1, 1, (page,), None, 1.0, {name: Field(name, value) for name, value in fields.items()}
    )


def test_alarm() -> None:
    alarm = paper("alarm_record", received_at="2026-05-09T19:32")
    near = record(1, "赵乙", "后来呢？", "晚上七点半左右我打的报警电话。")
    far = record(1, "赵乙", "后来呢？", "晚上十点多我打的报警电话。")
    assert document_conflicts(case(near, alarm)) == ()
    assert [found.aspect for found in document_conflicts(case(far, alarm))] == ["time"]


def test_side_of_an_injury() -> None:
    opinion = paper("expert_opinion", "被鉴定人赵乙左侧第5、6肋骨骨折，构成轻伤二级。")
    left = record(1, "赵乙", "伤在哪里？", "左边肋骨断了两根。")
    right = record(1, "赵乙", "伤在哪里？", "右边肋骨断了两根。")
    assert document_conflicts(case(left, opinion)) == ()
    assert [found.aspect for found in document_conflicts(case(right, opinion))] == ["amount"]


def test_seized_goods() -> None:
    listed = paper("seizure_list", "1 麻将机 1台 旧", "2 账本 2本 红皮")
    same = record(1, "赵乙", "民警扣押了哪些东西？", "麻将机一台、账本两本。")
    other = record(1, "赵乙", "民警扣押了哪些东西？", "账本五本。")
    assert document_conflicts(case(same, listed)) == ()
    assert len(document_conflicts(case(other, listed))) == 1

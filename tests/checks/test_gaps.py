"""Looking for papers: what counts as found, as absent, and as doubtful; the steps of the case-handling area."""

from __future__ import annotations

import pytest

from reviewer.checks.cards import load_cards
from reviewer.checks.relations.area import areas
from reviewer.checks.relations.gaps import Gaps, search
from reviewer.checks.sketch import read_sketch
from reviewer.checks.view import CaseView
from reviewer.core.finding import Outcome, Severity


def view(text: str) -> CaseView:
    return CaseView(read_sketch(text, kind="criminal"))


@pytest.mark.parametrize(
    ("text", "found", "doubtful"),
    [
        ("取保候审决定书 | 当事人 张某\n取保候审执行通知书 | 当事人 张某", True, False),
        ("取保候审决定书 | 当事人 张某", False, False),
        # its pages were taken for the decision's: the title at the head of a page is enough
        ("取保候审决定书 | 当事人 张某\n收取保证金通知书 | 文 取保候审执行通知书 | 文 由你单位执行", True, False),
        # the contents table names it
        ("取保候审决定书 | 当事人 张某\n卷内文书目录 | 文 9 取保候审执行通知书 2026.3.5", False, True),
        ("取保候审决定书 | 当事人 张某\n@ 未读 第9页", False, True),
        ("@ 零散\n取保候审决定书 | 当事人 张某", False, True),
    ],
)
def test_search(text: str, found: bool, doubtful: bool) -> None:
    result = search(view(text), "bail_decision", titles=("取保候审执行通知",), person="张某")
    assert (result.found, bool(result.doubt)) == (found, doubtful)
    assert result.absent is not (found or doubtful)


def test_gaps_give_one_answer_of_the_worst_severity() -> None:
    case = view("取保候审决定书 | 当事人 张某")
    gaps = Gaps(load_cards()["DOC007"], "x", case.case.documents[0].span(), person="张某")
    assert gaps.verdict("齐全").outcome is Outcome.SATISFIED
    gaps.doubt("看不清")
    assert gaps.verdict("齐全").outcome is Outcome.UNDETERMINED
    gaps.add("缺甲", severity=Severity.NOTICE)
    assert gaps.verdict("齐全").severity is Severity.NOTICE
    gaps.add("缺乙", severity=Severity.UNLAWFUL)
    verdict = gaps.verdict("齐全")
    assert (verdict.outcome, verdict.severity) == (Outcome.VIOLATED, Severity.UNLAWFUL)
    assert verdict.message == "张某：缺甲；缺乙"


def test_steps_of_the_area() -> None:
    text = (
        "办案区使用登记表 | 当事人 张某 | 文 入区登记 2026.3.10 09:22 2026.3.10 09:28 登记台"
        " | 文 用餐、休息 2026年3月10日12:00 至 2026年3月10日12:30 候问室"
    )
    (area,) = areas(view(text))
    assert area.person == "张某"
    assert str(area.first("入区")) == "2026年3月10日9时22分"
    assert area.of("用餐") == area.of("休息") != []
    assert area.first("讯问") is None

"""Which law decides about an act, and what makes the key of a finding."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from reviewer.checks.cards import load_cards
from reviewer.checks.run import run
from reviewer.checks.sketch import read_sketch
from reviewer.core.finding import Finding, Outcome
from reviewer.pipeline import judge
from reviewer.reports import json as json_report

CARDS = load_cards()

# Reported before the new law came into force; the second questioning took place after that.
OVER_NEW_YEAR = """
@ 行政 | 判断日 2026-02-20 | 人 张某 违法行为人 1990-01-01 男
受案登记表 | 接报 2025-12-29 09:00 | 落款 2025-12-29
summons_administrative | 当事人 张某 | 到达 {first} 09:00 | 离开 {first} 18:30
summons_administrative | 当事人 张某 | 到达 {second} 09:00 | 离开 {second} 18:30
"""


def answers(text: str, *codes: str, law_of: date | None = None) -> list[Finding]:
    case = read_sketch(text, kind="administrative")
    return list(run(case, [CARDS[code] for code in codes], law_of=law_of).findings)


@pytest.mark.parametrize(
    ("first", "second", "rules"),
    [
        ("2025-12-29", "2025-12-30", ["TIM503", "TIM503"]),
        ("2025-12-29", "2026-01-05", ["TIM503", "TIM504"]),
        ("2026-01-04", "2026-01-05", ["TIM504", "TIM504"]),
    ],
)
def test_the_law_of_the_day_of_each_act_decides(first: str, second: str, rules: list[str]) -> None:
    found = answers(OVER_NEW_YEAR.format(first=first, second=second), "TIM503", "TIM504")
    assert sorted(one.rule for one in found) == rules
    versions = {one.rule: {law.version for law in one.authority if law.law == "治安管理处罚法"} for one in found}
    assert versions == {rule: {"2025修订" if rule == "TIM504" else "2012修正"} for rule in rules}


def test_the_law_of_another_day_takes_the_place_of_all() -> None:
    text = OVER_NEW_YEAR.format(first="2025-12-29", second="2026-01-05")
    assert {one.rule for one in answers(text, "TIM503", "TIM504", law_of=date(2026, 3, 1))} == {"TIM504"}
    assert {one.rule for one in answers(text, "TIM503", "TIM504", law_of=date(2020, 3, 1))} == {"TIM503"}


def test_a_card_that_was_not_law_in_the_days_of_the_case_says_so() -> None:
    case = read_sketch(OVER_NEW_YEAR.format(first="2025-12-29", second="2025-12-30"), kind="administrative")
    check = run(case, [CARDS["CON507"]]).checks[0]
    assert check.outcome is Outcome.NOT_APPLICABLE
    assert "尚未施行" in check.reason


def test_the_report_names_the_law_that_was_used() -> None:
    case = read_sketch(OVER_NEW_YEAR.format(first="2025-12-29", second="2026-01-05"), kind="administrative")
    report = json_report.report(judge(case, law_of=date(2020, 3, 1)))
    assert report["law_of"] == "2020-03-01"
    assert json_report.report(judge(case))["law_of"] is None


def test_keys_stay_when_a_page_is_added() -> None:
    """Another paper in front: every document has another number and other pages."""
    for code, card in CARDS.items():
        for example in card.fires:
            case = read_sketch(example, kind=card.kind)
            later = tuple(
                replace(
                    one,
                    id=f"x{one.id}",
                    first_page=one.first_page + 1,
                    last_page=one.last_page + 1,
                    pages=tuple(replace(page, number=page.number + 1) for page in one.pages),
                    marks=tuple(replace(m, span=replace(m.span, page=m.span.page + 1)) for m in one.marks),
                )
                for one in case.documents
            )
            before = {one.key for one in run(case, [card]).findings}
            after = {one.key for one in run(replace(case, documents=later), [card]).findings}
            assert before == after, code

"""Decisions on both data bases: nothing is overwritten, and a click is one row."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from reviewer.core.errors import StoreError
from reviewer.store import cases, decisions
from reviewer.store.cases import Filter
from reviewer.store.engine import Store
from reviewer.store.problems import MissingError, StaleError
from tests.store.conftest import finding, make_case

KEY = finding(0).key


def decide(
    store: Store, case: str, verdict: str, *, seen: int, actor: str = "甲", **more: object
) -> decisions.Decision:
    return decisions.decide(store, case=case, key=KEY, verdict=verdict, actor=actor, seen=seen, **more)  # type: ignore[arg-type]


def test_a_stale_write_is_refused_and_shows_what_the_other_decided(any_store: Store) -> None:
    case = make_case(any_store)
    decide(any_store, case, "confirm", seen=0, actor="甲", note="看过")
    with pytest.raises(StaleError) as refused:
        decide(any_store, case, "reject", seen=0, actor="乙", reason="misread")
    assert refused.value.current is not None
    assert (refused.value.current.actor, refused.value.current.verdict) == ("甲", "confirm")
    assert "甲" in str(refused.value)
    assert len(decisions.history(any_store, case)[KEY]) == 1


def test_a_double_click_is_one_row(any_store: Store) -> None:
    case = make_case(any_store)
    first = decide(any_store, case, "confirm", seen=0, token="click")
    assert decide(any_store, case, "confirm", seen=0, token="click") == first
    assert len(decisions.history(any_store, case)[KEY]) == 1


def test_undo_adds_a_row_that_brings_back_what_stood(any_store: Store) -> None:
    case = make_case(any_store)
    decide(any_store, case, "confirm", seen=0)
    decide(any_store, case, "reject", seen=1, reason="misread", note="看错")

    def undo(seen: int) -> str:
        return decisions.undo(any_store, case=case, key=KEY, actor="甲", seen=seen).verdict

    assert undo(2) == "confirm"
    decide(any_store, case, "cannot_tell", seen=3)
    assert undo(4) == "confirm"
    assert undo(5) == "open"
    with pytest.raises(StoreError, match="没有可撤销"):
        undo(6)
    with pytest.raises(StaleError):
        undo(2)
    assert [one.verdict for one in decisions.history(any_store, case)[KEY]] == [
        "confirm", "reject", "confirm", "cannot_tell", "confirm", "open",
    ]  # fmt: skip


def test_rows_can_neither_be_changed_nor_taken_away(any_store: Store) -> None:
    case = make_case(any_store)
    decide(any_store, case, "confirm", seen=0)
    decisions.add_note(any_store, case=case, key=KEY, text="备注", actor="甲")
    for statement in (
        "UPDATE decision SET verdict = 'reject'",
        "DELETE FROM decision",
        "UPDATE audit SET actor = 'x'",
        "DELETE FROM audit",
        "DELETE FROM remark",
    ):
        with pytest.raises(StoreError, match="只能追加"), any_store.write() as connection:
            connection.execute(text(statement))
    assert decisions.standing(any_store, case)[KEY].verdict == "confirm"


def test_the_view_gives_the_highest_line_that_has_an_answer(any_store: Store) -> None:
    case = make_case(any_store)
    decide(any_store, case, "confirm", seen=0)
    decide(any_store, case, "reject", seen=0, actor="乙", line=2, reason="misread")
    decide(any_store, case, "cannot_tell", seen=0, actor="丙", line=3)

    def listed() -> set[str]:
        return {hit.verdict for hit in cases.list_findings(any_store)[0] if hit.key == KEY}

    assert listed() == {"cannot_tell"} == {decisions.standing(any_store, case)[KEY].verdict}
    decisions.undo(any_store, case=case, key=KEY, actor="丙", seen=1, line=3)
    assert listed() == {"reject"} == {decisions.standing(any_store, case)[KEY].verdict}


@pytest.mark.parametrize(
    ("verdict", "more"), [("reject", {}), ("reject", {"reason": "nonsense"}), ("open", {}), ("yes", {})]
)
def test_wrong_answers_are_refused(store: Store, verdict: str, more: dict[str, str]) -> None:
    case = make_case(store)
    with pytest.raises(StoreError):
        decide(store, case, verdict, seen=0, **more)
    assert not decisions.history(store, case)


def test_a_finding_that_is_not_there_cannot_be_decided_on(store: Store) -> None:
    with pytest.raises(MissingError):
        decisions.decide(store, case=make_case(store), key="f" * 16, verdict="confirm", actor="甲", seen=0)


def test_a_draft_lasts_until_something_is_said(any_store: Store) -> None:
    case = make_case(any_store)
    for words in ("写到一", "写到一半"):
        decisions.save_draft(any_store, case=case, key=KEY, actor="甲", text=words)
    assert decisions.drafts(any_store, case=case, actor="甲") == {KEY: "写到一半"}
    assert decisions.drafts(any_store, case=case, actor="乙") == {}
    decide(any_store, case, "confirm", seen=0, actor="乙")
    assert decisions.drafts(any_store, case=case, actor="甲")
    decisions.add_note(any_store, case=case, key=KEY, text="写完了", actor="甲")
    assert decisions.drafts(any_store, case=case, actor="甲") == {}


def test_a_finding_that_is_gone_keeps_its_decision(any_store: Store) -> None:
    case = make_case(any_store, findings=2)
    decide(any_store, case, "confirm", seen=0)
    facts = {"total": 90.0}
    cases.keep(any_store, facts, actor="x", bodies={}, findings=[finding(1)], documents=[], case_id=case)
    kept = {one.finding.key: one.present for one in cases.findings_of(any_store, case)}
    assert kept == {finding(0).key: False, finding(1).key: True}
    assert decisions.standing(any_store, case)[KEY].verdict == "confirm"
    cases.keep(any_store, facts, actor="x", bodies={}, findings=[finding(0), finding(1)], documents=[], case_id=case)
    assert all(one.present for one in cases.findings_of(any_store, case))


def test_filters_and_sorting(any_store: Store) -> None:
    one = make_case(any_store, name="一号", unit="甲所", total=60.0)
    two = make_case(any_store, name="二号%", unit="乙所", total=95.0, findings=1)
    decide(any_store, one, "confirm", seen=0)

    def found(**wanted: object) -> list[str]:
        return [each.id for each in cases.list_cases(any_store, Filter(**wanted), sort="total")[0]]  # type: ignore[arg-type]

    assert found() == [two, one]
    assert found(units=["甲所"]) == [one]
    assert found(lowest=90) == [two]
    assert found(text="%") == [two]
    assert found(text="一号 甲所") == [one]
    assert found(states=["confirm"]) == [one]
    assert found(rules=["TIM"]) == [two, one]
    assert found(rules=["DOC001"]) == []
    assert {each.id: each.pending for each in cases.list_cases(any_store)[0]} == {one: 2, two: 1}
    hits, count = cases.list_findings(any_store, Filter(states=["open"]), limit=2)
    assert (len(hits), count) == (2, 3)
    assert cases.facets(any_store)["units"] == [("乙所", 1), ("甲所", 1)]

"""The logic of the screens, run without a browser."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from reviewer.ui.state import SCREENS

CASE = "demo-criminal"


def app(door: Any, **query: str) -> AppTest:
    """The interface on the screen that the query names."""
    at = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=30)
    at.session_state["door"] = door
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def words(at: AppTest) -> str:
    """Everything that the screen says."""
    kinds = (at.text, at.caption, at.markdown, at.error, at.warning, at.info, at.success, at.code, at.subheader)
    return "\n".join(str(one.value) for kind in kinds for one in kind)


def decided(door: Any) -> list[tuple[str, str]]:
    return [(entry.what, entry.reason) for _, _, entry in door.log]


def test_cases_are_listed_with_score_and_counts(door: Any) -> None:
    at = app(door)
    table = at.dataframe[0].value
    assert list(table["案件名称"]) == [door.review(CASE).case.title]
    assert table["得分"][0] == door.review(CASE).score.total
    assert table["待决定"][0] == len(door.review(CASE).findings)


def test_filters_are_read_from_the_url_and_written_to_it(door: Any) -> None:
    at = app(door, q="没有这样的案件")
    assert at.text_input(key="case_q").value == "没有这样的案件"
    assert not any("案件名称" in table.value.columns and len(table.value) for table in at.dataframe[:1])
    at.text_input(key="case_q").set_value(door.review(CASE).case.title).run()
    assert at.query_params["q"] in (door.review(CASE).case.title, [door.review(CASE).case.title])
    assert len(at.dataframe[0].value) == 1


def test_case_without_hits_of_a_severity_is_filtered_out(door: Any) -> None:
    severities = {finding.severity.value for finding in door.review(CASE).findings}
    missing = ({"unlawful", "defect", "notice"} - severities).pop()
    at = app(door, severity=missing)
    assert "显示 0 件，共 1 件" in words(at)


def test_finding_is_shown_with_law_remedy_and_what_was_looked_for(door: Any) -> None:
    finding = door.review(CASE).findings[0]
    at = app(door, screen="review", case=CASE, finding=finding.key)
    said = words(at)
    assert finding.message in said and finding.remedy in said
    assert finding.authority[0].law in said and finding.authority[0].article in said
    assert all(one in said for one in finding.looked_for)


def test_arithmetic_of_a_period_is_shown(door: Any) -> None:
    first, *others = door.items(CASE)
    door.items = lambda case: [replace(first, arithmetic="起算24小时，历时37小时"), *others]
    assert "起算24小时，历时37小时" in words(app(door, screen="review", case=CASE, finding=first.finding.key))


def test_confirm_and_undo_are_written(door: Any) -> None:
    at = app(door, screen="review", case=CASE)
    at.button(key="button_confirm").click().run()
    assert decided(door) == [("confirmed", "")]
    assert "属实 1" in words(at)
    at.button(key="button_undo").click().run()
    assert decided(door) == [("confirmed", ""), ("open", "")]
    assert "属实 0" in words(at)


def test_rejection_needs_a_reason_and_stays_counted(door: Any) -> None:
    at = app(door, screen="review", case=CASE)
    at.button(key="button_reject").click().run()
    assert decided(door) == []
    code = door.reasons()[1][0]
    at.button(key=f"reason_{code}").click().run()
    assert decided(door) == [("rejected", code)]
    count = len(door.review(CASE).findings)
    assert f"共 {count} 个" in words(at) and "排除 1" in words(at)


def test_stale_decision_is_refused_and_said(door: Any) -> None:
    at = app(door, screen="review", case=CASE)
    item = door.items(CASE)[0]
    # Between drawing and click another session decides.
    door.decide(CASE, key=item.finding.key, decision="rejected", reason="misread", note="", seen=item.version)
    at.button(key="button_confirm").click().run()
    assert "刚才另有人" in words(at)
    assert decided(door) == [("rejected", "misread")]
    assert "排除 1" in words(at)


def test_event_that_is_met_again_is_written_once(door: Any) -> None:
    from reviewer.ui.decisions import Decider

    item = door.items(CASE)[0]
    for _ in range(2):
        door.decide(CASE, key=item.finding.key, decision="confirmed", reason="", note="", seen=0, token="1-a")
    assert decided(door) == [("confirmed", "")]
    assert Decider(door, CASE).wrote is False


def test_note_goes_to_the_history(door: Any) -> None:
    at = app(door, screen="review", case=CASE)
    field = next(one for one in at.text_input if one.placeholder == "备注")
    field.set_value("需要补充核实")
    next(one for one in at.button if one.label == "写入备注").click().run()
    assert door.log[0][2].note == "需要补充核实"
    assert "需要补充核实" in words(at)


def document_shown(door: Any) -> AppTest:
    """The review screen with the first document chosen that has fields."""
    at = AppTest.from_file(str(Path(__file__).parents[2] / "app.py"), default_timeout=30)
    document = next(one for one in door.review(CASE).case.documents if one.fields)
    at.session_state["door"] = door
    at.session_state["wanted_document"] = document.id
    at.session_state["reviewed"] = CASE
    at.query_params["screen"], at.query_params["case"] = "review", CASE
    return at.run()


def test_fields_of_a_document_have_our_names(door: Any) -> None:
    at = document_shown(door)
    names = list(next(one.value for one in at.dataframe if "项目" in one.value.columns)["项目"])
    assert names and not any(name.isascii() for name in names)


def test_correction_says_which_findings_changed_and_can_be_taken_back(door: Any) -> None:
    at = document_shown(door)
    at.button(key="take_back_7").click().run()
    assert "新增问题 1 个，消失 0 个" in words(at) and "＋ SIG001" in words(at)


def test_finding_by_hand_is_written_and_shown(door: Any) -> None:
    at = document_shown(door)
    next(one for one in at.text_area if one.label == "问题是什么").set_value("没有写明羁押处所")
    [one for one in at.button if one.label == "保存"][-1].click().run()
    (made,) = door.extra[CASE]
    assert made.message == "没有写明羁押处所" and made.key in at.query_params["finding"]


def test_arithmetic_is_of_the_period_that_the_finding_is_about() -> None:
    from reviewer.core.finding import Clock, ClockState, Finding, Severity
    from reviewer.desk.service import reckoning

    kept = Clock("TIM011", ClockState.MET, subject="甲", arithmetic="历时4小时")
    exceeded = Clock("TIM011", ClockState.VIOLATED, subject="甲", arithmetic="历时52小时")
    found = Finding("a", "a", "TIM011", Severity.UNLAWFUL, "", "甲：逮捕后通知家属超期", 0.9)
    assert reckoning(found, [kept, exceeded]) == "历时52小时"
    assert reckoning(found, [kept]) == ""
    assert reckoning(found, [exceeded, exceeded]) == ""


def test_failure_says_nothing_of_the_case(door: Any, caplog: pytest.LogCaptureFixture) -> None:
    def broken(case: str) -> Any:
        raise ValueError("张三 110101199001011234")

    door.review = broken
    with caplog.at_level(logging.DEBUG):
        at = app(door, screen="score", case=CASE)
    assert "没有能够显示" in words(at)
    assert "110101199001011234" not in words(at) + caplog.text
    assert "ValueError" in caplog.text


def test_unknown_case_is_said_to_be_gone(door: Any) -> None:
    assert "没有这个案件" in words(app(door, screen="review", case="nobody"))


def test_screen_of_a_case_asks_for_one(door: Any) -> None:
    assert "请先" in words(app(door, screen="timeline"))


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_screen_is_drawn_in_both_languages(door: Any, screen: str, lang: str) -> None:
    at = app(door, screen=screen, case=CASE, lang=lang)
    assert not at.error
    assert ("审查人决定" in words(at)) == (lang == "zh")


def test_score_says_what_was_wrong_right_and_to_do(door: Any) -> None:
    at = app(door, screen="score", case=CASE)
    review = door.review(CASE)
    tables = [table.value for table in at.dataframe]
    assert [len(table) for table in tables[:2]] == [
        len(review.score.deductions),
        sum(one.outcome.value == "satisfied" for one in review.checks),
    ]
    assert at.metric[0].value == f"{review.score.total:g}"
    assert at.metric[1].value == "–"  # nothing decided is no praise


def test_score_by_decisions_counts_confirmed_only(door: Any) -> None:
    from reviewer.scoring import score

    item = max(door.items(CASE), key=lambda one: one.finding.severity.rank)
    door.decide(CASE, key=item.finding.key, decision="confirmed", reason="", note="", seen=item.version)
    at = app(door, screen="score", case=CASE)
    expected = score([item.finding], kind=door.review(CASE).case.kind).total
    assert at.metric[1].value == f"{expected:g}"


def test_report_is_made_on_request(door: Any) -> None:
    at = app(door, screen="score", case=CASE)
    at.button(key="export").click().run()
    assert at.session_state["exported"][3][1].startswith(b"<!")


def test_missing_service_is_said(door: Any) -> None:
    at = app(door, screen="annotation")
    at.button(key="train_now").click().run()
    assert "没有这项功能" in words(at)


def test_rules_are_searched(door: Any) -> None:
    at = app(door, screen="rules", rq="TIM001")
    assert list(at.dataframe[0].value["编号"]) == ["TIM001"]


def test_login_comes_before_everything(door: Any) -> None:
    door.locked, door.someone = True, None
    at = app(door, screen="review", case=CASE)
    assert not at.dataframe and door.review(CASE).case.title not in words(at)
    at.text_input[0].set_value("李")
    at.text_input[1].set_value("wrong")
    at.button[0].click().run()
    assert "口令不对" in words(at)
    at.text_input[1].set_value("right")
    at.button[0].click().run()
    assert door.review(CASE).case.title in words(at)


def test_keys_are_remapped_whole_or_not_at_all(door: Any) -> None:
    at = app(door, screen="settings")
    at.text_input(key="key_confirm").set_value("j")
    next(one for one in at.button if one.label == "保存").click().run()
    assert at.error and "keymap" not in at.session_state
    at.text_input(key="key_confirm").set_value("d")
    next(one for one in at.button if one.label == "保存").click().run()
    assert at.session_state["keymap"]["confirm"] == "d"

"""The service layer on a real case: what the screens do from upload to export."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from reviewer.checks.cards import FOLDER, load_cards
from reviewer.core.errors import CardError, StoreError
from reviewer.core.settings import Settings
from reviewer.desk import learning, office, rulework
from reviewer.desk.correcting import corrected, parsed
from reviewer.desk.entrance import Entrance
from reviewer.desk.service import Desk
from reviewer.pipeline import Review
from reviewer.store import cases, jobs
from reviewer.store.corrections import Correction
from reviewer.store.engine import Store
from reviewer.store.frozen import pack, unpack
from reviewer.store.problems import ForbiddenError, StaleError
from reviewer.store.roles import Actor, Role, local_actor
from tests.store.conftest import make_case

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample" / "demo-criminal"
AS_OF = date(2026, 5, 15)


@pytest.fixture(scope="module")
def entrance(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Entrance]:
    base = tmp_path_factory.mktemp("desk")
    made = Entrance(Settings(data_folder=base / "data", audit_key=base / "key", ocr=False))
    yield made
    made.store.close()


@pytest.fixture(scope="module")
def seen() -> list[tuple[int, int]]:
    return []


@pytest.fixture(scope="module")
def case(entrance: Entrance, seen: list[tuple[int, int]]) -> str:
    found = entrance.desk().import_case(SAMPLE, as_of=AS_OF, progress=lambda done, total: seen.append((done, total)))
    assert found is not None
    return found


@pytest.fixture
def desk(entrance: Entrance, case: str) -> Desk:
    return entrance.desk()


def as_role(desk: Desk, role: Role, *, name: str = "x", person: str = "") -> Desk:
    return Desk(desk.settings, Actor(name, frozenset({role}), person), desk.store)


def test_an_import_is_told_page_by_page_and_listed(desk: Desk, case: str, seen: list[tuple[int, int]]) -> None:
    assert seen[-1] == (31, 31)
    one = desk.info(case)
    assert (one.name, one.pages, one.unread, one.state, one.kind) == ("demo-criminal", 31, 0, "read", "criminal")
    assert one.unlawful + one.defect + one.notice == len(desk.items(case)) == one.pending > 2
    assert jobs.job(desk.store, desk.jobs()[0].id).state == "done"


def test_the_review_comes_back_as_it_was_made(desk: Desk, case: str) -> None:
    review = desk.review(case)
    assert unpack(Review, pack(review)) == review
    report = json.loads(desk.export(case, "json")[1])
    assert [one["key"] for one in report["findings"]] == [one.key for one in review.findings]
    assert len(report["documents"]) == len(review.case.documents) > 20


def test_the_same_files_are_one_case_and_are_not_read_again(desk: Desk, case: str) -> None:
    told: list[int] = []
    assert desk.import_case(SAMPLE, as_of=AS_OF, progress=lambda done, _all: told.append(done)) == case
    assert told == []
    assert desk.list_cases()[1] == 1


def test_a_page_that_findings_rest_on_is_drawn_already(desk: Desk, case: str) -> None:
    span = next(span for item in desk.items(case) for span in item.finding.evidence)
    kept = desk.store.folder / "pages"
    before = set(kept.rglob("*"))
    sheet = desk.page_image(case, source=span.source, page=span.page)
    assert set(kept.rglob("*")) == before
    assert sheet is not None
    from PIL import Image

    with Image.open(io.BytesIO(sheet.picture)) as picture:
        assert picture.width == pytest.approx(sheet.width * 120 / 72, abs=2)
        assert picture.width / picture.height == pytest.approx(sheet.width / sheet.height, abs=0.01)


def test_any_page_can_be_drawn(desk: Desk, case: str) -> None:
    assert desk.page_image(case, source="s1", page=2, dpi=60) is not None
    assert desk.page_image(case, source="s1", page=99) is None
    assert desk.page_image(case, source="s9", page=1) is None


def test_the_scores_of_candidates_and_of_what_is_confirmed(desk: Desk, case: str) -> None:
    start = desk.score(case)
    assert start.confirmed.total == 100
    assert start.candidates.total == desk.review(case).score.total < 100
    key = desk.items(case)[0].finding.key
    desk.decide(case, key, "confirm", seen=0)
    now = desk.score(case)
    assert now.candidates.total == start.candidates.total
    assert now.confirmed.total < 100
    report = json.loads(desk.export(case, "json", confirmed_only=True)[1])
    assert [one["key"] for one in report["findings"]] == [key]
    desk.decide(case, key, "reject", seen=1, reason="misread")
    after = desk.score(case)
    assert after.confirmed.total == 100
    assert after.candidates.total > start.candidates.total
    item = next(one for one in desk.items(case) if one.finding.key == key)
    assert (item.verdict, len(item.history)) == ("reject", 2)  # a rejected finding stays to be seen
    desk.undo(case, key, seen=2)
    desk.undo(case, key, seen=3)
    assert desk.score(case) == start


def test_a_corrected_value_changes_what_depends_on_it_and_comes_back(desk: Desk, case: str) -> None:
    before = desk.review(case)
    paper = next(one for one in before.case.documents if one.type == "interrogation_record")
    changed = desk.correct_field(case, paper.id, field="time_range", value="2020年3月1日10时00分至2020年3月1日12时00分")
    assert changed.new
    fixed = next(one for one in desk.review(case).case.documents if one.id == paper.id)
    assert fixed.value("time_range") == ["2020-03-01T10:00", "2020-03-01T12:00"]
    assert {one.rule for one in changed.new} <= {item.finding.rule for item in desk.items(case)}
    desk.revert_correction(case, desk.corrections(case)[0].id)
    assert desk.review(case) == before
    assert desk.corrections(case) == []


def test_a_corrected_boundary_moves_pages_and_loses_none(desk: Desk, case: str) -> None:
    before = desk.review(case)
    papers = before.case.documents
    paper = next(one for one in papers[1:] if one.last_page > one.first_page)
    desk.correct_document(case, paper.id, type=paper.type, first=paper.first_page, last=paper.first_page)
    after = desk.review(case).case.documents
    numbers = [page.number for one in papers for page in one.pages]
    assert [page.number for one in after for page in one.pages] == numbers
    assert len(after) == len(papers) + 1
    assert {one.id for one in papers} <= {one.id for one in after}
    desk.correct_document(case, paper.id, type="bail_decision", first=paper.first_page - 1, last=paper.last_page)
    grown = desk.review(case).case.documents
    assert [page.number for one in grown for page in one.pages] == numbers
    mine = next(one for one in grown if one.id == paper.id)
    assert (mine.type, mine.first_page, mine.last_page) == ("bail_decision", paper.first_page - 1, paper.last_page)
    for one in reversed(desk.corrections(case)):
        desk.revert_correction(case, one.id)
    assert desk.review(case) == before


def test_a_corrected_mark_is_believed(desk: Desk, case: str) -> None:
    paper = next(one for one in desk.review(case).case.documents if one.marks)
    desk.correct_mark(case, paper.id, index=0, presence="unknown")
    now = next(one for one in desk.review(case).case.documents if one.id == paper.id)
    assert now.marks[0].presence == "unknown"
    desk.revert_correction(case, desk.corrections(case)[0].id)


@pytest.mark.parametrize(
    ("first", "last", "kind"),
    [(5, 4, "bail_decision"), (0, 4, "bail_decision"), (4, 99, "bail_decision"), (4, 4, "nothing")],
)
def test_a_wrong_boundary_is_refused(desk: Desk, case: str, first: int, last: int, kind: str) -> None:
    with pytest.raises(StoreError):
        desk.correct_document(case, "d4", type=kind, first=first, last=last)
    assert desk.corrections(case) == []


def test_a_correction_without_a_place_is_passed_over(desk: Desk, case: str) -> None:
    read = desk.review(case).case
    lost = Correction(1, case, "field", "s7", 900, {}, {"name": "x", "value": 1}, "", "")
    assert corrected(read, [lost]).documents == read.documents


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("issued_at", "2026-3-1", "2026-03-01"),
        ("issued_at", "2026年3月1日", "2026-03-01"),
        ("issued_at", "", None),
        ("time_range", "2026-03-01 10:00/2026-03-01 11:30", ["2026-03-01T10:00", "2026-03-01T11:30"]),
        ("time_range", "2026-03-01T10:00", ["2026-03-01T10:00", None]),
        ("officers", "张三、李四", ["张三", "李四"]),
        ("age", "51", 51),
        ("place", "讯问室 / 3", "讯问室 / 3"),
    ],
)
def test_typed_values_take_the_form_of_the_contract(
    desk: Desk, case: str, name: str, typed: str, expected: object
) -> None:
    paper = next(one for one in desk.review(case).case.documents if one.type == "interrogation_record")
    assert parsed(paper, name, typed) == expected


@pytest.mark.parametrize(("name", "typed"), [("issued_at", "2026-02-30"), ("time_range", "gestern"), ("age", "viel")])
def test_what_is_no_value_is_refused(desk: Desk, case: str, name: str, typed: str) -> None:
    paper = next(one for one in desk.review(case).case.documents if one.type == "interrogation_record")
    with pytest.raises(StoreError):
        parsed(paper, name, typed)


def test_a_finding_by_hand_is_counted_and_decided_on(desk: Desk, case: str) -> None:
    made = desk.add_finding(case, rule="TIM006", severity="defect", message="另有一处", source="s1", page=3)
    item = next(one for one in desk.items(case) if one.finding.key == made.key)
    assert (item.by_hand, item.verdict) == (True, "open")
    desk.decide(case, made.key, "confirm", seen=0)
    report = json.loads(desk.export(case, "json", confirmed_only=True)[1])
    assert made.key in {one["key"] for one in report["findings"]}
    assert any(each.rule == "TIM006" for each in desk.score(case).confirmed.deductions)
    desk.decide(case, made.key, "reject", seen=1, reason="other")
    with pytest.raises(StoreError):
        desk.add_finding(case, rule="NO0001", severity="defect", message="x", source="s1", page=3)


@pytest.mark.parametrize("form", ["text", "html", "docx", "xlsx", "sarif"])
def test_reports(desk: Desk, case: str, form: str) -> None:
    name, content = desk.export(case, form)
    assert name.startswith("demo-criminal.")
    assert len(content) > 200


def test_a_second_reviewer_writes_a_line_of_their_own(desk: Desk, case: str) -> None:
    first = as_role(desk, Role.REVIEWER, name="甲")
    second = as_role(desk, Role.SECOND_REVIEWER, name="乙")
    key = desk.items(case)[1].finding.key
    first.decide(case, key, "confirm", seen=0)
    assert next(one for one in second.items(case) if one.finding.key == key).version == 0
    second.decide(case, key, "reject", seen=0, reason="misread")
    with pytest.raises(StaleError):
        first.decide(case, key, "cannot_tell", seen=0)
    with pytest.raises(ForbiddenError, match="自己"):
        as_role(desk, Role.SECOND_REVIEWER, name="甲").decide(case, key, "confirm", seen=1)
    assert key in {one.unit.split("/")[1] for one in learning.disagreements(desk)}
    as_role(desk, Role.SUPERVISOR, name="丙").decide(case, key, "confirm", seen=0)
    assert learning.disagreements(desk) == []
    assert next(one for one in learning.collected(desk) if one.task == "finding").disagreed == 1


def test_rights_are_asked_here(desk: Desk, case: str) -> None:
    key = desk.items(case)[0].finding.key
    manager, admin = as_role(desk, Role.CASE_MANAGER), as_role(desk, Role.ADMINISTRATOR)
    person = next(one.name for one in desk.review(case).case.persons)
    named = as_role(desk, Role.REVIEWER, person=person)
    for act in (
        lambda: manager.decide(case, key, "confirm", seen=0),
        lambda: manager.save_draft(case, key, "x"),
        lambda: manager.add_note(case, key, "x"),
        lambda: manager.correct_field(case, "d4", field="issued_at", value="2026-01-01"),
        lambda: office.list_accounts(manager),
        lambda: rulework.enable_card(manager, ""),
        lambda: learning.export_corpus(manager),
        admin.list_cases,
        admin.list_findings,
        lambda: admin.review(case),
        lambda: admin.items(case),
        lambda: admin.page_image(case, source="s1", page=1),
        lambda: admin.export(case, "json"),
        lambda: named.review(case),
        lambda: named.decide(case, key, "confirm", seen=0),
        lambda: named.original(case, "s1"),
    ):
        with pytest.raises(ForbiddenError):
            act()
    assert named.list_findings()[1] == 0
    assert named.list_cases()[1] == 1


def test_a_draft_outlives_the_session(desk: Desk, case: str) -> None:
    key = desk.items(case)[2].finding.key
    desk.save_draft(case, key, "写到一半")
    again = Desk(desk.settings, local_actor(), desk.store)
    assert next(one for one in again.items(case) if one.finding.key == key).draft == "写到一半"
    again.add_note(case, key, "写完")
    item = next(one for one in again.items(case) if one.finding.key == key)
    assert (item.draft, [note.text for note in item.notes]) == ("", ["写完"])


def test_looking_and_exporting_are_written_down(desk: Desk, case: str) -> None:
    desk.open_case(case)
    with desk.store.read() as connection:
        actions = set(connection.execute(text("SELECT action FROM audit")).scalars())
    assert {"queue", "import", "open_case", "export", "decide", "undo", "correct", "note"} <= actions
    assert office.verify_audit(desk)[0]


CARD = """
[[rule]]
code = "XAA001"
title = "没有立案决定书"
title_en = "No filing decision"
severity = "notice"
kind = "criminal"
since = 2018-10-26
law = ["刑事诉讼法:112"]
check = {{ form = "present", document = "{document}", absent = "violated" }}
says = "没有立案决定书"
why = "x"
remedy = "x"
fires = '''
拘留证 | 当事人 张某 | 宣布 2026-03-01 10:00 | 第4页
'''
silent = '''
立案决定书 | 签发 2026-03-01 | 第4页
'''
unclear = '''
立案决定书 | 签发 2026-03-01 | 第4页
'''
"""


def test_a_card_that_is_wrong_is_told_and_not_switched_on(desk: Desk, case: str) -> None:
    for card in (CARD.format(document="nothing"), "no toml [", ""):
        trial = rulework.try_card(desk, card)
        assert not trial.good
        assert trial.report
        with pytest.raises(CardError):
            rulework.enable_card(desk, card)
    assert rulework.local_cards(desk) == {}


def test_a_good_card_is_tried_on_the_cases_and_switched_on(desk: Desk, case: str) -> None:
    """One of our own cards that fires in the sample, as a local one."""
    fired = {item.finding.rule for item in desk.items(case) if not item.by_hand}
    code = next(one for one in sorted(fired) if load_cards()[one].fires)
    source = (FOLDER / load_cards()[code].file).read_text(encoding="utf-8")
    start = source.index(f'code = "{code}"')
    end = source.find("[[rule]]", start)
    card = "[[rule]]\n" + source[start : end if end > 0 else None].replace(code, "XAA001")
    trial = rulework.try_card(desk, card)
    assert trial.good, trial.report
    assert {one for one, _ in trial.new} == {case}
    before = desk.book.version()
    assert rulework.enable_card(desk, card) == ("XAA001",)
    assert desk.book.version() != before
    assert list(rulework.local_cards(desk)) == ["XAA001"]
    assert rulework.try_card(desk, card).new == ()
    changed = desk.correct_field(case, "d4", field="note", value="x")  # the rules are held against the case anew
    assert {one.rule for one in changed.new} == {"XAA001"}
    rulework.disable_card(desk, "XAA001")
    assert {one.rule for one in desk.revert_correction(case, desk.corrections(case)[0].id).gone} == {"XAA001"}


def test_ten_thousand_findings_are_filtered_by_the_data_base(store: Store) -> None:
    for number in range(20):
        make_case(store, name=f"{number}号", findings=500)
    _, count = cases.list_findings(store, cases.Filter(text="说明49", severities=["unlawful"], states=["open"]))
    assert count == 20 * 11
    assert cases.list_cases(store, cases.Filter(rules=["TIM006"]), sort="pending")[1] == 20

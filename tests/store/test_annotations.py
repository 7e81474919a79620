"""Labels out of decisions and corrections, agreement, and the way out and back."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from reviewer.core.errors import StoreError
from reviewer.store import annotations, corpus, corrections, decisions
from reviewer.store.annotations import Label, agreed, collected, kappa, labels, uncertain
from reviewer.store.engine import Store
from tests.store.conftest import finding, make_case


def decide(store: Store, case: str, number: int, verdict: str, actor: str, line: int = 1, reason: str = "") -> None:
    decisions.decide(
        store, case=case, key=finding(number).key, verdict=verdict, actor=actor, seen=0, line=line, reason=reason
    )


def correct(store: Store, case: str, kind: str, page: int, after: dict[str, object]) -> None:
    whole = {**after, "sha256": next(iter(store.originals.names())), "path": "01.pdf"}
    with store.write() as connection:
        corrections.add(
            store, connection, case=case, kind=kind, source="s1", page=page, before={}, after=whole, actor="甲"
        )


SHAPE: dict[str, object] = {"type": "bail_decision", "first_page": 1, "last_page": 2}
MARK: dict[str, object] = {
    "kind": "signature", "who": "subject", "label": "", "presence": "absent", "mark_page": 4,
    "box": [1.0, 2.0, 3.0, 4.0], "document_type": "bail_decision", "first_page": 3, "last_page": 7,
}  # fmt: skip


def turn_label(store: Store, case: str) -> Label:
    sha256 = next(iter(store.originals.names()))
    data = {"path": "01.pdf", "sha256": sha256, "page": 2, "question": "你有哪些权利？", "answer": "知道。"}
    unit = annotations.turn_unit(sha256, 2, "你有哪些权利？", "知道。")
    return Label("turns", unit, annotations.acts_label(["rights_told"], []), "甲", "", case, data)


@pytest.mark.parametrize(
    ("pairs", "expected"),
    [
        ([("a", "a"), ("b", "b")], 1.0),
        ([("a", "b"), ("b", "a")], -1.0),
        ([("a", "a"), ("a", "a")], 1.0),
        ([("y", "y")] * 20 + [("n", "n")] * 15 + [("y", "n")] * 5 + [("n", "y")] * 10, 0.4),
    ],
)
def test_kappa(pairs: list[tuple[str, str]], expected: float) -> None:
    assert kappa(pairs) == pytest.approx(expected)


def test_kappa_of_nothing_is_nothing() -> None:
    assert kappa([]) is None


def test_two_lines_are_two_people_and_the_third_settles(any_store: Store) -> None:
    case = make_case(any_store)
    decide(any_store, case, 0, "confirm", "甲")
    decide(any_store, case, 0, "confirm", "乙", line=2)
    decide(any_store, case, 1, "confirm", "甲")
    decide(any_store, case, 1, "reject", "乙", line=2, reason="misread")
    decide(any_store, case, 2, "reject", "甲", reason="misread")
    found = labels(any_store)
    one = next(each for each in collected(found) if each.task == "finding")
    assert (one.examples, one.twice, one.agreed, one.disagreed) == (3, 2, 1, 1)
    assert one.kappa == pytest.approx(0.0)
    units = {each.unit.split("/")[1]: each.label for each in agreed(found)}
    assert units == {finding(0).key: "confirm", finding(2).key: "reject"}
    assert [each.label for each in agreed(found, twice=True)] == ["confirm"]
    decide(any_store, case, 1, "reject", "丙", line=3, reason="misread")
    assert len(agreed(labels(any_store))) == 3
    decisions.undo(any_store, case=case, key=finding(2).key, actor="甲", seen=1)
    assert len(agreed(labels(any_store))) == 2


def test_a_correction_that_was_taken_back_teaches_nothing(store: Store) -> None:
    case = make_case(store)
    correct(store, case, "document", 1, SHAPE)
    assert [one.label for one in labels(store)] == ["bail_decision"]
    number = corrections.active(store, case)[0].id
    with store.write() as connection:
        corrections.add(
            store, connection, case=case, kind="document", source="s1", page=1, before={}, after={}, actor="甲",
            reverts=number,
        )  # fmt: skip
    assert labels(store) == []
    assert corrections.active(store, case) == []


def test_the_least_sure_come_first_and_kinds_in_turn(store: Store) -> None:
    case = make_case(store, findings=4)
    found = uncertain(store, limit=3)
    assert found[0].what == "summons_criminal"
    assert {one.what for one in found} == {"summons_criminal", "bail_decision", "TIM006"}
    decide(store, case, 0, "confirm", "甲")
    assert finding(0).key not in {one.place for one in uncertain(store)}
    assert uncertain(store, but=[case]) == []


def test_export_in_the_form_of_the_corpora(store: Store, tmp_path: Path) -> None:
    case = make_case(store)
    decide(store, case, 0, "confirm", "甲")
    correct(store, case, "document", 1, SHAPE)
    correct(store, case, "field", 3, {"name": "issued_at", "value": "2026-03-01"})
    correct(store, case, "mark", 3, MARK)
    assert corpus.export_corpus(store, tmp_path / "out", actor="甲") == 1
    folder = tmp_path / "out" / case
    truth = json.loads((folder / "truth.json").read_text())
    assert (folder / "01.pdf").read_bytes() == b"original of case"
    assert truth["documents"] == [{"type": "bail_decision", "source": "01.pdf", "first_page": 1, "last_page": 2}]
    assert truth["fields"] == [{"source": "01.pdf", "page": 3, "field": "issued_at", "value": "2026-03-01"}]
    assert truth["findings"] == [{"rule": "TIM006", "pages": [["01.pdf", 1]], "note": ""}]
    assert (truth["judged"], truth["tolerated"]) == (["TIM006"], [])
    (mark,) = truth["marks"]
    assert (mark["present"], mark["page"], mark["bbox"]) == (False, 4, [1.0, 2.0, 3.0, 4.0])
    assert mark["document"] == {"type": "bail_decision", "first_page": 3, "last_page": 7}
    assert truth["case"]["partial"] is True
    with pytest.raises(StoreError, match="不是空的"):
        corpus.export_corpus(store, tmp_path / "out", actor="甲")


@pytest.mark.parametrize(
    ("verdict", "reason", "judged"),
    [("reject", "misread", True), ("reject", "corrected", False), ("cannot_tell", "", False)],
)
def test_only_a_clear_rejection_says_that_a_rule_is_kept(
    store: Store, tmp_path: Path, verdict: str, reason: str, judged: bool
) -> None:
    case = make_case(store)
    decide(store, case, 0, verdict, "甲", reason=reason)
    corpus.export_corpus(store, tmp_path / "out", actor="甲")
    truth = json.loads((tmp_path / "out" / case / "truth.json").read_text())
    assert truth["findings"] == []
    assert (truth["judged"] == ["TIM006"]) is judged
    assert (truth["tolerated"] == ["TIM006"]) is not judged


def test_out_and_back_into_another_store(store: Store, tmp_path: Path) -> None:
    case = make_case(store)
    correct(store, case, "document", 1, SHAPE)
    correct(store, case, "field", 3, {"name": "issued_at", "value": None})
    correct(store, case, "mark", 3, MARK)
    annotations.add(store, [turn_label(store, case)], origin="desk", by="甲")
    corpus.export_corpus(store, tmp_path / "out", actor="甲")
    other = Store(tmp_path / "other", audit_key=tmp_path / "key2")
    assert corpus.import_corpus(other, tmp_path / "out", actor="乙") == 4
    assert corpus.import_corpus(other, tmp_path / "out", actor="乙") == 0
    assert {(one.task, one.label) for one in labels(other)} == {
        ("doctype", "bail_decision"), ("field", "null"), ("mark", "absent"), ("turns", '["question:rights_told"]'),
    }  # fmt: skip
    assert {(one.task, one.unit) for one in labels(other)} == {(one.task, one.unit) for one in labels(store)}
    assert corpus.export_corpus(other, tmp_path / "again", actor="乙") == 1
    folder = next(path for path in (tmp_path / "again").iterdir() if path.is_dir())
    assert json.loads((folder / "truth.json").read_text())["documents"][0]["type"] == "bail_decision"
    with other.read() as connection:
        other.audit.verify(connection)
    other.close()


def test_label_studio_tasks_come_back_with_another_persons_label(store: Store, tmp_path: Path) -> None:
    case = make_case(store)
    decide(store, case, 0, "confirm", "甲")
    corpus.export_corpus(store, tmp_path / "out", actor="甲")
    tasks = json.loads((tmp_path / "out" / "label-studio.json").read_text())
    assert tasks[0]["data"]["text"] == "说明0"
    assert {"value": "reject"} in tasks[0]["data"]["choices"]
    tasks[0]["annotations"][0]["completed_by"] = {"email": "乙"}
    tasks[0]["annotations"][0]["result"][0]["value"]["choices"] = ["reject"]
    (tmp_path / "done.json").write_text(json.dumps(tasks))
    assert corpus.import_corpus(store, tmp_path / "done.json", actor="丙") == 1
    one = next(each for each in collected(labels(store)) if each.task == "finding")
    assert (one.twice, one.disagreed) == (1, 1)
    assert agreed(labels(store)) == []


def test_what_is_offered_comes_back_labelled(store: Store, tmp_path: Path) -> None:
    """Who labels in Label Studio gets the unlabelled units too; of a turn several acts can be chosen, or none."""
    case = make_case(store, findings=1)
    annotations.add(store, [turn_label(store, case)], origin="desk", by="甲")
    corpus.export_corpus(store, tmp_path / "out", actor="甲")
    tasks = json.loads((tmp_path / "out" / "label-studio.json").read_text())
    offered = [one for one in tasks if not one["annotations"]]
    assert {one["data"]["task"] for one in offered} == {"finding", "doctype"}
    for one in tasks:
        chosen = {"turns": ["answer:recusal_asked", "question:rights_told"], "finding": ["confirm"]}
        result = {"type": "choices", "value": {"choices": chosen.get(one["data"]["task"], [])}}
        one["annotations"] = [{"completed_by": {"email": "乙"}, "result": [result]}]
    (tmp_path / "done.json").write_text(json.dumps(tasks))
    assert corpus.import_corpus(store, tmp_path / "done.json", actor="丙") == 2
    found = {(one.task, one.label) for one in labels(store) if one.actor == "乙"}
    assert found == {("finding", "confirm"), ("turns", '["answer:recusal_asked", "question:rights_told"]')}
    assert "finding" not in {one.task for one in uncertain(store)}


@pytest.mark.parametrize("content", ["[]", "{}", "[1]", '[{"data": {}}]', "no json"])
def test_a_file_that_is_no_annotation_is_told(store: Store, tmp_path: Path, content: str) -> None:
    (tmp_path / "x.json").write_text(content)
    with pytest.raises(StoreError):
        corpus.import_corpus(store, tmp_path / "x.json", actor="甲")


def test_a_truth_file_reads_no_file_outside_its_folder(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "in" / "case"
    folder.mkdir(parents=True)
    (tmp_path / "in" / "secret.txt").write_text("secret")
    document = {"type": "bail_decision", "source": "../secret.txt", "first_page": 1, "last_page": 1}
    (folder / "truth.json").write_text(json.dumps({"documents": [document]}))
    with pytest.raises(StoreError, match="不在该文件夹"):
        corpus.import_corpus(store, tmp_path / "in", actor="甲")
    assert list(store.originals.names()) == []


def test_the_export_is_material_for_training(store: Store, tmp_path: Path) -> None:
    from reviewer.training.pages import read_corpus

    sample = Path(__file__).parents[2] / "corpora" / "sample" / "demo-criminal"
    shutil.copytree(sample, tmp_path / "in" / "one")
    corpus.import_corpus(store, tmp_path / "in", actor="甲")
    corpus.export_corpus(store, tmp_path / "out", actor="甲")
    ours, theirs = read_corpus(tmp_path / "out"), read_corpus(tmp_path / "in")
    assert len(theirs[0].pages) > 20
    assert [(one.page.number, one.label) for one in ours[0].pages] == [
        (one.page.number, one.label) for one in theirs[0].pages
    ]


def test_the_same_label_is_kept_once(store: Store) -> None:
    one = Label("doctype", "x/1", "bail_decision", "甲", "", None, {"path": "a"})
    assert annotations.add(store, [one, one], origin="desk", by="甲") == 1

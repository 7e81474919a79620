"""From decisions to a model: labels go beside what is shipped, and only what is better is put in use."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from reviewer import models
from reviewer.checks.statements import model as pair_model
from reviewer.core.settings import Settings
from reviewer.desk import learning
from reviewer.desk.entrance import Entrance
from reviewer.desk.service import Desk
from reviewer.extraction import calibration
from reviewer.splitting.classifier import CONTINUATION
from reviewer.store.problems import ForbiddenError
from reviewer.store.roles import Actor, Role
from reviewer.training import material
from reviewer.training.pages import PACKED, packed, read_corpora, read_corpus
from tests.training.test_doctype import make_case as make_small_case

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "corpora" / "sample"


@pytest.fixture(scope="module")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Small corpora in the form of the shipped ones: one case for marks on each side of the division."""
    base = tmp_path_factory.mktemp("shipped")
    for number in range(36):
        make_small_case(base / "small", number)
    (base / "doctype").mkdir()
    (base / "doctype" / PACKED).write_bytes(packed(read_corpus(base / "small")))
    for task in ("turns", "statements"):
        (base / task).mkdir()
        for part in ("train", "test"):
            lines = (ROOT / "corpora" / task / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
            (base / task / f"{part}.jsonl").write_text("\n".join(lines[::14]), encoding="utf-8")
    for name in ("demo-criminal", "demo-administrative"):
        shutil.copytree(SAMPLE / name, base / "sample" / name)
    return base


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk with one case of which documents, turns, marks and a conflict were judged."""
    base = tmp_path_factory.mktemp("desk")
    entrance = Entrance(Settings(data_folder=base / "data", audit_key=base / "key", ocr=False))
    desk = entrance.desk()
    case = desk.import_case(SAMPLE / "demo-criminal", as_of=date(2026, 5, 15))
    assert case is not None
    review = desk.review(case)
    for document in review.case.documents:
        desk.confirm_document(case, document.id)
    record = next(one for one in review.case.documents if one.type == "interrogation_record")
    for turn in record.turns[:4]:
        desk.label_turn(case, record.id, index=turn.index, asked=["rights_told"], answered=[])
    signed = next(one for one in review.case.documents if any(mark.span.box for mark in one.marks))
    index = next(number for number, mark in enumerate(signed.marks) if mark.span.box)
    desk.correct_mark(case, signed.id, index=index, presence="present")
    conflict = next(item.finding for item in desk.items(case) if item.finding.aspect)
    desk.decide(case, conflict.key, "confirm", seen=0)
    yield desk
    entrance.store.close()


def exported(desk: Desk, folder: Path) -> dict[str, object]:
    from reviewer.store.corpus import export_corpus

    assert export_corpus(desk.store, folder, actor="x") == 1
    found: dict[str, object] = json.loads(next(folder.glob("*/truth.json")).read_text(encoding="utf-8"))
    return found


def test_every_kind_of_judgement_becomes_an_example(desk: Desk, tmp_path: Path) -> None:
    truth = exported(desk, tmp_path / "out")
    assert {name: len(truth[name]) for name in ("turns", "marks", "pairs")} == {"turns": 4, "marks": 1, "pairs": 1}  # type: ignore[arg-type]
    (pair,) = truth["pairs"]  # type: ignore[misc]
    assert pair["label"] == "conflict"
    assert pair["a"]["turns"][0][1] != pair["b"]["turns"][0][1]
    (case,) = read_corpora([tmp_path / "out"])
    papers = [one for one in desk.review(desk.list_cases()[0][0].id).case.documents if len(one.text) > 20]
    assert [one.label for one in case.pages if one.label != CONTINUATION] == [one.type for one in papers]


def test_pages_are_learnt_as_they_were_read(desk: Desk, tmp_path: Path) -> None:
    """A scan has no text layer; its text is the one that was read, and no file is opened again."""
    exported(desk, tmp_path / "out")
    for file in (tmp_path / "out").glob("*/*.pdf"):
        file.write_bytes(b"no more a PDF")
    (case,) = read_corpora([tmp_path / "out"])
    assert len(case.pages) > 20


Prior = Callable[[], None]


def nothing_of_pages() -> None:
    empty = np.zeros((1, 1))
    models.save(
        "doctype", "2026.1", arrays={"idf": [1], "weights": empty, "bias": [0], "calibration": [1, 1, 0]},  # type: ignore[dict-item]
        vocabulary={"labels": ["continuation"], "features": ["#x"]}, card={},
    )  # fmt: skip


def nothing_of_turns() -> None:
    empty = np.zeros((1, 1))
    models.save(
        "turns", "2026.1", arrays={"idf": [1], "weights": empty, "bias": [-9], "thresholds": [9]},  # type: ignore[dict-item]
        vocabulary={"labels": ["rights_told"], "features": ["#x"]}, card={},
    )  # fmt: skip


def nothing_of_statements() -> None:
    """Never a conflict, and what the slots find is doubted."""
    never = pair_model.PairModel(np.zeros(pair_model.width(), dtype="float32"), -20.0, "2026.1")
    pair_model.save(never, {})


def nothing_of_marks() -> None:
    groups = [
        calibration.group_of(kind, presence, way)
        for kind in ("signature", "fingerprint", "seal")
        for presence in ("present", "absent")
        for way in (calibration.LAYER, calibration.SCAN)
    ]
    curves = np.zeros((len(groups), calibration.STEPS))
    models.save("marks", "2026.1", arrays={"curves": curves}, vocabulary={"groups": groups}, card={})


@pytest.mark.parametrize(
    ("task", "prior", "local"),
    [
        ("doctype", nothing_of_pages, lambda card: sum(card["data"]["cases"].values()) - 38),
        ("turns", nothing_of_turns, lambda card: sum(card["data"]["local_rows"].values())),
        ("statements", nothing_of_statements, lambda card: sum(card["data"]["local_rows"].values())),
        ("marks", nothing_of_marks, lambda card: card["data"]["cases"] - 2),
    ],
)
def test_trained_promoted_refused_and_rolled_back(
    desk: Desk, shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, task: str, prior: Prior,
    local: Callable[[dict[str, object]], int],
) -> None:  # fmt: skip
    monkeypatch.setenv(models.VARIABLE, str(tmp_path / "models"))
    monkeypatch.setattr(material, "SHIPPED", shipped)
    prior()
    models.promote(task, "2026.1")
    learning.train(desk, task)
    better = models.load(task)
    assert better is not None
    assert better.version != "2026.1"
    assert local(dict(better.card)) == {"doctype": 1, "turns": 4, "statements": 1, "marks": 1}[task]
    report = learning.train(desk, task)
    assert "没有更好" in report
    assert models.current(task) == better.version
    assert learning.rollback(desk, task) == "2026.1"
    assert models.current(task) == "2026.1"
    manager = Desk(desk.settings, Actor("x", frozenset({Role.CASE_MANAGER})), desk.store)
    for act in (learning.train, learning.rollback):
        with pytest.raises(ForbiddenError):
            act(manager, task)


def test_a_case_never_changes_sides(tmp_path: Path) -> None:
    """However many labels a case gets and whatever stands beside it, it is compared on or trained on for good."""

    def sides(folder: Path, *, cases: int, turns: int) -> tuple[set[str], set[str]]:
        for number in range(cases):
            place = folder / f"case{number}"
            place.mkdir(parents=True)
            turn = {"question": f"问{number}", "answer": "", "acts": {"question": [], "answer": []}}
            truth = {"case": {"id": f"id{number}", "partial": True}, "turns": [turn] * turns}
            (place / "truth.json").write_text(json.dumps(truth), encoding="utf-8")
        rows = material.rows_of([folder], key="turns")
        return {row["case"] for row in rows.train}, {row["case"] for row in rows.test}

    fit, frozen = sides(tmp_path / "few", cases=30, turns=1)
    more_fit, more_frozen = sides(tmp_path / "many", cases=60, turns=3)
    assert fit.isdisjoint(frozen)
    assert (fit, frozen) == (more_fit & (fit | frozen), more_frozen & (fit | frozen))

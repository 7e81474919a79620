"""The pair model: the same both ways round, refused when it is another's, and rolled back by the pointer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviewer import models
from reviewer.checks.statements import model as pair_model
from reviewer.checks.statements.pairs import records_of
from reviewer.core.errors import ModelError
from reviewer.training import tasks
from reviewer.training.statements import read_rows

CORPUS = Path(__file__).parents[3] / "corpora" / "statements"


def small(folder: Path) -> Path:
    rows = read_rows(CORPUS / "train.jsonl")[::12]
    for part in ("train", "test"):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{part}.jsonl").write_text(text, encoding="utf-8")
    return folder


def test_trained_saved_loaded_and_rolled_back(tmp_path: Path) -> None:
    corpus, out = small(tmp_path), tmp_path / "models"
    assert pair_model.load(folder=out) is None
    assert "已保存并启用" in tasks.train("statements", corpora=[corpus], out=out, shipped=None)
    first = pair_model.load(folder=out)
    assert first is not None
    one, two = records_of(read_rows(corpus / "train.jsonl")[0])
    a, b = one.exchanges[0], two.exchanges[0]
    assert first.probability(a, b) == pytest.approx(first.probability(b, a), abs=1e-6)
    assert "未启用" in tasks.train("statements", corpora=[corpus], out=out, shipped=None)  # no better than itself
    second = models.versions("statements", folder=out)[-1]
    models.promote("statements", second, folder=out)
    used = pair_model.load(folder=out)
    assert used is not None and used.version == second
    models.rollback("statements", folder=out)
    back = pair_model.load(folder=out)
    assert back is not None and back.version == first.version
    card = json.loads((out / "statements" / first.version / "card.json").read_text(encoding="utf-8"))
    assert {"slots", "model", "both", "tfidf"} <= set(card["figures"])
    assert card["figures"]["model"]["f1"] > 0.8  # on what it was trained on


def test_a_model_of_other_features_is_refused(tmp_path: Path) -> None:
    models.save(
        "statements",
        "2026.7",
        arrays={"weights": [0.0], "bias": [0.0]},  # type: ignore[dict-item]
        vocabulary={"slots": ["another"], "topics": []},
        card={},
        folder=tmp_path,
    )
    with pytest.raises(ModelError, match="重新训练"):
        pair_model.load("2026.7", folder=tmp_path)


def test_shipped_model_is_in_use_small_and_fits() -> None:
    found = pair_model.load()
    assert found is not None
    assert found.weights.shape == (pair_model.width(),)
    place = models.home()
    assert place is not None
    assert sum(path.stat().st_size for path in (place / "statements").rglob("*") if path.is_file()) < 30_000_000

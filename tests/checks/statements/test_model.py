"""The pair model: the same both ways round, saved without pickle, refused when it is another's."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviewer.checks.statements import model as pair_model
from reviewer.checks.statements.pairs import records_of
from reviewer.core.errors import ModelError
from reviewer.training.statements import evaluate, read_rows, train_and_save

CORPUS = Path(__file__).parents[3] / "corpora" / "statements"


def test_train_save_load_and_refuse(tmp_path: Path) -> None:
    rows = read_rows(CORPUS / "train.jsonl")[::12]
    for part in ("train", "test"):
        text = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (tmp_path / f"{part}.jsonl").write_text(text, encoding="utf-8")
    figures = train_and_save(tmp_path, tmp_path / "out", version="t1")
    assert set(figures) == {"slots", "model", "both", "tfidf"}
    assert figures["model"]["f1"] > 0.8  # on what it was trained on
    found = pair_model.load(tmp_path / "out" / "t1")
    assert found is not None
    one, two = records_of(rows[0])
    a, b = one.exchanges[0], two.exchanges[0]
    assert found.probability(a, b) == pytest.approx(found.probability(b, a), abs=1e-6)
    assert set(evaluate(tmp_path, None)) == {"slots", "tfidf"}
    card = tmp_path / "out" / "t1" / "card.json"
    card.write_text(card.read_text(encoding="utf-8").replace('"format": 1', '"format": 99'), encoding="utf-8")
    pair_model.load.cache_clear()
    with pytest.raises(ModelError, match="train it again"):
        pair_model.load(tmp_path / "out" / "t1")


def test_shipped_model_is_small_and_fits() -> None:
    found = pair_model.load()
    if found is None:
        pytest.skip("no model is shipped")
    assert found.weights.shape == (pair_model.width(),)
    assert sum(path.stat().st_size for path in pair_model.HOME.rglob("*") if path.is_file()) < 30_000_000

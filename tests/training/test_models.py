"""The door to model files: what is saved is loaded again, and nothing that was changed, is missing or is a pickle."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import numpy as np
import pytest

from reviewer import models
from reviewer.core.errors import ModelError
from reviewer.models import Linear


def kept(folder: Path, version: str = "2026.1", value: float = 0.5) -> Path:
    return models.save(
        "demo",
        version,
        arrays={"weights": np.full((3, 2), value)},
        vocabulary={"labels": ["a", "b"], "features": ["x", "y", "#z"]},
        card={"data": {"sha256": "0"}, "configuration": {}, "figures": {}},
        folder=folder,
    )


def test_saved_is_loaded_again(tmp_path: Path) -> None:
    kept(tmp_path)
    model = models.load("demo", "2026.1", folder=tmp_path)
    assert model is not None
    assert model.array("weights", 3, 2).dtype == np.float32
    assert model.words("labels") == ("a", "b")
    assert model.card["files"].keys() == {"weights.npz", "vocabulary.json"}


def test_nothing_is_in_use_before_it_is_promoted(tmp_path: Path) -> None:
    kept(tmp_path)
    assert models.current("demo", folder=tmp_path) is None
    assert models.load("demo", folder=tmp_path) is None
    models.promote("demo", "2026.1", folder=tmp_path)
    assert models.load("demo", folder=tmp_path) is not None


def test_rollback_goes_back_through_the_versions_that_were_in_use(tmp_path: Path) -> None:
    for version in ("2026.1", "2026.2", "2026.10"):
        kept(tmp_path, version)
        models.promote("demo", version, folder=tmp_path)
    assert models.versions("demo", folder=tmp_path) == ("2026.1", "2026.2", "2026.10")
    assert models.next_version("demo", folder=tmp_path, year=2027) == "2027.11"
    assert models.rollback("demo", folder=tmp_path) == "2026.2"
    assert models.current("demo", folder=tmp_path) == "2026.2"
    assert models.rollback("demo", folder=tmp_path) == "2026.1"
    with pytest.raises(ModelError, match="没有可以退回"):
        models.rollback("demo", folder=tmp_path)
    assert not list((tmp_path / "demo").glob(".current-*"))


@pytest.mark.parametrize("name", ["weights.npz", "vocabulary.json"])
def test_a_changed_file_is_refused(tmp_path: Path, name: str) -> None:
    path = kept(tmp_path) / name
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(ModelError, match=f"{name}.*校验值不符"):
        models.load("demo", "2026.1", folder=tmp_path)


@pytest.mark.parametrize("name", ["weights.npz", "vocabulary.json", "card.json"])
def test_a_missing_file_is_named(tmp_path: Path, name: str) -> None:
    (kept(tmp_path) / name).unlink()
    with pytest.raises(ModelError, match=f"{name} 无法读取"):
        models.load("demo", "2026.1", folder=tmp_path)


def test_a_pickle_is_never_opened(tmp_path: Path) -> None:
    """Even where the card vouches for it."""
    path = kept(tmp_path)
    touched = tmp_path / "touched"

    class Harmful:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return (Path.touch, (touched,))  # type: ignore[return-value]

    for content in (pickle.dumps(Harmful()), _npz_of_objects(tmp_path, Harmful())):
        (path / "weights.npz").write_bytes(content)
        card = json.loads((path / "card.json").read_text(encoding="utf-8"))
        card["files"]["weights.npz"] = models._digest(path / "weights.npz", "")
        (path / "card.json").write_text(json.dumps(card), encoding="utf-8")
        with pytest.raises(ModelError, match="无法读取"):
            models.load("demo", "2026.1", folder=tmp_path)
    assert not touched.exists()


def _npz_of_objects(folder: Path, thing: object) -> bytes:
    np.savez(folder / "objects.npz", weights=np.array([thing], dtype=object))
    return (folder / "objects.npz").read_bytes()


def test_another_task_or_format_is_refused(tmp_path: Path) -> None:
    path = kept(tmp_path)
    path.parent.rename(tmp_path / "other")
    with pytest.raises(ModelError, match="另一任务"):
        models.load("other", "2026.1", folder=tmp_path)


@pytest.mark.parametrize("name", ["../demo", "a/b", "", ".", "-x", "长"])
def test_names_cannot_leave_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ModelError, match="只能用字母"):
        kept(tmp_path, name)
    if name:
        (tmp_path / "demo").mkdir()
        (tmp_path / "demo" / "current").write_text(f"{name}\n", encoding="utf-8")
        with pytest.raises(ModelError, match="第一行应是一个版本号"):
            models.load("demo", folder=tmp_path)


def test_versions_are_not_overwritten_nor_invented(tmp_path: Path) -> None:
    kept(tmp_path)
    with pytest.raises(ModelError, match="已经存在"):
        kept(tmp_path)
    with pytest.raises(ModelError, match="没有模型"):
        models.promote("demo", "2026.9", folder=tmp_path)


def test_where_the_models_are(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(models.VARIABLE, str(tmp_path))
    assert models.home() == tmp_path
    monkeypatch.delenv(models.VARIABLE)
    beside = Path(models.__file__).resolve().parents[1] / "models"
    assert models.home() == (beside if beside.is_dir() else None)


def test_linear_scores_are_as_by_hand(tmp_path: Path) -> None:
    linear = Linear(
        ("a", "b"),
        ("x", "y", "#z"),
        np.array([1.0, 2.0, 0.5], dtype="float32"),
        np.array([[1, 0], [0, 1], [2, -2]], dtype="float32"),
        np.array([0.1, -0.1], dtype="float32"),
    )
    # x: 1 * (1 + ln 1) = 1, y: 2 * (1 + ln 1) = 2, length sqrt 5
    assert linear.scores({"x": 1, "y": 1, "unknown": 4}) == pytest.approx([0.1 + 5**-0.5, -0.1 + 2 * 5**-0.5])
    assert linear.scores({}, ["#z", "#unknown"]) == pytest.approx([1.1, -1.1])
    arrays, vocabulary = linear.parts()
    models.save("demo", "1", arrays=arrays, vocabulary=vocabulary, card={}, folder=tmp_path)
    loaded = models.load("demo", "1", folder=tmp_path)
    assert loaded is not None
    assert Linear.of(loaded).scores({"y": 3}, ["#z"]) == pytest.approx(linear.scores({"y": 3}, ["#z"]))


def test_a_model_whose_parts_do_not_fit_is_refused(tmp_path: Path) -> None:
    kept(tmp_path)
    model = models.load("demo", "2026.1", folder=tmp_path)
    assert model is not None
    with pytest.raises(ModelError, match="idf"):
        Linear.of(model)
    with pytest.raises(ModelError, match="大小不符"):
        model.array("weights", 9, 9)

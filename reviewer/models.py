"""The one door to model files: versions without pickle, checked when loaded, and the pointer to the one in use.

A version is a folder ``models/<task>/<version>/`` of three files: ``weights.npz`` (float32 arrays, read with
``allow_pickle=False``), ``vocabulary.json`` (named lists of strings) and ``card.json`` (what it was made of, how, how
good it is, and the SHA-256 of the other two). ``models/<task>/current`` is a text file: its first line names the
version in use, the lines after it those that were in use before, latest first. Promotion and rollback replace that
file in one step, so that a reader sees the old version or the new one and nothing between.

The ``models`` folder is, in this order: the one that ``REVIEWER_MODELS`` names; ``models`` beside the package in a
checkout; ``shipped_models`` inside the package. Where there is none the product works without models.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from reviewer.core.errors import ModelError

if TYPE_CHECKING:
    import numpy as np

FORMAT = 1
VARIABLE = "REVIEWER_MODELS"
WEIGHTS, VOCABULARY, CARD, POINTER = "weights.npz", "vocabulary.json", "card.json", "current"
_PACKAGE = Path(__file__).resolve().parent
_NAME = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,39}")
_LARGEST = 256 * 1024 * 1024
_NUMBERED = re.compile(r"(\d+)\.(\d+)")


@dataclass(frozen=True)
class Model:
    """A version as it was loaded."""

    task: str
    version: str
    arrays: Mapping[str, np.ndarray]
    vocabulary: Mapping[str, tuple[str, ...]]
    card: Mapping[str, Any]

    def array(self, name: str, *shape: int) -> np.ndarray:
        """An array of the model, of the given shape.

        Raises:
            ModelError: it is missing or of another shape.
        """
        found = self.arrays.get(name)
        if found is None or (shape and found.shape != shape):
            raise ModelError(f"模型 {self.task}/{self.version} 的 {WEIGHTS} 缺少“{name}”或大小不符，请重新训练")
        return found

    def words(self, name: str) -> tuple[str, ...]:
        """A list of the vocabulary.

        Raises:
            ModelError: it is missing.
        """
        if name not in self.vocabulary:
            raise ModelError(f"模型 {self.task}/{self.version} 的 {VOCABULARY} 缺少“{name}”，请重新训练")
        return self.vocabulary[name]


@dataclass(frozen=True)
class Linear:
    """A linear model over named features: counted ones weighted as TF-IDF, and flags that are there or not.

    Scores are log-odds, one a label. Only numpy is needed, so that reviewing a case never imports scikit-learn.
    """

    labels: tuple[str, ...]
    features: tuple[str, ...]
    idf: np.ndarray  # one a feature; for a flag its value
    weights: np.ndarray  # features x labels
    bias: np.ndarray

    @classmethod
    def of(cls, model: Model) -> Linear:
        """The linear model in a version that was saved with :meth:`parts`.

        Raises:
            ModelError: parts are missing or do not fit together.
        """
        labels, features = model.words("labels"), model.words("features")
        size = (len(features), len(labels))
        return cls(
            labels,
            features,
            model.array("idf", size[0]),
            model.array("weights", *size),
            model.array("bias", size[1]),
        )

    def parts(self) -> tuple[dict[str, np.ndarray], dict[str, Sequence[str]]]:
        """Arrays and vocabulary for :func:`save`."""
        arrays = {"idf": self.idf, "weights": self.weights, "bias": self.bias}
        return arrays, {"labels": self.labels, "features": self.features}

    @cached_property
    def index(self) -> Mapping[str, int]:
        return {feature: number for number, feature in enumerate(self.features)}

    def scores(self, counts: Mapping[str, int], flags: Iterable[str] = ()) -> np.ndarray:
        """The log-odds of every label.

        Args:
            counts: how often each counted feature is there; unknown ones are passed over.
            flags: the flags that are there.
        """
        import numpy as np

        index = self.index
        known = [(number, count) for feature, count in counts.items() if (number := index.get(feature)) is not None]
        score = self.bias.astype("float64")
        if known:
            rows = np.fromiter((number for number, _ in known), dtype=np.intp, count=len(known))
            times = np.fromiter((count for _, count in known), dtype=np.float32, count=len(known))
            values = (1 + np.log(times)) * self.idf[rows]
            values /= float(np.sqrt(values @ values)) or 1.0
            score = score + values @ self.weights[rows]
        marked = [number for flag in flags if (number := index.get(flag)) is not None]
        if marked:
            score = score + self.idf[marked] @ self.weights[marked]
        return score


def home() -> Path | None:
    """The folder of the models; ``None`` where there is none."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    beside = _PACKAGE.parent / "models"
    if beside.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return beside
    inside = _PACKAGE / "shipped_models"
    return inside if inside.is_dir() else None


def versions(task: str, *, folder: Path | None = None) -> tuple[str, ...]:
    """The versions of a task that have a card, oldest first."""
    place = _task(task, folder)
    if place is None or not place.is_dir():
        return ()
    found = [card.parent.name for card in place.glob(f"*/{CARD}") if _NAME.fullmatch(card.parent.name)]
    return tuple(sorted(found, key=_order))


def next_version(task: str, *, folder: Path | None = None, year: int | None = None) -> str:
    """A version that does not exist yet, such as ``2026.3``."""
    year = year or date.today().year
    numbers = [int(match[2]) for name in versions(task, folder=folder) if (match := _NUMBERED.fullmatch(name))]
    return f"{year}.{max(numbers, default=0) + 1}"


def current(task: str, *, folder: Path | None = None) -> str | None:
    """The version in use; ``None`` where no pointer is there.

    Raises:
        ModelError: the pointer names no version.
    """
    lines = _pointer(task, folder)
    if not lines:
        return None
    if not _NAME.fullmatch(lines[0]):
        raise ModelError(f"models/{task}/{POINTER} 第一行应是一个版本号，如 2026.1")
    return lines[0]


def load(task: str, version: str | None = None, *, folder: Path | None = None) -> Model | None:
    """Load a version, or the one in use; ``None`` where no model of the task is in use.

    Raises:
        ModelError: files are missing, were changed since they were saved, or are of another format.
    """
    version = version or current(task, folder=folder)
    place = _task(task, folder)
    if version is None or place is None:
        return None
    where = f"模型 {task}/{_checked(version)}"
    path = place / version
    card = _json(path / CARD, where)
    if card.get("format") != FORMAT or card.get("task") != task:
        raise ModelError(f"{where} 是为另一版本的程序或另一任务制作的，请重新训练")
    for name in (WEIGHTS, VOCABULARY):
        if _digest(path / name, where) != card.get("files", {}).get(name):
            raise ModelError(f"{where} 的 {name} 与登记的校验值不符，可能已损坏或被改动；请恢复原文件或退回上一版本")
    return Model(task, version, _arrays(path / WEIGHTS, where), _vocabulary(path / VOCABULARY, where), card)


def save(
    task: str,
    version: str,
    *,
    arrays: Mapping[str, np.ndarray],
    vocabulary: Mapping[str, Sequence[str]],
    card: Mapping[str, Any],
    folder: Path | None = None,
) -> Path:
    """Write a version and return its folder. It is not in use before :func:`promote`.

    Args:
        task: what the model does, such as ``doctype``.
        version: a name that no version of the task has.
        arrays: kept as float32.
        vocabulary: named lists of strings.
        card: ``data`` (with its hash), ``configuration``, ``figures``; task, version, format and files are added.
        folder: the ``models`` folder; the one in use where not given.

    Raises:
        ModelError: the version exists, or there is nowhere to write.
    """
    import numpy as np

    path = _writable(task, folder) / _checked(version)
    if path.exists():
        raise ModelError(f"模型 {task}/{version} 已经存在，不覆盖；请换一个版本号")
    path.mkdir(parents=True)
    np.savez_compressed(path / WEIGHTS, **{name: np.asarray(array, dtype="float32") for name, array in arrays.items()})  # type: ignore[arg-type]
    _write(path / VOCABULARY, {name: list(words) for name, words in vocabulary.items()}, indent=None)
    where = f"模型 {task}/{version}"
    files = {name: _digest(path / name, where) for name in (WEIGHTS, VOCABULARY)}
    _write(path / CARD, {"task": task, "version": version, "format": FORMAT, **card, "files": files}, indent=1)
    return path


def promote(task: str, version: str, *, folder: Path | None = None) -> None:
    """Put a version in use.

    Raises:
        ModelError: there is no such version.
    """
    if version not in versions(task, folder=folder):
        raise ModelError(f"没有模型 {task}/{version}，不能启用")
    before = [name for name in _pointer(task, folder) if name != version]
    _point(_writable(task, folder), [version, *before])


def rollback(task: str, *, folder: Path | None = None) -> str:
    """Put the version in use that was in use before, and return it.

    Raises:
        ModelError: there was none before.
    """
    there = set(versions(task, folder=folder))
    before = [name for name in _pointer(task, folder)[1:] if name in there]
    if not before:
        raise ModelError(f"模型 {task} 没有可以退回的上一版本")
    _point(_writable(task, folder), before)
    return before[0]


def _task(task: str, folder: Path | None) -> Path | None:
    base = folder or home()
    return None if base is None else base / _checked(task)


def _writable(task: str, folder: Path | None) -> Path:
    place = _task(task, folder)
    if place is None:
        raise ModelError(f"没有可写入的 models 文件夹，请用 --out 或环境变量 {VARIABLE} 指定")
    return place


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ModelError("模型的任务名和版本号只能用字母、数字、点、横线，如 2026.1")
    return name


def _order(name: str) -> tuple[int, int, str]:
    match = _NUMBERED.fullmatch(name)
    return (int(match[1]), int(match[2]), "") if match else (0, 0, name)


def _pointer(task: str, folder: Path | None) -> list[str]:
    place = _task(task, folder)
    if place is None or not (place / POINTER).is_file():
        return []
    try:
        text = (place / POINTER).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"models/{task}/{POINTER} 无法读取（{type(error).__name__}）") from None
    return [line.strip() for line in text.splitlines() if line.strip()]


def _point(place: Path, names: Sequence[str]) -> None:
    handle, temporary = tempfile.mkstemp(dir=place, prefix=".current-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write("".join(f"{name}\n" for name in names))
        Path(temporary).chmod(0o644)
        Path(temporary).replace(place / POINTER)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise ModelError(f"models/{place.name}/{POINTER} 无法写入（{type(error).__name__}）") from None


def _bytes(path: Path, where: str) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise ModelError(f"{where} 的 {path.name} 过大，拒绝载入")
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{where} 的 {path.name} 无法读取（{type(error).__name__}）") from None


def _digest(path: Path, where: str) -> str:
    return hashlib.sha256(_bytes(path, where)).hexdigest()


def _json(path: Path, where: str) -> dict[str, Any]:
    try:
        found = json.loads(_bytes(path, where))
    except ValueError:
        raise ModelError(f"{where} 的 {path.name} 不是正确的 JSON") from None
    if not isinstance(found, dict):
        raise ModelError(f"{where} 的 {path.name} 内容不符合格式")
    return found


def _vocabulary(path: Path, where: str) -> dict[str, tuple[str, ...]]:
    return {name: tuple(map(str, words)) for name, words in _json(path, where).items() if isinstance(words, list)}


def _arrays(path: Path, where: str) -> dict[str, np.ndarray]:
    import numpy as np

    try:
        with np.load(path, allow_pickle=False) as data:
            arrays = {name: data[name] for name in data.files}
    except (OSError, ValueError, KeyError, BadZipFile) as error:
        raise ModelError(f"{where} 的 {path.name} 无法读取（{type(error).__name__}）") from None
    if any(array.dtype != np.float32 for array in arrays.values()):
        raise ModelError(f"{where} 的 {path.name} 含有 float32 以外的数据，拒绝载入")
    return arrays


def _write(path: Path, content: Mapping[str, Any], *, indent: int | None) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=indent) + "\n", encoding="utf-8")

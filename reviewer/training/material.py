"""The material of a task: what is shipped, and folders of labelled cases, each case on one side of the division.

A folder that is given is either in the form of the task (``train.jsonl`` and ``test.jsonl``) or holds cases with
``truth.json``, as ``reviewer corpus export`` writes them. The side of a case hangs on its id alone: a case on which the
comparison rests is never trained on, however often a model is trained.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reviewer.core.errors import InputError

SHIPPED = Path(__file__).parents[2] / "corpora"
TRUTH, TRAIN, TEST = "truth.json", "train.jsonl", "test.jsonl"
FROZEN, CALIBRATION, FIT = "frozen", "calibration", "fit"
_FROZEN, _CALIBRATION = 15, 35  # of a hundred, by the hash of the group

Row = dict[str, Any]


def part_of(group: str) -> str:
    """``frozen``, ``calibration`` or ``fit``: fixed by the group's name, so that a case never changes sides."""
    number = int(hashlib.sha256(group.encode()).hexdigest()[:8], 16) % 100
    return FROZEN if number < _FROZEN else CALIBRATION if number < _CALIBRATION else FIT


@dataclass(frozen=True)
class Rows:
    """Rows to train on and rows to compare on, with hashes of both and how many of each came from local cases."""

    train: list[Row]
    test: list[Row]
    local: tuple[int, int]

    @property
    def hashes(self) -> dict[str, str]:
        """For the card."""
        return {"sha256": _digest(self.train), "test_sha256": _digest(self.test)}


def gathered(task: str, corpora: Sequence[Path], *, shipped: Path | None = SHIPPED) -> list[Path]:
    """The folders of a task, each once: the shipped one first, where there is one.

    Raises:
        InputError: one that was given is not there, or nothing is left.
    """
    for one in corpora:
        if not one.is_dir():
            raise InputError(f"找不到标注材料文件夹：{one.name}")
    own = [shipped / task] if shipped is not None and (shipped / task).is_dir() else []
    found = {one.resolve(): one for one in [*own, *corpora]}
    if not found:
        raise InputError("没有标注材料；请用 --corpus 给出文件夹")
    return list(found.values())


def rows_of(folders: Sequence[Path], *, key: str) -> Rows:
    """The rows of a task: of ``train.jsonl`` and ``test.jsonl`` where these are, and of the truth of cases.

    Args:
        folders: of the material.
        key: under which the truth of a case holds such rows.

    Raises:
        InputError: a file cannot be read, or there is nothing to train on or to compare on.
    """
    train: list[Row] = []
    test: list[Row] = []
    counts = [0, 0]
    for folder in folders:
        if (folder / TRAIN).is_file():
            train += read_lines(folder / TRAIN)
            test += read_lines(folder / TEST)
        for place in case_folders(folder):
            truth = truth_of(place)
            name = _name(truth, place)
            frozen = part_of(name) == FROZEN
            rows = [{**row, "case": name} for row in truth.get(key, ())]
            (test if frozen else train).extend(rows)
            counts[frozen] += len(rows)
    if not train or not test:
        raise InputError(f"标注材料中没有可用于训练和比较的 {key}")
    return Rows(train, test, (counts[0], counts[1]))


def case_folders(folder: Path) -> list[Path]:
    """The cases with truth in a folder, or the folder itself where it is one."""
    if (folder / TRUTH).is_file():
        return [folder]
    return sorted(one.parent for one in folder.glob(f"*/{TRUTH}"))


def truth_of(place: Path) -> Row:
    """The truth of a case.

    Raises:
        InputError: it cannot be read.
    """
    try:
        found = json.loads((place / TRUTH).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(f"{place.name}/{TRUTH} 无法读取（{type(error).__name__}）") from None
    if not isinstance(found, dict):
        raise InputError(f"{place.name}/{TRUTH} 内容不符合格式")
    return found


def group_of(place: Path) -> str:
    """What decides on which side a case stands."""
    return _name(truth_of(place), place)


def _name(truth: Mapping[str, Any], place: Path) -> str:
    case = truth.get("case")
    return str(case["id"]) if isinstance(case, Mapping) and case.get("id") else place.name


def read_lines(path: Path) -> list[Row]:
    """The rows of a JSONL file.

    Raises:
        InputError: the file is missing, or a row is no JSON object; names the line.
    """
    return list(_lines(path))


def _lines(path: Path) -> Iterator[Row]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name} 无法读取（{type(error).__name__}）") from None
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                row = json.loads(line)
            except ValueError:
                row = None
            if not isinstance(row, dict):
                raise InputError(f"{path.name} 第 {number} 行不是正确的标注")
            yield row


def _digest(rows: Sequence[Row]) -> str:
    text = "\n".join(json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()

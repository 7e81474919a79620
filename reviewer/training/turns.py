"""Trains and evaluates the classifier of turn acts, beside the cues alone and both together.

A corpus is a folder with ``train.jsonl`` and ``test.jsonl``, or one of labelled cases whose truth has ``turns``; a row
has ``question``, ``answer``, ``acts`` (the lists ``question`` and ``answer``: which side does the act) and, if it can,
``wordings``: what it is made of, so that no wording is on both sides of a division. The turns of a case stay together.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer import models
from reviewer.core.errors import InputError
from reviewer.extraction.act_model import CUES_ONLY, TASK, ActModel, Unit, load_act_model, units_of
from reviewer.extraction.acts import acts_of
from reviewer.models import Linear
from reviewer.training import material
from reviewer.training.figures import Ratio, by_label, macro_f1, table, together
from reviewer.training.linear import Recipe, Sample, fit

if TYPE_CHECKING:
    import numpy as np

FOLDS = 4
PRECISE = 0.97  # of what is found above the threshold of an act must be right
RECIPE = Recipe(features=14000, groups=2, exact=4.0, flag=0.3)
_THRESHOLDS = tuple(number / 4 for number in range(2, 17))  # in log-odds


@dataclass(frozen=True)
class TurnRow:
    """A turn with the acts of both sides, its units, and the wordings it is made of."""

    question: str
    answer: str
    asked: frozenset[str]
    answered: frozenset[str]
    wordings: frozenset[str]
    units: tuple[Unit, ...]
    cues: frozenset[str]

    @property
    def acts(self) -> frozenset[str]:
        return self.asked | self.answered


def read_rows(path: Path) -> list[TurnRow]:
    """The rows of a corpus file.

    Raises:
        InputError: the file is missing, or a row is not as it should be; names the line.
    """
    rows = turn_rows(material.read_lines(path), path.name)
    if not rows:
        raise InputError(f"{path.name} 里没有标注")
    return rows


def turn_rows(raw: Iterable[Mapping[str, Any]], name: str) -> list[TurnRow]:
    """Rows of JSON as turns.

    Raises:
        InputError: a row is not as it should be; names the file and the row.
    """
    rows = []
    for number, one in enumerate(raw, start=1):
        try:
            rows.append(_row(one))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{name} 第 {number} 行不是正确的标注（{type(error).__name__}）") from None
    return rows


def train(*corpora: Path, out: Path | None = None) -> str:
    """Train, compare with the model in use on the part that is never trained on, and promote what is better."""
    found = material.rows_of(corpora, key="turns")
    rows, test = turn_rows(found.train, material.TRAIN), turn_rows(found.test, material.TEST)
    linear = fit_rows(rows, RECIPE)
    fresh = ActModel(linear, chosen_thresholds(rows, linear.labels))
    before = load_act_model(folder=out)
    used = models.current(TASK, folder=out)
    new = measure(test, fresh)
    version = models.next_version(TASK, folder=out)
    arrays, vocabulary = linear.parts()
    card = _card(found, rows, test, new)
    arrays |= {"thresholds": fresh.thresholds}
    models.save(TASK, version, arrays=arrays, vocabulary=vocabulary, card=card, folder=out)
    old = measure(test, before) if before is not None else None
    better = old is None or together(new["both"]).f1 > together(old["both"]).f1
    if better:
        models.promote(TASK, version, folder=out)
    text = f"新模型 turns/{version}（训练没有见过的措辞，{len(test)} 个问答）：\n{_summary(new)}"
    if old is not None:
        text += f"正在使用的 turns/{used}：\n{_summary(old)}"
    return text + ("新模型已启用\n" if better else "新模型没有更好，未启用，原模型继续使用\n")


def evaluate(*corpora: Path, folder: Path | None = None) -> str:
    """Figures on what is never trained on: cues alone, the model in use alone, both, and each act with both."""
    test = turn_rows(material.rows_of(corpora, key="turns").test, material.TEST)
    figures = measure(test, load_act_model(folder=folder))
    head = f"turns {models.current(TASK, folder=folder) or '（没有模型）'}：{len(test)} 个问答\n"
    parts = [f"{_NAMES[name]}，分行为：\n{table(ratios)}\n" for name, ratios in figures.items()]
    return head + _summary(figures) + "".join(parts)


def measure(rows: Sequence[TurnRow], model: ActModel | None) -> dict[str, dict[str, Ratio]]:
    """The ratios of every act: ``cues`` alone and, where there is a model, ``model`` alone and ``both``.

    ``both`` is as the product joins them (see :meth:`reviewer.extraction.act_model.ActModel.sure`).
    """
    truths = [row.acts for row in rows]
    out = {"cues": by_label(truths, [row.cues for row in rows])}
    if model is not None:
        out["model"] = by_label(truths, [model.above(row.question, row.answer) for row in rows])
        out["both"] = by_label(truths, [row.cues | model.sure(row.question, row.answer) for row in rows])
    return out


def chosen_thresholds(rows: Sequence[TurnRow], labels: Sequence[str]) -> np.ndarray:
    """For each act the lowest log-odds at which nearly all that is found is right, on wordings not seen in fitting.

    The rows are divided by wording into ``FOLDS``; each part is judged by a model of the rest. An act for which no
    threshold is good enough gets the highest one.
    """
    import numpy as np

    held: list[tuple[TurnRow, dict[str, float]]] = []
    for fold in range(FOLDS):
        rest = [row for row in rows if all(_fold(one) != fold for one in row.wordings)]
        away = [row for row in rows if all(_fold(one) == fold for one in row.wordings)]
        if rest and away:
            linear = fit_rows(rest, RECIPE)
            held += [(row, dict(zip(linear.labels, highest(linear, row), strict=True))) for row in away]
    return np.array([_threshold(held, label) for label in labels], dtype="float32")


def _threshold(held: Sequence[tuple[TurnRow, Mapping[str, float]]], act: str) -> float:
    for threshold in _THRESHOLDS:
        found = [act in row.acts for row, scores in held if scores.get(act, -99.0) >= threshold]
        if sum(found) >= PRECISE * len(found):
            return threshold
    return _THRESHOLDS[-1]


def fit_rows(rows: Sequence[TurnRow], recipe: Recipe) -> Linear:
    """Fit on the units of the turns.

    Which sentence of a long question does an act is not annotated: a first model, of the questions of one sentence,
    says which is likeliest.
    """
    plain = [sample for row in rows if _sentences(row) == 1 for sample in _samples(row, None)]
    if not plain:
        raise InputError("标注中没有只有一句话的问题，无法训练")
    first = fit(plain, recipe)
    return fit([sample for row in rows for sample in _samples(row, first)], replace(recipe, seed=recipe.seed + 1))


def highest(linear: Linear, row: TurnRow) -> np.ndarray:
    """The highest log-odds of every act over the units of a turn."""
    import numpy as np

    scores = [linear.scores(counts, flags) for counts, flags in row.units]
    return np.max(scores, axis=0) if scores else np.full(len(linear.labels), -99.0)


def _sentences(row: TurnRow) -> int:
    return sum(flags == ("#question",) for _, flags in row.units)


def _samples(row: TurnRow, model: Linear | None) -> list[Sample]:
    group = min(row.wordings)
    asked = [unit for unit in row.units if unit[1] == ("#question",)]
    labels: list[set[str]] = [set() for _ in asked]
    for act in sorted(row.asked) if asked else ():
        labels[_likeliest(asked, act, model)].add(act)
    found = [Sample(*unit, frozenset(acts), group) for unit, acts in zip(asked, labels, strict=True)]
    return found + [Sample(*unit, row.answered, group) for unit in row.units if unit[1] == ("#answer",)]


def _likeliest(units: Sequence[Unit], act: str, model: Linear | None) -> int:
    if model is None or len(units) == 1 or act not in model.labels:
        return 0
    at = model.labels.index(act)
    scores = [float(model.scores(counts, flags)[at]) for counts, flags in units]
    return scores.index(max(scores))


def _row(raw: Mapping[str, Any]) -> TurnRow:
    question, answer = str(raw["question"]), str(raw["answer"])
    asked, answered = (frozenset(map(str, raw["acts"][side])) for side in ("question", "answer"))
    wordings = frozenset(map(str, raw.get("wordings", ()))) or frozenset({question})
    if "case" in raw:
        wordings = frozenset({f"case {raw['case']}"})
    units = tuple(units_of(question, answer))
    return TurnRow(question, answer, asked, answered, wordings, units, acts_of(question, answer))


def _fold(wording: str) -> int:
    return int(hashlib.sha256(wording.encode()).hexdigest()[:8], 16) % FOLDS


_NAMES = {"cues": "只用提示词", "model": "只用模型", "both": "两者合用"}


def _summary(figures: Mapping[str, Mapping[str, Ratio]]) -> str:
    text = ""
    for name, ratios in figures.items():
        all_ = together(ratios)
        text += (
            f"  {_NAMES[name]}：精确率 {all_.precision:.4f}，召回率 {all_.recall:.4f}，F1 {all_.f1:.4f}，"
            f"宏平均 F1 {macro_f1(ratios):.4f}\n"
        )
    return text


def _card(
    found: material.Rows,
    rows: Sequence[TurnRow],
    test: Sequence[TurnRow],
    figures: Mapping[str, Mapping[str, Ratio]],
) -> dict[str, Any]:
    return {
        "what": "what is said in a turn of a transcript; joined with the cues, never alone for what accuses",
        "data": {
            **found.hashes,
            "rows": len(rows),
            "wordings": len(_wordings(rows)),
            "test_rows": len(test),
            "test_wordings": len(_wordings(test)),
            "local_rows": {"train": found.local[0], "test": found.local[1]},
        },
        "configuration": asdict(RECIPE) | {"folds": FOLDS, "precise": PRECISE, "cues_only": sorted(CUES_ONLY)},
        "figures": {
            name: together(ratios).rounded() | {"macro_f1": round(macro_f1(ratios), 4)}
            for name, ratios in figures.items()
        },
        "limits": "invented turns by one author; the test has other wordings but the same author",
    }


def _wordings(rows: Iterable[TurnRow]) -> frozenset[str]:
    return frozenset(one for row in rows for one in row.wordings)

"""Trains and evaluates the classifier of turn acts, beside the cues alone and both together.

A corpus is a folder with ``train.jsonl`` and ``test.jsonl``; a row has ``question``, ``answer``, ``acts`` (the lists
``question`` and ``answer``: which side does the act) and, if it can, ``wordings``: what it is made of, so that no
wording is on both sides of a division.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer import models
from reviewer.core.errors import InputError
from reviewer.extraction.act_model import CUES_ONLY, TASK, Unit, load_act_model, units_of
from reviewer.extraction.acts import acts_of
from reviewer.models import Linear
from reviewer.training.figures import Ratio, by_label, macro_f1, table, together
from reviewer.training.linear import Recipe, Sample, fit

if TYPE_CHECKING:
    import numpy as np

FOLDS = 5
RECIPE = Recipe(features=14000, groups=2, exact=10.0, flag=0.3)
_THRESHOLDS = tuple(number / 4 for number in range(-8, 17))  # in log-odds


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
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name} 无法读取（{type(error).__name__}）") from None
    rows = []
    for number, line in enumerate(lines, start=1):
        try:
            if line.strip():
                rows.append(_row(json.loads(line)))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise InputError(f"{path.name} 第 {number} 行不是正确的标注（{type(error).__name__}）") from None
    if not rows:
        raise InputError(f"{path.name} 里没有标注")
    return rows


def train(corpus: Path, *, out: Path | None = None) -> str:
    """Train on ``train.jsonl``, compare with the model in use on ``test.jsonl``, and promote what is better."""
    rows, test = read_rows(corpus / "train.jsonl"), read_rows(corpus / "test.jsonl")
    threshold = chosen_threshold(rows)
    linear = fit_rows(rows, RECIPE)
    before = load_act_model(folder=out)
    used = models.current(TASK, folder=out)
    new = measure(test, linear, threshold)
    version = models.next_version(TASK, folder=out)
    import numpy as np

    arrays, vocabulary = linear.parts()
    card = _card(corpus, rows, test, threshold, new)
    arrays |= {"threshold": np.array([threshold], dtype="float32")}
    models.save(TASK, version, arrays=arrays, vocabulary=vocabulary, card=card, folder=out)
    old = measure(test, *before) if before is not None else None
    better = old is None or together(new["both"]).f1 > together(old["both"]).f1
    if better:
        models.promote(TASK, version, folder=out)
    text = f"新模型 turns/{version}（阈值 {threshold:.2f}，另外措辞的 {len(test)} 个问答）：\n{_summary(new)}"
    if old is not None:
        text += f"正在使用的 turns/{used}：\n{_summary(old)}"
    return text + ("新模型已启用\n" if better else "新模型没有更好，未启用，原模型继续使用\n")


def evaluate(corpus: Path, *, folder: Path | None = None) -> str:
    """Figures on ``test.jsonl``: cues alone, the model in use alone, both, and each act with both."""
    loaded = load_act_model(folder=folder)
    test = read_rows(corpus / "test.jsonl")
    figures = measure(test, *(loaded or (None, 0.0)))
    head = f"turns {models.current(TASK, folder=folder) or '（没有模型）'}：{len(test)} 个问答\n"
    parts = [f"{_NAMES[name]}，分行为：\n{table(ratios)}\n" for name, ratios in figures.items()]
    return head + _summary(figures) + "".join(parts)


def measure(rows: Sequence[TurnRow], linear: Linear | None, threshold: float) -> dict[str, dict[str, Ratio]]:
    """The ratios of every act: ``cues`` alone and, where there is a model, ``model`` alone and ``both``.

    ``both`` is as the product joins them: the model adds nothing to the acts of ``CUES_ONLY``.
    """
    truths = [row.acts for row in rows]
    cues = [row.cues for row in rows]
    out = {"cues": by_label(truths, cues)}
    if linear is not None:
        scores = [highest(linear, row) for row in rows]
        guesses = [_over(linear, one, threshold) for one in scores]
        out["model"] = by_label(truths, guesses)
        out["both"] = by_label(truths, [cue | (guess - CUES_ONLY) for cue, guess in zip(cues, guesses, strict=True)])
    return out


def chosen_threshold(rows: Sequence[TurnRow]) -> float:
    """The threshold at which cues and model together are best on wordings that the model did not see.

    The rows are divided by wording; precision counts double (F0.5), because an act wrongly seen hides a defect or
    makes one.
    """
    held: list[tuple[TurnRow, Linear, Any]] = []
    for fold in range(FOLDS):
        rest = [row for row in rows if all(_fold(one) != fold for one in row.wordings)]
        away = [row for row in rows if all(_fold(one) == fold for one in row.wordings)]
        if rest and away:
            linear = fit_rows(rest, RECIPE)
            held += [(row, linear, highest(linear, row)) for row in away]
    truths = [row.acts for row, _, _ in held]

    def worth(threshold: float) -> float:
        joined = [row.cues | (_over(linear, scores, threshold) - CUES_ONLY) for row, linear, scores in held]
        ratio = together(by_label(truths, joined))
        return 1.25 * ratio.precision * ratio.recall / max(0.25 * ratio.precision + ratio.recall, 1e-9)

    return max(_THRESHOLDS, key=worth)


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


def _over(linear: Linear, scores: np.ndarray, threshold: float) -> frozenset[str]:
    return frozenset(linear.labels[number] for number in (scores >= threshold).nonzero()[0])


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
    corpus: Path,
    rows: Sequence[TurnRow],
    test: Sequence[TurnRow],
    threshold: float,
    figures: Mapping[str, Mapping[str, Ratio]],
) -> dict[str, Any]:
    return {
        "what": "what is said in a turn of a transcript; joined with the cues, never alone for what accuses",
        "data": {
            "sha256": hashlib.sha256((corpus / "train.jsonl").read_bytes()).hexdigest(),
            "rows": len(rows),
            "wordings": len(_wordings(rows)),
            "test_sha256": hashlib.sha256((corpus / "test.jsonl").read_bytes()).hexdigest(),
            "test_rows": len(test),
            "test_wordings": len(_wordings(test)),
        },
        "configuration": asdict(RECIPE) | {"folds": FOLDS, "threshold": threshold, "cues_only": sorted(CUES_ONLY)},
        "figures": {
            name: together(ratios).rounded() | {"macro_f1": round(macro_f1(ratios), 4)}
            for name, ratios in figures.items()
        },
        "limits": "invented turns by one author; the test has other wordings but the same author",
    }


def _wordings(rows: Iterable[TurnRow]) -> frozenset[str]:
    return frozenset(one for row in rows for one in row.wordings)

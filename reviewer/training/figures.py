"""Figures of a model on pages or turns: precision, recall and F1 a label, and how far its confidence can be trusted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Ratio:
    """How often a label was given rightly, wrongly and not at all."""

    right: int
    false: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        both = 2 * self.right + self.false + self.missed
        return 2 * self.right / both if both else 0.0

    def rounded(self) -> dict[str, float | int]:
        """For a card."""
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f1": round(self.f1, 4),
            "cases": self.right + self.missed,
        }


def by_label(truths: Iterable[frozenset[str]], guesses: Iterable[frozenset[str]]) -> dict[str, Ratio]:
    """The ratio of every label that was there or was given."""
    right: Counter[str] = Counter()
    false: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for truth, guess in zip(truths, guesses, strict=True):
        right.update(truth & guess)
        false.update(guess - truth)
        missed.update(truth - guess)
    labels = sorted(right.keys() | false.keys() | missed.keys())
    return {label: Ratio(right[label], false[label], missed[label]) for label in labels}


def together(ratios: Mapping[str, Ratio]) -> Ratio:
    """All labels as one (micro average)."""
    return Ratio(
        sum(ratio.right for ratio in ratios.values()),
        sum(ratio.false for ratio in ratios.values()),
        sum(ratio.missed for ratio in ratios.values()),
    )


def macro_f1(ratios: Mapping[str, Ratio]) -> float:
    """The mean F1 of the labels that were there."""
    there = [ratio.f1 for ratio in ratios.values() if ratio.right + ratio.missed]
    return sum(there) / len(there) if there else 0.0


def calibration_error(confidences: Sequence[float], right: Sequence[bool], *, bins: int = 10) -> float:
    """The expected calibration error: how far confidence is from the share that is right, over bins of equal width."""
    total = 0.0
    for number in range(bins):
        among = [at for at, value in enumerate(confidences) if min(int(value * bins), bins - 1) == number]
        if among:
            total += abs(sum(confidences[at] for at in among) - sum(right[at] for at in among))
    return total / len(confidences) if confidences else 0.0


def table(ratios: Mapping[str, Ratio]) -> str:
    """The ratios as text, a line a label."""
    rows = [f"  {'类型':<38}{'精确率':>6}{'召回率':>6}{'F1':>7}{'实有':>5}"]
    for label, ratio in ratios.items():
        rows.append(
            f"  {label:<40}{ratio.precision:>8.3f}{ratio.recall:>9.3f}{ratio.f1:>9.3f}{ratio.right + ratio.missed:>7}"
        )
    return "\n".join(rows)

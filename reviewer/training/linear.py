"""Fits linear models over character n-grams with scikit-learn, pruned to what a shipped file may weigh."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reviewer.models import Linear

if TYPE_CHECKING:
    import numpy as np


@dataclass(frozen=True, slots=True)
class Sample:
    """One row of training: counted features, flags, its labels, and the case or wording that it comes from."""

    counts: Mapping[str, int]
    flags: Sequence[str]
    labels: frozenset[str]
    group: str


@dataclass(frozen=True, slots=True)
class Recipe:
    """How to fit: the configuration that goes on the card."""

    features: int = 20000
    groups: int = 3  # a counted feature must be in so many cases (or wordings)
    alpha: float = 2e-6  # of the descent
    exact: float = 0.0  # above zero: solved exactly, labels balanced, with this inverse of the regularisation
    flag: float = 0.15  # the value of a flag beside a text vector of length one
    seed: int = 7


def fit(samples: Sequence[Sample], recipe: Recipe) -> Linear:
    """One logistic regression a label against the rest.

    By stochastic gradient descent where rows are many; exactly where they are few (``Recipe.exact``).
    """
    import numpy as np
    from sklearn.exceptions import ConvergenceWarning

    vocabulary, idf = _vocabulary(samples, recipe)
    labels = sorted({label for sample in samples for label in sample.labels})
    matrix = vectors(samples, {feature: number for number, feature in enumerate(vocabulary)}, idf)
    weights = np.zeros((len(vocabulary), len(labels)), dtype="float32")
    bias = np.zeros(len(labels), dtype="float32")
    for number, label in enumerate(labels):
        truth = np.array([label in sample.labels for sample in samples])
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ConvergenceWarning)  # what counts is how it does on the held-back part
            fitted = _solver(recipe).fit(matrix, truth)
        weights[:, number] = fitted.coef_[0]
        bias[number] = fitted.intercept_[0]
    return Linear(tuple(labels), tuple(vocabulary), idf, weights, bias)


def _solver(recipe: Recipe) -> Any:
    from sklearn.linear_model import LogisticRegression, SGDClassifier

    if recipe.exact:
        return LogisticRegression(C=recipe.exact, solver="liblinear", class_weight="balanced", random_state=recipe.seed)
    return SGDClassifier(
        loss="log_loss", alpha=recipe.alpha, max_iter=25, tol=1e-4, average=True, random_state=recipe.seed
    )


def vectors(samples: Sequence[Sample], index: Mapping[str, int], idf: np.ndarray) -> Any:
    """The samples as a sparse matrix, exactly as :meth:`reviewer.models.Linear.scores` weighs them."""
    import numpy as np
    from scipy.sparse import csr_matrix

    data: list[np.ndarray] = []
    columns: list[np.ndarray] = []
    ends = [0]
    for sample in samples:
        known = [(index[feature], count) for feature, count in sample.counts.items() if feature in index]
        rows = np.array([number for number, _ in known], dtype=np.int32)
        values = (1 + np.log(np.array([count for _, count in known], dtype=np.float32))) * idf[rows]
        values /= float(np.sqrt(values @ values)) or 1.0
        flags = np.array([index[flag] for flag in sample.flags if flag in index], dtype=np.int32)
        columns += [rows, flags]
        data += [values, idf[flags]]
        ends.append(ends[-1] + len(rows) + len(flags))
    shape = (len(samples), len(index))
    return csr_matrix((np.concatenate(data).astype("float32"), np.concatenate(columns), np.array(ends)), shape=shape)


def _vocabulary(samples: Sequence[Sample], recipe: Recipe) -> tuple[list[str], np.ndarray]:
    """The features to keep: in enough cases, and most telling between the labels (chi-square); with their weights."""
    import numpy as np

    seen: Counter[str] = Counter()
    cases: dict[str, set[str]] = {}
    for sample in samples:
        seen.update(sample.counts.keys())
        for feature in sample.counts:
            among = cases.setdefault(feature, set())
            if len(among) < recipe.groups:
                among.add(sample.group)
    common = sorted(feature for feature, among in cases.items() if len(among) >= recipe.groups)
    kept = _telling(samples, common, recipe.features)
    flags = sorted({flag for sample in samples for flag in sample.flags})
    idf = [1 + float(np.log(len(samples) / (1 + seen[feature]))) for feature in kept] + [recipe.flag] * len(flags)
    return kept + flags, np.array(idf, dtype="float32")


def _telling(samples: Sequence[Sample], features: list[str], wanted: int) -> list[str]:
    if len(features) <= wanted:
        return features
    import numpy as np
    from scipy.sparse import csr_matrix

    index = {feature: number for number, feature in enumerate(features)}
    labels = sorted({label for sample in samples for label in sample.labels})
    places = [[index[feature] for feature in sample.counts if feature in index] for sample in samples]
    ends = np.cumsum([0, *map(len, places)])
    columns = np.fromiter((place for row in places for place in row), dtype=np.int32, count=int(ends[-1]))
    there = csr_matrix((np.ones(len(columns), dtype="float32"), columns, ends), shape=(len(samples), len(features)))
    truth = np.array([[label in sample.labels for label in labels] for sample in samples], dtype="float32")
    observed = there.T @ truth
    expected = np.outer(observed.sum(axis=1), truth.mean(axis=0)) + 1e-6
    worth = (np.maximum(observed - expected, 0) ** 2 / expected).max(axis=1)
    best = np.argsort(-worth, kind="stable")[:wanted]
    return sorted(features[number] for number in best)


def scores(linear: Linear, samples: Iterable[Sample]) -> np.ndarray:
    """The log-odds of every sample and label."""
    import numpy as np

    return np.array([linear.scores(sample.counts, sample.flags) for sample in samples])

"""The trained page classifier: which document begins on a page that bears no title, or that the page goes on.

Features are character n-grams of the matching copy (of the whole page, and again of its first and last lines) and
flags of the layout. Digits are folded, so that no number of a case is a feature. Prediction needs only numpy.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer import models
from reviewer.core.casefile import Page
from reviewer.models import Linear
from reviewer.reading.text import compact
from reviewer.splitting import kinds
from reviewer.splitting.volumes import Classifier, Guess

if TYPE_CHECKING:
    import numpy as np

TASK = "doctype"
CONTINUATION = "continuation"
FLAG = "#"  # flags begin with it
HEAD, FOOT = "\x01", "\x02"  # n-grams of the first and the last lines begin with these
HEAD_LINES, FOOT_LINES = 5, 4
LONGEST = 900  # characters of a page that count
_DIGITS = str.maketrans("123456789", "000000000")
_TICKS = "☑☐□■√✓✔"


class PageClassifier:
    """Names pages: the likeliest label, and how likely it is to be right."""

    def __init__(self, linear: Linear, calibration: np.ndarray, version: str) -> None:
        """Takes the linear model and the weights of :func:`confidence`."""
        self.linear = linear
        self.calibration = tuple(float(value) for value in calibration)
        self.version = version

    def __call__(self, page: Page) -> Guess:
        lines = clean_lines(page)
        scores = self.linear.scores(counts_of(lines), flags_of(page, lines))
        best, margin = best_of(scores)
        return Guess(self.linear.labels[best], confidence(float(scores[best]), margin, self.calibration))


def load_classifier(*, folder: Path | None = None) -> Classifier | None:
    """The classifier in use; ``None`` where there is no model.

    Raises:
        ModelError: the model in use is damaged or of another format.
    """
    return _loaded(folder or models.home(), models.current(TASK, folder=folder))


@lru_cache(maxsize=4)
def _loaded(folder: Path | None, version: str | None) -> PageClassifier | None:
    model = models.load(TASK, version, folder=folder) if version else None
    if model is None:
        return None
    return PageClassifier(Linear.of(model), model.array("calibration", 3), model.version)


def best_of(scores: np.ndarray) -> tuple[int, float]:
    """The label with the highest score, and how far it is above the second."""
    best = int(scores.argmax())
    top = float(scores[best])
    rest = [float(scores[:best].max())] if best else []
    if best + 1 < len(scores):
        rest.append(float(scores[best + 1 :].max()))
    return best, top - max(rest, default=top - 10.0)


def confidence(top: float, margin: float, calibration: tuple[float, ...]) -> float:
    """How likely the best label is right, by Platt's method on its score and its margin.

    A page of a kind that the training never saw has a low score for every label and so a low confidence, which a
    softmax would not give it.
    """
    bounded = max(min(top, 8.0), -8.0), max(min(margin, 8.0), 0.0)
    value = calibration[0] * bounded[0] + calibration[1] * bounded[1] + calibration[2]
    return 1 / (1 + math.exp(-max(min(value, 30.0), -30.0)))


def clean_lines(page: Page) -> list[str]:
    """The lines on the matching copy, digits folded, without the number of the page in its volume."""
    found = []
    for line in page.lines:
        text = compact(line.text).translate(_DIGITS)
        if text and not (text.strip("-—0") == "" and len(text) <= 6):
            found.append(text)
    return found


def counts_of(lines: list[str]) -> Counter[str]:
    """How often each n-gram of one to three characters occurs, and those of the head and the foot once more."""
    counts: Counter[str] = Counter(_grams("".join(lines)[:LONGEST], (1, 2, 3)))
    for mark, part in ((HEAD, lines[:HEAD_LINES]), (FOOT, lines[-FOOT_LINES:])):
        for line in part:
            counts.update(mark + gram for gram in _grams(f"^{line[:28]}$", (2, 3)))
    return counts


def _grams(text: str, sizes: tuple[int, ...]) -> Iterator[str]:
    for size in sizes:
        for start in range(len(text) - size + 1):
            yield text[start : start + size]


def flags_of(page: Page, lines: list[str]) -> list[str]:
    """What the layout says: the page counter, questions and answers, cells, ticks, how full the page is."""
    counter = kinds.counter_of(page)
    text = "".join(lines)
    spoken = sum(line[:2] in ("问:", "答:") for line in lines)
    flags = [
        f"#counter:{_counter(counter)}",
        f"#spoken:{_bucket(20 * spoken // max(len(lines), 1))}",
        f"#cells:{_bucket(len(page.cells))}",
        f"#ticks:{_bucket(sum(text.count(tick) for tick in _TICKS))}",
        f"#lines:{_bucket(len(lines))}",
        f"#characters:{_bucket(len(text) // 20)}",
    ]
    if lines and lines[0][:2] in ("问:", "答:"):
        flags.append("#begins-spoken")
    if page.height and page.lines:
        flags.append(f"#top:{int(10 * page.lines[0].box.top / page.height)}")
        flags.append(f"#bottom:{int(5 * page.lines[-1].box.bottom / page.height)}")
    return flags


def _counter(counter: tuple[int, int | None] | None) -> str:
    if counter is None:
        return "none"
    number, total = counter
    if number == 1:
        return "single" if total == 1 else "first"
    return "last" if number == total else "later"


def _bucket(count: int) -> int:
    """0, 1, 2, 3 to 4, 5 to 8, 9 to 16 …, so that a few more or less make no difference."""
    return count if count < 3 else 2 + (count - 1).bit_length() - 1

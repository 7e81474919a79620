"""What is said in a turn by a trained classifier, beside the cues of ``acts.toml``: for wordings that no cue knows.

Each sentence of the question is looked at by itself, and the answer with the question's last sentence, so that a long
opening does not drown one of the things told in it. Prediction needs only numpy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from reviewer import models
from reviewer.models import Linear
from reviewer.reading.text import compact

TASK = "turns"
QUESTION, ANSWER = "#question", "#answer"
LONGEST_QUESTION, LONGEST_ANSWER = 600, 80
_SHORTEST = 8  # a sentence below it (清楚吗?) belongs to the one before
_SENTENCE = re.compile(r"[^。?!;]*[。?!;]+|[^。?!;]+")
_DIGITS = str.maketrans("123456789", "000000000")

# Acts that speak against the officers or decide what they owe: a model alone is no ground to say so.
CUES_ONLY = frozenset({"leading", "threat", "promise", "refused", "recusal_requested", "lawyer_requested"})

Unit = tuple[Counter[str], tuple[str, ...]]
"""The counted features and the flags of one sentence."""


def acts_by_model(question: str, answer: str) -> frozenset[str]:
    """The acts of a turn that the classifier in use is sure of; none where there is no model.

    Never those of ``CUES_ONLY``. To be joined with :func:`reviewer.extraction.acts.acts_of`.

    Raises:
        ModelError: the model in use is damaged or of another format.
    """
    loaded = _loaded(None, models.current(TASK))
    if loaded is None:
        return frozenset()
    linear, threshold = loaded
    return above(linear, threshold, question, answer) - CUES_ONLY


def above(linear: Linear, threshold: float, question: str, answer: str) -> frozenset[str]:
    """The acts whose log-odds reach a threshold in one of the units of a turn."""
    found: set[str] = set()
    for counts, flags in units_of(question, answer):
        scores = linear.scores(counts, flags)
        found.update(linear.labels[number] for number in (scores >= threshold).nonzero()[0])
    return frozenset(found)


def load_act_model(*, folder: Path | None = None) -> tuple[Linear, float] | None:
    """The classifier in use and its threshold in log-odds; ``None`` where there is no model."""
    return _loaded(folder, models.current(TASK, folder=folder))


@lru_cache(maxsize=4)
def _loaded(folder: Path | None, version: str | None) -> tuple[Linear, float] | None:
    model = models.load(TASK, version, folder=folder) if version else None
    return None if model is None else (Linear.of(model), float(model.array("threshold", 1)[0]))


def units_of(question: str, answer: str) -> list[Unit]:
    """The units of a turn: the sentences of its question in order, then its answer if there is one."""
    asked = sentences(question)
    units: list[Unit] = [(Counter(_grams(f"^{text}$", "")), (QUESTION,)) for text in asked]
    answered = compact(answer)[:LONGEST_ANSWER].translate(_DIGITS)
    if answered:
        counts = Counter(_grams(f"^{answered}$", "\x01"))
        counts.update(_grams(asked[-1] if asked else "", "\x02"))
        units.append((counts, (ANSWER,)))
    return units


def sentences(question: str) -> list[str]:
    """The sentences of a question on the matching copy, digits folded, short ones joined to the one before."""
    found: list[str] = []
    for text in _SENTENCE.findall(compact(question)[:LONGEST_QUESTION].translate(_DIGITS)):
        if found and len(text) < _SHORTEST:
            found[-1] += text
        else:
            found.append(text)
    return found


def _grams(text: str, mark: str) -> Iterator[str]:
    for size in (1, 2, 3):
        for start in range(len(text) - size + 1):
            yield mark + text[start : start + size]

"""What is said in a turn by a trained classifier, beside the cues of ``acts.toml``: for wordings that no cue knows.

Each sentence of the question is looked at by itself, and the answer with the question's last sentence, so that a long
opening does not drown one of the things told in it. Prediction needs only numpy.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer import models
from reviewer.extraction.acts import Act, load_acts
from reviewer.models import Linear
from reviewer.reading.text import compact

if TYPE_CHECKING:
    import numpy as np

TASK = "turns"
QUESTION, ANSWER = "#question", "#answer"
LONGEST_QUESTION, LONGEST_ANSWER = 600, 80
_SHORTEST = 8  # a sentence below it (清楚吗?) belongs to the one before
_SENTENCE = re.compile(r"[^。?!;]*[。?!;]+|[^。?!;]+")
_DIGITS = str.maketrans("123456789", "000000000")

# Acts for which a model alone is no ground: those that accuse or decide what is owed, and two that it saw where they
# were not (a question for the cause of a quarrel, a question who was at the scene), which would hide a defect.
CUES_ONLY = frozenset(
    {
        "leading", "threat", "promise", "refused", "recusal_requested", "lawyer_requested",
        "reason_told", "guardian_present",
    }
)  # fmt: skip

Unit = tuple[Counter[str], tuple[str, ...]]
"""The counted features and the flags of one sentence."""


@dataclass(frozen=True)
class ActModel:
    """A linear model of acts, and for each act the log-odds from which it is believed."""

    linear: Linear
    thresholds: np.ndarray

    def above(self, question: str, answer: str) -> frozenset[str]:
        """The acts whose log-odds reach their thresholds in one of the units of a turn."""
        found: set[str] = set()
        for counts, flags in units_of(question, answer):
            scores = self.linear.scores(counts, flags)
            found.update(self.linear.labels[number] for number in (scores >= self.thresholds).nonzero()[0])
        return frozenset(found)

    def sure(self, question: str, answer: str) -> frozenset[str]:
        """As :meth:`above`, without ``CUES_ONLY`` and without what the exclusions of ``acts.toml`` speak against."""
        return unopposed(self.above(question, answer) - CUES_ONLY, question, answer)


def unopposed(acts: frozenset[str], question: str, answer: str) -> frozenset[str]:
    """The acts against which no exclusion of ``acts.toml`` speaks anywhere in the turn.

    The exclusions are the knowledge of what only looks like an act; it holds for the model as well.
    """
    if not acts:
        return acts
    asked, answered = compact(question), compact(answer)
    known = _known_acts()

    def opposed(name: str) -> bool:
        act = known.get(name)
        if act is None:
            return False
        if act.denied is not None and act.denied.search(answered):
            return True
        return any(one.search(asked) or one.search(answered) for one in act.unless)

    return frozenset(name for name in acts if not opposed(name))


@cache
def _known_acts() -> dict[str, Act]:
    return {act.name: act for cues in load_acts() for pairs in cues.by_pair.values() for act, _ in pairs}


def acts_by_model(question: str, answer: str) -> frozenset[str]:
    """The acts of a turn that the classifier in use is sure of; none where there is no model.

    Never those of ``CUES_ONLY``. To be joined with :func:`reviewer.extraction.acts.acts_of`.

    Raises:
        ModelError: the model in use is damaged or of another format.
    """
    model = load_act_model()
    return frozenset() if model is None else model.sure(question, answer)


def load_act_model(*, folder: Path | None = None) -> ActModel | None:
    """The classifier in use; ``None`` where there is no model.

    Raises:
        ModelError: the model in use is damaged or of another format.
    """
    return _loaded(folder or models.home(), models.current(TASK, folder=folder))


@lru_cache(maxsize=4)
def _loaded(folder: Path | None, version: str | None) -> ActModel | None:
    model = models.load(TASK, version, folder=folder) if version else None
    if model is None:
        return None
    linear = Linear.of(model)
    return ActModel(linear, model.array("thresholds", len(linear.labels)))


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

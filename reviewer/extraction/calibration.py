"""How far the probability of a mark can be trusted, learnt from cases whose marks are known; as it is without a model.

The curve of each group (kind, what is said of it, text layer or scan) runs over a grid of probabilities from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer import models
from reviewer.core.casefile import Document, Origin
from reviewer.core.facts import Mark, Presence

if TYPE_CHECKING:
    import numpy as np

TASK = "marks"
STEPS = 21
SCAN, LAYER = "scan", "layer"


@dataclass(frozen=True)
class Calibration:
    """A curve a group."""

    curves: Mapping[str, np.ndarray]

    def of(self, group: str, probability: float) -> float:
        """The share of such marks that is right; the probability itself where the group was never seen."""
        import numpy as np

        curve = self.curves.get(group)
        if curve is None:
            return probability
        return float(np.interp(probability, np.linspace(0.0, 1.0, STEPS), curve))


def group_of(kind: str, presence: str, way: str) -> str:
    """The name of a group, such as ``signature/present/scan``."""
    return f"{kind}/{presence}/{way}"


def load(*, folder: Path | None = None) -> Calibration | None:
    """The calibration in use; ``None`` where there is none.

    Raises:
        ModelError: it is damaged.
    """
    return _loaded(folder or models.home(), models.current(TASK, folder=folder))


@lru_cache(maxsize=4)
def _loaded(folder: Path | None, version: str | None) -> Calibration | None:
    model = models.load(TASK, version, folder=folder) if version else None
    if model is None:
        return None
    groups = model.words("groups")
    return Calibration(dict(zip(groups, model.array("curves", len(groups), STEPS), strict=True)))


def calibrated(mark: Mark, document: Document) -> Mark:
    """The mark with the probability that its kind has earned; one that is left open keeps its own."""
    curves = load()
    if curves is None or mark.presence is Presence.UNKNOWN:
        return mark
    pages = {page.number: page for page in document.pages}
    page = pages.get(mark.span.page)
    if page is None or page.origin is Origin.TEXT:
        return mark
    way = LAYER if page.origin is Origin.LAYER else SCAN
    return replace(
        mark, probability=round(curves.of(group_of(mark.kind.value, mark.presence.value, way), mark.probability), 2)
    )

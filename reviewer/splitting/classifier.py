"""The trained page classifier: which document begins on a page that bears no title."""

from __future__ import annotations

from reviewer.splitting.volumes import Classifier


def load_classifier() -> Classifier | None:
    """The shipped classifier; ``None`` where there is no model."""
    return None

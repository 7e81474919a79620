"""Checks whether the police followed the law in their own case files.

Three lines do the main job::

    from reviewer import review
    report = review("path/to/case")
    print(report.score.total, [finding.title for finding in report.findings])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from reviewer.pipeline import Review, review

__version__ = "0.1.0"
__all__ = ["Review", "__version__", "review"]


def __getattr__(name: str) -> Any:
    """Load the public names on first use, so that importing the package stays quick."""
    if name in {"Review", "review"}:
        from reviewer import pipeline

        return getattr(pipeline, name)
    raise AttributeError(f"module 'reviewer' has no attribute {name!r}")

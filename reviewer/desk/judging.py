"""Reviews a case with the rules of this installation, and puts what comes of it into the store's shapes."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reviewer import __version__, models
from reviewer.checks.rulebook import RuleBook
from reviewer.core.casefile import CaseFile
from reviewer.core.errors import ModelError
from reviewer.core.settings import Settings
from reviewer.pipeline import Review
from reviewer.reports import json as json_report
from reviewer.store.engine import Store
from reviewer.store.roles import people_of

MODELS = ("doctype", "statements", "turns")
LOCAL_RULES = "rules"
"""Folder within the data folder with cards that were switched on from the screen."""


def rule_book(settings: Settings, store: Store) -> RuleBook:
    """Our cards, those of the pack that the settings name, and those switched on from the screen."""
    return RuleBook(settings.pack, store.folder / LOCAL_RULES)


def models_in_use() -> str:
    """Name and version of every model in use."""
    found = []
    for task in MODELS:
        try:
            version = models.current(task)
        except ModelError:
            version = "damaged"
        if version:
            found.append(f"{task}={version}")
    return ";".join(found)


def kept_facts(review: Review, *, rules: str) -> dict[str, Any]:
    """The columns of a case."""
    case = review.case
    return {
        "kind": case.kind.value,
        "title": case.title or "",
        "number": case.number or "",
        "unit": case.unit or "",
        "as_of": case.as_of.isoformat(),
        "total": review.score.total,
        "grade": review.score.grade,
        "vetoed": review.score.vetoed,
        "pages": sum(1 for _ in case.pages()),
        "unread": len({(one.source, one.page) for one in case.unread}),
        "people": "\n".join(sorted(people_of(name for one in case.persons for name in (one.name, *one.variants)))),
        "engine": __version__,
        "rules": rules,
        "models": models_in_use(),
        "state": "unreadable" if review.unreadable else "partly_read" if case.unread else "read",
    }


def kept_documents(review: Review) -> list[dict[str, Any]]:
    """The rows of the documents of a case."""
    return [
        {
            "id": one.id, "type": one.type, "source": one.source, "first_page": one.first_page,
            "last_page": one.last_page, "confidence": float(one.confidence),
        }
        for one in review.case.documents
    ]  # fmt: skip


def kept_bodies(review: Review, *, read: CaseFile | None = None) -> dict[str, object]:
    """What is kept packed: the review, its report, and for a new reading the case as the machine read it."""
    found: dict[str, object] = {"review": review, "report": json_report.write(review).encode()}
    return found if read is None else {"read": read, **found}


def local_card_file(folder: Path, codes: Sequence[str]) -> Path:
    """Where a card that is switched on is written."""
    os.makedirs(folder, mode=0o700, exist_ok=True)  # noqa: PTH103 - the mode counts for the last part only
    return folder / f"{'-'.join(sorted(codes))[:80]}.toml"

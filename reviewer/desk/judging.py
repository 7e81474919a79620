"""Reviews a case with the rules of this installation, and puts what comes of it into the store's shapes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from reviewer import __version__, models
from reviewer.checks.cards import Card, load_cards
from reviewer.checks.packs import load_pack
from reviewer.checks.scorecard import Scorecard, load_scorecard
from reviewer.core.casefile import CaseFile, CaseKind
from reviewer.core.errors import CardError, ModelError
from reviewer.core.settings import Settings
from reviewer.pipeline import Review, judge
from reviewer.reports import json as json_report
from reviewer.scoring import score
from reviewer.store.engine import Store
from reviewer.store.roles import people_of

MODELS = ("doctype", "statements", "turns")
LOCAL_RULES = "rules"
"""Folder within the data folder with cards that were switched on from the screen."""


class RuleBook:
    """Our cards, those of the pack that the settings name, and those switched on from the screen."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.folders = [store.folder / LOCAL_RULES, *([settings.pack] if settings.pack else [])]
        self.pack = settings.pack

    def cards(self) -> tuple[Card, ...]:
        """All cards in use.

        Raises:
            CardError: a local card is wrong.
        """
        return _cards(tuple((str(folder), _state(folder)) for folder in self.folders))

    def version(self) -> str:
        """Of our rules, and where there are local ones a hash of them."""
        local = "".join(_state(folder) for folder in self.folders)
        added = f"+{hashlib.sha256(local.encode()).hexdigest()[:8]}" if local else ""
        return f"{json_report.RULES_VERSION}{added}"

    def scorecard(self, kind: CaseKind) -> Scorecard | None:
        """The pack's; ``None`` leaves the choice to the scoring."""
        return load_scorecard(kind, self.pack) if self.pack is not None and kind is not CaseKind.UNKNOWN else None

    def judge(self, case: CaseFile) -> Review:
        """Hold all cards in use against a case."""
        review = judge(case, self.cards())
        card = self.scorecard(case.kind)
        if card is None:
            return review
        points = score(review.findings, kind=case.kind, scorecard=card)
        return Review(review.case, review.checks, review.findings, review.clocks, points)


def _state(folder: Path) -> str:
    """Changes when a card file of the folder does; empty where there is none."""
    found = [(path.name, path.stat()) for path in sorted(folder.glob("*.toml"))] if folder.is_dir() else []
    return ";".join(f"{name}:{state.st_mtime_ns}:{state.st_size}" for name, state in found)


@lru_cache(maxsize=4)
def _cards(folders: tuple[tuple[str, str], ...]) -> tuple[Card, ...]:
    cards = dict(load_cards())
    for folder, state in folders:
        if not state:
            continue
        for card in load_pack(Path(folder)):
            if card.code in cards:
                raise CardError(f"{card.file}：规则 {card.code} 的编号已有其他规则使用")
            cards[card.code] = card
    return tuple(cards.values())


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

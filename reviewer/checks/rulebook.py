"""The rules of an installation: ours, those of folders with local cards, and the scorecards of its pack."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

from reviewer.checks.cards import RULES_VERSION, Card, load_cards
from reviewer.checks.packs import LOCAL, load_pack
from reviewer.checks.scorecard import Scorecard, load_scorecard
from reviewer.core.casefile import CaseKind
from reviewer.core.errors import CardError, ReviewerError
from reviewer.core.settings import load_settings


class RuleBook:
    """Cards and scorecards in use.

    Args:
        pack: the folder with local cards and scorecards that the settings name.
        folders: further folders with local cards; one that is missing or empty adds none.
    """

    def __init__(self, pack: Path | None = None, *folders: Path) -> None:
        self.pack = pack
        self.folders = folders

    def cards(self) -> tuple[Card, ...]:
        """All cards in use, ours first.

        Raises:
            CardError: a local card is wrong, or the pack is no folder or has neither a card nor a scorecard.
        """
        if self.pack is not None and not _state(self.pack) and not list(self.pack.glob("scorecards/*.toml")):
            load_pack(self.pack)  # says what is wrong
        folders = (*self.folders, *([self.pack] if self.pack is not None else []))
        return _cards(tuple((str(folder), _state(folder)) for folder in folders))

    def check(self) -> None:
        """Read everything once, so that what is wrong with it is said before a case is read.

        Raises:
            CardError: a local card or scorecard is wrong.
        """
        self.cards()
        for kind in (CaseKind.CRIMINAL, CaseKind.ADMINISTRATIVE):
            self.scorecard(kind)

    def version(self) -> str:
        """Of our rules, and where there are local cards or scorecards a hash of them."""
        files = [path for folder in self.folders for path in sorted(folder.glob("*.toml"))]
        if self.pack is not None:
            files += [*sorted(self.pack.glob("*.toml")), *sorted(self.pack.glob("scorecards/*.toml"))]
        if not files:
            return RULES_VERSION
        digest = hashlib.sha256()
        for path in files:
            digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        return f"{RULES_VERSION}+{digest.hexdigest()[:8]}"

    def scorecard(self, kind: CaseKind) -> Scorecard | None:
        """The pack's; ``None`` leaves the choice to the scoring.

        Raises:
            CardError: the scorecard is wrong.
        """
        if self.pack is None or kind is CaseKind.UNKNOWN:
            return None
        return load_scorecard(kind, self.pack)


def in_use() -> RuleBook:
    """The rule book that the settings make: ours with the pack that they name.

    Raises:
        InputError: the settings cannot be read.
    """
    return RuleBook(load_settings().pack)


def find_card(code: str) -> Card | None:
    """The card of a code, ours or of the pack that the settings name; ``None`` where there is none any more."""
    ours = load_cards().get(code)
    if ours is not None or not code.startswith(LOCAL):
        return ours
    try:
        return next((card for card in in_use().cards() if card.code == code), None)
    except ReviewerError:
        return None


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

"""Rules from the screens: try a local card out on its examples and on the loaded cases, and switch it on."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from reviewer.checks.cards import Card
from reviewer.checks.packs import load_pack, try_pack
from reviewer.checks.run import run
from reviewer.core.errors import CardError, StoreError
from reviewer.core.finding import Finding
from reviewer.desk.judging import LOCAL_RULES, local_card_file
from reviewer.desk.service import Desk
from reviewer.reports.outputs import write_file
from reviewer.store.roles import Action, may, require

MOST_CASES = 200
_LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Trial:
    """What a card does. ``new`` and ``gone`` are beside the card of the same code that is in use, if there is one."""

    good: bool
    report: str
    hits: tuple[tuple[str, Finding], ...] = ()
    new: tuple[tuple[str, Finding], ...] = ()
    gone: tuple[tuple[str, Finding], ...] = ()


def try_card(desk: Desk, text: str) -> Trial:
    """Run the examples of a card (TOML, one or more ``[[rule]]`` tables) and hold it against the loaded cases.

    A card that cannot be read is an answer and no error: ``report`` says what is wrong with it.
    """
    require(desk.actor, Action.TRY_RULES)
    if len(text.encode()) > _LARGEST:
        raise StoreError("规则卡过大")
    with tempfile.TemporaryDirectory() as base:
        folder = Path(base) / "rules"
        folder.mkdir()
        (folder / "card.toml").write_text(text, encoding="utf-8")
        try:
            report, good = try_pack(folder)
            cards = load_pack(folder)
        except CardError as error:
            return Trial(False, str(error))
    return _on_cases(desk, cards, report, good)


def _on_cases(desk: Desk, cards: tuple[Card, ...], report: str, good: bool) -> Trial:
    codes = {card.code for card in cards}
    used = [card for card in desk.book.cards() if card.code in codes]
    hits: list[tuple[str, Finding]] = []
    before: list[tuple[str, Finding]] = []
    for one in desk.list_cases(limit=MOST_CASES)[0]:
        if may(desk.actor, Action.VIEW, one):
            case = desk.review(one.id).case
            hits += [(one.id, found) for found in run(case, cards).findings]
            before += [(one.id, found) for found in run(case, used).findings]
    old, now = ({(case, found.key) for case, found in each} for each in (before, hits))
    new = tuple((case, found) for case, found in hits if (case, found.key) not in old)
    gone = tuple((case, found) for case, found in before if (case, found.key) not in now)
    return Trial(good, report, tuple(hits), new, gone)


def enable_card(desk: Desk, text: str) -> tuple[str, ...]:
    """Switch a card on for all reviews from now on; gives its codes. Cases get it when they are read again.

    Raises:
        CardError: its examples do not hold, or its code is another card's.
    """
    require(desk.actor, Action.ENABLE_RULES)
    trial = try_card(desk, text)
    if not trial.good:
        raise CardError("规则卡的示例没有全部通过，不能启用；请先试用并修改")
    folder = desk.store.folder / LOCAL_RULES
    with tempfile.TemporaryDirectory() as base:
        (Path(base) / "card.toml").write_text(text, encoding="utf-8")
        codes = tuple(card.code for card in load_pack(Path(base)))
    target = local_card_file(folder, codes)
    before = target.read_bytes() if target.exists() else None
    write_file(target, text.encode())
    try:
        desk.book.cards()
    except CardError:
        if before is None:
            target.unlink()
        else:
            write_file(target, before)
        raise
    with desk.store.write() as connection:
        desk.store.note(
            connection, desk.actor.name, "rule_enabled", f"rule/{'-'.join(codes)}", version=desk.book.version()
        )
    return codes


def disable_card(desk: Desk, code: str) -> None:
    """Switch a local card off."""
    require(desk.actor, Action.ENABLE_RULES)
    target = local_card_file(desk.store.folder / LOCAL_RULES, [code])
    if not target.exists():
        raise StoreError("没有这条本地规则")
    target.unlink()
    with desk.store.write() as connection:
        desk.store.note(connection, desk.actor.name, "rule_disabled", f"rule/{code}", version=desk.book.version())


def local_cards(desk: Desk) -> dict[str, str]:
    """The local cards that are switched on, by code, as they are written."""
    require(desk.actor, Action.TRY_RULES)
    folder = desk.store.folder / LOCAL_RULES
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.toml"))}

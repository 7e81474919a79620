"""The cards against the catalogue of rules: none is lost, and each is law from the day that the catalogue says."""

from __future__ import annotations

import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from reviewer.checks.cards import load_cards

ROOT = Path(__file__).resolve().parents[2]
CATALOGUE = ROOT.parent / "shared" / "rules"
CARDS = load_cards()
# Each is law by the day of its own act, which may lie on either side of a new statute: the relation asks for it.
BY_ACT = {"DOC504", "CON502"}


def catalogue() -> dict[str, dict[str, Any]]:
    yaml = pytest.importorskip("yaml")
    if not CATALOGUE.is_dir():
        pytest.skip("the catalogue is not beside the project")
    found = {}
    for kind in ("criminal", "administrative"):
        for rule in yaml.safe_load((CATALOGUE / f"{kind}.yaml").read_text(encoding="utf-8"))["rules"]:
            found[rule["id"]] = rule | {"kind": kind}
    return found


def undecided() -> set[str]:
    path = ROOT / "docs" / "undecided.toml"
    return {row["code"] for row in tomllib.loads(path.read_text(encoding="utf-8"))["rule"]} if path.exists() else set()


def test_no_card_is_lost() -> None:
    families = Counter(card.family for card in CARDS.values())
    assert families == {
        "TIM": 49, "SIG": 27, "PER": 23, "RIG": 25, "DOC": 33, "PLC": 13, "CON": 25, "CNS": 18, "STA": 16, "EVD": 15,
    }  # fmt: skip


def test_every_rule_of_the_catalogue_is_a_card_or_listed_with_a_reason() -> None:
    missing = set(catalogue()) - set(CARDS) - undecided()
    assert not missing


def test_cards_are_law_from_the_day_of_the_catalogue() -> None:
    wrong = {
        code: str(CARDS[code].since)
        for code, rule in catalogue().items()
        if code in CARDS and code not in BY_ACT
        if CARDS[code].since is not None and str(CARDS[code].since) != rule["effective_from"]
    }
    assert not wrong


def test_kinds_are_those_of_the_catalogue() -> None:
    assert not {code for code, rule in catalogue().items() if CARDS[code].kind not in (rule["kind"], "both")}

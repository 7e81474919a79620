"""Every card's examples are its tests: ``fires`` fires, ``silent`` is silent, ``unclear`` cannot tell."""

from __future__ import annotations

import pytest

from reviewer.checks.cards import Card, load_cards
from reviewer.checks.run import verdicts
from reviewer.checks.sketch import read_sketch
from reviewer.checks.view import CaseView
from reviewer.core.finding import Outcome

CARDS = load_cards()


def outcomes(card: Card, example: str) -> set[Outcome]:
    case = read_sketch(example, where=f"{card.file} {card.code} ", kind=card.kind)
    given = verdicts(CaseView(case), card)
    crashed = [one.message for one in given if one.message.startswith("规则运行出错")]
    assert not crashed, f"{card.code} crashed on an example"
    return {one.outcome for one in given}


def examples(name: str) -> list[object]:
    return [
        pytest.param(code, text, id=f"{code}-{name}{number}")
        for code, card in CARDS.items()
        for number, text in enumerate(getattr(card, name), 1)
    ]


@pytest.mark.parametrize(("code", "text"), examples("fires"))
def test_fires(code: str, text: str) -> None:
    assert Outcome.VIOLATED in outcomes(CARDS[code], text)


@pytest.mark.parametrize(("code", "text"), examples("silent"))
def test_silent(code: str, text: str) -> None:
    assert Outcome.VIOLATED not in outcomes(CARDS[code], text)


@pytest.mark.parametrize(("code", "text"), examples("unclear"))
def test_unclear(code: str, text: str) -> None:
    found = outcomes(CARDS[code], text)
    assert Outcome.VIOLATED not in found
    assert Outcome.UNDETERMINED in found


@pytest.mark.parametrize(("code", "text"), examples("misses"))
def test_misses(code: str, text: str) -> None:
    assert Outcome.VIOLATED not in outcomes(CARDS[code], text), "a known gap is closed: move it to fires"

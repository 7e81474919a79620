"""Rules in words, and the generated page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from reviewer.checks.cards import load_cards
from reviewer.reports.rules import explain, listing, rules_page

ROOT = Path(__file__).parents[2]
CARDS = load_cards()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_rule_is_listed_once(lang: str) -> None:
    lines = listing(CARDS.values(), lang=lang).splitlines()
    assert [line[:6] for line in lines[:-1]] == list(CARDS)
    assert str(len(CARDS)) in lines[-1]


def test_every_rule_can_be_explained() -> None:
    for card in CARDS.values():
        text = explain(card)
        assert card.title in text
        assert card.why in text
        assert card.remedy in text
        assert text.count("《") >= len(card.law)
        for example in (card.fires[0], card.silent[0]):
            assert all(line in text for line in example.strip().splitlines())
        assert card.title_en in explain(card, lang="en")


def test_articles_come_with_what_they_are_about() -> None:
    text = explain(CARDS["TIM006"])
    assert "《刑事诉讼法》（2018修正）第八十六条：" in text


def test_page_holds_every_rule_with_its_anchor() -> None:
    page = rules_page(CARDS.values(), [("TIM998", "某规则", "原因")])
    for code in CARDS:
        assert page.count(f'<a id="{code.lower()}"></a>') == 1
        assert f"](#{code.lower()})" in page
    assert "| TIM998 | 某规则 | 原因 |" in page


def test_documentation_is_up_to_date() -> None:
    done = subprocess.run(
        [sys.executable, "tools/make_docs.py", "--check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr

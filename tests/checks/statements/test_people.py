"""Who is meant."""

from __future__ import annotations

import pytest

from reviewer.checks.statements.people import Roster


@pytest.fixture
def roster() -> Roster:
    made = Roster(frozenset({"雷大力", "雷二力", "区宏", "欧阳小妹"}), {"欧阳小妹": "女"}, frozenset({"雷大力"}))
    made.learn("雷二力", "雷二力，小名二毛，1990年生。", identity=True)
    made.learn("雷大力", "你弟弟雷二力当时在做什么？")
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我", {"区宏"}),
        ("雷大力", {"雷大力"}),
        ("大力", {"雷大力"}),
        ("二毛", {"雷二力"}),
        ("姓雷的", {"雷大力", "雷二力"}),
        ("对方", {"雷大力"}),
        ("有人", set()),
    ],
)
def test_mentions(roster: Roster, text: str, expected: set[str]) -> None:
    (found,) = roster.mentions(text, speaker="区宏")
    assert found.who == expected


def test_kinship_and_pronouns(roster: Roster) -> None:
    assert roster.mentions("我弟弟", speaker="雷大力")[0].who == {"雷二力"}
    assert roster.mentions("我哥", speaker="雷二力")[0].who == {"雷大力"}
    first, second = roster.mentions("区宏来了，他拿着竿", speaker="雷大力")
    assert first.who == second.who == {"区宏"}
    assert roster.mentions("你", speaker="区宏", asked=True)[0].who == {"区宏"}

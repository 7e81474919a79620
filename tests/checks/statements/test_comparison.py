"""Statements side by side: conflicts on every aspect, and what only looks like one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reviewer.checks.statements.comparison import compare, compare_records
from reviewer.checks.statements.pairs import records_of
from reviewer.checks.statements.relation import Relation
from reviewer.checks.statements.verdicts import conflict_verdicts
from reviewer.core.finding import Outcome
from tests.checks.statements.sketch import case, record

CORPUS = Path(__file__).parents[3] / "corpora" / "statements"


@pytest.mark.parametrize(
    ("aspect", "one", "two"),
    [
        ("time", ("什么时候打的？", "晚上七点半左右。"), ("几点打起来的？", "十点多，我刚下班。")),
        ("place", ("钱在哪里交的？", "在茶楼包间里。"), ("在什么地方交的钱？", "在银行门口的车里。")),
        ("person", ("当时有几个人在场？", "就三个人，再没有别人。"), ("在场有几个人？", "五个。")),
        ("action", ("谁先动的手？", "赵乙先动的手。"), ("是谁先动手的？", "钱甲先动的手，我看得清楚。")),
        ("object", ("钱甲用什么打的？", "一把铁锹。"), ("钱甲拿什么打人？", "用的啤酒瓶。")),
        ("amount", ("你给了钱甲多少钱？", "八万整。"), ("钱甲收了多少钱？", "三万块。")),
        ("state", ("钱甲喝酒没有？", "喝了，喝了半斤。"), ("钱甲当时喝酒了没有？", "没喝。")),
        (
            "sequence",
            ("先签字还是先给钱？", "先签的字，再给的钱。"),
            ("先给钱还是先签字？", "先给的钱，然后才签的字。"),
        ),
    ],
)
def test_every_aspect(aspect: str, one: tuple[str, str], two: tuple[str, str]) -> None:
    made = case(
        record(1, "赵乙", *one), record(2, "孙丙", *two), record(3, "钱甲", "怎么来的？", "自己来的。", suspect=True)
    )
    found = [conflict for conflict in compare(made).conflicts if set(conflict.persons) == {"赵乙", "孙丙"}]
    assert [conflict.aspect for conflict in found] == [aspect]
    assert {found[0].a.source, found[0].b.source} == {"01.txt", "02.txt"}
    assert "不一致" in found[0].message_zh


def test_denial_of_ones_own_deed() -> None:
    made = case(
        record(1, "钱甲", "有人说你踢了赵乙，你怎么解释？", "没有的事，我一脚都没踢过。", suspect=True),
        record(2, "孙丙", "你看到什么？", "我看见钱甲踢了赵乙好几脚。"),
    )
    (found,) = compare(made).conflicts
    assert found.aspect == "denial"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (("几点打的？", "七点多，快八点。"), ("什么时候打的？", "七点四十左右。")),
        (("收了多少钱？", "七八万吧，记不清。"), ("给了多少钱？", "八万。")),
        (("钱在哪里交的？", "在茶楼。"), ("在什么地方交的钱？", "在茶楼二楼包间。")),
        (("谁先动的手？", "我到的时候已经打完了，听别人说是赵乙先动手。"), ("谁先动手？", "钱甲先动的手。")),
        (("钱甲用什么打的？", "没看清，天黑。"), ("钱甲拿什么打人？", "木棍。")),
        (("钱甲穿什么衣服？", "深颜色的T恤。"), ("钱甲穿什么？", "黑色短袖。")),
        (("周围多少人？", "五六个人吧。"), ("旁边有多少人看？", "七八个人。")),
        (("钱甲喝酒没有？", "好像喝了，不敢肯定。"), ("钱甲喝酒没有？", "没喝。")),
        (("你身体怎么样，有没有喝酒？", "身体好，没喝酒。"), ("赵乙当时喝酒没有？", "喝了两瓶啤酒。")),
        (("你一个月工资多少钱？", "四千。"), ("你给了钱甲多少钱？", "八万。")),
    ],
)
def test_what_only_looks_like_a_conflict(one: tuple[str, str], two: tuple[str, str]) -> None:
    made = case(
        record(1, "赵乙", *one), record(2, "孙丙", *two), record(3, "钱甲", "怎么来的？", "自己来的。", suspect=True)
    )
    assert compare(made).conflicts == ()


def test_one_person_over_sessions() -> None:
    first = record(1, "钱甲", "你当天喝酒没有？", "喝了半斤白酒。", suspect=True)
    changed = record(2, "钱甲", "你当天喝酒没有？", "没喝。", suspect=True)
    explained = record(2, "钱甲", "你当天喝酒没有？", "没喝。上次我记错了，那是前一天的事。", suspect=True)
    found = compare(case(first, changed))
    assert [conflict.aspect for conflict in found.conflicts] == ["state"]
    assert found.evolution[0].relation is Relation.CONFLICT
    corrected = compare(case(first, explained))
    assert corrected.conflicts == ()
    assert corrected.evolution[0].relation is Relation.CORRECTION


def test_verdicts() -> None:
    one = record(1, "赵乙", "谁先动的手？", "钱甲先动的手。")
    two = record(2, "孙丙", "谁先动的手？", "赵乙先动的手。")
    three = record(3, "钱甲", "怎么来的？", "自己来的。", suspect=True)
    (found,) = conflict_verdicts(case(one, two, three))
    assert (found.outcome, found.aspect, len(found.evidence)) == (Outcome.VIOLATED, "action", 2)
    assert [verdict.outcome for verdict in conflict_verdicts(case(one))] == [Outcome.NOT_APPLICABLE]
    quiet = record(2, "孙丙", "谁先动的手？", "钱甲先动的手。")
    assert [verdict.outcome for verdict in conflict_verdicts(case(one, quiet))] == [Outcome.SATISFIED]


def test_matrix_names_person_session_and_aspect() -> None:
    made = case(record(1, "赵乙", "几点打的？", "七点半。"), record(2, "孙丙", "几点打的？", "七点半。"))
    rows = compare(made).matrix
    assert {(row["person"], row["session"], row["aspect"]) for row in rows} == {
        ("赵乙", 1, "time"),
        ("孙丙", 1, "time"),
    }


@pytest.mark.parametrize(("part", "precision", "recall"), [("train", 0.97, 0.85), ("test", 0.9, 0.6)])
def test_corpus(part: str, precision: float, recall: float) -> None:
    rows = [json.loads(line) for line in (CORPUS / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]
    said = [(bool(compare_records(records_of(row)).conflicts), row["label"] == "conflict") for row in rows]
    right = sum(guess and truth for guess, truth in said)
    assert right / sum(guess for guess, _ in said) >= precision
    assert right / sum(truth for _, truth in said) >= recall


def test_twenty_long_records() -> None:
    turns = [
        text
        for at in range(70)
        for text in (
            f"第{at}次在仓库{at}做了什么？",
            f"第{at}次我跟王{at}去的，搬了{at}箱货，放在车上，" + "路上说了些闲话，" * 6,
        )
    ]
    made = case(*(record(number, f"甲{chr(0x4E00 + number)}", *turns[number:]) for number in range(20)))
    assert compare(made).copied

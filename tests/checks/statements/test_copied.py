"""Copied records: between people, within one person, and what is alike without being copied."""

from __future__ import annotations

from reviewer.checks.statements.comparison import compare
from reviewer.checks.statements.copied import blocks
from reviewer.checks.statements.verdicts import copied_verdicts
from reviewer.core.finding import Outcome, Severity
from tests.checks.statements.sketch import case, record

RIGHTS = (
    "权利义务告知书看过没有？申请回避吗？",
    "看过了，权利义务都清楚，上面的字我也签了，不申请民警回避，也不需要请律师帮我辩护。",
)
LONG = (
    "我在旧货市场听人说那一片要拆，就动了这个心思，想着先把钱拿到"
    "手把窟窿堵上，等以后缓过来了再慢慢还给人家，哪晓得越陷越深。"
)
LONGER = (
    "我和孙丙是前年秋天在手机店认识的，当时手机屏坏了去换，聊了几句加了微信，来来回回"
    "就熟了，年底搭伙过日子，我一个大男人抬不起头。"
)
OTHER = "那天我在家带孩子，中午烧了两个菜，下午去菜地浇水，一直到天黑才回来，村口碰到会计，还跟他讲了几句收谷子的事情。"


def test_copied_between_people_with_leftovers() -> None:
    one = record(1, "钱甲", *RIGHTS, "怎么想到的？", LONG, "怎么认识的？", LONGER, suspect=True)
    two = record(2, "孙丙", *RIGHTS, "为什么这样做？", LONG, "怎么认识的？", LONGER, suspect=True, sex="女")
    (found,) = compare(case(one, two)).copied
    assert found.turns == ((1, 1), (2, 2))
    assert [left.why for left in found.leftovers] == ["以第三人称提到本人", "与本人性别不符的口吻"]
    (verdict,) = copied_verdicts(case(one, two), within_person=False)
    assert (verdict.outcome, verdict.severity) == (Outcome.VIOLATED, Severity.DEFECT)
    (within,) = copied_verdicts(case(one, two), within_person=True)
    assert within.outcome is Outcome.SATISFIED


def test_rights_and_own_words_are_not_copied() -> None:
    one = record(1, "钱甲", *RIGHTS, "你那天做什么？", OTHER, suspect=True)
    two = record(2, "孙丙", *RIGHTS, "怎么想到的？", LONG, suspect=True)
    assert compare(case(one, two)).copied == ()


def test_a_few_changed_characters_do_not_hide_a_copy() -> None:
    changed = LONG.replace("旧货市场", "理发店").replace("缓过来", "缓过劲")
    one = record(1, "钱甲", "怎么想到的？", LONG, "说说那天？", OTHER, suspect=True)
    two = record(2, "孙丙", "怎么想到的？", changed, "说说那天？", OTHER, suspect=True)
    assert len(compare(case(one, two)).copied) == 1


def test_within_one_person_more_is_needed() -> None:
    once = record(1, "钱甲", "怎么想到的？", LONG, "那天呢？", OTHER, "怎么认识？", LONGER, suspect=True)
    again = record(2, "钱甲", "怎么想到的？", LONG, "那天呢？", OTHER, "怎么认识？", LONGER, suspect=True)
    short = record(2, "钱甲", "还有要改的吗？", "没有，跟上次说的一样，那天我在家带孩子。", suspect=True)
    (found,) = compare(case(once, again)).copied
    assert found.within_person
    assert compare(case(once, short)).copied == ()


def test_copied_answers_make_no_conflicts() -> None:
    one = record(1, "钱甲", "钱收了多少？用来做什么？", "一共收了八万块钱，" + LONG, "谁收的？", LONGER, suspect=True)
    two = record(2, "孙丙", "钱收了多少？用来做什么？", "一共收了八万块钱，" + LONG, "谁收的？", LONGER, suspect=True)
    assert compare(case(one, two)).conflicts == ()


def test_blocks() -> None:
    assert blocks("甲乙丙丁戊己庚辛", "子甲乙丙丁戊己庚") == ((0, 1, 7),)


def test_another_ones_name_in_the_introduction() -> None:
    one = record(1, "钱甲", "你的基本情况？", "孙丙，1990年生，汉族，初中文化。", "那天呢？", OTHER, suspect=True)
    two = record(2, "孙丙", "你的基本情况？", "我叫孙丙，1990年生，汉族，初中文化。", "怎么想到的？", LONG)
    (found,) = copied_verdicts(case(one, two), within_person=False)
    assert (found.outcome, found.severity, found.evidence[0].source) == (Outcome.VIOLATED, Severity.DEFECT, "01.txt")

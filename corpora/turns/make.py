"""Writes the corpus of turn acts: ``python corpora/turns/make.py``.

Every turn is invented. Wordings of train.toml and test.toml are apart, and so are names, bureaus and relatives.
A row has the question, the answer, the acts of each, and the wordings it is made of (for splitting by wording).
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path
from random import Random

HERE = Path(__file__).parent
CHOICE = re.compile(r"\{([^{}]*)\}")
PROCEDURE = re.compile(
    "关系|认识|补充|属实|律师|回避|处罚|身体|前科|知罪|怎么看"
)  # questions that may be more than narrative
FILLED = {
    "train": {
        "名": ["赵立国", "钱芳", "孙大勇", "李建军", "周敏", "吴海", "郑小红", "王志强", "冯磊", "陈桂兰", "马明"],
        "局": ["××县公安局城关派出所", "××市公安局刑侦支队", "××分局治安大队", "城北派出所", "市局禁毒支队"],
        "所": ["派出所", "城关派出所", "公安局", "办案中心"],
        "罪": ["盗窃", "故意伤害", "寻衅滋事", "诈骗", "吸毒", "赌博", "殴打他人", "危险驾驶"],
        "亲": ["父亲", "母亲", "妻子", "丈夫", "老婆", "儿子", "姐姐", "爸爸", "妈妈", "爱人", "哥哥", "家属"],
        "时": ["昨天晚上", "3月5日", "今天上午", "2026年1月12日21时", "上个月", "前天"],
        "地": ["饭店门口", "菜市场", "网吧", "小区地下车库", "KTV", "村口"],
        "号": ["012345", "A1023", "330187"],
    },
    "test": {
        "名": ["罗青山", "邓秀珍", "贺文斌", "彭丽", "曾凡", "龙一鸣", "谭家豪"],
        "局": ["临水县公安局河东所", "××区分局刑警队", "青石镇派出所", "××公安处"],
        "所": ["镇派出所", "分局"],
        "罪": ["敲诈勒索", "聚众斗殴", "非法拘禁", "掩饰隐瞒犯罪所得", "故意毁坏财物"],
        "亲": ["舅舅", "女儿", "媳妇", "奶奶", "叔叔", "弟弟"],
        "时": ["去年腊月", "前晚"],
        "地": ["码头"],
        "号": ["778899"],
    },
}  # fmt: skip
CLOSES = {
    "train": ["清楚。", "知道了。", "明白。", "听清楚了。", "没有。", "是的。", "好的。", "有。", "晓得。", "不需要。"],
    "test": ["晓得了。", "嗯。", "了解。", "没得。", "懂了。", "可以。", "不用。"],
}  # fmt: skip
MANNERS = (
    {},
    {},
    {"？": "?", "，": ",", "。": ".", "：": ":"},
    {"没有": "没得", "知道": "晓得", "什么": "啥子", "明白": "懂"},
    {"你": "您"},
    {"，": "、"},
)


@dataclass(frozen=True)
class Wording:
    """One line of the wordings: its texts with choices, and the acts of both sides."""

    name: str
    question: str
    answer: str
    question_acts: frozenset[str]
    answer_acts: frozenset[str]


def parsed(line: str, name: str, *, question: str = "", answer: str = "") -> Wording:
    """A line of the file: ``question @act ⇒ answer @act``."""
    sides = [part.strip() for part in line.split("⇒")]
    texts, acts = [], []
    for side in (*sides, "")[:2]:
        text, *named = side.split("@")
        texts.append(text.strip())
        acts.append(frozenset(one.strip() for one in named))
    own = frozenset({question} if question else ()), frozenset({answer} if answer else ())
    return Wording(name, texts[0], texts[1], acts[0] | own[0], acts[1] | own[1])


def wordings(part: str) -> list[Wording]:
    tables = tomllib.loads((HERE / f"{part}.toml").read_text(encoding="utf-8"))
    out = []
    for act, table in tables.items():
        if act == "none":
            out += [parsed(line, f"none-{number}") for number, line in enumerate(table["turns"])]
            continue
        for side in ("question", "answer"):
            for number, line in enumerate(table.get(side, [])):
                out.append(parsed(line, f"{act}-{side[0]}{number}", **{side: act}))
    return out


def written(text: str, part: str, chance: Random) -> str:
    """One reading of a wording: choices made, names filled in, in one manner of speech or typing."""
    while CHOICE.search(text):
        text = CHOICE.sub(lambda found: chance.choice(found[1].split("|")), text, count=1)
    for key, values in FILLED[part].items():
        while f"〈{key}〉" in text:
            text = text.replace(f"〈{key}〉", chance.choice(values), 1)
    for old, new in chance.choice(MANNERS).items():
        text = text.replace(old, new)
    return text


def single(wording: Wording, part: str, chance: Random) -> dict[str, object]:
    answer = written(wording.answer, part, chance) if wording.answer else chance.choice(CLOSES[part])
    return row(written(wording.question, part, chance), answer, wording.question_acts, wording.answer_acts, [wording])


def together(ones: list[Wording], part: str, chance: Random) -> dict[str, object]:
    """An opening paragraph: several things told in one question."""
    question = "".join(written(one.question, part, chance) for one in ones)
    acts = frozenset(act for one in ones for act in one.question_acts)
    return row(question, chance.choice(CLOSES[part]), acts, frozenset(), ones)


def row(
    question: str, answer: str, asked: frozenset[str], answered: frozenset[str], ones: list[Wording]
) -> dict[str, object]:
    acts = {"question": sorted(asked), "answer": sorted(answered)}
    return {"question": question, "answer": answer, "acts": acts, "wordings": sorted(one.name for one in ones)}


def rows(part: str, chance: Random) -> list[dict[str, object]]:
    all_ = wordings(part)
    told = [one for one in all_ if one.question_acts and not one.answer]
    repeats = 12 if part == "train" else 2
    out = []
    for one in all_:
        choices = CHOICE.findall(one.question + one.answer)
        times = min(repeats, 1 + 3 * len(choices)) if part == "train" else repeats
        out += [single(one, part, chance) for _ in range(max(times, 4) if part == "train" else times)]
    out += chance.sample(stories := narratives(part), min(len(stories), 500))
    count = 900 if part == "train" else 150
    out += [together(chance.sample(told, chance.randint(2, 5)), part, chance) for _ in range(count)]
    seen: dict[tuple[object, object], dict[str, object]] = {(one["question"], one["answer"]): one for one in out}
    return list(seen.values())


def narratives(part: str) -> list[dict[str, object]]:
    """Turns about the matter itself, out of the corpus of statement pairs: nothing of procedure takes place."""
    pairs = (HERE.parent / "statements" / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()
    told = {tuple(turn) for pair in map(json.loads, pairs) for side in "ab" for turn in pair[side]["turns"]}
    none: frozenset[str] = frozenset()
    return [
        row(question, answer, none, none, [Wording(f"story-{number}", question, answer, none, none)])
        for number, (question, answer) in enumerate(sorted(told))
        if not PROCEDURE.search(question)
    ]


def main() -> None:
    for part, seed in (("train", 11), ("test", 12)):
        found = rows(part, Random(seed))
        lines = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found)
        (HERE / f"{part}.jsonl").write_text(lines, encoding="utf-8")
        sys.stdout.write(f"{part} {len(found)}\n")


if __name__ == "__main__":
    main()

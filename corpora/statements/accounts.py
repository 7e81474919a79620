"""Whole accounts out of the stories of the case generator: what several people say of one happening.

Every story is told once in agreement, in several wordings, and once for each fact on which somebody differs. A row
knows the two turns that cannot both be true; every other pair of turns can.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from generator import stories_administrative, stories_criminal, stories_criminal_held_out
from generator.speech import FILLERS, HOLE
from generator.story import Slot, Story

STORIES = [*stories_criminal.STORIES, *stories_criminal_held_out.STORIES, *stories_administrative.STORIES]
NAMES = [
    ("单国强", "喻美华", "滕志远"),
    ("柯大明", "卢小芹", "尚文斌"),
    ("庞二军", "温丽", "焦广平"),
    ("鲍春生", "麻玉珍", "冀凯"),
]
TIMES = [
    (["晚上九点左右", "晚上九点多", "夜里九点来钟"], ["下午三点左右", "半夜一点多"]),
    (["上午十点左右", "十点来钟", "上午10点多"], ["下午五点多", "中午十二点半"]),
]


def accounts(*, test: bool, seed: int, times: int) -> list[dict[str, object]]:
    """Rows of the stories of one part."""
    random = Random(seed)
    out: list[dict[str, object]] = []
    for story in STORIES:
        if (story.part == "test") is not test:
            continue
        for turn in range(times):
            out.extend(_tellings(story, random, f"{story.key}-{turn}"))
    return out


def _tellings(story: Story, random: Random, name: str) -> list[dict[str, object]]:
    say, other = random.choice(TIMES)
    slots = {"time": Slot("time", "", say, other, "时间"), **story.slots}
    told = {"P": story.suspect, "V": story.victim, "W": story.witness}
    told = {key: pairs for key, pairs in told.items() if pairs}
    spoken = {key: {hole for _, answer in pairs for hole in HOLE.findall(answer)} for key, pairs in told.items()}
    out = [_row(story, random, slots, told, f"{name}-0", "", "")]
    for slot in slots:
        speakers = [key for key in told if slot in spoken[key]]
        if len(speakers) > 1 and slots[slot].aspect:
            out.append(_row(story, random, slots, told, f"{name}-{slot}", random.choice(speakers), slot))
    return out


def _row(
    story: Story,
    random: Random,
    slots: dict[str, Slot],
    told: dict[str, list[tuple[str, str]]],
    name: str,
    liar: str,
    differs: str,
) -> dict[str, object]:
    names = dict(zip("PVW", random.choice(NAMES), strict=True))
    fixed = {**names, "place": random.choice(story.places), "day": "5月6日", "S": names["P"][0]}
    records, holding = [], {}
    for key, pairs in told.items():
        chosen = {
            hole: random.choice(slot.other if (key, hole) == (liar, differs) else slot.say)
            for hole, slot in slots.items()
        }
        words = {**chosen, **fixed}
        turns = []
        for at, (question, answer) in enumerate(pairs):
            if differs and f"{{{differs}}}" in answer:
                holding.setdefault(key, []).append(at)
            filled = [
                HOLE.sub(lambda found, words=words: words.get(found[1], found[0]), text) for text in (question, answer)
            ]
            turns.append([filled[0], random.choice(FILLERS[story.part]) + filled[1]])
        records.append({"speaker": names[key], "session": 1, "turns": turns, "key": key})
    people = [
        {"name": name_, "sex": "女" if key == "V" else "男", "suspect": key == "P"}
        for key, name_ in names.items()
        if key in told
    ]
    keys = list(told)
    conflicts = [
        {"a": [keys.index(liar), a], "b": [keys.index(key), b]}
        for key, places in holding.items()
        if liar and key != liar
        for a in holding[liar]
        for b in places
    ]
    return {
        "id": name, "story": story.key, "date": "2026-05-10", "people": people, "records": records,
        "aspect": slots[differs].aspect if differs else "", "conflicts": conflicts,
    }  # fmt: skip

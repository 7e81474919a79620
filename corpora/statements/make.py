"""Writes the corpus of statement pairs: ``python corpora/statements/make.py``.

Every story is invented. A pair is two short records (who speaks, what is asked and answered) with the relation
that a careful reader would see. Stories marked TEST, with their crimes and wordings, are kept for testing only.
Training pairs are written out in several manners of speech and of typing; test pairs only as they were written.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from accounts import accounts
from planted import copied, recording
from stories import STORIES as FIRST
from stories_fresh import FRESH
from stories_held_out import HELD_OUT
from stories_last import LAST
from stories_second import SECOND

STORIES = [*FIRST, *SECOND, *HELD_OUT, *({**story, "test": True} for story in LAST)]

HERE = Path(__file__).parent
MANNERS = (
    {},
    {"没有": "没得", "知道": "晓得", "什么": "啥子", "没人": "没得人"},
    {"：": ":", "，": ",", "？": "?"},
    {"多少": "好多", "什么时候": "啥时候", "怎么": "咋", "我们": "咱们"},
)


def spoken(text: str, manner: dict[str, str]) -> str:
    for old, new in manner.items():
        text = text.replace(old, new)
    return text


def side(text: str, manner: dict[str, str], kinds: dict[str, str]) -> dict[str, object]:
    """``speaker|question|answer|question|answer`` as a small record; ``speaker#2`` is a second session."""
    who, *said = text.split("|")
    name, _, session = who.partition("#")
    turns = [[spoken(said[at], manner), spoken(said[at + 1], manner)] for at in range(0, len(said), 2)]
    return {"speaker": name, "session": int(session or 1), "type": kinds[name], "turns": turns}


def rows(stories: list[dict], *, test: bool) -> list[dict[str, object]]:
    out = []
    for story in stories:
        if story["test"] is not test:
            continue
        kinds = {
            name: "interrogation_record" if "嫌" in about else "interview_record"
            for name, about in story["people"].items()
        }
        people = [{"name": name, "sex": about[0], "suspect": "嫌" in about} for name, about in story["people"].items()]
        for number, (label, aspect, kind, a, b) in enumerate(story["pairs"]):
            for index, manner in enumerate(MANNERS if not test else MANNERS[:1]):
                out.append(
                    {
                        "id": f"{story['id']}-{number:02}{'abcd'[index]}",
                        "story": story["id"],
                        "crime": story["crime"],
                        "date": story["date"],
                        "people": people,
                        "label": label,
                        "aspect": aspect,
                        "kind": kind,
                        "a": side(a, manner, kinds),
                        "b": side(b, manner, kinds),
                    }
                )
    return out


def main() -> None:
    fresh = [{**story, "test": True} for story in FRESH]
    for name, stories, test in (("train", STORIES, False), ("test", STORIES, True), ("fresh", fresh, True)):
        found = rows(stories, test=test)
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
        (HERE / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        print(name, len(found), sum(row["label"] == "conflict" for row in found))
    for name, found in (
        ("accounts", accounts(test=False, seed=3, times=3)),
        ("accounts_test", accounts(test=True, seed=4, times=2)),
        ("copied", copied("test", seed=1, size=60)),
        ("recording", recording("test", seed=1, size=80)),
    ):
        lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in found)
        (HERE / f"{name}.jsonl").write_text(lines, encoding="utf-8")
        print(name, len(found))


if __name__ == "__main__":
    main()

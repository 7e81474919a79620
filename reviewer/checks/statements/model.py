"""The linear pair model: whether two answers to like questions can both be true, where the slots leave it open.

Logistic regression on slot features and hashed character n-grams of what each answer has and the other has not.
Without a model in use the slots decide alone.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reviewer import models
from reviewer.checks.statements import lexicon, moments, values
from reviewer.checks.statements.answers import ASKS_FIRST, ASKS_TOOL, polarity
from reviewer.checks.statements.circumstances import ASKS_COUNT, ASKS_MUCH, ASKS_WHEN, ASKS_WHERE
from reviewer.checks.statements.claims import predicate
from reviewer.checks.statements.records import Exchange
from reviewer.core.errors import ModelError

if TYPE_CHECKING:
    import numpy as np

TASK = "statements"
HASHED = 1 << 12

# What a question asks for, and the aspect of a disagreement about it.
TOPICS: tuple[tuple[str, re.Pattern[str], str], ...] = (
    ("first", ASKS_FIRST, "action"),
    ("when", ASKS_WHEN, "time"),
    ("where", ASKS_WHERE, "place"),
    ("count", ASKS_COUNT, "person"),
    ("tool", ASKS_TOOL, "object"),
    ("much", ASKS_MUCH, "amount"),
    ("who", re.compile(r"谁|哪个人|什么人"), "action"),
    ("wear", re.compile(r"穿|衣"), "state"),
    ("drink", re.compile(r"喝"), "state"),
    ("scene", re.compile(r"天气|灯|光线"), "state"),
    ("knew", re.compile(r"知不知道|知道.{0,12}[吗不]|知情"), "state"),
    ("whether", re.compile(r"有没有|是不是|是否|没有[？?]|吗[？?]|(.)没\1"), "denial"),
)
# Questions about which the model is asked where the slots are silent. A yes or a name hangs on who is meant, a time or
# a place on what it was of: there the slots have the last word.
_VALUES = frozenset({"count", "tool", "wear"})
SLOTS = (
    "bias", "same_question", "same_answer", "same_predicate", "shared_events", "opposite", "both_yes", "both_no",
    "unknown", "hearsay", "guess", "vague", "numbers_apart", "numbers_meet", "times_apart", "times_meet",
    "venues_apart", "venues_meet", "tools_apart", "tools_meet", "colours_apart", "colours_meet", "people_apart",
    "people_meet", "same_speaker", "corrected", "length",
)  # fmt: skip


@dataclass(frozen=True)
class PairModel:
    """The weights in use with their version."""

    weights: np.ndarray
    bias: float
    version: str

    def probability(self, a: Exchange, b: Exchange) -> float:
        """That two answers cannot both be true, from 0 to 1."""
        score = self.bias + sum(float(self.weights[at]) * value for at, value in features(a, b).items())
        return 1 / (1 + math.exp(-max(min(score, 30), -30)))


def topic(question: str) -> str:
    """What a question asks for; empty where it asks for an account."""
    return next((name for name, pattern, _ in TOPICS if pattern.search(question)), "")


def aspect_of(name: str) -> str:
    return next((aspect for key, _, aspect in TOPICS if key == name), "action")


def aligned(a: Exchange, b: Exchange) -> bool:
    """Whether two exchanges ask for the same thing of the same event, so that the model may be asked."""
    name = topic(a.question)
    if name not in _VALUES or topic(b.question) != name or (name == "tool" and _same_noun(a.answer, b.answer)):
        return False
    one, two = (predicate(item.question, item.roster.names) for item in (a, b))
    if not one and not two:
        return bool(a.asked & b.asked)
    return len(one & two) / max(min(len(one), len(two)), 1) >= 0.5


def _same_noun(one: str, two: str) -> bool:
    """Whether the first sentences of two answers share a run of three characters, as the name of one thing is."""
    first, second = (re.split("[。！？]", text)[0] for text in (one, two))
    return any(first[at : at + 3] in second for at in range(len(first) - 2))


def features(a: Exchange, b: Exchange) -> dict[int, float]:
    """Feature number to value: slots first, then topics, then hashed n-grams; the same for (a, b) and (b, a)."""
    named = slot_features(a, b)
    out = {SLOTS.index(name): value for name, value in named.items() if value}
    name = topic(a.question)
    for at, (key, _, _) in enumerate(TOPICS):
        if key == name:
            out[len(SLOTS) + at] = 1.0
    base = len(SLOTS) + len(TOPICS)
    one, two = grams(a.answer), grams(b.answer)
    only = sorted((one | two) - (one & two))
    for gram in only:
        at = base + zlib.crc32(gram.encode()) % HASHED
        out[at] = out.get(at, 0.0) + 1 / math.sqrt(len(only))
    return out


def width() -> int:
    """How many features there are."""
    return len(SLOTS) + len(TOPICS) + HASHED


def grams(text: str) -> frozenset[str]:
    bare = re.sub(r"[\W\d_]+", "", text)[:80]
    return frozenset(bare[at : at + size] for size in (1, 2, 3) for at in range(len(bare) - size + 1))


def jaccard(one: frozenset[str], two: frozenset[str]) -> float:
    return len(one & two) / max(len(one | two), 1)


def slot_features(a: Exchange, b: Exchange) -> dict[str, float]:
    """The features that have names, in the order of ``SLOTS``."""
    first, second = a.clauses[:4], b.clauses[:4]
    yes = (polarity(a), polarity(b))
    out = {
        "bias": 1.0,
        "same_question": jaccard(grams(a.question), grams(b.question)),
        "same_answer": jaccard(grams(a.answer), grams(b.answer)),
        "same_predicate": jaccard(predicate(a.question, a.roster.names), predicate(b.question, b.roster.names)),
        "shared_events": float(bool(lexicon.events(a.question) & lexicon.events(b.question))),
        "opposite": float(None not in yes and yes[0] != yes[1]),
        "both_yes": float(yes == (True, True)),
        "both_no": float(yes == (False, False)),
        "same_speaker": float(a.speaker == b.speaker),
        "corrected": float(any(lexicon.cue("correction").search(item.answer) for item in (a, b))),
        "length": min(len(a.answer) + len(b.answer), 200) / 200,
    }
    for name in ("unknown", "hearsay", "guess"):
        out[name] = float(any(getattr(clause, name) for clause in (*first[:2], *second[:2])))
    out["vague"] = float(any(lexicon.cue("vague").search(item.answer) for item in (a, b)))
    out.update(_value_features(a, b))
    return out


def _value_features(a: Exchange, b: Exchange) -> dict[str, float]:
    out: dict[str, float] = {}
    money = "钱" in a.question or "现金" in a.question
    ones, twos = (values.quantities(item.answer, money_asked=money)[:1] for item in (a, b))
    if ones and twos:
        apart = ones[0].range.apart(twos[0].range)
        out["numbers_apart" if apart else "numbers_meet"] = 1.0
    one, two = (moments.hull(moments.times(item.answer, base=item.base)) for item in (a, b))
    if one and two:
        out["times_apart" if one.apart(two) > 20 else "times_meet"] = 1.0
    for table, name in (("venues", "venues"), ("tools", "tools"), ("colours", "colours")):
        _sets(out, name, *(lexicon.found(table, item.answer) for item in (a, b)))
    _sets(
        out,
        "people",
        *(frozenset(who for mention in item.people(item.clauses[0]) for who in mention.who) for item in (a, b)),
    )
    return out


def _sets(out: dict[str, float], name: str, one: frozenset[str], two: frozenset[str]) -> None:
    if one and two:
        out[f"{name}_meet" if one & two else f"{name}_apart"] = 1.0


def save(model: PairModel, card: Mapping[str, Any], *, folder: Path | None = None) -> Path:
    """Write a version; it is not in use before it is promoted."""
    return models.save(
        TASK,
        model.version,
        arrays={"weights": model.weights, "bias": [model.bias]},  # type: ignore[dict-item]
        vocabulary={"slots": SLOTS, "topics": [name for name, _, _ in TOPICS]},
        card=card,
        folder=folder,
    )


def load(version: str | None = None, *, folder: Path | None = None) -> PairModel | None:
    """The version in use, or a named one; ``None`` where none is in use.

    Raises:
        ModelError: the files are damaged or made for other features.
    """
    version = version or models.current(TASK, folder=folder)
    return None if version is None else _load(version, folder or models.home())


@lru_cache(maxsize=4)
def _load(version: str, folder: Path | None) -> PairModel | None:
    found = models.load(TASK, version, folder=folder)
    if found is None:
        return None
    if found.words("slots") != SLOTS or found.words("topics") != tuple(name for name, _, _ in TOPICS):
        raise ModelError(f"模型 {TASK}/{version} 是为另一组特征制作的，请重新训练")
    return PairModel(found.array("weights", width()), float(found.array("bias", 1)[0]), version)

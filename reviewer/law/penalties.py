"""Ranges of penalties in the 治安管理处罚法, and the articles of its 2012 and 2025 versions that answer each other."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType

from reviewer.core.errors import LawDataError
from reviewer.law.articles import read_article
from reviewer.law.library import FOLDER, in_force, read_tables

STATUTE = "治安管理处罚法"
OLD, NEW = "2012修正", "2025修订"


@dataclass(frozen=True, slots=True)
class PenaltyTier:
    """One step of a range: days of detention and yuan of fine as bounds, both included; ``None``: not provided."""

    tier: str
    detain_days: tuple[int, int] | None = None
    fine_yuan: tuple[int, int] | None = None
    relation: str = ""  # 并处, 可以并处, 或者
    warning: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class PenaltyRange:
    version: str
    article: str
    paragraph: int
    tiers: tuple[PenaltyTier, ...]

    @property
    def can_detain(self) -> bool:
        return any(tier.detain_days for tier in self.tiers)


def _bounds(entry: str, words: str) -> tuple[int, int] | None:
    if not words:
        return None
    low, dash, high = words.partition("-")
    if not dash or not low.isdigit() or not high.isdigit() or int(low) > int(high):
        raise LawDataError(f"penalties.toml 的 {entry} tiers：区间「{words}」应写作 5-10")
    return int(low), int(high)


def _tier(entry: str, line: str) -> PenaltyTier:
    parts = [part.strip() for part in line.split("|")]
    if len(parts) > 6 or not parts[0]:
        raise LawDataError(f"penalties.toml 的 {entry} tiers：应写作「情节 | 日数 | 元数 | 关系 | 警告 | 附注」")
    tier, days, yuan, relation, warning, note = parts + [""] * (6 - len(parts))
    return PenaltyTier(tier, _bounds(entry, days), _bounds(entry, yuan), relation, bool(warning), note)


@cache
def load_penalties() -> Mapping[tuple[str, str], tuple[PenaltyRange, ...]]:
    """The ranges by version and article, one a paragraph; read once."""
    ranges: dict[tuple[str, str], list[PenaltyRange]] = {}
    for table in read_tables(FOLDER / "penalties.toml", "range"):
        entry = f"{table.get('version')} 第{table.get('article')}条"
        try:
            version, article, paragraph = table["version"], table["article"], table["paragraph"]
            tiers = tuple(_tier(entry, line) for line in table["tiers"])
        except KeyError as error:
            raise LawDataError(f"penalties.toml 的 {entry}：缺少 {error.args[0]}") from None
        ranges.setdefault((version, article), []).append(PenaltyRange(version, article, paragraph, tiers))
    return MappingProxyType({key: tuple(found) for key, found in ranges.items()})


def penalty_range(
    article: str | int, paragraph: int | None = None, *, day: date, law_of: date | None = None
) -> tuple[PenaltyRange, ...]:
    """The ranges of an article on a day, of one paragraph or of all.

    Empty where the article sets none that could be read, which says nothing about what it allows.
    """
    version = in_force(STATUTE, day, law_of=law_of)
    if version is None:
        return ()
    number = read_article(str(article))
    wanted = paragraph or number.paragraph
    found = load_penalties().get((version.name, number.key), ())
    return tuple(one for one in found if wanted is None or one.paragraph == wanted)


@cache
def _article_map() -> tuple[Mapping[int, tuple[int, ...]], frozenset[int]]:
    try:
        data = tomllib.loads((FOLDER / "article_map.toml").read_text(encoding="utf-8"))
        pairs = {int(old): tuple(new) for old, new in data["new"].items()}
        return MappingProxyType(pairs), frozenset(data["same"])
    except (tomllib.TOMLDecodeError, KeyError, ValueError) as error:
        raise LawDataError(f"article_map.toml 读不了：{error}") from error


def corresponding_article(article: str | int, *, day: date) -> tuple[int, ...]:
    """The articles of the other version that answer one of the version in force on ``day``.

    Empty where the article was dropped in, or is new in, 2025.
    """
    number = read_article(str(article)).article
    version = in_force(STATUTE, day)
    pairs, _ = _article_map()
    if version is not None and version.name == NEW:
        return tuple(old for old, new in pairs.items() if number in new)
    return pairs.get(number, ())


def same_text(article: int) -> bool:
    """Whether an article of the 2012 version stands unchanged in that of 2025."""
    return article in _article_map()[1]

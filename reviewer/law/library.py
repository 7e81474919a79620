"""The statutes that rules cite, in the version in force on a day, and the limits that they set.

Data: ``law/statutes.toml`` and ``law/limits.toml``; no text of any statute is kept. Every question takes the day
of the act; ``law_of`` asks instead what the law of another day would say.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reviewer.core.errors import LawDataError
from reviewer.core.finding import Authority
from reviewer.law.articles import ArticleNumber, read_article
from reviewer.law.counting import Counting, Period

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a statute: in force from ``since`` to ``until``, both included."""

    statute: str
    name: str
    since: date
    until: date | None = None
    articles: Mapping[str, str] = field(default_factory=dict)

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Statute:
    """A statute. ``unverified`` marks one whose dates or text were never checked against the original."""

    short: str
    title: str
    versions: tuple[Version, ...]
    aliases: tuple[str, ...] = ()
    unverified: bool = False


@dataclass(frozen=True, slots=True)
class Limit(Period):
    """A named legal period in one version. ``alarm`` marks a line of our own that no statute draws."""

    name: str = ""
    title: str = ""
    since: date = date.min
    until: date | None = None
    law: tuple[str, ...] = ()
    alarm: bool = False

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)

    def __str__(self) -> str:
        return f"{self.amount}{self.counting.unit}"


def read_tables(path: Path, key: str) -> list[dict[str, Any]]:
    """The tables of one file of law data.

    Raises:
        LawDataError: the file is no TOML or has none of these tables.
    """
    try:
        tables: list[dict[str, Any]] = tomllib.loads(path.read_text(encoding="utf-8"))[key]
    except (OSError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LawDataError(f"{path.name} 读不了：{error}") from error
    except KeyError:
        raise LawDataError(f"{path.name} 里没有 [[{key}]]") from None
    return tables


def _articles(short: str, lines: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in lines:
        number, _, subject = line.partition(" ")
        if not subject or number in found:
            raise LawDataError(f"statutes.toml 的 {short} articles：「{line}」应写作「条号 要点」，且不得重复")
        found[number] = subject
    return found


def _statute(table: dict[str, Any]) -> Statute:
    short = str(table.get("short", "（无简称）"))
    shared = _articles(short, table.get("articles", ()))
    try:
        versions = tuple(
            Version(
                statute=short,
                name=one["name"],
                since=one["since"],
                until=one.get("until"),
                articles=MappingProxyType(shared | _articles(short, one.get("articles", ()))),
            )
            for one in table["version"]
        )
        title = table["title"]
    except KeyError as error:
        raise LawDataError(f"statutes.toml 的 {short}：缺少 {error.args[0]}") from None
    ordered = tuple(sorted(versions, key=lambda one: one.since))
    for earlier, later in pairwise(ordered):
        if earlier.until is None or earlier.until >= later.since:
            raise LawDataError(f"statutes.toml 的 {short}：版本 {earlier.name} 与 {later.name} 的施行期间重叠")
    return Statute(short, title, ordered, tuple(table.get("aliases", ())), bool(table.get("unverified", False)))


@cache
def load_statutes() -> Mapping[str, Statute]:
    """The statutes by short name, title and alias; read once."""
    names: dict[str, Statute] = {}
    for table in read_tables(FOLDER / "statutes.toml", "statute"):
        statute = _statute(table)
        for name in (statute.short, statute.title, *statute.aliases):
            if names.setdefault(name, statute) is not statute:
                raise LawDataError(f"statutes.toml：名称 {name} 属于两部法律")
    return MappingProxyType(names)


def statute(name: str) -> Statute:
    """The statute of this short name, title or alias.

    Raises:
        LawDataError: no such statute.
    """
    bare = name.strip().removeprefix("《").removesuffix("》")
    statutes = load_statutes()
    found = statutes.get(bare) or statutes.get(bare.removeprefix("中华人民共和国"))
    if found is None:
        raise LawDataError(f"statutes.toml 里没有 {bare}")
    return found


def in_force(name: str, day: date, *, law_of: date | None = None) -> Version | None:
    """The version of a statute in force on a day; ``None`` where none was (or none that we hold)."""
    wanted = law_of or day
    return next((version for version in statute(name).versions if version.holds_on(wanted)), None)


_CITATION = re.compile(
    r"(?P<law>[^:：(（]+(?:[（(][^)）]*[^\d)）][^)）]*[)）])?)(?:[（(](?P<year>\d{4})[)）])?[:：](?P<article>.+)"
)


def _split(citation: str) -> tuple[Statute, str | None, str]:
    match = _CITATION.fullmatch(citation.strip())
    if match is None:
        raise LawDataError(f"引用「{citation}」应写作「法律:条号」，可在法律后注版本，如「治安管理处罚法(2012):97」")
    return statute(match["law"]), match["year"], match["article"].strip()


def _number(article: str) -> tuple[str, str]:
    """The key in the tables and the words of an article; documents without articles keep their own numbering."""
    try:
        number: ArticleNumber = read_article(article)
    except ValueError:
        return article, article
    return number.key, str(number)


def _version(found: Statute, year: str | None, day: date) -> Version:
    if year is not None:
        pinned = [version for version in found.versions if version.name.startswith(year)]
        if not pinned:
            raise LawDataError(f"statutes.toml 的 {found.short}：没有 {year} 版本")
        return pinned[0]
    on_day = [version for version in found.versions if version.holds_on(day)]
    return (on_day or [version for version in found.versions if version.since <= day] or [found.versions[0]])[-1]


def cite(citation: str, day: date, *, law_of: date | None = None) -> Authority:
    """Turn ``刑事诉讼法:86`` into an authority, in the version in force on the day of the act.

    A version may be pinned, ``治安管理处罚法(2012):97``, where its articles have other numbers. Where no version that
    we hold was in force, the nearest one is named.

    Raises:
        LawDataError: the statute, the version, or the article in it is not in ``statutes.toml``.
    """
    found, year, article = _split(citation)
    version = _version(found, year, law_of or day)
    key, words = _number(article)
    if key not in version.articles:
        raise LawDataError(f"statutes.toml 的 {found.short}（{version.name}）没有收 {words}")
    return Authority(law=found.short, article=words, version=version.name or None)


def authorities(citations: Iterable[str], day: date, *, law_of: date | None = None) -> tuple[Authority, ...]:
    """All citations of a rule that hold on a day: those pinned to a version of another time are left out."""
    wanted = law_of or day
    kept = []
    for citation in citations:
        found, year, _ = _split(citation)
        if year is None or _version(found, year, wanted).holds_on(wanted):
            kept.append(citation)
    return tuple(cite(citation, wanted) for citation in kept)


def subject(citation: str, day: date) -> str:
    """What an article is about, in a few words of our own."""
    found, year, article = _split(citation)
    cite(citation, day)
    return _version(found, year, day).articles[_number(article)[0]]


def _limit(table: dict[str, Any]) -> Limit:
    name = str(table.get("name", "（无名）"))
    values = dict(table)
    try:
        counting = Counting(values.pop("counting"))
        return Limit(counting=counting, law=tuple(values.pop("law", ())), **values)
    except KeyError as error:
        raise LawDataError(f"limits.toml 的 {name}：缺少 {error.args[0]}") from None
    except ValueError:
        choices = "、".join(Counting)
        raise LawDataError(f"limits.toml 的 {name} 的 counting：只能是 {choices}") from None
    except TypeError:
        raise LawDataError(f"limits.toml 的 {name}：有不认识的键，或缺少 amount") from None


@cache
def load_limits() -> Mapping[str, tuple[Limit, ...]]:
    """The limits by name, each in its versions by day; read once."""
    limits: dict[str, list[Limit]] = {}
    for table in read_tables(FOLDER / "limits.toml", "limit"):
        one = _limit(table)
        limits.setdefault(one.name, []).append(one)
    for name, versions in limits.items():
        versions.sort(key=lambda one: one.since)
        for earlier, later in pairwise(versions):
            if earlier.until is None or earlier.until >= later.since:
                raise LawDataError(f"limits.toml 的 {name}：两个版本的施行期间重叠")
    return MappingProxyType({name: tuple(versions) for name, versions in limits.items()})


def limit(name: str, day: date, *, law_of: date | None = None) -> Limit | None:
    """The limit of this name on a day; ``None`` where the law of that day sets none.

    Raises:
        LawDataError: no limit of this name.
    """
    versions = load_limits().get(name)
    if versions is None:
        raise LawDataError(f"limits.toml 里没有名为 {name} 的期限")
    wanted = law_of or day
    return next((one for one in versions if one.holds_on(wanted)), None)

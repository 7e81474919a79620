"""Rule cards: what a rule is called, what law it rests on, how it is checked, and the examples that prove it.

A card is a ``[[rule]]`` table of a TOML file. The examples are its documentation and its tests at once; their
notation is explained in :mod:`reviewer.checks.sketch`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from reviewer.core.errors import CardError, InputError
from reviewer.core.finding import Severity

FOLDER = Path(__file__).parent.parent / "rules"
RULES_VERSION = "2026.11"

_KEYS = {
    "code", "title", "title_en", "severity", "kind", "since", "until", "law", "check", "why", "remedy",
    "fires", "silent", "unclear", "misses",
}  # fmt: skip
_NEEDED = (
    "code",
    "title",
    "title_en",
    "severity",
    "kind",
    "law",
    "check",
    "why",
    "remedy",
    "fires",
    "silent",
    "unclear",
)
_KINDS = ("criminal", "administrative", "both")
_CODE = re.compile(r"[A-Z]{3}\d{3}")


@dataclass(frozen=True)
class Card:
    """One rule.

    ``since`` and ``until`` bound the days of the act on which the rule is law. ``check`` names the form and its
    settings. ``fires``, ``silent`` and ``unclear`` are example cases in the sketch notation; ``misses`` are known
    gaps, which must not fire yet.
    """

    code: str
    title: str
    title_en: str
    severity: Severity
    kind: str
    law: tuple[str, ...]
    check: Mapping[str, Any]
    why: str
    remedy: str
    fires: tuple[str, ...]
    silent: tuple[str, ...]
    unclear: tuple[str, ...]
    misses: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    file: str = field(default="", compare=False)

    @property
    def family(self) -> str:
        return self.code[:3]

    def named(self, lang: str) -> str:
        """The title in a language: ``zh`` or ``en``."""
        return self.title if lang == "zh" else self.title_en

    def setting(self, name: str, default: Any = None) -> Any:
        """A setting of the check; one that is needed and missing is an error that names the card."""
        if name in self.check:
            return self.check[name]
        if default is None:
            raise CardError(f"{self.file}：规则 {self.code} 的 check 缺少“{name}”，请补上")
        return default

    def in_force(self, day: date | None) -> bool:
        """Whether the rule is law on a day; an unknown day is no reason to leave it out."""
        if day is None:
            return True
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def _texts(file: str, code: str, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    raw = table.get(key, [])
    texts = [raw] if isinstance(raw, str) else raw
    if not isinstance(texts, list) or not all(isinstance(text, str) and text.strip() for text in texts):
        raise CardError(f"{file}：规则 {code} 的“{key}”应当是一段或几段示例文字")
    if key in _NEEDED and not texts:
        raise CardError(f"{file}：规则 {code} 的“{key}”是空的，至少要写一个示例")
    return tuple(texts)


def _day(file: str, code: str, table: Mapping[str, Any], key: str) -> date | None:
    value = table.get(key)
    if value is not None and type(value) is not date:
        raise CardError(f"{file}：规则 {code} 的“{key}”应当是日期，如 2026-01-01，不加引号")
    return value


def _card(file: str, table: Mapping[str, Any]) -> Card:
    code = str(table.get("code", ""))
    if not _CODE.fullmatch(code):
        raise CardError(f"{file}：有一条规则的 code 写成“{code}”，应当是三个大写字母加三位数字，如 TIM006")
    if unknown := sorted(set(table) - _KEYS):
        raise CardError(f"{file}：规则 {code} 有不认识的键“{unknown[0]}”，请检查拼写")
    if missing := [key for key in _NEEDED if key not in table]:
        raise CardError(f"{file}：规则 {code} 缺少“{missing[0]}”")
    for key in ("title", "title_en", "why", "remedy"):
        if not isinstance(table[key], str) or not table[key].strip():
            raise CardError(f"{file}：规则 {code} 的“{key}”应当是加引号的文字")
    law = table["law"]
    if not isinstance(law, list) or not law or not all(isinstance(one, str) for one in law):
        raise CardError(f'{file}：规则 {code} 的“law”应当写成 ["法律:条号", …]')
    if table["severity"] not in list(Severity):
        raise CardError(f"{file}：规则 {code} 的 severity 应当是 unlawful、defect 或 notice")
    if table["kind"] not in _KINDS:
        raise CardError(f"{file}：规则 {code} 的 kind 应当是 criminal、administrative 或 both")
    if not isinstance(table["check"], dict) or "form" not in table["check"]:
        raise CardError(f'{file}：规则 {code} 的 check 应当写成 {{ form = "…", … }}')
    return Card(
        code=code,
        title=table["title"],
        title_en=table["title_en"],
        severity=Severity(table["severity"]),
        kind=table["kind"],
        law=tuple(law),
        check=MappingProxyType(table["check"]),
        why=table["why"],
        remedy=table["remedy"],
        fires=_texts(file, code, table, "fires"),
        silent=_texts(file, code, table, "silent"),
        unclear=_texts(file, code, table, "unclear"),
        misses=_texts(file, code, table, "misses"),
        since=_day(file, code, table, "since"),
        until=_day(file, code, table, "until"),
        file=file,
    )


def read_cards(folder: Path) -> Iterator[Card]:
    """Read the cards of a folder, file by file in the order of their names.

    Raises:
        CardError: a file is no TOML, or a card in it is wrong; the message names file, rule and key.
    """
    seen: dict[str, str] = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            tables = tomllib.loads(path.read_text(encoding="utf-8")).get("rule", [])
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise CardError(f"{path.name}：不是正确的 TOML 文件（{error}），请检查该处的引号和括号") from error
        if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
            raise CardError(f"{path.name}：每条规则应当以 [[rule]]（两对方括号）开头")
        for table in tables:
            card = _card(path.name, table)
            if card.code in seen:
                raise CardError(f"{path.name}：规则 {card.code} 在 {seen[card.code]} 中已经有了，编号不能重复")
            seen[card.code] = path.name
            yield card


@cache
def load_cards() -> Mapping[str, Card]:
    """The cards that come with the program, by code."""
    return MappingProxyType({card.code: card for card in sorted(read_cards(FOLDER), key=lambda card: card.code)})


def chosen(cards: Iterable[Card], *, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Card, ...]:
    """The cards whose code or family is selected (all where nothing is) and not ignored.

    Raises:
        InputError: something selected or ignored is neither the code of a card nor the beginning of one.
    """
    cards, wanted, unwanted = tuple(cards), tuple(select), tuple(ignore)
    for one in (*wanted, *unwanted):
        if not any(card.code.startswith(one) for card in cards):
            raise InputError(f"没有规则或类别“{one}”；用 reviewer rules 查看全部规则")
    return tuple(
        card
        for card in cards
        if (not wanted or card.code.startswith(wanted)) and not (unwanted and card.code.startswith(unwanted))
    )

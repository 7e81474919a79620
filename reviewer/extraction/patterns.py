"""Values in running text: what a warrant says in its sentences, by patterns that stand in ``patterns.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reviewer.core.casefile import Document, Span
from reviewer.core.errors import LawDataError
from reviewer.extraction.passages import passages
from reviewer.extraction.people import is_name

FILE = Path(__file__).parent / "patterns.toml"

_DIGITS = "[0-9〇○零一二三四五六七八九十廿卅]"
_DAY = (
    rf"(?:(?:同年|当年|本年|{_DIGITS}{{4}}年)?{_DIGITS}{{1,3}}月{_DIGITS}{{1,3}}[日号]|同日|当日|次日|"
    r"\d{4}[.\-/]\d{1,2}[.\-/](?:\d{2}(?=\d{1,2}:\d{2})|\d{1,2}(?!\d)))"
)
_CLOCK = r"(?:(?:上午|下午|凌晨|早上|晚上?|中午|夜间)?(?:\d{1,2}[时点](?:\d{1,2}分|[一三]刻|半|整)?|\d{1,2}:\d{2}))"
_BLANK = r"(?:年月日(?:时(?:分)?)?)"
MOMENT = rf"(?:{_DAY}{_CLOCK}?|{_BLANK})"
_FIGURE = re.compile(r"[\d壹贰叁肆伍陆柒捌玖拾一二三四五六七八九十]")
_NAME = r"[\u4e00-\u9fff·]{2,10}?"


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which running text states a field."""

    field: str
    kind: str  # moment, name, money, text, doc_no, id
    expression: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class Stated:
    """A value that running text states, as it stands on the matching copy."""

    field: str
    kind: str
    text: str
    span: Span


def _expression(where: str, pattern: str) -> re.Pattern[str]:
    filled = pattern.replace("{moment_}", MOMENT)
    filled = filled.replace("{moment}", f"(?P<v>{MOMENT})").replace("{name}", f"(?P<v>{_NAME})")
    try:
        return re.compile(filled)
    except re.error as error:
        raise LawDataError(f"{where}：这条写法不是正确的正则表达式：{error}") from error


@cache
def _patterns() -> Mapping[str, tuple[Pattern, ...]]:
    """The patterns by document type; under the empty name those for every type."""
    found: dict[str, list[Pattern]] = {}
    for table in tomllib.loads(FILE.read_text(encoding="utf-8"))["pattern"]:
        made = [
            Pattern(table["field"], table["kind"], _expression(f"{FILE.name} {table['field']}", one))
            for one in table["patterns"]
        ]
        for kind in table["types"] or [""]:
            found.setdefault(kind, []).extend(made)
    return {kind: tuple(ones) for kind, ones in found.items()}


def stated(document: Document) -> Iterator[Stated]:
    """What the running text of a document states, for each field by the first pattern that fits."""
    text = passages(document)
    done: set[str] = set()
    for pattern in (*_patterns().get(document.type, ()), *_patterns().get("", ())):
        if pattern.field in done:
            continue
        for match in pattern.expression.finditer(text.text):
            value = match["v"]
            if pattern.kind in ("doc_no", "text"):
                value = text.original(match.start("v"), match.end("v"))
            if pattern.kind == "name" and not is_name(value):
                continue
            if pattern.kind == "money" and not _FIGURE.search(value):
                continue
            done.add(pattern.field)
            yield Stated(pattern.field, pattern.kind, value, text.span(match.start("v"), match.end("v")))
            break

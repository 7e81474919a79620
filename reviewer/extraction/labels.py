"""The labels of the forms, and where they stand in a line.

A label counts where it begins a line or a cell, or follows white space or a mark. Letter-spaced labels are found too.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reviewer.core.casefile import Span
from reviewer.law.forms import load_forms
from reviewer.reading.text import Matching, compact

SYNONYMS = Path(__file__).parent / "labels.toml"
_NOISE = re.compile(r"[（(].*?[)）]|[□■☑].*|_+|[:：]")
_BEFORE = re.compile(r"[\s,，;；。、)）(（:：|_.\]]$|^$")
QUESTION = re.compile(r"^(?:问|答)[:;.,]")

# What a label of a name may go on with: 记录人姓名、单位; 检查人员姓名及工作单位; 询问民警（签名）及工作单位.
_LABEL_END = re.compile(
    r"(?:员)?(?:姓名)(?:[、和及/](?:工作)?(?:单位|职务))*(?=:|$)"
    r"|(?:签名|签字)(?=:)|(?:\((?:签名|签字)\))?(?:[、和及/](?:工作)?(?:单位|职务|姓名))+"
)
_RECEIVER = re.compile(r"(?:收件|接收|经办|承办|签收|收押|送达|联系)(?:人员?|民警):")  # 看守所收件人：is no 看守所


@dataclass(frozen=True, slots=True)
class Labelled:
    """A value beside a label: on the matching copy and as printed; ``blank`` where nothing is written there."""

    field: str
    label: str
    text: str
    printed: str
    span: Span
    confidence: float
    in_cell: bool = False

    @property
    def blank(self) -> bool:
        return not compact(self.text).strip("/_-—:.,;")


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    raw = tomllib.loads(SYNONYMS.read_text(encoding="utf-8"))
    return {name: tuple(compact(label) for label in labels) for name, labels in raw.items()}


def _clean(label: str) -> tuple[str, ...]:
    """The printed words of a label of the forms; choices, blanks and remarks left out.

    A blank before the words (____：, ____人民检察院) is filled with the addressee, who has no label.
    """
    if label.startswith("__"):
        return ()
    plain = _NOISE.sub("", compact(label))
    return tuple(part for part in re.split(r"[/ ]", plain) if len(part) >= 2)


@cache
def labels_of(kind: str) -> Mapping[str, str]:
    """The labels of a form with the field that each fills: its own first, then other words for them."""
    form = load_forms().get(kind)
    found: dict[str, str] = {}
    if form is None:
        return found
    for one in form.header_fields:
        if one.type != "table":
            found.update({label: one.name for label in _clean(one.label) if label not in found})
    for one in form.header_fields:
        for label in synonyms().get(one.name, ()) if one.type != "longtext" else ():
            found.setdefault(label, one.name)
    columns = [one.label for one in form.header_fields if one.type == "table"]
    for printed in (*columns, *(signature.label for signature in form.signatures)):
        for label in _clean(printed):
            found.setdefault(label, "")  # ends a value, fills nothing
    return found


@cache
def stops() -> frozenset[str]:
    """Every label of every form: where any of them stands, a value ends."""
    words = {label for labels in synonyms().values() for label in labels}
    for form in load_forms().values():
        words.update(label for one in form.header_fields for label in _clean(one.label))
    return frozenset(word for word in words if 2 <= len(word) <= 12)


@cache
def _by_first(kind: str) -> Mapping[str, tuple[str, ...]]:
    """The labels that may stand on a form by their first character, the longest first."""
    found: dict[str, list[str]] = {}
    for label in sorted({*labels_of(kind), *stops()}, key=len, reverse=True):
        found.setdefault(label[0], []).append(label)
    return {first: tuple(labels) for first, labels in found.items()}


def _matches(kind: str, text: str) -> Iterator[tuple[int, int, str]]:
    """Labels in a text without white space, from the left, the longest at each place."""
    candidates = _by_first(kind)
    index = 0
    while index < len(text):
        for label in candidates.get(text[index], ()):
            if text.startswith(label, index):
                yield index, index + len(label), label
                index += len(label) - 1
                break
        index += 1


def labels_in(kind: str, matching: Matching) -> list[tuple[int, int, str]]:
    """Labels in a line: start and end on the matching copy (without white space), and the label."""
    own = labels_of(kind)
    text = matching.text
    found: list[tuple[int, int, str]] = []
    for start, end, label in _matches(kind, text):
        if found and start < found[-1][1]:
            continue  # within what the label before it goes on with
        if label in own and (longer := _LABEL_END.match(text, end)) is not None:
            end = longer.end()
        before, after = text[start - 1 : start], text[end : end + 1]
        if after == ")" and "(" in text[:start]:
            continue  # a remark in brackets, not a label
        if _RECEIVER.match(text, end):
            continue
        spaced = start > 0 and matching.origin(start) - matching.origin(start - 1) > 1
        at_border = spaced or bool(_BEFORE.search(before))
        marked = after == ":"
        if label in own:
            if at_border or marked or (found and (len(label) >= 4 or label in ("性别", "年龄"))):
                found.append((start, end, label))
        elif at_border and (marked or spaced):
            found.append((start, end, label))
    return found


def shortened(label: str) -> str:
    """A label without what it goes on with."""
    end = next((found for start in range(2, len(label)) if (found := _LABEL_END.fullmatch(label, start))), None)
    return label[: end.start()] if end else ""

"""From the words beside a label to a value of the field's type, as the contract writes it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from reviewer.extraction.amounts import find_amounts
from reviewer.extraction.dates import find_times, parse_range
from reviewer.extraction.people import split_names
from reviewer.law.forms import document_numbers
from reviewer.reading.text import Matching, compact

_ID = re.compile(r"\d{17}[\dXx]")
_SLASH = re.compile(r"^[/／\\—\-]+$|^此栏无$|^无$")
_CHOICES = re.compile(r"([□☐口■☑☒√✓✔☒▣R])\s*([^□☐■☑☒√✓✔▣\s，,；;。]{1,20})")
_TICKED = set("■☑☒√✓✔▣R")
PERSON_TYPES = ("person", "persons")


@dataclass(frozen=True, slots=True)
class Value:
    """A value and how sure its reading is; ``found`` is false where the words hold no value of the type."""

    value: object
    confidence: float = 1.0
    found: bool = True


NOTHING = Value(None, 0.0, found=False)
BLANK = Value(None)


def read_value(kind: str, text: str, *, base: date | None = None) -> Value:
    """Read the words beside a label.

    Args:
        kind: the type of the field in the forms (``date``, ``datetime_range``, ``persons``, ``id_number`` …).
        text: what stands there; blank words give the value ``None``.
        base: the day from which a day without a year is read.
    """
    plain = compact(text)
    if not plain.strip("/_-—:.,;"):
        return BLANK
    if kind in ("date", "datetime"):
        return moment(text, base=base)
    if kind in ("datetime_range", "date_range"):
        return time_range(text, base=base)
    if kind in PERSON_TYPES:
        return people(text, several=kind == "persons")
    if kind == "id_number":
        match = _ID.search(plain)
        return Value(match[0].upper()) if match else NOTHING
    if kind == "doc_no":
        return number(text)
    if kind == "money":
        return money(text)
    if kind == "int":
        match = re.search(r"\d+", plain)
        return Value(int(match[0])) if match else NOTHING
    if kind == "checkbox":
        return choices(text)
    if kind == "phone":
        match = re.search(r"\d[\d\-]{5,17}", plain)
        return Value(match[0]) if match else NOTHING
    if kind == "enum":
        return words(text.split()[0])
    if kind == "org":
        return words(re.split("[，,；;。]", text, maxsplit=1)[0])
    return words(text)


def moment(text: str, *, base: date | None = None) -> Value:
    """One time. A blank form of a date (年 月 日) is blank, an impossible date is not found."""
    if re.fullmatch(r"(?:年)?月?日?(?:时)?(?:分)?", compact(text)):
        return BLANK
    for found in find_times(text, base=base):
        if found.value is None:
            continue
        value = found.value
        if found.precision == "hour":
            return Value(value[:10], 0.8)
        return Value(value, 0.95 if found.soft else 1.0)
    return NOTHING


def time_range(text: str, *, base: date | None = None) -> Value:
    start, end = parse_range(text, base=base)
    if start is None and end is None:
        return BLANK if re.search(r"年\s*月\s*日", text) else NOTHING
    return Value([start, end])


def people(text: str, *, several: bool) -> Value:
    """Names. What follows a name behind a comma (男, 住址 …) belongs to the person and is no name."""
    if _SLASH.match(compact(text)):
        return BLANK
    names = split_names(text)
    if not names:
        return NOTHING
    if several:
        return Value(list(names))
    return Value(names[0])


def number(text: str) -> Value:
    """A document number as it is printed, without white space; a form's own number where it has no such shape."""
    plain = "".join(text.split())
    for found in document_numbers(plain):
        return Value(plain[found.start : found.end])
    match = re.match(
        r"[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼]?[A-Za-z0-9][A-Za-z0-9\-_/]{2,30}",
        Matching.of(plain).text,
    )
    return Value(match[0]) if match else NOTHING


def money(text: str) -> Value:
    for found in find_amounts(text):
        return Value(found.value)
    return NOTHING


def choices(text: str) -> Value:
    """The ticked choices; ``None`` where none is ticked (a blank form), not found where no box is seen
    or the tick of one is."""
    found = _CHOICES.findall(text)
    if not found:
        return NOTHING
    ticked = [word for box, word in found if box in _TICKED]
    if not ticked and _lost_tick(text):
        return NOTHING
    return Value("、".join(ticked)) if ticked else BLANK


def _lost_tick(text: str) -> bool:
    """Whether a choice stands without a box beside others with an empty one: its tick may be in no font."""
    parts = [part for part in re.split(r"[\s，,；;。]+|(?=[□☐口])", text.strip()) if part]
    bare = [part for part in parts if not re.match(r"[□☐口]", part)]
    return len(bare) == 1 < len(parts) and re.fullmatch(r"[\u4e00-\u9fff]{1,12}", bare[0]) is not None


def words(text: str) -> Value:
    """Running words; a slash or 此栏无 is a value of its own (struck out), not a blank."""
    plain = repaired(" ".join(text.split()))
    if re.search(r"[\u4e00-\u9fff]", plain):
        plain = "".join(plain.split()) if len(plain) < 80 else plain
    return Value(plain.strip(" ,，；;。"))


def repaired(text: str) -> str:
    """Radicals that stand for ordinary characters repaired; everything else as printed."""
    return "".join(compact(one) if 0x2E80 <= ord(one) <= 0x2FDF else one for one in text)

"""Whether the ``check`` of a card is written as its form wants it: settings, document kinds, fields, patterns.

What is wrong is said before a case is read, with file, rule and key, to somebody who is no programmer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from reviewer.checks.cards import Card
from reviewer.checks.forms import FORMS, relation
from reviewer.core.errors import CardError, LawDataError
from reviewer.core.facts import MarkKind
from reviewer.law.counting import Counting
from reviewer.law.forms import ROLES, load_forms
from reviewer.law.library import cite

# Fields that stand in signature blocks, and those that every document may have.
_EVERYWHERE = {
    "announced_at", "lodged_at", "served_at", "signed_at", "doc_no", "arrived_at", "left_at", "issued_at", "place",
}  # fmt: skip
_ABSENT = ("violated", "undetermined", "ignore")


def check_settings(card: Card) -> None:
    """Hold a card against its form and the law data.

    Raises:
        CardError: the form, a setting, a document kind, a field, a pattern or an article is wrong.
    """
    form = card.check["form"]
    if form not in FORMS:
        raise CardError(f"{card.file}：规则 {card.code} 的 form 写成“{form}”，可用：{'、'.join(FORMS)}")
    settings = SETTINGS[str(form)]
    for key in card.check:
        if key != "form" and key not in settings:
            raise _wrong(card, key, f"不是 {form} 的设置，可用：{'、'.join(settings)}")
    for key, (needed, holds) in settings.items():
        if key in card.check:
            if problem := holds(card.check[key]):
                raise _wrong(card, key, problem)
        elif needed:
            raise CardError(f"{card.file}：规则 {card.code} 的 check 缺少“{key}”，请补上")
    if form == "says" and not {"pattern", "acts"} & set(card.check):
        raise CardError(f"{card.file}：规则 {card.code} 的 check 缺少“pattern”或“acts”，请补上")
    for citation in card.law:
        try:
            cite(citation, card.until or date.max)
        except LawDataError as error:
            raise CardError(f"{card.file}：规则 {card.code} 的 law：“{citation}”：{error}") from error


def _wrong(card: Card, key: str, what: str) -> CardError:
    return CardError(f"{card.file}：规则 {card.code} 的 check 中 {key} {what}")


# Each of these gives what is wrong with a value, in words; nothing where it is right.


def _text(value: Any) -> str:
    return "" if isinstance(value, str) and value.strip() else "应当是加引号的文字"


def _flag(value: Any) -> str:
    return "" if isinstance(value, bool) else "应当是 true 或 false，不加引号"


def _count(value: Any) -> str:
    return "" if type(value) is int and value > 0 else "应当是大于 0 的整数，不加引号"


def _pattern(value: Any) -> str:
    if problem := _text(value):
        return problem
    try:
        re.compile(value)
    except re.error as error:
        return f"“{value}”不是正确的匹配式（{error}），请检查括号"
    return ""


def _one_of(*choices: str) -> Callable[[Any], str]:
    return lambda value: "" if value in choices else f"写成“{value}”，可用：{'、'.join(choices)}"


def _some_of(*choices: str) -> Callable[[Any], str]:
    one = _one_of(*choices)

    def holds(value: Any) -> str:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list) or not values:
            return "应当是用方括号括起的几段文字"
        return next(filter(None, map(one, values)), "")

    return holds


def _kinds(value: Any) -> str:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not values or not all(isinstance(one, str) for one in values):
        return "应当是用方括号括起的几种文书"
    unknown = next((one for one in values if one not in load_forms()), None)
    return "" if unknown is None else f"中没有“{unknown}”这种文书，种类见 reviewer/law/documents"


def _field(value: Any) -> str:
    known = _EVERYWHERE | {one.name for form in load_forms().values() for one in form.header_fields}
    known |= {one.date_field for form in load_forms().values() for one in form.signatures}
    return _text(value) or ("" if value in known else f"写成“{value}”，没有文书有这个栏目")


def _path(value: Any) -> str:
    kind, dot, field = str(value).partition(".")
    if not dot:
        return f"写成“{value}”，应当是“文书种类.栏目”，如 detention_warrant.announced_at"
    return _kinds(kind) or _field(field.removesuffix(".start").removesuffix(".end"))


def _texts(value: Any) -> str:
    values = [value] if isinstance(value, str) else value
    good = isinstance(values, list) and values and not any(map(_text, values))
    return "" if good else "应当是用方括号括起的几段文字"


def _function(value: Any) -> str:
    try:
        relation(str(value))
    except CardError as error:
        return str(error)
    return ""


SETTINGS: Mapping[str, Mapping[str, tuple[bool, Callable[[Any], str]]]] = {
    "within": {
        "what": (True, _text), "start": (True, _path), "end": (True, _path), "amount": (True, _count),
        "counting": (True, _one_of(*Counting)), "absent": (True, _one_of(*_ABSENT)),
    },
    "present": {
        "needs": (True, _kinds), "because": (True, _kinds), "approval": (False, _flag), "each_person": (False, _flag),
    },
    "has": {
        "types": (True, _kinds), "kind": (True, _some_of(*MarkKind)), "who": (True, _some_of(*sorted(ROLES))),
        "count": (False, _count), "what": (True, _text),
    },
    "before": {
        "what": (True, _text), "earlier": (True, _path), "later": (True, _path), "absent": (True, _one_of(*_ABSENT)),
    },
    "says": {
        "types": (True, _kinds), "pattern": (False, _pattern), "acts": (False, _texts), "what": (True, _text),
        "first": (False, _flag),
    },
    "matches": {
        "types": (True, _kinds), "field": (True, _field), "pattern": (False, _pattern), "what": (True, _text),
    },
    "call": {"function": (True, _function)},
}  # fmt: skip
"""The settings of each form: whether one is needed, and what it must be."""

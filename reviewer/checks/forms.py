"""The forms of a check: the few shapes that most rules have. What has another shape is a relation (``call``).

Each form takes the view of a case and a card and gives verdicts; its settings are keys of the card's ``check``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib import import_module

from reviewer.checks.cards import Card
from reviewer.checks.timing import period_verdict
from reviewer.checks.verdicts import not_applicable, satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document
from reviewer.core.errors import CardError
from reviewer.core.facts import MarkKind, Moment, Presence
from reviewer.core.finding import Verdict
from reviewer.law.counting import Counting, Period

Form = Callable[[CaseView, Card], Iterable[Verdict]]


def _list(card: Card, name: str, default: object = None) -> list[str]:
    value = card.setting(name, default)
    return [value] if isinstance(value, str) else list(value)


def _path(card: Card, name: str) -> tuple[str, str]:
    """``type.field`` as its two parts (the field may be ``time_range.start``)."""
    kind, _, path = str(card.setting(name)).partition(".")
    if not path:
        raise CardError(f"{card.file}：规则 {card.code} 的 {name} 应写成“文书种类.栏目”")
    return kind, path


def within(view: CaseView, card: Card) -> Iterator[Verdict]:
    """Something follows something else in time, for each person.

    Settings: ``what`` (in words), ``start`` and ``end`` (``type.field``), ``amount`` and ``counting``,
    ``absent`` (``violated``, ``undetermined`` or ``ignore`` where the second is nowhere). The first ``end`` after the
    start counts.
    """
    start_kind, start_field = _path(card, "start")
    end_kind, end_field = _path(card, "end")
    period = Period(int(card.setting("amount")), Counting(card.setting("counting")))
    begun = view.documents(start_kind)
    if not begun:
        yield not_applicable(f"卷内没有{view.name(start_kind)}")
    for document in begun:
        person = view.person_of(document)
        start = view.moment(document, start_field)
        done = [
            (moment, one)
            for one in view.documents(end_kind, person=person)
            if (moment := view.moment(one, end_field)) is not None
            and (start is None or moment.latest >= start.earliest)
        ]
        end = min(done, key=lambda pair: pair[0]) if done else None
        absent = str(card.setting("absent"))
        if end is None and absent == "ignore":
            continue
        evidence = [document.span(start_field.split(".")[0])]
        if end is not None:
            evidence.append(end[1].span(end_field.split(".")[0]))
        yield period_verdict(
            view, card, what=str(card.setting("what")), start=start, end=end[0] if end else None, limit=period,
            evidence=evidence, subject=person, absent=absent,
        )  # fmt: skip


def present(view: CaseView, card: Card) -> Iterator[Verdict]:
    """A document that must be there because another is.

    Settings: ``needs`` (types, any of them will do), ``because`` (types that make it necessary), ``approval``
    (true where it stays in the 侦查工作卷), ``each_person`` (default true).
    """
    needs = _list(card, "needs")
    causes = view.documents(*_list(card, "because"))
    if not causes:
        yield not_applicable("没有需要该文书的事由")
        return
    names = "或".join(view.name(kind) for kind in needs)
    seen: set[str] = set()
    for cause in causes:
        person = view.person_of(cause) if card.setting("each_person", True) else None
        if (person or "") in seen:
            continue
        seen.add(person or "")
        if there := view.documents(*needs, person=person):
            yield satisfied(f"有{names}", there[0].span(), about=person or "")
            continue
        absence = view.missing(*needs, approval=bool(card.setting("approval", False)))
        if absence.held:
            yield unclear(absence.held, cause.span(), about=person or "")
        else:
            who = f"{person}：" if person else ""
            yield violated(
                f"{who}有{view.title(cause)}，但卷内没有{names}", cause.span(),
                about=f"{person or ''}|{needs[0]}", looked_for=absence.looked_for,
            )  # fmt: skip


def has(view: CaseView, card: Card) -> Iterator[Verdict]:
    """A document bears the signatures, fingerprints or seals that it must bear.

    Settings: ``types``, ``kind`` (``signature``, ``fingerprint``, ``seal``; several: any of them will do at one
    place), ``who`` (roles), ``count`` (how many at least; default 1), ``what`` (in words).
    """
    documents = view.documents(*_list(card, "types"))
    if not documents:
        yield not_applicable("卷内没有该种文书")
    kinds = [MarkKind(kind) for kind in _list(card, "kind")]
    roles = _list(card, "who")
    for document in documents:
        yield from _marks_of(view, card, document, kinds, roles)


def _marks_of(
    view: CaseView, card: Card, document: Document, kinds: list[MarkKind], roles: list[str]
) -> Iterator[Verdict]:
    name, what = view.title(document), str(card.setting("what"))
    for role in roles:
        marks = [mark for kind in kinds for mark in view.marks(document, kind, role)]
        which = document.value("doc_no") or view.person_of(document) or view.ordinal(document)
        about = f"{document.type}|{which}|{role}"
        if not marks:
            continue
        good = sum(mark.count for mark in marks if mark.presence is Presence.PRESENT)
        doubtful = [mark for mark in marks if mark.presence is Presence.UNKNOWN]
        needed = int(card.setting("count", 1))
        span = marks[0].span
        if good >= needed:
            yield satisfied(f"{name}有{what}", span, about=about)
        elif doubtful:
            yield unclear(f"{name}的{what}无法判断：{doubtful[0].why or '图像不清'}", span, about=about)
        elif document.read:
            yield violated(f"{name}缺少{what}", span, about=about, confidence=min(mark.probability for mark in marks))


def before(view: CaseView, card: Card) -> Iterator[Verdict]:
    """Something must not come after something else.

    Settings: ``earlier`` and ``later`` (``type.field``), ``what`` (in words), ``absent`` as in ``within``.
    """
    first_kind, first_field = _path(card, "earlier")
    second_kind, second_field = _path(card, "later")
    later = view.documents(second_kind)
    if not later:
        yield not_applicable(f"卷内没有{view.name(second_kind)}")
    for document in later:
        person = view.person_of(document)
        second = view.moment(document, second_field)
        firsts = [
            (moment, one)
            for one in view.documents(first_kind, person=person)
            if (moment := view.moment(one, first_field)) is not None
        ]
        if second is None or not firsts:
            if str(card.setting("absent")) != "ignore":
                yield unclear(f"{view.title(document)}：时间不全，不能比较先后", document.span())
            continue
        first, one = min(firsts, key=lambda pair: pair[0])
        yield _order(card, first, second, one, document, first_field, second_field)


def _order(
    card: Card, first: Moment, second: Moment, one: Document, other: Document, first_field: str, second_field: str
) -> Verdict:
    spans = (one.span(first_field.split(".")[0]), other.span(second_field.split(".")[0]))
    words = f"{card.setting('what')}：{first}在后，{second}在先"
    about = f"{one.type}|{other.type}|{first}|{second}"
    if first.earliest > second.latest:
        return violated(words, *spans, about=about)
    if first.latest <= second.earliest or not (first.exact and second.exact):
        return satisfied(f"{card.setting('what')}：先后合规", *spans, about=about)
    return unclear(f"{card.setting('what')}：时间不够精确，不能比较先后", *spans, about=about)


def says(view: CaseView, card: Card) -> Iterator[Verdict]:
    """A document says what it must say.

    Settings: ``types``, ``pattern`` (on the matching copy: half-width marks, no white space) and/or ``acts``
    (what takes place in a turn of a transcript), ``what`` (in words), ``first`` (only the first of each person).
    """
    documents = view.transcripts(kinds=_list(card, "types"))
    if not documents:
        yield not_applicable("卷内没有该种文书")
    seen: set[str] = set()
    for document in documents:
        person = view.person_of(document) or document.id
        if card.setting("first", False) and person in seen:
            continue
        seen.add(person)
        about = f"{document.type}|{person}|{view.start(document) or view.ordinal(document)}"
        acts = _list(card, "acts", [])
        if turns := view.turns(document, *acts) if acts else []:
            span = turns[0].question_span or document.span()
            yield satisfied(f"{view.title(document)}有{card.setting('what')}", span, about=about)
            continue
        pattern = card.setting("pattern", "")
        if pattern and (where := view.says(document, pattern)) is not None:
            yield satisfied(f"{view.title(document)}有{card.setting('what')}", where, about=about)
        elif not document.read:
            yield unclear(f"{view.title(document)}有页面未能读取", document.span(), about=about)
        else:
            yield violated(f"{view.title(document)}没有{card.setting('what')}", document.span(), about=about)


def matches(view: CaseView, card: Card) -> Iterator[Verdict]:
    """A field has the shape that it must have, or at least is not blank.

    Settings: ``types``, ``field``, ``pattern`` (the whole value; left out: any value), ``what`` (in words).
    """
    pattern = re.compile(card.setting("pattern", r"[\s\S]+"))
    name = str(card.setting("field"))
    papers = view.documents(*_list(card, "types"))
    documents = [one for one in papers if view.found(one, name)]
    unread = [one for one in papers if one not in documents and not one.read]
    for document in unread:
        yield unclear(f"{view.title(document)}没有读全，未读到{card.setting('what')}", document.span())
    if not documents and not unread:
        yield not_applicable("没有该栏目")
    for document in documents:
        value = document.value(name)
        about = f"{document.type}|{view.person_of(document) or view.ordinal(document)}|{name}"
        if value is not None and pattern.fullmatch(str(value)):
            yield satisfied(f"{view.title(document)}的{card.setting('what')}合规", document.span(name), about=about)
        else:
            state = "空白" if value is None else "不合规"
            yield violated(f"{view.title(document)}的{card.setting('what')}{state}", document.span(name), about=about)


@cache
def relation(path: str) -> Form:
    """The Python function that a card calls.

    Raises:
        CardError: there is none of this name.
    """
    module, _, name = path.partition(":")
    try:
        found = getattr(import_module(f"reviewer.checks.{module}"), name)
    except (ImportError, AttributeError) as error:
        raise CardError(f"没有“{path}”这个检查函数，请核对 check 里的 function") from error
    assert callable(found)
    return found  # type: ignore[no-any-return]


def call(view: CaseView, card: Card) -> Iterable[Verdict]:
    """A Python relation: ``function = "relations.custody:sent_to_jail"`` below ``reviewer.checks``."""
    return relation(str(card.setting("function")))(view, card)


FORMS: Mapping[str, Form] = {
    "within": within,
    "present": present,
    "has": has,
    "before": before,
    "says": says,
    "matches": matches,
    "call": call,
}

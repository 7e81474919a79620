"""What was done to a person and when: the papers of the coercive measures, read for the rules on their periods."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple

from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Span
from reviewer.core.facts import Moment
from reviewer.law.library import limit, load_limits
from reviewer.law.periods import Period

ONE_DAY = timedelta(days=1)
# Papers with which the police have done with a case or a person.
SENT_ON = ("prosecution_opinion", "case_cancel_decision", "investigation_end_decision", "case_transfer_notice")
# Papers about one person each: another suspect who is named in them is no subject of theirs.
PERSONAL = frozenset({
    "interrogation_record", "interview_record", "self_written_statement", "rights_notice_suspect", "summons_criminal",
    "compelled_appearance_warrant", "interrogation_pass", "detention_warrant", "detention_notice", "arrest_warrant",
    "arrest_notice", "bail_decision", "bail_guarantee_letter", "residential_surveillance_decision", "release_notice",
    "medical_entry_check", "body_check_record", "handling_area_form", "leave_area_record",
})  # fmt: skip
_HEAD = 40
_ASKS = re.compile(r"(?:呈请|关于)[^，。：]{2,24}?(?:报告书|审批表|的报告)")


class Act(NamedTuple):
    """Something that a paper shows to have been done at a time."""

    moment: Moment
    document: Document
    field: str

    @property
    def span(self) -> Span:
        return self.document.span(self.field.split(".")[0])


def day_of(moment: Moment, days: int) -> Moment:
    """The whole day that lies some days after a moment's day."""
    day = moment.day + timedelta(days=days)
    return Moment(datetime.combine(day, time.min), datetime.combine(day, time(23, 59)))


def period(view: CaseView, name: str, moment: Moment | None) -> Period:
    """A period of the law data as it stood on the day of an act."""
    return limit(name, view.law_day(moment)) or load_limits()[name][0]


def titled(document: Document, *words: str) -> bool:
    """Whether a paper's title has one of the words: some types cover papers of several titles."""
    name = "".join((document.title or "").split()) or document.compact[:_HEAD]
    return any(word in name for word in words)


def concerns(view: CaseView, document: Document, person: str | None) -> bool:
    """Whether a paper is about a person: by its fields, else by the names that stand in its text.

    A paper that names none of the case's suspects may be about any of them; one that is of a single person (a
    record of questioning, a warrant) is about that person only, whoever else is named in it.
    """
    if person is None:
        return True
    known = view.person(person)
    names = {person, *((known.name, *known.variants) if known else ())}
    people = view.people(document)
    if people and any(name in one for one in people for name in names):
        return True
    others = bool(people) and any(one in view.suspects for one in people)
    if others and document.type in PERSONAL:
        return False
    text = document.compact
    if any(name in text for name in names):
        return True
    if others:
        return False
    return not any(other in text for other in view.suspects if other not in names)


def papers(
    view: CaseView, *types: str, person: str | None = None, title: Sequence[str] = (), without: Sequence[str] = ()
) -> list[Document]:
    """The papers of some types about a person, chosen by words of their titles."""
    return [
        one
        for one in view.documents(*types)
        if concerns(view, one, person)
        and (not title or titled(one, *title))
        and not (without and titled(one, *without))
    ]


def first_of(view: CaseView, document: Document, *paths: str) -> Act | None:
    """The first of several fields of a paper that holds a time."""
    for path in paths:
        if (moment := view.moment(document, path)) is not None:
            return Act(moment, document, path)
    return None


def acts(view: CaseView, documents: Iterable[Document], *paths: str) -> list[Act]:
    """The times of papers, earliest first; papers without one are left out."""
    found = [act for one in documents if (act := first_of(view, one, *paths)) is not None]
    return sorted(found, key=lambda act: act.moment)


def later(found: Iterable[Act], start: Moment | None) -> list[Act]:
    """The acts that may lie at or after a moment."""
    return [act for act in found if start is None or act.moment.latest >= start.earliest]


def set_free(view: CaseView, person: str | None, start: Moment | None) -> Act | None:
    """The first release or change to bail or residential surveillance after a moment."""
    released = papers(view, "release_notice", person=person)
    eased = papers(
        view, "bail_decision", "residential_surveillance_decision", person=person, without=("执行通知书", "解除")
    )
    found = acts(view, released, "served_at", "announced_at", "issued_at")
    found += acts(view, eased, "announced_at", "served_at", "from", "issued_at")
    return min(later(found, start), key=lambda act: act.moment, default=None)


def sent_on(view: CaseView, person: str | None, start: Moment | None) -> Act | None:
    """The first transfer for prosecution, dismissal or transfer to another organ after a moment."""
    found = acts(view, papers(view, "prosecution_opinion", person=person), "pros_received_at", "issued_at")
    ended = papers(view, *SENT_ON[1:], person=person)
    found += acts(view, ended, "issued_at")
    return min(later(found, start), key=lambda act: act.moment, default=None)


def reports(view: CaseView, *words: str, person: str | None = None) -> list[Document]:
    """The 呈请 reports and approval forms whose title or subject has one of the words."""
    kinds = ("request_report", "summons_approval", "continued_questioning_approval")
    found = [one for one in view.documents(*kinds) if any(word in report_kind(one) for word in words)]
    return [one for one in found if concerns(view, one, person)]


def report_kind(report: Document) -> str:
    """What a report asks for, by its printed title and its 呈请 line."""
    match = _ASKS.search(report.compact)
    head = f"{report.title or ''}{report.value('subject') or ''}{match[0] if match else ''}"
    return "".join(head.split())


def approval(view: CaseView, report: Document) -> Act | None:
    """When a report was approved."""
    return first_of(view, report, "approved_at")


def earliest(*found: Act | None) -> Act | None:
    """The earliest of some acts."""
    return min((act for act in found if act is not None), key=lambda act: act.moment, default=None)


def received(view: CaseView, document: Document) -> tuple[Act | None, bool]:
    """When a paper of another organ came in, and whether that is what its receipt says (else its own date)."""
    if (act := first_of(view, document, "received_at", "served_at")) is not None:
        return act, True
    return first_of(view, document, "issued_at"), False

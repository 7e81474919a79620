"""The events of a case on one time-line, each with the document that states it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reviewer.core.casefile import Document
from reviewer.core.facts import Event, Moment

# Field of a time → what happened then.
KINDS = {
    "received_at": "report_received",
    "arrived_at": "arrived",
    "left_at": "left",
    "announced_at": "announced",
    "lodged_at": "lodged",
    "served_at": "served",
    "victim_served_at": "served_on_victim",
    "signed_at": "signed",
    "issued_at": "issued",
    "approved_at": "approved",
    "final_leave": "left_handling_area",
    "until": "until",
    "from": "began",
}
PERSONS = ("subject_name", "suspect_name", "person", "offenders", "offender", "suspects")


def events_of(documents: Iterable[Document]) -> tuple[Event, ...]:
    """Every dated act that the documents state, in the order of time (and of the file within one moment)."""
    found = [event for document in documents for event in _events(document)]
    found.sort(key=lambda event: (event.start.earliest, event.start.latest))
    return tuple(found)


def _events(document: Document) -> Iterator[Event]:
    subject = next((str(document.value(name)) for name in PERSONS if isinstance(document.value(name), str)), None)
    span = document.value("time_range")
    if isinstance(span, list) and span:
        start, end = Moment.parse(span[0]), Moment.parse(span[-1])
        if start is not None:
            yield Event(document.type, start, end, subject, document.span("time_range"), document.id)
    for name, kind in KINDS.items():
        moment = Moment.parse(document.value(name))
        if moment is not None:
            yield Event(kind, moment, None, subject, document.span(name), document.id, document.type)
    yield from _activities(document, subject)


def _activities(document: Document, subject: str | None) -> Iterator[Event]:
    rows = document.value("activities") or document.value("rows")
    if document.type not in ("handling_area_form", "interrogation_pass") or not isinstance(rows, list):
        return
    named = document.type == "handling_area_form"
    for row in rows:
        start, end = Moment.parse(row[1 if named else 0]), Moment.parse(row[2 if named else 1])
        if start is not None:
            note = str(row[0 if named else 2])
            kind = "activity" if named else "questioned_outside_cell"
            yield Event(kind, start, end, subject, document.span("activities"), document.id, note)

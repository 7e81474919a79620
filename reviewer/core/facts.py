"""Facts that were found in documents, each with the place it rests on and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from reviewer.core.casefile import Span


@dataclass(frozen=True, slots=True)
class Field:
    """A value of a document form.

    ``value`` follows the contract: dates ``YYYY-MM-DD``, times ``YYYY-MM-DDTHH:MM``, a range of times
    ``[start, end]`` with ``None`` for a blank end, amounts in yuan, people as names (several: a list);
    ``None`` where the place was found and is blank.
    """

    name: str
    value: object
    span: Span | None = None
    text: str = ""
    confidence: float = 1.0
    how: str = "label"  # label, cell, pattern, block, sketch


@dataclass(frozen=True, slots=True, order=True)
class Moment:
    """A point in time that may be known to the day only: all it can have been, ends included."""

    earliest: datetime
    latest: datetime

    @property
    def exact(self) -> bool:
        return self.latest - self.earliest < timedelta(minutes=1)

    @property
    def day(self) -> date:
        return self.earliest.date()

    @classmethod
    def parse(cls, value: object) -> Moment | None:
        """Read ``YYYY-MM-DD`` or ``YYYY-MM-DDTHH:MM``; anything else, also an impossible date, is ``None``."""
        if not isinstance(value, str) or not value:
            return None
        try:
            if "T" in value:
                point = datetime.fromisoformat(value)
                return cls(point, point)
            day = date.fromisoformat(value)
        except ValueError:
            return None
        return cls(datetime.combine(day, time.min), datetime.combine(day, time(23, 59)))

    def __str__(self) -> str:
        """As a person would write it: to the minute where it is known, else the day."""
        point = self.earliest
        words = f"{point.year}年{point.month}月{point.day}日"
        return f"{words}{point.hour}时{point.minute:02d}分" if self.exact else words


class Presence(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    UNKNOWN = "unknown"


class MarkKind(StrEnum):
    SIGNATURE = "signature"
    FINGERPRINT = "fingerprint"
    SEAL = "seal"


@dataclass(frozen=True, slots=True)
class Mark:
    """Whether a signature, fingerprint or seal is where it must be.

    ``who`` is the role that must sign (``subject``, ``officer``, ``recorder``, ``witness``, ``family``,
    ``victim``, ``jailer``, ``expert``, ``bureau``, ``approver`` …); ``name`` what is legible of the name;
    ``count`` how many marks of this role were seen; ``why`` the reason where presence is unknown.
    """

    kind: MarkKind
    who: str
    presence: Presence
    span: Span
    label: str = ""
    name: str | None = None
    count: int = 1
    probability: float = 1.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """One question with its answer; either may be empty. ``acts`` are what is said in it (rights told, …)."""

    index: int
    question: str
    answer: str
    question_span: Span | None = None
    answer_span: Span | None = None
    acts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the case, merged over the documents. ``roles`` are ids such as ``suspect``, ``officer``."""

    id: str
    name: str
    roles: frozenset[str] = frozenset()
    id_no: str | None = None
    birth_date: date | None = None
    sex: str | None = None
    variants: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened at a time that a document states."""

    kind: str
    start: Moment
    end: Moment | None = None
    subject: str | None = None
    span: Span | None = None
    document: str | None = None
    note: str = ""

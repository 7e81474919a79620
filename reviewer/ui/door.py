"""What the screens ask of the service layer, in the shapes they show. Screens know nothing else of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from reviewer.core.finding import Finding, Score

if TYPE_CHECKING:
    from reviewer.pipeline import Review

OPEN, CONFIRMED, REJECTED, UNDETERMINED = "open", "confirmed", "rejected", "undetermined"
DECISIONS = (CONFIRMED, REJECTED, UNDETERMINED)


class RefusedError(Exception):
    """The user may not do this."""


class GoneError(Exception):
    """There is no such case, or this user may not see it."""


class SignedOutError(Exception):
    """The session is over; a login is needed."""


class StaleError(Exception):
    """Someone else decided in the meantime; nothing was written."""


class FailedError(Exception):
    """The service could not do it; nothing was changed."""


class MissingError(Exception):
    """This installation has no such service."""


@dataclass(frozen=True, slots=True)
class User:
    name: str
    role: str
    roles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseRow:
    """One case of the table."""

    id: str
    title: str = ""
    number: str = ""
    kind: str = "unknown"
    unit: str = ""
    total: float | None = None
    grade: str = ""
    unlawful: int = 0
    defect: int = 0
    notice: int = 0
    pending: int = 0
    unread: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision or note, as it stands in the store."""

    by: str
    at: str
    what: str
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with what was decided about it. ``version`` goes back with the next decision."""

    finding: Finding
    state: str = OPEN
    version: Any = None
    arithmetic: str = ""
    history: tuple[Entry, ...] = ()
    draft: str = ""
    by_hand: bool = False
    present: bool = True  # false: decided on, and no longer found since the case was corrected or read again


@dataclass(frozen=True, slots=True)
class Hit:
    """One finding in the list over all cases."""

    case: str
    case_title: str
    unit: str
    key: str
    rule: str
    severity: str
    title: str
    message: str
    state: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The picture of a page; its size in points."""

    picture: bytes
    media_type: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Job:
    """One import."""

    id: str
    name: str
    state: str
    page: int = 0
    pages: int = 0
    case: str | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Trial:
    """What a card that is being written does."""

    good: bool
    report: str
    hits: tuple[Hit, ...] = ()
    new: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Collected:
    """Annotated examples of one task."""

    task: str
    examples: int
    agreed: int = 0
    disagreed: int = 0
    kappa: float | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """Something worth a label. ``unit`` is the key of a finding or the id of a document."""

    task: str
    case: str
    unit: str
    what: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Change:
    """What a correction did: findings that are new and findings that are gone, by code and title."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Put:
    """A correction that stands. ``kind``: document, field or mark; ``what``: of a field its name."""

    id: int
    kind: str
    what: str
    page: int
    before: str
    after: str
    by: str


class Door(Protocol):
    """Every method may raise :class:`RefusedError`, :class:`FailedError` or :class:`MissingError`."""

    def user(self) -> User | None:
        """Who works in this session; ``None`` where a login is needed."""

    def needs_login(self) -> bool: ...
    def login(self, *, name: str, password: str) -> bool: ...
    def logout(self) -> None: ...
    def needs_first_account(self) -> bool: ...
    def first_account(self, *, name: str, person: str, password: str) -> None: ...
    def must_change_password(self) -> bool: ...
    def change_password(self, *, old: str, new: str) -> None: ...
    def may(self, action: str) -> bool: ...
    def preferences(self) -> dict[str, Any]: ...
    def set_preference(self, name: str, value: Any) -> None: ...
    def visit(self, case: str) -> None:
        """To look at a case is an act and is written down: once a visit."""

    def cases(self) -> Sequence[CaseRow]: ...
    def review(self, case: str) -> Review: ...
    def items(self, case: str) -> Sequence[Item]: ...
    def hits(
        self, *, text: str, units: Sequence[str], rules: Sequence[str], severities: Sequence[str]
    ) -> tuple[Sequence[Hit], int]:
        """The first findings that fit, and how many fit."""

    def score(self, case: str) -> tuple[Score, Score]:
        """The score of the candidates without what was rejected, and of what was confirmed."""

    def save_draft(self, case: str, *, key: str, note: str) -> None: ...
    def reasons(self) -> Sequence[tuple[str, str]]:
        """Reason codes for a rejection, with our words for them."""

    def decide(
        self, case: str, *, key: str, decision: str, reason: str, note: str, seen: Any, token: str | None = None
    ) -> None:
        """Write a decision; the same ``token`` again writes nothing."""

    def note(self, case: str, *, key: str, note: str) -> None: ...
    def undo(self, case: str, *, key: str, seen: Any, token: str | None = None) -> None: ...
    def page(self, case: str, *, source: str, number: int) -> Sheet | None: ...
    def add_finding(self, case: str, *, rule: str, severity: str, message: str, source: str, page: int) -> str:
        """Gives the key of the new finding."""

    def correct_document(self, case: str, *, document: str, type: str, first: int, last: int) -> Change: ...

    def correct_field(self, case: str, *, document: str, field: str, value: str) -> Change: ...
    def correct_mark(self, case: str, *, document: str, index: int, presence: str) -> Change: ...
    def corrections(self, case: str) -> Sequence[Put]: ...
    def take_back(self, case: str, *, correction: int) -> Change: ...
    def confirm_document(self, case: str, *, document: str) -> None: ...
    def take_in(self, files: Sequence[tuple[str, bytes]], *, together: bool, name: str) -> int:
        """Write uploads to the store and queue them; gives how many cases they are."""

    def jobs(self) -> Sequence[Job]: ...
    def stop(self, job: str) -> None: ...
    def resume(self, job: str) -> None: ...
    def export(self, case: str, *, form: str, lang: str, confirmed_only: bool = False) -> tuple[str, bytes]: ...
    def try_card(self, text: str) -> Trial: ...
    def enable_card(self, text: str) -> None: ...
    def collected(self) -> Sequence[Collected]: ...
    def queue(self) -> Sequence[Wish]: ...
    def train(self, task: str) -> str: ...
    def rollback(self, task: str) -> str: ...
    def export_corpus(self) -> tuple[str, bytes]: ...
    def audit_whole(self) -> tuple[bool, str]:
        """Whether the audit log is whole, and what is to be said of it."""

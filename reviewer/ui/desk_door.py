"""The door of the screens onto the desk of whoever works in this session."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import TYPE_CHECKING, Any

import streamlit as st

from reviewer.core.errors import ReviewerError
from reviewer.core.finding import Finding, Score
from reviewer.store.cases import Filter
from reviewer.store.problems import ForbiddenError, LoginError, MissingError, StaleError
from reviewer.ui import door as shapes
from reviewer.ui.door import (
    CONFIRMED,
    OPEN,
    REJECTED,
    UNDETERMINED,
    CaseRow,
    Change,
    Collected,
    Entry,
    Hit,
    Item,
    Job,
    Put,
    Sheet,
    Trial,
    User,
    Wish,
)
from reviewer.ui.text import known
from reviewer.ui.words import field_name, finding_title, form_name

if TYPE_CHECKING:
    from reviewer.desk.entrance import Entrance
    from reviewer.desk.service import Changed, Desk
    from reviewer.pipeline import Review
    from reviewer.store.corrections import Correction
    from reviewer.store.jobs import JobInfo

MOST = 10_000
_STATES = {"confirm": CONFIRMED, "reject": REJECTED, "cannot_tell": UNDETERMINED, "open": OPEN}
_VERDICTS = {state: verdict for verdict, state in _STATES.items()}
_log = logging.getLogger(__name__)


@st.cache_resource(show_spinner=False)
def _entrance() -> Entrance:
    """The store is opened once a process."""
    from reviewer.core.settings import load_settings
    from reviewer.desk.entrance import Entrance

    return Entrance(load_settings())


def open_door() -> DeskDoor:
    """A door for one session of the browser."""
    return DeskDoor(_entrance())


@contextmanager
def _told() -> Iterator[None]:
    """Errors of the desk as errors of the door. Their messages are ours and never quote a case."""
    try:
        yield
    except StaleError as error:
        raise shapes.StaleError(str(error)) from None
    except ForbiddenError as error:
        raise shapes.RefusedError(str(error)) from None
    except MissingError as error:
        raise shapes.GoneError(str(error)) from None
    except LoginError as error:
        raise shapes.SignedOutError(str(error)) from None
    except ReviewerError as error:
        _log.error("the desk refused: %s", type(error).__name__)
        raise shapes.FailedError(str(error)) from None


def _safe(act: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(act)
    def told(*args: Any, **named: Any) -> Any:
        with _told():
            return act(*args, **named)

    return told


class DeskDoor:
    """Implements :class:`reviewer.ui.door.Door`; asks for the desk anew each time, so that an idle session ends."""

    def __init__(self, entrance: Entrance) -> None:
        self._entrance = entrance
        self._token: str | None = None

    @property
    def _desk(self) -> Desk:
        return self._entrance.desk(self._token)

    # -- who ---------------------------------------------------------------------------------------------------

    def user(self) -> User | None:
        try:
            actor, _ = self._entrance.who(self._token)
        except LoginError:
            return None
        role = min(actor.roles, key=str).value if len(actor.roles) == 1 else ""
        return User(actor.person or actor.name, role, tuple(sorted(one.value for one in actor.roles)))

    def needs_login(self) -> bool:
        return self._entrance.needs_login

    def needs_first_account(self) -> bool:
        return self._entrance.needs_first_account

    @_safe
    def first_account(self, *, name: str, person: str, password: str) -> None:
        self._entrance.first_account(name=name, person=person, password=password)

    def must_change_password(self) -> bool:
        try:
            return self._entrance.who(self._token)[1]
        except LoginError:
            return False

    @_safe
    def change_password(self, *, old: str, new: str) -> None:
        self._token = self._entrance.change_password(self._token or "", old=old, new=new)

    def login(self, *, name: str, password: str) -> bool:
        try:
            self._token = self._entrance.login(name=name, password=password)
        except LoginError:
            return False
        return True

    def logout(self) -> None:
        if self._token:
            self._entrance.logout(self._token)
        self._token = None

    @_safe
    def may(self, action: str) -> bool:
        return self._desk.may(action)

    @_safe
    def preferences(self) -> dict[str, Any]:
        return self._desk.preferences()

    @_safe
    def set_preference(self, name: str, value: Any) -> None:
        self._desk.set_preference(name, value)

    # -- cases -------------------------------------------------------------------------------------------------

    @_safe
    def cases(self) -> Sequence[CaseRow]:
        return [
            CaseRow(
                id=one.id, title=one.title or one.name, number=one.number, kind=one.kind, unit=one.unit,
                total=None if one.state == "unreadable" else one.total, grade=one.grade, unlawful=one.unlawful,
                defect=one.defect, notice=one.notice, pending=one.pending, unread=one.unread, state=one.state,
            )
            for one in self._desk.list_cases(Filter(), limit=MOST)[0]
        ]  # fmt: skip

    @_safe
    def hits(
        self, *, text: str, units: Sequence[str], rules: Sequence[str], severities: Sequence[str]
    ) -> tuple[Sequence[Hit], int]:
        wanted = Filter(text=text, units=tuple(units), rules=tuple(rules), severities=tuple(severities))
        found, count = self._desk.list_findings(wanted, limit=MOST)
        shown = [
            Hit(one.case, one.case_title, one.unit, one.key, one.rule, one.severity, one.title, one.message,
                _STATES.get(one.verdict, one.verdict))
            for one in found
        ]  # fmt: skip
        return shown, count

    @_safe
    def visit(self, case: str) -> None:
        self._desk.open_case(case)

    @_safe
    def review(self, case: str) -> Review:
        return self._desk.review(case)

    @_safe
    def score(self, case: str) -> tuple[Score, Score]:
        points = self._desk.score(case)
        return points.candidates, points.confirmed

    @_safe
    def items(self, case: str) -> Sequence[Item]:
        words = dict(self._desk.reasons())
        return [_item(one, words) for one in self._desk.items(case)]

    @_safe
    def page(self, case: str, *, source: str, number: int) -> Sheet | None:
        image = self._desk.page_image(case, source=source, page=number)
        if image is None or not image.width:
            return None
        return Sheet(image.picture, image.media_type, image.width, image.height)

    # -- deciding and correcting -------------------------------------------------------------------------------

    def reasons(self) -> Sequence[tuple[str, str]]:
        with _told():
            return self._desk.reasons()

    @_safe
    def decide(
        self, case: str, *, key: str, decision: str, reason: str, note: str, seen: Any, token: str | None = None
    ) -> None:
        self._desk.decide(case, key, _VERDICTS[decision], seen=seen, reason=reason, note=note, token=token)

    @_safe
    def undo(self, case: str, *, key: str, seen: Any, token: str | None = None) -> None:
        self._desk.undo(case, key, seen=seen, token=token)

    @_safe
    def note(self, case: str, *, key: str, note: str) -> None:
        self._desk.add_note(case, key, note)

    @_safe
    def save_draft(self, case: str, *, key: str, note: str) -> None:
        self._desk.save_draft(case, key, note)

    @_safe
    def add_finding(self, case: str, *, rule: str, severity: str, message: str, source: str, page: int) -> str:
        made = self._desk.add_finding(
            case, rule=rule, severity=severity, message=message, source=source, page=page
        )
        return made.key

    @_safe
    def correct_document(self, case: str, *, document: str, type: str, first: int, last: int) -> Change:
        return _change(self._desk.correct_document(case, document, type=type, first=first, last=last))

    @_safe
    def correct_field(self, case: str, *, document: str, field: str, value: str) -> Change:
        return _change(self._desk.correct_field(case, document, field=field, value=value))

    @_safe
    def correct_mark(self, case: str, *, document: str, index: int, presence: str) -> Change:
        return _change(self._desk.correct_mark(case, document, index=index, presence=presence))

    @_safe
    def corrections(self, case: str) -> Sequence[Put]:
        return [_put(one) for one in self._desk.corrections(case)]

    @_safe
    def take_back(self, case: str, *, correction: int) -> Change:
        return _change(self._desk.revert_correction(case, correction))

    @_safe
    def confirm_document(self, case: str, *, document: str) -> None:
        self._desk.confirm_document(case, document)

    # -- importing and exporting -------------------------------------------------------------------------------

    @_safe
    def take_in(self, files: Sequence[tuple[str, bytes]], *, together: bool, name: str) -> int:
        queued = self._desk.upload(list(files), together=together, name=name)
        self._desk.start_worker()
        return len(queued)

    @_safe
    def jobs(self) -> Sequence[Job]:
        desk = self._desk
        found = [_job(one) for one in desk.jobs()]
        if any(one.state == "queued" for one in found):
            desk.start_worker()
        return found

    @_safe
    def stop(self, job: str) -> None:
        self._desk.stop(job)

    @_safe
    def resume(self, job: str) -> None:
        desk = self._desk
        desk.resume(job)
        desk.start_worker()

    @_safe
    def export(self, case: str, *, form: str, lang: str, confirmed_only: bool = False) -> tuple[str, bytes]:
        return self._desk.export(case, form, lang=lang, confirmed_only=confirmed_only)

    # -- rules, training, audit --------------------------------------------------------------------------------

    @_safe
    def try_card(self, text: str) -> Trial:
        from reviewer.desk import rulework

        trial = rulework.try_card(self._desk, text)
        hits = tuple(
            Hit(case, case, "", one.key, one.rule, one.severity.value, one.title, one.message, OPEN)
            for case, one in trial.hits
        )
        return Trial(trial.good, trial.report, hits, len(trial.new), len(trial.gone))

    @_safe
    def enable_card(self, text: str) -> None:
        from reviewer.desk import rulework

        rulework.enable_card(self._desk, text)

    @_safe
    def collected(self) -> Sequence[Collected]:
        from reviewer.desk import learning

        return [
            Collected(one.task, one.examples, one.agreed, one.disagreed, one.kappa)
            for one in learning.collected(self._desk)
        ]

    @_safe
    def queue(self) -> Sequence[Wish]:
        from reviewer.desk import learning

        return [Wish(one.task, one.case, one.place, one.what, one.confidence) for one in learning.queue(self._desk)]

    @_safe
    def train(self, task: str) -> str:
        from reviewer.desk import learning

        return learning.train(self._desk, task)

    @_safe
    def rollback(self, task: str) -> str:
        from reviewer.desk import learning

        return learning.rollback(self._desk, task)

    @_safe
    def export_corpus(self) -> tuple[str, bytes]:
        from reviewer.desk import learning

        return learning.export_corpus(self._desk)

    @_safe
    def audit_whole(self) -> tuple[bool, str]:
        from reviewer.desk import office

        return office.verify_audit(self._desk)


def _item(one: Any, reasons: Mapping[str, str]) -> Item:
    entries = [
        (row.at, Entry(row.actor, _local(row.at), "undo" if row.undoes else _STATES.get(row.verdict, row.verdict),
                       reasons.get(row.reason, row.reason), row.note))
        for row in one.history
    ]  # fmt: skip
    entries += [(note.at, Entry(note.actor, _local(note.at), "note", "", note.text)) for note in one.notes]
    ordered = tuple(entry for _, entry in sorted(entries, key=lambda each: each[0]))
    state = _STATES.get(one.verdict, one.verdict)
    return Item(one.finding, state, one.version, one.arithmetic, ordered, one.draft, one.by_hand, one.present)


def _change(changed: Changed) -> Change:
    def names(findings: Sequence[Finding]) -> tuple[str, ...]:
        return tuple(f"{one.rule} {finding_title(one)}" for one in findings)

    return Change(names(changed.new), names(changed.gone))


def _put(one: Correction) -> Put:
    before, after = one.before, one.after
    if one.kind == "document":
        shown = [f"{form_name(str(each['type']))} {each['first_page']}–{each['last_page']}" for each in (before, after)]
        return Put(one.id, one.kind, "", one.page, shown[0], shown[1], one.actor)
    if one.kind == "mark":
        shown = [known(str(each["presence"])) for each in (before, after)]
        mark = f"{known(str(after['kind']))} {after.get('label', '')}"
        return Put(one.id, one.kind, mark, one.page, shown[0], shown[1], one.actor)
    name = field_name(str(after["name"]), str(after.get("document_type", "")))
    shown = ["" if each["value"] is None else str(each["value"]) for each in (before, after)]
    return Put(one.id, one.kind, name, one.page, shown[0], shown[1], one.actor)


def _local(at: datetime) -> str:
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def _job(one: JobInfo) -> Job:
    state = {"cancelled": "stopped"}.get(one.state, one.state)
    if one.state == "running" and not one.alive:
        state = "interrupted"
    return Job(one.id, one.name, state, one.page, one.pages, one.case, one.problem)

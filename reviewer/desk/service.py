"""The desk of one person: everything that the screens can do, each act with its right checked and written down.

Screens hold a :class:`Desk` for the length of one drawing and know neither the store nor the pipeline.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from reviewer.core.casefile import Box, CaseFile, Span
from reviewer.core.errors import StoreError
from reviewer.core.finding import Clock, ClockState, Finding, Score, Severity
from reviewer.core.settings import Settings
from reviewer.desk import intake, pictures
from reviewer.desk.candidates import kept_candidates
from reviewer.desk.correcting import checked_shape, corrected, document_of, parsed
from reviewer.desk.judging import kept_bodies, kept_documents, kept_facts, rule_book
from reviewer.pipeline import Review, judge
from reviewer.scoring import score
from reviewer.store import cases, corrections, decisions, jobs
from reviewer.store.cases import CaseInfo, Filter, GivenFile, Hit
from reviewer.store.corrections import Correction
from reviewer.store.decisions import Decision, Note, Standing
from reviewer.store.engine import Store
from reviewer.store.frozen import unpack
from reviewer.store.problems import ForbiddenError, MissingError
from reviewer.store.roles import WRITTEN_LINES, Action, Actor, may, require

FORMS = {"text": "txt", "json": "json", "html": "html", "docx": "docx", "xlsx": "xlsx", "sarif": "sarif"}


@dataclass(frozen=True, slots=True)
class Item:
    """A finding with all that is known of it. ``version`` goes back with the actor's next decision or undo."""

    finding: Finding
    verdict: str  # open, confirm, reject, cannot_tell: what stands
    version: int  # of the line that this actor writes
    by_hand: bool
    present: bool  # false: the rules no longer find it, e.g. after a correction
    decision: Decision | None  # what stands
    history: tuple[Decision, ...]
    notes: tuple[Note, ...]
    draft: str
    arithmetic: str


@dataclass(frozen=True, slots=True)
class Changed:
    """What a correction did to the findings: those that are new, and those that are gone."""

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Points:
    """The score of the candidates, and the score of what was confirmed."""

    candidates: Score
    confirmed: Score


class Desk:
    """What one actor can do. See :class:`reviewer.desk.entrance.Entrance` for how to get one.

    Every method raises :class:`StoreError`: ``ForbiddenError`` without the right, ``MissingError`` where there is
    no such thing, ``StaleError`` where somebody else decided first, ``FullError`` where the disk is full.
    """

    def __init__(self, settings: Settings, actor: Actor, store: Store) -> None:
        self.settings, self.actor, self.store = settings, actor, store
        self.book = rule_book(settings, store)

    def may(self, action: Action | str, case: str | None = None) -> bool:
        """Whether the actor may do something, so that a screen need not offer what is refused."""
        return may(self.actor, Action(action), None if case is None else cases.info(self.store, case))

    def _case(self, action: Action, case: str) -> CaseInfo:
        require(self.actor, action)
        found = cases.info(self.store, case)
        require(self.actor, action, found)
        return found

    def _log(self, action: str, subject: str, **detail: Any) -> None:
        with self.store.write() as connection:
            self.store.note(connection, self.actor.name, action, subject, **detail)

    # -- taking in ---------------------------------------------------------------------------------------------

    def upload(
        self, files: Sequence[tuple[str, bytes]], *, together: bool = False, name: str = "", as_of: date | None = None
    ) -> list[str]:
        """Keep uploaded files and queue them: one case of all files, or each file (of a ZIP each folder) a case.

        The originals are on the disk when this returns. Gives the ids of the jobs; see :meth:`start_worker`.
        """
        require(self.actor, Action.IMPORT)
        if together:
            kept = intake.keep_uploads(self.store, files)
            found = [(Path(kept[0].path).stem, kept)] if kept else []
        else:
            found = [one for file in files for one in intake.keep_cases(self.store, file)]
        return [self._queue(kept, (name if len(found) == 1 else "") or stem, as_of) for stem, kept in found]

    def add_path(self, path: Path, *, as_of: date | None = None) -> str:
        """Keep a folder, PDF or ZIP of this machine and queue it; gives the id of the job."""
        require(self.actor, Action.IMPORT)
        kept = intake.keep_path(self.store, path)
        return self._queue(kept, path.name if path.is_dir() else path.stem, as_of)

    def _queue(self, files: Sequence[GivenFile], name: str, as_of: date | None) -> str:
        day = (as_of or self.store.clock().astimezone().date()).isoformat()
        return jobs.queue(self.store, files, name=name, as_of=day, actor=self.actor.name)

    def import_case(
        self, path: Path, *, as_of: date | None = None, progress: intake.Progress | None = None
    ) -> str | None:
        """Take in a case and wait for it; gives its id, ``None`` where it was stopped or failed (see its job)."""
        return self.run_job(self.add_path(path, as_of=as_of), progress=progress)

    def run_job(self, job: str, *, progress: intake.Progress | None = None) -> str | None:
        """Carry out one waiting import in this process."""
        require(self.actor, Action.IMPORT)
        claimed = jobs.claim(self.store, job)
        if claimed is None:
            return jobs.job(self.store, job).case
        case = intake.run_job(self.store, self.settings, claimed, progress=progress)
        if case is not None:
            self.draw_ahead(case)
        return case

    def start_worker(self) -> bool:
        """Start a process that works through the queue, if something waits and none is at it."""
        require(self.actor, Action.IMPORT)
        from reviewer.desk.importer import start

        return start(self.store, self.settings)

    def jobs(self) -> list[jobs.JobInfo]:
        """Imports, the newest first; one with ``alive`` false was interrupted and can be resumed."""
        require(self.actor, Action.IMPORT)
        return jobs.list_jobs(self.store)

    def stop(self, job: str) -> None:
        require(self.actor, Action.IMPORT)
        jobs.stop(self.store, job)

    def resume(self, job: str) -> None:
        """Queue a stopped, failed or interrupted import again; see :meth:`start_worker`."""
        require(self.actor, Action.IMPORT)
        jobs.resume(self.store, job)

    def read_again(self, case: str) -> str:
        """Queue a case once more for the rules and models of today; decisions and corrections stay."""
        require(self.actor, Action.IMPORT)
        return intake.read_again(self.store, case, actor=self.actor.name)

    # -- looking -----------------------------------------------------------------------------------------------

    def list_cases(
        self, wanted: Filter | None = None, *, sort: str = "created_at", down: bool = True, offset: int = 0,
        limit: int = 200,
    ) -> tuple[list[CaseInfo], int]:  # fmt: skip
        """A page of the cases that fit, and how many fit; cases that name the actor are shown in the table too."""
        require(self.actor, Action.LIST)
        return cases.list_cases(self.store, wanted, sort=sort, down=down, offset=offset, limit=limit)

    def list_findings(
        self, wanted: Filter | None = None, *, offset: int = 0, limit: int = 200
    ) -> tuple[list[Hit], int]:
        """A page of the findings of all cases that fit, and how many fit; not of cases that name the actor."""
        require(self.actor, Action.VIEW)
        return cases.list_findings(self.store, wanted, offset=offset, limit=limit, but=self.barred())

    def barred(self) -> list[str]:
        """The cases that name the actor."""
        if not self.actor.person:
            return []
        return cases.naming(self.store, self.actor.person)

    def facets(self) -> dict[str, list[tuple[str, int]]]:
        """The values that filters can have: ``units``, ``kinds``, ``rules``, ``severities``, each with its count."""
        require(self.actor, Action.LIST)
        return cases.facets(self.store)

    def open_case(self, case: str) -> CaseInfo:
        """Begin to look at a case: to look is an act and is written down. Call it once a visit."""
        found = self._case(Action.VIEW, case)
        self._log("open_case", f"case/{case}")
        return found

    def info(self, case: str) -> CaseInfo:
        return self._case(Action.VIEW, case)

    def review(self, case: str) -> Review:
        """The whole case with its documents, clocks and score, corrections put in; findings by hand are in items."""
        return self._review(self._case(Action.VIEW, case))

    def _review(self, one: CaseInfo) -> Review:
        return _unpacked(self.store, one.id, one.revision)

    def items(self, case: str) -> list[Item]:
        """The findings of a case with what was decided, worst first; those that are gone come last, if decided on."""
        one = self._case(Action.VIEW, case)
        review = self._review(one)
        standing, rows = decisions.standing(self.store, case), decisions.history(self.store, case)
        notes: dict[str, list[Note]] = {}
        for note in decisions.notes(self.store, case):
            notes.setdefault(note.key, []).append(note)
        drafts = decisions.drafts(self.store, case=case, actor=self.actor.name)
        line = self._line(required=False)
        found = []
        for kept in cases.findings_of(self.store, case):
            key = kept.finding.key
            stands = standing.get(key, Standing())
            if kept.present or key in rows:
                found.append(
                    Item(
                        kept.finding, stands.verdict, stands.version(line), kept.by_hand, kept.present, stands.current,
                        rows.get(key, ()), tuple(notes.get(key, ())), drafts.get(key, ""),
                        reckoning(kept.finding, review.clocks),
                    )
                )  # fmt: skip
        return found

    def page_image(self, case: str, *, source: str, page: int, dpi: int = pictures.DPI) -> pictures.PageImage | None:
        """The picture of a page; ``None`` where it has none. Boxes of evidence are in points of its size."""
        one = self._case(Action.VIEW, case)
        return pictures.page_image(self.store, self._review(one).case, source=source, page=page, dpi=dpi)

    def draw_ahead(self, case: str, *, everything: bool = False) -> int:
        """Draw the pages that findings rest on, or all, before anybody asks, so that a click shows them at once."""
        found = self._review(cases.info(self.store, case))
        places = [(span.source, span.page) for one in found.findings for span in one.evidence]
        if everything:
            places = [(page.source, page.number) for page in found.case.pages()]
        return pictures.draw_ahead(self.store, found.case, places)

    # -- deciding ----------------------------------------------------------------------------------------------

    def reasons(self) -> list[tuple[str, str]]:
        """Reason codes of a rejection with their words."""
        return list(decisions.REASONS.items())

    def _line(self, *, required: bool = True, case: CaseInfo | None = None) -> int:
        """The line of decisions that this actor writes: the first one that their roles give."""
        for action, line in WRITTEN_LINES.items():
            if may(self.actor, action, case):
                return line
        if required:
            require(self.actor, Action.DECIDE, case)
        return 1

    def _own_second(self, case: str, key: str, line: int) -> None:
        """Nobody is the second on their own decision."""
        if line == 1 or len(self.actor.roles) > 2:
            return
        rows = decisions.history(self.store, case).get(key, ())
        if any(row.actor == self.actor.name and row.line != line for row in rows):
            raise ForbiddenError("不能复核自己作出的决定")

    def decide(
        self, case: str, key: str, verdict: str, *, seen: int, reason: str = "", note: str = "",
        token: str | None = None,
    ) -> Decision:  # fmt: skip
        """Decide on a finding: ``confirm``, ``reject`` (with a reason code) or ``cannot_tell``.

        Args:
            seen: ``Item.version`` as it was on the screen.
            token: names the click, so that a double click is one decision.
        """
        return self._decided(case, key, lambda **who: decisions.decide(
            self.store, verdict=verdict, seen=seen, reason=reason, note=note, token=token, **who
        ))  # fmt: skip

    def undo(self, case: str, key: str, *, seen: int, token: str | None = None) -> Decision:
        """Take back the newest decision of the actor's line."""
        return self._decided(case, key, lambda **who: decisions.undo(self.store, seen=seen, token=token, **who))

    def _decided(self, case: str, key: str, act: Callable[..., Decision]) -> Decision:
        one = cases.info(self.store, case)
        line = self._line(case=one)
        self._own_second(case, key, line)
        versions = cases.versions_of(one, cases.models_of(self.store, case))
        return act(case=case, key=key, actor=self.actor.name, line=line, versions=versions)

    def add_note(self, case: str, key: str, text: str) -> None:
        """Add a note without deciding."""
        one = cases.info(self.store, case)
        self._line(case=one)
        decisions.add_note(self.store, case=case, key=key, text=text, actor=self.actor.name)

    def save_draft(self, case: str, key: str, text: str) -> None:
        """Keep what is being typed, over the end of the session; it goes with the next decision or note."""
        self._line(case=cases.info(self.store, case))
        decisions.save_draft(self.store, case=case, key=key, actor=self.actor.name, text=text)

    def add_finding(
        self, case: str, *, rule: str, severity: str, message: str, source: str, page: int,
        box: tuple[float, float, float, float] | None = None,
    ) -> Finding:  # fmt: skip
        """Add a finding by hand under a rule; it is open until somebody decides on it."""
        one = self._case(Action.CORRECT, case)
        card = next((card for card in self.book.cards() if card.code == rule), None)
        if card is None or not message.strip() or len(message) > 2000:
            raise StoreError("须选择规则，并写明问题（2000 字以内）")
        if source not in {each.id for each in self._review(one).case.sources}:
            raise StoreError("没有这个文件")
        key = uuid.uuid4().hex[:16]
        span = Span(source, page, None if box is None else Box(*box))
        found = Finding(
            f"{rule}-{key[:8]}", key, rule, Severity(severity), card.title, message.strip(), 1.0, evidence=(span,),
            remedy=card.remedy,
        )  # fmt: skip
        cases.add_finding(self.store, case, found, actor=self.actor.name)
        return found

    # -- correcting --------------------------------------------------------------------------------------------

    def correct_document(self, case: str, document: str, *, type: str, first: int, last: int) -> Changed:
        """Give a document another kind or other pages; what depends on them is computed again."""
        one = self._case(Action.CORRECT, case)
        review = self._review(one)
        found = document_of(review.case, document)
        after = checked_shape(review.case, found, kind=type, first=first, last=last)
        before = {"type": found.type, "first_page": found.first_page, "last_page": found.last_page}
        return self._correct(one, review, "document", document, before, after)

    def correct_field(self, case: str, document: str, *, field: str, value: str) -> Changed:
        """Put an extracted value right; an empty one says that the place is blank."""
        one = self._case(Action.CORRECT, case)
        review = self._review(one)
        found = document_of(review.case, document)
        before = {"name": field, "value": found.value(field)}
        after = {"name": field, "value": parsed(found, field, value)}
        return self._correct(one, review, "field", document, before, after)

    def correct_mark(self, case: str, document: str, *, index: int, presence: str) -> Changed:
        """Say whether the mark ``document.marks[index]`` is there: ``present``, ``absent`` or ``unknown``."""
        one = self._case(Action.CORRECT, case)
        review = self._review(one)
        marks = document_of(review.case, document).marks
        if not 0 <= index < len(marks) or presence not in ("present", "absent", "unknown"):
            raise StoreError("没有这处签名、指印或印章")
        mark = marks[index]
        names = {"kind": mark.kind.value, "who": mark.who, "label": mark.label}
        before = {**names, "presence": mark.presence.value}
        box = None if mark.span.box is None else list(mark.span.box)
        place = {"mark_page": mark.span.page, "box": box}
        return self._correct(one, review, "mark", document, before, {**names, **place, "presence": presence})

    def confirm_document(self, case: str, document: str) -> None:
        """Say that kind and pages of a document are right: an example to learn from."""
        from reviewer.desk.learning import confirm_document

        one = self._case(Action.ANNOTATE, case)
        confirm_document(self.store, self._review(one).case, one, document, actor=self.actor.name)

    def label_turn(
        self, case: str, document: str, *, index: int, asked: Sequence[str], answered: Sequence[str]
    ) -> None:
        """Say which acts the question and the answer of a turn do (none where empty): an example to learn from."""
        from reviewer.desk.learning import label_turn

        one = self._case(Action.ANNOTATE, case)
        label_turn(
            self.store, self._review(one).case, one, document, index=index, asked=asked, answered=answered,
            actor=self.actor.name,
        )  # fmt: skip

    def corrections(self, case: str) -> list[Correction]:
        """The corrections of a case that stand."""
        self._case(Action.VIEW, case)
        return corrections.active(self.store, case)

    def revert_correction(self, case: str, identity: int) -> Changed:
        """Take a correction back."""
        one = self._case(Action.CORRECT, case)
        gone = corrections.by_id(self.store, case, identity)
        left = [each for each in corrections.active(self.store, case) if each.id != identity]
        row = {"kind": gone.kind, "source": gone.source, "page": gone.page, "before": gone.after, "after": gone.before}
        return self._recomputed(one, left, {**row, "reverts": identity})

    def _correct(
        self, one: CaseInfo, review: Review, kind: str, document: str, before: Mapping[str, Any],
        after: Mapping[str, Any],
    ) -> Changed:  # fmt: skip
        found = document_of(review.case, document)
        source = next(each for each in review.case.sources if each.id == found.source)
        after = {**after, "sha256": source.sha256, "path": source.path, "document_type": found.type}
        if kind != "document":
            after |= {"first_page": found.first_page, "last_page": found.last_page}
        row = {"kind": kind, "source": found.source, "page": found.first_page, "before": before, "after": after}
        fresh = Correction(0, one.id, kind, found.source, found.first_page, before, after, "", "")
        return self._recomputed(one, [*corrections.active(self.store, one.id), fresh], row)

    def _recomputed(self, one: CaseInfo, put_right: Sequence[Correction], row: Mapping[str, Any]) -> Changed:
        """Judge the case with its corrections, and keep the row and all that follows from it at once."""
        before = self._review(one)
        read = unpack(CaseFile, cases.body(self.store, one.id, "read"))
        review = judge(corrected(read, put_right), book=self.book)
        facts = kept_facts(review, rules=self.book.version())

        def within(connection: Any) -> None:
            corrections.add(self.store, connection, case=one.id, actor=self.actor.name, **row)

        cases.keep(
            self.store, facts, actor=self.actor.name, bodies=kept_bodies(review), findings=review.findings,
            documents=kept_documents(review), candidates=kept_candidates(review), case_id=one.id, action="recompute",
            within=within, seen=one.revision,
        )  # fmt: skip
        old, new = ({each.key: each for each in found.findings} for found in (before, review))
        return Changed(
            tuple(each for key, each in new.items() if key not in old),
            tuple(each for key, each in old.items() if key not in new),
        )

    # -- score and reports -------------------------------------------------------------------------------------

    def score(self, case: str) -> Points:
        """The score of the candidates, without what was rejected, and the score of what was confirmed."""
        one = self._case(Action.VIEW, case)
        review = self._review(one)
        items = [item for item in self.items(case) if item.present]
        findings = [item.finding for item in items]
        card = self.book.scorecard(review.case.kind)
        confirmed = {item.finding.key for item in items if item.verdict == decisions.CONFIRM}
        standing = [item.finding for item in items if item.verdict != decisions.REJECT]
        return Points(
            score(standing, kind=review.case.kind, scorecard=card),
            score(findings, kind=review.case.kind, scorecard=card, confirmed=confirmed),
        )

    def export(self, case: str, form: str, *, lang: str = "zh", confirmed_only: bool = False) -> tuple[str, bytes]:
        """A report: its file name and content. ``confirmed_only`` leaves out what nobody confirmed.

        Args:
            form: ``text``, ``json``, ``html``, ``docx``, ``xlsx``, ``sarif``.
        """
        one = self._case(Action.EXPORT, case)
        if form not in FORMS:
            raise StoreError("没有这种报告格式")
        from reviewer.reports.outputs import render

        review = self._review(one)
        wanted = [
            item.finding
            for item in self.items(case)
            if item.present and (not confirmed_only or item.verdict == decisions.CONFIRM)
        ]
        kind, card = review.case.kind, self.book.scorecard(review.case.kind)
        keys = {each.key for each in wanted} if confirmed_only else None
        points = score(wanted, kind=kind, scorecard=card, confirmed=keys)
        review = replace(review, findings=tuple(wanted), score=points)
        files = cases.files_of(self.store, case, given=True)
        with self.store.originals.laid_out([(each.path, each.sha256) for each in files], name=one.name) as path:
            content = render(review, form, lang=lang, path=path if form == "html" else None)
        self._log("export", f"case/{case}", form=form, confirmed=confirmed_only)
        return f"{one.name}.{FORMS[form]}", content

    def original(self, case: str, source: str) -> tuple[str, bytes]:
        """A file of the case as it was given, to be saved and never shown in the browser."""
        one = self._case(Action.EXPORT, case)
        found = next((each for each in self._review(one).case.sources if each.id == source), None)
        if found is None:
            raise MissingError("没有这个文件")
        with self.store.originals.open(found.sha256) as stream:
            content = stream.read()
        self._log("original", f"case/{case}", sha256=found.sha256)
        return Path(found.path).name, content

    # -- what the person has set -------------------------------------------------------------------------------

    def preferences(self) -> dict[str, Any]:
        """What the actor has set for the screens (keys, language, …)."""
        return cases.preferences(self.store, self.actor.name)

    def set_preference(self, name: str, value: Any) -> None:
        cases.set_preference(self.store, self.actor.name, name, value)


def reckoning(finding: Finding, clocks: Sequence[Clock]) -> str:
    """The arithmetic behind a finding; empty where it cannot be told which of the rule's periods it is about.

    One rule may reckon several periods of one person, some of them kept.
    """
    mine = [one for one in clocks if one.rule == finding.rule and one.arithmetic]
    said = [one for one in mine if one.arithmetic in finding.message]
    exceeded = [one for one in mine if one.state is ClockState.VIOLATED and (one.subject or "") in finding.message]
    if said:
        return said[0].arithmetic
    return exceeded[0].arithmetic if len(exceeded) == 1 else ""


@lru_cache(maxsize=12)
def _unpacked(store: Store, case: str, _revision: int) -> Review:
    """A review out of the store; kept for its revision, since one is looked at many times in a row."""
    return unpack(Review, cases.body(store, case, "review"))

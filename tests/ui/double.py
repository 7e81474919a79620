"""A service layer in memory for tests of the screens: really reviewed cases, decisions in a list."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reviewer.core.casefile import Span
from reviewer.core.finding import Finding, Score, Severity
from reviewer.desk.service import reckoning
from reviewer.pipeline import Review, review
from reviewer.scoring import score
from reviewer.ui.door import (
    CONFIRMED,
    OPEN,
    REJECTED,
    CaseRow,
    Change,
    Collected,
    Entry,
    FailedError,
    GoneError,
    Hit,
    Item,
    Job,
    MissingError,
    Put,
    Sheet,
    StaleError,
    Trial,
    User,
    Wish,
)

SAMPLE = Path(__file__).parents[2] / "corpora" / "sample"


class Double:
    """Implements the door of the screens."""

    def __init__(self, reviews: dict[str, tuple[Path | None, Review]]) -> None:
        self.reviews = reviews
        self.log: list[tuple[str, str, Entry]] = []
        self.extra: dict[str, list[Finding]] = {}
        self.someone: User | None = User("测试", "reviewer")
        self.locked = False
        self.uploads: list[tuple[str, bytes]] = []
        self.kept: dict[str, Any] = {}
        self.tokens: set[str | None] = set()
        self.visits: list[str] = []
        self.right: list[str] = []
        self.drafts: dict[str, str] = {}

    @classmethod
    def of(cls, *paths: Path) -> Double:
        return cls({path.name: (path, review(path, ocr=False)) for path in paths})

    def user(self) -> User | None:
        return self.someone

    def needs_login(self) -> bool:
        return self.locked

    def login(self, *, name: str, password: str) -> bool:
        if password == "right":
            self.someone = User(name, "reviewer")
            return True
        return False

    def logout(self) -> None:
        self.someone = None

    def cases(self) -> Sequence[CaseRow]:
        rows = []
        for case, (_, one) in self.reviews.items():
            counts = [finding.severity.value for finding in one.findings]
            rows.append(
                CaseRow(
                    id=case, title=one.case.title or case, number=one.case.number or "", kind=one.case.kind.value,
                    unit=one.case.unit or "", total=one.score.total, grade=one.score.grade,
                    unlawful=counts.count("unlawful"), defect=counts.count("defect"), notice=counts.count("notice"),
                    pending=sum(item.state == OPEN for item in self.items(case)),
                    unread=len(one.case.unread), state="done",
                )
            )  # fmt: skip
        return rows

    def review(self, case: str) -> Review:
        if case not in self.reviews:
            raise GoneError
        return self.reviews[case][1]

    def items(self, case: str) -> Sequence[Item]:
        if case not in self.reviews:
            raise GoneError
        found = []
        for finding in (*self.reviews[case][1].findings, *self.extra.get(case, [])):
            entries = tuple(entry for of, key, entry in self.log if of == case and key == finding.key)
            decided = [entry for entry in entries if entry.what != "note"]
            arithmetic = reckoning(finding, self.reviews[case][1].clocks)
            state = decided[-1].what if decided else OPEN
            found.append(Item(finding, state, len(decided), arithmetic, entries))
        return found

    def hits(
        self, *, text: str, units: Sequence[str], rules: Sequence[str], severities: Sequence[str]
    ) -> tuple[Sequence[Hit], int]:
        found = [
            Hit(case, one.case.title or case, one.case.unit or "", item.finding.key, item.finding.rule,
                item.finding.severity.value, item.finding.title, item.finding.message, item.state)
            for case, (_, one) in self.reviews.items()
            for item in self.items(case)
        ]  # fmt: skip
        fitting = [
            hit
            for hit in found
            if (not units or hit.unit in units)
            and (not rules or hit.rule in rules)
            and (not severities or hit.severity in severities)
            and text in f"{hit.case_title}{hit.unit}{hit.title}{hit.message}"
        ]
        return fitting, len(fitting)

    def reasons(self) -> Sequence[tuple[str, str]]:
        return [("misread", "机器读错"), ("exists_elsewhere", "材料在别处"), ("not_required", "本案不需要")]

    def _known(self, token: str | None) -> bool:
        """Whether a click was written already."""
        if token is None or token not in self.tokens:
            self.tokens.add(token)
            return False
        return True

    def _check(self, case: str, key: str, seen: Any) -> None:
        item = next(one for one in self.items(case) if one.finding.key == key)
        if item.version != seen:
            raise StaleError

    def decide(
        self, case: str, *, key: str, decision: str, reason: str, note: str, seen: Any, token: str | None = None
    ) -> None:
        if self._known(token):
            return
        self._check(case, key, seen)
        self.log.append((case, key, Entry("测试", "2026-05-15T10:00", decision, reason, note)))

    def note(self, case: str, *, key: str, note: str) -> None:
        self.log.append((case, key, Entry("测试", "2026-05-15T10:00", "note", "", note)))

    def undo(self, case: str, *, key: str, seen: Any, token: str | None = None) -> None:
        if self._known(token):
            return
        self._check(case, key, seen)
        self.log.append((case, key, Entry("测试", "2026-05-15T10:00", OPEN)))

    def page(self, case: str, *, source: str, number: int) -> Sheet | None:
        import pypdfium2

        path, one = self.reviews[case]
        file = next(each for each in one.case.sources if each.id == source)
        if path is None or not file.path.endswith(".pdf"):
            return None
        document = pypdfium2.PdfDocument(path / file.path)
        page = document[number - 1]
        out = io.BytesIO()
        page.render(scale=2).to_pil().convert("L").save(out, "PNG")
        width, height = page.get_size()
        document.close()
        return Sheet(out.getvalue(), "image/png", width, height)

    def add_finding(self, case: str, *, rule: str, severity: str, message: str, source: str, page: int) -> str:
        key = f"hand{len(self.extra)}"
        found = Finding(
            f"{rule}-{key}", key, rule, Severity(severity), rule, message, 1.0, evidence=(Span(source, page),)
        )
        self.extra.setdefault(case, []).append(found)
        return key

    def correct_document(self, case: str, *, document: str, type: str, first: int, last: int) -> Change:
        return Change()

    def correct_field(self, case: str, *, document: str, field: str, value: str) -> Change:
        raise FailedError

    def take_in(self, files: Sequence[tuple[str, bytes]], *, together: bool, name: str) -> int:
        self.uploads += files
        return 1 if together else len(files)

    def jobs(self) -> Sequence[Job]:
        return [Job("1", "01.pdf", "running", 12, 31), Job("2", "02.pdf", "done", 20, 20, case="demo-criminal")]

    def stop(self, job: str) -> None:
        raise FailedError

    def resume(self, job: str) -> None:
        raise FailedError

    def export(self, case: str, *, form: str, lang: str, confirmed_only: bool = False) -> tuple[str, bytes]:
        from reviewer.reports.outputs import render

        return f"{case}.{form}", render(self.review(case), form, lang=lang)

    def try_card(self, text: str) -> Trial:
        return Trial(False, "")

    def enable_card(self, text: str) -> None:
        raise MissingError

    def collected(self) -> Sequence[Collected]:
        return [Collected("doctype", 12, 5, 1, 0.8)]

    def queue(self) -> Sequence[Wish]:
        return []

    def train(self, task: str) -> str:
        raise MissingError

    def rollback(self, task: str) -> str:
        raise MissingError

    def export_corpus(self) -> tuple[str, bytes]:
        raise MissingError

    def audit_whole(self) -> tuple[bool, str]:
        return True, ""

    def needs_first_account(self) -> bool:
        return False

    def first_account(self, *, name: str, person: str, password: str) -> None:
        raise MissingError

    def must_change_password(self) -> bool:
        return False

    def change_password(self, *, old: str, new: str) -> None:
        raise MissingError

    def may(self, action: str) -> bool:
        return True

    def preferences(self) -> dict[str, Any]:
        return self.kept

    def set_preference(self, name: str, value: Any) -> None:
        self.kept[name] = value

    def visit(self, case: str) -> None:
        if case not in self.reviews:
            raise GoneError
        self.visits.append(case)

    def score(self, case: str) -> tuple[Score, Score]:
        kind = self.reviews[case][1].case.kind
        items = self.items(case)
        standing = [one.finding for one in items if one.state != REJECTED]
        keys = {one.finding.key for one in items if one.state == CONFIRMED}
        return score(standing, kind=kind), score([one.finding for one in items], kind=kind, confirmed=keys)

    def save_draft(self, case: str, *, key: str, note: str) -> None:
        self.drafts[key] = note

    def correct_mark(self, case: str, *, document: str, index: int, presence: str) -> Change:
        return Change(gone=("SIG001",))

    def corrections(self, case: str) -> Sequence[Put]:
        return [Put(7, "field", "doc_no", 4, "甲", "乙", "测试")]

    def take_back(self, case: str, *, correction: int) -> Change:
        return Change(new=("SIG001",))

    def confirm_document(self, case: str, *, document: str) -> None:
        self.right.append(document)

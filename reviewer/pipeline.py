"""From sources to findings: the order of the stages."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from reviewer.checks.cards import RULES_VERSION, Card, chosen
from reviewer.checks.rulebook import RuleBook, in_use
from reviewer.checks.run import run
from reviewer.core.casefile import CaseFile, SourceStatus, Trouble
from reviewer.core.finding import Check, Clock, Finding, Score
from reviewer.extraction import facts
from reviewer.extraction.people import build_roster
from reviewer.extraction.timeline import events_of
from reviewer.reading.gather import Gathered, Progress, read_case
from reviewer.reading.intake import admit_case
from reviewer.scoring import score
from reviewer.splitting.classifier import load_classifier
from reviewer.splitting.volumes import split


@dataclass(frozen=True, slots=True)
class Review:
    """A reviewed case: what was read, what the rules say, and the score.

    ``rules`` is the version of the rules; ``law_of`` the day whose law was used in place of that of each act;
    ``known`` how many findings were left out because a baseline holds them.
    """

    case: CaseFile
    checks: tuple[Check, ...]
    findings: tuple[Finding, ...]
    clocks: tuple[Clock, ...]
    score: Score
    rules: str = RULES_VERSION
    law_of: date | None = None
    known: int = 0

    @property
    def unreadable(self) -> bool:
        """Whether nothing of the case could be read."""
        return not any(source.status is not SourceStatus.UNREADABLE for source in self.case.sources)

    def to_dict(self) -> dict[str, Any]:
        """The report as the contract's JSON."""
        from reviewer.reports.json import report

        return report(self)


def read(path: Path, *, as_of: date | None = None, ocr: bool = True, progress: Progress | None = None) -> CaseFile:
    """Read a case: its sources, documents and facts.

    Args:
        path: a folder, a PDF, a ZIP bundle or another single file.
        as_of: the day of judgement; today where not given.
        ocr: read scanned pages with OCR.
        progress: told after each page.

    Raises:
        InputError: the path does not exist.
    """
    with admit_case(path) as admission:
        gathered = read_case(admission, ocr=ocr, progress=progress)
    return assemble(gathered, admission.case_id, as_of=as_of or date.today())


def assemble(gathered: Gathered, case_id: str, *, as_of: date) -> CaseFile:
    """Make the case file of what was read."""
    documents = facts.complete(split(gathered.pages, classifier=load_classifier()))
    title, number, unit = facts.described(documents)
    troubles = list(gathered.troubles)
    troubles += [
        Trouble(page.source, page.number, "text", page.doubt) for page in gathered.pages if page.read and page.doubt
    ]
    return CaseFile(
        id=case_id,
        kind=facts.kind_of(documents),
        as_of=as_of,
        sources=tuple(gathered.sources),
        documents=documents,
        persons=build_roster(documents),
        events=events_of(documents),
        troubles=tuple(troubles),
        title=title,
        number=number,
        unit=unit,
    )


def judge(
    case: CaseFile,
    cards: Iterable[Card] | None = None,
    *,
    book: RuleBook | None = None,
    law_of: date | None = None,
    disproof: bool = True,
) -> Review:
    """Hold the rules against a case that was read.

    Args:
        cards: in place of all cards of the book.
        book: the rules and scorecards; ours where not given.
    """
    book = book or RuleBook()
    answers = run(case, book.cards() if cards is None else cards, law_of=law_of, disproof=disproof)
    points = score(answers.findings, kind=case.kind, scorecard=book.scorecard(case.kind))
    return Review(case, answers.checks, answers.findings, answers.clocks, points, book.version(), law_of)


def without(reviewed: Review, known: Collection[str]) -> Review:
    """A review in which only the findings count whose key is not known."""
    if not known:
        return reviewed
    new = tuple(one for one in reviewed.findings if one.key not in known)
    points = score(new, kind=reviewed.case.kind, scorecard=in_use().scorecard(reviewed.case.kind))
    return replace(reviewed, findings=new, score=points, known=len(reviewed.findings) - len(new))


def review(
    path: str | Path,
    *,
    as_of: date | None = None,
    ocr: bool = True,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    law_of: date | None = None,
    progress: Progress | None = None,
) -> Review:
    """Review one case with our rules and those of the pack that the settings name.

    Args:
        path: a folder, a PDF or a ZIP bundle.
        as_of: the day on which running periods are judged; today where not given.
        ocr: read scanned pages with OCR; where switched off they stay unread, and nothing is called missing.
        select: rule codes or families to run; all where empty.
        ignore: rule codes or families to leave out.
        law_of: show what the law of another day would say.
        progress: told after each page.

    Raises:
        InputError: the path does not exist, the settings are wrong, or no rule is called as ``select`` says.
        CardError: a card or scorecard of the pack is wrong.
    """
    book = in_use()
    book.check()
    cards = chosen(book.cards(), select=select, ignore=ignore)
    case = read(Path(path), as_of=as_of, ocr=ocr, progress=progress)
    return judge(case, cards, book=book, law_of=law_of)

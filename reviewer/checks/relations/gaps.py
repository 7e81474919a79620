"""Looking for papers that must be there, and summing up what a set of papers lacks in one verdict."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from reviewer.checks.cards import Card
from reviewer.checks.relations.measures import papers
from reviewer.checks.verdicts import satisfied, unclear, violated
from reviewer.checks.view import CaseView
from reviewer.core.casefile import Document, Page, Span
from reviewer.core.finding import Severity, Verdict

_HEAD_LINES = 8
_FURNITURE = ("volume_cover", "volume_contents", "volume_notes", "volume_back_cover")


class Search(NamedTuple):
    """What a look for a paper came to: there, or not there for certain, or doubtful for a reason."""

    found: bool
    doubt: str
    documents: tuple[Document, ...]
    looked_for: tuple[str, ...]

    @property
    def absent(self) -> bool:
        return not self.found and not self.doubt


def page_head(page: Page) -> str:
    """The first lines of a page without white space."""
    return "".join("".join(line.text.split()) for line in page.lines[:_HEAD_LINES])


def headed(view: CaseView, titles: Iterable[str]) -> bool:
    """Whether a title stands at the head of some page: the pages of a paper may have been taken for another's."""
    wanted = ["".join(title.split()) for title in titles]
    return any(
        title in head
        for document in view.case.documents
        if document.type not in _FURNITURE
        for page in document.pages
        for head in (page_head(page),)
        for title in wanted
    )


def search(
    view: CaseView,
    *kinds: str,
    titles: Sequence[str] = (),
    person: str | None = None,
    approval: bool = False,
) -> Search:
    """Look for a paper of some types (about a person, with one of some titles).

    A paper that the table of contents names but that was not recognised among the pages is a doubt, no absence.

    Args:
        approval: the paper belongs to the 侦查工作卷.
    """
    found = papers(view, *kinds, person=person, title=titles)
    if found:
        return Search(True, "", tuple(found), ())
    if titles and headed(view, titles):
        return Search(True, "", (), ())
    absence = view.missing(*kinds, titles=titles, approval=approval)
    name = "或".join(f"《{title}》" for title in titles) if titles else "、".join(view.name(kind) for kind in kinds)
    doubt = absence.held
    if not doubt and (person is None or len(view.suspects) < 2) and view.listed(*kinds, titles=titles):
        doubt = f"卷内目录列有{name}，但没有在卷内识别出来，需要人工核对"
    return Search(False, doubt, (), absence.looked_for)


class Gaps:
    """What a set of papers lacks, collected to one verdict so that one matter is reported once."""

    def __init__(self, card: Card, about: str, *cause: Span, person: str | None = None) -> None:
        self.card, self.about, self.cause, self.person = card, about, cause, person
        self.words: list[str] = []
        self.spans: list[Span] = list(cause)
        self.severities: list[Severity] = []
        self.looked: list[str] = []
        self.doubts: list[str] = []
        self.confidence = 0.9

    def add(self, words: str, *spans: Span, severity: Severity | None = None, confidence: float = 0.9) -> None:
        """Something is certainly wrong."""
        self.words.append(words)
        self.spans += [span for span in spans if span not in self.spans]
        self.severities.append(severity or self.card.severity)
        self.confidence = min(self.confidence, confidence)

    def doubt(self, reason: str) -> None:
        """Something cannot be told."""
        if reason not in self.doubts:
            self.doubts.append(reason)

    def lack(self, result: Search, words: str, *spans: Span, severity: Severity | None = None) -> None:
        """A paper was looked for: note its absence, or the doubt about it."""
        if result.absent:
            self.add(words, *spans, severity=severity)
            self.looked += [one for one in result.looked_for if one not in self.looked]
        elif result.doubt:
            self.doubt(f"{words}：{result.doubt}")

    def verdict(self, good: str) -> Verdict:
        """All that was noted as one answer; ``good`` says what was right where nothing was."""
        who = f"{self.person}：" if self.person else ""
        if self.words:
            worst = max(self.severities, key=lambda one: one.rank)
            return violated(
                who + "；".join(self.words), *self.spans, about=self.about, looked_for=self.looked,
                severity=None if worst is self.card.severity else worst, confidence=self.confidence,
            )  # fmt: skip
        if self.doubts:
            return unclear(who + "；".join(self.doubts), *self.cause, about=self.about)
        return satisfied(who + good, *self.cause, about=self.about)

"""How far the reading of one file has come, over the lives of the children that read it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from reviewer.reading.frames import MOST_PAGES, FrameError
from reviewer.reading.outcomes import ReadOutcome

Frame = dict[str, Any]
_TIMES = frozenset({ReadOutcome.TIMEOUT, ReadOutcome.PARTIAL_TIMEOUT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one file may cost. Seconds count while the child is waited for, not while its frames are used."""

    memory: int = 1 << 30
    """Address space of the child in bytes."""
    open_files: int = 64
    head_seconds: float = 20.0
    """Longest wait for the first frame."""
    page_seconds: float = 15.0
    """Longest wait for any later frame."""
    base_seconds: float = 20.0
    seconds_per_page: float = 0.5
    most_seconds: float = 900.0
    restarts: int = 3
    total_bytes: int = 256 << 20
    """Most bytes of frames of one file, over all its children."""

    def wall(self, pages: int) -> float:
        """Seconds that a file of so many pages may take."""
        return min(self.base_seconds + self.seconds_per_page * pages, self.most_seconds)


RESTARTED = frozenset({ReadOutcome.TIMEOUT, ReadOutcome.MEMORY, ReadOutcome.CRASH})
"""Ends of a child after which another one may go on with the next page."""


@dataclass
class Progress:
    """What is known of a file over the lives of its children."""

    limits: Limits
    pages: Sequence[int] | None
    waited: float = 0.0
    idle: float = 0.0
    received: int = 0
    restarts: int = 0
    memory: int = 0
    expected: Sequence[int] | None = None
    given: int = 0
    read: int = 0
    repaired: bool = False
    missing: bool = False
    faults: list[ReadOutcome] = field(default_factory=list)
    what: str = ""
    stop: ReadOutcome | None = None
    """Set once no further child is to be started; ``OK`` leaves the outcome to the pages."""

    @property
    def next_page(self) -> int | None:
        """The page that comes next; ``None`` where none is left. Before the head it is the first one."""
        if self.expected is None:
            return self.pages[0] if self.pages else 1
        return self.expected[self.given] if self.given < len(self.expected) else None

    @property
    def wall_left(self) -> float:
        return self.limits.wall(len(self.expected or ())) - self.waited

    def head(self, frame: Frame) -> Frame | None:
        """Note the number of pages; the head of a later child is not handed on."""
        if self.expected is not None:
            return None
        count = frame.get("pages", -1)
        if count < 0:
            raise FrameError("no number of pages")
        if count > MOST_PAGES:
            self.stop = ReadOutcome.TOO_MANY_PAGES
        existing = range(1, min(count, MOST_PAGES) + 1)
        self.expected = existing if self.pages is None else [page for page in self.pages if page in existing]
        self.repaired = frame.get("repaired", False)
        self.missing = bool(frame.get("missing"))
        return frame

    def page(self, frame: Frame) -> Iterator[Frame]:
        """Hand a page on; pages that the child passed over come before it, as unread."""
        number = frame.get("number", 0)
        if self.expected is None or number not in self.expected[self.given :]:
            raise FrameError("a page out of turn")
        while self.expected[self.given] != number:
            yield self.unread(ReadOutcome.PAGES_MISSING)
        self.given += 1
        if "unread" in frame:
            self.faults.append(ReadOutcome.PAGES_UNREADABLE)
        else:
            self.read += 1
        yield frame

    def unread(self, outcome: ReadOutcome) -> Frame:
        """The next page as one that could not be read."""
        assert self.expected is not None
        number = self.expected[self.given]
        self.given += 1
        self.faults.append(outcome)
        return {"kind": "page", "number": number, "unread": outcome.value}

    def rest(self, outcome: ReadOutcome) -> Iterator[Frame]:
        """Every page that is left, as unread; none where the number of pages never became known."""
        while self.expected is not None and self.given < len(self.expected):
            yield self.unread(outcome)

    def fault(self, outcome: ReadOutcome) -> Iterator[Frame]:
        """Decide what follows the early end of a child: another child, or the end of the file."""
        if outcome not in RESTARTED:
            self.stop = outcome
        elif self.expected is None:
            self.faults.append(outcome)
            again = outcome is ReadOutcome.CRASH and self.restarts == 0
            self.stop = None if again else ReadOutcome.POISON if self.restarts else outcome
        elif self.next_page is None:
            self.stop = ReadOutcome.OK
        else:
            yield self.unread(outcome)
            if self.restarts >= self.limits.restarts or self.wall_left <= 0:
                yield from self.rest(outcome)
            if self.next_page is None:
                self.stop = ReadOutcome.OK
        self.restarts += self.stop is None

    def outcome(self) -> ReadOutcome:
        """How the file ended, once no child is left to run."""
        stop = self.stop or ReadOutcome.OK
        if stop is not ReadOutcome.OK and not (stop in RESTARTED and self.read):
            return stop
        if not self.expected:
            return ReadOutcome.ZERO_PAGES
        if not self.faults and not self.missing:
            return ReadOutcome.OK_REPAIRED if self.repaired else ReadOutcome.OK
        kinds = {*self.faults, stop} - {ReadOutcome.OK}
        if not self.read and len(kinds) == 1:
            return kinds.pop()
        if kinds & _TIMES:
            return ReadOutcome.PARTIAL_TIMEOUT if self.read else ReadOutcome.TIMEOUT
        unreadable = kinds - {ReadOutcome.PAGES_MISSING}
        return ReadOutcome.PAGES_UNREADABLE if unreadable else ReadOutcome.PAGES_MISSING

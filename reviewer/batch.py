"""Many cases: one after the other or several at once, each in a process that a crash cannot carry beyond it."""

from __future__ import annotations

import logging
import multiprocessing
import signal
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from reviewer.core.casefile import CaseFile, CaseKind, Source, SourceStatus, Trouble
from reviewer.core.errors import CardError, LawDataError, ModelError
from reviewer.pipeline import Review, judge, review

PageProgress = Callable[[int, int], None]
"""Told after each page: pages done and pages in all of the case; of several cases at once the pages so far and 0."""

_GLANCE = 0.3  # seconds between two looks at the pages that the processes have read
_pages: Any = None  # in a process of the pool: how many pages all of them have read


@dataclass(frozen=True, slots=True)
class Order:
    """How the cases of one run are reviewed."""

    as_of: date
    ocr: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    law_of: date | None = None


def review_cases(
    paths: Sequence[Path], order: Order, *, jobs: int = 1, progress: PageProgress | None = None
) -> Iterator[Review]:
    """Review cases, and give them in their order.

    Whatever goes wrong with one of them is its own result and not the end of the run. No more than a few wait for
    their turn to be given, so that a long run needs no more memory than a short one.

    Args:
        jobs: how many at once; more than one in processes of their own.
        progress: told after each page.
    """
    if jobs <= 1 or len(paths) <= 1:
        for path in paths:
            yield _one(path, order, progress)
    else:
        yield from _at_once(paths, order, min(jobs, len(paths)), progress)


def _one(path: Path, order: Order, progress: PageProgress | None = None) -> Review:
    try:
        return review(
            path,
            as_of=order.as_of,
            ocr=order.ocr,
            select=order.select,
            ignore=order.ignore,
            law_of=order.law_of,
            progress=None if progress is None else (lambda _path, done, total: progress(done, total)),
        )
    except (CardError, LawDataError, ModelError):  # what every case needs is wrong
        raise
    except Exception as error:  # a slip of ours in one case must not cost the others; nothing of the case is logged
        last = traceback.extract_tb(error.__traceback__)[-1]
        name = type(error).__name__
        logging.getLogger(__name__).error("%s in %s, line %s", name, Path(last.filename).name, last.lineno)
        return _failed(path, order, name)


def _failed(path: Path, order: Order, what: str) -> Review:
    """A case of which nothing could be read."""
    source = Source("s1", path.name, "0" * 64, None, 0, SourceStatus.UNREADABLE, f"审查中断（{what}），请重试")
    trouble = Trouble("s1", 0, "reading", what)
    case = CaseFile(path.stem or path.name, CaseKind.UNKNOWN, order.as_of, (source,), troubles=(trouble,))
    return judge(case, ())


# -- several at once -------------------------------------------------------------------------------------------


def _at_once(paths: Sequence[Path], order: Order, jobs: int, progress: PageProgress | None) -> Iterator[Review]:
    counter = multiprocessing.Value("L", 0)
    pool = _pool(jobs, counter)
    waiting: deque[tuple[Path, Future[Review]]] = deque()
    rest = iter(paths)
    try:
        while True:
            while len(waiting) < 2 * jobs and (path := next(rest, None)) is not None:
                waiting.append((path, pool.submit(_counted, path, order)))
            if not waiting:
                return
            path, future = waiting.popleft()
            try:
                yield _awaited(future, counter, progress)
            except BrokenProcessPool:
                # The system ended a process, and with it all that were on their way: each is tried again alone.
                again = [path, *(one for one, _ in waiting)]
                waiting.clear()
                pool.shutdown(wait=False)
                for one in again:
                    yield _alone(one, order, counter)
                pool = _pool(jobs, counter)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in multiprocessing.active_children():
            process.terminate()


def _pool(jobs: int, counter: Any) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(jobs, initializer=_begin, initargs=(counter,))


def _begin(counter: Any) -> None:
    """In a new process: an interruption is the parent's to deal with."""
    global _pages
    _pages = counter
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _counted(path: Path, order: Order) -> Review:
    def one_more(_done: int, _total: int) -> None:
        with _pages.get_lock():
            _pages.value += 1

    return _one(path, order, one_more)


def _awaited(future: Future[Review], counter: Any, progress: PageProgress | None) -> Review:
    while True:
        try:
            return future.result(timeout=_GLANCE)
        except NotYet:
            if progress is not None:
                progress(counter.value, 0)


def _alone(path: Path, order: Order, counter: Any) -> Review:
    with _pool(1, counter) as pool:
        try:
            return pool.submit(_counted, path, order).result()
        except BrokenProcessPool:
            return _failed(path, order, "BrokenProcessPool")

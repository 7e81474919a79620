"""Many cases: one after the other or several at once, each in a process that a crash cannot carry beyond it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from reviewer.core.casefile import CaseFile, CaseKind, Source, SourceStatus, Trouble
from reviewer.pipeline import Review, judge, review

PageProgress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Order:
    """How the cases of one run are reviewed."""

    as_of: date
    ocr: bool = True
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    law_of: date | None = None


def _one(path: Path, order: Order, progress: PageProgress | None = None) -> Review:
    """Review one case. Whatever goes wrong with it is its own result and not the end of the run."""
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
    except (OSError, MemoryError) as error:
        return _failed(path, order, type(error).__name__)


def _failed(path: Path, order: Order, what: str) -> Review:
    """A case of which nothing could be read."""
    source = Source("s1", path.name, "0" * 64, None, 0, SourceStatus.UNREADABLE, f"审查中断（{what}），请重试")
    trouble = Trouble("s1", 0, "reading", what)
    case = CaseFile(path.stem or path.name, CaseKind.UNKNOWN, order.as_of, (source,), troubles=(trouble,))
    return judge(case, ())


def review_cases(
    paths: Sequence[Path], order: Order, *, jobs: int = 1, progress: PageProgress | None = None
) -> Iterator[Review]:
    """Review cases in order; with several jobs at once, in processes of their own."""
    if jobs <= 1 or len(paths) <= 1:
        for path in paths:
            yield _one(path, order, progress)
        return
    with ProcessPoolExecutor(min(jobs, len(paths))) as pool:
        waiting = [pool.submit(_one, path, order) for path in paths]
        for path, future in zip(paths, waiting, strict=True):
            try:
                yield future.result()
            except BrokenProcessPool:
                yield _failed(path, order, "BrokenProcessPool")
